"""A topic of trial exercises in the catalogue, and a home of its own for every test's attempts."""

from collections.abc import Iterator
from pathlib import Path

import pytest

import course.exercises
from course.checking.definition import catalogue

TOPICS = Path(__file__).parent / "topics"


@pytest.fixture(autouse=True)
def trial_topic() -> Iterator[None]:
    """Put `tests/checking/topics` beside the course's own topics while a test runs."""
    course.exercises.__path__.append(str(TOPICS))
    catalogue.topics.cache_clear()
    yield
    course.exercises.__path__.remove(str(TOPICS))
    catalogue.topics.cache_clear()


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the attempts; nothing of the developer's own is touched."""
    folder = tmp_path / "home"
    monkeypatch.setenv("WORKBOOK_HOME", str(folder))
    monkeypatch.delenv("NBGRADER_EXECUTION", raising=False)
    monkeypatch.delenv("WORKBOOK_EXAMINER", raising=False)
    return folder
