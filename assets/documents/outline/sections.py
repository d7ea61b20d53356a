"""The tree of headings and boxes of a plan, and where in it an offset lies."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from assets.documents.document import Block, BlockKind, Document


@dataclass(frozen=True, slots=True)
class Section:
    """A section from its heading to the next heading of its level or above it. Columns as in table ``sections``."""

    section_id: str
    plan_id: str
    parent_id: str | None
    parent: int | None  # index of the parent among the plan's sections
    level: int
    number: str | None
    heading: str
    kind: str  # heading or box
    char_start: int
    char_end: int


def sections_of(plan_id: str, document: Document) -> list[Section]:
    """A plan's sections in the order of the text; a parent comes before its children."""
    heads = [block for block in document.blocks if _is_head(block)]
    end_of_content = max((b.end for b in document.blocks if b.kind not in (BlockKind.FURNITURE, BlockKind.FRONT)), default=0)
    ends = _ends(heads, end_of_content)
    sections: list[Section] = []
    open_above: list[int] = []
    children: dict[int | None, int] = {}
    for at, head in enumerate(heads):
        level = head.level or 1
        while open_above and sections[open_above[-1]].level >= level:
            open_above.pop()
        parent = open_above[-1] if open_above else None
        children[parent] = ordinal = children.get(parent, 0) + 1
        above = sections[parent] if parent is not None else None
        sections.append(
            Section(
                section_id=f"{above.section_id}.{ordinal}" if above else f"{plan_id}#{ordinal}",
                plan_id=plan_id,
                parent_id=above.section_id if above else None,
                parent=parent,
                level=level,
                number=head.number,
                heading=_heading(document.text, head),
                kind="heading" if head.kind is BlockKind.HEADING else "box",
                char_start=head.start,
                char_end=ends[at],
            )
        )
        open_above.append(at)
    return sections


def _ends(heads: Sequence[Block], end_of_content: int) -> list[int]:
    """Where each head's section ends: at the next head of its level or above it. Each is looked at once, however many there are."""
    ends = [max(end_of_content, head.end) for head in heads]
    open_above: list[int] = []
    for at, head in enumerate(heads):
        while open_above and (heads[open_above[-1]].level or 1) >= (head.level or 1):
            ends[open_above.pop()] = head.start
        open_above.append(at)
    return ends


def _is_head(block: Block) -> bool:
    """Headings and boxes; a caption that is a box's heading too has a level."""
    return block.kind in (BlockKind.HEADING, BlockKind.BOX) or (block.kind is BlockKind.CAPTION and block.level is not None)


def _heading(text: str, head: Block) -> str:
    """The heading without its number and without the full stop that closes a run-in heading."""
    words = text[head.start : head.end].removeprefix(head.number or "")
    return words.strip(" \t\u3000\xa0").lstrip(":：、.．").strip(" \t\u3000\xa0").removesuffix("。")


def innermost_section(sections: Sequence[Section], offset: int) -> Section | None:
    """The innermost section that holds an offset; None before the first heading and behind the last section."""
    at: int | None = bisect_right(sections, offset, key=lambda section: section.char_start) - 1
    if at == -1:
        return None
    while at is not None and sections[at].char_end <= offset:
        at = sections[at].parent
    return sections[at] if at is not None else None
