"""Downloads as platforms make them, and what became of every file."""

from collections.abc import Mapping
from pathlib import Path

from autograder.collecting.collect import Collected, collect
from autograder.collecting.layouts import Layout
from tests.handed_in.archives import zipped

MODULES = {"00_welcome": ["1_welcome"], "01_basics": ["1_pixels", "2_filters"]}


def download(folder: Path, files: Mapping[str, bytes | str], name: str = "download.zip") -> Path:
    """A platform's zip with these files."""
    path = folder / name
    path.write_bytes(zipped(files))
    return path


def unpacked(folder: Path, files: Mapping[str, bytes | str]) -> Path:
    """The same, unpacked."""
    for name, data in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data.encode() if isinstance(data, str) else data)
    return folder


def sort(
    source: Path, layout: Layout = Layout.AUTO, roster: str | bytes | None = None, out: str = "submissions"
) -> Collected:
    """Collect into a folder beside the download."""
    path = None
    if roster is not None:
        path = source.parent / "roster.csv"
        path.write_bytes(roster.encode() if isinstance(roster, str) else roster)
    return collect(source, source.parent / out, layout=layout, roster=path, modules=MODULES)


def files_of(collected: Collected) -> dict[str, str]:
    """Path in the download -> path in the submissions."""
    return {each.where: each.file.as_posix() for each in collected.written}


def reasons(collected: Collected) -> dict[str, str]:
    """Path in the download -> why it was left out, and what to do."""
    return {each.where: f"{each.why}; {each.what_to_do}" for each in collected.left_out}


def accounted(collected: Collected) -> list[str]:
    """Every path that something is said about."""
    return sorted([*files_of(collected), *reasons(collected), *collected.litter])
