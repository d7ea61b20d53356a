"""The documents read and the plans they are, as assets."""

# No `from __future__ import annotations` here: Dagster reads the annotations of decorated functions themselves.

import time
from collections import Counter
from itertools import chain

import dagster as dg

from assets.documents.beside.sidecar import SidecarError
from assets.documents.cards import Documents, Reader, Seen, unread
from assets.documents.plans import Plan, identified
from assets.documents.reading.cache import is_there
from assets.documents.reading.read import wrong_sidecars
from assets.pool import mapped
from assets.ports import Folders, Progress
from assets.sources.scan import SourceFile
from assets.tabular import facts

GROUP = "documents"


@dg.asset(name="_core_documents", group_name=GROUP, kinds={"python"}, ins={"files": dg.AssetIn("raw_sources")})
def documents(files: list[SourceFile], folders: dg.ResourceParam[Folders], progress: dg.ResourceParam[Progress]) -> dg.Output[Documents]:
    """What became of each file: what it says about itself, or why it is not a plan. Unchanged files are not read again."""
    started = time.perf_counter()
    found: dict[str, Seen] = {}
    new = {file.source_path for file in files if not is_there(file, folders.cache_dir)}
    reader = Reader(folders.cache_dir.absolute())
    known = mapped(reader, [file for file in files if file.source_path not in new], 1)
    others = [file for file in files if file.source_path in new]
    for done in chain(known, mapped(reader, others, folders.processes, folders.cluster_address)):
        for source, seen in zip(done.items, done.result or map(unread, done.items), strict=True):
            found[source.source_path] = seen
            progress.file_read(len(found), len(files))
    seen_in_order = [found[file.source_path] for file in files]
    read = Documents([seen.outcome for seen in seen_in_order], [seen.card for seen in seen_in_order if seen.card is not None])
    if problems := wrong_sidecars(read.outcomes):
        raise SidecarError("\n".join(problems))
    statuses = Counter(outcome.status.value for outcome in read.outcomes)
    counts = {
        "files": len(files),
        **{f"files: {status}": count for status, count in sorted(statuses.items())},
        "files not read again": sum(seen.is_kept for seen in seen_in_order),
    }
    return dg.Output(read, metadata=facts(started, counts))


@dg.asset(name="_core_plans", group_name=GROUP, kinds={"python"}, ins={"read": dg.AssetIn("_core_documents")})
def plans_found(read: Documents, folders: dg.ResourceParam[Folders]) -> dg.Output[list[Plan]]:
    """The plans among the documents, each with its stable id and without its text; another form of the same plan names the better copy."""
    started = time.perf_counter()
    sources = {outcome.source.source_path: outcome.source for outcome in read.outcomes}
    reader = Reader(folders.cache_dir)
    plans = identified(read.cards, read.outcomes, lambda card: reader.content(sources[card.source_path]))
    counts = {"plans": len(plans), "copies of another plan": sum(plan.same_as is not None for plan in plans)}
    return dg.Output(plans, metadata=facts(started, counts))
