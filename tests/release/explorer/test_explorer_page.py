"""explorer.html: what is embedded is what the tables say, in few bytes, the same each time; nothing that a plan says can break the page."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from assets.release.errors import ReleaseError
from assets.release.explorer.shown import TARGETS_VARIABLE, Limits
from tests.release.explorer.explorer_samples import CHANGES, TEXT, frames
from tests.release.explorer.written_explorer import payload, words, written
from tests.release.quality.quality_samples import REGISTRY


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


def test_beyond_the_limit_the_newest_plans_are_shown_whole(tmp_path: Path) -> None:
    core = payload(written(tmp_path, limits=Limits(targets=3)), "core")
    assert core["plans"]["plan_id"] == ["p2"]
    assert (len(core["targets"]["plan"]), core["tables"]["indicator_targets"]) == (3, 4)


def test_texts_beyond_the_limit_are_left_out_and_counted(tmp_path: Path) -> None:
    page = written(tmp_path, limits=Limits(text_characters=len(TEXT) - 1))
    assert payload(page, "more")["texts"]["text"] == []
    assert payload(page, "core")["limits"]["texts"] == 0


def test_changes_of_a_figure_stand_together_and_their_codes_are_named(tmp_path: Path) -> None:
    news = payload(written(tmp_path, frames(changes=CHANGES)), "more")["news"]
    assert (news["total"], news["of"]) == (3, [0, 1, 1, 2])
    assert news["names"][""]["flags"] == ["存疑规则", "flags"]
    assert news["names"]["flags"]["two_figures"][0] == REGISTRY.rules["two_figures"].title_zh


@pytest.mark.parametrize(("most", "listed"), [(4, 3), (3, 2), (2, 1)])
def test_of_changes_beyond_the_limit_no_figure_is_told_by_half(tmp_path: Path, most: int, listed: int) -> None:
    news = payload(written(tmp_path, frames(changes=CHANGES), Limits(changes=most)), "more")["news"]
    assert (news["total"], len(set(news["of"]))) == (3, listed)
    assert len(news["of"]) == {3: 4, 2: 3, 1: 1}[listed]


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
