"""Plans, areas, indicators and targets as the page's columns: all that its first view, its filters and its charts need."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assets.release.explorer.packing import Pack, Packed, numbers, packed, places, same_width, steps, texts, whole, words
from assets.release.explorer.shown import Shown

if TYPE_CHECKING:
    import pandas as pd

AREA = ["area_name", "area_kind", "province", "region_code"]
NO_CODE = "~"  # stands before the printed name of an indicator that the catalogue does not have, where others have their id
NAMED = ("dimension", "level", "binding")
GRAVITY = {"info": 1, "warning": 2, "error": 3}


def plan_columns(shown: Shown) -> Packed:
    """The plans shown, with the address each was downloaded from where that is known."""
    sources = shown.dataset.table("sources").drop_duplicates("source_path").set_index("source_path")
    plans = shown.plans.assign(url=shown.plans["source_path"].map(sources["url"]))
    unlike = ("plan_id", "title", "source_path", "document_number", "published_on", "url")
    alike, years = ("issuer", "region_name", "province", "level"), ("period_start", "period_end")
    how: dict[str, Pack] = {**dict.fromkeys(unlike, texts), **dict.fromkeys(alike, words), **dict.fromkeys(years, whole)}
    return packed(plans, how)


def core(shown: Shown) -> Packed:
    """Plans, areas, indicators and the targets that refer to them by their place."""
    targets = shown.targets.assign(indicator=_indicator(shown.targets))
    areas = targets[AREA].drop_duplicates(ignore_index=True)
    indicators = targets[["indicator", "unit_std", "indicator_text"]].drop_duplicates("indicator", ignore_index=True)
    return {
        "plans": plan_columns(shown),
        "areas": packed(areas, {"area_name": texts, "area_kind": words, "province": words, "region_code": texts}),
        "indicators": _indicator_columns(indicators, shown),
        "targets": _target_columns(targets, areas, indicators, shown),
        "names": _names(shown),
    }


def _names(shown: Shown) -> dict[str, dict[str, list[str]]]:
    """What the codes that readers see are called, in Chinese and English, by column."""
    said = shown.dataset.registry.frame("vocabulary")
    said = said[said["column"].isin(NAMED)]
    names: dict[str, dict[str, list[str]]] = {column: {} for column in NAMED}
    for column, code, zh, en in zip(*(said[name].tolist() for name in ("column", "code", "zh", "en")), strict=True):
        names[column][code] = [zh, en]
    return names


def _indicator(targets: pd.DataFrame) -> pd.Series:
    """Each target's indicator: its id, or after a sign its printed name where it has none."""
    return targets["indicator_id"].fillna(NO_CODE + targets["indicator_text"].fillna(""))


def _indicator_columns(indicators: pd.DataFrame, shown: Shown) -> Packed:
    known = shown.dataset.registry.indicators
    found = [known.get(indicator_id) for indicator_id in indicators["indicator"]]
    printed = indicators["indicator_text"].fillna("").tolist()
    return {
        "id": indicators["indicator"].tolist(),
        "zh": [text if entry is None else entry.name_zh for entry, text in zip(found, printed, strict=True)],
        "en": [None if entry is None else entry.name_en for entry in found],
        "dimension": [None if entry is None else entry.dimension for entry in found],
        "direction": [None if entry is None else entry.direction for entry in found],
        "definition": [None if entry is None else entry.definition for entry in found],
    }


def _target_columns(targets: pd.DataFrame, areas: pd.DataFrame, indicators: pd.DataFrame, shown: Shown) -> Packed:
    import pandas as pd

    # Said again only where it says more: a target in words, a printed name that is not the indicator's.
    target_text = targets["target_text"].where(targets["target_value"].isna())
    known = {indicator_id: entry.name_zh for indicator_id, entry in shown.dataset.registry.indicators.items()}
    other_name = targets["indicator_id"].notna() & (targets["indicator_id"].map(known) != targets["indicator_text"])
    kept = packed(
        targets.assign(target_text=target_text, indicator_text=targets["indicator_text"].where(other_name)),
        {
            "target_year": whole,
            "base_year": whole,
            "actual_year": whole,
            "base_value": numbers,
            "target_value": numbers,
            "target_value_max": numbers,
            "actual_value": numbers,
            "target_comparator": words,
            "target_text": words,
            "unit_std": words,
            "indicator_text": words,
            "binding": words,
            "status": words,
            "stated_growth_unit": words,
        },
    )
    rounded = {"stated_growth": 2, "implied_growth": 2, "progress": 4, "confidence": 3}
    gravest = targets["worst_severity"].map(GRAVITY).fillna(0).astype("int64")
    area_of = pd.MultiIndex.from_frame(areas.fillna("")).get_indexer(pd.MultiIndex.from_frame(targets[AREA].fillna("")))
    return (
        kept
        | {name: numbers(targets[name], digits) for name, digits in rounded.items()}
        | {"plan": steps(places(targets["plan_id"], shown.plan_ids)), "actual_plan": places(targets["actual_plan_id"], shown.plan_ids)}
        | {"area": area_of.tolist(), "indicator": places(targets["indicator"], pd.Index(indicators["indicator"]))}
        | {f"{end}_passage": steps(places(targets[f"{end}_observation_id"], shown.observation_ids)) for end in ("target", "base", "actual")}
        | {"id": same_width(targets["target_observation_id"]), "severity": gravest.tolist()}
    )
