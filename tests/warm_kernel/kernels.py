"""Kernels and fork servers as the tests drive them."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil
from jupyter_client import BlockingKernelClient, KernelManager
from traitlets.config import Config

from course.warm_kernel.client import ForkServer

PATIENCE = 60
"""Seconds after which a test that waits has failed."""


@dataclass(frozen=True)
class Servers:
    """Fork servers with sockets in one folder."""

    folder: Path

    def server(self, name: str, *arguments: str, modules: str = "numpy.random") -> ForkServer:
        """One that imports `modules`; the same name again is the same server."""
        path = self.folder / name
        command = [sys.executable, "-m", "course.warm_kernel.server", "--socket", str(path)]
        return ForkServer(path, [*command, "--modules", modules, *arguments])

    def process(self, name: str) -> psutil.Process:
        """The running one of that name."""
        (found,) = [process for process in self.processes() if str(self.folder / name) in process.cmdline()]
        return found

    def processes(self) -> list[psutil.Process]:
        """All that this test process has started and that still run."""
        mine = []
        for process in psutil.Process().children():
            if process.status() != psutil.STATUS_ZOMBIE and "course.warm_kernel.server" in process.cmdline():
                mine += [process] * any(str(self.folder) in part for part in process.cmdline())
        return mine

    def kill(self) -> None:
        """End them at once."""
        for process in self.processes():
            process.kill()
            process.wait()


@dataclass(frozen=True)
class Kernel:
    """A running kernel."""

    manager: KernelManager
    client: BlockingKernelClient

    @property
    def pid(self) -> int:
        return self.manager.provisioner.pid

    def run(self, code: str) -> str:
        """What the code printed; the error's name and text if it raised."""
        said: list[str] = []

        def listen(message: dict) -> None:
            content = message["content"]
            if message["msg_type"] == "stream":
                said.append(content["text"])
            elif message["msg_type"] == "error":
                said.append(f"{content['ename']}: {content['evalue']}")

        self.client.execute_interactive(code, output_hook=listen, allow_stdin=False, timeout=PATIENCE)
        return "".join(said).strip()


@contextmanager
def kernel(
    name: str = "workbook",
    environment: Mapping[str, str] | None = None,
    cwd: str | None = None,
    config: Config | None = None,
) -> Iterator[Kernel]:
    """A kernel without a history, with these variables beside the usual ones and Jupyter configured so."""
    manager = KernelManager(kernel_name=name, config=config or Config())
    manager.start_kernel(
        env={**os.environ, **(environment or {})}, cwd=cwd, extra_arguments=["--HistoryManager.enabled=False"]
    )
    client = manager.blocking_client()
    try:
        client.start_channels()
        client.wait_for_ready(PATIENCE)
        yield Kernel(manager, client)
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


def eventually(holds: Callable[[], object]) -> bool:
    """Whether it comes true before the test's patience ends."""
    deadline = time.monotonic() + PATIENCE
    while not holds():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


def runs(pid: int) -> bool:
    """Whether there is such a process that has not ended."""
    return psutil.pid_exists(pid) and psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
