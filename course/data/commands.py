"""The `workbook data` command: list, fetch and verify data sets."""

import json
from typing import Annotated

import typer

from course.data.dataset import DataSet
from course.data.registry import all_data_sets, get

WIDTH_IN_FILES = 1000  # characters; the table takes only what it needs

app = typer.Typer(help="List, fetch and verify the data sets of the course.", add_completion=False)


@app.callback(invoke_without_command=True)
def _list_by_default(context: typer.Context) -> None:
    if context.invoked_subcommand is None:
        show_list(as_json=False)


@app.command("list")
def show_list(
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, with every path and hash.")] = False,
) -> None:
    """List the data sets: name, size, licence, source, and whether they are on this machine."""
    if as_json:
        print(json.dumps([_as_dict(data_set) for data_set in all_data_sets()], indent=2))
    else:
        _print_table(all_data_sets())


@app.command()
def fetch(name: Annotated[str, typer.Argument(help="A name from `workbook data list`.")]) -> None:
    """Download a data set, unless it is here already.

    Downloads go into your data folder, or into $WORKBOOK_DATA. A failed download leaves nothing behind.
    """
    from course.data.download import fetch as fetch_data_set

    was_present = get(name).present()
    location = fetch_data_set(name)
    print(f"{get(name).name} is {'here already' if was_present else 'ready'}: {location}")


@app.command()
def verify(
    name: Annotated[
        str | None,
        typer.Argument(help="A name from `workbook data list`.", show_default="all data sets"),
    ] = None,
) -> None:
    """Read the files again and compare their hashes: OK, missing or DAMAGED.

    Ends with status 1 if a file is damaged, or missing although the course needs it or you named it.
    """
    data_sets = all_data_sets() if name is None else (get(name),)
    # A list, not a generator: every data set is reported, also after the first bad one.
    good = [_verify(data_set, needed=name is not None) for data_set in data_sets]
    if not all(good):
        raise typer.Exit(1)


def _verify(data_set: DataSet, *, needed: bool) -> bool:
    """Print a line on the data set, two if something is wrong; tell whether all is as it should be."""
    states = {file: data_set.check(file) for file in data_set.files}
    damaged = [file for file, state in states.items() if state == "damaged"]
    missing = [file for file, state in states.items() if state == "missing"]
    if damaged:
        paths = [str(path) for file in damaged for path in data_set.copies(file)]
        print(f"DAMAGED  {data_set.name}: {', '.join(paths)}")
    elif missing:
        print(f"missing  {data_set.name}: {', '.join(file.name for file in missing)}")
    else:
        print(f"OK       {data_set.name}")
    optional = data_set.kind == "download" and not needed
    good = not damaged and (not missing or optional)
    if not good:
        print(f"         {data_set.remedy}")
    return good


def _as_dict(data_set: DataSet) -> dict[str, object]:
    location = data_set.location()
    return {
        "name": data_set.name,
        "title": data_set.title,
        "size_bytes": data_set.size_bytes,
        "licence": data_set.licence,
        "source": data_set.source,
        "kind": data_set.kind,
        "comes_with": data_set.comes_with,
        "present": location is not None,
        "location": str(location) if location else None,
        "files": [
            {"name": file.name, "size_bytes": file.size_bytes, "sha256": file.sha256}
            for file in data_set.files
        ],
    }


def _print_table(data_sets: tuple[DataSet, ...]) -> None:
    from rich.console import Console
    from rich.table import Table

    # The widths keep every word whole on a terminal of 80 columns; only the path of a folder is folded.
    table = Table(box=None, padding=(0, 1, 0, 0), header_style="bold")
    table.add_column("Name", no_wrap=True)
    table.add_column("What it is", min_width=11)
    table.add_column("Size", justify="right", no_wrap=True)
    table.add_column("Licence", min_width=10)
    table.add_column("Source", min_width=12)
    table.add_column("Present", min_width=12, overflow="fold")
    for data_set in data_sets:
        size = _readable_size(data_set.size_bytes)
        table.add_row(
            data_set.name, data_set.title, size, data_set.licence, data_set.source, _where(data_set)
        )
    console = Console(highlight=False)
    if not console.is_terminal:
        console = Console(highlight=False, width=WIDTH_IN_FILES)  # one line each, for grep and the like
    console.print(table)
    absent = [data_set.name for data_set in data_sets if not data_set.present()]
    if absent:
        console.print(f"\n`workbook data fetch NAME` gets what is not present: {', '.join(absent)}.")


def _where(data_set: DataSet) -> str:
    """Tell whether it is present and where: the folder, or what it comes with."""
    location = data_set.location()
    if location is None:
        return "no"
    return f"yes: {location if data_set.kind == 'download' else data_set.comes_with}"


def _readable_size(size_bytes: int) -> str:
    return f"{size_bytes / 1e6:.1f} MB" if size_bytes >= 1e6 else f"{max(size_bytes / 1e3, 0.1):.1f} kB"
