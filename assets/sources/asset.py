"""The input folder as an asset."""

# No `from __future__ import annotations` here: Dagster reads the annotations of decorated functions themselves.

import time
from collections import Counter

import dagster as dg

from assets.ports import Folders, Progress
from assets.sources.remote.provenance import Provenance, read_provenance
from assets.sources.scan import SourceFile, scan
from assets.tabular import facts

GROUP = "sources"


@dg.asset(name="raw_sources", group_name=GROUP, kinds={"python", "file"})
def raw_sources(folders: dg.ResourceParam[Folders], progress: dg.ResourceParam[Progress]) -> dg.Output[list[SourceFile]]:
    """Every file in the input folder with its hash, its sidecar and its twin; nothing is left out and nothing is read yet."""
    started = time.perf_counter()
    files = scan(folders.input_dir, progress.file_found, leave_out=[folders.output_dir])
    roles = Counter(file.role.value for file in files)
    counts = {
        "files": len(files),
        **{f"files: {role}": count for role, count in sorted(roles.items())},
        "bytes": sum(file.bytes or 0 for file in files),
    }
    return dg.Output(files, metadata=facts(started, counts, folder=f"`{folders.input_dir}`"))


@dg.asset(name="raw_provenance", group_name=GROUP, kinds={"python"})
def provenance(folders: dg.ResourceParam[Folders]) -> dg.Output[dict[str, Provenance]]:
    """Where the files that ``plan-indicators fetch`` downloaded came from, as its record in the input folder says."""
    started = time.perf_counter()
    found = dict(read_provenance(folders.input_dir))
    return dg.Output(found, metadata=facts(started, {"files with an address": len(found)}))
