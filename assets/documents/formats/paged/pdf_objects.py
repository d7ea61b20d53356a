"""The things that a PDF's page draws, those inside of forms too, each with the matrix that places it on the page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from assets.documents.unreadable import UnreadableError

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

MOST_OBJECTS = 60_000  # drawn on one page, also inside of one another; a table of 2,000 cells has some 10,000
DEEPEST_FORM = 8  # forms drawn inside of one another
Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def moved(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    """A point in the coordinates around the matrix."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def times(inner: Matrix, outer: Matrix) -> Matrix:
    """A matrix inside of another one, as one."""
    a, b, c, d, e, f = inner
    (ma, mb), (mc, md) = ((outer[0] * p + outer[2] * q, outer[1] * p + outer[3] * q) for p, q in ((a, b), (c, d)))
    return (ma, mb, mc, md, *moved(outer, e, f))


def matrix_of(pdfium: Any, drawn: Any) -> Matrix:
    """The matrix of a drawn thing."""
    found = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(drawn, found):
        return _IDENTITY
    return found.a, found.b, found.c, found.d, found.e, found.f


def objects(pdfium: Any, page: PdfPage, number: int, *, in_order: bool = False) -> Iterator[tuple[Any, Matrix]]:
    """All drawn objects with the matrix of the forms that hold them; ``in_order``: as drawn.

    Raises :class:`UnreadableError` where they are more than a page has.
    """
    stack = [(pdfium.FPDFPage_GetObject(page, at), _IDENTITY, 0) for at in range(min(pdfium.FPDFPage_CountObjects(page), MOST_OBJECTS + 1))]
    seen = len(stack)
    if in_order:
        stack.reverse()
    while stack:
        if seen > MOST_OBJECTS:
            raise UnreadableError(f"Page {number} of the PDF holds more than the {MOST_OBJECTS} drawn things that are read; print it anew.")
        drawn, matrix, depth = stack.pop()
        if pdfium.FPDFPageObj_GetType(drawn) != pdfium.FPDF_PAGEOBJ_FORM:
            yield drawn, matrix
        elif depth < DEEPEST_FORM:
            inside = times(matrix_of(pdfium, drawn), matrix)
            count = max(0, min(pdfium.FPDFFormObj_CountObjects(drawn), MOST_OBJECTS))
            seen += count
            places = reversed(range(count)) if in_order else range(count)
            stack.extend((pdfium.FPDFFormObj_GetObject(drawn, at), inside, depth + 1) for at in places)
