"""Lessons set a learner's result beside a library's."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np


def compare(yours: Callable[[], Any], library: np.ndarray) -> None:
    """Print how far an answer is from the library's, or that it is not written yet.

    Args:
        yours: a call of the learner's function, wrapped: `lambda: conv2d(image, kernel, "zero")`.
        library: what the library gives.
    """
    try:
        mine = yours()
    except NotImplementedError:
        print("Write your function above and run this cell again: it compares both.")
        return
    except Exception as error:
        print(f"Your function stopped with {type(error).__name__}: {error}. The check above says more.")
        return
    if np.shape(mine) != np.shape(library):
        print(f"yours has shape {np.shape(mine)}, the library's {np.shape(library)}")
        return
    print(f"yours and the library's differ by at most {np.abs(np.asarray(mine) - library).max():.1e}")
