"""How large explorer.html becomes of many targets, and how soon it answers in a real browser.

In: a release. It is grown to the number of targets asked, every copy with ids, places, figures and words of its own, so that nothing packs
better than real plans would. Out: bytes of the page, milliseconds to the first view and of each step, beside what is asked of them.
"""

from __future__ import annotations

import random
import re
import shutil
import tempfile
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.table import Table

from assets.release.explorer.explorer_page import write_explorer
from assets.release.explorer.shown import Limits
from assets.release.releases import ReleaseInfo
from expectations.registry import Registry, load_registry
from expectations.registry.schema import conform
from tests.workbench.speed.benchmark import MEGABYTE, BenchmarkError

if TYPE_CHECKING:
    import pandas as pd

LARGEST, FIRST_VIEW, STEP = 6.0, 1000.0, 100.0  # MB, milliseconds, milliseconds
ROUNDS = 6
QUIET = "#/changes"  # a view of little, between the steps that are timed
STEPS = (
    "#/",
    "#/targets",
    "#/targets?bind=binding",
    "#/targets?sort=growth",
    "#/targets?sort=place",
    "#/targets?doubt=2",
    "#/indicators",
    "#/indicator/hightech_enterprises",
    "#/places",
    "#/attainment?year=2025",
    "#/plans",
    "#/work",
)
TIMED = """async (hash) => {
  const start = performance.now();
  location.hash = hash;
  await new Promise((done) => setTimeout(done, 0));
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)));
  return performance.now() - start;
}"""
IDS = re.compile(r"^(same_as|source_path|(\w+_)?(plan|observation|section|table|task|finding|reject)_ids?)$")
PLACES = ("region_name", "area_name")
PRINTED = ("quote", "text", "heading", "caption", "message", "message_zh", "target_text", "value_text")
FIGURES = ("base_value", "target_value", "target_value_max", "actual_value", "implied_growth")
OTHER_SIGNS = 4  # one of so many signs, and every digit, becomes another: no row is like another copy's, and all pack as real ones do
DIGITS = "123456789"
SHARED = ("indicators", "indicator_aliases", "indicator_ranges", "units", "regions", "vocabulary")
Frames = Mapping[str, "pd.DataFrame"]


def benchmark_explorer(release: Path, targets: int, out: Console) -> bool:
    """Measure and print; True where size and times are as asked. Raises ``BenchmarkError`` on a folder without a release with targets."""
    registry = load_registry()
    frames = read_release(release, registry)
    if frames.get("indicator_targets") is None or frames["indicator_targets"].empty:
        raise BenchmarkError(f"The folder {release} holds no release with targets; name one, for example dataset/current.")
    with tempfile.TemporaryDirectory(prefix="explorer-") as folder:
        page = Path(folder) / "explorer.html"
        info = ReleaseInfo("20260101T000000Z-00000000", datetime(2026, 1, 1, tzinfo=UTC), "0", "0" * 64, "0" * 64, {})
        write_explorer(page, grown(frames, targets, registry), registry, info, Limits(targets=10 * targets))
        found = {"size": (page.stat().st_size / MEGABYTE, LARGEST, "MB")} | _times(page)
    table = Table("what", "measured", "asked", title=f"explorer.html of {targets} targets")
    for what, (measured, asked, unit) in found.items():
        table.add_row(what, f"{measured:.1f} {unit}" if unit == "MB" else f"{measured:.0f} {unit}", f"{asked:g} {unit}")
    out.print(table)
    beyond = [what for what, (measured, asked, _) in found.items() if measured > asked]
    out.print(f"Beyond what is asked: {', '.join(beyond)}." if beyond else "All is as asked.")
    return not beyond


def read_release(release: Path, registry: Registry) -> dict[str, pd.DataFrame]:
    """The tables of a release as frames; none where the folder holds none."""
    import pyarrow.parquet as pq

    return {
        path.stem: conform(pq.read_table(path).to_pandas(), registry.tables[path.stem])
        for path in sorted((release / "parquet").glob("*.parquet"))
        if path.stem in registry.tables and path.stem != "releases"
    }


def grown(frames: Frames, targets: int, registry: Registry, seed: int = 1) -> dict[str, pd.DataFrame]:
    """The frames as often as gives so many targets, each copy with ids, places, words and figures of its own; a seed gives the same."""
    import pandas as pd

    chance = random.Random(seed)
    signs = sorted(set(re.findall(r"[\u4e00-\u9fff]", "".join(frames["plan_texts"]["text"]))))
    towns = [region.name_zh for region in registry.regions if region.level in ("city", "county")]
    copies = -(-targets // len(frames["indicator_targets"]))
    parts: dict[str, list[pd.DataFrame]] = {name: [] for name in frames}
    for nth in range(copies):
        how = _changes(signs, towns, chance)
        for name, frame in frames.items():
            if name not in SHARED or not nth:
                parts[name].append(frame if name in SHARED else _another(frame, nth, how))
    return {name: conform(pd.concat(found, ignore_index=True), registry.tables[name]) for name, found in parts.items()}


def _changes(signs: list[str], towns: list[str], chance: random.Random) -> dict[str, Callable[[Any], Any]]:
    """What becomes of a cell in one copy, by column: another place, some of its signs for others, a figure of its own."""
    some = chance.sample(signs, len(signs) // OTHER_SIGNS)
    other = dict(zip([*some, *DIGITS], [*chance.sample(some, len(some)), *chance.sample(DIGITS, len(DIGITS))], strict=True))
    scale = chance.uniform(0.3, 3)
    place: dict[str, str] = {}

    def named(name: str) -> str:
        return place.setdefault(name, chance.choice(towns))

    def worded(text: str) -> str:
        return "".join(other.get(sign, sign) for sign in text)

    def counted(value: float) -> float:
        decimals = len(f"{value:.4f}".rstrip("0").partition(".")[2])
        return round(value * scale * chance.uniform(0.8, 1.2), decimals)

    return {**dict.fromkeys(PLACES, named), **dict.fromkeys(PRINTED, worded), **dict.fromkeys(FIGURES, counted)}


def _another(frame: pd.DataFrame, nth: int, how: Mapping[str, Callable[[Any], Any]]) -> pd.DataFrame:
    """A copy of a frame with its own ids, and its cells changed as ``how`` says of their column."""
    changed = {name: how[name] for name in frame.columns if name in how}
    changed |= {name: lambda ids: _own_ids(ids, nth) for name in frame.columns if IDS.match(name)}
    return frame.assign(**{name: [change(cell) if _is_told(cell) else cell for cell in frame[name]] for name, change in changed.items()})


def _is_told(cell: object) -> bool:
    return cell is not None and cell == cell


def _own_ids(ids: str, nth: int) -> str:
    """Ids of another copy, each as long as it was where it is a hash."""
    return ";".join(
        sha256(f"{one}{nth}".encode()).hexdigest()[:16] if re.fullmatch("[0-9a-f]{16}", one) else f"{one}-{nth}" for one in ids.split(";")
    )


def _times(page: Path) -> dict[str, tuple[float, float, str]]:
    """What a Chromium takes to the first view and for each step, the best of several; nothing where there is none."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        return {}
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        view = browser.new_page(viewport={"width": 1320, "height": 900})
        shown = []
        for _ in range(ROUNDS // 2):
            view.goto("about:blank")
            view.goto(page.as_uri())
            view.wait_for_selector("main h1")
            shown.append(float(view.evaluate("performance.getEntriesByName('explorer-shown')[0].startTime")))
        view.wait_for_timeout(2000)  # until what is not needed for the first view has been unpacked
        found = {"first view": (min(shown), FIRST_VIEW, "ms")}
        for step in STEPS:
            taken = []
            for _ in range(ROUNDS):
                view.evaluate(TIMED, QUIET)
                taken.append(float(view.evaluate(TIMED, step)))
            found[step] = (min(taken), STEP, "ms")
        browser.close()
    return found
