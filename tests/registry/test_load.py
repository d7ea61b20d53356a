"""Loading the registry, and a user's own folder on top of it: what is added, what wins, and what is refused in which words."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from assets.observations.name_index import NameIndex
from expectations.registry import RegistryError, load, load_registry

INDICATORS = "indicator_id,name_zh,name_en,dimension,unit,kind,direction,flow_or_stock,definition\n"
OWN = "robot_firms,机器人企业数,Robot makers,enterprise,家,count,up,stock,Firms that make robots.\n"
OWN_SHARE = "robot_share,机器人企业占高新技术企业比重,Robot share,enterprise,%,ratio,up,ratio,Robot makers among accredited firms.\n"
PARTS = "part_id,whole_id,reason\n"
FAMILIES = "family,indicator_id,variant\n"
QUOTIENT = "ratio_id,numerator_id,denominator_id,factor,reason\n"
BOUNDS = "indicator_id,possible_min,possible_max,reason\n"
SHIPPED = load_registry()


def test_the_shipped_registry_is_read_once() -> None:
    assert load_registry() is load_registry()


def test_reading_every_file_takes_less_than_a_tenth_of_a_second() -> None:
    from expectations import registry

    def seconds() -> float:
        registry._shipped.cache_clear()
        start = time.process_time()
        load_registry()
        return time.process_time() - start

    # Measured 0.05–0.07 s. The best of several, because other work slows the machine down for moments.
    assert min(seconds() for _ in range(8)) < 0.1


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


def test_a_users_folder_adds_relations_to_the_shipped_ones(tmp_path: Path) -> None:
    (tmp_path / "indicators.csv").write_text(INDICATORS + OWN + OWN_SHARE, encoding="utf-8")
    (tmp_path / "parts.csv").write_text("part_id,whole_id,reason\nrobot_firms,hightech_enterprises,All are accredited.\n", encoding="utf-8")
    (tmp_path / "families.csv").write_text("variant,family,indicator_id\n机器人企业,hightech_reserve,robot_firms\n", encoding="utf-8")
    (tmp_path / "quotients.csv").write_text(
        "ratio_id,numerator_id,denominator_id,factor,reason\nrobot_share,robot_firms,hightech_enterprises,100,Both in 家.\n",
        encoding="utf-8",
    )
    (tmp_path / "bounds.csv").write_text("indicator_id,possible_min,possible_max,reason\nrobot_share,0,,Not all are.\n", encoding="utf-8")
    registry = load_registry(tmp_path)
    assert len(registry.parts) == len(SHIPPED.parts) + 1 and registry.parts[-1].whole_id == "hightech_enterprises"
    assert registry.families["robot_firms"].variant == "机器人企业"
    assert registry.quotients[-1].factor == 100
    assert registry.bounds_of("robot_share") == (0, None)
    assert registry.bounds_of("robot_firms") == (0, None)
    assert registry.lawful_units("robot_firms") == SHIPPED.lawful_units("hightech_enterprises")
    assert "robot_firms" not in SHIPPED.families and "robot_share" not in SHIPPED.bounds


def test_a_users_bound_family_or_quotient_replaces_the_shipped_one(tmp_path: Path) -> None:
    (tmp_path / "bounds.csv").write_text(
        "indicator_id,possible_min,possible_max,reason\nprofit_and_tax,0,,No losses here.\n", encoding="utf-8"
    )
    (tmp_path / "families.csv").write_text("family,indicator_id,variant\nours,rd_personnel,人头数\n", encoding="utf-8")
    (tmp_path / "quotients.csv").write_text(
        "ratio_id,numerator_id,denominator_id,factor,reason\nrd_intensity,rd_expenditure_enterprise,gdp,100,Ours counts firms.\n",
        encoding="utf-8",
    )
    registry = load_registry(tmp_path)
    assert registry.bounds_of("profit_and_tax") == (0, None)
    assert registry.families["rd_personnel"].family == "ours"
    assert [q.numerator_id for q in registry.quotients if q.ratio_id == "rd_intensity"] == ["rd_expenditure_enterprise"]
    assert len(registry.quotients) == len(SHIPPED.quotients)


def test_a_unit_of_the_users_own_is_lawful_for_what_it_converts_into(tmp_path: Path) -> None:
    (tmp_path / "units.csv").write_text("unit,canonical_unit,factor\n万件套,件,10000\n", encoding="utf-8")
    registry = load_registry(tmp_path)
    assert registry.lawful_units("patent_grants")[-1] == "万件套"
    assert "万件套" not in registry.lawful_units("rd_intensity")


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
        ("parts.csv", PARTS + "gdp,no_such,x\n", "parts.csv, line 2: the indicator no_such is not known"),
        ("parts.csv", PARTS + "no_such,gdp,x\n", "parts.csv, line 2: the indicator no_such is not known"),
        ("parts.csv", PARTS + "gdp,gdp,x\n", "parts.csv, line 2: gdp is no part of itself; mend one of the two ids"),
        (
            "parts.csv",
            PARTS + "patent_grants,invention_patent_grants,x\n",
            "invention_patent_grants is a part of patent_grants, so it cannot",
        ),
        ("parts.csv", PARTS + "gdp,rd_tax_deduction,x\nrd_tax_deduction,above_scale_value_added,x\n", "line 3: above_scale_value_added is"),
        ("parts.csv", PARTS + "exports,foreign_trade,x\n", "exports is a part of foreign_trade already; take the line out"),
        (
            "parts.csv",
            PARTS + "gdp,rd_tax_deduction,x\ngdp,rd_tax_deduction,y\n",
            "line 3: gdp as a part of rd_tax_deduction stands already",
        ),
        ("parts.csv", PARTS + "exports,gdp,x\n", "exports is counted in 亿美元 and gdp in 亿元; a part has the unit of its whole"),
        ("parts.csv", PARTS + "rd_personnel_fte,rd_personnel,x\n", "rd_personnel_fte is counted in 人年 and rd_personnel in 人"),
        ("parts.csv", PARTS + "exports,gdp,\n", "parts.csv, line 2: column reason is empty"),
        ("parts.csv", "part,whole\nexports,gdp\n", "parts.csv, line 1: the columns must be part_id, whole_id, reason"),
        ("families.csv", FAMILIES + "a,no_such,甲\n", "families.csv, line 2: the indicator no_such is not known"),
        ("families.csv", FAMILIES + "a,gdp,甲\nb,gdp,乙\n", "families.csv, line 3: gdp stands already on line 2"),
        ("families.csv", FAMILIES + "a,gdp,甲\na,tax_revenue,甲\n", "gdp and tax_revenue have one variant, 甲; say what tells them apart"),
        ("families.csv", FAMILIES + "st_smes,gdp,省级备案\n", "st_smes_provincial and gdp have one variant"),
        ("quotients.csv", QUOTIENT + "rd_intensity,no_such,gdp,100,x\n", "quotients.csv, line 2: the indicator no_such is not known"),
        ("quotients.csv", QUOTIENT + "rd_intensity,gdp,gdp,100,x\n", "must be three indicators; mend the ids"),
        ("quotients.csv", QUOTIENT + "rd_intensity,rd_expenditure,gdp,1,x\n", "factor is 1, but the units of the three give 100"),
        ("quotients.csv", QUOTIENT + "gdp_per_capita,gdp,resident_population,1,x\n", "but the units of the three give 10000"),
        ("quotients.csv", QUOTIENT + "rd_intensity,rd_expenditure,gdp,0,x\n", "factor is '0'; write a number above 0"),
        ("quotients.csv", QUOTIENT + "rd_intensity,rd_expenditure,gdp,many,x\n", "factor is 'many', which is no number"),
        ("bounds.csv", BOUNDS + "no_such,0,1,x\n", "bounds.csv, line 2: the indicator no_such is not known"),
        ("bounds.csv", BOUNDS + "gdp,5,1,x\n", "possible_min 5 is above possible_max 1; swap or mend them"),
        ("bounds.csv", BOUNDS + "gdp,none,,x\n", "possible_min is 'none', which is no number"),
        ("bounds.csv", BOUNDS + "gdp,0,inf,x\n", "possible_max is 'inf'; write a finite number"),
        ("bounds.csv", BOUNDS + "gdp,0,,x\ngdp,1,,x\n", "bounds.csv, line 3: gdp stands already on line 2"),
        (
            "indicators.csv",
            INDICATORS.replace("unit,", "unit,lawful_units,"),
            "indicators.csv, line 1: the columns must be indicator_id",
        ),
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
