"""A trial for people: how many defects of each kind were caught, by what they could be seen, and which were missed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.table import Table

from tests.workbench.defects.sight import REASONS
from tests.workbench.defects.trial import Doubt, Outcome, Trial

GOAL = 0.9  # of the defects that can be seen, the least share to be caught
MOST_MISSED = 40  # that are listed
_LONGEST = 48  # signs of a print that are shown


def is_goal_met(trial: Trial) -> bool:
    """Whether enough is caught of what can be seen, and the plans without a defect raise neither warning nor error."""
    return share_caught(trial.outcomes) >= GOAL and not trial.unfounded


def share_caught(outcomes: Iterable[Outcome]) -> float:
    """The share of defects caught among those that can be seen; 0 where there are none."""
    seen = [outcome for outcome in outcomes if outcome.reasons]
    return sum(outcome.caught_by is not None for outcome in seen) / len(seen) if seen else 0.0


def show(trial: Trial, seed: int, console: Console) -> None:
    """Print the trial."""
    plans, figures = len(trial.world.plans), len(trial.world.figures)
    console.print(f"{len(trial.outcomes)} defects (seed {seed}) in {plans} plans with {figures} figures, one at a time in each.\n")
    console.print(_by_kind(trial.outcomes), soft_wrap=False)
    console.print(_by_reason(trial.outcomes), soft_wrap=False)
    for sentence in _sentences(trial):
        console.print(sentence)


def _table(*heads: str) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for number, head in enumerate(heads):
        table.add_column(head, justify="left" if number == 0 else "right", no_wrap=number == 0)
    return table


def _by_kind(outcomes: Sequence[Outcome]) -> Table:
    table = _table("kind of defect", "injected", "can be seen", "caught", "missed", "share caught", "not to be seen by anyone")
    kinds = dict.fromkeys(outcome.defect.kind for outcome in outcomes)
    for kind in kinds:
        table.add_row(kind, *_counts([outcome for outcome in outcomes if outcome.defect.kind == kind]))
    table.add_row("all", *_counts(outcomes), style="bold")
    return table


def _counts(outcomes: Sequence[Outcome]) -> list[str]:
    seen = [outcome for outcome in outcomes if outcome.reasons]
    caught = sum(outcome.caught_by is not None for outcome in seen)
    counts = [len(outcomes), len(seen), caught, len(seen) - caught]
    return [*map(str, counts), f"{share_caught(outcomes):.1%}" if seen else "", str(len(outcomes) - len(seen))]


def _by_reason(outcomes: Sequence[Outcome]) -> Table:
    table = _table("can be seen by", "defects", "caught", "share caught", "by nothing else", "of these caught")
    for reason in REASONS:
        seen = [outcome for outcome in outcomes if reason in outcome.reasons]
        alone = [outcome for outcome in seen if outcome.reasons == (reason,)]
        if seen:
            caught, alone_caught = (sum(outcome.caught_by is not None for outcome in some) for some in (seen, alone))
            table.add_row(reason, str(len(seen)), str(caught), f"{caught / len(seen):.1%}", str(len(alone)), str(alone_caught))
    return table


def _sentences(trial: Trial) -> Iterable[str]:
    questioned = sum(outcome.caught_by is not None and not outcome.reasons for outcome in trial.outcomes)
    yield f"\nOf the defects that nobody could be sure to see, {questioned} were questioned all the same."
    missed = [outcome for outcome in trial.outcomes if outcome.reasons and outcome.caught_by is None]
    if missed:
        yield f"\nMissed ({min(len(missed), MOST_MISSED)} of {len(missed)}):"
    yield from map(_missed, missed[:MOST_MISSED])
    yield (
        "\nWithout a defect the plans raise neither a warning nor an error."
        if not trial.unfounded
        else f"\nWithout any defect {len(trial.unfounded)} warnings or errors stand, and good plans have none:"
    )
    yield from map(_unfounded, trial.unfounded)
    verdict = "met" if share_caught(trial.outcomes) >= GOAL else "not met"
    yield f"{share_caught(trial.outcomes):.1%} of what can be seen is caught, to be at least {GOAL:.0%}: the goal is {verdict}."


def _missed(outcome: Outcome) -> str:
    defect = outcome.defect
    return f"  {defect.source}:{defect.line}  {defect.kind}: {_short(defect.old)} → {_short(defect.new)}  ({', '.join(outcome.reasons)})"


def _unfounded(doubt: Doubt) -> str:
    said = "; ".join(_short(words) for words in doubt.said if words)
    return f"  {doubt.source}  {doubt.severity} {doubt.rule_id}: {said}"


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"
