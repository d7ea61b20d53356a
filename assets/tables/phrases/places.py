"""Several figures without names of their own in one cell: which of how many each is, and whether they need as many names."""

from __future__ import annotations

from collections import defaultdict

from assets.tables.phrases.model import CellSaid, Own, Saying


def with_places(said: CellSaid) -> None:
    """Number the figures of one time that name nothing; two that say the same kind of thing cannot both be the row's."""
    groups: dict[tuple[object, ...], list[Saying]] = defaultdict(list)
    for saying in said.sayings:
        if saying.own is Own.ROW and not saying.is_aside and saying.quantity.value is not None:
            groups[(saying.period, saying.is_base)].append(saying)
    for group in groups.values():
        kinds = [_kind(saying) for saying in group]
        for i, saying in enumerate(group):
            if len(group) > 1:
                saying.place = (i, len(group))
            saying.is_one_of_several = kinds.count(kinds[i]) > 1
        _share_unit(group)
        if len({saying.remark for saying in group if saying.remark}) == len(group) > 1:
            for saying in group:
                saying.own, saying.label = Own.QUALIFIED, saying.remark


def _kind(saying: Saying) -> tuple[object, ...]:
    quantity = saying.quantity
    return quantity.growth, quantity.basis, quantity.ordinal, saying.status, quantity.bracketed


def _share_unit(group: list[Saying]) -> None:
    """0.9/2‰: figures in a list have the unit that is printed behind the last."""
    last = group[-1]
    for saying in group[:-1]:
        if saying.is_one_of_several and saying.quantity.unit is None and _kind(saying) == _kind(last):
            saying.quantity.unit = last.quantity.unit
