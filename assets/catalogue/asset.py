"""The registry as an asset, and its reference tables."""

# No `from __future__ import annotations` here: Dagster reads the annotations of decorated functions themselves.

import time

import dagster as dg
import pandas as pd

from assets.ports import Folders
from assets.tabular import facts, table_asset
from expectations.registry import Registry, load_registry

GROUP = "catalogue"
REFERENCE_TABLES = ("indicators", "indicator_aliases", "indicator_ranges", "units", "regions", "vocabulary")


@dg.asset(name="_core_registry", group_name=GROUP, kinds={"python", "yaml", "csv"})
def registry(folders: dg.ResourceParam[Folders]) -> dg.Output[Registry]:
    """The registry (indicators, units, areas, rules) with the user's own folder of additions, where one is set."""
    started = time.perf_counter()
    loaded = load_registry(folders.registry_dir)
    counts = {
        "indicators": len(loaded.indicators),
        "user's own indicators": len(loaded.users_indicators),
        "aliases": len(loaded.aliases),
        "units": len(loaded.units),
        "rules": len(loaded.rules),
    }
    return dg.Output(loaded, metadata=facts(started, counts))


def reference_table(table_name: str) -> dg.AssetsDefinition:
    """The asset of one reference table."""

    def frame(registry: Registry) -> pd.DataFrame:
        return registry.frame(table_name)

    return table_asset(table_name, GROUP, {"registry": "_core_registry"}, frame)


reference_tables = [reference_table(name) for name in REFERENCE_TABLES]
