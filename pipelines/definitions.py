"""The project as Dagster sees it: assets, checks, the main job, schedule, sensors, resources."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import dagster as dg

from assets.catalogue import asset as catalogue
from assets.dataset import asset as dataset
from assets.documents import asset as documents
from assets.release import asset as release
from assets.shares import asset as shares
from assets.sources import asset as sources
from assets.targets import asset as targets
from expectations.checks import account, collapse, content
from expectations.checks import observations as coherent
from expectations.checks.tables import checks_of
from pipelines.automation.after import after_publication, published
from pipelines.automation.alerting import alerts
from pipelines.automation.jobs import build_main
from pipelines.automation.schedules import nightly
from pipelines.automation.sensors import input_folder, unpublished_tables
from pipelines.environment import check_environment
from pipelines.resources import LoggedProgress, PlanFolders
from pipelines.settings import output_setting, storage_folder

OWNERS = ["team:plan-indicators"]
STAGES = (sources, documents, catalogue, shares, targets, dataset, release)


def build_definitions(
    resources: Mapping[str, object] | None = None, loggers: Mapping[str, dg.LoggerDefinition] | None = None
) -> dg.Definitions:
    """Everything, with some resources replaced (``folders``, ``progress``, ``io_manager``: the CLI has its own) and further loggers."""
    return dg.Definitions(
        assets=dg.map_asset_specs(_owned, _assets()),
        asset_checks=[*checks_of(release.TABLES), *content.CHECKS, *coherent.CHECKS, *account.CHECKS, *collapse.CHECKS],
        jobs=[build_main, after_publication],
        schedules=[nightly],
        sensors=[input_folder, unpublished_tables, published, alerts],
        resources=_resources() | dict(resources or {}),
        loggers=loggers,
        executor=dg.in_process_executor,
    )


def _assets() -> list[dg.AssetsDefinition]:
    return [asset for asset in dg.load_assets_from_modules(STAGES) if isinstance(asset, dg.AssetsDefinition)]


def _owned(spec: dg.AssetSpec) -> dg.AssetSpec:
    """An asset with who answers for it, its layer as a tag, and, of a table, the Parquet file that readers get it from."""
    told = spec.merge_attributes(owners=OWNERS, tags={"layer": spec.key.to_user_string().strip("_").partition("_")[0]})
    table = spec.metadata.get("dagster/table_name")
    if table is None:
        return told
    place = Path(output_setting()).resolve() / "current" / "parquet" / f"{table}.parquet"
    return told.merge_attributes(metadata={"dagster/uri": place.as_uri()})


def _resources() -> dict[str, object]:
    storage = storage_folder(Path(output_setting()))
    return {
        "folders": PlanFolders(),
        "progress": LoggedProgress(),
        "io_manager": dg.FilesystemIOManager(base_dir=str(storage)),
    }


check_environment()  # Dagster shows the sentence where the code cannot be loaded
defs = build_definitions()
