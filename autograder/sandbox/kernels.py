"""Kernels for submitted notebooks: behind walls, or without any when that was asked for by name."""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

import psutil
import zmq
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager

from autograder.sandbox.bubblewrap import UNPRIVILEGED, make_run_folder
from autograder.sandbox.inside import HOME, RUN, TEMPORARY, USED, WORK
from autograder.sandbox.limits import MB, Limits
from autograder.sandbox.provisioner import sandbox_server
from course.warm_kernel.sources import newest_change

ARGV = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]


MAX_MESSAGE_BYTES = 32 * MB
"""A larger message is not received: it would have to be held in the grader's memory first."""


LONGEST_TOLD = 1_000
"""Bytes of what the supervisor tells."""


class Isolation(StrEnum):
    """How learners' code is kept from everything else."""

    BUBBLEWRAP = "bubblewrap"
    NONE = "none"


@dataclass(frozen=True)
class PreparedKernel:
    """A kernel that can be started for one notebook.

    Args:
        manager: starts and stops it.
        work: the notebook's folder, as the kernel sees it.
        environment: all of the kernel's environment variables.
        examiner: where the examiner listens, as seen from here.
        folder: holds all of it; goes away afterwards.
        walled: whether a supervisor watches it.
    """

    manager: AsyncKernelManager
    work: str
    environment: dict[str, str]
    examiner: Path
    folder: Path
    walled: bool

    def end(self) -> tuple[str, int]:
        """Why the sandbox ended the kernel ("" when it did not), and its most memory in MB (0: not known)."""
        try:
            told = json.loads(self._told("end.json"))
            return str(told["reason"]), int(told["peak_mb"])
        except (OSError, ValueError, TypeError, KeyError):
            # A kernel that is told to end takes the supervisor along.
            used = self._used()
            return "", round(used[1]) if used else 0

    def seconds_used(self) -> float | None:
        """Processor time its processes have used, a tenth of a second ago; None while nobody knows."""
        if self.walled:
            used = self._used()
            return used[0] if used else None
        try:
            provisioner: Any = self.manager.provisioner
            times = psutil.Process(provisioner.pid).cpu_times()
            return times.user + times.system + times.children_user + times.children_system
        except (psutil.Error, AttributeError, TypeError):
            return None

    def _used(self) -> tuple[float, float] | None:
        """Seconds of processor time and most memory in MB, so far."""
        try:
            seconds, peak_mb = map(float, self._told(USED).split())
        except (OSError, ValueError):
            return None
        return seconds, peak_mb

    def _told(self, name: str) -> bytes:
        """What the supervisor has written down."""
        # The learner's side cannot write there; should it ever, a link or a pipe must do no harm here.
        descriptor = os.open(self.folder / name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        with os.fdopen(descriptor, "rb") as file:
            return file.read(LONGEST_TOLD)

    def let_connect(self) -> None:
        """Open the examiner's socket to the sandbox's user; the folder above is closed to everybody else."""
        self.examiner.chmod(0o666)


class Kernels:
    """Makes kernels for notebooks that run on this machine.

    All processes of a user share one fork server, which ends by itself some time after its last kernel; so
    a class that is graded again soon does not wait for its imports.

    Args:
        isolation: the kind of walls.
        modules: what the sandbox's fork server imports, with commas; empty for its usual list.
    """

    def __init__(self, isolation: Isolation, modules: str = "") -> None:
        self._isolation, self._modules = isolation, modules
        name = f"workbook-sandbox-{os.geteuid()}-{_identity(modules)}"
        self._run = make_run_folder(Path(tempfile.gettempdir()) / name)

    def start_early(self) -> None:
        """Have the fork server import everything in the background, before the first kernel is wanted."""
        if self._isolation is Isolation.BUBBLEWRAP:
            sandbox_server(self._run, self._modules).keep_up()

    @contextmanager
    def prepared(self, files: Mapping[str, bytes], limits: Limits) -> Iterator[PreparedKernel]:
        """A kernel for one notebook, in a folder of its own.

        Args:
            files: relative path -> content of what stands beside the notebook.
            limits: what the sandbox lets it use; nobody keeps it to them without one.
        """
        folder = self._run / secrets.token_hex(8)
        for part in ("kernel", "examiner", "files"):
            (folder / part).mkdir(parents=True)
        for name, content in files.items():
            (folder / "files" / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / "files" / name).write_bytes(content)
        if os.geteuid() == 0:
            os.chown(folder / "kernel", UNPRIVILEGED, UNPRIVILEGED)
            os.chown(folder, UNPRIVILEGED, UNPRIVILEGED)
        try:
            yield (
                self._sandboxed(folder, limits)
                if self._isolation is Isolation.BUBBLEWRAP
                else self._open(folder)
            )
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def _sandboxed(self, folder: Path, limits: Limits) -> PreparedKernel:
        config = {"folder": str(folder), "limits": asdict(limits), "modules": self._modules}
        environment = _environment(RUN / folder.name / "examiner" / "socket", HOME)
        return PreparedKernel(
            _manager("workbook-sandbox", config),
            str(WORK),
            environment | {"TMPDIR": str(TEMPORARY)},
            folder / "examiner" / "socket",
            folder,
            walled=True,
        )

    def _open(self, folder: Path) -> PreparedKernel:
        manager = _manager("workbook-warm", {})
        manager.transport, manager.ip = "ipc", str(folder / "kernel" / "k")
        home = folder / "home"
        home.mkdir()
        socket = folder / "examiner" / "socket"
        environment = {**os.environ, **_environment(socket, home)}
        return PreparedKernel(manager, str(folder / "files"), environment, socket, folder, walled=False)


def _identity(modules: str) -> str:
    """A name that changes with everything the fork server has imported."""
    parts = (sys.prefix, sys.version, str(newest_change()), str(_newest_walls()), modules)
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:12]


def _newest_walls() -> int:
    return max(file.stat().st_mtime_ns for file in Path(__file__).parent.glob("*.py"))


def _manager(provisioner: str, config: dict[str, Any]) -> AsyncKernelManager:
    manager = AsyncKernelManager(kernel_name="workbook")
    manager.context.setsockopt(zmq.MAXMSGSIZE, MAX_MESSAGE_BYTES)
    manager._kernel_spec = KernelSpec(
        argv=ARGV,
        name="workbook",
        display_name="Workbook",
        language="python",
        metadata={"kernel_provisioner": {"provisioner_name": provisioner, "config": config}},
    )
    return manager


def _environment(examiner: Path, home: Path) -> dict[str, str]:
    """What a graded kernel's environment must hold; in the sandbox it holds nothing else."""
    return {
        "HOME": str(home),
        "WORKBOOK_HOME": str(home / "attempts"),
        "WORKBOOK_EXAMINER": str(examiner),
        "PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin",
        "LANG": "C.UTF-8",
        "IPYTHONDIR": str(home / "ipython"),
        "MPLCONFIGDIR": str(home / "matplotlib"),
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "CUDA_VISIBLE_DEVICES": "-1",
        "TF_NUM_INTRAOP_THREADS": "1",
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
