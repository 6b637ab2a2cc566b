"""Whatever a file holds, reading it ends soon, with its cells or with the reason why not."""

import io
import json
import os
import stat
import zipfile
from pathlib import Path

import pytest

from autograder.handed_in.reading import Reader, Unreadable, content_of
from tests.handed_in.archives import zipped


def notebook(*sources: str, **others: object) -> dict[str, object]:
    cells = [{"cell_type": "code", "source": source, "id": f"c{n}"} for n, source in enumerate(sources)]
    return {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells} | others


def content(*sources: str, **others: object) -> bytes:
    return json.dumps(notebook(*sources, **others)).encode()


def sources(reader: Reader, content: bytes) -> list[str]:
    return [cell["source"] for cell in reader.notebook(content)]


def test_a_cell_comes_with_its_kind_text_and_ids(reader: Reader) -> None:
    cell = {
        "cell_type": "markdown",
        "source": ["one\n", "two"],
        "id": "x",
        "metadata": {"nbgrader": {"grade_id": "g"}},
    }
    assert reader.notebook(content(cells=[cell])) == [
        {"cell_type": "markdown", "source": "one\ntwo", "id": "x", "grade_id": "g"}
    ]


@pytest.mark.parametrize(
    "bad",
    [
        b"",
        b"\xff\xfe\x00",
        b'{"cells": [',
        b"[1, 2]",
        b'{"a": 1}',
        b"null",
        b'{"cells": 5, "nbformat": 4}',
        b"[" * 100_000,
        b"\x80abc",
    ],
)
def test_what_is_no_notebook_is_said_to_be_none(reader: Reader, bad: bytes) -> None:
    with pytest.raises(Unreadable, match="is not a Jupyter notebook"):
        reader.notebook(bad)


@pytest.mark.parametrize(
    "odd", [5, None, [], "text", {"cell_type": []}, {"source": {"a": 1}}, {"metadata": [1]}]
)
def test_an_odd_cell_costs_no_other(reader: Reader, odd: object) -> None:
    good = {"cell_type": "code", "source": "x = 1"}
    assert "x = 1" in sources(reader, content(cells=[odd, good, odd]))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_a_notebook_is_read_in_every_encoding_of_unicode(reader: Reader, encoding: str) -> None:
    text = json.dumps(notebook("größer ≥ 1"), ensure_ascii=False, indent=1).replace("\n", "\r\n")
    assert sources(reader, text.encode(encoding)) == ["größer ≥ 1"]


def test_half_a_character_is_replaced(reader: Reader) -> None:
    assert sources(reader, content("x = 'H'").replace(b"'H'", b"'\\ud800'")) == ["x = '?'"]


def test_old_and_future_formats_are_read(reader: Reader) -> None:
    old = {"nbformat": 3, "worksheets": [{"cells": [{"cell_type": "code", "input": "x = 1"}]}]}
    assert sources(reader, json.dumps(old).encode()) == ["x = 1"]
    assert sources(reader, content("x = 2", nbformat=99)) == ["x = 2"]


def test_far_too_many_cells_or_characters_are_not_graded(reader: Reader) -> None:
    with pytest.raises(Unreadable, match="2,001 cells"):
        reader.notebook(content(*["1"] * 2_001))
    with pytest.raises(Unreadable, match="2,000,001 characters"):
        reader.notebook(content("x" * 2_000_001))


PICTURE = "A" * 3_000_000
OUTPUT = {"output_type": "display_data", "data": {"image/png": PICTURE}, "metadata": {}}
LARGE = {
    "a picture attached to a text": {"attachments": {"cat.png": {"image/png": PICTURE}}},
    "a picture in the text": {"source": f"![a cat](data:image/png;base64,{PICTURE}) and more"},
    "old outputs": {"cell_type": "code", "outputs": [OUTPUT] * 8},
    "huge metadata": {"metadata": {"widgets": PICTURE}},
    "outputs of no known form": {
        "cell_type": "code",
        "outputs": [{"a": [n, {}, []]} for n in range(200_000)],
    },
    "a whole number of 5,000 digits": {"cell_type": "code", "outputs": [int("9" * 4_000)]},
}


@pytest.mark.parametrize("what", LARGE)
def test_what_grading_does_not_need_is_taken_out_before_anything_is_counted(
    reader: Reader, what: str
) -> None:
    cell = {"cell_type": "markdown", "source": "and more", **LARGE[what]}
    data = content("x = 1", cells=[cell, {"cell_type": "code", "source": "x = 1"}])
    if "digits" in what:
        data = data.replace(b"9" * 4_000, b"9" * 5_000)
    text, answer = sources(reader, data)
    assert answer == "x = 1"
    assert text.endswith("and more")
    assert len(text) < 100


def test_a_file_that_takes_all_memory_is_named_and_the_next_is_read(reader: Reader) -> None:
    with pytest.raises(Unreadable, match="2,048 MB of memory"):
        reader.notebook(b"[" + b"[]," * 33_000_000 + b"0]")
    assert sources(reader, content("x = 1")) == ["x = 1"]


def test_a_file_that_takes_too_long_is_named_and_the_next_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    endless = "import signal, sys\nsignal.setitimer(signal.ITIMER_PROF, 0.2)\nwhile True: pass"
    with Reader(walled=True) as reader:
        monkeypatch.setattr("autograder.handed_in.reading.PROGRAM", ["/usr/bin/python3", "-c", endless])
        with pytest.raises(Unreadable, match="20 seconds of computing"):
            reader.notebook(content("x = 1"))
        monkeypatch.undo()
        assert sources(reader, content("x = 1")) == ["x = 1"]


def test_a_reader_that_fails_is_no_fault_of_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("autograder.handed_in.reading.PROGRAM", ["/bin/false"])
    with (
        Reader(walled=True) as reader,
        pytest.raises(OSError, match="the process that reads notebooks ended"),
    ):
        reader.notebook(content("x = 1"))


@pytest.mark.parametrize("kind", ["link", "folder", "pipe"])
def test_what_is_no_ordinary_file_is_not_opened(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "x.ipynb"
    if kind == "link":
        (tmp_path / "secret").write_text("{}")
        path.symlink_to(tmp_path / "secret")
    elif kind == "folder":
        path.mkdir()
    else:
        os.mkfifo(path)
    with pytest.raises(Unreadable, match=r"is a link|is no ordinary file"):
        content_of(path)


def test_a_huge_file_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "x.ipynb"
    with path.open("wb") as file:
        file.truncate(101_000_000)
    with pytest.raises(Unreadable, match="101 MB"):
        content_of(path)


def test_an_archive_is_read_file_by_file(reader: Reader) -> None:
    files = {
        "01_basics/1_pixels.ipynb": content("x = 1"),
        "bad.ipynb": b"{",
        "notes.txt": b"",
        "folder/": b"",
    }
    good, bad, other = reader.archive(zipped(files))
    assert (good.name, good.cells and good.cells[0]["source"]) == ("01_basics/1_pixels.ipynb", "x = 1")
    assert "not a Jupyter notebook" in bad.unreadable
    assert (other.name, other.cells, other.unreadable) == ("notes.txt", None, "")


def encrypted(data: bytes) -> bytes:
    """The same archive, marked as encrypted in both of its headers."""
    changed = bytearray(data)
    changed[6] |= 1
    changed[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(changed)


def link() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        info = zipfile.ZipInfo("x.ipynb")
        info.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(info, "/etc/passwd")
    return buffer.getvalue()


def lies_about_its_size() -> bytes:
    """150 MB in which the headers see 10 bytes."""
    data = bytearray(zipped({"x.ipynb": b" " * 150_000_000}))
    real, told = (150_000_000).to_bytes(4, "little"), (10).to_bytes(4, "little")
    return bytes(data.replace(real, told))


BAD_MEMBERS = {
    "a path out of the archive": (zipped({"../x.ipynb": b"{}"}), "leads out of the archive"),
    "an absolute path": (zipped({"/tmp/x.ipynb": b"{}"}), "leads out of the archive"),
    "a path with backslashes": (zipped({"..\\x.ipynb": b"{}"}), "leads out of the archive"),
    "a link": (link(), "is a link"),
    "a password": (encrypted(zipped({"x.ipynb": b"{}"})), "password"),
    "a bomb": (zipped({"x.ipynb": b" " * 150_000_000}), "larger than 100 MB"),
    "a bomb that lies": (lies_about_its_size(), "damaged|larger|not a Jupyter notebook"),
    "damaged": (zipped({"x.ipynb": b"[1]"}, zipfile.ZIP_STORED).replace(b"[1]", b"[2]"), "damaged"),
}


@pytest.mark.parametrize("what", BAD_MEMBERS)
def test_a_bad_file_in_an_archive_is_named(reader: Reader, what: str) -> None:
    data, why = BAD_MEMBERS[what]
    (member,) = reader.archive(data)
    assert member.cells is None
    with pytest.raises(Unreadable, match=why):
        raise Unreadable(member.unreadable)


NO_ARCHIVES = {
    "empty": b"",
    "first bytes only": b"PK\x03\x04",
    "text": b"x" * 1000,
    "cut off": zipped({"x.ipynb": b"{}"})[:-30],
}


@pytest.mark.parametrize("what", NO_ARCHIVES)
def test_what_is_no_archive_is_said_to_be_none(reader: Reader, what: str) -> None:
    with pytest.raises(Unreadable, match="is not a zip archive"):
        reader.archive(NO_ARCHIVES[what])


def test_an_archive_of_far_too_many_files_is_not_looked_at(reader: Reader) -> None:
    with pytest.raises(Unreadable, match="2,001 files"):
        reader.archive(zipped({f"{n}.txt": b"" for n in range(2_001)}))


def test_names_that_were_written_as_utf8_without_saying_so_are_read(reader: Reader) -> None:
    data = zipped({"m\u00fcller.ipynb": content("x = 1")})
    data = data.replace((0x800).to_bytes(2, "little") + b"\x08\x00", b"\x00\x00\x08\x00")
    assert [member.name for member in reader.archive(data)] == ["müller.ipynb"]
