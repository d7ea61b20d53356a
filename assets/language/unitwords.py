"""Which printed words are units: the registry's units, multiplied (万件, 亿美元) and divided (件/万人, 吨标准煤/万元)."""

from __future__ import annotations

import re
from functools import lru_cache

from assets.language.fold import fold, squeeze
from expectations.registry import load_registry

_MULTIPLE = "[十百千万亿]{0,2}"
_PER = r"(?:每|/)"


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    atoms = {atom for unit in load_registry().units for atom in re.split(r"/|^[十百千万亿]+", fold(unit)) if atom}
    words = "|".join(sorted(map(re.escape, atoms), key=len, reverse=True))
    one = rf"{_MULTIPLE}(?:{words}|[十百千万亿]+)"
    return re.compile(rf"(?:每\w{{1,4}})?{one}(?:{_PER}{one})?")


def is_unit(text: str) -> bool:
    """Whether the text is a unit and nothing else: %, 家, 万元/人, 件/万人; not 培育 or R&D."""
    return bool(_pattern().fullmatch(squeeze(fold(text)).strip("()")))
