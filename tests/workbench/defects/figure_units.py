"""Units that are taken for one another, and what a figure is worth in another unit: by the registry's data, with own arithmetic."""

from __future__ import annotations

import unicodedata

from expectations.registry import Registry, Unit
from tests.workbench.defects.defect import Figure

# What a unit is misprinted as. None of them is lawful for the same figure by chance: 家 and 个 count the same things and are left out.
SWAPS = {
    "亿元": ("万元", "万亿元", "亿美元"), "万元": ("亿元", "元"), "亿美元": ("亿元", "万美元"), "万元/人": ("元/人", "亿元"),
    "家": ("%", "万家", "件"), "个": ("%", "万个", "亿元"), "件": ("万件", "%", "家"), "项": ("万项", "%"), "人": ("万人", "%"),
    "万人": ("人", "家"), "人年": ("万人年", "人", "%"), "%": ("‰", "家", "亿元"), "‰": ("%",), "分": ("%",),
}  # fmt: skip


def _unit(printed: str | None, registry: Registry) -> Unit | None:
    folded = "".join(unicodedata.normalize("NFKC", printed or "").split())
    return registry.units.get(folded) or registry.units.get(printed or "")


def factor_with(figure: Figure, unit: str, registry: Registry) -> float | None:
    """The figure's factor to its standard unit had it been printed in ``unit``; None where the two are not of one kind."""
    old, new = _unit(figure.unit, registry), _unit(unit, registry)
    if figure.factor is None or old is None or new is None:
        return None
    counters = registry.unit_rules.counters.values()
    alike = old.canonical_unit == new.canonical_unit or any({old.canonical_unit, new.canonical_unit} <= units for units in counters)
    return figure.factor * new.factor / old.factor if alike else None
