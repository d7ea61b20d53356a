"""What changed, told: in a published release, in the list of releases and in the feed."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from xml.etree import ElementTree

from rich.console import Console

from assets.release.changed.feed import ATOM, FEED_FILE, INDEX_FILE
from assets.release.changed.told import PAGE_FILE, read_told
from assets.release.publish import Published, publish
from assets.release.releases import prune, rollback, verify
from pipelines.cli.differing import show_difference
from tests.release.changed.sides import OLD, tables
from tests.release.samples import FIRST, ORIGIN, REGISTRY, SECOND, THIRD


def release(output: Path, now: datetime, target: dict[str, object] | None, sha: str = "a") -> Published:
    value = 2.5 if target is None else target.get("target_value", 2.5)
    rows = tables(OLD | {"value": value}, target=target, sha=sha)
    return publish(rows, REGISTRY, output, ORIGIN, now=now, run_id="run")


def two(output: Path) -> tuple[Published, Published]:
    first = release(output, FIRST, {})
    return first, release(output, SECOND, {"target_value": 3.0, "target_text": "<3>"}, sha="b")


def test_a_first_release_has_no_changes_and_says_so(tmp_path: Path) -> None:
    made = release(tmp_path, FIRST, {})
    told = read_told(made.folder)
    assert told is not None and told.before is None and "first release" in told.sentence()
    assert made.info.rows["changes"] == 0
    assert "首次发布" in (made.folder / PAGE_FILE).read_text(encoding="utf-8")


def test_a_second_release_tells_in_numbers_words_and_a_page_what_changed(tmp_path: Path) -> None:
    first, second = two(tmp_path)
    told = read_told(second.folder)
    assert told is not None and told.before == first.release_id
    assert told.sentence().startswith(f"0 targets new, 1 changed, 0 gone since {first.release_id}; of the observations 0 added, 1 changed")
    page = (second.folder / PAGE_FILE).read_text(encoding="utf-8")
    assert "1.66 (2020) → &lt;3&gt; %" in page and "<3>" not in page
    assert second.info.rows["changes"] == 1 and verify(second.folder) == []


def test_the_same_content_is_published_once_though_its_changes_would_differ(tmp_path: Path) -> None:
    _, second = two(tmp_path)
    again = release(tmp_path, THIRD, {"target_value": 3.0, "target_text": "<3>"}, sha="b")
    assert not again.new and again.release_id == second.release_id


def test_the_list_and_the_feed_tell_each_release_that_stands_and_which_is_current(tmp_path: Path) -> None:
    first, second = two(tmp_path)
    index = json.loads((tmp_path / "releases" / INDEX_FILE).read_text(encoding="utf-8"))
    assert index["current"] == second.release_id
    assert [entry["release_id"] for entry in index["releases"]] == [second.release_id, first.release_id]
    assert index["releases"][0]["changes"]["targets"] == {"new": 0, "changed": 1, "gone": 0}
    feed = ElementTree.parse(tmp_path / "releases" / FEED_FILE).getroot()
    names = {"a": ATOM}
    assert [entry.findtext("a:updated", namespaces=names) for entry in feed.findall("a:entry", names)] == [
        SECOND.isoformat(),
        FIRST.isoformat(),
    ]
    assert "目标新增 0、变更 1、删除 0" in str(feed.findtext("a:entry/a:summary", namespaces=names))
    link = feed.find("a:entry/a:link", names)
    assert link is not None and (tmp_path / "releases" / link.attrib["href"]).is_file()


def test_going_back_and_pruning_are_told_in_the_list(tmp_path: Path) -> None:
    first, second = two(tmp_path)
    rollback(tmp_path)
    assert json.loads((tmp_path / "releases" / INDEX_FILE).read_text(encoding="utf-8"))["current"] == first.release_id
    rollback(tmp_path, second.release_id)
    prune(tmp_path, keep=1)
    index = json.loads((tmp_path / "releases" / INDEX_FILE).read_text(encoding="utf-8"))
    assert [entry["release_id"] for entry in index["releases"]] == [second.release_id]


def test_the_command_lists_the_targets_that_differ(tmp_path: Path) -> None:
    two(tmp_path)
    console = Console(record=True, soft_wrap=True)
    show_difference(tmp_path, None, None, console, all_rows=False)
    assert "~ 辛集市 研发投入强度 2025: 1.66 (2020) → 2.5 % ⇒ 1.66 (2020) → <3> % (source)" in console.export_text()
