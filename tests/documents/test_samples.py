"""The samples in data/forms open in the libraries that others use, which see the cells that we see."""

from __future__ import annotations

from docx import Document
from openpyxl import load_workbook

from tests.documents import national
from tests.documents.forms import FORMS, NAME


def test_the_word_sample_is_a_word_file_with_the_same_cells() -> None:
    document = Document(str(FORMS / f"{NAME}.docx"))
    (table,) = document.tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == national.full_grid()
    assert document.paragraphs[0].text == national.TITLE


def test_the_excel_sample_is_an_excel_file_with_the_same_cells() -> None:
    (sheet,) = load_workbook(FORMS / f"{NAME}.xlsx").worksheets
    shown = {str(value) for row in sheet.iter_rows(values_only=True) for value in row if value is not None}
    assert {text for row in national.full_grid() for text in row if text} <= shown
