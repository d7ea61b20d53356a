"""Whether a downloaded page holds the title that the manifest expects. Pure."""

from __future__ import annotations

import html
import re

from assets.language.fold import fold, squeeze
from assets.sources.media import binary_type

_LOOKED_AT = 4 * 1024 * 1024  # bytes; the longest plans have some 300 kB
_TAG = re.compile(r"<[^<>]*>")
_QUOTES = re.compile("[\"'“”‘’«»「」『』《》<>]")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def holds_title(data: bytes, title: str) -> bool | None:
    """Whether a page says the title in any of the character sets it may be in; None where its format cannot be looked into here.

    What the server says of the character set is not asked: many say UTF-8 of a GBK page. Blanks, quotation marks and the width of
    signs do not count, nor do tags inside the title.
    """
    if binary_type(data) is not None:
        return None
    wanted = _folded(title)
    encodings = ("utf-16",) if data.startswith(_UTF16) else ("utf-8", "gb18030", "big5hkscs")
    return any(_says(data[:_LOOKED_AT].decode(encoding, errors="replace"), wanted) for encoding in encodings)


def _says(text: str, wanted: str) -> bool:
    """In the running text, or in an attribute such as <meta name="ArticleTitle" content="…">."""
    return wanted in _folded(html.unescape(_TAG.sub("", text))) or wanted in _folded(html.unescape(text))


def _folded(text: str) -> str:
    return _QUOTES.sub("", squeeze(fold(text))).casefold()
