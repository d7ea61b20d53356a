"""What is embedded in explorer.html comes back as it was, and no page reads it otherwise."""

from __future__ import annotations

import pytest

from assets.release.explorer.packing import seven_bits, steps
from tests.release.explorer.written_explorer import places_of


@pytest.mark.parametrize("length", range(9))
def test_no_character_that_a_page_reads_otherwise_is_embedded_and_every_byte_comes_back(length: int) -> None:
    content = bytes([0, 13, 60, 10, 255, 128, 127, 26, 1][:length]) * 7 + bytes(range(256)) + b"<" * length
    text = seven_bits(content)
    assert not {"\0", "\r", "<"} & set(text)
    bits = "".join(f"{ord(sign) & 127:07b}" for sign in text)
    assert bytes(int(bits[at : at + 8], 2) for at in range(0, len(bits) // 8 * 8, 8)) == content


def test_places_are_told_as_steps_from_the_last_one_there_is() -> None:
    assert steps([-1, 4, 5, -1, 3]) == {"steps": [None, 4, 1, None, -2]}
    assert places_of([None, 4, 1, None, -2]) == [-1, 4, 5, -1, 3]
