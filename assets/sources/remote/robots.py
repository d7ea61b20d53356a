"""robots.txt as RFC 9309 has it: what a site's owner asks programs to leave alone. Pure.

Not ``urllib.robotparser``: it takes the first rule that fits instead of the longest and knows no wildcards, so that
``Disallow: /*.pdf$`` would forbid nothing.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from assets.sources.remote.address import escaped

LARGEST = 512 * 1024  # bytes; the RFC asks for 500 KiB at least, what follows is not looked at
_TOKEN = re.compile(r"[A-Za-z_-]+")
_EVERYBODY = "*"


@dataclass(frozen=True, slots=True)
class Rule:
    """One Allow or Disallow line; ``pattern`` may hold * for any signs, and $ at its end for the end of the target."""

    pattern: str
    allow: bool

    def fits(self, target: str) -> bool:
        """Whether a target begins as the pattern says."""
        pattern, ends = self.pattern.removesuffix("$"), self.pattern.endswith("$")
        first, *others = pattern.split("*")
        if not target.startswith(first):
            return False
        at = len(first)
        for part in others[:-1]:
            at = target.find(part, at)
            if at < 0:
                return False
            at += len(part)
        if not others:
            return not ends or at == len(target)
        # The leftmost places of the parts before leave the most room for the last one; no backtracking is needed.
        return target.endswith(others[-1]) and len(target) - len(others[-1]) >= at if ends else target.find(others[-1], at) >= 0


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules of one site for this program; ``delay`` is the wait that it asks for between requests, in seconds."""

    rules: tuple[Rule, ...] = ()
    delay: float = 0.0

    def allows(self, target: str) -> bool:
        """Whether a path with its query may be asked for: the longest rule that fits decides, of two as long the one that allows."""
        fitting = [(len(rule.pattern), rule.allow) for rule in self.rules if rule.fits(target)]
        return max(fitting)[1] if fitting else True


OPEN = Robots()  # a site that has no robots.txt


def parse_robots(data: bytes, name: str) -> Robots:
    """The rules in a robots.txt for the program called ``name``: those of its own groups, else those for everybody."""
    groups: dict[str, list[tuple[str, str]]] = {}
    agents: list[str] = []
    in_rules = False
    for key, value in _fields(data):
        if key == "user-agent":
            agents = [] if in_rules else agents
            in_rules = False
            token = _TOKEN.match(value)
            agents.append(token[0].lower() if token else value)
            groups.setdefault(agents[-1], [])
        elif key in ("allow", "disallow", "crawl-delay"):
            in_rules = True
            for agent in agents:
                groups[agent].append((key, value))
    return _robots(groups.get(name.lower(), groups.get(_EVERYBODY, [])))


def _fields(data: bytes) -> list[tuple[str, str]]:
    text = data[:LARGEST].decode("utf-8-sig", errors="replace")
    fields = []
    for line in text.splitlines():
        key, colon, value = line.partition("#")[0].partition(":")
        if colon:
            fields.append((key.strip().lower(), value.strip()))
    return fields


def _robots(lines: Sequence[tuple[str, str]]) -> Robots:
    rules = tuple(Rule(escaped(value, "?"), key == "allow") for key, value in lines if key != "crawl-delay" and value)
    return Robots(rules, max((_seconds(value) for key, value in lines if key == "crawl-delay"), default=0.0))


def _seconds(value: str) -> float:
    """A Crawl-delay in seconds; what is no number asks for nothing."""
    try:
        seconds = float(value)
    except ValueError:
        return 0.0
    return max(0.0, seconds) if math.isfinite(seconds) else 0.0
