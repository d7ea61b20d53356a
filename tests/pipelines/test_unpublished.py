"""A run of Dagster's own that a check stops leaves its tables to be looked at, as one from the command line does."""

from __future__ import annotations

from pathlib import Path

import dagster as dg
import pandas as pd
import pytest

from pipelines.automation.sensors import unpublished_tables
from pipelines.definitions import build_definitions
from pipelines.resources import PlanFolders
from tests.pipelines.plans import plan_without_table, write


def failed_run(root: Path, instance: dg.DagsterInstance) -> tuple[dg.RunFailureSensorContext, PlanFolders]:
    """The main job over the folder's plans, and the failure as the daemon would hand it to the sensor."""
    folders = PlanFolders(input=str(root / "plans"), output=str(root / "dataset"), registry="")
    resources = {"folders": folders, "io_manager": dg.FilesystemIOManager(base_dir=str(root / "storage"))}
    definitions = build_definitions(resources)
    result = definitions.resolve_job_def("build_main").execute_in_process(instance=instance, raise_on_error=False)
    assert not result.success
    failure = result.filter_events(lambda event: event.is_run_failure)[0]
    context = dg.build_run_status_sensor_context(
        sensor_name="unpublished_tables",
        dagster_event=failure,
        dagster_instance=instance,
        dagster_run=result.dagster_run,
        repository_def=definitions.get_repository_def(),
    )
    return context.for_run_failure(), folders


def test_a_stopped_run_leaves_its_tables_and_the_reason(tmp_path: Path) -> None:
    write(tmp_path / "plans", a_txt=plan_without_table())
    with dg.DagsterInstance.ephemeral() as instance:
        context, folders = failed_run(tmp_path, instance)
        unpublished_tables(context, folders=folders)
    kept = next((tmp_path / "dataset" / "unpublished").iterdir())
    assert "dataset_not_empty of observations failed" in (kept / "README.txt").read_text(encoding="utf-8")
    assert len(pd.read_parquet(kept / "parquet" / "plans.parquet")) == 1
    assert not (tmp_path / "dataset" / "current").exists()


def test_a_run_that_failed_before_it_made_a_table_leaves_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with dg.DagsterInstance.ephemeral() as instance:
        monkeypatch.setattr("assets.catalogue.asset.load_registry", lambda _: 1 / 0)
        context, folders = failed_run(tmp_path, instance)  # its input folder is missing too
        result = unpublished_tables(context, folders=folders)
    assert isinstance(result, dg.SkipReason)
    assert not (tmp_path / "dataset" / "unpublished").exists()
