"""Each target beside the actual that any plan tells: a later plan's baseline answers an earlier plan's target."""

from __future__ import annotations

import random

import pandas as pd
import pytest

from assets.documents.frames import plans_frame
from assets.targets.attainment import target_attainment
from expectations.registry import load_registry
from expectations.registry.schema import conform_rows
from tests.reading import HEAD, TAIL, plan_of, read

Row = dict[str, object]
REGISTRY = load_registry()
# Two plans of one city and one of a park in it, with the first year of their periods.
OLD, NEW, PARK = "330400-2016-2020", "330400-2021-2025", "330400-2021-2025-park"
PLANS: tuple[Row, ...] = tuple({"plan_id": plan_id, "period_start": int(plan_id[7:11])} for plan_id in (OLD, NEW, PARK))


def figure(
    plan_id: str, status: str, year: int | None, value: float | None, indicator_id: str = "hightech_enterprises", **said: object
) -> Row:
    """An observation of 嘉兴; what is not said is a level printed in a table."""
    usual: Row = {
        "plan_id": plan_id, "status": status, "year": year, "value_std": value, "indicator_id": indicator_id, "region_code": "330400",
        "measure": "level", "comparator": "=", "origin": "table", "unit_std": REGISTRY.indicators[indicator_id].unit,
        "indicator_text": REGISTRY.indicators[indicator_id].name_zh,
    }  # fmt: skip
    return usual | said


def frame_of(table: str, rows: list[Row]) -> pd.DataFrame:
    schema = REGISTRY.tables[table]
    return conform_rows([[row.get(column) for column in schema.columns] for row in rows], schema)


def observed(figures: tuple[Row, ...]) -> pd.DataFrame:
    """The figures as observations, each standing behind the one before; ids are o00, o01, …"""
    return frame_of("observations", [{"observation_id": f"o{i:02}", "char_start": i} | row for i, row in enumerate(figures)])


def attained(*figures: Row, plans: tuple[Row, ...] = PLANS) -> list[Row]:
    """The rows of target_attainment, in the order in which the targets are given; empty cells as None."""
    table = target_attainment(observed(figures), frame_of("plans", list(plans)), REGISTRY)
    return [{str(column): None if pd.isna(cell) else cell for column, cell in row.items()} for row in table.to_dict("records")]


def answer(*figures: Row, plans: tuple[Row, ...] = PLANS) -> tuple[object, ...]:
    """Of the one target: year and value of the base, year and value of the actual, progress and status."""
    (row,) = attained(*figures, plans=plans)
    return tuple(row[column] for column in ("base_year", "base_value", "actual_year", "actual_value", "progress", "status"))


BASE, TARGET = figure(OLD, "actual", 2015, 567), figure(OLD, "target", 2020, 1000, comparator=">=")


def test_a_later_plans_baseline_answers_an_earlier_plans_target() -> None:
    (old, new) = attained(BASE, TARGET, figure(NEW, "actual", 2020, 1433), figure(NEW, "target", 2025, 3000))
    assert old == {
        "target_observation_id": "o01", "plan_id": OLD, "region_code": "330400", "scope": None, "indicator_id": "hightech_enterprises",
        "indicator_text": "高新技术企业数", "unit_std": "家", "target_year": 2020, "target_comparator": ">=", "target_value": 1000,
        "target_value_max": None, "base_year": 2015, "base_value": 567, "actual_observation_id": "o02", "actual_plan_id": NEW,
        "actual_year": 2020, "actual_value": 1433, "progress": 2, "status": "met", "region_name": "嘉兴市", "area_name": "嘉兴市",
        "area_kind": "city", "province": None, "level": old["level"], "plan_title": None, "period_start": old["period_start"],
        "period_end": old["period_end"], "indicator_name_zh": "高新技术企业数", "indicator_name_en": "High-tech enterprises (accredited)",
        "dimension": "enterprise", "dimension_zh": "企业", "direction": "up", "actual_plan_title": None,
    }  # fmt: skip
    assert (new["base_value"], new["actual_observation_id"], new["progress"], new["status"]) == (1433, None, None, "unknown")


def test_a_falling_indicator_is_measured_by_its_direction_in_the_catalogue() -> None:
    energy = "energy_per_gdp"
    told = (figure(OLD, "actual", 2015, 0.5, energy), figure(OLD, "target", 2020, 0.4, energy), figure(NEW, "actual", 2020, 0.42, energy))
    assert answer(*told) == (2015, 0.5, 2020, 0.42, 0.8, "missed")


def test_a_plan_of_the_time_between_tells_whether_the_path_is_kept() -> None:
    between = figure(PARK, "actual", 2018, 800)
    assert answer(BASE, TARGET, between) == (2015, 567, 2018, 800, pytest.approx(0.538, abs=1e-3), "behind")
    assert answer(BASE, TARGET, between, figure(NEW, "actual", 2019, 990))[2:] == (2019, 990, pytest.approx(0.977, abs=1e-3), "ahead")


def test_the_targets_year_comes_before_any_other_and_a_later_year_never_answers() -> None:
    later = figure(NEW, "actual", 2021, 5000)
    assert answer(BASE, TARGET, later)[2:] == (None, None, None, "unknown")
    assert answer(BASE, TARGET, later, figure(NEW, "actual", 2020, 900), figure(NEW, "actual", 2019, 1200))[2:4] == (2020, 900)


def test_what_is_told_of_the_base_year_or_before_is_no_progress() -> None:
    assert answer(BASE, TARGET, figure(NEW, "actual", 2015, 580), figure(NEW, "actual", 2010, 200))[2:] == (None, None, None, "unknown")


def test_the_baseline_is_the_plans_own_last_actual_and_no_other_plans() -> None:
    assert answer(figure(OLD, "actual", 2010, 100), BASE, TARGET)[:2] == (2015, 567)
    assert answer(figure(NEW, "actual", 2015, 567), TARGET) == (None, None, 2015, 567, None, "unknown")
    assert answer(figure(NEW, "actual", 2018, 1100), TARGET) == (None, None, 2018, 1100, None, "ahead")  # met two years early


def test_a_plans_own_actual_of_the_targets_year_answers_it() -> None:
    assert answer(BASE, TARGET, figure(OLD, "actual", 2020, 1000))[2:] == (2020, 1000, 1.0, "met")


def test_of_plans_that_tell_the_same_year_the_one_of_the_latest_period_counts_then_its_table() -> None:
    latest = {"plan_id": "330400-2026-2030", "period_start": 2026}
    undated = {"plan_id": "330400", "period_start": None}
    told = [
        figure("330400", "actual", 2020, 1), figure(OLD, "actual", 2020, 2), figure(PARK, "actual", 2020, 3),
        figure(NEW, "actual", 2020, 4, origin="text"), figure(NEW, "actual", 2020, 5), figure(NEW, "actual", 2020, 6),
        figure("330400-2026-2030", "actual", 2020, 7, origin="text"), figure("330400-2026-2030", "actual", 2020, 8),
    ]  # fmt: skip
    plans = (*PLANS, latest, undated)
    best = [answer(TARGET, *told[:count], plans=plans)[3] for count in range(1, len(told) + 1)]
    # Table before text, then the plan whose id comes first, then what stands first: NEW's text gives way to the park's table.
    assert best == [1, 2, 3, 3, 5, 5, 7, 8]


def test_a_target_told_in_table_and_text_is_one_row_with_the_tables_figure() -> None:
    (row,) = attained(figure(OLD, "target", 2020, 800, origin="text"), figure(OLD, "target", 2020, 1000), figure(OLD, "target", 2020, 900))
    assert (row["target_observation_id"], row["target_value"]) == ("o01", 1000)
    in_words = figure(OLD, "target", 2020, None)  # 保持全省前列 in the table: the text's figure is all there is
    (row,) = attained(in_words, figure(OLD, "target", 2020, 800, origin="text"))
    assert row["target_value"] == 800


def test_each_year_and_each_plan_has_its_own_target() -> None:
    told = [figure(OLD, "target", 2018, 800), TARGET, figure(NEW, "target", 2020, 1200), figure(OLD, "target", None, 1500)]
    assert [(row["target_year"], row["target_value"]) for row in attained(*told)] == [(2018, 800), (2020, 1000), (2020, 1200), (None, 1500)]
    assert attained(*told, BASE, figure(NEW, "actual", 2020, 1))[3]["status"] == "unknown"  # a target without a year


@pytest.mark.parametrize(
    "said", [{"measure": "growth"}, {"measure": "change"}, {"measure": "rank"}, {"indicator_id": None}, {"value_std": None}]
)
def test_only_levels_of_the_catalogue_with_a_value_are_targets_and_actuals(said: Row) -> None:
    assert attained(TARGET | said) == []
    assert answer(BASE | said, TARGET, figure(NEW, "actual", 2020, 1433) | said) == (None, None, None, None, None, "unknown")


@pytest.mark.parametrize(
    "other",
    [
        {"region_code": "330500"},
        {"region_code": None},
        {"scope": "嘉兴科技城"},
        {"indicator_id": "hightech_enterprises_new"},
        {"unit_std": "个"},
        {"basis": "cumulative"},
        {"year": None},
    ],
    ids=str,
)
def test_what_is_of_another_area_scope_indicator_or_kind_is_never_set_against_a_target(other: Row) -> None:
    answers = figure(NEW, "actual", 2020, 1433)
    assert answer(BASE, TARGET, answers)[5] == "met"
    assert answer(BASE | other, TARGET, answers | other) == (None, None, None, None, None, "unknown")


def test_denominators_are_never_joined() -> None:
    of_all, above_scale = "hightech_va_to_industry", "hightech_va_to_above_scale"  # 嘉兴: 43.18 of 工业, 42.3 of 规上
    assert answer(figure(OLD, "target", 2020, 50, above_scale), figure(NEW, "actual", 2020, 55, of_all))[5] == "unknown"
    assert answer(figure(OLD, "target", 2020, 50, above_scale), figure(NEW, "actual", 2020, 55, above_scale))[5] == "met"


def test_a_parks_target_is_answered_by_the_parks_figure() -> None:
    park = {"scope": "嘉兴科技城"}
    told = (figure(OLD, "target", 2020, 90) | park, figure(NEW, "actual", 2020, 1433), figure(PARK, "actual", 2020, 95) | park)
    assert answer(*told)[2:4] == (2020, 95)


def test_an_unknown_area_is_the_plans_own_and_no_other_plans() -> None:
    nowhere = {"region_code": None}
    told = (BASE | nowhere, TARGET | nowhere, figure(NEW, "actual", 2020, 1433) | nowhere)
    assert answer(*told) == (2015, 567, None, None, None, "unknown")
    assert answer(*told, figure(OLD, "actual", 2018, 900) | nowhere)[:4] == (2018, 900, None, None)
    assert answer(*told, figure(OLD, "actual", 2020, 900) | nowhere)[2:] == (2020, 900, pytest.approx(0.769, abs=1e-3), "missed")


def test_copies_of_a_plan_neither_set_targets_nor_answer_them() -> None:
    plans = (*PLANS[:1], PLANS[1] | {"same_as": PARK}, PLANS[2])
    assert answer(TARGET, figure(NEW, "actual", 2020, 1433), figure(NEW, "target", 2025, 3000), plans=plans)[5] == "unknown"
    assert attained(TARGET, plans=(PLANS[0] | {"same_as": NEW}, *PLANS[1:])) == []


def test_a_total_is_answered_by_the_total_of_the_same_years() -> None:
    contracts = {"indicator_id": "tech_contract_value", "unit_std": "亿元", "basis": "cumulative"}
    target = figure(NEW, "target", 2025, 200, year_start=2021) | contracts  # 〔200〕
    last_period = figure(NEW, "actual", 2020, 120, year_start=2016) | contracts
    latest = {"plan_id": "330400-2026-2030", "period_start": 2026}
    plans = (*PLANS, latest)
    reached = figure("330400-2026-2030", "actual", 2025, 230, year_start=2021) | contracts
    assert answer(target, last_period, reached, plans=plans) == (None, None, 2025, 230, None, "met")
    since_2016 = figure("330400-2026-2030", "actual", 2025, 350, year_start=2016) | contracts
    assert answer(target, since_2016, plans=plans)[2:] == (None, None, None, "unknown")
    assert answer(target, since_2016, reached, plans=plans)[3] == 230
    unsaid = figure("330400-2026-2030", "actual", 2025, 210) | contracts  # 累计 of no named year: nothing speaks against it
    assert answer(target, unsaid, plans=plans)[3] == 210


def test_the_first_year_of_what_is_no_total_parts_nothing() -> None:
    told = (BASE | {"year_start": 2011}, TARGET | {"year_start": 2016}, figure(NEW, "actual", 2020, 1433, year_start=2020))
    assert answer(*told) == (2015, 567, 2020, 1433, 2, "met")


def test_a_total_and_a_years_figure_of_one_year_are_two_targets() -> None:
    contracts = {"indicator_id": "tech_contract_value", "unit_std": "亿元"}
    rows = attained(
        figure(NEW, "target", 2025, 60) | contracts, figure(NEW, "target", 2025, 200, basis="cumulative", year_start=2021) | contracts
    )
    assert [row["target_value"] for row in rows] == [60, 200]


def test_ranges_and_bounds_come_through() -> None:
    told = (
        figure(OLD, "target", 2020, 50, "rd_intensity", value_max_std=60),
        figure(NEW, "actual", 2020, 55, "rd_intensity", comparator=">"),
    )
    (row,) = attained(*told)
    assert (row["target_value"], row["target_value_max"], row["actual_value"], row["status"]) == (50, 60, 55, "met")
    assert answer(figure(OLD, "target", 2020, 60, "rd_intensity"), told[1])[5] == "unknown"  # 超过55 may be 60 or not


def test_the_order_of_rows_changes_nothing() -> None:
    told = [BASE, TARGET, *(figure(plan, "actual", year, year - 1000) for plan in (NEW, PARK, OLD) for year in (2015, 2018, 2020) * 2)]
    observations, plans = observed(tuple(told)), frame_of("plans", list(PLANS))
    expected = target_attainment(observations, plans, REGISTRY)
    for seed in range(5):
        shuffled = observations.sample(frac=1, random_state=seed)
        pd.testing.assert_frame_equal(target_attainment(shuffled, plans.sample(frac=1, random_state=seed), REGISTRY), expected)


def test_neither_frame_is_changed() -> None:
    observations, plans = observed((BASE, TARGET)), frame_of("plans", list(PLANS))
    before = observations.copy(), plans.copy()
    target_attainment(observations, plans, REGISTRY)
    pd.testing.assert_frame_equal(observations, before[0])
    pd.testing.assert_frame_equal(plans, before[1])


def test_without_observations_the_table_is_empty_and_has_its_columns() -> None:
    empty = target_attainment(observed(()), frame_of("plans", []), REGISTRY)
    assert empty.empty and list(empty.columns) == list(REGISTRY.tables["target_attainment"].columns)


def test_an_indicator_that_the_catalogue_does_not_have_is_not_passed_over() -> None:
    with pytest.raises(KeyError, match="no_such_indicator"):
        attained(TARGET | {"indicator_id": "no_such_indicator"})


def test_every_target_finds_the_answer_that_a_search_by_hand_finds() -> None:
    draw = random.Random(5)
    plan_ids = (OLD, NEW, PARK)
    told = tuple(
        figure(draw.choice(plan_ids), draw.choice(["actual", "target"]), draw.randint(2014, 2022), draw.randint(1, 99),
               draw.choice(["rd_intensity", "incubators"]), scope=draw.choice([None, "嘉兴科技城"]),
               origin=draw.choice(["table", "text"]), region_code=draw.choice(["330400", None]))
        for _ in range(300)
    )  # fmt: skip
    starts = {OLD: 2016, NEW: 2021, PARK: 2021}
    rows = attained(*told)
    assert len(rows) > 60
    for row in rows:
        mine = [
            (
                f["year"],
                starts[str(f["plan_id"])],
                f["origin"] == "table",
                -plan_ids.index(str(f["plan_id"])),
                -i,
                f["plan_id"],
                f["value_std"],
            )
            for i, f in enumerate(told)
            if f["status"] == "actual"
            and (f["scope"], f["indicator_id"], f["region_code"]) == (row["scope"], row["indicator_id"], row["region_code"])
            and (f["region_code"] is not None or f["plan_id"] == row["plan_id"])
        ]  # the year, then what is preferred
        base = max((m for m in mine if m[5] == row["plan_id"] and m[0] < row["target_year"]), default=None)
        actual = max((m for m in mine if (base is None or m[0] > base[0]) and m[0] <= row["target_year"]), default=None)
        assert (row["base_year"], row["base_value"]) == ((base[0], base[-1]) if base else (None, None))
        assert (row["actual_year"], row["actual_value"]) == ((actual[0], actual[-1]) if actual else (None, None))


def test_two_plans_as_printed_answer_each_other() -> None:
    new = f"{HEAD}指标 | 2020年 | 2025年\n高新技术企业数(家) | 67 | 130\n技术合同成交额(亿元) | 3.7 | 8左右\n{TAIL}"
    old = HEAD.replace("十四五", "十三五").replace("2021—2025", "2016—2020")
    old += f"指标 | 2015年 | 2020年\n高新技术企业数(家) | 26 | 60\n技术合同成交额(亿元) | 1.6 | 4\n{TAIL}"
    observations = pd.concat([read(old).observations, read(new).observations], ignore_index=True)
    table = target_attainment(observations, plans_frame([plan_of(old), plan_of(new)]), REGISTRY)
    found = table[table["target_year"] == 2020].set_index("indicator_id")
    assert found["status"].to_dict() == {"hightech_enterprises": "met", "tech_contract_value": "missed"}
    assert found["progress"].to_dict() == {"hightech_enterprises": pytest.approx(41 / 34, abs=1e-6), "tech_contract_value": 0.875}
    assert set(table.loc[table["target_year"] == 2025, "status"]) == {"unknown"}


def test_a_figure_of_part_of_a_year_answers_no_target_and_sets_none() -> None:
    half = figure(NEW, "actual", 2020, 640, basis="part_year")
    assert answer(BASE, TARGET, half)[2:] == (None, None, None, "unknown")
    assert attained(BASE, figure(OLD, "target", 2020, 600, basis="part_year"), figure(NEW, "actual", 2020, 700)) == []
