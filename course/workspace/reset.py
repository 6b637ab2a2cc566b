"""Give the learner a fresh copy of a notebook, and keep the old one as a backup."""

from dataclasses import dataclass
from datetime import datetime
from itertools import count
from pathlib import Path, PurePosixPath

from course.errors import WorkbookError
from course.workspace.copies import OTHER_FOLDER, CopyRecord, copy_if_absent, draft_copy, file_version


@dataclass(frozen=True)
class Reset:
    """A notebook that was made fresh.

    Attributes:
        notebook: the fresh copy's path.
        backup: where the learner's own version is now; None if there was none.
    """

    notebook: Path
    backup: Path | None


def is_fresh(file: PurePosixPath, modules: Path, workspace: Path) -> bool:
    """Say whether the learner's copy is there and equals the file in `modules/`."""
    copy = workspace / file
    return copy.is_file() and file_version(copy) == file_version(modules / file)


def reset_file(file: PurePosixPath, modules: Path, workspace: Path, now: datetime | None = None) -> Reset:
    """Replace a learner's copy by the file in `modules/`; the old one stays beside it as a backup.

    Args:
        file: path relative to both folders, for example `01_basics/1_pixels.ipynb`.
        modules: the folder `modules/`.
        workspace: the folder of the learner's copies.
        now: the time in the backup's name; the present time if not given.

    Returns:
        Where the fresh copy and the backup are.

    Raises:
        WorkbookError: if a file cannot be read or written; the learner's copy is then as it was.
    """
    source, copy = modules / file, workspace / file
    try:
        backup = _back_up(copy, workspace, now or datetime.now()) if copy.exists() else None
        copy.parent.mkdir(parents=True, exist_ok=True)
        version = file_version(source)
        draft_copy(source, workspace).replace(copy)
        record = CopyRecord.load(workspace)
        record.versions[file.as_posix()] = version
        record.save()
    except OSError as error:
        raise WorkbookError(
            f"{copy} could not be made fresh ({error.strerror or error}). Your version is still there. "
            f"Is there room on the disk, and may you write in {copy.parent}? {OTHER_FOLDER}"
        ) from error
    return Reset(copy, backup)


def _back_up(copy: Path, workspace: Path, now: datetime) -> Path:
    for attempt in count(1):
        number = "" if attempt == 1 else f"-{attempt}"
        backup = copy.with_name(f"{copy.stem}.backup-{now:%Y-%m-%d-%H%M%S}{number}{copy.suffix}")
        if copy_if_absent(copy, backup, workspace):
            return backup
    raise AssertionError("unreachable: there is always a free number")
