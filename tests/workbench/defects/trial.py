"""The trial: defects drawn from a seed, put into the plans, and held against what the validation says.

A defect is **caught** where, with it in the plan, there is a finding or a reject that was not there before and that names its place:

- the row in question is the row of a changed cell (the same subject in the same table, or in the same sentence), or
- one of the rows that the finding relates to (the total of a part, the baseline of a growth, the same fact elsewhere) is a changed cell.

A finding that the plan had without the defect, of the same rule at the same place with the same words, is not new; nor is one whose
words differ only in that they repeat the value as printed. How grave a finding is makes no difference.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from assets.chain import Judged
from assets.observations.name_index import NameIndex
from expectations.registry import Registry
from expectations.registry.schema import records
from tests.workbench.defects import kinds, kinds_of_tables
from tests.workbench.defects.changed_plans import Chain
from tests.workbench.defects.defect import Defect, Edits, Span, World
from tests.workbench.defects.making import Kind, Tools
from tests.workbench.defects.record_cells import Record, span_of, text_of
from tests.workbench.defects.sight import reasons
from tests.workbench.defects.world_figures import world_of

KINDS: tuple[Kind, ...] = (
    kinds.decimal_point_lost, kinds.unit_swapped, kinds.digits_exchanged, kinds_of_tables.row_doubled, kinds.year_shifted,
    kinds_of_tables.columns_swapped, kinds.name_truncated, kinds_of_tables.value_in_neighbour_row, kinds.negative_share, kinds.total_wrong,
)  # fmt: skip
_TRIES = 60  # draws without a new defect after which a kind is taken to have no place left
_VALUE, _QUOTE = "(the value)", "(the row)"


@dataclass(frozen=True, slots=True)
class Doubt:
    """A finding, or a reject without one: its rule, the place it is about and those it relates to (by the plan's file), and its words."""

    rule_id: str
    severity: str
    source: str
    at: Span
    related: frozenset[tuple[str, Span]]
    said: tuple[str | None, str | None]


@dataclass(frozen=True, slots=True)
class Outcome:
    """A defect, by what anyone could see it, and the doubt that catches it."""

    defect: Defect
    reasons: tuple[str, ...]
    caught_by: Doubt | None


@dataclass(frozen=True, slots=True)
class Trial:
    """All outcomes, the plans that were tried, and the warnings and errors that the plans raise without any defect."""

    outcomes: tuple[Outcome, ...]
    world: World
    unfounded: tuple[Doubt, ...]


def run_trial(chain: Chain, registry: Registry, count: int, seed: int) -> Trial:
    """Draw up to ``count`` defects, put each into its plan, and see what the validation says.

    Plans of different areas do not speak of one another, so one run of the stages judges a defect in each area.
    """
    clean = chain.clean()
    world = world_of(clean, registry)
    before = doubts_of(clean)
    defects = draw(world, Tools(registry, NameIndex(registry)), count, seed)
    outcomes: dict[int, Outcome] = {}
    for batch in batches(defects, world):
        after = doubts_of(chain.with_texts({defects[i].source: defects[i].text for i in batch}))
        for i in batch:
            outcomes[i] = Outcome(defects[i], reasons(defects[i], world, registry), caught_by(defects[i], before, after))
    unfounded = tuple(doubt for doubt in before if doubt.severity != "info")
    return Trial(tuple(outcomes[i] for i in range(len(defects))), world, unfounded)


def draw(world: World, tools: Tools, count: int, seed: int) -> list[Defect]:
    """Defects of all kinds in turn, no two alike; a kind that finds no new place leaves its share to the others."""
    chance = Random(seed)
    plans = [plan for _, plan in sorted(world.plans.items())]
    seen: set[tuple[str, str, str]] = set()
    found: list[Defect] = []
    open_kinds = list(KINDS)
    while len(found) < count and open_kinds:
        for kind in list(open_kinds):
            drawn = (kind(chance.choice(plans), chance, tools) for _ in range(_TRIES))
            defect = next((one for one in drawn if one is not None and (one.kind, one.source, one.text) not in seen), None)
            if defect is None:
                open_kinds.remove(kind)
            elif len(found) < count:
                seen.add((defect.kind, defect.source, defect.text))
                found.append(defect)
    return found


def batches(defects: Sequence[Defect], world: World) -> Iterator[list[int]]:
    """Indices of defects that can be tried at once: no two in plans that speak of a common area."""
    group = _groups(world)
    waiting = list(range(len(defects)))
    while waiting:
        taken: dict[str, int] = {}
        for i in waiting:
            taken.setdefault(group[defects[i].source], i)
        batch = sorted(taken.values())
        waiting = [i for i in waiting if i not in set(batch)]
        yield batch


def _groups(world: World) -> dict[str, str]:
    """Plans to the first plan of their group: those that share an area with it, directly or over others."""
    group = {source: source for source in sorted(world.plans)}
    first_of: dict[str, str] = {}
    for source in group:
        for area in {figure.area for figure in world.plans[source].figures}:
            here, there = group[source], group[first_of.setdefault(area, source)]
            group = {one: there if leader == here else leader for one, leader in group.items()}
    return group


# --- what the validation says ---


def doubts_of(judged: Judged) -> list[Doubt]:
    """Every finding and every reject that no finding is about."""
    sources = {plan.plan_id: plan.source_path for plan in judged.plans}
    rows = {str(row["observation_id"]): row for row in records(judged.readings.observations)}
    rejects = {str(row["reject_id"]): row for row in records(judged.validated.rejects)}
    found = list(_findings(records(judged.validated.findings), rows, rejects, sources))
    told = {str(row["reject_id"]) for row in records(judged.validated.findings) if row["reject_id"] is not None}
    found += [
        Doubt(str(row["reason_id"]), "warning", sources[str(row["plan_id"])], span_of(row), frozenset(), (text_of(row["text"]), None))
        for reject_id, row in rejects.items()
        if reject_id not in told and row["char_start"] is not None
    ]
    return found


def _findings(
    findings: Iterable[Record], rows: Mapping[str, Record], rejects: Mapping[str, Record], sources: Mapping[str, str]
) -> Iterator[Doubt]:
    for finding in findings:
        about = rows.get(str(finding["observation_id"])) or rejects.get(str(finding["reject_id"]))
        if about is None or about["char_start"] is None:
            continue  # a file that could not be read: no place in a plan
        related = [rows[one] for one in str(finding["related_observation_ids"] or "").split(";") if one in rows]
        said = _without_print(finding["observed"], about), _without_print(finding["expected"], about)
        places = frozenset((sources[str(row["plan_id"])], span_of(row)) for row in related)
        yield Doubt(str(finding["rule_id"]), str(finding["severity"]), sources[str(about["plan_id"])], span_of(about), places, said)


def _without_print(words: object, about: Record) -> str | None:
    """What a finding says, with the row's own print told as such: 12 and 21 without a unit are one doubt, not two."""
    if words is not None and words == about.get("value_text"):
        return _VALUE
    return _QUOTE if words is not None and words == about.get("quote") else text_of(words)


def caught_by(defect: Defect, before: Iterable[Doubt], after: Iterable[Doubt]) -> Doubt | None:
    """The first new doubt that names the defect's place, the gravest first; None where there is none."""
    known = {_key(doubt, defect.source, defect.edits) for doubt in before}
    named = [doubt for doubt in after if _names(doubt, defect) and (doubt.rule_id, doubt.source, doubt.at, doubt.said) not in known]
    return min(named, key=lambda doubt: (("error", "warning", "info").index(doubt.severity), doubt.at, doubt.rule_id), default=None)


def _key(doubt: Doubt, source: str, edits: Edits) -> tuple[str, str, Span, tuple[str | None, str | None]]:
    at = edits.moved(doubt.at) if doubt.source == source else doubt.at
    return doubt.rule_id, doubt.source, at, doubt.said


def _names(doubt: Doubt, defect: Defect) -> bool:
    places = (*defect.changed, *defect.row)
    return (doubt.source == defect.source and any(map(_overlap(doubt.at), places))) or any(
        source == defect.source and any(map(_overlap(span), defect.changed)) for source, span in doubt.related
    )


def _overlap(one: Span) -> Callable[[Span], bool]:
    return lambda other: one[0] < other[1] and other[0] < one[1]
