"""Which area, park or town a plan is about: its title says most, then who issued it, then what its text names most.

Names are looked for in the text as folded to simplified script; parks and towns, which the registry does not hold, keep their print.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from assets.documents.about.country import (
    is_cited_as_national,
    issuer_is_national,
    number_is_national,
    speaks_of_the_country,
    title_is_national,
)
from assets.documents.about.hypothesis import Candidate, Choice, choose, weights
from assets.documents.about.unlisted import unlisted_area
from assets.documents.about.unlisted_areas import TOWN_AT_END, Named, Unit, unit_of
from assets.language.fold import fold, squeeze
from expectations.registry import Region, RegionHit, Regions
from expectations.registry.regions import COUNTRY

COUNTY = "county"
_BEFORE_NAME = re.compile(
    r"[“\"《「『<\[]*(?:关于|中共|印发)*[“\"《「『<\[]*(?:\d{4}(?:[-—~至]\d{4})?年?度?)?(?:[“\"《「『<\[]*二?十?[一二三四五六七八九]五[”\"」』]?(?:时期)?)?"
)
# What an area calls itself, by level; a town's own words are there so that they are not taken for another's.
_SELF_WORDS = (
    ("city", re.compile("我市|全市|我州|全州|全盟")),
    (COUNTY, re.compile("我县|全县|我区|全区|我旗|全旗")),
    ("province", re.compile("我省|全省")),
    ("town", re.compile("我镇|全镇|我乡|全乡|我街道|全街道")),
)
_CITATION = re.compile(r"《[^《》]*》")
_AIMS_AT = re.compile(r"(?:贯彻|落实|执行|实施|根据|依据|按照|对接|衔接)\s*《")
_LEAST_WORDS = 8  # characters
_REACH = 30_000  # characters of the text that are searched where title and issuer name no area
_LEAST_MENTIONS = 3
# Where a plan's area may be said, the most telling first. The kinds are those of the evidence's weights.
TITLE, HEADLINE, ISSUER, SOURCE, CAPTION = "title", "headline", "issuer", "source", "caption"
_BODIES = (HEADLINE, ISSUER, SOURCE)


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


WHOLE_COUNTRY = Place(COUNTRY, "全国", None, "national")


def find_place(said: Sequence[tuple[str, str]], text: str, regions: Regions, number: str | None = None) -> Choice[Place]:
    """The plan's place and what speaks for it. ``said`` are title, headline, issuer, source, captions, each with its kind.

    Of an area of the registry, name and level are the registry's. A park (苏州工业园区) or a town, township or street (盛泽镇) has its
    name as printed, and as code the area named before it or by its issuer, else the one that its text names beside it or most;
    null where none does. A town's level is null, since the levels published end at the county. An area that only the title knows has
    the title's name and no code.
    """
    bodies = tuple(_legible(print_) for kind, print_ in said if kind in _BODIES)
    captions = tuple(_legible(print_) for kind, print_ in said if kind == CAPTION)
    evidence = _Evidence(bodies, captions, _legible(text, _REACH), regions)
    found = [Candidate(place, kind) for kind, place in _said_of_place(said, evidence, number)]
    # What lies around the area named first does not speak against it: 嘉兴市 issues the plan of its 秀洲区.
    inner = next((one.value.region_code for one in found if one.value.region_code), None)
    kept = [one for one in found if not (inner and _encloses(one.value.region_code, inner, regions))]
    return choose("place", kept)


def _said_of_place(said: Sequence[tuple[str, str]], evidence: _Evidence, number: str | None) -> Iterator[tuple[str, Place]]:
    """Each piece of evidence for a place, by its kind."""
    title = next((_legible(_without_cited(print_)) for kind, print_ in said if kind == TITLE), "")
    names_area = evidence.area_named(title).end > 0
    unlisted = None if names_area else unlisted_area(title)
    is_open = not names_area and unlisted is None
    if is_open and title_is_national(title):
        yield "title_country", WHOLE_COUNTRY
        return
    if unlisted is not None and unit_of(title, title, Named(None, 0, 0)) is None:
        yield "title_uncoded", Place(None, unlisted[0], None, unlisted[1])
    is_told = unlisted is not None
    for kind, print_ in said:
        national = kind in (HEADLINE, ISSUER) and is_open and issuer_is_national(_legible(print_))
        if place := WHOLE_COUNTRY if national else evidence.place_in(print_, may_be_unit=kind != CAPTION):
            is_told = True
            yield kind, place
    if is_open and number is not None and number_is_national(fold(number)):
        yield "number_country", WHOLE_COUNTRY
    if is_open and title and is_cited_as_national(evidence.text):
        yield "cited_country", WHOLE_COUNTRY
    if is_told:
        return  # what a whole text names says least and takes longest to be found
    if is_open and speaks_of_the_country(evidence.text):
        yield "text_country", WHOLE_COUNTRY
    elif (code := evidence.most_named()) and (place := place_of(code, evidence.regions)):
        yield "text", place


def _encloses(outer: str | None, inner: str, regions: Regions) -> bool:
    return outer is not None and outer != inner and regions.lies_in(inner, outer)


def place_of(code: str, regions: Regions) -> Place | None:
    """The place of a region code (or an alias of one); None for a code that the registry does not know."""
    region = regions.by_code(code)
    if region is None:
        return None
    return Place(region.region_code, region.name_zh, _province(region.region_code, regions), region.level)


@dataclass(slots=True)
class _Evidence:
    """What may tell a plan's area beside its title: all folded and without white space."""

    bodies: tuple[str, ...]  # headline, issuer, source
    captions: tuple[str, ...]
    text: str
    regions: Regions
    _in_full: frozenset[str] | None = None  # codes of the areas that are named in full anywhere, once somebody asks

    def place_in(self, print_: str, *, may_be_unit: bool) -> Place | None:
        """The place that a title, body or caption names: an area, or a park or town that it begins with."""
        printed = _without_cited(squeeze(print_))
        said = _legible(printed)
        named = self.area_named(said)
        if may_be_unit and (unit := unit_of(said, printed, named)):
            around = (named.code if unit.lies_in(named, said) else None) or self.around(unit)
            return Place(around, unit.name, _province(around, self.regions), unit.level)
        return place_of(named.code, self.regions) if named.code else None

    def area_named(self, said: str) -> Named:
        """The first area that a title or issuer names, the innermost of 河北省石家庄市长安区."""
        groups = self._groups(said)
        if groups and groups[0].start == 1 and said[0].isalpha():
            groups = groups[1:]  # 岱陵县 is no 陵县: one character alone stands before no name
        if not groups:
            return Named(None, 0, 0)
        codes, end = groups[0].codes, groups[0].end
        for group in groups[1:]:
            inner = tuple(code for code in group.codes if any(code != outer and self.regions.lies_in(code, outer) for outer in codes))
            if group.start != end or not inner:
                break
            codes, end = inner, group.end
        return Named(self._choose(codes), groups[0].start, end)

    def around(self, unit: Unit) -> str | None:
        """The area around a park or town: the issuer's, else the one named right before it (东莞松山湖), else the one named most."""
        for issuer in self.bodies:
            if code := self.area_named(issuer).code:
                return code
        for group in self._groups(self.text, is_running=True):
            if self.text.startswith(unit.head, group.end) and (code := self._choose(group.codes)):
                return code
        return self.most_named() if unit.level else self.most_named(COUNTY)

    def most_named(self, level: str | None = None) -> str | None:
        """The area that the text names most, of a level or else of the kind it calls itself; cited titles do not count."""
        text = _CITATION.sub("", self.text)
        counts = Counter(group.codes[0] for group in self._groups(text, is_running=True))
        own = level or max(_SELF_WORDS, key=lambda words: len(words[1].findall(text)))[0]
        for code, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
            region = self.regions.by_code(code)
            if count >= _LEAST_MENTIONS and region is not None and _calls_itself(region, own):
                return code
        return None

    def _groups(self, text: str, *, is_running: bool = False) -> list[_Group]:
        """The areas named in a text. A short name before 镇 or 街道 (平湖街道) is a town's and not the county's called so."""
        kept: list[RegionHit] = []
        for hit in self.regions.find_in(text):
            if hit.code == COUNTRY or not (hit.is_full or not TOWN_AT_END.match(text, hit.end)):
                continue
            goes_on = bool(kept) and hit.start in (kept[-1].start, kept[-1].end)
            if self._is_name(hit, opens=not is_running and (goes_on or _opens(text, hit.start))):
                kept.append(hit)
        return [_Group(*span, tuple(hit.code for hit in found)) for span, found in groupby(kept, key=_span)]

    def _is_name(self, hit: RegionHit, *, opens: bool) -> bool:
        """Whether it is an area's name and no word of the sentence: 资源, 合作 and a county's short name inside it are words,
        unless the same area is named in full somewhere."""
        if hit.is_full:
            return True
        is_word = hit.name in weights()["everyday"] or (_level(hit.code, self.regions) == COUNTY and not opens)
        return not is_word or hit.code in self._named_in_full()

    def _named_in_full(self) -> frozenset[str]:
        if self._in_full is None:
            where = "\n".join((*self.bodies, *self.captions, self.text))
            self._in_full = frozenset(hit.code for hit in self.regions.find_in(where) if hit.is_full)
        return self._in_full

    def _choose(self, codes: Sequence[str]) -> str | None:
        """Of the areas of one name, the one whose enclosing areas the evidence names most; None where nothing tells equals apart."""
        # 新乡 is the city before it is the county inside it.
        codes = [code for code in codes if not any(code != other and self.regions.lies_in(code, other) for other in codes)]
        if len(codes) == 1:
            return codes[0]
        context = "\n".join((*self.bodies, *self.captions)) + self.text
        counts = Counter(code for group in self._groups(context, is_running=True) for code in group.codes)
        weights = {code: sum(counts[outer] for outer in counts if outer != code and self.regions.lies_in(code, outer)) for code in codes}
        best = max(weights.values())
        leaders = [code for code in codes if weights[code] == best]
        if len(leaders) == 1 or _level(leaders[0], self.regions) != _level(leaders[1], self.regions):
            return leaders[0]  # of 吉林 the province and the city, the registry puts the higher first
        return None


def _opens(text: str, start: int) -> bool:
    """Whether nothing but quotes, years and the like stand before a name."""
    return _BEFORE_NAME.fullmatch(text, 0, start) is not None


def _without_cited(print_: str) -> str:
    """A title without what it quotes beside words of its own: 关于贯彻《某省条例》推进…的方案 is not the province's."""
    rest = _CITATION.sub("", print_)
    return rest if len(rest) >= _LEAST_WORDS and _AIMS_AT.search(print_) else print_


def _legible(text: str, reach: int | None = None) -> str:
    """The text (up to a reach) in simplified script without white space; 乾, which folds to 干, is a letter of 乾县."""
    return "乾".join(fold(part) for part in squeeze(text[:reach]).split("乾"))


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
