"""`pytest --topic NAME`: the tests that a change in one topic can break, and no others.

A test belongs to a topic when one of its parameters does: an exercise, a stored answer, a notebook or a module's
folder. So a new module's tests are found without being listed anywhere.
"""

from pathlib import Path

import pytest

from autograder.outline import topic_of as topic_of_module
from course.checking.definition import catalogue
from course.checking.definition.exercise import Exercise, Question
from course.paths import modules_folder, solutions_folder
from tests.exercises.answers import AnswerFile

PROPERTY = "topic"
"""Under this name the topic travels with a test's reports, also out of the processes of pytest-xdist."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--topic", metavar="NAME", help="only the tests of one topic: its exercises and notebooks"
    )


def pytest_configure(config: pytest.Config) -> None:
    topic = config.getoption("topic")
    if topic is not None and topic not in catalogue.topics():
        raise pytest.UsageError(
            f"--topic: there is no topic {topic!r}. The topics are {', '.join(catalogue.topics())}."
        )


def pytest_itemcollected(item: pytest.Item) -> None:
    if topic := _topic_of_parameters(item):
        item.user_properties.append((PROPERTY, topic))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    wanted = config.getoption("topic")
    if wanted is not None:
        config.hook.pytest_deselected(items=[item for item in items if topic_of(item) != wanted])
        items[:] = [item for item in items if topic_of(item) == wanted]


def topic_of(test: pytest.Item | pytest.TestReport) -> str:
    """A test's topic; "" when a change in no topic can break it alone."""
    return dict(test.user_properties).get(PROPERTY, "")


def _topic_of_parameters(item: pytest.Item) -> str:
    parameters = item.callspec.params.values() if hasattr(item, "callspec") else ()
    topics = [topic for topic in map(_topic_of_parameter, parameters) if topic in catalogue.topics()]
    return topics[0] if topics else ""


def _topic_of_parameter(value: object) -> str:
    if isinstance(value, AnswerFile):
        return value.exercise_id.partition("/")[0]
    if isinstance(value, Exercise | Question):
        return value.id.partition("/")[0]
    if isinstance(value, Path):
        for folder in (value, value.parent):
            if folder.parent in (modules_folder(), solutions_folder()):
                return topic_of_module(folder.name)
    return ""
