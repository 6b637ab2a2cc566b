"""The modules of the course and the files in them, and how a learner may name one."""

import re
from contextlib import suppress
from difflib import get_close_matches
from pathlib import Path, PurePosixPath

from course.errors import WorkbookError


def list_modules(modules: Path) -> list[Path]:
    """List the module folders in the order of the course.

    Args:
        modules: the folder `modules/`.

    Returns:
        The folders that hold at least one notebook, sorted by name.

    Raises:
        WorkbookError: if the folder cannot be read or holds no module.
    """
    try:
        folders = [folder for folder in sorted(modules.iterdir()) if list_notebooks(folder)]
    except OSError as error:
        raise WorkbookError(
            f"The lessons in {modules} cannot be read ({error.strerror}). "
            f"Get the course again, or, if you write it, run `workbook build`."
        ) from error
    if not folders:
        raise WorkbookError(
            f"There are no lessons in {modules}. If you write the course, run `workbook build`."
        )
    return folders


def list_notebooks(module: Path) -> list[Path]:
    """List the notebooks of one module in the order of the lessons; empty if `module` is no module."""
    if module.name.startswith((".", "_")) or not module.is_dir():
        return []
    return sorted(module.glob("[!.]*.ipynb"))


def list_files(module: Path) -> list[Path]:
    """List every file of one module, at any depth, but for hidden files and Python's caches."""
    return [
        path
        for path in sorted(module.rglob("*"))
        if path.is_file() and not any(_is_left_out(part) for part in path.relative_to(module).parts)
    ]


def find_module(name: str, modules: Path) -> Path:
    """Find a module by its folder's name, its number or its topic.

    Args:
        name: for example "01_basics", "01", "1" or "basics".
        modules: the folder `modules/`.

    Returns:
        The module's folder.

    Raises:
        WorkbookError: if no module, or more than one, has this name; the message lists the choices.
    """
    folders = list_modules(modules)
    wanted = name.strip().rstrip("/\\").casefold()
    found = [folder for folder in folders if wanted in _module_names(folder.name)]
    if len(found) == 1:
        return found[0]
    choices = [folder.name for folder in found or folders]
    if found:
        raise WorkbookError(
            f'"{name}" is the name of several modules: {", ".join(choices)}. Give the whole name.'
        )
    known = {alias: folder.name for folder in folders for alias in _module_names(folder.name)}
    raise WorkbookError(
        f'There is no module "{name}".{_nearest(wanted, known)} The modules are {", ".join(choices)}.'
    )


def find_file(name: str, modules: Path, workspace: Path) -> PurePosixPath:
    """Find a notebook, or another file of a module, by its name or its path.

    Args:
        name: "1_pixels", "1_pixels.ipynb", "01_basics/1_pixels", or a path into one of the two folders.
        modules: the folder `modules/`.
        workspace: the folder of the learner's copies.

    Returns:
        The file's path relative to `modules/`, for example `01_basics/1_pixels.ipynb`.

    Raises:
        WorkbookError: if no file, or more than one, has this name; the message lists the choices.
    """
    files = [
        PurePosixPath(path.relative_to(modules).as_posix())
        for module in list_modules(modules)
        for path in list_files(module)
    ]
    wanted = _relative_parts(name, modules, workspace)
    found = [file for file in files if wanted and _ends_with(file, wanted)]
    if len(found) == 1:
        return found[0]
    if found:
        raise WorkbookError(
            f'"{name}" is the name of several files: {", ".join(map(str, found))}. Put the module in front.'
        )
    notebooks = [file for file in files if file.suffix == ".ipynb"]
    known = {
        alias: str(file) for file in notebooks for alias in (file.stem, file.name, str(file), str(file)[:-6])
    }
    listed = "\n  ".join(str(file.with_suffix("")) for file in notebooks)
    raise WorkbookError(
        f'There is no notebook "{name}".{_nearest("/".join(wanted), known)} The notebooks are\n  {listed}'
    )


def _is_left_out(part: str) -> bool:
    return part.startswith(".") or part == "__pycache__"


def _module_names(folder: str) -> set[str]:
    folder = folder.casefold()
    number, _, topic = folder.partition("_")
    return {folder, number, number.lstrip("0") or "0", topic} if number.isdigit() else {folder}


def _relative_parts(name: str, modules: Path, workspace: Path) -> tuple[str, ...]:
    """Split a name into casefolded parts, without what leads to one of the two folders."""
    path = None
    with suppress(RuntimeError, ValueError):  # ~ of nobody, or no name that a file can have
        path = Path(name.strip()).expanduser().resolve()
    for folder in (workspace.resolve(), modules.resolve()):
        if path and path.is_relative_to(folder) and path != folder:
            return tuple(part.casefold() for part in path.relative_to(folder).parts)
    parts = [part.casefold() for part in re.split(r"[/\\]", name.strip()) if part not in ("", ".", "..")]
    if len(parts) > 1 and parts[0] in (workspace.name.casefold(), modules.name.casefold()):
        parts = parts[1:]
    return tuple(parts)


def _ends_with(file: PurePosixPath, wanted: tuple[str, ...]) -> bool:
    *folders, last = (part.casefold() for part in file.parts)
    if len(wanted) > len(file.parts):
        return False
    names = {last, last.removesuffix(".ipynb")}
    if wanted[-1] not in names:
        return False
    *asked, _ = wanted
    inner = folders[len(folders) - len(asked) :]
    return all(
        part == folder or (index == 0 and part in _module_names(folder))
        for index, (part, folder) in enumerate(zip(asked, inner, strict=True))
    )


def _nearest(wanted: str, known: dict[str, str]) -> str:
    matches = get_close_matches(wanted, [alias.casefold() for alias in known], n=1)
    names = {alias.casefold(): name for alias, name in known.items()}
    return f" Did you mean {names[matches[0]]}?" if matches else ""
