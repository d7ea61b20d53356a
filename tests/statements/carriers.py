"""Plain sentences that carry a name, and whether the name comes back whole: the whole printed name is there to see, and nothing else.

``TOLD`` are the eight kinds of sentence that names are asked to come back from; ``APART`` are eight more that were written before anybody
looked at what fails, to tell how names fare in sentences that nobody mended for.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from assets.language.fold import fold, squeeze
from assets.statements.sentence import SentenceReader
from assets.statements.statement import Statement
from assets.statements.when.setting import Setting
from expectations.registry import load_registry
from tests.reading import plan_of

NAME = "NAME"
_OWN_AREA = ("全市", "我市")  # of the plan that the sentences stand in: what a row's own column of areas tells
_WITHOUT_FIGURES = ("rank", "index")  # kinds of indicators whose unit nobody prints behind a figure


@dataclass(frozen=True, slots=True)
class Carrier:
    """A sentence with ``{n}`` for the name and ``{u}`` for its unit, and the rows it must give in order: ``NAME`` or another's name."""

    sentence: str
    rows: tuple[str, ...] = (NAME,)

    def carries(self, name: str, unit: str) -> bool:
        """Whether each row that must be there is, with its whole name, and no other."""
        said = read(self.sentence.format(n=name, u=unit))
        return len(said) == len(self.rows) and all(map(is_whole, said, [name if row == NAME else row for row in self.rows]))


TOLD = (
    Carrier("到2025年，{n}达到128{u}。"),
    Carrier("{n}由2015年的64{u}增加到2020年的128{u}。", (NAME, NAME)),
    Carrier("到2025年，{n}不低于128{u}。"),
    Carrier("2020年，{n}位居全省第3位。"),
    Carrier("2025年，{n}增长8.5%。"),
    Carrier("到2025年，科技型中小企业达到300家、{n}达到128{u}，常住人口达到90万人。", ("科技型中小企业", NAME, "常住人口")),
    Carrier("2020年，{n}已达到128{u}。"),
    Carrier("到2025年，{n}突破128{u}。"),
)
APART = (
    Carrier("截至2024年底，全市{n}为128{u}，同比增长6.2%。", (NAME, NAME)),
    Carrier("力争到2025年{n}稳定在128{u}左右。"),
    Carrier("2020年，{n}128{u}，其余指标平稳增长。"),
    Carrier("五年来，{n}从64{u}提高至128{u}，年均增长9.3%。", (NAME, NAME, NAME)),
    Carrier("到2025年，{n}、科技型中小企业分别达到128{u}和300家。", (NAME, "科技型中小企业")),
    Carrier("创新能力显著增强，我市{n}保持在128{u}以上。"),
    Carrier("主要指标持续向好，其中，{n}接近128{u}。"),
    Carrier("预计2023年全年{n}可达128{u}，居全省第2位。", (NAME, NAME)),
)


def catalogue_names() -> list[tuple[str, str]]:
    """Every name and alias of the catalogue with the unit of its indicator."""
    registry = load_registry()
    measured = {key: one for key, one in registry.indicators.items() if one.unit and one.kind not in _WITHOUT_FIGURES}
    aliases = {(a.alias, measured[a.indicator_id].unit) for a in registry.aliases.values() if a.indicator_id in measured}
    return sorted(aliases | {(one.name_zh, one.unit) for one in measured.values()})


def names_of(lines: str) -> list[tuple[str, str]]:
    """Names with their units as a file lists them: one a line, a tab between, ``#`` before a remark."""
    rows = [line.split("\t") for line in lines.splitlines() if line and not line.startswith("#")]
    return [(row[0], row[1]) for row in rows]


@lru_cache(maxsize=1)
def _setting() -> Setting:
    plan = plan_of(
        "临江市“十四五”科技创新规划\n规划期为2021—2025年。\n一、发展目标\n到2025年，实现目标。\n二、附则\n本规划由市科技局负责解释。\n"
    )
    return Setting.of_plan(plan.document.metadata)


def read(sentence: str) -> list[Statement]:
    """What the grammar reads in a sentence of a plan of 临江市 for 2021–2025, in order."""
    return sorted(SentenceReader(sentence, fold(sentence), _setting(), 0, len(sentence)).read(), key=lambda said: said.start)


def is_whole(said: Statement, name: str) -> bool:
    """Whether a reader of the row sees the whole printed name and nothing else; an area may stand in the row's own column."""
    got, printed = squeeze(fold(said.name)), squeeze(fold(name))
    return printed in {got, (said.scope or "") + got, *(own + got for own in _OWN_AREA)}
