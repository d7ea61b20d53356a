"""Each kind of defect changes in the text what it says, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from expectations.registry import load_registry
from expectations.registry.schema import records
from tests.test_workbench.defects.plans import CITY, PLANS, figure, folder_of, good, tools
from tests.workbench.defects import kinds, kinds_of_tables
from tests.workbench.defects.changed_plans import Chain
from tests.workbench.defects.defect import Defect, Edits, GoodPlan
from tests.workbench.defects.figure_units import SWAPS, factor_with
from tests.workbench.defects.making import Kind
from tests.workbench.defects.record_cells import span_of
from tests.workbench.defects.trial import KINDS

DRAWS = 80


def plan() -> GoodPlan:
    return good().plans[CITY]


def drawn(kind: Kind) -> Iterator[Defect]:
    """Many defects of a kind, in the small good plan."""
    found = [defect for seed in range(DRAWS) if (defect := kind(plan(), Random(seed), tools())) is not None]
    assert len(found) > DRAWS / 2
    return iter(found)


def parted(defect: Defect) -> tuple[str, str]:
    """What of the old and of the new text lies between their common start and common end."""
    old, new = plan().text, defect.text
    start = next(i for i in range(len(old)) if old[i] != new[i])
    end = next(i for i in range(1, min(len(old), len(new)) - start + 1) if i > min(len(old), len(new)) - start - 1 or old[-i] != new[-i])
    return old[start : len(old) - end + 1], new[start : len(new) - end + 1]


def test_a_lost_decimal_point_leaves_the_digits() -> None:
    for defect in drawn(kinds.decimal_point_lost):
        assert defect.new == defect.old.replace(".", "") != defect.old
        assert plan().text.replace(defect.old, defect.new) == defect.text or plan().text.count(defect.old) > 1
        assert len(defect.text) == len(plan().text) - 1
        (figure,) = defect.after
        assert figure.value == float(defect.new)


def test_exchanged_digits_are_neighbours_that_differ() -> None:
    for defect in drawn(kinds.digits_exchanged):
        odd = [i for i, (a, b) in enumerate(zip(plan().text, defect.text, strict=True)) if a != b]
        assert odd == [odd[0], odd[0] + 1]
        assert defect.text[odd[0] : odd[1] + 1] == plan().text[odd[0] : odd[1] + 1][::-1]
        assert defect.new == "0" or not (defect.new.startswith("0") and defect.new[1:2].isdigit())


def test_a_negative_share_has_a_minus_before_a_level_in_per_cent() -> None:
    for defect in drawn(kinds.negative_share):
        assert defect.new == f"-{defect.old}"
        assert len(defect.text) == len(plan().text) + 1
        (figure,) = defect.after
        assert figure.unit == "%"
        assert figure.value < 0


def test_a_swapped_unit_changes_all_figures_that_it_governs_and_no_number() -> None:
    texts = set()
    for defect in drawn(kinds.unit_swapped):
        assert defect.new in SWAPS[defect.old]
        assert {figure.unit for figure in defect.after} == {defect.new}
        assert [c for c in defect.text if c.isdigit()] == [c for c in plan().text if c.isdigit()]
        texts.add((defect.old, len(defect.after)))
    assert ("亿元", 2) in texts  # a unit column: both levels, and not the growth
    assert ("家", 1) in texts  # a sentence
    assert ("家", 4) in texts  # the brackets of a name over a column of places


@pytest.mark.parametrize(
    ("name", "unit", "factor"),
    [
        ("全社会研发经费支出", "万元", 1e-4),
        ("全社会研发经费支出", "亿美元", None),
        ("全社会研发经费支出占地区生产总值比重", "‰", 0.1),
        ("高新技术企业数", "%", None),
        ("高新技术企业数", "个", 1),  # counts bodies as 家 does
        ("每万人口发明专利拥有量", "万件", 1e4),
    ],
)
def test_a_figure_is_worth_in_another_unit_what_the_registry_says(name: str, unit: str, factor: float | None) -> None:
    assert factor_with(figure(name, 2025), unit, load_registry()) == (factor if factor is None else pytest.approx(factor))


def test_no_unit_is_swapped_for_one_that_counts_the_same_things_alike() -> None:
    units, counters = load_registry().units, load_registry().unit_rules.counters.values()
    for old, swapped in SWAPS.items():
        for new in swapped:
            one, other = units[old], units[new]
            alike = one.canonical_unit == other.canonical_unit or any({one.canonical_unit, other.canonical_unit} <= c for c in counters)
            assert not alike or one.factor != other.factor, (old, new)


def test_a_shifted_year_changes_one_digit_and_moves_its_figures_and_the_growth_reckoned_from_them() -> None:
    headers = set()
    for defect in drawn(kinds.year_shifted):
        odd = [i for i, (a, b) in enumerate(zip(plan().text, defect.text, strict=True)) if a != b]
        assert len(odd) == 1
        for after in defect.after:
            before = next(f for f in plan().figures if f.number == after.number)
            assert int(defect.old) in (before.year, before.year_start)
            assert int(defect.new) in (after.year, after.year_start)
            headers.add((int(defect.old), after.measure, after.table is not None))
    assert (2020, "level", True) in headers
    assert (2020, "growth", True) in headers
    assert (2020, "level", False) in headers


def test_a_truncated_name_keeps_its_start_or_its_end() -> None:
    for defect in drawn(kinds.name_truncated):
        assert defect.old.startswith(defect.new) or defect.old.endswith(defect.new)
        assert len(defect.new) >= kinds.SHORTEST_NAME
        assert {after.name for after in defect.after} == {defect.new}


def test_a_name_cut_down_to_another_indicators_is_that_indicator() -> None:
    ids = {defect.new: {after.indicator_id for after in defect.after} for defect in drawn(kinds.name_truncated)}
    assert ids["高新技术企业"] == {"hightech_enterprises"}  # 数 adds nothing
    assert any(found == {None} for found in ids.values())


def test_a_doubled_row_stands_in_the_text_twice() -> None:
    for defect in drawn(kinds_of_tables.row_doubled):
        assert plan().text.count(defect.old) == 1
        assert defect.text.count(defect.old) == 2
        assert len(defect.text.split("\n")) == len(plan().text.split("\n")) + 1
        assert defect.added
        assert not defect.after


def test_a_doubled_row_parts_no_row_from_what_it_is_made_of() -> None:
    for defect in drawn(kinds_of_tables.row_doubled):
        assert "专利授权量 | 件 | 6420 | 9800 | —\n其中：发明专利" in defect.text


def test_swapped_columns_exchange_their_values_in_every_row() -> None:
    seen = False
    for defect in drawn(kinds_of_tables.columns_swapped):
        swapped = {after.number: after for after in defect.after}
        for before in (f for f in plan().figures if f.number in swapped):
            other = [f for f in plan().of_tables if f.table == before.table and f.cell and before.cell and f.cell[0] == before.cell[0]]
            assert swapped[before.number].digits in {f.digits for f in other if f.number != before.number}
        if "全社会研发经费支出 | 亿元 | 112 | 69.3 | 10.1%" in defect.text:
            seen = True
            assert "发明专利 | 件 | 1600 | 1014 |" in defect.text
            assert "指标 | 单位 | 2020年 | 2025年 | 年均增长" in defect.text
    assert seen


def test_a_value_in_the_neighbours_row_changes_places_with_the_one_below() -> None:
    for defect in drawn(kinds_of_tables.value_in_neighbour_row):
        upper, lower = defect.after
        assert (upper.cell or (0, 0))[0] + 1 == (lower.cell or (0, 0))[0]
        assert (upper.cell or (0, 0))[1] == (lower.cell or (0, 1))[1]
        assert defect.old.split(" … ") == defect.new.split(" … ")[::-1]


def test_a_wrong_total_changes_one_digit_of_figures_that_add_up() -> None:
    for defect in drawn(kinds.total_wrong):
        (after,) = defect.after
        assert after.place in ("云砚区", "砚溪县", "石坞县", "合计")
        assert sum(a != b for a, b in zip(defect.old, defect.new, strict=True)) == 1


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_what_a_defect_does_not_change_stays_printed_where_it_says(kind: Kind) -> None:
    for defect in drawn(kind):
        wrong = {after.number for after in defect.after}
        for one in plan().figures:
            if one.number not in wrong:
                assert defect.text[slice(*defect.edits.moved(one.at))] == plan().text[slice(*one.at)]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_what_a_defect_changes_is_named_as_changed(kind: Kind) -> None:
    for defect in drawn(kind):
        printed = [defect.text[slice(*span)] for span in defect.changed]
        if kind is kinds_of_tables.row_doubled:
            assert f"{defect.old}\n" in printed
        else:
            assert defect.new.split(" … ")[0] in printed or "-" in printed
        assert set(defect.row) <= {defect.edits.moved(one.at) for one in plan().figures}


@pytest.mark.parametrize("kind", [k for k in KINDS if k not in (kinds.name_truncated, kinds.year_shifted)], ids=lambda kind: kind.__name__)
def test_the_stages_read_the_figures_as_the_defect_says(kind: Kind, tmp_path: Path) -> None:
    chain = Chain(folder_of(PLANS, tmp_path), load_registry())
    told = 0
    for defect in list(drawn(kind))[:6]:
        rows = {span_of(row): row for row in records(chain.with_texts({CITY: defect.text}).readings.observations)}
        for after in defect.after:
            row = rows.get(defect.edits.moved(after.at)) or rows.get((defect.edits.moved(after.at)[0] - 1, defect.edits.moved(after.at)[1]))
            if row is not None:
                told += 1
                assert (row["value"], row["unit"]) == (after.value, after.unit)
    assert told or kind is kinds_of_tables.row_doubled


def test_edits_that_overlap_are_refused() -> None:
    with pytest.raises(ValueError, match="overlap"):
        Edits.of([((0, 3), "a"), ((2, 4), "b")])


def test_edits_move_what_stands_behind_them() -> None:
    edits = Edits.of([((6, 8), "12345"), ((2, 2), "ab")])
    assert edits.apply("0123456789") == "01ab23451234589"
    assert edits.moved((2, 6)) == (4, 8)
    assert edits.moved((8, 10)) == (13, 15)
    assert edits.printed() == [(2, 4), (8, 13)]
