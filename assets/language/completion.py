"""A name that leaves out what was just said, made to stand alone."""

from __future__ import annotations

import re

from assets.language.fold import fold, squeeze
from assets.language.known import known_names
from assets.language.tablewords import SUB_ROW

# A verb that belongs to what is counted goes on standing first: 新增 + 高级工以上 + 技能人员证书.
_VERB = re.compile(r"^(?:累计|年均|每年)?(?:新增|净增|新建|新认定|引进|培育|培训|开展|完成)(?=..)")
_MEASURED = re.compile(r"(?:比例|比重|占比|率|年限|寿命|指数|强度|密度|浓度)$")
_SUM = re.compile(r"(?:增加值|产值|收入|支出|投资|利润|税收|[总口易交售]额|产量|余额|人口|人数|面积|里程)$")
_AMOUNT = re.compile(r"..(?:业务|运输|产|销|用|发电|供水|流)量$")
_ONE_WAY = re.compile(r"(?:进口|出口)(?:贸易)?(?:总?[额值量])?$")
_BOTH_WAYS = re.compile(r"进出口(?:贸易)?(?:总?[额值量]|规模)?$")
_WHOLE = 6  # characters of a part that stands alone
_LEAD = re.compile(r"^[\s:：、,，]+")


def completed(name: str, parent: str | None) -> str:
    """A sub-row's name made to stand alone: 其中:国家级 below 研发平台数 is 国家级研发平台数.

    Where the part's end stands in the whole, the part takes its place (其中:高价值发明专利 below 每万人口发明专利拥有量 is
    每万人口高价值发明专利拥有量); a part that already ends as the whole does needs nothing.
    """
    part = _LEAD.sub("", SUB_ROW.sub("", fold(name)))
    part = name[len(name) - len(part) :] if part else name
    if parent is None:
        return part
    if whole := one_way(part, parent):
        return whole
    if part.endswith(parent[-2:]):  # 其中公园绿地 below 新建绿地 is newly made too
        made = _VERB.match(parent)
        return made[0] + part if made and not _VERB.match(part) else part
    for size in range(min(len(part), len(parent)), 1, -1):
        at = parent.find(part[-size:])
        if at >= 0:
            return parent[:at] + part + parent[at + size :]
    if _MEASURED.search(part) and len(part) >= _WHOLE:
        return part  # 受过高等教育的比例 below 平均受教育年限 says itself what it measures
    if _SUM.search(part) and (len(part) >= _WHOLE or squeeze(fold(part)) in known_names()):
        return part  # 第一产业增加值 below 地区生产总值, 出口额 below 进出口总额
    if _AMOUNT.search(part) and _SUM.search(parent):
        return part  # 异地业务量 below 快递业务收入: counted otherwise
    verb = _VERB.match(parent)
    return verb[0] + part + parent[verb.end() :] if verb else part + parent


def one_way(name: str, both: str) -> str | None:
    """One way of a trade that was told both ways: 出口额 of 高新技术产品进出口额 is 高新技术产品出口额; None where it is no such."""
    one, whole = _ONE_WAY.match(name), _BOTH_WAYS.search(both)
    return both[: whole.start()] + name if one and whole else None
