"""A run that uses what earlier runs made gives the tables of a run that makes everything: one plan more, another, one less."""

from __future__ import annotations

from pathlib import Path

from assets.documents.frames import plans_frame
from assets.documents.plans import identify
from assets.documents.reading.read import read_batch
from assets.shares.gather import Shares, gather, orders_of, shares_of
from assets.shares.share import TABLES
from assets.shares.share_store import Store
from assets.sources.scan import scan
from assets.targets.all_plans import ASKED, targets_of_all
from assets.validation.together import comparable, held_together
from expectations.registry import load_registry
from tests.pipelines.plans import TABLE, plan, write

REGISTRY = load_registry()
OTHER = plan("兰考县", TABLE.replace("2.1", "1.4")).replace("科技创新", "工业发展")  # another figure of the same thing and year


def _tables(plans: Path, store: Path, out: Path) -> dict[str, bytes]:
    """Every table that grows with the plans, as bytes."""
    out.mkdir()
    outcomes = read_batch(scan(plans))
    found = identify(outcomes)
    shares: Shares = shares_of(gather(orders_of(found, outcomes), Store(store), None, None, 1), found, REGISTRY, out)
    targets_of_all(shares.groups("observations", ASKED), found, REGISTRY, 0.8, out)
    for name in TABLES:
        shares.table(name)
    return {path.name: path.read_bytes() for path in out.glob("*.parquet")}


def test_tables_are_those_of_a_run_from_nothing(tmp_path: Path) -> None:
    folder, store = write(tmp_path / "plans", a_txt=plan("青州市"), b_txt=plan("兰考县")), tmp_path / "shares"
    before = _tables(folder, store, tmp_path / "first")

    def again(name: str) -> dict[str, bytes]:
        made = _tables(folder, store, tmp_path / name)
        assert made == _tables(folder, tmp_path / f"{name} shares", tmp_path / f"{name} anew")
        return made

    write(folder, c_txt=OTHER)  # raises a doubt over a plan that has not changed
    added = again("added")
    (folder / "a.txt").write_text(plan("青州市").replace("10.5", "11.5"), encoding="utf-8")
    changed = again("changed")
    assert len(before) == len(TABLES) + 2 and added["findings.parquet"] != before["findings.parquet"]
    assert changed["observations.parquet"] != added["observations.parquet"]
    write(folder, a_txt=plan("青州市"))
    (folder / "c.txt").unlink()
    assert again("gone") == before


def test_figures_of_one_plan_alone_change_nothing_of_what_plans_say_against_each_other(tmp_path: Path) -> None:
    folder = write(tmp_path / "plans", a_txt=plan("青州市"), b_txt=plan("兰考县"), c_txt=OTHER)
    outcomes = read_batch(scan(folder))
    found = identify(outcomes)
    shares = shares_of(gather(orders_of(found, outcomes), Store(tmp_path / "shares"), None, None, 1), found, REGISTRY, tmp_path)
    rows = shares.table("observations").frame()
    whole = held_together([comparable(rows)], plans_frame(found), [], REGISTRY)
    assert whole.flags and whole.flags == shares.across.flags and whole.findings.equals(shares.across.findings)
