"""What a downloaded file is called: readable, with a short hash of its content, and an ending told from its bytes. Pure.

The ending never comes from the server unseen: a page called plan.html.meta.yaml would be taken for what a person states about a plan.
"""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from assets.sources import media

_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_LOOKED_AT = 1024 * 1024  # bytes
SHORT_HASH = 12  # digits of the sha256: enough to tell apart what lies in one folder
_LONGEST = 120  # bytes of UTF-8; file systems allow 255, and a sidecar's ending is to fit too
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\s]+')  # to some system or another
_ENDS = "._-~$ "
_BY_TYPE = {
    media.PDF: (".pdf",),
    media.RTF: (".rtf", ".doc"),  # Word opens RTF files called .doc, and plans are published so
    media.ZIP: (".zip",),
    media.DOCX: (".docx",),
    media.XLSX: (".xlsx",),
    media.PPTX: (".pptx",),
    media.OFD: (".ofd",),
    media.EPUB: (".epub",),
    media.ODT: (".odt",),
    media.OLE: (".doc", ".wps", ".xls", ".et"),
    media.ENCRYPTED_OFFICE: (".docx", ".xlsx", ".doc", ".xls"),
    media.DOC: (".doc", ".wps"),
    media.XLS: (".xls", ".et"),
    media.PPT: (".ppt", ".dps"),
    media.MHTML: (".mht", ".mhtml"),
    media.EML: (".eml",),
    media.XML: (".xml", ".xhtml"),
    media.WORD_XML: (".xml", ".doc"),
    media.EXCEL_XML: (".xml", ".xls"),
    media.HTML: (".html", ".htm"),
    media.CSV: (".csv",),
    media.TEXT: (".txt", ".md", ".csv"),
    "application/vnd.rar": (".rar",),
    "application/x-7z-compressed": (".7z",),
    "application/x-tar": (".tar",),
    "application/gzip": (".gz", ".tgz"),
    "image/jpeg": (".jpg", ".jpeg"),
    "image/png": (".png",),
    "image/gif": (".gif",),
    "image/tiff": (".tif", ".tiff"),
    "image/webp": (".webp",),
}
_OTHER = (".bin",)


def file_name(wish: str | None, url: str, data: bytes, sha256: str) -> str:
    """The name for a file with these bytes: ``wish`` (the manifest's name or title), else the end of the address."""
    last = unquote(PurePosixPath(urlsplit(url).path).name)
    stem = _safe(wish or "") or _safe(PurePosixPath(last).stem) or _safe(urlsplit(url).hostname or "") or "page"
    return f"{stem}-{sha256[:SHORT_HASH]}{ending(data, last)}"


def ending(data: bytes, last: str) -> str:
    """The ending for content with these bytes: that of the address's last part where it fits the content, else the usual one."""
    media_type = media.binary_type(data)
    if media_type is None and (text := _text(data)) is not None:
        media_type = media.text_type(text)
    choice = _BY_TYPE.get(media_type or "", _OTHER)
    own = PurePosixPath(last).suffix.lower()
    return own if own in choice else choice[0]


def _text(data: bytes) -> str | None:
    """The first of the content as text, whatever its character set: tags are ASCII in all of them. None where it is no text."""
    if data.startswith(_UTF16):
        return data[:_LOOKED_AT].decode("utf-16", errors="replace")
    return None if b"\x00" in data[:_LOOKED_AT] else data[:_LOOKED_AT].decode("utf-8-sig", errors="replace")


def _safe(text: str) -> str:
    """The text as a part of a file name that every system takes, at most ``_LONGEST`` bytes long."""
    visible = "".join(" " if unicodedata.category(char)[0] in "CZ" else char for char in unicodedata.normalize("NFC", text))
    name = _FORBIDDEN.sub("-", visible.strip()).strip(_ENDS)
    return name.encode()[:_LONGEST].decode(errors="ignore").strip(_ENDS)
