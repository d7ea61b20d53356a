"""What is said on the terminal: no name of a file colours or moves anything, and a stream that fails stops no work."""

from __future__ import annotations

import io
import logging
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from rich.text import Text

from pipelines.automation.launcher import is_alive
from pipelines.cli.asked import Answer, shown
from pipelines.console import PlainConsole
from pipelines.log import BuildLog
from tests.conftest import ROOT


def test_control_signs_are_spelled_and_lines_stay_lines(capsys: pytest.CaptureFixture[str]) -> None:
    PlainConsole().print("a\x1b[2Jb\rc\nd\u202e\ud800")
    assert capsys.readouterr().out == "a\\x1b[2Jb\\x0dc\nd\\u202e\\ud800\n"


def test_a_text_with_styles_keeps_its_places_and_moves_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    text = Text("到2025年\x1b[31m\x9b\n300家", style="bold")
    text.stylize("red", 1, 5)
    PlainConsole().print(text)
    assert capsys.readouterr().out == "到2025年␛[31m\ufffd\n300家\n"
    assert text.plain[6] == "\x1b", "the text itself is left alone"


def test_an_answer_moves_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    shown(Answer(("text",), [("a\x1b[2Jb\nc",), (None,), (0.5,)], False), PlainConsole(), as_csv=False)
    said = capsys.readouterr().out
    assert "a\\x1b[2Jb" in said and "\x1b" not in said and "0.5" in said


def test_a_stream_that_cannot_be_written_to_stops_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    class Full(io.StringIO):
        def write(self, _: str) -> int:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr("pipelines.console._into_nothing", lambda stream: None)
    console = PlainConsole()
    console.file = Full()
    console.print("x")
    console.print("y")
    assert console.lost == 28


def test_the_exit_code_says_that_nothing_could_be_said(tmp_path: Path) -> None:
    command = [sys.executable, "-c", "from pipelines.cli import main; main()", "releases", "--output", str(tmp_path)]
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        ended = subprocess.run(command, cwd=ROOT, stdout=full, stderr=subprocess.PIPE, check=False)
    assert ended.returncode == 4 and b"could not be written (No space left on device)" in ended.stderr
    reading, writing = os.pipe()
    os.close(reading)  # a reader that has seen enough
    assert subprocess.run(command, cwd=ROOT, stdout=writing, stderr=subprocess.PIPE, check=False).returncode == 0
    os.close(writing)


def test_no_name_writes_to_whoever_looks_at_the_log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logging.getLogger(), "handlers", [])  # what pytest keeps of a log must be UTF-8, to go to another process
    with BuildLog(tmp_path) as log:
        logging.getLogger("x").warning("read a\x1b[31m\ud800.txt")
    assert "a\\x1b[31m\\ud800.txt" in log.path.read_text(encoding="utf-8")


def test_a_run_lives_as_long_as_the_process_that_began_it() -> None:
    now = time.time()
    assert is_alive(os.getpid(), now)
    assert not is_alive(os.getpid(), now - 1_000_000), "the number has gone to another process since"
    child = subprocess.Popen([sys.executable, "-c", ""])
    time.sleep(0.5)
    assert not is_alive(child.pid, now + 10), "it has ended, though nobody took note"
    child.wait()
    assert not is_alive(child.pid, now + 10)
