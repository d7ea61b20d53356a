"""A row of targets says by itself which area, plan and indicator it is about, and how grave the doubts are."""

from __future__ import annotations

import pandas as pd
import pytest

from assets.targets.named import with_names, worst_severity
from assets.targets.targets import indicator_targets, with_urls
from expectations.registry import load_registry
from expectations.registry.schema import conform_rows
from tests.reading import in_plan, plan_of, read

REGISTRY = load_registry()
PLANS = {
    "city": {"title": "嘉兴市科技创新规划", "region_code": "330400", "region_name": "嘉兴市", "province": "浙江省", "level": "city"},
    "park": {"title": "新乡自创区建设计划", "region_code": "410700", "region_name": "新乡自创区", "province": "河南省", "level": "park"},
    "unknown": {"title": "澜桥市科技发展规划", "region_name": "澜桥市", "level": "county"},
    "province": {
        "title": "河南省国民经济规划",
        "region_code": "410000",
        "region_name": "河南省",
        "province": "河南省",
        "level": "province",
    },
}


def named(plan: str, scope: str | None = None, region_code: str | None = None, **cells: str | None) -> dict[str, object]:
    schema = REGISTRY.tables["plans"]
    rows = [
        [({"plan_id": name, "source_path": f"{name}.txt"} | told).get(column) for column in schema.columns] for name, told in PLANS.items()
    ]
    row = {"plan_id": plan, "scope": scope, "region_code": region_code or PLANS[plan].get("region_code")}
    row |= {"indicator_id": "rd_intensity", "indicator_text": "研发投入强度"} | cells
    (made,) = with_names(pd.DataFrame([row], dtype="object"), conform_rows(rows, schema), REGISTRY).to_dict("records")
    return {str(column): cell for column, cell in made.items()}


@pytest.mark.parametrize(
    ("plan", "scope", "region_code", "region", "area", "kind"),
    [
        ("city", None, None, "嘉兴市", "嘉兴市", "city"),
        ("city", None, "330424", "海盐县", "海盐县", "county"),  # a row of another place in the city's table
        ("city", "秀洲高新区", None, "嘉兴市", "秀洲高新区", "park"),
        ("city", "滨海新区", None, "嘉兴市", "滨海新区", "park"),
        ("city", "市直机关", None, "嘉兴市", "市直机关", "body"),
        ("park", "新乡自创区", None, "新乡市", "新乡自创区", "park"),
        ("unknown", None, None, "澜桥市", "澜桥市", "county"),  # no code: the name that the plan's title says
        ("province", "全省", None, "河南省", "河南省", "province"),
        ("city", "全国", None, "嘉兴市", "全国", "body"),  # of a city's plan that is another area, and no kind of ours
    ],
)
def test_an_area_is_called_by_its_scope_else_by_its_region(
    plan: str, scope: str | None, region_code: str | None, region: str, area: str, kind: str
) -> None:
    found = named(plan, scope, region_code)
    assert (found["region_name"], found["area_name"], found["area_kind"]) == (region, area, kind)


def test_an_indicator_outside_the_catalogue_is_called_as_printed_and_has_no_dimension() -> None:
    known, printed = named("city"), named("city", indicator_id=None, indicator_text="白鹭栖息点数量")
    assert (known["dimension"], known["dimension_zh"], known["direction"]) == ("input", "创新投入", "up")
    assert printed["indicator_name_zh"] == "白鹭栖息点数量"
    assert all(pd.isna(printed[column]) for column in ("indicator_name_en", "dimension", "dimension_zh", "direction"))


def test_the_gravest_doubt_of_either_end_counts() -> None:
    flags = pd.DataFrame(
        {
            "flags": ["name_not_in_catalogue", "name_not_in_catalogue;two_figures", None, None],
            "base_flags": ["magnitude_jump", None, "name_not_in_catalogue", None],
        },
        dtype="object",
    )
    assert [None if pd.isna(worst) else worst for worst in worst_severity(flags, REGISTRY)] == ["warning", "warning", "info", None]


def test_no_target_at_all_is_no_fault() -> None:
    assert worst_severity(pd.DataFrame({"flags": [], "base_flags": []}, dtype="object"), REGISTRY).empty


def test_a_target_tells_gap_quote_and_where_to_look() -> None:
    text = in_plan("指标 | 2020年 | 2025年\n研发投入强度(%) | 2.4 | 3.1\n")
    plan = plan_of(text)
    targets = indicator_targets(read(text).observations, [plan], REGISTRY)
    sources = pd.DataFrame({"source_path": [plan.source_path], "url": ["https://kjj.example.cn/ghjh/1.html"]})
    (row,) = with_urls(targets, sources).to_dict("records")
    assert row["gap"] == pytest.approx(0.7)
    assert row["quote"].startswith("研发投入强度(%)") and row["line"] > 1
    assert (row["source_path"], row["url"]) == (plan.source_path, "https://kjj.example.cn/ghjh/1.html")
