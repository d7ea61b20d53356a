"""The manifest: which addresses are fetched, as a YAML list or a CSV table that a person writes.

- url: https://www.example.gov.cn/zwgk/kjgh.html
  title: 示例市“十四五”科技创新规划        # what the page must hold; a warning where it does not
  note: from the city's open list of plans
  name: shili-2021-2025                   # for the file; else the title, else the end of the address
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

KEYS = ("url", "title", "note", "name")
_YAML_SUFFIXES = (".yaml", ".yml")
_LARGEST = 16 * 1024 * 1024  # bytes; ten thousand entries have some 3 MB


class ManifestError(Exception):
    """The manifest cannot be used; the message is one sentence for people that names the file and the entry."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One address to fetch. ``number`` counts from 1; ``where`` names the entry for people."""

    number: int
    where: str
    url: str
    title: str | None = None
    note: str | None = None
    name: str | None = None


def read_manifest(path: Path) -> list[Entry]:
    """The entries of a manifest, in its order, repeated addresses included. Raises :class:`ManifestError`."""
    suffix = path.suffix.lower()
    if suffix not in (*_YAML_SUFFIXES, ".csv"):
        raise ManifestError(f"The manifest {path} is neither a .yaml nor a .csv file; give one of these.")
    try:
        if path.stat().st_size > _LARGEST:
            raise ManifestError(f"The manifest {path} is larger than {_LARGEST // 2**20} MB; split it.")
        data = path.read_bytes()
    except OSError as problem:
        raise ManifestError(f"The manifest {path} cannot be opened ({problem.strerror}); check its name.") from None
    rows = _yaml_rows(path, data) if suffix in _YAML_SUFFIXES else _csv_rows(path, data)
    entries = [_entry(path, number, where, row) for number, (where, row) in enumerate(rows, start=1)]
    if not entries:
        raise ManifestError(f"The manifest {path} holds no entries; write one with a url.")
    return entries


def _yaml_rows(path: Path, data: bytes) -> Iterable[tuple[str, Mapping[object, object]]]:
    import yaml

    try:
        content = yaml.load(data.decode("utf-8-sig"), Loader=yaml.SafeLoader)
    except UnicodeDecodeError:
        raise ManifestError(f"The manifest {path} is not UTF-8 text; save it as UTF-8.") from None
    except (yaml.YAMLError, ValueError, RecursionError) as problem:
        raise ManifestError(f"The manifest {path} is not valid YAML ({' '.join(str(problem).split())}); mend it.") from None
    if not isinstance(content, list):
        raise ManifestError(f"The manifest {path} must be a list of entries such as `- url: https://…`.")
    for number, row in enumerate(content, start=1):
        where = f"entry {number}"
        if not isinstance(row, dict):
            raise ManifestError(f"The manifest {path}, {where}: must be lines of the form `url: https://…`.")
        yield where, row


def _csv_rows(path: Path, data: bytes) -> Iterable[tuple[str, Mapping[object, object]]]:
    try:
        text = _decoded(data)
    except UnicodeDecodeError:
        raise ManifestError(f"The manifest {path} is neither UTF-8 nor GBK text; save it as UTF-8.") from None
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    try:
        if "url" not in (reader.fieldnames or ()):
            raise ManifestError(f"The manifest {path} has no column url in its first line; its columns are {','.join(KEYS)}.")
        for row in reader:
            where = f"line {reader.line_num}"
            if None in row:
                raise ManifestError(f"The manifest {path}, {where}: has more cells than columns; put a text with commas in quotes.")
            if any(row.values()):
                yield where, dict(row)
    except csv.Error as problem:
        raise ManifestError(f"The manifest {path}, line {reader.reader.line_num}: is not valid CSV ({problem}); mend it.") from None


def _decoded(data: bytes) -> str:
    """Excel in China saves CSV as GBK unless told otherwise."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030")


def _entry(path: Path, number: int, where: str, row: Mapping[object, object]) -> Entry:
    said = f"The manifest {path}, {where}:"
    texts: dict[str, str | None] = {}
    for key, value in row.items():
        if key not in KEYS:
            raise ManifestError(f"{said} the key {str(key)!r} is not known; use one of {', '.join(KEYS)}.")
        if isinstance(value, list | dict | bool):
            raise ManifestError(f"{said} {key} must be one text.")
        texts[str(key)] = " ".join(str(value).split()) or None if value is not None else None
    url = texts.pop("url", None)
    if url is None:
        raise ManifestError(f"{said} has no url.")
    return Entry(number, where, url, **texts)
