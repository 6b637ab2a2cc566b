"""Notebook 3, From pixels to decisions: Otsu's threshold here, the rest in its own files; `EXERCISES` has the order.

- `decisions_coins`: count and measure parts on a table
- `decisions_page`: the homography that straightens a page
- `decisions_scores`: confusion matrix and recall
- `decisions_digits`: a classifier of your own
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

import numpy as np
from skimage.filters import threshold_isodata, threshold_otsu

from course import data
from course.checking import Answer, Case, Choice, Exercise, Question, expect
from course.checking.contract.panels import CurvePanel, ImagePanel, Panel
from course.exercises.basics.decisions_coins import count_coins
from course.exercises.basics.decisions_digits import digit_classifier, sealed_envelope
from course.exercises.basics.decisions_page import rectify_page
from course.exercises.basics.decisions_scores import confusion_matrix, rare_defects, recall_per_class
from course.synth.draws import share_of

SHARE_OF_BEST = 0.995
"""Share of the best between-class variance a threshold must reach.

Any convention passes. ISODATA (the middle of the two means, iterated) is another method: on the skewed picture, few
and very bright pixels, it reaches .69 to .80 (200 draws), since it stops at a split inside the large bump. Measured on
12 draws of all pictures below: one grey level off (or one of 256 bins) costs at most 0.32 % (.9968), 256 bins instead
of all values as much. The mean reaches .33 to .55 on few bright or dark pixels, the
middle of the range .963 to .976 on the coins: each case must be passed, so neither gets through.
"""

otsu = Exercise(
    "basics/otsu",
    "Find the threshold yourself",
    hints=[
        "Only values that occur in the picture are worth trying as t, in `uint8` at most 256. "
        "Give each a score and keep the best one. What is a "
        "good score? The two groups should lie far apart, and neither should be nearly empty.",
        "The score of a threshold is `w0 * w1 * (m1 - m0) ** 2`: `w0` and `w1` are the shares of pixels at or below "
        "and above it, `m0` and `m1` their mean grey levels. A threshold with an empty group has no score.",
        "`values, counts = np.unique(image, return_counts=True)` gives the grey levels that occur. Every value except "
        "the last is a threshold worth trying. One value only: return it.",
        "Without a loop over pixels: `weight = np.cumsum(counts)[:-1]` and "
        "`total = np.cumsum(counts * values)[:-1]` (floats!) are the number and the sum of the pixels at or below each "
        "value; the means are `total / weight` and `(all - total) / (n - weight)`. Then `values[np.argmax(score)]`.",
    ],
    forbids=[
        "skimage.filters.threshold_otsu",
        "skimage.filters.threshold_multiotsu",
        "skimage.filters.threshold_isodata",
        "skimage.filters.try_all_threshold",
        "cv2.threshold",
    ],
)


@otsu.cases("scene")
def pictures(rng: np.random.Generator) -> Iterator[Case]:
    """Photographs, two bumps of unequal size, and a drawing of two grey levels (generated)."""
    yield Case("a part of the coins", image=share_of(rng, data.coins(), 0.8))
    yield Case("a printed page", image=share_of(rng, data.page(), 0.8))
    yield Case("few bright pixels", image=two_bumps(rng, share=float(rng.uniform(0.04, 0.08))))
    yield Case("few dark pixels", image=two_bumps(rng, share=float(rng.uniform(0.92, 0.96))))
    low, high = int(rng.integers(5, 60)), int(rng.integers(150, 250))
    drawing = np.where(rng.random((30, 40)) < 0.3, high, low).astype(np.uint8)
    yield Case(f"a drawing with the two grey levels {low} and {high}", image=drawing)
    yield Case("very few, very bright pixels", image=_sparks(rng))
    yield Case("a 16-bit picture with one hot pixel", image=hot_pixel(rng))


def two_bumps(rng: np.random.Generator, share: float) -> np.ndarray:
    """Noise around two grey levels, uint8 (60, 80); `share` of the pixels belong to the brighter one."""
    bright = rng.random((60, 80)) < share
    level = rng.uniform(30, 70) + rng.uniform(80, 120) * bright
    return np.clip(np.rint(level + rng.normal(0, rng.uniform(8, 14), bright.shape)), 0, 255).astype(np.uint8)


def _sparks(rng: np.random.Generator) -> np.ndarray:
    """A wide dark bump and 60 of 4,800 pixels in a narrow bright one: skewed, uint8 (60, 80)."""
    bright = rng.permutation(4800).reshape(60, 80) < 60
    level, spread = np.where(bright, 165, 50), np.where(bright, 6, 12)
    return np.clip(np.rint(rng.normal(level, spread)), 0, 255).astype(np.uint8)


COARSE = (200, 255, 256)
"""Numbers of bins or steps over the range of a picture that are too few where one pixel is far brighter."""


def hot_pixel(rng: np.random.Generator) -> np.ndarray:
    """Two bumps, a dead pixel and one far brighter, uint16 (640, 720), drawn until coarse grids fail.

    The bright pixel, a sensor's defect, makes each of 256 bins over the range as wide as the bumps are apart. One of
    460,000 it is, so that the best split still lies between the bumps.
    """
    while True:
        bright = rng.random((640, 720)) < rng.uniform(0.45, 0.5)
        image = np.rint(rng.normal(rng.uniform(200, 400) + 30 * bright, 5)).astype(np.uint16)
        dead, hot = rng.choice(image.size, 2, replace=False)
        image.flat[dead], image.flat[hot] = 0, 9_000
        threshold, best = _best_split(image)
        good = [
            value
            for value in range(int(threshold) - 15, int(threshold) + 16)
            if _between_class_variance(image, value) > 0.99 * best
        ]
        for level in rng.permutation(np.arange(8_700, 9_300)):
            # edges and centres of the bins
            grids = np.concatenate([np.linspace(0, level, 2 * bins + 1) for bins in COARSE])
            if not ((grids > min(good) - 1) & (grids < max(good) + 1)).any():
                image.flat[hot] = level
                return image


def _between_class_variance(image: np.ndarray, threshold: float) -> float:
    """Otsu's score of the split `image > threshold`; 0 when a group is empty. N. Otsu (1979), equation 18."""
    above = image > threshold
    share = float(above.mean())
    if share in (0.0, 1.0):
        return 0.0
    distance = image[above].mean(dtype=np.float64) - image[~above].mean(dtype=np.float64)
    return share * (1 - share) * float(distance) ** 2


def _best_split(image: np.ndarray) -> tuple[float, float]:
    """The best threshold among the values that occur, and its score. Exact, without bins."""
    values, counts = np.unique(image, return_counts=True)
    values = values.astype(np.float64)
    below = np.cumsum(counts)[:-1] / image.size
    sums = np.cumsum(counts * values)[:-1] / image.size
    scores = (image.mean(dtype=np.float64) * below - sums) ** 2 / (below * (1 - below))
    return float(values[np.argmax(scores)]), float(scores.max())


def _known_thresholds(image: np.ndarray) -> dict[str, Any]:
    """What a card may call a threshold -> its value, or a function that works it out."""
    bins = {
        f"That is {where} of the best of 256 bins over the range; here a single bin holds parts of both groups, so try "
        "every value that occurs": partial(_best_of_bins, image, share)
        for where, share in (("the lower edge", 0.0), ("the middle", 0.5), ("the upper edge", 1.0))
    }
    return bins | {
        "That is the mean of all grey levels": float(image.mean(dtype=np.float64)),
        "That is the median of all grey levels": float(np.median(image)),
        "That is the middle of the range of grey levels": (float(image.min()) + float(image.max())) / 2,
        "That is another method, ISODATA: the middle of the two groups' means": partial(
            threshold_isodata, image
        ),
        "That is cut down to a whole number": lambda: float(int(_best_split(image)[0])),
        "That is the best for the values cut to whole numbers from 0 to 255": lambda: _best_of_bytes(image),
    }


def _best_of_bins(image: np.ndarray, share: float) -> float:
    """The place in the best bin, from its lower edge (0) to its upper one (1)."""
    width = (float(image.max()) - float(image.min())) / 256
    return float(threshold_otsu(image.astype(np.float64))) + (share - 0.5) * width


def _best_of_bytes(image: np.ndarray) -> float | None:
    cut = np.clip(image, 0, 255).astype(np.uint8)
    return _best_split(cut)[0] if cut.min() < cut.max() else None


def _insist_on_split(answer: Answer, image: np.ndarray, picture: str = "") -> float:
    """The learner's threshold, as good as the best one; `picture` says which picture is meant, if there are two."""
    threshold = expect.number(answer(image), "the threshold, one number")
    best, best_score = _best_split(image)
    reached = _between_class_variance(image, threshold) / best_score
    above = float((image > threshold).mean())
    if above in (0.0, 1.0):
        clue = f"With it {'every' if above else 'no'} pixel is brighter than the threshold: the split is `image > t`."
    else:
        clue = (
            f"With it {above:.1%} of the pixels are foreground (`image > t`), with Otsu's "
            f"{float((image > best).mean()):.1%}."
        )
    if reached < SHARE_OF_BEST:
        expect.fail(
            f"{picture}`{answer.last_call}` gives the threshold {threshold:.5g}; it should be close to {best:.5g}"
            f"{expect.explanation_of(threshold, best, _known_thresholds(image))}. {clue} Your split reaches "
            f"{reached:.1%} of the between-class variance that is possible.",
            expected=f"about {best:.5g}",
            got=f"{threshold:.5g}",
            show=lambda: _split_panels(image, threshold, best),
        )
    return threshold


def _split_panels(image: np.ndarray, threshold: float, best: float) -> list[Panel]:
    counts, edges = np.histogram(image, bins=min(64, max(2, len(np.unique(image)))))
    span = float(edges[-1] - edges[0])
    marks = {"Otsu": best}
    if edges[0] - span / 4 <= threshold <= edges[-1] + span / 4:  # else the mark would squeeze the histogram
        marks = {"yours": threshold, **marks}
    return [
        ImagePanel("the input", image),
        ImagePanel("your foreground", image > threshold),
        ImagePanel("expected", image > best),
        CurvePanel(
            "histogram",
            (edges[:-1] + edges[1:]) / 2,
            {"pixels": counts},
            marks,
            x_label="grey level",
            y_label="number of pixels",
        ),
    ]


@otsu.part("the best split", points=2, kinds=("scene",))
def splits_like_the_library(answer: Answer, case: Case) -> None:
    """As good a split as skimage.filters.threshold_otsu finds."""
    _insist_on_split(answer, case.image)


@otsu.cases("other light")
def pictures_in_other_light(rng: np.random.Generator) -> Iterator[Case]:
    """The same scene on other scales: 16 bits, floats, floats below zero (exposure and offset drawn)."""
    scene = two_bumps(rng, share=float(rng.uniform(0.06, 0.25)))
    times, plus = int(rng.integers(20, 120)), int(rng.integers(100, 5000))
    changed = scene.astype(np.uint16) * times + plus
    yield Case("16 bits", image=scene, changed=changed, gain=times, offset=plus)
    yield Case("floats from 0 to 1", image=scene, changed=scene / 255.0, gain=1 / 255, offset=0)
    gain, offset = float(rng.uniform(0.02, 3)), -float(rng.uniform(200, 500))
    coins = share_of(rng, data.coins(), 0.6)
    changed = (gain * coins + offset).astype(np.float32)
    yield Case("floats below zero", image=coins, changed=changed, gain=gain, offset=offset)


@otsu.part("brighter, dimmer, other types", points=1, kinds=("other light",))
def follows_the_light(answer: Answer, case: Case) -> None:
    """Otsu of a * image + b is a * Otsu of image + b: the same pixels are foreground."""
    threshold = _insist_on_split(answer, case.image, "Before the change (`uint8`, grey levels 0 to 255): ")
    changed = expect.number(answer(case.changed), "the threshold, one number")
    best, _ = _best_split(case.changed)
    before, after = case.image > threshold, case.changed > changed
    moved = float((before != after).mean())
    if moved <= 0.02:
        return
    mistakes = {"That is the threshold of the scene before the change": threshold} | _known_thresholds(
        case.changed
    )
    expect.fail(
        f"The same scene, as {case.name}: `image * {case.gain:.4g} + {case.offset:.5g}` (dtype {case.changed.dtype}). "
        f"The same pixels should be foreground, so the threshold should be close to {best:.5g}; yours is "
        f"{changed:.5g} and {moved:.1%} of the pixels change sides"
        f"{expect.explanation_of(changed, best, mistakes)}.",
        expected=f"about {best:.5g}",
        got=f"{changed:.5g}",
        show=lambda: [
            ImagePanel("the changed picture", case.changed),
            ImagePanel("your foreground before", before),
            ImagePanel("your foreground now", after),
        ],
    )


@otsu.cases("flat")
def flat_pictures(rng: np.random.Generator) -> Iterator[Case]:
    """One value everywhere: a lens cap, an overexposed frame."""
    grey = int(rng.integers(20, 240))
    yield Case(f"grey level {grey} everywhere", image=np.full((12, 17), grey, np.uint8))
    yield Case("white everywhere", image=np.full((9, 8), 255, np.uint8))
    yield Case("black everywhere", image=np.zeros((7, 10)))
    yield Case("a float everywhere", image=np.full((6, 5), round(float(rng.uniform(-2, 2)), 3)))


@otsu.part("a constant image", points=1, kinds=("flat",))
def keeps_the_value(answer: Answer, case: Case) -> None:
    """Nothing is brighter than the rest, so nothing may be foreground: the value itself is returned."""
    value = float(case.image.flat[0])
    threshold = expect.number(answer(case.image), "the value of the constant image, one number")
    expect.that(
        abs(threshold - value) <= 1e-6 * max(1.0, abs(value)),
        f"Every pixel of this picture has the value {value:g}. There are no two groups to tell apart, so return "
        f"{value:g}: then nothing is foreground. Yours is {threshold:.6g}.",
        expected=f"{value:g}",
        got=f"{threshold:.6g}",
    )


otsu_assumes = Question(
    "basics/otsu_assumes",
    "What Otsu takes for granted",
    "Otsu's threshold is one number for the whole picture, found from the histogram alone. For which picture of coins "
    "on a table is it the wrong tool?",
    choices={
        "a": Choice(
            "Dark coins on a bright table.",
            "the split is the same, only the coins are now the part that is not above the threshold. Use `image <= t`.",
        ),
        "b": Choice(
            "The whole picture underexposed: every grey level is a third of what it was.",
            "scaling all grey levels scales the threshold with them, and the same pixels stay foreground. "
            "You have just "
            "built that property.",
        ),
        "c": Choice(
            "One half of the table in shade, so that a coin there is darker than the lit table.",
            "No single number separates coin from table here: any threshold that keeps the shaded coins also keeps the "
            "lit table. The histogram does not know where a pixel is, so it cannot tell.",
        ),
        "d": Choice(
            "The coins cover a tenth of the picture only.",
            "unequal groups are no problem as long as both make a bump of their own; the shares are part of the score. "
            "It gets hard only when the small bump drowns in the tail of the large one.",
        ),
    },
    right="c",
)

EXERCISES = (
    otsu,
    otsu_assumes,
    count_coins,
    rectify_page,
    confusion_matrix,
    recall_per_class,
    rare_defects,
    digit_classifier,
    sealed_envelope,
)
