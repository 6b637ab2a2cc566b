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


def sanitize_cell(cell: NotebookNode) -> None:
    """Clean one cell of a learner's in place: outputs rebuilt from known parts, markup without scripts."""
    if cell.cell_type == "code":
        cell.outputs = [output for output in map(_rebuilt, cell.get("outputs", [])) if output is not None]
    elif cell.cell_type == "markdown":
        cell.source = _clean_markdown(cell.source)
    else:
        cell.source = html.escape(cell.source)


def _clean_markdown(source: str) -> str:
    """Rendered and cleaned: what is harmless as Markdown may not be once it is rendered.

    The result is Markdown again, made of HTML alone: without "[" no link can be written in it.
    """
    for command in LINKS_IN_FORMULAS:
        source = source.replace(command, "")
    return _cleaner().sanitize_html_tags(markdown2html(source)).replace("[", "&#91;")


def _rebuilt(output: Any) -> NotebookNode | None:
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
    data = output.get("data")
    if kind not in ("display_data", "execute_result") or not isinstance(data, dict):
        return None
    kept = {kind: value for kind, value in map(_part, data.items()) if value}
    return nbformat.v4.new_output("display_data", data=kept) if kept else None


def _part(item: tuple[Any, Any]) -> tuple[str, str]:
    """A mime type and its content, made harmless; "" for what is left out."""
    kind, value = item
    value = _text(value)
    if kind == "text/plain":
        return kind, value
    if kind in PICTURES:
        return kind, value if _is_base64(value) else ""
    if kind == "text/html":
        return kind, _cleaner().sanitize_html_tags(value)
    return "", ""


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
