"""Two releases compared by their Parquet files, in DuckDB: what their observations and targets say otherwise, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from assets.release.changed import queries
from assets.release.errors import ReleaseError
from assets.release.parquet import CHANGES, file_hash
from expectations.registry import TableSchema
from expectations.registry.schema import conform, empty_frame

if TYPE_CHECKING:
    import duckdb
    import pandas as pd

CATALOGUE = ("indicators", "indicator_aliases", "units", "regions")
COMPARED = (
    "indicator_id", "indicator_text", "region_code", "scope", "measure", "core", "basis", "rank_among", "status", "comparator", "value",
    "value_max", "unit", "value_text", "value_std", "value_max_std", "unit_std", "year", "year_start", "binding", "flags",
)  # fmt: skip
COMPARED_OF_TARGETS = (
    "target_comparator", "target_value", "target_value_max", "target_text", "unit_std", "base_year", "base_value", "binding",
)  # fmt: skip
NEEDED = ("observations", "plans", "sources", "indicator_targets", "regions")


@dataclass(frozen=True, slots=True)
class Difference:
    """What one release says otherwise than another: the rows of table ``changes``, and the targets concerned.

    ``targets`` has kind (new, changed, gone), area_name, indicator_name_zh, target_year, before, after, reason, plan_title, quote.
    """

    changes: pd.DataFrame
    targets: pd.DataFrame

    def counts(self) -> dict[str, dict[str, int]]:
        """How many targets are new, changed, gone; how many observations added, changed, removed; of them by reason."""
        rows = self.changes.drop_duplicates(["kind", "observation_id"])
        return {
            "targets": _counted(self.targets["kind"], ("new", "changed", "gone")),
            "observations": _counted(rows["kind"], ("added", "changed", "removed")),
            "reasons": _counted(rows["reason"], ("source", "correction", "catalogue", "reading")),
        }


def _counted(cells: pd.Series, words: tuple[str, ...]) -> dict[str, int]:
    found = cells.value_counts()
    return {word: int(found.get(word, 0)) for word in words}


def compare(before: Path, after: Path, schemas: Mapping[str, TableSchema]) -> Difference:
    """The difference between two folders of Parquet files. Raises ``ReleaseError`` where one of them lacks what is compared."""
    for folder in (before, after):
        missing = [name for name in NEEDED if not (folder / f"{name}.parquet").is_file()]
        if missing:
            raise ReleaseError(f"The release in {folder.parent} cannot be compared: it has no table {missing[0]}; choose another one.")
    with _both(before, after) as connection:
        observed, targeted = (_in_both(connection, table, of) for table, of in _TABLES.items())
        connection.execute(queries.plan_reasons())
        connection.execute(queries.pairs())
        is_catalogue = any(_differs(before, after, name) for name in CATALOGUE)
        changes = connection.execute(queries.changes(observed, is_catalogue=is_catalogue)).df()
        targets = connection.execute(queries.targets(targeted, is_catalogue=is_catalogue)).df()
    return Difference(conform(changes, schemas[CHANGES]), targets)


_TABLES: Mapping[str, tuple[str, ...]] = {"observations": COMPARED, "indicator_targets": COMPARED_OF_TARGETS}


def no_difference(schemas: Mapping[str, TableSchema]) -> Difference:
    """That of a first release, which has none before it."""
    import pandas as pd

    return Difference(empty_frame(schemas[CHANGES]), pd.DataFrame(columns=list(queries.TARGET_COLUMNS), dtype="object"))


def _in_both(connection: duckdb.DuckDBPyConnection, table: str, columns: tuple[str, ...]) -> list[str]:
    """The columns that both releases have: one made by older code may lack some."""
    had = [{row[0] for row in connection.execute(f"DESCRIBE {side}_{table}").fetchall()} for side in ("old", "new")]
    return [column for column in columns if all(column in names for names in had)]


def _differs(before: Path, after: Path, table: str) -> bool:
    paths = [folder / f"{table}.parquet" for folder in (before, after)]
    return all(path.is_file() for path in paths) and file_hash(paths[0]) != file_hash(paths[1])


@contextmanager
def _both(before: Path, after: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection with old_<table> and new_<table> as views of the files."""
    import duckdb

    with duckdb.connect(config={"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}) as connection:
        try:
            for side, folder in (("old", before), ("new", after)):
                for name in NEEDED:
                    connection.execute(queries.view(f"{side}_{name}", folder / f"{name}.parquet"))
            yield connection
        except duckdb.Error as error:
            raise ReleaseError(f"The releases cannot be compared ({str(error).splitlines()[0]}); choose others.") from error
