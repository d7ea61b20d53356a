"""How the code is built: imports point one way, modules and functions stay small, every public name says what it is."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

from tests.conftest import ROOT

PACKAGES = ("assets", "expectations", "pipelines", "tests/workbench")
MODULES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
LONGEST_MODULE = 300
LONGEST_FUNCTION = 40
MOST_MODULES = 16
# The same concept in each stage or wing; every other name is one module's alone.
SHARED_NAMES = {"__init__", "asset", "frames", "read", "errors"}


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def test_imports_point_one_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert lint_imports(no_cache=True) == EXIT_STATUS_SUCCESS


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_a_module_and_its_functions_are_short(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert len(source.splitlines()) < LONGEST_MODULE
    long = {f.name: f.end_lineno - f.lineno + 1 for f in functions(ast.parse(source)) if f.end_lineno - f.lineno >= LONGEST_FUNCTION}
    assert long == {}


def test_a_folder_holds_no_more_than_a_reader_can_take_in() -> None:
    held = Counter(path.parent for path in MODULES if path.name != "__init__.py")
    assert {named(folder): count for folder, count in held.items() if count > MOST_MODULES} == {}


def test_a_modules_name_is_its_own() -> None:
    places: dict[str, list[str]] = {}
    for path in MODULES:
        places.setdefault(path.stem, []).append(named(path))
    assert {name: found for name, found in places.items() if len(found) > 1 and name not in SHARED_NAMES} == {}


def test_each_stage_says_what_belongs_there_and_what_does_not() -> None:
    stages = [path for path in (ROOT / "assets").iterdir() if path.is_dir() and path.name != "__pycache__"]
    assert {stage.name for stage in stages} >= {"sources", "documents", "tables", "observations", "release"}
    for stage in stages:
        said = (ast.get_docstring(ast.parse((stage / "__init__.py").read_text(encoding="utf-8"))) or "").lower()
        assert "belong" in said and "not" in said, stage.name


def test_the_pins_are_exact_and_name_no_address() -> None:
    pins = (ROOT / "constraints.txt").read_text(encoding="utf-8")
    assert "://" not in pins and "--" not in pins
    lines = [line for line in pins.splitlines() if line and not line.startswith("#")]
    assert all("==" in line for line in lines)
