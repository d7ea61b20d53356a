"""``plan-indicators diff``: what one release says otherwise than another, for people at a terminal."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from assets.release.changed.compare import Difference, compare
from assets.release.changed.told import Told
from assets.release.errors import ReleaseError
from assets.release.layout import Layout, current_id
from expectations.registry import load_registry
from expectations.registry.schema import records

if TYPE_CHECKING:
    from rich.console import Console

SHOWN = 20  # targets that are listed before the list is cut
SIGNS = {"new": "+", "changed": "~", "gone": "-"}


def show_difference(output: Path, before: str | None, after: str | None, console: Console, *, all_rows: bool) -> None:
    """Print what ``after`` (else the current release) says otherwise than ``before`` (else the release before it).

    Raises ``ReleaseError`` where there is no such release, or it cannot be compared.
    """
    layout = Layout(output)
    standing = [folder.name for folder in layout.release_folders()]
    last = after or current_id(layout)
    if last is None:
        raise ReleaseError(f"There is no release in {output} yet.")
    first = before or max((name for name in standing if name < last), default=None)
    if first is None:
        raise ReleaseError(f"There is no release before {last} in {output}; name two that `releases` lists.")
    for name in (first, last):
        if name not in standing:
            raise ReleaseError(f"There is no release {name} in {output}; there are: {', '.join(standing) or 'none'}.")
    older, newer = (layout.releases / name / "parquet" for name in (first, last))
    _print(compare(older, newer, load_registry().tables), first, last, console, all_rows=all_rows)


def _print(difference: Difference, before: str, after: str, console: Console, *, all_rows: bool) -> None:
    console.print(f"{after}: {Told(before, **difference.counts()).sentence()}.")
    shown = difference.targets if all_rows else difference.targets.head(SHOWN)
    for row in records(shown):
        what = f"{row['area_name'] or ''} {row['indicator_name_zh']} {row['target_year'] or ''}".strip()
        said = " ⇒ ".join(words for words in (row["before"], row["after"]) if words)
        console.print(f"{SIGNS[row['kind']]} {what}: {said} ({row['reason']})")
    if len(difference.targets) > len(shown):
        console.print(
            f"… and {len(difference.targets) - len(shown)} more targets; --all lists them, and table changes has every observation."
        )
