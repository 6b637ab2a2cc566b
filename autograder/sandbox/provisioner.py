"""The sandboxed kernel as Jupyter sees it: a kernel provisioner, so that nbclient need not know."""

from __future__ import annotations

import json
from pathlib import Path
from subprocess import DEVNULL
from typing import Any

from traitlets import Dict, Unicode

from autograder.sandbox.bubblewrap import server_command
from autograder.sandbox.inside import RUN
from course.warm_kernel.client import ForkServer
from course.warm_kernel.provisioner import WarmProvisioner

IDLE_SECONDS = 120
"""How long the fork server waits for another kernel after its last one."""


def sandbox_server(run: Path, modules: str) -> ForkServer:
    """The fork server behind the outer walls; the first kernel starts it unless it is kept up before.

    Args:
        run: the folder it shares with this side, one folder a notebook in it.
        modules: what it imports, with commas; empty for its usual list.
    """
    arguments = ["--socket", str(RUN / "server"), "--hook", "autograder.sandbox.inside:enter"]
    arguments += ["--idle-seconds", str(IDLE_SECONDS)]
    if modules:
        arguments += ["--modules", modules]
    return ForkServer(run / "server", server_command(run, arguments))


class SandboxProvisioner(WarmProvisioner):
    """Forks the kernel behind the walls. Its folder is seen under another name there, so the connection
    file is written twice: once for the client out here, once for the kernel."""

    folder = Unicode(help="The notebook's folder on this machine, inside the run folder.").tag(config=True)
    limits = Dict(help="The fields of Limits.").tag(config=True)
    modules = Unicode(help="What the fork server imports, with commas; empty for its usual list.").tag(
        config=True
    )

    def fork_server(self) -> ForkServer:
        """The fork server of this run."""
        return sandbox_server(Path(self.folder).parent, self.modules)

    def must_fork(self) -> bool:
        """Yes: an ordinary kernel would run outside the walls."""
        return True

    def hook(self) -> dict[str, Any]:
        """What the inner walls need to know."""
        return {"folder": Path(self.folder).name, "limits": dict(self.limits)}

    async def pre_launch(self, **kwargs: Any) -> dict[str, Any]:
        """Put the sockets where the kernel may bind them, and tell it their names inside."""
        sockets = Path(self.folder) / "kernel"
        manager: Any = self.parent
        manager.transport, manager.ip = "ipc", str(sockets / "k")
        manager.connection_file = str(sockets / "client.json")
        environment = kwargs["env"]
        kwargs = await super().pre_launch(**kwargs)
        inside = RUN / Path(self.folder).name / "kernel"
        connection = json.loads((sockets / "client.json").read_text())
        connection["ip"] = str(inside / "k")
        kernel_file = sockets / "kernel.json"
        kernel_file.write_text(json.dumps(connection))
        kernel_file.chmod(0o644)  # the folder above is closed to everybody else
        kwargs["cmd"] = [
            part.replace(str(sockets / "client.json"), str(inside / "kernel.json")) for part in kwargs["cmd"]
        ]
        # Nothing of the instructor's environment, which Jupyter mixes in.
        return kwargs | {"env": environment, "cwd": "/", "stdout": DEVNULL, "stderr": DEVNULL}
