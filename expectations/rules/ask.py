"""All rules asked of the evidence: those that can reject a row first, the others of what is left.

Rules of ``WITHIN`` look at each plan by itself, however many there are in the evidence; those of ``ACROSS`` hold plans against each
other. A rule may be in both.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from expectations.rules import across as between
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
from expectations.rules.repeats import denominators_differ, row_twice, stated_twice, two_figures
from expectations.rules.rows import actual_after_plan, count_with_fraction, impossible_value, target_year_outside_plan, value_outside_range
from expectations.rules.sums import part_exceeds_whole, quotient_differs
from expectations.rules.totals import total_not_sum

Ask = Callable[[Evidence], Iterator[Found]]

WITHIN: Mapping[str, Ask] = {
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
    )
}


ACROSS: Mapping[str, Ask] = {rule.__name__: rule for rule in (between.magnitude_jump, between.base_differs, between.plans_differ)}
RULES = frozenset(WITHIN) | frozenset(ACROSS)


def errors(evidence: Evidence) -> list[Found]:
    """What the rules of severity error find: these rows are not accepted unless a reviewer confirms them."""
    return _asked(WITHIN, evidence, is_error=True)


def doubts(evidence: Evidence, left_out: frozenset[str] = frozenset()) -> list[Found]:
    """What all other rules on a plan by itself find among the observations that are not ``left_out``."""
    return _asked(WITHIN, evidence.without(left_out), is_error=False)


def across(evidence: Evidence) -> list[Found]:
    """What is found by holding plans against each other; none of these rules rejects a row."""
    return _asked(ACROSS, evidence, is_error=False)


def _asked(asked: Mapping[str, Ask], evidence: Evidence, *, is_error: bool) -> list[Found]:
    rules = evidence.registry.rules
    return [found for name, ask in asked.items() if (rules[name].severity == "error") is is_error for found in ask(evidence)]
