"""Copy the modules into the learner's workspace, once, and never over anything that is there."""

import hashlib
import json
import os
import shutil
import uuid
from dataclasses import dataclass, field
from pathlib import Path

from course.errors import WorkbookError
from course.paths import WORKSPACE_VARIABLE
from course.workspace.modules import list_files, list_modules

BOOKKEEPING = ".workbook"
OTHER_FOLDER = f"{WORKSPACE_VARIABLE} may name another folder for your notebooks."
"""What helps where the course's own folder is read-only, as on a hub that a class shares."""


@dataclass(frozen=True)
class CopyReport:
    """What one round of copying did.

    Attributes:
        new: the files that were copied, relative to the workspace, with forward slashes.
        newer: the files that were left alone although `modules/` has changed them since they were copied.
    """

    new: tuple[str, ...]
    newer: tuple[str, ...]


@dataclass
class CopyRecord:
    """Which version of each file was copied into a workspace, kept in `.workbook/copied.json`.

    Attributes:
        path: the record's file.
        versions: SHA-256 of the file in `modules/` when it was copied, by path relative to the workspace.
    """

    path: Path
    versions: dict[str, str] = field(default_factory=dict)

    @classmethod
    def load(cls, workspace: Path) -> "CopyRecord":
        """Read a workspace's record; a missing or damaged one is an empty one."""
        path = workspace / BOOKKEEPING / "copied.json"
        try:
            versions = json.loads(path.read_text(encoding="utf-8"))["files"]
            return cls(path, {str(name): str(version) for name, version in versions.items()})
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            return cls(path)

    def save(self) -> None:
        """Write the record; a reader sees the old one or the new one, never a part."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        draft = self.path.with_name(f"{uuid.uuid4().hex}.part")
        draft.write_text(json.dumps({"files": self.versions}, indent=1, sort_keys=True), encoding="utf-8")
        draft.replace(self.path)


def copy_modules(modules: Path, workspace: Path) -> CopyReport:
    """Copy what the workspace does not have yet; leave alone everything that it has.

    A file that the learner deleted comes back, fresh.

    Args:
        modules: the folder `modules/`.
        workspace: the folder of the learner's copies; made if it is missing.

    Returns:
        What was copied, and what has a newer version in `modules/`.

    Raises:
        WorkbookError: if `modules/` holds no lessons or a file cannot be read or written.
    """
    if workspace.resolve().is_relative_to(modules.resolve()):
        raise WorkbookError(f"The workspace {workspace} lies in {modules}; choose a folder outside it.")
    record = CopyRecord.load(workspace)
    new, newer = [], []
    for module in list_modules(modules):
        for source in list_files(module):
            name = source.relative_to(modules).as_posix()
            try:
                if copy_if_absent(source, workspace / name, workspace):
                    new.append(name)
                    record.versions[name] = file_version(source)
                elif _is_newer(name, source, workspace / name, record):
                    newer.append(name)
            except OSError as error:
                raise WorkbookError(_cannot_copy(source, workspace / name, error)) from error
    try:
        record.save()
    except OSError as error:
        raise WorkbookError(_cannot_copy(record.path, record.path, error)) from error
    return CopyReport(tuple(new), tuple(newer))


def file_version(path: Path) -> str:
    """Return the SHA-256 of a file's content, as hexadecimal digits."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def copy_if_absent(source: Path, destination: Path, workspace: Path) -> bool:
    """Copy a file's content, whole or not at all, unless something has the destination's name already.

    Args:
        source: the file to copy.
        destination: the copy's path; its folder is made if it is missing.
        workspace: the workspace that the destination lies in.

    Returns:
        Whether the file was copied.

    Raises:
        OSError: if the source cannot be read or the copy cannot be written.
    """
    if os.path.lexists(destination):
        return False
    destination.parent.mkdir(parents=True, exist_ok=True)
    draft = draft_copy(source, workspace)
    try:
        return _publish(draft, destination)
    finally:
        draft.unlink(missing_ok=True)


def draft_copy(source: Path, workspace: Path) -> Path:
    """Copy a file's content to a new name out of the learner's sight, ready to be moved into place.

    Drafts lie in the workspace, so that moving one is a rename on one disk, which cannot be interrupted
    halfway; and in its bookkeeping folder, so that one left by a crash never stands among the lessons.

    Raises:
        OSError: if the source cannot be read or the draft cannot be written.
    """
    draft = workspace / BOOKKEEPING / f"{uuid.uuid4().hex}.part"
    draft.parent.mkdir(parents=True, exist_ok=True)
    try:
        # The content alone: the copy of a read-only lesson must be writable.
        shutil.copyfile(source, draft)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    return draft


def _publish(draft: Path, destination: Path) -> bool:
    try:
        # Unlike a rename, a link fails if the name is taken, even if that happened a moment ago.
        os.link(draft, destination)
    except FileExistsError:
        return False
    except OSError:
        # Some disks (USB sticks, network folders) have no hard links.
        if os.path.lexists(destination):
            return False
        draft.replace(destination)
    return True


def _is_newer(name: str, source: Path, copy: Path, record: CopyRecord) -> bool:
    version = file_version(source)
    # Without a record nobody knows which version was copied: count from the present one.
    if record.versions.setdefault(name, version) == version:
        return False
    if copy.is_file() and file_version(copy) == version:
        record.versions[name] = version
        return False
    return True


def _cannot_copy(source: Path, destination: Path, error: OSError) -> str:
    reason = error.strerror or str(error)
    if source == destination:
        return (
            f"{destination} cannot be written ({reason}). Is there room on the disk, and may you write there? "
            f"{OTHER_FOLDER}"
        )
    return (
        f"{source} cannot be copied to {destination} ({reason}). "
        f"Is there room on the disk, and may you write there? Nothing of yours was changed. {OTHER_FOLDER}"
    )
