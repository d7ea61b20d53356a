"""One plan in every form, data/forms: each is read, gives the same values, and points to the best copy."""

from __future__ import annotations

from datetime import UTC, datetime

import pandas as pd
import pytest

from assets.documents.frames import plan_pages_frame, sources_frame
from assets.documents.plans import Plan, identify
from assets.documents.reading.read import ReadOutcome, Status, read_batch
from assets.sources.remote.provenance import Provenance
from assets.sources.scan import scan
from tests.documents.forms import FORMS, NAME
from tests.reading import validated


@pytest.fixture(scope="module")
def outcomes() -> list[ReadOutcome]:
    return read_batch(scan(FORMS))


@pytest.fixture(scope="module")
def plans(outcomes: list[ReadOutcome]) -> list[Plan]:
    return [plan for plan in identify(outcomes) if NAME in plan.source_path and "说明" not in plan.source_path]


def test_every_form_is_read_and_the_copy_in_the_archive_known(outcomes: list[ReadOutcome]) -> None:
    by_path = {outcome.source.source_path: outcome for outcome in outcomes}
    for ending in ("html", "md", "csv", "docx", "xlsx", "pdf", "ofd", "mhtml"):
        assert by_path[f"{NAME}.{ending}"].status is Status.PARSED, by_path[f"{NAME}.{ending}"].reason
    assert by_path[f"{NAME}.zip"].status is Status.IGNORED
    assert by_path[f"{NAME}.zip!/规划/{NAME}.docx"].status is Status.DUPLICATE
    assert by_path[f"{NAME}.zip!/说明.txt"].status is Status.PARSED  # a name in GBK


def test_every_form_gives_the_same_table(plans: list[Plan]) -> None:
    columns = ["indicator_text", "value_text", "value_std", "comparator", "unit_std", "year", "status", "measure"]
    of_plan = {}
    for plan in plans:
        rows = validated(plan).observations
        rows = rows[rows["origin"].eq("table")].sort_values(["row_index", "column_index"])[columns]
        of_plan[plan.source_path] = rows.reset_index(drop=True)
    page = of_plan.pop(f"{NAME}.html")
    assert len(page) > 40 and len(of_plan) == 7
    for rows in of_plan.values():
        pd.testing.assert_frame_equal(rows, page)


def test_all_but_the_best_are_named_as_copies(plans: list[Plan]) -> None:
    best = [plan for plan in plans if plan.same_as is None]
    assert [plan.source_path for plan in best] == [f"{NAME}.html"]
    assert {plan.same_as for plan in plans} == {None, best[0].plan_id}


def test_pages_are_told_where_a_form_has_them(plans: list[Plan]) -> None:
    pages = plan_pages_frame(plans)
    texts = {plan.plan_id: plan.document.text for plan in plans}
    paged = {plan.plan_id for plan in plans if plan.source_path.endswith((".pdf", ".ofd"))}
    assert set(pages["plan_id"]) == paged
    for plan_id, rows in pages.groupby("plan_id"):
        assert list(rows["page"]) == [1, 2]
        assert rows["char_start"].iloc[0] == 0 and rows["char_end"].iloc[-1] == len(texts[plan_id])
        assert rows["char_end"].iloc[0] == rows["char_start"].iloc[1]


def test_a_value_tells_its_page(plans: list[Plan]) -> None:
    (pdf,) = (plan for plan in plans if plan.source_path.endswith(".pdf"))
    rows = validated(pdf).observations
    assert set(rows["page"]) == {1, 2}
    assert rows.sort_values("char_start")["page"].is_monotonic_increasing


def test_a_files_own_metadata_and_its_address_stand_in_sources(outcomes: list[ReadOutcome], plans: list[Plan]) -> None:
    page = next(outcome.source for outcome in outcomes if outcome.source.source_path.endswith(".html"))
    come = Provenance("https://example.org/a", "https://example.org/b", "a.html", "2026-11-22T09:00:00Z", page.sha256 or "", 1, 200)
    word = come.__class__("https://example.org/w", "https://example.org/w", "w.docx", "2026-11-22T09:00:00Z", "changed since", 1, 200)
    frame = sources_frame(outcomes, plans, {page.source_path: come, f"{NAME}.docx": word}).set_index("source_path")
    assert "国家科技创新规划" in frame.loc[f"{NAME}.html", "title"]
    assert frame.loc[f"{NAME}.html", "url"] == "https://example.org/a"
    assert frame.loc[f"{NAME}.html", "fetched_at"] == datetime(2026, 11, 22, 9, tzinfo=UTC)
    assert frame.loc[f"{NAME}.docx", "url"] is None  # it is not the file that was downloaded
