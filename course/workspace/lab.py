"""Start JupyterLab for a learner: their workspace, the welcome notebook, nothing in the way."""

import os
import signal
import uuid
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING
from urllib.parse import quote

from course.errors import WorkbookError
from course.paths import ROOT_VARIABLE, WORKSPACE_VARIABLE
from course.warm_kernel.client import NoServer
from course.warm_kernel.default_server import default_server
from course.workspace.copies import BOOKKEEPING
from course.workspace.modules import find_module, list_modules, list_notebooks

if TYPE_CHECKING:
    from jupyter_server.serverapp import ServerApp

SETTINGS = Path(__file__).parent / "lab_settings"
LONGEST_SOCKET_PATH = 103  # bytes; macOS's limit, Linux allows 107

# What a lone learner cannot use. nbgrader's four pages (grading, releasing, fetching, validating) need a
# course set up by an instructor, and importing them takes longer than the rest of the server's start.
UNUSED_SERVER_EXTENSIONS = (
    "jupyterlab_jupytext",
    "nbgrader.server_extensions.assignment_list",
    "nbgrader.server_extensions.course_list",
    "nbgrader.server_extensions.formgrader",
    "nbgrader.server_extensions.validate_assignment",
)


def first_notebook(modules: Path, module: str | None = None) -> str:
    """Return the notebook to open first, relative to `modules/`, for example "00_welcome/1_hello.ipynb".

    Args:
        modules: the folder `modules/`.
        module: the module's name, number or topic; the course's first module if not given.

    Raises:
        WorkbookError: if there is no such module; the message lists the modules.
    """
    folder = find_module(module, modules) if module else list_modules(modules)[0]
    return list_notebooks(folder)[0].relative_to(modules).as_posix()


def check_port(port: int) -> int:
    """Return `port` if a server may listen there.

    Raises:
        WorkbookError: if it is not between 1 and 65535.
    """
    if not 1 <= port <= 65535:
        raise WorkbookError(
            f"There is no port {port}. Choose one between 1024 and 65535, for example --port 8888."
        )
    return port


def lab_arguments(workspace: Path, notebook: str, *, port: int | None, browser: bool) -> list[str]:
    """Build JupyterLab's command line.

    What is set here wins over the learner's own Jupyter configuration; what `lab_settings/` sets are only
    defaults, which their settings in JupyterLab override as usual.

    Args:
        workspace: the folder JupyterLab shows.
        notebook: the notebook to open, relative to `workspace`, with forward slashes.
        port: the first port to try; Jupyter's own default if None.
        browser: whether to open a browser window.
    """
    arguments = [
        f"--ServerApp.root_dir={workspace}",
        f"--LabApp.default_url=/lab/tree/{quote(notebook)}",
        f"--LabApp.app_settings_dir={SETTINGS}",
        # The layout of another JupyterLab would open tabs of files that do not exist here.
        f"--LabApp.workspaces_dir={workspace / BOOKKEEPING / 'lab_layout'}",
        "--LabApp.news_url=None",
        "--LabApp.check_for_updates_class=jupyterlab.handlers.announcements.NeverCheckForUpdate",
        "--LabApp.extension_manager=readonly",
        f"--ServerApp.jpserver_extensions={dict.fromkeys(UNUSED_SERVER_EXTENSIONS, False)}",
        "--Application.log_level=ERROR",
        f"--ServerApp.open_browser={browser}",
        "--MappingKernelManager.default_kernel_name=workbook",
        # The first lessons need no TensorFlow; they do not wait until the fork server has imported it.
        "--WarmProvisioner.wait_for_server=False",
    ]
    if port is not None:
        arguments.append(f"--ServerApp.port={port}")
    if _sockets_fit():
        # On Unix sockets nobody else on the computer can listen in; over TCP every kernel warns about that.
        arguments.append("--KernelManager.transport=ipc")
    if _is_root():
        arguments.append("--ServerApp.allow_root=True")
    return arguments


def start_lab(workspace: Path, root: Path, notebook: str, *, port: int | None, browser: bool) -> None:
    """Run JupyterLab until Ctrl-C.

    Args:
        workspace: the folder JupyterLab shows.
        root: the course's folder, for the kernels.
        notebook: the notebook to open, relative to `workspace`.
        port: the first port to try; if it is busy the next free one is taken.
        browser: whether to open a browser window.

    Raises:
        WorkbookError: if the port is impossible or none is free, or Jupyter cannot write its own files.
    """
    if port is not None:
        check_port(port)
    _prepare_environment(root, workspace)
    if _is_root():
        print("Warning: running as root, so a notebook may change anything on this computer.")
    print("Starting JupyterLab ...", flush=True)
    with suppress(NoServer):  # the first kernel says why
        default_server().keep_up()
    try:
        server = _make_server(lab_arguments(workspace, notebook, port=port, browser=browser))
        signal.signal(signal.SIGINT, _stop_on_first_signal(server))
        # Said from inside the event loop, after the step that opens the port: the address works when it is read.
        server.io_loop.add_callback(print, _welcome(workspace, server), flush=True)
        server.start()
    except KeyboardInterrupt:
        pass
    print("\nJupyterLab has stopped. `workbook learn` brings you back to where you were.")


def _make_server(arguments: list[str]) -> "ServerApp":
    # Importing JupyterLab takes a second, which `workbook --help` must not.
    from jupyterlab.labapp import LabApp

    try:
        server = LabApp.initialize_server(arguments)
    except SystemExit as error:
        raise WorkbookError(
            "JupyterLab did not start; the lines above say why. "
            "If a port is in the way, choose another one, for example --port 8899."
        ) from error
    except OSError as error:
        raise WorkbookError(
            f"JupyterLab did not start: {error.filename or 'a file of its own'} cannot be used "
            f"({error.strerror or error}). It keeps files in your home folder; where that is read-only, "
            "JUPYTER_RUNTIME_DIR and JUPYTER_DATA_DIR name other folders."
        ) from error
    # The welcome has said it in fewer lines.
    server.log.addFilter(lambda record: "To access the server" not in record.getMessage())
    return server


def _stop_on_first_signal(server: "ServerApp") -> Callable[[int, FrameType | None], None]:
    def stop(_number: int, _frame: FrameType | None) -> None:
        # A second Ctrl-C does not wait for kernels that are slow to end.
        signal.signal(signal.SIGINT, signal.default_int_handler)
        server.stop(from_signal=True)

    return stop


def _prepare_environment(root: Path, workspace: Path) -> None:
    """Set what the kernels, which inherit this process's environment, need to know."""
    os.environ[ROOT_VARIABLE] = str(root)
    os.environ[WORKSPACE_VARIABLE] = str(workspace)
    # TensorFlow's log lines would fill the first cell, and the course needs no GPU.
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    os.environ.setdefault("CUDA_VISIBLE_DEVICES", "-1")


def _welcome(workspace: Path, server: "ServerApp") -> str:
    return (
        f"\n  Your notebooks are in  {workspace}\n"
        f"  JupyterLab is at       {server.public_url}\n"
        f"  To stop, press Ctrl-C here. Save your notebooks first (Ctrl-S).\n"
    )


def _sockets_fit() -> bool:
    """Say whether kernels can use Unix sockets: their paths may have about 100 characters."""
    from jupyter_core.paths import jupyter_runtime_dir

    name = f"kernel-{uuid.UUID(int=0)}-ipc-5"
    return os.name == "posix" and len(os.fsencode(Path(jupyter_runtime_dir(), name))) < LONGEST_SOCKET_PATH


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0
