"""The running text of a Word paragraph as it is printed: no deleted or hidden text, no field codes, notes' marks in their places."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple
from xml.etree.ElementTree import Element

from assets.documents.formats.word.styles import Style, Styles, W, is_raised, is_unseen, switch, value_of
from assets.documents.formats.word.symbols import encircled, private, symbol
from assets.documents.writing.looks import PLAIN, Aside, Look, runs_of

_LONGEST_CODE = 200  # characters of a field's code that are looked at
BREAK = "\n"  # a line break inside a paragraph
_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_ALTERNATES, _CHOICE = _COMPATIBILITY + "AlternateContent", _COMPATIBILITY + "Choice"
# What a reader of the page does not see, and what holds no text of the line.
_LEFT_OUT_LIST = (
    "pPr rPr del moveFrom delText instrText delInstrText rt sdtPr sdtEndPr tblPr commentReference annotationRef footnoteRef endnoteRef "
    "pgNum separator continuationSeparator lastRenderedPageBreak softHyphen fldChar"
)
_LEFT_OUT = frozenset(W + name for name in _LEFT_OUT_LIST.split())
_PRINTED = {W + "tab": "\t", W + "ptab": "\t", W + "cr": BREAK, W + "noBreakHyphen": "-"}
_STRIKES = ("strike", "dstrike")
_NOTES = {W + "footnoteReference": "footnotes", W + "endnoteReference": "endnotes"}


class Piece(NamedTuple):
    """A stretch of text of one look."""

    text: str
    bold: bool


@dataclass(slots=True)
class Words:
    """What a paragraph holds: its text, the text boxes that hang on it, and the notes whose marks stand in it (part, id, mark)."""

    pieces: list[Piece] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    notes: list[tuple[str, str, str]] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The text without its looks."""
        return "".join(piece.text for piece in self.pieces)


class _Field:
    """Where the walk is in a field: its code is not printed, its result is."""

    def __init__(self) -> None:
        self.open: list[bool] = []  # of each open field, whether its result has begun
        self.code = ""

    @property
    def in_code(self) -> bool:
        return False in self.open

    def take(self, code: str) -> None:
        """Take a piece of a field's code, of which only the beginning tells what is printed."""
        if len(self.code) < _LONGEST_CODE:
            self.code += code

    def mark(self, kind: str | None) -> str:
        """Take a field's mark (begin, separate, end); gives what a field without a result prints."""
        if kind == "begin":
            self.code = ""
            self.open.append(False)
        elif kind == "separate" and self.open:
            self.open[-1] = True
        elif kind == "end" and self.open and not self.open.pop():
            return encircled(self.code)
        return ""


class Reader:
    """Reads paragraphs in the order printed; counts the notes' marks through the file."""

    def __init__(self, styles: Styles, aside: Aside) -> None:
        """``styles`` say what is bold, hidden, struck through or raised; the text of what is struck through goes ``aside``."""
        self._styles, self._aside = styles, aside
        self._marks = 0
        self._looks: list[Look] = []  # of the pieces of the paragraph that is read

    def words(self, paragraph: Element, style: Style) -> Words:
        """What a paragraph holds; ``style`` is its own."""
        words = Words()
        self._looks.clear()
        spot = _Field()  # codes do not go on over paragraphs: a field left open must not swallow the rest
        for run in _runs(paragraph, words.boxes):
            if run.tag == W + "r":
                self._run(run, style, words, spot)
            elif run.text and not spot.in_code:
                words.pieces.append(Piece(run.text, bold=False))
                self._looks.append(PLAIN)
        if any(look != PLAIN for look in self._looks):
            runs = ((piece.text, look) for piece, look in zip(words.pieces, self._looks, strict=True))
            words.pieces = [words.pieces[at]._replace(text=text) for at, text in runs_of(runs, self._aside) if text]
        return words

    def _run(self, run: Element, style: Style, words: Words, spot: _Field) -> None:
        look = run.find(W + "rPr")
        own = self._styles.of(value_of(look, "rStyle"))
        if _said(switch(look, "vanish"), own.hidden, style.hidden):
            return
        struck = _said(*(switch(look, name) for name in _STRIKES), own.struck, style.struck)
        bold = _said(switch(look, "b"), own.bold, style.bold)
        fonts = look.find(W + "rFonts") if look is not None else None
        font = fonts.get(W + "ascii", "") if fonts is not None else ""
        text = ""
        for element in _seen(run, words.boxes):
            if element.tag == W + "instrText":
                spot.take(element.text or "")
            elif element.tag == W + "fldChar":
                text += spot.mark(element.get(W + "fldCharType"))
            elif not spot.in_code:
                text += self._printed(element, font, words)
        if text:
            words.pieces.append(Piece(text, bold))
            self._looks.append(Look(struck, is_unseen(look), _said(is_raised(look), own.raised, style.raised)))

    def _printed(self, element: Element, font: str, words: Words) -> str:
        """The text that one element of a run prints."""
        tag = element.tag
        if tag in (W + "t", _MATH_TEXT):
            return private((element.text or "").replace("\u00ad", "").replace(BREAK, " "), font)
        if tag == W + "br":
            return "" if element.get(W + "type") in ("page", "column") else BREAK
        if tag == W + "sym":
            return symbol(element.get(W + "font", ""), element.get(W + "char", ""))
        if tag in _NOTES:
            self._marks += 1
            words.notes.append((_NOTES[tag], element.get(W + "id", ""), f"[{self._marks}]"))
            return "" if element.get(W + "customMarkFollows") in ("1", "true", "on") else f"[{self._marks}]"
        return _PRINTED.get(tag, "")


def _said(*switches: bool | None) -> bool:
    """The nearest word on a look: the run's own, its style's, its paragraph's."""
    return next((said for said in switches if said is not None), False)


def _runs(holder: Element, boxes: list[Element]) -> Iterator[Element]:
    """The runs of a paragraph, through links, insertions and the like, and the texts of formulas."""
    for child in holder:
        if child.tag == W + "r" or child.tag == _MATH_TEXT:
            yield child
        elif child.tag == _ALTERNATES:
            yield from _runs(_chosen(child), boxes)
        elif child.tag == W + "txbxContent":
            boxes.append(child)
        elif child.tag not in _LEFT_OUT and not is_prompt(child):
            yield from _runs(child, boxes)


def _seen(run: Element, boxes: list[Element]) -> Iterator[Element]:
    """The elements of a run in order, field marks and codes too; text boxes are set aside, each once."""
    for child in run:
        if child.tag == W + "txbxContent":
            boxes.append(child)
        elif child.tag == _ALTERNATES:
            yield from _seen(_chosen(child), boxes)
        elif child.tag in (W + "instrText", W + "fldChar"):
            yield child
        elif child.tag not in _LEFT_OUT:
            yield child
            yield from _seen(child, boxes)


def _chosen(alternates: Element) -> Element:
    """One of the forms of the same content: Word writes a text box twice, for new readers and for old ones."""
    choice = alternates.find(_CHOICE)
    return choice if choice is not None and len(choice) else alternates[-1] if len(alternates) else alternates


def is_prompt(element: Element) -> bool:
    """Whether an element is a form's field that nobody filled: 单击此处输入文字."""
    properties = element.find(W + "sdtPr") if element.tag == W + "sdt" else None
    return switch(properties, "showingPlcHdr") is True
