"""How fast running text is read, as ratios to other readers of the same text in the same run, on one core.

In: plan files to vary into a long text without a repeated line, and what to compare with. Out: MB/s of UTF-8 text (1 MB is 1 000 000
bytes), the median of ``ROUNDS`` runs after one that is not counted. JioNLP is no dependency of the project: it is measured where the
extra ``bench`` is installed.
"""

from __future__ import annotations

import contextlib
import importlib.util
import io
import os
import random
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

from assets.documents.metadata import read_metadata
from assets.documents.model import BlockKind, Document
from assets.documents.plans import Plan
from assets.documents.read import read_batch
from assets.documents.text import read_text
from assets.sources.scan import scan
from assets.statements.read import statements_of
from expectations.registry import load_registry

MEGABYTE = 1_000_000
ROUNDS = 5
SEED = 20201
JIONLP = "jionlp"
JIONLP_SHARE = 500_000  # bytes of the text that JioNLP reads in a round: all of it would take minutes
FASTER_THAN_JIONLP, TIME_OF_PLAIN = 3, 8  # the targets: at least so many times its speed, at most so many times its time
_RUNNING = frozenset({BlockKind.TITLE, BlockKind.FRONT, BlockKind.HEADING, BlockKind.BOX, BlockKind.PARAGRAPH})
_YEARS_APART = range(-6, 7)
_NUMBER = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)(?!\d)|\d+")
_LEAD = re.compile(r"\s*(?:[-—–●·#]+|[(（]?[一二三四五六七八九十\d]{1,3}[)）、.．])?\s*")
_NAME_SIGNS = "安北昌长成春东丰福高广海和河黑红湖华淮江金景林临龙明南宁平青清泉山上石双松太天通万文武西新兴阳永玉远云正中"
_AREA = "市"
_SENTENCE = re.compile(r"[^。！？；;\n]+[。！？；;\n]*")
_PEER_SPEED = re.compile(r"(\d+(?:\.\d+)?)\s*MB/s")
_PEER_SECONDS = 600.0


class BenchmarkError(Exception):
    """The benchmark cannot be run; the message is one sentence for people."""


@dataclass(frozen=True, slots=True)
class Sample:
    """The text that is read: plans made of the sample plans, no line twice among them."""

    plans: tuple[Plan, ...]

    @property
    def text(self) -> str:
        """All of it."""
        return "\n".join(plan.document.text for plan in self.plans)

    @property
    def bytes(self) -> int:
        """Its size in UTF-8."""
        return sum(len(plan.document.text.encode()) + 1 for plan in self.plans) - 1


@dataclass(frozen=True, slots=True)
class Speed:
    """A reader and its median speed; ``note`` says what it found, or why there is no speed."""

    reader: str
    megabytes_per_second: float | None
    note: str = ""


# --- the text -----------------------------------------------------------------------------------------------------------


def running_lines(input_dir: Path) -> list[list[str]]:
    """The lines of running text of every plan in the folder, a list a plan. Raises ``InputError``, ``BenchmarkError`` where there is none."""
    documents = [outcome.document for outcome in read_batch(scan(input_dir)) if outcome.document is not None]
    plans = [list(_running(document)) for document in documents]
    if not any(map(len, plans)):
        raise BenchmarkError(f"No plan with running text was found in {input_dir}; give a folder with plan files with --input.")
    return [lines for lines in plans if lines]


def _running(document: Document) -> Iterator[str]:
    blocks = iter([block for block in document.blocks if block.kind in _RUNNING])
    block = next(blocks, None)
    at = 0
    for line in document.text.split("\n"):
        end = at + len(line)
        while block is not None and block.end <= at:
            block = next(blocks, None)
        if line.strip() and block is not None and block.start < end:
            yield line
        at = end + 1


def varied(plans: Sequence[Sequence[str]], size: int, seed: int = SEED) -> Sample:
    """At least ``size`` bytes of plans made by varying every figure of those given; the same for the same seed, and no line twice."""
    chance = random.Random(seed)
    seen: set[str] = set()
    made: list[Plan] = []
    total = 0
    while total < size:
        years = chance.choice(_YEARS_APART)
        lines = [_unseen(line, years, seen, chance) for line in plans[len(made) % len(plans)]]
        made.append(_plan(f"varied-{len(made)}", "\n".join(lines)))
        total += len(made[-1].document.text.encode()) + 1
    return Sample(tuple(made))


def _unseen(line: str, years: int, seen: set[str], chance: random.Random) -> str:
    """The line with other figures; where that has been there before, or there are none, with the name of an invented city in front."""
    new = _with_other_figures(line, years, chance)
    lead = _LEAD.match(new)
    at = lead.end() if lead else 0
    while new in seen or new == line:
        name = "".join(chance.choices(_NAME_SIGNS, k=2)) + _AREA
        new = new[:at] + name + _with_other_figures(line, years, chance)[at:]
    seen.add(new)
    return new


def _with_other_figures(line: str, years: int, chance: random.Random) -> str:
    """Each number with other digits, as many as before; years moved together, so that a period stays one."""

    def other(match: re.Match[str]) -> str:
        if match["year"]:
            return str(int(match["year"]) + years)
        printed = match[0]
        first = printed[0] if printed[0] == "0" else chance.choice("123456789")
        return first + "".join(chance.choices("0123456789", k=len(printed) - 1))

    return _NUMBER.sub(other, line)


def _plan(plan_id: str, text: str) -> Plan:
    blocks, front = read_text(text)
    return Plan(plan_id, plan_id, Document(text, blocks, read_metadata(text, blocks, front, {}, load_registry().regions)))


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


def _count_plain(text: str) -> int:
    return sum(1 for _ in plain_rows(text))


def _count_statements(plans: Sequence[Plan]) -> int:
    return sum(len(statements_of(plan).statements) for plan in plans)


def _count_from_text(plans: Sequence[Plan]) -> int:
    return _count_statements([_plan(plan.plan_id, plan.document.text) for plan in plans])


def _jionlp(sample: Sample) -> Speed:
    """JioNLP's reading of money and time, sentence by sentence as its documentation has it."""
    if importlib.util.find_spec(JIONLP) is None:
        return Speed("JioNLP, money and time", None, "not installed; pip install -e '.[bench]' does that")
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):  # it greets on import
        jio = importlib.import_module(JIONLP)
    text = sample.text.encode()[:JIONLP_SHARE].decode(errors="ignore")
    sentences = [sentence for sentence in _SENTENCE.findall(text) if sentence.strip()]

    def run() -> int:
        return sum(len(jio.ner.extract_money(sentence) or ()) + len(jio.ner.extract_time(sentence) or ()) for sentence in sentences)

    size = len(text.encode())
    part = f" in the first {size / MEGABYTE:.1f} MB" if size < sample.bytes else ""
    return _timed("JioNLP, money and time", size, run, "expressions" + part)


def _peer(script: Path, sample: Sample) -> Speed:
    """Another script that prints its own MB/s when called with ``--time FILE``. Raises ``BenchmarkError`` where it does not."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "plans.txt"
        file.write_text(sample.text, encoding="utf-8")
        command = [sys.executable, str(script), "--time", str(file)]
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=_PEER_SECONDS, check=False)
        except subprocess.TimeoutExpired:
            raise BenchmarkError(f"The script {script} took longer than {_PEER_SECONDS:.0f} seconds and was stopped.") from None
    said = _PEER_SPEED.search(done.stdout)
    if done.returncode != 0 or said is None:
        last = (done.stderr.strip() or done.stdout.strip() or "nothing").splitlines()[-1]
        raise BenchmarkError(f"The script {script} did not print its MB/s for --time FILE; it said: {last}")
    return Speed(script.name, float(said[1]), "its own measure")


def _timed(reader: str, size: int, run: Callable[[], int], found: str) -> Speed:
    seconds = []
    count = run()
    for _ in range(ROUNDS):
        start = time.perf_counter()
        count = run()
        seconds.append(time.perf_counter() - start)
    return Speed(reader, size / statistics.median(seconds) / MEGABYTE, f"{count} {found}")


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


def benchmark(input_dir: Path, size: int, peer: Path | None, console: Console) -> None:
    """Make the text, time every reader on it, print speeds and ratios. Raises ``InputError`` and ``BenchmarkError``."""
    if peer is not None and not peer.is_file():
        raise BenchmarkError(f"The script {peer} does not exist; give one that understands --time FILE with --peer.")
    plans = running_lines(input_dir)
    sample = varied(plans, size)
    lines = sum(plan.document.text.count("\n") + 1 for plan in sample.plans)
    console.print(
        f"{sample.bytes / MEGABYTE:.2f} MB of running text, {lines} lines, no line twice: {len(sample.plans)} plans made of "
        f"{len(plans)} by varying every figure (seed {SEED}). One core, median of {ROUNDS}.\n"
    )
    with one_core():
        ours = _timed("statements", sample.bytes, lambda: _count_statements(sample.plans), "statements")
        whole = _timed("  with reading the document", sample.bytes, lambda: _count_from_text(sample.plans), "statements")
        text = sample.text
        plain = _timed("plain regular expressions", sample.bytes, lambda: _count_plain(text), "figures")
        others = [_jionlp(sample), plain, *([_peer(peer, sample)] if peer is not None else [])]
    for speed in (ours, whole, *others):
        said = f"{speed.megabytes_per_second:8.2f} MB/s" if speed.megabytes_per_second is not None else f"{'–':>8}     "
        console.print(f"{speed.reader:<28}{said}   {speed.note}")
    console.print()
    for sentence in ratios(ours, others):
        console.print(sentence)


def ratios(ours: Speed, others: Sequence[Speed]) -> Iterator[str]:
    """One sentence for each other reader that has a speed: times its speed of JioNLP, times its time of scripts."""
    mine = ours.megabytes_per_second
    for other in others:
        speed = other.megabytes_per_second
        if mine is None or speed is None:
            continue
        if other.reader.startswith("JioNLP"):
            yield f"{mine / speed:.1f} times JioNLP's speed (to be at least {FASTER_THAN_JIONLP})"
        else:
            yield f"{speed / mine:.1f} times the time of {other.reader} (to be at most {TIME_OF_PLAIN})"
