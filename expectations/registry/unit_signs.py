"""Printed units as signs that compare: the same unit, however a typesetter set it."""

from __future__ import annotations

import unicodedata


def plain_unit(unit: str) -> str:
    """A printed unit in half-width signs, without case and white space: ％ is %, 万 元 is 万元, ㎡ is m2."""
    return "".join(unicodedata.normalize("NFKC", unit).casefold().split())
