"""What changed, told in a release: ``changes.json`` in numbers, ``changes.html`` for people, and one sentence for a summary."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assets.release.changed.compare import Difference
from expectations.registry import Registry
from expectations.registry.schema import records

if TYPE_CHECKING:
    import jinja2

CHANGES_FILE = "changes.json"
PAGE_FILE = "changes.html"
TEMPLATE = "changes.html.jinja"
SHOWN = 1000  # rows of a list; the whole of it stands in table changes
KINDS = {"new": "新增", "changed": "变更", "gone": "删除"}


@dataclass(frozen=True, slots=True)
class Told:
    """How much changed against the release ``before``; None where there is none that can be compared."""

    before: str | None
    targets: Mapping[str, int]
    observations: Mapping[str, int]
    reasons: Mapping[str, int]

    def sentence(self) -> str:
        """One line: 12 targets new, 3 changed, 1 gone since 2026…; of observations …"""
        if self.before is None:
            return "a first release: there is none before it that it can be compared with"
        targets, rows = self.targets, self.observations
        if not any((*targets.values(), *rows.values())):
            return f"no target and no observation says anything else than in {self.before}"
        said = f"{targets['new']} targets new, {targets['changed']} changed, {targets['gone']} gone since {self.before}"
        of_rows = f"of the observations {rows['added']} added, {rows['changed']} changed, {rows['removed']} removed"
        why = ", ".join(f"{count} by {reason}" for reason, count in self.reasons.items() if count)
        return f"{said}; {of_rows}{f' ({why})' if why else ''}"

    def sentence_zh(self) -> str:
        """The same in Chinese, for the feed."""
        if self.before is None:
            return "首次发布。"
        targets, rows = self.targets, self.observations
        return (
            f"与 {self.before} 相比：目标新增 {targets['new']}、变更 {targets['changed']}、删除 {targets['gone']}；"
            f"观测值新增 {rows['added']}、变更 {rows['changed']}、删除 {rows['removed']}。"
        )


def write_told(folder: Path, difference: Difference, before: str | None, release_id: str, registry: Registry) -> Told:
    """Write both files into a release's folder, and give the numbers."""
    told = Told(before, **difference.counts())
    content = {"before": before, "targets": told.targets, "observations": told.observations, "reasons": told.reasons}
    (folder / CHANGES_FILE).write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    (folder / PAGE_FILE).write_text(_page(told, difference, release_id, registry), encoding="utf-8")
    return told


def read_told(folder: Path) -> Told | None:
    """The numbers of a release's folder; None where it has none that can be read (it was made by older code)."""
    try:
        said = json.loads((folder / CHANGES_FILE).read_text(encoding="utf-8"))
        return Told(said["before"], dict(said["targets"]), dict(said["observations"]), dict(said["reasons"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _page(told: Told, difference: Difference, release_id: str, registry: Registry) -> str:
    targets = [row | {"kind_zh": KINDS[row["kind"]]} for row in records(difference.targets.head(SHOWN))]
    rows = difference.changes[difference.changes["kind"] == "changed"].head(SHOWN)
    words: dict[str, Any] = {
        "told": told,
        "release_id": release_id,
        "targets": targets,
        "more_targets": max(0, len(difference.targets) - SHOWN),
        "rows": records(rows),
        "more_rows": max(0, told.observations["changed"] - rows["observation_id"].nunique()),
        "titles": {column.name: column.title_zh for column in registry.tables["observations"].columns.values()},
        "reasons": registry.names_zh("reason"),
    }
    return _environment().get_template(TEMPLATE).render(words)


@lru_cache(maxsize=1)
def _environment() -> jinja2.Environment:
    import jinja2

    return jinja2.Environment(
        loader=jinja2.PackageLoader("assets.release.changed", "."),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
