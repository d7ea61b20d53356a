"""Whose a sum or size is: the verb between them left out, the owner before it carried on to what follows in the list."""

from __future__ import annotations

import re

from assets.tables.shape import is_known_name

_AWARD = re.compile(r"^(?:特|一|二|三)等奖$")
_POSSESSION = re.compile(
    r"认缴资金|认缴资本|到位资金|注册资本|总投资|计划总投资|投资额|利税|利润|总收入|销售收入|从业人员|总资产|管理资金规模?"
)
_POSSESSION_END = re.compile(r"(?:主营业务总?收入|营业总?收入|总?产值|工业总产值|增加值|销售收入|税收|利税)$")
# Whose money the rest of a list is: 省属企业完成产业类投资553亿元、研发投入134亿元.
_WHO = "^(?P<who>[一-鿿]{0,8}(?:企业|机构|单位|园区|集团|公司))"
_SUMS = "(?:投资|投入|利润|税收|营收|收入|支出|产值|增加值)(?:总?额)?"
_DONE = re.compile(f"(?:[一-鿿]{{2,4}})?{_SUMS}")
_DOER = re.compile(f"{_WHO}(?:累计|共)?(?:完成|实现)(?=..)")
_OWNED_SUM = re.compile(f"{_WHO}{_DONE.pattern}$")
_HELD = re.compile(f"(?:研发|技改|产业|营业)?{_SUMS}")
_OWNER = re.compile(r"(?:企业|机构|园区|基地|项目|基金)$")


def done_by(name: str) -> str:
    """A sum and whose it is, without the verb between them: 规上工业企业实现利润 is 规上工业企业利润."""
    doer = _DOER.match(name)
    return doer["who"] + name[doer.end() :] if doer and _DONE.fullmatch(name, doer.end()) else name


def owned(name: str, subject: str | None) -> str:
    """A sum or size that belongs to what was spoken of before: 投资类企业1466家,认缴资金1500亿元 is 投资类企业认缴资金."""
    if subject is None:
        return name
    if name.startswith("新增") and (at := subject.find("新增")) > 0:
        return subject[:at].removesuffix("累计") + name  # 网上技术市场累计新增上网企业3945家,新增技术难题2974项
    if name.startswith(("超", "过")) and (at := subject.find(name[0])) > 0:
        counted = "" if "的" in name else subject[subject.find("的", at) :] if "的" in subject[at:] else ""  # 超50亿元的达到4家
        return subject[:at] + name + counted  # 主营业务收入超100亿元的企业达到3家、超50亿元的企业达到4家
    if _AWARD.match(name):
        return re.sub(r"(?:特|一|二|三)等奖$", "", subject) + name  # 国家科技进步奖3项,其中特等奖1项
    if _HELD.fullmatch(name) and not is_known_name(subject) and (owner_of := _OWNED_SUM.match(subject)):
        return owner_of["who"] + name
    if not _POSSESSION.fullmatch(name):
        return name
    owner = _POSSESSION_END.sub("", subject)
    return owner + name if owner and (owner != subject or _OWNER.search(subject)) else name
