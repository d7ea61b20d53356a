"""explorer.html in a real browser: a stranger's questions in a few clicks, nothing fetched, nothing complained of, readable by all.

Needs a Chromium (Debian: ``apt-get install chromium``) and skips without one; the faults for readers with impairments are looked for
where ``make explorer`` has installed axe-core.
"""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipelines import cli
from tests.release.explorer.explorer_samples import CHANGES, frames, target
from tests.release.explorer.test_explorer_built import WEB
from tests.release.explorer.written_explorer import written
from tests.release.samples import frame

pytestmark = pytest.mark.slow
playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
AXE = WEB / "node_modules" / "axe-core" / "axe.min.js"
MOST_CLICKS = 4
LARGEST = 300_000  # bytes, of the sample plans' page
FIRST_VIEW = 1_000  # milliseconds
VIEWS = [
    "",
    "indicators",
    "indicator/rd_intensity",
    "places",
    "place/嘉兴市",
    "targets?sort=growth",
    "attainment",
    "plans",
    "work",
    "changes",
]
DESKTOP, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}


@pytest.fixture(scope="module")
def explorer(tmp_path_factory: pytest.TempPathFactory, sample_plans: Path) -> Path:
    output = tmp_path_factory.mktemp("explorer") / "dataset"
    result = CliRunner().invoke(cli.app, ["build", "--input", str(sample_plans), "--output", str(output)])
    assert result.exit_code == 0, result.output
    return output / "current" / "explorer.html"


@pytest.fixture(scope="module")
def browser() -> Iterator[object]:
    if CHROMIUM is None:
        pytest.skip("no Chromium is installed")
    with playwright.sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield started
        started.close()


class Reader:
    """Somebody before the page, who counts the clicks; what the page asks for or complains of is written down."""

    def __init__(self, browser, page_file: Path, view: str = "", **options: object) -> None:
        self.context = browser.new_context(viewport=DESKTOP, reduced_motion="reduce", **options)
        self.page = self.context.new_page()
        self.clicks, self.asked, self.complaints = 0, [], []
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("console", lambda said: self.complaints.append(said.text) if said.type in ("error", "warning") else None)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.goto(f"{page_file.as_uri()}#/{view}")
        self.page.wait_for_selector("main h1")

    def click(self, text: str, within: str = "main", *, exact: bool = True) -> None:
        self.page.locator(within).get_by_role("link", name=text, exact=exact).first.click()
        self.clicks += 1

    def tab(self, name: str) -> None:
        self.click(name, ".tabs")

    def choose(self, name: str, value: str) -> None:
        self.page.locator(f'select[aria-label="{name}"], label:has(> span:text-is("{name}")) select').select_option(value)
        self.clicks += 1

    def sees(self, *texts: str, within: str = "main") -> None:
        for text in texts:
            self.page.locator(within).get_by_text(text).first.wait_for(timeout=3000)

    def rows(self) -> list[str]:
        return [" ".join(text.split()) for text in self.page.locator("table.targets tbody tr").all_inner_texts()]

    def leaves(self, page_file: Path) -> None:
        outside = [url for url in self.asked if not url.startswith((page_file.as_uri(), "data:", "blob:"))]
        assert (outside, self.complaints) == ([], [])
        assert self.clicks <= MOST_CLICKS
        self.context.close()


@pytest.fixture
def reader(browser, explorer: Path) -> Iterator[Reader]:
    made = Reader(browser, explorer)
    yield made
    made.leaves(explorer)


def test_who_aims_highest_in_research_and_how_far_it_is(reader: Reader) -> None:
    reader.click("全社会研发经费支出占地区生产总值比重")
    reader.click("2020")
    reader.sees("到2020年，3个地方中嘉兴科技城的目标最高：≥5%")
    highest_city = reader.rows()[1]
    assert highest_city.startswith("嘉兴市") and "0.47" in highest_city


def test_high_tech_enterprises_by_city_year_and_growth(reader: Reader) -> None:
    reader.click("高新技术企业数")
    reader.click("全部年份")
    assert any("澜桥市" in row and "60家" in row and "2020" in row and "%" in row for row in reader.rows())


def test_who_is_responsible_for_what(reader: Reader) -> None:
    reader.tab("责任分工")
    reader.click("市科技局", exact=False)
    assert all("市科技局" in text for text in reader.page.locator("ul.work > li").all_inner_texts())


def test_what_has_changed(reader: Reader) -> None:
    reader.tab("变化")
    reader.sees("这是第一版")


def test_binding_targets(reader: Reader) -> None:
    reader.click("哪些是约束性指标？")
    assert reader.rows() != []
    assert all("约束性" in row for row in reader.rows())


def test_doubtful_targets_without_what_merely_informs(reader: Reader) -> None:
    reader.click("个目标值得再核对", exact=False)
    reader.page.wait_for_url("**doubt=2")
    grave = reader.rows()
    assert all("警告" in row or "错误" in row for row in grave)
    reader.choose("疑问", "1")
    assert len(reader.rows()) > len(grave)


def test_the_fastest_growth_first(reader: Reader) -> None:
    reader.click("哪些目标增长最快？")
    reader.sees("增速最快")
    shown = [row.inner_text() for row in reader.page.locator('td[data-label="年均增速"]').all()]
    rates = [float(text.strip("+%").replace("−", "-")) for text in shown if text != "—"]
    assert rates == sorted(rates, reverse=True)


def test_targets_of_a_theme(reader: Reader) -> None:
    reader.tab("全部目标")
    reader.choose("主题", "talent")
    assert reader.rows() != []
    assert all("人才" in row or "院士" in row or "人员" in row for row in reader.rows())


def test_one_city_over_two_periods(reader: Reader) -> None:
    reader.click("澜桥市")
    reader.sees("跨期对照", "2016—2020", "2021—2025")
    reader.page.locator(".multiples svg").nth(2).wait_for()


def test_where_a_figure_is_printed_with_the_figure_marked(reader: Reader) -> None:
    reader.click("嘉兴市")
    reader.click("全社会研发经费支出占地区生产总值比重")
    reader.page.locator(".detail mark").get_by_text("3.2").first.wait_for()
    reader.click("在规划全文中查看", ".detail")
    assert reader.page.locator("a.num.lit").inner_text() == "3.20"


def test_the_search_box_finds_by_another_name_and_by_keys_alone(reader: Reader) -> None:
    reader.page.keyboard.press("/")
    reader.page.keyboard.type("高企")
    reader.page.locator("#found [role=option]").first.wait_for()
    reader.page.keyboard.press("Enter")
    reader.page.wait_for_url("**#/indicator/hightech_enterprises")


def test_an_open_target_is_walked_and_closed_by_keys(reader: Reader) -> None:
    reader.click("嘉兴市")
    reader.page.locator("table.targets a").first.click()
    first = reader.page.url
    reader.page.keyboard.press("j")
    reader.page.wait_for_function("before => location.href !== before", arg=first)
    reader.page.keyboard.press("Escape")
    reader.page.locator(".detail").wait_for(state="detached")


def test_what_is_shown_can_be_taken_along(reader: Reader) -> None:
    reader.click("高新技术企业数")
    taken = {}
    for kind in ("CSV", "SVG", "PNG"):
        with reader.page.expect_download() as download:
            reader.page.locator("figure.chart").first.get_by_role("button", name=kind).click()
        taken[kind] = Path(download.value.path()).read_bytes()
    assert taken["CSV"].decode("utf-8-sig").startswith("地方,层级,指标")
    assert taken["SVG"].decode().startswith("<svg")
    assert "var(--" not in taken["SVG"].decode()  # other programs do not know the page's colours
    assert taken["PNG"].startswith(b"\x89PNG")


def test_in_english_the_page_speaks_english(browser, explorer: Path) -> None:
    reader = Reader(browser, explorer, "indicator/rd_intensity?lang=en")
    reader.sees("R&D intensity", "Baseline", within="body")
    assert reader.page.evaluate("document.documentElement.lang") == "en"
    reader.leaves(explorer)


def test_it_is_small_and_soon_there(browser, explorer: Path) -> None:
    assert explorer.stat().st_size <= LARGEST
    reader = Reader(browser, explorer)
    assert reader.page.evaluate("performance.getEntriesByName('explorer-shown')[0].startTime") < FIRST_VIEW
    reader.leaves(explorer)


@pytest.mark.parametrize("view", VIEWS)
def test_on_a_phone_nothing_stands_beside_the_page(browser, explorer: Path, view: str) -> None:
    reader = Reader(browser, explorer, view)
    reader.page.set_viewport_size(PHONE)
    time.sleep(0.1)
    assert reader.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    reader.leaves(explorer)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page of a second release, no target of which is doubted or has an actual."""
    folder = tmp_path_factory.mktemp("second")
    written(folder, frames(changes=CHANGES, indicator_targets=frame("indicator_targets", target("p1", "x1", 2020))))
    return folder / "explorer.html"


def test_each_figure_that_changed_is_told_once_with_what_differs(browser, small: Path) -> None:
    reader = Reader(browser, small, "changes")
    entries = [" ".join(text.split()) for text in reader.page.locator("ul.work > li").all_inner_texts()]
    assert len(entries) == 3
    assert any("50家 → 60家" in entry for entry in entries)
    assert any("存疑规则：" in entry and "未标明单位" in entry for entry in entries)
    reader.click("有改动", ".chips", exact=False)
    assert reader.page.locator("ul.work > li").count() == 2
    reader.leaves(small)


def test_nobody_is_asked_about_nothing(browser, small: Path) -> None:
    reader = Reader(browser, small)
    asked = reader.page.locator("ul.asks").inner_text()
    assert "哪些是约束性指标？" in asked
    assert not re.search(r"哪0个|的0个", asked)
    reader.leaves(small)


def test_the_page_of_doubts_fits_a_phone(browser, explorer: Path) -> None:
    page = browser.new_page(viewport=PHONE)
    page.goto(explorer.with_name("quality.html").as_uri())
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nobody_is_shut_out(browser, explorer: Path, scheme: str) -> None:
    if not AXE.is_file():
        pytest.skip("axe-core is not installed (`make explorer` installs it)")
    for view in VIEWS:
        reader = Reader(browser, explorer, view, color_scheme=scheme)
        reader.page.evaluate(AXE.read_text(encoding="utf-8"))
        found = reader.page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
        grave = [(fault["id"], fault["nodes"][0]["html"][:200]) for fault in found if fault["impact"] in ("serious", "critical")]
        assert grave == [], view
        reader.leaves(explorer)
