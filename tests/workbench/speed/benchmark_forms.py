"""How fast each form is read, beside the bare parsing by the library underneath, on one core.

In: a folder with files of every form. Out: files and MB a second by form, pages a second where the form has pages, and our own share
of the time: what is left when the library's parsing is taken off.
"""

from __future__ import annotations

import io
import statistics
import time
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from rich.console import Console
from rich.table import Table

from assets.documents.reading.readers import Content, content_of
from assets.sources import media
from assets.sources.media import binary_type
from assets.sources.scan import Role, scan
from expectations.registry import load_registry
from tests.workbench.speed.benchmark import MEGABYTE, BenchmarkError

ROUNDS = 5
LEAST_SECONDS = 0.4  # of one round
# What is asked of each form: files, pages or MB a second.
GOALS = {media.HTML: (3.0, "MB/s"), media.DOCX: (10.0, "files/s"), media.PDF: (3.0, "pages/s")}


@dataclass(frozen=True, slots=True)
class Form:
    """A file of one form, and what reading it took."""

    name: str
    media_type: str
    bytes: int
    pages: int
    seconds: float
    bare: float | None  # seconds of the library's parsing alone

    @property
    def rates(self) -> dict[str, float]:
        """Files, MB and pages a second."""
        return {"files/s": 1 / self.seconds, "MB/s": self.bytes / MEGABYTE / self.seconds, "pages/s": self.pages / self.seconds}

    @property
    def meets_goal(self) -> bool:
        """Whether it is as fast as asked; forms of which nothing is asked are."""
        goal, unit = GOALS.get(self.media_type, (0.0, "files/s"))
        return self.rates[unit] >= goal


def benchmark_forms(input_dir: Path, console: Console) -> bool:
    """Measure and print; True where every form is as fast as asked. Raises ``InputError`` or ``BenchmarkError``."""
    files = [file for file in scan(input_dir) if file.role is Role.PLAN and isinstance(file.path, Path) and file.problem is None]
    forms = [form for file in files if (form := _measured(file.source_path, Path(str(file.path)).read_bytes())) is not None]
    if not forms:
        raise BenchmarkError(f"There is no file in {input_dir} that can be read; name a folder with a file of each form.")
    table = Table("file", "form", "files/s", "MB/s", "pages/s", "library alone", "own share", title="Reading, one core")
    for form in forms:
        rates = form.rates
        bare = f"{form.bare * 1000:.1f} ms" if form.bare is not None else "-"
        own = f"{max(0.0, 1 - form.bare / form.seconds):.0%}" if form.bare is not None else "-"
        pages = f"{rates['pages/s']:.1f}" if form.pages else "-"
        table.add_row(form.name, form.media_type.rpartition(".")[2], f"{rates['files/s']:.1f}", f"{rates['MB/s']:.2f}", pages, bare, own)
    console.print(table)
    slow = [form.name for form in forms if not form.meets_goal]
    console.print(f"Slower than asked: {', '.join(slow)}." if slow else "Every form is as fast as asked.")
    return not slow


def _measured(name: str, data: bytes) -> Form | None:
    """A file's form with its times; None where it cannot be read."""
    regions = load_registry().regions
    media_type = binary_type(data)
    content: Content = content_of(data, media_type, regions)
    if content.document is None or content.media_type is None:
        return None
    bare = BARE.get(content.media_type)
    seconds = _seconds(lambda: content_of(data, media_type, regions))
    return Form(name, content.media_type, len(data), len(content.document.pages), seconds, _seconds(lambda: bare(data)) if bare else None)


def _seconds(run: Callable[[], object]) -> float:
    """The median time of one run, over rounds long enough to be measured."""
    rounds = []
    for _ in range(ROUNDS):
        started, runs = time.perf_counter(), 0
        while not runs or time.perf_counter() - started < LEAST_SECONDS:  # a busy machine may be away for all of a round
            run()
            runs += 1
        rounds.append((time.perf_counter() - started) / runs)
    return statistics.median(rounds)


def _parse_html(data: bytes) -> None:
    from selectolax.lexbor import LexborHTMLParser

    LexborHTMLParser(data.decode("utf-8", "replace")).css("td")


def _parse_zip_of_xml(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for info in archive.infolist():
            if info.filename.endswith((".xml", ".rels")):
                ElementTree.fromstring(archive.read(info))


def _parse_pdf(data: bytes) -> None:
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    for page in document:
        page.get_textpage().get_text_range()
    document.close()


BARE: dict[str, Callable[[bytes], None]] = {
    media.HTML: _parse_html,
    media.DOCX: _parse_zip_of_xml,
    media.XLSX: _parse_zip_of_xml,
    media.OFD: _parse_zip_of_xml,
    media.PDF: _parse_pdf,
}
