"""What stands about the plan above and below its body: title, document number, issuer, addressees, the notice, signature, dates.

The head is read from the top down to the first line that can only be the body's (a numbered heading, a paragraph that is not
the notice's); short unknown lines above the title are the site's navigation.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date
from enum import Enum, auto

from assets.documents.document import BlockKind
from assets.documents.outline import titles
from assets.documents.outline.dates import find_date, is_date_line, is_spelled
from assets.documents.outline.furniture import is_meta_line
from assets.documents.outline.numbering import heading_at
from assets.documents.rendition import Line
from assets.language.cues import bare_heading
from assets.language.fold import fold

_NUMBER = re.compile(r"[\u4e00-\u9fffA-Za-z]{1,14}\s*[〔\[(]\s*(?:19|20)\d\d\s*[〕\])]\s*第?\s*\d{1,4}\s*号")
_CITES = re.compile(r"根据|依据|按照|依照|遵照|贯彻|落实")
_QUOTED = re.compile(r"《[^《》]*》(?:\s*\([^()]{0,40}\))?")
_ISSUER = re.compile(
    r"^(?P<issuer>国务院(?:办公厅)?|[\u4e00-\u9fff、\s]{2,30}(?:人民政府|办公室|办公厅|委员会|管委会|办事处|科技厅|科技局|局|厅|委|领导小组|党组|国务院|科学技术部|科技部))"
    r"(?:\s*文件)?$"
)
_ADDRESSEE = re.compile(r"^(?:各|市|县|区|省|有关|自治|驻|机关|高新|经开)[^。]{2,160}[：:]$")
_NOTICE_TEXT = re.compile(
    r"现.{0,8}(?:印发|转发|下发|发布)|印发给你们|请.{0,14}(?:认真|遵照|结合实际|抓好).{0,14}(?:贯彻|执行|落实|实施|组织)|(?:已|业)经.{0,40}(?:同意|批准|通过)"
)
_NOTICE_WORD = re.compile(r"^通\s*知$|^公\s*告$")
_COPY_TO = re.compile(r"^(?:抄\s*送|主\s*送|抄报|主题词|附\s*件)\s*[:：].{0,120}$|^附\s*件\s*\d{0,2}$|^.{2,40}\d\s*日\s*印发$")
INFO_ROW = "info"  # tag of a row of the box of facts that government pages print above a document: 索引号 | … | 发文机关 | …
_COUNTER = re.compile(r"^\d{1,4}$")
_LONGEST_ISSUER = 40  # characters
_LONG = 60  # characters; a longer line of the head is a paragraph
_LONGEST_NOTICE = 300
_REACH = 300  # lines of a page that the head may take, navigation included
_TAIL_REACH = 8  # lines at the end that may be the signature


class _Part(Enum):
    TITLE = auto()
    SUBTITLE = auto()
    HEADLINE = auto()
    NUMBER = auto()
    DATE = auto()
    ISSUER = auto()
    NOTICE = auto()
    META = auto()
    REMARK = auto()
    BODY = auto()
    UNKNOWN = auto()


_TITLES = frozenset({_Part.TITLE, _Part.HEADLINE})
_KINDS = {_Part.META: BlockKind.FURNITURE, _Part.SUBTITLE: BlockKind.TITLE}


@dataclass(slots=True)
class Front:
    """What head and foot of a plan say, and the kinds of their lines (by line index)."""

    kinds: dict[int, BlockKind] = field(default_factory=dict)
    body: int = 0  # first line of the body
    title: str | None = None  # the plan's own, printed above its body
    subtitle: str | None = None  # ——2024年1月10日在某市第八届人民代表大会第三次会议上
    headline: str | None = None  # of the notice that issues it
    announced: str | None = None  # the title that the notice's text names: 《某市规划》已经市政府同意,现印发给你们
    number: str | None = None
    issuer: str | None = None
    signed_on: date | None = None
    delivered_on: date | None = None  # of a report: 2024年1月10日在某市第八届人民代表大会第三次会议上
    published_on: date | None = None
    meta: list[str] = field(default_factory=list)  # lines such as 2018-05-24 来源:新乡市人民政府


def read_front(lines: Sequence[Line], aside: Set[int], in_table: Set[int], outside: Set[int], tags: Mapping[int, str]) -> Front:
    """Read head and foot. ``aside`` are furniture and contents lines, ``outside`` what an HTML layout puts outside its article."""
    front = Front()
    parts = _head_parts(lines, aside, in_table, outside, tags, front)
    _read_titles(lines, parts, front)
    _read_statements(lines, parts, front)
    _read_foot(lines, aside, in_table, front)
    return front


def own_number(text: str) -> str | None:
    """The first document number in a line, as printed, that is the document's own: not inside or behind 《》, not cited after 根据."""
    said = fold(text)
    if "号" not in said or _CITES.search(said):
        return None
    match = _NUMBER.search(_QUOTED.sub(lambda m: " " * len(m[0]), said))
    return text[slice(*match.span())] if match else None


def _head_parts(
    lines: Sequence[Line], aside: Set[int], in_table: Set[int], outside: Set[int], tags: Mapping[int, str], front: Front
) -> dict[int, _Part]:
    """What each line of the head is; sets where the body starts and which lines above the title are navigation."""
    parts: dict[int, _Part] = {}
    unknown: list[int] = []
    above: set[_Part] = set()
    previous: _Part | None = None
    stop = next((i for i in range(len(lines)) if i in in_table), len(lines))
    for i in range(min(stop, _REACH)):
        text = lines[i].text
        if not text:
            continue
        if i in aside:
            front.meta.append(text)
            continue
        part = _Part.META if tags.get(i) == INFO_ROW else _part(lines, i, above, previous, tags.get(i))
        if part is _Part.UNKNOWN and i in outside:
            front.kinds[i] = BlockKind.FURNITURE
            continue
        if part is _Part.BODY and i not in outside:
            break
        previous = part
        if part in (_Part.UNKNOWN, _Part.BODY):
            unknown.append(i)
            continue
        if part in (_Part.TITLE, _Part.HEADLINE, _Part.NUMBER, _Part.META) or above & _TITLES:
            front.kinds.update(dict.fromkeys(unknown, BlockKind.FURNITURE))
            unknown.clear()
        above.add(part)
        parts[i] = part
    front.body = max(parts, default=-1) + 1
    return parts


def _part(lines: Sequence[Line], i: int, above: Set[_Part], previous: _Part | None, tag: str | None) -> _Part:
    """What a line is, by itself, by the line beside it and by what the head has had above it."""
    text = lines[i].text
    bare = text[titles.leading_id(text) :]
    if titles.is_headline(bare):
        return _Part.HEADLINE
    if previous is _Part.TITLE and titles.is_subtitle(text):
        return _Part.SUBTITLE
    if previous is _Part.TITLE and titles.closes_title(text):
        return _Part.TITLE
    # 2024年重点工作 below a plan's title is no other title.
    is_late = _Part.TITLE in above and titles.is_minor_title(bare)
    is_heading = heading_at(bare if above else titles.unnumbered(bare)) is not None  # 附件:某市…目标任务分解表 with nothing above it
    if titles.is_own_title(bare) and not is_heading and not is_late:
        return _Part.TITLE
    is_titled = bool(above & _TITLES)
    part = _part_beside_titles(text, is_titled, tag, is_notice=is_titled or bool(above & {_Part.NUMBER, _Part.NOTICE}))
    if part is _Part.UNKNOWN and not is_titled:
        with_above = previous is _Part.UNKNOWN and titles.breaks_off(_next_text(lines, range(i - 1, -1, -1)), text)
        if with_above or titles.is_speech(text, _next_text(lines, range(i + 1, len(lines)))):
            return _Part.TITLE
    return part


def _next_text(lines: Sequence[Line], way: range) -> str:
    return next((lines[at].text for at in way if lines[at].text), "")


def _part_beside_titles(text: str, titled: bool, tag: str | None, *, is_notice: bool) -> _Part:
    """What a line is that is no title; ``titled``: whether a title stands above it, ``is_notice``: whether a notice has begun."""
    said = fold(text)
    if is_date_line(text):
        return _Part.DATE
    if len(text) <= _LONG and own_number(text):
        return _Part.NUMBER
    if is_meta_line(text):
        return _Part.META
    if _issuer(text):
        return _Part.ISSUER
    if _COPY_TO.match(said) or titles.is_remark(text) or _COUNTER.match(said) or _NOTICE_WORD.match(said):
        return _Part.REMARK
    if _ADDRESSEE.match(said) or (is_notice and len(text) <= _LONGEST_NOTICE and _NOTICE_TEXT.search(said)):
        return _Part.NOTICE
    if (
        len(text) > _LONG
        or "。" in text
        or (titled and (heading_at(text) is not None or tag is not None or bare_heading(said)))
        or _is_chapter(text)
    ):
        return _Part.BODY
    return _Part.UNKNOWN


def _is_chapter(text: str) -> bool:
    mark = heading_at(text)
    return mark is not None and mark.rank <= 50 and mark.number is not None


def _read_titles(lines: Sequence[Line], parts: Mapping[int, _Part], front: Front) -> None:
    """Title and headline, joined where they run over lines; the last own title above the body is the plan's."""
    order = sorted(parts)
    for at, i in enumerate(order):
        text = lines[i].text[titles.leading_id(lines[i].text) :]
        if parts[i] is _Part.HEADLINE:
            whole, used = _joined_headline(lines, order[at:], text)
            front.kinds.update(dict.fromkeys(used, BlockKind.FRONT))
            front.headline = front.headline or whole
        elif parts[i] is _Part.TITLE:
            front.kinds[i] = BlockKind.TITLE
            front.title = _with_line_above(lines, i, titles.unquoted(titles.unnumbered(text)), front)
            below = order[at + 1] if at + 1 < len(order) else -1
            if below > 0 and titles.is_period_remark(lines[below].text):
                front.title += lines[below].text
                front.kinds[below] = BlockKind.TITLE
    headline = min((i for i in parts if parts[i] is _Part.HEADLINE), default=None)
    if front.title is None and headline is not None:
        front.kinds[headline] = BlockKind.TITLE


def _joined_headline(lines: Sequence[Line], order: Sequence[int], text: str) -> tuple[str, list[int]]:
    """关于印发辛集市科技创新“十四五”规划的 / 通 知: the lines down to the one that closes the notice's title."""
    used = [order[0]]
    for i in order[1:3]:
        if titles.closes_headline(text) or len(lines[i].text) > titles.LONGEST:
            break
        joined = text + lines[i].text
        if titles.closes_headline(joined):
            return joined, [*used, i]
    return text, used


def _with_line_above(lines: Sequence[Line], i: int, text: str, front: Front) -> str:
    """A title with the line above it, where that was taken for navigation or for the whole title, and they are one."""
    above = next((at for at in range(i - 1, -1, -1) if lines[at].text), None)
    kind = front.kinds.get(above) if above is not None else None
    if above is None or kind not in (BlockKind.TITLE, BlockKind.FURNITURE):
        return titles.undashed(text)
    if not (titles.closes_title(text) if kind is BlockKind.TITLE else titles.goes_on(text, lines[above].text)):
        return titles.undashed(text)
    front.kinds[above] = BlockKind.TITLE
    return (front.title if kind is BlockKind.TITLE and front.title else lines[above].text) + text


def _read_statements(lines: Sequence[Line], parts: Mapping[int, _Part], front: Front) -> None:
    """Number, issuer and dates of the head; a date below an issuer's name is the signature's."""
    previous: _Part | None = None
    issuer: str | None = None
    for i in sorted(parts):
        text, part = lines[i].text, parts[i]
        front.kinds.setdefault(i, _KINDS.get(part, BlockKind.FURNITURE if _COUNTER.match(text) else BlockKind.FRONT))
        if part in (_Part.NUMBER, _Part.HEADLINE, _Part.META, _Part.TITLE) and front.number is None:
            front.number = own_number(text)
        if part is _Part.ISSUER:
            issuer = _issuer(text)
            front.issuer = front.issuer or issuer
        if part is _Part.NOTICE and front.announced is None:
            front.announced = titles.announced(text)
        if part is _Part.SUBTITLE:
            front.subtitle = text
            front.delivered_on = front.delivered_on or find_date(text)
        if part is _Part.META:
            front.meta.append(text)
        if part is _Part.DATE and (day := find_date(text)):
            if previous is _Part.ISSUER:
                front.issuer = issuer  # the signature holds before a site's name at the top of the page
            if previous in (_Part.ISSUER, _Part.NOTICE) or fold(text[0]) == "(" or (is_spelled(text) and _Part.NOTICE in parts.values()):
                front.signed_on = front.signed_on or day
            else:
                front.published_on = front.published_on or day
        previous = part


def _issuer(text: str) -> str | None:
    """The body that a line names and nothing else, as printed: 辛集市人民政府文件 is issued by 辛集市人民政府."""
    match = _ISSUER.match(fold(text)) if len(text) <= _LONGEST_ISSUER else None
    return text[slice(*match.span("issuer"))].rstrip() if match else None


def _read_foot(lines: Sequence[Line], aside: Set[int], in_table: Set[int], front: Front) -> None:
    """The signature below the body: issuer, date, 抄送; nothing is taken from inside the body."""
    seen = 0
    for i in range(len(lines) - 1, front.body, -1):
        text = lines[i].text
        if not text or i in aside:
            continue
        seen += 1
        said = fold(text)
        issuer = _issuer(text) if heading_at(text) is None else None
        if seen > _TAIL_REACH or i in in_table or not (is_date_line(text) or issuer or _COPY_TO.match(said) or titles.is_remark(text)):
            break
        front.kinds[i] = BlockKind.FRONT
        if is_date_line(text) or said.endswith("印发"):
            front.signed_on = front.signed_on or find_date(text)
        elif issuer:
            front.issuer = front.issuer or issuer
