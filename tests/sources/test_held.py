"""TAR, GZIP, bzip2, XZ, RAR and 7z: their files are sources like a ZIP's, under the same limits, whatever the archive does."""

from __future__ import annotations

import bz2
import gzip
import lzma
import tarfile
from pathlib import Path

import pytest

from assets.documents.reading.read import Status
from assets.sources import held, media, unpacking, zips
from assets.sources.archives import content
from assets.sources.held import BrokenOffError, Held, has_libarchive
from assets.sources.unpacking import members
from assets.sources.zips import ZipError
from tests.sources.folders import read_folder
from tests.sources.packed_files import DEVICE, FIFO, LINK, rar4, rar5, seven_zip, tarred
from tests.sources.zip_files import zipped

PLAN = "沅塘市科技创新“十四五”规划\n为深入实施创新驱动发展战略,制定本规划。\n一、发展基础\n全市已有99家。\n"
MUCH = 10**9
LOCKED = "The file is locked with a password; unpack the archive with it beside the other files."
DAMAGED = "The file is damaged inside its archive; pack it again."
CUT = "The archive is damaged or was cut short; copy it again."
needs_libarchive = pytest.mark.skipif(not has_libarchive(), reason="libarchive is not installed")


def _all(data: bytes, media_type: str, most: int = MUCH) -> tuple[list[Held], str | None]:
    files: list[Held] = []
    try:
        files.extend(members(data, media_type, most))
    except BrokenOffError as trouble:
        return files, str(trouble)
    return files, None


def test_files_of_a_tar_are_sources_and_an_archive_inside_is_opened_too(tmp_path: Path) -> None:
    inner = zipped({"附件.txt": PLAN + "二、目标\n"})
    read = read_folder(
        tmp_path, **{"规划.tar.gz": tarred({"规划/正文.txt": PLAN, "in.zip": inner}, "gz"), "通知.txt.gz": gzip.compress(b"x" * 50)}
    )
    assert list(read) == [
        "规划.tar.gz",
        "规划.tar.gz!/in.zip",
        "规划.tar.gz!/in.zip!/附件.txt",
        "规划.tar.gz!/规划/正文.txt",
        "通知.txt.gz",
        "通知.txt.gz!/通知.txt",
    ]
    row = read["规划.tar.gz"]
    assert (row.status, row.reason, row.media_type) == (Status.IGNORED, "An archive with 2 files, read one by one.", "application/gzip")
    assert read["规划.tar.gz!/规划/正文.txt"].status is Status.PARSED
    assert content(read["规划.tar.gz!/in.zip!/附件.txt"].source.path) == (PLAN + "二、目标\n").encode()


@needs_libarchive
def test_rar_and_7z_are_opened_in_archives_and_as_such(tmp_path: Path) -> None:
    read = read_folder(
        tmp_path, **{"a.zip": zipped({"b.7z": seven_zip({"规划.txt": PLAN.encode()})}), "c.rar": rar5({"通知.txt": b"y" * 40})}
    )
    assert list(read) == ["a.zip", "a.zip!/b.7z", "a.zip!/b.7z!/规划.txt", "c.rar", "c.rar!/通知.txt"]
    assert read["a.zip!/b.7z!/规划.txt"].status is Status.PARSED
    assert (read["c.rar"].media_type, read["c.rar"].reason) == ("application/vnd.rar", "An archive with 1 file, read one by one.")


@pytest.mark.parametrize("data", [rar4({b"a.txt": b"x"}), b"7z\xbc\xaf\x27\x1c" + bytes(40)])
def test_without_the_library_the_row_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(held, "has_libarchive", lambda: False)
    (row,) = read_folder(tmp_path, **{"规划附件": data}).values()
    assert row.status is Status.FAILED
    assert (row.reason or "").partition(";")[2].startswith(" install libarchive (on Debian libarchive13) and the extra archives")


@pytest.mark.parametrize(
    ("data", "media_type"),
    [
        (tarred({"甲.txt": "1"}), media.TAR),
        (tarred({"甲.txt": "1"}, "gz"), media.GZIP),
        (tarred({"甲.txt": "1"}, "bz2"), media.BZIP2),
        (tarred({"甲.txt": "1"}, "xz"), media.XZ),
        (gzip.compress(b"1"), media.GZIP),
        (bz2.compress(b"1"), media.BZIP2),
        (lzma.compress(b"1"), media.XZ),
    ],
)
def test_each_packing_is_told_and_read(data: bytes, media_type: str) -> None:
    assert media.binary_type(data) == media_type
    ((file,), trouble) = _all(data, media_type)
    assert (file.data, trouble) == (b"1", None)
    assert file.name in ("甲.txt", "")


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("规划/附件一.txt".encode("gbk"), "规划/附件一.txt"),
        ("臺北市科技發展計畫.txt".encode("big5"), "臺北市科技發展計畫.txt"),
        (b"../../etc/x.txt", "(..)/(..)/etc/x.txt"),
        (b"/etc/x.txt", "etc/x.txt"),
        (b"./x.txt", "x.txt"),
    ],
)
def test_names_are_decoded_and_lead_nowhere(raw: bytes, shown: str) -> None:
    assert [file.name for file in members(tarred({raw: b"x"}), media.TAR, MUCH)] == [shown]
    if has_libarchive():
        assert [file.name for file in members(rar4({raw: b"x"}), media.RAR, MUCH)] == [shown]


def test_links_are_not_followed_and_devices_not_opened(tmp_path: Path) -> None:
    hard = tarfile.LNKTYPE
    read = read_folder(tmp_path, **{"a.tar": tarred({"b.txt": PLAN}, passwd=LINK, again=hard, pipe=FIFO, disk=DEVICE)})
    told = {path.partition("!/")[2]: (outcome.status.value, outcome.reason) for path, outcome in read.items()}
    link = ("ignored", "A link inside an archive; it is not followed.")
    other = ("failed", "Not a regular file (a device, pipe or socket).")
    assert told["passwd"] == told["again"] == link
    assert told["pipe"] == told["disk"] == other
    assert told["b.txt"][0] == "parsed"


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
def test_what_swells_is_not_unpacked(pack: object) -> None:
    data = pack(bytes(20 * 2**20))  # type: ignore[operator]
    files, trouble = _all(data, media.binary_type(data) or "")
    assert files == []
    assert (trouble or "").startswith("The archive would grow from 0.0 to more than 10 MB, as files made to fill a disk do;")


@needs_libarchive
def test_what_swells_in_a_7z_ends_the_reading_of_it_and_nothing_else(tmp_path: Path) -> None:
    read = read_folder(
        tmp_path, **{"a.7z": seven_zip({"好.txt": PLAN.encode(), "bomb": bytes(20 * 2**20), "c.txt": b"c"}), "b.txt": PLAN.encode() + b"99"}
    )
    assert read["a.7z"].status is Status.FAILED
    assert (read["a.7z"].reason or "").startswith("The archive would grow from 0.0 to more than ")
    assert read["a.7z!/好.txt"].status is Status.PARSED
    assert read["b.txt"].status is Status.PARSED


def test_there_is_a_bound_for_a_file_for_all_and_for_their_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpacking, "LARGEST", 2**20)
    monkeypatch.setattr(zips, "MOST_ENTRIES", 4)
    noise = bytes(range(256)) * 4 * 1024
    files, trouble = _all(tarred({"a": noise + b"x", "b": noise, "c": b"c"}), media.TAR, 3 * 2**20)
    assert [(file.name, file.problem) for file in files] == [
        ("a", "The file has 1 MB, more than the 1 MB that are read; split it."),
        ("b", None),
        ("c", None),
    ]
    assert trouble is None
    assert _all(tarred({"b": noise, "c": noise[:-512]}), media.TAR, 2**20)[1] == "Unpacked, the archive has more than 1 MB; split it."
    assert _all(tarred({str(i): b"" for i in range(5)}), media.TAR)[1] == "The archive has more than 4 entries; split it."


def test_a_hole_in_a_tar_counts_as_what_it_would_fill() -> None:
    info = tarfile.TarInfo("hole")
    info.size = 63 * 2**20
    head = bytearray(info.tobuf(tarfile.GNU_FORMAT))
    head[156:157] = tarfile.GNUTYPE_SPARSE
    head[386:398], head[398:410] = b"%011o\0" % 0, b"%011o\0" % 0
    head[483:495] = b"%011o\0" % (63 * 2**20)  # the real size; none of it is in the archive
    head[124:136] = b"%011o\0" % 0
    head[148:156] = b" " * 8
    head[148:156] = b"%06o\0 " % sum(head)
    files, trouble = _all(bytes(head) + bytes(1024), media.TAR)
    assert files == []
    assert (trouble or "").startswith("The archive would grow from 0.0 to more than 10 MB")


@needs_libarchive
def test_what_is_locked_is_told_and_never_given_as_it_is() -> None:
    assert [(file.data, file.problem) for file in members(rar4({b"a.txt": b"hello"}, flags=4), media.RAR, MUCH)] == [(None, LOCKED)]


@needs_libarchive
def test_links_in_a_rar_are_not_followed() -> None:
    (link,) = members(rar4({b"a.txt": b"/etc/passwd"}, mode=0o120777), media.RAR, MUCH)
    assert (link.is_link, link.data) == (True, None)


@needs_libarchive
def test_a_file_of_another_length_than_told_is_damaged() -> None:
    assert [file.problem for file in members(rar4({b"a.txt": b"hello"}, size=50), media.RAR, MUCH)] == [DAMAGED]


@pytest.mark.parametrize("cut", [700, 1024, 1500, 2048])
def test_a_tar_cut_short_gives_what_is_whole_and_says_so(cut: int) -> None:
    files, trouble = _all(tarred({"a.txt": "a" * 300, "b.txt": "b" * 300})[:cut], media.TAR)
    assert trouble == CUT
    assert [file.name for file in files if file.data] == ([] if cut < 1024 else ["a.txt"] if cut < 2048 else ["a.txt", "b.txt"])


@pytest.mark.parametrize("file", [0, 1])
def test_a_broken_head_in_a_tar_is_no_end(file: int) -> None:
    data = bytearray(tarred({"a.txt": "a", "b.txt": "b"}))
    data[1024 * file + 10] ^= 1
    files, trouble = _all(bytes(data), media.TAR)
    assert ([one.name for one in files], trouble) == (["a.txt"][:file], CUT)


@needs_libarchive
@pytest.mark.parametrize("at", [20, 40, 60, 90, 120])
def test_a_7z_with_a_flipped_bit_gives_no_wrong_bytes(at: int) -> None:
    data = bytearray(seven_zip({"a.txt": PLAN.encode() * 3}))
    data[at] ^= 4
    files, trouble = _all(bytes(data), media.SEVEN_ZIP)
    assert trouble is not None or [file.data for file in files] == [PLAN.encode() * 3]
    assert all(file.data in (None, PLAN.encode() * 3) for file in files)


def test_a_process_that_ends_or_takes_too_long_costs_its_archive_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(held, "SECONDS", 0.001)
    read = read_folder(tmp_path, **{"a.tar": tarred({"a.txt": PLAN}), "b.txt": PLAN.encode()})
    assert read["a.tar"].reason == "The archive could not be unpacked within its limits (SIGKILL); unpack it beside the other files."
    assert read["b.txt"].status is Status.PARSED
    with pytest.raises(ZipError, match="within its limits"):
        held.unpacked(tarred({"a.txt": PLAN}), "no such kind", MUCH)
