"""PDFs written by hand whose fonts are not embedded, named in the ways that word processors and printers name them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from assets.documents.formats.paged.pdf_fonts import hide_system_fonts

# Way of naming: font, encoding, and the ordering of its character collection.
WAYS = {
    "Adobe's font": ("STSong-Light", "UniGB-UCS2-H", "GB1"),
    "a bold font of Windows": ("SimSun,Bold", "UniGB-UTF16-H", "GB1"),
    "a font's codes in GBK": ("FangSong_GB2312", "GBK-EUC-H", "GB1"),
    "a subset with a table of letters": ("ABCDEF+FZXBSJW--GB1-0", "Identity-H", "Identity"),
    "a traditional font": ("MingLiU", "UniCNS-UCS2-H", "CNS1"),
}
_FIRST = 0x9000  # code of the first character where a table of letters says which it is
_CODEC = {"UniGB-UCS2-H": "utf-16-be", "UniGB-UTF16-H": "utf-16-be", "GBK-EUC-H": "gbk", "UniCNS-UCS2-H": "utf-16-be"}


_KEPT: list[Any] = []  # PDFium calls back into what it was told as long as the process lives


def of_this_machine(pdfium: Any) -> Any:
    """PDFium's own knowledge of the fonts that are installed here."""
    return pdfium.FPDF_GetDefaultSystemFontInfo()


def of_a_machine_without_any(pdfium: Any) -> Any:
    """What PDFium finds where no font is installed."""
    _KEPT.append(pdfium.FPDF_SYSFONTINFO(version=1))
    return _KEPT[-1]


def have_fonts(fonts: Callable[[Any], Any]) -> None:
    """Let PDFium have fonts, as before anything was read in this process; whoever reads next hides them again."""
    from pypdfium2 import raw

    raw.FPDF_SetSystemFontInfo(fonts(raw))
    hide_system_fonts.cache_clear()


def lone(characters: str, way: str) -> bytes:
    """Characters in one line, each drawn by itself."""
    name, encoding, ordering = WAYS[way]
    if encoding != "Identity-H":
        return _file(name, encoding, ordering, [letter.encode(_CODEC[encoding]).hex() for letter in characters])
    table = {_FIRST + at: letter for at, letter in enumerate(characters)}
    return _file(name, encoding, ordering, [f"{code:04x}" for code in table], table)


def coded(codes: Sequence[int]) -> bytes:
    """Codes of a font that nothing is known of, each drawn by itself."""
    return _file("SimSun", "Identity-H", "Identity", [f"{code:04x}" for code in codes])


def right_end(data: bytes) -> float:
    """Where the last letter of the first page ends, in points."""
    from pypdfium2 import PdfDocument

    from assets.documents.formats.paged.pdf_pages import read_page

    document = PdfDocument(data)
    try:
        return max(glyph.x1 for glyph in read_page(document[0], 1).glyphs)
    finally:
        document.close()


def _file(name: str, encoding: str, ordering: str, codes: Sequence[str], table: dict[int, str] | None = None) -> bytes:
    drawn = " ".join(f"1 0 0 1 {50 + 12 * at} 350 Tm <{code}> Tj" for at, code in enumerate(codes))
    letters = "\n".join(f"<{code:04x}> <{letter.encode('utf-16-be').hex()}>" for code, letter in (table or {}).items())
    to_unicode = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def 1 begincodespacerange <0000> <ffff> "
        f"endcodespacerange {len(table or {})} beginbfchar\n{letters}\nendbfchar endcmap end end"
    )
    return _written(
        [
            "<</Type/Catalog/Pages 2 0 R>>",
            "<</Type/Pages/Kids[3 0 R]/Count 1>>",
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 400]/Resources<</Font<</F1 5 0 R>>>>/Contents 4 0 R>>",
            _stream(f"BT /F1 12 Tf {drawn} ET"),
            f"<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding/{encoding}/DescendantFonts[6 0 R]{'/ToUnicode 8 0 R' if table else ''}>>",
            f"<</Type/Font/Subtype/CIDFontType2/BaseFont/{name}/FontDescriptor 7 0 R/DW 1000"
            f"/CIDSystemInfo<</Registry(Adobe)/Ordering({ordering})/Supplement 0>>>>",
            f"<</Type/FontDescriptor/FontName/{name}/Flags 4/FontBBox[0 -120 1000 880]/ItalicAngle 0/Ascent 880/Descent -120/StemV 80>>",
            _stream(to_unicode),
        ]
    )


def _stream(content: str) -> str:
    return f"<</Length {len(content)}>>stream\n{content}\nendstream"


def _written(objects: Sequence[str]) -> bytes:
    data, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n{content}\nendobj\n".encode()
    listed = "".join(f"{place:010} 00000 n \n" for place in places)
    entries = len(objects) + 1
    table = f"xref\n0 {entries}\n0000000000 65535 f \n{listed}trailer<</Size {entries}/Root 1 0 R>>"
    return data + f"{table}\nstartxref\n{len(data)}\n%%EOF".encode()
