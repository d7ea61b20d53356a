"""Whatever a file does to its reader costs that file alone: a row with a sentence, in bounded time and memory."""

from __future__ import annotations

import logging
import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from assets.documents.reading import limits
from assets.documents.reading.limits import LimitsError, Worker, read_within_limits, seconds_setting
from assets.documents.reading.readers import Content
from assets.documents.unreadable import Fault
from assets.sources import media
from expectations.registry import Regions, load_registry
from tests.documents import ofd_files
from tests.documents.contents import content_in

SECONDS = 20.0


@pytest.fixture
def worker() -> Iterator[Worker]:
    """A worker whose readers misbehave (see ``hostile_worker``)."""
    hostile = Worker("tests.documents.reading.hostile_worker")
    yield hostile
    hostile.end()


@pytest.fixture(scope="module")
def regions() -> Regions:
    return load_registry().regions


def _mail(says: str) -> tuple[bytes, str]:
    """A mail's bytes and their type."""
    return b"MIME-Version: 1.0\r\n\r\n" + says.encode(), media.EML


def _text(content: Content) -> str:
    assert content.document is not None, content.reason
    return content.document.text


def test_a_reader_that_hangs_is_ended_and_the_next_file_is_read(worker: Worker) -> None:
    assert worker.read(*_mail("good"), SECONDS).document is not None  # started: what follows is the reader's time alone
    before = time.monotonic()
    slow = worker.read(*_mail("hang"), 1.0)
    assert time.monotonic() - before < 5
    assert slow.document is None
    assert slow.media_type == "message/rfc822" and slow.fault is Fault.LIMIT
    assert slow.reason == "Reading it took more than 1 seconds; split it, or allow more with PLAN_INDICATORS_READ_SECONDS."
    assert _text(worker.read(*_mail("good"), SECONDS)).endswith("good")


def test_what_a_hanging_reader_has_started_ends_with_it(worker: Worker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHILD_FILE", str(tmp_path / "child"))
    assert worker.read(*_mail("hang with child"), 3.0).document is None
    child = int((tmp_path / "child").read_text())
    for _ in range(50):
        status = Path(f"/proc/{child}/stat")
        if not status.exists() or status.read_text().rpartition(")")[2].split()[0] == "Z":
            return
        time.sleep(0.1)
    pytest.fail(f"the process {child} still runs")


def test_a_reader_that_takes_too_much_memory_is_ended(worker: Worker) -> None:
    assert (
        worker.read(*_mail("eat"), SECONDS).reason == "Reading it takes more than 2 GB of memory; split it, or save it in a simpler form."
    )
    assert worker.read(*_mail("good"), SECONDS).document is not None


def test_memory_that_another_file_has_leaked_is_not_blamed_on_the_next(worker: Worker) -> None:
    assert worker.read(*_mail("leak"), SECONDS).document is not None
    assert worker.read(*_mail("leak"), SECONDS).document is not None


@pytest.mark.parametrize(("says", "why"), [("crash", "SIGSEGV"), ("exit", "code 3"), ("bug", "KeyError")])
def test_a_reader_that_breaks_down_says_so_and_the_next_file_is_read(worker: Worker, says: str, why: str) -> None:
    told = f"The reader broke down over it ({why}); it may be damaged: open it and save it again."
    assert worker.read(*_mail(says), SECONDS).reason == told
    assert worker.read(*_mail("good"), SECONDS).document is not None


def test_what_a_broken_reader_wrote_stands_in_the_log(
    worker: Worker, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Alembic, which Dagster makes its storage with, disables the loggers that are there already: an earlier test may have called it.
    monkeypatch.setattr(logging.getLogger("assets.documents.reading.limits"), "disabled", False)
    worker.read(*_mail("bug"), SECONDS)
    assert "KeyError: 'w:val'" in caplog.text


def test_what_a_reader_foresees_is_the_reason_and_costs_no_process(worker: Worker) -> None:
    assert worker.read(*_mail("refuse"), SECONDS).reason == "The file is locked with a password."
    process = worker._process
    assert worker.read(*_mail("good"), SECONDS).document is not None
    assert worker._process is process


def test_what_libraries_print_does_not_get_among_the_answers(worker: Worker) -> None:
    assert _text(worker.read(*_mail("talk"), SECONDS)).endswith("talk")
    assert _text(worker.read(*_mail("good"), SECONDS)).endswith("good")


def test_what_no_table_can_hold_is_marked_and_no_offset_moves(worker: Worker) -> None:
    document = worker.read(*_mail("binary"), SECONDS).document
    assert document is not None
    assert document.text == "嘉兴市规划\n一\ufffd二\ufffd三"
    assert max(block.end for block in document.blocks) == len(document.text)


def test_no_core_is_dumped_and_no_disk_is_filled(worker: Worker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHILD_FILE", str(tmp_path / "much"))
    assert _text(worker.read(*_mail("cores"), SECONDS)).endswith("\n0")
    assert "broke down" in (worker.read(*_mail("write much"), SECONDS).reason or "")
    assert (tmp_path / "much").stat().st_size <= 512 * 2**20
    (tmp_path / "much").unlink()


def test_files_are_read_one_at_a_time_whoever_asks(worker: Worker) -> None:
    said: dict[int, Content] = {}
    threads = [threading.Thread(target=lambda i=i: said.update({i: worker.read(*_mail(f"file {i}"), SECONDS)})) for i in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [_text(said[i])[-6:] for i in range(8)] == [f"file {i}" for i in range(8)]


def test_a_process_that_was_ended_from_outside_is_replaced(worker: Worker) -> None:
    worker.read(*_mail("good"), SECONDS)
    assert worker._process is not None
    worker._process._kill()
    assert worker.read(*_mail("good"), SECONDS).document is not None


def test_a_copy_of_the_process_that_asks_starts_a_reader_of_its_own(worker: Worker) -> None:
    worker.read(*_mail("good"), SECONDS)
    child = os.fork()
    if child == 0:
        good = worker.read(*_mail("child"), SECONDS).document is not None
        worker.end()
        os._exit(0 if good else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert _text(worker.read(*_mail("good"), SECONDS)).endswith("good")


def test_a_reader_that_cannot_be_started_is_told(worker: Worker) -> None:
    missing = Worker("tests.documents.no_such_worker")
    assert missing.read(*_mail("good"), SECONDS).reason == "The process that reads files could not be started; run again."


def test_the_time_is_a_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    assert seconds_setting() == 60
    monkeypatch.setenv("PLAN_INDICATORS_READ_SECONDS", "5")
    assert seconds_setting() == 5
    for wrong in ("soon", "0", "-3", "nan", "inf"):
        monkeypatch.setenv("PLAN_INDICATORS_READ_SECONDS", wrong)
        with pytest.raises(LimitsError, match="give the seconds"):
            seconds_setting()


def test_plans_as_text_and_pages_are_read_in_the_process_itself(regions: Regions, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "_WORKER", None)
    assert read_within_limits("嘉兴市规划\n一、目标".encode(), regions).document is not None
    assert read_within_limits("<p>嘉兴市规划</p>".encode(), regions).document is not None
    with pytest.raises(AttributeError):
        read_within_limits(ofd_files.national_plan(), regions)


def test_a_file_read_under_limits_is_the_same_document(regions: Regions) -> None:
    for data in (ofd_files.national_plan(), ("嘉兴市规划\n一、目标\n" + "专利达到5件。\n" * 30_000).encode()):
        content = read_within_limits(data, regions)
        assert content.document is not None
        assert content == content_in(data, regions)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (("甲" * 18_000_000).encode(), "The file holds 18,000,000 characters, more than the 2,000,000 that are read; split it."),
        (
            ("规划。" * 100_000).encode(),
            "Line 1 of the file holds 300,000 characters, more than the 200,000 that are read; break it into lines.",
        ),
        (("规划\n" + "\n" * 1_000_000).encode(), "The file holds 1,000,002 lines, more than the 100,000 that are read; split it."),
        (b"<p>" + ("规划" * 2_000_000).encode(), "The file holds 4,000,000 characters, more than the 2,000,000 that are read; split it."),
        (b"\x00" * 50_000_000, "The file holds binary data, not text; save its content as HTML or text."),
        (("规划".encode("gb18030") * 1000 + b"\x00") * 10_000, "The file holds binary data, not text; save its content as HTML or text."),
    ],
    ids=["54 MB in a line", "a long line", "a million lines", "12 MB of page", "50 MB of NUL", "NUL among text"],
)
def test_text_beyond_all_bounds_is_told_in_seconds(data: bytes, told: str, regions: Regions) -> None:
    before = time.monotonic()
    assert read_within_limits(data, regions).reason == told
    assert time.monotonic() - before < 20


def test_a_page_that_takes_too_long_is_ended(regions: Regions, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLAN_INDICATORS_READ_SECONDS", "2")
    content = read_within_limits(b"<html><body>" + b"<div>1" * 160_000, regions)
    assert (content.reason or "").startswith(("Reading it took more than 2 seconds;", "The file holds"))
