"""What a person sees of print that is marked: the one treatment of raised, struck-through and hidden text, whatever the form.

Every reader that knows how letters look hands them through :func:`seen`. Raised digits become a note's reference (1200[3]) or an
exponent (km², 10⁴), and never run into a figure; text that is struck through or that nobody sees is set aside and told. Every line and
cell passes :func:`legible`: signs without width go, radicals become the characters they look like.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

# What is set aside, and the names under which a rendition states it.
ASIDES = ("struck", "hidden", "uncounted", "unread", "recognised", "unlike", "uncompared")
STRUCK, HIDDEN, UNCOUNTED, UNREAD, RECOGNISED, UNLIKE, UNCOMPARED = ASIDES
_LONGEST_TOLD, _MOST_TOLD = 40, 12  # characters and pieces of what is set aside

# Fonts of Word and WPS give radicals for the characters that look alike; NFKC knows the 214 of Kangxi, but hardly any of these.
_RADICALS = str.maketrans(
    "⺁⺇⺌⺍⺎⺏⺐⺗⺙⺛⺝⺟⺠⺡⺢⺣⺤⺥⺨⺪⺫⺬⺭⺮⺰⺱⺲⺳⺶⺷⺸⺹⺺⺼⺽⺾⻀⻁⻂⻃⻄⻅⻆⻇⻈⻉⻊⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻞⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰⻳",
    "厂几小小尢尢尢心攵旡月母民氵水灬爪爪犭疋罒示礻竹纟网网网羊羊羊老聿肉臼艹艹虎衤覀西见角角讠贝足车辶辶辶阝钅长长长门阜阝雨青韦页风飞食食饣饣首马骨鬼鱼鸟卤麦黄黾齐齿龙龟",
)
_RADICAL = re.compile("[\u2e80-\u2fdf]")
# Signs that print nothing: without width, soft hyphens, marks of writing direction, variants of one character.
_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff\U000e0000-\U000e01ef]"
)

_ODD = re.compile("[\u034f\u2e80-\u2fdf\ufe00-\ufe0f\U000e0100-\U000e01ef]")  # of both, those that Python calls printable
_SUPERSCRIPTS = str.maketrans("0123456789+-−()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁽⁾ⁿ")
_NOTE = re.compile(r"[\[(（〔【]?(?P<word>注|见注)?(?P<numbers>\d{1,2}(?:[,，、;；]\d{1,2})*)[\])）〕】]?")
_EXPONENT = re.compile(r"[-−+]?\d{1,2}")
_LETTER = re.compile(r"[A-Za-z]$")
_TEN = re.compile(r"(?<![\d.,])10$")  # 10 raised to 4; a figure that ends in 10 has a note
_TIMES_TEN = re.compile(r"[×xX*·]\s*10$")
_LOOKED_BACK = 20  # characters before a raised mark that say what it is
_LEAST_POWER = 3  # behind a lone 10: 10³ and up are powers, 10¹ and 10² are rather notes


class Look(NamedTuple):
    """How letters are set, as far as that changes what they say."""

    struck: bool = False
    hidden: bool = False
    raised: bool = False


PLAIN = Look()


@dataclass(slots=True)
class Aside:
    """What a file holds that is no text of the plan, but told: by kind, pieces in reading order."""

    kinds: dict[str, list[str]] = field(default_factory=dict)

    def take(self, text: str, kind: str) -> None:
        """Take a piece of a kind."""
        if told := " ".join(legible(text).split()):
            self.kinds.setdefault(kind, []).append(told)

    def add(self, other: Aside) -> None:
        """Take all that another one holds."""
        for kind, texts in other.kinds.items():
            self.kinds.setdefault(kind, []).extend(texts)

    def stated(self) -> dict[str, str]:
        """What a rendition states of it, by kind; long texts and long lists cut."""
        return {kind: _listed(texts) for kind, texts in self.kinds.items()}


def _listed(texts: list[str]) -> str:
    shown = [text if len(text) <= _LONGEST_TOLD else f"{text[:_LONGEST_TOLD]}…" for text in texts[:_MOST_TOLD]]
    return "; ".join(shown) + (f"; and {len(texts) - _MOST_TOLD} more" if len(texts) > _MOST_TOLD else "")


def seen(text: str, look: Look, before: str, aside: Aside) -> str:
    """What a person reads of a run of letters behind ``before``, the text of its line or cell so far; empty where it is no text."""
    if look.hidden or look.struck:
        aside.take(text, HIDDEN if look.hidden else STRUCK)
        return ""
    return raised(text, before) if look.raised else text


def raised(text: str, before: str) -> str:
    """Raised text behind ``before``: 1200 and 3 are 1200[3]; km and 2 are km²; 10 and 4 are 10⁴; words stay as they are."""
    mark = text.strip()
    base = before.rstrip()
    if _EXPONENT.fullmatch(mark) and _is_power(mark, base):
        return text.translate(_SUPERSCRIPTS)
    match = _NOTE.fullmatch(mark)
    if match is None or any(sign.isdigit() and not sign.isascii() for sign in mark):
        return text
    numbers = re.split(r"\D", match["numbers"])
    return f"（注{match['numbers']}）" if match["word"] else "".join(f"[{number}]" for number in numbers)


def _is_power(mark: str, base: str) -> bool:
    if _LETTER.search(base) or _TIMES_TEN.search(base):
        return True
    return _TEN.search(base) is not None and (mark[0] in "-−+" or int(mark) >= _LEAST_POWER)


def legible(text: str) -> str:
    """Text without the signs that print nothing, and with the characters that radicals stand for."""
    if text.isascii() or (text.isprintable() and _ODD.search(text) is None):
        return text
    return _RADICAL.sub(_character, _UNSEEN.sub("", text))


def _character(match: re.Match[str]) -> str:
    return character(match[0])


@lru_cache(maxsize=512)
def character(radical: str) -> str:
    """The character that a radical stands for; any other letter in its plain form."""
    return unicodedata.normalize("NFKC", radical).translate(_RADICALS)


def runs_of(runs: Iterable[tuple[str, Look]], aside: Aside) -> Iterator[tuple[int, str]]:
    """Runs of one line or cell as a person reads them, each with the place of its first among those given.

    Runs that are raised, struck through or hidden alike are one: a mark is often set in pieces ([, 1 and ]).
    """
    before = ""
    numbered = list(enumerate(runs))
    for look, group in groupby(numbered, key=lambda item: item[1][1]):
        alike = list(group)
        if look == PLAIN:
            whole = [(at, text) for at, (text, _) in alike]
        else:
            whole = [(alike[0][0], seen("".join(text for _, (text, _) in alike), look, before, aside))]
        yield from whole
        before = (before + "".join(text for _, text in whole))[-_LOOKED_BACK:]


def shown(runs: Iterable[tuple[str, Look]], aside: Aside) -> str:
    """The text of one cell's runs as a person reads it."""
    runs = list(runs)
    if len(runs) == 1 and runs[0][1] == PLAIN:
        return runs[0][0]
    return "".join(text for _, text in runs_of(runs, aside))
