"""Loading the registry, and a user's own folder on top of it: what is added, what wins, and what is refused in which words."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from assets.observations.names import NameIndex
from expectations.registry import RegistryError, load, load_registry

INDICATORS = "indicator_id,name_zh,name_en,dimension,unit,kind,direction,flow_or_stock,definition\n"
OWN = "robot_firms,机器人企业数,Robot makers,enterprise,家,count,up,stock,Firms that make robots.\n"


def test_the_shipped_registry_is_read_once() -> None:
    assert load_registry() is load_registry()


def test_reading_every_file_takes_well_under_a_second() -> None:
    from expectations import registry

    registry._shipped.cache_clear()
    start = time.perf_counter()
    load_registry()
    assert time.perf_counter() - start < 0.6  # measured 0.04–0.07 s; the bound only catches a slow YAML reader or a second pass


def test_a_users_folder_adds_indicators_aliases_ranges_and_units(tmp_path: Path) -> None:
    (tmp_path / "indicators.csv").write_text(INDICATORS + OWN.replace(",家,", ",只机器人,"), encoding="utf-8")
    (tmp_path / "aliases.csv").write_text("alias,indicator_id\n机器人整机企业,robot_firms\n", encoding="utf-8")
    (tmp_path / "ranges.csv").write_text(
        "indicator_id,level,valid_min,valid_max,reason\nrobot_firms,city,0,50,Ours.\nrd_intensity,city,1,4,Ours is narrower.\n",
        encoding="utf-8",
    )
    (tmp_path / "units.csv").write_text("unit,canonical_unit,factor\n只机器人,只机器人,1\n", encoding="utf-8")
    registry = load_registry(tmp_path)
    assert NameIndex(registry).match("机器人整机企业数量(家)").indicator_id == "robot_firms"
    assert registry.ranges["robot_firms", "city"].valid_max == 50
    assert registry.ranges["rd_intensity", "city"].valid_max == 4
    assert "robot_firms" in set(registry.frame("indicators")["indicator_id"])
    assert "robot_firms" not in load_registry().indicators


def test_a_users_alias_wins_over_a_shipped_one_in_every_print_of_it(tmp_path: Path) -> None:
    shipped = NameIndex(load_registry())
    assert shipped.match("科技型中小企业").indicator_id == "st_smes"
    (tmp_path / "aliases.csv").write_text("\ufeffalias,indicator_id\n科技型中小企业,st_smes_provincial\n", encoding="utf-8")
    users = NameIndex(load_registry(tmp_path))
    assert users.match("科技型中小企业").indicator_id == "st_smes_provincial"
    assert users.match("6.科技型中小企业(家)").indicator_id == "st_smes_provincial"


@pytest.mark.parametrize(
    ("file", "text", "words"),
    [
        ("aliases.csv", "alias,indicator_id\n甲,rd_intensity\n乙,no_such\n", "aliases.csv, line 3: the indicator no_such is not known"),
        ("aliases.csv", "alias,id\n甲,rd_intensity\n", "aliases.csv, line 1: the columns must be alias, indicator_id"),
        ("aliases.csv", "alias,indicator_id\n甲,rd_intensity\n甲,gdp\n", "aliases.csv, line 3: 甲 stands already on line 2"),
        ("aliases.csv", "alias,indicator_id\n地区生产总值,rd_intensity\n", "地区生产总值 is the name of gdp itself"),
        ("aliases.csv", "alias,indicator_id\n,gdp\n", "aliases.csv, line 2: column alias is empty"),
        ("aliases.csv", "alias,indicator_id\n甲,gdp,乙\n", "aliases.csv, line 2: 3 cells where the header has 2"),
        ("indicators.csv", INDICATORS + OWN.replace("robot_firms", "gdp"), "indicators.csv, line 2: the id gdp is taken already"),
        ("indicators.csv", INDICATORS + OWN.replace("机器人企业数", "地区生产总值"), "地区生产总值 is the name of gdp already"),
        ("indicators.csv", INDICATORS + OWN.replace(",家,", ",爿,"), "the unit 爿 is not known; add it to units.csv"),
        ("indicators.csv", INDICATORS + OWN.replace(",up,", ",better,"), "direction is 'better'; write one of up, down, none"),
        ("indicators.csv", INDICATORS + OWN + OWN, "indicators.csv, line 3: robot_firms stands already on line 2"),
        ("ranges.csv", "indicator_id,level,valid_min,valid_max,reason\ngdp,city,many,3,x\n", "valid_min is 'many', which is no number"),
        ("ranges.csv", "indicator_id,level,valid_min,valid_max,reason\ngdp,city,1,nan,x\n", "valid_max is 'nan'; write a finite number"),
        ("ranges.csv", "indicator_id,level,valid_min,valid_max,reason\ngdp,city,4,3,x\n", "valid_min 4 is above valid_max 3"),
        ("ranges.csv", "indicator_id,level,valid_min,valid_max,reason\ngdp,town,1,3,x\n", "level is 'town'; write one of national"),
        ("units.csv", "unit,canonical_unit,factor\n爿,间半,2\n", "units.csv, line 2: canonical_unit 间半 must be a unit of its own"),
        ("units.csv", "unit,canonical_unit,factor\n爿,万元,2\n", "canonical_unit 万元 must be a unit of its own with factor 1"),
        ("units.csv", "unit,canonical_unit,factor\n亿元,亿元,1\n", "the unit 亿元 is known already"),
        ("units.csv", "unit,canonical_unit,factor\n爿,家,0\n", "factor is '0'; write a number above 0"),
        ("alias.csv", "alias,indicator_id\n", "alias.csv is not read from a folder of your own; name it one of indicators.csv"),
    ],
)
def test_a_broken_file_is_refused_with_file_line_and_remedy(tmp_path: Path, file: str, text: str, words: str) -> None:
    (tmp_path / file).write_text(text, encoding="utf-8")
    with pytest.raises(RegistryError) as refused:
        load_registry(tmp_path)
    assert words in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_file_saved_by_a_spreadsheet_in_another_character_set_is_refused_in_words(tmp_path: Path) -> None:
    (tmp_path / "aliases.csv").write_bytes("alias,indicator_id\n研发强度,rd_intensity\n".encode("gb18030"))
    with pytest.raises(RegistryError, match="not UTF-8; save it as"):
        load_registry(tmp_path)


def test_a_folder_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RegistryError, match="does not exist"):
        load_registry(tmp_path / "nowhere")


def test_a_rule_without_all_its_keys_is_refused(tmp_path: Path) -> None:
    (tmp_path / "rules.yaml").write_text("odd:\n  severity: info\n", encoding="utf-8")
    with pytest.raises(RegistryError, match="rule odd must have exactly the keys"):
        load.read_rules(tmp_path / "rules.yaml")
