"""The values that cross between judge and candidate: arrays, numbers, text, lists and dicts, nothing else.

Everything a candidate returns is rebuilt from these plain types before a judge sees it, so an object
whose `__eq__` always says yes never reaches a comparison, and the same judge can work on values that
came from another process.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

MAX_DEPTH = 20
MAX_ITEMS = 1_000_000

ITERATORS = ("generator", "map", "filter", "zip", "range", "enumerate", "dict_keys", "dict_values")


class UnusableValue(ValueError):
    """A returned object is none of the plain types; the message says what to return instead."""


def to_plain(value: Any, depth: int = 0) -> Any:
    """Rebuild a value from plain types.

    Args:
        value: anything a candidate returned. Tuples become lists, NumPy scalars become Python
            numbers, tensors and other array-likes become arrays, dtypes become their name, subclasses their base type.
        depth: nesting so far.

    Returns:
        None, bool, int, float, complex, str, a numpy array of numbers, or a list or dict of such.

    Raises:
        UnusableValue: for anything else.
    """
    if depth > MAX_DEPTH:
        raise UnusableValue(f"a list nested more than {MAX_DEPTH} levels deep")
    if value is None or type(value) in (bool, int, float, complex, str):
        return value
    if isinstance(value, np.generic):
        return value.item()
    if isinstance(value, np.dtype) or (isinstance(value, type) and issubclass(value, np.generic)):
        return str(np.dtype(value))
    if isinstance(value, np.ndarray) or hasattr(value, "__array__"):
        return _plain_array(value)
    if isinstance(value, (list, tuple)):
        if len(value) > MAX_ITEMS:
            raise UnusableValue(f"a list of {len(value):,} items; return a numpy array")
        return [to_plain(item, depth + 1) for item in list.__iter__(list(value))]
    if isinstance(value, Mapping):
        return {_plain_key(key): to_plain(item, depth + 1) for key, item in dict(value).items()}
    for base in (int, float, str):
        if isinstance(value, base):
            return base.__str__(value) if base is str else base(value)
    kind = type(value).__name__
    if kind in ITERATORS:
        raise UnusableValue(f"a {kind}; wrap it in list(...) or np.array(list(...))")
    if kind in ("set", "frozenset"):
        raise UnusableValue("a set, which has no order; return sorted(...) of it")
    if callable(value):
        raise UnusableValue(f"the function `{getattr(value, '__name__', kind)}` itself; call it with (...)")
    raise UnusableValue(f"an object of type `{kind}`")


def _plain_array(value: Any) -> np.ndarray:
    try:
        array = np.array(value, copy=True, subok=False)
    except Exception as error:
        raise UnusableValue(f"a `{type(value).__name__}` that numpy cannot read ({error})") from error
    if array.dtype.kind not in "biufcU":
        raise UnusableValue(
            f"an array of dtype {array.dtype}; return numbers (rows of different lengths make such arrays)"
        )
    return array


def _plain_key(key: Any) -> str | int:
    if isinstance(key, np.integer):
        return int(key)
    if type(key) in (str, int):
        return key
    raise UnusableValue(
        f"a dict with a key of type `{type(key).__name__}`; use text or whole numbers as keys"
    )


def same(first: Any, second: Any) -> bool:
    """Whether two plain values are identical, NaN equal to NaN, dtype and shape included."""
    if isinstance(first, np.ndarray) or isinstance(second, np.ndarray):
        return (
            isinstance(first, np.ndarray)
            and isinstance(second, np.ndarray)
            and first.dtype == second.dtype
            and first.shape == second.shape
            and first.tobytes() == second.tobytes()
        )
    if type(first) is not type(second):
        return False
    if isinstance(first, (list, tuple)):
        return len(first) == len(second) and all(same(a, b) for a, b in zip(first, second, strict=True))
    if isinstance(first, dict):
        return first.keys() == second.keys() and all(same(first[key], second[key]) for key in first)
    return first == second or (first != first and second != second)


def describe(value: Any) -> str:
    """A short text for a value: numbers as they are, arrays by size and type.

    >>> describe(np.zeros((3, 4), np.uint8))
    '3 x 4 array of uint8'
    """
    if value is None:
        return "None"
    if isinstance(value, np.ndarray):
        if value.size <= 36 and value.ndim <= 2:
            return np.array2string(value, precision=4, suppress_small=True, threshold=40)
        return f"{size_text(value.shape)} array of {value.dtype}"
    if isinstance(value, float):
        return f"{value:.6g}"
    text = repr(value)
    return text if len(text) <= 200 else text[:197] + "..."


def size_text(shape: tuple[int, ...]) -> str:
    """(5, 4) as "5 x 4", (7,) as "7 values", () as "a single number"."""
    if not shape:
        return "a single number"
    if len(shape) == 1:
        return f"{shape[0]} value" + ("" if shape[0] == 1 else "s")
    return " x ".join(str(length) for length in shape)


def describe_argument(value: Any) -> str:
    """An argument as it would be typed in a call, with a name instead of an array's contents."""
    if isinstance(value, np.ndarray):
        if value.size <= 9 and value.ndim <= 2:
            return f"np.array({value.tolist()})"
        if value.ndim in (2, 3) and value.dtype.kind in "buif":
            return "image" if value.ndim == 2 or value.shape[2] in (3, 4) else "images"
        return "array"
    if isinstance(value, (list, tuple)):
        text = repr(value)
        return text if len(text) <= 60 else f"[... {len(value)} items]"
    if isinstance(value, float):
        return f"{value:.4g}" if value != int(value) else f"{value}"
    return repr(value)
