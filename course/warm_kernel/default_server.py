"""The fork server of one user and one environment, for JupyterLab and everything else outside a sandbox."""

from __future__ import annotations

import hashlib
import os
import stat
import sys
import tempfile
from pathlib import Path

import course
from course.warm_kernel.client import LONGEST_PATH, ForkServer, NoServer
from course.warm_kernel.sources import PACKAGE, newest_change

READ_AT_IMPORT = ("PYTHONPATH", "KERAS_BACKEND", "KERAS_HOME", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS")
"""Variables that libraries read once: kernels with other values need another server."""


def default_server() -> ForkServer:
    """This user's server for this environment.

    Raises:
        NoServer: this system cannot fork such a process, or the socket's folder is not safe.
    """
    if sys.platform != "linux":
        raise NoServer("Forking a process that has imported TensorFlow works on Linux only.")
    variables = [f"{name}={os.environ.get(name)}" for name in READ_AT_IMPORT]
    identity = [sys.prefix, sys.version, course.__version__, str(PACKAGE), str(newest_change()), *variables]
    path = _private_folder() / hashlib.sha256("\0".join(identity).encode()).hexdigest()[:12]
    return ForkServer(path, [sys.executable, "-m", "course.warm_kernel.server", "--socket", str(path)])


def _private_folder() -> Path:
    """A folder that only this user can look into."""
    runtime = os.environ.get("XDG_RUNTIME_DIR")
    if runtime and _usable(folder := Path(runtime) / "image-recognition-workbook"):
        return folder
    folder = Path(tempfile.gettempdir()) / f"workbook-servers-{os.getuid()}"
    if not _usable(folder):
        raise NoServer(f"{folder} is not a private folder of yours, or its path is too long; see to it.")
    return folder


def _usable(folder: Path) -> bool:
    if len(os.fsencode(folder)) + 20 > LONGEST_PATH:
        return False
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        found = folder.lstat()
    except OSError:
        return False
    is_private = stat.S_ISDIR(found.st_mode) and not stat.S_IMODE(found.st_mode) & 0o077
    return is_private and found.st_uid == os.getuid()
