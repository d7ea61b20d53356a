"""The folder sensor asks for one run per change, once the folder has settled."""

from __future__ import annotations

import os
from pathlib import Path

import dagster as dg
import pytest

from pipelines.automation.sensors import RUN_KEY, Watch, _has_failed, input_folder, look
from pipelines.resources import PlanFolders


class Folder:
    """An input folder and the sensor that looks at it, as the daemon would."""

    def __init__(self, root: Path) -> None:
        self.input, self.registry = root / "plans", root / "registry"
        self.input.mkdir()
        self.registry.mkdir()
        self.folders = PlanFolders(input=str(self.input), output=str(self.input / "dataset"), registry=str(self.registry))
        self.cursor: str | None = None
        self.instance = dg.DagsterInstance.ephemeral()

    def look(self) -> str | None:
        """One tick: the run key asked for, or None."""
        context = dg.build_sensor_context(self.instance, self.cursor, resources={"folders": self.folders})
        result = input_folder(context)
        if isinstance(result, dg.SkipReason):
            return None
        assert isinstance(result, dg.SensorResult)
        self.cursor = result.cursor
        return result.run_requests[0].run_key if result.run_requests else None

    def settle(self) -> list[str]:
        """Tick until nothing more happens; the run keys asked for."""
        return [key for key in (self.look() for _ in range(4)) if key is not None]


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


def test_a_new_file_starts_one_run(folder: Folder) -> None:
    (folder.input / "a.txt").write_text("一", encoding="utf-8")
    assert len(folder.settle()) == 1
    assert folder.settle() == []


@pytest.mark.parametrize("change", ["new", "changed", "removed", "sidecar", "registry"])
def test_each_kind_of_change_starts_one_run(folder: Folder, change: str) -> None:
    for name in ("a.txt", "b.txt"):
        (folder.input / name).write_text("一", encoding="utf-8")
    folder.settle()
    match change:
        case "new":
            (folder.input / "c.txt").write_text("一", encoding="utf-8")
        case "changed":
            (folder.input / "a.txt").write_text("一二", encoding="utf-8")
        case "removed":
            (folder.input / "a.txt").unlink()
        case "sidecar":
            (folder.input / "a.txt.meta.yaml").write_text("title: x", encoding="utf-8")
        case "registry":
            (folder.registry / "aliases.csv").write_text("alias,indicator_id\n", encoding="utf-8")
    assert len(folder.settle()) == 1


def test_a_file_still_being_copied_is_waited_for(folder: Folder) -> None:
    path = folder.input / "a.txt"
    for size in (1, 2, 3):
        path.write_text("一" * size, encoding="utf-8")
        assert folder.look() is None
    assert folder.look() is not None


def test_a_folder_that_goes_back_to_an_earlier_state_is_read_again(folder: Folder) -> None:
    """Dagster drops a run key that it has seen, so the same files must come with another key."""
    watch, keys = Watch(), []
    for found in ("first", "first", "second", "second", "first", "first"):
        watch, reason = look(watch, found)
        if reason is None:
            keys.append((watch.number, found))
    assert keys == [(1, "first"), (2, "second"), (3, "first")]


def test_the_published_dataset_inside_the_input_starts_nothing(folder: Folder) -> None:
    (folder.input / "a.txt").write_text("一", encoding="utf-8")
    folder.settle()
    (folder.input / "dataset").mkdir()
    (folder.input / "dataset" / "plans.parquet").write_bytes(b"x")
    assert folder.settle() == []


@pytest.mark.parametrize("missing", ["input", "registry"])
def test_a_missing_folder_is_told_in_one_sentence(folder: Folder, missing: str) -> None:
    getattr(folder, missing).rmdir()
    result = input_folder(dg.build_sensor_context(resources={"folders": folder.folders}))
    assert isinstance(result, dg.SkipReason)
    assert "does not exist" in str(result.skip_message) and missing in str(result.skip_message).replace("plans", "input")


def test_an_empty_folder_starts_no_run(folder: Folder) -> None:
    assert folder.settle() == []


def test_a_run_that_failed_is_asked_for_again_ever_later_and_then_no_more() -> None:
    watch, _ = look(look(Watch(), "a", 0.0)[0], "a", 0.0)
    asked = []
    for minute in range(0, 600):
        watch, reason = look(watch, "a", minute * 60.0, has_failed=True)
        if reason is None:
            asked.append(minute)
    assert asked == [5, 15, 35, 75, 155]
    assert watch.number == 6
    changed, _ = look(look(watch, "b", 0.0, has_failed=True)[0], "b", 0.0, has_failed=True)
    assert (changed.number, changed.again) == (7, 0), "a change of the files begins anew"


def test_only_a_run_that_failed_is_asked_for_again(folder: Folder) -> None:
    (folder.input / "a.txt").write_text("一", encoding="utf-8")
    (key,) = folder.settle()
    with dg.DagsterInstance.ephemeral() as instance:
        assert not _has_failed(instance, key)

        @dg.job
        def broken() -> None:
            _break()

        broken.execute_in_process(instance=instance, tags={RUN_KEY: key}, raise_on_error=False)
        assert _has_failed(instance, key)


@dg.op
def _break() -> None:
    raise ValueError


def test_a_copy_that_keeps_size_and_time_is_seen(folder: Folder) -> None:
    path = folder.input / "a.txt"
    path.write_text("一", encoding="utf-8")
    folder.settle()
    before = path.stat()
    path.write_text("二", encoding="utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert len(folder.settle()) == 1
