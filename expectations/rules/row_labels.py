"""The printed words that name a table's rows and columns, for the rules on parts and totals."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from expectations.rules.evidence import Evidence

if TYPE_CHECKING:
    import pandas as pd

LABELS = ("place", "category", "indicator", "header")
OF_WHICH = re.compile(r"^[\s(（#\d.、]*其中")


def labels_of(evidence: Evidence) -> pd.DataFrame:
    """The cells that name rows and columns, with their words without white space."""
    cells = evidence.cells[evidence.cells["role"].isin(LABELS) & evidence.cells["text"].ne("")]
    return cells.assign(word=cells["text"].str.replace(r"\s+", "", regex=True))


def sub_rows(evidence: Evidence) -> pd.DataFrame:
    """Rows under 其中 with the row above that they are a part of: table_id, row_index, row_index_whole."""
    names = evidence.once(labels_of)
    names = names[names["role"].eq("indicator")].drop_duplicates(["table_id", "row_index"]).sort_values(["table_id", "row_index"])
    is_sub = names["word"].str.match(OF_WHICH)
    whole = names["row_index"].where(~is_sub).groupby(names["table_id"]).ffill()
    subs = names[is_sub].assign(row_index_whole=whole[is_sub])[["table_id", "row_index", "row_index_whole"]]
    return subs.dropna().astype({"row_index": "Int64", "row_index_whole": "Int64"})
