"""What this release says otherwise than the one before it, as the page lists it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assets.release.explorer.packing import Packed, packed, places, steps, texts, whole, words
from assets.release.explorer.shown import Shown

if TYPE_CHECKING:
    import pandas as pd

CHANGES = "changes"
JOINED = ";"  # between the codes of one cell


def news(shown: Shown) -> Packed:
    """The changes up to the limit, targets first, all those of an observation together (``of``) or none. Empty in a first release.

    ``total`` counts the observations that differ; ``names`` says what the columns and codes told are called, in Chinese and English.
    """
    rows = shown.dataset.table(CHANGES)
    ordered = rows.assign(is_actual=rows["status"].eq("actual"))
    ordered = ordered.sort_values(["is_actual", "kind", "plan_id", "observation_id"], kind="stable")
    first = ordered[_last_rows(ordered) < shown.limits.changes]
    alike = dict.fromkeys(("kind", "column", "reason", "plan_title", "area_name", "status"), words)
    unlike = dict.fromkeys(("before", "after", "indicator_text", "value_text"), texts)
    return {
        "total": int(rows["observation_id"].nunique()),
        "of": steps(first["observation_id"].factorize()[0].tolist()),
        "plan": places(first["plan_id"], shown.plan_ids),
        "names": _names(first, shown),
        **packed(first, {**alike, **unlike, "year": whole}),
    }


def _last_rows(ordered: pd.DataFrame) -> pd.Series[int]:
    """Of each row the place of the last one of its observation."""
    import pandas as pd

    return pd.Series(range(len(ordered)), index=ordered.index, dtype="int64").groupby(ordered["observation_id"]).transform("max")


def _names(rows: pd.DataFrame, shown: Shown) -> dict[str, dict[str, list[str]]]:
    """The names of the columns that differ, under no column's name, and of the codes in them, under their column's."""
    registry = shown.dataset.registry
    told = [column for column in rows["column"].dropna().unique() if column in registry.tables["observations"].columns]
    columns = {column: registry.tables["observations"].columns[column] for column in sorted(told)}
    names = {"": {name: [column.title_zh, name.replace("_", " ")] for name, column in columns.items()}}
    for name in columns:
        cells = rows.loc[rows["column"].eq(name), ["before", "after"]].stack().dropna()
        codes = {code for cell in cells for code in str(cell).split(JOINED)}
        found = {code: registry.vocabulary[name, code] for code in sorted(codes) if (name, code) in registry.vocabulary}
        if found:
            names[name] = {code: [word.zh, word.en] for code, word in found.items()}
    return names
