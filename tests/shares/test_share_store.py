"""Shares are kept: what is whole and made of the same is used again, anything else is made anew, what nobody uses goes."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from assets.documents.plans import identify
from assets.documents.reading.read import read_batch
from assets.shares.gather import Gathered, gather, orders_of, shares_of
from assets.shares.share import Share
from assets.shares.share_store import BUILDS_KEPT, Kept, Store
from assets.sources.scan import scan
from expectations.registry import load_registry
from tests.pipelines.plans import plan, write


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two plans."""
    return write(tmp_path / "plans", a_txt=plan("青州市"), b_txt=plan("兰考县"))


def _gathered(folder: Path, store: Path) -> Gathered:
    outcomes = read_batch(scan(folder))
    return gather(orders_of(identify(outcomes), outcomes), Store(store), None, None, 1)


def _changes(found: Gathered) -> tuple[int, int, int, int]:
    return found.changes.new, found.changes.changed, found.changes.gone, found.changes.reused


def test_only_what_is_new_or_changed_is_made_again(folder: Path, tmp_path: Path) -> None:
    store = tmp_path / "shares"
    assert _changes(_gathered(folder, store)) == (2, 0, 0, 0)
    assert _changes(_gathered(folder, store)) == (0, 0, 0, 2)
    write(folder, c_txt=plan("义乌市"))
    (folder / "b.txt").write_text(plan("兰考县").replace("10.5", "11.5"), encoding="utf-8")
    found = _gathered(folder, store)
    assert _changes(found) == (1, 1, 0, 1) and len(found.parts) == 3
    (folder / "a.txt").unlink()
    assert _changes(_gathered(folder, store)) == (0, 0, 1, 2)


def test_a_share_is_what_it_was_when_it_is_read_again(folder: Path, tmp_path: Path) -> None:
    outcomes = read_batch(scan(folder))
    plans, registry = identify(outcomes), load_registry()
    first, second = (shares_of(_gathered(folder, tmp_path / "shares"), plans, registry, tmp_path / name) for name in ("one", "other"))
    for table in ("observations", "plan_texts", "table_cells", "task_owners"):
        assert first.table(table).frame().equals(second.table(table).frame())
    assert len(first.table("table_cells")) > 0


def test_a_share_that_is_broken_or_another_plans_is_made_anew(folder: Path, tmp_path: Path) -> None:
    store = tmp_path / "shares"
    _gathered(folder, store)
    one, other = sorted(store.glob("??/*"))
    one.write_bytes(one.read_bytes()[:-1])
    other.write_bytes(b"")
    assert _changes(_gathered(folder, store)) == (0, 0, 0, 0)
    assert _changes(_gathered(folder, store)) == (0, 0, 0, 2)
    one.write_bytes(other.read_bytes())
    assert _changes(_gathered(folder, store)) == (0, 0, 0, 1)


def test_a_store_that_cannot_be_written_is_no_failure(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "shares").write_text("a file where a folder should be", encoding="utf-8")
    found = _gathered(folder, tmp_path / "shares")
    assert [type(part) for part in found.parts.values()] == [Share, Share]


def test_what_the_last_builds_did_not_use_is_cleared_away(folder: Path, tmp_path: Path) -> None:
    store = tmp_path / "shares"
    found = _gathered(folder, store)
    for part in found.parts.values():
        assert isinstance(part, Kept)
        os.utime(part.file, (1, 1))  # as if the build had been long ago
    (store / "builds").unlink()
    (folder / "a.txt").unlink()
    for _ in range(BUILDS_KEPT - 1):
        _gathered(folder, store)
        assert len(list(store.glob("??/*"))) == 2
    _gathered(folder, store)
    assert len(list(store.glob("??/*"))) == 1
