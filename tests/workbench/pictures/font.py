"""Makes the font that PDFs are read with: ``python -m tests.workbench pictures`` writes it anew beside ``pdf_fonts.py``.

A TrueType font of seven tables, built by hand: no library makes one whose glyphs are two outlines said 65,535 times. Its licence is the
project's own; nothing of another font is in it.
"""

from __future__ import annotations

import gzip
import struct
from pathlib import Path

from assets.documents.formats.paged import pdf_fonts

FILE = Path(pdf_fonts.__file__).with_name(pdf_fonts.FILE)

UNITS, TOP, FOOT = 1_000, 880, -120  # of a letter: its size, and how far it goes above the line and below
FULL, HALF = 1_000, 500  # widths of the two outlines
MOST = 0xFFFF  # glyphs that a font can have; those of even numbers are as wide as high, those of odd ones half as wide
# Characters and the glyph they are drawn with: from the dashes and quotes on they are as wide as high.
GROUPS = ((0x0020, 0x1FFF, 1), (0x2000, 0x3FFFF, 2))


_MAGIC = 0x5F0F3CF5  # of the table ``head``


def outline(width: int) -> bytes:
    """Two points in opposite corners: a glyph that has an extent and draws nothing."""
    head = struct.pack(">5h", 2, 0, FOOT, width, TOP)
    return head + struct.pack(">3H2B4h", 0, 1, 0, 1, 1, 0, width, FOOT, TOP - FOOT)


def characters() -> bytes:
    """The table ``cmap``, of format 13: ranges of characters, each with one glyph for all of them."""
    groups = b"".join(struct.pack(">3I", *group) for group in GROUPS)
    return struct.pack(">4HI", 0, 1, 3, 10, 12) + struct.pack(">2H3I", 13, 0, 16 + len(groups), 0, len(GROUPS)) + groups


def tables() -> dict[str, bytes]:
    """The tables by their tags.

    A PDF that names no characters has its codes taken for the numbers of glyphs, so there are as many as can be. Their places in
    ``glyf`` go to and fro between the two outlines; of one that goes back PDFium reads to the table's end, which is the second outline.
    """
    full, half = outline(FULL), outline(HALF)
    places = struct.pack(">2H", 0, len(full) // 2) * ((MOST + 1) // 2)
    return {
        "cmap": characters(),
        "glyf": full + half,
        "head": struct.pack(">4I2H2q4h2H3h", 0x10000, 0x10000, 0, _MAGIC, 0, UNITS, 0, 0, 0, FOOT, FULL, TOP, 0, 1, 2, 0, 0),
        "hhea": struct.pack(">I3hH11hH", 0x10000, TOP, FOOT, 0, FULL, 0, 0, FULL, 1, *([0] * 7), 3),
        "hmtx": struct.pack(">6h", FULL, 0, HALF, 0, FULL, 0),
        "loca": places,
        "maxp": struct.pack(">I14H", 0x10000, MOST, 2, 2, 0, 0, 2, *([0] * 8)),
    }


def font() -> bytes:
    """The file: a list of the tables, and the tables, each filled up to a multiple of four bytes."""
    made = tables()
    listed, stored, start = b"", b"", 12 + 16 * len(made)
    for tag, table in made.items():
        filled = table + bytes(-len(table) % 4)
        listed += tag.encode() + struct.pack(">3I", _checksum(filled), start + len(stored), len(table))
        stored += filled
    power = len(made).bit_length() - 1
    return struct.pack(">I4H", 0x10000, len(made), 16 << power, power, 16 * len(made) - (16 << power)) + listed + stored


def _checksum(table: bytes) -> int:
    words: tuple[int, ...] = struct.unpack(f">{len(table) // 4}I", table)
    return sum(words) & 0xFFFFFFFF


def main() -> None:
    """Write the font."""
    FILE.write_bytes(gzip.compress(font(), mtime=0))
