"""The quality report: what a reader finds on the page, in words and numbers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pandas as pd
import pytest
from selectolax.lexbor import LexborHTMLParser

from assets.release.errors import ReleaseError
from assets.release.quality import words as quality_words
from tests.release.quality.quality_samples import REGISTRY, finding, sample
from tests.release.quality.written_pages import assert_well_formed, by_id, one, page, said, written


def test_the_head_names_the_release_and_the_time_in_beijing(tmp_path: Path) -> None:
    tree = page(tmp_path, sample())
    head = said(one(tree, "header"))
    assert "20261122T043000Z-7f1ab06c" in head and "2026-11-22 12:30 北京时间" in head and "2026-11-22 04:30 UTC" in head
    html = one(tree, "html")
    assert html.attributes["lang"] == "zh-CN" and "20261122T043000Z-7f1ab06c" in said(one(tree, "title"))


def test_the_cards_count_what_the_tables_hold(tmp_path: Path) -> None:
    cards = {
        said(card.css("dt")[0]).split()[0]: [said(dd) for dd in card.css("dd")] for card in page(tmp_path, sample()).css(".cards > div")
    }
    assert {name: numbers[0] for name, numbers in cards.items()} == {
        "文件": "3", "规划": "2", "表格": "0", "数值": "4", "目标行": "0", "未采用": "2", "未辨明的数字": "1", "疑点": "4",
    }  # fmt: skip
    assert cards["文件"][1].startswith("1 个未能读取") and cards["数值"][1].startswith("1 目标 · 3 已实现")
    assert re.findall(r"(错误|警告|提示) \w+ (\d+)", cards["疑点"][1]) == [("错误", "1"), ("警告", "2"), ("提示", "1")]


def test_the_account_tells_the_total_and_each_plan(tmp_path: Path) -> None:
    total, each = page(tmp_path, sample()).css("table.account")
    assert [said(cell) for cell in total.css("tbody td.n")] == ["1,304", "1,002", "1", "301"]
    assert [[said(cell) for cell in line.css("td.n")] for line in each.css("tbody tr")] == [
        ["4", "2", "1", "1"],
        ["1,300", "1,000", "0", "300"],
    ]
    assert "相符" in said(total) and "不符" not in said(each)


def test_an_account_that_does_not_add_up_is_told(tmp_path: Path) -> None:
    wrong = {"plan_id": "xinji", "kind": "value_cell", "read": 5, "accepted": 2, "rejected": 1, "ignored": 1}
    total, each = page(tmp_path, sample(accounting=[wrong])).css("table.account")
    assert "不符" in said(total) and "不符" in said(each)


def test_a_rule_that_found_something_is_explained_in_both_languages(tmp_path: Path) -> None:
    rule, told = REGISTRY.rules["two_figures"], by_id(page(tmp_path, sample()), "rule-two_figures")
    for words in (rule.title_zh, rule.title_en, rule.description_zh, rule.description_en, rule.rationale, rule.example, "▲ 警告 warning"):
        assert words in said(told)


def test_a_finding_tells_its_sentence_what_was_found_and_what_was_expected(tmp_path: Path) -> None:
    told = by_id(page(tmp_path, sample()), "f-two_figures1")
    assert [said(words) for words in told.css("p")[:2]] == ["中文 two_figures 1", "English two_figures 1"]
    assert [said(words) for words in told.css("dd")] == ["6 亿元 (2020)", "6.17 亿元 (2020)"]


def test_the_gravest_rules_stand_first_and_infos_are_folded(tmp_path: Path) -> None:
    tree = page(tmp_path, sample())
    rules = [str(rule.attributes["id"]).removeprefix("rule-") for rule in tree.css(".rule")]
    assert rules == ["impossible_value", "value_outside_range", "two_figures", "unreadable_value", "name_not_in_catalogue"]
    assert by_id(tree, "rule-name_not_in_catalogue").css("details [id=f-name_not_in_catalogue3]")
    assert not by_id(tree, "rule-two_figures").css("details")


def test_rules_that_found_nothing_are_told_as_checked(tmp_path: Path) -> None:
    tree = page(tmp_path, sample())
    silent = [str(item.attributes["id"]).removeprefix("rule-") for item in tree.css(".silent li")]
    found = [str(rule.attributes["id"]).removeprefix("rule-") for rule in tree.css(".rule")]
    assert sorted([*silent, *found]) == sorted(REGISTRY.rules)
    assert "✓ 表中同一行出现两次" in said(one(tree, ".silent"))


def test_charts_draw_the_numbers_they_tell(tmp_path: Path) -> None:
    tree = page(tmp_path, sample())
    by_rule, by_plan, by_catalogue, by_origin, by_sureness, by_disposition = (
        {said(line.css("th")[0]).split()[0]: [said(cell) for cell in line.css("td.n")] for line in chart.css("tbody tr")}
        for chart in tree.css(".chart")
    )
    assert by_rule["同一指标同一年份出现两个数值"] == ["1"] and len(by_rule) == 5
    assert by_plan == {"辛集市科技创新“十四五”规划": ["1", "1", "0"], "嘉兴市": ["0", "1", "1"]}
    assert by_catalogue == {"数值": ["3", "1"]} and by_origin == {"表格": ["2", "1"], "正文": ["1", "0"]}
    assert by_sureness == {"表格": ["3", "0", "0"], "正文": ["1", "0", "0"]}
    assert by_disposition == {"成为数值": ["2"], "年份、日期、时期": ["1"], "未辨明": ["1"]}
    widths = [str(part.attributes["style"]) for part in tree.css("table.account")[1].css("i")]
    assert widths == ["width:50.00%", "width:25.00%", "width:25.00%", "width:76.92%", "width:23.08%"]


def test_a_plan_tells_what_it_is_its_doubts_and_what_was_not_accepted(tmp_path: Path) -> None:
    xinji, jiaxing = page(tmp_path, sample()).css(".plan")
    facts = {said(fact.css("dt")[0]).split()[0]: said(fact.css("dd")[0]) for fact in xinji.css(".facts div")}
    assert facts == {"地区": "辛集市（河北省）", "规划期": "2021–2025", "文件": "辛集.txt", "数值": "2", "目标行": "0", "未采用": "2"}
    assert [said(doubt.css("p")[0]) for doubt in xinji.css(".short li")] == [
        "数值不可能成立：中文 impossible_value 9", "同一指标同一年份出现两个数值：中文 two_figures 1", "数值无法识别：“1/3”未采用。",
    ]  # fmt: skip
    assert said(one(jiaxing, ".title")) == "嘉兴市 2016–2020（无标题）" and len(jiaxing.css(".short li")) == 1


def test_files_that_could_not_be_read_are_told_with_the_reason(tmp_path: Path) -> None:
    unread = one(page(tmp_path, sample()), "#plans > .scroll tbody")
    assert [said(cell) for cell in unread.css("th, td")] == ["坏.txt", "The file holds no text."]


@pytest.mark.parametrize("frames", [sample(findings=[], rejects=[]), {}], ids=["no doubts", "no tables"])
def test_a_release_without_doubts_has_a_page(tmp_path: Path, frames: Mapping[str, pd.DataFrame]) -> None:
    html = written(tmp_path, frames)
    assert_well_formed(html)
    assert "没有规则提出疑点。" in html and "没有需要对照的原文。" in html
    assert len(LexborHTMLParser(html).css(".silent li")) == len(REGISTRY.rules)


def test_the_page_is_well_formed_and_the_same_each_time(tmp_path: Path) -> None:
    html = written(tmp_path, sample())
    assert_well_formed(html)
    assert html.startswith('<!DOCTYPE html>\n<html lang="zh-CN">')
    assert written(tmp_path, dict(reversed(sample().items()))) == html


@pytest.mark.parametrize(
    ("table", "column", "words"),
    [
        ("findings", "severity", quality_words.SEVERITIES),
        ("observations", "status", quality_words.STATUSES),
        ("observations", "origin", quality_words.ORIGINS),
        ("observations", "measure", quality_words.MEASURES),
        ("observations", "comparator", quality_words.COMPARATORS),
        ("plans", "level", quality_words.LEVELS),
        ("accounting", "kind", quality_words.ACCOUNT_KINDS),
        ("numerals", "disposition", quality_words.DISPOSITIONS),
    ],
)
def test_the_page_has_words_for_every_value_of_a_vocabulary(table: str, column: str, words: Mapping[str, object]) -> None:
    assert set(words) == set(REGISTRY.tables[table].columns[column].values)


def test_a_finding_of_an_unknown_rule_is_refused(tmp_path: Path) -> None:
    strange = {**finding("two_figures", 1), "rule_id": "three_figures"}
    with pytest.raises(ReleaseError, match=r"the rule three_figures, which rules\.yaml does not have"):
        written(tmp_path, sample(findings=[strange]))
