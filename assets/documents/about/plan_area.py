"""Which area, park or town a plan is about: its title tells first, then who issued it, then what its text names most.

Names are looked for in the text as folded to simplified script; parks and towns, which the registry does not hold, keep their print.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from assets.language.fold import fold, squeeze
from expectations.registry import Region, RegionHit, Regions

COUNTRY = "100000"
COUNTY = "county"
PARK = "park"
_PARK_WORD = (
    r"(?:自创区|自主创新示范区|高新技术产业开发区|高新技术产业园区|高新技术开发区|高新园区|高新区|经济技术开发区|经济开发区|经开区|开发区|科技城|科学城|大学城"
    r"|工业园区|科技园区|产业园区|农业科技园区|农高区|综合保税区|保税区|示范区|新区|合作区|实验区|试验区|科创走廊|创新走廊|科技园|产业园)"
)
_OPENING = re.compile(r"[“\"《「『<\[]*")
_PARK = re.compile(rf"(?P<name>(?P<head>[\u4e00-\u9fff·—()]{{2,26}}?){_PARK_WORD})(?!域)")
# 乡镇企业, 城镇化 and 乡村振兴 name no town.
_TOWN_WORD = r"(?:镇(?![化容村域级])|乡(?![镇村土贤愁风情亲])|街道(?!化)|苏木)"
_TOWN = re.compile(rf"(?P<name>(?P<head>[\u4e00-\u9fff]{{1,8}}?){_TOWN_WORD})")
_TOWN_AT_END = re.compile(_TOWN_WORD)
# 特色小镇, 科技下乡, 水晶之乡; and an area that the registry does not know stands in it: 某某市盛泽镇.
_NO_TOWN = re.compile(
    r"(?:新型|特色|中心|重点|试点|示范|产业|科技|各|小)*(?:城|乡|村|小|集|重|强|名|建制|水|侨|家|故|老|下|返|进)?(?:镇|乡|街道)$|.*之乡$|.{2,}[省市县区]."
)
# Words that make the park a thing the plan does something with: 嘉兴市推进高新区建设… is the city's plan.
_NOT_IN_NAME = re.compile(
    r"推进|加快|建设|促进|支持|关于|发展|推动|深化|打造|创建|实施|规划|计划|提升|加强|科技创新|争创|申报|若干|与|和|全市|全省"
)
_NATIONAL_TITLE = re.compile(
    r"(?:十?[一二三四五六七八九]五[”\"」』])?(?:国家|全国|中国|中华人民共和国)(?!级|高新|自主创新示范区|农业科技园区)"
)
_NATIONAL_ISSUER = re.compile(r"(?:国务院|中共中央|科技部|科学技术部|中华人民共和国|国家)")
# What an area calls itself, by level; a town's own words are there so that they are not taken for another's.
_SELF_WORDS = (
    ("city", re.compile("我市|全市|我州|全州|全盟")),
    (COUNTY, re.compile("我县|全县|我区|全区|我旗|全旗")),
    ("province", re.compile("我省|全省")),
    ("town", re.compile("我镇|全镇|我乡|全乡|我街道|全街道")),
)
_CITATION = re.compile(r"《[^《》]*》")
_REACH = 30_000  # characters of the text that are searched where title and issuer name no area
_LEAST_MENTIONS = 3


class Place(NamedTuple):
    """An area by its GB/T 2260 code; or a park or town by its name and the code of the area around it.

    A town has no level: the published levels end at the county, and its figures are not its county's.
    """

    region_code: str | None
    region_name: str | None
    province: str | None
    level: str | None


class _Group(NamedTuple):
    """The areas that one printed name may mean."""

    start: int
    end: int
    codes: tuple[str, ...]


class _Named(NamedTuple):
    """The area that a title or issuer names (no code where its name means several alike), and where its names stand."""

    code: str | None
    start: int
    end: int


class _Unit(NamedTuple):
    """A park or town that a title or issuer begins with; ``head`` tells it from others (松山湖 of 松山湖高新区)."""

    name: str
    head: str
    start: int
    end: int
    level: str | None

    def lies_in(self, named: _Named, said: str) -> bool:
        """Whether the area named in the same words is the one around: before a town; in a park's name, or behind it: 中国科技城(绵阳)."""
        if self.level is None:
            return named.start < self.start
        return named.start < self.end or (named.start == self.end + 1 and said[self.end] == "(")


def find_place(title: str | None, issuers: Sequence[str], captions: Sequence[str], text: str, regions: Regions) -> Place | None:
    """The plan's place; None where nothing tells. ``issuers`` are the headline and the bodies named above or below the plan.

    Of an area of the registry, name and level are the registry's. A park (苏州工业园区) or a town, township or street (盛泽镇) has its
    name as printed, and as code the area named before it or by its issuer, else the one that its text names beside it or most;
    null where none does. A town's level is null, since the levels published end at the county.
    """
    evidence = _Evidence(tuple(map(_legible, issuers)), tuple(map(_legible, captions)), _legible(text, _REACH), regions)
    if evidence.is_national(_legible(title or "")):
        return place_of(COUNTRY, regions)
    for at, printed in enumerate(squeeze(said or "") for said in (title, *issuers, *captions)):
        said = _legible(printed)
        named = evidence.area_named(said)
        if at <= len(issuers) and (unit := _unit(said, printed, named)):
            around = (named.code if unit.lies_in(named, said) else None) or evidence.around(unit)
            return Place(around, unit.name, _province(around, regions), unit.level)
        if named.code:
            return place_of(named.code, regions)
    code = evidence.most_named()
    return place_of(code, regions) if code else None


def place_of(code: str, regions: Regions) -> Place | None:
    """The place of a region code (or an alias of one); None for a code that the registry does not know."""
    region = regions.by_code(code)
    if region is None:
        return None
    return Place(region.region_code, region.name_zh, _province(region.region_code, regions), region.level)


@dataclass(frozen=True, slots=True)
class _Evidence:
    """What may tell a plan's area beside its title: all folded, the issuers and captions without white space."""

    issuers: tuple[str, ...]
    captions: tuple[str, ...]
    text: str
    regions: Regions

    def is_national(self, title: str) -> bool:
        """Whether the country's bodies issued a plan, or its title says so, and the title names no area."""
        opening = _OPENING.match(title)
        says_so = opening is not None and _NATIONAL_TITLE.match(title, opening.end()) is not None
        return (says_so or any(_NATIONAL_ISSUER.match(issuer) for issuer in self.issuers)) and not self.area_named(title).end

    def area_named(self, said: str) -> _Named:
        """The first area that a title or issuer names, the innermost of 河北省石家庄市长安区."""
        groups = self._groups(said)
        if not groups:
            return _Named(None, 0, 0)
        codes, end = groups[0].codes, groups[0].end
        for group in groups[1:]:
            inner = tuple(code for code in group.codes if any(code != outer and self.regions.lies_in(code, outer) for outer in codes))
            if group.start != end or not inner:
                break
            codes, end = inner, group.end
        return _Named(self._choose(codes), groups[0].start, end)

    def around(self, unit: _Unit) -> str | None:
        """The area around a park or town: the issuer's, else the one named right before it (东莞松山湖), else the one named most."""
        for issuer in self.issuers:
            if code := self.area_named(issuer).code:
                return code
        for group in self._groups(self.text):
            if self.text.startswith(unit.head, group.end) and (code := self._choose(group.codes)):
                return code
        return self.most_named() if unit.level else self.most_named(COUNTY)

    def most_named(self, level: str | None = None) -> str | None:
        """The area that the text names most, of a level or else of the kind it calls itself; cited titles do not count."""
        text = _CITATION.sub("", self.text)
        counts = Counter(group.codes[0] for group in self._groups(text))
        own = level or max(_SELF_WORDS, key=lambda words: len(words[1].findall(text)))[0]
        for code, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
            region = self.regions.by_code(code)
            if count >= _LEAST_MENTIONS and region is not None and _calls_itself(region, own):
                return code
        return None

    def _groups(self, text: str) -> list[_Group]:
        """The areas named in a text. A short name before 镇 or 街道 (平湖街道) is a town's and not the county's called so."""
        hits = (hit for hit in self.regions.find_in(text) if hit.code != COUNTRY and (hit.is_full or not _TOWN_AT_END.match(text, hit.end)))
        return [_Group(*span, tuple(hit.code for hit in found)) for span, found in groupby(hits, key=_span)]

    def _choose(self, codes: Sequence[str]) -> str | None:
        """Of the areas of one name, the one whose enclosing areas the evidence names most; None where nothing tells equals apart."""
        # 新乡 is the city before it is the county inside it.
        codes = [code for code in codes if not any(code != other and self.regions.lies_in(code, other) for other in codes)]
        if len(codes) == 1:
            return codes[0]
        context = "\n".join((*self.issuers, *self.captions)) + self.text
        counts = Counter(code for group in self._groups(context) for code in group.codes)
        weights = {code: sum(counts[outer] for outer in counts if outer != code and self.regions.lies_in(code, outer)) for code in codes}
        best = max(weights.values())
        leaders = [code for code in codes if weights[code] == best]
        if len(leaders) == 1 or _level(leaders[0], self.regions) != _level(leaders[1], self.regions):
            return leaders[0]  # of 吉林 the province and the city, the registry puts the higher first
        return None


def _legible(text: str, reach: int | None = None) -> str:
    """The text (up to a reach) in simplified script without white space; 乾, which folds to 干, is a letter of 乾县."""
    return "乾".join(fold(part) for part in squeeze(text[:reach]).split("乾"))


def _unit(said: str, printed: str, named: _Named) -> _Unit | None:
    """The park or town that a title or issuer begins with; None where what it begins with is an area of its own (浦东新区)."""
    opening = _OPENING.match(said)
    begin = opening.end() if opening else 0
    start = max(begin, named.end) if named.start <= begin else begin
    park = _PARK.match(said, begin)
    if park and park.end() > start and not _NOT_IN_NAME.search(said, start, park.end()):
        return _Unit(printed[begin : park.end()], park["head"], begin, park.end(), PARK)
    town = _TOWN.match(said, start)
    if town is None or named.start < town.end() <= named.end or _NO_TOWN.match(town["name"]) or _NOT_IN_NAME.search(town["name"]):
        return None
    return _Unit(printed[start : town.end()], town["name"], start, town.end(), None)


def _province(code: str | None, regions: Regions) -> str | None:
    region = regions.province_of(code) if code else None
    return region.name_zh if region else None


def _span(hit: RegionHit) -> tuple[int, int]:
    return hit.start, hit.end


def _level(code: str, regions: Regions) -> str | None:
    region = regions.by_code(code)
    return region.level if region else None


def _calls_itself(region: Region, own: str) -> bool:
    """Whether an area speaks of itself in these words; a city at county level says 我市 too."""
    return region.level == own or (own == "city" and region.name_zh.endswith("市"))
