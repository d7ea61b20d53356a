"""YAML that people put beside their files, read as it is written: texts, lists and mappings of texts, and nothing that can grow.

YAML would make 1.20 the number 1.2, a hexadecimal number of 6,000 digits one that cannot be printed, ten lines that repeat one another
by reference a gigabyte, and ``!!set`` a Python set. Here a scalar is the text that stands there; references are refused, and so is what is
larger, longer or deeper than any such file. The parser's events are walked one by one: nothing is resolved or made behind our back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

LARGEST = 1024 * 1024  # bytes; a correction file with a thousand entries has some 300 kB, a sidecar some hundred bytes
LONGEST = 2_000  # characters of one text; the longest sentences that corrections quote have some hundreds
DEEPEST = 20  # lists and mappings in one another; corrections need three
_SHOWN = 60  # characters of a text that a message repeats
_Loader: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C parser is ten times as fast; both give the same events
_QUOTES = "mend it; a text that begins with one of > | % @ [ { or holds ': ' or ' #' must stand in quotes"
_NULL_TAG = "tag:yaml.org,2002:null"
_NULLS = ("", "~", "null", "Null", "NULL")
_NO_TEXT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")  # no table holds them, and no terminal shall get them


class AsWrittenError(ValueError):
    """A file is not as it can be read; the message goes on behind the file's name: `` is not UTF-8 text; …``, ``, line 3: …``."""


def read_as_written(data: bytes) -> object:
    """The file as lists, mappings by text, texts and None. Raises :class:`AsWrittenError`."""
    if len(data) > LARGEST:
        raise AsWrittenError(f" has {len(data):,} bytes, more than the {LARGEST:,} that are read; take out what does not belong there.")
    try:
        events = yaml.parse(data.decode("utf-8-sig"), Loader=_Loader)
        return _document(event for event in events if not isinstance(event, yaml.StreamStartEvent | yaml.DocumentStartEvent))
    except AsWrittenError:
        raise
    except UnicodeDecodeError:
        raise AsWrittenError(" is not UTF-8 text; save it as UTF-8.") from None
    except (yaml.YAMLError, ValueError) as problem:
        raise _invalid(shown(" ".join(str(problem).split()), 300)) from None


def _document(events: Iterator[yaml.Event]) -> object:
    """The one document that the events tell of; None where there is none."""
    if isinstance(first := next(events), yaml.StreamEndEvent):
        return None
    content = _value(first, events, 0)
    next(events)  # the document's end
    if not isinstance(more := next(events), yaml.StreamEndEvent):
        raise _invalid(f"expected a single document, another begins on line {_line(more)}")
    return content


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark is not None else 1


def _invalid(why: str) -> AsWrittenError:
    return AsWrittenError(f" is not valid YAML ({why}); {_QUOTES}.")


def shown(text: object, most: int = _SHOWN) -> str:
    """A text as a message repeats it: its beginning, where it is long."""
    told = str(text)
    return told if len(told) <= most else told[:most] + "…"


def _value(event: yaml.Event, events: Iterator[yaml.Event], depth: int) -> object:
    """What begins with an event; takes the rest of it from the events."""
    line = f"line {_line(event)}"
    if isinstance(event, yaml.AliasEvent):
        raise AsWrittenError(f", {line}: lists and mappings cannot be repeated by reference (*); write them out.")
    if isinstance(event, yaml.ScalarEvent):
        return _scalar(event, line)
    if depth >= DEEPEST:
        raise _invalid(f"{line}: lists and mappings stand more than {DEEPEST} deep in one another")
    if isinstance(event, yaml.SequenceStartEvent):
        return [_value(item, events, depth + 1) for item in _until(yaml.SequenceEndEvent, events)]
    made: dict[str, object] = {}
    for key_event in _until(yaml.MappingEndEvent, events):
        key, line = _value(key_event, events, depth + 1), f"line {_line(key_event)}"
        if not isinstance(key, str):
            raise AsWrittenError(f", {line}: the key {shown(repr(key))} is no word; write a word.")
        if key in made:
            raise AsWrittenError(f", {line}: the key {shown(key)!r} stands twice; keep one of the two.")
        made[key] = _value(next(events), events, depth + 1)
    return made


def _until(end: type[yaml.Event], events: Iterator[yaml.Event]) -> Iterator[yaml.Event]:
    """The events at which something begins, up to the end of the list or mapping around them."""
    while not isinstance(event := next(events), end):
        yield event


def _scalar(event: yaml.ScalarEvent, line: str) -> str | None:
    text: str = event.value
    if event.tag == _NULL_TAG or (event.tag is None and not event.style and text in _NULLS):
        return None
    if (sign := _NO_TEXT.search(text)) is not None:
        raise AsWrittenError(f", {line}: the text holds the sign U+{ord(sign[0]):04X}, which no table can hold; take it out.")
    if len(text) > LONGEST:
        raise AsWrittenError(f", {line}: a text has {len(text):,} characters, more than the {LONGEST:,} that are read; shorten it.")
    return text
