"""A log-linear model fitted to samples, and how true its shares are of samples that it has not seen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
STEPS = 30
FOLDS = 12
RIDGE = 5.0
LEAST_SEEN = 8  # samples that must have a sign for it to get a weight
_BOUND = 30.0  # log-odds beyond which a share is as good as 0 or 1


@dataclass(frozen=True, slots=True)
class Data:
    """Samples as a table: a row a sample, a column a sign (1 where the sample has it), and what was thought of the signs before."""

    names: Sequence[str]
    table: Numbers
    right: Numbers
    groups: Sequence[str]
    priors: Numbers


def data_of(signs: Sequence[Sequence[str]], right: Sequence[bool], groups: Sequence[str], priors: Mapping[str, float]) -> Data:
    """Samples by their signs; a sign that few have is left out unless something was thought of it before."""
    seen = Counter(sign for of_one in signs for sign in of_one)
    names = sorted({name for name, count in seen.items() if count >= LEAST_SEEN} | set(priors))
    place = {name: i for i, name in enumerate(names)}
    table = np.zeros((len(signs), len(names)))
    for i, of_one in enumerate(signs):
        table[i, [place[sign] for sign in of_one if sign in place]] = 1.0
    return Data(names, table, np.array(right, dtype="float64"), groups, np.array([priors.get(name, 0.0) for name in names]))


def shares(log_odds: Numbers) -> Numbers:
    """Log-odds as shares."""
    result: Numbers = 1 / (1 + np.exp(-np.clip(log_odds, -_BOUND, _BOUND)))
    return result


def fitted(data: Data, rows: NDArray[np.bool_] | None = None) -> Numbers:
    """The weights, first that of every row, by Newton's method.

    They maximise the likelihood of the samples (of ``rows``) less ``RIDGE`` times half the squares of their distance from the priors.
    """
    taken = np.ones(len(data.right), dtype=bool) if rows is None else rows
    full, right = np.column_stack([np.ones(int(taken.sum())), data.table[taken]]), data.right[taken]
    prior = np.concatenate([[0.0], data.priors])
    penalty = np.full(full.shape[1], RIDGE)
    penalty[0] = 1e-3
    weights = prior.copy()
    for _ in range(STEPS):
        found = shares(full @ weights)
        slope = full.T @ (right - found) - penalty * (weights - prior)
        bend = (full * (found * (1 - found))[:, None]).T @ full + np.diag(penalty)
        step = np.clip(np.linalg.solve(bend, slope), -2.0, 2.0)
        weights += step
        if np.abs(step).max() < 1e-8:
            break
    return weights


def left_out(data: Data) -> Numbers:
    """The log-odds of each sample by weights fitted without its plan."""
    names = sorted(set(data.groups))
    fold = np.array([names.index(group) % FOLDS for group in data.groups])
    result = np.zeros(len(data.right))
    for one in range(FOLDS):
        out = fold == one
        if out.any():
            weights = fitted(data, ~out)
            result[out] = weights[0] + data.table[out] @ weights[1:]
    return result


def offset(log_odds: Numbers, right: Numbers) -> float:
    """What must be added to log-odds so that the mean of their shares is the share that is right."""
    low, high = -5.0, 5.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if shares(log_odds + middle).mean() < right.mean() else (low, middle)
    return (low + high) / 2


def kept_at(precision: float, log_odds: Numbers, right: Numbers) -> int:
    """How many samples, the surest first, can be kept so that this share of them is right."""
    order = np.argsort(-log_odds, kind="stable")
    share = np.cumsum(right[order]) / np.arange(1, len(right) + 1)
    enough = np.flatnonzero(share >= precision)
    return int(enough[-1]) + 1 if len(enough) else 0


def tenths(log_odds: Numbers, right: Numbers) -> list[tuple[float, float, int]]:
    """The samples in tenths by confidence: stated share, found share, how many."""
    order = np.argsort(log_odds, kind="stable")
    parts = [part for part in np.array_split(order, 10) if len(part)]
    return [(float(shares(log_odds[part]).mean()), float(right[part].mean()), len(part)) for part in parts]
