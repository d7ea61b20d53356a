"""One figure of a cell: number or range, unit and bounds, with the offsets where they are printed."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from assets.language.numbers import DIGITS
from assets.language.quantity import BOUND_AFTER, Quantity, UnreadableQuantityError, read_quantity
from assets.language.unitwords import is_unit
from assets.tables.phrases.cell_words import word_at, words

_NUMBER = re.compile(rf"[+-]?(?:{DIGITS})")
_AFTER = re.compile("|".join(sorted((re.escape(w) for bound in BOUND_AFTER.values() for w in bound), key=len, reverse=True)))
_RANGE = re.compile(r"\s*[-—–―~至到]+\s*")
_TO = re.compile(r"\s*[至到]")
_RATIO = re.compile(r"\s*[:∶比]\s*1(?![\d.])")
_RUN = re.compile(r"(?:[一-鿿A-Za-z%‰/·㎡²³℃]|(?<=[a-z])[23](?![\d.]))+")
_PLAIN_UNIT = re.compile(r"[一-鿿%‰㎡²³℃][一-鿿%‰/·㎡²³℃]{0,3}|[A-Za-z][A-Za-z/²³]{0,6}[23]?")
_UNIT_BRACKET = re.compile(r"\([^()\d]{1,4}\)")
_UNIT_SIGNS = re.compile(r"[^()\s/](?:[^()]*[^()\s/])?")
_PER_MANY = re.compile(r"/\s*10{0,2}\s*[万亿](?:人口?)?(?![\d.])")  # 9.6/10万
_MULTIPLE = re.compile(r"[十百千万亿]+")
_YEAR_ON = re.compile(r"年(?=[均度末底初前内])")
_LONGEST_UNIT = 14  # characters


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure's number and bounds without its unit (``core``, for :func:`read_quantity`), the unit as printed, where it ends."""

    core: str
    unit: str | None
    end: int


def figure_at(printed: str, text: str, at: int, *, is_from: bool = False) -> Figure | None:
    """The figure that begins at ``at`` of a cell's folded ``text``, None where none does; ``is_from``: 由 or 从 stands before it."""
    if text[at] in "〔[":
        return _in_brackets(printed, text, at)
    number = _NUMBER.match(text, at)
    if number is None:
        return None
    first = _with_unit(printed, text, number.end(), number[0])
    gap = None if is_from and _TO.match(text, first.end) else _RANGE.match(text, first.end)
    upper = _NUMBER.match(text, gap.end()) if gap else None
    if gap is None or upper is None or upper[0][0] in "+-":
        return first
    last = _with_unit(printed, text, upper.end(), upper[0])
    return Figure(f"{first.core}-{last.core}", last.unit or first.unit, last.end)


def _in_brackets(printed: str, text: str, at: int) -> Figure | None:
    """〔13.5〕, [25—27万套], 〔>10〕 and the unit behind it."""
    close = next((i for i in range(at, len(text)) if text[i] in "〕]"), -1)
    inside = text[at + 1 : close]
    start = next((i for i in range(at + 1, close) if text[i].isdigit()), -1)
    if close < 0 or start < 0:
        return None
    figure = figure_at(printed, text, start)
    if figure is None or figure.end > close or text[figure.end : close].strip():
        return None
    behind = _with_unit(printed, text, close + 1, "")
    lead = inside[: start - at - 1]
    return Figure(f"〔{lead}{figure.core}〕{behind.core}", behind.unit or figure.unit, behind.end)


def _with_unit(printed: str, text: str, at: int, core: str) -> Figure:
    """Bound, unit and bound behind a number: 余家, 家以上, :1以上."""
    core, at = _with_bound(text, at, core)
    if ratio := _RATIO.match(text, at):
        core, end = _with_bound(text, ratio.end(), core)
        return Figure(core, ":1", end)
    begin = at + len(text[at:]) - len(text[at:].lstrip())
    end = unit_end(text, begin)
    if end == begin:
        return Figure(core, None, at)
    core, stop = _with_bound(text, end, core)
    return Figure(core, re.sub(r"\s+", "", printed[begin:end]), stop)


def _with_bound(text: str, at: int, core: str) -> tuple[str, int]:
    begin = at + len(text[at:]) - len(text[at:].lstrip())
    bound = _AFTER.match(text, begin)
    return (core + bound[0], bound.end()) if bound else (core, at)


def starts_with_bound(text: str) -> bool:
    """Whether a bound (以上, 左右) stands at the beginning."""
    return _AFTER.match(text) is not None


def unit_end(text: str, at: int) -> int:
    """Where the unit that begins at ``at`` ends (``at`` where none does): the longest known one, else a short word."""
    if standard := next((unit for unit in words("units") if text.startswith(unit, at)), None):
        return at + len(standard)
    if per := _PER_MANY.match(text, at):
        return per.end()
    word = word_at(text, at)
    least = len(word[0]) if word else 0
    if _YEAR_ON.match(text, at):
        return at
    for size in range(min(_LONGEST_UNIT, len(text) - at), least, -1):
        unit = text[at : at + size]
        if _UNIT_SIGNS.fullmatch(unit) and is_unit(unit):
            bracket = _UNIT_BRACKET.match(text, at + size)
            known = bracket.end() if bracket and is_unit(bracket[0]) else at + size
            return max(known, _short_word(text, at)) if _MULTIPLE.fullmatch(unit) else known
    return at if least else _short_word(text, at)


def _short_word(text: str, at: int) -> int:
    """Where a word ends that is short enough for a unit nobody knows (7栋, 亿斤) and all there is before a sign; else ``at``."""
    run = _RUN.match(text, at)
    if run is None:
        return at
    bound = _AFTER.search(run[0])
    unit = run[0][: bound.start()] if bound else run[0]
    return at + len(unit) if _PLAIN_UNIT.fullmatch(unit) and not any(word_at(unit, i) for i in range(len(unit) - 1)) else at


def quantity_of(figure: Figure, before: str, marks: tuple[str, ...]) -> Quantity:
    """What a figure says together with the words before it (不低于, 年均增长); raises ``UnreadableQuantityError``."""
    quantity = read_quantity(before + figure.core)
    if quantity.value is None and quantity.words is not None:
        raise UnreadableQuantityError(f"{figure.core!r} states no number")
    return replace(quantity, unit=figure.unit or quantity.unit, marks=(*quantity.marks, *marks))
