"""The values that cross between judge and candidate: arrays, numbers, text, lists and dicts, nothing else.

Everything a candidate returns is rebuilt from these plain types before a judge sees it, so an object
whose `__eq__` always says yes never reaches a comparison, and the same judge can work on values that
came from another process.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import numpy as np

MAX_DEPTH = 20
MAX_ITEMS = 1_000_000
MAX_ARRAY_BYTES = 256 << 20

MAX_INT_BITS = 8192
"""Python refuses to write whole numbers of more than 4,300 digits; this is 2,467."""

NARROWER = {np.longdouble: np.float64, np.clongdouble: np.complex128}
"""The widest floats differ from machine to machine; nothing here needs them."""

LONGEST_TEXT = 200
"""Characters of a value that a message shows."""


class UnusableValue(ValueError):
    """A returned object is none of the plain types; the message says what to return instead."""


def to_plain(value: Any) -> Any:
    """Rebuild a value from plain types.

    Args:
        value: anything a candidate returned. Tuples become lists, NumPy scalars become Python
            numbers, tensors and other array-likes become arrays, dtypes what they print as ("dtype('uint8')"),
            subclasses their base type (read by the base type's own methods, whatever the subclass overrides).

    Returns:
        None, bool, int, float, complex, str, a numpy array of numbers, or a list or dict of such.

    Raises:
        UnusableValue: for anything else.
    """
    return _Rebuilding().value(value, 0)


class _Rebuilding:
    """One rebuilding of one value; counts the items so that a list of lists of lists has an end."""

    def __init__(self) -> None:
        self._items = 0

    def value(self, value: Any, depth: int) -> Any:
        kind = type(value)
        if value is None or kind in (bool, float, complex):
            return value
        if issubclass(kind, int):
            return _bounded_int(int.__int__(value))
        if kind is str:
            return _whole_text(value)
        if depth > MAX_DEPTH:
            raise UnusableValue(f"a list nested more than {MAX_DEPTH} levels deep")
        if issubclass(kind, np.generic):
            return _plain_scalar(value)
        if issubclass(kind, np.dtype) or (kind is type and issubclass(value, np.generic)):
            return repr(value)
        if issubclass(kind, np.ndarray):
            return _plain_array(value)
        for base in (list, tuple):
            if issubclass(kind, base):
                return [self._item(item, depth) for item in base.__iter__(value)]
        if issubclass(kind, dict):
            return self._dict(dict.items(value), depth)
        if issubclass(kind, float):
            return float.__float__(value)
        if issubclass(kind, str):
            return _whole_text(str.__str__(value))
        if hasattr(kind, "__array__") or hasattr(kind, "__array_interface__"):
            return _plain_array(value)
        if issubclass(kind, Mapping):
            return self._dict(value.items(), depth)
        raise UnusableValue(_advice(value))

    def _item(self, item: Any, depth: int) -> Any:
        self._items += 1
        if self._items > MAX_ITEMS:
            raise UnusableValue(f"more than {MAX_ITEMS:,} items in lists; return a numpy array")
        return self.value(item, depth + 1)

    def _dict(self, pairs: Iterable[tuple[Any, Any]], depth: int) -> dict[str | int, Any]:
        return {_plain_key(key): self._item(item, depth) for key, item in pairs}


def _advice(value: Any) -> str:
    kind = type(value).__name__
    if isinstance(value, (Iterator, range)) or kind.startswith("dict_"):
        return f"a {kind}; wrap it in list(...) or np.array(list(...))"
    if isinstance(value, (set, frozenset)):
        return "a set, which has no order; return sorted(...) of it"
    if isinstance(value, BaseException):
        return f"a {kind}; write `raise` in place of `return`"
    if callable(value):
        return f"the function `{getattr(value, '__name__', kind)}` itself; call it with (...)"
    return f"an object of type `{kind}`"


def _bounded_int(value: int) -> int:
    if value.bit_length() > MAX_INT_BITS:
        raise UnusableValue(f"{describe(value)}; the answer should be far smaller")
    return value


def _whole_text(text: str) -> str:
    if ill_formed(text):
        raise UnusableValue("text with half a character in it (a lone surrogate), which cannot be stored")
    return text


def ill_formed(text: str) -> bool:
    """Whether a text holds half a character (a lone surrogate), which no file or page can hold."""
    return not text.isascii() and text != well_formed(text)


COLOURS = re.compile(r"\x1b\[[0-9;]*m")


def without_colours(text: str) -> str:
    """The text without what makes a terminal write in colours or bold."""
    return COLOURS.sub("", text)


def well_formed(text: str) -> str:
    """The text with every half character written as an escape."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def _plain_scalar(value: np.generic) -> Any:
    return _plain_array(value).item()


def _plain_array(value: Any) -> np.ndarray:
    nbytes = getattr(value, "nbytes", 0)
    if isinstance(nbytes, int) and nbytes > MAX_ARRAY_BYTES:
        raise UnusableValue(f"an array of {nbytes / 1e9:.3g} GB; the answer should be far smaller")
    try:
        array = np.array(value, copy=True, subok=False)
    except Exception as error:
        raise UnusableValue(f"a `{type(value).__name__}` that numpy cannot read ({error})") from error
    if array.dtype.kind == "O":
        raise UnusableValue(
            "an array of dtype object; return numbers (rows of different lengths make such arrays)"
        )
    if array.dtype.kind not in "biufcU":
        raise UnusableValue(f"an array of dtype {array.dtype}; return numbers")
    if array.dtype == bool:
        return array.view(np.uint8) != 0  # bytes of 255, seen as truth values, would be counted wrongly
    return array.astype(NARROWER[array.dtype.type]) if array.dtype.type in NARROWER else array


def _plain_key(key: Any) -> str | int:
    if isinstance(key, np.integer):
        return int(_plain_scalar(key))
    if type(key) is int:
        return key
    if isinstance(key, str):
        return _whole_text(str.__str__(key))
    raise UnusableValue(
        f"a dict with a key of type `{type(key).__name__}`; use text or whole numbers as keys"
    )


def same(first: Any, second: Any) -> bool:
    """Whether two plain values are identical, NaN equal to NaN, dtype and shape included.

    Two values of one other type (a generator, a model) count as the same: there is no way to tell.
    """
    if type(first) is not type(second):
        return False
    if isinstance(first, np.ndarray):
        return (
            first.dtype == second.dtype
            and first.shape == second.shape
            and first.tobytes() == second.tobytes()
        )
    if isinstance(first, (list, tuple)):
        return len(first) == len(second) and all(same(a, b) for a, b in zip(first, second, strict=True))
    if isinstance(first, dict):
        return same(list(first), list(second)) and all(same(first[key], second[key]) for key in first)
    if isinstance(first, (bool, int, float, complex, str)):
        return first == second or (first != first and second != second)
    return True


def describe(value: Any) -> str:
    """A short text for a value: numbers as they are, arrays by size and type.

    >>> describe(np.zeros((3, 4), np.uint8))
    '3 x 4 array of uint8'
    """
    if value is None:
        return "None"
    if isinstance(value, np.ndarray):
        if not value.size:
            return f"an empty array (shape {value.shape})"
        if value.size <= 36 and value.ndim <= 2:
            return np.array2string(value, precision=4, suppress_small=True, threshold=40)
        return f"{size_text(value.shape)} array of {value.dtype}"
    if isinstance(value, float):
        return f"{value:.6g}"
    if isinstance(value, int) and value.bit_length() > 200:
        return f"a whole number of about {int(value.bit_length() * 0.30103):,} digits"
    if isinstance(value, list) and len(value) > LONGEST_TEXT:
        return f"a list of {len(value):,} items"
    return shortened(repr(value))


def shortened(text: str, longest: int = LONGEST_TEXT) -> str:
    """The text, or its beginning and an ellipsis."""
    return text if len(text) <= longest else text[: longest - 3] + "..."


def size_text(shape: tuple[int, ...]) -> str:
    """(5, 4) as "5 x 4", (7,) as "7 values", () as "a single number"."""
    if not shape:
        return "a single number"
    if len(shape) == 1:
        return f"{shape[0]} value" + ("" if shape[0] == 1 else "s")
    return " x ".join(str(length) for length in shape)


def describe_argument(value: Any, name: str = "") -> str:
    """An argument as it would be typed in a call, with a name instead of an array's contents.

    Args:
        value: the argument.
        name: the parameter's own name, "" when unknown.
    """
    if isinstance(value, np.generic):
        value = value.item()
    if callable(value):
        return name or str(getattr(value, "__name__", "function"))
    if isinstance(value, np.ndarray):
        if value.size <= 9 and value.ndim <= 2:
            return f"np.array({value.tolist()})"
        if name:
            return name
        if value.ndim in (2, 3, 4) and value.dtype.kind in "buif":
            return "image" if value.ndim == 2 or (value.ndim == 3 and value.shape[2] in (3, 4)) else "images"
        return "array"
    if isinstance(value, (list, tuple, dict)):
        text = repr(value) if len(value) <= 20 else ""
        if 0 < len(text) <= 60 and "\n" not in text:
            return text
        return f"{{... {len(value)} items}}" if isinstance(value, dict) else f"[... {len(value)} items]"
    if isinstance(value, float):
        return f"{value}" if value.is_integer() else f"{value:.4g}"
    return shortened(describe(value), 60)
