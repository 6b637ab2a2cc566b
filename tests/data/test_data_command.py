"""The `workbook data` command."""

import json
import sys

import pytest
from typer.testing import CliRunner

from course import cli
from course.data import fashion
from course.data.commands import app


def run(*arguments):
    return CliRunner().invoke(app, list(arguments))


def test_without_a_command_it_lists():
    assert run().stdout == run("list").stdout != ""


def test_the_list_says_what_is_here_and_what_is_not(home):
    lines = {line.split()[0]: line for line in run("list").stdout.splitlines() if line}
    assert all(part in lines["coins"] for part in ("75.8 kB", "Brooklyn Museum", "yes: scikit-image"))
    assert all(part in lines["fashion-mnist-subset"] for part in ("4.7 MB", "MIT", "yes: the course"))
    assert lines["fashion-mnist"].rstrip().endswith("no")
    assert "`workbook data fetch NAME` gets what is not present: fashion-mnist." in run("list").stdout


def test_the_list_as_json(server, home):
    rows = {row["name"]: row for row in json.loads(run("list", "--json").stdout)}
    assert (rows["fashion-mnist"]["present"], rows["fashion-mnist"]["location"]) == (False, None)
    assert rows["coins"]["present"] and rows["coins"]["location"].endswith("data")
    assert len(rows["coins"]["files"][0]["sha256"]) == 64
    assert {"title", "size_bytes", "licence", "source", "kind"} <= rows["coins"].keys()


def test_fetch_says_where_and_that_it_was_here(server, home, monkeypatch):
    monkeypatch.setenv("WORKBOOK_FASHION_MNIST_URL", server.url)
    assert run("fetch", "fashion-mnist").stdout == f"fashion-mnist is ready: {home}\n"
    assert run("fetch", "fashion-mnist").stdout == f"fashion-mnist is here already: {home}\n"
    assert f"yes: {home}" in run("list").stdout


@pytest.mark.parametrize("name", ["fashion-mnist", "fashon"])
def test_a_failed_fetch_is_one_paragraph_and_status_1(server, home, monkeypatch, capsys, name):
    server.fault = 404
    monkeypatch.setenv("WORKBOOK_FASHION_MNIST_URL", server.url)
    monkeypatch.setattr(cli, "add_plug_ins", lambda _: None)
    monkeypatch.setattr(sys, "argv", ["workbook", "data", "fetch", name])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert ended.value.code == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("workbook: ") and err.count("\n") == 1 and "fashion-mnist" in err


def test_verify_passes_over_what_was_never_fetched(home):
    done = run("verify")
    assert done.exit_code == 0
    assert "OK       fashion-mnist-subset" in done.stdout
    assert "missing  fashion-mnist: train-images" in done.stdout


def test_verify_by_name_fails_on_what_is_missing(home):
    done = run("verify", "fashion-mnist")
    assert done.exit_code == 1
    assert "`workbook data fetch fashion-mnist` gets it" in done.stdout


@pytest.mark.parametrize("place", [0, 100_000, -1])
def test_verify_finds_one_flipped_bit(home, tmp_path, monkeypatch, place):
    whole = fashion.SUBSET.location() / "fashion_mnist_subset.npz"
    content = bytearray(whole.read_bytes())
    content[place] ^= 1
    damaged = tmp_path / whole.name
    damaged.write_bytes(content)
    monkeypatch.setattr(fashion, "EMBEDDED_FOLDER", tmp_path)
    done = run("verify")
    assert done.exit_code == 1
    assert f"DAMAGED  fashion-mnist-subset: {damaged}" in done.stdout
    assert "install the course again" in done.stdout
    assert "OK       coins" in done.stdout  # the others are still reported


def test_verify_finds_a_flipped_bit_in_a_download(server, home, monkeypatch):
    monkeypatch.setenv("WORKBOOK_FASHION_MNIST_URL", server.url)
    run("fetch", "fashion-mnist")
    assert run("verify", "fashion-mnist").exit_code == 0
    path = home / "t10k-images-idx3-ubyte.gz"
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    done = run("verify")
    assert done.exit_code == 1
    assert f"DAMAGED  fashion-mnist: {path}" in done.stdout
    run("fetch", "fashion-mnist")
    assert run("verify").exit_code == 0
