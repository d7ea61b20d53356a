"""A row's or column's place to an area of the registry, or to a scope below the plan's area."""

from __future__ import annotations

from assets.documents.document import PlanMetadata
from assets.language.fold import fold, squeeze
from expectations.registry import Registry


def area_of(place: str | None, plan: PlanMetadata, registry: Registry) -> tuple[str | None, str | None]:
    """Region code and scope of a figure: an area with a code of its own below the plan's has no scope; a park keeps its name as scope."""
    owner_scope = plan.region_name if plan.level in ("park", None) and plan.region_name else None  # a park, or a town without a code
    if place is None:
        return plan.region_code, owner_scope
    word = squeeze(fold(place))
    codes = {hit.code for hit in registry.regions.find_in(word) if hit.start == 0 and hit.end == len(word)}
    inside = [code for code in codes if plan.region_code is None or _lies_in(code, plan.region_code, registry)]
    if len(inside) == 1:
        return inside[0], None
    return plan.region_code, place


def _lies_in(code: str, area: str, registry: Registry) -> bool:
    seen: str | None = code
    while seen is not None:
        if seen == area:
            return True
        region = registry.regions.by_code(seen)
        seen = region.parent_code if region else None
    return False
