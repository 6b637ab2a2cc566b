"""Turn a finding's panels into one PNG. Matplotlib is imported only when there is something to draw."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import numpy as np

from course.checking.pictures import CurvePanel, ImagePanel, Panel, grey_scale

PANEL_INCHES = 2.5
DPI = 110
LINE_COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7")
"""Okabe and Ito's palette: told apart with every common kind of colour blindness."""

MARK_STYLES = ("--", ":", "-.")


def draw(panels: Sequence[Panel]) -> bytes:
    """PNG bytes of the panels side by side, white background, readable in light and dark themes."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    widths = [1.7 if isinstance(panel, CurvePanel) else 1.0 for panel in panels]
    figure = Figure(figsize=(PANEL_INCHES * sum(widths), PANEL_INCHES + 0.45), dpi=DPI, layout="constrained")
    FigureCanvasAgg(figure)
    axes = figure.subplots(1, len(panels), squeeze=False, width_ratios=widths)[0]
    for axis, panel in zip(axes, panels, strict=True):
        axis.set_title(panel.title, fontsize=9)
        if isinstance(panel, ImagePanel):
            _draw_image(axis, panel)
        else:
            _draw_curves(axis, panel)
    target = io.BytesIO()
    figure.savefig(target, format="png", metadata={"Software": None})
    return target.getvalue()


def alt_text(panels: Sequence[Panel]) -> str:
    """What a screen reader says in place of the picture."""
    return "Side by side: " + ", ".join(panel.title for panel in panels)


def _draw_image(axis: Any, panel: ImagePanel) -> None:
    image = panel.image
    if image.dtype == bool:
        image = image.astype(np.uint8) * 255
    finite = image[np.isfinite(image)] if image.dtype.kind == "f" else image
    lowest, highest = (float(finite.min()), float(finite.max())) if finite.size else (0.0, 0.0)
    if panel.diverging:
        limit = max(abs(lowest), abs(highest)) or 1.0
        axis.imshow(image, cmap=_blue_white_orange(), vmin=-limit, vmax=limit, interpolation="nearest")
    elif image.ndim == 3:
        low, high = (panel.low, panel.high) if panel.low is not None else grey_scale([image])
        scaled = (image[..., :3].astype(np.float64) - low) / ((high - low) or 1.0)
        axis.imshow(np.clip(scaled, 0, 1), interpolation="nearest")
    else:
        low, high = (panel.low, panel.high) if panel.low is not None else grey_scale([image])
        axis.imshow(image, cmap="gray", vmin=low, vmax=high, interpolation="nearest")
    if panel.points is not None and len(panel.points):
        points = np.asarray(panel.points)
        axis.scatter(
            points[:, 0], points[:, 1], s=26, facecolors="none", edgecolors=LINE_COLOURS[1], linewidths=1.4
        )
    height, width = image.shape[:2]
    axis.set_xlabel(f"{height} x {width}, {lowest:.4g} to {highest:.4g}", fontsize=8)
    axis.set_xticks([])
    axis.set_yticks([])


def _draw_curves(axis: Any, panel: CurvePanel) -> None:
    for (label, values), colour in zip(panel.curves.items(), LINE_COLOURS * 3, strict=False):
        axis.plot(panel.x, values, label=label, color=colour, linewidth=1.4)
    for (label, x), colour, style in zip(
        panel.marks.items(), LINE_COLOURS[1:] * 3, MARK_STYLES * 3, strict=False
    ):
        axis.axvline(x, label=f"{label} {x:.4g}", color=colour, linestyle=style, linewidth=1.6)
    axis.set_xlabel(panel.x_label, fontsize=8)
    axis.set_ylabel(panel.y_label, fontsize=8)
    axis.tick_params(labelsize=7)
    axis.legend(fontsize=7)


def _blue_white_orange() -> Any:
    from matplotlib.colors import LinearSegmentedColormap

    return LinearSegmentedColormap.from_list("blue_white_orange", ["#0072B2", "#FFFFFF", "#D55E00"])
