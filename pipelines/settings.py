"""The folders of a run and their defaults, for the CLI and for Dagster alike. Imports nothing heavy."""

from __future__ import annotations

from pathlib import Path

from pipelines.environment import said, setting

INPUT_VARIABLE, DEFAULT_INPUT = setting("INPUT").variable, setting("INPUT").default
OUTPUT_VARIABLE, DEFAULT_OUTPUT = setting("OUTPUT").variable, setting("OUTPUT").default
CONFIDENCE_VARIABLE, DEFAULT_CONFIDENCE = setting("CONFIDENCE").variable, float(setting("CONFIDENCE").default)
KEEP_VARIABLE, DEFAULT_KEEP = setting("KEEP").variable, int(setting("KEEP").default)
REGISTRY_VARIABLE = setting("REGISTRY").variable
ACCEPT_FALL_VARIABLE = setting("ACCEPT_FALL").variable
PROCESSES_VARIABLE = setting("PROCESSES").variable
WORK_FOLDER = ".work"  # below the output; what stands in it may be thrown away at any time


def input_setting() -> str:
    """Where the raw plan files lie, as the environment says."""
    return said("INPUT")


def output_setting() -> str:
    """Where releases are published, as the environment says."""
    return said("OUTPUT")


def registry_setting() -> str:
    """The user's folder of additions to the registry, as the environment says; empty for none."""
    return said("REGISTRY")


def accept_fall_setting() -> bool:
    """Whether a release may be much smaller than the last one, as the environment says."""
    return said("ACCEPT_FALL").lower() in ("1", "true", "yes")


def confidence_setting() -> float:
    """How sure a row must be for the tables made for readers, as the environment says. Raises ``ValueError`` on what is no number."""
    return float(said("CONFIDENCE"))


def cache_folder(output: Path) -> Path:
    """Where documents already read are kept."""
    return output / WORK_FOLDER / "documents"


def processes_setting() -> int:
    """How many processes read plans, as the environment says; every core where it does not. Raises ``ValueError`` on what is no number."""
    from assets.pool import cores

    return int(said("PROCESSES") or cores())


def cluster_setting() -> str:
    """The address of a Dask scheduler, as the environment says; empty for none."""
    return said("CLUSTER")


def shares_folder(output: Path) -> Path:
    """Where all that each plan says is kept."""
    return output / WORK_FOLDER / "shares"


def storage_folder(output: Path) -> Path:
    """Where Dagster keeps what assets hand to one another, so that one of them can be made anew from the UI."""
    return output / WORK_FOLDER / "storage"


def log_folder(output: Path) -> Path:
    """Where the logs of the command line's runs stand."""
    return output / WORK_FOLDER / "log"
