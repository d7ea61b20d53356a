"""Running text as it is printed: white space collapsed as a browser does it, or kept where it may part columns."""

from __future__ import annotations

import re

from assets.documents.writing.looks import legible

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})  # tags of lines that are headings

_WHITE = re.compile(r"[ \t\r\n\f\v]+")
# A line end in the source between two Chinese characters is no blank: editors break lines anywhere.
_BREAK = re.compile(r"(?<=[\u2e80-\u9fff\uff00-\uffef])[ \t]*[\r\n]\s*(?=[\u2e80-\u9fff\uff00-\uffef])")
_BREAKS = re.compile(r"[ \t]*[\r\n]\s*")
_ENDS = " \u3000\xa0\u200b\u200c\u200d\ufeff\u2002\u2003\u2009"


def clean(text: str) -> str:
    """Running text with white space collapsed as a browser does, and none at the ends."""
    text = legible(text)
    if "\n" in text or "\r" in text:
        text = _BREAK.sub("", text)
    return _WHITE.sub(" ", text).strip(_ENDS)


def with_gaps(text: str) -> str:
    """Running text with its blanks kept, for the finding of columns: a break in the source is one blank at most, a tab a gap."""
    return _BREAKS.sub(" ", _BREAK.sub("", legible(text))).replace("\t", "  ")
