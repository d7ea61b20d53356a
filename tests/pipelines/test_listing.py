"""The listing sees what a reader of the folder would, without opening a file."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pipelines.automation.listing import listing


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "city").mkdir()
    (tmp_path / "city" / "plan.txt").write_text("一", encoding="utf-8")
    return tmp_path


def test_nothing_changed_lists_the_same(folder: Path) -> None:
    assert list(listing(folder)) == list(listing(folder))


def test_a_new_a_changed_and_a_removed_file_each_list_otherwise(folder: Path) -> None:
    path = folder / "city" / "plan.txt"
    listings = [list(listing(folder))]
    (folder / "new.txt").write_text("二", encoding="utf-8")
    listings.append(list(listing(folder)))
    path.write_text("一二", encoding="utf-8")
    listings.append(list(listing(folder)))
    os.utime(path, ns=(1, 1))
    listings.append(list(listing(folder)))
    path.unlink()
    listings.append(list(listing(folder)))
    assert len({tuple(lines) for lines in listings}) == len(listings)


def test_a_sidecar_counts_as_a_file(folder: Path) -> None:
    before = list(listing(folder))
    (folder / "city" / "plan.txt.meta.yaml").write_text("title: x", encoding="utf-8")
    assert list(listing(folder)) != before


def test_the_output_folder_inside_the_input_is_not_looked_into(folder: Path) -> None:
    before = list(listing(folder, leave_out=[folder / "dataset"]))
    (folder / "dataset").mkdir()
    (folder / "dataset" / "plans.parquet").write_bytes(b"x")
    assert list(listing(folder, leave_out=[folder / "dataset"])) == before


def test_a_loop_of_links_ends_and_a_link_to_nowhere_is_listed(folder: Path) -> None:
    (folder / "city" / "loop").symlink_to(folder)
    (folder / "lost.txt").symlink_to(folder / "nowhere")
    lines = list(listing(folder))
    assert sorted(line.partition("\0")[0] for line in lines) == ["city/plan.txt", "lost.txt"]


def test_a_missing_folder_raises(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        list(listing(tmp_path / "missing"))
