"""What a candidate returns is rebuilt from plain types, so nothing it returns can lie in a comparison."""

import datetime
import itertools
from fractions import Fraction

import numpy as np
import pytest

from course.checking import expect
from course.checking.contract.values import (
    UnusableValue,
    describe,
    describe_argument,
    same,
    size_text,
    to_plain,
)
from course.checking.contract.verdict import Outcome
from tests.checking.reading import assert_reads, judged, readings, returns_to


class AlwaysEqual:
    __hash__ = None

    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return False


class LyingArray(np.ndarray):
    def __eq__(self, other):
        return np.ones(self.shape, bool)

    def __sub__(self, other):
        return np.zeros(self.shape)

    def astype(self, *args, **kwargs):
        return self


class LyingFloat(float):
    def __eq__(self, other):
        return True

    def __float__(self):
        return 5.0

    __hash__ = float.__hash__


class LyingInt(int):
    def __eq__(self, other):
        return True

    def __int__(self):
        return 5

    __hash__ = int.__hash__


class LyingText(str):
    def __eq__(self, other):
        return True

    def __str__(self):
        return "right"

    __hash__ = str.__hash__


class LyingList(list):
    def __iter__(self):
        return iter([5])

    def __len__(self):
        return 1

    def __eq__(self, other):
        return True

    __hash__ = None


class LyingDict(dict):
    def items(self):
        return {"a": 5}.items()

    def keys(self):
        return {"a": 5}.keys()

    __iter__ = keys


class LyingScalar(np.float64):
    def item(self):
        return AlwaysEqual()

    def __eq__(self, other):
        return True

    __hash__ = np.float64.__hash__


@pytest.mark.parametrize(
    ("lie", "plain"),
    [
        (LyingFloat(2), 2.0),
        (LyingInt(2), 2),
        (LyingText("wrong"), "wrong"),
        (LyingList([2, 3]), [2, 3]),
        (LyingDict(b=2), {"b": 2}),
        (LyingScalar(2), 2.0),
    ],
    ids=lambda value: type(value).__name__,
)
def test_a_subclass_is_rebuilt_as_what_it_really_holds(lie, plain):
    rebuilt = to_plain(lie)
    assert type(rebuilt) is type(plain)
    assert rebuilt == plain


def test_a_subclass_of_array_is_rebuilt_as_an_array():
    rebuilt = to_plain(np.zeros((2, 2)).view(LyingArray))
    assert type(rebuilt) is np.ndarray
    assert not (rebuilt == 5).any()


@pytest.mark.parametrize(
    "lie",
    [
        AlwaysEqual(),
        [AlwaysEqual()],
        np.array([AlwaysEqual()], dtype=object),
        np.zeros(1).view(LyingArray),
        LyingFloat(1),
        LyingScalar(1),
        LyingList([1]),
    ],
    ids=lambda value: type(value).__name__,
)
def test_no_lie_passes_any_comparison(lie):
    for judge in (
        lambda value: expect.close(value, 5),
        lambda value: expect.equal(value, 5),
        lambda value: expect.equal(value, [5]),
        lambda value: expect.close(value, np.array([5.0])),
        lambda value: expect.accuracy(value, np.array([5]), 0.1),
    ):
        assert judged(lambda x: lie, returns_to(judge)).outcome is Outcome.FAILED


@pytest.mark.parametrize(
    ("value", "plain"),
    [
        ((1, (2.5, "a")), [1, [2.5, "a"]]),
        (np.int64(3), 3),
        (np.float32(0.5), 0.5),
        (np.longdouble(0.5), 0.5),
        (np.bool_(True), True),
        (np.str_("a"), "a"),
        (np.uint8, "<class 'numpy.uint8'>"),
        (np.dtype("float32"), "dtype('float32')"),
        ({np.int64(1): None, "b": (1,)}, {1: None, "b": [1]}),
    ],
)
def test_everyday_values_become_plain(value, plain):
    rebuilt = to_plain(value)
    assert rebuilt == plain
    assert type(rebuilt) is type(plain)


def test_array_likes_become_arrays():
    class Tensor:
        def __array__(self, dtype=None, copy=None):
            return np.ones((2, 3), np.float32)

    for value in (Tensor(), np.ma.ones((2, 3)), with_an_interface()):
        assert type(to_plain(value)) is np.ndarray


def with_an_interface():
    class Picture:
        __array_interface__ = np.ones((2, 3)).__array_interface__

    return Picture()


@pytest.mark.parametrize(
    ("value", "phrase"),
    [
        (iter([1]), "a list_iterator; wrap it in list(...)"),
        (itertools.count(), "a count; wrap it"),
        (range(3), "a range; wrap it"),
        ({}.keys(), "a dict_keys; wrap it"),
        ({3}, "a set, which has no order"),
        (np.array([None]), "dtype object"),
        (np.datetime64("2020-01-01"), "dtype datetime64"),
        (np.void(b"abc"), "dtype |V3"),
        (datetime.date(2020, 1, 1), "an object of type `date`"),
        (Fraction(1, 2), "an object of type `Fraction`"),
        (b"bytes", "an object of type `bytes`"),
        ({(1, 2): 3}, "a key of type `tuple`"),
        (len, "the function `len` itself"),
        (np.broadcast_to(0.0, (10**6, 10**6)), "an array of 8e+03 GB"),
    ],
)
def test_other_values_are_refused_with_advice(value, phrase):
    with pytest.raises(UnusableValue) as refusal:
        to_plain(value)
    assert phrase in str(refusal.value)


def test_nesting_without_an_end_is_refused():
    loop = []
    loop.append(loop)
    of_a_million_million_million = [0]
    for _ in range(18):
        of_a_million_million_million = [of_a_million_million_million] * 10
    for value in (loop, of_a_million_million_million):
        with pytest.raises(UnusableValue):
            to_plain(value)


def test_a_value_that_raises_when_it_is_looked_at_is_the_learners_error():
    class Odd:
        def __array__(self, dtype=None, copy=None):
            raise RuntimeError("no pixels")

    verdict = judged(lambda x: Odd(), returns_to(expect.array))
    assert_reads(verdict, Outcome.FAILED, "a Odd that numpy cannot read (no pixels)")


def test_a_value_that_hangs_when_it_is_looked_at_runs_into_the_time_limit():
    class Endless:
        def __array__(self, dtype=None, copy=None):
            while True:
                pass

    verdict = judged(lambda x: Endless(), returns_to(expect.array, seconds=0.1))
    assert_reads(verdict, Outcome.ERROR, "had not returned after 0.1 seconds")


@pytest.mark.parametrize(
    ("first", "second", "equal"),
    [
        (np.array([np.nan]), np.array([np.nan]), True),
        (np.zeros(2), np.zeros(2, np.float32), False),
        (np.zeros((2, 1)), np.zeros((1, 2)), False),
        ([1, {"a": float("nan")}], [1, {"a": float("nan")}], True),
        ([1], [True], False),
        ({"a": 1}, {"b": 1}, False),
        ((1,), [1], False),
    ],
)
def test_same(first, second, equal):
    assert same(first, second) is equal


def test_descriptions_are_short_and_never_fail():
    values = [
        None,
        1e-300,
        10**6000,
        "x" * 10**6,
        [1] * 10**6,
        np.zeros((9, 9)),
        np.eye(2),
        {"a": [1]},
        1j,
        True,
    ]
    for value in values:
        assert len(describe(value)) <= 250
        assert describe_argument(value)
    assert describe(10**6000) == "a whole number of about 6,000 digits"
    assert [size_text(shape) for shape in [(), (1,), (7,), (5, 4)]] == [
        "a single number",
        "1 value",
        "7 values",
        "5 x 4",
    ]
    assert describe_argument(float("nan")) == "nan"


def test_bytes_seen_as_truth_values_become_ordinary_ones():
    mask = np.array([0, 1, 255], np.uint8).view(bool)
    assert to_plain(mask).view(np.uint8).tolist() == [0, 1, 1]


def test_the_widest_floats_become_ordinary_ones():
    assert to_plain(np.array([1.5], np.longdouble)).dtype == np.float64
    assert to_plain(np.array([1.5j], np.clongdouble)).dtype == np.complex128
    assert type(to_plain(np.longdouble(1.5))) is float


@pytest.mark.parametrize(
    ("value", "phrase"),
    [
        (1 << 9000, "a whole number of about 2,709 digits"),
        ("half \ud800", "half a character"),
        ({"half \ud800": 1}, "half a character"),
        (["half \udfff"], "half a character"),
    ],
)
def test_what_no_file_or_page_can_hold_is_refused(value, phrase):
    with pytest.raises(UnusableValue, match=phrase):
        to_plain(value)


def test_an_error_with_half_a_character_in_its_text_still_makes_a_card():
    def fails(x):
        print("half \ud800")
        raise ValueError("half \ud800")

    verdict = judged(fails, returns_to(expect.number))
    for text in readings(verdict):
        text.encode()
    assert_reads(verdict, Outcome.ERROR, "half \\ud800")
