"""At the end of a run: what each topic and each folder of tests has cost."""

from collections import defaultdict
from pathlib import PurePosixPath

import pytest

from tests.plan.topics import topic_of


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    seconds: dict[str, float] = defaultdict(float)
    for reports in terminalreporter.stats.values():
        for report in reports:
            if isinstance(report, pytest.TestReport):
                seconds[_where(report)] += report.duration
    terminalreporter.section("seconds")
    for where, taken in sorted(seconds.items(), key=lambda pair: -pair[1]):
        terminalreporter.write_line(f"{taken:7.0f}  {where}")
    terminalreporter.write_line(f"{sum(seconds.values()):7.0f}  all together, in all processes")


def _where(report: pytest.TestReport) -> str:
    """A topic, or the folder of what belongs to none: "topic basics", "tests/grading"."""
    if topic := topic_of(report):
        return f"topic {topic}"
    path = PurePosixPath(report.nodeid.partition("::")[0])
    return str(PurePosixPath(*path.parts[:2]))
