"""The sheets of targets: all of them on the first, then one indicator over its areas with a chart, then what was reached."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from assets.release.people.print_looks import BASE, FONT, INK, LINE, SIGNS, TARGET, Looks, decimals, number
from assets.release.people.sheet_parts import HEAD_ROW, Field, Made, Row, plain, words, write_table

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.chart import Chart
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

SHARES = ("%", "‰")
AROUND = 44  # signs of the print before a target that are shown, and half as many behind it
BAR_HEIGHT, LEAST_HEIGHT, CHART_WIDTH = 20, 300, 600  # pixels
ROW_HEIGHT, COLUMN_WIDTH = 21, 64


def _figure(name: str, *beside: str, signed: str | None = None) -> Made:
    """A number with as many decimals as it and those beside it need, and the sign of its bound before it."""

    def cell(row: Row, looks: Looks) -> tuple[Any, Format]:
        sign = SIGNS.get(str(row[signed]), "") if signed else ""
        return row[name], looks.cell(num_format=number(decimals(row[name], *(row[other] for other in beside)), before=sign))

    return cell


def _growth(name: str) -> Made:
    """A growth a year with its unit: 5.2%, 0.09 个百分点."""

    def cell(row: Row, looks: Looks) -> tuple[Any, Format]:
        unit = row["stated_growth_unit"] or ("百分点" if row["unit_std"] in SHARES else "%")
        is_points = unit == "百分点"
        return row[name], looks.cell(num_format=number(2 if is_points else 1, behind=" 个百分点" if is_points else "%"))

    return cell


def _named(column: str, names: Mapping[str, Mapping[str, str]]) -> Made:
    return lambda row, looks: (names[column].get(row[column], row[column]), looks.cell(indent=1))


def _share(name: str, form: str = "0%") -> Made:
    return lambda row, looks: (row[name], looks.cell(num_format=form))


def _place(row: Row, looks: Looks) -> tuple[Any, Format]:
    """Where it stands: the page where there are pages, else the line."""
    at = f"第{row['page']:.0f}页" if row["page"] == row["page"] and row["page"] is not None else f"第{row['line']}行"
    return at, looks.cell()


def _excerpt(row: Row, looks: Looks) -> tuple[Any, Format]:
    """The target as printed with what stands around it: a sentence may list twenty figures, and fill half a page."""
    quote, target = (" ".join(str(row[name]).split()) for name in ("quote", "target_text"))
    at = max(0, quote.find(target))
    start, end = max(0, at - AROUND), at + len(target) + AROUND // 2
    whole = ("…" if start else "") + quote[start:end] + ("…" if end < len(quote) else "")
    return whole, looks.cell(text_wrap=True, indent=1)


def _link(row: Row, looks: Looks) -> tuple[Any, Format]:
    """The address where there is one, else the file."""
    return row["url"] or row["source_path"], looks.cell(font_color="#17596B") if row["url"] else looks.cell()


def _year(name: str) -> Made:
    return lambda row, looks: (row[name], looks.cell(num_format="0"))


def write_targets(
    sheet: Worksheet, looks: Looks, rows: Sequence[Row], names: Mapping[str, Mapping[str, str]], under: str, footer: str
) -> None:
    """All targets. Columns behind 原文 are for the screen: they are not printed, so that the page stays legible."""
    fields = [
        Field("地区", 12, words("area_name")),
        Field("指标", 28, words("indicator_name_zh")),
        Field("基期年", 6.5, _year("base_year"), is_number=True),
        Field("基期值", 9.5, _figure("base_value", "target_value"), is_number=True),
        Field("目标年", 6.5, _year("target_year"), is_number=True),
        Field("目标值", 11, _figure("target_value", "base_value", signed="target_comparator"), is_number=True),
        Field("单位", 9, plain("unit_std")),
        Field("差距", 9.5, _figure("gap", "base_value", "target_value"), is_number=True),
        Field("规划年均增长", 12, _growth("stated_growth"), is_number=True),
        Field("推算年均增长", 12, _growth("implied_growth"), is_number=True),
        Field("约束性", 8, _named("binding", names)),
        Field("存疑", 6, _named("worst_severity", names)),
        Field("置信度", 7, _share("confidence", "0.0%"), is_number=True),
        Field("原文", 44, _excerpt),
        Field("目标原文", 12, words("target_text")),
        Field("领域", 10, plain("dimension_zh")),
        Field("规划", 30, words("plan_title")),
        Field("位置", 9, _place),
        Field("来源", 28, _link),
        Field("原文全句", 60, plain("quote")),
    ]
    at = {field.header: number for number, field in enumerate(fields)}
    write_table(sheet, looks, "目标一览", fields, rows, title="目标一览", under=under, footer=footer, frozen=2, printed_to=at["原文"])
    doubt = {"type": "cell", "criteria": "==", "value": f'"{names["worst_severity"]["warning"]}"', "format": looks.of(bg_color="#FCE8C8")}
    sheet.conditional_format(HEAD_ROW + 1, at["存疑"], HEAD_ROW + max(1, len(rows)), at["存疑"], doubt)


def write_indicator(
    workbook: Workbook, sheet: Worksheet, looks: Looks, rows: Sequence[Row], names: Mapping[str, Mapping[str, str]], title: str,
    unit: str | None, number_of: int, footer: str,
) -> None:  # fmt: skip
    """One indicator over its areas, the highest target first, beside a chart of baseline and target."""
    fields = [
        Field("地区", 15, words("label")),
        Field("基期年", 6.5, _year("base_year"), is_number=True),
        Field("基期值", 10, _figure("base_value", "target_value"), is_number=True),
        Field("目标年", 6.5, _year("target_year"), is_number=True),
        Field("目标值", 11, _figure("target_value", "base_value", signed="target_comparator"), is_number=True),
        Field("差距", 10, _figure("gap", "base_value", "target_value"), is_number=True),
        Field("推算年均增长", 12, _growth("implied_growth"), is_number=True),
        Field("存疑", 6, _named("worst_severity", names)),
    ]
    under = f"单位：{unit or '—'}。各地规划期末目标，按目标值由高到低；基期为规划所述最近实际值。"
    write_table(sheet, looks, f"指标{number_of}", fields, rows, title=title, under=under, footer=footer)
    last = HEAD_ROW + len(rows)
    chart = _chart(workbook, sheet, rows, f"{title}（{unit or '无单位'}）")
    height = max(LEAST_HEIGHT, 120 + BAR_HEIGHT * 2 * len(rows))
    chart.set_size({"width": CHART_WIDTH, "height": height})
    beside = len(fields)
    sheet.set_column(beside, beside, 2)
    sheet.insert_chart(HEAD_ROW, beside + 1, chart, {"description": f"{title}：各地基期值与目标值", "object_position": 3})
    sheet.print_area(0, 0, max(last, HEAD_ROW + height // ROW_HEIGHT + 2), beside + 1 + CHART_WIDTH // COLUMN_WIDTH)


def _chart(workbook: Workbook, sheet: Worksheet, rows: Sequence[Row], title: str) -> Chart:
    """A bar of the baseline and one of the target for each row of the sheet."""
    first, last = HEAD_ROW + 1, HEAD_ROW + len(rows)
    chart = workbook.add_chart({"type": "bar"})
    for column, name, colour in ((2, "基期值", BASE), (4, "目标值", TARGET)):
        chart.add_series(
            {
                "name": name,
                "categories": [sheet.get_name(), first, 0, last, 0],
                "values": [sheet.get_name(), first, column, last, column],
                "fill": {"color": colour},
                "border": {"none": True},
                "gap": 60,
                "overlap": -5,
                "data_labels": {"value": True, "font": {"name": FONT, "size": 8, "color": INK}},
            }
        )
    plainly = {"name": FONT, "size": 9, "color": INK}
    chart.set_title({"name": title, "name_font": {**plainly, "size": 12, "bold": True}, "overlay": False})
    chart.set_y_axis({"reverse": True, "crossing": "max", "num_font": plainly, "line": {"color": LINE}, "major_tick_mark": "none"})
    greatest = max(float(row[name] or 0) for row in rows for name in ("base_value", "target_value"))
    form = "#,##0" if greatest >= 10 else "0.0"
    chart.set_x_axis(
        {"num_font": plainly, "num_format": form, "major_gridlines": {"visible": True, "line": {"color": LINE}}, "line": {"none": True}}
    )
    chart.set_legend({"position": "bottom", "font": plainly})
    return chart


def write_attained(
    sheet: Worksheet, looks: Looks, rows: Sequence[Row], names: Mapping[str, Mapping[str, str]], under: str, footer: str
) -> None:
    """What was reached of the targets."""
    fields = [
        Field("地区", 12, words("area_name")),
        Field("指标", 26, words("indicator_name_zh")),
        Field("基期年", 6.5, _year("base_year"), is_number=True),
        Field("基期值", 10, _figure("base_value", "target_value", "actual_value"), is_number=True),
        Field("目标年", 6.5, _year("target_year"), is_number=True),
        Field("目标值", 11, _figure("target_value", "base_value", "actual_value", signed="target_comparator"), is_number=True),
        Field("实际年", 6.5, _year("actual_year"), is_number=True),
        Field("实际值", 10, _figure("actual_value", "target_value", "base_value"), is_number=True),
        Field("单位", 9, plain("unit_std")),
        Field("进度", 8, _share("progress"), is_number=True),
        Field("状态", 11, _named("status", names)),
        Field("目标所在规划", 28, words("plan_title")),
        Field("实际值所在规划", 28, words("actual_plan_title")),
    ]
    write_table(sheet, looks, "目标完成", fields, rows, title="目标完成情况", under=under, footer=footer, frozen=2)


def write_tasks(sheet: Worksheet, looks: Looks, rows: Sequence[Row], under: str, footer: str) -> None:
    """Who answers for what, by when, and which figures are in it."""
    told = (
        ("地区", 12, "region_name"),
        ("任务", 26, "heading"),
        ("牵头单位", 18, "leads"),
        ("配合单位", 20, "helps"),
        ("责任单位（未分主次）", 24, "others"),
        ("完成时限", 12, "deadline"),
        ("内容", 44, "text"),
        ("所含数值", 28, "figures"),
        ("规划", 26, "plan_title"),
    )
    fields = [Field(header, width, words(name)) for header, width, name in told if any(row[name] for row in rows)]
    write_table(sheet, looks, "任务分工", fields, rows, title="任务分工", under=under, footer=footer, frozen=2)
