"""Columns as they are embedded in the page: small before they are deflated, quick to take apart in a browser.

A packed column is a list of JSON scalars (null for none); for text that repeats ``{"words": [...], "at": [...]}`` with -1 for none; for
places that rise ``{"steps": [...]}``, each the difference to the last one there is, null for -1.
A payload is JSON, deflated, seven bits a character: the page's browser inflates it by itself. Equal rows give equal characters.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

Packed = dict[str, object]
Pack = Callable[["pd.Series"], object]
LEVEL = 9
# What a page cannot hold as it is: NUL and carriage return are read as something else, "<" could end the script. Each stands as a character
# of the same seven low bits beyond ASCII.
ESCAPED = {code: code | 0x80 for code in (0x00, 0x0D, 0x3C)}


def payload(content: object) -> str:
    """What is embedded of ``content``. Raises ``ValueError`` on a number that JSON does not have."""
    text = json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return deflated(text)


def deflated(text: str) -> str:
    """A text as deflated UTF-8, seven bits a character; a lone surrogate, which UTF-8 does not have, becomes a question mark."""
    return seven_bits(zlib.compress(text.encode("utf-8", "replace"), LEVEL))


def seven_bits(content: bytes) -> str:
    """Bytes as characters that each hold the next seven bits, the highest first: a sixth less of a page than Base64."""
    import numpy as np

    bits = np.unpackbits(np.frombuffer(content, dtype=np.uint8))
    groups = np.pad(bits, (0, -len(bits) % 7)).reshape(-1, 7)
    return (np.packbits(groups, axis=1) >> 1).tobytes().decode("ascii").translate(ESCAPED)


def words(values: pd.Series) -> Packed:
    """A column of text as its distinct values, in the order of their first appearance, and each row's place among them."""
    at, distinct = values.astype("object").factorize()
    return {"words": [str(value) for value in distinct], "at": at.tolist()}


def places(values: pd.Series, among: pd.Index) -> list[int]:
    """Each value's place in ``among``, -1 where it is not there."""
    import pandas as pd

    found: list[int] = among.get_indexer(pd.Index(values)).tolist()
    return found


def steps(found: Iterable[int]) -> Packed:
    """Places as the differences of those there are, none for -1: small numbers, and so few characters, where they rise."""
    told: list[int | None] = []
    last = 0
    for value in found:
        told.append(None if value < 0 else value - last)
        last = last if value < 0 else value
    return {"steps": told}


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
