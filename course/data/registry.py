"""The data sets of the course, by name."""

from difflib import get_close_matches

from course.data.dataset import DataSet, UnknownDataSetError
from course.data.fashion import FULL, SUBSET
from course.data.handwritten_digits import DIGITS
from course.data.skimage_pictures import PICTURES

_BY_NAME = {data_set.name: data_set for data_set in (SUBSET, FULL, DIGITS, *PICTURES)}


def all_data_sets() -> tuple[DataSet, ...]:
    """List every data set: first those with many images, then the single pictures."""
    return tuple(_BY_NAME.values())


def get(name: str) -> DataSet:
    """Look up a data set; `fashion_mnist` and `Fashion-MNIST` find `fashion-mnist` too.

    Raises:
        UnknownDataSetError: there is none of that name; the message gives the nearest.
    """
    data_set = _BY_NAME.get(_normal(name))
    if data_set is None:
        near = get_close_matches(_normal(name), _BY_NAME, n=3)
        hint = f"Did you mean {' or '.join(near)}?" if near else "`workbook data list` shows them all."
        raise UnknownDataSetError(f"There is no data set called {name!r}. {hint}")
    return data_set


def _normal(name: str) -> str:
    return name.strip().lower().replace("_", "-")
