"""Documents read a file at a time, of which only what all of them must be known by is held: their texts stay in the cache."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from assets.documents.plans import Card, card_of, content_of
from assets.documents.reading.cache import entry_of, keep_json, placeless, read_all
from assets.documents.reading.read import ReadOutcome, Status
from assets.documents.unreadable import Fault
from assets.kept_files import kept_whole
from assets.sources.scan import SourceFile

if TYPE_CHECKING:
    from pydantic import TypeAdapter

_LIGHT = ".card"  # how the names of what is kept beside documents end


class Seen(NamedTuple):
    """A file and what became of it, its document without text; its card where it was read; whether it came from the cache."""

    outcome: ReadOutcome
    card: Card | None
    is_kept: bool


@dataclass(frozen=True, slots=True)
class Documents:
    """All files of a run by what became of them, and the cards of the documents; no text is held."""

    outcomes: Sequence[ReadOutcome]
    cards: Sequence[Card]


@dataclass(frozen=True, slots=True)
class _Light:
    """What is kept of a document beside it, so that a run need not read its text to know it: its outcome and card, the text left out."""

    outcome: ReadOutcome
    base: str
    length: int
    digest: str

    def seen(self, source: SourceFile) -> Seen:
        """The same of a file that may lie at another place now."""
        outcome = replace(self.outcome, source=source)
        assert outcome.document is not None
        card = Card(self.base, self.length, self.digest, source.sha256 or "", source.source_path, outcome.document)
        return Seen(outcome, card, True)


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads files into the cache. Fit to be sent to another process."""

    cache_dir: Path | None

    def __call__(self, files: Sequence[SourceFile]) -> list[Seen]:
        """What became of each file, in order."""
        return [self._known(file) or self._read(file) for file in files]

    def _known(self, source: SourceFile) -> Seen | None:
        """What is kept of a document that was read before; None where there is nothing."""
        entry = entry_of(source, self.cache_dir)
        body = kept_whole(entry.with_suffix(_LIGHT)) if entry is not None else None
        if entry is None or body is None:
            return None
        try:
            os.utime(entry)  # the document itself is in use too
            return _adapter().validate_json(body).seen(source)
        except (OSError, ValueError):  # pydantic's ValidationError is one
            return None

    def _read(self, source: SourceFile) -> Seen:
        kept: list[bool] = []
        (outcome,) = read_all([source], self.cache_dir, lambda _done, _total, _path, is_kept: kept.append(is_kept))
        seen, entry = _seen(outcome, kept[0]), entry_of(source, self.cache_dir)
        if seen.card is not None and entry is not None and entry.is_file():
            light = _Light(replace(seen.outcome, source=placeless(source)), seen.card.base, seen.card.length, seen.card.digest)
            keep_json(entry.with_suffix(_LIGHT), _adapter(), light, source.source_path)
        return seen

    def content(self, source: SourceFile) -> str:
        """The content of a document, from the cache or read anew; of a file that has gone since it is empty."""
        (outcome,) = read_all([source], self.cache_dir)
        return content_of(outcome.document) if outcome.document is not None else ""


@cache
def _adapter() -> TypeAdapter[_Light]:
    from pydantic import TypeAdapter

    return TypeAdapter(_Light)


def _seen(outcome: ReadOutcome, is_kept: bool) -> Seen:
    card = card_of(outcome)
    if card is None:
        return Seen(outcome, None, is_kept)
    light = replace(card.document, text="", blocks=(), pages=())
    return Seen(replace(outcome, document=light), replace(card, document=light), is_kept)


def unread(source: SourceFile) -> Seen:
    """A file over which the process that read it died."""
    reason = "The process that read it died; it may be damaged: open it and save it again."
    return Seen(ReadOutcome(source, Status.FAILED, reason, fault=Fault.PASSING), None, False)
