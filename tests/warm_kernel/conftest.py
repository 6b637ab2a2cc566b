"""Fork servers of the tests' own: a small one for most, one with TensorFlow for a few."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from course.warm_kernel.client import ForkServer
from tests.warm_kernel.kernels import Servers


@pytest.fixture
def servers() -> Iterator[Servers]:
    """Makes servers that import little."""
    with tempfile.TemporaryDirectory() as folder:  # pytest's own are too long for a socket's path
        made = Servers(Path(folder))
        yield made
        made.kill()


@pytest.fixture(scope="module")
def shared_servers() -> Iterator[Servers]:
    with tempfile.TemporaryDirectory() as folder:
        made = Servers(Path(folder))
        yield made
        made.kill()


@pytest.fixture
def use(monkeypatch: pytest.MonkeyPatch) -> Callable[[ForkServer], None]:
    """Make kernels named "workbook" come from this server instead of the user's own."""
    return lambda server: monkeypatch.setattr("course.warm_kernel.provisioner.default_server", lambda: server)


@pytest.fixture
def small(shared_servers: Servers, use: Callable[[ForkServer], None]) -> ForkServer:
    """The kernels of this test come from one server with numpy, which a file's tests share."""
    server = shared_servers.server("small")
    use(server)
    return server
