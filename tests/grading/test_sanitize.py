"""What cannot be cleaned in reasonable time costs what a cell displays, and nothing else."""

import nbformat
import pytest
from nbconvert import HTMLExporter
from nbformat.notebooknode import NotebookNode

from autograder.grading import sanitize
from autograder.grading.sanitize import MARKUP, MARKUP_IN_ALL, Cleaning
from tests.submissions.pages import live_code, visible_text


def displaying(html: str) -> NotebookNode:
    cell = nbformat.v4.new_code_cell("show()")
    cell.outputs = [nbformat.v4.new_output("display_data", data={"text/html": html})]
    return cell


def page(*cells: NotebookNode) -> str:
    html, _ = HTMLExporter().from_notebook_node(nbformat.v4.new_notebook(cells=list(cells)))
    return html


SCRIPT = (
    "<script>workbook_escape()</script>\n\n"
    "[a link](javascript:workbook_escape())\n$\\href{javascript:workbook_escape()}{x}$\n"
)


@pytest.mark.parametrize("make", [displaying, nbformat.v4.new_markdown_cell], ids=["output", "text"])
def test_too_much_markup_is_shown_as_text_and_does_nothing(make) -> None:
    cell = make(SCRIPT + "\n\n" + "<div>" * MARKUP)
    Cleaning().clean(cell)
    html = page(cell)
    assert live_code(html) == []
    assert "<script>workbook_escape()</script>" in visible_text(html)


def test_a_notebook_full_of_markup_has_an_end() -> None:
    cleaning = Cleaning()
    long = "<p>" + "x" * (MARKUP - 3)
    cells = [displaying(long) for _ in range(3 * MARKUP_IN_ALL // MARKUP)]
    for cell in cells:
        cleaning.clean(cell)
    as_text = ["&lt;p&gt;" in cell.outputs[0].data["text/html"] for cell in cells]
    assert as_text == [n >= MARKUP_IN_ALL // len(long) for n in range(len(cells))]


@pytest.mark.parametrize("kind", ["code", "markdown"])
def test_a_cell_that_cannot_be_cleaned_loses_its_display(monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    def fail(*arguments: object) -> None:
        raise RecursionError("too deep")

    monkeypatch.setattr(sanitize, "_cleaner", fail)
    cell = displaying("<b>x</b>") if kind == "code" else nbformat.v4.new_markdown_cell("*x*")
    Cleaning().clean(cell)
    assert "could not be cleaned (RecursionError)" in page(cell)
    assert "<b>x</b>" not in page(cell)


def test_an_ordinary_table_stays_a_table() -> None:
    rows = "".join(
        f"<tr>{''.join(f'<td>{row * column}</td>' for column in range(20))}</tr>" for row in range(60)
    )
    cell = displaying(f"<table>{rows}</table>")
    Cleaning().clean(cell)
    assert cell.outputs[0].data["text/html"].count("<td>") == 1_200
