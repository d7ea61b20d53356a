"""The box of facts that government pages print above a document: 索引号, 发文机关, 成文日期, 文号. It looks like a table and is none."""

from __future__ import annotations

from collections.abc import Sequence

from assets.language.fold import fold, squeeze

_FACT_LIST = (
    "索引号 信息索引 主题分类 发文机关 发文机构 制发机关 发布机构 成文日期 发文日期 生成日期 标题 名称 信息名称 发文字号 文号 发布日期 "
    "公开日期 发布时间 有效性 效力状态 主题词 公开方式 公开范围 公开时限 体裁分类 组配分类 废止日期 生效日期 施行日期 信息来源 统一编号 "
    "关键词 内容概述"
)
_FACTS = frozenset(_FACT_LIST.split())
_LEAST_FACTS = 2


def read_facts(rows: Sequence[Sequence[str]]) -> dict[str, str]:
    """What a box of facts states, by label; empty where the rows of cells are those of another table."""
    stated: dict[str, str] = {}
    for row in rows:
        cells = iter(row)
        for cell in cells:
            label, _, value = fold(cell).partition(":")
            label = squeeze(label)
            if label in _FACTS:
                stated.setdefault(label, value.strip() or next(cells, ""))
    n_cells = sum(1 for row in rows for text in row if text)
    return stated if len(stated) >= _LEAST_FACTS and 3 * len(stated) >= n_cells else {}
