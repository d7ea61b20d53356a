"""What plans say of one thing, held against each other: findings and flags beside those that each plan has by itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assets.validation.corrections import Confirmed, CorrectionError, unused
from assets.validation.findings import CORRECTED, SEPARATOR, About, findings_frame, flags, joined
from expectations.registry import Registry
from expectations.registry.schema import conform
from expectations.rules.ask import across
from expectations.rules.evidence import Evidence
from expectations.rules.found import Found

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    import pyarrow as pa
    from numpy.typing import NDArray

# What the rules across plans and their findings ask of an observation.
ASKED = (
    "observation_id", "plan_id", "indicator_id", "indicator_text", "region_code", "scope", "measure", "basis", "status", "comparator",
    "value", "value_max", "value_text", "value_std", "value_max_std", "unit_std", "year", "year_start", "origin", "char_start",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Across:
    """What is found: a frame of the table findings, and the rules by which each observation (by id) is questioned."""

    findings: pd.DataFrame
    flags: Mapping[str, str]

    def flagged(self, observations: pd.DataFrame, registry: Registry) -> pd.DataFrame:
        """The observations with these flags too."""
        import pandas as pd

        if not self.flags:
            return observations
        told = self.added(observations["observation_id"], observations["flags"], registry)
        return observations.assign(flags=pd.Series(told, index=observations.index, dtype="object"))

    def added(self, ids: Iterable[str], flags: Iterable[str | None], registry: Registry) -> list[str | None]:
        """The flags of observations with these too, by their ids and the flags that they have."""
        return [_both(own, self.flags.get(row), registry) for row, own in zip(ids, flags, strict=True)]

    def told(self, findings: pd.DataFrame, registry: Registry) -> pd.DataFrame:
        """The findings and these."""
        import pandas as pd

        if self.findings.empty:
            return findings
        return conform(pd.concat([findings, self.findings], ignore_index=True), registry.tables["findings"])


def _both(own: str | None, added: str | None, registry: Registry) -> str | None:
    return own if added is None else joined({*added.split(SEPARATOR), *(own.split(SEPARATOR) if own else ())}, registry)


def comparable(observations: pd.DataFrame) -> pd.DataFrame:
    """The rows that can be held against another plan's, with the columns that are asked: figures of the catalogue's indicators."""
    rows = observations[observations["indicator_id"].notna() & observations["value_std"].notna()]
    return rows[list(ASKED)]


def told_by_several(rows: pa.Table, plans: pd.DataFrame) -> pa.Table:
    """Of ``comparable`` rows those about an indicator, area and scope that several plans tell of; the others are held against none.

    In: the rows with ``ASKED``, and theirs of the table plans. Copies of a plan are no other plan, and stay out. The area is that of the
    rules: the code, else the name that the plan has.
    """
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    ids, copies = (pa.array(some, pa.string()) for some in (plans["plan_id"], plans.loc[plans["same_as"].notna(), "plan_id"]))
    rows = rows.filter(pc.invert(pc.is_in(rows["plan_id"], copies))).combine_chunks()
    names = pa.array(plans["region_name"], pa.string(), from_pandas=True).take(pc.index_in(rows["plan_id"], ids))
    subject = _numbered(rows["indicator_id"], pc.coalesce(rows["region_code"], names, ""), pc.coalesce(rows["scope"], ""))
    _, first = np.unique(_numbered(pa.chunked_array([subject]), rows["plan_id"]), return_index=True)  # a row of each plan and subject
    return rows.filter(pa.array(np.bincount(subject[first], minlength=1)[subject] > 1, pa.bool_()))


def _numbered(*columns: pa.ChunkedArray) -> NDArray[np.int64]:
    """The rows by number, those that are alike in all columns by the same."""
    import numpy as np

    numbers = np.zeros(len(columns[0]), dtype=np.int64)
    for cells in columns:
        coded = cells.combine_chunks().dictionary_encode(null_encoding="encode")
        _, numbers = np.unique(numbers * len(coded.dictionary) + coded.indices.to_numpy(), return_inverse=True)
    return numbers


def held_together(parts: Iterable[pd.DataFrame], plans: pd.DataFrame, confirmed: Sequence[Confirmed], registry: Registry) -> Across:
    """What the ``comparable`` rows of plans (a frame of that table) are questioned for by those of the others.

    ``parts`` are the rows, all those of an indicator in one part, as no rule holds two indicators against each other. ``confirmed`` are
    the rules across plans that reviewers overrule. Raises ``CorrectionError``, all its sentences at once, where one of them questions
    its row neither by its plan alone nor by others.
    """
    import pandas as pd

    asked: list[Found] = []
    about: dict[str, About] = {}
    for rows in parts:
        found = across(Evidence(rows.reset_index(drop=True), plans, pd.DataFrame(), registry))
        asked += found
        about |= _about(rows, found)
    if problems := unused(confirmed, asked):
        raise CorrectionError(*problems)
    overruled = {(one.observation_id, one.rule_id): one for one in confirmed}
    told = [one for one in asked if (one.observation_id, one.rule_id) not in overruled]
    by_hand = [
        Found(CORRECTED, one.observation_id, f"{one.rule_id}: {one.observed}", f"{by.reason} ({by.by})")
        for one in asked
        if (by := overruled.get((one.observation_id, one.rule_id))) is not None
    ]
    found = [*told, *by_hand]
    before = [(CORRECTED, one.observation_id) for one in confirmed if one.is_raised]
    return Across(findings_frame(found, about, {}, registry, before), flags(found, registry))


def _about(rows: pd.DataFrame, found: Iterable[Found]) -> dict[str, About]:
    """The rows that findings are about, as printed."""
    asked = {one.observation_id for one in found}
    rows = rows[rows["observation_id"].isin(asked)]
    columns = (rows[name] for name in ("observation_id", "plan_id", "indicator_text", "value_text"))
    return {oid: About(plan, name, value) for oid, plan, name, value in zip(*columns, strict=True)}
