"""Notebook 2, Filters: the filter that suits the noise."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache, partial

import numpy as np
from scipy import ndimage

from course import data
from course.checking import Answer, Case, Choice, Exercise, Question, expect
from course.checking.contract.panels import ImagePanel
from course.synth.draws import crop, grainy, salted

salt_and_pepper = Question(
    "basics/salt_and_pepper",
    "Mean or median?",
    "Nine neighbouring pixels read 10, 11, 12, 12, 12, 13, 13, 14 and 255. The 255 is a grain of salt; the truth is "
    "about 12. What do their mean and their median give?",
    choices={
        "a": Choice(
            "Both about 12: nine values are enough to outvote one",
            "the mean does not vote, it adds. One ninth of 255 is 28 already.",
        ),
        "b": Choice(
            "Mean about 39, median 12",
            "The mean shares the 255 out to everybody: 352 / 9 = 39. The median only asks which value stands in the "
            "middle of the sorted row, and how far off the outlier is does not matter to it.",
        ),
        "c": Choice(
            "Mean 12, median about 39",
            "it is the other way round: the median is the fifth of the nine sorted values, which is 12.",
        ),
        "d": Choice(
            "Both about 39: an outlier that large spoils either",
            "it spoils the mean only. To move the median far, five of the nine values would have to be wrong.",
        ),
    },
    right="b",
)

denoise = Exercise(
    "basics/denoise",
    "Choose the filter for the noise",
    hints=[
        "Look at the two pictures of the noise again. In which of them are most pixels untouched, and in which is "
        "every pixel a little off?",
        "Wild values in a few places: take the value in the middle of the sorted neighbours. Small errors "
        "everywhere: average them away. `scipy.ndimage` has a filter for each.",
        "The size matters. A larger neighbourhood removes more noise and more of the picture. Try the smallest "
        "window for the wild values, and a bell with a sigma between 1 and 1.5 for the others.",
        'If `noise == "salt and pepper"` return `ndimage.median_filter(image, size=3)`; otherwise return '
        "`ndimage.gaussian_filter(image, ...)` with a sigma of your choice.",
    ],
)

MARGIN_SALTED = 0.7
"""dB of mean PSNR above a 5 x 5 median on the same pictures.

Pictures full of detail: in a smooth one that window loses nothing, and few spots left decide. Measured on 300 draws,
public and held-out pictures, least above that median: median 3 x 3 +2.1, cross of five +2.3. Must fail and does: a
Gaussian or mean of 3 x 3 at most +0.14, median 7 x 7 at most -1.2; on 21 draws non-local means at most -1.2, the noisy
picture itself at most -6.3."""

MARGIN_GRAINY = 0.42
"""dB of mean PSNR above the best of three medians (3 x 3, 5 x 5, 7 x 7) on the same pictures of fine texture.

On smooth pictures a median of 5 x 5 comes within the reach of a Gaussian; fine lines and grain it wipes out.

Measured on 22 draws, public and held-out pictures, least and most above that best median: Gaussian sigma 0.8 +1.3 to
+1.5, sigma 1.2 +1.2 to +1.6, sigma 1.5 +0.5 to +1.2, mean 3 x 3 +0.9 to +1.1, bilateral +1.7 to +2.1, total variation
+1.5 to +2.7, non-local means +0.7 to +3.0. Must fail and does: square medians at most 0, a round median of 13 pixels at
most +0.35, the cross of five at most -0.5, sigma 2 at most +0.34, the noisy picture at most -4.3. Known to pass: a
3 x 3 median applied twice (+0.5 to +0.7). A 5 x 5 mean lies on the bar (-0.2 to +0.5)."""

CORNER = 0.08
"""How far an even sheet of grey may come out off, in grey levels of 0..1, on the 40 x 50 test sheets.

Measured on 20 draws, the worst pixel. Salt and pepper: any median 0.000. Gaussian: Gaussian sigma 1 at most 0.032, mean
3 x 3 0.032, median 3 x 3 0.044, cross of five 0.062, non-local means 0.007. With zeros assumed outside: Gaussian and
mean 0.31 or more, `scipy.signal.medfilt2d` 0.60; `scipy.signal.wiener`, which does so too, 0.073 to 0.103."""

FINE_TEXTURE = ("brick", "grass", "page", "text")
"""Pictures in which the kind of filter decides, not only how many pixels it looks at."""

SIZE = 96
CONTRAST = 0.1
"""Standard deviation of a crop that is not just sky, grey levels of 0..1."""

RIM = 4
SHEET = 0.6


@denoise.cases("pictures")
def public_pictures(rng: np.random.Generator) -> Iterator[Case]:
    """Crops with one kind of noise each, strong enough to matter; fine texture for the Gaussian noise."""
    yield noisy_case("several photographs", ("camera", "coins", "brick"), rng)


def noisy_case(name: str, for_salt: tuple[str, ...], rng: np.random.Generator) -> Case:
    """Two crops of every picture, clean and noisy: those named for salt and pepper, the fine ones for grain."""
    smooth = [crop(rng, _grey(picture), SIZE, SIZE, contrast=CONTRAST) for picture in for_salt * 2]
    fine = [crop(rng, _grey(picture), SIZE, SIZE, contrast=CONTRAST) for picture in FINE_TEXTURE * 2]
    return Case(
        name,
        clean_of_salted=smooth,
        salted=[salted(rng, image, float(rng.uniform(0.02, 0.04))) for image in smooth],
        clean_of_grainy=fine,
        grainy=[grainy(rng, image, float(rng.uniform(0.12, 0.15))) for image in fine],
    )


@denoise.cases("sheets")
def even_sheets(rng: np.random.Generator) -> Iterator[Case]:
    """Cases of "up to the border": an even sheet with either kind of noise."""
    spotted, grey = _spotted_sheet(rng), grainy(rng, np.full((40, 50), SHEET), 0.02)
    yield Case("an even sheet, salt and pepper", noise="salt and pepper", sheet=spotted)
    yield Case("an even sheet, Gaussian noise", noise="gaussian", sheet=grey)


@lru_cache
def _grey(name: str) -> np.ndarray:
    picture = getattr(data, name)()
    return picture / 255.0 if picture.ndim == 2 else picture @ np.array([0.2125, 0.7154, 0.0721]) / 255.0


def _spotted_sheet(rng: np.random.Generator) -> np.ndarray:
    """Even grey with lone wrong pixels away from the border: any window with a sound majority restores it."""
    sheet = np.full((40, 50), SHEET)
    rows, columns = np.mgrid[6:34:9, 6:44:9]
    sheet[rows, columns] = rng.choice([0.0, 1.0], rows.shape)
    return sheet


def inside(image: np.ndarray) -> np.ndarray:
    """Without the outermost pixels: what a filter does there is judged by a part of its own."""
    return image[RIM:-RIM, RIM:-RIM]


def psnr(image: np.ndarray, truth: np.ndarray) -> float:
    """Peak signal-to-noise ratio in dB of pictures in 0..1, away from the border; 100 for a perfect one."""
    error = inside(image - truth)
    return float(min(100.0, -10 * np.log10(max(float(np.mean(error**2)), 1e-10))))


def _denoised(answer: Answer, image: np.ndarray, noise: str) -> np.ndarray:
    got = expect.array(answer(image, noise), shape=image.shape, name="a picture").astype(np.float64)
    expect.that(
        got.max() <= 2 or got.mean() <= 2,
        f'`denoise(image, "{noise}")` should return grey levels between 0 and 1, like the picture it gets; yours go '
        f"up to {got.max():.4g}. Divide by 255 at the end if you worked in bytes.",
        expected="0 to 1",
        got=f"{got.min():.4g} to {got.max():.4g}",
    )
    return got


def _insist_on_gain(
    answer: Answer, noise: str, noisy: list[np.ndarray], clean: list[np.ndarray], bar: float
) -> None:
    """The mean PSNR over the pictures must reach the bar; shows the picture that gained least."""
    results = [_denoised(answer, image, noise) for image in noisy]
    before = float(np.mean([psnr(image, truth) for image, truth in zip(noisy, clean, strict=True)]))
    each = [psnr(result, truth) for result, truth in zip(results, clean, strict=True)]
    after = float(np.mean(each))
    gains = [now - psnr(image, truth) for now, image, truth in zip(each, noisy, clean, strict=True)]
    worst = int(np.argmin(gains))
    filtered = {
        text: partial(lambda run: np.stack([inside(run(image)) for image in noisy]), run)
        for text, run in _known_filters(noise).items()
    }
    advice = ". That is no better than the noisy picture itself" if after < before + 0.1 else ""
    if after < bar:
        got, truth = (np.stack([inside(picture) for picture in pictures]) for pictures in (results, clean))
        advice += expect.explanation_of(got, truth, filtered)
    expect.that(
        after >= bar,
        f'For the noise "{noise}" the PSNR should rise from {before:.1f} dB to at least {bar:.1f} dB (mean of '
        f"{len(clean)} pictures); yours gives {after:.1f} dB{advice}.",
        expected=f"at least {bar:.1f} dB",
        got=f"{after:.1f} dB",
        show=lambda: (
            ImagePanel("the input", noisy[worst], 0, 1),
            ImagePanel("yours", results[worst], 0, 1),
            ImagePanel("without noise", clean[worst], 0, 1),
        ),
    )


WINDOWS = (3, 5, 7)
SIGMAS = (0.5, 0.8, 1.0, 1.2, 1.5, 2.0, 2.5, 3.0)
SALT = (
    "A grain of salt is an outlier and an average takes it in; take the middle one of the sorted neighbours"
)
GRAIN = "Small errors everywhere ask for an average, which uses all the neighbours"
TOO_LARGE = "It is the kind that suits, but so large a window wipes out fine texture"


def _known_filters(noise: str) -> Mapping[str, Callable[[np.ndarray], np.ndarray]]:
    """What a card may call an answer -> the filter it is."""
    salt = noise == "salt and pepper"
    medians = {
        f"Yours is the median of {size} x {size} pixels. {TOO_LARGE if salt else GRAIN}": partial(
            ndimage.median_filter, size=size
        )
        for size in WINDOWS
    }
    means = {
        f"Yours is the mean of {size} x {size} pixels. {SALT if salt else TOO_LARGE}": partial(
            ndimage.uniform_filter, size=size
        )
        for size in WINDOWS
    }
    bells = {
        f"Yours is a Gaussian filter with a sigma of {sigma}. {SALT if salt else TOO_LARGE}": partial(
            ndimage.gaussian_filter, sigma=sigma
        )
        for sigma in SIGMAS
    }
    return medians | means | bells


@denoise.part("salt and pepper", points=2, kinds=("pictures",))
def removes_salt(answer: Answer, case: Case) -> None:
    """Better than the wrong choice: a window that is too large."""
    rivals = [ndimage.median_filter(image, 5) for image in case.salted]
    bar = _mean_psnr(rivals, case.clean_of_salted) + MARGIN_SALTED
    _insist_on_gain(answer, "salt and pepper", case.salted, case.clean_of_salted, bar)


@denoise.part("Gaussian noise", points=2, kinds=("pictures",))
def removes_grain(answer: Answer, case: Case) -> None:
    """Better than the wrong choice: the kind of filter that is right for salt and pepper, in its best size."""
    best = max(
        _mean_psnr([ndimage.median_filter(image, size) for image in case.grainy], case.clean_of_grainy)
        for size in (3, 5, 7)
    )
    _insist_on_gain(answer, "gaussian", case.grainy, case.clean_of_grainy, best + MARGIN_GRAINY)


def _mean_psnr(pictures: list[np.ndarray], clean: list[np.ndarray]) -> float:
    return float(np.mean([psnr(picture, truth) for picture, truth in zip(pictures, clean, strict=True)]))


@denoise.part("up to the border", points=1, kinds=("sheets",))
def keeps_an_even_sheet(answer: Answer, case: Case) -> None:
    """An even sheet stays even, corners included: some library filters assume black around the picture."""
    noise, sheet = case.noise, case.sheet
    got = _denoised(answer, sheet, noise)
    off = np.abs(got - SHEET)
    row, column = (int(index) for index in np.unravel_index(int(np.argmax(off)), off.shape))
    outside = row < 3 or column < 3 or row >= sheet.shape[0] - 3 or column >= sheet.shape[1] - 3
    clue = " That is at the border: what does your filter assume outside the picture?" if outside else ""
    expect.that(
        float(off.max()) <= CORNER,
        f'An even sheet of grey {SHEET:g} with a little noise of the kind "{noise}" should come out as {SHEET:g}, '
        f"give or take {CORNER:g}; at row {row}, column {column} yours is {got[row, column]:.3g}.{clue}",
        expected=f"{SHEET:g}",
        got=f"{got[row, column]:.3g}",
        show=lambda: (
            ImagePanel("the input", sheet, 0, 1),
            ImagePanel("yours", got, 0, 1),
            ImagePanel(f"yours - {SHEET:g}", got - SHEET, diverging=True),
        ),
    )
