"""What a lesson gets from `course.data`, and what the registry says about it."""

import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import skimage.data
from sklearn.datasets import load_digits

from course import data
from course.data import dataset, fashion, registry
from course.data.dataset import DataError, UnknownDataSetError
from course.data.make_fashion_mnist_subset import draw_rows, write_npz
from course.data.skimage_pictures import PICTURES


def arrays_of(loaded):
    return loaded if isinstance(loaded, tuple) else (loaded,)


here = pytest.mark.parametrize(
    "data_set",
    [data_set for data_set in registry.all_data_sets() if data_set.kind != "download"],
    ids=lambda data_set: data_set.name,
)


@here
def test_every_embedded_data_set_is_here_and_whole(data_set):
    assert data_set.present()
    assert data_set.location().is_dir()
    assert [data_set.check(file) for file in data_set.files] == ["ok"] * len(data_set.files)
    path = data_set.location() / data_set.files[0].name
    assert path.stat().st_size == data_set.files[0].size_bytes
    assert data_set.licence and data_set.source and data_set.title


@here
def test_arrays_are_your_own(data_set):
    before = [array.copy() for array in arrays_of(data_set.load())]
    for array in arrays_of(data_set.load()):
        array[...] = 7
    for array, expected in zip(arrays_of(data_set.load()), before, strict=True):
        np.testing.assert_array_equal(array, expected)


@pytest.mark.parametrize("data_set", PICTURES, ids=lambda data_set: data_set.name)
def test_pictures_are_those_of_scikit_image(data_set):
    name = data_set.name.replace("-", "_")
    picture = getattr(data, name)()
    assert picture.dtype == np.uint8
    assert picture.ndim == 2 or picture.shape[2] == 3
    if name == "horse":  # scikit-image gives it as bool
        picture = picture > 127
    np.testing.assert_array_equal(picture, getattr(skimage.data, name)())


@pytest.mark.parametrize("data_set", PICTURES, ids=lambda data_set: data_set.name)
def test_docstrings_of_pictures_tell_the_truth(data_set):
    picture = data_set.load()
    documented = " ".join(data_set.load.__doc__.split())
    assert f"uint8 {picture.shape}" in documented
    if low_high := re.search(r"(\d+)\.\.(\d+)", documented):
        assert tuple(map(int, low_high.groups())) == (picture.min(), picture.max())


def test_every_public_function_is_in_the_registry():
    functions = {name for name in data.__all__ if name.islower()}
    names = {data_set.name.replace("-", "_") for data_set in registry.all_data_sets()}
    assert functions | {"fashion_mnist_subset"} == names


def test_digits_are_those_of_scikit_learn():
    images, labels = data.digits()
    expected = load_digits()
    assert (images.dtype, labels.dtype) == (np.float32, np.int64)
    assert (images.min(), images.max()) == (0.0, 1.0)
    np.testing.assert_array_equal(images * 16, expected.images)
    np.testing.assert_array_equal(labels, expected.target)


@pytest.mark.parametrize(("split", "per_class"), [("train", 1000), ("test", 200)])
def test_the_subset_is_stratified_and_mixed(split, per_class):
    images, labels = data.fashion_mnist(split)
    assert (images.shape, images.dtype) == ((10 * per_class, 28, 28), np.uint8)
    assert (labels.shape, labels.dtype) == ((10 * per_class,), np.int64)
    np.testing.assert_array_equal(np.bincount(labels), [per_class] * 10)
    assert len(set(labels[:50])) == 10
    assert len(data.FASHION_CLASSES) == 10


@pytest.mark.parametrize("split", ["train", "test"])
def test_the_subset_is_rows_of_the_full_set(split, debian):
    images, labels, rows = fashion.read_subset(split)
    all_images, all_labels = data.fashion_mnist(split, full=True)
    assert all_images.shape == ((60_000 if split == "train" else 10_000), 28, 28)
    assert np.all(np.diff(rows) > 0)
    np.testing.assert_array_equal(images, all_images[rows])
    np.testing.assert_array_equal(labels, all_labels[rows])


def test_the_draw_can_be_repeated(debian):
    from course.data.make_fashion_mnist_subset import PER_CLASS, SEED

    rng = np.random.default_rng(SEED)
    for split, per_class in PER_CLASS.items():
        rows = draw_rows(data.fashion_mnist(split, full=True)[1], per_class, rng)
        np.testing.assert_array_equal(np.sort(rows), fashion.read_subset(split)[2])


def test_written_files_do_not_depend_on_the_clock(tmp_path, monkeypatch):
    arrays = {"train_rows": np.arange(5)}
    write_npz(tmp_path / "now.npz", arrays)
    monkeypatch.setattr("time.localtime", lambda *_: (2001, 2, 3, 4, 5, 6, 0, 0, 0))
    write_npz(tmp_path / "then.npz", arrays)
    assert (tmp_path / "now.npz").read_bytes() == (tmp_path / "then.npz").read_bytes()
    np.testing.assert_array_equal(np.load(tmp_path / "now.npz")["train_rows"], np.arange(5))


def test_a_wrong_split_names_the_right_ones():
    with pytest.raises(ValueError, match="'train' and 'test', not 'validation'"):
        data.fashion_mnist("validation")


def test_the_full_set_is_never_downloaded_unasked(home):
    with pytest.raises(DataError, match=r"not on this machine.*workbook data fetch fashion-mnist.*31 MB"):
        data.fashion_mnist("test", full=True)
    assert not home.exists()


@pytest.mark.parametrize("name", ["fashion-mnist", "fashion_mnist", " Fashion-MNIST "])
def test_names_are_found_however_they_are_written(name):
    assert registry.get(name).name == "fashion-mnist"


def test_an_unknown_name_gets_the_nearest():
    with pytest.raises(UnknownDataSetError, match=r"'fashon-mnist'.*Did you mean fashion-mnist"):
        registry.get("fashon-mnist")
    with pytest.raises(UnknownDataSetError, match="workbook data list"):
        registry.get("zzz")


def test_a_damaged_picture_is_an_error_not_a_picture(tmp_path, monkeypatch):
    good = registry.get("coins").location() / "coins.png"
    (tmp_path / "coins.png").write_bytes(good.read_bytes()[:-1000])
    monkeypatch.setattr("course.data.skimage_pictures.package_folder", lambda *_: (tmp_path,))
    with pytest.raises(DataError, match=r"coins\.png is damaged.*install scikit-image again"):
        data.coins()
    with pytest.raises(DataError, match="'page' is not on this machine"):
        data.page()


def test_a_package_that_is_not_installed_is_an_absent_data_set(monkeypatch):
    monkeypatch.setattr("course.data.dataset.find_spec", lambda _: None)
    assert not registry.get("coins").present()
    assert registry.get("coins").location() is None


def test_without_a_wish_downloads_go_into_the_users_own_data_folder(monkeypatch):
    monkeypatch.delenv("WORKBOOK_DATA", raising=False)
    folder = dataset.user_data_folder()
    assert folder.is_absolute() and "image-recognition-workbook" in folder.parts
    monkeypatch.setenv("WORKBOOK_DATA", "~/elsewhere")
    assert dataset.user_data_folder() == Path.home() / "elsewhere"


def test_looking_at_the_registry_imports_no_heavy_library():
    heavy = "skimage sklearn PIL pooch requests scipy tensorflow"
    code = (
        "import sys; before = set(sys.modules); from course.data import registry\n"
        "assert all(d.present() for d in registry.all_data_sets() if d.kind != 'download')\n"
        f"print([name for name in {heavy.split()} if name in sys.modules and name not in before])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
