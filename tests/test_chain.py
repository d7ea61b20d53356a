"""The asset graph follows the order of the stages that `assets.chain` writes down: both make the same rows of the same plans."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner

from assets.chain import judge, read_plan
from assets.documents.plans import identify
from assets.documents.reading.read import read_batch
from assets.sources.scan import scan
from expectations.registry import load_registry
from pipelines.cli import app
from tests.pipelines.plans import TABLE, plan, write


@pytest.mark.parametrize("table", ["observations", "findings", "rejects", "numerals", "accounting"])
def test_the_graph_publishes_what_the_chain_makes(published: Path, table: str) -> None:
    registry = load_registry()
    plans = identify(read_batch(scan(published / "in")))
    made = getattr(judge([read_plan(one) for one in plans], registry).validated, table)
    stored = pd.read_parquet(published / "out" / "current" / "parquet" / f"{table}.parquet")
    assert len(made) == len(stored) > 0
    key = list(registry.tables[table].key)
    assert made.sort_values(key)[key].astype(str).to_numpy().tolist() == stored.sort_values(key)[key].astype(str).to_numpy().tolist()


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with plans (``in``) and the release made of them (``out``)."""
    folder = tmp_path_factory.mktemp("chain")
    write(folder / "in", a_txt=plan("青州市"), b_txt=plan("兰考县", TABLE.replace("10.5", "X1.5")))
    result = CliRunner().invoke(app, ["build", "--input", str(folder / "in"), "--output", str(folder / "out")])
    assert result.exit_code == 0, result.output
    return folder
