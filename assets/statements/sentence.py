"""One sentence to statements: the grammar's second half, which gives each slot its measure and puts subject and time to it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assets.language.known import is_cut_into, known_in
from assets.language.tablewords import INDICATOR_TAIL
from assets.statements import lexicon
from assets.statements.choice.readings import chosen
from assets.statements.level_sense import PER_YEAR, basis_of_level, grows_by_name, printed_unit
from assets.statements.listed import each_of, is_one_count, measured_of, split_subjects
from assets.statements.names import behind, clean, is_bare, is_generic, made, ranked, reached
from assets.statements.reading_signs import signs_of, trace_of
from assets.statements.slots import BOUND_SIGNS, Slot, figures_of, linked_behind, slots_of
from assets.statements.sorting import is_in_a_name, is_rank_by_number, why_no_statement
from assets.statements.statement import Statement
from assets.statements.subjects import Subjects
from assets.statements.tokens import DOUBLING, MULTIPLE, POINTS, RATIOS, SHARE, Kind, Token, tokens_of
from assets.statements.ways import Ways, is_of_the_base
from assets.statements.when.setting import Setting
from assets.statements.when.times import Times
from assets.tables.place_labels import is_place

# 分别为2020年的2.4倍, 增长到2020年的3倍; a lead comes without its time
_IS_TIMES = re.compile(r"是|(?:为|到|至|达|相当于|增长|增加|提高|提升|扩大|发展)的$|为$")
_YEAR_ON_YEAR = re.compile("同比|环比")
_SHARES_OF_GDP = [f"第{which}产业增加值占地区生产总值比重" for which in "一二三"]
_MORE = re.compile(r"(?P<how>分别|各)?(?P<what>多|少|净增)(?:了)?")
_NATION_RANK = re.compile(r"(?:在)?(?P<name>(?:全国|全省)[^的\s]{0,12}?(?:综合)?(?:排名|位次)|\S{0,10}综合(?:评价)?排名)")
_ONLY_AMONG = re.compile("全[国省市区](?:综合)?(?:排名|位次)")
_WHOLE = ("全省", "全国")
_NAMES_AN_AREA = re.compile("[全我本][国省市县区州盟旗镇]")
_VERBS = 24  # characters at the end of a lead that verbs and hedges may fill


class SentenceReader:
    """Reads one sentence of a plan; ``times.time`` afterwards is what governs the sentence behind it."""

    def __init__(self, text: str, folded: str, setting: Setting, start: int, end: int, whole: str | None = None) -> None:
        """Take the text as printed and folded, what governs the sentence ``text[start:end]``, and its span.

        ``whole``: what the sentence before counted, whose parts a sentence that begins with 其中 gives.
        """
        self.text, self.folded, self.setting, self.start, self.end = text, folded, setting, start, end
        self.times = Times(text, folded, setting, start, end)
        self.subjects = Subjects(total=whole if folded.startswith("其中", start) else None)
        self.ways = Ways(folded, start)
        self.passed_over: list[tuple[Token, str]] = []
        self.governed: dict[str, int] = {}  # the clause that 新增 and 其中 govern
        self.areas: dict[str, str | None] = {}  # of names, as far as the sentence tells them

    def read(self) -> list[Statement]:
        """The sentence's statements, in order."""
        slots = slots_of(self.folded, list(tokens_of(self.folded, self.start, self.end)), self.start, self.end)
        out: list[Statement] = []
        for i, slot in enumerate(slots):
            self.passed_over.extend((bound, "threshold") for bound in slot.bounds)
            self.ways.keep_apart(slot, self.subjects, self.times)
            self.times.take(slot)
            if slot.figure is None:
                self.subjects.hear(slot.lead)
            elif not slot.linked:  # a linked one is read with the slot that it is linked to
                slot.group = [slot, *linked_behind(slots, i)]
                out.extend(self._statements(slot, slot.figure))
        return out

    def _statements(self, slot: Slot, figure: Token) -> Iterator[Statement]:
        reason = why_no_statement(slot, figure, self.folded)
        if reason:
            self._pass_over(slot, reason)
        elif figure.kind is Kind.RANK:
            yield from self._ranks(slot)
        elif figure.role == SHARE:
            yield from self._shares(slot)
        elif change := self._change_before(slot, figure):
            yield from self._changes(slot, slot.lead[: change.start()], change)
        elif cut := lexicon.CUTS.match(slot.lead.strip()):
            yield from self._changes(slot, cut["name"], cut)
        elif is_rank_by_number(slot, figure, self.subjects.last):
            yield from self._ranks(slot)
        elif figure.unit in POINTS and lexicon.SHARE_REACHES.search(slot.lead):
            yield from self._levels(slot)  # 比例达到15.3个百分点: sloppy for %
        elif figure.unit in (*POINTS, DOUBLING) or (figure.unit == MULTIPLE and (_IS_TIMES.search(slot.lead) or self.times.base)):
            yield from self._changes(slot, lexicon.CHANGE_END.sub("", reached(slot.lead)[0]), None)
        else:
            yield from self._levels(slot)

    def _pass_over(self, slot: Slot, reason: str) -> None:
        self.passed_over.extend((s.figure, reason) for s in slot.group if s.figure)
        if reason == "slogan":
            self.subjects.hear(slot.lead)  # 经济总量跨过两个万亿元大关、超过6万亿元

    def _change_before(self, slot: Slot, figure: Token) -> re.Match[str] | None:
        """The word of growth or change that a figure stands behind, without 到 or 至 between."""
        if slot.lead.endswith("为") and (lexicon.MOVED_TO.search(slot.lead) or self.ways.goes_on(slot)):
            return None
        to_a_level = lexicon.TO_A_LEVEL.search(slot.lead) or self._up_to_a_year(slot, figure)
        change = None if to_a_level else lexicon.CHANGE_END.search(slot.lead, max(0, len(slot.lead) - _VERBS))
        if change is None and self.times.base is not None:
            change = _MORE.fullmatch(slot.lead.strip())  # 比2015年分别多87家和477家
        if change is None and figure.unit in RATIOS:
            change = lexicon.CHANGE_END.search(held := lexicon.HOLDS.sub("", slot.lead), max(0, len(held) - _VERBS))  # 年均增长保持在11.5%
        if change is None or is_in_a_name(change):
            return None
        is_speed_of_a_count = change["what"] == "增速" and figure.unit not in (*RATIOS, *POINTS, MULTIPLE, DOUBLING)
        return None if is_speed_of_a_count else change

    def _up_to_a_year(self, slot: Slot, figure: Token) -> bool:
        """增长到2021年9.6万亿元: a level, of which the year took its 到."""
        last = slot.times[-1] if slot.times else None
        return last is not None and last.end == figure.start and self.folded[last.start] in "到至"

    # --- the three kinds of statement ---------------------------------------------------------------------------------

    def _levels(self, slot: Slot) -> Iterator[Statement]:
        noun, verb = reached(slot.lead)
        is_from = bool(lexicon.FROM_END.search(slot.lead.rstrip("的")) or lexicon.FROM_END.search(noun))
        if is_from:
            noun, before = reached(lexicon.FROM_END.sub("", noun))  # 分别从12家和3家增加到…
            verb = before + verb
        elif is_of_the_base(slot, self.folded):
            is_from, noun = True, noun.rstrip("的")
            self.times.at_the_base()
        elif self.ways.goes_on(slot):
            noun = ""
        self.ways.take(slot, is_from=is_from)
        in_part = self._in_part(slot)
        names = self.subjects.of_levels(slot, lexicon.ONLY_MOVES.sub("", noun), verb, in_part=in_part)
        figures = figures_of(slot, self.folded)
        if len(names) > len(figures) == 1 and "分别" in verb and figures[0].comparator == "=" and slot.behind.strip():
            names = []  # one figure of two that have one each, and the other was not read
        names = names * len(figures) if len(names) == 1 else names
        figures = figures * len(names) if len(figures) == 1 else figures
        if len(names) != len(figures) or not names:  # 分别 of three subjects and two figures: nobody can tell which is whose
            self._pass_over(slot, "no_subject")
            return
        if "新增" not in slot.lead and "新增" not in slot.behind and lexicon.TOTAL_REACHED.search(verb):
            names = [name.removeprefix("新增") for name in names]  # 新增千亿级县2个、达到29个
        is_added = self._is_added(slot, noun, verb, names[0])
        if is_added:
            names = [name if "新增" in name or "净增" in name else f"新增{name}" for name in names]
        for i, (name, figure) in enumerate(zip(names, figures, strict=True)):
            self.times.take_one_of(slot, i, len(figures))
            self.subjects.zone = self.subjects.zones[i] if len(self.subjects.zones) == len(figures) else self.subjects.zone
            grows = figure.unit in RATIOS and (lexicon.CHANGE_NAME.search(name) or grows_by_name(name, figure))
            basis = basis_of_level(slot.lead, grows=bool(grows), is_added=is_added)
            self.subjects.count(name, in_part=in_part)
            yield self._statement(slot, figure, name, "growth" if grows else "change" if is_added else "level", basis, is_from=is_from)

    def _in_part(self, slot: Slot) -> bool:
        """Whether 其中 governs a slot: it stands before it, or before one that is listed with it (其中玉米30万吨、水稻90万吨)."""
        if "其中" in slot.lead or "其中" in self.folded[max(self.start, slot.start - 4) : slot.start]:
            self.governed["其中"] = slot.clause
        return self.governed.get("其中") == slot.clause

    def _is_added(self, slot: Slot, noun: str, verb: str, name: str) -> bool:
        """Whether a level was added: its name begins with 新增, or it stands in the list that 新增 governs (新增国家级3家、省级8家).

        城镇新增就业 is a flow's own name.
        """
        figure = slot.figure
        counts = figure is not None and figure.unit not in RATIOS
        if lexicon.ADDS.search(name) and counts and not lexicon.MEASURED.search(name):
            self.governed["新增"] = slot.clause
            return True
        counts = figure is not None and counts and bool(slot.lead.strip() or self.folded[figure.start] not in BOUND_SIGNS)
        return (
            self.governed.get("新增") == slot.clause
            and counts
            and not verb.strip("约近超")
            and not made(noun)[1]
            and clean(noun) == noun.strip(" 和及与、")
        )

    def _shares(self, slot: Slot) -> Iterator[Statement]:
        """三次产业结构调整为8.3:41.4:50.3: a share of each of the three."""
        is_from = lexicon.FROM_END.search(slot.lead) is not None
        for name, figure in zip(_SHARES_OF_GDP, figures_of(slot, self.folded), strict=False):
            yield self._statement(slot, figure, name, "level", None, is_from=is_from)

    def _changes(self, slot: Slot, lead: str, change: re.Match[str] | None) -> Iterator[Statement]:
        """Growth and change: of the name before it, else of what was spoken of last."""
        how, what = (change.groupdict().get("how") or "", change["what"]) if change else ("", "")
        noun = lexicon.FROM_END.sub("", reached(lead)[0])
        name = noun.strip(" ,、") if each_of(lead + how) and "、" in noun else clean(noun)
        if what in ("新增", "净增") and is_bare(name) and len(after := behind(slot.behind)) >= 2:
            name = what + after  # 新增46家高新技术企业
        self.governed |= {"新增": slot.clause} if what in ("新增", "净增") else {}
        is_speed = what in ("增速", "增幅") and not PER_YEAR.search(how + what)  # what grows by 年均增速 is named by itself
        name += "产量" if name and what in ("增产", "减产") else what if name and is_speed else ""
        name = measured_of(name, self.subjects.last) or name
        is_new = not (is_bare(name) or is_generic(name) or lexicon.COMPARES.match(noun.strip()))
        names = [chosen(one) for one in self.subjects.of_changes(slot, name, is_new=is_new)]
        figures = figures_of(slot, self.folded)
        figures = figures * len(names) if len(figures) == 1 else figures
        if not names or len(names) != len(figures):  # 分别 of two subjects and three figures: nobody can tell which is whose
            self._pass_over(slot, "no_subject")
            return
        basis = "per_year" if PER_YEAR.search(how + what) else "year_on_year" if _YEAR_ON_YEAR.search(how) else None
        of_base = "year_on_year" if self.times.base_is_last_year else "since_base"  # 比上年增长 is 同比, 比2015年增长 is not
        basis = basis or (of_base if self.times.base else "cumulative" if "累计" in how else None)
        for one, figure in zip(names, figures, strict=True):
            measure = "growth" if figure.unit in (*RATIOS, MULTIPLE, DOUBLING) else "change"
            if is_new:
                self.subjects.speak(one)
            yield self._statement(slot, figure, one, measure, basis, sign=-1 if lexicon.CHANGE_FALL.search(what) else 1)

    def _ranks(self, slot: Slot) -> Iterator[Statement]:
        """A rank, of the name before it or of all that the sentence spoke of (均居全省第2位)."""
        lead = slot.lead
        among = next((match[0] for match in reversed([*lexicon.AMONG.finditer(lead)])), None)
        all_of_them = each_of(lead)
        noun = ranked(lead)
        name = chosen(clean(lexicon.ONLY_MOVES.sub("", reached(lexicon.FROM_END.sub("", noun))[0])))
        whole = known_in(lead)
        ranking = _NATION_RANK.search(lead) if not whole and (is_bare(name) or name.endswith("区")) else None
        if ranking and self.subjects.last and _ONLY_AMONG.fullmatch(ranking["name"]):
            ranking, name = None, ""  # 创新指数提高到72,全省排名升至第5位
        name = lexicon.RANK_START.sub("", name)
        if whole and (name not in lead or is_cut_into(name, whole)):
            name = whole  # 居民人均消费支出居全省第3位
        elif name != whole and is_place(name):
            among, name = among or name, ""  # 居广西第二位
        name = measured_of(name, self.subjects.last) or name  # 进出口总额突破万亿元、增速居全国第5位
        names = [ranking["name"]] if ranking else self._names_of_rank(slot, name, whole)
        figures = figures_of(slot, self.folded)
        in_turn = len(names) == len(figures) > 1  # 总量和增幅分别居全省第5位和第2位
        if not names or (len(names) > 1 and len(figures) > 1 and not in_turn):
            self._pass_over(slot, "no_subject")
            return
        is_from = re.search(r"[由从自]", lead) is not None
        for i, one in enumerate(names):
            if not all_of_them:
                self.subjects.speak(one)
            for figure in figures[i : i + 1] if in_turn else figures:
                yield self._statement(slot, figure, one, "rank", None, among=among, is_from=is_from)

    def _names_of_rank(self, slot: Slot, name: str, whole: str) -> list[str]:
        """Whose rank it is: of what was spoken of, of the known name ``whole``, else of each that is listed: none is held together."""
        all_of_them, several = each_of(slot.lead), len(slot.group) > 1
        if is_bare(name) or lexicon.COMPARES.match(name) or is_generic(name):
            return self.subjects.of_ranks(all_of_them=all_of_them)
        if not (all_of_them or several) and (name == whole or "、" not in name):
            return [name]
        listed = [name] if is_one_count(name) and not all_of_them else split_subjects(name)
        return self._ranked(listed, each=all_of_them or several)

    def _ranked(self, names: list[str], *, each: bool) -> list[str]:
        """The names before 均居 or 分别居: of what is listed, only what a rank can be about; 总量和增幅 completed by the subject."""
        subject = self.subjects.last
        if not each and not all(INDICATOR_TAIL.search(name) or is_generic(name) for name in names):
            names = names[-1:]  # 机场三期建成投运、旅客吞吐量增速居省会机场首位
        return [measured_of(name, subject) or (subject + name if subject and is_generic(name) else name) for name in names]

    def _statement(
        self, slot: Slot, figure: Token, name: str, measure: str, basis: str | None, *,
        sign: int = 1, among: str | None = None, is_from: bool = False,
    ) -> Statement:  # fmt: skip
        time, status, year = self.times.of_figure(slot, is_from=is_from)
        basis = "part_year" if time is not None and time.is_part else basis
        printed, in_words = self.text[figure.start : figure.end], figure.value is None
        around = self.text[self.start : self.end], self.folded[self.start : figure.start]
        return Statement(
            name=name, measure=measure, basis=basis, status=status, comparator=figure.comparator,
            value=figure.value, value_max=figure.value_max, words=printed if in_words else None,
            unit=None if in_words else printed_unit(printed, figure),
            is_ratio=figure.unit == MULTIPLE and _IS_TIMES.search(slot.lead) is not None,
            year=year, year_start=self.times.start_of(time, year, measure, basis), scope=self._scope(slot, name), rank_among=among,
            start=figure.start, end=figure.end, quote_start=self.start, quote_end=self.end, sign=sign,
            trace=trace_of(name, slot, self.folded[slot.start : self.end], time, self.setting),
            signs=signs_of(name, slot, around, time, status, self.setting),
        )  # fmt: skip

    def _scope(self, slot: Slot, name: str) -> str | None:
        lead = slot.lead.lstrip()
        if other := lexicon.AREA_OF_AVERAGE.search(name) or lexicon.AREA_OF_TARGET.match(lead):
            return other["area"]
        wider = (word for word in _WHOLE if lead.startswith(word) and not name.startswith(word) and word != self.setting.own)
        own = self.subjects.zone or (None if _ONLY_AMONG.match(lead) else next(wider, None))
        if own is None and name not in lead and not _NAMES_AN_AREA.match(lead):
            own = self.areas.get(name)  # said again of the same: 全国产量由3亿吨增加到5亿吨
        self.areas[name] = own
        return own or self.setting.scope
