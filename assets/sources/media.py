"""What the content of a file is, told from its bytes and never from its name.

Formats that share a container are told apart by what stands in it: Word, Excel and OFD files by the names in the ZIP directory,
old Word and Excel files by the names in the OLE directory, web archives and mails by their header lines.
"""

from __future__ import annotations

import io
import re
from typing import BinaryIO

from assets.sources import ole, zips

TEXT = "text/plain"
HTML = "text/html"
CSV = "text/csv"
PDF = "application/pdf"
RTF = "application/rtf"
ZIP = "application/zip"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
OFD = "application/ofd"
EPUB = "application/epub+zip"
ODT = "application/vnd.oasis.opendocument.text"
OLE = "application/x-ole-storage"
DOC = "application/msword"  # of WPS too, whose own files hold the same streams
XLS = "application/vnd.ms-excel"
PPT = "application/vnd.ms-powerpoint"
ENCRYPTED_OFFICE = "application/x-ole-storage; encrypted"
WORD_XML = "application/vnd.ms-wordml"
EXCEL_XML = "application/vnd.ms-excel.xml"
XML = "application/xml"
TAR = "application/x-tar"
GZIP = "application/gzip"
BZIP2 = "application/x-bzip2"
XZ = "application/x-xz"
RAR = "application/vnd.rar"
SEVEN_ZIP = "application/x-7z-compressed"
MHTML = "multipart/related"
EML = "message/rfc822"

# (media type, offset of the magic number, magic number), the more telling first.
_MAGIC: tuple[tuple[str, int, bytes], ...] = (
    (RTF, 0, b"{\\rtf"),
    (RAR, 0, b"Rar!\x1a\x07"),
    (SEVEN_ZIP, 0, b"7z\xbc\xaf\x27\x1c"),
    (GZIP, 0, b"\x1f\x8b\x08"),
    (XZ, 0, b"\xfd7zXZ\x00"),
    (TAR, 257, b"ustar"),
    ("image/jpeg", 0, b"\xff\xd8\xff"),
    ("image/png", 0, b"\x89PNG\r\n\x1a\n"),
    ("image/gif", 0, b"GIF8"),
    ("image/tiff", 0, b"II*\x00"),
    ("image/tiff", 0, b"MM\x00*"),
    ("image/webp", 8, b"WEBPVP8"),
    ("image/heic", 4, b"ftyphei"),
    ("image/jp2", 0, b"\x00\x00\x00\x0cjP  "),
    ("application/vnd.apache.parquet", 0, b"PAR1"),
    ("application/vnd.duckdb", 8, b"DUCK"),
    ("application/vnd.sqlite3", 0, b"SQLite format 3\x00"),
    ("application/x-executable", 0, b"\x7fELF"),
)
_BZIP2 = re.compile(rb"BZh[1-9](?:1AY&SY|\x17rE8P\x90)")
_BMP = re.compile(rb"BM.{4}\x00{4}", re.S)
# The name of a stream, and the type that it makes a file; the first that fits holds.
_OLE_STREAMS = (
    ("encryptedpackage", ENCRYPTED_OFFICE),
    ("worddocument", DOC),
    ("workbook", XLS),
    ("book", XLS),
    ("powerpoint document", PPT),
)
_ZIP_MIMETYPES = (EPUB, ODT, "application/vnd.oasis.opendocument.spreadsheet", "application/vnd.oasis.opendocument.presentation")
_ADVICE = "open it and save it as PDF, Word (docx), a web page (HTML) or text"
_UNPACK = "install libarchive (on Debian libarchive13) and the extra archives (libarchive-c), or unpack it beside the other files"
_NAMES = {
    OLE: ("Old Office files of this kind", _ADVICE),
    ENCRYPTED_OFFICE: ("Office files with a password", "open it with its password and save it without one"),
    PPT: ("PowerPoint files", _ADVICE),
    PPTX: ("PowerPoint files", _ADVICE),
    ZIP: ("Archives that cannot be opened", "pack its files again, or put them beside the other files"),
    RAR: ("RAR archives", _UNPACK),
    SEVEN_ZIP: ("7z archives", _UNPACK),
    EPUB: ("E-books", _ADVICE),
    XML: ("XML files", _ADVICE),
    EXCEL_XML: ("Excel files of 2003 as XML", "open it in Excel and save it as xlsx"),
    "application/vnd.oasis.opendocument.spreadsheet": ("OpenDocument spreadsheets", "open it and save it as xlsx"),
    "application/vnd.ms-excel.sheet.binary": ("Binary Excel files (xlsb)", "open it in Excel and save it as xlsx"),
}
_IMAGE = ("Images of this kind", "save it as PNG, JPEG or PDF")

# Header lines up to the first empty one, as mails and saved web archives begin.
_HEADERS = re.compile(rb"\s{0,20}(?P<lines>(?:[A-Za-z][A-Za-z0-9-]*:[^\n]*\n(?:[ \t]+[^\n]*\n)*)+)\r?\n")
_MAIL_LINE = re.compile(rb"^(?:mime-version|content-type|message-id|received):", re.I | re.M)
_RELATED = re.compile(rb"^content-type:\s*multipart/related", re.I | re.M)
_OPENING_TAG = re.compile(r"<(?:!doctype\s+html|html|head|body|meta|div|p|table|span|article|section|h[1-6]|center|font|br|ul|ol)\b", re.I)
_CLOSING_TAG = re.compile(r"</(?:p|div|td|th|tr|table|span|li|h[1-6])\s*>", re.I)
_XML = re.compile(r"\A\s*<\?xml\b")
_OFFICE_XML = (("urn:schemas-microsoft-com:office:spreadsheet", EXCEL_XML), ("schemas.microsoft.com/office/word/2003/wordml", WORD_XML))
HEAD = 65_536  # how much of a file is looked at, bytes or characters
_PDF_HEAD = 1_024  # bytes before which readers of PDF look for its mark: some servers put blanks or a byte-order mark first
_MANY_TAGS = 5  # closing tags that make a text with embedded markup an HTML page


def binary_type(data: bytes) -> str | None:
    """The media type of content that is no text or page, by its bytes; None where it has no mark of ours."""
    if zips.is_zip(data):
        return zip_type(io.BytesIO(data))
    if data.startswith(ole.MAGIC):
        inside = {name.lower() for name in ole.names(data)}
        return next((media_type for name, media_type in _OLE_STREAMS if name in inside), OLE)
    for media_type, offset, magic in _MAGIC:
        if data.startswith(magic, offset):
            return media_type
    head = data[:HEAD]
    if b"%PDF-" in head[:_PDF_HEAD] and not head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return PDF
    if (headers := _HEADERS.match(head)) and _MAIL_LINE.search(headers["lines"]):
        return MHTML if _RELATED.search(headers["lines"]) else EML
    if _BZIP2.match(head):
        return BZIP2
    return "image/bmp" if _BMP.match(head) else None


def zip_type(stream: BinaryIO) -> str:
    """What a ZIP container is, by the names in its directory: a document, or an archive of files (``application/zip``)."""
    try:
        entries = zips.directory(stream)
    except zips.ZipError:
        stream.seek(0)
        return _type_of_names(zips.first_names(stream.read(HEAD))) or ZIP  # the reader says what is broken about a document
    first = entries[0] if entries else None
    if first is not None and first.name == "mimetype" and first.size < 100 and not first.is_encrypted:
        try:
            stated = zips.unpack(stream, first, 100).decode("ascii", "replace").strip()
        except zips.ZipError:
            stated = ""
        if stated in _ZIP_MIMETYPES:
            return stated
    return _type_of_names([entry.name for entry in entries]) or ZIP


def _type_of_names(names: list[str]) -> str | None:
    """The document that a container with these names is; None where they are files of an archive."""
    lower = {name.lower() for name in names}
    if "ofd.xml" in lower:
        return OFD
    if "[content_types].xml" not in lower:
        return EPUB if "meta-inf/container.xml" in lower and "mimetype" in lower else None
    if "xl/workbook.bin" in lower:
        return "application/vnd.ms-excel.sheet.binary"
    folders = {name.partition("/")[0] for name in lower}
    return next((kind for folder, kind in (("word", DOCX), ("xl", XLSX), ("ppt", PPTX)) if folder in folders), None)


def text_type(text: str) -> str:
    """The media type of decoded text: HTML (a text that merely embeds HTML tables too), XML, or plain text."""
    head = text[:HEAD]
    opens = head.lstrip().startswith("<")
    if opens and _XML.match(head) and (office := next((kind for name, kind in _OFFICE_XML if name in head), None)):
        return office
    if opens and _OPENING_TAG.search(head):
        return HTML
    if opens and _XML.match(head):
        return XML
    if "</" in text and sum(1 for _ in zip(_CLOSING_TAG.finditer(text), range(_MANY_TAGS), strict=False)) == _MANY_TAGS:
        return HTML
    return TEXT


def not_read_reason(media_type: str) -> str:
    """One sentence for people on why content of this type is not read, and what to do."""
    name, advice = _IMAGE if media_type.startswith("image/") else _NAMES.get(media_type, ("Binary files", _ADVICE))
    return f"{name} are not read; {advice}."
