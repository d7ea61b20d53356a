"""ZIP files that are broken, swollen, locked, too large or lie: each is told in its row, the files beside it are read, and no run fails."""

from __future__ import annotations

import os
import random
import zipfile
from pathlib import Path

import pytest

from assets.documents.reading.read import Status, read_batch
from assets.sources import archives, zips
from assets.sources.archives import content
from tests.sources.folders import read_folder, scanned
from tests.sources.zip_files import overlapping, raw_zip, zipped

PLAN = "嘉兴市科技创新“十三五”规划\n为深入实施创新驱动发展战略,制定本规划。\n一、发展基础\n全市已有99家。\n"


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (raw_zip(b"a.txt", b"x" * 40, flags=1), "The file is locked with a password; unpack the archive with it beside the other files."),
        (raw_zip(b"a.txt", b"x", method=14), "The file is packed by a method that is not read (14)"),
        (raw_zip(b"a.txt", b"hello", crc=1), "The file is damaged inside its archive; pack it again."),
        (raw_zip(b"a.txt", b"hello", size=4), "The file is damaged inside its archive; pack it again."),
        (raw_zip(b"a.txt", b"hello", size=6), "The file is damaged inside its archive; pack it again."),
        (raw_zip(b"a.txt", b"\xff" * 9, method=8), "The file is damaged inside its archive; pack it again."),
        (raw_zip(b"a.txt", b"hello", offset=20), "The file shares bytes with another file of its archive"),
        (raw_zip(b"a.txt", b"hello", offset=2), "The file is not where its archive's directory says; pack it again."),
        (raw_zip(b"a.txt", b"hello", size=2**31), "The file would grow from 0.0 to 2,048 MB, as files made to fill a disk do;"),
        (raw_zip(b"a.txt", b"x" * 2**20, size=70 * 2**20), "The file has 70 MB, more than the 64 MB that are read; split it."),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_unpacked_is_a_row_of_its_own_among_good_ones(tmp_path: Path, data: bytes, told: str) -> None:
    read = read_folder(tmp_path, **{"a.zip": data, "good.txt": PLAN.encode()})
    row = read["a.zip!/a.txt"]
    assert (row.status, row.document) == (Status.FAILED, None)
    assert (row.reason or "").startswith(told)
    assert (row.reason or "").endswith(".")
    assert read["a.zip"].status is Status.IGNORED
    assert read["good.txt"].status is Status.PARSED


def test_a_swollen_file_is_not_unpacked_and_a_good_one_beside_it_is_read(tmp_path: Path) -> None:
    bomb = zipped({"bomb.txt": bytes(50 * 2**20), "good.txt": PLAN})
    assert len(bomb) < 100_000
    read = read_folder(tmp_path, **{"a.zip": bomb})
    assert (read["a.zip!/bomb.txt"].reason or "").startswith("The file would grow from 0.0 to 50 MB")
    assert read["a.zip!/good.txt"].status is Status.PARSED


def test_bytes_that_many_files_share_are_not_unpacked(tmp_path: Path) -> None:
    files = scanned(tmp_path, **{"a.zip": overlapping(500, b"0" * 2**20)})
    assert len(files) == 501
    assert {file.problem for path, file in files.items() if path != "a.zip"} == {
        "The file shares bytes with another file of its archive, as files made to fill a disk do; it is not unpacked."
    }


def test_an_archive_may_not_hold_more_than_there_is_room_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MOST_UNPACKED", 520)
    inner = zipped({"c.txt": "c" * 60, "d.txt": "d" * 90}, zipfile.ZIP_STORED)
    assert 520 - 100 - len(inner) in range(60, 90)
    files = scanned(tmp_path, **{"a.zip": zipped({"a.txt": "a" * 100, "in.zip": inner, "b.txt": "b" * 100}, zipfile.ZIP_STORED)})
    beyond = {path for path, file in files.items() if (file.problem or "").startswith("Unpacked, the archive has more than ")}
    assert beyond == {"a.zip!/in.zip!/d.txt", "a.zip!/b.txt"}


def test_archives_of_too_many_files_are_told_and_their_own_files_counted(tmp_path: Path) -> None:
    many = zipped({f"{i}.txt": str(i) for i in range(zips.MOST_ENTRIES + 1)}, zipfile.ZIP_STORED)
    nearly = zipped({**{f"{i}.txt": "" for i in range(zips.MOST_ENTRIES - 1)}, "in.zip": zipped({"a.txt": PLAN})}, zipfile.ZIP_STORED)
    read = read_folder(tmp_path, **{"many.zip": many, "nearly.zip": nearly})
    assert [outcome.source.source_path for outcome in read.values() if "many" in outcome.source.source_path] == ["many.zip"]
    assert read["many.zip"].status is Status.FAILED
    assert read["many.zip"].reason == "The archive has 10,001 entries, more than the 10,000 that are read; split it."
    assert (read["nearly.zip!/in.zip"].reason or "").startswith("With the archives inside it the archive has more than 10,000 entries")
    assert "nearly.zip!/in.zip!/a.txt" not in read


def test_a_directory_that_says_it_is_small_and_is_not_is_told(tmp_path: Path) -> None:
    honest = zipped({f"{i}.txt": b"" for i in range(zips.MOST_ENTRIES + 5)}, zipfile.ZIP_STORED)
    end = honest.rindex(b"PK\x05\x06")
    lying = honest[: end + 8] + b"\x03\x00\x03\x00" + honest[end + 12 :]
    (row,) = read_folder(tmp_path, **{"a.zip": lying}).values()
    assert row.reason == "The archive has more than 10,000 entries; split it."


@pytest.mark.parametrize("cut", [0.1, 0.5, 0.9, 0.999])
def test_an_archive_cut_short_is_a_failed_row(tmp_path: Path, cut: float) -> None:
    whole = zipped({"a.txt": PLAN, "b.txt": PLAN * 2})
    (row,) = read_folder(tmp_path, **{"a.zip": whole[: int(len(whole) * cut)]}).values()
    assert (row.status, row.media_type) == (Status.FAILED, "application/zip")
    assert row.reason == "The archive has no directory: it is broken or was cut short; copy it again."


def test_archives_with_flipped_bits_are_rows_and_no_crash(tmp_path: Path) -> None:
    whole = zipped({"a.txt": PLAN, "in.zip": zipped({"b.txt": PLAN * 3, "c.txt": "丙" * 500})})
    dice = random.Random(3)
    for _ in range(300):
        data = bytearray(whole)
        for _ in range(dice.randrange(1, 6)):
            data[dice.randrange(len(data))] ^= 1 << dice.randrange(8)
        for outcome in read_folder(tmp_path, **{"a.zip": bytes(data)}).values():
            assert outcome.status is Status.PARSED or (outcome.reason or "").endswith(".")
            outcome.source.source_path.encode()


def test_an_archive_that_changes_or_vanishes_before_it_is_read_is_told(tmp_path: Path) -> None:
    files = list(
        scanned(
            tmp_path, **{"a.zip": zipped({"a.txt": PLAN}), "b.zip": zipped({"b.txt": PLAN + "乙"}), "c.zip": zipped({"c.txt": "丙"})}
        ).values()
    )
    (tmp_path / "a.zip").write_bytes(zipped({"a.txt": PLAN + "改动"}))
    (tmp_path / "b.zip").unlink()
    (tmp_path / "c.zip").write_bytes(b"PK\x03\x04 no archive any more")
    read = {outcome.source.source_path: outcome.reason or "" for outcome in read_batch(files)}
    assert read["a.zip!/a.txt"] == "The file changed while the folder was being read; run again."
    assert read["b.zip!/b.txt"].startswith("The file cannot be opened any more (No such file")
    assert read["c.zip!/c.txt"].startswith("The archive has no directory")


def test_a_pipe_in_a_files_place_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(OSError, match="Not a regular file"):
        content(tmp_path / "pipe")


def test_an_archive_larger_than_a_plan_is_opened_all_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assets.sources.scan.LARGEST", 1000)
    data = zipped({"a.txt": PLAN, "noise.bin": random.Random(1).randbytes(2000)})
    files = scanned(tmp_path, **{"a.zip": data, "b.txt": b"x" * 2000})
    assert files["a.zip!/a.txt"].problem is None
    assert (files["b.txt"].problem or "").startswith("The file has 0 MB, more than the 0 MB that are read")
    monkeypatch.setattr(archives, "LARGEST_ARCHIVE", 1500)
    assert (scanned(tmp_path)["a.zip"].problem or "").startswith("The file has 0 MB")
