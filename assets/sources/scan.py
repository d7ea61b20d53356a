"""Walk the input folder: one :class:`SourceFile` per file seen, whatever it is, and never a crash over one of them."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from assets.sources import archives
from assets.sources.archives import Found
from assets.sources.companions import join_companions, mark_duplicates
from assets.sources.roles import CORRECTIONS_SUFFIX, LEFT_OVER, SIDECAR_SUFFIX, is_left_aside, is_left_over, role_of
from assets.sources.source_file import Role, SourceFile
from assets.sources.zips import ZipError, without_control

__all__ = ["CORRECTIONS_SUFFIX", "LARGEST", "SIDECAR_SUFFIX", "InputError", "Role", "SourceFile", "scan"]

LARGEST = archives.LARGEST
_CHUNK = 1024 * 1024


class InputError(Exception):
    """The input folder itself cannot be used; the message is one sentence for people."""


def scan(input_dir: Path, on_file: Callable[[int, str], None] | None = None, leave_out: Collection[Path] = ()) -> list[SourceFile]:
    """Every file below the folder, sorted by path; links are followed once, loops are not.

    ``on_file`` hears of each file as it is hashed: files so far, and its path. ``leave_out`` names folders that are not input
    (the output folder, where it lies inside). Raises :class:`InputError` where the folder is missing or is none.
    """
    root = _root(input_dir)
    found: list[SourceFile] = []
    for path, source_path, problem in _walk(root, {p.resolve() for p in leave_out}):
        for file in _look_at(path, source_path, problem):
            found.append(file)
            if on_file is not None:
                on_file(len(found), file.source_path)
    found = _named_apart(sorted(found, key=lambda file: file.source_path))
    return mark_duplicates(join_companions(found))


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
            if not _is_folder(path) or is_left_over(entry.name):
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
    """The path below the root; what is not UTF-8 in a name, or a control sign, is spelled, so that every table and log can hold it."""
    return without_control(os.fsencode(path.relative_to(root).as_posix()).decode("utf-8", "backslashreplace"))


def _look_at(path: Path, source_path: str, problem: str | None) -> Iterator[SourceFile]:
    """The file at a path, and what is in it where it is an archive."""
    role, reason = role_of(path.name)
    if problem is not None:
        walked = problem.startswith("A link")
        yield SourceFile(source_path, path, Role.OTHER if walked else Role.PLAN, problem=problem)
        return
    if role is Role.OTHER and _is_folder(path):
        yield SourceFile(source_path, path, role, problem=reason)
        return
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            yield SourceFile(source_path, path, role, problem=reason or "Not a regular file (a device, pipe or socket).")
            return
        with archives.open_regular(path) as stream:
            yield from _opened(SourceFile(source_path, path, role, problem=reason), stream)
    except (OSError, ValueError) as failure:
        yield SourceFile(source_path, path, role, problem=reason or f"The file cannot be opened ({_words(failure)}).")


def _opened(file: SourceFile, stream: BinaryIO) -> Iterator[SourceFile]:
    """A file with the size and hash of its bytes; where it is an archive, the files in it too."""
    kind = archives.kind(stream) if file.role is Role.PLAN else None
    limit = archives.largest(kind) if kind is not None else LARGEST
    size, digest = _hashed(stream, limit)
    file = replace(file, bytes=size, sha256=digest, archive_type=kind)
    if digest is None:
        too_large = f"The file has {size / 2**20:.0f} MB, more than the {limit // 2**20:,} MB that are read; split it."
        yield replace(file, problem=file.problem or too_large)
    elif kind is None:
        yield replace(file, problem=file.problem or ("The file is empty." if size == 0 and file.role is Role.PLAN else None))
    else:
        yield from _archive(file, stream)


def _hashed(stream: BinaryIO, limit: int) -> tuple[int, str | None]:
    """Size and hash of a file's bytes; no hash where there are more than the limit. A file that grows meanwhile ends there, too."""
    size = os.fstat(stream.fileno()).st_size
    if size > limit:
        return size, None
    stream.seek(0)
    digest, size = hashlib.sha256(), 0
    while data := stream.read(_CHUNK):
        digest.update(data)
        size += len(data)
        if size > limit:
            return size, None
    return size, digest.hexdigest()


def _archive(file: SourceFile, stream: BinaryIO) -> Iterator[SourceFile]:
    """An archive and the files in it; one that cannot be opened says why."""
    assert isinstance(file.path, Path)
    inside: list[Found] = []
    problem = None
    try:
        inside.extend(archives.walk(file.path, stream, is_left_aside))
    except ZipError as trouble:
        problem = str(trouble)
    members = None if problem else sum(len(found.place.inside) == 1 for found in inside)
    yield replace(file, role=Role.ARCHIVE, problem=problem, members=members)
    yield from (_member(file.source_path, found) for found in inside)


def _member(archive: str, found: Found) -> SourceFile:
    """A file in an archive as a source of its own."""
    source_path = f"{archive}{archives.MARK}{found.name}"
    role, reason = role_of(source_path.rpartition("/")[2])
    inside = found.name.rpartition(archives.MARK)[2]
    if found.is_link:
        role, reason = Role.OTHER, "A link inside an archive; it is not followed."
    elif is_left_aside(inside):
        role, reason = Role.OTHER, LEFT_OVER
    if role is Role.PLAN and (found.members is not None or (found.problem and found.sha256)):
        role = Role.ARCHIVE
    problem = reason or found.problem or ("The file is empty." if found.size == 0 and role is Role.PLAN else None)
    return SourceFile(
        source_path, found.place, role, found.size, found.sha256, problem=problem, members=found.members, archive_type=found.archive_type
    )


def _named_apart(files: list[SourceFile]) -> list[SourceFile]:
    """The files, in order, each with a path of its own: an archive may hold two files of one name."""
    taken: set[str] = set()
    apart = []
    for file in files:
        name, number = file.source_path, 2
        while name in taken:
            name, number = f"{file.source_path} ({number})", number + 1
        taken.add(name)
        apart.append(file if name == file.source_path else replace(file, source_path=name))
    return sorted(apart, key=lambda file: file.source_path)


def _words(problem: Exception) -> str:
    return (problem.strerror or str(problem)) if isinstance(problem, OSError) else str(problem)
