"""The workbook for people: what one sees first, in Chinese, in which order, and how it prints."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest

from assets.release.parquet import write_tables
from assets.release.people.print_looks import decimals, lines, number
from assets.release.people.workbook import PEOPLE_FILE, sheet_name, write_people
from expectations.registry.schema import empty_frame
from tests.release.changed.sides import TARGET
from tests.release.samples import REGISTRY, SCHEMAS, frame, frames

NAMES = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}


def target(area: str, **cells: object) -> dict[str, object]:
    told = {"area_name": area, "plan_id": f"plan-{area}", "plan_title": f"{area}科技创新规划", "scope": None, "binding": "binding"}
    return TARGET | told | {"target_observation_id": f"o-{area}-{cells}", "dimension_zh": "创新投入"} | cells


PRINTED = {"indicator_id": None, "indicator_text": "白鹭栖息点", "indicator_name_zh": "白鹭栖息点"}
ROWS = (
    target("辛集市", worst_severity="warning", url="https://kjj.example.cn/1.html", gap=0.84, implied_growth=0.168),
    target("海盐县", target_value=3.0, target_comparator="=", target_text="3", worst_severity="info"),
    target(
        "临江市",
        indicator_id=None,
        indicator_text="白鹭栖息点",
        indicator_name_zh="白鹭栖息点",
        target_value=1200.0,
        quote='=HYPERLINK("x")',
    ),
)


def tables() -> dict[str, object]:
    task = {"task_id": "t", "plan_id": "xinji-2021-2025", "heading": "修建绿道", "text": "修建2.5公里。", "char_start": 0, "char_end": 90}
    owners = [
        {"task_id": "t", "owner": name, "role": role} for name, role in (("市园林局", "lead"), ("市财政局", "help"), ("市水利局", "help"))
    ]
    return frames() | {
        "indicator_targets": frame("indicator_targets", *ROWS),
        "target_attainment": empty_frame(SCHEMAS["target_attainment"]),
        "tasks": frame("tasks", task),
        "task_owners": frame("task_owners", *(owner | {"plan_id": "xinji-2021-2025", "heading": "修建绿道"} for owner in owners)),
    }


@pytest.fixture(scope="module")
def workbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("people")
    write_tables(tables(), SCHEMAS, folder / "parquet")  # type: ignore[arg-type]
    write_people(folder / "parquet", REGISTRY, folder / PEOPLE_FILE, "20261122T043000Z-00000000")
    return folder / PEOPLE_FILE


def part(workbook: Path, name: str) -> ElementTree.Element:
    with zipfile.ZipFile(workbook) as archive:
        return ElementTree.fromstring(archive.read(f"xl/{name}.xml"))


def sheets(workbook: Path) -> list[str]:
    return [sheet.attrib["name"] for sheet in part(workbook, "workbook").iterfind(".//m:sheet", NAMES)]


def rows(workbook: Path, number_of: int) -> list[list[str]]:
    """The cells of a sheet as text, row by row; a formula would raise."""
    shared = ["".join(entry.itertext()) for entry in part(workbook, "sharedStrings")]
    root = part(workbook, f"worksheets/sheet{number_of}")
    assert root.find(".//m:f", NAMES) is None
    return [
        [shared[int(v)] if cell.get("t") == "s" else v for cell in row if (v := cell.findtext("m:v", namespaces=NAMES)) is not None]
        for row in root.iter(f"{{{NAMES['m']}}}row")
    ]


def test_the_targets_come_first_then_indicators_tasks_and_notes(workbook: Path) -> None:
    assert sheets(workbook) == ["目标一览", "研发投入强度", "任务分工", "说明"]


def test_the_first_sheet_is_a_table_in_chinese_with_those_of_the_catalogue_first(workbook: Path) -> None:
    title, under, head, first, second, last = rows(workbook, 1)
    assert title == ["目标一览"] and "3 份规划、3 个地区的 3 个目标" in under[0]
    assert head[:7] == ["地区", "指标", "基期年", "基期值", "目标年", "目标值", "单位"]
    assert (first[0], second[0], last[0]) == ("海盐县", "辛集市", "临江市")
    assert {"警告", "约束性", "第2行"} <= set(second)
    table = part(workbook, "tables/table1")
    assert table.attrib["displayName"] == "目标一览" and table.find("m:autoFilter", NAMES) is not None


def test_text_is_never_a_formula_and_only_an_address_is_a_link(workbook: Path) -> None:
    assert '=HYPERLINK("x")' in rows(workbook, 1)[-1]
    with zipfile.ZipFile(workbook) as archive:
        links = archive.read("xl/worksheets/_rels/sheet1.xml.rels").decode()
    assert re.findall(r'Target="(https?:[^"]*)"', links) == ["https://kjj.example.cn/1.html"]


def test_an_indicator_of_several_areas_has_a_sheet_with_a_chart_the_highest_first(workbook: Path) -> None:
    assert [row[0] for row in rows(workbook, 2)[3:]] == ["海盐县", "辛集市"]
    chart = (zipfile.ZipFile(workbook)).read("xl/charts/chart1.xml").decode()
    assert "<c:barChart>" in chart and "研发投入强度（%）" in chart
    assert re.findall(r"<c:f>([^<]*)</c:f>", chart)[:2] == ["研发投入强度!$A$5:$A$6", "研发投入强度!$C$5:$C$6"]


def test_tasks_tell_who_leads_who_helps_and_the_figures_and_leave_out_what_nobody_says(workbook: Path) -> None:
    head, row = rows(workbook, 3)[2:]
    assert head == ["任务", "牵头单位", "配合单位", "内容", "所含数值", "规划"]  # the sample's plan names no area
    told = dict(zip(head, row, strict=True))
    assert (told["牵头单位"], told["配合单位"]) == ("市园林局", "市水利局、市财政局")
    assert told["所含数值"].endswith("1.66")


@pytest.mark.parametrize("number_of", [1, 2, 3])
def test_each_sheet_is_frozen_and_prints_landscape_as_wide_as_a_page(workbook: Path, number_of: int) -> None:
    sheet = part(workbook, f"worksheets/sheet{number_of}")
    setup, pane = sheet.find("m:pageSetup", NAMES), sheet.find(".//m:pane", NAMES)
    assert setup is not None and (setup.get("orientation"), setup.get("paperSize"), setup.get("fitToHeight")) == ("landscape", "9", "0")
    assert pane is not None and pane.get("ySplit") == "4" and pane.get("state") == "frozen"


def test_the_same_rows_give_the_same_workbook(workbook: Path, tmp_path: Path) -> None:
    write_people(workbook.parent / "parquet", REGISTRY, tmp_path / PEOPLE_FILE, "20261122T043000Z-00000000")
    assert (tmp_path / PEOPLE_FILE).read_bytes() == workbook.read_bytes()


def test_a_release_without_targets_has_no_such_workbook(tmp_path: Path) -> None:
    write_tables(frames(), SCHEMAS, tmp_path / "parquet")
    write_people(tmp_path / "parquet", REGISTRY, tmp_path / PEOPLE_FILE, "r")
    assert not (tmp_path / PEOPLE_FILE).exists()


def test_no_target_at_all_makes_a_workbook_that_says_so(tmp_path: Path) -> None:
    write_tables(tables() | {"indicator_targets": empty_frame(SCHEMAS["indicator_targets"])}, SCHEMAS, tmp_path)  # type: ignore[arg-type]
    write_people(tmp_path, REGISTRY, tmp_path / PEOPLE_FILE, "r")
    assert "0 个目标" in rows(tmp_path / PEOPLE_FILE, 1)[1][0]


@pytest.mark.parametrize(
    ("values", "places"), [((1.66, 2.5), 2), ((567.0, 1000.0), 0), ((0.1 + 0.2,), 1), ((None, float("nan")), 0), ((1 / 3,), 3)]
)
def test_figures_have_the_decimals_that_they_and_their_neighbours_need(values: tuple[float | None, ...], places: int) -> None:
    assert decimals(*values) == places


def test_a_format_has_the_sign_of_the_bound_and_the_unit() -> None:
    assert number(0, before="≥ ") == '"≥ "#,##0'
    assert number(2, behind=" 个百分点") == '#,##0.00" 个百分点"'


@pytest.mark.parametrize(
    ("text", "width", "expected"), [("短", 10, 1), ("字" * 20, 10, 5), ("甲\n乙", 10, 2), ("x" * 900, 10, 8), (None, 10, 1)]
)
def test_a_row_is_as_high_as_its_longest_text_up_to_a_limit(text: str | None, width: float, expected: int) -> None:
    assert lines(text, width) == expected


def test_a_sheets_name_is_one_that_excel_takes_and_no_other_has() -> None:
    taken = {"说明"}
    assert sheet_name("PM2.5/[年]均*浓度?", taken) == "PM2.5年均浓度"
    assert sheet_name("说明", taken) == "说明 2"
    assert len(sheet_name("每" * 40, taken)) == 31 and len(sheet_name("每" * 40, taken)) <= 31
    assert sheet_name("///", taken) == "指标"


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_it_and_prints_every_sheet(workbook: Path, tmp_path: Path) -> None:
    import pypdfium2

    home = f"-env:UserInstallation={(tmp_path / 'home').as_uri()}"
    command = ["soffice", home, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(workbook)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    document = pypdfium2.PdfDocument(tmp_path / PEOPLE_FILE.replace(".xlsx", ".pdf"))
    pages = [page.get_textpage().get_text_bounded() for page in document]
    assert len(pages) == 4
    assert all(width > height for width, height in (page.get_size() for page in document))
    for page, title in zip(pages, sheets(workbook), strict=True):
        assert title in page
