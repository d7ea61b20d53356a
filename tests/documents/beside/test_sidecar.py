"""Sidecars: what they state wins; what is wrong in them is told in one sentence."""

from __future__ import annotations

from datetime import date

import pytest

from assets.documents.beside.sidecar import SidecarError, apply_sidecar, read_sidecar
from assets.documents.document import Doubt, PlanMetadata
from expectations.registry import load_registry

REGIONS = load_registry().regions


def _read(text: str) -> dict[str, object]:
    return dict(read_sidecar(text.encode(), REGIONS))


def test_dates_years_and_codes_are_read_however_they_are_written() -> None:
    stated = _read(
        "title: 某规划\nregion_code: 139002\nsigned_on: 2016-12-30\npublished_on: 2017年1月5日\n"
        "period_start: 2016\nperiod_end: '2020年'\nissuer:\n"
    )
    assert stated == {
        "title": "某规划",
        "region_code": "130181",
        "signed_on": date(2016, 12, 30),
        "published_on": date(2017, 1, 5),
        "period_start": 2016,
        "period_end": 2020,
    }


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("titel: x", "key 'titel' is not known; use one of title,"),
        ("signed_on: bald", "signed_on 'bald' is not a date; write it as 2022-07-10"),
        ("signed_on: 2020-13-45", "signed_on '2020-13-45' is not a date; write it as 2022-07-10"),
        ("region_code: 999999", "region_code '999999' is not a GB/T 2260 code"),
        ("level: town", "level 'town' is not known; use one of national"),
        ("period_start: zwei", "period_start 'zwei' is not a year"),
        ("period_start: 2025\nperiod_end: 2021", "ends (2021) before it starts (2025)"),
        ("title: [a, b]", "title must be a single value"),
        ("- title", "must hold lines of the form"),
        ("title: 'x", "not valid YAML"),
        ("title: " + "规" * 301, "title must be one line of at most 300 characters"),
        ("title: !!set {a, b}", "title must be a single value"),
        ("period_start: 0x" + "f" * 200, "is not a year"),
    ],
)
def test_what_is_wrong_is_told(text: str, words: str) -> None:
    with pytest.raises(SidecarError) as problem:
        _read(text)
    assert words in str(problem.value)
    assert "\n" not in str(problem.value)


def test_a_sidecar_that_is_not_utf8_is_told() -> None:
    with pytest.raises(SidecarError, match="save it as UTF-8"):
        read_sidecar("title: 规划".encode("gb18030"), REGIONS)


def test_an_empty_sidecar_states_nothing() -> None:
    assert _read("# nothing yet\n") == {}


def test_what_stands_there_wins_and_is_listed() -> None:
    read = PlanMetadata(title="甲规划", region_code="330400", region_name="嘉兴市", province="浙江省", level="city", period_start=2016)
    said = apply_sidecar(read, {"title": "乙规划", "region_code": "130181"}, REGIONS)
    assert (said.title, said.region_code, said.region_name, said.province, said.level) == ("乙规划", "130181", "辛集市", "河北省", "county")
    assert said.period_start == 2016
    assert said.declared == ("title", "region_code")


def test_a_parks_name_is_not_replaced_by_its_citys() -> None:
    read = PlanMetadata(region_code="330400", region_name="某科技城", province="浙江省", level="park")
    said = apply_sidecar(read, {"region_code": "320500"}, REGIONS)
    assert (said.region_code, said.region_name, said.province, said.level) == ("320500", "某科技城", "江苏省", "park")


def test_a_towns_name_is_not_replaced_by_its_countys() -> None:
    said = apply_sidecar(PlanMetadata(region_name="盛泽镇"), {"region_code": "320509"}, REGIONS)
    assert (said.region_code, said.region_name, said.province, said.level) == ("320509", "盛泽镇", "江苏省", None)
    said = apply_sidecar(PlanMetadata(), {"region_code": "320509"}, REGIONS)
    assert (said.region_name, said.level) == ("吴江区", "county")


def test_what_a_sidecar_states_is_no_doubt_any_more() -> None:
    place, period = (
        Doubt("place", ("region_code", "region_name"), "", "nothing"),
        Doubt("period", ("period_start", "period_end"), "", "nothing"),
    )
    doubtful = PlanMetadata(doubts=(place, period))
    assert apply_sidecar(doubtful, read_sidecar("region_name: 菱渡市".encode(), REGIONS), REGIONS).doubts == (period,)
    assert apply_sidecar(doubtful, read_sidecar(b"period_end: 2025", REGIONS), REGIONS).doubts == (place,)
