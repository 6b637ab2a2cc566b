"""Files come from strangers: nothing leads outside, nothing grows without limit, nothing vanishes."""

import os
import stat
import struct
import zipfile
from pathlib import Path

import pytest

from autograder.collecting import sources
from autograder.handed_in.finding import STUDENT_NAME
from course.errors import WorkbookError
from tests.collecting.downloads import accounted, download, files_of, reasons, sort, unpacked
from tests.handed_in.archives import zipped

ADA = "Ada Lovelace_1_assignsubmission_file_"
EVA = "Eva Meier_2_assignsubmission_file_"


def test_nothing_vanishes_and_modules_are_found(tmp_path: Path) -> None:
    files = {
        f"{ADA}/hand-in.zip": zipped({"01_basics/1_pixels.ipynb": "{}", "a.pdf": ""}),
        f"{ADA}/01_basics.ZIP": b"PK no zip",
        f"{ADA}/2_filters.ipynb": "{}",
        f"{ADA}/.DS_Store": "",
        f"__MACOSX/{ADA}/._2_filters.ipynb": "",
        f"{EVA}/final.ipynb": "{}",
        f"{EVA}/1_welcome.ipynb": "{}",
        f"{EVA}/essay.pdf": "",
        "grades.csv": "",
        "../../escape.ipynb": "",
        "/etc/1_pixels.ipynb": "",
    }

    collected = sort(download(tmp_path, files))

    assert accounted(collected) == sorted(files)
    assert files_of(collected) == {
        f"{ADA}/hand-in.zip": "Ada_Lovelace_1/unsorted/hand-in.zip",
        f"{ADA}/01_basics.ZIP": "Ada_Lovelace_1/unsorted/01_basics.ZIP",
        f"{ADA}/2_filters.ipynb": "Ada_Lovelace_1/01_basics/2_filters.ipynb",
        f"{EVA}/1_welcome.ipynb": "Eva_Meier_2/00_welcome/1_welcome.ipynb",
        f"{EVA}/final.ipynb": "Eva_Meier_2/unsorted/final.ipynb",
    }
    assert {path.name for path in tmp_path.iterdir()} == {"download.zip", "submissions"}
    assert all(STUDENT_NAME.match(student) for student in collected.students)
    assert not [each for each in sort(tmp_path / "download.zip").written if each.new]


def test_a_file_that_inflates_beyond_the_limit_is_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sources, "MAX_MEMBER_BYTES", 1_000_000)
    source = download(tmp_path, {f"{ADA}/1_pixels.ipynb": bytes(3_000_000), f"{EVA}/1_pixels.ipynb": "{}"})

    collected = sort(source)

    assert collected.students == ("Eva_Meier_2",)
    assert "larger than 1 MB" in reasons(collected)[f"{ADA}/1_pixels.ipynb"]


def test_a_zip_that_lies_about_a_size_is_not_believed(tmp_path: Path) -> None:
    source = download(tmp_path, {f"{ADA}/1_pixels.ipynb": bytes(3_000_000), f"{EVA}/1_pixels.ipynb": "{}"})
    content = source.read_bytes()
    assert content.count(struct.pack("<L", 3_000_000)) == 2
    source.write_bytes(content.replace(struct.pack("<L", 3_000_000), struct.pack("<L", 10)))

    collected = sort(source)

    assert collected.students == ("Eva_Meier_2",)
    assert "damaged" in reasons(collected)[f"{ADA}/1_pixels.ipynb"]


def test_the_whole_download_has_limits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = download(tmp_path, {f"{who}/1_pixels.ipynb": bytes(1_000_000) for who in (ADA, EVA)})
    monkeypatch.setattr(sources, "MAX_TOTAL_BYTES", 1_500_000)
    collected = sort(source)
    assert "one download" in reasons(collected)[f"{EVA}/1_pixels.ipynb"]

    monkeypatch.setattr(sources, "MAX_ENTRIES", 1)
    with pytest.raises(WorkbookError, match="more than 1 files"):
        sort(source, out="other")


def test_encrypted_and_linked_members_are_left_out(tmp_path: Path) -> None:
    source = tmp_path / "download.zip"
    with zipfile.ZipFile(source, "w") as archive:
        archive.writestr(f"{EVA}/1_pixels.ipynb", "{}")
        link = zipfile.ZipInfo(f"{ADA}/1_pixels.ipynb")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
        archive.writestr(f"{ADA}/2_filters.ipynb", "{}")
        packed = zipfile.ZipInfo(f"{ADA}/1_welcome.ipynb")
        packed.compress_type = zipfile.ZIP_LZMA
        archive.writestr(packed, "{}")
    content = bytearray(source.read_bytes())
    name = f"{ADA}/2_filters.ipynb".encode()
    content[content.rindex(name) - 46 + 8] |= 1
    source.write_bytes(content)

    collected = sort(source)

    assert collected.students == ("Eva_Meier_2",)
    why = reasons(collected)
    assert "link" in why[f"{ADA}/1_pixels.ipynb"]
    assert "encrypted" in why[f"{ADA}/2_filters.ipynb"]
    assert "compressed" in why[f"{ADA}/1_welcome.ipynb"]


def test_links_and_pipes_in_a_folder_are_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    unpacked(secret, {"1_pixels.ipynb": "secret"})
    source = unpacked(tmp_path / "download", {f"{EVA}/1_pixels.ipynb": "{}", f"{ADA}/2_filters.ipynb": "{}"})
    (source / ADA / "1_pixels.ipynb").symlink_to(secret / "1_pixels.ipynb")
    (source / "Max Muster_3_assignsubmission_file_").symlink_to(secret)
    os.mkfifo(source / ADA / "1_welcome.ipynb")

    collected = sort(source)

    assert len(collected.written) == 2
    assert set(reasons(collected)) == {
        f"{ADA}/1_pixels.ipynb",
        f"{ADA}/1_welcome.ipynb",
        "Max Muster_3_assignsubmission_file_",
    }


def test_names_with_line_ends_or_without_an_encoding_are_left_out(tmp_path: Path) -> None:
    source = unpacked(
        tmp_path / "download", {f"{EVA}/1_pixels.ipynb": "{}", f"{ADA}/x\n1_pixels.ipynb": "{}"}
    )
    Path(os.fsdecode(os.fsencode(source / ADA) + b"/\xff1_pixels.ipynb")).write_text("{}")

    collected = sort(source)

    assert collected.students == ("Eva_Meier_2",)
    assert len(collected.left_out) == 2


def test_umlauts_in_a_zip_that_does_not_say_it_is_utf8(tmp_path: Path) -> None:
    entry = "Jörg Weiß_1_assignsubmission_file_/1_pixels.ipynb"
    source = tmp_path / "download.zip"
    with zipfile.ZipFile(source, "w") as archive:
        archive.writestr(entry, "{}")
    content = bytearray(source.read_bytes())
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(mark) + flags + 1] &= ~0x08
    source.write_bytes(content)

    assert list(files_of(sort(source))) == [entry]


def test_a_broken_zip_and_nothing_at_all_are_said(tmp_path: Path) -> None:
    whole = download(tmp_path, {f"{ADA}/1_pixels.ipynb": "{}"})
    half = tmp_path / "half.zip"
    half.write_bytes(whole.read_bytes()[:60])
    with pytest.raises(WorkbookError, match="broken one"):
        sort(half)
    with pytest.raises(WorkbookError, match="There is no file"):
        sort(tmp_path / "none.zip")
    with pytest.raises(WorkbookError, match="holds no file"):
        sort(download(tmp_path, {}))
    with pytest.raises(WorkbookError, match="lie in each other"):
        sort(unpacked(tmp_path / "download", {f"{ADA}/1_pixels.ipynb": "{}"}), out="download/submissions")
