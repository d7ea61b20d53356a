"""Administrative areas: look-up by code, and by the names a title or an issuer prints.

A full name is the official one (嘉兴市); a short name is that without its ending (嘉兴, 凉山, 凉山州, 内蒙古). Short names have two
characters at least. City districts (…区) get none: 和平, 河北, 新华 without 区 are everyday words, and plans print the 区.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

LEVELS = ("national", "province", "city", "county")
COUNTRY = "000000"  # of a plan for the whole country; no code of GB/T 2260
MIN_SHORT = 2

# The peoples named in autonomous areas' names; the longer before the shorter that it begins with.
_PEOPLES = (
    "蒙古族|回族|藏族|维吾尔族?|苗族|彝族|壮族|布依族|朝鲜族|满族|侗族|瑶族|白族|土家族|哈尼族|哈萨克族?|傣族|黎族|傈僳族|佤族|畲族|拉祜族|水族|东乡族"
    "|纳西族|景颇族|柯尔克孜族?|土族|达斡尔族|仫佬族|羌族|布朗族|撒拉族|毛南族|仡佬族|锡伯族?|塔吉克|怒族|普米族|鄂温克族|独龙族|保安族|裕固族|蒙古|各族"
)
_ENDINGS = re.compile(
    rf"(?:(?:{_PEOPLES})*自治州|(?:{_PEOPLES})*自治县|(?:{_PEOPLES}|左翼|右翼)*自治旗|(?:壮族|回族|维吾尔)?自治区|特别行政区|地区|林区|省|市|县|盟|旗)$"
)
_DISTRICT = re.compile(r"(?<!自治)(?<!行政)(?<!林)(?<!地)区$")
_PREFECTURE = re.compile(r"自治州$")


@dataclass(frozen=True, slots=True)
class Region:
    """One administrative area; columns as table ``regions`` says."""

    region_code: str
    name_zh: str
    level: str
    parent_code: str | None
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class RegionHit:
    """A place name found in a text: ``text[start:end] == name``. One hit for each area that the name may mean."""

    code: str
    start: int
    end: int
    name: str
    is_full: bool  # the official name, not a short or former one


def short_names(name: str) -> tuple[str, ...]:
    """The names an area is called by without its ending: 嘉兴市 → 嘉兴; 凉山彝族自治州 → 凉山, 凉山州; 海淀区 → none."""
    if _DISTRICT.search(name):
        return ()
    short = _ENDINGS.sub("", name)
    if short == name or len(short) < MIN_SHORT:
        return ()
    return (short, f"{short}州") if _PREFECTURE.search(name) else (short,)


class Regions:
    """All areas of the registry, in order of code. ``names`` maps further names and ``codes`` further codes to the area's code."""

    def __init__(self, regions: Iterable[Region], names: dict[str, str] | None = None, codes: dict[str, str] | None = None) -> None:
        """Take the areas and their aliases; the names are indexed at the first search."""
        self._by_code = {region.region_code: region for region in sorted(regions, key=lambda r: r.region_code)}
        self._names = names or {}
        self._codes = codes or {}

    def __iter__(self) -> Iterator[Region]:
        """Every area, current or not, by code."""
        return iter(self._by_code.values())

    def __len__(self) -> int:
        """How many areas there are."""
        return len(self._by_code)

    def by_code(self, code: str) -> Region | None:
        """The area with this six-digit code (or with an alias of it: 139002 is 130181), None where there is none."""
        return self._by_code.get(code) or self._by_code.get(self._codes.get(code, ""))

    def province_of(self, code: str) -> Region | None:
        """The province, autonomous region or municipality that an area lies in or is; None for the country and unknown codes."""
        region = self.by_code(code)
        if region is None or region.level == LEVELS[0]:
            return None
        return self._by_code.get(region.region_code[:2] + "0000")

    def lies_in(self, code: str, ancestor: str) -> bool:
        """Whether an area is another one or lies in it."""
        region = self.by_code(code)
        while region:
            if region.region_code == ancestor:
                return True
            region = self._by_code.get(region.parent_code or "")
        return False

    def find_in(self, text: str) -> list[RegionHit]:
        """The areas named in a text, from left to right, at each place the longest name only.

        A name of several areas (鼓楼区; 吉林 the province and the city) gives a hit for each: current ones first, then the higher
        level, then by code. Which of them is meant is the caller's to tell, by the province or city named beside it.
        """
        hits: list[RegionHit] = []
        position = 0
        while position < len(text):
            name = self._longest_name(text, position)
            if name is None:
                position += 1
                continue
            end = position + len(name)
            hits += [RegionHit(code, position, end, name, self._by_code[code].name_zh == name) for code in self._codes_by_name[name]]
            position = end
        return hits

    def _longest_name(self, text: str, position: int) -> str | None:
        for length in self._lengths_by_first.get(text[position], ()):
            name = text[position : position + length]
            if name in self._codes_by_name:
                return name
        return None

    @cached_property
    def _codes_by_name(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, list[Region]] = {}
        for region in self._by_code.values():
            # 全国 in a text is nearly always what a figure is compared with; the country is found by its other names.
            for name in () if region.region_code == COUNTRY else (region.name_zh, *short_names(region.name_zh)):
                found.setdefault(name, []).append(region)
        for name, code in self._names.items():
            found.setdefault(name, []).append(self._by_code[code])
        return {name: tuple(r.region_code for r in sorted(regions, key=_preference)) for name, regions in found.items()}

    @cached_property
    def _lengths_by_first(self) -> dict[str, tuple[int, ...]]:
        lengths: dict[str, set[int]] = {}
        for name in self._codes_by_name:
            lengths.setdefault(name[0], set()).add(len(name))
        return {first: tuple(sorted(found, reverse=True)) for first, found in lengths.items()}


def _preference(region: Region) -> tuple[bool, int, str]:
    return region.valid_to is not None, LEVELS.index(region.level), region.region_code
