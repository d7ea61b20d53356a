"""Names that say only which side of a thing is counted: 总量, 人均, 增速 below 地区生产总值; each made to stand alone.

The words are data (``assets/language/sub_names.csv``: word, where it stands, example); grades (5级及以上) stand in front too. What
they are of stands in a column of categories, in a row that names it and holds no figure, or, for growth and shares, in the row above.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files

from assets.language.fold import fold, squeeze, word
from assets.language.tablewords import INDEX_HEAD, NUMBERING, PARTED_BAND, SUB_ROW, TAIL_BRACKET
from assets.language.unitwords import is_unit
from assets.tables.plan_table import Cell
from assets.tables.shape import is_known_name

_GROWN = re.compile(r"(?:年均)?(?:增速|增幅|增长率?|占比|比重)$")
_SHARE = re.compile(r"^占.{2,}(?:比重|比例|之比|比|率)$")
_GRADE = re.compile(r"^(?:[一二三四五六七八九\d]{1,2}[级类]|[A-Z]{1,4}级?)(?:\(含\))?(?:及?以[上下])?$")
_AGE = re.compile(r"^\d{1,2}(?:[-—–~至]\d{1,2})?周?岁(?:及?以[上下])?$")
_AVERAGE = re.compile(r"均$")
_EVERYWHERE = re.compile(r"^(?:年末)?全[省市县区州盟旗国](?=..)")
_SEXES = {"男": "男性", "女": "女性"}
_ALIKE = 2  # characters at the end of a part that are those of its whole
_LONGEST_WHOLE = 24  # characters of a thing that has sides


@lru_cache(maxsize=1)
def _words() -> dict[str, str]:
    lines = files("assets.language").joinpath("sub_names.csv").read_text(encoding="utf-8").splitlines()
    return {row["word"]: row["stands"] for row in csv.DictReader(lines)}


@lru_cache(maxsize=4096)
def stands_where(name: str) -> str | None:
    """Where a (folded) name stands by what it is a side of: ``front`` (人均), ``behind`` (总量), ``of`` the row above too (增速).

    None where the name is none of a side: it stands alone.
    """
    bare = _bare(name)
    if is_known_name(bare):
        return None
    if stands := _words().get(_SEXES.get(bare, bare)):
        return stands
    if _SHARE.match(bare):
        return "of"
    if _GRADE.match(bare) or _AGE.match(bare):
        return "front"
    return "behind" if _words().get(_GROWN.sub("", bare)) == "behind" and _GROWN.search(bare) else None


def _bare(name: str) -> str:
    return TAIL_BRACKET.sub("", NUMBERING.sub("", SUB_ROW.sub("", name)))


@dataclass(slots=True)
class Wholes:
    """What the sides below may be of, as rows are read from above: the row that names a thing, the last whole name, its category.

    ``total``: the first whole name, whose parts stand below bands that say how it is parted (按性别分); ``is_parted``: below such a band.
    ``index``: the row that counts by an index (总产出指数(上年=100)), whose parts are those ``seen`` above it.
    """

    named: Cell | None = None  # a row with a name and no figure
    above: Cell | None = None
    under: Cell | None = None  # the category of both
    total: Cell | None = None
    is_parted: bool = False
    index: Cell | None = None
    seen: set[str] = field(default_factory=set)

    def of(self, name: Cell, categories: Sequence[Cell], *, has_figures: bool) -> Cell:
        """The name of a row made whole, ``categories`` being those beside it, the nearest last."""
        category = categories[-1] if categories else None
        if category is not self.under:
            self.named = self.above = None
            self.under = category
        if (index := self._of_index(name)) is not None:
            return index
        stands = stands_where(name.word)
        self.total = self.total or (name if has_figures else None)
        if stands is None:
            self.named, self.above = (_before_side(name), name) if has_figures else (name, None)
            return name
        near = (self.named, self.above if stands in ("of", "front") else None, *reversed(categories))
        whole = next((cell for cell in near if cell is not None and _is_thing(cell)), None)
        return _joined(name, whole, stands) if whole is not None else name

    def _of_index(self, name: Cell) -> Cell | None:
        """The name where it is an index, or a part of the last one: 第一产业 below 总产出指数(上年=100) is 第一产业总产出指数."""
        if INDEX_HEAD.search(name.word):
            self.index = name
            return name
        if self.index is None or name.word not in self.seen:
            self.index = None
            self.seen.add(name.word)
            return None
        return Cell(name.text + _cut(self.index.text)[0], name.start, name.end)

    def take_band(self, cell: Cell) -> None:
        """A row that one cell fills: what is below it may be sides of it, if it is no section (一、综合实力).

        按性别分 parts what stood first.
        """
        self.is_parted = self.total is not None and bool(PARTED_BAND.match(cell.word))
        if self.is_parted:
            self.named, self.above = None, self.total
        else:
            self.named, self.above, self.under, self.total = cell, None, None, None

    def unit_line(self, name: Cell | None, line: str | None) -> str | None:
        """The unit of a row that prints none: that of the line above the table; else of what its name is a part of, if it is one.

        非农业人口 below 总人口(人) counts people. An index has none.
        """
        if line or name is None:
            return None if self.index else line
        if not self.is_parted or self.total is None or TAIL_BRACKET.search(name.word):
            return None
        bracket = TAIL_BRACKET.search(self.total.word)
        whole = _bare(self.total.word)
        return bracket["inside"] if bracket and is_unit(bracket["inside"]) and _bare(name.word).endswith(whole[-_ALIKE:]) else None


def _before_side(name: Cell) -> Cell | None:
    """What the first side is of where both stand in one cell: 地区生产总值, then 总量(亿元) on a line below; None where they do not."""
    first, _, last = name.text.rpartition("\n")
    return Cell(first.rstrip(), name.start, name.start + len(first.rstrip())) if first and stands_where(word(last)) else None


def _is_thing(cell: Cell) -> bool:
    """Whether sides may be of a cell: a short name; of numbered ones only what the catalogue knows, as the others are sections."""
    bare = _bare(cell.word)
    return 2 <= len(bare) <= _LONGEST_WHOLE and not is_unit(bare) and (not NUMBERING.match(cell.word) or is_known_name(bare))


def _joined(name: Cell, whole: Cell, stands: str) -> Cell:
    """One name of both, with the unit that is printed behind the side: 城镇(元) of 居民人均可支配收入 is 城镇居民人均可支配收入(元)."""
    thing = _cut(whole.text)[0]
    side, bracket = _cut(name.text)
    if stands == "front" and not _AVERAGE.search(side):
        side, thing = _SEXES.get(side, side), _EVERYWHERE.sub("", thing)
    if fold(thing).endswith(fold(side)):
        side = ""
    return Cell((side + thing if stands == "front" else thing + side) + bracket, name.start, name.end)


def _cut(text: str) -> tuple[str, str]:
    """A printed name on one line without its numbering, and what stands in brackets behind it."""
    line = squeeze(text)
    numbering = NUMBERING.match(fold(line))
    line = line[numbering.end() :] if numbering else line
    bracket = TAIL_BRACKET.search(fold(line))
    return (line[: bracket.start()], line[bracket.start() :]) if bracket else (line, "")
