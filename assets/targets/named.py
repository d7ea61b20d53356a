"""What a row of targets is about, in words that stand beside it: area, plan and indicator, so that nobody needs a join to label it."""

from __future__ import annotations

import re

import pandas as pd

from expectations.registry import Registry

# How the names of parks, zones and other bounded grounds end: 高新区, 兰州新区, 化工产业园, 自创区. What else a scope names is a body
# or a part of the area (市直机关, 规模以上企业).
_PARK = re.compile(
    r"(?:新区|园区?|[开区]发区|高新区|经开区|示范区|自创区|试验区|[保自]税区|自贸区|集聚区|合作区|功能区|先导区|[度港]区|基地|科学城|科技城|新城)$"
)
# A scope that says the whole of an area is that area: 全省 of a province's plan.
_WHOLE = {"全国": "national", "全省": "province", "全区": "", "全市": "city", "全县": "county"}
_OF_PLAN = ("province", "level", "title", "region_name", "period_start", "period_end", "source_path")
_OF_INDICATOR = ("name_zh", "name_en", "dimension", "direction")


def with_names(rows: pd.DataFrame, plans: pd.DataFrame, registry: Registry) -> pd.DataFrame:
    """The rows with region_name, area_name, area_kind, province, level, plan_title, period, source_path and the indicator's names.

    In: rows with plan_id, region_code, scope, indicator_id and indicator_text; the frame of table plans. What nobody tells is empty.
    """
    of_plan = plans.set_index("plan_id")[list(_OF_PLAN)].reindex(rows["plan_id"]).set_axis(rows.index)
    told = of_plan.rename(columns={"title": "plan_title", "region_name": "plan_region"})
    rows = rows.drop(columns=[*told.columns], errors="ignore").join(told)
    return _with_indicator(_with_area(rows, registry), registry)


def _with_area(rows: pd.DataFrame, registry: Registry) -> pd.DataFrame:
    """A park's plan has the code of the area around it, so the name of that area; the park is the scope of its figures."""
    areas = registry.frame("regions").set_index("region_code")
    name = rows["region_code"].map(areas["name_zh"]).fillna(rows["plan_region"])
    level = rows["region_code"].map(areas["level"]).fillna(rows["level"])
    scope = rows["scope"]
    is_whole = scope.isin([word for word, kind in _WHOLE.items() if kind]) & (scope.map(_WHOLE) == level)
    is_part = scope.notna() & ~is_whole
    ends_as_park = scope.astype("string").str.contains(_PARK, na=False)
    kind = level.mask(is_part & ends_as_park, "park").mask(is_part & ~ends_as_park, "body")
    return rows.assign(region_name=name, area_name=name.mask(is_part, scope), area_kind=kind)


def _with_indicator(rows: pd.DataFrame, registry: Registry) -> pd.DataFrame:
    catalogue = registry.frame("indicators").set_index("indicator_id")[list(_OF_INDICATOR)]
    found = catalogue.reindex(rows["indicator_id"]).set_axis(rows.index)
    return rows.assign(
        indicator_name_zh=found["name_zh"].fillna(rows["indicator_text"]),
        indicator_name_en=found["name_en"],
        dimension=found["dimension"],
        dimension_zh=found["dimension"].map(registry.names_zh("dimension")),
        direction=found["direction"],
    )


def worst_severity(flags: pd.DataFrame, registry: Registry) -> pd.Series[str]:
    """The gravest severity of the rules that each row's columns name, ids joined by ';'; empty where they name none."""
    order = ("info", "warning", "error")
    ranks = {rule.rule_id: order.index(rule.severity) for rule in registry.rules.values()}
    seen = pd.unique(flags.to_numpy(dtype="object").ravel())
    worst = {cell: max(ranks[rule_id] for rule_id in cell.split(";")) for cell in seen if isinstance(cell, str)}
    found: pd.Series[str] = flags.apply(lambda column: column.map(worst)).max(axis=1).map(dict(enumerate(order)))
    return found
