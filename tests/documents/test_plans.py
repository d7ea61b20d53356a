"""Plan ids do not depend on paths; copies of a plan name the better one."""

from __future__ import annotations

from pathlib import Path

import pytest

from assets.documents.document import PlanMetadata
from assets.documents.plans import Plan, identify, plan_base
from assets.documents.reading.read import read_batch
from assets.sources.scan import scan

SENTENCES = "".join(f"第{i}项任务是加快建设创新平台和人才队伍。" for i in range(30))
PLAN = f"嘉兴市科技创新发展“十三五”规划\n一、发展基础\n创新能力增强。\n{SENTENCES}\n二、主要目标\n到2020年达到3%。\n"


def _plans(folder: Path, **files: bytes) -> dict[str, Plan]:
    folder.mkdir(exist_ok=True)
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return {plan.source_path: plan for plan in identify(read_batch(scan(folder)))}


@pytest.mark.parametrize(
    ("metadata", "base"),
    [
        (
            PlanMetadata("嘉兴市科技创新发展“十三五”规划", None, None, "330400", "嘉兴市", "浙江省", "city", None, None, 2016, 2020),
            "330400-2016-2020-科技创新发展规划",
        ),
        (
            PlanMetadata("嘉兴科技创新行动计划(2018—2020年)", None, None, "330400", "嘉兴市", "浙江省", "city", None, None, 2018, 2020),
            "330400-2018-2020-科技创新行动计划",
        ),
        (PlanMetadata(None, None, None, "330400", "嘉兴市", "浙江省", "city", None, None, 2016, 2020), "330400-2016-2020"),
        (
            PlanMetadata("新乡自创区2018年建设推进计划", None, None, "410700", "新乡自创区", "河南省", "park", None, None, 2018, 2018),
            "410700-2018-2018-新乡自创区-建设推进计划",
        ),
        (
            PlanMetadata("盛泽镇“十四五”科技规划", None, None, "320509", "盛泽镇", "江苏省", None, None, None, 2021, 2025),
            "320509-2021-2025-盛泽镇-科技规划",
        ),
        (
            PlanMetadata("菱渡县“十四五”科技规划", None, None, None, "菱渡县", None, "county", None, None, 2021, 2025),
            "000000-2021-2025-菱渡县-科技规划",
        ),
        (PlanMetadata("科技创新规划"), "000000-xxxx-xxxx-科技创新规划"),
    ],
)
def test_an_id_is_made_from_area_period_and_title(metadata: PlanMetadata, base: str) -> None:
    assert plan_base(metadata) == base


def test_the_id_does_not_depend_on_where_the_file_lies(tmp_path: Path) -> None:
    here = _plans(tmp_path / "here", **{"a.txt": PLAN.encode()})["a.txt"]
    there = _plans(tmp_path / "there", **{"z.md": PLAN.encode()})["z.md"]
    assert here.plan_id == there.plan_id == "330400-2016-2020-科技创新发展规划"


def test_the_same_text_in_another_character_set_or_as_a_page_is_a_copy(tmp_path: Path) -> None:
    page = "<html><body>" + "".join(f"<p>{line}</p>" for line in PLAN.split("\n")) + "</body></html>"
    plans = _plans(tmp_path, **{"a.txt": PLAN.encode(), "b.txt": PLAN.encode("gb18030"), "c.html": page.encode()})
    assert len({plan.plan_id for plan in plans.values()}) == 3
    (best,) = [plan for plan in plans.values() if plan.same_as is None]
    assert best.plan_id == "330400-2016-2020-科技创新发展规划"
    assert {plan.same_as for plan in plans.values()} == {None, best.plan_id}


def test_a_copy_with_little_less_text_names_the_longer_one(tmp_path: Path) -> None:
    plans = _plans(tmp_path, **{"a.txt": PLAN.replace("创新能力增强。\n", "").encode(), "b.txt": PLAN.encode()})
    assert plans["b.txt"].plan_id == "330400-2016-2020-科技创新发展规划"
    assert plans["b.txt"].same_as is None
    assert plans["a.txt"].same_as == plans["b.txt"].plan_id
    assert plans["a.txt"].plan_id.startswith("330400-2016-2020-科技创新发展规划-")


def test_two_plans_of_one_name_with_other_texts_are_two_plans(tmp_path: Path) -> None:
    other = PLAN.replace("加快建设创新平台和人才队伍", "提升企业技术研发水平")
    plans = _plans(tmp_path, **{"a.txt": PLAN.encode(), "b.txt": other.encode()})
    assert [plan.same_as for plan in plans.values()] == [None, None]
    assert len({plan.plan_id for plan in plans.values()}) == 2


def test_consecutive_plans_of_a_city_are_apart(tmp_path: Path) -> None:
    plans = _plans(tmp_path, **{"a.txt": PLAN.encode(), "b.txt": PLAN.replace("十三五", "十四五").encode()})
    assert [plan.plan_id for plan in plans.values()] == ["330400-2016-2020-科技创新发展规划", "330400-2021-2025-科技创新发展规划"]
    assert [plan.same_as for plan in plans.values()] == [None, None]


def test_the_same_plan_in_traditional_script_is_a_copy(tmp_path: Path) -> None:
    pairs = ("规規", "划劃", "发發", "创創", "业業", "标標", "设設", "队隊", "强強", "础礎", "个個", "务務", "项項", "兴興", "达達")
    traditional = PLAN.translate({ord(simplified): other for simplified, other in pairs})
    assert "嘉興市科技創新發展" in traditional
    plans = _plans(tmp_path, **{"a.txt": PLAN.encode(), "b.txt": traditional.encode()})
    assert len({plan.plan_id for plan in plans.values()}) == 2
    assert sorted(plan.same_as or "" for plan in plans.values()) == ["", "330400-2016-2020-科技创新发展规划"]


def test_the_same_words_for_two_places_are_two_plans(tmp_path: Path) -> None:
    other = PLAN.replace("嘉兴市", "衢州市")
    plans = _plans(tmp_path, **{"a.txt": PLAN.encode(), "b.txt": other.encode()})
    assert [plan.same_as for plan in plans.values()] == [None, None]
