"""Where the course is on this computer: the folder that holds `modules/`, and its neighbours."""

import os
from pathlib import Path

from course.errors import WorkbookError

ROOT_VARIABLE = "WORKBOOK_ROOT"
WORKSPACE_VARIABLE = "WORKBOOK_WORKSPACE"


class CourseNotFound(WorkbookError):
    """No folder with the course's modules was found; the message lists where it was looked for."""


def course_root() -> Path:
    """Find the folder that holds `modules/` (or `solutions/`, from which `modules/` is built).

    The environment variable `WORKBOOK_ROOT` decides alone when it is set. Otherwise the checkout this
    package lies in is tried, then the current folder and the folders above it.

    Returns:
        The absolute path of the folder.

    Raises:
        CourseNotFound: if there is no such folder.
    """
    chosen = os.environ.get(ROOT_VARIABLE)
    if chosen:
        root = _chosen(ROOT_VARIABLE, chosen)
        if not _has_rooms(root):
            raise CourseNotFound(
                f"{ROOT_VARIABLE} is set to {root}, where there is no folder modules/. "
                f"Set it to the folder that holds modules/, or unset it."
            )
        return root
    checkout, here = Path(__file__).resolve().parents[1], Path.cwd().resolve()
    if _has_rooms(checkout):
        return checkout
    for root in (here, *here.parents):
        if _has_lessons(root):
            return root
    raise CourseNotFound(
        f"The course was not found: there is no folder modules/ in {checkout}, and none with lessons in it "
        f"in {here} or a folder above. Run this in the course's folder, or name it in {ROOT_VARIABLE}."
    )


def modules_folder() -> Path:
    """Return the folder of the learner notebooks, `modules/`; it may still have to be built."""
    return course_root() / "modules"


def solutions_folder() -> Path:
    """Return the folder of the lessons' sources, `solutions/`; a learner's copy may lack it."""
    return course_root() / "solutions"


def workspace_folder() -> Path:
    """Return the folder of the learner's own copies; it may not exist yet.

    It is `workspace/` in the course's folder, or the one that the environment variable
    `WORKBOOK_WORKSPACE` names.
    """
    chosen = os.environ.get(WORKSPACE_VARIABLE)
    return _chosen(WORKSPACE_VARIABLE, chosen) if chosen else course_root() / "workspace"


def _chosen(variable: str, folder: str) -> Path:
    try:
        return Path(folder).expanduser().resolve()
    except RuntimeError:
        raise WorkbookError(
            f"{variable} is set to {folder}, and this system knows no such home folder. Give the whole path."
        ) from None


def _has_rooms(folder: Path) -> bool:
    return (folder / "modules").is_dir() or (folder / "solutions").is_dir()


def _has_lessons(folder: Path) -> bool:
    # `modules` is a common name: above the current folder, only one with lessons in it counts.
    return any(folder.glob("modules/*/*.ipynb")) or any(folder.glob("solutions/*/*.py"))
