"""Mutated files over all readers: nothing crashes, nothing hangs, and every file is accounted for.

In: a folder with one good file of each form. Each mutant is one of them with bits flipped, cut short, spliced with another, filled with
zeros, repeated, put into an archive or given another's ending. Out: what became of how many, the slowest one and the memory used; True
where no reader failed but by a sentence. What is read lies in a temporary folder that is gone afterwards.
"""

from __future__ import annotations

import io
import random
import resource
import time
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.table import Table

from assets.documents.reading.read import ReadOutcome, Status, read_batch
from assets.sources.scan import scan

BATCH = 100  # files in one folder
SLOWEST_SECONDS = 70.0  # a file; the readers' own limit and the time to end one that runs over it
MOST_MEMORY = 4 * 1024**3  # bytes of the largest process
Mutate = Callable[[bytes, bytes, random.Random], bytes]


class FuzzError(Exception):
    """There is nothing to mutate; the message is one sentence for people."""


@dataclass(slots=True)
class Tally:
    """What became of the mutants."""

    statuses: Counter[tuple[str, str]] = field(default_factory=Counter)  # (ending, status)
    lost: list[str] = field(default_factory=list)  # files without an outcome
    silent: list[str] = field(default_factory=list)  # files that failed without a sentence
    slowest: tuple[float, str] = (0.0, "")

    @property
    def files(self) -> int:
        """How many were read."""
        return sum(self.statuses.values())


def fuzz(seeds: Path, count: int, seed: int, console: Console) -> bool:
    """Read ``count`` mutants of the files in ``seeds`` and print what became of them. Raises ``FuzzError`` where there is no file."""
    good = sorted(path for path in seeds.rglob("*") if path.is_file() and path.suffix not in (".yaml", ".md"))
    if not good:
        raise FuzzError(f"There is no file in {seeds} that could be mutated; name a folder with a file of each form.")
    contents = [(path.suffix, path.read_bytes()) for path in good]
    chance, tally = random.Random(seed), Tally()
    for first in range(0, count, BATCH):
        with TemporaryDirectory() as folder:
            names = [_write(Path(folder), number, contents, chance) for number in range(first, min(first + BATCH, count))]
            _read(Path(folder), names, tally)
    _show(tally, console)
    memory = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) * 1024
    console.print(f"The slowest took {tally.slowest[0]:.1f} s ({tally.slowest[1]}); the largest process used {memory / 1024**2:.0f} MB.")
    return not tally.lost and not tally.silent and tally.slowest[0] < SLOWEST_SECONDS and memory < MOST_MEMORY


def _write(folder: Path, number: int, contents: Sequence[tuple[str, bytes]], chance: random.Random) -> str:
    """Write one mutant; gives its name."""
    ending, data = chance.choice(contents)
    other_ending, other = chance.choice(contents)
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        data = chance.choice(MUTATIONS)(data, other, chance)
    name = f"{number:05}{ending if chance.random() < 0.9 else other_ending}"
    (folder / name).write_bytes(data)
    return name


def _read(folder: Path, names: Sequence[str], tally: Tally) -> None:
    """Read the mutants of one folder, each by itself for its time."""
    files = scan(folder)
    seen: set[str] = set()
    for file in files:
        started = time.monotonic()
        (outcome,) = read_batch([file])
        tally.slowest = max(tally.slowest, (time.monotonic() - started, file.source_path))
        seen.add(file.source_path)
        _count(outcome, tally)
    tally.lost += [name for name in names if name not in seen]


def _count(outcome: ReadOutcome, tally: Tally) -> None:
    path = outcome.source.source_path
    tally.statuses[Path(path).suffix or "none", outcome.status.value] += 1
    if outcome.status is not Status.PARSED and not outcome.reason:
        tally.silent.append(path)


def _show(tally: Tally, console: Console) -> None:
    table = Table("form", *(status.value for status in Status), title=f"{tally.files} mutants and members of archives")
    for ending in sorted({ending for ending, _ in tally.statuses}):
        table.add_row(ending, *(str(tally.statuses[ending, status.value]) for status in Status))
    console.print(table)
    for what, paths in (("without a row", tally.lost), ("failed without a reason", tally.silent)):
        if paths:
            console.print(f"{len(paths)} {what}: {', '.join(paths[:10])}", style="red")


def _flip(data: bytes, _: bytes, chance: random.Random) -> bytes:
    """Some bits the other way round."""
    changed = bytearray(data)
    for _number in range(chance.choice((1, 3, 10, 50))):
        if changed:
            changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def _cut(data: bytes, _: bytes, chance: random.Random) -> bytes:
    """Cut short, at the end or at the beginning."""
    at = chance.randrange(len(data) + 1)
    return data[:at] if chance.random() < 0.7 else data[at:]


def _splice(data: bytes, other: bytes, chance: random.Random) -> bytes:
    """The beginning of one, the end of another."""
    return data[: chance.randrange(len(data) + 1)] + other[chance.randrange(len(other) + 1) :]


def _blank(data: bytes, _: bytes, chance: random.Random) -> bytes:
    """A stretch of NUL bytes."""
    at, length = chance.randrange(len(data) + 1), chance.randrange(1, 4096)
    return data[:at] + bytes(length) + data[at + length :]


def _repeat(data: bytes, _: bytes, chance: random.Random) -> bytes:
    """A stretch over and over."""
    at = chance.randrange(len(data) + 1)
    return data[:at] + data[at : at + 512] * chance.randrange(1, 200) + data[at:]


def _insert(data: bytes, _: bytes, chance: random.Random) -> bytes:
    """Random bytes in between."""
    at = chance.randrange(len(data) + 1)
    return data[:at] + chance.randbytes(chance.randrange(1, 64)) + data[at:]


def _nest(data: bytes, other: bytes, chance: random.Random) -> bytes:
    """In an archive, beside another file, now and then in one inside."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(chance.choice(("plan.txt", "../plan.html", "规划.docx", "a/b/c.pdf")), data)
        archive.writestr("other.bin", other)
    return packed.getvalue()


def _inner(data: bytes, _: bytes, chance: random.Random) -> bytes:
    """One member of a zip-like file mutated and packed again, so that the damage reaches the XML inside."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = {info.filename: archive.read(info) for info in archive.infolist()}
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, RuntimeError, EOFError, KeyError):
        return _flip(data, b"", chance)
    if not members:
        return data
    name = chance.choice(sorted(members))
    members[name] = chance.choice((_flip, _cut, _repeat, _blank))(members[name], b"", chance)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, content in members.items():
            archive.writestr(member, content)
    return packed.getvalue()


MUTATIONS: tuple[Mutate, ...] = (_flip, _cut, _splice, _blank, _repeat, _insert, _nest, _inner)
