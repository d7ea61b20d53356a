"""What the last build could not read for a passing reason: the next one tries it again, though no file has changed.

A file that was being written, a reader that could not be started, a machine short of memory: tried again at every build. A file or a
plan that took too long: once more, and then not until its bytes, the limit or the code are others. Kept as ``.work/unsettled.json``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from assets.allowance import limits_told
from pipelines.settings import WORK_FOLDER

if TYPE_CHECKING:
    from assets.documents.reading.read import ReadOutcome
    from assets.left_out import LeftOut

MOST_TRIES = 2  # of what took too long


def unsettled(output: Path) -> Mapping[str, int]:
    """By file or plan how often it was tried in vain, 0 where that does not count; only what another build should try again."""
    tries, limits = _kept(output)
    return {name: count for name, count in tries.items() if count < MOST_TRIES or limits != limits_told()}


def note(output: Path, outcomes: Iterable[ReadOutcome], left_out: Iterable[LeftOut]) -> None:
    """Keep what a build could not read; a folder that cannot be written keeps nothing."""
    from assets.documents.reading.read import Status
    from assets.documents.unreadable import Fault

    before, limits = _kept(output)
    if limits != limits_told():
        before = {}
    passing = [one.source.source_path for one in outcomes if one.status is Status.FAILED and one.fault is Fault.PASSING]
    late = [one.source.source_path for one in outcomes if one.status is Status.FAILED and one.fault is Fault.LIMIT]
    late += [one.plan_id for one in left_out if one.is_passing]
    tries = dict.fromkeys(passing, 0) | {name: before.get(name, 0) + 1 for name in late}
    _place(output).write_text(json.dumps({"tries": tries, "limits": limits_told()}, ensure_ascii=False), encoding="utf-8")


def _place(output: Path) -> Path:
    return output / WORK_FOLDER / "unsettled.json"


def _kept(output: Path) -> tuple[dict[str, int], str]:
    """What is kept; nothing where it cannot be understood."""
    try:
        said = json.loads(_place(output).read_text(encoding="utf-8"))
        return {str(name): int(count) for name, count in said["tries"].items()}, str(said["limits"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}, ""
