"""Download of optional data sets: hashes pinned, all or nothing, and every failure explained.

A file is written under a temporary name in its own folder, checked, and only then given its name in one
step. So a file that has its name is whole, whatever stopped an earlier download, and two downloads at
once do not disturb each other.
"""

from __future__ import annotations

import errno
import os
import shutil
import time
from pathlib import Path
from uuid import uuid4

from course.data.dataset import DataError, DataFile, DataSet
from course.data.network import explain_network, without_credentials, wrong_setting
from course.data.registry import get

PART = ".part"
STALE_AFTER = 600  # seconds; a download that lives writes far more often than this
TIMEOUT = 30.0  # seconds without a byte
CHUNK = 1 << 16  # bytes
FULL_DISK = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


def fetch(name: str, *, base_url: str | None = None, timeout: float = TIMEOUT, progress: bool = True) -> Path:
    """Make sure that a data set is on this machine; download what is missing or damaged.

    Args:
        name: the data set's name.
        base_url: address of the folder that holds the files, instead of `$WORKBOOK_<NAME>_URL`
            (`$WORKBOOK_FASHION_MNIST_URL`) or the one in the registry.
        timeout: seconds to wait for the server to answer or to send more.
        progress: show a progress bar on stderr, if that is a terminal.

    Returns:
        The folder the data set is in.

    Raises:
        UnknownDataSetError: there is no such data set.
        DataError: it cannot be fetched. Files that came whole stay, nothing else does.
    """
    data_set = get(name)
    wanted = [file for file in data_set.files if data_set.check(file) != "ok"]
    if data_set.kind != "download":
        for file in wanted:
            data_set.read(file)  # raises the error that says how to repair it
    else:
        address = base_url or os.environ.get(_url_variable(data_set)) or data_set.url or ""
        folder = data_set.folders()[0]
        for file in wanted:
            _download(data_set, file, f"{address.rstrip('/')}/{file.name}", folder, timeout, progress)
    location = data_set.location()
    if location is None:
        raise DataError(f"The files of {data_set.name} went away while they were fetched. Try again.")
    return location


def _url_variable(data_set: DataSet) -> str:
    return f"WORKBOOK_{data_set.name.replace('-', '_').upper()}_URL"


def _download(
    data_set: DataSet, file: DataFile, url: str, folder: Path, timeout: float, progress: bool
) -> None:
    """Download one file to `folder / file.name`, or raise a DataError and leave nothing."""
    from requests import RequestException

    if folder.parts[0].startswith("~"):
        raise DataError(
            f"Cannot write into {folder}: this system knows no such home folder. Set WORKBOOK_DATA to the whole "
            f"path of a folder you may write to. {_next_step(data_set)}"
        )
    part = folder / f".{file.name}.{uuid4().hex}{PART}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _remove_stale_parts(folder)
        _check_space(folder, file)
        _receive(file, url, part, timeout, progress)
        _check_hash(file, url, part)
        part.replace(folder / file.name)
    except RequestException as error:  # is an OSError too, so it must come first
        raise DataError(f"{explain_network(error, url, timeout)} {_next_step(data_set)}") from error
    except OSError as error:
        # `requests` tells of a CA file that is missing as an OSError without a number.
        wrong = wrong_setting(url) if error.errno is None else None
        explanation = (
            f"Cannot download {without_credentials(url)}: {wrong}"
            if wrong
            else _explain_disk(error, file, folder)
        )
        raise DataError(f"{explanation} {_next_step(data_set)}") from error
    except _WrongFileError as error:
        raise DataError(f"{error} {_next_step(data_set)}") from None
    finally:
        _remove(part)


class _WrongFileError(Exception):
    """The server sent something else than the file we know."""


def _receive(file: DataFile, url: str, part: Path, timeout: float, progress: bool) -> None:
    from pooch import HTTPDownloader
    from tqdm import tqdm

    quiet = None if progress else True  # None: quiet where the bar would only fill a log file
    with (
        part.open("xb") as stream,
        tqdm(total=file.size_bytes, desc=file.name, unit="B", unit_scale=True, disable=quiet) as bar,
    ):
        # "identity": a server that packs files on the way would change what we hash.
        headers = {"Accept-Encoding": "identity", "User-Agent": "image-recognition-workbook"}
        download = HTTPDownloader(progressbar=bar, chunk_size=CHUNK, timeout=timeout, headers=headers)
        download(url, stream, None)
        os.fsync(stream.fileno())  # or a power cut leaves a file that has its name and no content


def _check_hash(file: DataFile, url: str, part: Path) -> None:
    from pooch import file_hash

    found = file_hash(str(part), alg="sha256")
    if found != file.sha256:
        raise _WrongFileError(
            f"{without_credentials(url)} is not the file it should be: expected {file.size_bytes:,} bytes with sha256 "
            f"{file.sha256[:12]}..., got {part.stat().st_size:,} bytes with sha256 {found[:12]}... The file was "
            "changed on the way or on the server (a login page of the network is a usual cause), so it was "
            "thrown away."
        )


def _check_space(folder: Path, file: DataFile) -> None:
    if shutil.disk_usage(folder).free < file.size_bytes:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(folder))


def _remove_stale_parts(folder: Path) -> None:
    """Remove what a killed download left; younger parts may belong to a process that is at work."""
    now = time.time()
    for part in folder.glob(f".*{PART}"):
        try:
            if now - part.stat().st_mtime > STALE_AFTER:
                part.unlink()
        except OSError:
            continue  # another process was quicker, or it is not ours: no reason to stop


def _remove(part: Path) -> None:
    try:
        part.unlink(missing_ok=True)
    except OSError:
        return  # the folder cannot be written to, so there is no part, and the error under way says so


def _explain_disk(error: OSError, file: DataFile, folder: Path) -> str:
    if error.errno in FULL_DISK:
        return (
            f"The disk is full: {file.name} needs {file.size_bytes / 1e6:.1f} MB in {folder}, and nothing was "
            "kept. Free some space, or set WORKBOOK_DATA to a folder on another disk."
        )
    return (
        f"Cannot write {file.name} into {folder}: {error.strerror or error}. Set WORKBOOK_DATA to a folder "
        "you may write to."
    )


def _next_step(data_set: DataSet) -> str:
    return (
        f"Once that is solved, run `workbook data fetch {data_set.name}` again. The lessons work without it, "
        "with the data that is part of the course."
    )
