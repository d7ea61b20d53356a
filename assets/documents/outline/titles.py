"""Titles: telling a plan's own title from the notice that issues it, and from the site's name around it.

Every function takes a line as printed, in either script and with half- or full-width signs, and gives slices of the print.
"""

from __future__ import annotations

import re

from assets.language.fold import fold, squeeze, tidy
from assets.language.years import YEAR

LONGEST = 70  # characters of a title line
_LONGEST_SUBTITLE = 60
_REMARK = r"[(\[〔][^()\[\]〔〕]{1,24}[)\]〕]"
_YEARS = rf"{YEAR}\s*年?度?\s*[-—–―~至到]+\s*(?:{YEAR}|\d\d)\s*年?度?"
# What may stand behind a title's last word: (2021—2025年), 2021-2025, (征求意见稿), 草案.
_BEHIND = rf"(?:\s*(?:{_REMARK}|{_YEARS}|征求意见稿|送审稿|讨论稿|草案|修订[稿版]|摘要|全文|文本|公开版))*"
_MAJOR = r"(?:规划(?:纲要|书)?|计划书?|纲要|方案|意见|要点|行动|工作安排|总体安排|白皮书)"
# The last words of other plan documents. Headings and captions end in them too, so they make a title only below no other.
_MINOR = (
    r"(?:报告|公报|年报|建议|决[定议]|办法|细则|大纲|蓝皮书|路线图|攻坚战?|远景目标|若干(?:政策)?(?:措施|举措|政策)|政策措施"
    r"|(?<![第一二三四五六七八九十百\d])[一二三四五六七八九十百\d]{1,3}条(?:措施|政策|举措)?|工作(?:总结|打算|思路|谋划|部署)|(?:年度|任务)安排"
    r"|(?:任务|责任|考核|重点工作)分工表?|(?:目标|任务|指标|责任)分解表?|(?:任务|责任)(?:书|清单)"
    rf"|{YEAR}\s*年度?[^\s]{{0,30}}(?:目标任务|工作任务|重点工作|重点任务|主要任务|工作目标))"
)
_PLAN_WORD = rf"(?:{_MAJOR}|{_MINOR})"
_PLAN_END = re.compile(rf"{_PLAN_WORD}{_BEHIND}$")
_MAJOR_END = re.compile(rf"{_MAJOR}{_BEHIND}$")
_BREAKS = re.compile(r"[。;!?:>|]|[,].*[,]")
# A site's menu is made of these words alone: 规划计划, 工作报告, 年度计划, 征求意见.
_NUMBERED_CAPTION = re.compile(r"^(?:附?表|图表|专栏|续表)(?:\s*[\d一二三四五六七八九十]+(?![\d.]*年)|[\s:])")  # 表2 年度改造计划
_MENU = re.compile(
    r"^(?:政府|政务|信息|公开|统计|年度|总结|工作|规划|计划|发展|专项|区域|中长期|长期|财政|预算|决算|审计|监督|监测|调查|分析|数据|研究|行动|实施"
    r"|方案|报告|要点|意见|纲要|措施|政策|总体|五年|近期|重大|重点|项目|其他|其它|民生|实事|解读|建议|提案|议案|办理|征求|征集|网上|法治|建设|年报"
    r"|决策|决定|决议|安排|任务|分工|分解|责任|清单|办法|细则|及|和|与|、)+$"
)
_SPEECH = "政府工作报告"  # printed as a title by itself; its subtitle says whose and when
_NOTICE = re.compile(r"(?:印发|下发|下达|发布|公布|批转|转发|报送|实施|审议通过|征求|公开)")
_NOTICE_WORD = r"(?:通\s*知|公\s*告|公\s*示|启\s*事|批\s*复|函|决\s*定|通\s*告)"
_NOTICE_END = re.compile(rf"(?:的?\s*{_NOTICE_WORD}|》)(?:\s*\([^()]{{1,30}}\))?$")
_QUOTED = re.compile(r"《\s*([^《》]*(?:《[^《》]*》[^《》]*)*?)\s*》")
_UNQUOTED = re.compile(rf"(?:印发|下发|下达|发布|公布|批转|转发|报送|实施)\s*(?P<title>[^《》]+?)\s*的?\s*{_NOTICE_WORD}")
_NEWS = re.compile(r"(?:印发|下发|发布|公布|出台|转发)\s*《[^《》]+(?:《[^《》]*》[^《》]*)*》$")
# 兰州市“十五五”规划纲要提出未来五年发展目标: news of a plan, whose title is all before the verb.
_TOLD = re.compile(
    rf"^(?P<title>[^,。;:《》]{{0,40}}(?:五[”\"]?|{YEAR}年?|[省市县区州])[^,。;:《》]{{0,30}}?{_MAJOR})(?:提出|明确|解读|出台|发布|正式印发|绘就)"
)
# 《“十四五”国家信息化规划》主要指标, 一图读懂《…规划》: of a plan that it names and nothing more.
_OF_PLAN = re.compile(
    r"^(?:.{0,8}《[^《》]{6,60}》(?:\((?:全文|节选|摘要)\))?的?(?:(?:主要|核心|发展)*(?:指标|目标)(?:表|任务)?|摘要|要点|节选|摘录|(?:政策)?解读|图解)"
    r"|(?:一图读懂|图解|解读)[:|]?《[^《》]{6,60}》)$"
)
_OWN_NOTICE = re.compile(rf"^(?P<title>.*{_PLAN_WORD}(?:{_REMARK})*)\s*的?\s*(?:通\s*知|公\s*告)$")
_LEADING_ID = re.compile(r"^\d{3,}\s+(?=\D)")
_ATTACHED = re.compile(r"附\s*件?\s*[一二三四五六七八九十\d]{0,2}\s*[:：]\s*")
_NUMBER_BEHIND = re.compile(r"\s*\([^()]{1,20}[〔\[(]\s*(?:19|20)\d\d\s*[〕\])]\s*第?\s*\d{1,4}\s*号\)\s*$")
_TABLE_TITLE = re.compile(r"(?:指标(?:体系)?|目标|任务|情况|一览|分解|清单)表?$")
_PLAN_WORDS = re.compile(rf"{_MAJOR}|{YEAR}年|五年|[”\"]|报告")
_REACH_OF_OPENING = 400  # characters of a paragraph in which a plan says what it is
_MADE = re.compile(r"(?:制定|编制|制订)(?:了|本|了本)?\s*《(?P<title>[^《》]{6,70})》")
_BEGINS_WITH = re.compile(
    rf"\s*《?(?P<title>[^,。;:《》]{{6,60}}?{_MAJOR}(?:{_REMARK})?)》?[,，]?\s*(?:\(以下简称[^()]*\))?[,，]?\s*(?:是?(?:根据|依据|按照)|主要阐明|是[^,。]{{2,40}}(?:纲领|蓝图))"
)
_DRAFT = re.compile(rf"^{_REMARK}$")
_PERIOD_REMARK = re.compile(rf"^\(\s*{_YEARS}\s*\)$")
_DASHES = re.compile(r"^[-—–―]{1,3}\s*")
_SUBTITLE = re.compile(r"^[-—–―]{1,3}\s*[^-—–―\s\d.].*|^[-—–―]{1,3}\s*(?:19|20)\d\d\s*年.*|^\(.*(?:会议|大会)上?\)$")
# 襄阳市科技创新“十四五”规划 / 实施情况中期评估报告: a line that only goes on with the title above it.
_GOES_ON = re.compile(r"^的?(?:[\"”』」]|实施|执行|落实|贯彻|完成|进展|推进|中期|期中|终期|期末|年度|总结|评估|自评|监测)")
_GOES_ON_BELOW_WORDS = re.compile(r"^[“\"‘'「『十第(\d]|^(?:规划|行动|发展|若干|[一二两三四五]年|专项)")
_AREA_LINE = re.compile(r"^[\u4e00-\u9fff]{1,14}[省市县区州盟旗镇乡]$")
# What a title that breaks off begins with: 襄阳市2022年度科技创新 / 工作计划; a site's name does too: 襄阳市人民政府门户网站.
_TITLE_BEGINS = re.compile(rf"^[“\"]?(?:[\u4e00-\u9fff]{{1,14}}?[省市县区州盟旗镇乡]|{YEAR}年|十[一二三四五六七八九]五)")
_SITE_WORDS = re.compile(r"网|门户|首页|欢迎|导航|栏目|频道|动态|人民政府$|[局委厅]$|[>:|。]")
_YEAR_BEGINS = re.compile(rf"{YEAR}年")
# What sites put behind a page's title: 关于印发…的通知_嘉兴市人民政府, … - 政策文件 - 某某网
_SITE = re.compile(r"\s*(?:[_|丨»>]|\s[-–—]+\s+|[-–—]{1,2}(?=[^-–—]{0,14}(?:政府|网|门户|局|厅|委)\S{0,8}$)).*$")


def unnumbered(text: str) -> str:
    """A title without the document number in brackets behind it (…“十四五”规划(某发改能源〔2021〕1067号)), and without 附件1: before it."""
    attached = _ATTACHED.match(text)
    text = text[attached.end() :] if attached else text
    number = _NUMBER_BEHIND.search(fold(text))
    return text[: number.start()].rstrip() if number else text


def is_own_title(text: str) -> bool:
    """Whether a line is a plan's own title: 辛集市科技创新“十四五”规划, …行动计划(2018—2020年), …规划实施情况中期评估报告."""
    said = fold(unquoted(unnumbered(text)))
    if len(said) > LONGEST or not _PLAN_END.search(said) or _BREAKS.search(said) or is_headline(text):
        return False
    return not _MENU.match(squeeze(said)) and not _NUMBERED_CAPTION.match(said)


def is_table_title(text: str) -> bool:
    """Whether the one cell of a table's first row is the file's title: 菱渡市科技创新“十四五”规划主要指标, …2026年目标任务分解表."""
    said = squeeze(fold(text))
    return is_own_title(text) or (
        _TABLE_TITLE.search(said) is not None and _PLAN_WORDS.search(said) is not None and not _BREAKS.search(said)
    )


def is_speech(text: str, below: str) -> bool:
    """Whether a line is the title of a government's report to its congress, which the line below tells from a menu's word."""
    return len(text) <= LONGEST and squeeze(fold(text)) == _SPEECH and (is_subtitle(below) or fold(below).startswith("各位代表"))


def is_minor_title(text: str) -> bool:
    """Whether an own title ends in a word that headings and captions end in too (报告, 任务分解): no title if one stands above it."""
    return not _MAJOR_END.search(fold(unquoted(unnumbered(text))))


def is_headline(text: str) -> bool:
    """Whether a line is (the beginning of) the title of a notice: 关于印发辛集市科技创新“十四五”规划的通知."""
    said = fold(text)
    if len(said) > 2 * LONGEST or "。" in said:
        return False
    if "关于" in said and _NOTICE.search(said):
        return not _PLAN_END.search(said) or "印发" in said or "发布" in said
    return any(news is not None for news in (_OWN_NOTICE.match(said), _NEWS.search(said), _TOLD.match(said), _OF_PLAN.match(said)))


def closes_headline(text: str) -> bool:
    """Whether the title of a notice is complete: it ends in 通知, 公告 and the like."""
    return _NOTICE_END.search(fold(text)) is not None


def plan_title(headline: str) -> str | None:
    """The plan's own title out of the title of the notice that issues it; None where it names none."""
    text = tidy(headline)
    said = fold(text)
    notice = _NOTICE.search(said)
    # 关于贯彻《某省规划》印发《某市规划》的通知 is about the second, 关于《某市规划》公开征求意见的公告 about the first.
    if quoted := _QUOTED.search(said, notice.end() if notice else 0) or _QUOTED.search(said):
        return text[slice(*quoted.span(1))].strip()
    if named := _UNQUOTED.search(said):
        title = text[slice(*named.span("title"))].removesuffix("的").strip()
        return title if _PLAN_END.search(fold(title)) else None
    own = _OWN_NOTICE.match(said) or _TOLD.match(said)
    return text[slice(*own.span("title"))].strip() if own else None


def announced(text: str) -> str | None:
    """The plan that a notice's text issues: 《某市规划(2018—2030年)》已经市政府同意,现印发给你们; the first quoted title of a plan."""
    for quoted in _QUOTED.finditer(fold(text)):
        title = text[slice(*quoted.span(1))].strip()
        if is_own_title(title):
            return unnumbered(title)
    return None


def made_by_opening(text: str) -> str | None:
    """The plan that an opening paragraph says it makes (根据《…》,制定《某市规划》), or that it begins with (某市…规划纲要根据…)."""
    said = fold(text[:_REACH_OF_OPENING])
    if (begins := _BEGINS_WITH.match(said)) and is_own_title(text[slice(*begins.span("title"))]):
        return text[slice(*begins.span("title"))].strip()
    for made in _MADE.finditer(said):
        if is_own_title(title := text[slice(*made.span("title"))].strip()):
            return title
    return None


def title_of_page(text: str) -> str | None:
    """The plan's title out of a page's own (``<title>``, meta ArticleTitle), which may carry the site's name."""
    site = _SITE.search(fold(text.strip()))
    text = tidy(text.strip()[: site.start()] if site else text)
    if is_headline(text):
        return plan_title(text)
    return unquoted(unnumbered(text)) if is_own_title(text) else None


def unquoted(text: str) -> str:
    """A title without the marks around the whole of it: 《某市规划》 is 某市规划; 《某市规划》中期评估报告 stays."""
    return text[1:-1].strip() if text[:1] in "《<〈" and text[-1:] in "》>〉" and _QUOTED.fullmatch(text) else text


def undashed(text: str) -> str:
    """A title below a slogan without the dash that opens it: ——某市2024年科技工作报告."""
    return _DASHES.sub("", text)


def leading_id(text: str) -> int:
    """How many characters an article's number takes before its title (31388 关于印发…); 0 where none does."""
    match = _LEADING_ID.match(text)
    return match.end() if match and (is_headline(text[match.end() :]) or is_own_title(text[match.end() :])) else 0


def closes_title(text: str) -> bool:
    """Whether a line below a plan's title is the rest of it: 襄阳市“十四五”科技创新规划 / 实施情况中期评估报告."""
    said = fold(text)
    return len(said) <= LONGEST and _GOES_ON.match(said) is not None and _PLAN_END.search(said) is not None and not _BREAKS.search(said)


def goes_on(text: str, above: str) -> bool:
    """Whether a title goes on with the line above it, which by itself is none: 嘉兴市科技创新发展 / “十三五”规划."""
    said = fold(text)
    if _AREA_LINE.match(fold(above)) and not said.startswith(fold(above)):
        return True
    if breaks_off(above, text):
        return True
    if _YEAR_BEGINS.match(said) and not _TITLE_BEGINS.match(fold(above)):
        return False  # a site's column (市情要闻) above 2026年某市政府工作报告
    return 4 <= len(above) <= 30 and (_GOES_ON_BELOW_WORDS.match(said) or _GOES_ON.match(said)) is not None


def breaks_off(above: str, text: str) -> bool:
    """Whether a line that is no title and the line below it are one title: 襄阳市2022年度科技创新 / 工作计划."""
    said, begins = fold(above), _TITLE_BEGINS.match(fold(text))
    if not 4 <= len(said) <= 30 or begins or not _TITLE_BEGINS.match(said) or _SITE_WORDS.search(said):
        return False
    return _PLAN_END.search(fold(text)) is not None and is_own_title(above + text) and not is_own_title(above)


def is_subtitle(text: str) -> bool:
    """Whether a line below a title is its subtitle: ——2024年1月10日在某市第八届人民代表大会第三次会议上."""
    said = fold(text)
    return 6 <= len(said) <= _LONGEST_SUBTITLE and _SUBTITLE.match(said) is not None and not re.search("[。;]", said)


def is_remark(text: str) -> bool:
    """Whether a line is a remark on the plan in brackets: (征求意见稿), (此件公开发布)."""
    return len(text) <= 30 and _DRAFT.match(fold(text)) is not None


def is_period_remark(text: str) -> bool:
    """Whether a line is the period that belongs to the title above it: (2021—2025年)."""
    return len(text) <= 24 and _PERIOD_REMARK.match(fold(text)) is not None
