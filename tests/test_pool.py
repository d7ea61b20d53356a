"""Work on several processes gives what one gives; a process that dies costs the item that killed it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from assets import pool
from assets.pool import cores, mapped

MANY = range(pool.LEAST_ITEMS + 20)
DEADLY = 41


def doubled(items: Sequence[int]) -> list[int]:
    """Twice each item."""
    return [2 * item for item in items]


def dies(items: Sequence[int]) -> list[int]:
    """The same, but one item ends the process."""
    if DEADLY in items:
        os._exit(9)
    return doubled(items)


def raises(items: Sequence[int]) -> list[int]:
    """Nothing but an error."""
    raise LookupError(len(items))


def waits(items: Sequence[Path]) -> None:
    """Tell that this process is there, and work for ever."""
    (items[0] / str(os.getpid())).touch()
    time.sleep(600)


@pytest.fixture(autouse=True)
def _light_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "_PRELOADED", ())


@pytest.mark.parametrize("processes", [1, 2])
def test_all_items_are_worked_at_once_each(processes: int) -> None:
    made = {item: result for done in mapped(doubled, MANY, processes) for item, result in zip(done.items, done.result or (), strict=True)}
    assert made == {item: 2 * item for item in MANY}


def test_a_process_that_dies_costs_the_item_that_killed_it() -> None:
    done = list(mapped(dies, MANY, 2))
    assert [list(one.items) for one in done if one.result is None] == [[DEADLY]]
    assert sorted(item for one in done for item in one.items) == list(MANY)


@pytest.mark.parametrize("processes", [1, 2])
def test_what_the_function_raises_is_raised(processes: int) -> None:
    with pytest.raises(LookupError):
        list(mapped(raises, MANY, processes))


def test_few_items_need_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "_executor", None)
    assert [done.result for done in mapped(doubled, [1, 2], 8)] == [[2, 4]]
    assert cores() >= 1


def test_processes_end_with_the_one_that_they_work_for_killed_too(tmp_path: Path) -> None:
    asked = f"from assets import pool; pool._PRELOADED = (); list(pool.mapped(waits, [Path({str(tmp_path)!r})] * {len(MANY)}, 2))"
    run = subprocess.Popen([sys.executable, "-c", f"from pathlib import Path; from tests.test_pool import waits; {asked}"])
    while len(list(tmp_path.iterdir())) < 2 and run.poll() is None:
        time.sleep(0.05)
    run.kill()
    run.wait()
    until = time.monotonic() + 20
    while (alive := [path for path in tmp_path.iterdir() if Path("/proc", path.name).exists()]) and time.monotonic() < until:
        time.sleep(0.05)
    assert not alive
    assert len(list(tmp_path.iterdir())) == 2


def test_what_is_loaded_is_kept_out_of_the_collectors_way_once() -> None:
    script = (
        "import gc; from assets.pool import keep_loaded; keep_loaded(); held = gc.get_freeze_count(); "
        "more = [[] for _ in range(1000)]; keep_loaded(); print(held > 1000, gc.get_freeze_count() <= held)"
    )
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert told.stdout.split() == ["True", "True"]
