"""Excel files for tests: XLSX by XlsxWriter; the old format (BIFF8) written record by record, as no library of ours writes it."""

from __future__ import annotations

import io
import struct
from collections.abc import Callable, Sequence
from typing import Any

import xlsxwriter

from tests.documents import national

Fill = Callable[[Any, Any], None]  # (workbook, worksheet)


def xlsx(*sheets: tuple[str, Fill], **options: object) -> bytes:
    """An XLSX file of named sheets, each filled by a function."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, **options}) as book:
        for name, fill in sheets:
            fill(book, book.add_worksheet(name))
    return out.getvalue()


def fill_national(book: Any, sheet: Any, *, top: int = 3, as_numbers: bool = False) -> None:
    """Write the national table from row ``top`` down (0-based), its caption merged above and its notes below."""
    width = len(national.full_grid()[0])
    sheet.write(0, 0, national.TITLE)
    sheet.write(1, 0, national.PERIOD)
    sheet.merge_range(top, 0, top, width - 1, national.CAPTION)
    write = sheet.write if as_numbers else sheet.write_string
    for row in national.places():
        for r, column, one in row:
            if one.row_span * one.column_span > 1:
                sheet.merge_range(top + 1 + r, column, top + r + one.row_span, column + one.column_span - 1, one.text)
            elif as_numbers and one.text.replace(".", "", 1).isdigit():
                write(top + 1 + r, column, float(one.text))
            else:
                sheet.write_string(top + 1 + r, column, one.text)
    for at, note in enumerate(national.NOTES):
        sheet.write(top + 1 + len(national.rows()) + at, 0, note)


def _record(kind: int, data: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def _text(text: str, long: bool = True) -> bytes:
    return struct.pack("<HB" if long else "<BB", len(text), 1) + text.encode("utf-16-le")


STRUCK, RAISED = (0x08, 0), (0, 1)  # fonts of the old format: options and escapement
Runs = tuple[str, Sequence[tuple[int, int]]]  # a text, and where in it which font begins: 1 is the first of ``fonts``


def xls(
    sheets: Sequence[tuple[str, Sequence[tuple[int, int, str | float | Runs, int]], Sequence[tuple[int, int, int, int]]]],
    *,
    formats: Sequence[str] = (),
    hidden: Sequence[str] = (),
    fonts: Sequence[tuple[int, int]] = (),
) -> bytes:
    """A workbook stream of the old format: per sheet its name, cells (row, column, content, style), merged ranges (inclusive).

    Style 0 is General, style n the n-th of ``formats``; behind these, one for each of ``fonts``.
    """
    bodies = []
    for _, cells, merged in sheets:
        body = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0x0DBB, 0x07CC, 0, 6))
        for row, column, content, style in cells:
            place = struct.pack("<HHH", row, column, style)
            if isinstance(content, tuple):
                runs = struct.pack("<H", len(content[1])) + b"".join(struct.pack("<HH", *run) for run in content[1])
                body += _record(0x00D6, place + _text(content[0]) + runs)
            elif isinstance(content, str):
                body += _record(0x0204, place + _text(content))
            else:
                body += _record(0x0203, place + struct.pack("<d", content))
        if merged:
            body += _record(0x00E5, struct.pack("<H", len(merged)) + b"".join(struct.pack("<HHHH", *m) for m in merged))
        bodies.append(body + _record(0x000A))
    start = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0x0DBB, 0x07CC, 0, 6)) + _record(0x0042, struct.pack("<H", 1200))
    for options, escapement in ((0, 0), *fonts):
        look = struct.pack("<HHHHHBBBB", 200, options, 0x7FFF, 400, escapement, 0, 0, 0, 0)
        start += _record(0x0031, look + _text("宋体", long=False))
    for at, code in enumerate(formats):
        start += _record(0x041E, struct.pack("<H", 164 + at) + _text(code))
    for font, code in [(0, 0), *((0, 164 + at) for at in range(len(formats))), *((1 + at, 0) for at in range(len(fonts)))]:
        start += _record(0x00E0, struct.pack("<HHHBBBBIIH", font, code, 0, 0x20, 0, 0, 0, 0, 0, 0))
    names = [_text(name, long=False) for name, _, _ in sheets]
    at = len(start) + sum(4 + 6 + len(name) for name in names) + 4
    for (name, _, _), text, body in zip(sheets, names, bodies, strict=True):
        start += _record(0x0085, struct.pack("<IBB", at, name in hidden, 0) + text)
        at += len(body)
    return start + _record(0x000A) + b"".join(bodies)


def national_xls() -> bytes:
    """The national table in the old format."""
    cells: list[tuple[int, int, str | float, int]] = [(0, 0, national.TITLE, 0), (1, 0, national.PERIOD, 0), (3, 0, national.CAPTION, 0)]
    merged = [(3, 3, 0, len(national.full_grid()[0]) - 1)]
    for row in national.places():
        for r, column, one in row:
            cells.append((r + 4, column, one.text, 0))
            if one.row_span * one.column_span > 1:
                merged.append((r + 4, r + 3 + one.row_span, column, column + one.column_span - 1))
    cells += [(4 + len(national.rows()) + at, 0, note, 0) for at, note in enumerate(national.NOTES)]
    return xls([("Sheet1", cells, merged)])
