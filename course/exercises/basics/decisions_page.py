"""Notebook 3: the homography that makes a page photographed at an angle straight."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from course.checking import Answer, Case, Exercise, expect
from course.checking.contract.panels import ImagePanel, Panel
from course.checking.contract.problems import Mismatch

WITHIN = 1e-6
"""Pixels a corner may miss its target by.

Measured on 300 draws of all cases (in pixels): eight equations solved in float64 miss by at most 6e-13, the null vector
of the SVD without normalising the coordinates by at most 1.3e-7, either rounded to float32 by at least 1.1e-6. At
12 megapixels that null vector misses by up to 1e-6, so the largest picture here has 2 megapixels.
"""

rectify_page = Exercise(
    "basics/rectify_page",
    "Straighten a page",
    hints=[
        "A homography takes (x, y) to (x', y') with x' = (a x + b y + c) / (g x + h y + i) and "
        "y' = (d x + e y + f) / (g x + h y + i). Multiply by the denominator: what was a fraction becomes "
        "two equations "
        "that are linear in a ... i.",
        "Each corner gives two equations: a x + b y + c - g x x' - h y x' - i x' = 0, and "
        "d x + e y + f - g x y' - h y y' - i y' = 0. Four corners: 8 equations, 9 unknowns, and the scale is free.",
        "Either set i = 1 and solve 8 equations with `np.linalg.solve`, or keep all nine and take the vector that the "
        "8 x 9 table sends to zero: the last row of `np.linalg.svd(table)[2]`. Keep everything in float64.",
        "For each pair, append `[x, y, 1, 0, 0, 0, -x * u, -y * u, -u]` and `[0, 0, 0, x, y, 1, -x * v, -y * v, -v]` "
        "(the target is (u, v)); then the last row of the SVD's third result, `.reshape(3, 3)`.",
    ],
    forbids=[
        "cv2.getPerspectiveTransform",
        "cv2.findHomography",
        "cv2.getAffineTransform",
        "skimage.transform.estimate_transform",
        "skimage.transform.ProjectiveTransform.estimate",
        "skimage.transform.ProjectiveTransform.from_estimate",
    ],
)


def tilted_corners(rng: np.random.Generator, width: float, height: float, tilt: float) -> np.ndarray:
    """A rectangle seen at an angle, somewhere in a picture: float (4, 2), x and y of its corners.

    Args:
        rng: draws position, size, turn and tilt.
        width: of the picture, pixels.
        height: of the picture, pixels.
        tilt: how far the corners of a parallelogram are moved apart, as a share of its sides; 0 keeps it one.
    """
    turn = rng.uniform(-0.4, 0.4)
    sides = np.array([width, height]) * rng.uniform(0.5, 0.7, 2)
    corners = (np.array([[0, 0], [1, 0], [1, 1], [0, 1]]) - 0.5) * sides
    shear = np.array([[np.cos(turn), -np.sin(turn) + rng.uniform(-0.2, 0.2)], [np.sin(turn), np.cos(turn)]])
    corners = corners @ shear.T + np.array([width, height]) * rng.uniform(0.4, 0.6, 2)
    corners = corners + rng.uniform(-tilt, tilt, (4, 2)) * sides
    corners = np.round(corners, 1 if width > 1 else 3)  # short in messages
    if not tilt:
        corners[2] = np.round(corners[1] + corners[3] - corners[0], 1)  # rounded, and still a parallelogram
    return corners


def _upright(rng: np.random.Generator) -> np.ndarray:
    """The corners of an upright page of 300 to 900 pixels, in the same order; float (4, 2)."""
    width, height = (float(length) for length in rng.integers(300, 900, 2))
    return np.array([[0, 0], [width - 1, 0], [width - 1, height - 1], [0, height - 1]])


@rectify_page.cases("from above")
def flat_pages(rng: np.random.Generator) -> Iterator[Case]:
    """Parallelograms: turned, stretched and sheared, but seen straight from above."""
    yield Case(
        "a page moved", corners=_upright(rng) + np.round(rng.uniform(20, 60, 2), 1), targets=_upright(rng)
    )
    yield Case("a page seen from above", corners=tilted_corners(rng, 800, 600, 0), targets=_upright(rng))
    # The same corners beginning at another one: the page lies on its side.
    turned = np.roll(tilted_corners(rng, 800, 600, 0), int(rng.choice([1, 3])), axis=0)
    yield Case("a page lying on its side", corners=turned, targets=_upright(rng))


@rectify_page.cases("at an angle")
def tilted_pages(rng: np.random.Generator) -> Iterator[Case]:
    """Pages seen at an angle, in pictures of different sizes."""
    yield Case("a page at an angle", corners=tilted_corners(rng, 800, 600, 0.15), targets=_upright(rng))
    upside_down = np.roll(tilted_corners(rng, 800, 600, 0.12), 2, axis=0)
    yield Case("a page upside down", corners=upside_down, targets=_upright(rng))
    mirrored = tilted_corners(rng, 800, 600, 0.12)[::-1]
    yield Case("a page seen in a mirror", corners=mirrored, targets=_upright(rng))
    whole = np.rint(tilted_corners(rng, 640, 480, 0.12)).astype(int)
    yield Case("corners as whole numbers", corners=whole, targets=_upright(rng).astype(int))
    large = tilted_corners(rng, 1600, 1200, 0.15)
    yield Case("a photograph of 2 megapixels", corners=large, targets=_upright(rng))
    small = tilted_corners(rng, 1, 1, 0.1)
    yield Case("coordinates from 0 to 1", corners=small, targets=np.array([[0, 0], [1, 0], [1, 1], [0, 1]]))


@rectify_page.cases("three views")
def three_views(rng: np.random.Generator) -> Iterator[Case]:
    """One page in three pictures, and points on it."""
    views = {name: tilted_corners(rng, 800, 600, 0.15) for name in ("first", "second", "third")}
    weights = rng.dirichlet(np.ones(4), 20)
    inputs: dict[str, Any] = views | {"points": weights @ views["first"]}
    yield Case("three photographs of a page", **inputs)


def _matrix(answer: Answer, corners: np.ndarray, targets: np.ndarray) -> np.ndarray:
    got = answer(corners, targets)
    right = _reference(corners, targets)
    mistakes = {
        "Those are the 8 unknowns a to h. Append i = 1 and reshape the 9 to 3 x 3": right.ravel()[:8],
        "Those are the nine numbers in one row. Reshape them to 3 x 3": right.ravel(),
    }
    numbers = expect.array(got, name="a 3 x 3 matrix").astype(np.float64)
    scaled = numbers / numbers[8] if numbers.shape == (9,) and numbers[8] else numbers
    try:
        matrix = expect.array(numbers, shape=(3, 3), name="a 3 x 3 matrix")
    except Mismatch as mismatch:
        raise mismatch.with_more(expect.explanation_of(scaled, right, mistakes)) from mismatch
    expect.that(
        bool(matrix.any()),
        f"`{answer.last_call}` is zero everywhere: that solves the equations but moves nothing. Fix the scale: set "
        "the last entry to 1, or take the vector of length 1.",
    )
    return matrix


def project(matrix: np.ndarray, points: np.ndarray) -> np.ndarray:
    """Move points by a homography: float (N, 2), x and y. Hartley and Zisserman (2004), section 2.3."""
    points = np.asarray(points, dtype=np.float64)
    homogeneous = np.column_stack([points, np.ones(len(points))]) @ matrix.T
    with np.errstate(divide="ignore", invalid="ignore"):
        return homogeneous[:, :2] / homogeneous[:, 2:]


def _reference(corners: np.ndarray, targets: np.ndarray) -> np.ndarray:
    """Eight equations with the last entry 1, for the pictures of a failing card."""
    equations = _equations(corners, targets)
    return np.append(np.linalg.solve(equations[:, :8], -equations[:, 8]), 1.0).reshape(3, 3)


def _miss(matrix: np.ndarray, corners: np.ndarray, targets: np.ndarray) -> float:
    """Largest distance between a moved corner and its target; infinite when one has no image."""
    distance = np.hypot(*(project(matrix, corners) - targets).T)
    return float(distance.max()) if np.isfinite(distance).all() else float("inf")


def _insist_on_corners(answer: Answer, corners: np.ndarray, targets: np.ndarray) -> np.ndarray:
    matrix = _matrix(answer, corners, targets)
    miss = _miss(matrix, corners, targets)
    if miss <= WITHIN:
        return matrix
    moved = project(matrix, corners)
    worst = int(np.argmax(np.nan_to_num(np.hypot(*(moved - targets).T), nan=np.inf)))
    close = miss < 0.5  # then both points read the same
    arrives = (
        f"misses it by {miss:.1g} pixels; a millionth is allowed, which takes float64 all the way and no rounding"
        if close
        else f"arrives at {_point(moved[worst])}"
    )
    expect.fail(
        f"The corner {_point(corners[worst])} should arrive at {_point(targets[worst])}; with your matrix it "
        f"{arrives}. {'' if close else _clue(matrix, corners, targets)}".rstrip(),
        expected=_point(targets[worst]),
        got=f"{miss:.1g} pixels beside it" if close else _point(moved[worst]),
        show=lambda: _page_panels(matrix, corners, targets),
    )


def _clue(matrix: np.ndarray, corners: np.ndarray, targets: np.ndarray) -> str:
    """The known mistake that gives this matrix, in words; "" when none of them does."""
    equations = _equations(corners, targets)
    left, _, right = np.linalg.svd(equations)
    other_vectors = [right[0], right[-2], left[:, -1], right[:, -1], right[:, 0]]
    if _miss(np.linalg.pinv(matrix), corners, targets) < 1e-3:
        return "Your matrix goes the other way, from the targets to the corners."
    if _miss(matrix.T, corners, targets) < 1e-3:
        return "Your matrix is transposed."
    if _miss(matrix, corners[:, ::-1], targets[:, ::-1]) < 1e-3:
        return "Points are (x, y) here: column first, then row."
    if _miss(matrix, _sorted_by_place(corners), _sorted_by_place(targets)) < 1e-3:
        return (
            "Your matrix is right for corners sorted by where they lie. They come in the order of the targets: the "
            "first corner belongs to the first target, also when the page lies on its side or is mirrored."
        )
    if any(_same_direction(matrix, vector) for vector in other_vectors if vector.size == 9):
        return "That is another singular vector: the one sent to zero is the last *row* of the SVD's third result."
    if np.allclose(matrix[2, :2], 0, atol=1e-12 * np.abs(matrix).max()):
        return (
            "The last row of your matrix is (0, 0, i): such a matrix keeps parallel lines parallel, and the sides "
            "of a page seen at an angle are not."
        )
    return ""


def _same_direction(matrix: np.ndarray, vector: np.ndarray) -> bool:
    cosine = np.abs(matrix.ravel() @ vector) / (np.linalg.norm(matrix) * np.linalg.norm(vector))
    return bool(cosine > 1 - 1e-9)


def _sorted_by_place(points: np.ndarray) -> np.ndarray:
    """Top left, top right, bottom right, bottom left, by sums and differences of x and y: a usual recipe."""
    points = np.asarray(points, float)
    total, difference = points.sum(axis=1), points[:, 1] - points[:, 0]
    return points[[total.argmin(), difference.argmin(), total.argmax(), difference.argmax()]]


def _equations(corners: np.ndarray, targets: np.ndarray) -> np.ndarray:
    """The eight equations for the nine entries, float (8, 9). Hartley and Zisserman (2004), section 4.1."""
    rows = []
    for (x, y), (u, v) in zip(corners.astype(float), targets.astype(float), strict=True):
        rows += [[x, y, 1, 0, 0, 0, -x * u, -y * u, -u], [0, 0, 0, x, y, 1, -x * v, -y * v, -v]]
    return np.array(rows)


def _point(point: np.ndarray) -> str:
    return "(" + ", ".join(f"{value:.6g}" for value in point) + ")"


def _page_panels(matrix: np.ndarray, corners: np.ndarray, targets: np.ndarray) -> list[Panel]:
    """A chequered page as the camera sees it, and as the learner's and the right matrix straighten it."""
    right = _reference(corners, targets)
    page = np.array([targets.min(axis=0), targets.max(axis=0)], dtype=float)
    seen = np.array([corners.min(axis=0), corners.max(axis=0)], dtype=float)
    photo = _chequered(right, seen, page)
    panels: list[Panel] = [ImagePanel("the page as seen", photo, 0, 1)]
    for title, homography in (("straightened by yours", matrix), ("expected", right)):
        there = np.linalg.pinv(homography)
        panels.append(ImagePanel(title, _chequered(right @ there, page, page), 0, 1))
    return panels


def _chequered(to_page: np.ndarray, window: np.ndarray, page: np.ndarray, side: int = 120) -> np.ndarray:
    """What a window shows of a chequered page: float (side, side), black and white on grey."""
    axes = [np.linspace(low, high, side) for low, high in window.T]
    x, y = np.meshgrid(*axes)
    place = (project(to_page, np.column_stack([x.ravel(), y.ravel()])) - page[0]) / (page[1] - page[0])
    inside = np.all((place >= 0) & (place <= 1), axis=1)  # False for NaN
    squares = np.floor(np.where(inside[:, None], place, 0) * [5, 7]).sum(axis=1) % 2
    return np.where(inside, squares * 0.8 + 0.2 * (place[:, 1] < 0.14), 0.5).reshape(side, side)


@rectify_page.part("a page seen from above", points=1, kinds=("from above",))
def moves_and_turns(answer: Answer, case: Case) -> None:
    """Corners of a parallelogram: an affine map is enough."""
    _insist_on_corners(answer, case.corners, case.targets)


@rectify_page.part("a page at an angle", points=2, kinds=("at an angle",))
def straightens(answer: Answer, case: Case) -> None:
    """Any four corners, to a millionth of a pixel."""
    _insist_on_corners(answer, case.corners, case.targets)


@rectify_page.part("there and back", points=1, kinds=("three views",))
def composes(answer: Answer, case: Case) -> None:
    """From A to B and back is no change; from A by way of B to C is from A to C. Also for points inside the page."""
    there = _insist_on_corners(answer, case.first, case.second)
    back = _insist_on_corners(answer, case.second, case.first)
    onward = _insist_on_corners(answer, case.second, case.third)
    direct = _insist_on_corners(answer, case.first, case.third)
    returned = project(back, project(there, case.points))
    expect.that(
        bool(np.abs(returned - case.points).max() <= 10 * WITHIN),
        "From the first photograph to the second and back, every point of the page should be where it was; with your "
        "matrices it is not.",
        expected=_point(case.points[0]),
        got=_point(returned[0]),
    )
    stepwise, straight = project(onward, project(there, case.points)), project(direct, case.points)
    expect.that(
        bool(np.abs(stepwise - straight).max() <= 10 * WITHIN),
        "From the first photograph to the third should be the same directly and by way of the second.",
        expected=_point(stepwise[0]),
        got=_point(straight[0]),
    )
