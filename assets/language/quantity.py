"""Reading of one printed quantity, anchored end to end: ``1000以上``, ``>6.5``, ``年均增长10%``, ``〔13.5〕``, ``60.6*``, ``3-5个``.

Every character of the text must be understood. What is left over is either a unit (short, behind the number) or makes the
whole unreadable: a reader that takes the first number it sees turns ``85以上`` into the unit 以上 and ``1/3`` into 1.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from assets.language.fold import fold
from assets.language.numbers import CHINESE, DIGITS, read_chinese, read_digits
from assets.language.unitwords import is_unit
from assets.language.years import find_periods

# Words before and after a number that bound it (domain notes, section 3).
BOUND_BEFORE = {
    ">=": ("不低于", "不少于", "不小于", "大于等于", "至少", "≥", ">="),
    "<=": ("不高于", "不超过", "不大于", "不多于", "小于等于", "控制在", "最多", "前", "≤", "<="),
    ">": ("超过", "突破", "高于", "大于", "多于", "超", ">"),
    "<": ("低于", "小于", "少于", "<"),
    "~": ("大约", "约", "近", "≈"),
}
BOUND_AFTER = {
    ">=": ("及以上", "或以上", "以上", "+"),
    "<=": ("及以下", "以下", "以内", "之内"),
    "~": ("左右", "上下", "余", "多"),
}
# Words that say what the number measures. The sign is the direction of a growth or change.
GROWTH = {
    "增长": 1, "递增": 1, "提高": 1, "提升": 1, "上升": 1, "增加": 1, "增幅": 1, "增速": 1, "新增": 1, "净增": 1,
    "下降": -1, "降低": -1, "减少": -1, "削减": -1, "压减": -1,
}  # fmt: skip
BASIS = {
    "年平均": "per_year", "年均": "per_year", "每年": "per_year", "同比": "year_on_year",
    "比上年": "year_on_year", "较上年": "year_on_year",
    "累计": "cumulative", "五年": "cumulative", "5年": "cumulative",
}  # fmt: skip
# Words that neither bound nor measure: how firm a target is, or mere verbs.
FILLER = (
    "达到",
    "实现",
    "力争",
    "争取",
    "确保",
    "预计",
    "预期",
    "完成",
    "保持在",
    "保持",
    "稳定在",
    "达",
    "为",
    "在",
    "至",
    "到",
    "共",
    "第",
)

_COMPARATOR_BEFORE = {word: sign for sign, words in BOUND_BEFORE.items() for word in words}
_COMPARATOR_AFTER = {word: sign for sign, words in BOUND_AFTER.items() for word in words}
_NUMBER = rf"[+-]?(?:{DIGITS})"
_MARK = re.compile(r"[*#※†‡]+|[①-⑳]|[¹²³⁰-⁹]+|\[\d{1,2}\]|\((?:注|见注)\d*\)")
_OPEN, _CLOSE = "〔[", "〕]"
_RANGE = re.compile(r"\s*[-—–―~至到]+\s*")
_YEAR_REMARK = re.compile(r"\(([^()]*)\)$")
_SINCE = re.compile(r"[比较](?:20\d\d年|“?十[一二三四五六]五”?末?)(?:末|底)?")
_UNIT_LEFT = re.compile(r"[^\W\d_]?[一-鿿A-Za-z%‰/·㎡²³℃]{0,9}")
_BLANK_IN_NUMBER = re.compile(r"(?<=[\d.])\s+(?=[\d.])")
_PLAIN_UNIT = re.compile(r"[一-鿿%‰/·㎡²³℃]{1,4}|[A-Za-z/]{1,5}")  # G基站数 is no unit, but the rest of a name (5.5G基站数)
_TAIL = re.compile(r"[,，;；].*", re.S)
_NUMBER_AT = re.compile(_NUMBER)
_CHINESE_AT = re.compile(CHINESE)
_BEFORE = re.compile("|".join(sorted((re.escape(w) for w in (*_COMPARATOR_BEFORE, *GROWTH, *BASIS, *FILLER)), key=len, reverse=True)))
_AFTER = re.compile("|".join(sorted((re.escape(w) for w in _COMPARATOR_AFTER), key=len, reverse=True)))

_RULED = re.compile(r"[-—–―_=]+")  # ---- of any length

NOT_SET = frozenset({"", "-", "—", "–", "―", "--", "——", "———", "/", "\\", "\\\\", "无", "…", "……", "－", "_", "·", "※", "×"})


@dataclass(slots=True)
class Quantity:
    """What a text says of one number. ``value`` is None for a figure in words (翻番, 全覆盖), which then stand in ``words``."""

    value: float | None = None
    value_max: float | None = None
    unit: str | None = None  # as printed with the number
    comparator: str = "="
    growth: int | None = None  # 1 or -1 where a word says growth or decline
    basis: str | None = None
    marks: tuple[str, ...] = ()
    bracketed: bool = False  # 〔13.5〕: by convention a total over the period
    year: int | None = None  # a year printed with the value: 60.6(2019年)
    since: int | None = None  # 比2020年增长20%
    ordinal: bool = False  # 第5位, 前10
    words: str | None = None


class UnreadableQuantityError(ValueError):
    """The text holds a number that could not be read with all that stands around it."""


def is_not_set(text: str) -> bool:
    """Whether a cell says that there is no figure: empty, a dash, a slash. A true 0 is a figure."""
    word = re.sub(r"\s+", "", fold(text))
    return word in NOT_SET or bool(_RULED.fullmatch(word))


def has_digit(text: str) -> bool:
    """Whether any digit is printed in the text."""
    return any(char.isdigit() for char in fold(text))


def read_quantity(text: str, *, spaced: bool = False) -> Quantity:
    """The one quantity printed in ``text``; raises :class:`UnreadableQuantityError` where a number stands in words we do not understand.

    ``spaced``: the table is known to print blanks inside numbers (1. 31, 15 . 8), so 3 12 is 312; without that it is two numbers.
    """
    folded = re.sub(r"\s*\n\s*", "", fold(text)).strip()
    if spaced:
        folded = _BLANK_IN_NUMBER.sub("", folded)
    folded = re.sub(r"(?<=[^\d\s]) +| +(?=[^\d\s])", "", folded)
    quantity = Quantity()
    rest = _read_remark(folded, quantity)
    rest = _read_marks(rest, quantity)
    rest = _read_before(rest, quantity)
    if not rest or not has_digit(rest):
        return _read_words(folded, rest, quantity)
    _read_number(rest, quantity, text)
    if quantity.unit and (at := fold(text).find(quantity.unit)) >= 0:
        quantity.unit = text[at : at + len(quantity.unit)]  # as printed: 個百分點 on a page in traditional script
    return quantity


def _read_remark(folded: str, quantity: Quantity) -> str:
    """Take a remark in brackets off the end where it names the value's year: 60.6(2019年)."""
    match = _YEAR_REMARK.search(folded)
    if match and match.start() > 0:
        periods = find_periods(match[1])
        if len(periods) == 1 and periods[0].start is None:
            quantity.year = periods[0].end
            return folded[: match.start()]
    return folded


def _read_marks(rest: str, quantity: Quantity) -> str:
    """Take note marks off both ends: ①120, 60.6*, 8[1]; a bracket that holds the whole value is no mark."""
    marks: list[str] = []
    while (match := _MARK.match(rest)) and match.end() < len(rest):
        marks.append(match[0])
        rest = rest[match.end() :]
    while len(rest) > 1 and (match := _last_mark(rest)):
        marks.append(match[0])
        rest = rest[: match.start()]
    quantity.marks = tuple(marks)
    return rest


def _last_mark(rest: str) -> re.Match[str] | None:
    for match in _MARK.finditer(rest):
        if match.end() == len(rest) and match.start() > 0:
            return match
    return None


def _read_before(rest: str, quantity: Quantity) -> str:
    """Take the words before the number: bounds, growth words, what kind of time, mere verbs."""
    while rest:
        if match := _SINCE.match(rest):
            quantity.since = find_periods(match[0])[0].end
            quantity.basis = quantity.basis or "since_base"
        elif (periods := find_periods(rest)) and periods[0].char_start == 0 and periods[0].char_end < len(rest) and "年" in rest[:7]:
            quantity.year = periods[0].end
            rest = rest[periods[0].char_end :].lstrip("末底:,，为")
            continue
        elif match := _BEFORE.match(rest):
            _take_word(match[0], quantity)
        else:
            break
        rest = rest[match.end() :].lstrip(": ")
    return rest


def _take_word(word: str, quantity: Quantity) -> None:
    if word in _COMPARATOR_BEFORE:
        quantity.comparator = _COMPARATOR_BEFORE[word]
        quantity.ordinal = quantity.ordinal or word == "前"
    elif word in GROWTH:
        quantity.growth = GROWTH[word]
    elif word in BASIS:
        quantity.basis = BASIS[word]
    elif word == "第":
        quantity.ordinal = True


def _read_number(rest: str, quantity: Quantity, text: str) -> None:
    """Read number, range, unit and bound; all of ``rest`` must be used up."""
    if rest[0] in _OPEN and (close := max(rest.find(sign) for sign in _CLOSE)) > 0:
        quantity.bracketed = True
        rest = _read_before(rest[1:close], quantity) + rest[close + 1 :]
    match = _NUMBER_AT.match(rest)
    if not match:
        raise UnreadableQuantityError(f"{text!r} does not start with a number")
    quantity.value = _value(match[0])
    rest = rest[match.end() :]
    rest = _read_unit_and_bound(rest, quantity)
    if (gap := _RANGE.match(rest)) and (upper := _NUMBER_AT.match(rest, gap.end())):
        quantity.value_max = _value(upper[0])
        rest = _read_unit_and_bound(rest[upper.end() :], quantity)
        if quantity.value_max < quantity.value:
            raise UnreadableQuantityError(f"{text!r} is a range that falls")
    rest = _TAIL.sub("", rest) if not has_digit(rest) else rest
    if rest:
        raise UnreadableQuantityError(f"{text!r} goes on with {rest!r} behind the number")


def _value(numeral: str) -> float:
    value = read_digits(numeral.lstrip("+-"))
    return -value if numeral.startswith("-") else value


def _read_unit_and_bound(rest: str, quantity: Quantity) -> str:
    """Take bound, unit, bound (余家, 家以上) behind a number; give what is left."""
    rest = _read_after(rest, quantity)
    # The unit ends where a bound or a range begins: 5家以上, 3%至5%.
    stop = min((m.start() for m in (_AFTER.search(rest), re.search(r"[-—–―~至到][+]?\d", rest)) if m), default=len(rest))
    match = _UNIT_LEFT.match(rest[:stop])
    if match and match[0] and (_PLAIN_UNIT.fullmatch(match[0]) or is_unit(match[0])):
        quantity.unit = match[0]
        rest = rest[match.end() :]
    return _read_after(rest, quantity)


def _read_after(rest: str, quantity: Quantity) -> str:
    if match := _AFTER.match(rest):
        quantity.comparator = _COMPARATOR_AFTER[match[0]]
        return rest[match.end() :]
    return rest


_DOUBLED = re.compile(rf"^(?:实现|力争)*翻了?(?P<times>{CHINESE})番")
_TIMES = re.compile(r"翻了?番|倍增")


def _read_words(folded: str, rest: str, quantity: Quantity) -> Quantity:
    """A figure in words; a Chinese numeral alone (十, 三家) is a number all the same, and 翻两番 is a growth of 2 番."""
    doubled = _DOUBLED.match(rest)
    if doubled and not _read_after(rest[doubled.end() :], quantity):
        try:
            quantity.value = float(read_chinese(doubled["times"]))
        except ValueError:
            return Quantity(words=folded, marks=quantity.marks)
        quantity.unit, quantity.growth = "番", 1
        return quantity
    match = _CHINESE_AT.match(rest)
    if match:
        try:
            quantity.value = float(read_chinese(match[0]))
        except ValueError:
            return Quantity(words=folded, marks=quantity.marks)
        left = _read_unit_and_bound(rest[match.end() :], quantity)
        if not left and (quantity.unit is None or is_unit(quantity.unit)) and rest != "一":
            return quantity
    return Quantity(words=folded, marks=quantity.marks)


def growth_in_words(words: str) -> float | None:
    """The growth in % that words without a number state: 100 of 翻番 and 倍增; None where they state none."""
    return 100.0 if _TIMES.search(fold(words)) else None


_WHOLE = re.compile(r"^(?:实现|基本|达到|保持)*全(?:面)?覆盖$|^清零$|^实现清零$")


def share_in_words(words: str) -> float | None:
    """The share in % that words state: 全覆盖 is 100, 清零 is 0; None where they state none."""
    folded = fold(words)
    if not _WHOLE.match(folded) or "基本" in folded:
        return None
    return 0.0 if "清零" in folded else 100.0
