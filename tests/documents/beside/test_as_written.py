"""Files that people write beside plans are read as they are written, and nothing in them can grow."""

from __future__ import annotations

import time

import pytest

from assets.documents.beside.as_written import LARGEST, AsWrittenError, read_as_written

LAUGHS = "a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12))
MERGES = "a0: &a0 {x: 1}\n" + "".join(f"a{n}: &a{n}\n  <<: [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12))


def test_scalars_are_the_texts_that_stand_there() -> None:
    said = b"a: 1.20\nb: 0x1f\nc: 2016-12-30\nd: no\ne: '~'\nf: ~\ng:\nh: [1, {i: =}]\nj: !!set {k, l}\nm: !!python/name:os.system\n"
    assert read_as_written(said) == {
        "a": "1.20", "b": "0x1f", "c": "2016-12-30", "d": "no", "e": "~", "f": None, "g": None, "h": ["1", {"i": "="}],
        "j": {"k": None, "l": None}, "m": "",
    }  # fmt: skip
    assert read_as_written(b"") is None and read_as_written(b"# nothing\n") is None


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (LAUGHS.encode(), ", line 2: lists and mappings cannot be repeated by reference"),
        (MERGES.encode(), ", line 3: lists and mappings cannot be repeated by reference"),
        (b"a: [1, 2, 3]\n" * 200_000, f"more than the {LARGEST:,} that are read"),
        (b"a: " + b"[" * 100_000, " is not valid YAML (line 1: lists and mappings stand more than 20 deep"),
        (b"a: " + b"{b: " * 100_000, " is not valid YAML (line 1: lists and mappings stand more than 20 deep"),
        (b"a: 0x" + b"f" * 6_000, ", line 1: a text has 6,002 characters"),
        (b"? [a]\n: b", ", line 1: the key ['a'] is no word"),
        (b"a: 1\na: 2", ", line 2: the key 'a' stands twice"),
        (b"a: 1\n---\na: 2", "expected a single document"),
        (b'a: "\\e[31m"', "U+001B"),
        (b'a: "\\ud800"', " "),
        (b"\xff\xfe", " is not UTF-8 text"),
    ],
)
def test_what_could_grow_or_cannot_be_shown_is_refused_at_once(data: bytes, told: str) -> None:
    started = time.process_time()
    with pytest.raises(AsWrittenError) as problem:
        read_as_written(data)
    assert told in str(problem.value) and len(str(problem.value)) < 600
    assert time.process_time() - started < 2
