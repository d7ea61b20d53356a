"""How fast running text is read, as ratios to other readers of the same text in the same run, by processor time.

In: plan files to vary into a long text without a repeated line, and what to compare with. Out: MB of UTF-8 text (1 MB is 1 000 000
bytes) a second of the processor, the median of ``ROUNDS`` runs after one that is not counted. A machine that is busy with other work
changes none of that, and nothing here fails. JioNLP is no dependency of the project: it is measured where the
extra ``bench`` is installed.
"""

from __future__ import annotations

import contextlib
import importlib.util
import io
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console

from assets.documents.plans import Plan
from assets.statements.read import statements_of
from tests.workbench.speed.clock import ROUNDS, children_seconds, verdict
from tests.workbench.speed.varied import SEED, Sample, running_lines, varied

MEGABYTE = 1_000_000
JIONLP, JIONLP_NAME = "jionlp", "JioNLP, money and time"
JIONLP_SHARE = 500_000  # bytes of the text that JioNLP reads in a round: all of it would take minutes
FASTER_THAN_JIONLP, TIME_OF_PLAIN = 3, 8  # the targets: at least so many times its speed, at most so many times its time
_DIGITS = re.compile(r"\d+")
_SENTENCE = re.compile(r"[^。！？；;\n]+[。！？；;\n]*")
_PEER_SPEED = re.compile(r"(\d+(?:\.\d+)?)\s*MB/s")
_PEER_ROWS = re.compile(r"(\d+) rows")
_PEER_SECONDS = 600.0


class BenchmarkError(Exception):
    """The benchmark cannot be run; the message is one sentence for people."""


@dataclass(frozen=True, slots=True)
class Reader:
    """One that reads ``bytes`` of the text when ``run``, which gives how many of what (``found``) it read and its seconds."""

    name: str
    bytes: int
    found: str
    run: Callable[[], tuple[int, float]]


@dataclass(frozen=True, slots=True)
class Speed:
    """A reader's median speed, and what it found."""

    reader: str
    megabytes_per_second: float
    note: str = ""


# --- the readers --------------------------------------------------------------------------------------------------------

_PLAIN_BOUNDS = {
    "超过": ">", "突破": ">", "高于": ">", "不低于": ">=", "不少于": ">=", "至少": ">=", "不超过": "<=", "低于": "<", "约": "~", "近": "~",
    "以上": ">=", "以下": "<=", "以内": "<=", "左右": "~", "余": "~", "多": "~",
}  # fmt: skip
_PLAIN_FIGURE = re.compile(
    r"(?P<before>不低于|不少于|不超过|超过|突破|高于|低于|至少|约|近)?(?:达到?|了)?(?P<low>\d+(?:\.\d+)?)"
    r"(?:\s*[-—~～至]\s*(?P<high>\d+(?:\.\d+)?))?\s*(?P<about>余|多)?"
    r"(?P<unit>个?百分点|[%％‰]|[千百十]?[万亿]?(?:美元|元|吨|亩|人次|人|家|个|项|件|名|平方公里|平方米|公里|倍|所|台|套|户|条|篇|座))"
    r"(?P<after>以上|以下|左右|以内)?"
)
_PLAIN_YEAR = re.compile(r"(?P<year>(?:19|20)\d\d)年|“?(?P<plan>十[一二三四五])五”?")
_PLAIN_ENDS = {"十一": 2010, "十二": 2015, "十三": 2020, "十四": 2025, "十五": 2030}
_PLAIN_CLAUSE = re.compile(r"[，,。；;：:、]")
_PLAIN_VERB = re.compile(r"(?:力争|分别|累计|达到?|超过|突破|增长到?|提高到?|增加到?|实现|为|至|约|近|了|共)+$")


def plain_rows(text: str) -> Iterator[tuple[str, float, float | None, str, str, int | None]]:
    """What a plain script reads: name before the number, value, upper end, unit, comparator, the last year before it in its line."""
    for line in text.split("\n"):
        years = [(match.start(), int(match["year"] or _PLAIN_ENDS[match["plan"]])) for match in _PLAIN_YEAR.finditer(line)]
        for match in _PLAIN_FIGURE.finditer(line):
            year = next((year for at, year in reversed(years) if at < match.start()), None)
            name = _PLAIN_VERB.sub("", _PLAIN_CLAUSE.split(line[: match.start()])[-1])
            bound = match["after"] or match["before"] or match["about"]
            high = float(match["high"]) if match["high"] else None
            yield name, float(match["low"]), high, match["unit"], _PLAIN_BOUNDS.get(bound, "="), year


def count_plain(text: str) -> int:
    """How many figures the plain script reads."""
    return sum(1 for _ in plain_rows(text))


def _count_statements(plans: Sequence[Plan]) -> int:
    return sum(len(statements_of(plan).statements) for plan in plans)


def jionlp(sample: Sample) -> Reader | None:
    """JioNLP's reading of money and time, sentence by sentence as its documentation has it; None where it is not installed."""
    if importlib.util.find_spec(JIONLP) is None:
        return None
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):  # it greets on import
        jio = importlib.import_module(JIONLP)
    text = sample.text.encode()[:JIONLP_SHARE].decode(errors="ignore")
    sentences = [sentence for sentence in _SENTENCE.findall(text) if sentence.strip()]

    def count() -> int:
        return sum(len(jio.ner.extract_money(sentence) or ()) + len(jio.ner.extract_time(sentence) or ()) for sentence in sentences)

    size = len(text.encode())
    part = f" in the first {size / MEGABYTE:.1f} MB" if size < sample.bytes else ""
    return Reader(JIONLP_NAME, size, f"amounts and times{part}", timed(count))


def peer(script: Path, file: Path, sample: Sample) -> Reader:
    """Another script that prints its own MB/s when called with ``--time FILE``; its run raises ``BenchmarkError`` where it does not.

    What it prints may be by the clock on the wall: where its process had the processor for a part of the time alone, it was so much faster.
    """

    def run() -> tuple[int, float]:
        command = [sys.executable, str(script), "--time", str(file)]
        began, used = time.perf_counter(), children_seconds()
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=_PEER_SECONDS, check=False)
        except subprocess.TimeoutExpired:
            raise BenchmarkError(f"The script {script} took longer than {_PEER_SECONDS:.0f} seconds and was stopped.") from None
        said = _PEER_SPEED.search(done.stdout)
        if done.returncode != 0 or said is None or not float(said[1]):
            last = (done.stderr.strip() or done.stdout.strip() or "nothing").splitlines()[-1]
            raise BenchmarkError(f"The script {script} did not print its MB/s for --time FILE; it said: {last}")
        had = min(1.0, (children_seconds() - used) / (time.perf_counter() - began))
        rows = _PEER_ROWS.search(done.stdout)
        return int(rows[1]) if rows else 0, sample.bytes / MEGABYTE / float(said[1]) * had

    return Reader(script.name, sample.bytes, "rows, by its own measure, less the time that it did not have the processor", run)


def timed(count: Callable[[], int]) -> Callable[[], tuple[int, float]]:
    """A run of ``count`` with its seconds of the processor."""

    def run() -> tuple[int, float]:
        start = time.process_time()
        found = count()
        return found, time.process_time() - start

    return run


def measure(readers: Sequence[Reader]) -> list[Speed]:
    """The readers' median speeds.

    They take turns, so that what else the machine does to its caches meets all of them alike; the first warms up and is not counted.
    """
    counts = [0] * len(readers)
    seconds: list[list[float]] = [[] for _ in readers]
    for turn in range(ROUNDS + 1):
        for i, reader in enumerate(readers):
            counts[i], took = reader.run()
            seconds[i] += [took] if turn else []
    return [
        Speed(reader.name, reader.bytes / statistics.median(took) / MEGABYTE, f"{count} {reader.found}")
        for reader, count, took in zip(readers, counts, seconds, strict=True)
    ]


@contextlib.contextmanager
def one_core() -> Iterator[None]:
    """Keep this process and those it starts on one core, where the system allows to say so."""
    if sys.platform != "linux":
        yield
        return
    allowed = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {max(allowed)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, allowed)


# --- the command --------------------------------------------------------------------------------------------------------


def benchmark(input_dir: Path, size: int, script: Path | None, console: Console) -> None:
    """Make the text, time every reader on it, print speeds and ratios. Raises ``InputError`` and ``BenchmarkError``."""
    if script is not None and not script.is_file():
        raise BenchmarkError(f"The script {script} does not exist; give one that understands --time FILE with --peer.")
    plans = running_lines(input_dir)
    if not plans:
        raise BenchmarkError(f"No plan with running text was found in {input_dir}; give a folder with plan files with --input.")
    sample = varied(plans, size)
    lines = sample.text.count("\n") + 1
    density = len(_DIGITS.findall(sample.text)) / (sample.bytes / 1000)
    console.print(
        f"{sample.bytes / MEGABYTE:.2f} MB of running text, {lines} lines, no line twice: {len(sample.plans)} plans made of "
        f"{len(plans)} by varying every figure (seed {SEED}), {density:.1f} digit runs a kB. Processor time, median of {ROUNDS}.\n"
    )
    with tempfile.TemporaryDirectory() as folder, one_core():
        file = Path(folder) / "plans.txt"
        file.write_text(sample.text, encoding="utf-8")
        speeds = measure(list(_readers(sample, script, file)))
    for speed in speeds:
        console.print(f"{speed.reader:<28}{speed.megabytes_per_second:8.2f} MB/s   {speed.note}")
    console.print()
    for sentence in ratios(speeds):
        console.print(sentence)


def _readers(sample: Sample, script: Path | None, file: Path) -> Iterator[Reader]:
    """All that are timed; ours first."""
    text, plans = sample.text, sample.plans
    yield Reader("statements", sample.bytes, "statements", timed(lambda: _count_statements(plans)))
    yield Reader("plain regular expressions", sample.bytes, "figures", timed(lambda: count_plain(text)))
    if script is not None:
        yield peer(script, file, sample)
    if (jio := jionlp(sample)) is not None:
        yield jio


def ratios(speeds: Sequence[Speed]) -> Iterator[str]:
    """A sentence for each reader behind the first, which is ours: times JioNLP's speed, times the time of scripts."""
    ours, *others = speeds
    for other in others:
        faster = ours.megabytes_per_second / other.megabytes_per_second
        if other.reader == JIONLP_NAME:
            met = "as asked" if faster >= FASTER_THAN_JIONLP else "LESS than asked"
            yield f"{faster:.1f} times JioNLP's speed (asked: at least {FASTER_THAN_JIONLP}), {met}"
        else:
            yield verdict(1 / faster, TIME_OF_PLAIN, f"the time of {other.reader}")
    if all(other.reader != JIONLP_NAME for other in others):
        yield "JioNLP is not installed, so it was not measured; pip install -e '.[bench]' adds it."
