"""The file of weights made from samples, and the report on them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from importlib.resources import files
from pathlib import Path

import numpy as np
from rich.console import Console

from assets.validation import confidence
from assets.validation.confidence.weighing import CONFIDENCE, CORE, FIRST_SIGHT, START, WEIGHTS_FILE
from expectations.registry import load_registry
from tests.conftest import SHARED
from tests.workbench.confidence.annotated import SETS, AnnotatedSet, Sample, Samples, samples_of, scorer_of
from tests.workbench.confidence.first_sight import keep, outcomes
from tests.workbench.confidence.fitting import FOLDS, Data, Numbers, data_of, fitted, folds, kept_at, refitted, shares, tenths

ORIGINS = ("text", "table")
WEIGHTS = Path(str(files(confidence))) / WEIGHTS_FILE
Priors = Mapping[tuple[str, str], Mapping[str, float]]  # model, origin → sign → weight


def all_samples(folder: Path = SHARED) -> dict[str, Samples]:
    """The samples of every set below a folder, by the set's gold. Raises ``FileNotFoundError`` where a set is not there."""
    scorer, registry = scorer_of(folder), load_registry()
    return {one.gold: samples_of(one, folder, scorer, registry) for one in SETS}


def priors() -> Priors:
    """What was thought of signs before these samples (``priors.csv``, each with its reason)."""
    lines = files(__package__ or "").joinpath("priors.csv").read_text(encoding="utf-8").splitlines()
    found: dict[tuple[str, str], dict[str, float]] = {}
    for row in csv.DictReader(lines):
        found.setdefault((row["model"], row["origin"]), {})[row["sign"]] = float(row["weight"])
    return found


def data_for(model: str, origin: str, samples: Iterable[Sample], before: Mapping[str, float]) -> Data:
    """What a model of rows of one origin is fitted to: those right or not, or core or not. ``before``: what was thought of signs."""
    kept = told(model, origin, samples)
    answers = [bool(one.right if model == CONFIDENCE else one.core) for one in kept]
    return data_of([one.signs for one in kept], answers, [one.group for one in kept], before)


def told(model: str, origin: str, samples: Iterable[Sample]) -> list[Sample]:
    """The samples of an origin that tell a model something."""
    return [one for one in samples if one.origin == origin and (one.right if model == CONFIDENCE else one.core) is not None]


def model_of(model: str, origin: str, known: Iterable[Sample], new: Sequence[Sample]) -> dict[str, float]:
    """The weights by sign: of plans that the rules were written beside, then moved by how rows fared at first sight.

    ``FIRST_SIGHT`` is how much less sure the rows of plans are that nobody had read. Whether a row is core does not depend on that.
    """
    thought = dict(priors()[model, origin])
    shift = thought.pop(FIRST_SIGHT, 0.0)
    if model == CORE:
        known, new = [*known, *new], []
    data = data_for(model, origin, known, thought)
    start, *weights = fitted(data).tolist()
    of_sign = dict(zip(data.names, weights, strict=True))
    if model == CORE:
        return {START: start, **of_sign}
    again = data_for(model, origin, new, of_sign)
    moved, *weights = refitted(again, start + shift).tolist() if len(again.right) else [start + shift, *of_sign.values()]
    return {START: start, FIRST_SIGHT: moved - start, **dict(zip(again.names, weights, strict=True))}


def odds_of(samples: Iterable[Sample], weights: Mapping[str, float]) -> list[float]:
    """The log-odds of samples."""
    common = weights[START] + weights.get(FIRST_SIGHT, 0.0)
    return [common + sum(weights.get(sign, 0.0) for sign in one.signs) for one in samples]


def left_out(model: str, origin: str, known: Sequence[Sample], new: Sequence[Sample]) -> tuple[Numbers, Numbers]:
    """The log-odds of known and new samples by weights made without their plans."""
    fold = folds([one.group for one in (*known, *new)])
    result = np.zeros(len(fold))
    for one in range(FOLDS):
        out = fold == one
        weights = model_of(
            model, origin, [s for s, hold in zip(known, out, strict=False) if not hold],
            [s for s, hold in zip(new, out[len(known) :], strict=True) if not hold],
        )  # fmt: skip
        result[out] = odds_of([s for s, hold in zip((*known, *new), out, strict=True) if hold], weights)
    return result[: len(known)], result[len(known) :]


def weights_file(samples: Sequence[Sample]) -> str:
    """The content of ``weights.csv``."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("model", "origin", "sign", "weight"))
    for model in (CONFIDENCE, CORE):
        for origin in ORIGINS:
            weights = model_of(model, origin, samples, outcomes())
            writer.writerows((model, origin, sign, f"{weight:.2f}") for sign, weight in weights.items())
    return out.getvalue()


def report(sets: Mapping[str, Samples], console: Console) -> None:
    """Print how true confidences and ``core`` are of plans that were left out, and of those read at first sight apart."""
    samples, new = [one for found in sets.values() for one in found.rows], outcomes()
    for origin in ORIGINS:
        gold = sum(found.gold[origin] for found in sets.values())
        parts = [told(CONFIDENCE, origin, some) for some in (samples, new)]
        for what, rows, odds in zip(("known plans", "first sight"), parts, left_out(CONFIDENCE, origin, *parts), strict=True):
            right = np.array([bool(one.right) for one in rows], dtype="float64")
            of = gold if what == "known plans" else len(rows)
            kept = ", ".join(f"{kept_at(least, odds, right) / of:.3f} at precision {least}" for least in (0.95, 0.98, 0.99))
            console.print(f"{origin}, {what}: {len(rows)} rows, {shares(odds).mean():.3f} stated and {right.mean():.3f} found right")
            console.print(f"  kept, as a share of {of} {'in the gold' if of == gold else 'rows'}: {kept}")
            console.print("  stated/found by tenths: " + "  ".join(f"{said:.3f}/{found:.3f}" for said, found, _ in tenths(odds, right)))
        parts = [told(CORE, origin, some) for some in (samples, new)]
        for what, rows, odds in zip(("known plans", "first sight"), parts, left_out(CORE, origin, *parts), strict=True):
            agreed = np.mean([(one_odds >= 0) == bool(one.core) for one, one_odds in zip(rows, odds, strict=True)])
            console.print(f"{origin}, {what}: core told rightly {agreed:.3f} of {len(rows)}")


def report_first_sight(folder: Path, known: Sequence[Sample], console: Console, batch: str | None = None) -> None:
    """Print how true confidences are of plans (``gold``, ``plans``, ``files`` below the folder) that the rules were not written beside.

    ``batch``: the name that their rows are kept by.
    """
    one = AnnotatedSet("gold", "plans", "files")
    new = samples_of(one, folder, scorer_of(SHARED), load_registry()).rows
    names = {sample.group for sample in new}
    for origin in ORIGINS:
        rows = told(CONFIDENCE, origin, new)
        if rows:
            kept = [sample for sample in outcomes() if sample.group not in names]
            weights = model_of(CONFIDENCE, origin, [sample for sample in known if sample.group not in names], kept)
            stated, found = shares(np.array(odds_of(rows, weights))).mean(), np.mean([bool(sample.right) for sample in rows])
            console.print(f"{origin} at first sight: {len(rows)} rows, stated {stated:.3f}, found {found:.3f}")
    if batch is not None:
        keep(batch, new)


def make(sets: Mapping[str, Samples]) -> str:
    """The weights of all sets' samples."""
    return weights_file([one for found in sets.values() for one in found.rows])
