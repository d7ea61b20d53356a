"""The documents read and the plans they are, as assets."""

# No `from __future__ import annotations` here: Dagster reads the annotations of decorated functions themselves.

import time
from collections import Counter
from collections.abc import Callable

import dagster as dg

from assets.documents.beside.sidecar import SidecarError
from assets.documents.plans import Plan, identify
from assets.documents.reading.cache import read_all
from assets.documents.reading.read import ReadOutcome, wrong_sidecars
from assets.ports import Folders, Progress
from assets.sources.scan import SourceFile
from assets.tabular import facts

GROUP = "documents"


@dg.asset(name="_core_documents", group_name=GROUP, kinds={"python"}, ins={"files": dg.AssetIn("raw_sources")})
def documents(
    files: list[SourceFile], folders: dg.ResourceParam[Folders], progress: dg.ResourceParam[Progress]
) -> dg.Output[list[ReadOutcome]]:
    """What became of each file: its text with blocks and metadata, or why it is not a plan. Unchanged files are not read again."""
    started = time.perf_counter()
    cached: list[bool] = []
    outcomes = read_all(files, folders.cache_dir, _heard(progress, cached))
    if problems := wrong_sidecars(outcomes):
        raise SidecarError("\n".join(problems))
    statuses = Counter(outcome.status.value for outcome in outcomes)
    counts = {
        "files": len(outcomes),
        **{f"files: {status}": count for status, count in sorted(statuses.items())},
        "files not read again": sum(cached),
    }
    return dg.Output(outcomes, metadata=facts(started, counts))


def _heard(progress: Progress, cached: list[bool]) -> Callable[[int, int, str, bool], None]:
    """A listener that passes each file on to the progress and notes whether it came from the cache."""

    def heard(done: int, total: int, source_path: str, from_cache: bool) -> None:
        cached.append(from_cache)
        progress.file_read(done, total)

    return heard


@dg.asset(name="_core_plans", group_name=GROUP, kinds={"python"}, ins={"outcomes": dg.AssetIn("_core_documents")})
def identified(outcomes: list[ReadOutcome]) -> dg.Output[list[Plan]]:
    """The plans among the documents, each with its stable id; another form of the same plan names the better copy."""
    started = time.perf_counter()
    plans = identify(outcomes)
    counts = {"plans": len(plans), "copies of another plan": sum(plan.same_as is not None for plan in plans)}
    return dg.Output(plans, metadata=facts(started, counts))
