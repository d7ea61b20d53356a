"""Word files (DOCX) to renditions: what the printed page shows, in reading order, with the grids of its tables.

Headers and footers are furniture and left out; deleted and hidden text is nobody's word and left out too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element

from assets.documents.formats.word.list_numbers import Numbering
from assets.documents.formats.word.runs import BREAK, Reader, Words, is_prompt
from assets.documents.formats.word.styles import Style, Styles, W, heading_tag, is_contents, numbering_of, outline_of, value_of
from assets.documents.formats.word.word_tables import Slot, cells_of, place_cells, with_inner_rows
from assets.documents.formats.zipped_xml import Package
from assets.documents.rendition import Rendition
from assets.documents.unreadable import UnreadableError
from assets.documents.writing.line_tables import Place
from assets.documents.writing.looks import UNREAD
from assets.documents.writing.placed_cells import Printed, holds_data, make_grid
from assets.documents.writing.running_text import clean
from assets.documents.writing.writer import Writer
from assets.language.quantity import has_digit

_LONGEST_BESIDE_NESTED = 200  # characters of a cell in a table that holds small tables; a frame's text is longer
_LEADER = "……"  # what stands between a heading and its page in a table of contents
_CHUNK = W + "altChunk"  # another document, of whatever form, that Word shows in this place
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_WRAPPERS = frozenset(W + name for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"))


def render_docx(data: bytes) -> Rendition:
    """A Word file's text, lines and tables, given its bytes; ``stated`` holds title, author and dates of its properties.

    Raises :class:`UnreadableError` where the file is damaged, protected, over a limit, or holds no text.
    """
    package = Package(data, "word")
    main = package.main_part("document.xml")
    root = package.xml(main)
    body = root.find(W + "body") if root is not None else None
    if body is None:
        raise UnreadableError("The file is not a Word file or lost its text; fetch or export it again.")
    rendition = _Walk(package, main).rendition(body)
    if not rendition.text.strip() and UNREAD in rendition.stated:
        raise UnreadableError(f"The Word file holds nothing but {rendition.stated[UNREAD]}; open it in Word and save it again.")
    if not rendition.text.strip():
        raise UnreadableError("The Word file holds no text; its pages may be pictures: run text recognition and save that as text.")
    rendition.stated = {**package.stated, **rendition.stated}
    return rendition


class _Walk:
    """The way through a file's paragraphs and tables in reading order."""

    def __init__(self, package: Package, main: str) -> None:
        self._relations = package.relations(main)
        named = {relation.kind: relation.target for relation in self._relations.values()}
        parts = {kind: package.xml(named[kind]) for kind in ("styles", "numbering", "footnotes", "endnotes") if kind in named}
        self._styles = Styles(parts.get("styles"))
        self._numbering = Numbering(parts.get("numbering"), self._styles.list_nums)
        self._notes = {(kind, key): note for kind in ("footnotes", "endnotes") for key, note in _notes_in(parts.get(kind))}
        self._writer = Writer()
        self._writer.place = Place.ARTICLE
        self._reader = Reader(self._styles, self._writer.aside)

    def rendition(self, body: Element) -> Rendition:
        """The rendition of the whole body."""
        self._over(body)
        return self._writer.finish()

    def _over(self, holder: Element) -> None:
        for block in _blocks(holder):
            if block.tag == W + "tbl":
                self._table(block)
            elif block.tag == _CHUNK:
                target = self._relations.get(block.get(_ID, ""))
                self._writer.aside.take(f"an inserted document ({target.target if target else '?'})", UNREAD)
            else:
                self._paragraph(block)

    def _paragraph(self, paragraph: Element) -> None:
        properties = paragraph.find(W + "pPr")
        style = self._styles.of(value_of(properties, "pStyle"), True)
        label = self._label(properties, style)
        words = self._reader.words(paragraph, style)
        outline = outline_of(properties)
        self._writer.tag = heading_tag(style.outline if outline is None else outline)
        if words.text.strip():
            self._line(words, label, in_contents=is_contents(style))
        mark = properties.find(f"{W}rPr/{W}del") if properties is not None else None
        if mark is None:  # a deleted mark joins the paragraph with the next
            self._writer.end_line()
            self._writer.tag = None
            self._beside(words)

    def _line(self, words: Words, label: str, *, in_contents: bool) -> None:
        if label:
            self._writer.add(label, bold=words.pieces[0].bold)
        if in_contents:  # printed with dots up to the page's number
            head, tab, page = words.text.rpartition("\t")
            self._writer.add(f"{head}{_LEADER if tab else ''}{page}", bold=False)
            return
        for piece in words.pieces:
            first, *rest = piece.text.split(BREAK)
            self._writer.add(first, bold=piece.bold)
            for line in rest:
                self._writer.soft_break()
                self._writer.add(line, bold=piece.bold)

    def _beside(self, words: Words) -> None:
        """What hangs on a paragraph: its text boxes and its notes."""
        for box in words.boxes:
            self._over(box)
        for kind, key, mark in words.notes:
            if text := self._note(kind, key):
                self._writer.tag = "note"
                self._writer.add(f"{mark}{text}", bold=False)
                self._writer.end_line()
                self._writer.tag = None

    def _note(self, kind: str, key: str) -> str:
        return self._cell_text(self._notes.get((kind, key)), [])

    def _label(self, properties: Element | None, style: Style) -> str:
        """The paragraph's automatic number; it counts on even where the paragraph is empty, as Word's does."""
        num_id, level = numbering_of(properties)
        if num_id is None and (num_id := style.num_id) is not None and level is None:
            level = (
                style.num_level if style.num_level is not None else self._numbering.level_of_style(num_id, value_of(properties, "pStyle"))
            )
        if num_id is None or (properties is not None and properties.find(f"{W}rPr/{W}del") is not None):
            return ""
        return self._numbering.label(num_id, level or 0)

    def _table(self, table: Element) -> None:
        """A table of data as a grid; one that only frames text (a box, a letterhead) as the text in its cells."""
        slots = place_cells(with_inner_rows(table))
        # Judged by the bare text: reading a cell counts its numbers and notes on, and is done once.
        bare = [_printed(slot, _bare(slot.cell)) for slot in slots]
        nests = table.find(f"{W}tr//{W}tbl") is not None
        if not holds_data(bare) or (nests and not _is_plain(bare)):
            for cell in cells_of(table):
                self._over(cell)
            return
        beside: list[Words] = []
        self._writer.table(make_grid([_printed(slot, self._cell_text(slot.cell, beside)) for slot in slots]))
        for words in beside:
            self._beside(words)

    def _cell_text(self, cell: Element | None, beside: list[Words]) -> str:
        """The text of a cell on one line, small tables' in it too; a numbered cell without text is its number (1, 2, 3 under 序号)."""
        texts: list[str] = []
        for block in _blocks(cell) if cell is not None else ():
            if block.tag == _CHUNK:
                continue
            if block.tag == W + "tbl":
                texts.extend(self._cell_text(inner, beside) for inner in cells_of(block))
                continue
            properties = block.find(W + "pPr")
            style = self._styles.of(value_of(properties, "pStyle"), True)
            label = self._label(properties, style)
            words = self._reader.words(block, style)
            texts.append(label + words.text)
            texts.extend(self._cell_text(box, beside) for box in words.boxes)
            words.boxes.clear()
            if words.notes:
                beside.append(words)
        return clean(" ".join(text.replace(BREAK, " ") for text in texts if text.strip()))


def _blocks(holder: Element) -> Iterator[Element]:
    """The paragraphs and tables of a body, cell, note or text box, through what wraps them."""
    for child in holder:
        if child.tag in (W + "p", W + "tbl", _CHUNK):
            yield child
        elif child.tag in _WRAPPERS and not is_prompt(child):
            yield from _blocks(child)


def _printed(slot: Slot, text: str) -> Printed:
    return Printed(slot.row, slot.column, slot.row_span, slot.column_span, text, slot.is_header)


def _bare(cell: Element | None) -> str:
    return "".join(element.text or "" for element in cell.iter(W + "t")) if cell is not None else ""


def _is_plain(cells: Sequence[Printed]) -> bool:
    """Whether a table that holds small tables is one of data all the same: it has figures and all its cells are short."""
    return any(has_digit(cell.text) for cell in cells) and all(len(cell.text) <= _LONGEST_BESIDE_NESTED for cell in cells)


def _notes_in(root: Element | None) -> Iterator[tuple[str, Element]]:
    """The notes of a part by id; the lines that part notes from the text are none."""
    for note in root if root is not None else ():
        if note.get(W + "type", "normal") == "normal":
            yield note.get(W + "id", ""), note
