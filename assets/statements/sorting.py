"""Figures that say nothing of an indicator, each with why: slogans, frequencies, incentives, names, specifications."""

from __future__ import annotations

import re

from assets.language.edge_words import AIM, DEED, KEPT
from assets.language.edges import verb_at_front
from assets.language.known import known_end_of, known_in
from assets.language.tablewords import INDICATOR_TAIL
from assets.statements.lexicon import (
    BOUNDED_NOUN,
    FREQUENCY,
    FROM_END,
    GRANT,
    IN_A_ROW,
    INCENTIVE,
    INSTITUTE,
    NOT_PEOPLE,
    OF_EACH,
    OWN_PARTS,
    PAID_OUT,
    PHYSICAL,
    SIZE_BEFORE,
    SIZED_THING,
    SLOGAN_NOUN,
    SPELLED_SLOGAN,
    SUCH_AS,
)
from assets.statements.names import behind, is_bare, made, reached
from assets.statements.slots import Slot
from assets.statements.tokens import RATIOS, Kind, Token

_MAKES = (KEPT, DEED, AIM)
_OCCASIONS = ("次", "场", "期", "回")
_SPELLED_AS_FIGURES = re.compile(r"[倍%‰成元万亿]|百分点")  # 一倍 and 一亿元 are figures; 一家, 一项 mostly are not
_LOOSE_COUNTERS = ("个", "条", "项")
_PARTS_OF_A_TEXT = ("个", "项", "篇", "章", "节", "张", "幅", "条")
_COUNTED_KINDS = ("个", "项", "类", "条", "大")
_LISTED = re.compile(r"(?:[^、]+、){2,}[^、]+$|[^、]+、[^、]+[和与及][^、]+$")
_DURATION = re.compile(r"月|工作日|小时|自然日|学时|周")
_PUT_FIRST = re.compile(r"(?:摆|放|置|作)(?:在|于|为)?$|列(?:在|于|为)$|(?:摆|放)(?:在|到)[^,，]{0,12}$")
_AROUND = re.compile(r"(?:围绕|聚焦|面向|针对|瞄准)[^,，]{0,3}$")  # 围绕6大主导产业、12条重点产业链
_OF_SOME = re.compile(r"一批|[首第一二三]个$")  # 培育一批营收过百亿元农产品加工企业
_SIZE_BEHIND = re.compile(r"级|[口直]径|[长高深宽厚](?=[,，。、的]|$)")
_DESCRIBES = re.compile(r"的(?!目标|水平|任务|规模)[一-鿿A-Za-z]{2,}")  # 续航里程500公里以上的新能源汽车
_MEASURES = re.compile(r"吨|公里|亩|公顷|平方|立方|米|瓦")
# What says how much there is, or what becomes of it: 里程422公里并连通, 由2110公里增至….
_AMOUNT = re.compile(r"(?:里程|长度|产能|装机|容量|能力|保有量|总产|单产|出栏)$")
_GOES_ON = re.compile(r"[并且和与及以增提升降扩拓减突达至住全]|建成|开工|改造|投产")
# 是全国平均水平15.8件的54%: a share of another area's figure.
_OF_ANOTHER = re.compile(r"(?:全国|全省|世界|全球)平均.*\d.*的$")
_A_COUNT = re.compile(r"[\d一二两三四五六七八九十百余多](?:个|座|处|条)$")  # 3个100万亩灌区: the size of each
# 30平方公里以上建成区面积达到治理标准: what is counted is what meets the standard, not the 建成区面积.
_MEETS = re.compile(r"[^,，、。;；\d]{2,16}(?:达到|满足|符合|通过)[^,，。;；\d]{2,24}(?:要求|标准|规定|验收)")
_SAMPLED = re.compile(r"(?:人口|住户|农户|企业)?抽样")  # 1%人口抽样调查
_RANKED = re.compile(r"排名|位次|名次|能力|指数|综合")


def why_no_statement(slot: Slot, figure: Token, folded: str) -> str | None:
    """Why a slot's figure says nothing of an indicator (a disposition of ``numerals``); None where it may say something."""
    unit, next_words = figure.unit or "", folded[figure.end : figure.end + 4]
    noun, verb = reached(slot.lead)
    noun = FROM_END.sub("", noun)
    acts = bool(verb or made(noun)[1]) or (not figure.spelled and not folded[figure.start].isdigit())
    before = folded[max(0, figure.start - 120) : figure.start]
    if "《" in before and before.count("《") > before.count("》"):
        return "citation"
    if unit == "个" and _DURATION.match(next_words):
        return "duration"
    if figure.kind is Kind.RANK and _PUT_FIRST.search(slot.lead):
        return "slogan"
    if unit in _OCCASIONS and (FREQUENCY.search(slot.lead) or IN_A_ROW.search(slot.lead)):
        return "frequency"
    if "元" in unit and _is_of_a_rule(_clause(before) + folded[figure.start : figure.end] + slot.behind, verb):
        return "incentive"
    if unit in _PARTS_OF_A_TEXT and OWN_PARTS.match(folded[figure.end : figure.end + 8]):
        return "numbering"
    if next_words.startswith(("之一", "一扶")):
        return "ordinal"
    if unit in _COUNTED_KINDS and slot.behind and not acts and _sums_up(slot.lead):
        return "slogan"
    if _is_quoted(folded, figure):
        return "slogan"
    if figure.kind is Kind.FIGURE and (SLOGAN_NOUN.match(slot.behind) or _AROUND.search(slot.lead)):
        return "slogan"
    if figure.spelled and _is_slogan(figure, noun, next_words, acts=acts):
        return "slogan"
    if (unit == "所" and INSTITUTE.search(slot.lead)) or (unit.endswith("人") and NOT_PEOPLE.match(next_words)):
        return "name"
    if unit in ("%", "‰") and _SAMPLED.match(folded, figure.end):
        return "name"
    if unit == "%" and _OF_ANOTHER.search(slot.lead):
        return "no_subject"
    if PHYSICAL.search(unit) and _A_COUNT.search(before):
        return "specification"
    return _bound_or_size(slot, figure, noun, next_words, acts=acts)


def _bound_or_size(slot: Slot, figure: Token, noun: str, next_words: str, *, acts: bool) -> str | None:
    """Whether a figure only bounds what is counted or describes one thing; None where it shows no sign of it."""
    unit, verb = figure.unit or "", reached(slot.lead)[1]
    if figure.value_max is not None and next_words.startswith(("群体", "家庭", "人群")):
        return "threshold"
    if figure.comparator != "=" and (OF_EACH.search(slot.lead) or (_OF_SOME.search(slot.lead) and len(behind(slot.behind)) >= 2)):
        return "threshold"
    if figure.comparator != "=" and not acts and not is_bare(noun) and BOUNDED_NOUN.match(slot.behind):
        return "threshold"
    if figure.comparator != "=" and not acts and is_bare(noun) and unit not in RATIOS and _MEETS.match(slot.behind.strip()):
        return "threshold"
    if unit == "岁" and figure.comparator != "=" and len(behind(slot.behind)) >= 2:
        return "threshold"  # 5岁以下儿童死亡率
    if unit == "份" and slot.lead.endswith("一式"):
        return "specification"
    if PHYSICAL.search(unit) and (_is_a_size(slot, next_words, verb) or (not acts and _is_between_nouns(noun, unit, slot))):
        return "specification"
    return None


def _clause(before: str) -> str:
    return re.split(r"[,，。;；:]", before)[-1]


def _is_of_a_rule(clause: str, verb: str) -> bool:
    """Whether money is what a rule gives or takes (给予奖励100万元), not what was paid out or reached."""
    return bool(INCENTIVE.search(clause) or (GRANT.search(clause) and not known_in(clause) and not verb and not PAID_OUT.search(clause)))


def _sums_up(lead: str) -> bool:
    """Whether a figure sums up what was listed before it (稻米、油料和林下经济7个产业), with no verb of making at the list's head."""
    return _LISTED.search(lead) is not None and not SUCH_AS.search(lead.rstrip()) and not verb_at_front(lead.strip(), _MAKES)


def _is_quoted(folded: str, figure: Token) -> bool:
    """“三个80%”, “双20条”: a figure that a short quotation holds whole is a slogan's."""
    if folded[figure.end : figure.end + 1] not in ("”", '"', "」"):
        return False
    return any(sign in folded[max(0, figure.start - 3) : figure.start] for sign in '“"「')


def _is_a_size(slot: Slot, next_words: str, verb: str) -> bool:
    """Whether a physical quantity says how large one thing is (年产5万吨, 10万吨级码头, 60万千瓦机组) and not how much there is."""
    if _DESCRIBES.match(slot.behind) or _SIZE_BEHIND.match(next_words) or (SIZE_BEFORE.search(slot.lead) and not known_end_of(slot.lead)):
        return True
    return not verb and bool(SIZED_THING.search(behind(slot.behind)))


def _is_between_nouns(noun: str, unit: str, slot: Slot) -> bool:
    """Whether a quantity stands between whose and what, without a verb: 白河化纤1万吨纤维素长丝, as lists of projects print their sizes."""
    if not _MEASURES.search(unit) or is_bare(noun) or INDICATOR_TAIL.search(noun) or _AMOUNT.search(noun):
        return False
    is_from = FROM_END.search(slot.lead) is not None
    return not is_from and not _GOES_ON.match(slot.behind.strip()) and len(behind(slot.behind)) >= 2


def _is_slogan(figure: Token, noun: str, next_words: str, *, acts: bool) -> bool:
    """Whether a Chinese numeral counts what a slogan counts: 四项工程, 两条底线, 一个中心."""
    if noun.endswith("奖"):
        return False  # 二等奖一项、三等奖四项
    if SPELLED_SLOGAN.match(next_words) or _is_one(figure):
        return True
    return figure.unit in _LOOSE_COUNTERS and not acts and not INDICATOR_TAIL.search(noun)


def _is_one(figure: Token) -> bool:
    """Whether a numeral says no more than "a" (一家, 一项); not 一倍, 一亿元, 一点四吨."""
    return figure.value in (0.0, 1.0) and not _SPELLED_AS_FIGURES.search(figure.unit or "%") and not _MEASURES.search(figure.unit or "")


def is_rank_by_number(slot: Slot, figure: Token, subject: str | None) -> bool:
    """由原来的26位提升到21位: a number of 位 of something that is ranked."""
    return figure.unit == "位" and bool(_RANKED.search(slot.lead + (subject or ""))) and not behind(slot.behind)


def is_in_a_name(change: re.Match[str]) -> bool:
    """Whether a word of growth belongs to an indicator's own name: 人口自然增长率, for nothing is called 人口自然."""
    before, up_to = change.string[: change.start()], change.string[: change.end()]
    return change[0].endswith("率") and len(known_end_of(up_to)) > len(change[0]) and not known_end_of(before)
