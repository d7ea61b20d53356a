"""The quality report of a release: ``quality.html``, one page for readers who do not program.

It says what was read, what became of every number, what the rules question and where the questioned print stands. The page needs
nothing but itself: its styling is inside, it holds no script and loads nothing. What it shows of long lists is a choice; how many more
there are, and where, stands beside it. Same frames and same release, same bytes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, timedelta, timezone
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from assets.release.quality.charts import (
    PLANS_DRAWN,
    Account,
    Bar,
    accounts,
    by_catalogue,
    by_disposition,
    by_origin,
    by_plan,
    by_rule,
    by_sureness,
    head_counts,
)
from assets.release.quality.dataset import Dataset
from assets.release.quality.doubts import RuleDoubts, doubts_by_rule
from assets.release.quality.passages import Passage, passages
from assets.release.quality.plan_pages import PlanEntry, UnreadFile, plan_entries, unread_files
from assets.release.quality.words import ACCOUNT_PARTS, CATALOGUED, SEVERITIES, STATUSES, SURENESS
from expectations.registry import Registry, Rule
from expectations.registry.table_rows import Rows

if TYPE_CHECKING:
    import jinja2

    from assets.release.releases import ReleaseInfo

QUALITY_FILE = "quality.html"
TEMPLATE = "quality.html.jinja"
BEIJING = timezone(timedelta(hours=8))
DOUBTS_SHOWN_OPEN = 8  # a rule's further doubts are folded away, so that the rules can be overlooked
PLANS_SHOWN_OPEN = 10

# Signs that HTML does not allow in text, made visible: ␀ for U+0000, and U+FFFD for those that have no picture of their own.
_PICTURES = {code: 0x2400 + code for code in range(0x20) if chr(code) not in "\t\n"}
_NO_TEXT = dict.fromkeys([*range(0x7F, 0xA0), *range(0xD800, 0xE000), *range(0xFDD0, 0xFDF0)], 0xFFFD)
_NO_TEXT |= {plane + low: 0xFFFD for plane in range(0, 0x110000, 0x10000) for low in (0xFFFE, 0xFFFF)}
_VISIBLE = _PICTURES | _NO_TEXT


@dataclass(frozen=True, slots=True)
class Page:
    """All that the template shows."""

    info: ReleaseInfo
    counts: Mapping[str, int]
    total: list[Account]
    plan_accounts: list[Account]
    rules: list[RuleDoubts]
    silent_rules: list[Rule]
    rule_bars: list[Bar]
    plan_bars: list[Bar]
    catalogue_bars: list[Bar]
    origin_bars: list[Bar]
    sureness_bars: list[Bar]
    disposition_bars: list[Bar]
    plans: list[PlanEntry]
    unread: list[UnreadFile]
    passages: list[Passage]

    @property
    def made_in_utc(self) -> str:
        """When the release was made, UTC."""
        return f"{self.info.made_at.astimezone(UTC):%Y-%m-%d %H:%M}"

    @property
    def made_in_beijing(self) -> str:
        """When the release was made, in Beijing."""
        return f"{self.info.made_at.astimezone(BEIJING):%Y-%m-%d %H:%M}"

    def bar_of(self, found: RuleDoubts) -> Bar:
        """The bar of a rule's doubts in the chart."""
        return next(bar for bar in self.rule_bars if bar.anchor == f"rule-{found.rule.rule_id}")


def write_quality(path: Path, frames: Mapping[str, Rows], registry: Registry, info: ReleaseInfo) -> None:
    """Write the quality report of a release to ``path``.

    ``frames`` are the published tables by name; one that is not among them counts as empty. Raises ``ReleaseError`` where the tables
    contradict each other: a finding of an unknown rule, a quote without its value.
    """
    page = _page(Dataset(frames, registry), info)
    path.write_text(_template().render(page=page), encoding="utf-8", newline="\n")


def _page(dataset: Dataset, info: ReleaseInfo) -> Page:
    rules = doubts_by_rule(dataset)
    found = {one.rule.rule_id for one in rules}
    total, plan_accounts = accounts(dataset)
    return Page(
        info=info,
        counts=head_counts(dataset),
        total=total,
        plan_accounts=plan_accounts,
        rules=rules,
        silent_rules=[rule for rule in dataset.registry.rules.values() if rule.rule_id not in found],
        rule_bars=by_rule(rules),
        plan_bars=by_plan(dataset),
        catalogue_bars=by_catalogue(dataset),
        origin_bars=by_origin(dataset),
        sureness_bars=by_sureness(dataset),
        disposition_bars=by_disposition(dataset),
        plans=plan_entries(dataset, rules),
        unread=unread_files(dataset),
        passages=passages(dataset, [doubt for one in rules for doubt in one.listed]),
    )


@lru_cache(maxsize=1)
def _template() -> jinja2.Template:
    import jinja2

    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        finalize=_printable,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["number"] = "{:,}".format
    environment.globals.update(
        severities=SEVERITIES,
        statuses=STATUSES,
        account_parts=ACCOUNT_PARTS,
        catalogued=CATALOGUED,
        sureness=SURENESS,
        shown_open=DOUBTS_SHOWN_OPEN,
        plans_open=PLANS_SHOWN_OPEN,
        plans_drawn=PLANS_DRAWN,
    )
    return environment.get_template(TEMPLATE)


def _printable(cell: object) -> object:
    """What the template prints of a cell: nothing for none, and text without signs that HTML does not allow."""
    if cell is None:
        return ""
    return cell.translate(_VISIBLE) if isinstance(cell, str) else cell
