"""Web archives and mails: the page in them, in its own character set; what is attached is named."""

from __future__ import annotations

import base64
import quopri

import pytest

from assets.documents.reading.mhtml import render_mhtml
from assets.documents.unreadable import UnreadableError
from expectations.registry import load_registry
from tests.documents import national
from tests.documents.contents import content_in

CRLF = b"\r\n"


def _part(kind: str, body: bytes, *headers: str, encoding: str = "base64") -> bytes:
    packed = {"base64": base64.encodebytes, "quoted-printable": quopri.encodestring, "8bit": bytes}[encoding](body)
    head = "\r\n".join([f"Content-Type: {kind}", f"Content-Transfer-Encoding: {encoding}", *headers])
    return head.encode() + CRLF * 2 + packed + CRLF


def _message(kind: str, *parts: bytes, subject: str = "x") -> bytes:
    said = f'{kind};\r\n\ttype="text/html";\r\n\tboundary="b-1"'
    head = f"From: <Saved by Blink>\r\nSubject: {subject}\r\nMIME-Version: 1.0\r\nContent-Type: {said}"
    return head.encode() + CRLF * 2 + b"".join(b"--b-1\r\n" + part for part in parts) + b"--b-1--\r\n"


def _archive(*parts: bytes, subject: str = "x") -> bytes:
    return _message("multipart/related", *parts, subject=subject)


@pytest.mark.parametrize(
    ("kind", "charset", "encoding"),
    [
        ("text/html", "utf-8", "quoted-printable"),
        ('text/html; charset="gb2312"', "gb18030", "base64"),
        ("text/html; charset=gbk", "gb18030", "8bit"),
        ("text/html; charset=utf-8", "gb18030", "base64"),  # what it states is wrong: the bytes tell
        ("text/html; charset=no-such-set", "utf-8", "base64"),
        ("text/html", "utf-16", "base64"),
    ],
)
def test_the_page_is_read_in_its_character_set(kind: str, charset: str, encoding: str) -> None:
    rendition = render_mhtml(_archive(_part(kind, national.html().encode(charset), encoding=encoding)))
    assert national.grid_of(rendition) == national.full_grid()
    assert national.values_of(rendition) == national.values()


def test_the_first_page_with_text_is_read_and_pictures_are_nothing() -> None:
    frame = _part("text/html", b"<html><frameset><frame src='cid:1'></frameset></html>")
    data = _archive(frame, _part("image/png", b"\x89PNG"), _part("text/html; charset=utf-8", "<p>嘉兴市规划</p>".encode()))
    rendition = render_mhtml(data)
    assert rendition.text == "嘉兴市规划"
    assert "attachments" not in rendition.stated


def test_the_subject_is_a_title_where_the_page_has_none() -> None:
    subject = f"=?utf-8?B?{base64.b64encode('嘉兴市科技创新“十三五”规划'.encode()).decode()}?="
    assert (
        render_mhtml(_archive(_part("text/html", "<p>正文</p>".encode()), subject=subject)).stated["title"] == "嘉兴市科技创新“十三五”规划"
    )
    titled = "<title>页面标题</title><p>正文</p>".encode()
    assert render_mhtml(_archive(_part("text/html", titled), subject=subject)).stated["title"] == "页面标题"
    assert "title" not in render_mhtml(_archive(_part("text/html", "<p>正文</p>".encode()), subject="=?bogus?B?xx?=")).stated


def test_a_mails_attachments_are_named_and_not_read() -> None:
    name = f"=?gbk?B?{base64.b64encode('规划.docx'.encode('gbk')).decode()}?="
    attached = _part("application/octet-stream", b"PK", f'Content-Disposition: attachment; filename="{name}"')
    page = _part("text/html; charset=gb2312", "<p>嘉兴市科技创新规划</p><p>一、总体要求</p>".encode("gbk"))
    content = content_in(_message("multipart/mixed", page, attached), load_registry().regions)
    assert content.media_type == "message/rfc822"
    assert content.document is not None
    assert "PK" not in content.document.text
    assert content.reason == "What is attached is not read: 规划.docx; save it beside the file."


def test_a_mail_of_text_alone_and_one_of_an_attachment_alone() -> None:
    attached = _part("application/pdf", b"%PDF-", 'Content-Disposition: attachment; filename="a.pdf"')
    text = _part("text/plain; charset=utf-8", "嘉兴市规划\n一、目标".encode())
    assert render_mhtml(_message("multipart/mixed", text, attached)).text == "嘉兴市规划\n一、目标"
    with pytest.raises(UnreadableError, match=r"save what is attached to it beside it: a\.pdf\.$"):
        render_mhtml(_message("multipart/mixed", attached))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"MIME-Version: 1.0\r\n",
        b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\nno boundary",
        _archive(),
        _archive(_part("text/html", b"<html></html>")),
        _archive(_part("text/html; charset=utf-8", bytes(range(256)) * 20)),
        _archive(_part("text/html", b"x"))[:180],
        b"MIME-Version: 1.0\r\n" + b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\n' * 5_000,
        b"MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n" + b"--b\r\n\r\nx\r\n" * 5_000,
    ],
    ids=["empty", "head", "no boundary", "no part", "no text", "noise", "cut", "nested", "many parts"],
)
def test_what_cannot_be_read_is_told_in_one_sentence(data: bytes) -> None:
    with pytest.raises(UnreadableError) as raised:
        render_mhtml(data)
    assert str(raised.value).endswith(".")
