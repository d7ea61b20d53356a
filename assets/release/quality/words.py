"""What the quality page calls things, in Chinese and English: the words for every closed vocabulary it shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """One thing said in Chinese and in English."""

    zh: str
    en: str


SEVERITIES: Mapping[str, Words] = {"error": Words("错误", "error"), "warning": Words("警告", "warning"), "info": Words("提示", "info")}
STATUSES: Mapping[str, Words] = {"actual": Words("已实现", "reached"), "target": Words("目标", "promised")}
ORIGINS: Mapping[str, Words] = {"table": Words("表格", "tables"), "text": Words("正文", "running text")}
MEASURES: Mapping[str, Words] = {
    "level": Words("值", "level"),
    "growth": Words("增速", "growth"),
    "change": Words("增减量", "change"),
    "rank": Words("位次", "rank"),
}
LEVELS: Mapping[str, Words] = {
    "national": Words("国家", "national"),
    "province": Words("省级", "province"),
    "city": Words("市级", "city"),
    "county": Words("县级", "county"),
    "park": Words("园区", "park"),
}
ACCOUNT_KINDS: Mapping[str, Words] = {
    "value_cell": Words("指标表的数值单元格", "value cells of indicator tables"),
    "number": Words("文中印出的数字", "numbers printed in the text"),
}
ACCOUNT_PARTS: Mapping[str, Words] = {
    "accepted": Words("采用", "accepted"),
    "rejected": Words("未采用", "rejected"),
    "ignored": Words("另有所指", "something else"),
}
CATALOGUED: Mapping[str, Words] = {
    "named": Words("目录内", "in the catalogue"),
    "unnamed": Words("目录外或名称缺失", "not in it, or name lost"),
}
SURENESS: Mapping[str, Words] = {
    "accepted": Words("可信度 0.9 及以上", "confidence 0.9 and above"),
    "ignored": Words("0.8 至 0.9", "0.8 to 0.9"),
    "rejected": Words("0.8 以下", "below 0.8"),
}
DISPOSITIONS: Mapping[str, Words] = {
    "observation": Words("成为数值", "became an observation"),
    "reject": Words("未采用", "rejected"),
    "table_cell": Words("表格中的非数值", "in a table, but no value"),
    "date": Words("年份、日期、时期", "year, day or period"),
    "duration": Words("时长", "length of time"),
    "frequency": Words("频次", "frequency"),
    "heading": Words("标题中的数字", "in a heading"),
    "numbering": Words("编号", "numbering"),
    "ordinal": Words("次第、等级", "ordinal"),
    "document_number": Words("文号", "document number"),
    "citation": Words("书名号内的引用", "in a cited title"),
    "name": Words("名称的一部分", "part of a name"),
    "slogan": Words("口号、并列项的计数", "slogan or count of a list"),
    "threshold": Words("界定范围的门槛", "threshold"),
    "specification": Words("产品、建筑的规格", "specification"),
    "incentive": Words("政策奖励金额", "incentive"),
    "note_mark": Words("注号", "note mark"),
    "contact": Words("电话、地址", "contact"),
    "front": Words("文前信息", "about the document itself"),
    "furniture": Words("网页附带内容", "of the page, not the plan"),
    "unresolved": Words("未辨明", "unresolved"),
}
COMPARATORS: Mapping[str, str] = {"=": "", ">=": "≥ ", ">": "> ", "<=": "≤ ", "<": "< ", "~": "约 "}
