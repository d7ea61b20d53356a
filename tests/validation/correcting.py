"""Writing corrections of a small plan, and applying them."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pandas as pd
import pytest

from assets.documents.beside.correction_files import CorrectionError
from assets.documents.plans import Plan, identify
from assets.documents.reading.read import read_batch
from assets.observations.observe import observe
from assets.sources.scan import scan
from assets.statements.read import read_statements
from assets.tables.read import read_tables
from assets.validation.corrections import Corrected, apply_corrections
from expectations.registry import Registry, load_registry
from tests.reading import HEAD, in_plan

Place = dict[str, Any]  # line, value and says of an entry

# As in 辛集 表1: line 4 is the header, the row of line 5 has lost its name, one category stands before the name of line 7.
TABLE = in_plan(
    """\
    指标名称 | 2020年 | 2025年 | 指标属性 | |
    创新实力 | — | 年均增长10% | 预期性 | |
    1.高新技术企业(家) | 99 | 130 | 预期性 | |
    创新主体 | 2.科技领军企业(家) | 3 | 3 | 预期性 |
    3.技术合同成交额(亿元) | 6 | 7 | 预期性 | |
    """
)
PROSE = HEAD + (
    "到2020年,全市高新技术企业达到99家。科技型中小企业、高新技术企业均增长到130家。\n"
    "到2025年,规模以上工业增加值年均增长8%,单位GDP能耗累计下降13.5%。研发经费是2020年的1.5倍。\n"
    "高新区、经开区孵化器面积均达到5万平方米。\n"
)
NAMELESS: Place = {"line": 5, "value": "年均增长10%", "says": "创新实力 | — | 年均增长10% | 预期性"}
FIRMS: Place = {"line": 6, "value": "130", "says": "高新技术企业(家) | 99 | 130"}
CONTRACTS: Place = {"line": 8, "value": "7", "says": "3.技术合同成交额(亿元) | 6 | 7 | 预期性"}
NAMED = "{indicator_text: 地方财政科技支出}"


def entry(line: object, value: str, says: str, *, set: str | None = None, rules: str | None = None, **at: object) -> str:
    """A correction as a reviewer writes it: a ``set`` of these values, a ``confirm`` of these rules, else a ``reject``."""
    place = "".join(f", {key}: {word}" for key, word in at.items())
    does = f"set\n  values: {set}" if set else f"confirm\n  rules: {rules}" if rules else "reject"
    return f"- at: {{line: {line}, value: {value}{place}}}\n  says: '{says}'\n  action: {does}\n  reason: 核对过纸质规划\n  by: 王敏\n"


def plans_with(corrections: str = "", text: str = TABLE) -> list[Plan]:
    """The plan of a text beside which a correction file lies."""
    with TemporaryDirectory() as folder:
        (Path(folder) / "plan.txt").write_text(text, encoding="utf-8")
        (Path(folder) / "plan.txt.corrections.yaml").write_text(corrections, encoding="utf-8")
        return identify(read_batch(scan(Path(folder))))


def read(plans: list[Plan]) -> pd.DataFrame:
    """All that is read from plans, as observations."""
    return observe(plans, read_tables(plans), read_statements(plans), load_registry()).observations


def corrected_by(corrections: str, text: str = TABLE, registry: Registry | None = None) -> Corrected:
    """What corrections make of the observations of a text."""
    plans = plans_with(corrections, text)
    return apply_corrections(read(plans), plans, registry or load_registry())


def row_printed(frame: pd.DataFrame, value_text: str, **where: object) -> dict[str, object]:
    """The one row printed like this, with None for empty cells."""
    found = frame[frame["value_text"] == value_text]
    for column, word in where.items():
        found = found[found[column] == word]
    (row,) = found.astype("object").where(found.notna(), None).to_dict("records")
    return {str(column): cell for column, cell in row.items()}


def row_after(values: str, place: Place, text: str = TABLE) -> dict[str, object]:
    """The row at a place after a ``set``."""
    corrected = corrected_by(entry(**place, set=values), text)
    (change,) = corrected.changed
    frame = corrected.observations
    return row_printed(frame[frame["observation_id"] == change.observation_id], str(place["value"]))


def problems_of(corrections: str, text: str = TABLE) -> list[str]:
    """The sentences that corrections of a text stop the run with."""
    with pytest.raises(CorrectionError) as raised:
        corrected_by(corrections, text)
    return str(raised.value).splitlines()


def problem_of(corrections: str, text: str = TABLE) -> str:
    """The one sentence that corrections of a text stop the run with."""
    (problem,) = problems_of(corrections, text)
    assert problem.endswith(".")
    return problem
