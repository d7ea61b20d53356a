"""The years that a plan gives to the words of its tables' headers: 基准为2025年，近期为2027年，远期为2030年; 以2020年为基期."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from assets.language.fold import squeeze
from assets.language.years import YEAR

_TERMS = {
    "base": r"(?:规划)?(?:基准|基期|现状|基础|基)",
    "near": r"近期",
    "middle": r"中期",
    "far": r"远期",
    "outlook": r"(?:远景)?展望(?=[年值目])",
    "end": r"(?<![近远中]期)(?:目标(?=年)|末期|终期|期末)",
}
_SAYS = r"(?:规划)?(?:目标)?(?:水平)?[年值]?(?:份)?[:(为是至到指即]{0,3}"
_BETWEEN = rf"(?:{YEAR}年?[-—~至到])?"  # 近期2026—2028年 ends in 2028
_AFTER = {term: re.compile(rf"{word}{_SAYS}{_BETWEEN}(?P<year>{YEAR})年?(?!\d)") for term, word in _TERMS.items()}
_BEFORE = {term: re.compile(rf"(?<!\d)(?P<year>{YEAR})年?(?:末|底)?(?:为|作为|是){word}") for term, word in _TERMS.items()}
_HEADS = {term: re.compile(rf"^{word}(?:目标|规划|数据|水平)?[年值数]?(?:\(.*\))?$") for term, word in _TERMS.items()}
_LONGEST = 400  # characters of a passage that is looked through


def told_years(passages: Iterable[str]) -> dict[str, int]:
    """The year of each term (base, near, middle, far, end) by the first (folded) passage that gives it one."""
    found: dict[str, int] = {}
    for passage in passages:
        if not any(word in passage for word in ("基", "现状", "期", "目标年", "展望年")):
            continue
        said = squeeze(passage)[:_LONGEST]
        for term in _TERMS.keys() - found.keys():
            if match := (_BEFORE[term].search(said) or _AFTER[term].search(said)):
                found[term] = int(match["year"])
    return found


def year_told(header: str, told: Mapping[str, int]) -> int | None:
    """The year of a (folded) header without one of its own, by the term it says; None where nothing tells."""
    return next((told[term] for term, head in _HEADS.items() if term in told and head.match(header)), None)
