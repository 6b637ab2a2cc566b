"""The outer walls: one bubblewrap per machine and run, with the fork server in it."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path

import course
from autograder.sandbox.inside import HOME, RUN
from course.data.dataset import user_data_folder
from course.errors import WorkbookError

UNPRIVILEGED = 65534
"""The user "nobody": who the fork server is when root starts the grading, so that limits hold for it."""

SYSTEM_FOLDERS = ("/usr", "/bin", "/sbin", "/lib", "/lib64", "/lib32")
SYSTEM_FILES = (
    "/etc/alternatives",
    "/etc/fonts",
    "/etc/ld.so.cache",
    "/etc/ld.so.conf",
    "/etc/ld.so.conf.d",
    "/etc/localtime",
    "/etc/mime.types",
)

HIDDEN = ("course/exercises", "autograder")
"""Parts of the workbook that a submission must not see: judges with their reference answers, held-out cases."""

SHOWN = ("autograder/__init__.py", "autograder/sandbox")
"""What of the hidden parts the fork server itself needs; a learner gains nothing by reading it."""

MISSING = (
    "The program bwrap is missing.",
    "install bubblewrap (Debian, Ubuntu: `apt-get install bubblewrap`; Fedora: `dnf install bubblewrap`)",
)
ELSEWHERE = ("bubblewrap's walls need Linux.", "use Linux, or a Linux virtual machine")
FORBIDDEN = (
    "bubblewrap is installed, but cannot make the namespaces that grading needs ({last_line}); often a container "
    "or `kernel.unprivileged_userns_clone=0` forbids it.",
    "allow user namespaces, or grade outside the container",
)
"""What is missing, and what would mend it."""


class NoIsolation(WorkbookError):
    """Learners' code cannot be shut away on this machine.

    Args:
        missing: what is missing, a sentence.
        remedy: what would mend it, without a full stop.
    """

    def __init__(self, missing: str, remedy: str) -> None:
        super().__init__(
            f"{missing} Learners' code is graded behind walls only: {remedy}. Or choose `--isolation none`, "
            "which runs every submission with all your own rights."
        )
        self.missing, self.remedy = missing, remedy


def insist_on_isolation() -> None:
    """Raise `NoIsolation` when this machine cannot build both walls; they are tried for real."""
    if shutil.which("bwrap") is None:
        raise NoIsolation(*(MISSING if sys.platform == "linux" else ELSEWHERE))
    with tempfile.TemporaryDirectory(prefix="workbook-trial-") as temporary:
        folder = make_run_folder(Path(temporary))
        program = [sys.executable, "-m", "autograder.sandbox.trial"]
        trial = subprocess.run(
            [*walls(folder), *program], capture_output=True, text=True, timeout=60, check=False
        )
    if trial.returncode != 0:
        last_line = (trial.stderr.strip().splitlines() or [f"it ended with {trial.returncode}"])[-1]
        missing, remedy = FORBIDDEN
        raise NoIsolation(missing.format(last_line=last_line), remedy)


def make_run_folder(parent: Path) -> Path:
    """A folder for `server_command` in `parent`; both are closed to everybody but us and the sandbox.

    Raises:
        WorkbookError: `parent` exists and is somebody else's, or open to others.
    """
    parent.mkdir(mode=0o700, exist_ok=True)
    found = parent.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.geteuid() or stat.S_IMODE(found.st_mode) & 0o077:
        raise WorkbookError(f"{parent} is not a private folder of yours; remove it and start again.")
    folder = parent / "run"
    folder.mkdir(mode=0o700, exist_ok=True)
    if os.geteuid() == 0:
        os.chown(folder, UNPRIVILEGED, UNPRIVILEGED)
    return folder


def server_command(run_folder: Path, arguments: list[str]) -> list[str]:
    """The command that starts the fork server behind the outer walls.

    Args:
        run_folder: on this machine; seen inside as `RUN`. One folder a notebook lies in it.
        arguments: of `course.warm_kernel.server`.
    """
    command = [*walls(run_folder), sys.executable, "-m", "course.warm_kernel.server", *arguments]
    # The system ends bubblewrap with the thread that started it; a shell has one that stays.
    return ["/bin/sh", "-c", '"$@" & wait', "sh", *command]


def walls(run_folder: Path) -> list[str]:
    """bubblewrap and its options, up to the program to run inside."""
    command = ["bwrap", "--die-with-parent", "--new-session", "--hostname", "workbook", "--clearenv"]
    command += ["--unshare-pid", "--unshare-net", "--unshare-ipc", "--unshare-uts"]
    for name, value in _environment().items():
        command += ["--setenv", name, value]
    for folder in SYSTEM_FOLDERS:
        if Path(folder).is_symlink():
            command += ["--symlink", str(Path(folder).readlink()), folder]
        else:
            command += ["--ro-bind-try", folder, folder]
    for file in SYSTEM_FILES:
        command += ["--ro-bind-try", file, file]
    root = Path(course.__file__).parent.parent
    folders = [*_python_folders(), root / "course"]
    command += ["--perms", "1777", "--tmpfs", "/tmp", "--dev", "/dev"]
    # Made first and open to all: the parent folders that bubblewrap makes by itself only root may enter.
    parents = {parent for folder in (*folders, RUN) for parent in folder.parents} - {Path("/")}
    for needed in [*sorted(parents), Path("/mnt"), HOME]:
        command += ["--perms", "0755", "--dir", str(needed)]
    # The whole /proc, not bubblewrap's masked one: only where an unmasked one is seen may the inner
    # walls mount their own. The fork server, which sees it, runs nothing of a learner's.
    command += ["--bind", "/proc", "/proc", "--bind", str(run_folder), str(RUN)]
    for readable in folders:
        command += ["--ro-bind", str(readable), str(readable)]
    command += _without_secrets(root)
    command += ["--remount-ro", "/dev", "--remount-ro", "/"]
    if os.geteuid() == 0:
        group, user = f"--regid={UNPRIVILEGED}", f"--reuid={UNPRIVILEGED}"
        return [*command, "--", "setpriv", user, group, "--clear-groups", "--"]
    return [*command, "--unshare-user", "--"]


def _environment() -> dict[str, str]:
    """All of the fork server's environment: nothing of the instructor's own goes in."""
    return {
        "PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin",
        "HOME": "/tmp",
        "LANG": "C.UTF-8",
        "MPLCONFIGDIR": "/tmp/matplotlib",
        "PYTHONDONTWRITEBYTECODE": "1",
        "WORKBOOK_DATA": str(user_data_folder()),
        # One submission runs beside others: a pool of threads each would only get in their way.
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
    }


def _python_folders() -> list[Path]:
    """Everything Python itself needs: the environment, what it is based on, and data sets fetched before."""
    wanted = {Path(sys.prefix), Path(sys.base_prefix), Path(sysconfig.get_paths()["stdlib"])}
    wanted |= {path.resolve() for path in wanted} | {Path(sys.executable).resolve().parent.parent}
    wanted.add(user_data_folder())
    return sorted(path for path in wanted if path.is_dir() and not path.is_relative_to("/usr"))


def _without_secrets(root: Path) -> list[str]:
    """Options that cover what a submission must not see of the workbook in `root`."""
    options: list[str] = []
    for name in HIDDEN:
        options += ["--perms", "0755", "--tmpfs", str(root / name)]
    for name in SHOWN:
        options += ["--ro-bind", str(root / name), str(root / name)]
    for name in HIDDEN:
        options += ["--remount-ro", str(root / name)]
    return options
