"""The linguistic test bench: every sentence of ``bench.yaml`` gives its rows, and none but them."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from tests.statements.rows import Row, expected, frame_of, read_rows

Case = tuple[str, str, list[str]]


def _cases() -> list[object]:
    """The bench as pytest's parameters: frame, sentence, rows; an id names the construction and begins the sentence."""
    constructions = yaml.safe_load((Path(__file__).parent / "bench.yaml").read_text(encoding="utf-8"))
    return [
        pytest.param(entry["frame"], sentence, rows, id=f"{entry['construction']}-{side}-{sentence[:24]}")
        for entry in constructions
        for side in ("for", "against")
        for sentence, rows in entry[side].items()
    ]


@pytest.mark.parametrize(("frame", "sentence", "rows"), _cases())
def test_a_sentence_gives_its_rows_and_no_others(frame: str, sentence: str, rows: list[str]) -> None:
    got: list[Row] = read_rows(frame_of(frame).around(sentence))
    want = [expected(row) for row in rows]
    assert len(got) == len(want) and all(w.meets(g) for w, g in zip(want, got, strict=True)), [str(row) for row in got]
