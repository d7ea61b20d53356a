"""The dataset in one call, for notebooks and scripts: ``from pipelines.client import load``.

    load("indicator_targets")                                    the current release, as a pandas frame
    load("indicator_targets", labels="zh")                       columns under their Chinese titles
    load("plans", output="/data/dataset", release="2026-11-20")  as it was published at the end of that day
    load("observations", engine="polars")                        as a polars frame, where polars is installed
    load("plans", output="s3://bucket/dataset")                  out of the storage that releases are copied to (docs/deployment.md)

Needs an output folder, or a bucket, and nothing else of the project.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from assets.release.errors import ReleaseError
from assets.release.layout import Layout, published_as
from assets.release.releases import current_release
from pipelines.storage.bucket import SCHEME

if TYPE_CHECKING:
    import pyarrow as pa

TITLE = b"title_zh"  # of a column, in the metadata of its Parquet field


def load(
    table: str,
    *,
    output: str | Path = "dataset",
    release: str | date | None = None,
    labels: Literal["en", "zh"] = "en",
    engine: Literal["pandas", "polars"] = "pandas",
) -> Any:
    """A table of a release as a frame: of the current one, of the id given, or of the last one published by the end of a day (UTC).

    Raises ``ReleaseError`` with one sentence where there is no such release or table.
    """
    import pyarrow.parquet as pq

    if str(output).startswith(SCHEME):
        from pipelines.storage.bucket_tables import table_of

        found = table_of(str(output), table, release)
        return _frame(found.rename_columns(_titles(found.schema)) if labels == "zh" else found, engine)
    folder = _folder(Layout(Path(output)), release) / "parquet"
    path = folder / f"{table}.parquet"
    if not path.is_file():
        known = ", ".join(sorted(found.stem for found in folder.glob("*.parquet")))
        raise ReleaseError(f"The release {folder.parent.name} has no table {table}; it has: {known}.")
    read = pq.read_table(path)
    return _frame(read.rename_columns(_titles(read.schema)) if labels == "zh" else read, engine)


def _folder(layout: Layout, release: str | date | None) -> Path:
    """The folder of a release."""
    if release is None:
        current = current_release(layout.output)
        if current is None:
            raise ReleaseError(f"There is no release in {layout.output} yet.")
        return layout.releases / current.release_id
    ids = [folder.name for folder in layout.release_folders()]
    found = published_as(release, ids)
    if found is None:
        raise ReleaseError(f"There is no release {release} in {layout.output}; there are: {', '.join(ids) or 'none'}.")
    return layout.releases / found


def _titles(schema: pa.Schema) -> list[str]:
    """The Chinese title of each column, its name where it has none."""
    return [(field.metadata or {}).get(TITLE, field.name.encode()).decode() for field in schema]


def _frame(read: pa.Table, engine: str) -> Any:
    if engine == "polars":
        import polars

        return polars.from_arrow(read)
    return read.to_pandas()
