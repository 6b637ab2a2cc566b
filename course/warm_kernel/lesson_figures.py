"""The figures of a lesson's own cells: to lay them out and draw them takes as long as all the lesson computes."""

from __future__ import annotations

from unittest.mock import patch

from IPython import get_ipython
from matplotlib.figure import Figure
from matplotlib_inline.config import InlineBackend

_no_layout = patch.object(Figure, "tight_layout", lambda figure, **_: None)


def draw(wanted: bool) -> None:
    """Have the figures of the cells that follow shown, or neither laid out nor drawn.

    To be called with False first, and then in turns.
    """
    formats = {"png"} if wanted else set()
    InlineBackend.instance(parent=get_ipython()).figure_formats = formats
    if wanted:
        _no_layout.stop()
    else:
        _no_layout.start()
