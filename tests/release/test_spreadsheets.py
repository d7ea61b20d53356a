"""CSV and workbook: what a person sees in a spreadsheet, and that nothing in them runs."""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assets.release import spreadsheets
from assets.release.parquet import write_tables
from assets.release.spreadsheets import BYTE_ORDER_MARK, CUT, MAX_CELL, shortened, write_csv, write_workbook
from tests.release.samples import SCHEMAS, frame, frames, observation

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def csv_rows(path: Path) -> list[dict[str, str]]:
    content = path.read_bytes()
    assert content.startswith(BYTE_ORDER_MARK)
    return list(csv.DictReader(io.StringIO(content[3:].decode("utf-8"), newline="")))


def sheet_rows(workbook: Path, number: int) -> list[list[tuple[str, str]]]:
    """Each row's cells of the sheet as (kind, text); kind is inlineStr, n (number or date) or f (formula)."""
    with zipfile.ZipFile(workbook) as archive:
        root = ElementTree.fromstring(archive.read(f"xl/worksheets/sheet{number}.xml"))
    rows = []
    for row in root.iter(f"{MAIN}row"):
        cells = row.findall(f"{MAIN}c")
        kinds = ["f" if cell.find(f"{MAIN}f") is not None else cell.get("t", "n") for cell in cells]
        rows.append([(kind, "".join(cell.itertext())) for kind, cell in zip(kinds, cells, strict=True)])
    return rows


def test_csv_shows_chinese_numbers_and_dates_as_they_are(tmp_path: Path) -> None:
    write_tables(frames(), SCHEMAS, tmp_path / "parquet")
    written = write_csv(tmp_path / "parquet", SCHEMAS, tmp_path / "csv")
    assert set(written) == set(frames())
    plan = csv_rows(written["plans"])[0]
    assert (plan["title"], plan["signed_on"], plan["period_start"], plan["issuer"]) == ("辛集市科技创新规划", "2022-03-01", "2021", "")
    assert [row["value"] for row in csv_rows(written["observations"])] == ["2.5", "1.66"]
    assert csv_rows(written["findings"]) == []


def test_a_text_that_would_be_a_formula_gets_an_apostrophe_and_a_number_does_not(tmp_path: Path) -> None:
    cells = {"value": -0.5, "value_text": "-0.5", "quote": '=HYPERLINK("x")', "comparator": "=", "indicator_text": "\t@SUM(A1)"}
    write_tables({"observations": frame("observations", observation(1, **cells))}, SCHEMAS, tmp_path)
    row = csv_rows(write_csv(tmp_path, SCHEMAS, tmp_path)["observations"])[0]
    assert row["value"] == "-0.5"
    assert row["value_text"] == "'-0.5"
    assert row["quote"] == '\'=HYPERLINK("x")'
    assert row["indicator_text"] == "'\t@SUM(A1)"
    assert row["comparator"] == "="


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), min_size=1), min_size=1, max_size=20))
def test_any_text_comes_back_out_of_csv_and_none_can_run(tmp_path_factory: pytest.TempPathFactory, texts: list[str]) -> None:
    folder = tmp_path_factory.mktemp("csv")
    rows = [{"plan_id": f"p{number:03}", "text": text} for number, text in enumerate(texts)]
    write_tables({"plan_texts": frame("plan_texts", *rows)}, SCHEMAS, folder)
    for row, text in zip(csv_rows(write_csv(folder, SCHEMAS, folder)["plan_texts"]), texts, strict=True):
        assert row["text"] in (text, f"'{text}")
        assert len(row["text"]) == 1 or not row["text"].startswith(FORMULA_SIGNS)


def test_the_workbook_begins_with_what_it_holds_and_what_it_leaves_out(tmp_path: Path) -> None:
    write_tables(frames(), SCHEMAS, tmp_path)
    sheets = write_workbook(tmp_path, SCHEMAS, tmp_path / "x.xlsx")
    assert [sheet.schema.name for sheet in sheets if not sheet.has_sheet] == ["plan_texts"]
    about = [[text for _, text in row] for row in sheet_rows(tmp_path / "x.xlsx", 1)]
    assert about[0] == ["table", "rows", "what it holds", "note"]
    assert about[3][:2] == ["plan_texts", "1"]
    assert "parquet/plan_texts.parquet" in about[3][3]
    assert sheet_rows(tmp_path / "x.xlsx", 2)[0][0] == ("inlineStr", "source_path")


def test_cells_of_the_workbook_are_text_numbers_and_dates_never_formulas_or_links(tmp_path: Path) -> None:
    cells = {"quote": "=1+1", "value_text": "https://example.org/a", "value": -0.5, "indicator_text": "007"}
    plan = {"plan_id": "a", "source_path": "b", "signed_on": date(2022, 3, 1)}
    tables = {"plans": frame("plans", plan), "observations": frame("observations", observation(1, **cells))}
    write_tables(tables, SCHEMAS, tmp_path)
    write_workbook(tmp_path, SCHEMAS, tmp_path / "x.xlsx")
    found = sheet_rows(tmp_path / "x.xlsx", 3)[1]
    assert {("inlineStr", "=1+1"), ("inlineStr", "https://example.org/a"), ("n", "-0.5"), ("inlineStr", "007")} <= set(found)
    assert ("n", "44621") in sheet_rows(tmp_path / "x.xlsx", 2)[1]  # 2022-03-01 as Excel counts days
    with zipfile.ZipFile(tmp_path / "x.xlsx") as archive:
        assert not [name for name in archive.namelist() if "_rels/sheet" in name]


def test_the_same_rows_give_the_same_workbook(tmp_path: Path) -> None:
    write_tables(frames(), SCHEMAS, tmp_path)
    write_workbook(tmp_path, SCHEMAS, tmp_path / "one.xlsx")
    write_workbook(tmp_path, SCHEMAS, tmp_path / "other.xlsx")
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "other.xlsx").read_bytes()


def test_a_table_too_long_for_a_sheet_is_left_out_and_said_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spreadsheets, "MAX_SHEET_ROWS", 1)
    write_tables(frames(), SCHEMAS, tmp_path)
    notes = {sheet.schema.name: sheet for sheet in write_workbook(tmp_path, SCHEMAS, tmp_path / "x.xlsx")}
    assert notes["plans"].has_sheet
    assert not notes["observations"].has_sheet
    assert "more than 1 rows. See csv/observations.csv" in notes["observations"].note


def test_a_cell_too_long_for_excel_is_cut_with_a_note(tmp_path: Path) -> None:
    write_tables({"observations": frame("observations", observation(1, quote="规" * 40_000), observation(2))}, SCHEMAS, tmp_path)
    (sheet,) = write_workbook(tmp_path, SCHEMAS, tmp_path / "x.xlsx")
    assert sheet.note == "1 cells are cut to 32,767 characters."
    longest = max(text for _, text in sheet_rows(tmp_path / "x.xlsx", 2)[1] if text.startswith("规"))
    assert longest == "规" * (MAX_CELL - len(CUT)) + CUT


@given(st.sampled_from(["规", "𠀀", "a𠀀"]), st.integers(15_000, 40_000))
def test_a_shortened_text_fits_and_a_text_that_fits_is_left_alone(piece: str, times: int) -> None:
    text = piece * times
    made = shortened(text)
    assert len(made.encode("utf-16-le")) // 2 <= MAX_CELL
    fits = len(text.encode("utf-16-le")) // 2 <= MAX_CELL
    assert made == text if fits else text.startswith(made.removesuffix(CUT)) and made.endswith(CUT)
