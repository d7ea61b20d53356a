"""Columns as they are embedded in the page: small before they are deflated, quick to take apart in a browser.

A packed column is a list of JSON scalars (null for none), or, for text that repeats, ``{"words": [...], "at": [...]}`` with -1 for none.
A payload is JSON, deflated, in Base64: the page's browser inflates it by itself. Equal rows give equal characters.
"""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

Packed = dict[str, object]
Pack = Callable[["pd.Series"], object]
LEVEL = 9


def payload(content: object) -> str:
    """What is embedded of ``content``. Raises ``ValueError`` on a number that JSON does not have."""
    text = json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return deflated(text)


def deflated(text: str) -> str:
    """A text as deflated UTF-8 in Base64; a lone surrogate, which UTF-8 does not have, becomes a question mark."""
    return base64.b64encode(zlib.compress(text.encode("utf-8", "replace"), LEVEL)).decode("ascii")


def words(values: pd.Series) -> Packed:
    """A column of text as its distinct values, in the order of their first appearance, and each row's place among them."""
    at, distinct = values.astype("object").factorize()
    return {"words": [str(value) for value in distinct], "at": at.tolist()}


def places(values: pd.Series, among: pd.Index) -> list[int]:
    """Each value's place in ``among``, -1 where it is not there."""
    import pandas as pd

    found: list[int] = among.get_indexer(pd.Index(values)).tolist()
    return found


def whole(values: pd.Series) -> list[int | None]:
    """A column of whole numbers."""
    return [None if value is None or value != value else int(value) for value in values.astype("float64").tolist()]


def numbers(values: pd.Series, digits: int | None = None) -> list[float | int | None]:
    """A column of numbers, whole ones without their .0, the others rounded to ``digits`` decimals if it is given."""
    rounded = values.astype("float64") if digits is None else values.astype("float64").round(digits)
    return [_number(value) for value in rounded.tolist()]


def _number(value: float) -> float | int | None:
    if value != value or value in (float("inf"), float("-inf")):
        return None
    return int(value) if value.is_integer() and abs(value) < 2**53 else value


def texts(values: pd.Series) -> list[str | None]:
    """A column of text that does not repeat, or of dates."""
    return [None if value is None or value != value else str(value) for value in values.tolist()]


def same_width(values: pd.Series) -> str | list[str | None]:
    """Ids as one text where all are equally long, which is how they are made; else as a column."""
    ids = texts(values)
    return "".join(filter(None, ids)) if len({len(one or "") for one in ids}) == 1 else ids


def packed(frame: pd.DataFrame, how: Mapping[str, Pack]) -> Packed:
    """The columns of ``frame`` named in ``how``, each packed by what is said there."""
    return {name: pack(frame[name]) for name, pack in how.items()}


def joined(values: Iterable[str], starts: Iterable[int], total: int, sign: str) -> list[str]:
    """Runs of ``values`` that begin at ``starts``, in rising order, each run as one text with ``sign`` between its values."""
    cells, first = list(values), list(starts)
    return [sign.join(cells[start:end]) for start, end in zip(first, [*first[1:], total], strict=True)]
