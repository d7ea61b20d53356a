"""The wheel, tried where the repository is not: built, installed under other Pythons, asked to read the sample plans in another folder."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from pathlib import Path

from rich.console import Console

from tests.conftest import ROOT

PLANS = ROOT / "data" / "plans"
MAIN = "from pipelines.cli import main; main()"
ASK = "from pipelines.client import load; print(len(load('indicator_targets', labels='zh')))"
LONGEST = 1800  # seconds; an installation downloads 300 MB


class TrialError(Exception):
    """Something of the trial did not end well; the message ends with what it printed."""


def build_wheel(folder: Path) -> Path:
    """The project's wheel, built into ``folder`` by the Python that runs this, whose hatchling ``make install`` has put there."""
    pip = [sys.executable, "-m", "pip", "wheel", "-q", "--disable-pip-version-check", "--no-build-isolation", "--no-deps"]
    _run([*pip, "-w", str(folder), str(ROOT)], folder)
    return next(folder.glob("*.whl"))


def try_installed(pythons: Sequence[Path], out: Console) -> bool:
    """Install the wheel under each Python with the pinned dependencies, publish the sample plans elsewhere; whether all did alike.

    Raises ``TrialError`` where one of them cannot.
    """
    with tempfile.TemporaryDirectory(prefix="wheel-") as name:
        folder = Path(name)
        wheel = build_wheel(folder)
        found: dict[str, str] = {}
        for python in pythons:
            place = folder / f"on-{len(found)}"
            _run([str(python), "-m", "venv", str(place / "venv")], folder)
            own = place / "venv" / "bin" / "python"
            constrained = ["-c", str(ROOT / "constraints.txt"), str(wheel)]
            _run([str(own), "-m", "pip", "install", "-q", "--disable-pip-version-check", *constrained], folder)
            version = _run([str(own), "-c", "import sys; print(sys.version.split()[0])"], folder).strip()
            found[version] = published(own, place)
            out.print(f"Python {version}: published, {_run([str(own), '-c', ASK], place).strip()} targets; {found[version][:12]}")
    return len(set(found.values())) == 1


def published(python: Path, place: Path, environment: Mapping[str, str] | None = None, *, files: str = "*") -> str:
    """Publish the sample plans that match ``files`` from ``place``, a folder with nothing of the repository in it; the rows' hash."""
    (place / "plans").mkdir()
    for plan in PLANS.glob(files):
        shutil.copy(plan, place / "plans")
    _run([str(python), "-c", MAIN, "build", "--input", "plans", "--output", "dataset"], place, environment)
    return sha256((place / "dataset" / "current" / "parquet" / "observations.parquet").read_bytes()).hexdigest()


def _run(command: Iterable[str], place: Path, environment: Mapping[str, str] | None = None) -> str:
    """What a command prints, run in ``place``."""
    done = subprocess.run(
        list(command), cwd=place, env={**os.environ, **(environment or {})}, capture_output=True, text=True, timeout=LONGEST, check=False
    )
    if done.returncode:
        raise TrialError(f"{' '.join(command)} ended with {done.returncode}: {(done.stdout + done.stderr)[-2000:]}")
    return done.stdout
