"""What a file's content is, told from its bytes."""

from __future__ import annotations

import io
import zipfile

import pytest

from assets.sources import media


def _zip(*members: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for member in members:
            archive.writestr(member, "x" * 100)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"%PDF-1.7\n", "application/pdf"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....", "application/x-ole-storage"),
        (b"\xff\xd8\xff\xe0..JFIF", "image/jpeg"),
        (b"\x89PNG\r\n\x1a\n....", "image/png"),
        (_zip("[Content_Types].xml", "word/document.xml"), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        (_zip("[Content_Types].xml", "xl/workbook.xml"), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        (_zip("plan.txt"), "application/zip"),
        ("一、总体要求".encode(), None),
        (b"<html>", None),
    ],
)
def test_binary_content_is_told_by_its_magic_number(data: bytes, expected: str | None) -> None:
    assert media.binary_type(data) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("\n <!DOCTYPE html><html><body>规划</body></html>", media.HTML),
        ("<!-- saved from url=(0022) -->\n<html>", media.HTML),
        ("<div class='con'><p>规划</p></div>", media.HTML),
        ("某市规划\n<table><tr><td>指标</td><td>2020年</td></tr><tr><td>专利</td><td>5</td></tr></table>", media.HTML),
        ("一、总体要求\n投入强度<3%,企业数>100家。", media.TEXT),
        ("<规划期>为2016—2020年。", media.TEXT),
        ("<?xml version='1.0'?><pkg:package></pkg:package>", "application/xml"),
        (
            "From: <Saved by Browser>\nSubject: x\nMIME-Version: 1.0\nContent-Type: multipart/related;\n\ttype='text/html'\n",
            "multipart/related",
        ),
    ],
)
def test_text_content_is_told_by_its_markup(text: str, expected: str) -> None:
    assert media.text_type(text) == expected


def test_the_reason_names_the_format_and_what_to_do() -> None:
    assert media.not_read_reason("application/pdf") == "PDF files are not read yet; open it and save it as a web page (HTML) or as text."
    assert media.not_read_reason("image/png").startswith("Images are not read yet;")
    assert media.not_read_reason("application/zip") == "Archives are not read yet; unpack it beside the other files."
