"""All addresses of a manifest, fetched one after the other; a host that is to be left alone for a while does not hold up the others."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from math import ceil
from pathlib import Path

from assets.sources.remote.address import parse_address, shown
from assets.sources.remote.connection import Network
from assets.sources.remote.download import attempt
from assets.sources.remote.errors import RefusedError, UnavailableError
from assets.sources.remote.fetch_settings import FetchSettings
from assets.sources.remote.keep import keep
from assets.sources.remote.manifest import Entry, read_manifest
from assets.sources.remote.polite import wait_after
from assets.sources.remote.session import Session
from assets.sources.remote.store import FileState, Store, opened


class Status(StrEnum):
    """What became of an entry of the manifest."""

    DOWNLOADED = "downloaded"
    UNCHANGED = "unchanged"
    DUPLICATE = "duplicate"  # its address stands in the manifest before
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Result:
    """What became of an entry. ``sentence`` says it to people; ``source_path`` is the file's path below the input folder."""

    number: int  # of the entry, from 1
    url: str
    status: Status
    sentence: str
    source_path: str | None = None
    warnings: tuple[str, ...] = ()


@dataclass(slots=True)
class _Task:
    """An address still to be fetched."""

    entry: Entry
    host: str
    attempts: int = 0
    not_before: float = 0.0  # on the monotonic clock


def fetch_all(
    manifest: Path, folder: Path, settings: FetchSettings, on_entry: Callable[[Result], None], *, network: Network | None = None
) -> list[Result]:
    """Download what the manifest names into ``folder``/remote, an input folder; the results in the manifest's order.

    ``on_entry`` hears of each result as it comes. An entry that fails stops no other. Interrupted, it leaves whole files and their
    records; the next run goes on. Raises ``ManifestError``, ``StoreError`` and ``ProvenanceError``, each with a sentence.
    """
    entries = read_manifest(manifest)
    results: dict[int, Result] = {}

    def tell(result: Result) -> None:
        results[result.number] = result
        on_entry(result)

    with opened(folder) as store:
        run = _Run(settings, store, Session(settings, network or Network()), tell)
        run.fetch(_tasks(entries, tell))
    return [results[number] for number in sorted(results)]


def _tasks(entries: list[Entry], tell: Callable[[Result], None]) -> list[_Task]:
    """What there is to do; addresses that are wrong or repeated are told at once."""
    tasks: list[_Task] = []
    first: dict[str, Entry] = {}
    for entry in entries:
        try:
            address = parse_address(entry.url)
        except RefusedError as error:
            tell(_failed(entry, str(error)))
            continue
        earlier = first.setdefault(address.url, entry)
        if earlier is not entry:
            tell(Result(entry.number, shown(entry.url), Status.DUPLICATE, f"The same address as {earlier.where} of the manifest."))
        else:
            tasks.append(_Task(entry, address.host))
    return tasks


def _failed(entry: Entry, sentence: str) -> Result:
    return Result(entry.number, shown(entry.url), Status.FAILED, sentence)


class _Run:
    """One run over the tasks."""

    def __init__(self, settings: FetchSettings, store: Store, session: Session, tell: Callable[[Result], None]) -> None:
        self._settings, self._store, self._session, self._tell = settings, store, session, tell
        self._silent: set[str] = set()  # hosts that gave no answer to all attempts at one address: their others get one attempt
        self._closed: set[str] = set()  # hosts that asked to be left alone for longer than a run can wait

    def fetch(self, tasks: list[_Task]) -> None:
        """Do all tasks, each time the one that may be done first."""
        end = time.monotonic() + self._settings.whole_timeout
        while tasks:
            now = time.monotonic()
            if now >= end:
                for task in tasks:
                    self._tell(_failed(task.entry, "Not asked: the run has taken its time; run again to go on."))
                return
            task = min(tasks, key=lambda task: (max(self._due(task), now), task.entry.number))
            time.sleep(max(0.0, min(self._due(task), end) - now))
            result = self._try(task)
            if result is not None:
                tasks.remove(task)
                self._tell(result)

    def _due(self, task: _Task) -> float:
        """When the task may be done, on the monotonic clock."""
        return max(task.not_before, self._session.hosts.free_at(task.host))

    def _try(self, task: _Task) -> Result | None:
        """One attempt at a task; None where it is to be tried again."""
        entry, known = task.entry, self._store.records.get(task.entry.url)
        state = self._store.state(known) if known is not None else FileState.GONE
        if known is not None and state is FileState.CHANGED:
            warning = f"{known.source_path} was changed since it was downloaded and is left as it is; remove it to have it fetched again."
            return Result(entry.number, entry.url, Status.UNCHANGED, "Not fetched.", known.source_path, (warning,))
        if task.host in self._closed:
            return _failed(entry, f"Not asked, because {task.host} asked to be left alone for now; run again later.")
        task.attempts += 1
        try:
            partial = self._store.partial(entry.url)
            served = attempt(entry.url, self._session, partial, known if state is FileState.WHOLE else None)
            kept = keep(self._store, entry, served, partial)
        except RefusedError as error:
            return _failed(entry, str(error))
        except UnavailableError as error:
            return self._later(task, error)
        except OSError as problem:
            return _failed(entry, f"The file cannot be written ({problem.strerror}); check the disk and the folder's rights.")
        sentence = f"Downloaded {ceil(kept.record.bytes / 1000):,} kB." if kept.new else "Unchanged."
        status = Status.DOWNLOADED if kept.new else Status.UNCHANGED
        return Result(entry.number, entry.url, status, sentence, kept.record.source_path, kept.warnings)

    def _later(self, task: _Task, error: UnavailableError) -> Result | None:
        """Leave the task for later, or give it up."""
        wait = wait_after(task.attempts, error.retry_after, self._settings)
        allowed = 1 if task.host in self._silent else self._settings.attempts
        if task.attempts >= allowed:
            if error.silent:
                self._silent.add(task.host)
            tries = "1 attempt" if task.attempts == 1 else f"{task.attempts} attempts"
            return _failed(task.entry, f"{error} Given up after {tries}.")
        if wait > self._settings.longest_wait:
            self._closed.add(task.host)
            return _failed(task.entry, f"{error} It asks to wait {wait:.0f} seconds; run again then.")
        task.not_before = time.monotonic() + wait
        if error.retry_after is not None or error.silent:
            self._session.hosts.hold(task.host, wait)  # with all its addresses
        return None
