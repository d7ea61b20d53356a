"""The asset graph as a picture, docs/asset-graph.svg, made from the definitions: ``python -m tests.workbench pictures``.

Lines that a longer path tells already are left out, and the many that lead into the release are one. The picture has its own light
ground, so that it reads alike on a light and a dark page.
"""

from __future__ import annotations

import importlib
import textwrap
from collections import Counter
from collections.abc import Iterator, Mapping
from html import escape
from pathlib import Path

from tests.workbench.pictures.graph_layout import BAND_GAP, BOX_HEIGHT, TABLES, Asset, Band, Box, Graph, Layout, lay_out

PICTURE = Path(__file__).parents[3] / "docs" / "asset-graph.svg"
LAYERS: Mapping[str, tuple[str, str]] = {  # longest prefix first: colour and meaning
    "_core_": ("#8250df", "objects handed on, not published"),
    "core_": ("#0969da", "published tables"),
    "raw_": ("#9a6700", "as found"),
    "out_": ("#1a7f37", "made for readers"),
}
WIDTH, MARGIN = 930, 16
BUS_X = WIDTH - MARGIN - 22
TRUNK = 14  # from a column to the lines beside it
LANE_GAP, LANES = 9, 4  # between lines that run side by side, and how many of them have room
ASIDE = 6  # a line along a lane leaves below the middle and arrives above it, so that the two are told apart
LABEL_CHARACTERS = 27  # of a line of the sentence about a stage
LEGEND_X = {"raw_": 204, "_core_": 308, "core_": 582, "out_": 748}
STYLE = """
text{font-family:-apple-system,"Segoe UI",Helvetica,Arial,"DejaVu Sans",sans-serif;fill:#1f2328}
.n{font:12px ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace}
.s{font-size:15px;font-weight:600}.t{font-size:11px;fill:#59636e}.c{font-size:10px;fill:#59636e}
.b{fill:#fff;stroke:#d1d9e0}.l{fill:none;stroke:#818b98;stroke-width:1.4}.u{fill:none;stroke:#0969da;stroke-width:2.4}
.d{fill:#0969da}.p{fill:#f6f8fa;stroke:#d1d9e0}
"""


def picture(assets: Mapping[str, Asset], sentences: Mapping[str, str]) -> str:
    """The graph as SVG. ``sentences`` says of each stage what it does; a stage without one raises ``KeyError``."""
    graph = Graph(assets)
    layout = lay_out(graph)
    height = layout.bottom + MARGIN
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" role="img">',
        "<title>The asset graph: a band per stage, from raw files at the top to the release at the bottom</title>",
        f"<style>{STYLE}</style>",
        _markers(),
        f'<rect width="{WIDTH}" height="{height}" rx="8" fill="#fff" stroke="#d1d9e0"/>',
        *_legend(),
        *(part for band in layout.bands for part in _band(band, sentences[band.stage])),
        *_lines(graph, layout),
        *_bus(graph, layout),
        *(part for name, box in layout.boxes.items() for part in _box(name, box, graph.assets[name].checks)),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _markers() -> str:
    """Arrow heads for the thin and the thick lines."""
    return f"<defs>{_arrow_head('a', 8, '#818b98')}{_arrow_head('A', 11, '#0969da')}</defs>"


def _arrow_head(name: str, size: int, colour: str) -> str:
    place = 'viewBox="0 0 8 8" refX="7.5" refY="4" orient="auto" markerUnits="userSpaceOnUse"'
    return f'<marker id="{name}" {place} markerWidth="{size}" markerHeight="{size}"><path d="M0 0L8 4L0 8z" fill="{colour}"/></marker>'


def _legend() -> Iterator[str]:
    """The title and what the colours mean."""
    yield f'<text class="s" x="{MARGIN + 14}" y="34">Asset graph</text>'
    yield f'<text class="t" x="{MARGIN + 14}" y="50">✓2: two checks hold it</text>'
    for layer, x in LEGEND_X.items():
        colour, meaning = LAYERS[layer]
        yield f'<rect x="{x}" y="25" width="6" height="16" rx="2" fill="{colour}"/>'
        yield f'<text class="n" x="{x + 12}" y="37">{layer}</text>'
        yield f'<text class="t" x="{x + 17 + 7.3 * len(layer):.0f}" y="37">{meaning}</text>'


def _band(band: Band, sentence: str) -> Iterator[str]:
    """A stage's strip with its name and its sentence."""
    yield f'<rect class="p" x="{MARGIN}" y="{band.y}" width="{WIDTH - 2 * MARGIN}" height="{band.height}" rx="8"/>'
    yield f'<text class="s" x="{MARGIN + 14}" y="{band.y + 26}">{escape(band.stage)}</text>'
    for number, line in enumerate(textwrap.wrap(sentence, LABEL_CHARACTERS)):
        yield f'<text class="t" x="{MARGIN + 14}" y="{band.y + 43 + 13 * number}">{escape(line)}</text>'


def _box(name: str, box: Box, checks: int) -> Iterator[str]:
    """An asset: its name, its layer's colour, the number of checks that hold it."""
    colour = next(colour for layer, (colour, _) in LAYERS.items() if name.startswith(layer))
    width = box.right - box.x
    yield f'<rect class="b" x="{box.x}" y="{box.y}" width="{width}" height="{BOX_HEIGHT}" rx="4"/>'
    yield f'<rect x="{box.x}" y="{box.y}" width="6" height="{BOX_HEIGHT}" rx="2" fill="{colour}"/>'
    yield f'<text class="n" x="{box.x + 12}" y="{box.y + 18}">{escape(name)}</text>'
    if checks:
        yield f'<text class="c" x="{box.right - 6}" y="{box.y + 18}" text-anchor="end">✓{checks}</text>'


def _lines(graph: Graph, layout: Layout) -> Iterator[str]:
    """The dependencies, straight where nothing stands in between, else along a lane beside the column, one lane for each start."""
    lanes: dict[int, list[str]] = {}
    for start, end in sorted(graph.edges(), key=lambda edge: (layout.boxes[edge[0]].y, layout.boxes[edge[1]].y)):
        source, target = layout.boxes[start], layout.boxes[end]
        same_stage = graph.assets[start].stage == graph.assets[end].stage
        if source.column == target.column and source.y < target.y and not layout.are_between(source, target):
            x = source.x + (24 if source.column == TABLES else (source.right - source.x) // 2)
            path = f"M{x} {source.bottom}V{target.y}"
        elif same_stage and source.column < target.column:
            trunk = source.right + TRUNK
            path = f"M{source.right} {source.middle}H{trunk}V{target.middle}H{target.x}"
        else:
            of_column = lanes.setdefault(target.column, [])
            if start not in of_column:
                of_column.append(start)
            lane = target.x - TRUNK - LANE_GAP * (of_column.index(start) % LANES)
            edge = source.x if source.column >= target.column else source.right
            path = f"M{edge} {source.middle + ASIDE}H{lane}V{target.middle - ASIDE}H{target.x}"
        yield f'<path class="l" d="{path}" marker-end="url(#a)"/>'


def _bus(graph: Graph, layout: Layout) -> Iterator[str]:
    """One thick line that gathers what the release is made of, with a dot where each of them joins."""
    if graph.bus_target is None:
        return
    target = layout.boxes[graph.bus_target]
    sources = [layout.boxes[name] for name in graph.bus_sources()]
    for box in sources:
        yield f'<path class="l" d="M{box.right} {box.middle}H{BUS_X}"/><circle class="d" cx="{BUS_X}" cy="{box.middle}" r="3.2"/>'
    x = (target.x + target.right) // 2
    turn = next(band.y for band in reversed(layout.bands) if band.y < target.y) - BAND_GAP // 2
    start = min(box.middle for box in sources)
    yield f'<path class="u" d="M{BUS_X} {start}V{turn}H{x}V{target.y - 1}" marker-end="url(#A)"/>'


def assets_of_definitions() -> dict[str, Asset]:
    """Every asset of the project, by name."""
    from pipelines.definitions import defs

    checks = Counter(spec.asset_key.to_user_string() for made in defs.asset_checks or () for spec in made.check_specs)
    return {
        spec.key.to_user_string(): Asset(
            spec.group_name or "", frozenset(dep.asset_key.to_user_string() for dep in spec.deps), checks[spec.key.to_user_string()]
        )
        for spec in defs.resolve_all_asset_specs()
    }


def sentence_of(stage: str) -> str:
    """What a stage's package says of itself in the first line of its docstring, after the colon, as a sentence."""
    first = (importlib.import_module(f"assets.{stage}").__doc__ or "").strip().splitlines()[0]
    sentence = first.partition(": ")[2]
    return sentence[:1].upper() + sentence[1:]


def picture_of_definitions() -> str:
    """The picture of the project's own graph."""
    assets = assets_of_definitions()
    return picture(assets, {asset.stage: sentence_of(asset.stage) for asset in assets.values()})


def main() -> None:
    """Write the picture."""
    PICTURE.write_text(picture_of_definitions(), encoding="utf-8")
