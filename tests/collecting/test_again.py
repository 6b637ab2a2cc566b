"""Collecting into the same folder again."""

from pathlib import Path

import pytest

from course.errors import WorkbookError
from tests.collecting.downloads import download, files_of, reasons, sort, unpacked

ADA = "Ada Lovelace_1_assignsubmission_file_"


def content_of(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_the_same_download_again_gives_the_same(tmp_path: Path) -> None:
    source = download(tmp_path, {f"{ADA}/1_pixels.ipynb": "1", f"{ADA}/2_filters.ipynb": "2"})
    first = sort(source)
    before = content_of(tmp_path / "submissions")

    second = sort(source)

    assert content_of(tmp_path / "submissions") == before
    assert files_of(second) == files_of(first)
    assert [each.new for each in (*first.written, *second.written)] == [True, True, False, False]


def test_a_later_download_updates_and_keeps_what_it_does_not_have(tmp_path: Path) -> None:
    sort(download(tmp_path, {f"{ADA}/1_pixels.ipynb": "1", f"{ADA}/2_filters.ipynb": "2"}))

    later = sort(download(tmp_path, {f"{ADA}/1_pixels (1).ipynb": "better"}))

    files = content_of(tmp_path / "submissions" / "Ada_Lovelace_1" / "01_basics")
    assert files == {"1_pixels (1).ipynb": b"better", "2_filters.ipynb": b"2"}
    assert later.removed == (Path("Ada_Lovelace_1/01_basics/1_pixels.ipynb"),)


def test_a_later_hand_in_of_the_exchange_replaces_the_whole_module(tmp_path: Path) -> None:
    one, two = (f"ada+01_basics+2026-11-{day} 10:00:00.000000 UTC+AAAAAAAAAAAA" for day in (29, 30))
    source = unpacked(tmp_path / "inbound", {f"{one}/1_pixels.ipynb": "1", f"{one}/2_filters.ipynb": "1"})
    sort(source)

    sort(unpacked(source, {f"{two}/1_pixels.ipynb": "2"}))

    assert content_of(tmp_path / "submissions" / "ada" / "01_basics") == {
        "1_pixels.ipynb": b"2",
        "timestamp.txt": b"2026-11-30 10:00:00.000000 UTC",
    }


def test_what_an_instructor_changed_stays_and_is_named(tmp_path: Path) -> None:
    source = download(tmp_path, {f"{ADA}/1_pixels.ipynb": "1"})
    sort(source)
    file = tmp_path / "submissions/Ada_Lovelace_1/01_basics/1_pixels.ipynb"
    file.write_text("repaired by hand")

    collected = sort(source)

    assert file.read_text() == "repaired by hand"
    assert "delete that file first" in reasons(collected)[f"{ADA}/1_pixels.ipynb"]
    file.unlink()
    assert [each.new for each in sort(source).written] == [True]


def test_two_files_of_one_name_do_not_overwrite_each_other(tmp_path: Path) -> None:
    source = download(
        tmp_path,
        {f"{ADA}/old/1_pixels.ipynb": "old", f"{ADA}/1_pixels.ipynb": "1", f"{ADA}/1_PIXELS.ipynb": "2"},
    )

    collected = sort(source)

    assert len(collected.written) == 1
    assert all("same name" in why for why in reasons(collected).values())
    assert len(collected.left_out) == 2


def test_a_folder_with_other_files_and_links_in_ours_are_refused(tmp_path: Path) -> None:
    source = download(tmp_path, {f"{ADA}/1_pixels.ipynb": "1"})
    unpacked(tmp_path / "course", {"thesis.txt": "precious"})
    with pytest.raises(WorkbookError, match="has not written"):
        sort(source, out="course")

    sort(download(tmp_path, {"Eva Meier_2_assignsubmission_file_/1_pixels.ipynb": "1"}, "other.zip"))
    (tmp_path / "submissions/Ada_Lovelace_1").symlink_to(tmp_path / "course")
    with pytest.raises(WorkbookError, match="is a link"):
        sort(source)
    assert [path.name for path in (tmp_path / "course").iterdir()] == ["thesis.txt"]
