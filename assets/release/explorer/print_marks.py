"""Where each figure is printed, the sentence or the table row under its header, and what is doubted about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from assets.release.explorer.packing import Packed, joined, places, steps, whole, words
from assets.release.explorer.shown import Shown
from expectations.registry.table_rows import pieces_of

if TYPE_CHECKING:
    import pandas as pd

CELL = "\x1f"  # between the cells of a row
AGAIN = "\x1e"  # a cell that repeats the one to its left: both show one merged cell
ROW = ["table_id", "row_index"]
AROUND = (45, 30, 20, 12)  # characters kept on each side of the values where quotes are cut, as many as there is room for


def passages(shown: Shown) -> Packed:
    """One passage per observation shown, in their order.

    ``row`` is a place in ``rows`` with ``column``, -1 for a figure of running text, whose ``quote`` has the value at ``start``.
    """
    import pandas as pd

    rows = shown.observations
    cells, of_rows = _rows(shown)
    in_table = rows["table_id"].notna() & rows["row_index"].notna()
    keys = pd.MultiIndex.from_arrays([rows["table_id"].fillna(""), rows["row_index"].astype("float64").fillna(-1).astype("int64")])
    found = pd.MultiIndex.from_frame(of_rows[ROW]).get_indexer(keys)
    row = pd.Series(found).where(in_table, -1).astype("int64")
    quotes, starts = _quotes(rows, row < 0, shown)
    sections = shown.dataset.table("sections", "section_id", "heading").set_index("section_id")["heading"]
    return {
        "row": steps(row.tolist()),
        "column": whole(rows["column_index"]),
        "quote": words(quotes),
        "start": starts,
        "length": rows["value_text"].str.len().where(row < 0, 0).fillna(0).astype("int64").tolist(),
        "line": whole(rows["line"]),
        "page": whole(rows["page"]),
        "section": words(rows["section_id"].map(sections)),
        "rows": cells,
        "row_table": words(of_rows["table_id"]),
        "row_is_header": of_rows["is_header"].astype("int64").tolist(),
        "captions": _captions(of_rows, shown),
    }


def _rows(shown: Shown) -> tuple[list[str], pd.DataFrame]:
    """The table rows shown, those with a value of ``observations`` and the header rows of their tables, as text and with their keys."""
    values = shown.observations.loc[shown.observations["row_index"].notna(), ROW].drop_duplicates()
    cells = shown.dataset.among("table_cells", "table_id", set(values["table_id"].dropna()))
    cells = cells.sort_values([*ROW, "column_index"], kind="stable")
    is_header = cells["role"].eq("header").groupby([cells[name] for name in ROW]).transform("any")
    wanted = cells[ROW].merge(values.assign(is_value=True), on=ROW, how="left")["is_value"].notna().to_numpy()
    cells, is_header = cells[wanted | is_header], is_header[wanted | is_header]
    first = ~cells.duplicated(ROW)
    text = cells["text"].fillna("")
    merged = (cells["char_start"] == cells["char_start"].shift()) & (text == text.shift()) & (text != "") & ~first
    starts = first.to_numpy().nonzero()[0].tolist()
    whole_rows = joined(text.mask(merged, AGAIN).tolist(), starts, len(cells), CELL) if starts else []
    return whole_rows, cells.loc[first, ROW].assign(is_header=is_header[first]).reset_index(drop=True)


def _captions(of_rows: pd.DataFrame, shown: Shown) -> list[str | None]:
    """The caption of each table shown, in the order of their first rows."""
    captions = shown.dataset.table("plan_tables", "table_id", "caption").set_index("table_id")["caption"].dropna().to_dict()
    return [captions.get(table_id) for table_id in of_rows["table_id"].drop_duplicates()]


def _quotes(rows: pd.DataFrame, of_text: pd.Series, shown: Shown) -> tuple[pd.Series, list[int]]:
    """The quotes of the figures of running text, none for the others, and where each value stands in its quote, in characters.

    Where all the quotes together are more than the page has room for, each is cut to what stands close to its values.
    """
    shown.dataset.hold_texts(rows["plan_id"])
    columns = (rows["plan_id"], rows["quote"].where(of_text, None), rows["value_text"], rows["char_start"], rows["char_end"])
    marks: list[tuple[str, int, int] | None] = []  # of each row its quote, and where its value begins and ends in it
    for plan_id, quote, value, start, end in zip(*(column.tolist() for column in columns), strict=True):
        at = -1 if quote is None or quote != quote else _start(shown.dataset.text(plan_id), quote, value, int(start), int(end))
        marks.append(None if quote is None or quote != quote else (quote, at, at + len(value)))
    return _cut_to_fit(marks, shown.limits.quote_characters)


def _cut_to_fit(marks: Sequence[tuple[str, int, int] | None], most: int) -> tuple[pd.Series, list[int]]:
    """The quotes, whole where all of them have no more than ``most`` characters, else with as much around their values as there is room."""
    import pandas as pd

    values: dict[str, tuple[int, int]] = {}  # of each quote from its first value to its last
    for quote, start, end in filter(None, marks):
        if start >= 0:
            first, last = values.get(quote, (start, end))
            values[quote] = min(first, start), max(last, end)
    total = sum(map(len, {quote for quote, _, _ in filter(None, marks)}))
    kept: dict[str, tuple[str, int]] = {}  # of each quote what is shown of it, and by how much its values move to the left
    for room in AROUND if total > most else ():
        kept = {quote: _window(quote, span, room) for quote, span in values.items()}
        if sum(len(shown) for shown, _ in kept.values()) <= most:
            break
    placed = [(None, -1) if mark is None else _shown(*mark[:2], kept) for mark in marks]
    return pd.Series([quote for quote, _ in placed], dtype="object"), [start for _, start in placed]


def _shown(quote: str, start: int, kept: Mapping[str, tuple[str, int]]) -> tuple[str, int]:
    text, moved = kept.get(quote, (quote, 0))
    return text, start - moved if start >= 0 else start


def _window(quote: str, values: tuple[int, int], room: int) -> tuple[str, int]:
    start, end = max(0, values[0] - room), min(len(quote), values[1] + room)
    left, right = "…" if start else "", "…" if end < len(quote) else ""
    return left + quote[start:end] + right, start - len(left)


def _start(text: str, quote: str, value: str, start: int, end: int) -> int:
    # A quote may hold the same print twice (12家 … 12家), so the place in the plan's text decides.
    at = text.find(quote, max(0, end - len(quote)), start + len(quote))
    return start - at if at >= 0 else quote.find(value)


_SAID = ["finding_id", "rule_id", "severity", "observation_id", "related_observation_ids", "message", "message_zh"]


def doubts(shown: Shown) -> Packed:
    """What the rules ask about the observations shown: one row per observation and finding, with the finding's sentence.

    Where there are very many, the merely informative ones have none: their rule says what they are.
    """
    import pandas as pd

    rows = pd.concat([_of_shown(piece, shown) for piece in pieces_of(shown.dataset.rows("findings"), _SAID)], ignore_index=True)
    rows = rows.sort_values(["passage", "rule_id", "finding_id"], kind="stable")
    severe = rows["severity"].ne("info") if len(rows) > shown.limits.notes else rows["severity"].notna()
    rules = {rule_id: shown.dataset.registry.rules[rule_id] for rule_id in dict.fromkeys(rows["rule_id"])}
    return {
        "passage": steps(rows["passage"].tolist()),
        "rule": words(rows["rule_id"]),
        "zh": words(rows["message_zh"].where(severe)),
        "en": words(rows["message"].where(severe)),
        "rules": [[rule.severity, rule.title_zh, rule.title_en, rule.description_zh, rule.description_en] for rule in rules.values()],
    }


def _of_shown(findings: pd.DataFrame, shown: Shown) -> pd.DataFrame:
    """The findings that are about observations shown, each as often as it questions one of them; ``passage`` is its place."""
    import pandas as pd

    findings = findings[findings["observation_id"].notna()]
    asked = {rule_id for rule_id, rule in shown.dataset.registry.rules.items() if rule.questions == "all"}
    also = findings[findings["rule_id"].isin(asked)]
    also = also.assign(observation_id=also["related_observation_ids"].str.split(";")).explode("observation_id")
    rows = pd.concat([findings, also], ignore_index=True)
    at = pd.Series(places(rows["observation_id"], shown.observation_ids), dtype="int64")
    return rows.assign(passage=at)[at >= 0]
