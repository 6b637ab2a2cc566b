"""Notebook 2, Filters: edges, how steep and which way."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from scipy import ndimage

from course import data
from course.checking import Answer, Case, Exercise, expect
from course.checking.contract.panels import compare
from course.checking.definition.wording import place_text
from course.synth.draws import crop

CONTRAST = 25
"""Standard deviation of a crop with something to see in it, grey levels of 0..255."""

sobel_edges = Exercise(
    "basics/sobel_edges",
    "How steep, and which way",
    hints=[
        "Filter twice: once with the kernel for x, once with its transpose for y. Inside the function, convert the "
        "picture to float first.",
        "Do the signs come out wrong? A convolution turns the kernel by 180 degrees. Either use correlation "
        "(`scipy.ndimage.correlate`), or write the kernel with 1 on the left and -1 on the right.",
        "Divide both results by 8: then a ramp that grows by 1 per pixel has the gradient 1. The magnitude is "
        "`np.hypot(gx, gy)`.",
        "The direction is `np.degrees(np.arctan2(gy, gx))`: y first, then x. Return the two arrays as "
        "`return magnitude, orientation`.",
    ],
    forbids=[
        "skimage.filters.sobel",
        "skimage.filters.sobel_h",
        "skimage.filters.sobel_v",
        "scipy.ndimage.sobel",
        "scipy.ndimage.generic_gradient_magnitude",
        "cv2.Sobel",
        "cv2.spatialGradient",
    ],
)

SOBEL_X = np.array([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]]) / 8
"""For correlation, as drawn in the lesson: a ramp that grows by 1 per pixel to the right gives +1."""

STEEP_ENOUGH = 0.02
"""Share of the largest magnitude above which a direction is judged; on flat ground it is arbitrary."""


@sobel_edges.cases("ramp")
def ramps(rng: np.random.Generator) -> Iterator[Case]:
    """Ramps at two slanting directions and two of the four main ones."""
    # A slanting ramp first: on it every usual mistake gives another angle, so the card can name the mistake.
    corner = int(rng.choice([0, 90, 180, 270]))
    for angle in (int(rng.integers(20, 35)), int(rng.integers(200, 215)), corner, corner + 90):
        angle = angle if angle <= 180 else angle - 360
        slope = round(float(rng.uniform(0.5, 3)), 2)
        height, width = int(rng.integers(12, 18)), int(rng.integers(20, 26))
        yield Case(
            f"a ramp at {angle} degrees",
            image=ramp(height, width, slope, angle),
            slope=slope,
            angle=angle,
        )


@sobel_edges.cases("photograph")
def photographs(rng: np.random.Generator) -> Iterator[Case]:
    """Cases of the last two parts: crops of bytes."""
    yield Case("a man with a camera", photo=crop(rng, data.camera(), 40, 56, contrast=CONTRAST))
    yield Case("coins", photo=crop(rng, data.coins(), 44, 60, contrast=CONTRAST))
    with_sky = crop(rng, data.camera(), 40, 56, contrast=CONTRAST)
    with_sky[:12] = int(rng.integers(90, 160))
    yield Case("a crop with a flat sky", photo=with_sky)
    yield Case("another crop of the man", photo=crop(rng, data.camera(), 36, 50, contrast=CONTRAST))


def ramp(height: int, width: int, slope: float, angle: float) -> np.ndarray:
    """A plane that grows by `slope` per pixel towards `angle` (degrees; 0 to the right, 90 down)."""
    y, x = np.mgrid[:height, :width]
    direction = np.radians(angle)
    return 50 + slope * (np.cos(direction) * x + np.sin(direction) * y)


def _edges(answer: Answer, image: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Magnitude and orientation as returned, both of the picture's shape."""
    got = answer(image)
    if isinstance(got, np.ndarray) and got.ndim == 3 and got.shape[0] == 2:
        got = list(got)
    if not isinstance(got, list) or len(got) != 2:
        expect.fail(
            "`sobel_edges(image)` should return two arrays, the magnitude and the orientation: "
            "`return magnitude, orientation`.",
            expected="two arrays",
            got=got,
        )
    magnitude = expect.array(got[0], shape=image.shape, name="the magnitude").astype(np.float64)
    orientation = expect.array(_without_nan(got[1], magnitude), shape=image.shape, name="the orientation")
    return magnitude, orientation.astype(np.float64)


def _without_nan(orientation: Any, magnitude: np.ndarray) -> Any:
    """Where nothing is steep there is no direction, and an answer may say so."""
    if not isinstance(orientation, np.ndarray) or orientation.shape != magnitude.shape:
        return orientation
    flat = magnitude < 1e-6
    return np.where(flat & (orientation != orientation), 0.0, orientation) if flat.any() else orientation


def _slopes(image: np.ndarray, kernel: np.ndarray = SOBEL_X) -> tuple[np.ndarray, np.ndarray]:
    """Slopes to the right and down, worked out in the picture's own dtype, as scipy has it."""
    gx, gy = ndimage.correlate(image, kernel), ndimage.correlate(image, kernel.T)
    return gx.astype(np.float64), gy.astype(np.float64)


def _gradient(image: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Magnitude and orientation (degrees) by the definition; at the border the picture counts as reflected."""
    gx, gy = _slopes(image.astype(np.float64))
    return np.hypot(gx, gy), np.degrees(np.arctan2(gy, gx))


ARROW = "the length of the arrow is the square root of gx² + gy²"
FACTOR = (
    "The positive weights add up to 4, and they are 2 pixels away from the negative ones: divide by 4 * 2"
)


def _mistaken_magnitudes(image: np.ndarray) -> dict[str, np.ndarray]:
    """What goes wrong with the magnitude -> what comes of it."""
    floats = image.astype(np.float64)
    magnitude, orientation = _gradient(floats)
    gx, gy = (np.abs(slope) for slope in _slopes(floats))
    in_bytes = {text: np.hypot(*slopes) for text, slopes in _slopes_in_bytes(image).items()}
    return in_bytes | {
        f"Yours is 8 times as much. {FACTOR}": 8 * magnitude,
        f"Yours is twice as much. {FACTOR}": 2 * magnitude,
        f"Yours is |gx| + |gy|; {ARROW}": gx + gy,
        f"Yours is the larger one of |gx| and |gy|; {ARROW}": np.maximum(gx, gy),
        "Yours is the square of it: take the root": magnitude**2,
        "Yours is the slope to the right alone": gx,
        "Yours is the slope downwards alone": gy,
        "Yours is the orientation: return the magnitude first": orientation,
        "Yours comes of the weights 1, 1, 1 across the edge; Sobel's are 1, 2, 1": np.hypot(
            *_slopes(floats, np.array([[-1, 0, 1]] * 3) / 6)
        ),
        "Yours comes of the two neighbours alone; Sobel's kernel looks at the rows and columns beside them, too": (
            np.hypot(*_slopes(floats, np.array([[-1, 0, 1]]) / 2))
        ),
    }


def _slopes_in_bytes(image: np.ndarray) -> dict[str, tuple[np.ndarray, np.ndarray]]:
    """What becomes of the slopes of a picture of unsigned numbers that nobody converts; nothing for floats."""
    if image.dtype.kind != "u":
        return {}
    advice = f"as {image.dtype} does: convert the picture to float before you filter"
    most = float(np.iinfo(image.dtype).max)
    gx, gy = (np.clip(8 * slope, 0, most) / 8 for slope in _slopes(image.astype(np.float64)))
    wrapped_x, wrapped_y = (slope / 8 for slope in _slopes(image, (8 * SOBEL_X).astype(int)))
    return {
        f"In yours the slopes wrap around, {advice}": (wrapped_x, wrapped_y),
        f"In yours the slopes wrap around and lose their fractions, {advice}": _slopes(image),
        f"In yours negative slopes are cut off at 0, {advice}": (gx, gy),
    }


def _mistaken_orientations(image: np.ndarray) -> dict[str, np.ndarray]:
    """What goes wrong with the orientation -> what comes of it, in degrees.

    On a single ramp the lost signs and the other way are alike; who points the other way has failed on an earlier one.
    """
    magnitude, direction = _gradient(image)
    in_bytes = {text: np.degrees(np.arctan2(gy, gx)) for text, (gx, gy) in _slopes_in_bytes(image).items()}
    return in_bytes | {
        "Yours looks like radians: `np.degrees` converts": np.radians(direction),
        "Yours has x and y swapped: `np.arctan2` takes y first": 90 - direction,
        "Yours is mirrored: in an image y runs *down*": -direction,
        "The same angle comes out for opposite directions: a quotient such as gy / gx loses the signs (and so does "
        "`% 180`). `np.arctan2` takes gy and gx and keeps them": np.where(
            np.abs(direction) > 90, direction + 180, direction
        ),
        "The same angle comes out for opposite directions: `% 180` makes them one": direction % 180,
        "Yours points the other way, to the dark side. A convolution turns the kernel around": direction
        + 180,
        "Yours is the magnitude: return it first, the orientation second": magnitude,
    }


def _arrows(degrees: np.ndarray) -> np.ndarray:
    """Directions as points on a circle, so that 350 and -10 degrees are the same; (2, ...)."""
    return np.stack([np.cos(np.radians(degrees)), np.sin(np.radians(degrees))])


def angle_between(first: np.ndarray, second: np.ndarray | float) -> np.ndarray:
    """Signed difference of directions in degrees, -180..180: 350 and -10 are the same direction."""
    return (first - second + 180) % 360 - 180


def _steep(magnitude: np.ndarray) -> np.ndarray:
    """Where a direction is judged: on steep ground, not at the border."""
    steep = magnitude > max(STEEP_ENOUGH * float(magnitude[1:-1, 1:-1].max()), 1e-6)
    steep[[0, -1]] = steep[:, [0, -1]] = False
    return steep


def _explained(got: np.ndarray, image: np.ndarray, judged: np.ndarray) -> str:
    """Which known mistake gives these orientations, see `expect.explanation_of`."""
    mistakes = {text: _arrows(wrong[judged]) for text, wrong in _mistaken_orientations(image).items()}
    return expect.explanation_of(_arrows(got[judged]), _arrows(_gradient(image)[1][judged]), mistakes)


def _insist_on_direction(got: np.ndarray, image: np.ndarray, within: float) -> None:
    """Wherever it is steep, in degrees."""
    magnitude, direction = _gradient(image)
    judged = _steep(magnitude)
    off = np.where(judged, np.abs(angle_between(got, direction)), 0.0)
    if off.max() <= within:
        return
    worst = tuple(int(index) for index in np.unravel_index(int(np.argmax(off)), off.shape))
    expect.fail(
        f"`sobel_edges(image)` should give the right orientation wherever there is an edge; yours is off at "
        f"{(off > within).sum():,} of {judged.sum():,} such pixels. The largest difference is at {place_text(worst)}: "
        f"expected {direction[worst]:.4g} degrees, got {got[worst]:.4g}{_explained(got, image, judged)}.",
        expected=f"{direction[worst]:.4g} degrees",
        got=f"{got[worst]:.4g} degrees",
        show=lambda: compare(np.where(judged, got, 0), np.where(judged, direction, 0), image),
    )


@sobel_edges.part("how steep", points=1, kinds=("ramp",))
def magnitude_on_ramps(answer: Answer, case: Case) -> None:
    """On a plane the magnitude is its slope, everywhere and at every angle."""
    got, _ = _edges(answer, case.image)
    expect.close(
        got,
        np.full_like(got, case.slope),
        within=1e-4 * max(1.0, case.slope),
        wanted="the expected magnitude",
        margin=(1, 1),
        given=case.image,
        mistakes=_mistaken_magnitudes(case.image),
    )


@sobel_edges.part("which way", points=1, kinds=("ramp",))
def orientation_on_ramps(answer: Answer, case: Case) -> None:
    """On a plane the orientation is the direction in which it grows."""
    _insist_on_direction(_edges(answer, case.image)[1], case.image, within=0.1)


@sobel_edges.part("a photograph", points=1, kinds=("photograph",))
def equals_the_definition(answer: Answer, case: Case) -> None:
    """Bytes must not wrap, and the weights 1-2-1 across the edge must be there."""
    magnitude, direction = _gradient(case.photo)
    got_magnitude, got_direction = _edges(answer, case.photo)
    if np.abs(got_magnitude - 8 * magnitude)[1:-1, 1:-1].max() <= 0.08:
        got_magnitude = got_magnitude / 8  # has cost the point of "how steep" already
    expect.close(
        got_magnitude,
        magnitude,
        within=0.01,
        wanted="the expected magnitude",
        margin=(1, 1),
        given=case.photo,
        mistakes=_mistaken_magnitudes(case.photo),
    )
    judged = _steep(magnitude)
    for convention in (np.radians(direction), direction + 180, 90 - direction, -direction):
        if np.abs(angle_between(got_direction, convention)[judged]).max(initial=0.0) < 0.01:
            return  # has cost the point of "which way" already
    _insist_on_direction(got_direction, case.photo, within=0.5)


@sobel_edges.part("a turned picture", points=1, kinds=("photograph",))
def turns_along(answer: Answer, case: Case) -> None:
    """Turn the picture by 90 degrees: the magnitudes turn along, the orientations change by -90 degrees."""
    turned = np.rot90(case.photo).copy()
    magnitude, direction = (np.rot90(array) for array in _edges(answer, case.photo))
    turned_magnitude, turned_direction = _edges(answer, turned)
    judged = _steep(magnitude)
    expect.that(
        bool(judged.any()),
        "On a photograph some magnitudes should be larger than zero; yours are zero everywhere.",
    )
    expect.close(
        turned_magnitude,
        magnitude,
        within=0.01 * max(1.0, float(magnitude.max()) / 30),
        wanted="the magnitudes before the picture was turned by 90 degrees (`np.rot90`), turned along,",
        margin=(1, 1),
        given=turned,
        mistakes=_mistaken_magnitudes(turned),
    )
    change = angle_between(turned_direction, direction)[judged]
    off = np.abs(angle_between(change, -90))
    worst = float(change[np.argmax(off)])
    expect.that(
        float(off.max()) <= 0.5,
        "Turn a picture by 90 degrees to the left (`np.rot90`): what grew to the right grows upwards now, so every "
        f"orientation should change by -90 degrees. In yours {(off > 0.5).mean():.0%} of the edge pixels change by "
        f"something else, for example by {worst:.4g}{_explained(turned_direction, turned, judged)}.",
        expected="-90 degrees",
        got=f"{worst:.4g} degrees (the worst)",
    )
