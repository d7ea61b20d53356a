"""What headings and opening clauses say of the figures below them: which years they speak of, and whether those are past or promised.

The words are data (``cues.yaml``): each has a kind, a weight and an example. Words and named times vote; the side that weighs more wins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any, NamedTuple

import yaml

from assets.language.years import FIVE_YEAR_PLAN, YEAR, find_periods

PAST, PROMISED = "past", "promised"
_TIME_WEIGHT = 2.0
_DECIDES = 4.0  # the weight from which a word holds in a heading of work too: 落实国家战略任务 is no list of targets, 完成情况 is a review
_LONGEST_OPENING = 60  # characters of a sentence in which it says what it is about
_LONGEST_BARE_HEADING = 26
_LONGEST_NAME = 24  # characters; of a longer heading, which is a sentence, only the first clause says what it is about
_CLAUSE = re.compile(r"[,，;；:：]")
_LEADERS = re.compile(
    r"^(?:各位代表|同志们|[-—–]{1,3}|[(（]?[一二三四五六七八九十\d]{1,3}[)）、.．]|[一二三四五六七八九]是|但?同时|现将|[\s,:!、])*"
    r"(?:(?:根据|按照|综合|立足|站在|面对)[^,。:]{2,40}[,:]|关于|回顾|展望|总结|纵观|报告(?:提出|明确|指出|确定)的?|刚刚过去的|做好|完成|实现|在)?"
)
# 会议提出,全省“十一五”发展的主要目标是: introduces a list of targets.
_INTRODUCES = re.compile(r"(?:主要|预期|发展|总体|奋斗|具体)(?:预期|发展)?目标(?:任务)?(?:是|为|如下)?:$")
_PAUSES = re.compile(r"^[\s,、]+")
_TIMED = rf"(?:{FIVE_YEAR_PLAN}|{YEAR}\s*年(?:度)?(?:[-—–~至]{YEAR}年)?)"
_TIMED = re.sub(r"\?P<\w+>", "?:", _TIMED)
_OPENS_WITH_PLAN = re.compile(rf"[“\"]?{_TIMED}(?:时期|期间|以来)?")
_YEAR_IS = re.compile(rf"{YEAR}\s*年(?=是|[,，]?(?:我们|面对|在|全[省市县区]上下|以习近平)|(?:的)?(?:工作|主要|重点|目标|预期|经济社会))")


class Clock(NamedTuple):
    """From when a document speaks. ``start`` and ``end`` are the years it plans, ``reached`` the last year that can be over."""

    start: int | None = None
    end: int | None = None
    reached: int | None = None

    @property
    def is_yearly(self) -> bool:
        """Whether it plans one year, as a government's report does."""
        return self.start is not None and self.start == self.end

    def side_of(self, first: int | None, last: int) -> str | None:
        """Whether the years from first to last are over or to come; None where the document speaks in their midst."""
        first = last if first is None else first
        if self.start is not None and last < self.start:
            return PAST
        if self.reached is not None and first > self.reached and first >= (self.start or first):
            return PROMISED
        if self.reached is not None and last <= self.reached and (self.start is None or first == last):
            return PAST
        if self.start is not None and self.end is not None and first >= self.start and last >= self.end:
            return PROMISED
        return None


@dataclass(frozen=True, slots=True)
class Cue:
    """What is said of figures: past or promised (None: not said), the years spoken of, and whether it holds beyond its paragraph."""

    side: str | None
    year: int | None = None
    start: int | None = None
    is_strong: bool = False


class _Word(NamedTuple):
    kind: str
    weight: float
    pattern: re.Pattern[str]
    span: tuple[int, int] | None


@lru_cache(maxsize=1)
def words() -> dict[str, tuple[_Word, ...]]:
    """The cue words by group, as ``cues.yaml`` has them."""
    content = yaml.load(files("assets.language").joinpath("cues.yaml").read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    return {group: tuple(_word(entry) for entry in entries) for group, entries in content.items()}


def _word(entry: dict[str, Any]) -> _Word:
    return _Word(entry["kind"], float(entry["weight"]), re.compile(entry["words"]), tuple(entry["span"]) if "span" in entry else None)


def cue_of_heading(name: str, clock: Clock, *, is_top: bool) -> Cue | None:
    """What a heading (folded, without its number) says; None where it says nothing, so that the heading above it holds.

    ``is_top``: nothing above says anything, so that verbs of doing decide.
    """
    votes = {PAST: 0.0, PROMISED: 0.0}
    name = _CLAUSE.split(name, maxsplit=1)[0] if len(name) > _LONGEST_NAME else name
    starts_work = any(word.kind == "start" and word.pattern.search(name) for word in words()["doing"])
    tells_a_result = not is_top and any(word.pattern.search(name) for word in words()["results"])
    for word in words()["headings"]:
        if word.pattern.search(name) and not (starts_work and word.weight < _DECIDES) and not (tells_a_result and word.kind == PAST):
            votes[word.kind] += word.weight
    spans = list(_spans(name, clock))
    year, start, side = _spoken_of(spans, clock)
    if side is not None:
        votes[side] += _TIME_WEIGHT
    if is_top and not any(votes.values()) and any(w.pattern.search(name) for w in words()["doing"]):
        votes[PROMISED] += 0.5
    said = _winner(votes)
    return Cue(said, year, start, is_strong=True) if said is not None or year is not None else None


def cue_of_opening(sentence: str, clock: Clock) -> Cue | None:
    """What the opening clause of a (folded) sentence says of what follows; None where it is no transition.

    今年发展的主要预期目标是:… promises this year, 这五年,… tells of five years; 2020年,全市… only dates its own figures.
    """
    head = sentence[:_LONGEST_OPENING]
    if "年" not in head and "五" not in head and "目标" not in head:
        return None
    leader = _LEADERS.match(head)
    at = leader.end() if leader else 0
    relative = next(((word, found) for word in words()["times"] if (found := word.pattern.match(head, at))), None)
    if relative is not None:
        return _cue_of_relative(*relative, head, clock)
    if _INTRODUCES.search(sentence):
        year, start, _ = _spoken_of(list(_spans(sentence, clock)), clock)
        return Cue(PROMISED, year, start, is_strong=True)
    timed = _OPENS_WITH_PLAN.match(head, at)
    if timed is None or ("五" not in timed[0] and not _YEAR_IS.match(head, at) and "刚刚过去" not in head[:at]):
        if _declared(head, at) != PROMISED or "目标" not in head:
            return None
        # 主要预期目标是: in a report of one year is of that year, under a heading that names five years too.
        of_the_year = clock.is_yearly and "预期目标" in head and "年均" not in sentence
        return Cue(PROMISED, clock.end, is_strong=True) if of_the_year else Cue(PROMISED)
    year, start, side = _spoken_of(list(_spans(timed[0], clock)), clock)
    declared = _declared(head, timed.end())
    side = declared if declared is not None and (side is None or declared == PROMISED) else side
    return Cue(side, year, start, is_strong=declared is not None or "刚刚过去" in head[:at])


def weight_of_clause(kind: str, folded: str, start: int, end: int) -> float:
    """How much the words of a clause (``folded[start:end]``) speak for past or promise; 0 where none does."""
    return next((word.weight for word in _heaviest_first(kind) if word.pattern.search(folded, start, end)), 0.0)


@lru_cache(maxsize=2)
def _heaviest_first(kind: str) -> tuple[_Word, ...]:
    return tuple(sorted((word for word in words()["clauses"] if word.kind == kind), key=lambda word: -word.weight))


def bare_heading(text: str) -> str | None:
    """Whether a (folded) line reads like a heading although it carries no number: ``timed`` (“十四五”时期工作回顾, 2026年重点工作) or
    ``alone`` (现实基础); None where it does not."""
    if len(text) > _LONGEST_BARE_HEADING:
        return None
    return next((kind for kind, pattern in _bare_headings().items() if pattern.fullmatch(text)), None)


@lru_cache(maxsize=1)
def _bare_headings() -> dict[str, re.Pattern[str]]:
    timed, alone = ("|".join(w.pattern.pattern for w in words()["bare_headings"] if w.kind == kind) for kind in ("timed", "alone"))
    time = rf"[“\"]?(?:{_TIMED}(?:时期|期间)?|{'|'.join(w.pattern.pattern for w in words()['times'])})"
    return {
        "timed": re.compile(rf"{time}(?:[和及与、]{time})?(?:的)?[一-鿿]{{0,8}}?(?:{timed})"),
        "alone": re.compile(alone),
    }


def _cue_of_relative(word: _Word, found: re.Match[str], head: str, clock: Clock) -> Cue | None:
    declared = _declared(head, found.end())
    if word.weight < _TIME_WEIGHT and declared is None and not clock.is_yearly:
        return None  # 今年 in a plan of five years is the year that it was written in
    side = declared or word.kind
    first, last = word.span or (0, 0)
    if clock.start is None:
        return Cue(side, is_strong=True)
    start, end = clock.start + first, clock.start + last
    return Cue(side, end, start if start != end else None, is_strong=word.weight >= _TIME_WEIGHT or declared is not None)


def _declared(head: str, at: int) -> str | None:
    """What the words behind a time declare: …的主要预期目标是 promises."""
    rest = _PAUSES.sub("", head[at:], count=1)
    votes = {PAST: 0.0, PROMISED: 0.0}
    for word in words()["declares"]:
        if word.pattern.search(rest):
            votes[word.kind] += word.weight
    return _winner(votes)


def _spans(text: str, clock: Clock) -> Iterator[tuple[int | None, int]]:
    """First (None for one year) and last year of each time named."""
    for period in find_periods(text):
        yield period.start, period.end
    if clock.start is not None:
        for word in words()["times"]:
            if word.span is not None and word.pattern.search(text):
                first, last = word.span
                yield (clock.start + first if first != last else None), clock.start + last


def _spoken_of(spans: Sequence[tuple[int | None, int]], clock: Clock) -> tuple[int | None, int | None, str | None]:
    """The year and the start that the named times agree on, and their side: 2025年和“十四五”时期 end in 2025 and begin apart."""
    if not spans:
        return None, None, None
    year = max(end for _, end in spans)
    starts = {start for start, _ in spans}
    start = starts.pop() if len(starts) == 1 else None
    sides = {clock.side_of(start, end) for start, end in spans}
    return year, start, sides.pop() if len(sides) == 1 else None


def _winner(votes: dict[str, float]) -> str | None:
    if votes[PAST] == votes[PROMISED]:
        return None
    return PAST if votes[PAST] > votes[PROMISED] else PROMISED
