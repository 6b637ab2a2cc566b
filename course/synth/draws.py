"""Draws that many exercises share: sizes, crops of photographs, light from one side, noise.

Every function takes the generator first; the same generator in the same state gives the same draw.
"""

from __future__ import annotations

import numpy as np

from course import data


def unequal_lengths(rng: np.random.Generator, low: int, high: int) -> tuple[int, int]:
    """Two different lengths, so that rows and columns cannot be mixed up.

    Args:
        rng: random generator.
        low: the smallest length.
        high: one more than the largest.
    """
    first, second = rng.permutation(np.arange(low, high))[:2]
    return int(first), int(second)


def crop(
    rng: np.random.Generator, picture: np.ndarray, height: int, width: int, *, contrast: float = 0.0
) -> np.ndarray:
    """A random crop with something to see in it.

    Args:
        rng: chooses the place.
        picture: (H, W) or (H, W, C).
        height: of the crop, pixels.
        width: of the crop, pixels.
        contrast: standard deviation a crop should reach; of 200 tries the first that does, else the best.

    Returns:
        A copy, (height, width) or (height, width, C), of the picture's dtype.
    """
    best = picture[:height, :width]
    for _ in range(200):
        row = int(rng.integers(0, picture.shape[0] - height + 1))
        column = int(rng.integers(0, picture.shape[1] - width + 1))
        found = picture[row : row + height, column : column + width]
        if found.std() >= contrast:
            return found.copy()
        best = max(best, found, key=np.std)
    return best.copy()


def share_of(rng: np.random.Generator, picture: np.ndarray, share: float) -> np.ndarray:
    """A random crop that keeps `share` (0..1) of both sides."""
    height, width = (round(share * length) for length in picture.shape[:2])
    return crop(rng, picture, height, width)


def small_photograph(rng: np.random.Generator) -> np.ndarray:
    """A piece of a photograph, small enough for a loop over pixels, another one in every draw.

    Args:
        rng: chooses the photograph and the place.

    Returns:
        uint8 (48, 60, 3), RGB, stretched to 0..255.
    """
    picture = (data.chelsea, data.coffee, data.astronaut)[int(rng.integers(3))]()
    piece = crop(rng, picture, 144, 180)[::3, ::3]
    # Stretched to the full range, so that brighter and darker copies reach beyond it.
    low, high = int(piece.min()), int(piece.max())
    return np.rint((piece - float(low)) * (255 / max(high - low, 1))).astype(np.uint8)


def light_from(shape: tuple[int, int], direction: float) -> np.ndarray:
    """How near each pixel is to a lamp far away: float (H, W), 0 on the dark side to 1 on the bright one.

    Args:
        shape: of the picture.
        direction: where the lamp stands, degrees: 0 right, 90 below, 180 left, 270 above.
    """
    rows, columns = np.indices(shape) / np.array(shape)[:, None, None] - 0.5
    slope = rows * np.sin(np.deg2rad(direction)) + columns * np.cos(np.deg2rad(direction))
    return (slope - slope.min()) / (slope.max() - slope.min())


def salted(rng: np.random.Generator, image: np.ndarray, share: float) -> np.ndarray:
    """A picture in 0..1 with a share of its pixels set to 0 or 1, half and half."""
    draw = rng.uniform(size=image.shape)
    return np.where(draw < share / 2, 0.0, np.where(draw > 1 - share / 2, 1.0, image))


def grainy(rng: np.random.Generator, image: np.ndarray, sigma: float) -> np.ndarray:
    """A picture in 0..1 with Gaussian noise of standard deviation `sigma`, clipped."""
    return np.clip(image + rng.normal(0, sigma, image.shape), 0, 1)


def photographed(rng: np.random.Generator, images: np.ndarray) -> np.ndarray:
    """The same pictures as another camera would give them: a little dimmer or not, with a little noise.

    Hardly anything gets harder, and no picture is byte for byte in a public set: labels cannot be looked up.

    Args:
        rng: draws light and noise.
        images: (N, H, W), float32 in 0..1 or uint8 in 0..255; nothing darker than black or brighter than white comes.

    Returns:
        (N, H, W) of the same dtype and scale.
    """
    white = 255.0 if images.dtype == np.uint8 else 1.0
    light = rng.uniform(0.92, 1.0, (len(images), 1, 1))
    values = np.clip(images * light + white * rng.normal(0, 0.01, images.shape), 0, white)
    return np.rint(values).astype(np.uint8) if images.dtype == np.uint8 else values.astype(images.dtype)


def moved_about(rng: np.random.Generator, images: np.ndarray, pixels: int = 2) -> np.ndarray:
    """Each picture moved by up to so many pixels in each direction; black comes in.

    Args:
        rng: draws a move for every picture.
        images: (N, H, W).
        pixels: at most this far.

    Returns:
        (N, H, W) of the same dtype.
    """
    _, height, width = images.shape
    padded = np.pad(images, ((0, 0), (pixels, pixels), (pixels, pixels)))
    places = rng.integers(0, 2 * pixels + 1, (len(images), 2))
    moved = [image[r : r + height, c : c + width] for image, (r, c) in zip(padded, places, strict=True)]
    return np.stack(moved)
