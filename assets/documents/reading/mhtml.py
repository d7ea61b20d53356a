"""Saved web archives (MHTML) and mails to renditions: the page in them, else their text. What is attached is named, not read."""

from __future__ import annotations

import email
import email.errors
import email.header
import email.policy
from collections.abc import Iterator
from email.message import Message

from assets.documents.formats.charset import CharsetError, decode
from assets.documents.formats.html.web_page import render_html
from assets.documents.reading.readers import ATTACHMENTS
from assets.documents.rendition import Rendition
from assets.documents.unreadable import UnreadableError
from assets.documents.writing.plain_text import render_text

MOST_PARTS = 2_000  # a saved page has a part for each picture, some hundreds at most
_NAMES_SHOWN = 10  # attachments
_CUT = (email.errors.CloseBoundaryNotFoundDefect, email.errors.StartBoundaryNotFoundDefect)
# What pages call by the name of a smaller set is mostly of the larger one; a browser reads it so, too.
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "big5": "big5hkscs", "us-ascii": "utf-8", "ascii": "utf-8"}


def render_mhtml(data: bytes) -> Rendition:
    """The page of a web archive, or what a mail says. Raises :class:`UnreadableError` where there is neither."""
    try:
        message = email.message_from_bytes(data, policy=email.policy.compat32)
        parts = list(_parts(message))
    except (RecursionError, email.errors.MessageError, ValueError, LookupError) as problem:
        raise UnreadableError("The mail or web archive is damaged; save it again.") from problem
    attached = [name for part in parts if (name := _attachment(part))]
    bodies = [part for part in parts if not _attachment(part)]
    rendition = _first_with_text(bodies, _listed(attached))
    subject = _words(message["Subject"])
    if subject:
        rendition.stated.setdefault("title", subject)
    if attached:
        rendition.stated[ATTACHMENTS] = _listed(attached)
    return rendition


def _listed(names: list[str]) -> str:
    more = f" and {len(names) - _NAMES_SHOWN} more" if len(names) > _NAMES_SHOWN else ""
    return ", ".join(names[:_NAMES_SHOWN]) + more


def _parts(message: Message) -> Iterator[Message]:
    """The parts that hold something, in order, those of a mail inside the mail too."""
    stack: list[Message] = [message]
    seen = 0
    while stack:
        part = stack.pop()
        seen += 1
        if seen > MOST_PARTS:
            raise UnreadableError(f"The mail or web archive has more than {MOST_PARTS:,} parts; save the page again, as HTML.")
        if any(isinstance(defect, _CUT) for defect in part.defects):
            raise UnreadableError("The mail or web archive is cut off: its end is missing; save it again.")
        inner = part.get_payload()
        if isinstance(inner, list):
            stack.extend(item for item in reversed(inner) if isinstance(item, Message))
        else:
            yield part


def _first_with_text(parts: list[Message], attached: str) -> Rendition:
    """The first page that holds text (a frame's where the page itself is only frames), else the first text."""
    problem: UnreadableError | None = None
    for kind, render in (("text/html", render_html), ("application/xhtml+xml", render_html), ("text/plain", render_text)):
        for part in parts:
            if part.get_content_type() != kind:
                continue
            try:
                rendition = render(_text(part))
            except UnreadableError as failure:
                problem = problem or failure
                continue
            if rendition.text.strip():
                return rendition
    if attached and problem is None:
        raise UnreadableError(f"The mail itself holds no text; save what is attached to it beside it: {attached}.")
    raise problem or UnreadableError("The mail or web archive holds no page and no text; save the page again, as HTML.")


def _text(part: Message) -> str:
    """A part's text in the character set it states, or in the one that its bytes tell where that is wrong."""
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes):
        return ""
    stated = (part.get_content_charset() or "").lower()
    if stated:
        try:
            return data.decode(_WIDER.get(stated, stated))
        except (UnicodeDecodeError, LookupError):
            pass  # what the bytes themselves tell is tried next
    try:
        return decode(data).text
    except CharsetError as problem:
        raise UnreadableError(str(problem)) from None


def _attachment(part: Message) -> str | None:
    """The name of an attached file; None for what belongs to the page: its text, its pictures and styles."""
    if part.get_content_disposition() != "attachment":
        return None
    try:
        return _words(part.get_filename()) or "a file without a name"
    except (LookupError, ValueError):
        return "a file without a name"


def _words(header: object) -> str | None:
    """A header's words (=?UTF-8?B?…?=) as text on one line; None where there are none, or none that can be told."""
    if header is None:
        return None
    try:
        text = str(email.header.make_header(email.header.decode_header(str(header))))
    except (LookupError, ValueError, email.errors.MessageError):
        return None
    return " ".join(text.split()) or None
