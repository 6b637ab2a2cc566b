"""Finished grades stay good as long as nothing that made them has changed."""

from pathlib import Path

import pytest

from autograder.grading import definitions


def material(topic: str) -> set[str]:
    """The names of the files that count for one topic alone."""
    return {path.name for path in definitions._material(topic)}


def test_a_topic_depends_on_what_it_imports_and_on_no_other_topic() -> None:
    assert {
        "pixels.py",
        "filters_noise.py",
        "camera.py",
        "basics.py",
        "fashion_mnist_subset.npz",
    } <= material("basics")
    assert "welcome.py" not in material("basics")
    assert "pixels.py" not in material("welcome")


def test_the_engine_counts_for_every_topic_and_the_report_for_none() -> None:
    names = {str(path.relative_to(definitions.ROOT)) for path in definitions._engine()}
    assert {"course/checking/judge.py", "course/checking/definition/expect.py"} <= names
    assert {"autograder/examiner/session.py", "autograder/sandbox/inside.py"} <= names
    assert not [
        name for name in names if name.startswith(("autograder/report", "course/exercises", "course/data"))
    ]


def test_a_change_in_one_topic_leaves_the_grades_of_another(monkeypatch: pytest.MonkeyPatch) -> None:
    before = {topic: definitions.of_topic(topic) for topic in ("basics", "welcome")}
    read_bytes = Path.read_bytes

    def changed(path: Path) -> bytes:
        return read_bytes(path) + (b"\n# changed" if path.name == "pixels.py" else b"")

    monkeypatch.setattr(Path, "read_bytes", changed)
    definitions._content.cache_clear()
    definitions.of_topic.cache_clear()
    after = {topic: definitions.of_topic(topic) for topic in before}
    monkeypatch.undo()
    definitions._content.cache_clear()
    definitions.of_topic.cache_clear()
    assert after["basics"] != before["basics"]
    assert after["welcome"] == before["welcome"]
