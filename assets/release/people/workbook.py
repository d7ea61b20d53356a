"""``xlsx/规划指标.xlsx``: the targets on the first sheet, an indicator a sheet with its chart, what was reached, tasks, and notes.

Same rows and same release, same bytes. Nothing in it runs, and nothing but a plan's own address leads out of it.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assets.release.errors import ReleaseError
from assets.release.people import shown_rows as shown
from assets.release.people.print_looks import Looks
from assets.release.people.targets_sheet import write_attained, write_indicator, write_targets, write_tasks
from assets.release.spreadsheets import CREATED
from assets.release.wording import LICENSE_NAME, TITLE
from expectations.registry import Registry
from expectations.registry.schema import records

if TYPE_CHECKING:
    import duckdb
    import xlsxwriter

PEOPLE_FILE = "规划指标.xlsx"
LONGEST_NAME = 31  # characters of a sheet's name
NAMED = ("binding", "worst_severity", "status")
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\']")
OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "nan_inf_to_errors": True}
NOTES = (
    ("这是什么", "从各地规划文本中读出的指标目标，每个目标附基期值、增速和原文。数值均可在“原文”和“位置”处核对。"),
    ("基期值", "同一规划中目标年之前最近的实际值；规划未给出的留空，不作推算。"),
    ("目标值", "换算为统一单位后的数值；≥ 表示不低于，≤ 表示不超过，约 表示左右。用文字表述的目标只有“目标原文”。"),
    ("差距", "目标值减基期值，单位同左；百分比指标为百分点。"),
    ("规划年均增长", "规划原文写明的年均增速；“推算年均增长”由基期值和目标值算出，二者不同处值得核对。"),
    ("存疑", "规则对目标值或基期值提出的最严重疑点：警告应核对原文，提示一般无误。详见 quality.html。"),
    ("置信度", "同等把握的行中完全读对（数值、单位、年份、状态、度量、界限、名称、地区）的比例。"),
    ("未列入的", "置信度低于发布设定值的行、附带提及的数量不在本表，全部观测值见 observations 表。"),
    ("其他表格", "机器可读的全部数据表见 parquet、csv 文件夹和 plan_indicators.duckdb（内有中文视图）。"),
)


def write_people(parquet_folder: Path, registry: Registry, target: Path, release_id: str) -> None:
    """Write the workbook; nothing where the folder lacks a table that it is made from. Raises ``ReleaseError`` where it cannot be written.

    Where a release holds more targets or tasks than a person looks through, the first ones are shown and the sheet says so.
    """
    import xlsxwriter
    from xlsxwriter.exceptions import XlsxWriterException

    if not all((parquet_folder / f"{name}.parquet").is_file() for name in shown.TABLES):
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        with xlsxwriter.Workbook(str(target), OPTIONS | {"tmpdir": str(target.parent)}) as workbook:
            workbook.set_properties({"title": f"规划指标 {release_id}", "created": CREATED})
            workbook.set_size(2400, 1600)
            with shown.connected(parquet_folder) as connection:
                _write_sheets(workbook, connection, registry, release_id)
    except XlsxWriterException as error:
        raise ReleaseError(f"The workbook {target.name} could not be written ({error}); mend that and run again.") from error


def _write_sheets(workbook: xlsxwriter.Workbook, connection: duckdb.DuckDBPyConnection, registry: Registry, release_id: str) -> None:
    looks, footer = Looks(workbook), f"{TITLE} {release_id}"
    names = {column: registry.names_zh(column) for column in NAMED}
    targets = records(shown.targets(connection))
    areas, plans = ({row[column] for row in targets} for column in ("area_name", "plan_id"))
    count = _counted(connection, "indicator_targets", len(targets))
    under = f"{len(plans)} 份规划、{len(areas)} 个地区的 {count} 个目标。发布编号 {release_id}"
    write_targets(workbook.add_worksheet("目标一览"), looks, targets, names, under, footer)
    taken = {"目标一览", "目标完成情况", "任务分工", "说明"}
    for number, (indicator_id, name, unit) in enumerate(shown.frequent(connection), start=1):
        sheet = workbook.add_worksheet(sheet_name(name, taken))
        write_indicator(workbook, sheet, looks, records(shown.of_indicator(connection, indicator_id)), names, name, unit, number, footer)
    attained = records(shown.attained(connection))
    if attained:
        under = f"{_counted(connection, 'target_attainment WHERE actual_value IS NOT NULL', len(attained))} 个目标有实际值可对照。"
        write_attained(workbook.add_worksheet("目标完成情况"), looks, attained, names, under, footer)
    tasks = records(shown.tasks(connection))
    if tasks:
        under = f"{_counted(connection, 'tasks', len(tasks))} 项写明责任单位的任务。"
        write_tasks(workbook.add_worksheet("任务分工"), looks, tasks, under, footer)
    _write_notes(workbook.add_worksheet("说明"), looks, release_id)


def _counted(connection: duckdb.DuckDBPyConnection, table: str, shown_rows: int) -> str:
    """How many rows there are; where not all are shown, how many of them."""
    found: Any = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
    return str(shown_rows) if found[0] <= shown_rows else f"{found[0]}（此处列出前 {shown_rows}）"


def sheet_name(title: str, taken: set[str]) -> str:
    """A name that Excel takes for a sheet, not yet taken; it is added to those taken."""
    whole = _NOT_IN_NAMES.sub("", title).strip() or "指标"
    name, number = whole[:LONGEST_NAME], 1
    while name.casefold() in {other.casefold() for other in taken}:
        number += 1
        name = f"{whole[: LONGEST_NAME - 4]} {number}"
    taken.add(name)
    return name


def _write_notes(sheet: xlsxwriter.worksheet.Worksheet, looks: Looks, release_id: str) -> None:
    sheet.set_column(0, 0, 16, looks.of())
    sheet.set_column(1, 1, 96, looks.words)
    sheet.write_string(0, 0, "说明", looks.title)
    sheet.set_row(0, 26)
    lines = [*NOTES, ("引用", f"{TITLE}，发布 {release_id}。"), ("许可", f"{LICENSE_NAME}（署名）")]
    for row, (what, said) in enumerate(lines, start=2):
        sheet.write_string(row, 0, what, looks.of(bold=True))
        sheet.write_string(row, 1, said, looks.words)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.hide_gridlines(2)
