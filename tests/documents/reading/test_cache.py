"""A document whose bytes, sidecar and reading code have not changed is not read again."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from assets.documents.cards import Reader
from assets.documents.reading import cache
from assets.documents.reading.limits import SECONDS_VARIABLE
from assets.documents.reading.read import ReadOutcome, Status, read_batch
from assets.documents.unreadable import Fault
from assets.sources.scan import SourceFile, scan

PLAN = "嘉兴市科技创新“十三五”规划\n制定本规划。\n一、目标\n表1 主要指标\n指标 | 2015年 | 2020年\n专利(件) | 5 | 9\n企业(家) | 5 | 9\n"
PAGE = "<html><body><p>一、目标</p><table><tr><td>指标</td><td>2015年</td></tr><tr><td>专利</td><td>5</td></tr></table></body></html>"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(PLAN)
    (tmp_path / "in" / "b.html").write_text(PAGE)
    return tmp_path


@pytest.fixture
def read_paths(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files really read, as they are read."""
    paths: list[str] = []

    def reading(batch: Sequence[SourceFile]) -> list[ReadOutcome]:
        paths.extend(file.source_path for file in batch)
        return read_batch(batch)

    monkeypatch.setattr(cache, "read_batch", reading)
    return paths


def _read_all(folder: Path) -> list[ReadOutcome]:
    return cache.read_all(scan(folder / "in"), folder / "cache")


def test_an_unchanged_document_is_not_read_again_and_is_the_same(folder: Path, read_paths: list[str]) -> None:
    first = _read_all(folder)
    assert read_paths == ["a.txt", "b.html"]
    assert _read_all(folder) == first
    assert read_paths == ["a.txt", "b.html"]
    assert first == read_batch(scan(folder / "in"))


def test_a_file_that_moved_is_not_read_again(folder: Path, read_paths: list[str]) -> None:
    _read_all(folder)
    (folder / "in" / "a.txt").rename(folder / "in" / "c.txt")
    assert [outcome.source.source_path for outcome in _read_all(folder)] == ["b.html", "c.txt"]
    assert read_paths == ["a.txt", "b.html"]


def test_changed_bytes_and_a_changed_sidecar_are_read_again(folder: Path, read_paths: list[str]) -> None:
    _read_all(folder)
    (folder / "in" / "a.txt").write_text(PLAN + "更多。")
    _read_all(folder)
    assert read_paths[2:] == ["a.txt"]
    (folder / "in" / "a.txt.meta.yaml").write_text("issuer: 甲")
    _read_all(folder)
    assert read_paths[3:] == ["a.txt", "a.txt.meta.yaml"]


def test_changed_reading_code_reads_everything_again(folder: Path, read_paths: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    _read_all(folder)
    monkeypatch.setattr(cache, "code_hash", lambda: "other code")
    _read_all(folder)
    assert read_paths[2:] == ["a.txt", "b.html"]


class _Trouble:
    """A reader that fails, and how."""

    def __init__(self, fault: Fault) -> None:
        self.fault, self.calls = fault, 0

    def __call__(self, batch: Sequence[SourceFile]) -> list[ReadOutcome]:
        self.calls += len(batch)
        return [ReadOutcome(source, Status.FAILED, "It failed.", fault=self.fault) for source in batch]


@pytest.mark.parametrize(("fault", "calls"), [(Fault.CONTENT, [1, 1, 1, 1]), (Fault.LIMIT, [1, 2, 2, 2]), (Fault.PASSING, [1, 2, 3, 4])])
def test_a_failure_is_remembered_where_another_try_would_give_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: Fault, calls: list[int]
) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(PLAN)
    trouble, tried = _Trouble(fault), []
    monkeypatch.setattr(cache, "read_batch", trouble)
    for _ in range(4):
        assert [outcome.reason for outcome in _read_all(tmp_path)] == ["It failed."]
        tried.append(trouble.calls)
    assert tried == calls
    if fault is Fault.LIMIT:  # more time is another chance, tried twice again
        monkeypatch.setenv(SECONDS_VARIABLE, "90")
        for _ in range(3):
            _read_all(tmp_path)
        assert trouble.calls == 4


@pytest.mark.parametrize("damage", [b"", b"{}", b"\x00\x01", None])
def test_a_damaged_entry_is_read_anew_and_mended(folder: Path, read_paths: list[str], damage: bytes | None) -> None:
    first = _read_all(folder)
    for entry in (folder / "cache").rglob("*.json"):
        content = entry.read_bytes()
        entry.write_bytes(content.replace("专利".encode(), "企业".encode()) if damage is None else damage)
    assert _read_all(folder) == first
    assert len(read_paths) == 4
    assert _read_all(folder) == first
    assert len(read_paths) == 4


def test_a_cache_that_cannot_be_written_is_no_failure(folder: Path, read_paths: list[str]) -> None:
    (folder / "cache").write_text("a file where the folder should be")
    assert [outcome.status for outcome in _read_all(folder)] == [Status.PARSED, Status.PARSED]


def test_progress_hears_of_every_file_and_whether_it_was_kept(folder: Path) -> None:
    heard: list[tuple[int, int, str, bool]] = []
    for _ in range(2):
        cache.read_all(scan(folder / "in"), folder / "cache", lambda *said: heard.append(said))
    assert heard == [(1, 2, "a.txt", False), (2, 2, "b.html", False), (1, 2, "a.txt", True), (2, 2, "b.html", True)]


def test_what_a_document_is_known_by_is_that_of_reading_it_anew(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("青州市科技创新规划（2021—2025年）\n\n一、目标\n研发经费投入强度达到2.5%。\n", encoding="utf-8")
    (source,) = scan(tmp_path)
    reader = Reader(tmp_path / "cache")
    (first,), (again,), (anew,) = reader([source]), reader([source]), Reader(None)([source])
    assert (first.is_kept, again.is_kept) == (False, True) and first == anew and again == first._replace(is_kept=True)
    (card,) = (tmp_path / "cache").glob("??/*.card")
    card.write_bytes(card.read_bytes()[:-1])
    assert reader([source]) == [again]
