"""The readings of a name that its words allow: behind a verb or a blank within them, or with the measure of what was counted before."""

from __future__ import annotations

import re
from functools import lru_cache

from assets.language.completion import completed
from assets.language.edge_words import KEPT, SERVING, WITHIN, words
from assets.language.edges import left_edge
from assets.language.tablewords import INDICATOR_TAIL
from assets.statements.choice.best import BEHIND_TIME, GROWN, Reading, best
from assets.statements.lexicon import STANDS_ALONE
from assets.statements.listed import measure_at_end
from assets.statements.names import OF_ALL_KINDS, behind, clean, is_bare, is_qualifier, kept_verb
from assets.statements.slots import Slot
from assets.statements.tokens import Token
from assets.tables.shape import is_known_name

_HEADING = re.compile(r"[一-鿿]{2,6}[ \u3000]+(?=[一-鿿])")
_JOINS = ("、", "和", "与", "及")
_GROWN = re.compile(r"总?产量?|单产|(?:播种|种植|栽培|收获)面积|(?:出栏|存栏)[量数]?")


def chosen(name: str, figure: Token | None = None) -> str:
    """The best of the readings that a name's words allow; ``figure`` as of :func:`best`."""
    return best(of_words(name), figure)


def of_words(name: str) -> list[Reading]:
    """The name as it stands, then behind each verb within that may end a clause, and behind the word that heads the line.

    光热示范工程新增西电东送能力 may be 新增西电东送能力, 人口 年末常住人口 may be 常住人口.
    """
    found = [Reading(name)]
    for verb in _verbs().finditer(name):
        if name[: verb.start()].endswith(_JOINS):
            continue  # 高中毛入学率和新增劳动力平均受教育年限 are two names
        rest = name[verb.end() :].removeprefix("了")
        found.append(Reading((verb["kept"] or "") + rest))
    if head := _HEADING.match(name):
        rest = name[head.end() :]
        cut = left_edge(rest)
        found.append(Reading(rest[cut:], BEHIND_TIME if cut else ""))
    return found


def of_part(name: str, total: str | None) -> list[Reading]:
    """A part as its whole completes it, alone, and with the measure of the whole: 玉米 of 粮食产量 may be 玉米产量."""
    if total is None:
        return [Reading(name)]
    whole, measure, verb = _completed(name, total), measure_at_end(total), kept_verb(total)
    found = [Reading(whole), Reading(name)]
    if measure and whole.endswith(measure) and whole not in (name, name + measure):
        own = (verb if whole.startswith(verb + name) else "") + name + measure.removeprefix("总")  # 高铁 of 新增铁路里程 is 新增高铁里程
        found.append(Reading(own, GROWN if _GROWN.fullmatch(measure) else ""))
    return found


def _completed(name: str, total: str) -> str:
    """A part completed by its whole, where it needs that: 发明专利 after 专利授权量 is 发明专利授权量, 医院 after 卫生机构 a 医院."""
    whole, verb = completed(name, total), kept_verb(total)
    if is_known_name(whole):
        return whole
    if STANDS_ALONE.search(name) or (OF_ALL_KINDS.match(total, len(verb)) and not is_qualifier(name)):
        return name if name.startswith(verb) else verb + name  # 培训各类人员, 其中农民: 培训农民
    return name if INDICATOR_TAIL.search(name) else whole


def of_served(noun: str, slot: Slot, last: str | None) -> str | None:
    """What serves how many, and whom: 补贴惠及家庭 of 补贴惠及12万户家庭; None where no such verb stands before the figure."""
    verb = _serving().search(noun)
    if verb is None:
        return None
    who, whom = clean(noun[: verb.start()]), behind(slot.behind)
    who = "" if is_bare(who) else who
    if len(whom) < 2:
        return last + verb[0] if last and not who else None
    if slot.figure is not None and slot.figure.unit == "%":
        return f"{who}{verb[0]}{whom}比例"  # 5G网络覆盖93%的行政村
    return whom + verb[0] if slot.behind.startswith("的") else who + verb[0] + whom  # 涉及3万人的安置房


@lru_cache(maxsize=1)
def _serving() -> re.Pattern[str]:
    return re.compile("(?:" + "|".join(re.escape(one.word) for one in words() if one.stands(SERVING)) + ")$")


@lru_cache(maxsize=1)
def _verbs() -> re.Pattern[str]:
    within = [one for one in words() if one.stands(WITHIN)]
    kept, others = ("|".join(re.escape(one.word) for one in within if (one.type == KEPT) is kept) for kept in (True, False))
    return re.compile(rf"(?<=....)(?P<kept>{kept})(?=...)|(?<=...)(?:{others})(?=...)")  # 城镇新增就业 is a name
