"""Which files belong together: a plan with its sidecar and corrections, a file with the one that has the same bytes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assets.sources.archives import Place
from assets.sources.roles import CORRECTIONS_SUFFIX, SIDECAR_SUFFIX
from assets.sources.source_file import Role, SourceFile


def join_companions(files: Sequence[SourceFile]) -> list[SourceFile]:
    """Give each plan its sidecar and its corrections; one without its file says so."""
    by_path = {file.source_path: file for file in files}
    return [_with_companions(file, by_path) if file.role is Role.PLAN else _with_owner(file, by_path) for file in files]


def _with_companions(plan: SourceFile, by_path: dict[str, SourceFile]) -> SourceFile:
    if (sidecar := by_path.get(plan.source_path + SIDECAR_SUFFIX)) and sidecar.sha256:
        plan = replace(plan, sidecar=sidecar.path, sidecar_sha256=sidecar.sha256)
    if (corrections := by_path.get(plan.source_path + CORRECTIONS_SUFFIX)) and corrections.role is Role.CORRECTIONS:
        # One that cannot be opened is the plan's as well: its rows must not go out uncorrected.
        plan = replace(plan, corrections=corrections.path, corrections_sha256=corrections.sha256)
    return plan


def _with_owner(file: SourceFile, by_path: dict[str, SourceFile]) -> SourceFile:
    """A sidecar or correction file with what is wrong about the file that it belongs to; any other file as it is."""
    if file.problem is not None or file.role not in (Role.SIDECAR, Role.CORRECTIONS):
        return file
    if file.role is Role.SIDECAR:
        owner = file.source_path[: -len(SIDECAR_SUFFIX)]
        if owner in by_path and by_path[owner].role is Role.ARCHIVE:
            return replace(file, problem="The sidecar of an archive is not used; pack one into it beside each of its files.")
        lost = None if owner in by_path else f"A sidecar without its file: {_name(owner)} is not in the folder."
        return replace(file, problem=lost)
    owner = file.source_path.removesuffix(CORRECTIONS_SUFFIX)
    if owner in by_path and by_path[owner].role is Role.PLAN:
        return file
    why = "is not read as a plan" if owner in by_path else "is not in the folder"
    return replace(file, problem=f"A correction file without its plan: {_name(owner)} {why}; put it beside the plan, under its name.")


def _name(source_path: str) -> str:
    return source_path.rpartition("/")[2]


def mark_duplicates(files: Sequence[SourceFile]) -> list[SourceFile]:
    """Of files with the same bytes one is read: one with a sidecar before one without, then with corrections, then the first by path."""
    read: dict[str, SourceFile] = {}
    for file in sorted(files, key=lambda f: (f.sidecar is None, f.corrections is None, f.source_path)):
        if file.role is Role.PLAN and file.sha256 and file.problem is None:
            read.setdefault(file.sha256, file)
    marked = []
    unused: dict[Place, str] = {}
    for file in files:
        twin = read.get(file.sha256 or "") if file.role is Role.PLAN and file.problem is None else None
        if twin is not None and twin.source_path != file.source_path:
            why = f"Not used: its file has the same bytes as {twin.source_path}, which is the one that is read"
            if file.sidecar is not None:
                unused[file.sidecar] = f"{why}."
            if file.corrections is not None:
                unused[file.corrections] = f"{why}; write the corrections beside that one."
            marked.append(replace(file, duplicate_of=twin.source_path))
        else:
            marked.append(file)
    return [replace(file, problem=unused.get(file.path, file.problem)) for file in marked]
