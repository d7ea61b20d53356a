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
STIFF, OF_START = 30.0, 2.0  # of weights fitted a second time: the best of 3 to 10^6 for plans that were left out
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


def fitted(data: Data) -> Numbers:
    """The weights, first that of every row, of which nothing was thought before."""
    return _newton(data, np.concatenate([[0.0], data.priors]), np.array([1e-3, *[RIDGE] * len(data.names)]))


def refitted(data: Data, start: float) -> Numbers:
    """The weights of samples of another kind, thought of as ``data.priors`` and not far from them; ``start``: that of every row."""
    return _newton(data, np.concatenate([[start], data.priors]), np.array([OF_START, *[STIFF] * len(data.names)]))


def _newton(data: Data, prior: Numbers, penalty: Numbers) -> Numbers:
    """The weights that maximise the likelihood less ``penalty`` times half the squares of their distance from the prior."""
    full, right = np.column_stack([np.ones(len(data.right)), data.table]), data.right
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


def folds(groups: Sequence[str]) -> NDArray[np.int64]:
    """In which of the parts each plan's samples are left out."""
    names = sorted(set(groups))
    return np.array([names.index(group) % FOLDS for group in groups])


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
