"""Titles: telling a plan's own title from the notice that issues it, and from the site's name around it."""

from __future__ import annotations

import re

from assets.language.fold import tidy

LONGEST = 70  # characters of a title line
_REMARK = r"[（(\[〔【][^（）()\[\]〔〕【】]{1,24}[）)\]〕】]"
_PLAN_WORD = r"(?:规划(?:纲要)?|计划|纲要|方案|意见|要点|行动|工作安排|总体安排|白皮书)"
_PLAN_END = re.compile(rf"{_PLAN_WORD}(?:{_REMARK})*$")
_BREAKS = re.compile(r"[。；;！!？?：:>＞|｜]|[，,].*[，,]")
_NOTICE = re.compile(r"(?:印发|下发|发布|公布|批转|转发|报送|实施|审议通过|征求|公开)")
_NOTICE_END = re.compile(r"(?:的?\s*(?:通\s*知|公\s*告|批\s*复|函|决\s*定|通\s*告)|》)(?:\s*[（(][^（）()]{1,30}[）)])?$")
_QUOTED = re.compile(r"《\s*([^《》]*(?:《[^《》]*》[^《》]*)*?)\s*》")
_UNQUOTED = re.compile(
    r"(?:印发|下发|发布|公布|批转|转发|报送|实施)\s*(?P<title>[^《》]+?)\s*的?\s*(?:通\s*知|公\s*告|批\s*复|函|决\s*定|通\s*告)"
)
_OWN_NOTICE = re.compile(rf"^(?P<title>.*{_PLAN_WORD}(?:{_REMARK})*)\s*的?\s*(?:通\s*知|公\s*告)$")
_LEADING_ID = re.compile(r"^\d{3,}\s+(?=\D)")
_DRAFT = re.compile(rf"^{_REMARK}$")
_PERIOD_REMARK = re.compile(r"^[（(]\s*(?:19|20)\d\d\s*年?\s*[-—–―~～至]+\s*(?:19|20)\d\d\s*年?\s*[）)]$")
# What sites put behind a page's title: 关于印发…的通知_嘉兴市人民政府, … - 政策文件 - 某某网
_SITE = re.compile(r"\s*(?:[_|｜丨»>＞]|\s[-–—]+\s+|[-–—]{1,2}(?=[^-–—]{0,14}(?:政府|网|门户|局|厅|委)\S{0,8}$)).*$")


def is_own_title(text: str) -> bool:
    """Whether a line is a plan's own title: 辛集市科技创新“十四五”规划, …行动计划(2018—2020年)."""
    return len(text) <= LONGEST and _PLAN_END.search(text) is not None and not _BREAKS.search(text) and not is_headline(text)


def is_headline(text: str) -> bool:
    """Whether a line is (the beginning of) the title of a notice: 关于印发辛集市科技创新“十四五”规划的通知."""
    if len(text) > 2 * LONGEST or "。" in text:
        return False
    if "关于" in text and _NOTICE.search(text):
        return not _PLAN_END.search(text) or "印发" in text or "发布" in text
    return _OWN_NOTICE.match(text) is not None


def closes_headline(text: str) -> bool:
    """Whether the title of a notice is complete: it ends in 通知, 公告 and the like."""
    return _NOTICE_END.search(text) is not None


def plan_title(headline: str) -> str | None:
    """The plan's own title out of the title of the notice that issues it; None where it names none."""
    text = tidy(headline)
    notice = _NOTICE.search(text)
    if quoted := _QUOTED.search(text, notice.end() if notice else 0):
        return quoted[1].strip()
    if named := _UNQUOTED.search(text):
        title = named["title"].removesuffix("的").strip()
        return title if _PLAN_END.search(title) else None
    own = _OWN_NOTICE.match(text)
    return own["title"].strip() if own else None


def title_of_page(text: str) -> str | None:
    """The plan's title out of a page's own (``<title>``, meta ArticleTitle), which may carry the site's name."""
    text = tidy(_SITE.sub("", text.strip()))
    if is_headline(text):
        return plan_title(text)
    return text.strip("《》") if is_own_title(text) else None


def leading_id(text: str) -> int:
    """How many characters an article's number takes before its title (31388 关于印发…); 0 where none does."""
    match = _LEADING_ID.match(text)
    return match.end() if match and (is_headline(text[match.end() :]) or is_own_title(text[match.end() :])) else 0


def is_remark(text: str) -> bool:
    """Whether a line is a remark on the plan in brackets: (征求意见稿), (此件公开发布)."""
    return len(text) <= 30 and _DRAFT.match(text) is not None


def is_period_remark(text: str) -> bool:
    """Whether a line is the period that belongs to the title above it: (2021—2025年)."""
    return len(text) <= 24 and _PERIOD_REMARK.match(text) is not None
