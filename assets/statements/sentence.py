"""One sentence to statements: the grammar's second half, which gives each slot its subject, time, measure and status."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from assets.language.tablewords import INDICATOR_TAIL
from assets.statements.frame import ACTUAL, TARGET, Frame, Time
from assets.statements.lexicon import (
    ACTUAL_WORDS,
    AMONG,
    BOUNDED_NOUN,
    CHANGE_END,
    CHANGE_FALL,
    CHANGE_NAME,
    FREQUENCY,
    FROM_END,
    INCENTIVE,
    INSTITUTE,
    KEEP_VERB,
    NOT_PEOPLE,
    PHYSICAL,
    PLACE_WHOLE,
    RANK_END,
    SLOGAN_NOUN,
    SPELLED_SLOGAN,
    TARGET_WORDS,
)
from assets.statements.model import Statement
from assets.statements.names import (
    behind,
    clean,
    continued,
    is_bare,
    is_generic,
    is_qualifier,
    made,
    of_subject,
    owned,
    part_of,
    qualified,
    reached,
    share_of,
    split_subjects,
    zoned,
)
from assets.statements.slots import Slot, slots_of
from assets.statements.tokens import Kind, Token, tokens_of

FIVE_YEARS = 5
POINTS = ("百分点", "个百分点", "千分点", "个千分点")
RATIOS = ("%", "‰")
_TOPIC_END = re.compile(r"实现|取得|得到|进一步|不断|持续|显著|稳步|大幅|快速|明显|有效|日益|逐步|全面|加快|跃|提升|提高|增强|壮大|优化|增长|改善|形成|迈|居|达|由|从|水平|良好|较快")
_HOLDS = re.compile(r"(?:保持在|稳定在|达到|达|为|不低于|在)+$")
_COMPARES = re.compile(r"^(?:高于|低于|高出|低出|比|较|领先|超出|超过|快于)")
_NATION_RANK = re.compile(r"(?:在)?(?P<name>(?:全国|全省)\S{0,12}?(?:综合)?(?:排名|位次)|\S{0,10}综合(?:评价)?排名)")
_ONLY_MOVES = re.compile(r"^(?:提高|提升|增长|增加|上升|下降|降低|减少|发展|扩大|跃升|攀升|增|升|降)+(?:到|至)?$")


@dataclass(slots=True)
class _Subjects:
    """The names a sentence has spoken of."""

    levels: list[str] = field(default_factory=list)  # each with a level of its own, in order
    topic: str | None = None  # of a clause without figures
    total: str | None = None  # what 其中, 国家级 and the like are parts of

    @property
    def last(self) -> str | None:
        return self.topic or (self.levels[-1] if self.levels else None)

    def speak(self, name: str) -> None:
        if not self.levels or self.levels[-1] != name:
            self.levels.append(name)
        self.topic = None


class SentenceReader:
    """Reads one sentence of a plan; ``time`` afterwards is what governs the sentence behind it."""

    def __init__(self, text: str, folded: str, frame: Frame, subjects: _Subjects | None = None) -> None:
        """Take the plan's text as printed and folded, and what governs the sentence."""
        self.text, self.folded, self.frame = text, folded, frame
        self.time: Time | None = frame.time
        self.subjects = subjects or _Subjects()
        self.base: int | None = None
        self.path: list[Time] = []  # the time of the last 由…, from which what follows has grown
        self.local: Time | None = None
        self.zone: str | None = None
        self.rejected: list[tuple[Token, str]] = []

    def read(self, start: int, end: int) -> list[Statement]:
        """The statements in ``text[start:end]``, in order."""
        self.start, self.end = start, end
        slots = slots_of(self.folded, list(tokens_of(self.folded, start, end)), start, end)
        out: list[Statement] = []
        clause = -1
        for i, slot in enumerate(slots):
            if slot.clause != clause:
                clause, self.base = slot.clause, None if slot.figure else self.base
            self._take_times(slot)
            if slot.figure is None:
                self._topic(slot)
                continue
            if slot.linked:
                continue  # read with the slot that it is linked to
            slot.group = [slot, *_linked(slots, i)]
            out.extend(self._statements(slot))
        return out

    def _take_times(self, slot: Slot) -> None:
        """Let the times of a slot govern: a base year only its change, the year after 由 only its figure, others all that follows."""
        self.local = None
        for token in slot.times:
            printed = self.text[token.start : token.end]
            before, after = self.folded[max(self.start, token.start - 1) : token.start], self.folded[token.end : token.end + 2]
            is_multiple = slot.figure is not None and slot.figure.unit == "倍" and after.startswith("的")
            if token.role == "base" or after == "相比" or is_multiple:
                self.base = token.year if token.year is not None else self._year_before()
            elif (before in ("由", "从", "自") and slot.figure is not None) or self._is_long_past(token):
                self.local = self.frame.time_of(token, printed)
            else:
                self.time = self.frame.time_of(token, printed)

    def _is_long_past(self, token: Token) -> bool:
        """A year of founding (1992年建区) governs nothing but its own words."""
        start = self.frame.plan_start
        return token.year is not None and start is not None and token.year < start - 2 * FIVE_YEARS - 1

    def _year_before(self) -> int | None:
        year = self.time.year if self.time else self.frame.default_year(self.frame.status or TARGET)
        return year - 1 if year is not None else None

    def _topic(self, slot: Slot) -> None:
        """A clause without a figure may name what the next one measures: 县域创新能力实现了跃升,由26位提升到21位."""
        stop = _TOPIC_END.search(slot.lead)
        name = clean(slot.lead[: stop.start()] if stop else slot.lead)
        if 3 <= len(name) <= 24 and (INDICATOR_TAIL.search(name) or name.endswith(("能力", "效率", "实力", "投入", "水平"))):
            self.subjects.topic = name

    # --- one slot -----------------------------------------------------------------------------------------------------

    def _statements(self, slot: Slot) -> Iterator[Statement]:
        self.zone = None
        reason = self._no_statement(slot)
        if reason:
            self.rejected.extend((s.figure, reason) for s in slot.group if s.figure)
            return
        if slot.figure.kind is Kind.RANK or self._is_rank(slot):  # type: ignore[union-attr]
            yield from self._ranks(slot)
            return
        change = CHANGE_END.search(slot.lead) if not slot.lead.rstrip().endswith(("到", "至")) else None
        if change is None and slot.figure.unit in RATIOS:  # type: ignore[union-attr]
            change = CHANGE_END.search(_HOLDS.sub("", slot.lead))  # 年均增长保持在11.5%
        unit = slot.figure.unit or ""  # type: ignore[union-attr]
        if change and not (unit not in (*RATIOS, *POINTS, "倍", "翻番") and change["what"] == "增速"):
            yield from self._changes(slot, slot.lead[: change.start()], change)
        elif unit in (*POINTS, "翻番") or (unit == "倍" and ("是" in slot.lead or self.base)):
            yield from self._changes(slot, reached(slot.lead)[0], None)
        else:
            yield from self._levels(slot)

    def _no_statement(self, slot: Slot) -> str | None:
        """Why a figure says nothing of an indicator, None where it may."""
        figure = slot.figure
        assert figure is not None
        around = self.folded[slot.start : figure.end] + slot.behind
        if figure.unit in ("次", "场", "期", "回") and FREQUENCY.search(slot.lead):
            return "frequency"
        if "元" in (figure.unit or "") and INCENTIVE.search(around):
            return "incentive"
        if SLOGAN_NOUN.match(slot.behind) and figure.kind is Kind.FIGURE:
            return "slogan"
        next_words = self.folded[figure.end : figure.end + 4]
        is_award = reached(slot.lead)[0].endswith("奖")
        if figure.spelled and not is_award and (SPELLED_SLOGAN.match(next_words) or ((figure.value or 0) < 2 and figure.unit not in ("倍", "%", "亿元", "万元"))):
            return "slogan"
        if (figure.unit == "所" and INSTITUTE.search(slot.lead)) or ((figure.unit or "").endswith("人") and NOT_PEOPLE.match(next_words)):
            return "name"
        noun, verb = reached(slot.lead)
        bounds = figure.comparator != "=" and not verb and not made(noun)[1] and not is_bare(noun)
        if bounds and BOUNDED_NOUN.match(slot.behind):
            return "name"
        if figure.spelled and figure.unit in ("个", "条", "项") and not (verb or made(noun)[1] or INDICATOR_TAIL.search(noun)):
            return "slogan"
        if PHYSICAL.search(figure.unit or "") and not verb and not made(noun)[1] and not INDICATOR_TAIL.search(noun):
            return "specification"
        return None

    def _is_rank(self, slot: Slot) -> bool:
        """由原来的26位提升到21位: a number of 位 of something that is ranked."""
        figure = slot.figure
        assert figure is not None
        subject = self.subjects.last or ""
        ranked = re.search(r"排名|位次|名次|能力|指数|综合", slot.lead + subject)
        return figure.unit == "位" and bool(ranked) and not behind(slot.behind)

    def _levels(self, slot: Slot) -> Iterator[Statement]:
        noun, verb = reached(slot.lead)
        is_from = FROM_END.search(slot.lead.rstrip("的")) or FROM_END.search(noun)
        noun = _ONLY_MOVES.sub("", FROM_END.sub("", noun))
        names = self._names(slot, noun, verb)
        if not names:
            self.rejected.extend((s.figure, "no_subject") for s in slot.group if s.figure)
            return
        if len(names) == 1 and len(slot.group) > 1:
            names = names * len(slot.group)
        figures = [s.figure for s in slot.group if s.figure]
        shared_bound = figures[0].comparator if self.folded[figures[0].start : figures[0].end][:1] in "不超突至" else "="
        figures = [f if f.comparator != "=" else replace(f, comparator=shared_bound) for f in figures]
        if len(figures) == 1:
            figures = figures * len(names)
        for i, (name, figure) in enumerate(zip(names, figures, strict=False)):
            self._year_of_group(slot, i, len(figures))
            grows = CHANGE_NAME.search(name) is not None and figure.unit in RATIOS
            added = "新增" in name or "净增" in name
            measure = "growth" if grows else "change" if added else "level"
            self.subjects.speak(name)
            if not is_qualifier(name):
                self.subjects.total = name if not slot.lead.lstrip().startswith("其中") and not self._in_part else self.subjects.total
            basis = "cumulative" if "累计" in slot.lead else "year_on_year" if grows else "period" if added else None
            yield self._statement(slot, figure, name, measure, basis, is_from=bool(is_from))

    def _year_of_group(self, slot: Slot, i: int, size: int) -> None:
        """2018年、2019年、2020年…分别不低于8亿元、10亿元、13亿元: each figure has its own year."""
        years = [token for token in slot.times if token.role in ("year", "until")]
        if size > 1 and len(years) == size:
            self.time = self.frame.time_of(years[i], self.text[years[i].start : years[i].end])

    def _names(self, slot: Slot, noun: str, verb: str) -> list[str]:
        """The names of a slot's figures: before it, behind it, or inherited."""
        self._in_part = "其中" in slot.lead or self._after_whole(slot)
        before, maker = made(noun)
        after = behind(slot.behind)
        if after and len(after) >= 2 and (maker or is_bare(noun) or noun.endswith("等")):
            kept = maker if KEEP_VERB.match(maker) else ""
            return [part_of(kept + after, None)]
        self.zone, name = zoned(clean(re.sub(r"^其中[,:]?", "", noun.strip())))
        if self.zone and not name:
            return self._inherited(slot, verb)
        name = share_of(name, self.subjects.last)
        if is_qualifier(name):
            whole = self.subjects.total or self.subjects.last
            return [qualified(name, whole)] if whole else []
        if not name or is_bare(name) or (maker and is_bare(before) and len(name) <= len(maker)):
            inherited = self._inherited(slot, verb)
            return [maker + name for name in inherited] if maker.startswith("新") else inherited
        if is_generic(name):
            return [self.subjects.last + ("" if re.match(r"总|数|合计|规模", name) else name)] if self.subjects.last else []
        if "分别" in verb or ("均" in verb and len(slot.group) == 1) or len(slot.group) > 1:
            parts = [clean(part) for part in split_subjects(name)]
            if len(parts) == len(slot.group) or len(slot.group) == 1 or len(parts) > 1:
                return parts
        if self._in_part:
            return [owned(part_of(name, self.subjects.total), self.subjects.total)]
        return [owned(of_subject(continued(name, self.subjects.topic), self.subjects.last), self.subjects.last)]

    def _after_whole(self, slot: Slot) -> bool:
        before = self.folded[max(self.start, slot.start - 4) : slot.start]
        return "其中" in before

    def _inherited(self, slot: Slot, verb: str) -> list[str]:
        wanted = len(slot.group)
        if "分别" in verb or wanted > 1:
            return self.subjects.levels[-wanted:] if len(self.subjects.levels) >= wanted else []
        if "均" in verb and len(self.subjects.levels) > 1:
            return list(self.subjects.levels)
        return [self.subjects.last] if self.subjects.last else []

    def _changes(self, slot: Slot, noun: str, change: re.Match[str] | None) -> Iterator[Statement]:
        """Growth and change: of the name before it, else of what was spoken of last."""
        how = (change["how"] or "") if change else ""
        noun, verb = reached(noun)
        name = clean(FROM_END.sub("", noun))
        wanted = len(slot.group)
        figures = [s.figure for s in slot.group if s.figure]
        shared = "分别" in slot.lead or wanted > 1
        if change and CHANGE_NAME.search(change["what"]) and change["what"] in ("增速", "增幅") and name:
            name += change["what"]
        if is_bare(name) or is_generic(name) or _COMPARES.match(noun.strip()):
            names = self.subjects.levels[-wanted:] if shared and len(self.subjects.levels) >= wanted else [self.subjects.last] * wanted if self.subjects.last else []
        else:
            names = split_subjects(name) if shared else [name]
        if not names:
            self.rejected.extend((figure, "no_subject") for figure in figures)
            return
        for name, figure in zip(names, figures, strict=False):
            if name is None:
                continue
            unit = figure.unit or ""
            measure = "growth" if unit in (*RATIOS, "倍", "翻番") else "change"
            basis = "per_year" if "年均" in how or "每年" in how or "平均" in how else "year_on_year" if "同比" in how or "环比" in how else None
            basis = basis or ("since_base" if self.base else "cumulative" if "累计" in how else None)
            sign = -1 if change and CHANGE_FALL.search(change["what"]) else 1
            self.subjects.speak(name) if not is_bare(noun) else None
            yield self._statement(slot, figure, name, measure, basis, sign=sign)

    def _ranks(self, slot: Slot) -> Iterator[Statement]:
        """A rank, of the name before it or of all that the sentence spoke of (均居全省第2位)."""
        lead = slot.lead
        among = next((match[0] for match in AMONG.finditer(lead)), None)
        is_all = "均" in lead or "都" in lead
        noun = AMONG.sub("", RANK_END.sub("", lead))
        noun = RANK_END.sub("", noun)
        name = clean(reached(FROM_END.sub("", noun))[0])
        own = _NATION_RANK.search(lead) if is_bare(name) or name.endswith("区") else None
        if own:
            names = [own["name"]]
        elif is_bare(name) or name.startswith(("高于", "低于")):
            names = list(dict.fromkeys(self.subjects.levels)) if is_all and not self.subjects.topic else [self.subjects.last] if self.subjects.last else []
        else:
            names = [name]
        if not names:
            self.rejected.extend((s.figure, "no_subject") for s in slot.group if s.figure)
        is_from = re.search(r"[由从自]", lead) is not None
        for name in names:
            if name is None:
                continue
            if not is_all:
                self.subjects.speak(name)
            for figure in (s.figure for s in slot.group if s.figure):
                yield self._statement(slot, figure, name, "rank", None, among=among, is_from=is_from)

    # --- time and status ----------------------------------------------------------------------------------------------

    def _statement(
        self, slot: Slot, figure: Token, name: str, measure: str, basis: str | None, *,
        sign: int = 1, among: str | None = None, is_from: bool = False,
    ) -> Statement:  # fmt: skip
        time = self.local or self.time
        if is_from and self.local is None:
            time = self._from_time()
        if is_from and time:
            self.path = [time]
        status = ACTUAL if is_from and (time is None or time.year is None) else self._status(slot, time)
        year = time.year if time and time.year is not None else None if is_from else self.frame.default_year(status)
        start = self._start_year(time, year, measure, basis)
        printed = self.text[figure.start : figure.end]
        scope = self._scope(slot)
        return Statement(
            name=name, measure=measure, basis=basis, status=status, comparator=figure.comparator,
            value=None if figure.unit == "翻番" else figure.value, words=printed if figure.unit == "翻番" else None,
            is_ratio=figure.unit == "倍" and "是" in slot.lead,
            value_max=figure.value_max, unit=_printed_unit(printed, figure), year=year, year_start=start, scope=scope, rank_among=among,
            start=figure.start, end=figure.end, quote_start=self.start, quote_end=self.end, sign=sign,
            trace=(f"time: {time.printed or time.year if time else 'by section'}", f"status: {self.frame.status or 'by words'}"),
        )  # fmt: skip

    def _from_time(self) -> Time:
        """The time of a 由… without a year of its own: that of the 由… before it (206.66亿元, 第6位), the base year, else unknown."""
        if self.path:
            return self.path[0]
        if self.time is not None and self.time.start is not None:
            return Time(self.time.start - 1, None, ACTUAL)
        base = self.frame.default_year(ACTUAL)
        if self.base is None and self.time is None and base is not None and self.frame.years == FIVE_YEARS:
            return Time(base - FIVE_YEARS, None, ACTUAL)
        return Time(self.base, None, ACTUAL)

    def _start_year(self, time: Time | None, year: int | None, measure: str, basis: str | None) -> int | None:
        if measure in ("growth", "change") and (self.base is not None or self.path):
            return self.base if self.base is not None else self.path[0].year
        if measure == "rank" or basis == "year_on_year":
            return None
        if time and time.start is not None:
            return time.start
        over_the_plan = basis == "per_year" and year is not None and year % FIVE_YEARS == 0 and self.frame.years == FIVE_YEARS
        return year - FIVE_YEARS if over_the_plan and year is not None else None

    def _status(self, slot: Slot, time: Time | None) -> str:
        """Reached or promised: the year against the plan's period, then words, then the section's heading."""
        if time and time.status:
            return time.status
        clause = self.folded[slot.start : slot.figure.end] if slot.figure else ""
        year = time.year if time else None
        if year is not None and self.frame.plan_start is not None:
            if year < self.frame.plan_start:
                return ACTUAL
            if self.frame.status != ACTUAL or TARGET_WORDS.search(clause) or (time and "到" in time.printed):
                return TARGET
            return ACTUAL
        if TARGET_WORDS.search(clause):
            return TARGET
        if self.frame.status is not None:
            return self.frame.status
        return ACTUAL if ACTUAL_WORDS.search(self.folded[self.start : self.end]) else TARGET

    def _scope(self, slot: Slot) -> str | None:
        if self.zone:
            return self.zone
        lead = slot.lead.lstrip()
        for word, _ in PLACE_WHOLE.items():
            if lead.startswith(word) and word in ("全省", "全国"):
                return word
        return self.frame.scope


def _linked(slots: Sequence[Slot], i: int) -> list[Slot]:
    out = []
    for slot in slots[i + 1 :]:
        if not slot.linked:
            break
        out.append(slot)
    return out


def _printed_unit(printed: str, figure: Token) -> str | None:
    """The unit as printed (％, 個); of 翻一番 none, its value being a growth in words."""
    if figure.unit is None or figure.unit == "翻番":
        return None
    from assets.language.fold import fold

    at = fold(printed).rfind(figure.unit)
    return printed[at : at + len(figure.unit)] if at >= 0 else figure.unit
