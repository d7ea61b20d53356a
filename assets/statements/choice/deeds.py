"""Things counted by what they do, or by what of theirs exceeds a bound: 43个社区获评…, 12家企业营业收入超10亿元."""

from __future__ import annotations

import re

from assets.statements.names import is_bare
from assets.tables.shape import is_known_name

_DEEDS = (
    "入选|获评|获批|获颁|获得|获|进入|跻身|挂牌|签约|参与|参加|达到|开展|完成|通过|列入|纳入|得到|接受|享受|用上|喝上|入驻|入住|落户|建立|实现"
    "|实施|接入|加入"
)
_DOES = re.compile(
    rf"^(?P<who>[一-鿿]{{1,6}}?)(?:成功|已经?|均|都|全部)?(?P<does>(?:{_DEEDS})了?)(?P<what>(?![到至]|\d(?!\d?小时))[^,;。]{{2,24}})$"
)
_BOUND = re.compile("[超突逾].*[元吨]")
_OF_SHARE = re.compile(r"^(?:以上|左右)?的?")
_RATIOS = ("%", "成")
TOO_LITTLE = 4  # characters of what says too little by itself: 企业, 项目, 困难群众
# Bodies and what of them is measured.
_MEASURED = re.compile(
    r"的?(?P<who>[一-鿿]{0,8}?(?:企业|公司|机构|高校|医院|县|市|区|镇|村|产业|集群|园区|基地|品牌|平台))(?P<what>[一-鿿A-Z]{0,8}"
    r"(?:收入|产值|规模|总量|生产总值|GDP|增加值|利润|税收|销售额|交易额|出口额|投资额|总额|产量))"
)


def is_measured_body(words: str) -> bool:
    """Whether words name bodies and a measure of each: 工业企业营业收入."""
    return _MEASURED.fullmatch(words) is not None


def counted_by_deed(behind: str, unit: str, *, with_whom: bool) -> str | None:
    """Things counted by what they do: 43个社区获评“老年友好社区” are 获评“老年友好社区”的社区; None where 社区 is a name that is enough.

    ``with_whom``: they stand in 与…: 与12家医院建立了转诊关系 counts 建立转诊关系的医院.
    """
    if measured := _MEASURED.match(behind) if _BOUND.search(behind) else None:
        return f"{measured['what']}{behind[measured.end() :].strip()}的{measured['who']}"
    share = _OF_SHARE.match(behind) if unit in _RATIOS else None
    if unit in _RATIOS and share is None:
        return None
    said = _DOES.match(behind[share.end() if share else 0 :].strip())
    if said is None or is_bare(said["what"]) or (share is None and len(said["who"]) > TOO_LITTLE):
        return None
    if is_known_name(said["who"]) and not with_whom:
        return None
    return f"{said['does'].removesuffix('了')}{said['what'].strip()}的{said['who']}{'占比' if share else ''}"
