"""Reads strangers' notebooks and archives behind walls: a file's bytes in, cells out, one file after the other.

A notebook is JSON that may hold anything: 25 MB of old outputs, pasted pictures, lists of lists without an end.
Here it is taken apart under limits of time and memory, and nothing of it goes out but what grading needs: the
cells' kinds, texts and ids. Asked over stdin and stdout in frames (eight bytes of length, then as many bytes): a
word that says what it is, and a file; back comes JSON.
"""

from __future__ import annotations

import io
import json
import re
import resource
import signal
import stat
import sys
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import PurePosixPath
from typing import IO, Any

from autograder.sandbox.limits import MB

MAX_CELLS = 2_000
"""A lesson has about 60."""

MAX_SOURCE_CHARACTERS = 2_000_000
"""A lesson has about 40,000."""

MEMORY_MB = 2048
"""Twenty times what the largest file has: ordinary JSON needs twice its size, a list of empty lists thirty times."""

SECONDS = 20
"""Processor time for one file; 100 MB of ordinary JSON take one second."""

TOO_MUCH_MEMORY = f"needs more than {MEMORY_MB:,} MB of memory to be read"

PASTED = re.compile(r"(data:[\w.+/-]{1,50};base64,)[\w+/=%\s-]{200,}")
"""A picture in the text of a cell."""

KINDS = {"code": "code", "markdown": "markdown"}

MAX_BYTES = 100_000_000
"""A larger notebook is not read: a lesson with all its figures is below 3 MB."""

MAX_MEMBERS = 2_000
"""Files in one archive."""

MAX_INFLATED = 4 * MAX_BYTES
"""Bytes of all that is read of one archive."""


class NotRead(Exception):
    """The bytes are nothing that can be graded; the message says why, after "it"."""


def cells_of(content: bytes) -> list[dict[str, str]]:
    """The cells of a notebook of any nbformat since 3, in any of Unicode's encodings.

    Returns:
        For each cell its `cell_type` ("code", "markdown" or "raw"), `source`, `id` and nbgrader's `grade_id`, ""
        where there is none. Whatever is no cell is left out, and so are pictures pasted into texts.

    Raises:
        NotRead: not JSON, without cells, or with far too many.
    """
    cells = [cell for cell in _raw_cells(_json(content)) if isinstance(cell, dict)]
    if len(cells) > MAX_CELLS:
        raise NotRead(f"has {len(cells):,} cells (at most {MAX_CELLS:,} are read)")
    slim = [_slim(cell) for cell in cells]
    characters = sum(len(cell["source"]) for cell in slim)
    if characters > MAX_SOURCE_CHARACTERS:
        raise NotRead(f"holds {characters:,} characters of text (at most {MAX_SOURCE_CHARACTERS:,} are read)")
    return slim


def _json(content: bytes) -> Any:
    try:
        # With a byte-order mark, or UTF-16, as some editors save it. No number of a notebook matters here, and
        # Python refuses to read whole numbers of more than 4,300 digits.
        return json.loads(content.decode(json.detect_encoding(content)), parse_int=float)
    except UnicodeDecodeError as error:
        raise NotRead("is not a Jupyter notebook: its bytes are neither UTF-8 nor UTF-16 text") from error
    except RecursionError as error:
        raise NotRead("is not a Jupyter notebook: it is nested too deeply") from error
    except MemoryError as error:
        raise NotRead(TOO_MUCH_MEMORY) from error
    except ValueError as error:
        raise NotRead(
            "is not a Jupyter notebook; perhaps it was cut off while it was saved or uploaded"
        ) from error


def _raw_cells(notebook: Any) -> Iterator[Any]:
    sheets = [notebook]
    if isinstance(notebook, dict) and isinstance(notebook.get("worksheets"), list):  # until nbformat 3
        sheets = notebook["worksheets"]
    lists = [
        sheet["cells"] for sheet in sheets if isinstance(sheet, dict) and isinstance(sheet.get("cells"), list)
    ]
    if not lists:
        raise NotRead("is not a Jupyter notebook: it has no list of cells")
    for cells in lists:
        yield from cells


def _slim(cell: dict[str, Any]) -> dict[str, str]:
    kind = KINDS.get(str(cell.get("cell_type")), "raw")
    source = cell.get("source", cell.get("input", ""))
    if isinstance(source, list):
        source = "".join(line for line in source if isinstance(line, str))
    text = source if isinstance(source, str) else ""
    if kind != "code":
        text = PASTED.sub(r"\1", text)
    metadata = cell.get("metadata")
    marks = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    grade_id = marks.get("grade_id") if isinstance(marks, dict) else None
    ids = {"id": cell.get("id"), "grade_id": grade_id}
    return {
        "cell_type": kind,
        # Half a character, which JSON can write and UTF-8 cannot.
        "source": text.encode("utf-8", "replace").decode("utf-8"),
        **{
            name: found if isinstance(found, str) and len(found) <= 200 else "" for name, found in ids.items()
        },
    }


def members_of(content: bytes) -> list[dict[str, Any]]:
    """The files in a zip archive; nothing is unpacked to a disk.

    Returns:
        For each file its `name`, a path with slashes; for a notebook either its `cells` or why it is
        `unreadable`, after "it".

    Raises:
        NotRead: no zip archive, or one with too many files.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, UnicodeDecodeError) as error:
        raise NotRead(
            "is not a zip archive, or a damaged one; perhaps it was cut off while it was uploaded"
        ) from error
    files = [member for member in archive.infolist() if not member.is_dir()]
    if len(files) > MAX_MEMBERS:
        raise NotRead(f"holds {len(files):,} files (at most {MAX_MEMBERS:,} are looked at)")
    left = MAX_INFLATED
    found = []
    for member in files:
        answer: dict[str, Any] = {"name": member_name(member)}
        if is_notebook(answer["name"]):
            try:
                inflated = _inflated(archive, member, min(MAX_BYTES, left))
                left -= len(inflated)
                answer["cells"] = cells_of(inflated)
            except NotRead as error:
                answer["unreadable"] = str(error)
        found.append(answer)
    return found


def is_notebook(name: str) -> bool:
    """Whether a file's name says that it is a notebook: `1_pixels.IPYNB`, `1_pixels.ipynb.txt`."""
    return name.lower().removesuffix(".txt").removesuffix(".json").endswith(".ipynb")


def member_name(member: zipfile.ZipInfo) -> str:
    """A member's path; programs that write UTF-8 do not always say so."""
    name = member.filename
    if not member.flag_bits & 0x800:
        with suppress(UnicodeError):
            name = name.encode("cp437").decode("utf-8")
    return name.replace("\\", "/").encode("utf-8", "replace").decode("utf-8")


def _inflated(archive: zipfile.ZipFile, member: zipfile.ZipInfo, most: int) -> bytes:
    """A member's bytes, counted while they come: what the archive says about their number may be wrong."""
    path = PurePosixPath(member_name(member))
    if path.is_absolute() or ".." in path.parts:
        raise NotRead("has a path that leads out of the archive")
    if stat.S_ISLNK(member.external_attr >> 16):
        raise NotRead("is a link")
    if member.flag_bits & 0x1:
        raise NotRead("is protected by a password")
    try:
        with archive.open(member) as file:
            content = file.read(most + 1)
    except NotImplementedError as error:
        raise NotRead("is compressed in a way that is not read; use an ordinary zip archive") from error
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError) as error:
        raise NotRead("is damaged in its archive") from error
    if len(content) > most:
        raise NotRead(f"is larger than {most / 1e6:.0f} MB")
    return content


ANSWERS: dict[bytes, tuple[str, Callable[[bytes], list[dict[str, Any]]]]] = {
    b"notebook": ("cells", cells_of),
    b"archive": ("members", members_of),
}
"""What may be asked: the field of the answer, and who finds it."""


def write_frame(stream: IO[bytes], content: bytes) -> None:
    """Length and bytes."""
    stream.write(len(content).to_bytes(8, "big") + content)
    stream.flush()


def read_frame(stream: IO[bytes], most: int) -> bytes:
    """The bytes of one frame.

    Raises:
        EOFError: the other side has ended, or announces more than `most` bytes.
    """
    head = stream.read(8)
    length = int.from_bytes(head, "big")
    content = stream.read(length) if len(head) == 8 and length <= most else b""
    if len(head) < 8 or len(content) < length:
        raise EOFError
    return content


def main() -> None:
    """Answer until stdin ends. A file that takes too long ends the process: its asker starts another."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_MB * MB,) * 2)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    while True:
        try:
            what = read_frame(sys.stdin.buffer, max(map(len, ANSWERS)))
            content = read_frame(sys.stdin.buffer, MEMORY_MB * MB)
        except EOFError:
            return
        signal.setitimer(signal.ITIMER_PROF, SECONDS)  # SIGPROF ends a process that does not handle it
        field, find = ANSWERS[what]
        try:
            answer: dict[str, Any] = {field: find(content)}
        except NotRead as error:
            answer = {"unreadable": str(error)}
        except MemoryError:
            answer = {"unreadable": TOO_MUCH_MEMORY}
        write_frame(sys.stdout.buffer, json.dumps(answer).encode("ascii"))
        signal.setitimer(signal.ITIMER_PROF, 0)


if __name__ == "__main__":
    main()
