"""Documents read a file at a time, of which only what all of them must be known by is held: their texts stay in the cache."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from assets.documents.plans import Card, card_of, content_of
from assets.documents.reading.cache import read_all
from assets.documents.reading.read import ReadOutcome, Status
from assets.documents.unreadable import Fault
from assets.sources.scan import SourceFile


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
class Reader:
    """Reads files into the cache. Fit to be sent to another process."""

    cache_dir: Path | None

    def __call__(self, files: Sequence[SourceFile]) -> list[Seen]:
        """What became of each file, in order."""
        kept: list[bool] = []
        outcomes = read_all(files, self.cache_dir, lambda _done, _total, _path, is_kept: kept.append(is_kept))
        return [_seen(outcome, is_kept) for outcome, is_kept in zip(outcomes, kept, strict=True)]

    def content(self, source: SourceFile) -> str:
        """The content of a document, from the cache or read anew; of a file that has gone since it is empty."""
        (outcome,) = read_all([source], self.cache_dir)
        return content_of(outcome.document) if outcome.document is not None else ""


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
