"""explorer.html: each figure has its print, a sentence or a row under its header, and what is asked about it."""

from __future__ import annotations

from pathlib import Path

from assets.release.explorer.shown import Limits
from tests.release.explorer.explorer_samples import ROW, TEXT, frames, observation
from tests.release.explorer.written_explorer import payload, words, written
from tests.release.quality.quality_samples import REGISTRY
from tests.release.samples import frame


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
