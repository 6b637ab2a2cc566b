"""Plain values as JSON and arrays: the form in which judge and candidate exchange them between processes.

JSON has no tuples, NaN or dicts with numbers as keys. Whatever it lacks becomes an object with one key, the
tag: `{"tuple": [...]}`, `{"float": "nan"}`, `{"array": 0}` for the first of the arrays that travel beside it.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from course.checking.contract.values import MAX_DEPTH, MAX_INT_BITS, MAX_ITEMS, ill_formed

DEEPEST = MAX_DEPTH + 4
"""Levels of nesting: a value's own, inside the arguments inside a message."""

LARGEST_PLAIN_INT = 1 << 63
SPECIAL_FLOATS = {"nan": math.nan, "inf": math.inf, "-inf": -math.inf}
ARRAY_KINDS = {"b": (1,), "i": (1, 2, 4, 8), "u": (1, 2, 4, 8), "f": (2, 4, 8), "c": (8, 16)}
"""Kind of dtype -> bytes of an item. Text ("U") may have any length."""


class BadFrame(Exception):
    """What the other process sent is not a message; says what is wrong with it."""


def travels(dtype: np.dtype) -> bool:
    """Whether arrays of this dtype can be sent: numbers and text, no objects, no records."""
    if dtype.fields is not None or dtype.subdtype is not None:
        return False
    return (dtype.kind == "U" and dtype.itemsize > 0) or dtype.itemsize in ARRAY_KINDS.get(dtype.kind, ())


def to_tree(value: Any) -> tuple[Any, list[np.ndarray]]:
    """Take a value apart.

    Args:
        value: None, bool, int, float, complex, str, numpy array or scalar of numbers or text, dtype, or a
            list, tuple or dict (keys: text or whole numbers) of such.

    Returns:
        What JSON can hold, and the arrays it refers to, each once and in order.

    Raises:
        TypeError: for a value of another type, or a whole number of too many digits.
    """
    arrays: list[np.ndarray] = []
    return _apart(value, arrays), arrays


def _apart(value: Any, arrays: list[np.ndarray]) -> Any:
    kind = type(value)
    if value is None or kind in (bool, str):
        return value
    if kind is int and value.bit_length() <= MAX_INT_BITS:
        return value if abs(value) < LARGEST_PLAIN_INT else {"int": hex(value)}
    if kind is float:
        return value if math.isfinite(value) else {"float": repr(value)}
    if kind is list:
        return [_apart(item, arrays) for item in value]
    if kind is tuple:
        return {"tuple": [_apart(item, arrays) for item in value]}
    if kind is dict:
        return {"dict": [[_key(key), _apart(item, arrays)] for key, item in value.items()]}
    if kind is complex:
        return {"complex": [_apart(value.real, arrays), _apart(value.imag, arrays)]}
    if isinstance(value, np.dtype) and travels(value):
        return {"dtype": value.str}
    if (kind is np.ndarray or isinstance(value, np.generic)) and travels(value.dtype):
        arrays.append(np.asarray(value))
        return {"array" if kind is np.ndarray else "scalar": len(arrays) - 1}
    raise TypeError(f"a value of type `{kind.__name__}` cannot be sent to another process")


def _key(key: Any) -> str | int:
    if type(key) is str or (type(key) is int and abs(key) < LARGEST_PLAIN_INT):
        return key
    raise TypeError(f"a dict with the key {key!r} cannot be sent to another process")


def from_tree(tree: Any, arrays: Sequence[np.ndarray], *, plain: bool) -> Any:
    """Put a value together again; the tree may be anything JSON can hold.

    Args:
        tree: from `to_tree`, or from a hostile process.
        arrays: those it refers to.
        plain: refuse tuples, numpy scalars and dtypes, which a judge sends but never receives.

    Raises:
        BadFrame: for anything that `to_tree` does not make.
    """
    joining = _Joining(arrays, plain)
    value = joining.value(tree, 0)
    if joining.used != len(arrays):
        raise BadFrame(f"{len(arrays) - joining.used} arrays belong to nothing")
    return value


class _Joining:
    """One putting together of one value; counts items and arrays."""

    def __init__(self, arrays: Sequence[np.ndarray], plain: bool) -> None:
        self.used = 0
        self._arrays = arrays
        self._items = 0
        self._tags: dict[str, Callable[[Any, int], Any]] = {
            "array": self._array,
            "dict": self._dict,
            "float": _special_float,
            "int": _large_int,
            "complex": self._complex,
        }
        if not plain:
            self._tags |= {"tuple": self._tuple, "scalar": self._scalar, "dtype": _dtype}

    def value(self, tree: Any, depth: int) -> Any:
        kind = type(tree)
        if tree is None or kind is bool:
            return tree
        if kind is int:
            if abs(tree) >= LARGEST_PLAIN_INT:
                raise BadFrame("a whole number that is too large to stand on its own")
            return tree
        if kind is float:
            if not math.isfinite(tree):
                raise BadFrame("a number beyond all bounds")
            return tree
        if kind is str:
            return _text(tree)
        if depth > DEEPEST:
            raise BadFrame(f"nested more than {DEEPEST} levels deep")
        if kind is list:
            return self._list(tree, depth)
        if len(tree) != 1:
            raise BadFrame(f"an object of {len(tree)} keys where one tag belongs")
        ((tag, content),) = tree.items()
        read = self._tags.get(tag)
        if read is None:
            raise BadFrame("an unknown tag")
        return read(content, depth)

    def _list(self, content: Any, depth: int) -> list[Any]:
        if type(content) is not list:
            raise BadFrame("something else where a list belongs")
        self._items += len(content)
        if self._items > MAX_ITEMS + DEEPEST:
            raise BadFrame(f"more than {MAX_ITEMS:,} items")
        return [self.value(item, depth + 1) for item in content]

    def _tuple(self, content: Any, depth: int) -> tuple[Any, ...]:
        return tuple(self._list(content, depth))

    def _dict(self, content: Any, depth: int) -> dict[str | int, Any]:
        if type(content) is not list:
            raise BadFrame("something else where a list of pairs belongs")
        self._items += len(content)
        if self._items > MAX_ITEMS + DEEPEST:
            raise BadFrame(f"more than {MAX_ITEMS:,} items")
        result: dict[str | int, Any] = {}
        for pair in content:
            if type(pair) is not list or len(pair) != 2 or type(pair[0]) not in (str, int):
                raise BadFrame("something else where a key and a value belong")
            key = self.value(pair[0], depth)
            if key in result:
                raise BadFrame("a key that occurs twice")
            result[key] = self.value(pair[1], depth + 1)
        return result

    def _array(self, content: Any, depth: int) -> np.ndarray:
        if type(content) is not int or content != self.used or content >= len(self._arrays):
            raise BadFrame("an array that is not the next one")
        self.used += 1
        return self._arrays[content]

    def _scalar(self, content: Any, depth: int) -> Any:
        """A numpy scalar."""
        array = self._array(content, depth)
        if array.ndim:
            raise BadFrame("an array where a single number belongs")
        return array[()]

    def _complex(self, content: Any, depth: int) -> complex:
        parts = self._list(content, depth)
        if [type(part) for part in parts] != [float, float]:
            raise BadFrame("a complex number that is not two numbers")
        return complex(*parts)


def _text(text: str) -> str:
    if ill_formed(text):
        raise BadFrame("text with half a character in it")
    return text


def _special_float(content: Any, depth: int) -> float:
    if type(content) is not str or content not in SPECIAL_FLOATS:
        raise BadFrame("an unknown special number")
    return SPECIAL_FLOATS[content]


def _large_int(content: Any, depth: int) -> int:
    if type(content) is not str or len(content) > MAX_INT_BITS // 4 + 3:
        raise BadFrame("a whole number of too many digits")
    try:
        value = int(content, 16)
    except ValueError:
        raise BadFrame("a whole number that is none") from None
    if abs(value) < LARGEST_PLAIN_INT or hex(value) != content:
        raise BadFrame("a whole number in an odd spelling")
    return value


def _dtype(content: Any, depth: int) -> np.dtype:
    dtype = np.dtype(content)
    if not travels(dtype):
        raise BadFrame("an unknown dtype")
    return dtype
