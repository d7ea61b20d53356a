"""Excel's number format codes, parsed: sections by sign or condition, each a list of signs. What is shown is made in ``number_formats``."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from operator import eq, ge, gt, le, lt, ne
from types import MappingProxyType
from typing import NamedTuple

GENERAL = "General"
# Formats that files name by number alone; those of days as a Chinese Excel shows them.
BUILT_IN = {
    0: GENERAL,
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    14: "yyyy/m/d",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "yyyy/m/d h:mm",
    27: 'yyyy"年"m"月"',
    28: 'm"月"d"日"',
    29: 'm"月"d"日"',
    30: "m-d-yy",
    31: 'yyyy"年"m"月"d"日"',
    36: 'yyyy"年"m"月"',
    37: "#,##0;-#,##0",
    38: "#,##0;-#,##0",
    39: "#,##0.00;-#,##0.00",
    40: "#,##0.00;-#,##0.00",
    41: '_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ ',
    42: '_ "¥"* #,##0_ ;_ "¥"* -#,##0_ ;_ "¥"* "-"_ ;_ @_ ',
    43: '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ',
    44: '_ "¥"* #,##0.00_ ;_ "¥"* -#,##0.00_ ;_ "¥"* "-"??_ ;_ @_ ',
    45: "mm:ss",
    46: "[h]:mm:ss",
    48: "##0.0E+0",
    49: "@",
    50: 'yyyy"年"m"月"',
    57: 'yyyy"年"m"月"',
    58: 'm"月"d"日"',
}
# Words in quotes and escaped signs (! does in Chinese Excel what \ does elsewhere), blanks as wide as a sign, fills, brackets.
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|[\\!](?P<escaped>.)|_(?P<blank>.)|\*(?P<fill>.)|\[(?P<bracket>[^\]]*)\]|(?P<general>General|G/通用格式)'
    r"|(?P<exponent>E[+-])|(?P<half>AM/PM|A/P|上午/下午)|(?P<day>y+|m+|d+|h+|s+|a{3,4}|e+|b{2,4})|(?P<sign>.)",
    re.S | re.I,
)
_CONDITION = re.compile(r"(?P<sign><>|<=|>=|<|>|=)\s*(?P<limit>-?\d+(?:\.\d+)?(?:E[+-]?\d+)?)$", re.I)
_CURRENCY = re.compile(r"\$(?P<sign>[^-]*)")
_LONG_DATE, _LONG_TIME = re.compile(r"\$-(?:[0-9A-F]*,)?F800", re.I), re.compile(r"\$-(?:[0-9A-F]*,)?F400", re.I)
_ELAPSED = re.compile(r"h+|m+|s+", re.I)
_NUMERALS = re.compile(r"DBNum(?P<kind>[1-3])", re.I)
_COMPARED: Mapping[str, Callable[[float, float], bool]] = MappingProxyType({"<": lt, "<=": le, ">": gt, ">=": ge, "=": eq, "<>": ne})
LONGEST_CODE = 255  # characters of a format that Excel takes
_SIGNS = {"0": "digit", "#": "digit", "?": "digit", ".": "point", ",": "comma", "%": "percent", "/": "slash", "@": "text"}
_MOST_NUMERIC = 3  # sections of a code that show numbers; the fourth is for text


class Sign(NamedTuple):
    """A sign of a code: ``kind`` is words, digit, point, comma, percent, slash, exponent, general, text, day, half or elapsed."""

    kind: str
    text: str


class Section(NamedTuple):
    """A part of a code between semicolons."""

    signs: tuple[Sign, ...]
    condition: tuple[str, float] | None = None
    numerals: int = 0  # Chinese numerals: 1 as written, 2 as on cheques, 3 full-width digits

    def has(self, *kinds: str) -> bool:
        """Whether a sign of one of these kinds is in it."""
        return any(sign.kind in kinds for sign in self.signs)

    @property
    def is_day(self) -> bool:
        """Whether it shows a day or a time."""
        return self.has("day", "elapsed", "half") and not any(sign.kind == "digit" and sign.text != "0" for sign in self.signs)


class Code(NamedTuple):
    """A format's sections for numbers, in order, and the one for text where it has one."""

    numeric: tuple[Section, ...]
    text: Section | None


def chosen(code: Code, value: float) -> tuple[Section | None, bool]:
    """The section that shows a number, and whether it shows the number without its sign; None where no condition fits."""
    sections = code.numeric
    conditions = _conditions(sections)
    at = next((i for i, told in enumerate(conditions) if told is None or _COMPARED[told[0]](value, told[1])), None)
    if at is None:
        return None, False
    told = conditions[at]
    only_negative = told is not None and told[0] in ("<", "<=") and told[1] <= 0
    return sections[at], only_negative or (at == 1 and len(sections) == 2)  # the second of two shows no sign, whatever chose it


def _conditions(sections: Sequence[Section]) -> list[tuple[str, float] | None]:
    """The condition of each section; where the code states none, the sign of the number chooses. None: whatever is left."""
    said = [section.condition for section in sections]
    if len(said) == 1:
        return said
    if not any(said):
        return [(">=", 0.0), None] if len(said) == 2 else [(">", 0.0), ("<", 0.0), None]
    filled = [said[0] or (">", 0.0), *said[1:]]
    if len(said) > 2 and filled[1] is None:
        filled[1] = ("<", 0.0)
    return [*filled[:-1], filled[-1] if len(said) == 2 and said[1] is not None else None]


@lru_cache(maxsize=1024)
def parsed(code: str) -> Code:
    """A code's sections; a last one with @ is for text, whichever it is."""
    sections = [_section(tokens) for tokens in _split(code[:LONGEST_CODE] or GENERAL)]
    text = None
    if len(sections) > _MOST_NUMERIC or (sections[-1].has("text") and not sections[-1].has("digit", "general")):
        text = sections[min(len(sections) - 1, _MOST_NUMERIC)]
    numeric = sections[: len(sections) - 1] if text is not None and len(sections) <= _MOST_NUMERIC else sections[:_MOST_NUMERIC]
    return Code(tuple(numeric) or (Section((Sign("general", GENERAL),)),), text)


def _split(code: str) -> list[list[re.Match[str]]]:
    sections: list[list[re.Match[str]]] = [[]]
    for match in _TOKEN.finditer(code):
        if match["sign"] == ";":
            sections.append([])
        else:
            sections[-1].append(match)
    return sections


def _section(tokens: Sequence[re.Match[str]]) -> Section:
    signs: list[Sign] = []
    condition, numerals = None, 0
    for match in tokens:
        bracket = match["bracket"]
        if bracket is None:
            signs.extend(_sign(match))
        elif told := _CONDITION.match(bracket):
            condition = told["sign"], float(told["limit"])
        elif told := _NUMERALS.match(bracket):
            numerals = int(told["kind"])
        else:
            signs.extend(_of_bracket(bracket))
    if (long := next((sign.text for sign in signs if sign.kind == "long"), None)) is not None:
        return _section([*_TOKEN.finditer(long)])  # the system's own format stands for what is written behind it
    return Section(tuple(signs), condition, numerals)


def _of_bracket(bracket: str) -> list[Sign]:
    """The signs of what brackets hold: elapsed time, a currency, the system's long date; colours and languages show nothing."""
    if _LONG_DATE.match(bracket):
        return [Sign("long", 'yyyy"年"m"月"d"日"')]
    if _LONG_TIME.match(bracket):
        return [Sign("long", "h:mm:ss")]
    if _ELAPSED.fullmatch(bracket):
        return [Sign("elapsed", bracket.lower())]
    currency = _CURRENCY.match(bracket)
    return [Sign("words", currency["sign"])] if currency is not None and currency["sign"] else []


def _sign(match: re.Match[str]) -> list[Sign]:
    if words := match["quoted"] or match["escaped"]:
        return [Sign("words", words)]
    if match["blank"]:
        return [Sign("words", " ")]
    for kind in ("general", "exponent", "half", "day"):
        if match[kind]:
            return [Sign(kind, match[kind])]
    sign = match["sign"]
    return [Sign(_SIGNS.get(sign, "words"), sign)] if sign else []
