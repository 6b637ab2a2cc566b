"""Extra held-out cases of module 01, in the order of its notebooks."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from course import data
from course.checking import Case
from course.exercises.basics.decisions import hot_pixel, otsu, two_bumps
from course.exercises.basics.filters import conv2d, even_kernel
from course.exercises.basics.filters_bell import gaussian_kernel
from course.exercises.basics.filters_camera import camera_case, photon_transfer
from course.exercises.basics.filters_edges import sobel_edges
from course.exercises.basics.filters_noise import denoise, noisy_case
from course.exercises.basics.pixels import away_from_ties, crop_box, grayscale, to_uint8
from course.exercises.basics.pixels_resizing import few_stars, mask_of_areas, resize_linear_light, resize_mask
from course.synth.draws import share_of


@to_uint8.held_out_cases("in range", "out of range", "whole numbers")
def more_types_and_shapes(rng: np.random.Generator) -> Iterator[Case]:
    """Other dtypes, batches, and values far outside."""
    yield Case("a batch of images", kind="in range", image=away_from_ties(rng, (3, 4, 5, 3)))
    yield Case("a row of floats", kind="in range", image=away_from_ties(rng, (19,)))
    yield Case("a batch of sums", kind="whole numbers", image=rng.integers(-90, 400, (2, 3, 5, 3)))
    yield Case(
        "a batch too bright",
        kind="out of range",
        image=away_from_ties(rng, None, rng.uniform(-1, 2, (2, 4, 5, 3))),
    )
    yield Case(
        "values far outside 0..1",
        kind="out of range",
        image=away_from_ties(rng, None, rng.normal(0, 400, (6, 9))).astype(np.float32),
    )
    yield Case("a uint16 image", kind="whole numbers", image=rng.integers(0, 700, (8, 6)).astype(np.uint16))
    yield Case("a row of int64", kind="whole numbers", image=rng.integers(-600, 600, (1, 17)))
    yield Case("a nearly black int32 image", kind="whole numbers", image=rng.integers(0, 4, (5, 6), np.int32))
    yield Case("large int64 numbers", kind="whole numbers", image=rng.integers(-(10**6), 10**6, (7, 4)))


@grayscale.held_out_cases("float", "uint8", "BGR")
def unusual_colour_images(rng: np.random.Generator) -> Iterator[Case]:
    """Three rows or columns (which axis holds the channels?), float32, nearly black bytes."""
    yield Case("three columns", kind="float", order="RGB", image=rng.uniform(0, 1, (7, 3, 3)))
    yield Case(
        "three rows in float32",
        kind="float",
        order="RGB",
        image=rng.uniform(0, 1, (3, 9, 3)).astype(np.float32),
    )
    yield Case(
        "a dark uint8 image",
        kind="uint8",
        order="RGB",
        image=rng.integers(0, 9, (8, 6, 3), dtype=np.uint8),
    )
    yield Case(
        "a dark image in BGR order",
        kind="BGR",
        order="BGR",
        image=rng.integers(0, 2, (6, 5, 3), dtype=np.uint8),
    )
    yield Case(
        "bytes in BGR order",
        kind="BGR",
        order="BGR",
        image=rng.integers(0, 256, (5, 3, 3), dtype=np.uint8),
    )


@crop_box.held_out_cases("inside", "border", "nothing")
def boxes_at_the_limits(rng: np.random.Generator) -> Iterator[Case]:
    """One pixel, touching borders, other dtypes, and every way to be empty."""
    image = rng.normal(0, 1, (13, 21)).astype(np.float32)
    x, y = int(rng.integers(1, 20)), int(rng.integers(1, 12))
    yield Case("a single pixel", kind="inside", image=image, box=(x, y, 1, 1))
    yield Case("a box that ends at the corner", kind="inside", image=image, box=(15, 9, 6, 4))
    yield Case("one pixel of a box is inside", kind="border", image=image, box=(-4, -6, 5, 7))
    yield Case("the last pixel", kind="border", image=image, box=(20, 12, 9, 5))
    yield Case("a box of height 0", kind="nothing", image=image, box=(x, y, 3, 0))
    yield Case("a negative width", kind="nothing", image=image, box=(8, y, -3, 4))
    yield Case("a negative height", kind="nothing", image=image, box=(2, 9, 3, -4))
    yield Case("a box above the image", kind="nothing", image=image, box=(x, -9, 4, 5))
    yield Case("a box that touches from the left", kind="nothing", image=image, box=(-4, 2, 4, 5))
    yield Case("a box that touches from the right", kind="nothing", image=image, box=(21, 2, 4, 5))
    yield Case("a box below the image", kind="nothing", image=image, box=(3, 13, 4, 5))


@resize_linear_light.held_out_cases("pattern", "photograph", "flat")
def unusual_sizes(rng: np.random.Generator) -> Iterator[Case]:
    """One output pixel, very wide images, three columns, stars on black, larger flat squares."""
    board = np.indices((8, 8)).sum(axis=0) % 2 * 255
    yield Case("a checkerboard to one pixel", kind="pattern", image=board.astype(np.uint8), factor=8)
    stars = np.where(rng.uniform(size=(28, 42)) < 0.08, 255, 0).astype(np.uint8)
    yield Case("stars on black", kind="pattern", image=stars, factor=7)
    yield Case("dim stars, factor 16", kind="pattern", image=few_stars(rng, (3, 4), 16), factor=16)
    dark = rng.integers(0, 30, (12, 27, 3), dtype=np.uint8)
    yield Case("a dark colour image", kind="photograph", image=dark, factor=3)
    yield Case(
        "three columns", kind="photograph", image=rng.integers(0, 256, (12, 3), dtype=np.uint8), factor=3
    )
    every_value = rng.permutation(256).astype(np.uint8).reshape(4, 64)
    yield Case(
        "256 flat squares, factor 3", kind="flat", image=every_value.repeat(3, 0).repeat(3, 1), factor=3
    )


@resize_mask.held_out_cases("areas", "numbers")
def unusual_masks(rng: np.random.Generator) -> Iterator[Case]:
    """Neighbouring labels, labels that do not fit into a byte, every pixel its own label."""
    yield Case(
        "a mask of labels 0, 1, 2",
        kind="areas",
        mask=mask_of_areas(rng, (33, 44), np.arange(3)),
        shape=(25, 31),
    )
    large = np.array([0, 7, 700, 70_000], dtype=np.int32)
    yield Case(
        "a mask of labels that need 32 bits",
        kind="areas",
        mask=mask_of_areas(rng, (21, 30), large),
        shape=(42, 45),
    )
    numbers = rng.permutation(42).reshape(6, 7)
    yield Case("a mask where every pixel has its own label", kind="numbers", mask=numbers, shape=(13, 20))
    yield Case(
        "a mask made much smaller",
        kind="areas",
        mask=mask_of_areas(rng, (96, 72), np.arange(1, 4, dtype=np.int32)),
        shape=(7, 8),
    )


@conv2d.held_out_cases("even")
def unusual_pictures(rng: np.random.Generator) -> Iterator[Case]:
    """A large kernel on float32, and a picture not much larger than its kernel."""
    yield Case(
        "float32, 7 x 7 kernel",
        image=rng.uniform(0, 1, (15, 21)).astype(np.float32),
        even=even_kernel(rng, 7),
    )
    yield Case("a small picture, 3 x 3 kernel", image=rng.uniform(-5, 5, (9, 8)), even=even_kernel(rng, 3))


@gaussian_kernel.held_out_cases("bells")
def extreme_kernels(rng: np.random.Generator) -> Iterator[Case]:
    """A single value, a whole-number sigma, a wide kernel."""
    yield Case("a kernel of one value", size=1, sigma=1.0)
    yield Case("a whole-number sigma", size=int(rng.choice([11, 13])), sigma=2)
    yield Case("a wide kernel", size=int(rng.choice([25, 31])), sigma=round(float(rng.uniform(3, 5)), 2))


@sobel_edges.held_out_cases("ramp")
def other_ramps(rng: np.random.Generator) -> Iterator[Case]:
    """Whole numbers."""
    step = int(rng.integers(2, 5))
    yield Case(
        "a falling ramp of bytes",
        image=(250 - step * np.arange(18)[:, None] - np.zeros((1, 24))).astype(np.uint8),
        slope=float(step),
        angle=-90,
    )


@denoise.held_out_cases("pictures")
def pictures_with_noise(rng: np.random.Generator) -> Iterator[Case]:
    """Other photographs with salt and pepper, other crops with Gaussian noise."""
    yield noisy_case("other photographs", ("chelsea", "astronaut", "coffee"), rng)


@photon_transfer.held_out_cases("usable")
def a_blotchy_camera(rng: np.random.Generator) -> Iterator[Case]:
    """A sensor whose pixels differ by 3 %: only the difference of two frames is free of that."""
    yield camera_case("a blotchy camera", 12, rng, pattern=0.03)


@otsu.held_out_cases("scene")
def pictures_of_other_types(rng: np.random.Generator) -> Iterator[Case]:
    """Other photographs, and types the public cases of this part do not have."""
    yield Case("the man with the camera", image=share_of(rng, data.camera()[::2, ::2], 0.8))
    bumps = two_bumps(rng, share=float(rng.uniform(0.05, 0.3)))
    yield Case("a 16-bit picture", image=bumps.astype(np.uint16) * 200 + 4000)
    yield Case("another 16-bit picture with a hot pixel", image=hot_pixel(rng))
    yield Case("a float picture from -1 to 1", image=bumps / 127.5 - 1)
    yield Case("a black and white mask", image=(rng.random((20, 30)) < 0.2).astype(np.uint8))
