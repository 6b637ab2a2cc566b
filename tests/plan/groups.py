"""Which tests stay together in one process of pytest-xdist, and which of them begin first.

A file's tests share what is expensive to set up (an examiner, a fork server, a graded class), so they stay together.
What belongs to a topic shares less: every notebook may go to the process that is free, the tests of one exercise's
answers stay together, because an answer may have been trained, and elsewhere one topic's tests do, so that a file which
grows with every module can be split.
"""

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling
from xdist.workermanage import WorkerController

from course.checking.definition import catalogue

LONG = (
    "tests/submissions/test_corpus.py",
    "tests/grading",
    "tests/test_lesson_in_browser.py",
    "tests/warm_kernel",
)
"""Minutes in one group: begun last, they would leave the other process without work."""

SINGLE = ("tests/test_notebooks.py", "tests/build/")
"""Of these, tests that belong to a topic need nothing from each other."""

OF_AN_EXERCISE = ("tests/exercises/", "tests/examiner/test_same_verdicts.py")
"""Of these, the tests of one exercise share its answers: train each once."""


def group_of(nodeid: str) -> str:
    """The group of a test. Only its name is known where tests are handed out, so that is where the topic is read."""
    path, _, test = nodeid.partition("::")
    parameter = test.partition("[")[2]
    if parameter and path.startswith(SINGLE):
        return nodeid
    topic, _, exercise = parameter.partition("/")
    if topic in catalogue.topics() and path.startswith(OF_AN_EXERCISE):
        return f"{topic}/{exercise.partition('/')[0].rstrip(']')}"
    return f"{path} {topic}" if topic in catalogue.topics() else path


class Groups(LoadScopeScheduling):
    """Hands out groups; a test that ends its process is reported once and not tried again.

    That is what becomes of a test that hangs, when its time is up. pytest-xdist's own scheduler would give it to the
    next process, and the next, and lose each of them.
    """

    def _split_scope(self, nodeid: str) -> str:
        return group_of(nodeid)

    def remove_node(self, node: WorkerController) -> str | None:
        """Forget a process that has ended; returns the test that it was running, if any."""
        work = self.assigned_work[node]
        unfinished = [(tests, test) for tests in work.values() for test, done in tests.items() if not done]
        for tests, test in unfinished[:1]:
            tests[test] = True
        for group in [group for group, tests in work.items() if all(tests.values())]:
            del work[group]
        super().remove_node(node)
        return unfinished[0][1] if unfinished else None


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> Groups | None:
    return Groups(config, log) if config.getvalue("dist") == "loadscope" else None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: not item.nodeid.startswith(LONG))
