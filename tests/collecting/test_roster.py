"""Rosters as nbgrader, Moodle, Canvas and spreadsheets write them."""

from pathlib import Path

import pytest

from autograder.collecting.roster import read_roster
from course.errors import WorkbookError
from tests.collecting.downloads import download, files_of, reasons, sort


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("id,first_name,last_name,email\nada,Ada,Lovelace,a@b.c\n", ["ada"]),
        ("ID;First_Name;LAST_NAME\nada;Ada;Lovelace\n\n;;\n", ["ada"]),
        ("student,name\nada,Ada Lovelace\n", ["ada"]),
        ('student\tname\nada\t"Lovelace, Ada"\n', ["ada"]),
        ("First name,Last name,ID number,Email address,Groups\nAda,Lovelace,,ada@b.c,\n", ["ada@b.c"]),
        ("First name,Surname,ID number,Username,Email address\nAda,Lovelace,4711,al,ada@b.c\n", ["4711"]),
        ("Vorname;Nachname;ID-Nummer;E-Mail-Adresse\nAda;Lovelace;;ada+uni@b.c\n", ["ada_uni@b.c"]),
        ('Student,ID,SIS Login ID,Section\n    Points Possible,,,\n"Lovelace, Ada",1,al@b.c,A\n', ["al@b.c"]),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_every_roster_finds_its_student(tmp_path: Path, text: str, ids: list[str], encoding: str) -> None:
    source = download(tmp_path, {"Ada Lovelace_1_assignsubmission_file_/1_pixels.ipynb": "{}"})

    assert list(sort(source, roster=text.encode(encoding)).students) == ids


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_umlauts_survive_every_encoding(tmp_path: Path, encoding: str) -> None:
    source = download(tmp_path, {"Jörg Weiß_1_assignsubmission_file_/1_pixels.ipynb": "{}"})

    assert sort(source, roster="student;name\nw;Jörg Weiß\n".encode(encoding)).students == ("w",)


def test_two_students_of_one_name_are_not_guessed(tmp_path: Path) -> None:
    one = "Jan Meier_1_assignsubmission_file_/1_pixels.ipynb"
    source = download(tmp_path, {one: "{}", "Eva Meier_2_assignsubmission_file_/1_pixels.ipynb": "{}"})

    collected = sort(source, roster='student,name\na,Jan Meier\nb,"Meier, Jan"\nc,Eva Meier\n')

    assert collected.students == ("c",)
    assert collected.missing == ("a", "b")
    assert "a, b" in reasons(collected)[one] and "ask" in reasons(collected)[one]


def test_two_hand_ins_of_one_name_are_not_guessed_either(tmp_path: Path) -> None:
    entries = [f"Jan Meier_{number}_assignsubmission_file_/1_pixels.ipynb" for number in (1, 2)]
    source = download(tmp_path, dict.fromkeys(entries, "{}"))

    collected = sort(source, roster="student,name\na,Jan Meier\n")

    assert collected.written == ()
    assert sorted(reasons(collected)) == entries


def test_numbers_of_two_moodle_assignments_are_one_student(tmp_path: Path) -> None:
    source = download(
        tmp_path,
        {
            "Lesson 0/Jan Meier_1_assignsubmission_file_/1_welcome.ipynb": "{}",
            "Lesson 1/Jan Meier_2_assignsubmission_file_/1_pixels.ipynb": "{}",
        },
    )

    files = files_of(sort(source, roster="student,name\na,Jan Meier\n")).values()

    assert sorted(files) == ["a/00_welcome/1_welcome.ipynb", "a/01_basics/1_pixels.ipynb"]


def test_an_exact_name_wins_over_one_with_another_umlaut(tmp_path: Path) -> None:
    source = download(
        tmp_path,
        {
            "Jan Müller_1_assignsubmission_file_/1_pixels.ipynb": "{}",
            "Jan Mueller_2_assignsubmission_file_/2_filters.ipynb": "{}",
            "Jan Muller_3_assignsubmission_file_/2_filters.ipynb": "{}",
        },
    )

    collected = sort(source, roster="student,name\numlaut,Jan Müller\nue,Jan Mueller\n")

    assert set(files_of(collected).values()) == {
        "umlaut/01_basics/1_pixels.ipynb",
        "ue/01_basics/2_filters.ipynb",
    }
    assert list(reasons(collected)) == ["Jan Muller_3_assignsubmission_file_/2_filters.ipynb"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Matrikel,Note\n1,2\n", r"roster\.csv has the columns matrikel, note\. Needed are"),
        ("", r"columns \(none\)"),
        ("student,name\n", "lists no student"),
        (
            "First name,Last name,ID number\nAda,Lovelace,1\nEva,Meier,\n",
            "nobody may be without an id in id number",
        ),
        ("student,name\na+b,Ada\na_b,Eva\n", r"two students whose folder would be a_b: 'a\+b' and 'a_b'"),
        ("student,name\n+++,Ada\n", "no folder can be named after"),
    ],
)
def test_a_roster_that_does_not_help_says_why(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "roster.csv"
    path.write_text(text)

    with pytest.raises(WorkbookError, match=message):
        read_roster(path)


def test_a_roster_that_is_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(WorkbookError, match="cannot be read"):
        read_roster(tmp_path / "none.csv")
