"""Character sets: what is read as what, and that nothing is read wrongly in silence."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assets.documents.formats.charset import CharsetError, decode, is_chinese

PLAN = (
    "一、总体要求\r\n为深入实施创新驱动发展战略,加快建设创新型城市,根据全市国民经济和社会发展规划,制定本规划。\r\n"
    "到2025年,全社会研发经费支出占地区生产总值比重达到3%以上,高新技术企业达到1000家,技术合同成交额达到60亿元。\r\n"
)
TRADITIONAL = "為深入貫徹科技創新規劃,根據本市國民經濟和社會發展綱要,制定本計劃。研究與試驗發展經費支出占地區生產總值比重達到百分之三。"
JAPANESE = "この計画は、科学技術の振興に関する基本的な方針を定めるものであり、令和七年度までを対象とします。"


def test_a_gb18030_page_is_read_as_such() -> None:
    decoded = decode(PLAN.encode("gb18030"))
    assert (decoded.text, decoded.encoding, decoded.repaired) == (PLAN, "gb18030", None)


def test_line_ends_are_kept() -> None:
    assert decode(PLAN.encode()).text.count("\r\n") == 3


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_a_byte_order_mark_is_believed_and_is_not_in_the_text(mark: bytes, encoding: str) -> None:
    decoded = decode(mark + PLAN.encode(encoding))
    assert (decoded.text, decoded.encoding) == (PLAN, encoding)


def test_a_mark_that_lies_is_an_error() -> None:
    with pytest.raises(CharsetError, match="marked as UTF-8"):
        decode(codecs.BOM_UTF8 + PLAN.encode("gb18030"))


def test_big5_decodes_strictly_as_gb18030_and_is_not_taken_for_it() -> None:
    data = TRADITIONAL.encode("big5")
    assert not is_chinese(data.decode("gb18030", errors="replace"))
    assert decode(data).text == TRADITIONAL


def test_utf16_without_a_mark_is_read_only_where_it_reads_like_chinese() -> None:
    assert decode(PLAN.encode("utf-16-le")).encoding == "utf-16-le"
    with pytest.raises(CharsetError, match="binary"):
        decode(b"\x00\x01\x02\x03" * 50)


def test_a_few_broken_bytes_are_marked_and_told() -> None:
    for encoding in ("utf-8", "gb18030"):
        data = (PLAN * 20).encode(encoding)
        cut = data[:-3]  # the file ends inside a character or a line end
        broken = cut.replace("创新".encode(encoding), "创".encode(encoding) + b"\xff", 1)
        decoded = decode(broken)
        assert decoded.encoding == encoding
        assert "\ufffd" in decoded.text
        assert decoded.repaired is not None
        assert decoded.repaired.endswith("each is shown as \ufffd.")


def test_a_replacement_character_of_the_file_itself_is_no_repair() -> None:
    assert decode((PLAN + "\ufffd").encode()).repaired is None


def test_many_broken_bytes_are_an_error() -> None:
    data = PLAN.encode()
    broken = b"\xff".join(data[i : i + 20] for i in range(0, len(data), 20))
    with pytest.raises(CharsetError):
        decode(broken)


@pytest.mark.parametrize(
    "data",
    [JAPANESE.encode("shift_jis"), JAPANESE.encode("euc_jp"), "caf\xe9s \xe0 la carte".encode("latin-1"), bytes(range(128, 256)) * 20],
)
def test_what_cannot_be_told_for_certain_is_an_error_not_mojibake(data: bytes) -> None:
    with pytest.raises(CharsetError):
        decode(data)


def test_ascii_and_empty_files_are_utf8() -> None:
    assert decode(b"").text == ""
    assert decode(b"GDP 3%").encoding == "utf-8"


@given(st.text(st.characters(codec="utf-8", exclude_characters="\x00\ufeff"), max_size=200))
def test_utf8_comes_back_as_it_was(text: str) -> None:
    assert decode(text.encode()).text == text


@given(st.text(st.characters(codec="gb18030", exclude_characters="\x00\ufeff"), max_size=40))
def test_a_gb18030_text_is_never_read_as_another_chinese_text(tail: str) -> None:
    text = PLAN * 3 + tail
    assert decode(text.encode("gb18030")).text == text
