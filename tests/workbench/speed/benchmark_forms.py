"""What reading each form takes of the processor, beside the bare parsing by the library underneath, which is its floor.

In: a folder with files of every form. Out: files and MB a second by form, pages a second where the form has pages, and how many times the
floor that is: parsing is done in turns with it, so a busy machine meets both alike. What is asked is a ratio; nothing fails.
"""

from __future__ import annotations

import email
import email.policy
import io
import zipfile
from collections.abc import Callable, Mapping
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
from tests.workbench.speed.benchmark import MEGABYTE, BenchmarkError, count_plain
from tests.workbench.speed.clock import in_turns, verdict


@dataclass(frozen=True, slots=True)
class Floor:
    """The least that reading a form can take: what does it, and at most how many times that is asked."""

    name: str
    parse: Callable[[bytes], object]
    asked: float


@dataclass(frozen=True, slots=True)
class Form:
    """A file of one form, what reading it took of the processor, and what its floor did."""

    name: str
    media_type: str
    bytes: int
    pages: int
    seconds: float
    floor_seconds: float

    @property
    def ratio(self) -> float:
        """How many times its floor reading it takes."""
        return self.seconds / self.floor_seconds


def benchmark_forms(input_dir: Path, console: Console) -> None:
    """Measure and print. Raises ``InputError`` or ``BenchmarkError``."""
    files = [file for file in scan(input_dir) if file.role is Role.PLAN and isinstance(file.path, Path) and file.problem is None]
    forms = [form for file in files if (form := _measured(file.source_path, Path(str(file.path)).read_bytes())) is not None]
    if not forms:
        raise BenchmarkError(f"There is no file in {input_dir} that can be read; name a folder with a file of each form.")
    table = Table("file", "form", "ms", "files/s", "MB/s", "pages/s", "floor (ms)", title="Reading, processor time")
    for form in forms:
        pages = f"{form.pages / form.seconds:.1f}" if form.pages else "-"
        rates = f"{1 / form.seconds:.1f}", f"{form.bytes / MEGABYTE / form.seconds:.2f}", pages
        floor = f"{form.floor_seconds * 1000:.2f}"
        table.add_row(form.name, form.media_type.rpartition(".")[2], f"{form.seconds * 1000:.1f}", *rates, floor)
    console.print(table)
    for form in forms:
        floor_of = FLOORS[form.media_type]
        console.print(f"{form.name}: {verdict(form.ratio, floor_of.asked, floor_of.name)}")


def _measured(name: str, data: bytes) -> Form | None:
    """A file's form with its times; None where it cannot be read, or nothing is asked of its form."""
    regions = load_registry().regions
    media_type = binary_type(data)
    content: Content = content_of(data, media_type, regions)
    if content.document is None or content.media_type is None or content.media_type not in FLOORS:
        return None
    floor = FLOORS[content.media_type]
    seconds, bare = in_turns([lambda: content_of(data, media_type, regions), lambda: floor.parse(data)])
    return Form(name, content.media_type, len(data), len(content.document.pages), seconds, bare)


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


def _parse_plain(data: bytes) -> None:
    count_plain(data.decode("utf-8", "replace"))


def _parse_mail(data: bytes) -> None:
    for part in email.message_from_bytes(data, policy=email.policy.default).walk():
        part.get_payload(decode=True)


# What is asked is what was measured when a floor was set, and a third more: a change that makes a form slower shows.
FLOORS: Mapping[str, Floor] = {
    media.HTML: Floor("selectolax", _parse_html, 160),
    media.DOCX: Floor("zipfile and ElementTree", _parse_zip_of_xml, 11),
    media.XLSX: Floor("zipfile and ElementTree", _parse_zip_of_xml, 8),
    media.OFD: Floor("zipfile and ElementTree", _parse_zip_of_xml, 29),
    media.PDF: Floor("pypdfium2's text", _parse_pdf, 23),
    media.MHTML: Floor("email", _parse_mail, 7),
    media.CSV: Floor("plain regular expressions", _parse_plain, 26),
    media.TEXT: Floor("plain regular expressions", _parse_plain, 26),
}
