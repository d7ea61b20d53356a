"""The explorer's measure: what it is measured with is as large as asked, and like no copy of itself."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from rich.console import Console

from assets.release.parquet import write_tables
from tests.release.explorer.explorer_samples import frames
from tests.release.quality.quality_samples import REGISTRY
from tests.workbench.speed import benchmark_explorer as measure
from tests.workbench.speed.benchmark import BenchmarkError


def test_copies_have_rows_of_their_own_that_belong_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measure, "OTHER_SIGNS", 2)
    made = measure.grown(frames(), 11, REGISTRY)
    targets, observations = made["indicator_targets"], made["observations"]
    assert len(targets) == 12
    assert targets["target_observation_id"].is_unique
    assert set(targets["plan_id"]) == set(made["plans"]["plan_id"])
    assert set(targets["base_observation_id"].dropna()) <= set(observations["observation_id"])
    assert targets["target_value"].nunique() > 3 and made["plan_texts"]["text"].nunique() == 3
    assert made["indicator_targets"].equals(measure.grown(frames(), 11, REGISTRY)["indicator_targets"])


def test_what_is_beyond_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measure, "_times", lambda _page: {"first view": (1200.0, measure.FIRST_VIEW, "ms")})
    write_tables(frames(), REGISTRY.tables, tmp_path / "parquet")
    out = io.StringIO()
    assert not measure.benchmark_explorer(tmp_path, 8, Console(file=out, width=120))
    assert "Beyond what is asked: first view." in out.getvalue()


def test_a_folder_without_a_release_is_wrong_use(tmp_path: Path) -> None:
    with pytest.raises(BenchmarkError, match="no release with targets"):
        measure.benchmark_explorer(tmp_path, 8, Console())
