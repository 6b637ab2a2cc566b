"""Make what a learner's code put into a notebook harmless to whoever looks at it.

A grader opens feedback and formgrader in a browser, where a script in an output would act with the
grader's rights.
"""

from __future__ import annotations

import base64
import binascii
import html
from typing import Any

import nbformat
from nbconvert.filters import markdown2html
from nbconvert.preprocessors.sanitize import SanitizeHTML
from nbformat.notebooknode import NotebookNode

PICTURES = ("image/png", "image/jpeg")
LINKS_IN_FORMULAS = ("\\href", "\\url")
"""MathJax makes links of them, to whatever address."""

TABLE_TAGS = {
    "table",
    "thead",
    "tbody",
    "tfoot",
    "tr",
    "th",
    "td",
    "caption",
    "pre",
    "p",
    "br",
    "div",
    "span",
    "hr",
}
HEADING_TAGS = {"h1", "h2", "h3", "h4", "h5", "h6", "img", "sub", "sup", "del"}


MARKUP = 50_000
"""Characters of markup in one piece. A table of 60 rows and 20 columns has 30,000; for 50,000 that are nested in each
other a parser takes 9 s."""

MARKUP_IN_ALL = 500_000
"""The same of a whole notebook."""


class Cleaning:
    """Makes the cells of one notebook harmless. What has too much markup is shown as text, as it is written."""

    def __init__(self) -> None:
        self._markup_left = MARKUP_IN_ALL

    def clean(self, cell: NotebookNode) -> None:
        """Clean one cell of a learner's in place: outputs rebuilt from known parts, markup without scripts.

        Whatever goes wrong with that costs what the cell displays, and nothing else.
        """
        try:
            if cell.cell_type == "code":
                outputs = [self._rebuilt(output) for output in cell.get("outputs", [])]
                cell.outputs = [output for output in outputs if output is not None]
            elif cell.cell_type == "markdown":
                cell.source = self._clean_markdown(cell.source)
            else:
                cell.source = html.escape(cell.source)
        except Exception as error:
            why = f"What this cell displays is left out: it could not be cleaned ({type(error).__name__})."
            if cell.cell_type == "code":
                cell.outputs = [nbformat.v4.new_output("stream", name="stderr", text=why)]
            else:
                cell.source = why

    def _clean_markdown(self, source: str) -> str:
        """Rendered and cleaned: what is harmless as Markdown may not be once it is rendered.

        The result is Markdown again, made of HTML alone: without "[" no link can be written in it.
        """
        if not self._may_parse(source):
            return _as_text(source)
        for command in LINKS_IN_FORMULAS:
            source = source.replace(command, "")
        return _cleaner().sanitize_html_tags(markdown2html(source)).replace("[", "&#91;")

    def _may_parse(self, markup: str) -> bool:
        """Whether there is time for it; then it is taken off what is left."""
        if len(markup) > min(MARKUP, self._markup_left):
            return False
        self._markup_left -= len(markup)
        return True

    def _rebuilt(self, output: Any) -> NotebookNode | None:
        data = output.get("data")
        if output.get("output_type") in ("display_data", "execute_result") and isinstance(data, dict):
            kept = {kind: value for kind, value in map(self._part, data.items()) if value}
            return nbformat.v4.new_output("display_data", data=kept) if kept else None
        return _rebuilt_text(output)

    def _part(self, item: tuple[Any, Any]) -> tuple[str, str]:
        """A mime type and its content, made harmless; "" for what is left out."""
        kind, value = item
        value = _text(value)
        if kind == "text/plain":
            return kind, value
        if kind in PICTURES:
            return kind, value if _is_base64(value) else ""
        if kind == "text/html":
            return kind, _cleaner().sanitize_html_tags(value) if self._may_parse(value) else _as_text(value)
        return "", ""


def _as_text(markup: str) -> str:
    """Markup as it is written, for a page and as Markdown."""
    text = html.escape(markup).replace("[", "&#91;").replace("\\", "&#92;").replace("$", "&#36;")
    lines = (line or " " for line in text.split("\n"))  # in Markdown an empty line would end it
    return "<pre>" + "\n".join(lines) + "</pre>"


def _rebuilt_text(output: Any) -> NotebookNode | None:
    kind = output.get("output_type")
    if kind == "stream":
        name = "stderr" if output.get("name") == "stderr" else "stdout"
        return nbformat.v4.new_output("stream", name=name, text=_text(output.get("text")))
    if kind == "error":
        lines = output.get("traceback")
        return nbformat.v4.new_output(
            "error",
            ename=_text(output.get("ename")),
            evalue=_text(output.get("evalue")),
            traceback=[_text(line) for line in lines][-200:] if isinstance(lines, list) else [],
        )
    return None


def _is_base64(value: str) -> bool:
    try:
        base64.b64decode("".join(value.split()), validate=True)
    except (binascii.Error, ValueError):
        return False
    return True


def _text(value: Any) -> str:
    """Text as it can be stored: without the halves of a character that UTF-8 cannot hold."""
    if isinstance(value, list):
        value = "".join(map(str, value))
    text = value if isinstance(value, str) else str(value)
    return text.encode("utf-8", "replace").decode("utf-8")


def _cleaner() -> SanitizeHTML:
    cleaner = SanitizeHTML()
    cleaner.tags = sorted({*cleaner.tags, *TABLE_TAGS, *HEADING_TAGS})
    cleaner.attributes = {"*": ["title", "colspan", "rowspan", "align"], "a": ["href"], "img": ["alt"]}
    return cleaner
