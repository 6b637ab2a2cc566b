"""The 8 x 8 handwritten digits that come with scikit-learn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course.data.dataset import DataFile, DataSet, package_folder

if TYPE_CHECKING:
    import numpy as np


def digits() -> tuple[np.ndarray, np.ndarray]:
    """1,797 handwritten digits of 13 writers, always in the same order.

    Each pixel counts the ink in a block of 4 x 4 dots, 0 to 16, here divided by 16.
    The test part of the UCI set, E. Alpaydin and C. Kaynak (1998), CC BY 4.0.

    Returns:
        images, float32 (1797, 8, 8) in [0, 1], and labels, int64 (1797,) in 0..9.
    """
    import io

    import numpy as np

    # Reading the table here takes 20 ms; importing scikit-learn to do the same takes a second.
    table = np.loadtxt(io.BytesIO(DIGITS.read(DIGITS.files[0])), delimiter=",", dtype=np.float32)
    images = (table[:, :-1] / 16).reshape(-1, 8, 8)
    return images, table[:, -1].astype(np.int64)


DIGITS = DataSet(
    name="digits",
    title="1,797 digits, 8 x 8",
    licence="CC-BY-4.0",
    source="Alpaydin and Kaynak, UCI",
    kind="package",
    comes_with="scikit-learn",
    files=(
        DataFile(
            "digits.csv.gz",
            size_bytes=57_523,
            sha256="09f66e6debdee2cd2b5ae59e0d6abbb73fc2b0e0185d2e1957e9ebb51e23aa22",
            content_sha256="6ebb3d2fee246a4e99363262ddf8a00a3c41bee6014c373ed9d9216ba7f651b8",
        ),
    ),
    folders=lambda: package_folder("sklearn", "datasets", "data"),
    load=digits,
)
