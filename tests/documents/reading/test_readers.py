"""Which reader reads what, and what every document is held to, whatever it was read from."""

from __future__ import annotations

from importlib import import_module
from importlib.metadata import version
from pathlib import Path

import pytest

from assets.documents.reading import cache, readers
from assets.documents.reading.readers import READERS, needs_of
from assets.documents.reading.tools import tools
from assets.documents.rendition import Rendition, split_lines
from assets.sources import media
from expectations.registry import Regions, load_registry
from tests.documents import national, ofd_files, word_files
from tests.documents.contents import content_in

CSV = "指标名称,单位,2020年,2025年\n专利授权量,件,5,9\n高新技术企业,家,99,130\n研发投入强度,%,2.1,3\n"


@pytest.fixture(scope="module")
def regions() -> Regions:
    return load_registry().regions


@pytest.mark.parametrize("media_type", READERS)
def test_every_reader_that_is_named_is_there(media_type: str) -> None:
    reader = READERS[media_type]
    assert callable(getattr(import_module(reader.module), reader.function))


@pytest.mark.parametrize(
    ("data", "media_type", "encoding"),
    [
        (national.html().encode(), media.HTML, "utf-8"),
        (word_files.national_docx(), media.DOCX, None),
        (ofd_files.national_plan(), media.OFD, None),
        (b"MIME-Version: 1.0\r\nContent-Type: text/html; charset=gbk\r\n\r\n" + national.html().encode("gbk"), media.EML, None),
        (CSV.encode("gb18030"), media.CSV, "gb18030"),
        (CSV.replace(",", "\t").encode(), media.CSV, "utf-8"),
        ("嘉兴市规划\n一、目标\n专利达到5件,企业达到9家。".encode(), media.TEXT, "utf-8"),
    ],
)
def test_each_form_has_its_type_and_only_text_has_an_encoding(data: bytes, media_type: str, encoding: str | None, regions: Regions) -> None:
    content = content_in(data, regions)
    assert (content.media_type, content.encoding, content.reason) == (media_type, encoding, None)
    assert content.document is not None


@pytest.mark.parametrize("data", [word_files.national_docx(), ofd_files.national_plan()], ids=["docx", "ofd"])
def test_the_same_plan_says_the_same_of_itself_in_every_form(data: bytes, regions: Regions) -> None:
    page, other = content_in(national.html().encode(), regions).document, content_in(data, regions).document
    assert page is not None
    assert other is not None
    assert other.metadata == page.metadata
    assert other.metadata.title == national.TITLE


def test_where_pages_begin_is_told_in_the_text(regions: Regions) -> None:
    document = content_in(ofd_files.national_plan(), regions).document
    assert document is not None
    assert [document.text[start:].partition("\n")[0] for start in document.pages] == [national.TITLE, national.CAPTION]


def test_a_last_page_with_nothing_on_it_is_a_page(regions: Regions) -> None:
    text = "嘉兴市规划\n一、目标"
    document = readers._document(Rendition(text, split_lines(text), pages=[0, 1, 2]), "", regions)
    assert document.pages == (0, 6, len(text))


def test_what_the_file_states_of_itself_is_used_where_the_plan_does_not(regions: Regions) -> None:
    body = [
        ofd_files.text_object(text, 20, 30 + 9 * i) for i, text in enumerate(("一、总体要求", "为深入实施创新驱动发展战略，制定本规划。"))
    ]
    info = "<ofd:Title>嘉兴市科技创新“十三五”规划</ofd:Title>"
    document = content_in(ofd_files.package([ofd_files.page(*body)], info=info), regions).document
    assert document is not None
    assert (document.metadata.title, document.metadata.region_code) == ("嘉兴市科技创新“十三五”规划", "330400")


@pytest.mark.parametrize(
    ("data", "media_type", "told"),
    [
        (b"Rar!\x1a\x07\x01\x00", "application/vnd.rar", "RAR archives are not read; install libarchive"),
        (b"<?xml version='1.0'?><a/>", media.XML, "XML files are not read;"),
        (b"PK\x03\x04cut", media.ZIP, "Archives that cannot be opened are not read;"),
        (bytes(range(256)) * 9, "application/octet-stream", "The file holds binary data"),
        (b"%PDF-1.4 cut", media.PDF, "The PDF is broken"),
    ],
)
def test_what_is_not_read_says_why(data: bytes, media_type: str, told: str, regions: Regions) -> None:
    content = content_in(data, regions)
    assert (content.media_type, content.document) == (media_type, None)
    assert (content.reason or "").startswith(told)


def test_text_recognition_has_more_time_and_memory_where_it_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    there = {"is_installed": lambda: True}
    monkeypatch.setattr(readers, "_named", lambda module, function: there[function])
    assert needs_of(media.PDF) == (6 * 2**30, 10)
    assert needs_of("image/png") == (6 * 2**30, 10)
    there["is_installed"] = lambda: False
    assert needs_of(media.PDF) == needs_of(None) == needs_of(media.OFD) == (2 * 2**30, 1)


def test_what_reads_is_named_so_that_a_change_reads_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert f"selectolax {version('selectolax')}" in tools()
    monkeypatch.setenv("PATH", str(tmp_path))
    cache.code_hash.cache_clear()
    before = cache.code_hash()
    assert "soffice none" in tools()
    (tmp_path / "soffice").write_text("#!/bin/sh\n")
    (tmp_path / "soffice").chmod(0o755)
    assert f"soffice {tmp_path / 'soffice'}" in tools()
    cache.code_hash.cache_clear()
    assert cache.code_hash() != before
    cache.code_hash.cache_clear()


def test_what_is_beyond_all_bounds_is_told(monkeypatch: pytest.MonkeyPatch, regions: Regions) -> None:
    monkeypatch.setattr(readers, "LONGEST_TEXT", 30)
    monkeypatch.setattr(readers, "LONGEST_LINE", 10)
    monkeypatch.setattr(readers, "MOST_LINES", 4)
    for text, told in (
        ("规划\n" * 3 + "甲" * 25, "The file holds 31 characters, more than the 30 that are read; split it."),
        ("规划\n" * 4, "The file holds 5 lines, more than the 4 that are read; split it."),
        ("规划\n" + "甲" * 11, "Line 2 of the file holds 11 characters, more than the 10 that are read; break it into lines."),
    ):
        assert content_in(text.encode(), regions).reason == told
        assert content_in(f"<p>{text.replace(chr(10), '<p>')}".encode(), regions).reason in (told, None)
    assert content_in(ofd_files.national_plan(), regions).reason is not None
