"""Sub-rows made to stand alone: what their parent lends them, and what says enough by itself."""

from __future__ import annotations

import pytest

from assets.language.completion import completed


@pytest.mark.parametrize(
    ("part", "parent", "whole"),
    [
        ("其中：国家级", "研发平台数", "国家级研发平台数"),
        ("其中：高价值发明专利", "每万人口发明专利拥有量", "每万人口高价值发明专利拥有量"),
        # A sum with a name of its own: long, or known to the catalogue.
        ("其中：第一产业增加值", "地区生产总值", "第一产业增加值"),
        ("其中：营利性服务业收入", "第三产业增加值", "营利性服务业收入"),
        ("其中：受过高等教育的比例", "劳动年龄人口平均受教育年限", "受过高等教育的比例"),
        # One way of both ways.
        ("其中：出口额", "高新技术产品进出口额", "高新技术产品出口额"),
        ("其中：进口", "进出口总额", "进口"),
        # A verb that belongs to what is counted stands first.
        ("其中：公园绿地", "新建绿地", "新建公园绿地"),
        ("其中：高级工以上", "新增技能人员证书", "新增高级工以上技能人员证书"),
        ("其中：省级", "科技企业孵化器", "省级科技企业孵化器"),
        ("高新技术企业", None, "高新技术企业"),
    ],
)
def test_a_part_is_completed_by_its_parent_as_far_as_it_needs_it(part: str, parent: str | None, whole: str) -> None:
    assert completed(part, parent) == whole
