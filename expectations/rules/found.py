"""What a rule finds: one row of ``findings`` before it has an id and a sentence."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Found:
    """A rule's doubt about one observation.

    ``observed`` and ``expected`` are figures with their units, or print, so that they read alike in a Chinese and an English sentence.
    ``related`` are the ids of the other observations that the doubt rests on.
    """

    rule_id: str
    observation_id: str
    observed: str
    expected: str
    related: tuple[str, ...] = ()
