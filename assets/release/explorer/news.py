"""What this release says otherwise than the one before it, as the page lists it."""

from __future__ import annotations

from assets.release.explorer.packing import Packed, packed, places, texts, whole, words
from assets.release.explorer.shown import Shown

CHANGES = "changes"


def news(shown: Shown) -> Packed:
    """The changes up to the limit, targets first; ``total`` counts all of them. Empty in a first release."""
    rows = shown.dataset.table(CHANGES)
    order = rows.assign(is_actual=rows["status"].eq("actual")).sort_values(["is_actual", "kind", "plan_id"], kind="stable")
    first = order.head(shown.limits.changes)
    alike = dict.fromkeys(("kind", "column", "reason", "plan_title", "area_name", "status"), words)
    unlike = dict.fromkeys(("before", "after", "indicator_text", "value_text"), texts)
    told = packed(first, {**alike, **unlike, "year": whole})
    return {"total": len(rows), "plan": places(first["plan_id"], shown.plan_ids), **told}
