"""The nightly run: it catches what the folder sensor cannot see, such as a new version of the code."""

from __future__ import annotations

import dagster as dg

from pipelines.automation.jobs import build_main
from pipelines.environment import said

nightly = dg.ScheduleDefinition(
    name="nightly",
    job=build_main,
    cron_schedule=said("NIGHTLY"),  # else 02:30, when nobody is putting files into the folder
    execution_timezone=said("TIME_ZONE"),
    default_status=dg.DefaultScheduleStatus.RUNNING,
    description="Every night the main job runs, whether or not files have changed (PLAN_INDICATORS_NIGHTLY, PLAN_INDICATORS_TIME_ZONE).",
)
