"""What the pages of docs/ tell a reader to do, done: files written, commands run, queries asked, Python run, in the order they stand.

- a fence behind a line that ends with a path in backticks and a colon is that file;
- ``console``: a line behind ``$ `` is a command, the lines below it what it prints: ``…`` stands for any lines, or for any part of one;
- ``sql``, or a comment ``<!-- sql … -->``, with a table below: a question and its answer;
- ``python``: a script; what it prints is not told.

Other fences (``sh``) are not run: they set up a machine, or open a program. Their commands and options must exist all the same.
"""

from __future__ import annotations

import contextlib
import io
import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb
from typer.testing import CliRunner

from pipelines import cli
from tests.workbench.pictures.dictionary import markdown_rows

BLOCK = re.compile(
    r"(?:`(?P<path>[\w./-]+)`[:：]\n\n|^)```(?P<kind>\w+)\n(?P<body>.*?)^```\n(?:\n(?P<answer>(?:\|[^\n]*\n)+))?",
    re.DOTALL | re.MULTILINE,
)
COMMAND, ANY = "$ ", "…"
RELEASE = re.compile(r"\d{8}T\d{6}Z-[0-9a-f]{8}")
PROGRAM = "plan-indicators"


@dataclass(frozen=True)
class Block:
    """One fence of a page, with the path of the file that it is, and the table that stands below it."""

    kind: str
    body: str
    path: str | None
    answer: str | None


def blocks(text: str) -> list[Block]:
    """The fences of a page, in order."""
    return [Block(found["kind"], found["body"], found["path"], found["answer"]) for found in BLOCK.finditer(text)]


def commands(block: Block) -> Iterator[tuple[str, str]]:
    """The commands of a console, each with what it is said to print."""
    for part in re.split(rf"^{re.escape(COMMAND)}", block.body, flags=re.MULTILINE)[1:]:
        line, _, printed = part.partition("\n")
        yield line, printed


def is_printed(told: str, printed: str) -> bool:
    """Whether a command printed what a page says: white space at a line's end and releases' ids do not count."""
    lines = [RELEASE.sub("RELEASE", line.rstrip()) for line in told.strip().splitlines()]
    pattern = "".join("(?:.*\n)*?" if line == ANY else f"{re.escape(line).replace(ANY, '.*')}\n" for line in lines)
    found = "\n".join(RELEASE.sub("RELEASE", line.rstrip()) for line in printed.strip().splitlines())
    return re.fullmatch(pattern, f"{found}\n") is not None


class Session:
    """A reader who does what pages tell, in a folder of their own. The process must stand in that folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def does(self, block: Block) -> str | None:
        """Do what a block tells; what is told wrongly, or None."""
        if block.path is not None:
            self.writes(block)
            return None
        if block.kind == "console":
            return next(filter(None, (self._runs(line, told) for line, told in commands(block))), None)
        if block.kind == "sql":
            found = self.answer(block.body)
            return None if found == block.answer else f"The answer is:\n{found}"
        if block.kind == "python":
            self.scripts(block.body)
        return None

    def writes(self, block: Block) -> None:
        """Write the file that a block is."""
        path = self.folder / str(block.path)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(block.body, encoding="utf-8")

    def answer(self, query: str) -> str:
        """The answer of the current release as a Markdown table."""
        with duckdb.connect(str(self.folder / "dataset" / "current" / "plan_indicators.duckdb"), read_only=True) as connection:
            found = connection.sql(query)
            return markdown_rows(found.columns, [["" if cell is None else f"{cell}" for cell in row] for row in found.fetchall()])

    def scripts(self, body: str) -> str:
        """Run a script; what it printed."""
        with contextlib.redirect_stdout(io.StringIO()) as printed:
            exec(compile(body, "page", "exec"), {})
        return printed.getvalue()

    def _runs(self, line: str, told: str) -> str | None:
        program, *arguments = shlex.split(line)
        assert program == PROGRAM, line
        done = CliRunner().invoke(cli.app, arguments)
        if done.exit_code != 0 or not is_printed(told, done.stdout):
            return f"{line} ended with {done.exit_code} and printed:\n{done.output}"
        return None
