"""Which language the command line speaks: as asked (``--lang``), as the environment says, else as the locale does."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence

from pipelines.environment import setting

LANGUAGE_VARIABLE, OPTION = setting("LANG").variable, "--lang"
ENGLISH, CHINESE = "en", "zh"
_LOCALE = ("LC_ALL", "LC_MESSAGES", "LANG")  # in the order that POSIX asks them


def language(environment: Mapping[str, str] = os.environ, arguments: Sequence[str] | None = None) -> str:
    """``zh`` or ``en``: the option where it is one of the two, else the setting, else Chinese where the locale is, else English.

    The option is looked for among this process's own arguments: help texts are made before any command reads its options.
    """
    asked = (asked_for(sys.argv[1:] if arguments is None else arguments) or environment.get(LANGUAGE_VARIABLE, "")).lower()[:2]
    if asked in (ENGLISH, CHINESE):
        return asked
    locale = next((found for name in _LOCALE if (found := environment.get(name))), "")
    return CHINESE if locale.lower().startswith(CHINESE) else ENGLISH


def asked_for(arguments: Sequence[str]) -> str | None:
    """What ``--lang`` says among a command's arguments, wherever it stands."""
    for at, argument in enumerate(arguments):
        name, _, value = argument.partition("=")
        if name == OPTION:
            return value or (arguments[at + 1] if at + 1 < len(arguments) else None)
    return None


def without_language(arguments: Sequence[str]) -> list[str]:
    """The arguments without ``--lang`` and its value."""
    kept: list[str] = []
    skip = False
    for argument in arguments:
        if skip:
            skip = False
        elif argument == OPTION:
            skip = True
        elif not argument.startswith(f"{OPTION}="):
            kept.append(argument)
    return kept
