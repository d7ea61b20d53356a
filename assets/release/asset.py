"""The release as assets: one publication, told as the four things it makes."""

# No `from __future__ import annotations` here: Dagster reads the annotations of decorated functions themselves.

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import dagster as dg

from assets.ports import Folders
from assets.release.last import rows_of_last
from assets.release.origin import origin_of
from assets.release.parquet import BESIDE_CONTENT
from assets.release.publish import Published, publish
from assets.release.quality.page import QUALITY_FILE
from assets.release.releases import DATABASE_FILE
from assets.sources.scan import SourceFile
from expectations.registry import TableSchema, load_registry

GROUP = "release"
RUN_ID_LENGTH = 8
# The nightly run republishes or finds nothing new; a night and two hours without either is a run that did not come.
FRESH = dg.FreshnessPolicy.time_window(fail_window=timedelta(hours=26))


def published_tables() -> dict[str, TableSchema]:
    """Every table that a release is made of, by name; ``releases`` and ``changes`` are made while publishing."""
    return {name: table for name, table in load_registry().tables.items() if name not in BESIDE_CONTENT}


TABLES = published_tables()
SPECS = [
    dg.AssetSpec(
        "out_parquet",
        deps=[f"{table.layer}_{table.name}" for table in TABLES.values()] + ["raw_sources"],
        description="The canonical form: one Parquet file a table, zstd, sorted by key; the same rows always give the same bytes.",
        kinds={"parquet"},
        group_name=GROUP,
    ),
    dg.AssetSpec(
        "out_duckdb",
        deps=["out_parquet"],
        description="One DuckDB file with all tables, rebuilt from the Parquet files alone, with comments on every table and column.",
        kinds={"duckdb"},
        group_name=GROUP,
    ),
    dg.AssetSpec(
        "out_spreadsheets",
        deps=["out_parquet"],
        description="The same tables as CSV files and as one workbook, for people who open them in a spreadsheet.",
        kinds={"csv", "excel"},
        group_name=GROUP,
    ),
    dg.AssetSpec(
        "out_release",
        deps=["out_parquet", "out_duckdb", "out_spreadsheets", "_core_registry"],
        description=(
            "The whole release: `current` names it in one step once every file is there, quality page, Data Package and Croissant too. "
            "The old release stays where a blocking check fails; equal content publishes nothing new."
        ),
        kinds={"python"},
        group_name=GROUP,
        freshness_policy=FRESH,
    ),
]


@dg.asset(
    name="raw_last_release",
    group_name=GROUP,
    kinds={"python"},
    description="What the last release held of the files still there, and which are gone, for the checks that nothing collapses.",
    ins={"files": dg.AssetIn("raw_sources")},
)
def last_release(files: list[SourceFile], folders: dg.ResourceParam[Folders]) -> dg.Output[Any]:
    """Its id and the rows of these files by table, or None."""
    hashes = {file.source_path: file.sha256 for file in files}
    last = rows_of_last(folders.output_dir, hashes, is_accepted=folders.accept_fall)
    gone = len(last.gone) if last is not None else 0
    return dg.Output(last, metadata={"release": last.release_id if last is not None else "none", "files gone since": gone})


@dg.multi_asset(
    name="release",
    specs=SPECS,
    ins={"files": dg.AssetIn("raw_sources"), "registry": dg.AssetIn("_core_registry")}
    | {name: dg.AssetIn(f"{table.layer}_{name}") for name, table in TABLES.items()},
)
def release(context: dg.AssetExecutionContext, folders: dg.ResourceParam[Folders], **inputs: Any) -> Iterator[dg.MaterializeResult[None]]:
    """Publish the tables: one call, under one lock, so that no other run can come between its steps."""
    seconds: dict[str, float] = {}
    published = publish(
        {name: inputs[name] for name in TABLES},
        inputs["registry"],
        folders.output_dir,
        origin_of(inputs["files"], folders.registry_dir, folders.least_confidence),
        now=datetime.now(UTC),
        run_id=context.run.run_id[:RUN_ID_LENGTH],
        on_step=seconds.__setitem__,
    )
    yield from _materializations(published, seconds)


def _materializations(published: Published, seconds: dict[str, float]) -> Iterator[dg.MaterializeResult[None]]:
    """What stands in the release now, by asset; a step that equal content made needless took no time."""
    places = {
        "out_parquet": ("tables", published.folder / "parquet"),
        "out_duckdb": ("database", published.folder / DATABASE_FILE),
        "out_spreadsheets": ("spreadsheets", published.folder / "xlsx"),
        "out_release": ("switch", published.folder),
    }
    for asset, (step, place) in places.items():
        told = dg.MetadataValue.path(str(place)) if place.exists() else "on request: plan-indicators spreadsheets"
        metadata: dict[str, Any] = {"path": told, "seconds": round(seconds.get(step, 0.0), 3)}
        if asset == "out_release":
            metadata |= {
                "quality page": dg.MetadataValue.url((published.folder.resolve() / QUALITY_FILE).as_uri()),
                **_of_release(published),
            }
        yield dg.MaterializeResult(asset, metadata=metadata)


def _of_release(published: Published) -> dict[str, Any]:
    rows = "\n".join(f"| {name} | {count} |" for name, count in published.info.rows.items())
    return {
        "release": published.release_id,
        "new": published.new,
        "repaired": published.repaired or "nothing",
        "content hash": published.info.content_hash,
        "input hash": published.info.input_hash,
        "rows": dg.MetadataValue.md(f"| table | rows |\n| --- | ---: |\n{rows}"),
    }
