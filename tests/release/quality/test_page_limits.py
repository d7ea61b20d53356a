"""The quality report of many doubts and plans: some are listed, all are counted, and a query finds the rest."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest
from selectolax.lexbor import LexborHTMLParser

from assets.release.quality import doubts as quality_doubts
from tests.release.quality.quality_samples import REGISTRY, TEXTS, XINJI, Row, finding, observations, reject, sample
from tests.release.quality.written_pages import assert_every_link_resolves, by_id, one, page, said, written


def many(rule_id: str, count: int, plan: str = "xinji") -> list[Row]:
    number = 1 if plan == "xinji" else 4
    return [finding(rule_id, number, finding_id=f"{plan}-{rule_id}-{i:04}", plan_id=plan) for i in range(count)]


def test_of_many_findings_some_of_each_plan_are_listed_and_the_rest_is_counted(tmp_path: Path) -> None:
    findings = many("two_figures", 3000, "jiaxing") + many("two_figures", 7)
    told = by_id(page(tmp_path, sample(findings=findings)), "rule-two_figures")
    listed = [str(doubt.attributes["id"]) for doubt in told.css(".doubts > li")]
    assert len(listed) == quality_doubts.DOUBTS_A_RULE and sum(anchor.startswith("f-xinji") for anchor in listed) == 7
    assert "3,007 处疑点" in said(told) and "另有 2,957 处未在此列出" in said(told)


def test_where_all_rules_find_much_the_page_stays_small(tmp_path: Path) -> None:
    findings = [doubt for rule_id in REGISTRY.rules for plan in TEXTS for doubt in many(rule_id, 60, plan)]
    html = written(tmp_path, sample(findings=findings))
    listed = LexborHTMLParser(html).css(".doubts > li")
    assert len(listed) <= quality_doubts.DOUBTS_IN_ALL
    assert all(len(rule.css(".doubts > li")) >= quality_doubts.LEAST_A_RULE for rule in LexborHTMLParser(html).css(".rule")[:-1])
    assert len(html.encode()) < 2_000_000


def test_the_queries_given_find_what_is_not_listed(tmp_path: Path) -> None:
    plan = {"plan_id": "o'brien", "source_path": "a.txt", "title": "计划"}
    texts = [{"plan_id": "o'brien", "text": XINJI}]
    rows = [{**told, "plan_id": "o'brien"} for told in observations()[:1]]
    findings = [{**doubt, "plan_id": "o'brien"} for doubt in many("two_figures", 80)]
    rejects = [{**reject(n, "1/3"), "plan_id": "o'brien"} for n in range(60)]
    frames = sample(plans=[plan], plan_texts=texts, observations=rows, findings=findings, rejects=rejects, accounting=[])
    tree = page(tmp_path, frames)
    with duckdb.connect() as connection:
        for name in ("findings", "rejects"):
            connection.register(name, frames[name])
        found = [len(connection.execute(code.text()).fetchall()) for code in tree.css("code")]
    assert found == [80, 60, 140]


def test_a_plan_beyond_the_list_is_counted_and_never_linked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assets.release.quality.dataset.PLANS_LISTED", 1)
    tree = page(tmp_path, sample())
    assert_every_link_resolves(tree)
    assert len(tree.css(".plan")) == 1 and "另有 1 份规划未在此列出" in said(one(tree, "#plans"))
