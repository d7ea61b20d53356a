"""The graph as Dagster shows it. Snapshot: ``UPDATE_SNAPSHOT=1 pytest tests/pipelines/test_definitions.py`` writes it anew."""

from __future__ import annotations

import json
import os
from graphlib import TopologicalSorter
from pathlib import Path

import dagster as dg
import pytest

from assets.release.parquet import BESIDE_CONTENT
from expectations.registry import load_registry
from pipelines.definitions import defs
from pipelines.settings import INPUT_VARIABLE, OUTPUT_VARIABLE, REGISTRY_VARIABLE

SNAPSHOT = Path(__file__).with_name("asset_graph.json")
GROUPS = {"sources", "documents", "catalogue", "shares", "targets", "dataset", "release"}
LAYERS = ("raw_", "_core_", "core_", "out_")


@pytest.fixture(scope="module")
def specs() -> dict[str, dg.AssetSpec]:
    return {spec.key.to_user_string(): spec for spec in defs.resolve_all_asset_specs()}


@pytest.fixture(scope="module")
def checks() -> dict[str, list[dg.AssetCheckSpec]]:
    found: dict[str, list[dg.AssetCheckSpec]] = {}
    for definition in defs.asset_checks or ():
        for spec in definition.check_specs:
            found.setdefault(spec.asset_key.to_user_string(), []).append(spec)
    return found


def graph(specs: dict[str, dg.AssetSpec], checks: dict[str, list[dg.AssetCheckSpec]]) -> dict[str, object]:
    """Names, groups, dependencies and checks, in a form that a diff shows well."""
    return {
        name: {
            "group": spec.group_name,
            "deps": sorted(dep.asset_key.to_user_string() for dep in spec.deps),
            "checks": sorted(check.name + (" (blocking)" if check.blocking else "") for check in checks.get(name, ())),
        }
        for name, spec in sorted(specs.items())
    }


def test_the_graph_is_the_one_that_was_reviewed(specs: dict[str, dg.AssetSpec], checks: dict[str, list[dg.AssetCheckSpec]]) -> None:
    found = graph(specs, checks)
    if os.environ.get("UPDATE_SNAPSHOT") == "1":
        SNAPSHOT.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")
    assert found == json.loads(SNAPSHOT.read_text(encoding="utf-8")), "run with UPDATE_SNAPSHOT=1 and review the difference"


def test_every_asset_explains_itself(specs: dict[str, dg.AssetSpec]) -> None:
    for name, spec in specs.items():
        assert name.startswith(LAYERS), name
        assert spec.group_name in GROUPS, name
        assert spec.description and len(spec.description) > 30, name
        assert spec.kinds, name


def test_every_published_table_has_an_asset_with_its_columns(specs: dict[str, dg.AssetSpec]) -> None:
    for table in load_registry().tables.values():
        if table.name in BESIDE_CONTENT:  # made while publishing
            continue
        schema = specs[f"{table.layer}_{table.name}"].metadata["dagster/column_schema"]
        assert [(column.name, column.description) for column in schema.columns] == [
            (column.name, column.description) for column in table.columns.values()
        ]


def test_a_table_tells_whose_it_is_where_its_file_is_and_what_makes_it(specs: dict[str, dg.AssetSpec]) -> None:
    spec = specs["core_table_cells"]
    assert list(spec.owners) == ["team:plan-indicators"] and spec.tags["layer"] == "core"
    assert spec.metadata["dagster/table_name"] == "table_cells"
    assert str(spec.metadata["dagster/uri"]).startswith("file:///")
    assert str(spec.metadata["dagster/uri"]).endswith("/current/parquet/table_cells.parquet")
    (reference,) = spec.metadata["dagster/code_references"].code_references
    assert Path(reference.file_path).is_file() and reference.line_number > 1
    assert spec.metadata["dagster/column_lineage"].deps_by_column["table_id"][0].asset_key == dg.AssetKey("core_plan_tables")


def test_the_release_is_expected_every_night(specs: dict[str, dg.AssetSpec]) -> None:
    assert specs["out_release"].freshness_policy is not None


def test_the_groups_read_from_left_to_right(specs: dict[str, dg.AssetSpec]) -> None:
    """Groups that form a ring make Dagster's overview run backwards."""
    needs: dict[str, set[str]] = {group: set() for group in GROUPS}
    for spec in specs.values():
        needs[str(spec.group_name)] |= {str(specs[dep.asset_key.to_user_string()].group_name) for dep in spec.deps}
    graph = {group: others - {group, "release"} if group != "release" else set() for group, others in needs.items()}
    order = list(TopologicalSorter(graph).static_order())  # raises CycleError where there is a ring
    assert order.index("documents") < order.index("shares") < order.index("targets") < order.index("dataset")


def test_every_published_table_is_held_by_a_blocking_check_of_its_schema(checks: dict[str, list[dg.AssetCheckSpec]]) -> None:
    for table in load_registry().tables.values():
        if table.name not in BESIDE_CONTENT:
            assert {check.name for check in checks[f"{table.layer}_{table.name}"] if check.blocking} >= {"schema"}


def test_every_reference_of_the_registry_is_held_by_a_check(checks: dict[str, list[dg.AssetCheckSpec]]) -> None:
    said = " ".join(check.description or "" for found in checks.values() for check in found if check.name == "references")
    for table in load_registry().tables.values():
        for column in table.columns.values():
            if column.refers is not None:
                assert f"{table.name}.{column.name} in {column.refers}" in said


def test_the_whole_graph_can_be_planned_as_one_job() -> None:
    """Blocking checks wait for each other; a circle among them only shows when the job is planned."""
    job = defs.resolve_job_def("build_main")
    assert {"raw_sources", "release", "core_plans_schema"} <= {node.name for node in job.nodes}


def test_schedule_and_sensors_run_without_being_switched_on() -> None:
    repository = defs.get_repository_def()
    nightly = repository.get_schedule_def("nightly")
    assert (nightly.cron_schedule, nightly.execution_timezone) == ("30 2 * * *", "Asia/Shanghai")
    assert nightly.default_status is dg.DefaultScheduleStatus.RUNNING
    for name in ("input_folder", "unpublished_tables"):
        assert repository.get_sensor_def(name).default_status is dg.DefaultSensorStatus.RUNNING


def test_the_folders_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    from pipelines.resources import PlanFolders

    for variable, folder in ((INPUT_VARIABLE, "in"), (OUTPUT_VARIABLE, "out"), (REGISTRY_VARIABLE, "own")):
        monkeypatch.setenv(variable, folder)
    folders = PlanFolders()
    assert (folders.input_dir, folders.output_dir, folders.registry_dir) == (Path("in"), Path("out"), Path("own"))
    for variable in (INPUT_VARIABLE, OUTPUT_VARIABLE, REGISTRY_VARIABLE):
        monkeypatch.delenv(variable)
    folders = PlanFolders()
    assert (folders.input_dir, folders.output_dir, folders.registry_dir) == (Path("data/plans"), Path("dataset"), None)
