"""Walk the input folder: one :class:`SourceFile` per file seen, whatever it is, and never a crash over one of them."""

from __future__ import annotations

import hashlib
import os
import re
import stat
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

SIDECAR_SUFFIX = ".meta.yaml"
CORRECTIONS_SUFFIX = ".corrections.yaml"
# Names that can only be meant as a correction file: a reviewer's word must not be passed over for a letter.
_MEANT_AS_CORRECTIONS = re.compile(r"\.corrections?\.ya?ml$")
LARGEST = 64 * 1024 * 1024  # bytes; the longest plans have some 300 kB, what is larger is no plan
_DATA_SUFFIXES = {".yaml": "YAML", ".yml": "YAML", ".json": "JSON", ".csv": "CSV", ".tsv": "TSV", ".jsonl": "JSON"}
_LEFT_OVER_NAMES = frozenset({"thumbs.db", "desktop.ini", "__macosx"})
_LEFT_OVER_PREFIXES = (".", "~$")
_LEFT_OVER_SUFFIXES = ("~", ".swp", ".tmp", ".part", ".crdownload", ".bak")
_ABOUT_FOLDER = frozenset({"readme", "license", "licence", "notice", "changelog", "manifest"})


class InputError(Exception):
    """The input folder itself cannot be used; the message is one sentence for people."""


class Role(StrEnum):
    """What a file is in the input folder."""

    PLAN = "plan"  # a candidate: its content decides
    SIDECAR = "sidecar"  # <file>.meta.yaml, says what a page does not say about itself
    CORRECTIONS = "corrections"  # <file>.corrections.yaml, a reviewer's corrections of what is read from a plan
    OTHER = "other"  # not a plan, and named as such


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file seen. ``problem`` is one sentence: why a plan cannot be read, or why another file is left aside."""

    source_path: str  # relative to the input folder, forward slashes
    path: Path  # absolute
    role: Role
    bytes: int | None = None
    sha256: str | None = None  # None where the bytes could not be read
    sidecar: Path | None = None  # of a plan: its <file>.meta.yaml
    sidecar_sha256: str | None = None
    corrections: Path | None = None  # of a plan: its <file>.corrections.yaml, whether or not that can be read
    corrections_sha256: str | None = None
    problem: str | None = None
    duplicate_of: str | None = None  # source_path of the file with the same bytes that is read


def scan(input_dir: Path, on_file: Callable[[int, str], None] | None = None, leave_out: Collection[Path] = ()) -> list[SourceFile]:
    """Every file below the folder, sorted by path; links are followed once, loops are not.

    ``on_file`` hears of each file as it is hashed: files so far, and its path. ``leave_out`` names folders that are not input
    (the output folder, where it lies inside). Raises :class:`InputError` where the folder is missing or is none.
    """
    root = _root(input_dir)
    found: list[SourceFile] = []
    for path, source_path, problem in _walk(root, {p.resolve() for p in leave_out}):
        found.append(_look_at(path, source_path, problem))
        if on_file is not None:
            on_file(len(found), source_path)
    found.sort(key=lambda file: file.source_path)
    return _mark_duplicates(_join_companions(found))


def _root(input_dir: Path) -> Path:
    try:
        mode = input_dir.stat().st_mode
        if stat.S_ISDIR(mode):
            next(os.scandir(input_dir), None)
            return input_dir.resolve()
    except FileNotFoundError:
        raise InputError(f"The input folder {input_dir} does not exist; give an existing folder with --input.") from None
    except (OSError, ValueError) as problem:
        raise InputError(f"The input folder {input_dir} cannot be opened ({_words(problem)}); check its name and its rights.") from None
    raise InputError(f"The input {input_dir} is a file, not a folder; give the folder that holds the plan files.")


def _walk(root: Path, leave_out: set[Path]) -> Iterator[tuple[Path, str, str | None]]:
    """Files as (path, source path, problem); real folders come before linked ones, so that a file keeps its real path."""
    seen: set[tuple[int, int]] = set()
    folders: list[Path] = [root]
    links: list[Path] = []
    while folders or links:
        folder = folders.pop() if folders else links.pop(0)
        try:
            status = folder.stat()
            identity = (status.st_dev, status.st_ino)
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError as problem:
            yield folder, _source_path(folder, root), f"The folder cannot be opened ({_words(problem)}); check its rights."
            continue
        if identity in seen:
            yield folder, _source_path(folder, root), "A link to a folder that is walked under its own name."
            continue
        seen.add(identity)
        for entry in entries:
            path = Path(entry.path)
            if not _is_folder(path) or _left_over(entry.name):
                yield path, _source_path(path, root), None
            elif path.resolve() not in leave_out:
                (links if entry.is_symlink() else folders).append(path)


def _is_folder(path: Path) -> bool:
    """Whether a path is a folder; one that cannot even be looked at (a link to itself, no rights) is none, and told as a file."""
    try:
        return path.is_dir()
    except OSError:
        return False


def _source_path(path: Path, root: Path) -> str:
    """The path below the root; a name that is not UTF-8 is spelled with escapes, so that every table can hold it."""
    return os.fsencode(path.relative_to(root).as_posix()).decode("utf-8", "backslashreplace")


def _look_at(path: Path, source_path: str, problem: str | None) -> SourceFile:
    role, reason = _role(path.name)
    if problem is not None:
        walked = problem.startswith("A link")
        return SourceFile(source_path, path, Role.OTHER if walked else Role.PLAN, problem=problem)
    if role is Role.OTHER and _is_folder(path):
        return SourceFile(source_path, path, role, problem=reason)
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            return SourceFile(source_path, path, role, problem=reason or "Not a regular file (a device, pipe or socket).")
        if status.st_size > LARGEST:
            too_large = f"The file has {status.st_size / 2**20:.0f} MB, more than the {LARGEST // 2**20} MB that are read; split it."
            return SourceFile(source_path, path, role, bytes=status.st_size, problem=reason or too_large)
        with path.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
            size = stream.tell()
    except (OSError, ValueError) as failure:
        return SourceFile(source_path, path, role, problem=reason or f"The file cannot be opened ({_words(failure)}).")
    empty = "The file is empty." if size == 0 and role is Role.PLAN else None
    return SourceFile(source_path, path, role, bytes=size, sha256=digest, problem=reason or empty)


def _role(name: str) -> tuple[Role, str | None]:
    """Role by name, with the reason where the name alone leaves the file aside."""
    lower = name.lower()
    if _left_over(name):
        return Role.OTHER, "A hidden file or one that an editor or the system left over; not a plan."
    if lower.endswith(SIDECAR_SUFFIX):
        return Role.SIDECAR, None
    if _MEANT_AS_CORRECTIONS.search(lower):
        misnamed = f"The name of a correction file must end in {CORRECTIONS_SUFFIX}; rename it."
        return Role.CORRECTIONS, None if name.endswith(CORRECTIONS_SUFFIX) else misnamed
    suffix = Path(lower).suffix
    if suffix in _DATA_SUFFIXES:
        return Role.OTHER, f"A {_DATA_SUFFIXES[suffix]} file holds data or settings, not a plan."
    if lower.partition(".")[0] in _ABOUT_FOLDER:
        return Role.OTHER, "A file about the folder (README, LICENSE and the like), not a plan."
    return Role.PLAN, None


def _left_over(name: str) -> bool:
    lower = name.lower()
    return lower in _LEFT_OVER_NAMES or lower.startswith(_LEFT_OVER_PREFIXES) or lower.endswith(_LEFT_OVER_SUFFIXES)


def _join_companions(files: list[SourceFile]) -> list[SourceFile]:
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
    if file.problem is not None or file.role is Role.OTHER:
        return file
    if file.role is Role.SIDECAR:
        owner = file.source_path[: -len(SIDECAR_SUFFIX)]
        lost = None if owner in by_path else f"A sidecar without its file: {_name(owner)} is not in the folder."
        return replace(file, problem=lost)
    owner = file.source_path.removesuffix(CORRECTIONS_SUFFIX)
    if owner in by_path and by_path[owner].role is Role.PLAN:
        return file
    why = "is not read as a plan" if owner in by_path else "is not in the folder"
    return replace(file, problem=f"A correction file without its plan: {_name(owner)} {why}; put it beside the plan, under its name.")


def _name(source_path: str) -> str:
    return source_path.rpartition("/")[2]


def _mark_duplicates(files: list[SourceFile]) -> list[SourceFile]:
    """Of files with the same bytes one is read: one with a sidecar before one without, then with corrections, then the first by path."""
    read: dict[str, SourceFile] = {}
    for file in sorted(files, key=lambda f: (f.sidecar is None, f.corrections is None, f.source_path)):
        if file.role is Role.PLAN and file.sha256 and file.problem is None:
            read.setdefault(file.sha256, file)
    marked = []
    unused: dict[Path, str] = {}
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


def _words(problem: Exception) -> str:
    return (problem.strerror or str(problem)) if isinstance(problem, OSError) else str(problem)
