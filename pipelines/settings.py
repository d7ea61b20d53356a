"""The folders of a run and their defaults, for the CLI and for Dagster alike. Imports nothing heavy."""

from __future__ import annotations

import os
from pathlib import Path

from assets.pool import cores

INPUT_VARIABLE = "PLAN_INDICATORS_INPUT"
OUTPUT_VARIABLE = "PLAN_INDICATORS_OUTPUT"
REGISTRY_VARIABLE = "PLAN_INDICATORS_REGISTRY"
ACCEPT_FALL_VARIABLE = "PLAN_INDICATORS_ACCEPT_FALL"
CONFIDENCE_VARIABLE = "PLAN_INDICATORS_CONFIDENCE"
PROCESSES_VARIABLE = "PLAN_INDICATORS_PROCESSES"
CLUSTER_VARIABLE = "PLAN_INDICATORS_CLUSTER"
DEFAULT_INPUT = "data/plans"
DEFAULT_OUTPUT = "dataset"
DEFAULT_CONFIDENCE = 0.8
WORK_FOLDER = ".work"  # below the output; what stands in it may be thrown away at any time


def input_setting() -> str:
    """Where the raw plan files lie, as the environment says."""
    return os.environ.get(INPUT_VARIABLE) or DEFAULT_INPUT


def output_setting() -> str:
    """Where releases are published, as the environment says."""
    return os.environ.get(OUTPUT_VARIABLE) or DEFAULT_OUTPUT


def registry_setting() -> str:
    """The user's folder of additions to the registry, as the environment says; empty for none."""
    return os.environ.get(REGISTRY_VARIABLE, "")


def accept_fall_setting() -> bool:
    """Whether a release may be much smaller than the last one, as the environment says."""
    return os.environ.get(ACCEPT_FALL_VARIABLE, "").lower() in ("1", "true", "yes")


def confidence_setting() -> float:
    """How sure a row must be for the tables made for readers, as the environment says. Raises ``ValueError`` on what is no number."""
    return float(os.environ.get(CONFIDENCE_VARIABLE) or DEFAULT_CONFIDENCE)


def cache_folder(output: Path) -> Path:
    """Where documents already read are kept."""
    return output / WORK_FOLDER / "documents"


def processes_setting() -> int:
    """How many processes read plans, as the environment says; every core where it does not. Raises ``ValueError`` on what is no number."""
    return int(os.environ.get(PROCESSES_VARIABLE) or cores())


def cluster_setting() -> str:
    """The address of a Dask scheduler, as the environment says; empty for none."""
    return os.environ.get(CLUSTER_VARIABLE, "")


def shares_folder(output: Path) -> Path:
    """Where all that each plan says is kept."""
    return output / WORK_FOLDER / "shares"


def storage_folder(output: Path) -> Path:
    """Where Dagster keeps what assets hand to one another, so that one of them can be made anew from the UI."""
    return output / WORK_FOLDER / "storage"


def log_folder(output: Path) -> Path:
    """Where the logs of the command line's runs stand."""
    return output / WORK_FOLDER / "log"
