"""An installed wheel does all that the checkout does, in a folder that holds nothing of the project."""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path

import pytest

from tests.workbench.installed import TrialError, _run, build_wheel, published

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_wheel(tmp_path_factory.mktemp("wheel"))


def test_it_holds_the_data_and_neither_tests_nor_the_sources_of_the_explorer(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert {"expectations/registry/tables.zh.yaml", "assets/release/explorer/explorer.js", "pipelines/wording/zh.yaml"} <= set(names)
    assert [name for name in names if name.startswith("tests/") or "node_modules" in name or "/web/" in name] == []


def test_it_publishes_where_the_repository_is_not(wheel: Path, tmp_path: Path) -> None:
    site, place = tmp_path / "site", tmp_path / "elsewhere"
    place.mkdir()
    zipfile.ZipFile(wheel).extractall(site)
    alone = {"PYTHONPATH": str(site), "PLAN_INDICATORS_PROCESSES": "1"}
    where = "import assets, expectations, pipelines; print(assets.__file__, expectations.__file__, pipelines.__file__)"
    assert _run([sys.executable, "-c", where], place, alone).count(str(site)) == 3
    assert published(Path(sys.executable), place, alone, files="xinji*")
    assert (place / "dataset" / "current" / "explorer.html").is_file()


def test_what_fails_says_what_it_printed(tmp_path: Path) -> None:
    with pytest.raises(TrialError, match=r"ended with 3: .*lost"):
        _run([sys.executable, "-c", "print('lost'); raise SystemExit(3)"], tmp_path)
