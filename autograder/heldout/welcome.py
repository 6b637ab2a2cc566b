"""Extra held-out cases of the welcome notebook."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from course.checking import Case
from course.exercises.welcome import describe


@describe.held_out_cases
def unusual_pictures(rng: np.random.Generator) -> Iterator[Case]:
    """Types and sizes a learner does not see in the notebook."""
    yield Case("a 16-bit image", image=rng.integers(0, 65536, (11, 7), dtype=np.uint16))
    yield Case("a one-pixel-wide image", image=rng.integers(0, 256, (12, 1), dtype=np.uint8))
    yield Case("a one-channel image", image=rng.integers(0, 256, (4, 5, 1), dtype=np.uint8))
