"""The quality report: every doubt leads to its print, and the print is shown as the plan has it, the value marked."""

from __future__ import annotations

from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from assets.release.errors import ReleaseError
from tests.release.quality.quality_samples import REGISTRY, finding, observations, sample
from tests.release.quality.written_pages import assert_every_link_resolves, by_id, one, page, said, targets_of, written


def test_every_doubt_leads_to_its_passage_and_back(tmp_path: Path) -> None:
    tree = page(tmp_path, sample())
    assert_every_link_resolves(tree)
    assert targets_of(by_id(tree, "f-two_figures1")) == ["o-obs1", "o-obs2"]
    assert targets_of(by_id(tree, "f-impossible_value9")) == ["r-rej1"] and targets_of(by_id(tree, "x-rej2")) == ["r-rej2"]
    for doubt in tree.css(".doubts > li"):
        for anchor in targets_of(doubt):
            assert doubt.attributes["id"] in targets_of(by_id(tree, anchor))


def test_a_passage_marks_the_value_in_its_print_and_says_how_it_was_read(tmp_path: Path) -> None:
    passage = by_id(page(tmp_path, sample()), "o-obs1")
    assert said(one(passage, "blockquote")) == "全市研发经费投入6亿元。" and said(one(passage, "mark")) == "6亿元"
    assert said(one(passage, ".where")) == "第 3 行 line 3 · 辛集市科技创新“十四五”规划 · 辛集.txt"
    facts = {said(fact.css("dt")[0]): said(fact.css("dd")[0]) for fact in passage.css(".facts div")}
    assert facts == {
        "指标 indicator": f"{REGISTRY.indicators['rd_expenditure'].name_zh} {REGISTRY.indicators['rd_expenditure'].name_en}",
        "数值 value": "6 亿元", "年份 year": "2020", "性质 kind": "已实现值 reached level",
    }  # fmt: skip


def test_of_a_value_printed_twice_in_a_row_the_one_meant_is_marked(tmp_path: Path) -> None:
    tree = page(tmp_path, sample())
    before = {anchor: by_id(tree, anchor).css("blockquote")[0].text().partition("567")[0] for anchor in ("o-obs3", "o-obs4")}
    assert before["o-obs3"] == before["o-obs4"] == "高新技术企业数(家) |\n"
    marked = {anchor: by_id(tree, anchor).css("blockquote")[0].html or "" for anchor in before}
    assert "|\n<mark>567</mark> |\n567" in marked["o-obs3"] and "567 |\n<mark>567</mark> |\n12.02%" in marked["o-obs4"]


def test_every_marked_value_is_the_rows_value(tmp_path: Path) -> None:
    tree, rows = page(tmp_path, sample()), {str(told["observation_id"]): told["value_text"] for told in observations()}
    marks = {str(passage.attributes["id"]): one(passage, "mark").text() for passage in tree.css(".passage")}
    assert marks == {f"o-{number}": value for number, value in rows.items()} | {"r-rej1": "428", "r-rej2": "1/3"}


def test_a_reject_is_shown_among_the_lines_around_it(tmp_path: Path) -> None:
    lines = by_id(page(tmp_path, sample()), "r-rej1").css("blockquote")[0].text()
    assert lines == "全市研发经费投入6亿元。\n研发经费投入总额 | 6.17 | 12 |\n增加值占比 | 428 |\n见附件 | 1/3 |\n"


def test_a_reject_that_a_finding_tells_of_is_listed_once(tmp_path: Path) -> None:
    tree = page(tmp_path, sample())
    assert said(one(by_id(tree, "rule-impossible_value"), ".count")) == "1 处疑点 doubts"
    assert said(one(by_id(tree, "rule-unreadable_value"), ".count")) == "1 处未采用 rejects"
    assert tree.css('[id="x-rej1"]') == []


def test_a_reject_without_a_place_in_a_plan_is_told_without_a_passage(tmp_path: Path) -> None:
    lost = {"reject_id": "rej7", "source_path": "坏.txt", "reason_id": "unreadable_value", "text": "1/3"}
    told = by_id(page(tmp_path, sample(rejects=[lost], findings=[])), "x-rej7")
    assert "“1/3”未采用。" in said(told) and "坏.txt" in said(told) and targets_of(told) == []


def test_long_print_is_cut_around_the_value(tmp_path: Path) -> None:
    text = "长" * 50_000 + "6亿元" + "句" * 50_000
    texts = [{"plan_id": "xinji", "text": text}]
    told = {**observations()[0], "quote": text, "char_start": 50_000, "char_end": 50_003}
    doubts = [finding("two_figures", 1, message_zh=text)]
    html = written(tmp_path, sample(plan_texts=texts, observations=[told], findings=doubts, rejects=[]))
    quote = one(LexborHTMLParser(html), "blockquote").text()
    assert quote.startswith("…长") and quote.endswith("句…") and "长6亿元句" in quote and len(quote) < 200
    assert html.count("长") < 1_000


def test_a_quote_without_its_value_is_refused(tmp_path: Path) -> None:
    lost = {**observations()[0], "quote": "全市研发经费投入。"}
    with pytest.raises(ReleaseError, match="observation obs1 does not hold its value 6亿元"):
        written(tmp_path, sample(observations=[lost], findings=[finding("two_figures", 1)], rejects=[]))
