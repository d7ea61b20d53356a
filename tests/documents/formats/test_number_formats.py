"""Numbers under Excel's formats as Excel shows them (number_formats.csv), and as plans print them."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from assets.documents.formats.sheet.number_formats import display, display_text, printed

SHOWN = list(csv.DictReader((Path(__file__).parent / "number_formats.csv").open(encoding="utf-8", newline="")))


@pytest.mark.parametrize("row", SHOWN, ids=[f"{row['value']} {row['format']}" for row in SHOWN])
def test_a_number_is_shown_as_excel_shows_it(row: dict[str, str]) -> None:
    assert display(float(row["value"]), row["format"]) == row["shown"]


def test_the_percent_sign_behind_a_line_break_is_not_seen() -> None:
    assert display(4_560_000, '0.00,,"万元"\n%') == "456.00万元"
    assert display(0.45, '0.0%\n"左右"') == "45.0%\n左右"


@pytest.mark.parametrize(
    ("value", "code", "said"),
    [
        (5400, "0.0E+00", "5400"),
        (-0.00012, "0.0E+00", "-0.00012"),
        (2.25, "# ?/?", "2.25"),
        (-2.5, "0.0_);(0.0)", "-2.5"),
        (2.5, '"("0.0")"', "(2.5)"),
        (45678, "yyyy/m/d", "2025/1/21"),
    ],
)
def test_powers_fractions_and_accountants_negatives_are_plain_numbers_to_who_reads(value: float, code: str, said: str) -> None:
    assert printed(value, code) == said


@pytest.mark.parametrize(
    ("text", "code", "said"),
    [("三", '0;0;0;"共"@"家"', "共三家"), ("三", '@"家"', "三家"), ("三", "0.0", "三"), ("三", ";;;", ""), ("三", "General", "三")],
)
def test_text_is_shown_under_the_section_for_text(text: str, code: str, said: str) -> None:
    assert display_text(text, code) == said
