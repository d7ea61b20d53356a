"""The explorer of a release: ``explorer.html``, one file that shows the dataset in any browser, without a network.

Page, style, program and data are in it: the program is built from ``web/`` (``make explorer``) and shipped as it is built; the data are
packed columns. Same frames, same release and same code give the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from assets.release.explorer.markup import DESCRIPTION_ZH, NAME_ZH, dataset_markup
from assets.release.explorer.news import news
from assets.release.explorer.packing import Packed, deflated, payload
from assets.release.explorer.plan_texts import marked_texts, work
from assets.release.explorer.print_marks import doubts, passages
from assets.release.explorer.shown import TARGETS_VARIABLE, Limits, Shown, limits_said
from assets.release.explorer.target_columns import core
from assets.release.quality.dataset import Dataset
from assets.release.wording import LICENSE_NAME, TITLE
from expectations.registry import Registry
from expectations.registry.table_rows import Rows

if TYPE_CHECKING:
    from assets.release.releases import ReleaseInfo

EXPLORER_FILE = "explorer.html"
HERE = Path(__file__).parent
PROGRAM, STYLE, TEMPLATE = HERE / "explorer.js", HERE / "explorer.css", HERE / "explorer.html.template"
PLACE = re.compile(r"\{\{(\w+)\}\}")
ALIASES_NAMED = 12


def write_explorer(path: Path, frames: Mapping[str, Rows], registry: Registry, info: ReleaseInfo, limits: Limits | None = None) -> None:
    """Write the explorer of a release to ``path``.

    ``frames`` are the published tables by name; one that is not among them counts as empty. ``limits`` says how much is shown, by
    default what the environment says. Raises ``ReleaseError`` where that says no number.
    """
    shown = Shown(Dataset(frames, registry), limits or limits_said())
    filled = {
        "title": NAME_ZH,
        "description": DESCRIPTION_ZH,
        "markup": dataset_markup(shown, info, path.parent),
        "style": _built(STYLE),
        "program": _packed_program(),
        "core": payload(_core(shown, info)),
        "more": payload(_more(shown)),
    }
    page = PLACE.sub(lambda place: filled[place[1]], _built(TEMPLATE))
    path.write_text(page, encoding="utf-8", newline="\n")


def _core(shown: Shown, info: ReleaseInfo) -> Packed:
    """What the first view needs."""
    tables = {name: len(shown.dataset.rows(name)) for name in ("indicator_targets", "plans", "observations", "plan_texts")}
    release = {"id": info.release_id, "made": info.made_at.isoformat(), "title": TITLE, "license": LICENSE_NAME}
    left = {"variable": TARGETS_VARIABLE, "texts": len(shown.texts), "copies": int(shown.dataset.table("plans")["same_as"].notna().sum())}
    return core(shown) | {"release": release, "tables": tables, "limits": left}


def _more(shown: Shown) -> Packed:
    """What is unpacked once the first view stands."""
    return {
        "passages": passages(shown),
        "doubts": doubts(shown),
        "texts": marked_texts(shown),
        "work": work(shown),
        "news": news(shown),
        "aliases": _aliases(shown),
    }


def _aliases(shown: Shown) -> dict[str, list[str]]:
    """Other names that an indicator shown is found by."""
    used = set(shown.targets["indicator_id"].dropna())
    found: dict[str, list[str]] = {}
    for alias in shown.dataset.registry.aliases.values():
        if alias.indicator_id in used and len(found.setdefault(alias.indicator_id, [])) < ALIASES_NAMED:
            found[alias.indicator_id].append(alias.alias)
    return found


@lru_cache(maxsize=8)
def _built(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def _packed_program() -> str:
    return deflated(_built(PROGRAM))
