"""Which area or park a plan is about, from its title first, then from who issued it, then from what its text names most."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from assets.language.fold import squeeze
from expectations.registry import Region, RegionHit, Regions

COUNTRY = "100000"
PARK = "park"
_PARK_WORD = (
    r"(?:自创区|自主创新示范区|高新技术产业开发区|高新技术产业园区|高新技术开发区|高新园区|高新区|经济技术开发区|经济开发区|经开区|开发区|科技城|科学城|大学城"
    r"|工业园区|科技园区|产业园区|农业科技园区|农高区|综合保税区|保税区|示范区|新区|合作区|实验区|试验区|科创走廊|创新走廊|科技园|产业园)"
)
_PARK = re.compile(rf"^[“\"《]*(?P<name>[\u4e00-\u9fff·—（）()]{{2,26}}?{_PARK_WORD})(?!域)")
# Words that make the park a thing the plan does something with: 嘉兴市推进高新区建设… is the city's plan.
_NOT_IN_NAME = re.compile(
    r"推进|加快|建设|促进|支持|关于|发展|推动|深化|打造|创建|实施|规划|计划|提升|加强|科技创新|争创|申报|若干|与|和|全市|全省"
)
_NATIONAL_TITLE = re.compile(
    r"^[“\"《]*(?:十?[一二三四五六七八九]五[”\"])?(?:国家|全国|中国|中华人民共和国)(?!级|高新|自主创新示范区|农业科技园区)"
)
_NATIONAL_ISSUER = re.compile(r"^(?:国务院|中共中央|科技部|科学技术部|中华人民共和国|国家)")
_SELF_WORDS = (("city", re.compile("我市|全市")), ("county", re.compile("我县|全县|我区|全区")), ("province", re.compile("我省|全省")))
_CITATION = re.compile(r"《[^《》]*》")
_REACH = 30_000  # characters of the text that are searched where title and issuer name no area
_LEAST_MENTIONS = 3


class Place(NamedTuple):
    """An area by its GB/T 2260 code, or a park by its name and the code of the area around it."""

    region_code: str | None
    region_name: str | None
    province: str | None
    level: str | None


class _Group(NamedTuple):
    """The areas that one printed name may mean."""

    start: int
    end: int
    codes: tuple[str, ...]


def find_place(title: str | None, issuers: Sequence[str], captions: Sequence[str], text: str, regions: Regions) -> Place | None:
    """The plan's place. ``issuers`` are the headline and the bodies named above or below the plan; None where nothing tells."""
    is_national = any(_NATIONAL_ISSUER.match(issuer) for issuer in issuers) and not _area_named(squeeze(title or ""), "", regions)[1]
    if is_national or (title and _NATIONAL_TITLE.match(title)):
        return place_of(COUNTRY, regions)
    context = "\n".join((*issuers, *captions))
    for at, said in enumerate(squeeze(said or "") for said in (title, *issuers, *captions)):
        code, end = _area_named(said, context + text[:_REACH], regions)
        if at == 0 and (park := _park_name(said, end)):
            around = code or _first_area(issuers, text, regions) or _most_named(text[:_REACH], regions)
            return Place(around, park, _province(around, regions), PARK)
        if code:
            return place_of(code, regions)
    named = _most_named(text[:_REACH], regions)
    return place_of(named, regions) if named else None


def place_of(code: str, regions: Regions) -> Place | None:
    """The place of a region code (or an alias of one); None for a code that the registry does not know."""
    region = regions.by_code(code)
    if region is None:
        return None
    return Place(region.region_code, region.name_zh, _province(region.region_code, regions), region.level)


def _province(code: str | None, regions: Regions) -> str | None:
    region = regions.province_of(code) if code and code != COUNTRY else None
    return region.name_zh if region else None


def _park_name(title: str, area_end: int) -> str | None:
    """The park that a title begins with; None where what it begins with is an area of its own (浦东新区)."""
    match = _PARK.match(title)
    if match is None or match.end() <= area_end or _NOT_IN_NAME.search(match["name"]):
        return None
    return match["name"]


def _first_area(issuers: Sequence[str], text: str, regions: Regions) -> str | None:
    return next((code for issuer in issuers if (code := _area_named(issuer, text[:_REACH], regions)[0])), None)


def _groups(text: str, regions: Regions) -> list[_Group]:
    hits = (hit for hit in regions.find_in(text) if hit.code != COUNTRY)
    return [_Group(*span, tuple(hit.code for hit in found)) for span, found in groupby(hits, key=_span)]


def _span(hit: RegionHit) -> tuple[int, int]:
    return hit.start, hit.end


def _area_named(said: str, context: str, regions: Regions) -> tuple[str | None, int]:
    """The first area that a title or issuer names, the innermost of 河北省石家庄市长安区, and where its name ends."""
    groups = _groups(said, regions)
    if not groups:
        return None, 0
    codes, end = groups[0].codes, groups[0].end
    for group in groups[1:]:
        inner = tuple(code for code in group.codes if any(code != outer and regions.lies_in(code, outer) for outer in codes))
        if group.start != end or not inner:
            break
        codes, end = inner, group.end
    return _choose(codes, context, regions), end


def _choose(codes: Sequence[str], context: str, regions: Regions) -> str | None:
    """Of the areas of one name, the one whose enclosing areas the context names most; None where nothing tells equals apart."""
    # 新乡 is the city before it is the county inside it.
    codes = [code for code in codes if not any(code != other and regions.lies_in(code, other) for other in codes)]
    if len(codes) == 1:
        return codes[0]
    counts = Counter(code for group in _groups(context, regions) for code in group.codes)
    weights = {code: sum(counts[outer] for outer in counts if outer != code and regions.lies_in(code, outer)) for code in codes}
    best = max(weights.values())
    leaders = [code for code in codes if weights[code] == best]
    if len(leaders) == 1 or _level(leaders[0], regions) != _level(leaders[1], regions):
        return leaders[0]  # of 吉林 the province and the city, the registry puts the higher first
    return None


def _level(code: str, regions: Regions) -> str | None:
    region = regions.by_code(code)
    return region.level if region else None


def _most_named(text: str, regions: Regions) -> str | None:
    """The area that a text names most, of the kind it calls itself (我市, 全县); cited titles do not count."""
    text = _CITATION.sub("", text)
    counts = Counter(group.codes[0] for group in _groups(text, regions))
    own = max(_SELF_WORDS, key=lambda words: len(words[1].findall(text)))[0]
    for code, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        region = regions.by_code(code)
        if count >= _LEAST_MENTIONS and region is not None and _calls_itself(region, own):
            return code
    return None


def _calls_itself(region: Region, own: str) -> bool:
    """Whether an area speaks of itself in these words; a city at county level says 我市 too."""
    return region.level == own or (own == "city" and region.name_zh.endswith("市"))
