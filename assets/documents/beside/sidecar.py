"""Sidecars: ``<file>.meta.yaml`` states what a page does not say about itself; what stands there wins.

    title: 嘉兴市科技创新发展“十三五”规划
    region_code: "330400"
    published_on: 2016-12-30

Keys are the columns of table ``plans`` that a plan says about itself; a key without a value states nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from assets.documents.about.plan_area import place_of
from assets.documents.document import PlanMetadata
from assets.documents.outline.dates import find_date
from expectations.registry import Regions

LEVELS = ("national", "province", "city", "county", "park")
_TEXTS = ("title", "document_number", "issuer", "region_name", "province")
_DATES = ("signed_on", "published_on")
_YEARS = ("period_start", "period_end", "outlook_year")
KEYS = (*_TEXTS, "region_code", "level", *_DATES, *_YEARS)
_YEAR_RANGE = range(1950, 2101)
_LONGEST = 300  # characters of a value; the longest titles have some 80, and plan_id, which every row repeats, is made of them

Value = str | date | int


class SidecarError(ValueError):
    """The sidecar cannot be used; the message is one sentence for people."""


def read_sidecar(data: bytes, regions: Regions) -> dict[str, Value]:
    """What a sidecar's bytes state, by column. Raises :class:`SidecarError` where any of it is wrong: then none of it counts."""
    from assets.documents.beside.as_written import AsWrittenError, read_as_written  # here, because it loads the YAML parser

    try:
        content = read_as_written(data)
    except AsWrittenError as problem:
        raise SidecarError(f"The sidecar{problem}") from None
    if content is None:
        return {}
    if not isinstance(content, dict):
        raise SidecarError("The sidecar must hold lines of the form `key: value`, for example `title: …`.")
    stated = {key: _value(key, value, regions) for key, value in content.items() if value is not None}
    start, end = stated.get("period_start"), stated.get("period_end")
    if isinstance(start, int) and isinstance(end, int) and start > end:
        raise SidecarError(f"The sidecar's period ends ({end}) before it starts ({start}); mend the years.")
    return stated


def _value(key: str, value: object, regions: Regions) -> Value:
    if key not in KEYS:
        raise SidecarError(f"The sidecar's key {key[:_LONGEST]!r} is not known; use one of {', '.join(KEYS)}.")
    if not isinstance(value, str):
        raise SidecarError(f"The sidecar's {key} must be a single value, not a list or a mapping.")
    if len(value) > _LONGEST or "\n" in value.strip():
        raise SidecarError(f"The sidecar's {key} must be one line of at most {_LONGEST} characters; shorten it.")
    if key in _DATES:
        return _date(key, value)
    if key in _YEARS:
        return _year(key, value)
    text = value.strip()
    if key == "level" and text not in LEVELS:
        raise SidecarError(f"The sidecar's level {text!r} is not known; use one of {', '.join(LEVELS)}.")
    if key == "region_code":
        region = regions.by_code(text)
        if region is None:
            raise SidecarError(f"The sidecar's region_code {text!r} is not a GB/T 2260 code of the registry; look it up in table regions.")
        return region.region_code
    return text


def _date(key: str, value: str) -> date:
    found = find_date(value)
    if found is None:
        raise SidecarError(f"The sidecar's {key} {value!r} is not a date; write it as 2022-07-10.")
    return found


def _year(key: str, value: str) -> int:
    text = value.strip().removesuffix("年")
    if not text.isascii() or not text.isdigit() or int(text) not in _YEAR_RANGE:
        raise SidecarError(f"The sidecar's {key} {value!r} is not a year; write it as 2025.")
    return int(text)


def apply_sidecar(metadata: PlanMetadata, stated: Mapping[str, Value], regions: Regions) -> PlanMetadata:
    """The metadata with what a sidecar states in place of what was read; a stated code brings its names along."""
    derived: dict[str, Value | None] = {}
    if "region_name" in stated and "region_code" not in stated and stated["region_name"] != metadata.region_name:
        derived = {"region_code": None, "province": None}  # read for another place: 科技兴县规划 is not 兴县's
    if (code := stated.get("region_code")) is not None and (place := place_of(str(code), regions)) is not None:
        level = stated.get("level", metadata.level)
        # The code is that of the area around a park or town, which keeps its own name.
        has_own_name = level == "park" or (level is None and metadata.region_name is not None)
        derived = {"province": place.province}
        if not has_own_name:
            derived |= {"region_name": place.region_name, "level": place.level}
    doubts = tuple(doubt for doubt in metadata.doubts if not any(key in stated for key in doubt.keys))
    declared = tuple(key for key in KEYS if key in stated)
    return replace(metadata, **{**derived, **stated}, declared=declared, doubts=doubts)  # type: ignore[arg-type]
