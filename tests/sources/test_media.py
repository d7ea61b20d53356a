"""What a file's content is, told from its bytes."""

from __future__ import annotations

import random
import struct

import pytest

from assets.sources import media, ole
from tests.sources.zip_files import zipped

CONTENT_TYPES = "[Content_Types].xml"


def _zip(*members: str) -> bytes:
    return zipped(dict.fromkeys(members, "x" * 100))


def ole_file(*names: str, sector: int = 512, second: bool = False) -> bytes:
    """An OLE file whose directory holds these names; ``second``: in the directory's second sector."""
    header = bytearray(sector)
    header[:8] = ole.MAGIC
    struct.pack_into("<H", header, 30, sector.bit_length() - 1)
    struct.pack_into("<L", header, 48, 1)
    struct.pack_into("<109L", header, 76, 0, *[0xFFFFFFFF] * 108)
    table = struct.pack("<4L", 0xFFFFFFFD, 2, 0xFFFFFFFE, 0xFFFFFFFE).ljust(sector, b"\xff")
    entries = b"".join(_entry(name, 5 if name == "Root Entry" else 2) for name in names)
    sectors = [bytes(sector), entries.ljust(sector, b"\0")] if second else [entries.ljust(sector, b"\0"), bytes(sector)]
    return bytes(header) + table + b"".join(sectors)


def _entry(name: str, kind: int) -> bytes:
    raw = name.encode("utf-16-le")
    return (raw.ljust(64, b"\0") + struct.pack("<HB", len(raw) + 2, kind)).ljust(128, b"\0")


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"%PDF-1.7\n", media.PDF),
        (b"\xef\xbb\xbf\r\n%PDF-1.4", media.PDF),
        (b"{\\rtf1\\ansi", media.RTF),
        (b"\xff\xd8\xff\xe0..JFIF", "image/jpeg"),
        (b"\x89PNG\r\n\x1a\n....", "image/png"),
        (b"BM\x36\x00\x03\x00\x00\x00\x00\x00\x36", "image/bmp"),
        (b"x" * 257 + b"ustar", "application/x-tar"),
        (_zip(CONTENT_TYPES, "word/document.xml"), media.DOCX),
        (_zip("[content_types].xml", "Word/document.xml"), media.DOCX),
        (_zip(CONTENT_TYPES, "xl/workbook.xml", "xl/embeddings/a.docx"), media.XLSX),
        (_zip(CONTENT_TYPES, "xl/workbook.bin"), "application/vnd.ms-excel.sheet.binary"),
        (_zip(CONTENT_TYPES, "ppt/presentation.xml"), media.PPTX),
        (_zip("OFD.xml", "Doc_0/Document.xml"), media.OFD),
        (zipped({"mimetype": "application/epub+zip", "META-INF/container.xml": ""}), media.EPUB),
        (zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": ""}), media.ODT),
        (_zip("plan.txt"), media.ZIP),
        (_zip("word/document.xml", "a.txt"), media.ZIP),  # a folder called word
        (_zip("a/OFD.xml", "a/[Content_Types].xml", "a/word/document.xml"), media.ZIP),  # documents unpacked into a folder
        (zipped({"a.txt": "word/document.xml [Content_Types].xml OFD.xml"}), media.ZIP),  # named in a text, not a member
        (zipped({}), media.ZIP),
        (ole_file("Root Entry", "WordDocument", "1Table"), media.DOC),
        (ole_file("Root Entry", "Workbook"), media.XLS),
        (ole_file("Root Entry", "Book"), media.XLS),
        (ole_file("Root Entry", "PowerPoint Document"), media.PPT),
        (ole_file("Root Entry", "EncryptedPackage", "EncryptionInfo"), media.ENCRYPTED_OFFICE),
        (ole_file("Root Entry", "SomethingElse"), media.OLE),
        (ole_file("WordDocument", sector=4096), media.DOC),
        (ole_file("WordDocument", second=True), media.DOC),
        (ole.MAGIC + b"....", media.OLE),
        ("一、总体要求".encode(), None),
        (b"<html>", None),
        (b"<html><!-- a page about %PDF-1.4 files -->", None),
        ("BM规划".encode(), None),
    ],
)
def test_binary_content_is_told_by_its_bytes(data: bytes, expected: str | None) -> None:
    assert media.binary_type(data) == expected


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"From: <Saved by Browser>\nSubject: x\nMIME-Version: 1.0\nContent-Type: multipart/related;\n\ttype='text/html'\n\n", media.MHTML),
        (b"From: a@b\r\nSubject: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b", media.EML),
        (b"Received: by x\r\n\tfor y\r\nSubject: \xb9\xe6\r\n\r\ntext", media.EML),
        (b"Subject: x\nDate: 2020\n\nno mail", None),
        ("Title: 规划\n\nContent-Type: text/html\n\n".encode(), None),
        (b"From: x\nMIME-Version: 1.0\nno header line\n\n", None),
        (b"A: b\n" * 100_000, None),
    ],
)  # fmt: skip
def test_mails_and_web_archives_are_told_by_their_header_lines(data: bytes, expected: str | None) -> None:
    assert media.binary_type(data) == expected


@pytest.mark.parametrize("cut", [100, 1000, 3000])
def test_a_document_cut_short_is_still_told_from_an_archive(cut: int) -> None:
    noise = random.Random(1).randbytes(5000)
    assert media.binary_type(zipped({CONTENT_TYPES: "x", "word/document.xml": noise})[:cut]) == media.DOCX
    assert media.binary_type(zipped({"OFD.xml": "x", "b": noise})[:cut]) == media.OFD
    assert media.binary_type(zipped({"a.txt": noise, "OFD.txt": noise})[:cut]) == media.ZIP


def test_broken_containers_of_all_kinds_are_told_as_something() -> None:
    dice = random.Random(2)
    for whole in (_zip(CONTENT_TYPES, "word/document.xml"), ole_file("Root Entry", "WordDocument")):
        for _ in range(500):
            data = bytearray(whole)
            for _ in range(dice.randrange(1, 30)):
                data[dice.randrange(4, len(data))] = dice.randrange(256)
            media.binary_type(bytes(data[: dice.randrange(4, len(data))]))


def test_an_ole_directory_that_runs_in_a_circle_ends() -> None:
    data = bytearray(ole_file("Root Entry", "x"))
    struct.pack_into("<L", data, 512 + 4, 1)
    assert len(ole.names(bytes(data))) <= 2 * 512


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("\n <!DOCTYPE html><html><body>规划</body></html>", media.HTML),
        ("<!-- saved from url=(0022) -->\n<html>", media.HTML),
        ("<div class='con'><p>规划</p></div>", media.HTML),
        ("某市规划\n<table><tr><td>指标</td><td>2020年</td></tr><tr><td>专利</td><td>5</td></tr></table>", media.HTML),
        ("<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'><body>", media.HTML),
        ("一、总体要求\n投入强度<3%,企业数>100家。", media.TEXT),
        ("<规划期>为2016—2020年。", media.TEXT),
        ("<?xml version='1.0'?><pkg:package></pkg:package>", media.XML),
        ("<?xml version='1.0'?><w:wordDocument xmlns:w='http://schemas.microsoft.com/office/word/2003/wordml'><w:p>", media.WORD_XML),
        ("<?xml version='1.0'?><Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'><table>", media.EXCEL_XML),
    ],
)
def test_text_content_is_told_by_its_markup(text: str, expected: str) -> None:
    assert media.text_type(text) == expected


def test_the_reason_names_the_format_and_what_to_do() -> None:
    assert media.not_read_reason("application/vnd.rar") == (
        "RAR archives are not read; install libarchive (on Debian libarchive13) and the extra archives (libarchive-c),"
        " or unpack it beside the other files."
    )
    assert media.not_read_reason("image/heic") == "Images of this kind are not read; save it as PNG, JPEG or PDF."
    assert media.not_read_reason(media.PPTX).startswith("PowerPoint files are not read; open it and save it as PDF,")
    assert media.not_read_reason("application/x-executable").startswith("Binary files are not read;")
