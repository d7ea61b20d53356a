"""``releases/index.json`` and ``releases/feed.atom``: the releases that stand in an output, for programs and for feed readers.

Both tell times, and stand beside the releases and not in them. They are made anew after each publication, rollback and prune.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as Xml

from assets.release.changed.told import PAGE_FILE, Told, read_told
from assets.release.layout import FILE_MODE, INFO_FILE, Layout, current_id

INDEX_FILE = "index.json"
FEED_FILE = "feed.atom"
QUALITY_FILE = "quality.html"
ATOM = "http://www.w3.org/2005/Atom"
NAME = "urn:plan-indicators:releases"
TITLE = "规划指标数据集 Plan Indicators"
_SHOWN = ("release_id", "made_at", "code_version", "content_hash", "rows")
_FED = 50  # entries of the feed, the latest ones


def write_index(layout: Layout) -> None:
    """Write both files, each in one step. Call with the lock held; releases that cannot be read are left out."""
    if not layout.releases.is_dir():
        return
    entries = [entry for folder in reversed(layout.release_folders()) if (entry := _entry(folder)) is not None]
    index = {"current": current_id(layout), "releases": [entry | {"changes": _numbers(told)} for entry, told in entries]}
    _write(layout.releases / INDEX_FILE, json.dumps(index, ensure_ascii=False, indent=2) + "\n")
    _write(layout.releases / FEED_FILE, _atom(entries[:_FED]))


def _entry(folder: Path) -> tuple[dict[str, Any], Told | None] | None:
    try:
        info = json.loads((folder / INFO_FILE).read_text(encoding="utf-8"))
        return {name: info[name] for name in _SHOWN} | {"path": folder.name}, read_told(folder)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _numbers(told: Told | None) -> dict[str, Any] | None:
    return None if told is None else {"before": told.before, "targets": told.targets, "observations": told.observations}


def _atom(entries: list[tuple[dict[str, Any], Told | None]]) -> str:
    feed = Xml.Element("feed", xmlns=ATOM)
    for tag, text in (("id", NAME), ("title", TITLE), ("updated", entries[0][0]["made_at"] if entries else "1970-01-01T00:00:00+00:00")):
        Xml.SubElement(feed, tag).text = text
    Xml.SubElement(Xml.SubElement(feed, "author"), "name").text = "Plan Indicators"
    Xml.SubElement(feed, "link", rel="self", href=FEED_FILE)
    for info, told in entries:
        entry = Xml.SubElement(feed, "entry")
        texts = {"id": f"{NAME}:{info['release_id']}", "title": f"发布 {info['release_id']}", "updated": info["made_at"]}
        rows = info["rows"]
        counts = f"{rows.get('plans', 0)} 份规划，{rows.get('indicator_targets', 0)} 个目标，{rows.get('observations', 0)} 个观测值。"
        texts["summary"] = f"{told.sentence_zh() if told is not None else ''}{counts}"
        for tag, text in texts.items():
            Xml.SubElement(entry, tag).text = text
        page = PAGE_FILE if told is not None else QUALITY_FILE  # a release of older code has no page of changes
        Xml.SubElement(entry, "link", rel="alternate", type="text/html", href=f"{info['path']}/{page}")
    Xml.indent(feed)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{Xml.tostring(feed, encoding="unicode")}\n'


def _write(path: Path, text: str) -> None:
    unfinished = path.with_name(f".{path.name}.part")
    unfinished.write_text(text, encoding="utf-8")
    unfinished.chmod(FILE_MODE)
    unfinished.replace(path)
