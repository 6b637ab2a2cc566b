"""Notebook 2, Filters, second half: remove noise, then measure where it comes from."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import numpy as np
from scipy import ndimage

from course import data
from course.checking import Case, Choice, Exercise, Question, expect
from course.checking.candidate import Answer
from course.checking.pictures import CurvePanel, ImagePanel, Panel
from course.vision.filters import Camera

# -------------------------------------------------------------------------------------------------- denoise

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

Measured on 21 draws, public and held-out pictures, least and most above that median: median 3 x 3 +1.7 to +3.8, cross
of five +1.2 to +6.5, replacing only the 0s and 1s +13 to +17. Must fail and does: every mean or Gaussian filter at most
-0.03, non-local means at most -1.2, the noisy picture itself at most -6.3, median 7 x 7 at most -1.3."""

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
RIM = 4
SHEET = 0.6


@denoise.cases
def public_pictures(rng: np.random.Generator) -> Iterator[Case]:
    """Crops with one kind of noise each, strong enough to matter; fine texture for the Gaussian noise."""
    yield noisy_case("several photographs", ("camera", "coins", "clock"), rng)


def noisy_case(name: str, for_salt: tuple[str, ...], rng: np.random.Generator) -> Case:
    """Two crops of every picture, clean and noisy: those named for salt and pepper, the fine ones for grain."""
    smooth = [_crop_with_something_in_it(_grey(picture), rng) for picture in for_salt * 2]
    fine = [_crop_with_something_in_it(_grey(picture), rng) for picture in FINE_TEXTURE * 2]
    return Case(
        name,
        clean_of_salted=smooth,
        salted=[salt(image, float(rng.uniform(0.02, 0.05)), rng) for image in smooth],
        clean_of_grainy=fine,
        grainy=[grain(image, float(rng.uniform(0.12, 0.15)), rng) for image in fine],
    )


def even_sheets(rng: np.random.Generator) -> Iterator[Case]:
    """Cases of "up to the border": an even sheet with either kind of noise."""
    spotted, grainy = _spotted_sheet(rng), grain(np.full((40, 50), SHEET), 0.02, rng)
    yield Case("an even sheet, salt and pepper", noise="salt and pepper", sheet=spotted)
    yield Case("an even sheet, Gaussian noise", noise="gaussian", sheet=grainy)


@lru_cache
def _grey(name: str) -> np.ndarray:
    picture = getattr(data, name)()
    return picture / 255.0 if picture.ndim == 2 else picture @ np.array([0.2125, 0.7154, 0.0721]) / 255.0


def _crop_with_something_in_it(picture: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """A random crop that is not just sky: its standard deviation reaches 0.1, or is the largest of 200 tries."""
    best = picture[:SIZE, :SIZE]
    for _ in range(200):
        row = int(rng.integers(0, picture.shape[0] - SIZE + 1))
        column = int(rng.integers(0, picture.shape[1] - SIZE + 1))
        crop = picture[row : row + SIZE, column : column + SIZE]
        if crop.std() >= 0.1:
            return crop.copy()
        best = max(best, crop, key=np.std)
    return best.copy()


def salt(image: np.ndarray, share: float, rng: np.random.Generator) -> np.ndarray:
    """Set a share of the pixels to 0 or 1, half and half."""
    draw = rng.uniform(size=image.shape)
    return np.where(draw < share / 2, 0.0, np.where(draw > 1 - share / 2, 1.0, image))


def grain(image: np.ndarray, sigma: float, rng: np.random.Generator) -> np.ndarray:
    """Add Gaussian noise and clip to 0..1."""
    return np.clip(image + rng.normal(0, sigma, image.shape), 0, 1)


def _spotted_sheet(rng: np.random.Generator) -> np.ndarray:
    """Even grey with lone wrong pixels away from the border: any window with a sound majority restores it."""
    sheet = np.full((40, 50), SHEET)
    rows, columns = np.mgrid[6:34:9, 6:44:9]
    sheet[rows, columns] = rng.choice([0.0, 1.0], rows.shape)
    return sheet


def psnr(image: np.ndarray, truth: np.ndarray) -> float:
    """Peak signal-to-noise ratio in dB of pictures in 0..1; 100 for a perfect one.

    Without the outermost pixels: what a filter does there is judged by a part of its own.
    """
    error = (image - truth)[RIM:-RIM, RIM:-RIM]
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
    answer: Answer, noise: str, noisy: list[np.ndarray], clean: list[np.ndarray], bar: float, close_to: str
) -> None:
    """The mean PSNR over the pictures must reach the bar; shows the picture that gained least.

    `close_to` is the advice for an answer less than 1.5 dB below the bar.
    """
    results = [_denoised(answer, image, noise) for image in noisy]
    before = float(np.mean([psnr(image, truth) for image, truth in zip(noisy, clean, strict=True)]))
    each = [psnr(result, truth) for result, truth in zip(results, clean, strict=True)]
    after = float(np.mean(each))
    gains = [now - psnr(image, truth) for now, image, truth in zip(each, noisy, clean, strict=True)]
    worst = int(np.argmin(gains))
    if after < before + 0.1:
        advice = "That is no better than the noisy picture itself."
    elif after < bar - 1.5:
        advice = "Does the kind of filter suit this kind of noise?"
    else:
        advice = close_to
    expect.that(
        after >= bar,
        f'For the noise "{noise}" the PSNR should rise from {before:.1f} dB to at least {bar:.1f} dB (mean of '
        f"{len(clean)} pictures); yours gives {after:.1f} dB. {advice}",
        expected=f"at least {bar:.1f} dB",
        got=f"{after:.1f} dB",
        show=lambda: (
            ImagePanel("the input", noisy[worst], 0, 1),
            ImagePanel("yours", results[worst], 0, 1),
            ImagePanel("without noise", clean[worst], 0, 1),
        ),
    )


@denoise.part("salt and pepper", points=2)
def removes_salt(answer: Answer, case: Case) -> None:
    """Better than the wrong choice: a window that is too large."""
    rivals = [ndimage.median_filter(image, 5) for image in case.salted]
    bar = _mean_psnr(rivals, case.clean_of_salted) + MARGIN_SALTED
    advice = "You are close: try another size, or the other kind of filter."
    _insist_on_gain(answer, "salt and pepper", case.salted, case.clean_of_salted, bar, advice)


@denoise.part("Gaussian noise", points=2)
def removes_grain(answer: Answer, case: Case) -> None:
    """Better than the wrong choice: the kind of filter that is right for salt and pepper, in its best size."""
    best = max(
        _mean_psnr([ndimage.median_filter(image, size) for image in case.grainy], case.clean_of_grainy)
        for size in (3, 5, 7)
    )
    advice = (
        f"The best square median reaches {best:.1f} dB here. Is yours a median? Small errors everywhere ask for the "
        "other kind. If it is the other kind, try another size: too large a window wipes out fine texture."
    )
    _insist_on_gain(answer, "gaussian", case.grainy, case.clean_of_grainy, best + MARGIN_GRAINY, advice)


def _mean_psnr(pictures: list[np.ndarray], clean: list[np.ndarray]) -> float:
    return float(np.mean([psnr(picture, truth) for picture, truth in zip(pictures, clean, strict=True)]))


@denoise.part("up to the border", points=1, cases=even_sheets)
def keeps_an_even_sheet(answer: Answer, case: Case) -> None:
    """An even sheet stays even, corners included: some library filters assume black around the picture."""
    noise, sheet = case.noise, case.sheet
    got = _denoised(answer, sheet, noise)
    off = np.abs(got - SHEET)
    row, column = (int(index) for index in np.unravel_index(int(np.argmax(off)), off.shape))
    outside = row < 3 or column < 3 or row >= sheet.shape[0] - 3 or column >= sheet.shape[1] - 3
    clue = (
        "That is at the border: what does your filter assume outside the picture?"
        if outside
        else "That is inside the picture."
    )
    expect.that(
        float(off.max()) <= CORNER,
        f'An even sheet of grey {SHEET:g} with a little noise of the kind "{noise}" should come out as {SHEET:g}, '
        f"give or take {CORNER:g}; at row {row}, column {column} yours is {got[row, column]:.3g}. {clue}",
        expected=f"{SHEET:g}",
        got=f"{got[row, column]:.3g}",
        show=lambda: (
            ImagePanel("the input", sheet, 0, 1),
            ImagePanel("yours", got, 0, 1),
            ImagePanel(f"yours - {SHEET:g}", got - SHEET, diverging=True),
        ),
    )


# ------------------------------------------------------------------------------------------ photon_transfer

photon_transfer = Exercise(
    "basics/photon_transfer",
    "Weigh an electron",
    hints=[
        "Convert both arrays to float first: `flats.astype(float)`. The frames are unsigned whole numbers, and "
        "the difference of two such numbers wraps around instead of going below zero.",
        "For each level: the signal is the mean of both frames minus the mean of the dark frames (the black level). "
        "The noise is the variance of frame A minus frame B, divided by 2, because both frames bring their noise.",
        "The variance grows linearly with the signal. The slope of that line is the gain: `np.polyfit(signal, "
        "variance, 1)[0]`. Use only the levels whose mean grey level is below 70 % of `white`.",
        "Read noise in grey levels is the standard deviation of dark A minus dark B, divided by the square root of 2; "
        'divide by the gain to have it in electrons. Return `{"gain": gain, "read_noise": read_noise}`.',
    ],
)

ACCURACY = 0.05
"""5 % on gain and read noise, for pairs of frames of 150 x 160 pixels at 10 levels.

Measured on 120 cameras (40 seeds). Straight-line fit, gain: standard deviation 0.69 %, largest error 1.7 %; with the
saturated levels left out (6 of 10 remain) 0.84 % and 3.7 %. Read noise: 0.85 % around +0.45 %, which is the rounding
to whole grey levels, 1/12 DN²; largest error 2.8 %. So 5 % is 5 standard deviations or more, and the reference passes
200 of 200 seeds. Naive answers: variance inside single frames +48 % at the least; mean ratio of variance to signal,
black level ignored, -25 % to +68 %: 5 of 120 cameras come out right by luck, never all three of one grading."""

FRAME = (150, 160)
LEVELS = 10
BELOW, ABOVE = 0.62, 1.15
"""Share of white (above black) that the brightest level reaches: all levels usable, or four of ten not."""


@photon_transfer.cases
def cameras(rng: np.random.Generator) -> Iterator[Case]:
    """Two unknown cameras, one with 12 bits and one with 10."""
    yield camera_case("a camera with 12 bits", 12, rng)
    yield camera_case("a camera with 10 bits", 10, rng)


def camera_case(name: str, bits: int, rng: np.random.Generator, pattern: float | None = None) -> Case:
    """A camera of `bits` bits with gain and noise of its own; its pixels differ by the share `pattern`."""
    white = 2**bits - 1
    gain = float(rng.uniform(0.15, 0.6)) * white / 4095
    camera = Camera(
        gain=gain,
        read_noise=float(rng.uniform(2.5, 4.5)) / gain,
        black_level=float(rng.uniform(0.05, 0.08)) * white,
        bits=bits,
        pattern=float(rng.uniform(0.01, 0.02)) if pattern is None else pattern,
        serial=int(rng.integers(1_000_000)),
    )
    return Case(name, camera=camera, seed=int(rng.integers(1_000_000)))


@lru_cache(maxsize=8)
def _frames(camera: Camera, seed: int, brightest: float) -> tuple[np.ndarray, np.ndarray]:
    """Pairs of flat frames up to a share of white (above 1: saturated), and a dark pair."""
    rng = np.random.default_rng(seed)
    full = (camera.white - camera.black_level) / camera.gain
    share = np.linspace(0.05, brightest, LEVELS)
    flats = camera.pairs(share * full, FRAME, rng)
    return flats, camera.pairs(np.zeros(1), FRAME, rng)[0]


def _measured(answer: Answer, case: Case, key: str, brightest: float) -> float:
    flats, darks = _frames(case.camera, case.seed, brightest)
    got = answer(flats, darks, case.camera.white)
    return expect.number(expect.entry(got, key), f'a number under "{key}"')


def transfer_curve(flats: np.ndarray, darks: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Signal (DN above black) and variance (DN²) of every level, from differences of pairs; EMVA 1288, section 6."""
    flats = flats.astype(np.float64)
    signal = flats.mean(axis=(1, 2, 3)) - darks.mean()
    return signal, np.var(flats[:, 0] - flats[:, 1], axis=(1, 2)) / 2


def _curve_panels(case: Case, gain: float, brightest: float) -> tuple[Panel, ...]:
    """The measured variances with the line of the camera's gain and the line of the answer's."""
    flats, darks = _frames(case.camera, case.seed, brightest)
    signal, variance = transfer_curve(flats, darks)
    at_dark = float(np.var(darks[0].astype(np.float64) - darks[1]) / 2)
    curves = {"measured": variance, "expected slope": at_dark + case.camera.gain * signal}
    if 0 < gain < 5 * case.camera.gain:
        curves["your slope"] = at_dark + gain * signal
    return (
        CurvePanel(
            "the photon transfer curve",
            signal,
            curves,
            x_label="signal (grey levels above black)",
            y_label="variance (grey levels squared)",
        ),
    )


def _insist_on_gain_of(answer: Answer, case: Case, brightest: float, clue: str = "") -> None:
    got, wanted = _measured(answer, case, "gain", brightest), case.camera.gain
    flats, _ = _frames(case.camera, case.seed, brightest)
    usable = flats[flats.mean(axis=(1, 2, 3)) < 0.7 * case.camera.white].astype(np.float64)
    signal = usable.mean(axis=(1, 2, 3))
    single = np.polyfit(signal, usable[:, 0].var(axis=(1, 2)), 1)[0]
    doubled = np.polyfit(signal, np.var(usable[:, 0] - usable[:, 1], axis=(1, 2)), 1)[0]
    off_single, off_doubled = abs(got / single - 1), abs(got / doubled - 1)
    # With much pattern and much light the two mistakes can give the same number; then the closer one is named.
    if abs(got * wanted - 1) < ACCURACY and abs(wanted - 1) > 2 * ACCURACY:
        clue = "Yours is the inverse, electrons per grey level."
    elif off_doubled < ACCURACY and off_doubled <= off_single:
        clue = "Yours is twice as much: the difference of two frames holds the noise of both, so twice the variance."
    elif off_single < ACCURACY and single > (1 + 2 * ACCURACY) * wanted:
        clue = "The variance inside a frame also counts how pixels differ; subtract the two frames of a pair first."
    elif got > 20 * wanted or got < 0:
        clue = "Differences of unsigned whole numbers wrap around; convert to float first."
    expect.that(
        abs(got - wanted) <= ACCURACY * wanted,
        f"The gain should be {wanted:.4g} grey levels per electron, within {ACCURACY:.0%}; yours is {got:.4g}. {clue}",
        expected=f"{wanted:.4g} ± {ACCURACY:.0%}",
        got=f"{got:.4g}",
        show=lambda: _curve_panels(case, got, brightest),
    )


@photon_transfer.part("the gain", points=2)
def finds_the_gain(answer: Answer, case: Case) -> None:
    """All levels below 70 % of white."""
    clue = "Is the black level subtracted, and is the gain the slope of variance over signal?"
    _insist_on_gain_of(answer, case, BELOW, clue)


@photon_transfer.part("the read noise", points=1)
def finds_the_read_noise(answer: Answer, case: Case) -> None:
    """In electrons, from the dark pair; with or without the correction for rounding."""
    got, wanted = _measured(answer, case, "read_noise", BELOW), case.camera.read_noise
    clue = "It is the noise of the dark frames divided by the gain."
    if abs(got / (wanted * case.camera.gain) - 1) < 2 * ACCURACY:
        clue = "Yours is in grey levels: divide by the gain."
    elif abs(got / wanted - np.sqrt(2)) < 0.1:
        clue = (
            "Yours is larger by the square root of 2: the difference of two frames holds the noise of both."
        )
    expect.that(
        abs(got - wanted) <= ACCURACY * wanted,
        f"The read noise should be {wanted:.4g} electrons, within {ACCURACY:.0%}; yours is {got:.4g}. {clue}",
        expected=f"{wanted:.4g} ± {ACCURACY:.0%}",
        got=f"{got:.4g}",
    )


@photon_transfer.part("frames too bright", points=1)
def ignores_saturated_levels(answer: Answer, case: Case) -> None:
    """The brightest levels run into white, where the variance collapses."""
    clue = "Are the levels above 70 % of white left out? A pixel stuck at white shows no noise."
    _insist_on_gain_of(answer, case, ABOVE, clue)


double_exposure = Question(
    "basics/double_exposure",
    "Twice the light",
    "A pixel collects 400 electrons and its noise is almost all shot noise. You double the exposure time. What "
    "happens to the signal-to-noise ratio, which is signal divided by noise?",
    choices={
        "a": Choice(
            "It doubles",
            "the signal doubles, but the noise grows too: from 20 electrons (the square root of 400) to 28.",
        ),
        "b": Choice(
            "It grows by the square root of 2, from 20 to about 28",
            "800 electrons with a noise of 28 (the square root of 800) give a ratio of 28. To double the ratio you "
            "need four times the light. That is why light is the first thing to buy.",
        ),
        "c": Choice(
            "It stays: signal and noise both grow",
            "both grow, but not alike: the signal by 2, the shot noise only by the square root of 2.",
        ),
        "d": Choice(
            "It grows by 4",
            "the ratio grows with the *square root* of the light, not with its square.",
        ),
    },
    right="b",
)
