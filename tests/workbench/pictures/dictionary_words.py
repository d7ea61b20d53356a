"""What the data dictionary says around that which the registry holds, in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    """The dictionary's own sentences in one language; what stands in braces is filled in."""

    is_chinese: bool
    head: str
    tables: str
    contents_header: tuple[str, ...]
    columns_header: tuple[str, ...]
    yes: str
    comma: str
    one_of: str
    refers_to: str
    rules_head: str
    rules_header: tuple[str, ...]
    applies_to: Mapping[str, str]
    limits: str
    reference_head: str
    reference_header: tuple[str, ...]
    reference: Mapping[str, str]  # by table or file of reference data


ENGLISH = Words(
    is_chinese=False,
    head="""\
# Data dictionary

**English** · [中文](data-dictionary.zh-CN.md)

Made from the registry by `python -m tests.workbench pictures`; change `expectations/registry/tables.yaml`, `rules.yaml` or
`data/*.csv` and make it anew. The same descriptions stand in the DuckDB file as comments and in the Parquet files as field metadata.

Key columns are **bold**. `char_start` and `char_end` count code points of `plan_texts.text` from 0, the end exclusive; lines count
from 1. Several ids in one column are joined by `;`: few BI tools read lists, CSV files and spreadsheets have none, so a list would be
one thing here and another there. `string_split(flags, ';')` makes one. Every coded value is named in Chinese and English in table
`vocabulary`; the DuckDB file holds each table again as a view in Chinese (目标一览, 观测值, 规划, 疑点, …), under the names given here.
""",
    tables="Tables",
    contents_header=("table", "stage", "what it holds"),
    columns_header=("column", "type", "中文", "may be empty", "meaning"),
    yes="yes",
    comma=", ",
    one_of=" One of {}.",
    refers_to=" Refers to `{}`.",
    rules_head="""\
## Rules

A rule of an `observation` stands in `observations.flags` and has a row in `findings`; one of a `reject` is the `reason_id` of a row in \
`rejects`.

""",
    rules_header=("rule", "severity", "applies to", "what it says and why"),
    applies_to={"observation": "observation", "reject": "reject", "plan": "plan"},
    limits="Limits: {}. ",
    reference_head="## Reference data\n\n",
    reference_header=("table", "rows", "what"),
    reference={
        "indicators": "by dimension: {by_dimension}",
        "indicator_aliases": "further printed names of these indicators",
        "indicator_ranges": "plausible ranges by administrative level",
        "parts.csv": "indicators that count a part of what another counts (rule part_exceeds_whole)",
        "families.csv": "indicators with a numerator alike and another denominator (rule denominators_differ)",
        "quotients.csv": "ratios with their numerator and denominator (rule quotient_differs)",
        "bounds.csv": "what an indicator can be where its kind does not say (rule impossible_value)",
        "units": "printed units and what they convert to",
        "regions": "by level: {by_level}; current ones and those that ended since 2011",
    },
)

CHINESE = Words(
    is_chinese=True,
    head="""\
# 数据字典

[English](data-dictionary.md) · **中文**

由 `python -m tests.workbench pictures` 生成；如需修改，请改 `expectations/registry/tables.zh.yaml`（英文为 `tables.yaml`）、
`rules.yaml` 或 `data/*.csv` 后重新生成。同样的说明也写在 DuckDB 文件的注释中。

**粗体**为主键列。`char_start` 和 `char_end` 按 `plan_texts.text` 的字符从 0 计，止位不含；行号从 1 起。一格中有多个编号的以 `;`
连接：多数图表工具不识列表，CSV 和电子表格也没有列表，用列表则各处形式不一；需要时用 `string_split(flags, ';')` 拆开。
每个代码的中英文名称见表 `vocabulary`；DuckDB 文件中每张表另有一个中文视图（目标一览、观测值、规划、疑点等），表名和列名即下文的中文名。
""",
    tables="表",
    contents_header=("表", "中文视图", "内容"),
    columns_header=("列", "类型", "中文名", "可为空", "含义"),
    yes="是",
    comma="、",
    one_of="取值：{}。",
    refers_to="对应 `{}`。",
    rules_head="""\
## 规则

针对观测值的规则列在 `observations.flags` 中，并在 `findings` 中各有一行；针对未采用内容的规则即 `rejects` 中该行的 `reason_id`。

""",
    rules_header=("规则", "程度", "针对", "内容与理由"),
    applies_to={"observation": "观测值", "reject": "未采用", "plan": "规划"},
    limits="判断所用的数：{}。",
    reference_head="## 参考数据\n\n",
    reference_header=("表", "行数", "内容"),
    reference={
        "indicators": "按领域：{by_dimension}",
        "indicator_aliases": "这些指标的其他写法",
        "indicator_ranges": "各行政层级的合理范围",
        "parts.csv": "一个指标是另一指标的一部分（规则 part_exceeds_whole）",
        "families.csv": "分子相同而分母不同的指标（规则 denominators_differ）",
        "quotients.csv": "比值及其分子分母（规则 quotient_differs）",
        "bounds.csv": "种类未能说明时，指标可能的取值（规则 impossible_value）",
        "units": "原文单位及其换算",
        "regions": "按层级：{by_level}；现行的以及 2011 年以来停用的",
    },
)
