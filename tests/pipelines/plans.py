"""Small invented plans, written into a folder: enough to build a release of."""

from __future__ import annotations

from pathlib import Path

TABLE = """\
| 指标名称 | 单位 | 2020年 | 2025年 | 属性 |
| 研发经费投入强度 | % | 2.1 | 2.8 | 预期性 |
| 高新技术企业数 | 家 | 120 | 300 | 预期性 |
| 技术合同成交额 | 亿元 | 10.5 | 25 | 预期性 |
"""
PLAN = """\
{city}“十四五”科技创新规划(2021—2025年)

一、发展目标
到2025年,全市科技创新能力明显增强,主要指标见下表。

表1 {city}“十四五”科技创新主要指标

{table}
注:本表由有关部门汇总。
"""
NO_TABLE = """\
{city}“十四五”科技创新规划(2021—2025年)

一、发展目标
全市科技创新能力明显增强。
"""


def plan(city: str = "青州市", table: str = TABLE) -> str:
    """The text of a plan with one table of three indicators, six values."""
    return PLAN.format(city=city, table=table)


def plan_without_table(city: str = "青州市") -> str:
    """The text of a plan that prints no figure in a table."""
    return NO_TABLE.format(city=city)


def write(folder: Path, **files: str | bytes) -> Path:
    """Write files (a_txt="…" makes a.txt) into the folder; gives the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        data = content.encode("utf-8") if isinstance(content, str) else content
        (folder / name.replace("_", ".")).write_bytes(data)
    return folder
