"""Plans' own texts with what became of every number in them, and the work items with who answers for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assets.release.explorer.packing import Packed, places, steps, texts, words
from assets.release.explorer.shown import Shown
from assets.release.quality.words import DISPOSITIONS

if TYPE_CHECKING:
    import pandas as pd


def marked_texts(shown: Shown) -> Packed:
    """The texts shown and the numbers in them. ``start`` counts code points; ``target`` is a target's place among those shown, or -1."""
    told = shown.texts
    numerals = shown.dataset.among("numerals", "plan_id", list(told["plan_id"]))
    numerals = numerals.assign(text_place=places(numerals["plan_id"], _index(told["plan_id"])))
    numerals = numerals[numerals["text_place"] >= 0].sort_values(["text_place", "char_start"], kind="stable")
    first = numerals["observation_ids"].str.split(";").str[0]
    return {
        "plan": places(told["plan_id"], shown.plan_ids),
        "text": texts(told["text"]),
        "of": steps(numerals["text_place"].tolist()),
        "fate": words(numerals["disposition"]),
        "target": steps(places(first, _index(shown.targets["target_observation_id"]))),
        "passage": steps(places(first, shown.observation_ids)),
        "fates": {name: [said.zh, said.en] for name, said in DISPOSITIONS.items()},
        "start": steps(numerals["char_start"].astype("int64").tolist()),
        "length": (numerals["char_end"] - numerals["char_start"]).astype("int64").tolist(),
    }


def _index(values: pd.Series) -> pd.Index:
    import pandas as pd

    index: pd.Index = pd.Index(values.where(~values.duplicated(), None))
    return index


def work(shown: Shown) -> Packed:
    """The work items of the plans shown, up to the limit, those with a body that answers for them first; ``total`` counts all of them."""
    tasks = shown.dataset.table("tasks")
    tasks = tasks[tasks["plan_id"].isin(shown.plan_ids)]
    owners = shown.dataset.table("task_owners").groupby("task_id", sort=False)["owner"].agg(";".join)
    rows = tasks.assign(owners=tasks["task_id"].map(owners), place=places(tasks["plan_id"], shown.plan_ids))
    rows = rows.assign(alone=rows["owners"].isna()).sort_values(["alone", "place", "char_start"], kind="stable").head(shown.limits.tasks)
    return {
        "total": len(tasks),
        "plan": rows["place"].tolist(),
        "heading": words(rows["heading"]),
        "text": texts(rows["text"]),
        "owners": words(rows["owners"]),
    }
