"""What a row of ``observations`` must hold across columns and tables, as constraints: the rules of the registry in a suite's form.

Three sets, each a list of ``Holds``:

    in_place(…)     held before publication: the print stands where the row says
    lawful(…)       held before publication: standard units are the catalogue's, values possible
    questioned(…)   what rules question of a row alone: its value in its range, its year in its plan, its unit among the lawful ones,
                    bounds that fit the comparator; never a reason to stop
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from expectations.constraints import Constraint, Holds
from expectations.registry.schema import whole_numbers
from expectations.registry.unit_signs import plain_unit
from expectations.rules.ask import WITHIN
from expectations.rules.evidence import Evidence

if TYPE_CHECKING:
    import pandas as pd

    from expectations.registry import Registry

UNIT_OF_MEASURE = {"growth": "%", "rank": "位"}
POSSIBLE, CORRECTED = "impossible_value", "corrected"
OF_ROWS = ("value_outside_range", "target_year_outside_plan", "actual_after_plan", "unit_unlike_indicator")  # rules on a row alone
Mask = Callable[["pd.DataFrame"], "pd.Series[bool]"]


def in_place(texts: pd.DataFrame) -> list[Constraint]:
    """The span holds the value, the quote stands in the plan's text and holds the value; ``texts``: table plan_texts."""
    by_plan: dict[str, str] = dict(zip(texts["plan_id"], texts["text"], strict=True))

    def not_in_span(frame: pd.DataFrame) -> pd.Series[bool]:
        spans = (whole_numbers(frame[name]) for name in ("char_start", "char_end"))
        places = zip(frame["plan_id"], *spans, frame["value_text"], strict=True)
        return _series([by_plan.get(plan, "")[start:end] != value for plan, start, end, value in places], frame)

    def not_quoted(frame: pd.DataFrame) -> pd.Series[bool]:
        places = list(zip(frame["plan_id"], frame["quote"], strict=True))
        missing = {(plan, quote) for plan, quote in set(places) if quote not in by_plan.get(plan, "")}  # many rows share a sentence
        return _series([place in missing or value not in place[1] for place, value in zip(places, frame["value_text"], strict=True)], frame)

    return [
        Holds("char_start to char_end of the plan's text is value_text", ("plan_id", "char_start", "char_end", "value_text"), not_in_span),
        Holds("quote stands in the plan's text and holds value_text", ("plan_id", "value_text", "quote"), not_quoted),
    ]


def lawful(plans: pd.DataFrame, registry: Registry, asked: Asked | None = None) -> list[Constraint]:
    """Standard units are those of the catalogue, and values possible."""

    def other_unit(frame: pd.DataFrame) -> pd.Series[bool]:
        units = {name: indicator.unit for name, indicator in registry.indicators.items()}
        expected = frame["measure"].map(UNIT_OF_MEASURE)
        of_level = frame["measure"].eq("level") & frame["indicator_id"].notna()
        expected = expected.where(~of_level, frame["indicator_id"].map(units))
        # 全覆盖 is 100 % in words, of a count of bodies too.
        return frame["value"].notna() & frame["value_std"].notna() & expected.notna() & frame["unit_std"].ne(expected)

    is_impossible = (asked or Asked(plans, registry)).mask(POSSIBLE)

    def impossible(frame: pd.DataFrame) -> pd.Series[bool]:
        confirmed = [flags is not None and CORRECTED in flags.split(";") for flags in frame["flags"]]
        return is_impossible(frame) & ~_series(confirmed, frame)

    return [
        Holds("unit_std is the indicator's unit, % of a growth, 位 of a rank", ("measure", "indicator_id", "unit_std"), other_unit),
        Holds("value_std is possible by the indicator's definition, or a reviewer confirmed it", ("indicator_id", "value_std"), impossible),
    ]


def _range_with_bound(frame: pd.DataFrame) -> pd.Series[bool]:
    return frame["value_max"].notna() & ~frame["comparator"].isin(["=", "~"])


def _words_with_value(frame: pd.DataFrame) -> pd.Series[bool]:
    return frame["value"].isna() & (frame["value_max"].notna() | frame["unit"].notna() | frame["comparator"].ne("="))


def questioned(plans: pd.DataFrame, registry: Registry, asked: Asked | None = None) -> list[Constraint]:
    """The rules on a row alone, by the functions that make the findings; printed units and bounds that go together.

    A print that no rule foresees must not hold back every other plan, so these ask and do not stop.
    """
    columns = ("indicator_text", "value_text", "value_std", "unit_std", "year")
    asked = asked or Asked(plans, registry)
    return [
        *(Holds(f"every row passes the rule {rule}", columns, asked.mask(rule)) for rule in OF_ROWS),
        Holds("unit is one of the indicator's lawful units where there is a standard value", ("indicator_id", "unit"), _unlawful(registry)),
        Holds("a range has no bound beside it (comparator = or ~)", ("comparator", "value", "value_max"), _range_with_bound),
        Holds("a target in words has no value, no unit and the comparator =", ("value", "value_max", "comparator"), _words_with_value),
    ]


def _unlawful(registry: Registry) -> Mask:
    """Rows with a standard value whose printed unit is known and none of the indicator's."""
    known_units = {plain_unit(unit) for unit in registry.units}

    def unlawful(frame: pd.DataFrame) -> pd.Series[bool]:
        levels = frame["measure"].eq("level") & frame["value_std"].notna() & frame["value"].notna() & frame["indicator_id"].notna()
        known = frame.loc[levels, ["indicator_id", "unit"]].drop_duplicates()
        vocabulary = {name: frozenset(map(plain_unit, registry.lawful_units(name))) for name in known["indicator_id"].unique()}
        # A unit in traditional script (個, 億元) is none of the registry's as printed; reading converted it by its simplified form.
        pairs = [(i, u) for i, u in zip(known["indicator_id"], known["unit"], strict=True) if plain_unit(str(u)) in known_units]
        wrong = {(i, u) for i, u in pairs if plain_unit(str(u)) not in vocabulary[i]}
        return levels & _series([pair in wrong for pair in zip(frame["indicator_id"], frame["unit"], strict=True)], frame)

    return unlawful


class Asked:
    """Rules asked of frames of observations. What was made of the last two frames is held: several rules ask, of all rows and of some."""

    def __init__(self, plans: pd.DataFrame, registry: Registry) -> None:
        self._plans, self._registry = plans, registry
        self._held: list[tuple[pd.DataFrame, Evidence, dict[str, set[str]]]] = []

    def mask(self, rule: str) -> Mask:
        """The rows that a rule finds."""

        def mask(frame: pd.DataFrame) -> pd.Series[bool]:
            evidence, found = self._of(frame)
            if rule not in found:
                found[rule] = {one.observation_id for one in WITHIN[rule](evidence)}
            return frame["observation_id"].isin(found[rule])

        return mask

    def _of(self, frame: pd.DataFrame) -> tuple[Evidence, dict[str, set[str]]]:
        for known, evidence, found in self._held:
            if known is frame:
                return evidence, found
        made = (frame, Evidence(frame, self._plans, _no_cells(), self._registry), dict[str, set[str]]())
        self._held = [*self._held[-1:], made]
        return made[1:]


def _no_cells() -> pd.DataFrame:
    """No printed cells: rules on a row alone look at none."""
    import pandas as pd

    return pd.DataFrame()


def _series(cells: list[bool], frame: pd.DataFrame) -> pd.Series[bool]:
    import pandas as pd

    return pd.Series(cells, index=frame.index, dtype=bool)
