"""Fashion-MNIST: 28 x 28 pictures of garments in ten classes (Zalando SE, MIT licence).

A stratified subset is part of the course; the full set is read from Debian's package
`dataset-fashion-mnist` if that is installed, or from where `workbook data fetch fashion-mnist` puts it.
Source: H. Xiao, K. Rasul, R. Vollgraf, "Fashion-MNIST", arXiv:1708.07747 (2017).
"""

from __future__ import annotations

import io
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from course.data.dataset import EMBEDDED_FOLDER, DataFile, DataSet, user_data_folder

if TYPE_CHECKING:
    import numpy as np

FASHION_CLASSES = (
    "T-shirt/top",
    "Trouser",
    "Pullover",
    "Dress",
    "Coat",
    "Sandal",
    "Shirt",
    "Sneaker",
    "Bag",
    "Ankle boot",
)
SPLITS = ("train", "test")
DEBIAN_FOLDER = Path("/usr/share/datasets/fashion-mnist")
SIDE = 28  # pixels
IMAGES_HEADER, LABELS_HEADER = 16, 8  # bytes before the data in the IDX format


def fashion_mnist(split: str = "train", *, full: bool = False) -> tuple[np.ndarray, np.ndarray]:
    """Pictures of garments, light on black, and their classes.

    Args:
        split: "train" or "test".
        full: False for the subset that is part of the course: 10,000 training and 2,000 test pictures,
            every class equally often, in the order of the full set. True for all 60,000 and 10,000.

    Returns:
        images, uint8 (N, 28, 28) in 0..255, and labels, int64 (N,) in 0..9, which index `FASHION_CLASSES`.

    Raises:
        ValueError: there is no such split.
        DataError: the full set is not on this machine (nothing is downloaded unasked), or a file is damaged.
    """
    if split not in SPLITS:
        raise ValueError(f"fashion_mnist has the splits 'train' and 'test', not {split!r}.")
    if full:
        return _read_full(split)
    images, labels, _ = read_subset(split)
    return images, labels


def read_subset(split: str) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Read the embedded subset.

    Args:
        split: "train" or "test".

    Returns:
        images, uint8 (N, 28, 28), labels, int64 (N,), and rows, int64 (N,): their rows in the full set, rising.

    Raises:
        DataError: the file is damaged or missing.
    """
    import numpy as np
    from PIL import Image

    content = io.BytesIO(SUBSET.read(SUBSET.files[0]))
    with np.load(content, allow_pickle=False) as arrays:
        sheet = np.asarray(Image.open(io.BytesIO(arrays[f"{split}_sheet"].tobytes())))
        labels, rows = (arrays[f"{split}_{part}"].astype(np.int64) for part in ("labels", "rows"))
    across = sheet.shape[1] // SIDE
    images = sheet.reshape(-1, SIDE, across, SIDE).swapaxes(1, 2).reshape(-1, SIDE, SIDE)
    # The sheet is sorted by class because that packs better; lessons want the classes mixed.
    order = np.argsort(rows)
    return images[order], labels[order], rows[order]


def _read_full(split: str) -> tuple[np.ndarray, np.ndarray]:
    import numpy as np

    images_file, labels_file = FULL.files[:2] if split == "train" else FULL.files[2:]
    # The hash of the content is checked, so the header holds what we expect and can be skipped.
    images = np.frombuffer(FULL.read(images_file), dtype=np.uint8, offset=IMAGES_HEADER)
    labels = np.frombuffer(FULL.read(labels_file), dtype=np.uint8, offset=LABELS_HEADER)
    return images.reshape(-1, SIDE, SIDE).copy(), labels.astype(np.int64)


SUBSET = DataSet(
    name="fashion-mnist-subset",
    title="10,000 + 2,000 garments",
    licence="MIT",
    source="Zalando SE",
    kind="embedded",
    comes_with="the course",
    files=(
        DataFile(
            "fashion_mnist_subset.npz",
            size_bytes=4_719_112,
            sha256="a1d3149b17f59c9fd00f2c9502241f4f881218834e5011902fc41d6c5623f400",
        ),
    ),
    folders=lambda: (EMBEDDED_FOLDER,),
    load=fashion_mnist,
)

FULL = DataSet(
    name="fashion-mnist",
    title="60,000 + 10,000 garments",
    licence="MIT",
    source="Zalando SE",
    kind="download",
    comes_with="Debian's dataset-fashion-mnist",
    files=(
        DataFile(
            "train-images-idx3-ubyte.gz",
            size_bytes=26_421_880,
            sha256="3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84",
            content_sha256="c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888",
        ),
        DataFile(
            "train-labels-idx1-ubyte.gz",
            size_bytes=29_515,
            sha256="a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845",
            content_sha256="bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9",
        ),
        DataFile(
            "t10k-images-idx3-ubyte.gz",
            size_bytes=4_422_102,
            sha256="346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073",
            content_sha256="5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b",
        ),
        DataFile(
            "t10k-labels-idx1-ubyte.gz",
            size_bytes=5_148,
            sha256="67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5",
            content_sha256="0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34",
        ),
    ),
    folders=lambda: (user_data_folder() / "fashion-mnist", DEBIAN_FOLDER),
    load=partial(fashion_mnist, full=True),
    url="https://storage.googleapis.com/tensorflow/tf-keras-datasets",
)
