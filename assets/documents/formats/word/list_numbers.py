"""Automatic numbers of a Word file, written as they are printed: 一、 （一） 1. (1) ① and the like."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple
from xml.etree.ElementTree import Element

from assets.documents.formats.word.styles import W, value_of

_DIGITS = "〇一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
_COUNTING_LIST = (
    "chineseCounting chineseCountingThousand japaneseCounting taiwaneseCounting taiwaneseCountingThousand koreanCounting "
    "ideographDigital japaneseDigitalTenThousand taiwaneseDigital koreanDigital"
)
_COUNTING = frozenset(_COUNTING_LIST.split())
_SPELLED = frozenset({"ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital", "koreanDigital"})  # 二〇, not 二十
# First of a row of signs for 1, 2, 3 …, and how many there are.
_ROWS = {
    "decimalEnclosedCircle": ("①", 20),
    "decimalEnclosedCircleChinese": ("①", 20),
    "decimalEnclosedParen": ("⑴", 20),
    "decimalEnclosedFullstop": ("⒈", 20),
    "ideographEnclosedCircle": ("㊀", 10),
}
_LARGEST = 32_767  # what Word itself counts to
_LEVELS = 9
_NO_GAP = tuple("、）)，。：:①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽—")


class Level(NamedTuple):
    """How one level of a list is numbered. ``restart``: the level (1-based) that starts it anew; 0 for none, None for any above."""

    start: int = 1
    fmt: str = "decimal"
    text: str = ""
    suffix: str = "tab"
    legal: bool = False
    restart: int | None = None
    style: str | None = None


@dataclass(slots=True)
class _Num:
    """A list: its abstract definition, levels of its own, and the levels it starts anew when first used."""

    abstract: str
    levels: dict[int, Level] = field(default_factory=dict)
    starts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """The lists of a file and how far each has counted; paragraphs are asked for in the order printed."""

    def __init__(self, root: Element | None, style_nums: Mapping[str, str]) -> None:
        """Read the part ``numbering.xml``; ``style_nums`` are the lists that list styles name, by style id."""
        self._abstracts: dict[str, dict[int, Level]] = {}
        self._nums: dict[str, _Num] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._used: set[str] = set()
        if root is None:
            return
        links = {}
        for abstract in root.iter(W + "abstractNum"):
            key = abstract.get(W + "abstractNumId", "")
            self._abstracts[key] = dict(_levels(abstract))
            if linked := value_of(abstract, "numStyleLink"):
                links[key] = linked
        for num in root.iter(W + "num"):
            self._nums[num.get(W + "numId", "")] = _num(num)
        for key, style in links.items():
            target = self._nums.get(style_nums.get(style, ""))
            if target is not None:
                self._abstracts[key] = self._abstracts.get(target.abstract, {})

    def level_of_style(self, num_id: str, style: str | None) -> int:
        """The level at which a list numbers the paragraphs of a style."""
        num = self._nums.get(num_id)
        levels = self._abstracts.get(num.abstract, {}) if num is not None else {}
        return next((at for at, level in levels.items() if level.style is not None and level.style == style), 0)

    def label(self, num_id: str, at: int) -> str:
        """The number of the next paragraph of a list at level ``at`` (0-based), with the gap behind it; empty where it has none."""
        num = self._nums.get(num_id)
        if num is None or not 0 <= at < _LEVELS:
            return ""
        counts = self._counts.setdefault(num.abstract, {})
        if num_id not in self._used:
            self._used.add(num_id)
            counts.update({level: start - 1 for level, start in num.starts.items()})
        level = self._level(num, at)
        counts[at] = min(counts.get(at, level.start - 1) + 1, _LARGEST)
        for deeper in [other for other in counts if other > at]:
            restart = self._level(num, deeper).restart
            if restart is None or at < restart:
                del counts[deeper]
        label = self._filled(num, level, counts)
        gap = "" if not label or level.suffix == "nothing" or label.endswith(_NO_GAP) else " "
        return label + gap

    def _level(self, num: _Num, at: int) -> Level:
        return num.levels.get(at) or self._abstracts.get(num.abstract, {}).get(at) or Level()

    def _filled(self, num: _Num, level: Level, counts: Mapping[int, int]) -> str:
        if level.fmt == "bullet":
            return bullet(level.text)
        if level.fmt == "none":
            return level.text if "%" not in level.text else ""
        text = level.text
        for at in range(_LEVELS):
            if f"%{at + 1}" in text:
                one = self._level(num, at)
                number = counts.get(at, one.start)
                text = text.replace(f"%{at + 1}", numeral(number, "decimal" if level.legal else one.fmt))
        return text.strip()


def _levels(holder: Element) -> Iterator[tuple[int, Level]]:
    for element in holder.findall(W + "lvl"):
        at = _int(element.get(W + "ilvl"), 0)
        restart = value_of(element, "lvlRestart")
        yield (
            at,
            Level(
                start=_int(value_of(element, "start"), 1),
                fmt=value_of(element, "numFmt") or "decimal",
                text=value_of(element, "lvlText") or "",
                suffix=value_of(element, "suff") or "tab",
                legal=element.find(W + "isLgl") is not None,
                restart=None if restart is None else _int(restart, at),
                style=value_of(element, "pStyle"),
            ),
        )


def _num(element: Element) -> _Num:
    num = _Num(value_of(element, "abstractNumId") or "")
    for override in element.findall(W + "lvlOverride"):
        at = _int(override.get(W + "ilvl"), 0)
        num.levels.update(_levels(override))
        if (start := value_of(override, "startOverride")) is not None:
            num.starts[at] = _int(start, 1)
    return num


def _int(text: str | None, default: int) -> int:
    """A number that an attribute states; ``default`` where it states none or nonsense."""
    return int(text) if text is not None and text.isascii() and text.isdigit() and len(text) < 6 else default


def bullet(text: str) -> str:
    """A bullet as printed; a sign of a symbol font, which has no character of its own, is a •."""
    return "".join("•" if "\ue000" <= sign <= "\uf8ff" else sign for sign in text.strip())


def numeral(number: int, fmt: str) -> str:
    """A number as a list's format prints it; a format that is not known prints digits."""
    if fmt in _COUNTING:
        return (
            "".join(_DIGITS[int(d)] for d in str(number))
            if fmt in _SPELLED and number > 10
            else _chinese(number, "零一二三四五六七八九", "十百千")
        )
    if fmt in ("chineseLegalSimplified", "ideographLegalTraditional"):
        return _chinese(number, _LEGAL, "拾佰仟")
    if fmt in ("ideographTraditional", "ideographZodiac"):
        signs = _STEMS if fmt == "ideographTraditional" else _BRANCHES
        return signs[(number - 1) % len(signs)] if number > 0 else str(number)
    if fmt in _ROWS:
        first, count = _ROWS[fmt]
        return chr(ord(first) + number - 1) if 0 < number <= count else str(number)
    if fmt in ("decimalFullWidth", "decimalFullWidth2"):
        return str(number).translate({ord("0") + d: 0xFF10 + d for d in range(10)})
    if fmt == "decimalZero":
        return f"{number:02d}"
    if fmt in ("lowerLetter", "upperLetter") and number > 0:
        letters = chr(ord("a") + (number - 1) % 26) * min(1 + (number - 1) // 26, 20)
        return letters.upper() if fmt == "upperLetter" else letters
    if fmt in ("lowerRoman", "upperRoman") and 0 < number < 4000:
        return _roman(number).upper() if fmt == "upperRoman" else _roman(number)
    return str(number)


def _chinese(number: int, digits: str, units: str) -> str:
    """十, 十一, 二十, 一百零五; from 10000 on digits, which no plan counts to."""
    if not 0 < number < 10_000:
        return str(number)
    said = ""
    figures = str(number)
    for at, figure in enumerate(figures):
        power = len(figures) - at - 1
        if figure != "0":
            said += digits[int(figure)] + (units[power - 1] if power else "")
        elif said and not said.endswith(digits[0]) and figures[at:].strip("0"):
            said += digits[0]
    return said[1:] if said.startswith(digits[1] + "十") else said


def _roman(number: int) -> str:
    said = ""
    for value, sign in _ROMAN:
        said += sign * (number // value)
        number %= value
    return said
