"""The explorer written into a folder, and what it embeds, unpacked."""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Mapping
from itertools import accumulate
from pathlib import Path
from typing import Any

import pandas as pd

from assets.release.explorer.explorer_page import write_explorer
from assets.release.explorer.shown import Limits
from tests.release.explorer.explorer_samples import frames
from tests.release.quality.quality_samples import INFO, REGISTRY


def written(folder: Path, tables: Mapping[str, pd.DataFrame] | None = None, limits: Limits | None = None) -> str:
    write_explorer(folder / "explorer.html", frames() if tables is None else tables, REGISTRY, INFO, limits)
    return (folder / "explorer.html").read_text(encoding="utf-8")


def payload(page: str, name: str) -> Any:
    found = re.search(rf'<script type="text/plain" id="{name}">([^<]*)</script>', page)
    assert found is not None
    bits = "".join(f"{ord(sign) & 127:07b}" for sign in found[1])
    whole_bytes = bits[: len(bits) // 8 * 8]
    parts = json.loads(zlib.decompress(int(whole_bytes, 2).to_bytes(len(whole_bytes) // 8, "big")))
    for part in (part for part in parts.values() if isinstance(part, dict)):
        part |= {column: places_of(packed["steps"]) for column, packed in part.items() if isinstance(packed, dict) and "steps" in packed}
    return parts


def places_of(steps: list[int | None]) -> list[int]:
    sums = accumulate(step or 0 for step in steps)
    return [-1 if step is None else place for step, place in zip(steps, sums, strict=True)]


def words(column: Mapping[str, list[Any]]) -> list[str | None]:
    return [None if at < 0 else column["words"][at] for at in column["at"]]
