"""What is printed around a table: its caption, the unit line above it, the notes below it that define its marks."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from assets.documents.document import Block, BlockKind, Document
from assets.language.fold import fold, squeeze
from assets.language.tablewords import CAPTION_LINE, CONTINUED, INDICATOR_TAIL, TAIL_BRACKET, UNIT_LINE
from assets.language.unitwords import is_unit
from assets.language.years import FIVE_YEAR_WORD, YEAR, find_periods
from assets.tables.columns import read_header
from assets.tables.phrases.told_years import told_years
from assets.tables.plan_table import Cell, Role
from expectations.registry import load_registry

_LONGEST_UNIT_LINE = 40
SHARE = "%"
_LARGER = {"province": ("全国",), "city": ("全国", "全省"), "county": ("全国", "全省", "全市"), "park": ("全国", "全省")}
_SHARED = re.compile(r"(?:率|比重|占比|比例|覆盖面|普及面|增速|增幅|增长|贡献度)$")
_MARK = r"[*#※†‡]+|[①-⑳]|\[\d{1,2}\]|[¹²³]"
_DEFINITION = re.compile(
    rf"(?:带|标(?:有|注)?|注)?[“\"'(]?(?P<mark>{_MARK})[”\"')]?(?:号|标记)?(?:的|者|为|指|表示|:|,|、|是|数据|数值|项)*(?P<text>[^。;；*①-⑳]*)"
)
_BEGINS = re.compile(rf"(?<![-—~至到])(?P<year>{YEAR}年)(?:起|开始|启动)")
_TOTALS = re.compile(r"[〔\[(]\s*[〕\])](?:内|中|里)?.*?(?P<word>累计|总数|总量|合计|年均)")
_IN_BRACKETS = re.compile(rf"(?:括号|\(\s*\))(?:内|中|里)?的?(?:数据|数值|数字|指标值|数|值)?(?:均?为|是|系|指|表示)(?P<year>{YEAR}年?)")
BRACKETED = "()"  # the mark of figures that stand in round brackets, where the note says of which year those are
_FIVE = FIVE_YEAR_WORD
_TIME = re.compile(r"(?:各|分|逐|[上下本])?(?:年|季|月|半年)度?")
_SUBJECT = re.compile(
    rf"^\s*(?:(?:附?表|附件|专栏)\s*[\d一二三四五六七八九十.-]*\s*[::]?)?\s*(?:{_FIVE}|{YEAR}(?:[-—~至]{YEAR})?年?度?|\s)*"
    r"(?:(?:全[省市县区]|我[省市县区])?(?:分|各)[县市区旗州盟镇乡街道园(),、]+(?:区)?|\S{2,6}?[省市县区州盟旗])?(?P<subject>\S+?)"
    r"(?:分年度|年度|规划|发展|预期|目标|任务|计划|指标|完成|分解|分配|情况|进度)+(?:一览|汇总)?表?(?:\([^()]*\))?\s*$"
)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Caption and notes of a table, with what they say of its figures."""

    caption: str | None
    subject: Cell | None  # the indicator a caption names, as in 附件1 各县区高新技术企业数量目标任务分解表
    note: str | None
    unit: str | None  # 单位:亿元
    mark_years: dict[str, int]  # * → 2019, where the note says *为2019年数据
    brackets: str | None  # what 〔 〕 mean here: cumulative or per_year
    continued: bool  # the caption says 续表
    year: int | None = None  # of all figures, where the caption names one year (2020年…完成情况), and whether reached or promised
    status: str | None = None
    told: Mapping[str, int] = field(default_factory=dict)  # the years of 基准, 近期, 远期 where caption, note or plan tell them
    larger: tuple[str, ...] = ()  # how heads call areas that the plan's own lies in: 全省 and 全国 in a city's plan
    units: tuple[str, ...] = ()  # several of one line: 单位:万亩、万株
    begins: int | None = None  # the first year of what the table plans, as the paragraph above it says: 2023年起分批实施

    @property
    def unit_beside_shares(self) -> str | None:
        """The one unit besides %: 单位:万人、% says what is counted where a name is none of a share, and that growth is told in %."""
        others = [unit for unit in self.units if unit != SHARE]
        return others[0] if len(others) == 1 else None


def unit_for(name: str, around: Surroundings) -> str | None:
    """The unit that the line above the table gives a row of this (folded) name: the one there is, or of several the one in its place."""
    if around.unit or not around.units:
        return around.unit
    if around.unit_beside_shares:
        return SHARE if is_share(name) else around.unit_beside_shares
    fitting = [unit for unit in around.units if _counts(unit, name)]
    return fitting[0] if len(fitting) == 1 else None


def _counts(unit: str, name: str) -> bool:
    """Whether a unit is one of what a name names: 万亩 of 造林面积."""
    counted = load_registry().unit_rules.grammar.counts
    return is_share(name) if unit == SHARE else any(unit.endswith(base) and re.search(names, name) for base, names in counted.items())


def is_share(name: str) -> bool:
    """Whether what a (folded) name or head says is told in %: 占GDP比重, 比上年增长."""
    return bool(_SHARED.search(TAIL_BRACKET.sub("", name)))


def surroundings(document: Document, at: int) -> Surroundings:
    """What stands around the table that is block number ``at`` of the document."""
    blocks = document.blocks
    above = _run(blocks, range(at - 1, -1, -1), (BlockKind.CAPTION, BlockKind.BOX))[::-1]
    above = [*_caption_heading(document, at - 1 - len(above)), *above] or _unit_paragraph(document, at - 1)
    below = _run(blocks, range(at + 1, len(blocks)), (BlockKind.NOTE,))
    texts = [document.text[b.start : b.end].strip() for b in above]
    notes = [document.text[b.start : b.end].strip() for b in below]
    captions = [t for t in texts if not UNIT_LINE.match(squeeze(fold(t)).lstrip("([")) or len(t) > 20]
    units = [t for t in texts if t not in captions]
    folded = squeeze(fold("\n".join(notes)))
    year, status = _said_by(fold(captions[-1]) if captions else None)
    return Surroundings(
        caption=captions[-1] if captions else None,
        subject=_subject(document.text, above),
        note="\n".join([*units, *notes]) or None,
        unit=_unit_line([*texts, *notes]),
        units=_several([*texts, *notes]),
        mark_years=_mark_years(squeeze(fold("\n".join([*captions[-1:], *notes])))),
        brackets={"年均": "per_year"}.get(found["word"], "cumulative") if (found := _TOTALS.search(folded)) else None,
        continued=any(CONTINUED.match(squeeze(fold(t))) for t in texts),
        year=year,
        status=status,
        told=told_years([*map(fold, [*texts, *notes]), *_passages(document, at)]),
        begins=_begins(document, at - 1 - len(above)),
    )


def larger_areas(level: str | None, region: str | None) -> tuple[str, ...]:
    """How heads call the areas around a plan's own, by its level: 全国, 全省, and in a county's plan 全市 unless it is a city itself."""
    if level not in _LARGER:
        return ()
    return tuple(word for word in _LARGER[level] if not (word.endswith("市") and (region or "").endswith("市")))


def with_tops(around: Surroundings, tops: Sequence[Cell]) -> Surroundings:
    """The surroundings with what the lines inside the grid above its header say too: its unit, its title and the title's year."""
    if not tops:
        return around
    units = [cell.text for cell in tops if UNIT_LINE.match(cell.word.lstrip("(["))]
    title = next((cell.text for cell in reversed(tops) if cell.text not in units), None)
    year, status = _said_by(fold(title) if title else None)
    return replace(
        around,
        caption=around.caption or title,
        unit=around.unit or _unit_line(units),
        units=around.units or _several(units),
        year=around.year if around.year is not None else year,
        status=around.status if around.year is not None else status,
    )


def _said_by(caption: str | None) -> tuple[int | None, str | None]:
    """The one year that a (folded) caption names, and whether what it names was reached or promised."""
    periods = find_periods(caption) if caption else []
    if caption is None or len(periods) != 1 or periods[0].start is not None:
        return None, None
    said = read_header([caption], Role.VALUE, lambda _: False)
    return said.year, said.status


def _passages(document: Document, at: int) -> list[str]:
    """The plan's paragraphs, folded: the nearest above the table first, then those farther up, then those below."""
    order = [*range(at - 1, -1, -1), *range(at + 1, len(document.blocks))]
    kinds = (BlockKind.PARAGRAPH, BlockKind.CAPTION)
    return [fold(document.text[document.blocks[i].start : document.blocks[i].end]) for i in order if document.blocks[i].kind in kinds]


def _begins(document: Document, at: int) -> int | None:
    if at < 0 or document.blocks[at].kind is not BlockKind.PARAGRAPH:
        return None
    block = document.blocks[at]
    found = _BEGINS.search(squeeze(fold(document.text[block.start : block.end])))
    return find_periods(found["year"])[-1].end if found else None


def _caption_heading(document: Document, at: int) -> list[Block]:
    """A heading right above the table that reads like a caption: 附件1 各县区高新技术企业数量目标任务分解表."""
    if at < 0 or document.blocks[at].kind is not BlockKind.HEADING:
        return []
    block = document.blocks[at]
    return [block] if CAPTION_LINE.search(squeeze(fold(document.text[block.start : block.end]))) else []


def _unit_paragraph(document: Document, at: int) -> list[Block]:
    """A short line right above the table that ends in its unit: 制表日期:2024.4.16 单位:亩."""
    if at < 0 or document.blocks[at].kind not in (BlockKind.PARAGRAPH, BlockKind.FURNITURE):
        return []
    block = document.blocks[at]
    line = squeeze(fold(document.text[block.start : block.end]))
    found = UNIT_LINE.search(line)
    return [block] if found and found.end() >= len(line) - 1 and len(line) <= _LONGEST_UNIT_LINE else []


def _run(blocks: Sequence[Block], order: range, kinds: tuple[BlockKind, ...]) -> list[Block]:
    out: list[Block] = []
    for i in order:
        if blocks[i].kind is BlockKind.FURNITURE:
            continue  # a page's number between a table and its note
        if blocks[i].kind not in kinds:
            break
        out.append(blocks[i])
    return out


def _unit_line(texts: Sequence[str]) -> str | None:
    """The unit of 单位:亿元; several units at once (单位:家、亿元、%) say nothing of one row."""
    for text in texts:
        found = UNIT_LINE.search(squeeze(fold(text)))
        if found and is_unit(found["unit"]):
            return found["unit"]
        bracket = TAIL_BRACKET.search(squeeze(fold(text)))
        if bracket and is_unit(bracket["inside"]):
            return bracket["inside"]
    return None


def _several(texts: Sequence[str]) -> tuple[str, ...]:
    """The units of a line that names several."""
    for text in texts:
        found = UNIT_LINE.search(squeeze(fold(text)))
        units = tuple(re.split(r"[、/或和,]" if found and SHARE in found["unit"] else r"[、或和,]", found["unit"])) if found else ()
        if len(units) > 1 and all(map(is_unit, units)):
            return units
    return ()


def _subject(text: str, above: Sequence[Block]) -> Cell | None:
    """The indicator in the caption, without the caption's number, year, area and the words for a table of targets."""
    for block in reversed(above):
        match = _SUBJECT.match(fold(text[block.start : block.end]))
        if match and INDICATOR_TAIL.search(match["subject"]) and not _TIME.fullmatch(fold(match["subject"])):
            start, end = block.start + match.start("subject"), block.start + match.end("subject")
            return Cell(text[start:end], start, end)
    return None


def _mark_years(note: str) -> dict[str, int]:
    """The year that a note gives to each mark, by its first clause: *为2019年数据,其余为2020年数据."""
    years = {}
    for found in _DEFINITION.finditer(note):
        for text in (found["text"].split(",")[0], found["text"]):
            periods = find_periods(text)
            if len(periods) == 1 and periods[0].start is None:
                years[found["mark"]] = periods[0].end
                break
    if in_brackets := _IN_BRACKETS.search(note):
        years[BRACKETED] = find_periods(in_brackets["year"])[-1].end
    return years
