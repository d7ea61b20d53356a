"""A small good plan for the tests of defects, and its figures."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

from assets.observations.name_index import NameIndex
from expectations.registry import load_registry
from tests.workbench.defects.changed_plans import Chain
from tests.workbench.defects.defect import Figure, World
from tests.workbench.defects.making import Tools
from tests.workbench.defects.world_figures import world_of

CITY, EARLIER = "city.txt", "earlier.txt"
PLANS = {
    CITY: """临川洲市“十四五”科技创新规划
规划期为2021—2025年。
一、现状
2020年，高新技术企业448家，比2015年增加242家；2015年，高新技术企业206家。
二、目标
表1 主要指标
指标 | 单位 | 2020年 | 2025年 | 年均增长
全社会研发经费支出 | 亿元 | 69.3 | 112 | 10.1%
地区生产总值 | 亿元 | 3046 | 4200 | 6.6%
全社会研发经费支出占地区生产总值比重 | % | 2.28 | 2.67 | 0.08个百分点
高新技术企业数 | 家 | 448 | 900 | 15.0%
科技型中小企业数 | 家 | 1206 | 2400 | —
专利授权量 | 件 | 6420 | 9800 | —
其中：发明专利 | 件 | 1014 | 1600 | —
每万人口发明专利拥有量 | 件 | 12.7 | 20 | 9.5%
三、分解
表2 2025年目标分解表
地区 | 高新技术企业（家） | 技术合同成交额（亿元）
云砚区 | 402 | 24.5
砚溪县 | 314 | 19.6
石坞县 | 184 | 15.9
合计 | 900 | 60.0
四、保障
加强组织领导。
""",
    EARLIER: """临川洲市“十三五”科技发展规划
规划期为2016—2020年。
一、目标
表1 主要指标
指标 | 单位 | 2015年 | 2020年
全社会研发经费支出 | 亿元 | 38.6 | 66
高新技术企业数 | 家 | 206 | 420
二、保障
加强组织领导。
""",
}


@lru_cache(maxsize=1)
def tools() -> Tools:
    """The registry and its names."""
    return Tools(load_registry(), NameIndex(load_registry()))


def folder_of(texts: dict[str, str], folder: Path) -> Path:
    """The plans as files, each beside a sidecar that names its invented city."""
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
        (folder / f"{name}.meta.yaml").write_text("region_name: 临川洲市\nlevel: city\nsigned_on: 2021-09-28\n", encoding="utf-8")
    (folder / f"{EARLIER}.meta.yaml").write_text("region_name: 临川洲市\nlevel: city\nsigned_on: 2016-06-20\n", encoding="utf-8")
    return folder


@lru_cache(maxsize=1)
def good() -> World:
    """The small good plans as figures."""
    with TemporaryDirectory() as folder:
        return world_of(Chain(folder_of(PLANS, Path(folder)), load_registry()).clean(), load_registry())


def figure(name: str, year: int, measure: str = "level", source: str = CITY, place: str | None = None, *, in_text: bool = False) -> Figure:
    """The one figure of a name and year in a plan's tables, or in its text."""
    found = [
        f for f in good().plans[source].figures
        if (f.name, f.year, f.measure, f.place, f.table is None) == (name, year, measure, place, in_text)
    ]  # fmt: skip
    (one,) = found
    return one
