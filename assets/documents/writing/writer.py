"""Lines of a page's rendition: running text is collapsed into lines, grids are written row by row, tables without tags are found.

A line is kept twice until the page is whole: as running text, with white space collapsed, and with its gaps. Where the gaps
part cells (研发投入强度（%）    1.2    2.0) the text keeps them, for the tables stage reads columns by them; elsewhere it does not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from assets.documents.document import RawCell
from assets.documents.outline.beside_tables import is_caption
from assets.documents.outline.front import INFO_ROW
from assets.documents.rendition import Line, Rendition, TableRange
from assets.documents.writing.grid import SEPARATOR, Grid, facts
from assets.documents.writing.line_tables import Place, find_line_tables
from assets.documents.writing.looks import Aside
from assets.documents.writing.running_text import HEADINGS, clean, with_gaps
from assets.language.fold import word
from assets.language.tablewords import is_header_word

_GOES_ON = ("，", ",", "、")
PICTURES = "pictures"  # under this name it is stated which tables are pictures


@dataclass(slots=True)
class _Written:
    """A line as running text and with its gaps, the tag that stands for it, and where on the page it is."""

    text: str
    gapped: str
    tag: str | None
    place: Place


class Writer:
    """Collects pieces of lines; the walk over the page sets ``tag`` (of the heading it is in) and ``place``."""

    def __init__(self) -> None:
        self.tag: str | None = None
        self.place = Place.OUTSIDE
        self.aside = Aside()  # what of the page's print is no text
        self._pieces: list[str] = []
        self._gapped: list[str] = []
        self._bold, self._raw = True, False
        self._lines: list[_Written] = []
        self._grids: list[tuple[int, Grid]] = []  # first line and grid
        self._stated: dict[str, str] = {}
        self._pictures: list[str] = []  # captions that a picture stands below

    def add(self, text: str, *, bold: bool, raw: bool = False) -> None:
        """A piece of running text. ``raw``: its blanks and tabs are printed as they are (``<pre>``)."""
        self._pieces.append(text)
        # Blanks alone between two elements: <span>指标</span> <span>2020年</span>.
        self._gapped.append(text if raw or text.strip() else "  ")
        self._bold = self._bold and (bold or not text.strip())
        self._raw = self._raw or raw

    def end_line(self) -> None:
        """Close the line, if it holds anything."""
        if not self._pieces:
            return
        text, gapped = clean("".join(self._pieces)), "".join(self._gapped)
        bold, raw = self._bold, self._raw
        self._pieces.clear()
        self._gapped.clear()
        self._bold, self._raw = True, False
        if text:
            gapped = gapped.replace("\r", "") if raw else with_gaps(gapped)
            self._lines.append(_Written(text, gapped, self.tag or ("strong" if bold else None), self.place))

    def picture(self) -> None:
        """A picture: below a caption (表1 主要指标) it is a table that cannot be read, and is told."""
        above = clean("".join(self._pieces)) or (self._lines[-1].text if self._lines else "")
        if is_caption(above) and above not in self._pictures:
            self._pictures.append(above)

    def soft_break(self) -> None:
        """A ``<br>``: it ends the line, but for one in the middle of a sentence (到2025年,<br>全市…)."""
        if clean("".join(self._pieces)).endswith(_GOES_ON):
            self._pieces.append(" ")
            self._gapped.append(" ")
        else:
            self.end_line()

    def table(self, grid: Grid) -> None:
        """A data table: its caption, a line for each row, its notes; a box of facts about the document gives them as stated."""
        self.end_line()
        rows = [SEPARATOR.join(row.texts) for row in grid.rows]
        if stated := facts(grid):
            self._stated.update(stated)
            self._whole(rows, INFO_ROW, self.place)
            return
        self._whole([grid.caption] if grid.caption else [], "caption", self.place)
        self._grids.append((len(self._lines), grid))
        self._whole(rows, None, Place.GRID)
        self._whole(grid.notes, None, Place.ARTICLE)

    def _whole(self, texts: Sequence[str], tag: str | None, place: Place) -> None:
        self._lines.extend(_Written(text, text, tag, place) for text in texts)

    def finish(self) -> Rendition:
        """The rendition of all lines written, with the tables found among those that no grid holds."""
        self.end_line()
        places = [Place.GRID if _names_table(line) else line.place for line in self._lines]
        found = find_line_tables([line.gapped for line in self._lines], places)
        in_table = {i for table in found.tables for i in range(table.first, table.last)}
        texts = [line.gapped if i in in_table else line.text for i, line in enumerate(self._lines)]
        starts = [0, *accumulate(len(text) + 1 for text in texts)]
        lines = [_line(start, text, strip=i in in_table) for i, (start, text) in enumerate(zip(starts, texts, strict=False))]
        page = Rendition("\n".join(texts), lines, stated=self._stated)
        page.tables = sorted([*found.tables, *(_range(first, grid, lines) for first, grid in self._grids)], key=lambda table: table.first)
        page.tags = {i: line.tag for i, line in enumerate(self._lines) if line.tag is not None} | dict.fromkeys(found.facts, INFO_ROW)
        if self._pictures:
            page.stated[PICTURES] = "; ".join(self._pictures)
        page.stated |= self.aside.stated()
        page.outside = {i for i, line in enumerate(self._lines) if line.place in (Place.NAVIGATION, Place.OUTSIDE)} - in_table
        return page


def _line(start: int, text: str, *, strip: bool) -> Line:
    """A line of the text; ``strip``: without the gaps at its ends. A grid's row keeps its own, for an empty cell may stand there."""
    begin = start + (len(text) - len(text.lstrip()) if strip else 0)
    words = text.strip() if strip else text
    return Line(begin, begin + len(words), words)


def _names_table(line: _Written) -> bool:
    """Whether the page's tags say that a line is no cell: a caption, a row of facts, a heading such as <h3>主要指标</h3>."""
    return line.tag in ("caption", INFO_ROW) or (line.tag in HEADINGS and is_header_word(word(line.text)))


def _range(first: int, grid: Grid, lines: Sequence[Line]) -> TableRange:
    """A grid as lines, its cells' offsets counted from the text's beginning."""
    start = lines[first].start
    cells = tuple(RawCell(c.row, c.column, c.row_span, c.column_span, start + c.start, start + c.end, c.is_header) for c in grid.cells)
    return TableRange(first, first + len(grid.rows), cells)
