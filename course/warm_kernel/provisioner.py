"""Start kernels by a fork instead of a new Python: one of Jupyter's kernel provisioners."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import uuid
from pathlib import Path
from typing import Any, ClassVar

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.provisioning.local_provisioner import LocalProvisioner
from jupyter_core.paths import jupyter_runtime_dir
from traitlets import Bool

from course.warm_kernel.client import LONGEST_PATH, ForkServer, NoServer
from course.warm_kernel.default_server import default_server
from course.warm_kernel.process import WarmProcess

LAUNCHER = "ipykernel_launcher"


class WarmProvisioner(LocalProvisioner):
    """Forks the kernel; where that cannot be done, starts an ordinary one and says so once."""

    wait_for_server = Bool(
        True,
        help="Whether the first kernel waits until the fork server is up. If not, it is an ordinary kernel, "
        "and the server is started in the background for the next ones.",
    ).tag(config=True)

    _told: ClassVar[bool] = False

    def fork_server(self) -> ForkServer:
        """The server that forks this kernel; raises `NoServer`."""
        return default_server()

    def hook(self) -> dict[str, Any]:
        """What the server's hook is given."""
        return {}

    def must_fork(self) -> bool:
        """Whether an ordinary kernel is no way out."""
        return False

    async def pre_launch(self, **kwargs: Any) -> dict[str, Any]:
        """Prefer unix sockets: nobody else can listen in, and no port is taken twice."""
        manager = self.parent
        if (
            manager is not None
            and os.name == "posix"
            and manager.transport == "tcp"
            and not _has_addresses(manager)
        ):
            file = manager.connection_file or _new_connection_file()
            sockets = str(Path(file).with_suffix("")) + "-ipc"
            if len(os.fsencode(f"{sockets}-5")) <= LONGEST_PATH:
                manager.transport, manager.ip, manager.cache_ports = "ipc", sockets, False
                manager.connection_file = file
        return await super().pre_launch(**kwargs)

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        """Fork the kernel that `cmd` would start."""
        try:
            process = await asyncio.to_thread(self._fork, cmd, kwargs)
        except NoServer as error:
            if self.must_fork():
                raise
            self._tell(str(error))
            process = None
        if process is None:
            return await super().launch_kernel(cmd, **kwargs)
        # A forked kernel has what Jupyter uses of a Popen, and its type cannot be said to be one.
        self.process, self.pid = process, process.pid  # type: ignore[assignment]
        self.pgid = None  # signals go through the server
        self.cwd = kwargs.get("cwd")
        return self.connection_info

    async def cleanup(self, restart: bool = False) -> None:
        """Let go of the connection to the server, too."""
        if isinstance(self.process, WarmProcess):
            self.process.close()
        await super().cleanup(restart)

    def _fork(self, cmd: list[str], kwargs: dict[str, Any]) -> WarmProcess | None:
        """The forked kernel; None when the server is not up yet and need not be waited for."""
        if LAUNCHER not in cmd:
            raise NoServer(f"The kernel's command does not start {LAUNCHER}.")
        server = self.fork_server()
        if not self.wait_for_server and not server.is_up():
            server.keep_up()
            return None
        argv = cmd[cmd.index(LAUNCHER) + 1 :]
        cwd = str(kwargs.get("cwd") or Path.cwd())
        stdout, stderr = _descriptor(kwargs.get("stdout"), 1), _descriptor(kwargs.get("stderr"), 2)
        try:
            return server.fork(argv, cwd, kwargs["env"], stdout, stderr, self.hook())
        finally:
            os.close(stdout)
            os.close(stderr)

    def _tell(self, reason: str) -> None:
        self.log.info("No forked kernel: %s", reason)
        if not WarmProvisioner._told:
            WarmProvisioner._told = True
            first_line = reason.splitlines()[0]
            print(
                f"Ordinary kernels are used; importing TensorFlow takes its time. {first_line}",
                file=sys.stderr,
            )


def _new_connection_file() -> str:
    folder = Path(jupyter_runtime_dir())
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return str(folder / f"kernel-{uuid.uuid4()}.json")


def _has_addresses(manager: Any) -> bool:
    """Whether its clients may have been told where to find the kernel already."""
    ports = (
        manager.shell_port,
        manager.iopub_port,
        manager.stdin_port,
        manager.hb_port,
        manager.control_port,
    )
    return any(ports) or manager._connection_file_written


def _descriptor(wanted: Any, inherited: int) -> int:
    """A descriptor for an option of subprocess: DEVNULL, a file, a number, None for `inherited`; to be closed."""
    if wanted is None:
        return os.dup(inherited)
    if wanted == subprocess.DEVNULL:
        return os.open(os.devnull, os.O_WRONLY)
    return os.dup(wanted if isinstance(wanted, int) else wanted.fileno())
