"""Work items with the bodies that answer for them become tasks, each with its own text, heading, section and owners."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from assets.documents.plans import Plan
from assets.tables.read import read_tables
from assets.tasks.frames import task_owners_frame, tasks_frame, with_figures
from assets.tasks.tasks import Task, tasks_of
from expectations.registry import load_registry
from tests.reading import plan_of

HEAD = "临江市“十四五”科技创新规划\n规划期为2021—2025年。\n一、重点任务\n"
TAIL = "\n二、保障措施\n加强组织领导,落实目标责任。\n"


def tasks_in(body: str, name: str = "plan.txt") -> list[Task]:
    """The tasks of a plan around these lines; each one's text is checked to stand where it says."""
    plan = plan_of(body if name.endswith("html") else HEAD + body + TAIL, name)
    tasks = read(plan)
    assert all(task.text == plan.document.text[task.char_start : task.char_end] != "" for task in tasks)
    return tasks


def read(plan: Plan) -> list[Task]:
    return tasks_of(plan, read_tables([plan]))


def rows(body: str, name: str = "plan.txt") -> list[tuple[str | None, str, str, list[str]]]:
    """Section (its place in the tree), heading, text and owners of each task."""
    tasks = tasks_in(body, name)
    return [(t.section_id and t.section_id.rpartition("#")[2], t.heading, t.text, [owner.name for owner in t.owners]) for t in tasks]


def test_a_bracket_closes_the_paragraph_that_runs_in_behind_a_heading() -> None:
    body = "(一)建设创新平台。建成市级平台20个,争创省级平台。(责任单位:市科技局、财政局)\n(二)培育企业。壮大主体。（市工信局负责）"
    assert rows(body) == [
        ("1.1", "建设创新平台", "建成市级平台20个,争创省级平台。", ["市科技局", "市财政局"]),
        ("1.2", "培育企业", "壮大主体。", ["市工信局"]),
    ]


def test_lines_of_their_own_below_an_item_are_its_owners_together() -> None:
    body = "(一)引进人才\n引进领军人才100名。\n完善服务。\n牵头单位：市委组织部\n配合单位：人社局、市科技局"
    assert rows(body) == [("1.1", "引进人才", "引进领军人才100名。\n完善服务。", ["市委组织部", "市人社局", "市科技局"])]


def test_several_brackets_in_one_section_close_their_own_paragraphs_each_called_by_its_first_clause() -> None:
    body = (
        "(一)培育企业\n总体上坚持市场导向。\n实施企业倍增计划,达到120家。(责任单位:市工信局)\n支持企业上市。【责任单位：市金融办】\n"
        "(二)优化服务"
    )
    assert rows(body) == [
        ("1.1", "实施企业倍增计划", "实施企业倍增计划,达到120家。", ["市工信局"]),
        ("1.1", "支持企业上市", "支持企业上市。", ["市金融办"]),
    ]


def test_items_of_a_list_are_tasks_without_their_sign_or_number_in_the_heading() -> None:
    body = (
        "(一)夯实基础\n主要工作如下:\n——建设科技园区,扩大规模。(责任单位:市科技局)\n——建设孵化器10家。\n责任单位:市科技局\n"
        "1.培育高新技术企业130家,力争更多。(责任单位:市工信局)"
    )
    assert rows(body) == [
        ("1.1", "建设科技园区", "——建设科技园区,扩大规模。", ["市科技局"]),
        ("1.1", "建设孵化器10家", "——建设孵化器10家。", ["市科技局"]),
        ("1.1", "培育高新技术企业130家", "1.培育高新技术企业130家,力争更多。", ["市工信局"]),
    ]


def test_several_tasks_in_one_paragraph_are_parted_by_their_owners() -> None:
    body = "(一)给予支持\n对平台给予补助。责任单位：市财政局。对人才给予奖励。责任单位：市人社局。"
    assert rows(body) == [
        ("1.1", "对平台给予补助", "对平台给予补助。", ["市财政局"]),
        ("1.1", "对人才给予奖励", "对人才给予奖励。", ["市人社局"]),
    ]


def test_owners_in_a_heading_answer_for_what_the_section_says() -> None:
    body = "(一)建设平台（责任单位：市科技局）\n建成平台20个。\n运行平台。\n(二)培育企业（责任单位：市工信局）\n1.培育龙头。\n2.扶持小微。"
    assert rows(body) == [
        ("1.1", "建设平台", "建成平台20个。\n运行平台。", ["市科技局"]),
        ("1.2", "培育企业", "1.培育龙头。\n2.扶持小微。", ["市工信局"]),
    ]


def test_owners_of_a_heading_whose_parts_have_their_own_answer_for_the_heading_alone() -> None:
    body = "(一)建设平台（责任单位：市科技局）\n1.建设实验室。建成20个。(责任单位:市教育局)\n2.建设中试基地。建成10个。(责任单位:市工信局)"
    assert rows(body) == [
        ("1.1", "建设平台", "建设平台", ["市科技局"]),
        ("1.1.1", "建设实验室", "建成20个。", ["市教育局"]),
        ("1.1.2", "建设中试基地", "建成10个。", ["市工信局"]),
    ]


def test_a_heading_may_be_all_that_a_task_says() -> None:
    body = "专栏1 重点工程\n1.实施甲工程。(责任单位:市科技局)\n2.实施乙工程。（市科技局、市教育局按职责分工负责）"
    assert [row[1:] for row in rows(body)] == [
        ("实施甲工程", "实施甲工程。", ["市科技局"]),
        ("实施乙工程", "实施乙工程。", ["市科技局", "市教育局"]),
    ]


def test_each_row_of_a_table_of_tasks_is_a_task() -> None:
    body = (
        "(一)任务分工\n序号 | 重点任务 | 牵头单位 | 配合单位 | 完成时限\n"
        "1 | 建成中试基地10个,开放共享 | 市工信局 | 市科技局、财政局 | 2023年\n"
        "2 | 新建研究院8家 | 市科技局 | 各县区政府 | 2024年\n3 | 修订办法 | | | 2024年"
    )
    assert rows(body) == [
        ("1.1", "建成中试基地10个", "建成中试基地10个,开放共享", ["市工信局", "市科技局", "市财政局"]),
        ("1.1", "新建研究院8家", "新建研究院8家", ["市科技局", "各县区政府"]),
        ("1.1", "修订办法", "修订办法", []),
    ]


PAGE = """<html><head><title>临江市“十四五”科技创新规划</title></head><body><h1>临江市“十四五”科技创新规划</h1>
<p>规划期为2021—2025年。</p><h2>一、重点任务</h2><p>(一)建设平台。建成20个。（责任单位：市科技局、财政局）</p>{table}
<h2>二、保障措施</h2><p>加强组织领导，落实目标责任。</p></body></html>"""


def test_a_page_gives_the_same_tasks_and_a_merged_cell_of_a_table_names_its_rows() -> None:
    table = (
        "<table><tr><td>项目名称</td><td>建设内容</td><td>责任单位</td></tr>"
        '<tr><td rowspan="2">科创走廊</td><td>建设实验室，对外开放</td><td>市科技局<br>市教育局</td></tr>'
        "<tr><td>建设孵化器</td><td>高新区</td></tr></table>"
    )
    assert rows(PAGE.format(table=table), "plan.html") == [
        ("1.1", "建设平台", "建成20个。", ["市科技局", "市财政局"]),
        ("1.1", "科创走廊", "建设实验室，对外开放", ["市科技局", "市教育局"]),
        ("1.1", "科创走廊", "建设孵化器", ["高新区"]),
    ]


def test_a_table_without_a_column_of_owners_may_name_them_in_its_cells() -> None:
    table = (
        "<table><tr><td>领域</td><td>主要内容</td></tr><tr><td>平台</td>"
        "<td>建设实验室。（责任单位：市科技局）建设孵化器。（责任单位：高新区）</td></tr><tr><td>人才</td><td>引进人才。</td></tr></table>"
    )
    assert rows(PAGE.format(table=table), "plan.html")[1:] == [
        ("1.1", "建设实验室", "建设实验室。", ["市科技局"]),
        ("1.1", "建设孵化器", "建设孵化器。", ["高新区"]),
    ]


def test_a_table_printed_on_over_the_page_keeps_its_columns_and_another_table_does_not() -> None:
    table = (
        "<table><tr><td>任务</td><td>责任单位</td></tr><tr><td>建设实验室</td><td>市科技局</td></tr></table><p>—12—</p>"
        "<table><tr><td>建设孵化器</td><td>高新区</td></tr><tr><td>建设基地</td><td>经开区</td></tr></table>"
        "<p>另有项目如下:</p><table><tr><td>项目名称</td><td>总投资</td></tr><tr><td>建设园区</td><td>两期</td></tr></table>"
    )
    found = [(heading, owners) for _, heading, _, owners in rows(PAGE.format(table=table), "plan.html")[1:]]
    assert found == [("建设实验室", ["市科技局"]), ("建设孵化器", ["高新区"]), ("建设基地", ["经开区"])]


def test_a_table_of_indicators_with_a_column_of_owners_holds_no_tasks() -> None:
    header = "表1 主要指标\n指标名称 | 单位 | 2020年 | 2025年 | 责任单位\n"
    assert rows(header + "高新技术企业数量 | 家 | 99 | 130 | 市科技局\n研发投入强度 | % | 1.45 | 2.2 | 市统计局") == []


def test_a_plan_that_speaks_of_responsibility_has_no_tasks() -> None:
    assert rows("(一)加强领导\n市科技局牵头编制年度计划,各责任单位要落实责任。组建联合体(企业牵头、高校参与)。\n责任编辑:张三") == []


def test_ids_stay_when_other_tasks_come_and_equal_headings_have_ids_of_their_own() -> None:
    first = tasks_in("(一)建设平台。甲。(责任单位:市科技局)\n(二)建设平台。乙。(责任单位:市科技局)")
    later = tasks_in("(一)引进人才。丙。(责任单位:市科技局)\n(二)建设 平台。甲。(责任单位:市财政局)\n(三)建设平台。乙。(责任单位:市科技局)")
    assert [task.task_id for task in first] == [task.task_id for task in later[1:]]
    assert len({task.task_id for task in later}) == 3


PLANS = pd.DataFrame({"plan_id": ["plan"], "region_name": ["临江市"], "title": ["临江市科技创新规划"]})


def test_the_frames_are_those_of_the_registry() -> None:
    tables = load_registry().tables
    tasks = [replace(task, plan_id="plan") for task in tasks_in("(一)建设平台。建成20个。(责任单位:市科技局、财政局,市科技局)")]
    made, owners = tasks_frame(tasks, tables["tasks"]), task_owners_frame(tasks, PLANS, tables["task_owners"])
    assert made[["heading", "text"]].to_numpy().tolist() == [["建设平台", "建成20个。"]]
    told = owners[["owner", "heading", "region_name"]].to_numpy().tolist()
    assert told == [["市科技局", "建设平台", "临江市"], ["市财政局", "建设平台", "临江市"]]
    assert len(tasks_frame([], tables["tasks"])) == len(task_owners_frame([], PLANS, tables["task_owners"])) == 0


def test_a_task_names_the_figures_that_stand_in_its_text_and_no_others() -> None:
    tables = load_registry().tables
    items = "(一)建设平台。建成20个。(责任单位:市科技局)\n(二)引进人才。引进30名,其中博士5名。(责任单位:市人社局)"
    tasks = tasks_frame(tasks_in(items), tables["tasks"])
    bounds = tasks.sort_values("char_start")[["plan_id", "char_start", "char_end"]].to_numpy().tolist()
    (plan, first, first_end), (_, second, second_end) = bounds
    places = {"b": first, "a": first_end, "d": second + 4, "c": second + 1, "e": second_end, "other": first}
    rows = {name: {"plan_id": "zz" if name == "other" else plan, "char_start": at, "char_end": at + 1} for name, at in places.items()}
    observations = pd.DataFrame([{"observation_id": name, **row} for name, row in rows.items()])
    found = with_figures(tasks, observations).sort_values("char_start")["observation_ids"]
    assert list(found) == ["b", "c;d"]
    assert with_figures(tasks, observations.iloc[:0])["observation_ids"].isna().all()
    assert with_figures(tasks.iloc[:0], observations).empty


# Of each real plan: how many tasks it names owners of, and how many names those lists hold.
REAL = {"xinxiang.txt": (28, 110), "xinji.txt": (0, 0), "jiaxing.txt": (0, 0)}


@pytest.mark.parametrize("name", REAL)
def test_every_task_of_a_real_plan_is_found_with_all_its_owners(shared: Path, name: str) -> None:
    tasks = read(plan_of((shared / "plans" / name).read_text(encoding="utf-8")))
    assert (len(tasks), sum(len(task.owners) for task in tasks)) == REAL[name]
    assert all(task.section_id and "责任单位" not in task.text + task.heading for task in tasks)
    elided = {"财政局", "发改委", "工信委", "人社局", "统计局", "农牧局", "金融局"}
    assert not elided & {owner.name for task in tasks for owner in task.owners}
