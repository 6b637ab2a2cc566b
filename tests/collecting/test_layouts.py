"""Each platform's names, as they come: who and what is read from them."""

from pathlib import Path

import pytest

from autograder.collecting.layouts import Layout
from course.errors import WorkbookError
from tests.collecting.downloads import accounted, download, files_of, reasons, sort, unpacked

ROSTER = """id,first_name,last_name,email
ada,Ada,Lovelace,ada@example.org
aenne,Änne,Müller,aenne@example.org
sean,Seán,O'Neil,sean@example.org
anna,Anna-Lena Maria,Groß,anna@example.org
lukasz,Łukasz,Wójcik,lukasz@example.org
"""


@pytest.mark.parametrize(
    ("entry", "file"),
    [
        ("Ada Lovelace_101_assignsubmission_file/1_pixels.ipynb", "ada/01_basics/1_pixels.ipynb"),
        ("Ada Lovelace_101_assignsubmission_file_/1_pixels.ipynb", "ada/01_basics/1_pixels.ipynb"),
        ("Ada Lovelace_101_assignsubmission_file_1_pixels.ipynb", "ada/01_basics/1_pixels.ipynb"),
        ("Lovelace Ada_101_assignsubmission_file_/1_welcome.ipynb", "ada/00_welcome/1_welcome.ipynb"),
        ("Änne Müller_102_assignsubmission_file_/1_pixels (1).ipynb", "aenne/01_basics/1_pixels (1).ipynb"),
        (
            "A\u0308nne Mu\u0308ller_102_assignsubmission_file_/1_pixels.ipynb",
            "aenne/01_basics/1_pixels.ipynb",
        ),
        ("Mueller, Aenne_102_assignsubmission_file_/1_pixels.ipynb", "aenne/01_basics/1_pixels.ipynb"),
        ("Anne Muller_102_assignsubmission_file_/1_pixels.ipynb", "aenne/01_basics/1_pixels.ipynb"),
        ("Sean ONeil_103_assignsubmission_file_/1_PIXELS.IPYNB", "sean/01_basics/1_PIXELS.IPYNB"),
        ("Seán O’Neil_103_assignsubmission_file_/1_pixels.ipynb.txt", "sean/01_basics/1_pixels.ipynb.txt"),
        (
            "Anna Lena Maria Gross_104_assignsubmission_file_/2_filters.ipynb",
            "anna/01_basics/2_filters.ipynb",
        ),
        ("Groß Anna_Lena Maria_104_assignsubmission_file_2_filters.ipynb", "anna/01_basics/2_filters.ipynb"),
        ("Lukasz Wojcik_105_assignsubmission_file_/work/2_filters.ipynb", "lukasz/01_basics/2_filters.ipynb"),
        (
            "Assignment 1/Ada Lovelace_101_assignsubmission_file_/1_pixels.ipynb",
            "ada/01_basics/1_pixels.ipynb",
        ),
    ],
)
def test_moodle_names_find_their_student(tmp_path: Path, entry: str, file: str) -> None:
    collected = sort(download(tmp_path, {entry: "{}"}), roster=ROSTER)

    assert list(files_of(collected).values()) == [file], reasons(collected)
    assert collected.layout is Layout.MOODLE
    assert (tmp_path / "submissions" / file).read_bytes() == b"{}"
    assert file.split("/")[0] not in collected.missing
    assert len(collected.missing) == 4


def test_what_moodle_has_beside_files_is_left_out(tmp_path: Path) -> None:
    source = download(
        tmp_path,
        {
            "Ada Lovelace_101_assignsubmission_file_/1_pixels.ipynb": "{}",
            "Ada Lovelace_101_assignsubmission_onlinetext_/onlinetext.html": "see file",
            "Ada Lovelace_101_assignsubmission_file_/timestamp.txt": "2020-01-01 00:00:00 UTC",
            "Group A_7_assignsubmission_file_/1_pixels.ipynb": "{}",
            "Participant_106_assignsubmission_file_/1_pixels.ipynb": "{}",
        },
    )

    why = reasons(sort(source, roster=ROSTER))

    assert "onlinetext" in why["Ada Lovelace_101_assignsubmission_onlinetext_/onlinetext.html"]
    assert "neither a notebook" in why["Ada Lovelace_101_assignsubmission_file_/timestamp.txt"]
    assert "group" in why["Group A_7_assignsubmission_file_/1_pixels.ipynb"]
    assert "anonymous" in why["Participant_106_assignsubmission_file_/1_pixels.ipynb"]
    assert not list((tmp_path / "submissions").rglob("timestamp.txt")), (
        "a learner's own time counts for nothing"
    )


def test_without_a_roster_students_are_called_by_name_and_number(tmp_path: Path) -> None:
    names = ["Müller Änne_123456", "Seán O'Neil_7", "李 雷_8", "Participant_9", "Default group"]
    source = download(tmp_path, {f"{name}_assignsubmission_file_/1_pixels.ipynb": "{}" for name in names})

    collected = sort(source)

    expected = ("Default_group", "Mueller_Aenne_123456", "Participant_9", "Sean_ONeil_7", "student_8")
    assert collected.students == expected


@pytest.mark.parametrize(
    ("worksheet", "name"),
    [
        (
            "Identifier,Full name,ID number,Email address\nParticipant 9,Ada Lovelace,s1,a@b.c\n",
            "Participant",
        ),
        ("ID,Vollständiger Name,ID-Nummer\nTeilnehmer/in9,Ada Lovelace,s1\n", "Teilnehmerin"),
    ],
)
def test_moodles_grading_worksheet_names_the_anonymous(tmp_path: Path, worksheet: str, name: str) -> None:
    source = download(tmp_path, {f"{name}_9_assignsubmission_file_/1_pixels.ipynb": "{}"})

    assert sort(source, roster=worksheet).students == ("s1",)


@pytest.mark.parametrize(
    ("entry", "file"),
    [
        ("lovelaceada_12345_67890_1_pixels.ipynb", "lovelaceada_12345/01_basics/1_pixels.ipynb"),
        ("lovelaceada_LATE_12345_67890_1_pixels-1.ipynb", "lovelaceada_12345/01_basics/1_pixels.ipynb"),
        ("lovelaceada_late_12345_67890_2_filters-2.ipynb", "lovelaceada_12345/01_basics/2_filters.ipynb"),
        (
            "lovelaceada_12345_67890_2_filters-0b2f6f2e-1d1c-4a57-9a52-0123456789ab.ipynb",
            "lovelaceada_12345/01_basics/2_filters.ipynb",
        ),
        ("mülleränne_77_88_1_pixels.ipynb", "muelleraenne_77/01_basics/1_pixels.ipynb"),
        ("anon_Ab3dE_999_1_pixels.ipynb", "anon_Ab3dE/01_basics/1_pixels.ipynb"),
        ("LATE_anon_Ab3dE_999_1_pixels.ipynb", "anon_Ab3dE/01_basics/1_pixels.ipynb"),
    ],
)
def test_canvas_names_without_a_roster(tmp_path: Path, entry: str, file: str) -> None:
    collected = sort(download(tmp_path, {entry: "{}"}))

    assert files_of(collected) == {entry: file}, reasons(collected)
    assert collected.layout is Layout.CANVAS


def test_canvas_users_are_found_by_number_not_by_name(tmp_path: Path) -> None:
    gradebook = (
        "Student,ID,SIS User ID,SIS Login ID,Section,Lesson 1 (5)\n"
        ",,,,,Manual Posting\n"
        "    Points Possible,,,,,5\n"
        '"Lovelace, Ada",12345,s-1,ada,A,\n'
        '"Lovelace, Ada",23456,s-2,ada2,A,\n'
        '"Student, Test",99999,,,A,\n'
    )
    source = download(
        tmp_path,
        {
            "lovelaceada_12345_1_1_pixels.ipynb": "1",
            "lovelaceada_LATE_23456_2_1_pixels.ipynb": "2",
            "lovelaceada_34567_3_1_pixels.ipynb": "3",
            "lovelaceada_34567_text.html": "see file",
        },
    )

    collected = sort(source, roster=gradebook)

    assert files_of(collected) == {
        "lovelaceada_12345_1_1_pixels.ipynb": "ada/01_basics/1_pixels.ipynb",
        "lovelaceada_LATE_23456_2_1_pixels.ipynb": "ada2/01_basics/1_pixels.ipynb",
    }
    assert "34567" in reasons(collected)["lovelaceada_34567_3_1_pixels.ipynb"]
    assert "text" in reasons(collected)["lovelaceada_34567_text.html"]
    assert collected.missing == ()


@pytest.mark.parametrize("name", ["oneilseán", "seanoneil", "großannalenamaria", "wojciklukasz"])
def test_canvas_names_run_together_find_their_student(tmp_path: Path, name: str) -> None:
    collected = sort(download(tmp_path, {f"{name}_1_2_1_pixels.ipynb": "{}"}), roster=ROSTER)

    assert len(collected.students) == 1, reasons(collected)


def test_of_canvas_versions_the_last_counts_and_the_others_are_named(tmp_path: Path) -> None:
    source = download(
        tmp_path,
        {
            "doejane_1_30_1_pixels-2.ipynb": "third",
            "doejane_1_10_1_pixels.ipynb": "first",
            "doejane_1_20_1_pixels-1.ipynb": "second",
        },
    )

    collected = sort(source)

    assert (tmp_path / "submissions/doejane_1/01_basics/1_pixels.ipynb").read_text() == "third"
    assert set(reasons(collected)) == {"doejane_1_10_1_pixels.ipynb", "doejane_1_20_1_pixels-1.ipynb"}
    assert all("doejane_1_30_1_pixels-2.ipynb is later" in why for why in reasons(collected).values())


def test_canvas_files_that_only_end_in_a_number_stay_two(tmp_path: Path) -> None:
    files = {f"doejane_1_{number}_project-{number}.ipynb": "{}" for number in (1, 2)}

    collected = sort(download(tmp_path, files, "course-01_basics.zip"))

    assert [each.file.name for each in collected.written] == ["project-1.ipynb", "project-2.ipynb"]


def test_of_exchange_hand_ins_the_latest_counts_whole(tmp_path: Path) -> None:
    early = "ada+01_basics+2026-11-29 10:00:00.000000 UTC+c2VjcmV0X2E1"
    late = "ada+01_basics+2026-11-30 10:00:00.500000 UTC+AAAAc2VjcmV0"
    source = unpacked(
        tmp_path / "inbound",
        {
            f"{early}/1_pixels.ipynb": "early",
            f"{early}/2_filters.ipynb": "early",
            f"{early}/timestamp.txt": "2026-11-29 10:00:00.000000 UTC",
            f"{late}/1_pixels.ipynb": "late",
            f"{late}/timestamp.txt": "2026-11-30 10:00:00.500000 UTC",
            f"{late}/submission_secret.txt": "0",
            "bob+00_welcome+2026-11-30 11:00:00.000000 CET/1_welcome.ipynb": "bob",
            "eve+tutor+01_basics+2026-11-30 12_00_00.000000 UTC+AAAAAAAAAAAA/2_filters.ipynb": "eve",
            "ada+02_unknown+2026-11-30 10:00:00.000000 UTC+AAAAAAAAAAAA/1_pixels.ipynb": "{}",
        },
    )

    collected = sort(source)

    out = tmp_path / "submissions"
    assert collected.layout is Layout.EXCHANGE
    assert (out / "ada/01_basics/1_pixels.ipynb").read_text() == "late"
    assert not (out / "ada/01_basics/2_filters.ipynb").exists()
    assert (out / "ada/01_basics/timestamp.txt").read_text() == "2026-11-30 10:00:00.500000 UTC"
    assert (out / "bob/00_welcome/timestamp.txt").read_text() == "2026-11-30 10:00:00.000000 UTC"
    assert (out / "eve_tutor/01_basics/timestamp.txt").read_text() == "2026-11-30 12:00:00.000000 UTC"
    assert "later" in reasons(collected)[f"{early}/2_filters.ipynb"]
    assert f"{early}/timestamp.txt" in reasons(collected)
    assert any("02_unknown" in why for why in reasons(collected).values())
    assert collected.litter == (f"{late}/submission_secret.txt",)


def test_two_ids_that_one_folder_would_hold_are_never_merged(tmp_path: Path) -> None:
    source = unpacked(
        tmp_path / "inbound",
        {
            f"{id}+01_basics+2026-11-30 10:00:00.000000 UTC/1_pixels.ipynb": id
            for id in ("ada+x", "ada_x", "Bob", "eve")
        },
    )

    assert sort(source).students == ("Bob", "eve")


def test_a_learner_cannot_name_somebody_else(tmp_path: Path) -> None:
    source = download(
        tmp_path,
        {
            "Ada Lovelace_1_assignsubmission_file_/Änne Müller_2_assignsubmission_file_/1_pixels.ipynb": "1",
            "Ada Lovelace_1_assignsubmission_file_Änne Müller_2_assignsubmission_file_2_filters.ipynb": "2",
        },
    )

    assert sort(source, roster=ROSTER).students == ("ada",)


def test_an_unclear_layout_is_asked_for(tmp_path: Path) -> None:
    source = download(tmp_path, {"doejane_1_2_1_pixels.ipynb": "", "notes.txt": "", "1_pixels.ipynb": ""})

    with pytest.raises(
        WorkbookError, match=r"1 as canvas.*notes\.txt.*--layout: moodle, nbgrader-exchange, canvas"
    ):
        sort(source)

    collected = sort(source, Layout.CANVAS)
    assert collected.students == ("doejane_1",)
    assert accounted(collected) == ["1_pixels.ipynb", "doejane_1_2_1_pixels.ipynb", "notes.txt"]
