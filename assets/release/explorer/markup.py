"""The page's own description for search engines: a schema.org ``Dataset`` as JSON-LD."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from assets.release.explorer.shown import Shown
from assets.release.wording import CREATOR, DATASET_NAME, DESCRIPTION, LICENSE_URL, MEDIA_TYPES, TITLE, version

if TYPE_CHECKING:
    from assets.release.releases import ReleaseInfo

NAME_ZH = "规划指标数据集"
DESCRIPTION_ZH = "中国各地科技规划中的指标：每个数字都有基期值、目标值、原文单位与统一单位，并指明出自哪份规划的哪一处。"
VARIABLES_NAMED = 20
PLACES_NAMED = 50
# Beside the page in the same release; addresses relative to it.
FILES = {
    "plan_indicators.duckdb": MEDIA_TYPES["duckdb"],
    "parquet/indicator_targets.parquet": MEDIA_TYPES["parquet"],
    "csv/indicator_targets.csv": MEDIA_TYPES["csv"],
    "xlsx/plan_indicators.xlsx": MEDIA_TYPES["xlsx"],
}


def dataset_markup(shown: Shown, info: ReleaseInfo) -> str:
    """The JSON-LD of a release, safe inside a ``script`` element."""
    plans, known = shown.plans, shown.dataset.registry.indicators
    frequent = shown.targets["indicator_id"].value_counts().head(VARIABLES_NAMED).index
    years = [int(year) for column in ("period_start", "period_end") for year in plans[column].dropna()]
    said: dict[str, object] = {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "name": NAME_ZH,
        "alternateName": [TITLE, DATASET_NAME],
        "description": f"{DESCRIPTION_ZH} {DESCRIPTION}",
        "identifier": info.release_id,
        "version": version(info.release_id),
        "dateModified": info.made_at.isoformat(),
        "inLanguage": ["zh-CN", "en"],
        "license": LICENSE_URL,
        "creator": {"@type": "Organization", "name": CREATOR},
        "isAccessibleForFree": True,
        "spatialCoverage": [{"@type": "Place", "name": name} for name in plans["region_name"].dropna().unique()[:PLACES_NAMED]],
        "variableMeasured": [
            {"@type": "PropertyValue", "name": known[name].name_zh, "alternateName": known[name].name_en, "unitText": known[name].unit}
            for name in frequent
            if name in known
        ],
        "distribution": [{"@type": "DataDownload", "contentUrl": path, "encodingFormat": kind} for path, kind in FILES.items()],
    }
    if years:
        said["temporalCoverage"] = f"{min(years)}/{max(years)}"
    # Characters that could end the element, or begin a comment in it, are written as JSON escapes.
    text = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")
