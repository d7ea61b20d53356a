"""What was made by other code or data than is here is known by its fingerprint, whatever file the difference is in."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from assets.documents.reading import cache
from assets.fingerprint import folder_fingerprint, packages_fingerprint
from assets.release import origin
from tests.conftest import ROOT

PACKAGES = ("assets", "expectations")
# One file of each kind that decides what is read or written, some of them in folders below folders.
KINDS = {
    path.suffix: path for package in PACKAGES for path in sorted((ROOT / package).rglob("*")) if path.is_file() and path.suffix != ".pyc"
}


def test_the_kinds_of_files_are_those_that_matter() -> None:
    assert set(KINDS) >= {".py", ".yaml", ".csv", ".txt", ".jinja", ".css"}


@pytest.mark.parametrize("suffix", sorted(KINDS))
def test_a_change_in_a_file_of_any_kind_is_another_fingerprint(tmp_path: Path, suffix: str) -> None:
    package = KINDS[suffix].relative_to(ROOT).parts[0]
    copy = tmp_path / package
    shutil.copytree(ROOT / package, copy)
    before = folder_fingerprint(copy)
    assert folder_fingerprint(ROOT / package) == before
    changed = tmp_path / KINDS[suffix].relative_to(ROOT)
    changed.write_bytes(changed.read_bytes() + b" ")
    after = folder_fingerprint(copy)
    assert after != before
    changed.rename(changed.with_name("other"))
    assert folder_fingerprint(copy) not in (before, after)


def test_what_python_leaves_beside_the_code_does_not_count(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("A = 1")
    before = folder_fingerprint(tmp_path)
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "__pycache__" / "a.pyc").write_bytes(b"1")
    assert folder_fingerprint(tmp_path) == before
    assert folder_fingerprint(None) == folder_fingerprint(tmp_path / "none") != before


def test_packages_and_tools_count_by_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("one_package", "two_package"):
        (tmp_path / name / "inner").mkdir(parents=True)
        (tmp_path / name / "__init__.py").write_text("")
        (tmp_path / name / "inner" / "words.txt").write_text("字")
    monkeypatch.syspath_prepend(str(tmp_path))
    one, two = packages_fingerprint(["one_package"]), packages_fingerprint(["two_package"])
    assert one != two and packages_fingerprint(["one_package"], ["tool 1"]) != one
    (tmp_path / "one_package" / "inner" / "words.txt").write_text("词")
    assert packages_fingerprint(["one_package"]) not in (one, two)
    for name in ("one_package", "two_package"):
        sys.modules.pop(name)


def test_documents_and_releases_are_known_by_it() -> None:
    assert set(cache.CODE_PACKAGES) == {"assets.documents", "assets.sources", "assets.language", "expectations.registry"}
    assert set(origin.CODE_PACKAGES) == set(PACKAGES)
