"""Feedback pages, made by nbgrader's own exporter and template with the grades given to it."""

from __future__ import annotations

import warnings
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import nbformat
from nbconvert.exporters import HTMLExporter, TemplateExporter
from nbconvert.exporters.exporter import ResourcesDict
from nbconvert.exporters.html import Highlight2HTML, WidgetsDataTypeFilter
from nbconvert.preprocessors import Preprocessor
from nbformat.notebooknode import NotebookNode

from autograder.grading.bundles import FeedbackTask, unpack

STYLE = """
div#notebook img { max-width: 100%; height: auto; }
div#notebook td, div#notebook th { padding: 2px 10px 2px 0; }
"""
"""nbgrader's page lets a wide figure run out of the window, and table cells touch."""


class FeedbackStyle(Preprocessor):
    """Adds our style after the one that nbconvert puts into the page."""

    def preprocess(self, nb: NotebookNode, resources: ResourcesDict) -> tuple[NotebookNode, ResourcesDict]:
        """Leave the notebook as it is; add to the page's style."""
        resources["inlining"]["css"].append(STYLE)
        return nb, resources


class FeedbackExporter(HTMLExporter):
    """nbconvert's HTML exporter without its last step, which parses the whole page again with BeautifulSoup
    to give each image an empty description, and takes longer than everything before it."""

    # As in HTMLExporter itself, the result is a page and not the notebook that the base class promises.
    def from_notebook_node(  # type: ignore[override]
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **options: Any
    ) -> tuple[str, dict[str, Any]]:
        """The page and its resources."""
        resources = self._init_resources(resources)
        self.register_filter("highlight_code", lambda source, metadata: _highlighted(source))
        self.register_filter(
            "filter_data_type",
            WidgetsDataTypeFilter(notebook_metadata=self._nb_metadata, parent=self, resources=resources),
        )
        return TemplateExporter.from_notebook_node(self, nb, resources, **options)


def render_feedback(task: bytes) -> bytes:
    """The feedback page of one notebook.

    Args:
        task: a packed `FeedbackTask`.

    Returns:
        HTML, UTF-8.
    """
    given = unpack(FeedbackTask, task)
    notebook = nbformat.reads(given.graded, as_version=4)
    for cell in notebook.cells:
        metadata = cell.metadata.get("nbgrader", {})
        if metadata.get("grade"):
            metadata["score"], metadata["points"] = given.scores[metadata["grade_id"]]
        if metadata.get("solution"):
            metadata["comment"] = given.comments.get(metadata["grade_id"]) or None
    resources = {
        "unique_key": given.notebook,
        "nbgrader": {
            "student": given.student,
            "assignment": given.module,
            "notebook": given.notebook,
            "score": given.score,
            "max_score": given.max_score,
            "late_penalty": given.penalty,
        },
        "metadata": {"name": given.notebook, "path": ""},
    }
    with warnings.catch_warnings(action="ignore"):  # nbformat's, at every call
        page, _ = _exporter().from_notebook_node(notebook, resources)
    return page.encode("utf-8")


@lru_cache(maxsize=500)
def _highlighted(source: str) -> str:
    """Python in colours, as HTML. Half of a page's time; the lesson's own cells stand in every submission."""
    return str(Highlight2HTML(pygments_lexer="ipython3")(source))


@cache
def _exporter() -> FeedbackExporter:
    """With the template and the style that `nbgrader generate_feedback` uses, and ours after it.

    One for all pages: it compiles its templates at the first.
    """
    nbgrader = find_spec("nbgrader")  # without importing it, which takes each worker three seconds
    assert nbgrader is not None and nbgrader.origin is not None  # it is installed
    folder = Path(nbgrader.origin).parent / "server_extensions" / "formgrader"
    exporter = FeedbackExporter(
        template_name="feedback",
        optimistic_validation=True,  # once, instead of after every step
        extra_template_basedirs=[str(folder / "templates")],
        extra_template_paths=[str(folder / "static" / "node_modules" / "bootstrap" / "dist" / "css")],
    )
    exporter.register_preprocessor(FeedbackStyle, enabled=True)
    return exporter
