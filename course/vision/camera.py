"""The camera of the lesson on filters: light in, grey levels out, with the noise a real sensor adds."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Camera:
    """A linear camera after EMVA Standard 1288, release 4.0, section 2.

    grey value = black level + gain * (Poisson(light on this pixel) + read noise), rounded and clipped.
    Every number it gives is generated, none is a photograph.

    Args:
        gain: overall system gain K, grey levels (DN) per electron.
        read_noise: standard deviation of the dark signal, electrons.
        black_level: grey level of a pixel without light, DN.
        bits: of the converter; 12 bits end at 4095 DN.
        pattern: how far pixels differ in sensitivity, a share of the signal (0.01 is 1 %). The same in
            every frame of one camera, so it is no noise.
        dark_pattern: standard deviation of an offset that each pixel adds to every frame, DN; no noise either.
        knee: share of white above which the response bends: from there on a grey level takes 2.5 times the light.
        serial: seeds the patterns.
    """

    gain: float = 0.5
    read_noise: float = 8.0
    black_level: float = 100.0
    bits: int = 12
    pattern: float = 0.0
    dark_pattern: float = 0.0
    knee: float = 1.0
    serial: int = 0

    @property
    def white(self) -> int:
        """Largest grey level it can give, DN."""
        return 2**self.bits - 1

    def expose(self, electrons: np.ndarray, rng: np.random.Generator) -> np.ndarray:
        """Take one frame.

        Args:
            electrons: (H, W) expected number of electrons per pixel, 0 for a lens with its cap on.
            rng: the noise of this frame; two frames of one scene need two draws.

        Returns:
            (H, W) uint16 grey levels, 0..white.
        """
        collected = rng.poisson(np.asarray(electrons) * self._sensitivity(np.shape(electrons)))
        voltage = collected + rng.normal(0.0, self.read_noise, collected.shape)
        levels = self.black_level + self.gain * voltage + self._offset(collected.shape)
        bend = self.knee * self.white
        levels = np.where(levels > bend, bend + 0.4 * (levels - bend), levels)
        return np.clip(np.rint(levels), 0, self.white).astype(np.uint16)

    def _offset(self, shape: tuple[int, ...]) -> np.ndarray:
        """What a pixel adds to every frame, DN."""
        return self.dark_pattern * np.random.default_rng([self.serial, 1]).normal(size=shape)

    def _sensitivity(self, shape: tuple[int, ...]) -> np.ndarray:
        """What share of the light a pixel turns into electrons, about 1: own to each pixel, and to each column."""
        rng = np.random.default_rng(self.serial)
        own, of_column = rng.normal(size=shape), rng.normal(size=shape[-1])
        return np.clip(1.0 + self.pattern * (own + of_column) / np.sqrt(2.0), 0.0, None)

    def pairs(self, light: np.ndarray, size: tuple[int, int], rng: np.random.Generator) -> np.ndarray:
        """Take two frames of an evenly lit white sheet at every light level.

        Args:
            light: (L,) mean electrons per pixel.
            size: height and width of a frame.
            rng: the noise.

        Returns:
            (L, 2, H, W) uint16 grey levels.
        """
        scenes = [np.full(size, float(level)) for level in light]
        return np.array([[self.expose(scene, rng), self.expose(scene, rng)] for scene in scenes])
