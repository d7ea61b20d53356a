"""How rows of plans fared that nobody had read when they were read: the signs of each and whether it was right, kept as figures.

``first_sight.csv`` has a line for each row (batch, plan, origin, right, core, signs), ``first_sight_signs.csv`` the signs by their numbers.
The plans themselves are not kept. What the rules make of such plans later tells nothing of first sight: they have been mended for them.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from importlib.resources import files
from pathlib import Path

from tests.workbench.confidence.annotated import Sample

ROWS, SIGNS = "first_sight.csv", "first_sight_signs.csv"
_HERE = Path(str(files(__package__ or "")))
_SAID = {None: "", True: "1", False: "0"}
_READ = {said: answer for answer, said in _SAID.items()}


def outcomes(folder: Path = _HERE) -> list[Sample]:
    """All rows that are kept."""
    return [one for samples in batches(folder).values() for one in samples]


def batches(folder: Path = _HERE) -> dict[str, list[Sample]]:
    """The rows that are kept, by the batch that they were read with."""
    signs = {row["number"]: row["sign"] for row in _lines(folder / SIGNS)}
    found: dict[str, list[Sample]] = {}
    for row in _lines(folder / ROWS):
        of_one = tuple(signs[number] for number in row["signs"].split())
        sample = Sample(row["plan"], row["origin"], of_one, _READ[row["right"]], _READ[row["core"]])
        found.setdefault(row["batch"], []).append(sample)
    return found


def keep(batch: str, samples: Sequence[Sample], folder: Path = _HERE) -> None:
    """Keep the rows of a batch beside those that are kept; a batch of this name that is kept is replaced."""
    kept = [(name, one) for name, some in sorted({**batches(folder), batch: samples}.items()) for one in some]
    numbers = {sign: str(i) for i, sign in enumerate(sorted({sign for _, one in kept for sign in one.signs}))}
    rows = [
        (name, one.group, one.origin, _SAID[one.right], _SAID[one.core], " ".join(map(numbers.__getitem__, one.signs)))
        for name, one in kept
    ]
    _write(folder / SIGNS, ("number", "sign"), [(number, sign) for sign, number in numbers.items()])
    _write(folder / ROWS, ("batch", "plan", "origin", "right", "core", "signs"), rows)


def _lines(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(path.read_text(encoding="utf-8").splitlines())) if path.exists() else []


def _write(path: Path, head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> None:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(head)
    writer.writerows(rows)
    path.write_text(out.getvalue(), encoding="utf-8")
