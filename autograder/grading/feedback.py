"""The look of feedback pages."""

from __future__ import annotations

from nbconvert.exporters.exporter import ResourcesDict
from nbconvert.preprocessors import CSSHTMLHeaderPreprocessor
from nbformat.notebooknode import NotebookNode
from nbgrader.preprocessors import GetGrades, NbGraderPreprocessor

STYLE = """
div#notebook img { max-width: 100%; height: auto; }
div#notebook td, div#notebook th { padding: 2px 10px 2px 0; }
"""
"""nbgrader's page lets a wide figure run out of the window, and table cells touch."""


class FeedbackStyle(NbGraderPreprocessor):
    """Adds our style after the one that nbconvert puts into the page."""

    def preprocess(self, nb: NotebookNode, resources: ResourcesDict) -> tuple[NotebookNode, ResourcesDict]:
        """Leave the notebook as it is; add to the page's style."""
        resources["inlining"]["css"].append(STYLE)
        return nb, resources


FEEDBACK_PREPROCESSORS = [GetGrades, CSSHTMLHeaderPreprocessor, FeedbackStyle]
