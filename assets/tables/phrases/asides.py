"""Brackets behind a figure: an attribute, a year, how it is counted, a part of it, another year's figure, or a remark."""

from __future__ import annotations

from collections.abc import Sequence

from assets.language.quantity import BASIS, UnreadableQuantityError
from assets.language.unitwords import POINTS
from assets.tables.phrases.cell_words import Kind
from assets.tables.phrases.clauses import Clause
from assets.tables.phrases.model import CellSaid, Own, Saying
from assets.tables.phrases.sayings import SHARES, Context, is_since, sayings_of

_DATA = ("数据", "数值", "数", "值", "统计数据", "统计数", "快报数", "数据为准")


def add_asides(text: str, clause: Clause, hosts: Sequence[Saying], said: CellSaid) -> None:
    """What the brackets behind a clause say of its figures, and the figures in them."""
    for aside in clause.asides:
        context = Context()
        if _is_twin(aside, hosts) and (twin := _twin(text, aside[0], hosts[0])) is not None:
            said.sayings.append(twin)
            continue
        for inner in aside:
            context.enter(inner)
            if inner.is_untold and inner.figures:
                said.pass_over(inner.start, inner.end, counts_else=inner.counts_else)
            found = _figures(text, inner, hosts, context, said) if inner.figures and not inner.is_untold else []
            if not inner.figures:
                _tell(text, inner, hosts or said.sayings)
            add_asides(text, inner, found or hosts, said)


def _is_twin(aside: Sequence[Clause], hosts: Sequence[Saying]) -> bool:
    """Whether a bracket holds a bare figure beside a bare figure: 2000(1000)公里 in a row of 绿道长度(骨干绿道长度)."""
    bare = len(aside) == 1 and all(token.kind in (Kind.FIGURE, Kind.MARK) for token in aside[0].tokens) and len(aside[0].figures) == 1
    return bare and len(hosts) == 1 and hosts[0].own is Own.ROW and hosts[0].quantity.value is not None


def _twin(text: str, inner: Clause, host: Saying) -> Saying | None:
    try:
        (twin,) = sayings_of(text, inner, Context())
    except UnreadableQuantityError:
        return None
    twin.quantity.unit = twin.quantity.unit or host.quantity.unit
    twin.period, twin.is_aside, twin.is_one_of_several = host.period, True, True
    host.place, twin.place = (0, 2), (1, 2)
    return twin


def _tell(text: str, inner: Clause, hosts: Sequence[Saying]) -> None:
    """What a bracket without a figure tells of the figures before it."""
    kinds = {token.kind for token in inner.tokens if not (token.kind is Kind.LABEL and token.text in _DATA)}  # (2024年数据)
    for host in hosts:
        if attributes := inner.of(Kind.ATTRIBUTE):
            host.binding = host.binding or attributes[0].text
        if kinds == {Kind.LABEL}:
            host.remark = host.remark or text[inner.start : inner.end]
        since = next((token.period for token in inner.tokens if is_since(token)), None)
        if since is not None and host.quantity.value is not None:  # (较2020年)5.1%: no year of the figure
            host.quantity.since = host.quantity.since or since.end
            host.quantity.basis = host.quantity.basis or "since_base"
        elif kinds and kinds <= {Kind.PERIOD, Kind.REACHED, Kind.PROMISED, Kind.MARK} and host.quantity.value is not None:
            host.period = host.period or next((token.period for token in inner.tokens), None)
        if kinds == {Kind.QUANTIFIER} and (basis := basis_of("".join(token.text for token in inner.tokens))):
            host.quantity.basis = host.quantity.basis or basis


def basis_of(words: str) -> str | None:
    """How words count a figure: 五年累计 is cumulative, 年均 per_year; None where they say neither."""
    return next((basis for word, basis in BASIS.items() if word in words and basis in ("cumulative", "per_year")), None)


def _figures(text: str, inner: Clause, hosts: Sequence[Saying], context: Context, said: CellSaid) -> list[Saying]:
    try:
        found = sayings_of(text, inner, context)
    except UnreadableQuantityError:
        said.unread.append((inner.start, inner.end))
        return []
    host = hosts[-1] if hosts else None
    told = []
    for saying in found:
        saying.is_aside = True
        if host is not None and host.quantity.value is None and saying.own is Own.ROW and not saying.period:
            said.sayings = [one for one in said.sayings if one is not host]  # 达到国家考核要求(≥90): the bracket gives the words' figure
        elif not _is_told(saying, host):
            said.unread.append((inner.start, inner.end))
            continue
        if host is not None:
            _complete(saying, host)
        told.append(saying)
    said.sayings += told
    return told


def _is_told(saying: Saying, host: Saying | None) -> bool:
    """Whether a figure in brackets says what it is: by a name, year, word or growth of its own; and its unit is of the host's kind."""
    quantity = saying.quantity
    if saying.own is not Own.ROW:
        return True
    says = saying.period or saying.status or quantity.growth is not None or quantity.basis or quantity.ordinal
    is_level = quantity.growth is None and not quantity.ordinal and quantity.unit not in POINTS
    other = (
        host is not None and host.quantity.unit is not None and quantity.unit is not None and is_level
        and (host.quantity.unit in SHARES) != (quantity.unit in SHARES)
    )  # fmt: skip
    return bool(says) and not other


def _complete(saying: Saying, host: Saying) -> None:
    """A figure in brackets takes of the one before it what it leaves out: name, unit of a level, period."""
    if saying.own is Own.ROW:
        saying.own, saying.label = host.own, host.label
    if saying.quantity.growth is None:
        saying.quantity.unit = saying.quantity.unit or host.quantity.unit
    if saying.period is None and not saying.is_base and saying.status != "actual":
        saying.period = host.period
    if saying.status == "actual" and saying.period is None:
        saying.is_base = True
