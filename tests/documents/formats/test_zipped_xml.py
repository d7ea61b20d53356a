"""Office files that are damaged, protected or made to do harm: each has a sentence, none takes long."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assets.documents.formats.sheet.spreadsheet import render_xls, render_xlsx
from assets.documents.formats.word.docx import render_docx
from assets.documents.formats.zipped_xml import parse_xml
from assets.documents.rendition import Rendition
from assets.documents.unreadable import UnreadableError
from tests.documents.excel_files import fill_national, national_xls, xlsx
from tests.documents.word_files import docx, national_docx, paragraph

Render = Callable[[bytes], Rendition]
_GOOD: dict[Render, bytes] = {render_docx: national_docx(), render_xlsx: xlsx(("指标", fill_national)), render_xls: national_xls()}


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from(list(_GOOD)),
    st.integers(0, 8_000),
    st.lists(st.tuples(st.integers(0, 8_000), st.integers(1, 255)), max_size=4),
)
def test_a_damaged_file_reads_or_says_that_it_does_not(render: Render, cut: int, flips: list[tuple[int, int]]) -> None:
    data = bytearray(_GOOD[render])
    for at, bits in flips:
        data[at % len(data)] ^= bits
    try:
        render(bytes(data[: len(data) - cut] if cut % 2 else data))
    except UnreadableError as problem:
        assert str(problem).endswith(".")


@pytest.mark.parametrize("render", list(_GOOD))
@pytest.mark.parametrize("data", [b"", b"PK", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "临江市规划".encode(), bytes(5_000)])
def test_bytes_of_another_kind_are_refused(render: Render, data: bytes) -> None:
    with pytest.raises(UnreadableError):
        render(data)


def test_more_elements_than_any_plan_has_are_refused_before_they_take_memory() -> None:
    started = time.process_time()
    with pytest.raises(UnreadableError, match="elements"):
        parse_xml(b"<a>" + b"<b/>" * 3_000_000 + b"</a>")
    assert time.process_time() - started < 1


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "damaged"),
        (b"PK\x03\x04", "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Office format"),
        (docx(paragraph("<w:r/>")), "no text"),
        (docx("", extra={"word/document.xml": b"<document/>"}), "not a Word file"),
        (docx("", extra={"word/document.xml": b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'}), "entities"),
        (docx("", extra={"word/document.xml": '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'.encode("utf-16")}), "entities"),
        (docx("", extra={"word/document.xml": b"<a>" * 200_000}), "damaged"),
        (docx("", extra={"word/document.xml": b"<a>" * 5_000 + b"</a>" * 5_000}), "nests"),
        (docx("", extra={"word/document.xml": b" " * (50 * 2**20)}), "unpacks"),
        (docx("", extra={f"word/media/{at}.png": b"" for at in range(5_001)}), "parts"),
    ],
)
def test_what_cannot_be_read_says_why(data: bytes, said: str) -> None:
    with pytest.raises(UnreadableError, match=said):
        render_docx(data)
