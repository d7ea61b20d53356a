"""What spoke for a reading: the same for people (``explain``) and as signs that the confidence of a row is made from."""

from __future__ import annotations

from assets.language.incidental import kind_of
from assets.statements.names import reached
from assets.statements.slots import Slot
from assets.statements.when.setting import Setting, Time

_FEW, _SOME = 4, 12  # characters of a figure's clause that are neither its name nor explained by anything else
_NEAR = 16  # characters before and behind a figure that tell what kind of thing it counts


def trace_of(name: str, slot: Slot, rest: str, time: Time | None, setting: Setting) -> tuple[str, ...]:
    """Which period governed, where the name came from, the section's say. ``rest``: the sentence from the slot on."""
    when = time.printed or (str(time.year) if time.year else "unknown") if time else "none named: by section and plan"
    return (
        f"time: {when}",
        f"name: {'in the clause' if name in slot.lead or name in rest else 'completed or inherited'}",
        f"section: {setting.status or 'says nothing'}",
    )


def signs_of(name: str, slot: Slot, printed: tuple[str, str], time: Time | None, status: str, setting: Setting) -> tuple[str, ...]:
    """One phrase an aspect, the aspect before the colon; ``printed``: the sentence, and what of it, folded, stands before the figure."""
    sentence, before = printed
    lead = slot.lead
    if lead.startswith(")") and slot.figure is not None:  # 比全国平均水平(2.40%)低0.05个百分点: what it is beside stands before
        lead = before
    return (
        f"time: {_when(time, sentence, setting)}",
        f"section: {'says nothing' if setting.status is None else 'agrees' if setting.status == status else 'says otherwise'}",
        f"place of the name: {_where(name, slot)}",
        f"words left over: {_left_over(name, slot)}",
        f"verb: {'of reaching' if reached(slot.lead)[1] else 'none'}",
        f"beside it: {kind_of(lead[-_NEAR:] + '|' + slot.behind[:_NEAR])}",
        f"figures: {'listed together' if len(slot.group) > 1 or slot.linked else 'one'}",
    )


def _when(time: Time | None, sentence: str, setting: Setting) -> str:
    if time is None or time.year is None:
        default = "the heading's" if setting.year is not None else "the plan's"
        return f"{'a word' if time is not None else 'not named'}, year {default}"
    named = "named in the sentence" if time.printed and time.printed in sentence else "named before"
    return f"{named}, of several years" if time.start is not None else named


def _where(name: str, slot: Slot) -> str:
    if name in slot.lead:
        return "before the figure"
    if name in slot.behind:
        return "behind the figure"
    bare = name.removeprefix("新增")
    return "made of both" if bare in slot.lead or bare in slot.behind else "completed or inherited"


def _left_over(name: str, slot: Slot) -> str:
    left = len(slot.lead) - (len(name) if name in slot.lead else 0)
    return "few" if left <= _FEW else "some" if left <= _SOME else "many"
