"""One way to make a Dagster asset of a published table, so that every table explains itself in the UI in the same way."""

# No `from __future__ import annotations` here: Dagster reads the annotations of decorated functions themselves.

import time
import warnings
from collections.abc import Callable, Mapping

import dagster as dg

from expectations.registry import TableSchema, load_registry
from expectations.registry.preview import SHOWN_ROWS, markdown_table
from expectations.registry.table_rows import Rows

KINDS = {"python", "pandas"}


def table_asset(
    table_name: str,
    group: str,
    ins: Mapping[str, str],
    build: Callable[..., Rows],
    shares: Callable[[Rows], Mapping[str, float]] = lambda _: {},
) -> dg.AssetsDefinition:
    """The asset of a published table: ``build`` is called with the values of the assets that ``ins`` names, by argument.

    Name, description and column schema come from the registry; each materialization says rows, seconds and shows the first rows, and
    what ``shares`` tells of the frame: numbers by their names.
    """
    table = load_registry().tables[table_name]

    @dg.asset(
        name=f"{table.layer}_{table.name}",
        group_name=group,
        description=f"{table.description}\n\nKey: {', '.join(table.key)}.",
        kinds=KINDS,
        ins={argument: dg.AssetIn(asset) for argument, asset in ins.items()},
        metadata={
            "dagster/table_name": table.name,
            "dagster/column_schema": column_schema(table),
            "dagster/column_lineage": column_lineage(table),
            "dagster/code_references": code_of(build),
        },
        dagster_type=dg.Any,
    )
    def made(**inputs):  # type: ignore[no-untyped-def]  # Dagster gives ** to an asset only where it says nothing of types
        started = time.perf_counter()
        frame = build(**inputs)
        first = frame.head(SHOWN_ROWS)
        said = facts(started, {"dagster/row_count": len(frame)}, preview=markdown_table(first, whole=len(frame)))
        said |= {name: dg.MetadataValue.float(share) for name, share in shares(frame).items()}
        return dg.Output(frame, metadata=said)

    return made


def column_schema(table: TableSchema) -> dg.TableSchema:
    """A table's columns as Dagster shows them."""
    columns = [
        dg.TableColumn(
            name=column.name,
            type=column.type,
            description=column.description,
            constraints=dg.TableColumnConstraints(nullable=column.nullable, unique=table.key == (column.name,)),
        )
        for column in table.columns.values()
    ]
    return dg.TableSchema(columns=columns)


def column_lineage(table: TableSchema) -> dg.TableColumnLineage:
    """Which column of another table each column's values come from, as the registry says by ``refers``."""
    tables = load_registry().tables
    deps: dict[str, list[dg.TableColumnDep]] = {}
    for column in table.columns.values():
        if column.refers is not None:
            name, _, of = column.refers.partition(".")
            if name != table.name:
                deps[column.name] = [dg.TableColumnDep(dg.AssetKey(f"{tables[name].layer}_{name}"), of)]
    return dg.TableColumnLineage(deps)


def code_of(build: Callable[..., object]) -> dg.CodeReferencesMetadataValue:
    """Where the pure function stands that makes an asset's value, for a click in the UI."""
    code = build.__code__
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", dg.BetaWarning)
        place = dg.LocalFileCodeReference(file_path=code.co_filename, line_number=code.co_firstlineno, label=build.__qualname__)
        return dg.CodeReferencesMetadataValue(code_references=[place])


def facts(started: float, counts: Mapping[str, int], **markdown: str) -> dict[str, dg.MetadataValue]:
    """What a materialization says of itself: counts, texts in Markdown, and the seconds since ``started`` (``time.perf_counter``)."""
    said: dict[str, dg.MetadataValue] = {name: dg.MetadataValue.int(count) for name, count in counts.items()}
    said |= {name: dg.MetadataValue.md(text) for name, text in markdown.items()}
    return said | {"seconds": dg.MetadataValue.float(round(time.perf_counter() - started, 3))}
