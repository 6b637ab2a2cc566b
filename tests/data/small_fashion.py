"""A Fashion-MNIST of 40 + 10 pictures with the names, formats and rules of the real one, for the download tests.

Also a program: `python small_fashion.py URL [LIMIT]` fetches it in a process of its own, with files limited
to LIMIT bytes.
"""

import gzip
import hashlib
import struct
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np

from course.data import fashion, registry
from course.data.dataset import DataFile, DataSet


def small_fashion() -> tuple[DataSet, dict[str, bytes]]:
    """Make the data set and the files, name -> bytes, that its server would have."""
    rng = np.random.default_rng(0)
    served, files = {}, []
    for split, number in (("train", 40), ("t10k", 10)):
        images = rng.integers(0, 256, (number, 28, 28), dtype=np.uint8)
        labels = np.resize(np.arange(10, dtype=np.uint8), number)
        for name, content in (
            (f"{split}-images-idx3-ubyte.gz", struct.pack(">IIII", 2051, number, 28, 28) + images.tobytes()),
            (f"{split}-labels-idx1-ubyte.gz", struct.pack(">II", 2049, number) + labels.tobytes()),
        ):
            served[name] = gzip.compress(content, mtime=1)
            hashes = (hashlib.sha256(data).hexdigest() for data in (served[name], content))
            files.append(DataFile(name, len(served[name]), *hashes))
    return replace(fashion.FULL, files=tuple(files)), served


def main() -> None:
    data_set, _ = small_fashion()
    fashion.FULL = registry._BY_NAME["fashion-mnist"] = data_set
    fashion.DEBIAN_FOLDER = Path("no such folder")
    if len(sys.argv) > 2:
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), int(sys.argv[2])))
    from course.data.download import fetch

    fetch("fashion-mnist", base_url=sys.argv[1])


if __name__ == "__main__":
    main()
