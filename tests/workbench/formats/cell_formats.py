"""Number formats held against LibreOffice: a workbook of many formats is converted to CSV as shown, and compared cell by cell."""

from __future__ import annotations

import csv
import io
import subprocess
import tempfile
from collections.abc import Sequence
from itertools import product
from pathlib import Path
from typing import Any

from rich.console import Console

from assets.documents.formats.sheet.number_formats import display
from tests.documents.excel_files import xlsx

LEAST_SHARE = 0.99
_TIMEOUT = 300  # seconds
_MOST_TOLD = 40
_NO_OPINION = "#FMT"  # a number too large for a fraction
_AS_SHOWN = "csv:Text - txt - csv (StarCalc):44,34,76,1,,1033,true,true"

_WAN = [
    '0\\.0,"万家"',
    "0\\.0,",
    '0"."0,',
    "#0\\.0,",
    '0\\.0000"万人"',
    '0\\.00,,"亿元"',
    "0\\.0,,",
    '0.0,"千元"',
    '0.00,,"百万"',
    "#\\.0,",
]
_COUNTS = [
    "0",
    "#,##0",
    "00000",
    '0"家"',
    '#,##0"家"',
    '"约"0"家"',
    '"≥"0',
    '0"以上"',
    '0"余"',
    "0_ ",
    '_(* #,##0_);_(* "-"_)',
    "###0",
    "?0",
    "#",
]
_DECIMALS = [
    "0.0",
    "0.00",
    "#,##0.00",
    "0.0#",
    "0.##",
    "0.0??",
    "#.##",
    "#,##0.0_);(#,##0.0)",
    '0.0"亿元"',
    "0.000",
    "#,##0.00;[Red]-#,##0.00",
]
_SHARES = ["0%", "0.0%", "0.00%", '0.0"%"', '0.0%"以上"', "0%;-0%;0%"]
_SECTIONS = [
    '0;-0;"—"',
    "0;;",
    '0.0;(0.0);"-"',
    '[>=1000]0"以上";0',
    "[<100]0.00;[<1000]0.0;0",
    '[>10000]0\\.0,"万";0',
    '[=0]"无";0.0',
    '[<0]"降"0.0;0.0',
    '"+"0.0;"-"0.0;0',
    "0.0;[Red]0.0",
    '[Blue]0.0"个";[Red]-0.0"个"',
    "0_);(0)",
]
_GENERAL = ["General", 'General"家"', '"共"General', "@", "General;-General", '[$-804]General"人"']
_MONEY = ["[$¥-804]#,##0.00", '"￥"#,##0', "[$€-2] #,##0.0", '#,##0.00"元"', '_ "¥"* #,##0.00_ ;_ "¥"* -#,##0.00_ ;_ "¥"* "-"??_ ;_ @_ ']
_EXPONENTS = ["0.00E+00", "0.0E+0", "##0.0E+0", "0E+00", "#0.0E-0"]
_FRACTIONS = ["# ?/?", "# ??/??", "# ?/4"]
_PLACED = ["000-0000", "0-00", "(000) 000", "00\\:00", '0"年"00"月"']
_NUMBERS = [15000, 680, 1200, 0, -3.5, 0.156, 61234.5, 31500000000]
_DAYS = [
    "yyyy/m/d",
    "yyyy-mm-dd",
    'yyyy"年"m"月"d"日"',
    'yyyy"年"m"月"',
    "yy/m/d",
    "h:mm",
    "hh:mm:ss",
    "yyyy/m/d h:mm",
    "[h]:mm",
    "mm:ss",
    "h:mm AM/PM",
    'm"月"d"日"',
    "yyyy.mm",
    "d/m/yyyy",
    "[mm]:ss",
    "ss.00",
    'yyyy"年度"',
]
_DATES = [45000, 45678.5, 44197.25, 36526.999]


def cases() -> list[tuple[float, str]]:
    """Values and formats that are tried, each pair once."""
    codes = [*_WAN, *_COUNTS, *_DECIMALS, *_SHARES, *_SECTIONS, *_GENERAL, *_MONEY, *_EXPONENTS, *_FRACTIONS, *_PLACED]
    return [*((value, code) for code, value in product(codes, _NUMBERS)), *((value, code) for code, value in product(_DAYS, _DATES))]


def compare_formats(out: Console, tried: Sequence[tuple[float, str]] = ()) -> bool:
    """Tell how many formats are shown as LibreOffice shows them, and which are not; whether as many as asked."""
    tried = tried or cases()
    other = _by_libreoffice(tried)
    unlike = [
        (value, code, mine, theirs)
        for (value, code), theirs in zip(tried, other, strict=True)
        if theirs != _NO_OPINION and _same(mine := display(value, code)) != _same(theirs)
    ]
    for value, code, mine, theirs in unlike[:_MOST_TOLD]:
        out.print(f"{value!r} under {code}: {mine!r}, LibreOffice shows {theirs!r}")
    share = 1 - len(unlike) / len(tried)
    out.print(f"{len(tried)} numbers under {len({code for _, code in tried})} formats: {share:.1%} as LibreOffice shows them.")
    return share >= LEAST_SHARE


def _same(text: str) -> str:
    """A text without what is no difference to a reader: blanks, a zero before the point, an idle point."""
    text = "".join(text.split()).removeprefix("-") if not text.strip("-0. ") else "".join(text.split())
    if text.startswith((".", "-.")):
        text = text.replace(".", "0.", 1)
    return text.removesuffix(".")


def _by_libreoffice(tried: Sequence[tuple[float, str]]) -> list[str]:
    def fill(book: Any, sheet: Any) -> None:
        sheet.set_column(0, 0, 60)
        for at, (value, code) in enumerate(tried):
            sheet.write_number(at, 0, value, book.add_format({"num_format": code}))
            sheet.write_string(at, 1, "|")

    with tempfile.TemporaryDirectory() as folder:
        book = Path(folder, "book.xlsx")
        book.write_bytes(xlsx(("Sheet1", fill)))
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = ["soffice", profile, "--headless", "--convert-to", _AS_SHOWN, "--outdir", folder, str(book)]
        subprocess.run(command, check=True, capture_output=True, timeout=_TIMEOUT)
        made = next(Path(folder).glob("book*.csv"))
        return [row[0] for row in csv.reader(io.StringIO(made.read_text(encoding="utf-8")))]
