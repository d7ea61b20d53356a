"""What the content of a file is, told from its bytes and never from its name.

A small table of magic numbers is enough: only text and HTML are read, everything else needs a word for people.
"""

from __future__ import annotations

import re

TEXT = "text/plain"
HTML = "text/html"

# (media type, offset of the magic number, magic number), the more telling first.
_MAGIC: tuple[tuple[str, int, bytes], ...] = (
    ("application/pdf", 0, b"%PDF-"),
    ("application/rtf", 0, b"{\\rtf"),
    ("application/zip", 0, b"PK\x03\x04"),
    ("application/zip", 0, b"PK\x05\x06"),
    ("application/x-ole-storage", 0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
    ("application/vnd.rar", 0, b"Rar!\x1a\x07"),
    ("application/x-7z-compressed", 0, b"7z\xbc\xaf\x27\x1c"),
    ("application/gzip", 0, b"\x1f\x8b"),
    ("image/jpeg", 0, b"\xff\xd8\xff"),
    ("image/png", 0, b"\x89PNG\r\n\x1a\n"),
    ("image/gif", 0, b"GIF8"),
    ("image/tiff", 0, b"II*\x00"),
    ("image/tiff", 0, b"MM\x00*"),
    ("image/webp", 8, b"WEBPVP8"),
    ("application/vnd.apache.parquet", 0, b"PAR1"),
    ("application/vnd.duckdb", 8, b"DUCK"),
    ("application/vnd.sqlite3", 0, b"SQLite format 3\x00"),
    ("application/x-executable", 0, b"\x7fELF"),
)
# Office files are zip archives; the folder of their first members tells which.
_ZIP_MEMBERS = (
    (b"word/", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    (b"xl/", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    (b"ppt/", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
    (b"OFD.xml", "application/ofd"),
    (b"application/epub+zip", "application/epub+zip"),
)
_ADVICE = "open it and save it as a web page (HTML) or as text"
_NAMES = {
    "application/pdf": ("PDF files", _ADVICE),
    "application/rtf": ("RTF files", _ADVICE),
    "application/zip": ("Archives", "unpack it beside the other files"),
    "application/x-ole-storage": ("Old Word, Excel and WPS files", _ADVICE),
    "application/vnd.rar": ("Archives", "unpack it beside the other files"),
    "application/x-7z-compressed": ("Archives", "unpack it beside the other files"),
    "application/gzip": ("Compressed files", "unpack it beside the other files"),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ("Word files", _ADVICE),
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ("Excel files", _ADVICE),
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": ("PowerPoint files", _ADVICE),
    "application/ofd": ("OFD files", _ADVICE),
    "application/epub+zip": ("E-books", _ADVICE),
    "multipart/related": ("Web archives (MHTML)", "save the page again as HTML"),
    "application/xml": ("XML files", _ADVICE),
}
_IMAGE = ("Images", "type its text, or run text recognition, and save that as text")

_MHTML = re.compile(r"\A(?:[A-Za-z-]+:[^\n]*\n[ \t]*){0,12}?Content-Type:\s*multipart/related", re.I)
_OPENING_TAG = re.compile(r"<(?:!doctype\s+html|html|head|body|meta|div|p|table|span|article|section|h[1-6]|center|font|br|ul|ol)\b", re.I)
_CLOSING_TAG = re.compile(r"</(?:p|div|td|th|tr|table|span|li|h[1-6])\s*>", re.I)
_XML = re.compile(r"\A\s*<\?xml\b")
HEAD = 65_536  # how much of a file is looked at, bytes or characters
_MANY_TAGS = 5  # closing tags that make a text with embedded markup an HTML page


def binary_type(data: bytes) -> str | None:
    """The media type of content that is not text, by its magic number; None where it has none of ours."""
    for media_type, offset, magic in _MAGIC:
        if data.startswith(magic, offset):
            return _zip_type(data) if media_type == "application/zip" else media_type
    return None


def _zip_type(data: bytes) -> str:
    head = data[:HEAD] + data[-HEAD:]  # the names stand before each member and in the directory at the end
    return next((media_type for member, media_type in _ZIP_MEMBERS if member in head), "application/zip")


def text_type(text: str) -> str:
    """The media type of decoded text: HTML (a text that merely embeds HTML tables too), a web archive, XML, or plain text."""
    head = text[:HEAD]
    opens = head.lstrip().startswith("<")
    if opens and _OPENING_TAG.search(head):
        return HTML
    if opens and _XML.match(head):
        return "application/xml"
    if _MHTML.match(head):
        return "multipart/related"
    if "</" in text and sum(1 for _ in zip(_CLOSING_TAG.finditer(text), range(_MANY_TAGS), strict=False)) == _MANY_TAGS:
        return HTML
    return TEXT


def not_read_reason(media_type: str) -> str:
    """One sentence for people on why content of this type is not read, and what to do."""
    name, advice = _IMAGE if media_type.startswith("image/") else _NAMES.get(media_type, ("Binary files", _ADVICE))
    return f"{name} are not read yet; {advice}."
