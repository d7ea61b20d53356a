"""Dagster's UI, schedules and sensors on this machine, as `make dev` starts them: ``python -m pipelines.dev HOME [options of dg dev]``.

HOME is the instance's folder; this project's settings are laid into it.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
from pathlib import Path

SETTINGS = Path(__file__).with_name("dagster.yaml")


def main(home: Path, options: list[str]) -> None:
    """Become ``dg dev``. The process is replaced by it; nothing is returned."""
    home.mkdir(parents=True, exist_ok=True)
    shutil.copy(SETTINGS, home / SETTINGS.name)
    # Dagster stops at SIGTERM as it does at SIGINT, and shells start what runs in the background with SIGINT ignored.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    programs = Path(sys.executable).parent
    environment = {
        **os.environ,
        "DAGSTER_HOME": str(home.resolve()),
        "VIRTUAL_ENV": str(programs.parent),
        "PATH": os.pathsep.join([str(programs), os.environ.get("PATH", os.defpath)]),
    }
    os.execve(programs / "dg", ["dg", "dev", "--use-active-venv", *options], environment)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
