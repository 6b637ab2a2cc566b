"""Start kernels by a fork instead of a new Python: one of Jupyter's kernel provisioners."""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path
from typing import Any, ClassVar

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.provisioning.local_provisioner import LocalProvisioner

from course.warm_kernel.client import ForkServer, NoServer, descriptor
from course.warm_kernel.default_server import default_server

LAUNCHER = "ipykernel_launcher"


class WarmProvisioner(LocalProvisioner):
    """Forks the kernel; where that cannot be done, starts an ordinary one and says so once."""

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

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        """Fork the kernel that `cmd` would start."""
        try:
            self.process = await asyncio.to_thread(self._fork, cmd, kwargs)
        except NoServer as error:
            if self.must_fork():
                raise
            self._tell(str(error))
            return await super().launch_kernel(cmd, **kwargs)
        self.pid, self.pgid = self.process.pid, None  # signals go through the server
        self.cwd = kwargs.get("cwd")
        return self.connection_info

    async def cleanup(self, restart: bool = False) -> None:
        """Let go of the connection to the server, too."""
        if self.process is not None and self.pgid is None:
            self.process.poll()
        await super().cleanup(restart)

    def _fork(self, cmd: list[str], kwargs: dict[str, Any]) -> Any:
        if sys.platform != "linux":
            raise NoServer("Forking a kernel works on Linux only.")
        if LAUNCHER not in cmd:
            raise NoServer(f"The kernel's command does not start {LAUNCHER}.")
        stdout, stderr = descriptor(kwargs.get("stdout"), 1), descriptor(kwargs.get("stderr"), 2)
        try:
            argv = cmd[cmd.index(LAUNCHER) + 1 :]
            cwd = str(kwargs.get("cwd") or Path.cwd())
            return self.fork_server().fork(argv, cwd, kwargs["env"], stdout, stderr, self.hook())
        finally:
            os.close(stdout)
            os.close(stderr)

    def _tell(self, reason: str) -> None:
        if not WarmProvisioner._told:
            WarmProvisioner._told = True
            self.log.warning("An ordinary kernel is used, which imports TensorFlow by itself. %s", reason)
