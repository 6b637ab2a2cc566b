"""Turn a finding's panels into one PNG. Matplotlib is imported only when there is something to draw."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import numpy as np

from course.checking.contract.panels import CurvePanel, ImagePanel, Panel, grey_scale

PANEL_INCHES = 2.5
RESOLUTIONS = (110, 80, 55, 40)
"""Dots per inch; a lower one is taken when the picture of a noisy image would make the notebook heavy."""

MAX_PIXELS = 420
"""Longest side of an image as it is drawn; larger ones are thinned, which nobody sees at this size."""

NOT_A_NUMBER_COLOUR = "#CC79A7"
LINE_COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7")
"""Okabe and Ito's palette: told apart with every common kind of colour blindness."""

MARK_STYLES = ("--", ":", "-.")


def draw(panels: Sequence[Panel], max_bytes: int = 200_000) -> bytes:
    """PNG of the panels side by side, white background, readable in light and dark themes.

    Args:
        panels: what to draw.
        max_bytes: a coarser resolution is tried while the PNG is larger.
    """
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    widths = [1.7 if isinstance(panel, CurvePanel) else 1.0 for panel in panels]
    figure = Figure(figsize=(PANEL_INCHES * sum(widths), PANEL_INCHES + 0.45), layout="constrained")
    FigureCanvasAgg(figure)
    axes = figure.subplots(1, len(panels), squeeze=False, width_ratios=widths)[0]
    for axis, panel in zip(axes, panels, strict=True):
        axis.set_title(panel.title, fontsize=9)
        if isinstance(panel, ImagePanel):
            _draw_image(axis, panel)
        else:
            _draw_curves(axis, panel)
    for resolution in RESOLUTIONS:
        target = io.BytesIO()
        figure.savefig(target, format="png", dpi=resolution, metadata={"Software": None})
        if target.tell() <= max_bytes:
            break
    return target.getvalue()


def alt_text(panels: Sequence[Panel]) -> str:
    """What a screen reader says in place of the picture."""
    return "Side by side: " + ", ".join(panel.title for panel in panels)


def _draw_image(axis: Any, panel: ImagePanel) -> None:
    image = panel.image.astype(np.uint8) if panel.image.dtype == bool else panel.image
    height, width = image.shape[:2]
    finite = image[np.isfinite(image)] if image.dtype.kind == "f" else image
    lowest, highest = (float(finite.min()), float(finite.max())) if finite.size else (0.0, 0.0)
    if panel.low is not None and panel.high is not None:
        low, high = panel.low, panel.high
    else:
        low, high = grey_scale([panel.image])
    axis.set_xlabel(f"{height} x {width}, {lowest:.4g} to {highest:.4g}", fontsize=8)
    axis.set_xticks([])
    axis.set_yticks([])
    if not image.size:
        return
    step = -(-max(height, width) // MAX_PIXELS)
    extent = (-0.5, width - 0.5, height - 0.5, -0.5)
    if panel.diverging:
        limit = max(abs(lowest), abs(highest)) or 1.0
        axis.imshow(
            _farthest_from_zero(image, step),
            cmap=_blue_white_orange(),
            vmin=-limit,
            vmax=limit,
            interpolation="nearest",
            extent=extent,
        )
    elif image.ndim == 3:
        scaled = (image[::step, ::step, :3].astype(np.float64) - low) / ((high - low) or 1.0)
        axis.imshow(np.clip(np.nan_to_num(scaled), 0, 1), interpolation="nearest", extent=extent)
    else:
        thinned = image[::step, ::step]
        axis.imshow(thinned, cmap=_grey(), vmin=low, vmax=high, interpolation="nearest", extent=extent)
    if panel.points is not None and len(panel.points):
        points = np.asarray(panel.points)
        axis.scatter(
            points[:, 0], points[:, 1], s=26, facecolors="none", edgecolors=LINE_COLOURS[1], linewidths=1.4
        )


def _farthest_from_zero(image: np.ndarray, step: int) -> np.ndarray:
    """Thin an image so that one differing pixel among many equal ones stays visible.

    Args:
        image: (H, W) differences.
        step: side of the blocks, of which the value farthest from zero is kept.
    """
    if step == 1:
        return image
    height, width = image.shape
    padded = np.pad(image, ((0, -height % step), (0, -width % step)))
    blocks = padded.reshape(padded.shape[0] // step, step, padded.shape[1] // step, step)
    low, high = blocks.min(axis=(1, 3)), blocks.max(axis=(1, 3))
    return np.where(-low > high, low, high)


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
    if panel.curves or panel.marks:
        axis.legend(fontsize=7)


def _blue_white_orange() -> Any:
    from matplotlib.colors import LinearSegmentedColormap

    return LinearSegmentedColormap.from_list("blue_white_orange", ["#0072B2", "#FFFFFF", "#D55E00"])


def _grey() -> Any:
    from matplotlib import colormaps

    return colormaps["gray"].with_extremes(bad=NOT_A_NUMBER_COLOUR)
