"""Delimited tables: which texts are one, and the same table as from HTML whatever parts the cells."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assets.documents.document import BlockKind
from assets.documents.formats.charset import decode
from assets.documents.formats.sheet.delimited import is_csv, render_csv
from assets.documents.unreadable import UnreadableError
from tests.documents import national


def _csv(delimiter: str = ",", *, above: str = "", below: str = "", quoting: int = csv.QUOTE_MINIMAL) -> str:
    """The national table, each cell's text at its first place only, as spreadsheets save merged cells."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, quoting=quoting)  # type: ignore[arg-type]
    for row in national.places():
        cells = [""] * len(national.full_grid()[0])
        for _, column, one in row:
            cells[column] = one.text
        writer.writerow(cells)
    return above + out.getvalue() + below


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("quoting", [csv.QUOTE_MINIMAL, csv.QUOTE_ALL])
def test_the_national_table_gives_the_values_that_html_gives(delimiter: str, quoting: int) -> None:
    text = _csv(delimiter, above=f"{national.TITLE}\n{national.CAPTION}\n", below="\n".join(national.NOTES), quoting=quoting)
    assert is_csv(text)
    assert national.values_of(render_csv(text)) == national.values()


def test_titles_above_and_notes_below_are_no_rows() -> None:
    ending = "," * 8
    text = _csv(
        above=f"{national.CAPTION}{ending}\n单位：亿元{ending}\n",
        below=f'"{national.NOTES[0]}"{ending}\n带*的为2014年数据,〔〕内为累计数{ending}\n',
    )
    plan = national.plan_of(render_csv(text))
    assert [block.kind for block in plan.document.blocks] == [BlockKind.CAPTION] * 2 + [BlockKind.TABLE] + [BlockKind.NOTE] * 2
    assert plan.document.text.endswith("带*的为2014年数据，〔〕内为累计数")


def test_cells_in_quotes_hold_commas_and_line_ends() -> None:
    text = '指标,2020年,2025年\n"研发,投入","1,200","1,800"\n"高新技术\n企业",567,1000\n'
    assert render_csv(text).text.split("\n") == ["指标 | 2020年 | 2025年", "研发,投入 | 1,200 | 1,800", "高新技术 企业 | 567 | 1000"]


def test_excels_hint_names_the_delimiter() -> None:
    assert render_csv("sep=;\n指标;2020年;2025年\n研发,投入;2,1;2,5\n专利;6,3;12\n").text.split("\n")[1] == "研发,投入 | 2,1 | 2,5"


def test_a_lost_quote_does_not_swallow_the_rest() -> None:
    text = '指标,2020年,2025年\n"研发投入,2.1,2.5\n专利,6.3,12\n论文,4,2\n'
    assert len(render_csv(text).text.split("\n")) == 4


@pytest.mark.parametrize(
    "text",
    [
        "",
        "一行,两格,三格",
        "指标,2025年\n研发投入,2.5\n专利,12\n论文,2",
        "指标,2020年,2025年\n研发投入,2.1,2.5",
        "姓名,单位,电话\n甲,乙,丙\n丁,戊,己",
        "到2025年,高新技术企业达到500家,研发投入强度达到2.5%。\n" * 5,
        "坚持创新驱动,坚持开放合作,坚持人才优先。\n深化改革,扩大开放,2025年建成创新型城市。\n强化统筹,加强协调,落实3项任务。",
        "一、主要目标\n规划期为2021—2025年。\n指标|2020年|2025年\n研发投入|2.1|2.5\n专利|6.3|12\n论文|4|2\n二、保障措施",
        "指标 | 2020年 | 2025年\n研发投入 | 2.1 | 2.5\n专利 | 6.3 | 12\n论文 | 4 | 2",
        "指标\t2020年\t2025年\n研发投入\t2.1\t2.5\n专利\t6.3\t12\n二、保障措施\n加强组织领导。",
    ],
)
def test_running_text_and_plans_around_a_table_are_no_csv(text: str) -> None:
    assert not is_csv(text)


def test_no_plan_in_plain_text_is_taken_for_a_table(sample_plans: Path) -> None:
    for path in [*sample_plans.glob("*.txt"), *(sample_plans.parent / "good").glob("*.txt")]:
        assert not is_csv(decode(path.read_bytes()).text), path.name


def test_no_shared_plan_is_taken_for_a_table(shared: Path) -> None:
    for path in (shared / "plans").glob("*.txt"):
        assert not is_csv(decode(path.read_bytes()).text), path.name


def test_a_text_that_is_no_table_is_refused() -> None:
    with pytest.raises(UnreadableError):
        render_csv("加强组织领导。")


@given(st.text(alphabet='指标,;\t|"\n\r\0 1.5%年：。', max_size=200))
def test_any_text_is_judged_and_what_is_a_table_reads(text: str) -> None:
    if is_csv(text):
        rendition = render_csv(text)
        assert all(rendition.text[line.start : line.end] == line.text for line in rendition.lines)
