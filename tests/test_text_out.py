"""Every command says what it has to say, whatever the terminal can show, the file's name is, or the folder allows."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from course.progress import ExerciseProgress, ModuleProgress, Progress, show_progress

WORKBOOK = Path(sys.executable).with_name("workbook")
NO_UNICODE = "caf\N{LATIN SMALL LETTER E WITH ACUTE}\udcff"  # the file system's name for b"caf\xc3\xa9\xff"

SEVERAL = """
import json, os, sys
from course import cli
for arguments in json.loads(sys.argv[1]):
    # As the system hands them over, where the locale is C too.
    sys.argv = ["workbook", *(os.fsdecode(word.encode("utf-8", "surrogateescape")) for word in arguments)]
    try:
        cli.main()
        status = 0
    except SystemExit as ended:
        status = ended.code
    print(f"[{status}]", flush=True)
"""
"""Several commands in one process, each followed by its exit status: a start costs a second."""

ENCODINGS = {
    "ascii": {"PYTHONIOENCODING": "ascii"},
    "windows": {"PYTHONIOENCODING": "cp1252"},
    "C": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
}
"""What the environment sets, and with "C" the encoding that Python takes from the locale."""


def run_several(*commands: tuple[str, ...], **environment: str) -> tuple[bytes, bytes]:
    done = subprocess.run(
        [sys.executable, "-c", SEVERAL, json.dumps(commands)],
        env=os.environ | {"COLUMNS": "100"} | environment,
        capture_output=True,
        timeout=120,
    )
    assert b"Traceback" not in done.stdout + done.stderr, done.stderr.decode(errors="replace")
    assert done.returncode == 0
    return done.stdout, done.stderr


@pytest.mark.parametrize("name", ENCODINGS)
def test_a_character_that_is_not_available_ends_no_command(tmp_path: Path, name: str) -> None:
    codec = ENCODINGS[name].get("PYTHONIOENCODING", "ascii")
    out, err = run_several(
        ("--help",),
        ("progress",),
        ("progress", "--json"),
        ("data", "list"),
        ("data", "list", "--json"),
        ("data", "fetch", NO_UNICODE),
        ("reset", NO_UNICODE),
        ("learn", NO_UNICODE, "--no-browser"),
        ("report", str(tmp_path / NO_UNICODE)),
        WORKBOOK_HOME=str(tmp_path),
        **ENCODINGS[name],
    )
    said, complaints = out.decode(codec), err.decode(codec)  # not one byte that the encoding has not
    assert re.findall(r"^\[(\d)]", said, re.MULTILINE) == ["0"] * 5 + ["1"] * 4
    listed = said.split("[0]\n")
    assert json.loads(listed[2])["next"] == "welcome/first_axis"
    assert {data_set["name"] for data_set in json.loads(listed[4])} >= {"coins", "retina"}
    assert complaints.count("workbook: ") == complaints.count("\\udcff") == 4
    haggstrom = "Mikael H" + ("ä" if codec == "cp1252" else "\\u00e4")
    assert haggstrom in listed[3]


def test_escapes_are_those_of_json() -> None:
    """`--json` prints what a learner wrote; no encoding may make it something else than JSON."""
    text = 'é … 😀 \udcff "quoted" \\ back'
    program = (
        "import json, sys; from course.cli import write_any_text; write_any_text(); "
        "print(json.dumps(json.loads(sys.argv[1]), ensure_ascii=False))"
    )
    for codec in ("ascii", "koi8-r", "cp1252", "utf-8"):
        environment = os.environ | {"PYTHONIOENCODING": codec}
        command = [sys.executable, "-c", program, json.dumps(text)]
        printed = subprocess.run(command, env=environment, capture_output=True, check=True).stdout
        assert json.loads(printed.decode(codec)) == text


def test_no_output_at_all_is_no_error() -> None:
    done = subprocess.run(
        ["sh", "-c", f"'{WORKBOOK}' data list >&- 2>&-"], capture_output=True, timeout=60, check=False
    )
    assert (done.returncode, done.stdout) == (0, b"")


def test_done_and_begun_are_words_where_there_are_no_signs(monkeypatch, capsys) -> None:
    solved = ExerciseProgress("a/solved", "One", 1, score=1, attempts=1)
    begun = ExerciseProgress("a/begun", "Two", 1, score=0, attempts=1)
    progress = Progress((ModuleProgress("01_a", (solved, begun)),))
    show_progress(progress)
    assert "✓" in capsys.readouterr().out
    sys.stdout.reconfigure(encoding="ascii")
    try:
        show_progress(progress)
        table = capsys.readouterr().out
    finally:
        sys.stdout.reconfigure(encoding="utf-8")
    assert re.search(r"\| done +\| a/solved", table)
    assert re.search(r"\| \.\.\. +\| a/begun", table)


def test_a_folder_that_may_not_be_written_is_named_with_the_setting_that_helps(tmp_path: Path) -> None:
    closed = "/dev/null/home"  # no folder can be made there, not by root either
    here = {"WORKBOOK_WORKSPACE": str(tmp_path)}
    for arguments, environment, place, setting in (
        (("learn", "--no-browser"), {"WORKBOOK_WORKSPACE": closed}, closed, "WORKBOOK_WORKSPACE"),
        (("reset", "1_welcome"), {"WORKBOOK_WORKSPACE": closed}, closed, "WORKBOOK_WORKSPACE"),
        (("learn", "--no-browser"), here | {"JUPYTER_RUNTIME_DIR": closed}, closed, "JUPYTER_RUNTIME_DIR"),
        (("data", "fetch", "fashion-mnist"), {"HOME": closed, "XDG_DATA_HOME": ""}, closed, "WORKBOOK_DATA"),
        (
            ("data", "fetch", "fashion-mnist"),
            {"WORKBOOK_DATA": "~nobody-here/x"},
            "~nobody-here",
            "WORKBOOK_DATA",
        ),
    ):
        out, err = run_several(arguments, **environment)
        complaint = err.decode()
        assert out.endswith(b"[1]\n")
        assert complaint.startswith("workbook: ") and complaint.count("\n") == 1, complaint
        assert place in complaint and setting in complaint


def test_nothing_is_written_where_no_home_is_known(tmp_path: Path) -> None:
    """A container's user may have no name and no HOME."""
    program = (
        "import os, pwd; os.environ.pop('HOME', None); "
        "pwd.getpwuid = lambda _: (_ for _ in ()).throw(KeyError('no such user')); "
        "from course.data.dataset import user_data_folder; print(user_data_folder())"
    )
    environment = {
        key: value for key, value in os.environ.items() if not key.startswith(("XDG_", "WORKBOOK_"))
    }
    done = subprocess.run(
        [sys.executable, "-c", program], env=environment, cwd=tmp_path, capture_output=True, text=True
    )
    assert done.stdout.startswith("~") and not list(tmp_path.iterdir()), done.stderr


def test_progress_without_lessons_says_what_is_missing(tmp_path: Path) -> None:
    (tmp_path / "solutions").mkdir()
    out, err = run_several(("progress",), WORKBOOK_ROOT=str(tmp_path), WORKBOOK_HOME=str(tmp_path))
    assert out == b"[1]\n"
    assert err.decode().startswith(f"workbook: The lessons in {tmp_path / 'modules'} cannot be read")


CHECKS = """
from course import check, hint, solution
check("welcome/first_axis", "b")
check("welcome/describe", lambda image: {})
hint("welcome/describe")
"""


@pytest.mark.parametrize("home", ["/dev/null/home", "~nobodyatall/home"])
def test_a_check_in_plain_python_needs_neither_unicode_nor_a_folder_to_write_to(home: str) -> None:
    environment = os.environ | ENCODINGS["ascii"] | {"WORKBOOK_HOME": home}
    done = subprocess.run(
        [sys.executable, "-c", CHECKS], env=environment, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr
    assert "1 of 1" in done.stdout and "Hint 1" in done.stdout
    assert done.stdout.count("cannot be saved") == 1
    assert "set WORKBOOK_HOME" in done.stdout


def test_a_home_folder_that_nobody_has_is_named(tmp_path: Path) -> None:
    for variable in ("WORKBOOK_WORKSPACE", "WORKBOOK_ROOT"):
        _, err = run_several(("reset", "1_welcome"), **{variable: "~nobodyatall/x"})
        assert f"{variable} is set to ~nobodyatall/x".encode() in err


def test_results_go_into_a_folder_whose_name_is_text(tmp_path: Path) -> None:
    handed_in = tmp_path / "in" / "ada" / "00_welcome"
    handed_in.mkdir(parents=True)
    (handed_in / "1_welcome.ipynb").write_text('{"cells": []}')
    _, err = run_several(
        ("grade", str(tmp_path / "in"), "--isolation", "none", "--out", str(tmp_path / NO_UNICODE))
    )
    assert b"is no text in Unicode" in err
