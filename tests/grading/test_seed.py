"""A seed is tried on the course's own solutions before anybody is graded on it."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.grading import seed as seeds
from autograder.grading.seed import class_seed, failing_solutions
from course.errors import WorkbookError
from course.paths import solutions_folder


def chosen(out: Path, said: list[str], **settings: object) -> str:
    options = {
        "given": None,
        "anew": False,
        "topics": ["welcome"],
        "solutions": solutions_folder(),
        **settings,
    }
    return class_seed(out, say=said.append, **options)


def test_the_courses_own_solutions_pass_and_a_wrong_one_is_named(tmp_path: Path) -> None:
    assert failing_solutions("any text", ["welcome"], solutions_folder()) == []
    folder = tmp_path / "00_welcome"
    folder.mkdir()
    [source] = (solutions_folder() / "00_welcome").glob("*.py")
    text = source.read_text(encoding="utf-8")
    assert "image.min()" in text
    (folder / source.name).write_text(text.replace("image.min()", "image.max()"), encoding="utf-8")
    [fault] = failing_solutions("any text", ["welcome"], tmp_path)
    assert fault.startswith("welcome/describe: ")


def test_a_seed_on_which_a_solution_fails_is_replaced_and_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[str] = []

    def fails_once(seed: str, topics: object, solutions: object) -> list[str]:
        tried.append(seed)
        return ["basics/otsu: too dark"] if len(tried) == 1 else []

    monkeypatch.setattr(seeds, "failing_solutions", fails_once)
    said: list[str] = []
    seed = chosen(tmp_path, said)
    assert tried == [tried[0], seed]
    assert tried[0] != seed
    assert "basics/otsu: too dark" in said[0]
    assert (tmp_path / "seed").read_text() == seed
    assert chosen(tmp_path, said) == seed, "kept, and not tried again"
    assert len(tried) == 2


def test_where_solutions_always_fail_nothing_is_graded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(seeds, "failing_solutions", lambda *_: ["basics/otsu: too dark"])
    with pytest.raises(WorkbookError, match=r"5 seeds one after the other .basics/otsu: too dark"):
        chosen(tmp_path, [])
    with pytest.raises(
        WorkbookError, match=r"On the seed 12 the course's own solution fails .* another seed"
    ):
        chosen(tmp_path, [], given=12)
    assert not (tmp_path / "seed").exists()


def test_solutions_that_cannot_run_are_said(tmp_path: Path) -> None:
    (tmp_path / "00_welcome").mkdir()
    with pytest.raises(WorkbookError, match="own solutions could not be judged"):
        failing_solutions("any text", ["welcome"], tmp_path)
