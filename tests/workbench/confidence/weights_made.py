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
from tests.workbench.confidence.fitting import Data, data_of, fitted, kept_at, left_out, offset, shares, tenths

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


def data_for(model: str, origin: str, samples: Iterable[Sample]) -> Data:
    """What a model of rows of one origin is fitted to: rows that are right or not, or core or not."""
    told = [(one, one.right if model == CONFIDENCE else one.core) for one in samples if one.origin == origin]
    kept = [(one, answer) for one, answer in told if answer is not None]
    before = {sign: weight for sign, weight in priors()[model, origin].items() if sign != FIRST_SIGHT}
    return data_of([one.signs for one, _ in kept], [answer for _, answer in kept], [one.group for one, _ in kept], before)


def weights_file(samples: Sequence[Sample]) -> str:
    """The content of ``weights.csv``."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("model", "origin", "sign", "weight"))
    for model in (CONFIDENCE, CORE):
        for origin in ORIGINS:
            data = data_for(model, origin, samples)
            start, *weights = fitted(data).tolist()
            writer.writerow((model, origin, START, f"{start:.2f}"))
            if model == CONFIDENCE:
                writer.writerow((model, origin, FIRST_SIGHT, f"{priors()[CONFIDENCE, origin][FIRST_SIGHT]:.2f}"))
            writer.writerows((model, origin, sign, f"{weight:.2f}") for sign, weight in zip(data.names, weights, strict=True))
    return out.getvalue()


def report(sets: Mapping[str, Samples], console: Console) -> None:
    """Print how true confidences and ``core`` are of plans that were left out."""
    samples = [one for found in sets.values() for one in found.rows]
    agreed = []
    for origin in ORIGINS:
        data = data_for(CONFIDENCE, origin, samples)
        unseen = left_out(data) + priors()[CONFIDENCE, origin][FIRST_SIGHT]
        gold = sum(found.gold[origin] for found in sets.values())
        kept = ", ".join(f"{kept_at(least, unseen, data.right) / gold:.3f} at precision {least}" for least in (0.95, 0.98, 0.99))
        console.print(f"{origin}: {len(data.right)} rows, {data.right.mean():.3f} of them right, of {gold} in the gold")
        console.print(f"  kept, as a share of the gold: {kept}")
        told = "  ".join(f"{stated:.3f}/{found:.3f}" for stated, found, _ in tenths(unseen, data.right))
        console.print(f"  stated/found by tenths: {told}")
        core = data_for(CORE, origin, samples)
        agreed += ((left_out(core) >= 0) == (core.right == 1)).tolist()
        console.print(f"  core told rightly: {np.mean(agreed[-len(core.right) :]):.3f} of {len(core.right)}")
    console.print(f"core told rightly in all: {np.mean(agreed):.3f} of {len(agreed)}")


def report_first_sight(folder: Path, known: Sequence[Sample], console: Console) -> None:
    """Print how true confidences are of plans (``gold``, ``plans``, ``files`` below the folder) that the rules were not written beside."""
    one = AnnotatedSet("gold", "plans", "files")
    new = samples_of(one, folder, scorer_of(SHARED), load_registry()).rows
    for origin in ORIGINS:
        rows = [sample for sample in new if sample.origin == origin and sample.right is not None]
        if rows:
            names = {sample.group for sample in rows}
            data = data_for(CONFIDENCE, origin, [sample for sample in known if sample.group not in names])
            start, *weights = fitted(data).tolist()
            of_sign = dict(zip(data.names, weights, strict=True))
            odds = np.array([start + sum(of_sign.get(sign, 0.0) for sign in sample.signs) for sample in rows])
            right = np.array([bool(sample.right) for sample in rows], dtype="float64")
            told = f"stated {shares(odds).mean():.3f}, found {right.mean():.3f}; the {FIRST_SIGHT} would weigh {offset(odds, right):+.2f}"
            console.print(f"{origin} at first sight: {len(rows)} rows, {told}")


def make(sets: Mapping[str, Samples]) -> str:
    """The weights of all sets' samples."""
    return weights_file([one for found in sets.values() for one in found.rows])
