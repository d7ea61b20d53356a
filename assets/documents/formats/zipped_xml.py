"""Office files (DOCX, XLSX) as packages of parts: opened with bounds, parsed without entities, and never a step outside the file."""

from __future__ import annotations

import io
import posixpath
import re
from collections.abc import Mapping
from functools import cached_property
from typing import NamedTuple
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from assets.documents.unreadable import UnreadableError
from assets.sources import zips

MOST_MEMBERS = 5_000  # a plan of 300 pages with a picture on each has some 700
LARGEST_EXPANDED = 100 * 2**20  # bytes of all parts that are read; the text of the longest plans takes some 10 MB as XML
LARGEST_PART = 48 * 2**20  # bytes of one part: its tree takes up to ten times as much memory
MOST_TAGS = 3_000_000  # in one part; a tree of so many elements takes some 500 MB
LARGEST_RATIO = 400  # of expanded to stored size; tables of equal rows reach 60, a bomb 1000
RATIO_FROM = 2**20  # bytes from which the ratio counts
DEEPEST = 150  # elements in one another; a table in a text box in a table has some 60

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# A DTD is forbidden in office files; without one there are no entities to expand or to fetch. Tried in both widths of characters.
_DOCTYPE = re.compile(b"<!DOCTYPE|<\0!\0D\0O\0C|\0<\0!\0D\0O\0C")
# "Strict" files name the same elements differently.
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(wordprocessingml|spreadsheetml|officeDocument|drawingml)(?=/)")
_LOCKED = "The file is protected by a password; save it without one."
_DAMAGED = "The file is damaged or cut off; fetch or export it again."
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_CORE = (("title", "title"), ("creator", "author"), ("created", "created"), ("modified", "modified"))


class Relation(NamedTuple):
    """A part that another part names: its type's last word (styles, worksheet) and its name in the package."""

    kind: str
    target: str


class Package:
    """The parts of an office file. Every method raises :class:`UnreadableError` over damaged or oversized content."""

    def __init__(self, data: bytes, main: str) -> None:
        """Open a file's bytes; ``main`` is the folder of the main part (word, xl), used where the package does not name it."""
        if data.startswith(_OLE):
            raise UnreadableError(_ole_reason(data))
        self._stream = io.BytesIO(data)
        try:
            entries = zips.directory(self._stream)
        except zips.ZipError:
            raise UnreadableError(_DAMAGED) from None
        if len(entries) > MOST_MEMBERS:
            raise UnreadableError(f"The file holds more than {MOST_MEMBERS:,} parts, far more than a plan has; export it again.")
        self._names = {entry.name.lower(): entry for entry in entries}
        self._room = LARGEST_EXPANDED
        self._main = main

    def main_part(self, default: str) -> str:
        """The name of the main part: what the package names as its document, else ``default`` in its folder."""
        named = [relation.target for relation in self.relations("").values() if relation.kind == "officeDocument"]
        return next((name for name in named if name.lower() in self._names), f"{self._main}/{default}")

    def relations(self, part: str) -> Mapping[str, Relation]:
        """The parts that ``part`` names, by id; what lies outside the file is left out, and so never followed."""
        folder, name = posixpath.split(part)
        root = self.xml(posixpath.join(folder, "_rels", f"{name}.rels"))
        found: dict[str, Relation] = {}
        for element in root.iter(_RELATION) if root is not None else ():
            target = element.get("Target", "")
            if element.get("TargetMode") != "External" and target:
                inside = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
                found[element.get("Id", "")] = Relation(element.get("Type", "").rpartition("/")[2], inside)
        return found

    def xml(self, part: str) -> Element | None:
        """The root element of a part; None where the file has no such part."""
        entry = self._names.get(part.lower())
        return parse_xml(self._read(entry)) if entry is not None else None

    def _read(self, entry: zips.Entry) -> bytes:
        if entry.is_encrypted:
            raise UnreadableError(_LOCKED)
        swollen = entry.size > RATIO_FROM and entry.size > LARGEST_RATIO * max(1, entry.packed)
        if entry.size > min(LARGEST_PART, self._room) or swollen:
            raise UnreadableError("The file unpacks to far more than a plan holds; export it again.")
        self._room -= entry.size
        if entry.overlaps:  # parts that share bytes are a damaged directory's, or a bomb's
            raise UnreadableError(_DAMAGED)
        try:
            return zips.unpack(self._stream, entry, LARGEST_PART)
        except zips.ZipError:
            raise UnreadableError(_DAMAGED) from None

    @cached_property
    def stated(self) -> dict[str, str]:
        """What the file's properties state: title, author, created, modified."""
        root = self.xml("docProps/core.xml")
        texts = {element.tag.rpartition("}")[2]: (element.text or "").strip() for element in root} if root is not None else {}
        return {name: texts[said] for said, name in _CORE if texts.get(said)}


def parse_xml(data: bytes) -> Element:
    """The root element of XML without a DTD, bounded in tags and depth; raises :class:`UnreadableError`."""
    if _DOCTYPE.search(data):
        raise UnreadableError("The file defines entities of its own, which office files must not; export it again.")
    if data.count(b"<") > MOST_TAGS:
        raise UnreadableError("The file holds far more elements than a plan has; export it again.")
    if b"purl.oclc.org/ooxml" in data:
        data = _STRICT.sub(lambda match: _transitional(match[1]), data)
    try:
        root = ElementTree.fromstring(data)
    except (ElementTree.ParseError, ValueError, LookupError):
        raise UnreadableError(_DAMAGED) from None
    level, depth = list(root), 1
    while level:
        depth += 1
        if depth > DEEPEST:
            raise UnreadableError(f"The file nests more than {DEEPEST} elements in one another; export it again.")
        level = [child for element in level for child in element]
    return root


def _transitional(kind: bytes) -> bytes:
    """The beginning of a namespace as most files spell it: …/wordprocessingml/2006, before /main."""
    return b"http://schemas.openxmlformats.org/" + kind + b"/2006"


def _ole_reason(data: bytes) -> str:
    """Why a file in the old container is not read as a new one: it is encrypted, or of the old format under a new name."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return _LOCKED
    return "The file is in the old Office format under a new name; open it and save it in the new one."
