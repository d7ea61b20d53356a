"""Which files are which plan: ids made from area, period and title, and copies that are one plan in another form."""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assets.documents.beside.correction_files import Correction
from assets.documents.document import BlockKind, Document, PlanMetadata
from assets.documents.reading.read import ReadOutcome
from assets.language.fold import fold, squeeze
from assets.sources.scan import Role

_CONTENT = frozenset({BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.BOX, BlockKind.CAPTION, BlockKind.TABLE, BlockKind.NOTE})
_NOT_CONTENT_SIGNS = re.compile(r"[\s|]+")
_SENTENCE = re.compile(r"[。;！!]")
_COPY_SHARE = 0.9  # of the shorter text's sentences that a copy of the same plan shares with the longer
_LEAST_SENTENCES = 10  # with fewer, a share says little
_PIECE, _LEAST_PIECES = 6, 200  # characters; a table of ten rows has some 300
_SHARE_OF_PIECES = 0.75  # a merged cell that is printed once here and in each row there breaks the pieces around it
_HASH_LENGTH = 8
_PERIOD_WORDS = re.compile(
    r"\(?(?:19|20)\d\d年?(?:[-—–―~至到]+(?:19|20)?\d\d年?)?度?\)?|[“\"'‘]?(?:十[一二三四五六七八九]?|[一二三四五六七八九])五[”\"'’]?(?:时期|期间)?|第?十?[一二三四五六七八九十]个五年|和?二〇三五年远景目标|和?2035年远景目标"
)
_SIGNS = re.compile(r"[^\w]+")


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan read from one file. ``same_as`` is the plan_id of the better copy, where this is another form of the same plan.

    ``corrections`` are those of the correction file beside it; ``corrections_problems`` say why that file cannot be used, where it cannot.
    """

    plan_id: str
    source_path: str
    document: Document
    same_as: str | None = None
    corrections: tuple[Correction, ...] = ()
    corrections_problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Card:
    """What tells which plan a document is, and which documents are one plan: all that must be known of all documents at once.

    ``length`` and ``digest`` (SHA-256) are those of its content (``content_of``); nobody looks at the text of ``document`` here.
    """

    base: str
    length: int
    digest: str
    sha256: str
    source_path: str
    document: Document

    @property
    def rank(self) -> tuple[int, str, str]:
        """The best first: the longest text, then whatever does not depend on where the file lies."""
        return -self.length, self.sha256, self.source_path


def card_of(outcome: ReadOutcome) -> Card | None:
    """The card of a document that was read; None of any other file."""
    if outcome.document is None:
        return None
    content, source = content_of(outcome.document), outcome.source
    digest = hashlib.sha256(content.encode()).hexdigest()
    return Card(plan_base(outcome.document.metadata), len(content), digest, source.sha256 or "", source.source_path, outcome.document)


def identify(outcomes: Sequence[ReadOutcome]) -> list[Plan]:
    """The plans read, sorted by id. The same files give the same ids wherever they lie and however they are called."""
    cards = [card for outcome in outcomes if (card := card_of(outcome)) is not None]
    return identified(cards, outcomes, lambda card: content_of(card.document))


def identified(cards: Sequence[Card], outcomes: Sequence[ReadOutcome], content: Callable[[Card], str]) -> list[Plan]:
    """The same by the documents' cards; ``content`` is asked for the content of those that may be one plan."""
    cards = sorted(cards, key=lambda card: card.rank)
    ids = _ids(cards)
    best = _copies(cards, content)
    corrections = _corrections(outcomes)
    plans = []
    for at, card in enumerate(cards):
        same_as = ids[best[at]] if best[at] != at else None
        plans.append(Plan(ids[at], card.source_path, card.document, same_as, *corrections.get(card.source_path, ())))
    return sorted(plans, key=lambda plan: plan.plan_id)


def _corrections(outcomes: Sequence[ReadOutcome]) -> dict[str, tuple[tuple[Correction, ...], tuple[str, ...]]]:
    """By a plan's source path the corrections beside it, and what is wrong with them."""
    read = {outcome.source.path: outcome for outcome in outcomes if outcome.source.role is Role.CORRECTIONS}
    found = {}
    for outcome in outcomes:
        if (path := outcome.source.corrections) is not None:
            beside = read[path]
            found[outcome.source.source_path] = beside.corrections, beside.corrections_problems
    return found


def content_of(document: Document) -> str:
    """A plan's content with all that differs between its forms (white space, bars, full-width signs) folded away."""
    text = "".join(document.text[block.start : block.end] for block in document.blocks if block.kind in _CONTENT)
    return _NOT_CONTENT_SIGNS.sub("", fold(text))


def plan_base(metadata: PlanMetadata) -> str:
    """Area, period and short title: 330400-2016-2020-科技创新发展规划; a park's or town's name stands before the title."""
    start, end = metadata.period_start, metadata.period_end
    parts = [metadata.region_code or "000000", str(start or "xxxx"), str(end or "xxxx")]
    if metadata.region_name and (metadata.level in ("park", None) or metadata.region_code is None):
        parts.append(_plain(metadata.region_name))
    if short := short_title(metadata):
        parts.append(short)
    return "-".join(parts)


def short_title(metadata: PlanMetadata) -> str:
    """The title without area, period words and signs; empty where there is none."""
    title = squeeze(fold(metadata.title or ""))
    for name in _area_names(metadata):
        title = title.replace(name, "", 1)
    return _plain(_PERIOD_WORDS.sub("", title))


def _area_names(metadata: PlanMetadata) -> list[str]:
    """Names of the area as titles print them, the longer first."""
    names = [squeeze(fold(name)) for name in (metadata.region_name, metadata.province) if name]
    shorts = [re.sub(r"(?:市|省|县|区|自治区|自治州|地区)$", "", name) for name in names]
    return [name for name in (*names, *shorts) if len(name) >= 2]


def _plain(text: str) -> str:
    return _SIGNS.sub("", squeeze(fold(text))).replace("_", "")


def _ids(cards: Sequence[Card]) -> list[str]:
    """The base of the best of each; the others get a short hash of their text, of their file where even that is equal."""
    taken: set[str] = set()
    ids = []
    for card in cards:
        plan_id = card.base
        for digest in (card.digest, _digest(card.sha256), _digest(card.source_path)):
            if plan_id not in taken:
                break
            plan_id = f"{card.base}-{digest[:_HASH_LENGTH]}"
        taken.add(plan_id)
        ids.append(plan_id)
    return ids


def _digest(said: str) -> str:
    return hashlib.sha256(said.encode()).hexdigest()


def _copies(cards: Sequence[Card], content: Callable[[Card], str]) -> list[int]:
    """For each card the index of the best form of the same plan, its own where it is that."""
    best: list[int] = []
    by_content: dict[str, int] = {}
    by_base: defaultdict[str, list[int]] = defaultdict(list)
    contents = _Contents(cards, content)
    for at, card in enumerate(cards):
        twin = by_content.get(card.digest)
        if twin is None or _are_apart(card.document.metadata, cards[twin].document.metadata):
            twin = next((other for other in by_base[card.base] if _is_copy(card.base, contents.of(at), contents.of(other))), at)
        best.append(twin)
        if twin == at:
            by_content[card.digest] = at
            by_base[card.base].append(at)
        contents.forget(at)
    return best


class _Contents:
    """The contents of documents, each asked for once and held until the last card of its base is through."""

    def __init__(self, cards: Sequence[Card], content: Callable[[Card], str]) -> None:
        self._cards, self._content = cards, content
        self._left = Counter(card.base for card in cards)
        self._held: defaultdict[str, dict[int, str]] = defaultdict(dict)

    def of(self, at: int) -> str:
        """The content of the document of a card, by its index."""
        card = self._cards[at]
        held = self._held[card.base]
        if at not in held:
            held[at] = self._content(card)
        return held[at]

    def forget(self, at: int) -> None:
        """Hear that a card is through."""
        base = self._cards[at].base
        self._left[base] -= 1
        if not self._left[base]:
            self._held.pop(base, None)


def _are_apart(one: PlanMetadata, other: PlanMetadata) -> bool:
    """Whether two plans state different periods or areas: the same words for another five years or place are another plan."""
    return any(
        None not in pair and pair[0] != pair[1] for pair in ((one.period_end, other.period_end), (one.region_code, other.region_code))
    )


def _is_copy(base: str, shorter: str, longer: str) -> bool:
    """Whether nearly all of a text stands in a longer one of the same area, period and title (``base``).

    Sentences are compared; where there are few, as in a workbook that holds only the plan's table, short pieces of the print, which
    hold whatever way the cells are strung together.
    """
    if "xxxx" in base:
        return False
    parts = {sentence for sentence in _SENTENCE.split(shorter) if sentence}
    least, share = _LEAST_SENTENCES, _COPY_SHARE
    if len(parts) < least:
        parts = {shorter[at : at + _PIECE] for at in range(len(shorter) - _PIECE + 1)}
        least, share = _LEAST_PIECES, _SHARE_OF_PIECES
    if len(parts) < least:
        return False
    missing, most = 0, len(parts) - share * len(parts)
    for part in parts:
        missing += part not in longer
        if missing > most:
            return False  # most pairs are unlike and told so by a few sentences
    return True
