"""``plan-indicators fetch`` as people see it, and that nothing else reaches the network."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

import pytest
from rich.console import Console

from assets.sources.remote.manifest import ManifestError
from pipelines.cli.fetching import ERRORS, fetch
from tests.conftest import ROOT
from tests.sources.remote.conftest import QUICK
from tests.sources.remote.site import Site, closed_port, page

NETWORK = ("assets.sources.remote.connection", "assets.sources.remote.session", "assets.sources.remote.fetch")


def run(manifest: Path, folder: Path) -> tuple[bool, str, str]:
    out, err = (Console(file=io.StringIO(), soft_wrap=True, highlight=False, markup=False) for _ in range(2))
    done = fetch(manifest, folder, QUICK, out, err)
    return done, out.file.getvalue(), err.file.getvalue()  # type: ignore[attr-defined]


def test_each_entry_is_told_with_its_file_and_the_end_says_how_many(site: Site, tmp_path: Path, folder: Path) -> None:
    site.routes["/a"] = page()
    manifest = tmp_path / "m.csv"
    manifest.write_text(f"url,title\n{site.url('/a')},澜桥[b]\n", encoding="utf-8")
    done, out, err = run(manifest, folder)
    assert done
    assert f"1. {site.url('/a')} -> remote/澜桥[b]-" in out
    assert out.endswith("\n1 entry: 1 downloaded.\n")
    assert err == "   Warning: The page does not hold the expected title 澜桥[b]; see whether it is the right one.\n"


def test_a_failure_is_told_and_is_not_the_end(site: Site, tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("https_proxy", "http://wang:secret@proxy.example:8080")
    site.routes["/a"] = page()
    manifest = tmp_path / "m.csv"
    manifest.write_text(f"url\n{site.url('/none')}\n{site.url('/a')}\n", encoding="utf-8")
    done, out, err = run(manifest, folder)
    assert not done
    assert out.endswith("\n2 entries: 1 downloaded, 1 failed.\n")
    assert "answers 404 (Not Found)" in err
    assert "names a proxy (https_proxy), which is not used" in err
    assert "secret" not in out + err


def test_a_proxy_of_the_environment_is_not_used(site: Site, tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{closed_port()}")
    site.routes["/a"] = page()
    manifest = tmp_path / "m.csv"
    manifest.write_text(f"url\n{site.url('/a')}\n", encoding="utf-8")
    assert run(manifest, folder)[0]


def test_what_is_wrong_with_the_manifest_is_an_error_of_this_command(tmp_path: Path, folder: Path) -> None:
    with pytest.raises(ERRORS) as error:
        run(tmp_path / "none.yaml", folder)
    assert error.type is ManifestError
    assert not folder.exists()


def test_a_build_loads_nothing_that_fetches() -> None:
    """Reading where files came from (provenance) is allowed; it opens no connection."""
    script = (
        "import sys, pipelines.cli, pipelines.build, pipelines.definitions, assets.sources.remote.provenance\n"
        f"print(*[name for name in {NETWORK!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
