"""The bench's notation: a row as one line, the frame a sentence is put in, and what the grammar gives in the same terms."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assets.statements.read import statements_of
from assets.statements.statement import Statement
from tests.reading import plan_of

_FRAME = re.compile(r"(?P<start>\d{4})(?:–(?P<end>\d{4}))? (?P<heading>\S+)")
_ROW = re.compile(
    r"(?P<names>\S+) (?P<comparator>[<>]=?|~)?(?:(?P<value>-?\d+(?:\.\d+)?)(?:–(?P<high>\d+(?:\.\d+)?))?|(?P<words>[一-鿿]+)) (?P<unit>\S+)"
    r" (?P<measure>level|growth|change|rank)(?::(?P<basis>\w+))? (?P<status>actual|target)"
    r" (?:(?P<start>\d{4}|\*)–)?(?P<year>\d{4}|[?*])(?: @(?P<scope>\S+))?(?: \^(?P<among>\S+))?"
)
_FIVE_YEARS = {2011: "十二五", 2016: "十三五", 2021: "十四五", 2026: "十五五"}
ANY, LINE_END = "*", "⏎"


@dataclass(frozen=True, slots=True)
class PlanFrame:
    """The plan and heading a sentence is read under; years as printed."""

    start: int
    end: int
    heading: str

    def around(self, sentence: str) -> str:
        """A whole plan with the sentence in it; ``⏎`` parts its lines."""
        five = self.end - self.start == 4
        title = (
            f"“{_FIVE_YEARS[self.start]}”科技创新规划\n规划期为{self.start}—{self.end}年。" if five else f"{self.start}年科技创新工作计划"
        )
        lines = sentence.replace(LINE_END, "\n")
        return f"临江市{title}\n一、{self.heading}\n{lines}\n二、附则\n本规划由市科技局负责解释。\n"


def frame_of(printed: str) -> PlanFrame:
    """``2021–2025 发展目标`` as a frame; raises ``ValueError`` where it is none."""
    match = _FRAME.fullmatch(printed)
    if not match:
        raise ValueError(f"{printed!r} is no frame: write it as 2021–2025 发展目标")
    return PlanFrame(int(match["start"]), int(match["end"] or match["start"]), match["heading"])


@dataclass(frozen=True, slots=True)
class Row:
    """One row as the bench prints it. ``year`` and ``start`` are None where there is none."""

    names: tuple[str, ...]
    comparator: str
    value: float | None
    high: float | None
    words: str | None
    unit: str | None
    measure: str
    status: str
    year: int | str | None  # ANY where it is not looked at
    start: int | str | None
    basis: str | None = None  # an expected row without one does not look at it; so with scope and among
    scope: str | None = None
    among: str | None = None

    def meets(self, got: Row) -> bool:
        """Whether a row read is the one expected."""
        core = ("comparator", "value", "high", "words", "unit", "measure", "status")
        return (
            got.names[0] in self.names
            and all(getattr(self, column) == getattr(got, column) for column in core)
            and self.year in (ANY, got.year)
            and self.start in (ANY, got.start)
            and self.basis in (None, got.basis)
            and (self.scope is None or self.scope == (got.scope or "-"))
            and self.among in (None, got.among)
        )

    def __str__(self) -> str:
        figure = self.words or f"{self.value:g}" + (f"–{self.high:g}" if self.high is not None else "")
        bound = "" if self.comparator == "=" else self.comparator
        year = (f"{self.start}–" if self.start else "") + str(self.year or "?")
        measure = self.measure + (f":{self.basis}" if self.basis else "")
        tail = (f" @{self.scope}" if self.scope else "") + (f" ^{self.among}" if self.among else "")
        return f"{'|'.join(self.names)} {bound}{figure} {self.unit or '-'} {measure} {self.status} {year}{tail}"


def expected(printed: str) -> Row:
    """A row of the bench; raises ``ValueError`` where it is not in the notation."""
    match = _ROW.fullmatch(printed)
    if not match:
        raise ValueError(f"{printed!r} is not in the bench's notation; see the head of bench.yaml")
    return Row(
        names=tuple(match["names"].split("|")),
        comparator=match["comparator"] or "=",
        value=float(match["value"]) if match["value"] else None,
        high=float(match["high"]) if match["high"] else None,
        words=match["words"],
        unit=None if match["unit"] == "-" else match["unit"],
        measure=match["measure"],
        status=match["status"],
        year=_year(match["year"]),
        start=_year(match["start"]),
        basis=match["basis"],
        scope=match["scope"],
        among=match["among"],
    )


def _year(printed: str | None) -> int | str | None:
    return int(printed) if printed and printed.isdigit() else ANY if printed == ANY else None


def read_rows(text: str) -> list[Row]:
    """What the grammar reads in a plan, in the order printed."""
    return [_row(statement) for statement in sorted(statements_of(plan_of(text)).statements, key=lambda s: s.start)]


def _row(said: Statement) -> Row:
    return Row(
        names=(said.name,), comparator=said.comparator, value=said.value, high=said.value_max, words=said.words, unit=said.unit,
        measure=said.measure, status=said.status, year=said.year, start=said.year_start, basis=said.basis, scope=said.scope,
        among=said.rank_among,
    )  # fmt: skip
