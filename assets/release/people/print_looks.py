"""How the workbook looks: fonts, colours, number formats by unit, and how its pages are printed."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import ceil
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

FONT = "Microsoft YaHei"
INK, SOFT, HEAD, LINE, BASE, TARGET = "#1D2530", "#586271", "#17596B", "#D9D5CB", "#A9B4BF", "#17596B"
A4 = 9
MOST_DECIMALS = 3
SIGNS = {">=": "≥ ", ">": "> ", "<=": "≤ ", "<": "< ", "~": "约 "}
LINE_HEIGHT, MOST_LINES = 15.5, 8  # points of a line; lines of a cell that are shown before it is cut to the eye
_CELL = {"valign": "vcenter", "font_name": FONT, "font_size": 10, "font_color": INK}
_LINED = {"bottom": 1, "bottom_color": LINE}


@dataclass(slots=True)
class Looks:
    """The formats of one workbook, each made once."""

    workbook: Workbook
    _made: dict[tuple[tuple[str, Any], ...], Format] = field(default_factory=dict)

    def of(self, **properties: Any) -> Format:
        """The format with these properties beside those that all cells have."""
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            self._made[key] = self.workbook.add_format(_CELL | properties)
        return self._made[key]

    @property
    def head(self) -> Format:
        """That of a table's header."""
        return self.of(bold=True, font_color="#FFFFFF", bg_color=HEAD, text_wrap=True, indent=1, border=1, border_color=HEAD)

    @property
    def head_of_numbers(self) -> Format:
        """That of the header above numbers."""
        return self.of(bold=True, font_color="#FFFFFF", bg_color=HEAD, text_wrap=True, align="right", border=1, border_color=HEAD)

    @property
    def title(self) -> Format:
        """That of a sheet's title."""
        return self.of(bold=True, font_size=16, font_color=HEAD)

    @property
    def soft(self) -> Format:
        """That of what stands below a title."""
        return self.of(font_color=SOFT)

    @property
    def words(self) -> Format:
        """That of a text that may go over several lines."""
        return self.cell(text_wrap=True)

    def cell(self, **properties: Any) -> Format:
        """The format of a table's cell: a line below it, so that the eye keeps its row on paper too."""
        return self.of(**_LINED, **properties)


def lines(text: object, width: float) -> int:
    """How many lines a text takes in a column of that many characters; a Chinese sign is as wide as two."""
    if not isinstance(text, str):
        return 1
    parts = (sum(2 if ord(sign) > 0x2000 else 1 for sign in part) for part in text.split("\n"))
    return min(MOST_LINES, sum(max(1, ceil(part / max(1.0, width - 1.5))) for part in parts))


def decimals(*values: object) -> int:
    """How many decimals show all of the values as they are, at most three: 1.66 and 2.5 give 2."""
    texts = (f"{value:.{MOST_DECIMALS}f}".rstrip("0") for value in values if isinstance(value, float) and value == value)
    return max((len(text.partition(".")[2]) for text in texts), default=0)


def number(places: int, before: str = "", behind: str = "") -> str:
    """A number format with that many decimals, and words before and behind the number: ≥ 1,000; 5.2%."""
    digits = "#,##0" + ("." + "0" * places if places else "")
    return (f'"{before}"' if before else "") + digits + (f'"{behind}"' if behind else "")


def printed(sheet: Worksheet, head_row: int, footer: str, *, last_column: int | None = None, last_row: int = 0) -> None:
    """Print landscape on A4, as wide as one page, the header on each page, and a footer with the pages' numbers."""
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(head_row)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.set_footer(f"&L&8{footer}&R&8第 &P 页，共 &N 页")
    sheet.hide_gridlines(2)
    if last_column is not None:
        sheet.print_area(0, 0, last_row, last_column)
