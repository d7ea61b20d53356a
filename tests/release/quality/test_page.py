"""The quality report: what a reader finds on the page, that every doubt leads to its print, and that nothing a plan says can break it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html.parser import HTMLParser
from pathlib import Path

import duckdb
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser, LexborNode

from assets.release.errors import ReleaseError
from assets.release.quality import doubts as quality_doubts
from assets.release.quality import words as quality_words
from assets.release.quality.page import write_quality
from tests.release.quality.quality_samples import INFO, REGISTRY, TEXTS, XINJI, Row, finding, observations, reject, sample

VOID = frozenset({"meta", "br", "hr", "img", "input", "link"})


def written(folder: Path, frames: Mapping[str, pd.DataFrame]) -> str:
    write_quality(folder / "quality.html", frames, REGISTRY, INFO)
    return (folder / "quality.html").read_text(encoding="utf-8")


def page(folder: Path, frames: Mapping[str, pd.DataFrame]) -> LexborHTMLParser:
    return LexborHTMLParser(written(folder, frames))


def one(tree: LexborHTMLParser | LexborNode, selector: str) -> LexborNode:
    found = tree.css(selector)
    assert len(found) == 1, f"{selector}: {len(found)}"
    return found[0]


def said(node: LexborNode) -> str:
    """A node's text on one line."""
    return " ".join(node.text().split())


def by_id(tree: LexborHTMLParser, anchor: str) -> LexborNode:
    return one(tree, f'[id="{anchor}"]')


def targets_of(node: LexborNode) -> list[str]:
    return [str(link.attributes["href"])[1:] for link in node.css("a")]


class Nesting(HTMLParser):
    """Fails where a tag is closed that is not open, or stays open."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len({name for name, _ in attrs}) == len(attrs), f"an attribute of {tag} stands twice"
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open and self.open.pop() == tag, f"{tag} is closed out of turn"


def assert_well_formed(html: str) -> None:
    nesting = Nesting()
    nesting.feed(html)
    nesting.close()
    assert nesting.open == []


def assert_every_link_resolves(tree: LexborHTMLParser) -> None:
    anchors = [str(node.attributes["id"]) for node in tree.css("[id]")]
    assert len(anchors) == len(set(anchors))
    links = [str(node.attributes["href"]) for node in tree.css("[href]")]
    assert links and {link for link in links if link[1:] not in set(anchors)} == set()


# What the page says


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


# Passages


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


# Nothing a plan says can break the page


def test_what_a_plan_prints_stays_text(tmp_path: Path) -> None:
    evil = "<script>alert(1)</script>\"'&amp;<img src=x onerror=y>\ufffd\x00\x1b"
    text = f"{evil}6亿元{evil}"
    place = {"quote": text, "char_start": len(evil), "char_end": len(evil) + 3}
    told = {**observations()[0], **place, "indicator_id": None, "indicator_text": evil, "scope": evil, "unit": evil}
    plan = {"plan_id": "xinji", "source_path": f"{evil}.txt", "title": evil, "region_name": evil}
    doubt = finding("two_figures", 1, message=evil, message_zh=evil, observed=evil, expected=evil)
    texts = [{"plan_id": "xinji", "text": text}]
    html = written(tmp_path, sample(plans=[plan], plan_texts=texts, observations=[told], findings=[doubt], rejects=[], accounting=[]))
    tree = LexborHTMLParser(html)
    assert tree.css("script, img") == []
    assert one(tree, "blockquote").text() == text.replace("\x00", "␀").replace("\x1b", "␛")
    assert_well_formed(html)
    assert re.findall(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", html) == []


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(before=st.text(max_size=90), value=st.text(min_size=1, max_size=20), after=st.text(max_size=90))
def test_any_print_is_shown_as_it_stands(tmp_path: Path, before: str, value: str, after: str) -> None:
    text = before + value + after
    place = {"quote": text, "value_text": value, "char_start": len(before), "char_end": len(before) + len(value), "value": None}
    told = {**observations()[0], **place}
    frames = sample(plan_texts=[{"plan_id": "xinji", "text": text}], observations=[told], findings=[finding("two_figures", 1)], rejects=[])
    html = written(tmp_path, frames)
    assert_well_formed(html)
    marked = one(one(LexborHTMLParser(html), ".passage"), "mark").text()
    assert len(marked) == len(value) and all(shown == sign or not sign.isprintable() for shown, sign in zip(marked, value, strict=True))


def test_nothing_is_loaded_from_elsewhere_and_nothing_runs(tmp_path: Path) -> None:
    html = written(tmp_path, sample())
    tree = LexborHTMLParser(html)
    attributes = {name for node in tree.css("*") for name in node.attributes if not name.startswith("aria-")}
    assert attributes <= {"id", "class", "href", "lang", "style", "open", "scope", "role", "tabindex", "charset", "name", "content"}
    assert {node.tag for node in tree.css("*")}.isdisjoint({"script", "link", "img", "iframe", "object", "embed", "base", "form", "svg"})
    assert all(str(node.attributes["href"]).startswith("#") for node in tree.css("[href]"))
    assert all(re.fullmatch(r"width:\d+\.\d\d%", str(node.attributes["style"])) for node in tree.css("[style]"))
    styling = said(one(tree, "style"))
    assert "url(" not in styling and "@import" not in styling and "//" not in styling


def test_severity_is_told_by_word_and_shape_and_not_by_colour_alone(tmp_path: Path) -> None:
    badges = {str(node.attributes["class"]): said(node) for node in page(tmp_path, sample()).css(".badge")}
    assert badges == {"badge error": "■ 错误 error", "badge warning": "▲ 警告 warning", "badge info": "● 提示 info"}


def contrast(one: str, other: str) -> float:
    """The contrast of two colours (#rrggbb) by WCAG 2, 1 to 21."""

    def luminance(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    darker, lighter = sorted([luminance(one), luminance(other)])
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_text_and_bars_stand_out_from_every_ground(tmp_path: Path, scheme: int) -> None:
    roots = re.findall(r":root \{(.*?)\}", one(page(tmp_path, sample()), "style").text(), re.DOTALL)
    colours = dict(re.findall(r"--([\w-]+): (#\w{6})", roots[scheme]))
    for ground in ("paper", "page", "quote"):
        assert min(contrast(colours[text], colours[ground]) for text in ("ink", "soft", "link", "error", "warning", "info")) >= 4.5
    assert contrast(colours["ink"], colours["mark"]) >= 4.5
    assert min(contrast(colours[bar], colours["paper"]) for bar in colours if bar.startswith("f-")) >= 2.9


def test_tables_have_headers_with_a_scope(tmp_path: Path) -> None:
    tables = page(tmp_path, sample()).css("table")
    assert len(tables) == 9
    for table in tables:
        assert all(cell.attributes["scope"] == "col" for cell in table.css("thead th"))
        assert all(line.css("th[scope=row]") for line in table.css("tbody tr"))


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


# Limits


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


# Faults


def test_a_finding_of_an_unknown_rule_is_refused(tmp_path: Path) -> None:
    strange = {**finding("two_figures", 1), "rule_id": "three_figures"}
    with pytest.raises(ReleaseError, match=r"the rule three_figures, which rules\.yaml does not have"):
        written(tmp_path, sample(findings=[strange]))


def test_a_quote_without_its_value_is_refused(tmp_path: Path) -> None:
    lost = {**observations()[0], "quote": "全市研发经费投入。"}
    with pytest.raises(ReleaseError, match="observation obs1 does not hold its value 6亿元"):
        written(tmp_path, sample(observations=[lost], findings=[finding("two_figures", 1)], rejects=[]))


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
