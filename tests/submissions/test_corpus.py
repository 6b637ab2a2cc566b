"""Every hostile submission gets what its file states, and costs nobody else anything."""

from __future__ import annotations

import socket
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import pytest

from course.checking.contract.verdict import Outcome
from course.checking.definition.catalogue import find
from course.checking.judge import judge_target
from tests.submissions.corpus import FOLDER, BadHostileFile, HostileSubmission, all_hostile, read
from tests.submissions.grading import Graded, neighbour_shortfalls, shortfalls
from tests.submissions.pages import live_code
from tests.submissions.traps import MARKER, Traps

HOSTILE = all_hostile()
WAITS_FOR_THE_CLASS = pytest.mark.timeout(1200)
"""The first test that wants the graded class waits six minutes for it, longer on a busy machine."""


@pytest.mark.slow
@WAITS_FOR_THE_CLASS
@pytest.mark.parametrize("submission", HOSTILE, ids=lambda submission: submission.label)
def test_a_hostile_submission_gets_what_it_deserves(submission: HostileSubmission, graded: Graded) -> None:
    assert shortfalls(submission, graded) == []


@pytest.mark.parametrize("name", ["public_cases_memorised", "only_public_kinds"])
def test_what_only_held_out_cases_catch_passes_in_the_notebook(name: str) -> None:
    namespace: dict[str, Any] = {}
    exec(read(FOLDER / "forge" / f"{name}.py").cells["describe"], namespace)
    assert judge_target(find("welcome/describe"), namespace["describe"]).outcome is Outcome.PASSED


@pytest.mark.slow
@WAITS_FOR_THE_CLASS
def test_neighbours_get_exactly_their_points(graded: Graded) -> None:
    assert len(graded.neighbours) > len(HOSTILE) // 8
    wrong = {
        each.student: lines for each in graded.neighbours if (lines := neighbour_shortfalls(each, graded))
    }
    assert wrong == {}


@pytest.mark.slow
@WAITS_FOR_THE_CLASS
def test_nothing_gets_out(graded: Graded) -> None:
    assert graded.sprung == ()


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("# attack: none\npass\n", "expected"),
        ("# expected: describe 3 of 3, first_axis 1 of 1\npass\n", "attack"),
        ("# attack: x\n# expected: describe 3 of 4, first_axis 1 of 1\n", "describe 0 of 3"),
        ("# attack: x\n# expected: describe 3 of 3\n", "must name"),
        ("# attack: x\n# expected: describe 0 of 3, first_axis 1 of 1\n", "says"),
        ("# attack: x\n# atack: x\n", "unknown line"),
    ],
)
def test_a_file_must_state_what_comes_of_it(tmp_path: Path, text: str, complaint: str) -> None:
    path = tmp_path / "file.py"
    path.write_text(text)
    with pytest.raises(BadHostileFile, match=complaint):
        read(path)


def test_what_gets_out_is_noticed() -> None:
    with Traps() as traps:
        assert traps.sprung() == []
        socket.create_connection(("127.0.0.1", traps.port)).close()
        file = Path(tempfile.gettempdir()) / f"{MARKER}-test"
        file.touch()
        program = [sys.executable, "-c", "print(flush=True); open(0).read()", MARKER]
        with subprocess.Popen(program, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
            process.stdout.readline()  # it runs
            sprung = traps.sprung()
    assert sprung == [
        "a TCP connection to this machine was made",
        f"the file {file} was written",
        f"process {process.pid} lives on",
    ]
    assert not file.exists()


@pytest.mark.parametrize(
    "page",
    [
        "<script>workbook_escape()</script>",
        "<img src=x onerror=workbook_escape()>",
        '<a href="java&#10;script:workbook_escape()">look</a>',
        '<iframe srcdoc="&lt;script&gt;workbook_escape()&lt;/script&gt;"></iframe>',
    ],
)
def test_live_code_is_found(page: str) -> None:
    assert live_code(f"<p>text</p>{page}")


def test_a_relative_link_is_not_live() -> None:
    assert live_code('<a href="`x`onmouseover=workbook_escape()">x</a>') == []


def test_quoted_code_is_not_live() -> None:
    assert (
        live_code("<pre>&lt;script&gt;workbook_escape()&lt;/script&gt; onerror=workbook_escape()</pre>") == []
    )
