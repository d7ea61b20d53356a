"""Checks made from the registry, a factory each: ``schema``, ``references`` and ``plausible`` for every published table."""

# No `from __future__ import annotations` here: Dagster reads the annotations of decorated functions themselves.

import inspect
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from typing import Any

import dagster as dg

from expectations import constraints, suites
from expectations.constraints import Constraint, Holds, Ordered, Reference, Unique
from expectations.references import without_row
from expectations.registry import TableSchema
from expectations.registry.preview import markdown_table

REFERENCE_STAGE = "registry"  # the stage of tables that come from the registry: they refer to no plan and so are checked first


def asset_name(table: TableSchema) -> str:
    """The key of the asset that makes a table."""
    return f"{table.layer}_{table.name}"


def checks_of(tables: Mapping[str, TableSchema]) -> list[dg.AssetChecksDefinition]:
    """Every check that the registry's schemas of the given tables make."""
    ranked = sorted(tables.values(), key=lambda table: table.stage != REFERENCE_STAGE)
    made = [schema_check(table) for table in ranked]
    made += [plausible_check(table) for table in ranked if constraints.plausible(table)]
    for table, found in _by_later_table(ranked).items():
        made.append(references_check(tables[table], found, tables))
    return made


def _by_later_table(ranked: Sequence[TableSchema]) -> dict[str, list[Reference]]:
    """References by the later of their two tables.

    Tables refer to each other both ways (sources.plan_id and plans.source_path). A blocking check waits for the checks of every table
    it takes, so that checks that took each other's tables would wait for ever: each takes earlier tables only.
    """
    rank = {table.name: number for number, table in enumerate(ranked)}
    found: dict[str, list[Reference]] = {}
    for reference in constraints.references({table.name: table for table in ranked}):
        if reference.to_table in rank:
            later = max(reference.table, reference.to_table, key=lambda name: rank[name])
            found.setdefault(later, []).append(reference)
    return dict(sorted(found.items(), key=lambda entry: rank[entry[0]]))


def schema_check(table: TableSchema) -> dg.AssetChecksDefinition:
    """Blocking: the table is what the registry says (columns, types, key, empty cells, vocabularies, spans)."""
    return _suite_check(
        table,
        "schema",
        "Columns and their order, types, key, empty cells, closed vocabularies and spans are as the registry says.",
        columns=list(table.columns),
        rules=constraints.structural(table),
        blocking=True,
    )


def plausible_check(table: TableSchema) -> dg.AssetChecksDefinition:
    """Not blocking: ends of ranges are in order, years within reason."""
    return _suite_check(
        table,
        "plausible",
        "Ends of ranges stand in order and years lie within reason. A plan may print it otherwise, so this only asks.",
        columns=None,
        rules=constraints.plausible(table),
        blocking=False,
    )


def _suite_check(
    table: TableSchema, name: str, description: str, *, columns: list[str] | None, rules: Sequence[Constraint], blocking: bool
) -> dg.AssetChecksDefinition:
    @dg.asset_check(asset=asset_name(table), name=name, description=description, blocking=blocking)
    def check(rows: Any) -> dg.AssetCheckResult:
        return result_of([(table, suites.validate(table.name, columns, rules, rows, is_reported=blocking))], blocking=blocking)

    return check


def references_check(table: TableSchema, found: Sequence[Reference], tables: Mapping[str, TableSchema]) -> dg.AssetChecksDefinition:
    """Blocking: ids in this table, and in earlier ones that refer to it, stand in the table they refer to."""
    others = sorted({name for reference in found for name in (reference.table, reference.to_table)} - {table.name})
    listed = "; ".join(f"{r.table}.{r.column} in {r.to_table}.{r.to_column}" for r in found)

    def check(**given: Any) -> dg.AssetCheckResult:
        verdicts = []
        for owner in sorted({reference.table for reference in found}):
            own = [reference for reference in found if reference.table == owner]
            frame, rules = without_row(own, given)
            verdicts.append((tables[owner], replace(suites.validate(owner, None, rules, frame), rows=len(given[owner]))))
        return result_of(verdicts, blocking=True)

    return dg.asset_check(
        asset=asset_name(table),
        name="references",
        description=f"Every id refers to a row that exists: {listed}.",
        blocking=True,
        additional_ins={name: dg.AssetIn(asset_name(tables[name])) for name in others},
    )(_with_parameters(check, [table.name, *others]))


def _with_parameters(function: Callable[..., dg.AssetCheckResult], names: Sequence[str]) -> Callable[..., dg.AssetCheckResult]:
    """The function with named parameters in its signature: Dagster matches a check's inputs by name and takes no ``**``."""
    parameters = [inspect.Parameter(name, inspect.Parameter.POSITIONAL_OR_KEYWORD) for name in names]
    function.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    return function


def result_of(verdicts: Sequence[tuple[TableSchema, suites.Verdict]], *, blocking: bool) -> dg.AssetCheckResult:
    """One result of all verdicts, with counts and, of each failure, its first rows."""
    failures = [(table, verdict, failure) for table, verdict in verdicts for failure in verdict.failures]
    metadata: dict[str, dg.MetadataValue] = {
        "rows": dg.IntMetadataValue(sum(verdict.rows for _, verdict in verdicts)),
        "expectations": dg.IntMetadataValue(sum(verdict.evaluated for _, verdict in verdicts)),
        "expectations_failed": dg.IntMetadataValue(len(failures)),
        "rows_failed": dg.IntMetadataValue(sum(verdict.rows_failed for _, verdict in verdicts)),
    }
    if failures:
        metadata["failing rows"] = dg.MetadataValue.md("\n\n".join(_shown(*failure) for failure in failures))
    sentences = [f"{table.name}: not so that {failure.says} ({failure.said})" for table, _, failure in failures]
    return dg.AssetCheckResult(
        passed=not failures,
        severity=dg.AssetCheckSeverity.ERROR if blocking else dg.AssetCheckSeverity.WARN,
        description="; ".join(sentences) or None,
        metadata=metadata,
    )


def _shown(table: TableSchema, verdict: suites.Verdict, failure: suites.Failure) -> str:
    """A failure with its first rows: the key and the columns it is about."""
    head = f"**{table.name}: not so that {failure.says}** ({failure.said})"
    rule, frame = failure.constraint, verdict.shown
    about = _columns_of(rule) if rule is not None else []
    if rule is None or frame is None or not set(about) <= set(frame.columns):
        return head
    names = [name for name in chain(table.key, about) if name in frame.columns]
    return f"{head}\n\n{markdown_table(frame[rule.failing(frame)], names)}"


def _columns_of(rule: Constraint) -> list[str]:
    match rule:
        case Unique(columns):
            return list(columns)
        case Holds():
            return list(rule.columns)
        case Ordered(low, high):
            return [low, high]
        case _:
            return [rule.column]
