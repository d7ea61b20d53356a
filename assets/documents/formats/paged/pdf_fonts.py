"""What PDFium is told of this machine's fonts: nothing. What is read of a PDF is the same on every machine, with fonts or without.

For text in a font that the file does not bring along, PDFium asks the machine for another font. A letter that this one lacks has an
empty box, and PDFium leaves out text whose box is empty: of "| 科技创新综合实力 | 位 | 8 |", each cell drawn by itself, the cell 位
is gone on a machine without Chinese fonts. So it is given a font of our own instead (made by ``tests/workbench/font.py``, under the
project's licence), in which every character has a box, and none is drawn: the characters, where they stand and how wide they are
come from the PDF.
"""

from __future__ import annotations

import ctypes
import gzip
from functools import cache
from importlib import resources
from typing import Any

FILE = "pdf_fonts.ttf.gz"
_NAME = b"plan-indicators\0"  # PDFium keeps fonts by name: none that it has seen before may stand in for ours
_OURS = 1  # what our font is called between PDFium and us; any number but 0, which means none
# PDFium brings these along with their widths, which a PDF need not state. What they lack (a lone ≥ in Times that is not embedded, which
# word processors do not write) is left out still, on every machine.
_BROUGHT_ALONG = {
    *(b"Courier" + style for style in (b"", b"-Bold", b"-BoldOblique", b"-Oblique")),
    *(b"Helvetica" + style for style in (b"", b"-Bold", b"-BoldOblique", b"-Oblique")),
    *(b"Times" + style for style in (b"-Roman", b"-Bold", b"-BoldItalic", b"-Italic")),
}


_told: list[Any] = []  # what PDFium calls back into: it must live as long as the process


@cache
def hide_system_fonts() -> None:
    """Have PDFium use our font for every one that a PDF does not embed; to be called before a file is opened, once does."""
    from pypdfium2 import raw as pdfium

    kinds = dict(pdfium.FPDF_SYSFONTINFO._fields_)
    font = gzip.decompress((resources.files(__package__) / FILE).read_bytes())
    info = pdfium.FPDF_SYSFONTINFO(
        version=1,
        MapFont=kinds["MapFont"](_mapped),
        GetFontData=kinds["GetFontData"](lambda _info, _font, table, buffer, size: 0 if table else _given(font, buffer, size)),
        GetFaceName=kinds["GetFaceName"](lambda _info, _font, buffer, size: _given(_NAME, buffer, size)),
    )
    _told.append(info)
    pdfium.FPDF_SetSystemFontInfo(info)


def _mapped(_info: Any, _weight: int, _italic: int, _charset: int, _pitch: int, name: Any, _exact: Any) -> int | None:
    """The font for a name that a PDF asks for; None where PDFium has it itself."""
    return None if ctypes.string_at(name) in _BROUGHT_ALONG else _OURS


def _given(data: bytes, buffer: Any, size: int) -> int:
    """The size of the data, which are written where there is room for them: PDFium asks for the size first."""
    if buffer and size >= len(data):
        ctypes.memmove(buffer, data, len(data))
    return len(data)
