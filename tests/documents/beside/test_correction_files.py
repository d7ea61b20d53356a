"""Correction files: every value as it is written, every mistake told with file, entry and what to do, all at once."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assets.documents.beside.correction_files import (
    SETTABLE,
    Action,
    Correction,
    CorrectionError,
    Locator,
    clashes,
    plain,
    read_corrections,
)
from expectations.registry import load_registry

FILE = "河北/辛集.txt.corrections.yaml"
ENTRY = {
    "at": "{line: 24, value: 年均增长10%}",
    "says": "创新实力 | — | 年均增长10% | 预期性",
    "action": "set",
    "values": "{indicator_text: 地方财政科技支出}",
    "reason": "The printed plan, page 12, names the row.",
    "by": "王敏, 2026-11-20",
}
CONFIRM = {"action": "confirm", "values": None, "rules": "[stated_growth_differs]"}
REJECT = {"action": "reject", "values": None}


def _entry(**lines: str | None) -> str:
    """An entry as a reviewer writes it, a key of which is written otherwise or (None) left out."""
    written = {key: text for key, text in {**ENTRY, **lines}.items() if text is not None}
    return "- " + "\n  ".join(f"{key}: {text}" for key, text in written.items()) + "\n"


def _read(text: str) -> tuple[Correction, ...]:
    return read_corrections(text.encode(), FILE)


def _problem(text: str) -> str:
    with pytest.raises(CorrectionError) as raised:
        _read(text)
    return str(raised.value)


def test_an_entry_is_read_with_its_place_its_guard_and_what_it_does() -> None:
    (correction,) = _read(_entry())
    assert correction == Correction(
        file=FILE,
        entry=1,
        at=Locator(24, "年均增长10%"),
        says="创新实力 | — | 年均增长10% | 预期性",
        action=Action.SET,
        reason="The printed plan, page 12, names the row.",
        by="王敏, 2026-11-20",
        values={"indicator_text": "地方财政科技支出"},
    )
    assert correction.label == "河北/辛集.txt.corrections.yaml, entry 1"
    assert pickle.loads(pickle.dumps(correction)) == correction


def test_a_row_can_be_rejected_or_confirmed() -> None:
    rejected, confirmed = _read(
        _entry(**REJECT) + _entry(**{**CONFIRM, "at": "{line: 9, value: 年均增长10%, nth: 2, name: 甲, scope: 乙}"})
    )
    assert (rejected.action, rejected.values, rejected.rules) == (Action.REJECT, {}, ())
    assert (confirmed.action, confirmed.rules, confirmed.entry) == (Action.CONFIRM, ("stated_growth_differs",), 2)
    assert confirmed.at == Locator(9, "年均增长10%", nth=2, name="甲", scope="乙")


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "\ufeff# nothing yet\n", "---\n"])
def test_an_empty_file_holds_no_correction(text: str) -> None:
    assert _read(text) == ()


def test_scalars_are_taken_as_they_are_written() -> None:
    """YAML of itself makes 1.2 of 1.20, a date of 2016-12-30, False of no, and refuses the plain comparator =."""
    text = _entry(
        at="{line: 3, value: 1.20}",
        says="研发投入强度 | 1.20",
        values="{value: 1.20, comparator: =, year: 2020, scope: no, unit: 2016-12-30}",
    )
    (correction,) = _read(text)
    assert correction.at.value == "1.20"
    assert correction.values == {"value": 1.2, "comparator": "=", "year": 2020, "scope": "no", "unit": "2016-12-30"}


def test_null_empties_a_column_and_a_quoted_null_is_a_word() -> None:
    (correction,) = _read(_entry(values='{scope: null, binding: ~, basis: , unit: "null"}'))
    assert correction.values == {"scope": None, "binding": None, "basis": None, "unit": "null"}


def test_an_old_code_of_an_area_becomes_the_one_in_force() -> None:
    (correction,) = _read(_entry(values="{region_code: 139002, year: 2025年}"))
    assert correction.values == {"region_code": "130181", "year": 2025}


def test_what_can_be_set_are_columns_of_observations_and_never_the_print() -> None:
    columns = load_registry().tables["observations"].columns
    assert set(SETTABLE) <= set(columns)
    for printed in ("value_text", "quote", "line", "char_start", "char_end", "observation_id", "value_std", "flags"):
        assert f"`values` has the key {printed!r}, which is not known" in _problem(_entry(values=f"{{{printed}: x}}"))


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ({"valeus": "{value: 3}"}, "an entry has the key 'valeus', which is not known; use at, says, action, values, rules, reason, by"),
        ({"at": None}, "`at` must hold lines of the form `key: value`, with keys out of line, value, nth, name, scope"),
        ({"at": "24"}, "`at` must hold lines of the form"),
        ({"at": "{line: 24, value: 1,000}"}, "`at` has the key '000', which is not known; use line, value, nth, name, scope, and quotes"),
        ({"at": "{value: 年均增长10%}"}, "`line` must be a whole number (the value's line in the plan's text, from 1), not None"),
        ({"at": "{line: 0, value: 年均增长10%}"}, "`line` must be a whole number"),
        ({"at": "{line: 2四, value: 年均增长10%}"}, "`line` must be a whole number"),
        ({"at": "{line: 24}"}, "`value` must be a text; write the value as the plan prints it"),
        ({"at": "{line: 24, value: 年均增长10%, nth: first}"}, "`nth` must be a whole number (1 for the first of equal values)"),
        ({"at": "{line: 24, value: 年均增长10%, name: }"}, "`name` must be a text; write it as it was read, or leave the key out"),
        ({"says": None}, "`says` must be a text; quote the line, row or sentence that holds the value"),
        ({"says": "[a, b]"}, "`says` must be a text"),
        ({"says": "创新实力 | — | 年均增长12%"}, "`says` does not hold the value '年均增长10%'; quote a part of the plan"),
        ({"action": None}, "`action` must be a text; write one of set, reject, confirm"),
        ({"action": "delete"}, "the action 'delete' is not known; use one of set, reject, confirm"),
        ({"values": None}, "`values` and the action set go together"),
        ({"rules": "[two_figures]"}, "`rules` and the action confirm go together"),
        ({"action": "reject"}, "`values` and the action set go together"),
        ({"action": "confirm", "values": None}, "`rules` and the action confirm go together"),
        ({"reason": None}, "`reason` must be a text; say how you know"),
        ({"reason": "' '"}, "`reason` must be a text; say how you know"),
        ({"by": None}, "`by` must be a text; say who decided, and when"),
        ({"values": "{}"}, "`values` must hold lines of the form"),
        ({"values": "{indicator: x}"}, "`values` has the key 'indicator', which is not known; use indicator_id, indicator_text,"),
        ({"values": "{measure: Growth}"}, "the measure 'Growth' is not known; use one of level, growth, change, rank"),
        ({"values": '{comparator: "=>"}'}, "the comparator '=>' is not known; use one of =, >=, >, <=, <, ~"),
        ({"values": "{measure: null}"}, "the measure of a row cannot be empty; write a value"),
        ({"values": "{unit: [亿元]}"}, "the unit must be a single value, not ['亿元']; write null for an empty one"),
        ({"values": "{unit: ''}"}, "the unit must be a single value, not ''; write null"),
        ({"values": "{value: 6亿元}"}, "the value '6亿元' is not a number; write digits such as 6.17, the unit in `unit`"),
        ({"values": "{value: nan}"}, "the value 'nan' is not a number"),
        ({"values": "{value: １２}"}, "the value '１２' is not a number"),
        ({"values": "{year: 25}"}, "the year '25' is not a year; write it as 2025"),
        ({"values": "{year_start: 20205}"}, "the year_start '20205' is not a year"),
        ({"values": "{region_code: 999999}"}, "the region_code '999999' is not a GB/T 2260 code of the registry; look it up"),
        ({**CONFIRM, "rules": "two_figures"}, "`rules` must be a list of different rules, for example [stated_growth_differs]"),
        ({**CONFIRM, "rules": "[]"}, "`rules` must be a list of different rules"),
        ({**CONFIRM, "rules": "[two_figures, two_figures]"}, "`rules` must be a list of different rules"),
        ({**CONFIRM, "rules": "[tow_figures]"}, "'tow_figures' is no rule that questions a row; use one of"),
        ({**CONFIRM, "rules": "[unreadable_value]"}, "'unreadable_value' is no rule that questions a row"),
        ({**CONFIRM, "rules": "[corrected]"}, "'corrected' is no rule that questions a row"),
    ],
)  # fmt: skip
def test_a_mistake_in_an_entry_is_told_in_one_sentence(lines: dict[str, str | None], words: str) -> None:
    problem = _problem(_entry(**REJECT, at="{line: 1, value: 年均增长10%}") + _entry(**lines))
    assert problem.startswith(f"{FILE}, entry 2: ")
    assert words in problem
    assert problem.endswith(".")
    assert "\n" not in problem


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("at: {line: 1}", f"{FILE} must hold a list of corrections, each beginning with `- at:`"),
        ("- 6.17", f"{FILE}, entry 1: an entry must hold lines of the form"),
        ("-\n", f"{FILE}, entry 1: an entry must hold lines of the form"),
        ("- at: {line: 1", f"{FILE} is not valid YAML (while parsing"),
        (_entry(at="{line: 24, value: >6.5}"), "must stand in quotes"),
        (_entry(reason="page 12: the name"), "must stand in quotes"),
        ("- by: a\n  by: b", f"{FILE}, line 2: the key 'by' stands twice; keep one of the two."),
        ("- [by]: a", f"{FILE}, line 1: the key ['by'] is no word"),
        ("- ? {by: a}\n  : b", f"{FILE}, line 1: the key {{'by': 'a'}} is no word"),
        (_entry() + "---\n" + _entry(), f"{FILE} is not valid YAML (expected a single document"),
        ("- &a [*a]", f"{FILE}, line 1: lists and mappings cannot be repeated by reference (*); write them out."),
        ("[" * 5000, f"{FILE} is not valid YAML ("),
    ],
)
def test_a_file_that_is_no_list_of_entries_is_told_in_one_sentence(text: str, words: str) -> None:
    problem = _problem(text)
    assert words in problem
    assert "\n" not in problem


def test_a_file_that_is_not_utf8_is_told() -> None:
    with pytest.raises(CorrectionError, match="is not UTF-8 text; save it as UTF-8"):
        read_corrections(_entry().encode("gb18030"), FILE)


def test_the_mistakes_of_all_entries_are_told_at_once_each_on_a_line_of_its_own() -> None:
    problem = _problem(_entry(by=None) + _entry(at="{line: 3, value: 年均增长10%}") + _entry(action="delete", reason=None))
    assert [line.partition(": ")[0] for line in problem.splitlines()] == [f"{FILE}, entry 1", f"{FILE}, entry 3"]


@pytest.mark.parametrize(
    ("actions", "number"),
    [
        ("set set", 1),
        ("confirm confirm", 1),
        ("reject set", 1),
        ("confirm reject", 1),
        ("set confirm set", 2),
        ("set confirm", 0),
        ("confirm set", 0),
    ],
)
def test_one_place_is_corrected_once_or_set_and_confirmed(actions: str, number: int) -> None:
    lines = {"set": {}, "confirm": CONFIRM, "reject": REJECT}
    text = "".join(_entry(**lines[action]) for action in actions.split())
    if number == 0:
        assert [correction.action for correction in _read(text)] == actions.split()
    else:
        problems = _problem(text).splitlines()
        assert len(problems) == number
        assert problems[0].startswith(f"{FILE}, entry 2: it is about the same row as entry 1; keep one entry for a row")


def test_places_are_the_same_however_they_are_spaced() -> None:
    twice = _entry() + _entry(at="{line: 24, value: 年均增长 １０％}")
    assert "same row as entry 1" in _problem(twice)
    assert len(_read(_entry() + _entry(at="{line: 24, value: 年均增长10%, nth: 2}"))) == 2
    assert clashes(_read(_entry())) == []


@given(st.text(alphabet="高新技术企业9１ 　\n％%|.：:", max_size=20))
def test_how_a_text_is_spaced_and_how_wide_its_signs_are_does_not_count(text: str) -> None:
    wide = text.replace("%", "％").replace("|", "｜").replace("9", "９").replace(".", "．").replace(":", "：")
    assert plain(" ".join(wide)) == plain(text)
    assert plain(plain(text)) == plain(text)
