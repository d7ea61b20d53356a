"""What a plan says about itself: title, number, issuer, area, dates, period. None where it does not say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from assets.documents.about.chosen_title import find_title
from assets.documents.about.genre import names_a_plan, names_a_report, reads_like_statistics, told_year
from assets.documents.about.hypothesis import Choice
from assets.documents.about.periods import Years, find_outlook, find_period
from assets.documents.about.plan_area import CAPTION, HEADLINE, ISSUER, SOURCE, TITLE, Place, find_place
from assets.documents.document import Block, BlockKind, Doubt, PlanMetadata
from assets.documents.outline.dates import find_date
from assets.documents.outline.front import Front, own_number
from assets.language.fold import fold
from expectations.registry import Regions

# Names under which pages state the same thing: meta tags of government sites first, then labels printed above the text.
_PUBLISHED = ("pubdate", "article:published_time", "publishdate", "发布日期", "发布时间", "公开日期", "更新时间", "日期", "时间")
_SIGNED = ("成文日期", "发文日期", "生成日期", "发文时间")
_ISSUERS = ("发文机关", "发文机构", "制发机关", "发布机构", "发布单位")
_SOURCES = ("contentsource", "信息来源", "文章来源", "来源")
_NUMBERS = ("发文字号", "文号", "文件编号", "发文文号")
_LABEL = re.compile(
    r"(?P<label>发文字号|发文文号|文\s*号|文件编号|发文机关|发文机构|制发机关|发布机构|发布单位|成文日期|发文日期|发文时间|生成日期|发布日期|发布时间|公开日期|更新时间"
    r"|信息来源|文章来源|来源|索\s*引\s*号|主题分类|主题词|有效性|名\s*称|标\s*题|日期|时间|作者|浏览(?:次数|量)?|点击(?:次数|数|率)?|字体|字号)\s*[:：|]\s*"
)
_BODY = re.compile(r"(?:人民政府|办公室|办公厅|办事处|委员会|厅|局|管委会|国务院|科技部|市委|省委|县委|区委)$")
_PRESS = re.compile(r"(?:网|报社?|日报|晚报|新闻|客户端|电视台?|传媒|社|公众号)$")  # 中国甘肃网 writes about 兰州市 too
_HEADLINE_ISSUER = re.compile(r"^(?P<issuer>[\u4e00-\u9fff、\s]{4,40}?)关于")
_NO_NUMBER = re.compile(r"^(?:无|-+|—+|/|暂无)?$")
_CAPTIONS_LOOKED_AT = 3
_NOTHING = "nothing"
_OPENING, _LONGEST_LINE = 400, 40  # characters
_CONTENT = frozenset({BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.BOX, BlockKind.CAPTION, BlockKind.TABLE})
_SEARCHED = _CONTENT - {BlockKind.TABLE}


def read_metadata(text: str, blocks: Sequence[Block], front: Front, stated: Mapping[str, str], regions: Regions) -> PlanMetadata:
    """The metadata of a plan from its head and foot, the page's meta tags (``stated``, lower-case names) and its text."""
    said = {**labelled(front.meta), **{name.lower(): value.strip() for name, value in stated.items() if value.strip()}}
    title = find_title(text, blocks, front, said)
    heading = f"{title.value or ''}{front.subtitle or ''}" or None
    issuer, number = _issuer(front, said), front.number or _number(said)
    captions, content = _captions(text, blocks), _content(text, blocks)
    where = [(TITLE, heading), (HEADLINE, front.headline), (ISSUER, issuer), (SOURCE, _source(said))]
    where += [(CAPTION, caption) for caption in captions]
    place = find_place([(kind, print_) for kind, print_ in where if print_], content, regions, number)
    folded = fold(content)
    headings = [*_first_lines(text), *(fold(text[block.start : block.end]) for block in blocks if block.kind is BlockKind.HEADING)]
    is_statistics = not names_a_plan(heading or front.headline) and reads_like_statistics(folded)
    told = told_year(folded) if is_statistics or names_a_report(heading) else None
    period = find_period(heading, captions, folded, announced=front.announced or front.headline, headings=headings, told=told)
    start, end = period.value or (None, None)
    region = place.value
    return PlanMetadata(
        title=title.value,
        document_number=number,
        issuer=issuer,
        region_code=region.region_code if region else None,
        region_name=region.region_name if region else None,
        province=region.province if region else None,
        level=region.level if region else None,
        signed_on=front.signed_on or _date(said, _SIGNED) or front.delivered_on,
        published_on=_date(said, _PUBLISHED) or front.published_on or _first_date(front.meta),
        period_start=start,
        period_end=end,
        outlook_year=find_outlook(title.value, folded, end),
        reads_like_statistics=is_statistics,
        doubts=tuple(_doubts(title, place, period)),
    )


def _doubts(title: Choice[str], place: Choice[Place], period: Choice[Years]) -> Iterator[Doubt]:
    """What of the plan's identity little speaks for, with the keys of a sidecar that would settle it."""
    region = place.value
    years = f"{period.value[0]}–{period.value[1]}" if period.value else None
    for field, choice, seen, keys in (
        ("title", title, title.value, ("title",)),
        ("place", place, region.region_name if region else None, ("region_code", "region_name")),
        ("period", period, years, ("period_start", "period_end")),
    ):
        if choice.is_thin:
            yield Doubt(field, keys, seen or "", ", ".join(choice.kinds) or _NOTHING)


def labelled(lines: Sequence[str]) -> dict[str, str]:
    """What lines such as 发文字号:辛政办字〔2022〕22号 发布日期:2022-07-16 state, by label; the first statement of a label holds.

    Labels are in simplified script, values as printed.
    """
    said: dict[str, str] = {}
    for line in lines:
        matches = list(_LABEL.finditer(fold(line)))
        for at, match in enumerate(matches):
            end = matches[at + 1].start() if at + 1 < len(matches) else len(line)
            value = line[match.end() : end].strip(" \t\u3000\xa0|[]【】()（）")
            if value:
                said.setdefault(re.sub(r"\s", "", match["label"]), value)
    return said


def _issuer(front: Front, said: Mapping[str, str]) -> str | None:
    """Who signed or heads the document; else the labelled body; else whom the headline begins with; else a government source."""
    if front.issuer:
        return front.issuer
    if body := _first(said, _ISSUERS):
        return body
    headline = front.headline or front.title or ""
    match = _HEADLINE_ISSUER.match(fold(headline))
    if match and _BODY.search(match["issuer"].strip()):
        return headline[slice(*match.span("issuer"))].strip()
    source = _first(said, _SOURCES)
    return source if source and _BODY.search(fold(source)) else None


def _number(said: Mapping[str, str]) -> str | None:
    value = _first(said, _NUMBERS)
    return own_number(value) if value and not _NO_NUMBER.match(value) else None


def _first(said: Mapping[str, str], names: Sequence[str]) -> str | None:
    return next((said[name] for name in names if name in said), None)


def _date(said: Mapping[str, str], names: Sequence[str]) -> date | None:
    return next((found for name in names if name in said and (found := find_date(said[name]))), None)


def _first_date(lines: Sequence[str]) -> date | None:
    return next((found for line in lines if (found := find_date(line))), None)


def _captions(text: str, blocks: Sequence[Block]) -> list[str]:
    captions = [text[block.start : block.end] for block in blocks if block.kind is BlockKind.CAPTION]
    return captions[:_CAPTIONS_LOOKED_AT]


def _content(text: str, blocks: Sequence[Block]) -> str:
    return "\n".join(text[block.start : block.end] for block in blocks if block.kind in _SEARCHED)


def _source(said: Mapping[str, str]) -> str | None:
    """The body that a page names as its source; None where the press wrote it."""
    source = _first(said, _SOURCES)
    if source is None or ("政府" not in source and _PRESS.search(fold(source).strip())):
        return None
    return source


def _first_lines(text: str) -> list[str]:
    """The short lines that a text opens with, which a page may print as its headline: “十三五”旅游业发展确定四大目标."""
    return [fold(line.strip()) for line in text[:_OPENING].split("\n") if 6 <= len(line.strip()) <= _LONGEST_LINE]
