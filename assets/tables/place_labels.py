"""Words for places in tables: areas with a code, and parks, towns and zones without one."""

from __future__ import annotations

import re
from functools import lru_cache

from assets.language.fold import fold, squeeze
from assets.language.tablewords import TOTAL_PLACE
from expectations.registry import load_registry

# Bodies and areas without a code of their own: parks, towns, zones, and the part of a city under its own government.
_PLACE_TAIL = re.compile(
    r"(?:省|市|县|区|旗|州|盟|乡|镇|街道|园区?|新城|科学城|科技城|示范区|市本级|市直|县直|区直|本级|直属|兵团|师市?|组团|片区|功能区)$"
)
_NOT_A_PLACE = re.compile(
    r"[\d、,;]|数|率|额|比|量|年|园区?数|示范区建设|^(?:地区|县区|县\(市|市县|区县|省市|园区|全市|全省|全县|全区)$|创新|产业|人才|企业"
)
_AREA_SIGN = re.compile(r"[省市县区州旗盟]")


def is_place(word: str) -> bool:
    """Whether a (folded) word names an area, a park or a body's territory: 南湖区, 经开区, 市本级."""
    word = squeeze(fold(word))
    if not 2 <= len(word) <= 14 or TOTAL_PLACE.match(word):
        return False
    if is_area(word):
        return True
    return bool(_PLACE_TAIL.search(word)) and not _NOT_A_PLACE.search(word) and len(word) <= 10


@lru_cache(maxsize=4096)
def is_area(word: str) -> bool:
    """Whether the registry knows an area of this (folded) name."""
    return any(hit.start == 0 and hit.end == len(word) for hit in load_registry().regions.find_in(word))


def area_before(name: str) -> str | None:
    """The full name of an area that a longer (folded) name begins with: 绵阳市 of 绵阳市实现地区生产总值; None where there is none."""
    if not _AREA_SIGN.search(name[2:8]):
        return None
    hits = [hit for hit in load_registry().regions.find_in(name[:12]) if hit.start == 0 and hit.is_full and hit.end + 2 <= len(name)]
    end = max((hit.end for hit in hits), default=0)
    return name[:end] if end and name[end] != "域" else None  # 新建县域医疗次中心 is not 新建县's


def is_place_or_total(word: str) -> bool:
    """Whether a word names a place or the whole of them (合计, 全市)."""
    return is_place(word) or bool(TOTAL_PLACE.match(word))
