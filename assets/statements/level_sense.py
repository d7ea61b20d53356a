"""What a level is of: a growth by its name, an addition, the kind of time; and the unit as printed."""

from __future__ import annotations

import re

from assets.language.fold import fold, squeeze
from assets.statements import lexicon
from assets.statements.tokens import Token

# 平均 alone is of the years before a word of growth only: 平均每户, 价格平均下降 are means of something else.
PER_YEAR = re.compile("年均(?!浓度|气温|降水|径流|值)|每年|年平均|平均(?=每年|增长|递增|增速|提高)")
_HALF_OF_AN_INDEX = 50  # %; an index of prices is about 100


def grows_by_name(name: str, figure: Token) -> bool:
    """Whether a share of such a name is a growth: 地区生产总值5%左右; of prices where it is no index of the year before (102.1%)."""
    is_growth = "占" not in name and lexicon.GROWS.search(name) is not None  # 民营经济占GDP is a share of it
    return is_growth or (lexicon.PRICES.search(name) is not None and abs(figure.value or 0) < _HALF_OF_AN_INDEX)


def basis_of_level(lead: str, *, grows: bool, is_added: bool) -> str | None:
    """The kind of time of a level, by the words before it and by what it is."""
    if PER_YEAR.search(lead) and not grows:
        return "per_year"
    return "cumulative" if "累计" in lead else "year_on_year" if grows else "period" if is_added else None


def printed_unit(printed: str, figure: Token) -> str | None:
    """The unit as printed, but for blanks: ％, 個; 万m² of 80万 m²."""
    if figure.unit is None:
        return None
    at = fold(printed).rfind(figure.unit)
    return squeeze(printed[at : at + len(figure.unit)] if at >= 0 else figure.unit)
