"""The passages that the quality page shows: where a questioned value stands in its plan, with the value marked and how it was read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from assets.release.errors import ReleaseError
from assets.release.quality.dataset import Dataset, PlanName, cut, years
from assets.release.quality.doubts import Doubt
from assets.release.quality.words import COMPARATORS, MEASURES, STATUSES, Words
from expectations.registry.schema import records

AROUND = 70  # characters shown on each side of the value
LINES_AROUND = 2  # of a reject, whose printed row is not kept: lines shown on each side
LONGEST_VALUE = 160


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that a row says of its value."""

    label: Words
    zh: str
    en: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """A printed passage: ``before``, ``value`` and ``after`` as printed. ``asked_by`` are the listed doubts that rest on it."""

    anchor: str
    plan: PlanName
    line: int
    before: str
    value: str
    after: str
    reading: tuple[Fact, ...]
    asked_by: tuple[Doubt, ...]


def passages(dataset: Dataset, doubts: Iterable[Doubt]) -> list[Passage]:
    """The passages of all the doubts, those of the rows concerned too, each once, in the order of plans and places.

    Raises ``ReleaseError`` where an observation's quote does not hold its value, which a blocking check rules out.
    """
    asked: dict[str, list[Doubt]] = {}
    for doubt in doubts:
        for anchor in doubt.passages:
            asked.setdefault(anchor, []).append(doubt)
    rows = [
        row
        for sign, table, key in (("o-", "observations", "observation_id"), ("r-", "rejects", "reject_id"))
        for row in records(dataset.among(table, key, [anchor[2:] for anchor in asked if anchor.startswith(sign)]))
    ]
    dataset.hold_texts(row["plan_id"] for row in rows)
    order = {plan_id: place for place, plan_id in enumerate(dataset.plan_names)}
    rows.sort(key=lambda row: (order[row["plan_id"]], row["char_start"]))
    return [_passage(row, dataset, asked) for row in rows]


def _passage(row: Mapping[str, Any], dataset: Dataset, asked: Mapping[str, list[Doubt]]) -> Passage:
    text = dataset.text(row["plan_id"])
    if "observation_id" in row:
        anchor, reading = f"o-{row['observation_id']}", _reading(row, dataset)
        before, value, after = _in_quote(row, text)
    else:
        anchor, reading = f"r-{row['reject_id']}", ()
        before, value, after = _in_lines(text, row["char_start"], row["char_end"])
    cut_before = before if len(before) <= AROUND else "…" + before[-AROUND:]
    line = dataset.line(row["plan_id"], row["char_start"])
    name = dataset.plan_names[row["plan_id"]]
    return Passage(anchor, name, line, cut_before, cut(value, LONGEST_VALUE), cut(after, AROUND), reading, tuple(asked[anchor]))


def _in_quote(row: Mapping[str, Any], text: str) -> tuple[str, str, str]:
    """The quote as what stands before the value, the value, and what stands after it.

    A quote may hold the same print more than once (12 家 … 12 家), so the place in the plan's text decides.
    """
    quote, value = row["quote"], row["value_text"]
    at = text.find(quote, max(0, row["char_end"] - len(quote)), row["char_start"] + len(quote))
    start = row["char_start"] - at if at >= 0 else quote.find(value)
    if quote[start : start + len(value)] != value:
        raise ReleaseError(f"The quote of observation {row['observation_id']} does not hold its value {value}; mend the reading.")
    return quote[:start], value, quote[start + len(value) :]


def _in_lines(text: str, start: int, end: int) -> tuple[str, str, str]:
    """A span of a plan's text with the lines around it: a table that is printed a cell a line says nothing in one line."""
    before, after = text[max(0, start - 2 * AROUND) : start], text[end : end + 2 * AROUND]
    return "\n".join(before.split("\n")[-LINES_AROUND - 1 :]), text[start:end], "\n".join(after.split("\n")[: LINES_AROUND + 1])


def _reading(row: Mapping[str, Any], dataset: Dataset) -> tuple[Fact, ...]:
    """How the row was read: indicator, value, standard value where it is another one, year, status, scope."""
    facts = [_indicator(row, dataset), Fact(Words("数值", "value"), _value(row, "value", "unit") or cut(row["value_text"], LONGEST_VALUE))]
    if row["value_std"] is not None and (row["value_std"], row["unit_std"]) != (row["value"], row["unit"]):
        facts.append(Fact(Words("标准值", "as compared"), _value(row, "value_std", "unit_std")))
    if year := years(row["year_start"], row["year"]):
        facts.append(Fact(Words("年份", "year"), year))
    status, measure = STATUSES[row["status"]], MEASURES[row["measure"]]
    facts.append(Fact(Words("性质", "kind"), f"{status.zh}{measure.zh}", f"{status.en} {measure.en}"))
    if row["scope"]:
        facts.append(Fact(Words("范围", "scope"), row["scope"]))
    return tuple(facts)


def _indicator(row: Mapping[str, Any], dataset: Dataset) -> Fact:
    label = Words("指标", "indicator")
    if row["indicator_id"] is not None:
        known = dataset.registry.indicators[row["indicator_id"]]
        return Fact(label, known.name_zh, known.name_en)
    if row["indicator_text"] is None:
        return Fact(label, "（名称缺失）", "(name lost)")
    return Fact(label, f"{cut(row['indicator_text'], LONGEST_VALUE)}（目录外）", "(not in the catalogue)")


def _value(row: Mapping[str, Any], value: str, unit: str) -> str:
    """A figure as print: ≥ 1,000 家, 10–12 %; empty for a target in words."""
    if row[value] is None:
        return ""
    upper = row["value_max" if value == "value" else "value_max_std"]
    figures = "–".join(f"{figure:,.12g}" for figure in (row[value], upper) if figure is not None)
    return f"{COMPARATORS[row['comparator']]}{figures} {row[unit] or ''}".strip()
