"""What a build made, for people: a few lines of counts, what was not read and why, and a query to paste."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console

from assets.release.changed.told import read_told
from assets.release.layout import Layout
from assets.release.releases import DATABASE_FILE
from expectations.registry import load_registry
from expectations.registry.table_rows import Rows, counts_of, pieces_of, rows_of
from pipelines.console import SHOWN, show_lines
from pipelines.settings import CONFIDENCE_VARIABLE
from pipelines.wording.language import CHINESE, language
from pipelines.wording.spoken import say

if TYPE_CHECKING:
    import pandas as pd

    from pipelines.outcome import Outcome

QUERY = "SELECT plan_id, indicator_text, base_year, base_value, target_year, target_text, unit_std FROM indicator_targets LIMIT 10"


def show(outcome: Outcome, output: Path, console: Console, least_confidence: float) -> None:
    """Print the summary of a build, whose tables of targets were made of rows at least that sure."""
    for label, lines in _sections(outcome.frames, outcome.unmatched_names):
        show_lines(console, label, lines)
    if "observations" in outcome.frames:
        show_lines(console, "confidence", [_confidence(outcome.frames["observations"], least_confidence)])
    if outcome.left_out:
        lines = [f"{len(outcome.left_out)} of the plans, each for the reason that table sources tells too"]
        show_lines(console, "left out", [*lines, *(f"  {one.plan_id}: {say(one.reason)}" for one in outcome.left_out[:SHOWN])])
    for question in outcome.questions:
        show_lines(console, "to look at", [f"{question.table}: {_clauses(question.sentence)}"])
    if outcome.release_id is not None:
        _show_release(outcome, output, console)
    else:
        _show_stop(outcome, output, console)


def show_unchanged(release_id: str, output: Path, console: Console) -> None:
    """Say that there was nothing to do."""
    console.print(f"Nothing has changed: the release {release_id} was made from these very files, and it is whole.")
    _show_place(output, console)


def _sections(frames: Mapping[str, Any], unmatched_names: Mapping[str, int]) -> Iterator[tuple[str, list[str]]]:
    """Label and lines of every table that there is something to say about."""
    if "sources" in frames:
        yield "files", _files(frames["sources"])
    if "plans" in frames:
        copies = int(frames["plans"]["same_as"].notna().sum())
        yield "plans", [f"{len(frames['plans'])} read" + (f", {copies} of them another form of the same plan" if copies else "")]
    if "findings" in frames and (doubts := _doubtful_plans(frames["findings"])):
        yield "to settle", doubts
    if "plan_tables" in frames:
        tables = rows_of(frames["plan_tables"])
        counts = tables["kind"].value_counts()
        lines = [f"{counts.get('indicators', 0)} of indicators, {counts.get('other', 0)} of other things"]
        yield "tables", lines + guessed_tables(tables, frames.get("plans"))
    if "observations" in frames:
        yield "observations", [_observations(frames["observations"])]
    if "numerals" in frames:
        yield "numerals", [_numerals(frames["numerals"], frames.get("accounting"))]
    if "findings" in frames:
        yield "findings", [f"{len(frames['findings'])}{_by(frames['findings'], 'findings', 'severity')}"]
    if "rejects" in frames:
        yield "rejects", [f"{len(frames['rejects'])}{_by(frames['rejects'], 'rejects', 'reason_id')}"]
    if "observations" in frames:
        yield "new names", _names(unmatched_names)


def _files(sources: pd.DataFrame) -> list[str]:
    lines = [f"{len(sources)} found{_by(sources, 'sources', 'status')}"]
    failed = sources[sources["status"] == "failed"]
    lines += [f"  {path}: {say(reason)}" for path, reason in zip(failed["source_path"][:SHOWN], failed["reason"][:SHOWN], strict=True)]
    if len(failed) > SHOWN:
        lines.append(f"  … and {len(failed) - SHOWN} more that could not be read; table sources has all of them")
    return lines


def _doubtful_plans(findings: Rows) -> list[str]:
    """For each plan whose title, place or period rests on little: which file, what was read, which key of a sidecar settles it."""
    column = "message_zh" if language() == CHINESE else "message"
    pieces = pieces_of(findings, ["rule_id", column])
    said = [message for piece in pieces for message in piece.loc[piece["rule_id"].eq("plan_uncertain"), column]]
    more = [f"… and {len(said) - SHOWN} more; table findings has all of them"] if len(said) > SHOWN else []
    return [*said[:SHOWN], *more]


def guessed_tables(tables: pd.DataFrame, plans: pd.DataFrame | None) -> list[str]:
    """The tables whose rows and columns are a guess, so that nothing of them is published: file and caption."""
    from assets.tables.trust.score import BAR  # here, because it loads what reads plans

    guessed = tables[tables["grid_score"].lt(BAR)]
    files = dict(zip(plans["plan_id"], plans["source_path"], strict=True)) if plans is not None else {}
    told = [
        f"  {files.get(plan_id, plan_id)}: {' '.join(caption.split()) if isinstance(caption, str) else table_id}"
        for table_id, plan_id, caption in zip(guessed["table_id"], guessed["plan_id"], guessed["caption"], strict=True)
    ]
    if not told:
        return []
    more = [f"  … and {len(told) - SHOWN} more; table plan_tables has all of them, with their grid_score"] if len(told) > SHOWN else []
    return [f"{len(told)} of them not read, as their rows and columns are a guess:", *told[:SHOWN], *more]


def _observations(observations: Rows) -> str:
    counts = counts_of(observations, "indicator_id")
    known = int(counts[counts.index.notna()].sum())
    return f"{len(observations)}{_by(observations, 'observations', 'status')}; {known} of them with an indicator of the catalogue"


def _confidence(observations: Rows, least: float) -> str:
    """What the tables of targets leave out, and the setting."""
    rows = rows_of(observations, ["core", "confidence"])
    core, sure = rows["core"].fillna(False), rows["confidence"] >= least
    below = int((core & ~sure).sum())
    told = f"{int((core & sure).sum())} of an indicator and at least {least:g} sure ({CONFIDENCE_VARIABLE})"
    return f"{told}; the tables of targets leave out {below} less sure, {int((~core).sum())} incidental"


def _numerals(numerals: Rows, accounting: Rows | None) -> str:
    from assets.validation.numeral_account import unresolved_share  # here, because it loads what reads plans

    columns = ("behind_verb", "set_aside")
    behind, aside = (0, 0) if accounting is None else (int(rows_of(accounting, columns)[name].sum()) for name in columns)
    told = f"; of {behind} behind a verb of reaching {aside / behind:.1%} set aside" if behind else ""
    unresolved = unresolved_share(rows_of(numerals, ["disposition"]))
    return f"{len(numerals)} ({unresolved:.1%} unresolved{told})"


def _by(rows: Rows, table: str, column: str) -> str:
    """Counts by a column's values, equal ones in the registry's order: ' (5 parsed, 1 failed)'; nothing of an empty frame."""
    counts, values = counts_of(rows, column).to_dict(), load_registry().tables[table].columns[column].values
    order = [*(value for value in values if value in counts), *(value for value in counts if value not in values)]
    told = ", ".join(f"{counts[value]} {say(str(value))}" for value in sorted(order, key=counts.__getitem__, reverse=True))
    return f" ({told})" if told else ""


def _clauses(sentence: str) -> str:
    """What a check says, clause by clause."""
    return "; ".join(map(say, sentence.split("; ")))


def _names(unmatched_names: Mapping[str, int]) -> list[str]:
    if not unmatched_names:
        return ["none: every printed name is in the catalogue"]
    shown = [f"{name} ({count})" if count > 1 else name for name, count in list(unmatched_names.items())[:SHOWN]]
    more = len(unmatched_names) - SHOWN
    return [f"{len(unmatched_names)} are not in the catalogue: {', '.join(shown)}{f', … and {more} more' if more > 0 else ''}"]


def _show_release(outcome: Outcome, output: Path, console: Console) -> None:
    console.print()
    if outcome.is_new:
        console.print(f"Published the release {outcome.release_id}.", style="green")
        told = read_told(Layout(output).current)
        if told is not None:
            show_lines(console, "changes", [told.sentence()])
    else:
        console.print(f"The content is that of the release {outcome.release_id}; nothing new was published.")
    _show_place(output, console)


def _show_place(output: Path, console: Console) -> None:
    """Where the release is, and how to ask it something."""
    database = _relative(Layout(output).current / DATABASE_FILE)
    show_lines(console, "release", [f"{_relative(Layout(output).current)}"])
    console.print()
    console.print("Ask it something (either line does the same):")
    python = _relative(Path(sys.executable))
    script = f"import duckdb; print(duckdb.connect('{database}', read_only=True).sql('{QUERY}'))"
    for line in (f'duckdb -readonly {database} "{QUERY}"', f'{python} -c "{script}"'):
        console.print(f"  {line}")


def _relative(path: Path) -> Path:
    """The path as it can be typed here: below the working folder without that, else whole. Links stay links."""
    whole = Path(os.path.abspath(path))  # noqa: PTH100 (resolve() would follow `current` and the venv's python)
    return whole.relative_to(Path.cwd()) if whole.is_relative_to(Path.cwd()) else whole


def _show_stop(outcome: Outcome, output: Path, console: Console) -> None:
    """Why nothing was published, with rows; that the old release stays; where the tables lie."""
    console.print()
    for check in outcome.stopped_by:
        console.print(f"The check {check.check} of {check.table} failed: {_clauses(check.sentence)}", style="red")
        if check.rows:
            console.print(check.rows)
    for failure in outcome.failures:
        console.print(failure.message, style="red")
    stays = "The release that was current still is." if Layout(output).current.exists() else "There is no release yet."
    console.print(f"Nothing was published. {stays}")
    if outcome.kept_in is not None:
        console.print(f"What was read stands in {_relative(outcome.kept_in)}, to be looked at.")
