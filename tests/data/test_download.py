"""`workbook data fetch`, against a server on this machine: it works, or says why and leaves nothing behind."""

import gzip
import os
import shutil
import socket
import stat
import struct
import subprocess
import sys
from pathlib import Path

import numpy as np
import pooch
import pytest

from course import data
from course.data import fashion
from course.data.dataset import DataError
from course.data.download import STALE_AFTER, fetch

PROGRAM = Path(__file__).with_name("small_fashion.py")
IMAGES, LABELS = "train-images-idx3-ubyte.gz", "train-labels-idx1-ubyte.gz"


def files_in(folder):
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def failed_fetch(url, **options):
    """Fetch, which must fail with an explanation; gives the explanation."""
    with pytest.raises(DataError) as caught:
        fetch("fashion-mnist", base_url=url, **options)
    message = str(caught.value)
    assert "\n" not in message
    assert "workbook data fetch fashion-mnist" in message
    return message


def test_fetched_files_are_what_was_served_and_load(server, home):
    assert fetch("fashion-mnist", base_url=server.url + "/") == home
    assert {name: (home / name).read_bytes() for name in files_in(home)} == server.files
    images, labels = data.fashion_mnist("test", full=True)
    assert images.shape == (10, 28, 28) and images.flags.writeable
    assert images.tobytes() == gzip.decompress(server.files["t10k-images-idx3-ubyte.gz"])[16:]
    np.testing.assert_array_equal(labels, np.arange(10))


def test_others_may_read_what_was_fetched(server, home):
    old = os.umask(0o022)
    try:
        fetch("fashion-mnist", base_url=server.url)
    finally:
        os.umask(old)
    assert stat.S_IMODE((home / IMAGES).stat().st_mode) == 0o644


def test_the_address_can_come_from_the_environment(server, home, monkeypatch):
    monkeypatch.setenv("WORKBOOK_FASHION_MNIST_URL", server.url)
    assert fetch("fashion_mnist") == home


def test_a_second_fetch_asks_for_nothing(server, home):
    fetch("fashion-mnist", base_url=server.url)
    server.asked.clear()
    assert fetch("fashion-mnist", base_url=server.url) == home
    assert server.asked == []


def test_only_what_is_missing_or_damaged_is_fetched_again(server, home):
    fetch("fashion-mnist", base_url=server.url)
    damaged = bytearray((home / IMAGES).read_bytes())
    damaged[500] ^= 1
    (home / IMAGES).write_bytes(damaged)
    (home / LABELS).unlink()
    server.asked.clear()
    fetch("fashion-mnist", base_url=server.url)
    assert server.asked == [IMAGES, LABELS]
    assert (home / IMAGES).read_bytes() == server.files[IMAGES]


def test_wrong_content_is_thrown_away(server, home):
    server.files[IMAGES] = b"<html>Please log in</html>"
    message = failed_fetch(server.url)
    assert f"{server.url}/{IMAGES} is not the file it should be" in message
    assert "got 26 bytes" in message
    assert files_in(home) == []


def test_a_wrong_file_does_not_replace_an_old_one(server, home):
    home.mkdir(parents=True)
    (home / IMAGES).write_bytes(b"what was there")
    server.files[IMAGES] = b"something else"
    failed_fetch(server.url)
    assert (home / IMAGES).read_bytes() == b"what was there"


def test_a_cut_connection_leaves_nothing_and_the_next_try_works(server, home):
    server.fault = "cut"
    assert "The connection was cut" in failed_fetch(server.url)
    assert files_in(home) == []
    server.fault = None
    fetch("fashion-mnist", base_url=server.url)
    assert files_in(home) == sorted(server.files)


@pytest.mark.parametrize("fault", [404, 403, 503])
def test_a_server_that_refuses(server, home, fault):
    server.fault = fault
    assert f"the server answered '{fault} " in failed_fetch(server.url)
    assert files_in(home) == []


@pytest.mark.parametrize("fault", ["silent", "stall"])
def test_a_server_that_says_nothing_is_not_waited_for_for_ever(server, home, fault):
    server.fault = fault
    assert "sent nothing for 0.3 seconds" in failed_fetch(server.url, timeout=0.3)
    assert files_in(home) == []


def test_no_network(server, home):
    with socket.socket() as free:  # bound, but nobody listens
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}"
        assert f"Cannot reach the server of {url}/{IMAGES}: is there a network" in failed_fetch(url)
    assert files_in(home) == []


def test_a_server_without_a_valid_certificate(server, home):
    message = failed_fetch(server.url.replace("http:", "https:"))
    assert "Cannot trust the server" in message and "clock" in message
    assert files_in(home) == []


EMPTY = "/dev/null"  # a file that can be read, and holds no certificate


@pytest.mark.parametrize(
    ("value", "complaint"),
    [
        ("/nowhere/ca.pem", "/nowhere/ca.pem, and there is no such file"),
        (EMPTY, f"{EMPTY}, which holds no cert"),
    ],
)
@pytest.mark.parametrize("variable", ["REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"])
def test_certificates_that_are_none(server, home, monkeypatch, variable, value, complaint):
    monkeypatch.delenv("REQUESTS_CA_BUNDLE", raising=False)
    monkeypatch.setenv(variable, value)
    message = failed_fetch(server.url.replace("http:", "https:"))
    assert f"{variable} names the certificates to trust as {complaint}" in message
    assert "WORKBOOK_DATA" not in message
    assert files_in(home) == []
    fetch("fashion-mnist", base_url=server.url)  # without https nobody looks at them


@pytest.mark.parametrize(
    ("proxy", "complaint"),
    [
        ("http://", "is 'http://', a proxy without a host"),
        ("http://:8080", "is 'http://:8080', a proxy without a host"),
        (":8080", "is ':8080', a proxy without a host"),
        ("http://ada:secret@:8080", "is 'http://...@:8080', a proxy without a host"),
        ("http://ada:secret@host:http", "is 'http://...@host:http', which is not the address of a proxy"),
        ("http://[::1", "is 'http://[::1', which is not the address of a proxy"),
        ("gopher://ada:secret@host:70", "no kind of proxy called 'gopher'"),
        ("http://ada:secret@127.0.0.1:9", "the proxy http://...@127.0.0.1:9 ("),
    ],
)
@pytest.mark.parametrize("variable", ["https_proxy", "ALL_PROXY"])
def test_a_proxy_that_is_none(home, no_proxies, monkeypatch, variable, proxy, complaint):
    monkeypatch.setenv(variable, proxy)
    message = failed_fetch("https://data.invalid/mnist")
    assert complaint in message and variable in message
    assert "secret" not in message


def test_a_proxy_that_refuses(serve, home, no_proxies, monkeypatch):
    refusing = serve({}).url.removesuffix("/data")  # knows no CONNECT
    monkeypatch.setenv("HTTPS_PROXY", refusing)
    message = failed_fetch("https://data.invalid/mnist")
    assert f"the proxy {refusing} (HTTPS_PROXY) answered '501 " in message


def test_a_password_in_the_address_is_not_shown(server, home):
    server.fault = 404
    message = failed_fetch(server.url.replace("//", "//ada:secret@"))
    assert "//...@127.0.0.1" in message and "secret" not in message


@pytest.mark.parametrize("address", ["nowhere", "http://[::1"])
def test_an_address_that_is_none(server, home, address):
    assert f"Cannot download {address}/" in failed_fetch(address)


def test_a_disk_too_small_is_seen_before_the_download(server, home, monkeypatch):
    usage = shutil.disk_usage("/")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=100))
    message = failed_fetch(server.url)
    assert "The disk is full" in message and "WORKBOOK_DATA" in message and str(home) in message
    assert server.asked == []
    assert files_in(home) == []


@pytest.mark.skipif(sys.platform == "win32", reason="no limit on file sizes there")
def test_a_disk_that_fills_up_during_the_download(server, home):
    done = subprocess.run([sys.executable, PROGRAM, server.url, "4096"], capture_output=True, text=True)
    assert "DataError: The disk is full" in done.stderr
    assert files_in(home) == []


def test_a_folder_that_is_a_file(server, home):
    home.parent.write_text("not a folder")
    message = failed_fetch(server.url)
    assert f"Cannot write {IMAGES} into {home}" in message and "WORKBOOK_DATA" in message


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="permissions do not bind this user")
def test_a_folder_that_may_not_be_written(server, home):
    home.mkdir(parents=True)
    home.chmod(0o500)
    assert f"Cannot write {IMAGES} into {home}: Permission denied" in failed_fetch(server.url)


def test_a_refusal_by_the_file_system(server, home, monkeypatch):
    def refuse(*_, **__):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    assert f"Cannot write {IMAGES} into {home}: Permission denied" in failed_fetch(server.url)


def test_an_interrupt_leaves_nothing(server, home, monkeypatch):
    def interrupted(_self, _url, stream, _pooch):
        stream.write(b"half of it")
        raise KeyboardInterrupt

    monkeypatch.setattr(pooch.HTTPDownloader, "__call__", interrupted)
    with pytest.raises(KeyboardInterrupt):
        fetch("fashion-mnist", base_url=server.url)
    assert files_in(home) == []


def test_what_a_killed_download_left_is_removed_but_not_what_one_at_work_writes(server, home):
    home.mkdir(parents=True)
    stale, young = home / f".{IMAGES}.1.part", home / f".{IMAGES}.2.part"
    for part in (stale, young):
        part.write_bytes(b"half of it")
    long_ago = young.stat().st_mtime - STALE_AFTER - 1
    os.utime(stale, (long_ago, long_ago))
    fetch("fashion-mnist", base_url=server.url)
    assert files_in(home) == sorted([young.name, *server.files])


def test_downloads_at_the_same_time_do_not_disturb_each_other(server, home):
    several = [subprocess.Popen([sys.executable, PROGRAM, server.url]) for _ in range(3)]
    assert [process.wait(30) for process in several] == [0, 0, 0]
    assert {name: (home / name).read_bytes() for name in files_in(home)} == server.files


def test_debians_files_are_used_though_packed_again(server, home):
    fashion.DEBIAN_FOLDER.mkdir()
    for name, packed in server.files.items():
        again = gzip.compress(gzip.decompress(packed), compresslevel=1, mtime=0)
        assert again != packed
        (fashion.DEBIAN_FOLDER / name).write_bytes(again)
    assert fetch("fashion-mnist", base_url=server.url) == fashion.DEBIAN_FOLDER
    assert server.asked == [] and not home.exists()
    assert data.fashion_mnist(full=True)[0].shape == (40, 28, 28)


def test_a_damaged_file_of_debians_is_replaced_by_a_download(server, home):
    fashion.DEBIAN_FOLDER.mkdir()
    for name, packed in server.files.items():
        (fashion.DEBIAN_FOLDER / name).write_bytes(packed)
    (fashion.DEBIAN_FOLDER / IMAGES).write_bytes(b"damaged")
    with pytest.raises(DataError, match=f"{IMAGES} is damaged"):
        data.fashion_mnist(full=True)
    fetch("fashion-mnist", base_url=server.url)
    assert server.asked == [IMAGES]
    assert data.fashion_mnist(full=True)[0].shape == (40, 28, 28)


def test_a_damaged_download_does_not_hide_debians_good_file(server, home):
    fetch("fashion-mnist", base_url=server.url)
    shutil.copytree(home, fashion.DEBIAN_FOLDER)
    (home / IMAGES).write_bytes(b"damaged")
    assert data.fashion_mnist(full=True)[0].shape == (40, 28, 28)


def test_the_bar_shows_on_a_terminal_only(server, home, capsys, monkeypatch):
    fetch("fashion-mnist", base_url=server.url)
    assert capsys.readouterr().err == ""
    shutil.rmtree(home)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    fetch("fashion-mnist", base_url=server.url)
    shown = capsys.readouterr().err
    assert IMAGES in shown and "100%" in shown


def test_what_comes_with_a_package_needs_no_download():
    assert (fetch("coins") / "coins.png").is_file()


def test_the_published_files_pass_the_pinned_hashes(serve, home, debian):
    """Debian took name and date out of the gzip headers; put back, the files must be the published ones."""
    dates = {"train": 1504176606, "t10k": 1504176627}  # 31 August 2017, found by trying until the hash fits
    published = {}
    for file in fashion.FULL.files:
        packed = (debian / file.name).read_bytes()
        header = b"\x1f\x8b\x08\x08" + struct.pack("<I", dates[file.name.split("-")[0]]) + packed[8:10]
        published[file.name] = header + file.name.removesuffix(".gz").encode() + b"\0" + packed[10:]
        assert len(published[file.name]) == file.size_bytes
    assert fetch("fashion-mnist", base_url=serve(published).url) == home
    images, labels = data.fashion_mnist("train", full=True)
    np.testing.assert_array_equal(np.bincount(labels), [6000] * 10)
    assert images.shape == (60_000, 28, 28)
