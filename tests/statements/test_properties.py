"""Statements rendered from known values in many phrasings are read back as they were; and no text at all makes the reader fail."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import given, settings
from hypothesis import strategies as st

from assets.statements.read import statements_of
from assets.statements.statement import Statement
from tests.reading import plan_of

PLAN_START, PLAN_END, BASE = 2021, 2025, 2020
# Indicators with the unit that a plan gives them, and whether their figures are whole.
INDICATORS = {
    "高新技术企业": ("家", True),
    "科技型中小企业": ("家", True),
    "省级以上创新平台": ("个", True),
    "发明专利授权量": ("件", True),
    "技术合同成交额": ("亿元", False),
    "研发经费投入": ("亿元", False),
    "研发经费投入强度": ("%", False),
    "科技进步贡献率": ("%", False),
    "高新技术产业增加值占规上工业增加值比重": ("%", False),
    "每万人发明专利拥有量": ("件", False),
    "孵化面积": ("万平方米", False),
    "研发人员": ("人年", True),
}
REACH = ("达到", "达", "为", "力争达到", "将达到", "争取达到", "提高到", "增加到", "提升至")
# Words around a figure ({} is the figure with its unit) and the comparator they say.
BOUNDS = {
    "{}": "=", "{}以上": ">=", "不低于{}": ">=", "不少于{}": ">=", "至少{}": ">=", "超过{}": ">", "突破{}": ">", "逾{}": ">",
    "{}左右": "~", "约{}": "~", "近{}": "~", "{}以内": "<=", "不超过{}": "<=",
}  # fmt: skip
TIMES = {
    "到2025年，": 2025, "到2025年底，": 2025, "到“十四五”末，": 2025, "到规划期末，": 2025, "2025年，": 2025, "": 2025, "到2023年，": 2023,
    "至2024年末，": 2024, "到２０２３年，": 2023, "2024年": 2024,
}  # fmt: skip
WIDE = str.maketrans("0123456789.%,", "０１２３４５６７８９．％，")
names = st.sampled_from(sorted(INDICATORS))
bounds = st.sampled_from(sorted(BOUNDS))
times = st.sampled_from(sorted(TIMES))
verbs = st.sampled_from(REACH)


@dataclass(frozen=True)
class Figure:
    """A known value and a way to print it."""

    value: float
    printed: str


def _printings(value: float, whole: bool) -> st.SearchStrategy[Figure]:
    plain = f"{value:g}" if not whole else f"{value:.0f}"
    ways = [plain, plain.translate(WIDE)]
    if whole and value >= 1000:
        ways += [f"{value:,.0f}", f"{value:,.0f}".translate(WIDE)]
    return st.sampled_from(ways).map(lambda printed: Figure(value, printed))


def figures_of(name: str) -> st.SearchStrategy[Figure]:
    """Values that an indicator may have, in digits, full width and with thousands marks. No four digits that could be a year."""
    unit, whole = INDICATORS[name]
    if whole:
        return st.integers(2, 1900).map(float).flatmap(lambda value: _printings(value, True))
    top = 9999 if unit == "%" else 90000
    return st.integers(11, top).map(lambda n: n / 100).flatmap(lambda value: _printings(value, False))


@st.composite
def named_figures(draw: st.DrawFn, size: int) -> list[tuple[str, Figure]]:
    """So many different indicators, each with a figure."""
    chosen = draw(st.lists(names, min_size=size, max_size=size, unique=True))
    return [(name, draw(figures_of(name))) for name in chosen]


def read(sentence: str, heading: str = "发展目标") -> list[Statement]:
    """The statements in a sentence of a plan for 2021–2025."""
    plan = plan_of(
        f"临江市“十四五”科技创新规划\n规划期为{PLAN_START}—{PLAN_END}年。\n一、{heading}\n{sentence}\n二、附则\n本规划由市科技局负责解释。\n"
    )
    found = sorted(statements_of(plan).statements, key=lambda said: said.start)
    for said in found:
        quote = plan.document.text[said.quote_start : said.quote_end]
        assert plan.document.text[said.start : said.end] in quote and quote in sentence
    return found


def told(said: Statement) -> tuple[object, ...]:
    """Name, value, comparator, measure, status and year of a statement."""
    return said.name, said.value, said.comparator, said.measure, said.status, said.year


def shown(name: str, figure: Figure) -> str:
    """A figure with its indicator's unit, as printed."""
    return figure.printed + INDICATORS[name][0]


@given(time=times, verb=verbs, bound=bounds, pair=named_figures(1))
def test_one_target_is_read_back(time: str, verb: str, bound: str, pair: list[tuple[str, Figure]]) -> None:
    ((name, figure),) = pair
    (said,) = read(f"{time}{name}{verb}{bound.format(shown(name, figure))}。")
    assert told(said) == (name, figure.value, BOUNDS[bound], "level", "target", TIMES[time])


@given(time=times, verb=verbs, pairs=named_figures(3), stop=st.sampled_from("，；。"))
def test_a_list_of_targets_stands_under_its_time(time: str, verb: str, pairs: list[tuple[str, Figure]], stop: str) -> None:
    said = read(time + stop.join(f"{name}{verb}{shown(name, figure)}" for name, figure in pairs) + "。")
    assert [told(s) for s in said] == [(name, figure.value, "=", "level", "target", TIMES[time]) for name, figure in pairs]


@given(pairs=named_figures(2), link=st.sampled_from("和、与及"), verb=st.sampled_from(["达到", "提高到", "为"]))
def test_respectively_deals_the_values_out(pairs: list[tuple[str, Figure]], link: str, verb: str) -> None:
    (left, x), (right, y) = pairs
    said = read(f"到2025年，{left}{link}{right}分别{verb}{shown(left, x)}{link}{shown(right, y)}。")
    assert [(s.name, s.value, s.year) for s in said] == [(left, x.value, 2025), (right, y.value, 2025)]


@given(pair=named_figures(1), to=st.data(), moves=st.sampled_from(["提高到", "增加到", "增长到", "提升至", "增至", "上升到"]))
def test_from_to_has_a_beginning_and_an_end(pair: list[tuple[str, Figure]], to: st.DataObject, moves: str) -> None:
    ((name, low),) = pair
    high = to.draw(figures_of(name))
    said = read(f"{name}由2015年的{shown(name, low)}{moves}2020年的{shown(name, high)}。", "发展基础")
    assert [told(s) for s in said] == [
        (name, low.value, "=", "level", "actual", 2015),
        (name, high.value, "=", "level", "actual", 2020),
    ]


@given(pair=named_figures(1), percent=st.integers(1, 3000), than=st.sampled_from(["比2020年", "较2020年", "比“十三五”末"]))
def test_growth_since_a_base_year(pair: list[tuple[str, Figure]], percent: int, than: str) -> None:
    ((name, _),) = pair
    (said,) = read(f"到2025年，{name}{than}增长{percent / 10:g}%。")
    assert (*told(said), said.year_start, said.basis) == (name, percent / 10, "=", "growth", "target", 2025, BASE, "since_base")


@given(name=st.sampled_from(["高新技术企业", "科技型中小企业", "省级以上创新平台"]), value=st.integers(2, 1900))
def test_a_change_since_a_base_year_leaves_the_governing_year(name: str, value: int) -> None:
    unit = INDICATORS[name][0]
    said = read(f"2020年，{name}比2015年增加{value}{unit}，瞪羚企业达到{value}家。", "发展基础")
    assert [(*told(s), s.year_start) for s in said] == [
        (name, value, "=", "change", "actual", 2020, 2015),
        ("瞪羚企业", value, "=", "level", "actual", 2020, None),
    ]


@given(pair=named_figures(1), rank=st.integers(1, 99), stand=st.sampled_from(["居", "位居", "列", "排名", "位列"]))
def test_a_value_and_its_place(pair: list[tuple[str, Figure]], rank: int, stand: str) -> None:
    ((name, figure),) = pair
    level, place = read(f"2020年，{name}达到{shown(name, figure)}，{stand}全省第{rank}位。", "发展基础")
    assert told(level) == (name, figure.value, "=", "level", "actual", 2020)
    assert (*told(place), place.rank_among) == (name, rank, "=", "rank", "actual", 2020, "全省")


@given(low=st.integers(1, 40), more=st.integers(1, 40), sign=st.sampled_from(["-", "—", "～", "至"]), verb=verbs)
def test_a_range_keeps_both_ends(low: int, more: int, sign: str, verb: str) -> None:
    (said,) = read(f"到2025年，瞪羚企业{verb}{low}{sign}{low + more}家。")
    assert (said.name, said.value, said.value_max, said.year) == ("瞪羚企业", low, low + more, 2025)


@given(pair=named_figures(1), heading=st.sampled_from(["发展基础", "现实基础", "“十三五”发展成效", "发展现状", "主要成绩"]))
def test_an_undated_figure_of_a_review_is_reached_by_the_year_before_the_plan(pair: list[tuple[str, Figure]], heading: str) -> None:
    ((name, figure),) = pair
    (said,) = read(f"{name}达到{shown(name, figure)}。", heading)
    assert told(said) == (name, figure.value, "=", "level", "actual", BASE)


@given(kind=st.sampled_from(["其中国家级{}个、省级{}个", "其中，国家级{}个，省级{}个"]), x=st.integers(1, 30), y=st.integers(31, 90))
def test_parts_are_named_by_their_whole(kind: str, x: int, y: int) -> None:
    said = read(f"2020年，全市创新平台达到{x + y}个，{kind.format(x, y)}。", "发展基础")
    assert [(s.name, s.value) for s in said] == [("创新平台", x + y), ("国家级创新平台", x), ("省级创新平台", y)]


# Pieces of plans' sentences, put together at random; "_" is a blank, "⏎" a line's end.
_PIECES = """
    到2025年 2020年 “十四五”期间 比2015年 截至2020年底 今年 去年 百分之 百分之二三十 一 二十 百 千 万 12 3.5 1,2 2020 第 前 位 名 家 个 %
    亿元 — 至 到 ， 、 ； 。 ： （ ） 《 》 由 提高到 增加 分别 均 其中 国家级 省级 高新技术企业 研发投入 占 比重 达到 以上 约 翻 番 倍
    同比 年均 增长 下降 居全省 首位 新增 的 和 ① 〔 〕 万人 𠮷 _ ⏎
"""


def _written(pieces: list[str]) -> str:
    return "".join(pieces).replace("_", " ").replace("⏎", "\n")


@settings(max_examples=300)
@given(text=st.lists(st.sampled_from(_PIECES.split()), max_size=24).map(_written))
def test_no_text_makes_the_reader_fail_and_every_figure_stands_in_its_quote(text: str) -> None:
    plan = plan_of(f"临江市“十四五”科技创新规划\n规划期为2021—2025年。\n一、发展目标\n{text}\n")
    for said in statements_of(plan).statements:
        assert 0 <= said.quote_start <= said.start < said.end <= said.quote_end <= len(plan.document.text)
        assert said.name and said.measure in ("level", "growth", "change", "rank") and said.status in ("actual", "target")
        assert said.value_max is None or (said.value is not None and said.value <= said.value_max)
        assert said.year_start is None or (said.year is not None and said.year_start <= said.year)
