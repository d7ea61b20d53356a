"""Who leads, who helps, and by when: out of the words around the bodies, and empty where the plan makes no difference."""

from __future__ import annotations

import pytest

from assets.language.fold import fold
from assets.tasks.duties import deadline_in, heads_deadlines, role_of, year_of
from assets.tasks.owners import owners_in
from tests.tasks.test_tasks import tasks_in

LISTS = {
    "责任单位：市科技局（牵头）、市财政局（配合）": "市科技局 lead, 市财政局 help",
    "责任单位：市水利局、市林业局（牵头）、市财政局": "市水利局 -, 市林业局 lead, 市财政局 -",
    "县农业农村局牵头，县财政局、县林业局配合": "县农业农村局 lead, 县财政局 help, 县林业局 help",
    "由省商务厅会同省税务局负责": "省商务厅 lead, 省税务局 help",
    "牵头单位：市教育局；配合单位：市财政局、团市委": "市教育局 lead, 市财政局 help, 团市委 help",
    "主办单位：市文旅局；协办单位：市体育局": "市文旅局 lead, 市体育局 help",
    "市卫生健康委牵头，市医保局、市民政局按职责分工负责": "市卫生健康委 lead, 市医保局 -, 市民政局 -",
    "市生态环境局牵头,各县区政府参与": "市生态环境局 lead, 各县区政府 help",
    "责任单位：市交通局、市公安局，列首位的为牵头单位": "市交通局 lead, 市公安局 help",
    "责任单位：市交通局、市公安局": "市交通局 -, 市公安局 -",
    "牵头和配合单位：市科协、市总工会": "市科协 -, 市总工会 -",
}


@pytest.mark.parametrize("printed", LISTS)
def test_the_words_around_a_body_say_whether_it_leads_or_helps(printed: str) -> None:
    assert ", ".join(f"{name} {role or '-'}" for name, role in owners_in(fold(printed))) == LISTS[printed]


@pytest.mark.parametrize(("label", "role"), [("牵头单位", "lead"), ("参加单位", "help"), ("责任单位", None), ("牵头(责任)单位", "lead")])
def test_a_label_tells_the_role_of_those_behind_it(label: str, role: str | None) -> None:
    assert role_of(label) == role


DEADLINES = {
    "牵头单位：市科技局；完成时限：2023年6月底前": ("2023年6月底前", 2023),
    "责任单位及完成时限:县水利局,2024年底": ("2024年底", 2024),
    "市民政局牵头，市财政局配合，2022年12月底前完成": ("2022年12月底前完成", 2022),
    "责任单位：市住建局，长期坚持": ("长期坚持", None),
    "完成时限：2021—2025年；责任单位：市林业局": ("2021—2025年", 2025),
    "责任单位：市住建局": (None, None),
    "责任单位：2022年度考核办": (None, None),
}


@pytest.mark.parametrize("printed", DEADLINES)
def test_a_deadline_is_what_its_label_heads_or_a_date_among_the_bodies(printed: str) -> None:
    found = deadline_in(fold(printed))
    assert (found, year_of(found)) == tuple(fold(part) if isinstance(part, str) else part for part in DEADLINES[printed])


@pytest.mark.parametrize("word", ["完成时限", "时间节点", "计划完成时间", "进度安排"])
def test_columns_of_deadlines_are_known(word: str) -> None:
    assert heads_deadlines(word)
    assert not heads_deadlines(f"{word}及内容")


def test_a_deadline_in_the_line_behind_the_owners_is_the_tasks_and_begins_no_other() -> None:
    text = "(一)修建绿道。修建80公里。\n责任单位:市园林局\n完成时限:2024年10月底前\n(二)补植行道树。补植3000株。(责任单位:市园林局)"
    first, second = tasks_in(text)
    assert (first.deadline, first.deadline_year, first.text) == ("2024年10月底前", 2024, "修建80公里。")
    assert (second.deadline, second.text) == (None, "补植3000株。")


def test_a_table_of_tasks_tells_roles_and_deadlines_by_its_columns() -> None:
    head = "任务 | 牵头单位 | 配合单位 | 完成时限\n"
    first, second = tasks_in(f"(一)水利建设\n{head}改造泵站6座 | 市水务局 | 财政局、发改委 | 2023年底\n清淤 | 市水务局 | — | 持续推进\n")
    assert first.owners == (("市水务局", "lead"), ("市财政局", "help"), ("市发改委", "help"))
    assert (first.deadline, first.deadline_year) == ("2023年底", 2023)
    assert (second.owners, second.deadline) == ((("市水务局", "lead"),), "持续推进")
