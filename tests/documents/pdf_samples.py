"""PDFs for tests, drawn by reportlab with the CID font that every PDF reader knows; nothing is embedded, no file is kept."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.documents import national

FONT = "STSong-Light"
WIDTH, HEIGHT = 595.0, 842.0
LEFT, RIGHT, TOP, BOTTOM = 72.0, 523.0, 770.0, 72.0
WIDTHS = (48.0, 28.0, 116.0, 46.0, 58.0, 58.0, 48.0, 54.0, 40.0)  # of the national table's columns
SIZE, LEAD = 9.0, 13.0
SENTENCE = "加强基础研究，完善以企业为主体、市场为导向、产学研深度融合的技术创新体系，到2025年全社会研发经费投入强度达到3.2%。"
BREAKING = "知识密集型服务业增加值占国内生产总值的比例"  # the row that the page's end breaks


def text_width(text: str, size: float) -> float:
    """Points that a text takes in the font."""
    from reportlab.pdfbase.pdfmetrics import stringWidth

    return float(stringWidth(text, FONT, size))


def wrapped(text: str, width: float, size: float) -> list[str]:
    """A text's lines as a word processor breaks them: between any two characters, but not inside a number or word."""
    pieces: list[str] = []
    for letter in text:
        if pieces and letter.isascii() and pieces[-1][-1].isascii() and not letter.isspace():
            pieces[-1] += letter
        else:
            pieces.append(letter)
    lines = [""]
    for piece in pieces:
        if text_width(lines[-1] + piece, size) > width and lines[-1]:
            lines.append("")
        lines[-1] += piece
    return lines


@dataclass
class Sheet:
    """A PDF being drawn from the top down; ``y`` is the next baseline."""

    y: float = TOP
    on_page: Callable[[Sheet], None] = lambda sheet: None
    number: int = 1
    title: str | None = None
    buffer: io.BytesIO = field(default_factory=io.BytesIO)
    canvas: Any = None

    def __post_init__(self) -> None:
        from reportlab.pdfbase import pdfmetrics
        from reportlab.pdfbase.cidfonts import UnicodeCIDFont
        from reportlab.pdfgen.canvas import Canvas

        pdfmetrics.registerFont(UnicodeCIDFont(FONT))
        self.canvas = Canvas(self.buffer, pagesize=(WIDTH, HEIGHT))
        self.on_page(self)

    def text(self, x: float, y: float, words: str, size: float = 12, *, bold: bool = False) -> None:
        """Letters on a baseline; bold as word processors fake it, by stroking their outlines."""
        line = self.canvas.beginText(x, y)
        line.setFont(FONT, size)
        line.setTextRenderMode(2 if bold else 0)
        line.textOut(words)
        line.setTextRenderMode(0)
        self.canvas.drawText(line)

    def centred(self, words: str, size: float = 12, x: float = (LEFT + RIGHT) / 2) -> None:
        """A centred line."""
        self.text(x - text_width(words, size) / 2, self.y, words, size)
        self.y -= 1.6 * size

    def centred_at(self, words: str, size: float, y: float) -> None:
        """A centred line at a height, for what stands in the margins."""
        self.text((LEFT + RIGHT) / 2 - text_width(words, size) / 2, y, words, size)

    def paragraph(self, words: str, size: float = 12, *, left: float = LEFT, right: float = RIGHT, bold: bool = False) -> None:
        """A paragraph, its first line set in by two characters; runs on over the page's end."""
        lines = wrapped("\u3000\u3000" + words, right - left, size)
        for line in lines:
            if self.y < BOTTOM:
                self.page()
            x = left + (2 * size if line.startswith("\u3000") else 0)
            self.text(x, self.y, line.strip("\u3000"), size, bold=bold)
            self.y -= 1.6 * size

    def page(self) -> None:
        """A new page."""
        self.canvas.showPage()
        self.number += 1
        self.y = TOP
        self.on_page(self)

    def done(self) -> bytes:
        """The file."""
        if self.title:
            self.canvas.setTitle(self.title)
        self.canvas.save()
        return self.buffer.getvalue()


def above(sheet: Sheet) -> None:
    """What stands above the national table."""
    sheet.centred(national.TITLE, 22)
    sheet.paragraph(national.PERIOD)
    for level, words in national.ABOVE:
        sheet.paragraph(words, {0: 12, 1: 16, 2: 14}[level])
    sheet.centred(national.CAPTION, 12)
    sheet.y -= 4


def below(sheet: Sheet) -> None:
    """Its notes, and what stands below it."""
    sheet.y -= 12
    for note in national.NOTES:
        sheet.text(LEFT, sheet.y, note, 9)
        sheet.y -= 14
    sheet.y -= 10
    for level, words in national.BELOW:
        sheet.paragraph(words, {0: 12, 1: 16, 2: 14}[level])


def ruled(on_page: Callable[[Sheet], None] = lambda sheet: None, draw: Callable[..., None] | None = None) -> bytes:
    """The national plan over two pages: the table's head repeated, a row and a category broken at the page's end."""
    sheet = Sheet(on_page=on_page, title=national.TITLE)
    above(sheet)
    rows = national.places()
    at = next(i for i, row in enumerate(rows) if any(cell.text == BREAKING for _, _, cell in row))
    draw = draw or draw_grid
    upper = [*rows[:at], [(r, c, cell._replace(text=_first_half(cell.text, c))) for r, c, cell in rows[at]]]
    draw(sheet, _cut(upper, at + 1))
    sheet.page()
    rest = [[(r, c, cell._replace(text=_second_half(cell.text, c))) for r, c, cell in rows[at]], *rows[at + 1 :]]
    draw(sheet, _cut([*rows[:2], *_moved(rest, at - 2, rows)], len(rows) - at + 2))
    below(sheet)
    return sheet.done()


Placed = list[list[tuple[int, int, national.Cell]]]


def _first_half(text: str, column: int) -> str:
    return wrapped(text, WIDTHS[column] - 8, SIZE)[0] if text == BREAKING else text


def _second_half(text: str, column: int) -> str:
    return "".join(wrapped(text, WIDTHS[column] - 8, SIZE)[1:]) if text == BREAKING else ""


def _moved(rows: Placed, up: int, whole: Placed) -> Placed:
    """Rows moved up, with an empty cell for each that began above and reaches down to them."""
    first = rows[0][0][0]
    open_cells = [(r, c, cell) for row in whole for r, c, cell in row if r < first < r + cell.row_span]
    rows = [[(first, c, cell._replace(text="", row_span=r + cell.row_span - first)) for r, c, cell in open_cells] + rows[0], *rows[1:]]
    return [[(r - up, c, cell) for r, c, cell in sorted(row)] for row in rows]


def _cut(rows: Placed, count: int) -> Placed:
    return [[(r, c, cell._replace(row_span=min(cell.row_span, count - r))) for r, c, cell in row] for row in rows]


def draw_grid(sheet: Sheet, rows: Placed, widths: Sequence[float] = WIDTHS, *, rules: bool = True) -> None:
    """A table of cells with spans, their texts wrapped and centred, in ruling lines."""
    left = (WIDTH - sum(widths)) / 2
    xs = [left + sum(widths[:i]) for i in range(len(widths) + 1)]
    lines = {(r, c): wrapped(cell.text, sum(widths[c : c + cell.column_span]) - 8, SIZE) for row in rows for r, c, cell in row}
    heights = [max((len(lines[r, c]) for r, c, cell in row if cell.row_span == 1), default=1) * LEAD + 5 for row in rows]
    ys = [sheet.y - sum(heights[:i]) for i in range(len(heights) + 1)]
    for row in rows:
        for r, c, cell in row:
            x0, x1, top, bottom = xs[c], xs[c + cell.column_span], ys[r], ys[r + cell.row_span]
            if rules:
                sheet.canvas.setLineWidth(0.5)
                sheet.canvas.rect(x0, bottom, x1 - x0, top - bottom)
            first = (top + bottom) / 2 + LEAD * len(lines[r, c]) / 2 - SIZE
            for at, words in enumerate(lines[r, c]):
                sheet.text((x0 + x1) / 2 - text_width(words, SIZE) / 2, first - at * LEAD, words, SIZE)
    sheet.y = ys[-1] - 12


def of_lines(pages: Iterable[Iterable[tuple[float, float, str, float]]]) -> bytes:
    """A PDF of texts at given places: x, y from the bottom, words, size."""
    sheet = Sheet()
    for at, page in enumerate(pages):
        if at:
            sheet.page()
        for x, y, words, size in page:
            sheet.text(x, y, words, size)
    return sheet.done()


def image_pages(count: int, before: Sequence[str] = ()) -> bytes:
    """A PDF of pages that hold a picture each and no letters, below pages of a paragraph each."""
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    sheet = Sheet()
    for words in before:
        sheet.paragraph(words)
        sheet.page()
    picture = ImageReader(Image.effect_noise((60, 80), 40))
    for at in range(count):
        if at:
            sheet.page()
        sheet.canvas.drawImage(picture, 0, 0, WIDTH, HEIGHT)
    return sheet.done()


def unmapped(words: str) -> bytes:
    """A PDF whose font numbers its shapes and does not say which letters they are: no table ToUnicode, no known encoding."""
    codes = "".join(f"{ord(letter) % 20_000:04x}" for letter in words)
    stream = f"BT /F1 12 Tf 72 700 Td <{codes}> Tj ET".encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 2000 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /ABCDEF+Body /Encoding /Identity-H /DescendantFonts [6 0 R] >>",
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /ABCDEF+Body /DW 1000 /FontDescriptor 7 0 R"
        b" /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>",
        b"<< /Type /FontDescriptor /FontName /ABCDEF+Body /Flags 4 /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 700 /StemV 80"
        b" /FontBBox [0 -200 1000 900] >>",
    ]
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)


def heads(sheet: Sheet) -> None:
    """A running head and a page number on every page, at the left and the right in turn."""
    sheet.centred_at("“十三五”国家科技创新规划", 9, 806)
    number = f"— {sheet.number} —"
    sheet.text(LEFT if sheet.number % 2 else RIGHT - text_width(number, 9), 40, number, 9)
