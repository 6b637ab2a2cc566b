"""Notebook 2, Filters: what a camera's noise tells about it."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from course.checking import Answer, Case, Choice, Exercise, Question, expect
from course.checking.contract.panels import CurvePanel, Panel
from course.vision.camera import Camera

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
"""5 % on gain and read noise, for pairs of frames of 150 x 160 pixels at 7 to 14 levels.

`python -m benchmarks.photon_transfer` prints how far the reference and the usual mistakes are off.
"""

FRAME = (150, 160)
KNEE = 0.72
"""Share of white above which these cameras squeeze the noise; the lesson's rule stays below 70 %."""


@photon_transfer.cases("usable")
def cameras(rng: np.random.Generator) -> Iterator[Case]:
    """Two unknown cameras, one with 12 bits and one with 10; every level is below 70 % of white."""
    yield camera_case("a camera with 12 bits", 12, rng)
    yield camera_case("a camera with 10 bits", 10, rng)


@photon_transfer.cases("too bright")
def cameras_at_the_end_of_their_range(rng: np.random.Generator) -> Iterator[Case]:
    """Some levels above 70 % of white, where the noise is squeezed, and saturated ones; in any order."""
    yield camera_case("a camera with 12 bits, up to white", 12, rng, bright=True)
    yield camera_case("a camera with 10 bits, up to white", 10, rng, bright=True)


def camera_case(
    name: str, bits: int, rng: np.random.Generator, *, bright: bool = False, pattern: float | None = None
) -> Case:
    """A camera of `bits` bits with gain, read noise, black level and patterns of its own, and its frames.

    Args:
        name: of the case.
        bits: of the converter.
        rng: draws the camera, the levels and their order.
        bright: whether some levels lie above 70 % of white.
        pattern: how far pixels differ in sensitivity, as a share; drawn when None.
    """
    white = 2**bits - 1
    gain = float(rng.uniform(0.15, 0.6)) * white / 4095
    noise = float(rng.uniform(2.5, 4.5))
    black = float(rng.uniform(0.12, 0.16))
    camera = Camera(
        gain=gain,
        read_noise=noise / gain,
        black_level=black * white,
        bits=bits,
        pattern=float(rng.uniform(0.01, 0.02)) if pattern is None else pattern,
        dark_pattern=float(rng.uniform(0.7, 1.0)) * noise,
        knee=KNEE,
        serial=int(rng.integers(1_000_000)),
    )
    # Mean grey levels as shares of white: one dim, the others close together (whoever takes 70 % of the largest
    # level keeps the dim one alone), and far enough from 70 % that no pixel's noise crosses it.
    usable = np.concatenate([[black + 0.03], np.linspace(0.5, 0.66, int(rng.integers(6, 9)))])
    too_bright = np.array([0.74, 0.78, 0.82, 0.95, 1.2])[: int(rng.integers(4, 6))] if bright else np.zeros(0)
    shares = rng.permutation(np.concatenate([usable, too_bright]))
    # Above the knee a level takes 2.5 times the light.
    light = np.where(shares > KNEE, KNEE + 2.5 * (shares - KNEE), shares) - black
    flats = camera.pairs(light * white / gain, FRAME, rng)
    darks = camera.pairs(np.zeros(1), FRAME, rng)[0]
    return Case(name, camera=camera, flats=flats, darks=darks)


def _measured(answer: Answer, case: Case, key: str) -> float:
    got = answer(case.flats, case.darks, case.camera.white)
    return expect.number(expect.entry(got, key), f'a number under "{key}"')


def transfer_curve(flats: np.ndarray, darks: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Signal (DN above black) and variance (DN²) of every level, from differences of pairs; EMVA 1288, section 6."""
    flats = flats.astype(np.float64)
    signal = flats.mean(axis=(1, 2, 3)) - darks.mean()
    return signal, np.var(flats[:, 0] - flats[:, 1], axis=(1, 2)) / 2


def _curve_panels(case: Case, gain: float) -> tuple[Panel, ...]:
    """The measured variances with the line of the camera's gain and the line of the answer's."""
    signal, variance = transfer_curve(case.flats, case.darks)
    order = np.argsort(signal)
    at_dark = float(np.var(case.darks[0].astype(np.float64) - case.darks[1]) / 2)
    curves = {"measured": variance[order], "expected slope": at_dark + case.camera.gain * signal[order]}
    if 0 < gain < 5 * case.camera.gain:
        curves["your slope"] = at_dark + gain * signal[order]
    return (
        CurvePanel(
            "the photon transfer curve",
            signal[order],
            curves,
            x_label="signal (grey levels above black)",
            y_label="variance (grey levels squared)",
        ),
    )


def mistaken_gains(case: Case) -> dict[str, float]:
    """What the usual mistakes make of the gain, worked out on the case's own frames."""
    flats, white = case.flats.astype(np.float64), case.camera.white
    means = flats.mean(axis=(1, 2, 3))
    signal, variance = transfer_curve(case.flats, case.darks)
    below = means < 0.7 * white
    inside = flats[:, 0].var(axis=(1, 2))
    wrapped = (case.flats[:, 0] - case.flats[:, 1]).astype(np.float64).var(axis=(1, 2)) / 2

    def slope(x: np.ndarray, y: np.ndarray, chosen: np.ndarray) -> float:
        return float(np.polyfit(x[chosen], y[chosen], 1)[0]) if chosen.sum() > 1 else float("nan")

    return {
        "Yours is the inverse, electrons per grey level": 1 / case.camera.gain,
        "Yours is twice as much: the difference of two frames holds the noise of both, so twice the variance": (
            slope(signal, 2 * variance, below)
        ),
        "That is the slope of the variance inside single frames, which also counts how pixels differ; subtract the two "
        "frames of a pair first": slope(signal, inside, below),
        "That comes of differences of unsigned whole numbers, which wrap around; convert to float first": (
            slope(signal, wrapped, below)
        ),
        "That is the slope over all levels; those of 70 % of `white` and more do not count": slope(
            signal, variance, np.full(len(signal), True)
        ),
        "That is the slope over the levels whose *signal* is below 70 % of `white`; their grey level, black level "
        "included, has to be": slope(signal, variance, signal < 0.7 * white),
        "That is the mean ratio of variance to grey level; subtract the black level, and take the slope of the line": (
            float(np.mean((variance / means)[below]))
        ),
        "That is the mean ratio of variance to signal; the gain is the slope of the line": float(
            np.mean((variance / signal)[below])
        ),
    }


def _insist_on_gain_of(answer: Answer, case: Case) -> None:
    got, wanted = _measured(answer, case, "gain"), case.camera.gain
    expect.close(
        got,
        wanted,
        relative=ACCURACY,
        name="the gain",
        unit="grey levels per electron",
        mistakes=mistaken_gains(case) if abs(got - wanted) > ACCURACY * wanted else None,
        show=lambda: _curve_panels(case, got),
    )


@photon_transfer.part("the gain", points=2, kinds=("usable",))
def finds_the_gain(answer: Answer, case: Case) -> None:
    """All levels are below 70 % of white."""
    _insist_on_gain_of(answer, case)


@photon_transfer.part("the read noise", points=1, kinds=("usable",))
def finds_the_read_noise(answer: Answer, case: Case) -> None:
    """In electrons, from the dark pair; with or without the correction for rounding."""
    camera = case.camera
    got, gain = _measured(answer, case, "read_noise"), _measured(answer, case, "gain")
    if abs(got * gain - camera.read_noise * camera.gain) <= ACCURACY * camera.read_noise * camera.gain:
        return  # right in grey levels: who has the gain wrong has lost that point already
    difference = case.darks[0].astype(np.float64) - case.darks[1]
    signal, variance = transfer_curve(case.flats, case.darks)
    start = max(float(np.polyfit(signal, variance, 1)[1]), 0.0)
    mistakes = {
        "Yours is in grey levels: divide by the gain": float(difference.std() / np.sqrt(2)),
        "Yours is larger by the square root of 2: the difference of two frames holds the noise of both": float(
            difference.std() / camera.gain
        ),
        "Yours is the spread of one dark frame, which also counts how pixels differ; subtract the two": float(
            case.darks[0].std() / camera.gain
        ),
        "Yours is the start of the line, which the noise of the bright frames makes uncertain; measure it on the two "
        "dark frames": np.sqrt(start) / camera.gain,
    }
    expect.close(
        got, camera.read_noise, relative=ACCURACY, name="the read noise", unit="electrons", mistakes=mistakes
    )


@photon_transfer.part("frames too bright", points=1, kinds=("too bright",))
def ignores_squeezed_and_saturated_levels(answer: Answer, case: Case) -> None:
    """Above 70 % of white the variance falls, and at white it vanishes."""
    _insist_on_gain_of(answer, case)


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
