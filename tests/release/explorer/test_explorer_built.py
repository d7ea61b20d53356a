"""The program and style of explorer.html are built from their sources; what is committed is what the sources make."""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from assets.release.explorer.explorer_page import PROGRAM, STYLE
from tests.conftest import ROOT

WEB = ROOT / "assets" / "release" / "explorer" / "web"
BUILT = pytest.mark.parametrize("built", [PROGRAM, STYLE], ids=lambda path: path.name)


def sources() -> list[str]:
    return sorted([f"src/{path.name}" for path in (WEB / "src").iterdir()] + ["build.mjs", "package.json", "package-lock.json"])


@BUILT
def test_what_is_built_is_not_stale(built: Path) -> None:
    hashed = hashlib.sha256()
    for name in sources():
        hashed.update(f"{name}\n".encode() + (WEB / name).read_bytes() + b"\n")
    first = built.read_text(encoding="utf-8").split("\n", 1)[0]
    assert hashed.hexdigest() in first, "run `make explorer` after a change in web/"


def test_the_licences_of_what_is_built_in_come_with_it() -> None:
    program = PROGRAM.read_text(encoding="utf-8")
    assert {"@observablehq/plot", "preact", "d3-scale"} <= set(re.split(r"[,\s]+", program[program.rindex("*/", 0, -4) :]))
    assert "Mike Bostock" in program


def test_the_lockfile_names_no_registry() -> None:
    assert '"resolved"' not in (WEB / "package-lock.json").read_text(encoding="utf-8")


@pytest.mark.slow
def test_building_anew_gives_the_same_bytes(tmp_path: Path) -> None:
    if shutil.which("node") is None or not (WEB / "node_modules" / "esbuild").is_dir():
        pytest.skip("node or the packages of web/ are not installed (`make explorer` installs them)")
    copy = tmp_path / "explorer" / "web"
    shutil.copytree(WEB, copy, ignore=shutil.ignore_patterns("node_modules"))
    (copy / "node_modules").symlink_to(WEB / "node_modules")
    subprocess.run(["node", "build.mjs"], cwd=copy, check=True, timeout=60)
    for built in (PROGRAM, STYLE):
        assert (copy.parent / built.name).read_bytes() == built.read_bytes()
