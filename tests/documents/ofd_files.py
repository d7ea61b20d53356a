"""OFD files written by hand for tests: a ZIP of XML, letter by letter, as the export of WPS and the converters of offices write them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

from tests.documents import national

WIDTH, HEIGHT = 210.0, 297.0
_NAMESPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
_COLUMNS = (14.0, 10.0, 42.0, 16.0, 18.0, 18.0, 18.0, 20.0, 16.0)  # of the national table, in millimetres
_LINE = 4.2  # between the lines of a cell
_SIZE = 3.2  # of the table's letters


def zipped(parts: dict[str, str]) -> bytes:
    """A package of these parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def text_object(text: str, x: float, y: float, size: float = 4.5, more: str = "") -> str:
    """A line of text with its baseline's left end at a place; Latin letters and figures are set half as wide."""
    steps = " ".join(f"{size * (0.5 if letter.isascii() else 1):g}" for letter in text[:-1])
    box = f'Boundary="{x:g} {y - size:g} {size * len(text):g} {size * 1.3:g}"'
    code = f'<ofd:TextCode X="0" Y="{size:g}" DeltaX="{steps}">{escape(text)}</ofd:TextCode>'
    return f'<ofd:TextObject {box} Font="3" Size="{size:g}" {more}>{code}</ofd:TextObject>'


def path_object(data: str, more: str = "") -> str:
    """A path in the page's own coordinates."""
    box = f'Boundary="0 0 {WIDTH:g} {HEIGHT:g}"'
    return f'<ofd:PathObject {box} LineWidth="0.25" {more}><ofd:AbbreviatedData>{data}</ofd:AbbreviatedData></ofd:PathObject>'


def page(*objects: str, template: str | None = None) -> str:
    """A page's content."""
    used = f'<ofd:Template TemplateID="{template}" ZOrder="Background"/>' if template else ""
    layer = f'<ofd:Content><ofd:Layer ID="2" Type="Body">{"".join(objects)}</ofd:Layer></ofd:Content>'
    return f'<?xml version="1.0" encoding="UTF-8"?><ofd:Page {_NAMESPACE}>{used}{layer}</ofd:Page>'


def package(pages: Sequence[str], *, info: str = "", resources: str = "", common: str = "", more: dict[str, str] | None = None) -> bytes:
    """An OFD file of these pages."""
    listed = "".join(f'<ofd:Page ID="{100 + at}" BaseLoc="Pages/Page_{at}/Content.xml"/>' for at in range(len(pages)))
    body = f"<ofd:DocBody><ofd:DocInfo>{info}</ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody>"
    shared = (
        f"<ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 {WIDTH:g} {HEIGHT:g}</ofd:PhysicalBox></ofd:PageArea>"
        f"<ofd:PublicRes>PublicRes.xml</ofd:PublicRes>{common}</ofd:CommonData>"
    )
    return zipped(
        {
            "OFD.xml": f'<ofd:OFD {_NAMESPACE} Version="1.0" DocType="OFD">{body}</ofd:OFD>',
            "Doc_0/Document.xml": f"<ofd:Document {_NAMESPACE}>{shared}<ofd:Pages>{listed}</ofd:Pages></ofd:Document>",
            "Doc_0/PublicRes.xml": f"<ofd:Res {_NAMESPACE}>{resources}</ofd:Res>",
            **{f"Doc_0/Pages/Page_{at}/Content.xml": content for at, content in enumerate(pages)},
            **(more or {}),
        }
    )


@dataclass
class _Sheet:
    """Pages filled from top to bottom."""

    pages: list[list[str]] = field(default_factory=lambda: [[]])
    y: float = 25.0

    def line(self, text: str, size: float = 4.5, x: float = 20.0, more: str = "") -> None:
        """Lines of running text, broken at the page's width; the first is indented where ``x`` says so."""
        room = WIDTH - 20
        while text:
            fits, used = 0, x
            while fits < len(text) and used + size * (0.5 if text[fits].isascii() else 1) <= room:
                used += size * (0.5 if text[fits].isascii() else 1)
                fits += 1
            self._advance(size * 1.7)
            self.pages[-1].append(text_object(text[:fits], x, self.y, size, more))
            text, x = text[fits:], 20.0

    def _advance(self, by: float) -> None:
        if self.y + by > HEIGHT - 25:
            self.break_page()
        self.y += by

    def break_page(self) -> None:
        self.pages.append([])
        self.y = 25.0

    def table(self) -> None:
        """The national table, ruled; it takes less than a page."""
        edges = [19.0 + sum(_COLUMNS[:at]) for at in range(len(_COLUMNS) + 1)]
        placed = national.places()
        heights = [max(_height(cell.text, cell, c) for _, c, cell in row if cell.row_span == 1) for row in placed]
        tops = [self.y + sum(heights[:at]) for at in range(len(heights) + 1)]
        for row in placed:
            for r, c, cell in row:
                x0, x1, y0, y1 = edges[c], edges[c + cell.column_span], tops[r], tops[r + cell.row_span]
                self.pages[-1].append(path_object(f"M {x0:g} {y0:g} L {x1:g} {y0:g} L {x1:g} {y1:g} L {x0:g} {y1:g} C"))
                for at, part in enumerate(_wrapped(cell.text, x1 - x0 - 2)):
                    self.pages[-1].append(text_object(part, x0 + 1, y0 + 4 + at * _LINE, _SIZE))
        self.y = tops[-1]


def _wrapped(text: str, room: float) -> list[str]:
    parts, used = [""], 0.0
    for letter in text:
        width = _SIZE * (0.5 if letter.isascii() else 1)
        if used + width > room:
            parts.append("")
            used = 0.0
        parts[-1] += letter
        used += width
    return parts


def _height(text: str, cell: national.Cell, column: int) -> float:
    room = sum(_COLUMNS[column : column + cell.column_span]) - 2
    return 2.0 + _LINE * len(_wrapped(text, room))


def national_plan() -> bytes:
    """The national plan as an OFD file: title, headings, running text, and the ruled table on a page of its own."""
    sheet = _Sheet()
    sheet.line(national.TITLE, 8.0, 45.0)
    sheet.y += 6
    sheet.line(national.PERIOD, x=29.0)
    for level, text in national.ABOVE:
        sheet.line(text, x=29.0, more='Weight="700"' if level else "")
    sheet.break_page()
    sheet.line(national.CAPTION, 4.0, 70.0)
    sheet.y += 3
    sheet.table()
    for note in national.NOTES:
        sheet.line(note, 3.2)
    sheet.y += 4
    for level, text in national.BELOW:
        sheet.line(text, x=29.0, more='Weight="700"' if level else "")
    return package([page(*objects) for objects in sheet.pages], info="<ofd:Title>国家科技创新规划</ofd:Title>")
