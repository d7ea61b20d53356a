"""English sentences said in the reader's language, by the templates of ``zh.yaml``.

A sentence is found by its template, whatever stands in its gaps; what stands there is said in the same way where it is a sentence
itself. What no template knows stays as it is: a value, a name, a sentence of a library.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from pipelines.wording.language import CHINESE, language

GAP, NUMBER = "{}", "{n}"  # what stands for any text, and for a number
_GAP = re.compile(r"(\{n?\})")
_OF_GAP = {GAP: "(.*?)", NUMBER: r"(\d[\d.,]*%?)"}
_NUMBERED = re.compile(r"\{(\d+)\}")


class _Template(NamedTuple):
    pattern: re.Pattern[str]
    said: str


def say(sentence: str) -> str:
    """The sentence in the language of :func:`language`; white space around it stays."""
    return sentence if language() != CHINESE else _in_chinese(sentence)


def _in_chinese(sentence: str) -> str:
    inner = sentence.strip()
    if not inner:
        return sentence
    for template in _templates():
        found = template.pattern.fullmatch(inner)
        if found is not None:
            return sentence.replace(inner, _filled(template.said, [_in_chinese(part) for part in found.groups()]), 1)
    return sentence


def _filled(said: str, parts: list[str]) -> str:
    """A translation with its gaps filled, in their order or by number."""
    if _NUMBERED.search(said):
        return _NUMBERED.sub(lambda found: parts[int(found[1])], said)
    left = iter(parts)
    return "".join(piece if at == 0 else next(left) + piece for at, piece in enumerate(said.split(GAP)))


@lru_cache(maxsize=1)
def sentences() -> Mapping[str, str]:
    """Every template with its translation."""
    import yaml

    loaded: dict[str, str] = yaml.safe_load(files(__package__).joinpath("zh.yaml").read_text(encoding="utf-8"))
    return loaded


@lru_cache(maxsize=1)
def _templates() -> tuple[_Template, ...]:
    """The templates with most of their own words first: `{} is not valid YAML` before `{}`."""
    by_words = sorted(sentences().items(), key=lambda entry: -len(_GAP.sub("", entry[0])))
    return tuple(_Template(_pattern(english), said) for english, said in by_words)


def _pattern(english: str) -> re.Pattern[str]:
    """What a template matches."""
    return re.compile("".join(_OF_GAP.get(piece) or re.escape(piece) for piece in _GAP.split(english)), re.DOTALL)
