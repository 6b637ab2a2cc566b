"""People's names: when two of them are the same, and what a folder named after one is called."""

from __future__ import annotations

import re
import unicodedata

LETTERS = str.maketrans(
    {
        **{"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ß": "ss"},
        **{"Ø": "O", "Ł": "L", "Đ": "D", "Ð": "D", "Æ": "Ae", "Œ": "Oe", "Þ": "Th"},
    }
)
"""What Unicode does not take apart into a letter and its mark."""

UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})

APOSTROPHES = re.compile("['’‘`´ʼ]")
"""Moodle's PARAM_FILE and Canvas take them out of file names, so that O'Neil becomes ONeil."""

LONGEST_ID = 100


def words(name: str) -> list[str]:
    """A name's words, with case and punctuation gone: "O'Neil, Anne-Marie" is oneil, anne, marie."""
    whole = APOSTROPHES.sub("", unicodedata.normalize("NFC", name)).casefold()
    return [word for word in re.split(r"[\W_]+", whole) if word]


def alike(word: str) -> str:
    """A word as plain letters, the same for every way to write an umlaut: ü, ue and u are u."""
    apart = unicodedata.normalize("NFKD", word.translate(LETTERS))
    plain = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return re.sub("(?<=[aou])e", "", plain)


def spellings(name: str) -> tuple[str, str]:
    """What the same name is written as elsewhere: as it is, and with umlauts alike; words in any order.

    Two names are certainly the same when the first agrees, and probably when the second does.
    """
    found = words(name)
    return " ".join(sorted(found)), " ".join(sorted(alike(word) for word in found))


def run_together(name: str) -> set[tuple[str, str]]:
    """The same for a name without spaces, as Canvas writes it: first or last name first, or any turn between.

    "Jane Mary Doe" may be janemarydoe, marydoejane or doejanemary.
    """
    found = words(name)
    turns = [found[start:] + found[:start] for start in range(len(found))]
    return {("".join(turn), alike("".join(turn))) for turn in turns}


def folder_name(*parts: str) -> str:
    """A student's id that a folder may have: letters, digits and . _ @ - only, "" when nothing is left.

    `folder_name("Änne Müller", "123456")` is "Aenne_Mueller_123456".
    """
    text = "_".join(part for part in parts if part)
    text = APOSTROPHES.sub("", unicodedata.normalize("NFC", text)).translate(UMLAUTS).translate(LETTERS)
    apart = unicodedata.normalize("NFKD", text)
    plain = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return re.sub(r"[^A-Za-z0-9_.@-]+", "_", plain).lstrip("_.@-")[:LONGEST_ID].rstrip("_")
