"""Targets beside their baselines, and beside what was reached, as assets."""

from __future__ import annotations

from assets.tabular import table_asset
from assets.targets.attainment import target_attainment
from assets.targets.targets import indicator_targets

GROUP = "targets"

targets = table_asset(
    "indicator_targets",
    GROUP,
    {"observations": "core_observations", "plans": "_core_plans", "registry": "_core_registry"},
    indicator_targets,
)
attainment = table_asset(
    "target_attainment",
    GROUP,
    {"observations": "core_observations", "plans": "core_plans", "registry": "_core_registry"},
    target_attainment,
)
