"""One reader for all tests: behind walls, as in grading."""

from collections.abc import Iterator

import pytest

from autograder.handed_in.reading import Reader


@pytest.fixture(scope="session")
def reader() -> Iterator[Reader]:
    with Reader(walled=True) as reader:
        yield reader
