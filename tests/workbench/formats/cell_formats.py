"""Number formats held against LibreOffice: a workbook of 500 formats is converted to CSV as shown, and compared cell by cell."""

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

from assets.documents.formats.sheet.number_formats import display, printed
from assets.documents.formats.sheet.spreadsheet import render_xls, render_xlsx
from assets.documents.rendition import Rendition
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
_DATES = [45000, 45678.5, 44197.25, 36526.9375]  # whole seconds: LibreOffice cuts what Excel rounds


# Made by rule: a core of digits in each of the usual dresses, the point of 万 and 亿 in each of its spellings.
_CORES = ["0", "#,##0", "0.0", "#,##0.00", "0.00", "#,##0.0", "0.##", "0,", "#,##0,", "0.0,,", "0%", "0.0%"]
_DRESSES = [
    '{}"家"',
    '"共"{}"人"',
    "{}_);({})",
    "{}_ ;[Red]-{}_ ",
    "{};-{};0",
    '{};{};"-"',
    '{}"以上";"低于"{}',
    '[>=1000]{}"以上";{}',
    '[<1]{}"不足";[<1000]{};{}"多"',
    "[$¥-804]{};[$¥-804]-{}",
    '"¥"* {};"¥"* -{};"¥"* "-"??;@',
    "[Blue][>100]{};[Magenta][<0]{};{}",
    "[$-804]{}",
    "{}\\ \\元",
    "{}\\(预期\\)",
    '"≥"{}',
    '{}"（含）"',
    "{}\\*",
    '"第"{}"位"',
    '[=0]"—";{}',
    '[>=100000]{}"以上";[>0]{};"无"',
    "{};[Red]\\({}\\)",
    '"不低于"{}',
    "{}_)",
    "\\+{};\\-{};{}",
    '{}" 万m²"',
]
_POINTS = ["\\.", '"."', "\\.0", '"."0', "\\.00"]
_WAN_UNITS = ["万家", "亿元", "万人次", "万吨"]
_DAY_CORES = ["yyyy/m/d", "yyyy-mm-dd", 'yyyy"年"m"月"', 'm"月"d"日"', "h:mm", "yyyy/m/d h:mm:ss", "[h]:mm:ss"]
_DAY_DRESSES = ["[$-804]{}", '"截至"{}', '{}"前"', "{};@", "[Red]{}", "[>44000]{};0"]


def _made() -> list[str]:
    """Formats without those that LibreOffice shows as Excel never does: it takes the percent sign behind a currency for a word."""
    worn = [dress.replace("{}", core) for dress, core in product(_DRESSES, _CORES) if not (dress.startswith("[$¥") and "%" in core)]
    scaled = [
        f'{head}{point}0{commas}"{unit}"' for head, point, commas, unit in product(("0", "#0", "0000"), _POINTS, (",", ",,"), _WAN_UNITS)
    ]
    return [*worn, *scaled]


def cases() -> list[tuple[float, str]]:
    """Values and formats that are tried, each pair once."""
    codes = [*_WAN, *_COUNTS, *_DECIMALS, *_SHARES, *_SECTIONS, *_GENERAL, *_MONEY, *_EXPONENTS, *_FRACTIONS, *_PLACED, *_made()]
    days = [*_DAYS, *(dress.replace("{}", core) for dress, core in product(_DAY_DRESSES, _DAY_CORES))]
    numbers = dict.fromkeys(product(codes, _NUMBERS))
    return [*((value, code) for code, value in numbers), *((value, code) for code, value in product(days, _DATES))]


def compare_formats(out: Console, tried: Sequence[tuple[float, str]] = ()) -> bool:
    """Tell how many formats are shown as LibreOffice shows them, and which are not; whether as many as asked.

    The product's own readers must show each as a plan prints it, in the workbook as XLSX and as the XLS that LibreOffice makes of it.
    """
    tried = tried or cases()
    with tempfile.TemporaryDirectory() as folder:
        book = _book(Path(folder), tried)
        theirs = _by_libreoffice(book)
        as_xlsx = _lines(render_xlsx(book.read_bytes()))
        as_xls = _lines(render_xls(_converted(book, "xls").read_bytes()))
    mine = [display(value, code) for value, code in tried]
    said = [printed(value, code) for value, code in tried]
    shares = [
        _share(out, tried, "as LibreOffice shows them", theirs, mine),
        _share(out, tried, "read from XLSX", said, as_xlsx),
        _share(out, tried, "read from XLS", said, as_xls),
    ]
    return min(shares) >= LEAST_SHARE


def _share(out: Console, tried: Sequence[tuple[float, str]], how: str, asked: Sequence[str], got: Sequence[str]) -> float:
    unlike = [
        (case, one, other) for case, one, other in zip(tried, asked, got, strict=True) if one != _NO_OPINION and _same(one) != _same(other)
    ]
    for (value, code), one, other in unlike[:_MOST_TOLD]:
        out.print(f"{value!r} under {code}: {other!r} instead of {one!r}", markup=False)
    share = 1 - len(unlike) / len(tried)
    out.print(f"{len(tried)} numbers under {len({code for _, code in tried})} formats: {share:.1%} {how}.")
    return share


def _lines(rendition: Rendition) -> list[str]:
    """What a reader makes of the first column: a row is a line, closed by the sign in the second."""
    return [line.removesuffix("|").rstrip().removesuffix("|").rstrip() for line in rendition.text.split("\n")]


def _same(text: str) -> str:
    """A text without what is no difference to a reader: blanks, a zero before the point, an idle point."""
    text = "".join(text.split()).removeprefix("-") if not text.strip("-0. ") else "".join(text.split())
    if text.startswith((".", "-.")):
        text = text.replace(".", "0.", 1)
    return text.removesuffix(".")


def _book(folder: Path, tried: Sequence[tuple[float, str]]) -> Path:
    """A workbook with a number in each row, under its format."""

    def fill(book: Any, sheet: Any) -> None:
        sheet.set_column(0, 0, 60)
        for at, (value, code) in enumerate(tried):
            sheet.write_number(at, 0, value, book.add_format({"num_format": code}))
            sheet.write_string(at, 1, "|")

    path = folder / "book.xlsx"
    path.write_bytes(xlsx(("Sheet1", fill)))
    return path


def _by_libreoffice(book: Path) -> list[str]:
    return [row[0] for row in csv.reader(io.StringIO(_converted(book, _AS_SHOWN).read_text(encoding="utf-8")))]


def _converted(book: Path, form: str) -> Path:
    """The workbook in another form, made by LibreOffice."""
    profile = f"-env:UserInstallation=file://{book.parent}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", form, "--outdir", str(book.parent), str(book)]
    subprocess.run(command, check=True, capture_output=True, timeout=_TIMEOUT)
    return next(book.parent.glob(f"book*.{form.partition(':')[0]}"))
