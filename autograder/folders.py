"""Where commands write: only into folders of their own, and never half a file."""

from __future__ import annotations

from pathlib import Path

from course.errors import WorkbookError


def claim(folder: Path, command: str) -> None:
    """Make a folder the command's own, or insist that it is already.

    A marker file says whose the folder is. A folder with other content is refused, so that
    `--out .` in an instructor's course folder never deletes what is there.

    Args:
        folder: made when it does not exist.
        command: for example "grade".

    Raises:
        WorkbookError: when the folder holds something that this command has not written.
    """
    marker = folder / f".workbook-{command}"
    if folder.exists() and not folder.is_dir():
        raise WorkbookError(f"{folder} is a file. Choose a folder for what `workbook {command}` writes.")
    if folder.is_dir() and any(folder.iterdir()) and not marker.exists():
        raise WorkbookError(
            f"{folder} holds files that `workbook {command}` has not written, and it would replace some. "
            "Choose an empty or a new folder."
        )
    folder.mkdir(parents=True, exist_ok=True)
    marker.touch()


def write_whole(file: Path, content: bytes) -> None:
    """Replace a file so that nobody ever sees half of it."""
    part = file.with_name(file.name + ".part")
    part.write_bytes(content)
    part.replace(file)
