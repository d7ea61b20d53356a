"""Letters that a line is drawn through are struck out: no text of the page. Such a line ends with the letters, unlike a table's rules."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from assets.documents.pages.marks import Glyph, PageMarks, Rule

_LOWEST, _HIGHEST = 0.12, 0.55  # of the letters' size above their baseline, where a line strikes them through
_BEYOND = 0.5  # of the letters' size that the line may be longer than them, at each end
_LEAST_COVER = 0.8  # of the line's length that letters stand on


def take_struck(marks: PageMarks) -> list[str]:
    """Take the struck-through letters, and the lines through them, off a page; gives their texts."""
    texts: list[str] = []
    if not any(rule.level for rule in marks.rules):
        return texts
    glyphs = sorted((glyph for glyph in marks.glyphs if glyph.text.strip()), key=lambda glyph: glyph.base)
    bases = [glyph.base for glyph in glyphs]
    largest = max((glyph.size for glyph in glyphs), default=0.0)
    gone: set[int] = set()
    lines: list[Rule] = []
    for rule in marks.rules:
        if not rule.level:
            continue
        near = glyphs[bisect_left(bases, rule.at) : bisect_right(bases, rule.at + _HIGHEST * largest)]
        through = [glyph for glyph in near if _is_through(rule, glyph)]
        if through and _is_as_long(rule, through):
            fresh = [glyph for glyph in sorted(through) if id(glyph) not in gone]
            gone.update(id(glyph) for glyph in fresh)
            lines.append(rule)
            texts += ["".join(glyph.text for glyph in fresh)] if fresh else []
    if gone:
        marks.glyphs[:] = [glyph for glyph in marks.glyphs if id(glyph) not in gone]
        marks.rules[:] = [rule for rule in marks.rules if rule not in lines]
    return texts


def _is_through(rule: Rule, glyph: Glyph) -> bool:
    above = glyph.base - rule.at
    middle = (glyph.x0 + glyph.x1) / 2
    return _LOWEST * glyph.size <= above <= _HIGHEST * glyph.size and rule.start <= middle <= rule.end


def _is_as_long(rule: Rule, through: Sequence[Glyph]) -> bool:
    size = max(glyph.size for glyph in through)
    first, last = min(glyph.x0 for glyph in through), max(glyph.x1 for glyph in through)
    covered = sum(glyph.x1 - glyph.x0 for glyph in through)
    return first - rule.start <= _BEYOND * size and rule.end - last <= _BEYOND * size and covered >= _LEAST_COVER * (rule.end - rule.start)
