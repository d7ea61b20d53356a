"""Files in archives are sources like any other; whatever an archive holds, nothing is written and no run fails."""

from __future__ import annotations

import hashlib
import io
import pickle
import zipfile
from pathlib import Path

import pytest

from assets.documents.plans import identify
from assets.documents.reading.cache import read_all
from assets.documents.reading.read import ReadOutcome, Status, read_batch
from assets.sources import zips
from assets.sources.archives import Member, content
from assets.sources.scan import Role, scan
from tests.documents import ofd_files, word_files
from tests.sources.folders import read_folder, scanned
from tests.sources.zip_files import doubled, raw_zip, zipped

PLAN = "嘉兴市科技创新“十三五”规划\n为深入实施创新驱动发展战略,制定本规划。\n一、发展基础\n全市已有99家。\n"
CORRECTION = "- at: {line: 4, value: 99家}\n  says: 全市已有99家\n  action: reject\n  reason: 核对过原文\n  by: 王敏\n"


def test_each_file_in_an_archive_is_a_source_with_its_own_bytes_and_hash(tmp_path: Path) -> None:
    files = scanned(tmp_path, **{"a.zip": zipped({"规划/甲.txt": PLAN, "b.html": "<p>乙</p>", "规划/": ""})})
    assert list(files) == ["a.zip", "a.zip!/b.html", "a.zip!/规划/甲.txt"]
    plan = files["a.zip!/规划/甲.txt"]
    assert (plan.role, plan.bytes, plan.sha256) == (Role.PLAN, len(PLAN.encode()), hashlib.sha256(PLAN.encode()).hexdigest())
    assert plan.path == Member(tmp_path / "a.zip", (0,))
    assert content(plan.path) == PLAN.encode()


def test_an_archive_is_a_row_that_says_how_many_files_it_holds(tmp_path: Path) -> None:
    read = read_folder(tmp_path, **{"a.zip": zipped({"a.txt": PLAN, "b.txt": "乙", "c/d.txt": "丙"}), "b.zip": zipped({"x.txt": "丁"})})
    row = read["a.zip"]
    assert (row.status, row.reason, row.media_type) == (Status.IGNORED, "An archive with 3 files, read one by one.", "application/zip")
    assert read["b.zip"].reason == "An archive with 1 file, read one by one."
    assert read["a.zip!/a.txt"].status is Status.PARSED


def test_a_plan_in_an_archive_is_the_plan_that_it_is_outside(tmp_path: Path) -> None:
    (inside,) = identify(list(read_folder(tmp_path / "in", **{"a.zip": zipped({"a.txt": PLAN})}).values()))
    (outside,) = identify(list(read_folder(tmp_path / "out", **{"a.txt": PLAN.encode()}).values()))
    assert (inside.plan_id, inside.document) == (outside.plan_id, outside.document)
    assert inside.source_path == "a.zip!/a.txt"


def test_sidecars_and_corrections_inside_work_beside_their_plan(tmp_path: Path) -> None:
    held = {"x/a.txt": PLAN, "x/a.txt.meta.yaml": "issuer: 嘉兴市科技局", "x/a.txt.corrections.yaml": CORRECTION, "b.txt.meta.yaml": ""}
    read = read_folder(tmp_path, **{"a.zip": zipped(held)})
    document = read["a.zip!/x/a.txt"].document
    assert document is not None
    assert document.metadata.issuer == "嘉兴市科技局"
    (plan,) = identify(list(read.values()))
    assert [correction.at.value for correction in plan.corrections] == ["99家"]
    assert read["a.zip!/x/a.txt.corrections.yaml"].reason == "A correction file; it holds 1 correction of the plan beside it."
    assert read["a.zip!/b.txt.meta.yaml"].reason == "A sidecar without its file: b.txt is not in the folder."


def test_a_sidecar_of_the_archive_itself_is_told_to_be_of_no_use(tmp_path: Path) -> None:
    files = scanned(tmp_path, **{"a.zip": zipped({"a.txt": PLAN}), "a.zip.meta.yaml": b"issuer: x"})
    assert files["a.zip.meta.yaml"].problem == "The sidecar of an archive is not used; pack one into it beside each of its files."


def test_the_same_bytes_are_read_once_across_archives_and_folders(tmp_path: Path) -> None:
    data = zipped({"a.txt": PLAN, "b.txt": PLAN})
    files = scanned(tmp_path, **{"a.zip": data, "b.zip": data, "c.txt": PLAN.encode()})
    twins = {path: file.duplicate_of for path, file in files.items() if file.role is Role.PLAN}
    others = ["a.zip!/b.txt", "b.zip!/a.txt", "b.zip!/b.txt", "c.txt"]
    assert twins == {"a.zip!/a.txt": None, **dict.fromkeys(others, "a.zip!/a.txt")}


def test_archives_in_archives_are_opened_three_deep(tmp_path: Path) -> None:
    data = zipped({"plan.txt": PLAN})
    for name in ("d", "c", "b"):
        data = zipped({f"{name}.zip": data, f"beside {name}.txt": f"规划{name}"})
    read = read_folder(tmp_path, **{"a.zip": data})
    deepest = read["a.zip!/b.zip!/c.zip!/d.zip"]
    assert (deepest.status, deepest.media_type) == (Status.FAILED, "application/zip")
    assert deepest.reason == "Archives more than 3 deep in one another are not opened; unpack it."
    assert read["a.zip!/b.zip!/c.zip"].reason == "An archive with 2 files, read one by one."
    assert read["a.zip!/b.zip!/c.zip!/beside d.txt"].status is Status.PARSED


def test_documents_that_are_zip_files_are_plans_and_no_archives(tmp_path: Path) -> None:
    plans = {"规划.docx": word_files.national_docx(), "b.ofd": ofd_files.national_plan()}
    read = read_folder(
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
    files = scanned(tmp_path / "in", **{"a.zip": raw_zip(raw, PLAN.encode(), flags=flags)})
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
    assert "a.zip!/规划.txt" in scanned(tmp_path, **{"a.zip": stream.getvalue()})


def test_files_of_one_name_are_named_apart(tmp_path: Path) -> None:
    files = scanned(tmp_path, **{"a.zip": doubled("a.txt", b"one", b"two", b"three"), "a.zip!/a.txt": b"outside"})
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
    read = read_folder(tmp_path, **{"a.zip": stream.getvalue()})
    assert {outcome.status for outcome in read.values()} == {Status.IGNORED}
    assert set(read) == {"a.zip", "a.zip!/__MACOSX/._a.txt", "a.zip!/.git/x.zip", "a.zip!/passwd.txt"}
    assert read["a.zip!/passwd.txt"].reason == "A link inside an archive; it is not followed."
    assert read["a.zip!/.git/x.zip"].source.sha256 is None


def test_an_empty_archive_and_one_with_an_empty_file(tmp_path: Path) -> None:
    read = read_folder(tmp_path, **{"a.zip": zipped({}), "b.zip": zipped({"a.txt": b""})})
    assert read["a.zip"].reason == "An archive with 0 files, read one by one."
    assert read["b.zip!/a.txt"].reason == "The file is empty."


def test_large_sizes_in_wide_fields_are_read(tmp_path: Path) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive, archive.open(zipfile.ZipInfo("a.txt"), "w", force_zip64=True) as member:
        member.write(PLAN.encode())
    assert read_folder(tmp_path, **{"a.zip": stream.getvalue()})["a.zip!/a.txt"].status is Status.PARSED


def test_an_archive_behind_a_program_or_with_a_remark_is_opened(tmp_path: Path) -> None:
    stream = io.BytesIO(zipped({"a.txt": PLAN}))
    with zipfile.ZipFile(stream, "a") as archive:
        archive.comment = "备注".encode()
    assert zips.directory(io.BytesIO(b"program" * 9 + stream.getvalue()))[0].offset == 63
    assert read_folder(tmp_path, **{"a.zip": stream.getvalue()})["a.zip!/a.txt"].status is Status.PARSED


def test_a_batch_of_members_can_be_sent_to_another_machine(tmp_path: Path) -> None:
    batch = list(scanned(tmp_path, **{"a.zip": zipped({"b.zip": zipped({"a.txt": PLAN})})}).values())
    assert read_batch(pickle.loads(pickle.dumps(batch))) == read_batch(batch)


def test_a_file_in_an_archive_that_was_read_is_not_read_again(tmp_path: Path) -> None:
    heard: list[tuple[str, bool]] = []

    def read(folder: str) -> list[ReadOutcome]:
        return read_all(scan(tmp_path / folder), tmp_path / "cache", lambda done, total, path, kept: heard.append((path, kept)))

    scanned(tmp_path / "in", **{"a.zip": zipped({"x.zip": zipped({"a.txt": PLAN}), "b.ofd": ofd_files.national_plan()})})
    first = read("in")
    assert read("in") == first
    assert [path for path, kept in heard if kept] == ["a.zip!/b.ofd", "a.zip!/x.zip!/a.txt"]
    heard.clear()
    scanned(tmp_path / "moved", **{"c.txt": PLAN.encode()})
    assert read("moved")[0].document == next(one.document for one in first if one.source.source_path.endswith("a.txt"))
    assert heard == [("c.txt", True)]
