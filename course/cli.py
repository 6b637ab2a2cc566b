"""The `workbook` command.

Each command imports what it needs when it runs, so that `workbook --help` answers at once.
"""

import codecs
import io
import json
import sys
from importlib.metadata import EntryPoint, entry_points, version
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from course.data.commands import app as data_app
from course.errors import WorkbookError

PLUG_INS = "workbook.commands"
FIRST_COMMANDS = ("learn", "reset", "progress", "data")


class OrderedCommands(TyperGroup):
    """A group whose help lists the learner's commands first and the plug-ins' after them."""

    def list_commands(self, ctx: Any) -> list[str]:
        """List the command names in the order of the help page; the context's type is not public in typer."""
        names = super().list_commands(ctx)
        return [name for name in FIRST_COMMANDS if name in names] + [
            name for name in names if name not in FIRST_COMMANDS
        ]


app = typer.Typer(
    cls=OrderedCommands,
    help="Image Recognition and Classification with Python: a course workbook.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_show_locals=False,
)


def _print_version(asked: bool) -> None:
    if asked:
        print(f"workbook {version('image-recognition-workbook')}")
        raise typer.Exit


@app.callback()
def _options(
    _version: Annotated[
        bool,
        typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and exit."),
    ] = False,
) -> None: ...


@app.command()
def learn(
    module: Annotated[
        str | None,
        typer.Argument(help="Where to begin: 01_basics, 01 or basics.", show_default="the welcome page"),
    ] = None,
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Do not open a browser window.")] = False,
    port: Annotated[
        int | None,
        typer.Option("--port", metavar="N", help="The port to try first.", show_default="8888"),
    ] = None,
) -> None:
    """Open the lessons in JupyterLab, as your own copies in workspace/."""
    from course.paths import course_root, modules_folder, workspace_folder
    from course.workspace.copies import copy_modules
    from course.workspace.lab import check_port, first_notebook, start_lab

    if port is not None:
        check_port(port)
    root, modules, workspace = course_root(), modules_folder(), workspace_folder()
    notebook = first_notebook(modules, module)
    report = copy_modules(modules, workspace)
    if report.new:
        print(f"Copied {_count(len(report.new), 'file')} to {workspace}.")
    if report.newer:
        print(
            f"Newer in the course than your copy: {', '.join(report.newer)}. "
            "`workbook reset NOTEBOOK` gets the new version and keeps yours as a backup."
        )
    start_lab(workspace, root, notebook, port=port, browser=not no_browser)


@app.command()
def reset(
    notebook: Annotated[str, typer.Argument(help="For example 01_basics/1_pixels, or 1_pixels.")],
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
) -> None:
    """Get a fresh copy of a notebook; yours is kept as a backup."""
    from course.paths import modules_folder, workspace_folder
    from course.workspace.modules import find_file
    from course.workspace.reset import is_fresh, reset_file

    modules, workspace = modules_folder(), workspace_folder()
    file = find_file(notebook, modules, workspace)
    if is_fresh(file, modules, workspace):
        print(f"{workspace / file} is fresh already; nothing to do.")
        return
    if (workspace / file).exists() and not yes:
        question = f"Replace {file} by a fresh copy? Your version is kept as a backup."
        if not typer.confirm(question):
            print("Nothing was changed.")
            return
    done = reset_file(file, modules, workspace)
    print(f"Fresh copy:   {done.notebook}")
    if done.backup:
        print(f"Your version: {done.backup}")
        print("If the notebook is open in JupyterLab, choose File > Reload Notebook from Disk.")


@app.command()
def progress(
    as_json: Annotated[bool, typer.Option("--json", help="Print as JSON.")] = False,
) -> None:
    """Show what is done, the points, and what comes next."""
    from course.progress import read_progress, show_progress

    found = read_progress()
    if as_json:
        print(json.dumps(found.to_dict(), indent=2))
    else:
        show_progress(found)


app.add_typer(data_app, name="data", help="List, fetch and verify the data sets.")


# --- commands from outside this package ---


def add_plug_ins(target: typer.Typer) -> None:
    """Let every installed plug-in add its commands; one that is broken costs a line on stderr, no more.

    Args:
        target: the app that gets the commands.
    """
    for plug_in in sorted(entry_points(group=PLUG_INS), key=lambda entry: entry.name):
        _add_plug_in(plug_in, target)


def _add_plug_in(plug_in: EntryPoint, target: typer.Typer) -> None:
    try:
        plug_in.load()(target)
    except Exception as error:
        # Whatever is wrong in there, a learner must still be able to learn.
        print(
            f"workbook: the commands of {plug_in.name} are missing ({type(error).__name__}: {error}).",
            file=sys.stderr,
        )


# --- text out ---


def write_any_text() -> None:
    """Let stdout and stderr write text that their encoding lacks, or that is no Unicode, as escapes.

    Whatever a terminal or a redirected file can hold, a command then says what it has to say: `\\u2713` for a
    check mark, `\\udcff` for a byte of a file name. Everything that prints to these two is covered, rich too.
    """
    codecs.register_error("workbook-escapes", _as_escapes)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # there is none when it was closed, or under pythonw
            stream.reconfigure(errors="workbook-escapes")


def _as_escapes(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    # Not Python's "backslashreplace": its \xe9 and \U0001f600 would break the output of --json.
    return json.dumps(error.object[error.start : error.end])[1:-1], error.end


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def main() -> None:
    """Run the `workbook` command; the process exits with status 0, or 1 after an error it explains."""
    write_any_text()
    add_plug_ins(app)
    try:
        app()
    except WorkbookError as error:
        print(f"workbook: {error}", file=sys.stderr)
        raise SystemExit(1) from None
