"""explorer.html: what is embedded is what the tables say, in few bytes, the same each time; nothing that a plan says can break the page."""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Mapping
from itertools import accumulate
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from assets.release.errors import ReleaseError
from assets.release.explorer.explorer_page import write_explorer
from assets.release.explorer.packing import seven_bits, steps
from assets.release.explorer.shown import TARGETS_VARIABLE, Limits
from tests.release.quality.quality_samples import INFO, REGISTRY
from tests.release.samples import frame

TEXT = "到2025年，高新技术企业达到60家，其中上市60家。\n指标 | 2020年 | 2025年\n研发强度(%) | 1.6 | 2.5\n"
ROW = {"table_id": "t1", "row_index": 1}


def observation(name: str, printed: str, nth: int = 0, **cells: object) -> dict[str, object]:
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(printed, start + 1)
    told: dict[str, object] = {
        "observation_id": name,
        "plan_id": "p2",
        "indicator_id": "hightech_enterprises",
        "indicator_text": "高新技术企业",
        "measure": "level",
        "core": True,
        "confidence": 0.97,
        "status": "target",
        "comparator": "=",
        "value": 60.0,
        "unit": "家",
        "value_text": printed,
        "year": 2025,
        "origin": "text",
        "line": 1,
        "char_start": start,
        "char_end": start + len(printed),
        "quote": TEXT.split("\n")[0],
    }
    return told | cells


def target(plan: str, name: str, year: int, **cells: object) -> dict[str, object]:
    told: dict[str, object] = {
        "plan_id": plan,
        "indicator_id": "hightech_enterprises",
        "indicator_text": "高新技术企业数",
        "target_year": year,
        "target_comparator": ">=",
        "target_value": 60.0,
        "target_text": "60家",
        "unit_std": "家",
        "target_observation_id": name,
        "area_name": "松县",
        "area_kind": "county",
        "province": "某省",
        "region_name": "松县",
        "confidence": 0.97,
        "indicator_name_zh": "高新技术企业数",
        "quote": TEXT.split("\n")[0],
        "source_path": f"{plan}.txt",
        "line": 1,
    }
    return told | cells


def frames(**others: pd.DataFrame) -> dict[str, pd.DataFrame]:
    plans = [
        {
            "plan_id": name,
            "source_path": f"{name}.txt",
            "title": title,
            "region_name": "松县",
            "period_start": start,
            "period_end": start + 4,
        }
        for name, title, start in (("p1", "松县“十三五”规划", 2016), ("p2", "松县</script><b>规划", 2021))
    ]
    cells = [(0, 0, "指标", "header"), (0, 1, "2020年", "header"), (1, 0, "研发强度(%)", "indicator"), (1, 1, "1.6", "value")]
    share = {"indicator_id": "rd_intensity", "indicator_text": "研发强度", "unit_std": "%"}
    made = {
        "plans": frame("plans", *plans),
        "plan_texts": frame("plan_texts", {"plan_id": "p2", "text": TEXT}),
        "observations": frame(
            "observations",
            observation("o1", "60家"),
            observation("o2", "60家", 1, indicator_text="上市"),
            observation("o3", "1.6", origin="table", line=3, column_index=1, quote="研发强度(%) | 1.6 | 2.5", status="actual", **ROW),
        ),
        "indicator_targets": frame(
            "indicator_targets",
            target("p1", "x1", 2020),
            target("p2", "o1", 2025, worst_severity="warning"),
            target("p2", "o2", 2025, indicator_id=None, indicator_text="上市", indicator_name_zh="上市"),
            target("p2", "o4", 2025, **share, base_observation_id="o3", base_value=1.6, target_value=None, target_text="全省前列"),
        ),
        "plan_tables": frame(
            "plan_tables", {"table_id": "t1", "plan_id": "p2", "caption": "表1", "kind": "indicators", "n_rows": 2, "n_columns": 2}
        ),
        "table_cells": frame(
            "table_cells",
            *[
                {"table_id": "t1", "row_index": r, "column_index": c, "text": text, "role": role, "char_start": 9 * r + c, "char_end": 9}
                for r, c, text, role in cells
            ],
        ),
        "findings": frame(
            "findings",
            {
                "finding_id": "f1",
                "rule_id": "two_figures",
                "severity": "warning",
                "plan_id": "p2",
                "observation_id": "o1",
                "message": "Two.",
                "message_zh": "两个数。",
            },
        ),
        "numerals": frame(
            "numerals",
            {"plan_id": "p2", "char_start": 1, "char_end": 5, "text": "2025", "disposition": "date"},
            {"plan_id": "p2", "char_start": 15, "char_end": 17, "text": "60", "disposition": "observation", "observation_ids": "o1"},
        ),
    }
    return made | others


def written(folder: Path, tables: Mapping[str, pd.DataFrame] | None = None, limits: Limits | None = None) -> str:
    write_explorer(folder / "explorer.html", frames() if tables is None else tables, REGISTRY, INFO, limits)
    return (folder / "explorer.html").read_text(encoding="utf-8")


def payload(page: str, name: str) -> Any:
    found = re.search(rf'<script type="text/plain" id="{name}">([^<]*)</script>', page)
    assert found is not None
    bits = "".join(f"{ord(sign) & 127:07b}" for sign in found[1])
    whole_bytes = bits[: len(bits) // 8 * 8]
    parts = json.loads(zlib.decompress(int(whole_bytes, 2).to_bytes(len(whole_bytes) // 8, "big")))
    for part in (part for part in parts.values() if isinstance(part, dict)):
        part |= {column: places_of(packed["steps"]) for column, packed in part.items() if isinstance(packed, dict) and "steps" in packed}
    return parts


def places_of(steps: list[int | None]) -> list[int]:
    sums = accumulate(step or 0 for step in steps)
    return [-1 if step is None else place for step, place in zip(steps, sums, strict=True)]


def words(column: Mapping[str, list[Any]]) -> list[str | None]:
    return [None if at < 0 else column["words"][at] for at in column["at"]]


def test_a_target_stands_under_its_plan_its_area_and_its_indicator(tmp_path: Path) -> None:
    core = payload(written(tmp_path), "core")
    targets = core["targets"]
    assert [core["plans"]["plan_id"][at] for at in targets["plan"]] == ["p1", "p2", "p2", "p2"]
    names = dict(zip(core["indicators"]["id"], core["indicators"]["zh"], strict=True))
    assert names["~上市"] == "上市"
    assert names["hightech_enterprises"] == REGISTRY.indicators["hightech_enterprises"].name_zh
    assert core["areas"]["area_name"] == ["松县"]
    assert words(targets["target_comparator"]) == [">="] * 4
    assert sorted(targets["severity"]) == [0, 0, 0, 2]


def test_whole_numbers_have_no_decimals_and_a_target_in_words_is_kept(tmp_path: Path) -> None:
    targets = payload(written(tmp_path), "core")["targets"]
    told = dict(zip(("".join(targets["id"][2 * at : 2 * at + 2]) for at in range(4)), targets["target_value"], strict=True))
    assert told == {"x1": 60, "o1": 60, "o2": 60, "o4": None}
    assert [text for text in words(targets["target_text"]) if text] == ["全省前列"]


def test_of_the_same_print_twice_in_a_sentence_the_right_one_is_marked(tmp_path: Path) -> None:
    passages = payload(written(tmp_path), "more")["passages"]
    marked = [
        quote[start : start + length]
        for quote, start, length in zip(words(passages["quote"]), passages["start"], passages["length"], strict=True)
        if quote is not None
    ]
    assert marked == ["60家", "60家"]
    assert passages["start"][0] < passages["start"][1]


def test_a_figure_of_a_table_has_its_row_under_the_header(tmp_path: Path) -> None:
    passages = payload(written(tmp_path), "more")["passages"]
    row = passages["row"][2]
    assert passages["rows"][row].split("\x1f")[passages["column"][2]] == "1.6"
    header = passages["row_is_header"].index(1)
    assert (passages["row_table"]["at"][header], passages["rows"][header]) == (passages["row_table"]["at"][row], "指标\x1f2020年")
    assert passages["captions"] == ["表1"]


def test_a_cell_over_two_columns_is_told_once(tmp_path: Path) -> None:
    cells = [
        {**ROW, "column_index": at, "text": text, "role": "value", "char_start": start, "char_end": 9}
        for at, text, start in ((0, "合计", 1), (1, "合计", 1), (2, "合计", 5))
    ]
    passages = payload(written(tmp_path, frames(table_cells=frame("table_cells", *cells))), "more")["passages"]
    assert passages["rows"] == ["合计\x1f\x1e\x1f合计"]


def test_a_doubt_names_its_rule_and_says_its_sentence(tmp_path: Path) -> None:
    doubts = payload(written(tmp_path), "more")["doubts"]
    assert (doubts["passage"], words(doubts["zh"]), words(doubts["en"])) == ([0], ["两个数。"], ["Two."])
    assert doubts["rules"][0][:2] == ["warning", REGISTRY.rules["two_figures"].title_zh]


def test_every_number_of_a_text_leads_to_its_target_or_to_its_fate(tmp_path: Path) -> None:
    page = written(tmp_path)
    texts, ids = payload(page, "more")["texts"], payload(page, "core")["targets"]["id"]
    assert words(texts["fate"]) == ["date", "observation"]
    assert texts["target"] == [-1, ids.index("o1") // 2]
    assert [TEXT[start : start + n] for start, n in zip(texts["start"], texts["length"], strict=True)] == ["2025", "60"]


def test_beyond_the_limit_the_newest_plans_are_shown_whole(tmp_path: Path) -> None:
    core = payload(written(tmp_path, limits=Limits(targets=3)), "core")
    assert core["plans"]["plan_id"] == ["p2"]
    assert (len(core["targets"]["plan"]), core["tables"]["indicator_targets"]) == (3, 4)


def test_texts_beyond_the_limit_are_left_out_and_counted(tmp_path: Path) -> None:
    page = written(tmp_path, limits=Limits(text_characters=len(TEXT) - 1))
    assert payload(page, "more")["texts"]["text"] == []
    assert payload(page, "core")["limits"]["texts"] == 0


def test_long_sentences_are_cut_around_their_number_where_there_are_too_many(tmp_path: Path) -> None:
    long = "起" * 80 + "60家" + "止" * 80
    tables = frames(plan_texts=frame("plan_texts", {"plan_id": "p2", "text": long}))
    tables["observations"] = frame("observations", observation("o1", "60家") | {"quote": long, "char_start": 80, "char_end": 83})
    passages = payload(written(tmp_path, tables, Limits(quote_characters=100)), "more")["passages"]
    [quote] = words(passages["quote"])
    assert quote is not None
    assert quote[passages["start"][0] :].startswith("60家止")
    assert (quote[0], quote[-1], len(quote)) == ("…", "…", 95)


def test_a_sentence_is_cut_once_around_all_its_numbers_and_less_where_there_is_room(tmp_path: Path) -> None:
    long = "起" * 80 + "60家" + "间" * 30 + "60家" + "止" * 80
    tables = frames(plan_texts=frame("plan_texts", {"plan_id": "p2", "text": long}))
    ends = ({"quote": long, "char_start": at, "char_end": at + 3} for at in (80, 113))
    tables["observations"] = frame("observations", *(observation(f"o{n}", "60家") | end for n, end in enumerate(ends, 1)))
    for most, around in ((150, 45), (100, 30), (20, 12)):
        passages = payload(written(tmp_path, tables, Limits(quote_characters=most)), "more")["passages"]
        quote = f"…{'起' * around}60家{'间' * 30}60家{'止' * around}…"
        assert words(passages["quote"]) == [quote, quote]
        assert passages["start"] == [around + 1, around + 34]


@pytest.mark.parametrize("length", range(9))
def test_no_character_that_a_page_reads_otherwise_is_embedded_and_every_byte_comes_back(length: int) -> None:
    content = bytes([0, 13, 60, 10, 255, 128, 127, 26, 1][:length]) * 7 + bytes(range(256)) + b"<" * length
    text = seven_bits(content)
    assert not {"\0", "\r", "<"} & set(text)
    bits = "".join(f"{ord(sign) & 127:07b}" for sign in text)
    assert bytes(int(bits[at : at + 8], 2) for at in range(0, len(bits) // 8 * 8, 8)) == content


def test_places_are_told_as_steps_from_the_last_one_there_is() -> None:
    assert steps([-1, 4, 5, -1, 3]) == {"steps": [None, 4, 1, None, -2]}
    assert places_of([None, 4, 1, None, -2]) == [-1, 4, 5, -1, 3]


def change(name: str, column: str | None, before: str | None, after: str | None, **cells: object) -> dict[str, object]:
    told = {"kind": "changed" if column else "added", "observation_id": name, "column": column, "before": before, "after": after}
    about = {"reason": "source", "plan_id": "p2", "plan_title": "松县规划", "area_name": "松县", "indicator_text": "高新技术企业"}
    return {**told, **about, "status": "target", "year": 2025, "value_text": "60家", "quote": "…"} | cells


CHANGES = frame(
    "changes",
    change("o1", "value_text", "50家", "60家"),
    change("o1", "value", "50", "60"),
    change("o2", "flags", None, "two_figures;unit_missing"),
    change("o3", None, None, "7%"),
)


def test_changes_of_a_figure_stand_together_and_their_codes_are_named(tmp_path: Path) -> None:
    news = payload(written(tmp_path, frames(changes=CHANGES)), "more")["news"]
    assert (news["total"], news["of"]) == (3, [0, 1, 1, 2])
    assert news["names"][""]["flags"] == ["存疑规则", "flags"]
    assert news["names"]["flags"]["two_figures"][0] == REGISTRY.rules["two_figures"].title_zh


def test_the_limit_is_a_setting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(TARGETS_VARIABLE, "1")
    assert len(payload(written(tmp_path), "core")["plans"]["plan_id"]) == 0
    monkeypatch.setenv(TARGETS_VARIABLE, "many")
    with pytest.raises(ReleaseError, match=TARGETS_VARIABLE):
        written(tmp_path)


def test_the_same_rows_make_the_same_bytes(tmp_path: Path) -> None:
    assert written(tmp_path) == written(tmp_path)


def test_without_a_row_there_is_a_page_all_the_same(tmp_path: Path) -> None:
    assert payload(written(tmp_path, {}), "core")["targets"]["plan"] == []


def test_no_plan_can_end_a_script_or_name_a_host(tmp_path: Path) -> None:
    page = written(tmp_path)
    assert "</script><b>" not in page
    assert re.findall(r"""(?:src|href)=["']?(?!data:)[a-z]+:""", page.split('<script type="text/plain"')[0]) == []


def test_the_page_tells_search_engines_what_it_is(tmp_path: Path) -> None:
    (tmp_path / "plan_indicators.duckdb").touch()
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', written(tmp_path), re.DOTALL)
    assert found is not None
    said = json.loads(found[1])
    assert (said["@type"], said["temporalCoverage"]) == ("Dataset", "2016/2025")
    assert [one["contentUrl"] for one in said["distribution"]] == ["plan_indicators.duckdb"]
    assert {one["name"] for one in said["spatialCoverage"]} == {"松县"}
