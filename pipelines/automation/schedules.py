"""The nightly run: it catches what the folder sensor cannot see, such as a new version of the code."""

from __future__ import annotations

import dagster as dg

from pipelines.automation.jobs import build_main

NIGHTLY = "30 2 * * *"  # 02:30, when nobody is putting files into the folder
TIME_ZONE = "Asia/Shanghai"

nightly = dg.ScheduleDefinition(
    name="nightly",
    job=build_main,
    cron_schedule=NIGHTLY,
    execution_timezone=TIME_ZONE,
    default_status=dg.DefaultScheduleStatus.RUNNING,
    description="Every night at 02:30 (Asia/Shanghai) the main job runs, whether or not files have changed.",
)
