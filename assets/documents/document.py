"""One document model for every file format: the text as read, its blocks with offsets, and what the plan says of itself.

All offsets are 0-based code points in ``Document.text``, end exclusive. A block never overlaps another but for a table's
cells, which lie inside their table. Text that no block covers (blank lines, Markdown's marks) and furniture blocks are not content.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class BlockKind(StrEnum):
    """What a stretch of the text is."""

    TITLE = "title"  # the plan's title, printed above its body
    HEADING = "heading"  # 一、现实基础与发展背景 / (一)现实基础。/ 1.发展新一代信息网络技术。
    # Running text, list items (——…) too; a run-in heading such as (一)发展基础。… is a HEADING block, then a PARAGRAPH.
    PARAGRAPH = "paragraph"
    BOX = "box"  # the heading line of a boxed list: 专栏1:新一代信息网络技术
    CAPTION = "caption"  # the line that names the table below it, and a unit line (单位:亿元) between the two
    TABLE = "table"
    NOTE = "note"  # notes under a table: 注:…, *…, ①…
    FRONT = "front"  # what stands about the plan itself: document number, issuer, addressees, signature, dates
    FURNITURE = "furniture"  # navigation, share buttons, copyright, related news: in the text, not in the plan


@dataclass(frozen=True, slots=True)
class RawCell:
    """A table cell where the format itself gives the grid (HTML). Its text is ``Document.text[start:end]``; start == end if empty."""

    row: int
    column: int
    row_span: int
    column_span: int
    start: int
    end: int
    is_header: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the text of one kind."""

    kind: BlockKind
    start: int
    end: int
    # Level and number of a heading or box; a 专栏 line right above a table is a CAPTION block that keeps both.
    level: int | None = None  # depth in the tree, 1 for the top
    number: str | None = None  # as printed: 一、 (二) 3. 专栏1
    cells: tuple[RawCell, ...] | None = None  # of a table whose grid the format gives; None where lines and bars must tell it


@dataclass(frozen=True, slots=True)
class Doubt:
    """What of a plan's identity (title, place, period) little speaks for.

    ``keys`` are those of a sidecar that would settle it, ``seen`` is what was read (empty where nothing was), ``evidence`` names the kinds
    of evidence that speak for it.
    """

    field: str
    keys: tuple[str, ...]
    seen: str
    evidence: str


@dataclass(frozen=True, slots=True)
class PlanMetadata:
    """What a plan says about itself; None where it does not say. Column meanings: table ``plans`` in the registry."""

    title: str | None = None
    document_number: str | None = None
    issuer: str | None = None
    region_code: str | None = None
    region_name: str | None = None
    province: str | None = None
    level: str | None = None
    signed_on: date | None = None
    published_on: date | None = None
    period_start: int | None = None
    period_end: int | None = None
    outlook_year: int | None = None
    reads_like_statistics: bool = False  # the text counts what was; its title may say otherwise
    declared: tuple[str, ...] = ()  # names of the fields that a sidecar stated
    doubts: tuple[Doubt, ...] = ()  # what rests on thin evidence and no sidecar settles


@dataclass(frozen=True, slots=True)
class Document:
    """A plan as read from one file."""

    text: str
    blocks: tuple[Block, ...]
    metadata: PlanMetadata = field(default_factory=PlanMetadata)
    properties: tuple[tuple[str, str], ...] = ()  # the file's own metadata: title, author, created, modified
    pages: tuple[int, ...] = ()  # where each page begins in the text, where the format has pages
    asides: tuple[tuple[str, str], ...] = ()  # what the file holds that is no text of the plan: kind, and what it says
