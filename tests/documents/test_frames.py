"""The stage's tables have the registry's columns, and every file and plan is in them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from assets.documents.frames import moment, plan_texts_frame, plans_frame, sections_frame, sources_frame
from assets.documents.plans import identify
from assets.documents.reading.read import read_batch
from assets.sources.scan import scan
from expectations.registry import load_registry

TABLES = load_registry().tables
PLAN = "嘉兴市科技创新“十三五”规划\n嘉科〔2016〕1号\n一、发展基础\n(一)现状。创新能力增强。\n嘉兴市科学技术局\n2016年12月1日\n"


def test_the_frames_hold_every_file_and_plan_in_the_registrys_columns(tmp_path: Path) -> None:
    for name, data in {
        "a.txt": PLAN.encode(),
        "b.txt": PLAN.encode(),
        "c.pdf": b"%PDF-1.7",
        "a.txt.meta.yaml": b"outlook_year: 2030",
    }.items():
        (tmp_path / name).write_bytes(data)
    files = scan(tmp_path)
    outcomes = read_batch(files)
    plans = identify(outcomes)

    sources = sources_frame(outcomes, plans)
    assert list(sources.columns) == list(TABLES["sources"].columns)
    assert sources[["source_path", "status", "plan_id"]].values.tolist() == [
        ["a.txt", "parsed", "330400-2016-2020-科技创新规划"],
        ["a.txt.meta.yaml", "ignored", None],
        ["b.txt", "duplicate", "330400-2016-2020-科技创新规划"],
        ["c.pdf", "failed", None],
    ]
    assert set(sources.status) <= set(TABLES["sources"].columns["status"].values)

    frame = plans_frame(plans)
    assert list(frame.columns) == list(TABLES["plans"].columns)
    row = frame.iloc[0]
    assert (row.document_number, row.issuer, row.signed_on) == ("嘉科〔2016〕1号", "嘉兴市科学技术局", date(2016, 12, 1))
    assert (row.period_start, row.period_end, row.outlook_year, row.declared) == (2016, 2020, 2030, "outlook_year")

    assert plan_texts_frame(plans).values.tolist() == [["330400-2016-2020-科技创新规划", PLAN]]
    sections = sections_frame(plans)
    assert list(sections.columns) == list(TABLES["sections"].columns)
    assert sections.heading.tolist() == ["发展基础", "现状"]


def test_without_a_plan_the_frames_are_empty_and_have_their_columns() -> None:
    for frame, table in ((sources_frame([], []), "sources"), (plans_frame([]), "plans"), (sections_frame([]), "sections")):
        assert frame.empty
        assert list(frame.columns) == list(TABLES[table].columns)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("2021-12-31", datetime(2021, 12, 31, tzinfo=UTC)),
        ("2021-12-31T09:30:00+08:00", datetime(2021, 12, 31, 1, 30, tzinfo=UTC)),
        ("2022/3/4 9:05", datetime(2022, 3, 4, 9, 5, tzinfo=UTC)),
        ("2020年7月1日", datetime(2020, 7, 1, tzinfo=UTC)),
        ("1601-01-01T00:00:00Z", None),  # an empty clock
        ("2021年2月30日", None),
        ("昨天", None),
        (None, None),
    ],
)
def test_a_files_own_dates_become_moments_in_utc_and_what_is_none_is_empty(said: str | None, meant: datetime | None) -> None:
    assert moment(said) == meant
