"""A long plan text without a repeated line, made from a few plans by varying their figures: what speed is measured on.

In: a folder of plan files. Out: plans of the same running text with other numbers; tables, captions and what stands around a plan on
its page are left out. The same seed gives the same text.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from assets.documents.about.metadata import read_metadata
from assets.documents.document import BlockKind, Document
from assets.documents.plans import Plan
from assets.documents.reading.read import read_batch
from assets.documents.writing.plain_text import read_text
from assets.sources.scan import scan
from expectations.registry import load_registry

SEED = 20201
_RUNNING = frozenset({BlockKind.TITLE, BlockKind.FRONT, BlockKind.HEADING, BlockKind.BOX, BlockKind.PARAGRAPH})
_PLANS = ("八", "九", "十", "十一", "十二", "十三", "十四", "十五", "十六")  # of the five-year plans, in order
_PLANS_APART = (-1, 0, 1)  # by how many five-year plans a made plan lies from its sample
_NUMBER = re.compile(r"(?<=[“\"])(?P<plan>九|十[一二三四五]?)(?=五[”\"])|(?<!\d)(?P<year>(?:19|20)\d\d)(?!\d)|\d+")
_LEAD = re.compile(r"\s*(?:[-—–●·#]+|[(（]?[一二三四五六七八九十\d]{1,3}[)）、.．])?\s*")
_NAME_SIGNS = "安北昌长成春东丰福高广海和河黑红湖华淮江金景林临龙明南宁平青清泉山上石双松太天通万文武西新兴阳永玉远云正中"
_AREA = "市"


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


def running_lines(input_dir: Path) -> list[list[str]]:
    """The lines of running text of every plan in the folder that has any, a list a plan. Raises ``InputError`` for a folder not there."""
    documents = [outcome.document for outcome in read_batch(scan(input_dir)) if outcome.document is not None]
    plans = [list(_running(document)) for document in documents]
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
        apart = chance.choice(_PLANS_APART)
        lines = [_unseen(line, apart, seen, chance) for line in plans[len(made) % len(plans)]]
        made.append(_plan(f"varied-{len(made)}", "\n".join(lines)))
        total += len(made[-1].document.text.encode()) + 1
    return Sample(tuple(made))


def _unseen(line: str, apart: int, seen: set[str], chance: random.Random) -> str:
    """The line with other figures; where that has been there before, or there are none, with the name of an invented city in front."""
    new = _with_other_figures(line, apart, chance)
    lead = _LEAD.match(new)
    at = lead.end() if lead else 0
    while new in seen or new == line:
        name = "".join(chance.choices(_NAME_SIGNS, k=2)) + _AREA
        new = new[:at] + name + _with_other_figures(line, apart, chance)[at:]
    seen.add(new)
    return new


def _with_other_figures(line: str, apart: int, chance: random.Random) -> str:
    """Each number with other digits, as many as before; years and five-year plans moved together, so that a period stays one."""

    def other(match: re.Match[str]) -> str:
        if match["year"]:
            return str(int(match["year"]) + 5 * apart)
        if match["plan"]:
            return _PLANS[_PLANS.index(match["plan"]) + apart]
        printed = match[0]
        first = printed[0] if printed[0] == "0" else chance.choice("123456789")
        return first + "".join(chance.choices("0123456789", k=len(printed) - 1))

    return _NUMBER.sub(other, line)


def _plan(plan_id: str, text: str) -> Plan:
    blocks, front = read_text(text)
    return Plan(plan_id, plan_id, Document(text, blocks, read_metadata(text, blocks, front, {}, load_registry().regions)))
