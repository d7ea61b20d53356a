"""All rules asked of the evidence: those that can reject a row first, the others of what is left."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from expectations.rules.evidence import Evidence
from expectations.rules.found import Found
from expectations.rules.growth import stated_growth_differs
from expectations.rules.headers import header_years_unlike_plan
from expectations.rules.pairs import base_differs, magnitude_jump, target_worse_than_base
from expectations.rules.reading import (
    missing_indicator_name,
    name_not_in_catalogue,
    target_year_missing,
    text_repaired,
    unit_missing,
    unit_unlike_indicator,
)
from expectations.rules.repeats import denominators_differ, plans_differ, row_twice, stated_twice, two_figures
from expectations.rules.rows import actual_after_plan, count_with_fraction, impossible_value, target_year_outside_plan, value_outside_range
from expectations.rules.sums import part_exceeds_whole, quotient_differs
from expectations.rules.totals import total_not_sum

Ask = Callable[[Evidence], Iterator[Found]]

RULES: Mapping[str, Ask] = {
    rule.__name__: rule
    for rule in (
        impossible_value,
        missing_indicator_name,
        name_not_in_catalogue,
        unit_missing,
        unit_unlike_indicator,
        target_year_missing,
        text_repaired,
        value_outside_range,
        count_with_fraction,
        target_year_outside_plan,
        actual_after_plan,
        header_years_unlike_plan,
        stated_growth_differs,
        target_worse_than_base,
        magnitude_jump,
        base_differs,
        total_not_sum,
        part_exceeds_whole,
        quotient_differs,
        two_figures,
        stated_twice,
        row_twice,
        denominators_differ,
        plans_differ,
    )
}


def errors(evidence: Evidence) -> list[Found]:
    """What the rules of severity error find: these rows are not accepted unless a reviewer confirms them."""
    return _asked(evidence, is_error=True)


def doubts(evidence: Evidence, left_out: frozenset[str] = frozenset()) -> list[Found]:
    """What all other rules find among the observations that are not ``left_out``."""
    kept = evidence.observations[~evidence.observations["observation_id"].isin(left_out)] if left_out else evidence.observations
    return _asked(replace(evidence, observations=kept), is_error=False)


def _asked(evidence: Evidence, *, is_error: bool) -> list[Found]:
    rules = evidence.registry.rules
    return [found for name, ask in RULES.items() if (rules[name].severity == "error") is is_error for found in ask(evidence)]
