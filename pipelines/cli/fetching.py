"""``plan-indicators fetch``: download what a manifest names into the input folder, with progress, and say what became of each entry."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from assets.sources.remote.fetch import Result, Status, fetch_all
from assets.sources.remote.fetch_settings import FetchSettings
from assets.sources.remote.manifest import ManifestError, read_manifest
from assets.sources.remote.provenance import ProvenanceError
from assets.sources.remote.store import StoreError

ERRORS = (ManifestError, ProvenanceError, StoreError)  # what `fetch` raises; the message is a sentence, the exit code 2
_PROXIES = ("https_proxy", "HTTPS_PROXY", "http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY")
_STYLES = {Status.FAILED: "red", Status.DOWNLOADED: "green"}


def fetch(manifest: Path, input_dir: Path, settings: FetchSettings, out: Console, err: Console) -> bool:
    """Fetch and print; True where no entry failed. Raises one of ``ERRORS``, and lets ``KeyboardInterrupt`` through."""
    total = len(read_manifest(manifest))
    with _progress(err, total) as advance:

        def on_entry(result: Result) -> None:
            advance()
            show(result, out, err)

        results = fetch_all(manifest, input_dir, settings, on_entry)
    out.print(f"\n{summary(results)}")
    failed = any(result.status is Status.FAILED for result in results)
    if failed and (proxy := _proxy()):
        err.print(f"The environment names a proxy ({proxy}), which is not used: what a proxy connects to could not be checked.")
    return not failed


def show(result: Result, out: Console, err: Console) -> None:
    """Print what became of one entry: failures and warnings to ``err``, all else to ``out``."""
    where = f" -> {result.source_path}" if result.source_path is not None else ""
    console = err if result.status is Status.FAILED else out
    console.print(f"{result.number}. {result.url}{where}\n   {result.sentence}", style=_STYLES.get(result.status))
    for warning in result.warnings:
        err.print(f"   Warning: {warning}", style="yellow")


def summary(results: Sequence[Result]) -> str:
    """How many entries became what: 3 entries: 2 downloaded, 1 failed."""
    counts = Counter(result.status for result in results)
    said = ", ".join(f"{counts[status]} {status}" for status in Status if counts[status])
    return f"{len(results)} {'entry' if len(results) == 1 else 'entries'}: {said}."


def _proxy() -> str | None:
    """The variable of the environment that names a proxy for the web; its value may hold a password and is not shown."""
    return next((name for name in _PROXIES if os.environ.get(name)), None)


@contextmanager
def _progress(console: Console, total: int) -> Iterator[Callable[[], None]]:
    """A bar over the entries while the block runs, where the console is a terminal; call what is given for each entry done."""
    if not console.is_terminal:
        yield lambda: None
        return
    columns = (SpinnerColumn(), TextColumn("Fetching"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("Fetching", total=total)
        yield lambda: bar.advance(task)
