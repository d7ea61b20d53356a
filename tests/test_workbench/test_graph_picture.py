"""docs/asset-graph.svg shows the graph as it is defined: every asset, every dependency, nothing on top of anything else."""

from __future__ import annotations

from itertools import combinations
from xml.etree import ElementTree

import pytest

from tests.workbench.pictures import graph_picture
from tests.workbench.pictures.graph_layout import Asset, Box, Graph, Layout, lay_out
from tests.workbench.pictures.graph_picture import PICTURE, assets_of_definitions, picture, picture_of_definitions

LARGEST = 60_000  # bytes
SVG = "{http://www.w3.org/2000/svg}"


def asset(stage: str, *deps: str) -> Asset:
    return Asset(stage, frozenset(deps))


SMALL = {
    "raw_files": asset("sources"),
    "_core_pages": asset("documents", "raw_files"),
    "core_pages": asset("documents", "_core_pages"),
    "_core_grids": asset("tables", "_core_pages"),
    "_core_words": asset("catalogue"),
    "_core_figures": asset("observations", "_core_pages", "_core_grids", "_core_words"),
    "core_grids": asset("tables", "_core_grids", "_core_figures"),
}


@pytest.fixture(scope="module")
def assets() -> dict[str, Asset]:
    return assets_of_definitions()


@pytest.fixture(scope="module")
def layout(assets: dict[str, Asset]) -> Layout:
    return lay_out(Graph(assets))


def test_the_file_is_up_to_date_and_small() -> None:
    drawn = PICTURE.read_text(encoding="utf-8")
    assert drawn == picture_of_definitions(), "draw it anew: python -m tests.workbench pictures"
    assert len(drawn.encode()) < LARGEST


def test_it_is_an_svg_that_names_every_asset_and_stage(assets: dict[str, Asset]) -> None:
    drawn = ElementTree.fromstring(picture_of_definitions())
    texts = [element.text for element in drawn.iter(f"{SVG}text")]
    for name in assets.keys() | {found.stage for found in assets.values()}:
        assert texts.count(name) == 1, name


def test_no_asset_stands_on_another_and_each_within_its_stage(assets: dict[str, Asset], layout: Layout) -> None:
    assert layout.boxes.keys() == assets.keys()
    bands = {band.stage: band for band in layout.bands}
    for name, box in layout.boxes.items():
        band = bands[assets[name].stage]
        assert band.y < box.y and box.bottom < band.y + band.height, name
    assert not [(a, b) for a, b in combinations(layout.boxes.values(), 2) if overlap(a, b)]


def overlap(a: Box, b: Box) -> bool:
    return a.x < b.right and b.x < a.right and a.y < b.bottom and b.y < a.bottom


def test_every_dependency_is_drawn_or_told_by_a_longer_path(assets: dict[str, Asset]) -> None:
    graph = Graph(assets)
    drawn: dict[str, set[str]] = {name: set() for name in assets}
    for start, end in graph.edges():
        drawn[end].add(start)
    drawn[graph.bus_target or ""] = set(graph.bus_sources())

    def reached(name: str) -> set[str]:
        return drawn[name].union(*(reached(dep) for dep in drawn[name]))

    for name, found in assets.items():
        assert found.deps <= reached(name), name


def test_a_dependency_that_a_longer_path_tells_is_no_line() -> None:
    into_figures = {start for start, end in Graph(SMALL).edges() if end == "_core_figures"}
    assert into_figures == {"_core_grids", "_core_words"}


def test_stages_stand_in_the_order_in_which_data_flows_even_where_a_later_one_gives_back() -> None:
    assert Graph(SMALL).stages() == ["sources", "documents", "tables", "catalogue", "observations"]


def test_the_line_for_all_tables_leads_into_the_asset_that_waits_for_most(assets: dict[str, Asset]) -> None:
    assert Graph(assets).bus_target == "out_parquet"
    assert Graph(SMALL).bus_target is None


def test_assets_in_a_circle_are_named() -> None:
    circle = {"core_a": asset("tables", "core_b"), "core_b": asset("tables", "core_a")}
    with pytest.raises(ValueError, match=r"circle: core_a, core_b"):
        lay_out(Graph(circle))


def test_a_small_graph_is_drawn_too() -> None:
    drawn = ElementTree.fromstring(picture(SMALL, {found.stage: "A stage & what it does." for found in SMALL.values()}))
    assert len([e for e in drawn.iter(f"{SVG}path") if e.get("class") == "l"]) == len(list(Graph(SMALL).edges()))


def test_every_stage_says_what_it_does(assets: dict[str, Asset]) -> None:
    for stage in {found.stage for found in assets.values()}:
        assert len(graph_picture.sentence_of(stage)) > 10, stage
