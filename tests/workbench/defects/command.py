"""The command: good plans read, defects injected, the outcome printed."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console

from tests.workbench.defects.defect import DefectsError

GOOD_PLANS = Path(__file__).parents[3] / "data" / "good"

__all__ = ["GOOD_PLANS", "DefectsError", "run_defects"]


def run_defects(input_dir: Path | None, count: int, seed: int, console: Console) -> bool:
    """Inject up to ``count`` defects, drawn from ``seed``, into the plans of a folder (else the good plans that the project brings along).

    Prints what was caught, missed, and not to be seen by anyone. True where the goal is met: enough caught of what can be seen, and no
    warning without a defect. Raises ``InputError`` for a folder that cannot be used, ``DefectsError`` for other wrong use.
    """
    from expectations.registry import load_registry
    from tests.workbench.defects.changed_plans import Chain
    from tests.workbench.defects.report import is_goal_met, show
    from tests.workbench.defects.trial import run_trial

    folder = GOOD_PLANS if input_dir is None else input_dir
    if input_dir is None and not folder.is_dir():
        raise DefectsError(f"The good plans are not where they should be ({folder}); give a folder with plans with --input.")
    if count < 1:
        raise DefectsError(f"There is nothing to try with {count} defects; give --count a number of 1 or more.")
    registry = load_registry()
    trial = run_trial(Chain(folder, registry), registry, count, seed)
    if not trial.outcomes:
        raise DefectsError(f"The plans in {folder} hold no figure that a defect could be put into; give a folder with other plans.")
    show(trial, seed, console)
    return is_goal_met(trial)
