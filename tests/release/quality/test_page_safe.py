"""The quality report: nothing that a plan says can break the page, and everybody can read it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from tests.release.quality.quality_samples import finding, observations, sample
from tests.release.quality.written_pages import assert_well_formed, one, page, said, written


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
