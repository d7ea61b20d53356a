"""Files in archives are sources like any other; whatever an archive holds, nothing is written and no run fails."""

from __future__ import annotations

import hashlib
import io
import os
import pickle
import random
import zipfile
from pathlib import Path

import pytest

from assets.documents.plans import identify
from assets.documents.reading.cache import read_all
from assets.documents.reading.read import ReadOutcome, Status, read_batch
from assets.sources import archives, zips
from assets.sources.archives import Member, content
from assets.sources.scan import Role, SourceFile, scan
from tests.documents import ofd_files, word_files
from tests.sources.zip_files import doubled, overlapping, raw_zip, zipped

PLAN = "嘉兴市科技创新“十三五”规划\n为深入实施创新驱动发展战略,制定本规划。\n一、发展基础\n全市已有99家。\n"
CORRECTION = "- at: {line: 4, value: 99家}\n  says: 全市已有99家\n  action: reject\n  reason: 核对过原文\n  by: 王敏\n"


def _scan(folder: Path, **files: bytes) -> dict[str, SourceFile]:
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    found = scan(folder)
    assert len({file.source_path for file in found}) == len(found)
    return {file.source_path: file for file in found}


def _read(folder: Path, **files: bytes) -> dict[str, ReadOutcome]:
    return {outcome.source.source_path: outcome for outcome in read_batch(list(_scan(folder, **files).values()))}


def test_each_file_in_an_archive_is_a_source_with_its_own_bytes_and_hash(tmp_path: Path) -> None:
    files = _scan(tmp_path, **{"a.zip": zipped({"规划/甲.txt": PLAN, "b.html": "<p>乙</p>", "规划/": ""})})
    assert list(files) == ["a.zip", "a.zip!/b.html", "a.zip!/规划/甲.txt"]
    plan = files["a.zip!/规划/甲.txt"]
    assert (plan.role, plan.bytes, plan.sha256) == (Role.PLAN, len(PLAN.encode()), hashlib.sha256(PLAN.encode()).hexdigest())
    assert plan.path == Member(tmp_path / "a.zip", (0,))
    assert content(plan.path) == PLAN.encode()


def test_an_archive_is_a_row_that_says_how_many_files_it_holds(tmp_path: Path) -> None:
    read = _read(tmp_path, **{"a.zip": zipped({"a.txt": PLAN, "b.txt": "乙", "c/d.txt": "丙"}), "b.zip": zipped({"x.txt": "丁"})})
    row = read["a.zip"]
    assert (row.status, row.reason, row.media_type) == (Status.IGNORED, "An archive with 3 files, read one by one.", "application/zip")
    assert read["b.zip"].reason == "An archive with 1 file, read one by one."
    assert read["a.zip!/a.txt"].status is Status.PARSED


def test_a_plan_in_an_archive_is_the_plan_that_it_is_outside(tmp_path: Path) -> None:
    (inside,) = identify(list(_read(tmp_path / "in", **{"a.zip": zipped({"a.txt": PLAN})}).values()))
    (outside,) = identify(list(_read(tmp_path / "out", **{"a.txt": PLAN.encode()}).values()))
    assert (inside.plan_id, inside.document) == (outside.plan_id, outside.document)
    assert inside.source_path == "a.zip!/a.txt"


def test_sidecars_and_corrections_inside_work_beside_their_plan(tmp_path: Path) -> None:
    held = {"x/a.txt": PLAN, "x/a.txt.meta.yaml": "issuer: 嘉兴市科技局", "x/a.txt.corrections.yaml": CORRECTION, "b.txt.meta.yaml": ""}
    read = _read(tmp_path, **{"a.zip": zipped(held)})
    document = read["a.zip!/x/a.txt"].document
    assert document is not None
    assert document.metadata.issuer == "嘉兴市科技局"
    (plan,) = identify(list(read.values()))
    assert [correction.at.value for correction in plan.corrections] == ["99家"]
    assert read["a.zip!/x/a.txt.corrections.yaml"].reason == "A correction file; it holds 1 correction of the plan beside it."
    assert read["a.zip!/b.txt.meta.yaml"].reason == "A sidecar without its file: b.txt is not in the folder."


def test_a_sidecar_of_the_archive_itself_is_told_to_be_of_no_use(tmp_path: Path) -> None:
    files = _scan(tmp_path, **{"a.zip": zipped({"a.txt": PLAN}), "a.zip.meta.yaml": b"issuer: x"})
    assert files["a.zip.meta.yaml"].problem == "The sidecar of an archive is not used; pack one into it beside each of its files."


def test_the_same_bytes_are_read_once_across_archives_and_folders(tmp_path: Path) -> None:
    data = zipped({"a.txt": PLAN, "b.txt": PLAN})
    files = _scan(tmp_path, **{"a.zip": data, "b.zip": data, "c.txt": PLAN.encode()})
    twins = {path: file.duplicate_of for path, file in files.items() if file.role is Role.PLAN}
    others = ["a.zip!/b.txt", "b.zip!/a.txt", "b.zip!/b.txt", "c.txt"]
    assert twins == {"a.zip!/a.txt": None, **dict.fromkeys(others, "a.zip!/a.txt")}


def test_archives_in_archives_are_opened_three_deep(tmp_path: Path) -> None:
    data = zipped({"plan.txt": PLAN})
    for name in ("d", "c", "b"):
        data = zipped({f"{name}.zip": data, f"beside {name}.txt": f"规划{name}"})
    read = _read(tmp_path, **{"a.zip": data})
    deepest = read["a.zip!/b.zip!/c.zip!/d.zip"]
    assert (deepest.status, deepest.media_type) == (Status.FAILED, "application/zip")
    assert deepest.reason == "Archives more than 3 deep in one another are not opened; unpack it."
    assert read["a.zip!/b.zip!/c.zip"].reason == "An archive with 2 files, read one by one."
    assert read["a.zip!/b.zip!/c.zip!/beside d.txt"].status is Status.PARSED


def test_documents_that_are_zip_files_are_plans_and_no_archives(tmp_path: Path) -> None:
    plans = {"规划.docx": word_files.national_docx(), "b.ofd": ofd_files.national_plan()}
    read = _read(
        tmp_path, **plans, **{"a.zip": zipped({**{f"in {name}": data for name, data in plans.items()}, "x/word/document.xml": "x"})}
    )
    kinds = {path: outcome.media_type for path, outcome in read.items()}
    assert kinds["a.zip!/in 规划.docx"] == "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    assert kinds["a.zip!/in b.ofd"] == "application/ofd"
    assert {read[f"a.zip!/in {name}"].status for name in plans} == {Status.PARSED}
    assert {read[name].status for name in plans} == {Status.DUPLICATE}


@pytest.mark.parametrize(
    ("raw", "flags", "shown"),
    [
        ("嘉兴市规划.txt".encode("gbk"), 0, "嘉兴市规划.txt"),
        ("嘉兴市规划.txt".encode(), 0x800, "嘉兴市规划.txt"),
        ("嘉兴市规划.txt".encode(), 0, "嘉兴市规划.txt"),  # macOS and Linux leave the flag out
        ("規劃𠀀.txt".encode("gb18030"), 0, "規劃𠀀.txt"),
        ("臺北市科技發展計畫.txt".encode("big5"), 0, "臺北市科技發展計畫.txt"),
        ("三门峡市规划.txt".encode("gb18030"), 0, "三门峡市规划.txt"),
        ("文件夹\\规划.txt".encode("gbk"), 0, "文件夹/规划.txt"),
        (b"\xff\xfe\xfd.txt", 0, "\xa0■².txt"),
        ("📄 a\nb.txt".encode(), 0x800, "📄 a\\x0ab.txt"),
        (b"../../etc/x.txt", 0, "(..)/(..)/etc/x.txt"),
        (b"..\\..\\x.txt", 0, "(..)/(..)/x.txt"),
        (b"/etc/x.txt", 0, "etc/x.txt"),
        (b"C:\\windows\\x.txt", 0, "(C:)/windows/x.txt"),
        (b"\x00", 0, "\\x00"),
        (b"", 0, "(no name)"),
    ],
)
def test_names_are_decoded_and_shown_so_that_they_lead_nowhere(tmp_path: Path, raw: bytes, flags: int, shown: str) -> None:
    (tmp_path / "in").mkdir()
    files = _scan(tmp_path / "in", **{"a.zip": raw_zip(raw, PLAN.encode(), flags=flags)})
    assert list(files) == ["a.zip", f"a.zip!/{shown}"]
    assert [path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*")] == ["in", "in/a.zip"]


def test_a_name_in_the_unicode_field_holds_before_the_old_one(tmp_path: Path) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        info = zipfile.ZipInfo("old.txt")
        info.extra = (
            b"up" + (5 + 10).to_bytes(2, "little") + b"\x01" + zips.zlib.crc32(b"old.txt").to_bytes(4, "little") + "规划.txt".encode()
        )
        archive.writestr(info, PLAN)
    assert "a.zip!/规划.txt" in _scan(tmp_path, **{"a.zip": stream.getvalue()})


def test_files_of_one_name_are_named_apart(tmp_path: Path) -> None:
    files = _scan(tmp_path, **{"a.zip": doubled("a.txt", b"one", b"two", b"three"), "a.zip!/a.txt": b"outside"})
    assert [path for path in files if path != "a.zip"] == ["a.zip!/a.txt", "a.zip!/a.txt (2)", "a.zip!/a.txt (3)", "a.zip!/a.txt (4)"]
    assert sorted(content(file.path) for file in files.values() if file.role is Role.PLAN) == [b"one", b"outside", b"three", b"two"]


def test_what_the_system_left_over_and_links_are_not_opened(tmp_path: Path) -> None:
    inner = zipped({"x.txt": "x"})
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("__MACOSX/._a.txt", b"x")
        archive.writestr(".git/x.zip", inner)
        link = zipfile.ZipInfo("passwd.txt")
        link.create_system, link.external_attr = 3, 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    read = _read(tmp_path, **{"a.zip": stream.getvalue()})
    assert {outcome.status for outcome in read.values()} == {Status.IGNORED}
    assert set(read) == {"a.zip", "a.zip!/__MACOSX/._a.txt", "a.zip!/.git/x.zip", "a.zip!/passwd.txt"}
    assert read["a.zip!/passwd.txt"].reason == "A link inside an archive; it is not followed."
    assert read["a.zip!/.git/x.zip"].source.sha256 is None


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
    read = _read(tmp_path, **{"a.zip": data, "good.txt": PLAN.encode()})
    row = read["a.zip!/a.txt"]
    assert (row.status, row.document) == (Status.FAILED, None)
    assert (row.reason or "").startswith(told)
    assert (row.reason or "").endswith(".")
    assert read["a.zip"].status is Status.IGNORED
    assert read["good.txt"].status is Status.PARSED


def test_a_swollen_file_is_not_unpacked_and_a_good_one_beside_it_is_read(tmp_path: Path) -> None:
    bomb = zipped({"bomb.txt": bytes(50 * 2**20), "good.txt": PLAN})
    assert len(bomb) < 100_000
    read = _read(tmp_path, **{"a.zip": bomb})
    assert (read["a.zip!/bomb.txt"].reason or "").startswith("The file would grow from 0.0 to 50 MB")
    assert read["a.zip!/good.txt"].status is Status.PARSED


def test_bytes_that_many_files_share_are_not_unpacked(tmp_path: Path) -> None:
    files = _scan(tmp_path, **{"a.zip": overlapping(500, b"0" * 2**20)})
    assert len(files) == 501
    assert {file.problem for path, file in files.items() if path != "a.zip"} == {
        "The file shares bytes with another file of its archive, as files made to fill a disk do; it is not unpacked."
    }


def test_an_archive_may_not_hold_more_than_there_is_room_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MOST_UNPACKED", 520)
    inner = zipped({"c.txt": "c" * 60, "d.txt": "d" * 90}, zipfile.ZIP_STORED)
    assert 520 - 100 - len(inner) in range(60, 90)
    files = _scan(tmp_path, **{"a.zip": zipped({"a.txt": "a" * 100, "in.zip": inner, "b.txt": "b" * 100}, zipfile.ZIP_STORED)})
    beyond = {path for path, file in files.items() if (file.problem or "").startswith("Unpacked, the archive has more than ")}
    assert beyond == {"a.zip!/in.zip!/d.txt", "a.zip!/b.txt"}


def test_archives_of_too_many_files_are_told_and_their_own_files_counted(tmp_path: Path) -> None:
    many = zipped({f"{i}.txt": str(i) for i in range(zips.MOST_ENTRIES + 1)}, zipfile.ZIP_STORED)
    nearly = zipped({**{f"{i}.txt": "" for i in range(zips.MOST_ENTRIES - 1)}, "in.zip": zipped({"a.txt": PLAN})}, zipfile.ZIP_STORED)
    read = _read(tmp_path, **{"many.zip": many, "nearly.zip": nearly})
    assert [outcome.source.source_path for outcome in read.values() if "many" in outcome.source.source_path] == ["many.zip"]
    assert read["many.zip"].status is Status.FAILED
    assert read["many.zip"].reason == "The archive has 10,001 entries, more than the 10,000 that are read; split it."
    assert (read["nearly.zip!/in.zip"].reason or "").startswith("With the archives inside it the archive has more than 10,000 entries")
    assert "nearly.zip!/in.zip!/a.txt" not in read


def test_a_directory_that_says_it_is_small_and_is_not_is_told(tmp_path: Path) -> None:
    honest = zipped({f"{i}.txt": b"" for i in range(zips.MOST_ENTRIES + 5)}, zipfile.ZIP_STORED)
    end = honest.rindex(b"PK\x05\x06")
    lying = honest[: end + 8] + b"\x03\x00\x03\x00" + honest[end + 12 :]
    (row,) = _read(tmp_path, **{"a.zip": lying}).values()
    assert row.reason == "The archive has more than 10,000 entries; split it."


@pytest.mark.parametrize("cut", [0.1, 0.5, 0.9, 0.999])
def test_an_archive_cut_short_is_a_failed_row(tmp_path: Path, cut: float) -> None:
    whole = zipped({"a.txt": PLAN, "b.txt": PLAN * 2})
    (row,) = _read(tmp_path, **{"a.zip": whole[: int(len(whole) * cut)]}).values()
    assert (row.status, row.media_type) == (Status.FAILED, "application/zip")
    assert row.reason == "The archive has no directory: it is broken or was cut short; copy it again."


def test_an_empty_archive_and_one_with_an_empty_file(tmp_path: Path) -> None:
    read = _read(tmp_path, **{"a.zip": zipped({}), "b.zip": zipped({"a.txt": b""})})
    assert read["a.zip"].reason == "An archive with 0 files, read one by one."
    assert read["b.zip!/a.txt"].reason == "The file is empty."


def test_large_sizes_in_wide_fields_are_read(tmp_path: Path) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive, archive.open(zipfile.ZipInfo("a.txt"), "w", force_zip64=True) as member:
        member.write(PLAN.encode())
    assert _read(tmp_path, **{"a.zip": stream.getvalue()})["a.zip!/a.txt"].status is Status.PARSED


def test_an_archive_behind_a_program_or_with_a_remark_is_opened(tmp_path: Path) -> None:
    stream = io.BytesIO(zipped({"a.txt": PLAN}))
    with zipfile.ZipFile(stream, "a") as archive:
        archive.comment = "备注".encode()
    assert zips.directory(io.BytesIO(b"program" * 9 + stream.getvalue()))[0].offset == 63
    assert _read(tmp_path, **{"a.zip": stream.getvalue()})["a.zip!/a.txt"].status is Status.PARSED


def test_archives_with_flipped_bits_are_rows_and_no_crash(tmp_path: Path) -> None:
    whole = zipped({"a.txt": PLAN, "in.zip": zipped({"b.txt": PLAN * 3, "c.txt": "丙" * 500})})
    dice = random.Random(3)
    for _ in range(300):
        data = bytearray(whole)
        for _ in range(dice.randrange(1, 6)):
            data[dice.randrange(len(data))] ^= 1 << dice.randrange(8)
        for outcome in _read(tmp_path, **{"a.zip": bytes(data)}).values():
            assert outcome.status is Status.PARSED or (outcome.reason or "").endswith(".")
            outcome.source.source_path.encode()


def test_a_batch_of_members_can_be_sent_to_another_machine(tmp_path: Path) -> None:
    batch = list(_scan(tmp_path, **{"a.zip": zipped({"b.zip": zipped({"a.txt": PLAN})})}).values())
    assert read_batch(pickle.loads(pickle.dumps(batch))) == read_batch(batch)


def test_an_archive_that_changes_or_vanishes_before_it_is_read_is_told(tmp_path: Path) -> None:
    files = list(
        _scan(
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
    files = _scan(tmp_path, **{"a.zip": data, "b.txt": b"x" * 2000})
    assert files["a.zip!/a.txt"].problem is None
    assert (files["b.txt"].problem or "").startswith("The file has 0 MB, more than the 0 MB that are read")
    monkeypatch.setattr(archives, "LARGEST_ARCHIVE", 1500)
    assert (_scan(tmp_path)["a.zip"].problem or "").startswith("The file has 0 MB")


def test_a_file_in_an_archive_that_was_read_is_not_read_again(tmp_path: Path) -> None:
    heard: list[tuple[str, bool]] = []

    def read(folder: str) -> list[ReadOutcome]:
        return read_all(scan(tmp_path / folder), tmp_path / "cache", lambda done, total, path, kept: heard.append((path, kept)))

    _scan(tmp_path / "in", **{"a.zip": zipped({"x.zip": zipped({"a.txt": PLAN}), "b.ofd": ofd_files.national_plan()})})
    first = read("in")
    assert read("in") == first
    assert [path for path, kept in heard if kept] == ["a.zip!/b.ofd", "a.zip!/x.zip!/a.txt"]
    heard.clear()
    _scan(tmp_path / "moved", **{"c.txt": PLAN.encode()})
    assert read("moved")[0].document == next(one.document for one in first if one.source.source_path.endswith("a.txt"))
    assert heard == [("c.txt", True)]
