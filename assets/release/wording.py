"""What the dataset is called, under which licence it stands, and the media types of its files: shared by both descriptions."""

from __future__ import annotations

from collections.abc import Mapping

DATASET_NAME = "plan-indicators"
TITLE = "Plan Indicators"
DESCRIPTION = (
    "Indicators out of Chinese cities' science-and-technology plans: each figure with its baseline and target, its unit as printed "
    "and as compared, and the place in the plan where it stands."
)
LICENSE_NAME = "CC-BY-4.0"
LICENSE_TITLE = "Creative Commons Attribution 4.0"
LICENSE_URL = "https://creativecommons.org/licenses/by/4.0/"
CREATOR = "Plan Indicators"
CONTRACT_VERSION = "1.0.0"  # of the tables and columns; raised with a change that a reader must know of
MEDIA_TYPES: Mapping[str, str] = {
    "parquet": "application/vnd.apache.parquet",
    "duckdb": "application/vnd.duckdb.file",
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
    "html": "text/html",
}


def version(release_id: str) -> str:
    """The version of one release: the contract's, with the release as build (Semantic Versioning)."""
    return f"{CONTRACT_VERSION}+{release_id}"


def quoted(identifier: str) -> str:
    """A name as SQL takes it, whatever signs it has."""
    return '"' + identifier.replace('"', '""') + '"'


def text_literal(value: str) -> str:
    """A text as SQL takes it."""
    return "'" + value.replace("'", "''") + "'"
