"""Where the assets stand in the picture of the graph: a band per stage from top to bottom, a column per kind of asset.

Pure geometry over names, stages and dependencies; knows neither Dagster nor SVG. All lengths are in the picture's units (pixels at
its own size).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

BOX_HEIGHT = 28
ROW_GAP = 14
BAND_GAP = 20
BAND_PADDING = 14
LOWEST_BAND = 84  # so that the sentence about a stage has room beside few boxes
TOP = 64  # below the legend
COLUMN_X = (204, 426, 662)
COLUMN_WIDTH = (170, 170, 196)
OBJECTS, TABLES = (0, 1), 2  # columns: objects handed on in process, and what is published
RAW_LAYER, PUBLISHED_LAYERS = "raw_", ("core_", "out_")
FEWEST_FOR_BUS = 8  # an asset that waits for so many is reached by one line for all


@dataclass(frozen=True, slots=True)
class Asset:
    """An asset: the stage (group) it stands in, the assets it is made from, and how many checks hold it."""

    stage: str
    deps: frozenset[str]
    checks: int = 0


@dataclass(frozen=True, slots=True)
class Box:
    """Where an asset stands."""

    column: int
    y: int

    @property
    def x(self) -> int:
        """Left edge."""
        return COLUMN_X[self.column]

    @property
    def right(self) -> int:
        """Right edge."""
        return self.x + COLUMN_WIDTH[self.column]

    @property
    def middle(self) -> int:
        """Height of the middle line."""
        return self.y + BOX_HEIGHT // 2

    @property
    def bottom(self) -> int:
        """Lower edge."""
        return self.y + BOX_HEIGHT


@dataclass(frozen=True, slots=True)
class Band:
    """The strip of one stage."""

    stage: str
    y: int
    height: int


class Graph:
    """Assets by name, with what follows from their dependencies. Raises ``ValueError`` where they run in a circle."""

    def __init__(self, assets: Mapping[str, Asset]) -> None:
        """Take the assets; a dependency on something that is no asset of the graph is left out."""
        self.assets = {name: Asset(a.stage, a.deps & assets.keys(), a.checks) for name, a in sorted(assets.items())}

    @cached_property
    def order(self) -> list[str]:
        """Every name after those it depends on."""
        done: dict[str, None] = {}
        while len(done) < len(self.assets):
            ready = [name for name, asset in self.assets.items() if name not in done and asset.deps <= done.keys()]
            if not ready:
                raise ValueError(f"These assets depend on one another in a circle: {', '.join(sorted(self.assets.keys() - done.keys()))}.")
            done |= dict.fromkeys(ready)
        return list(done)

    @cached_property
    def above(self) -> dict[str, frozenset[str]]:
        """All that each asset is made from, over any number of steps."""
        found: dict[str, frozenset[str]] = {}
        for name in self.order:
            deps = self.assets[name].deps
            found[name] = deps.union(*(found[dep] for dep in deps))
        return found

    @cached_property
    def bus_target(self) -> str | None:
        """The asset that waits for most, where it waits for many: its dependencies are drawn as one line."""
        name = max(self.assets, key=lambda name: len(self.assets[name].deps), default=None)
        return name if name is not None and len(self.assets[name].deps) >= FEWEST_FOR_BUS else None

    def edges(self) -> Iterator[tuple[str, str]]:
        """(from, to) of each dependency that no longer path tells already, those of the bus left out."""
        for name, asset in self.assets.items():
            if name != self.bus_target:
                told = frozenset[str]().union(*(self.above[dep] for dep in asset.deps))
                yield from ((dep, name) for dep in sorted(asset.deps - told))

    def bus_sources(self) -> list[str]:
        """What the bus gathers."""
        return sorted(self.assets[self.bus_target].deps) if self.bus_target is not None else []

    def stages(self) -> list[str]:
        """The stages in data-flow order: each as late as what waits for it allows; of equals those first that take from no other."""
        depth: dict[str, int] = {}
        for name in self.order:
            depth[name] = max((depth[dep] + 1 for dep in self.assets[name].deps), default=0)
        latest = dict.fromkeys(self.assets, max(depth.values(), default=0))
        for name in reversed(self.order):
            for dep in self.assets[name].deps:
                latest[dep] = min(latest[dep], latest[name] - 1)
        members: dict[str, list[str]] = {}
        for name, asset in self.assets.items():
            members.setdefault(asset.stage, []).append(name)
        rank = {stage: min(latest[name] for name in names) for stage, names in members.items()}
        taken = {stage: {self.assets[dep].stage for name in names for dep in self.assets[name].deps} for stage, names in members.items()}

        def place(stage: str) -> tuple[int, int, int, str]:
            equals = sum(rank[other] == rank[stage] for other in taken[stage] - {stage})
            return rank[stage], equals, -min(depth[name] for name in members[stage]), stage

        return sorted(members, key=place)

    def feeds_on(self, name: str) -> bool:
        """Whether another stage is made from the asset."""
        return any(name in asset.deps and asset.stage != self.assets[name].stage for asset in self.assets.values())


@dataclass(frozen=True)
class Layout:
    """Boxes by asset, and the bands from top to bottom."""

    boxes: Mapping[str, Box]
    bands: tuple[Band, ...]

    @property
    def bottom(self) -> int:
        """Lower edge of the last band."""
        return max((band.y + band.height for band in self.bands), default=TOP)

    def are_between(self, upper: Box, lower: Box) -> bool:
        """Whether a box of the lower one's column stands between the two."""
        return any(box.column == lower.column and upper.y < box.y < lower.y for box in self.boxes.values())


def lay_out(graph: Graph) -> Layout:
    """A place for every asset and a band for every stage."""
    boxes: dict[str, Box] = {}
    bands = []
    y = TOP
    for stage in graph.stages():
        columns = _columns(graph, [name for name in graph.order if graph.assets[name].stage == stage])
        rows = max(map(len, columns.values()))
        height = max(LOWEST_BAND, rows * BOX_HEIGHT + (rows - 1) * ROW_GAP + 2 * BAND_PADDING)
        bands.append(Band(stage, y, height))
        for column, names in columns.items():
            used = len(names) * BOX_HEIGHT + (len(names) - 1) * ROW_GAP
            first = y + (height - used) // 2
            boxes |= {name: Box(column, first + row * (BOX_HEIGHT + ROW_GAP)) for row, name in enumerate(names)}
        y += height + BAND_GAP
    return Layout(boxes, tuple(bands))


def _columns(graph: Graph, names: list[str]) -> dict[int, list[str]]:
    """A stage's assets by column: tables last, the objects before them in the order of their making, the last of them nearest."""
    tables = [name for name in names if name in graph.bus_sources() and name.startswith(PUBLISHED_LAYERS)]
    objects = sorted((name for name in names if name not in tables), key=graph.feeds_on)  # those below have a free way down
    depth: dict[str, int] = {}
    for name in (name for name in names if name in objects):
        depth[name] = max((depth[dep] + 1 for dep in graph.assets[name].deps if dep in depth), default=0)
    deepest = max(depth.values(), default=0)
    room = (*OBJECTS, TABLES) if not tables else OBJECTS
    columns: dict[int, list[str]] = {}
    for name in objects:
        column = depth[name] if not tables or name.startswith(RAW_LAYER) else room[-1] - deepest + depth[name]
        columns.setdefault(min(max(column, room[0]), room[-1]), []).append(name)
    if tables:
        columns[TABLES] = _with_children_below(graph, sorted(tables))
    return columns


def _with_children_below(graph: Graph, names: Collection[str]) -> list[str]:
    """The names in order, each that is made from another of them right below that one."""
    children = {name: [n for n in names if name in graph.assets[n].deps] for name in names}
    nested = {child for found in children.values() for child in found}
    ordered: dict[str, None] = {}

    def add(name: str) -> None:
        if name not in ordered:
            ordered[name] = None
            for child in children[name]:
                add(child)

    for name in names:
        if name not in nested:
            add(name)
    return list(ordered)
