"""Every setting of the environment in one list: what may be said, what holds where nothing is said, and the check of both at start.

``docs/settings.md`` and ``deployment/settings.env`` are made from it. A variable that is none of them, or says what cannot be, ends the
start with one sentence: a misspelt setting that does nothing is found out too late. Imports nothing heavy.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from difflib import get_close_matches
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

PREFIX = "PLAN_INDICATORS_"
PAGE = "docs/settings.md"
_ADDRESS = re.compile(r"[^@\s,;<>]+@[^@\s,;<>]+")
_BUCKET = re.compile(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")
_CRON_FIELD = re.compile(r"(?:\*|\d+(?:-\d+)?)(?:/\d+)?(?:,(?:\*|\d+(?:-\d+)?)(?:/\d+)?)*|[A-Za-z]{3}(?:-[A-Za-z]{3})?")


class SettingError(Exception):
    """The environment says what cannot be; the message is one sentence for people."""


@dataclass(frozen=True, slots=True)
class Setting:
    """A variable: its name after the prefix, the group it belongs to, what it says, what may stand in it, an example, its default.

    ``default`` is what holds without it, as text; empty where nothing does. ``is_secret``: what stands in it is never repeated.
    """

    name: str
    group: str
    meaning: str
    wanted: str
    fits: Callable[[str], bool]
    example: str
    default: str = ""
    is_secret: bool = False

    @property
    def variable(self) -> str:
        """Its whole name."""
        return PREFIX + self.name

    @property
    def said(self) -> str:
        """What the environment says of it; empty where it says nothing."""
        return os.environ.get(self.variable, "").strip()


def _any(said: str) -> bool:
    return "\0" not in said


def _number(least: float, most: float, *, above: bool = False) -> Callable[[str], bool]:
    def fits(said: str) -> bool:
        with suppress(ValueError):
            return (least < float(said) if above else least <= float(said)) and float(said) <= most
        return False

    return fits


def _whole(least: int, most: int) -> Callable[[str], bool]:
    return lambda said: said.isascii() and said.isdecimal() and least <= int(said) <= most


def _one_of(*words: str) -> Callable[[str], bool]:
    return lambda said: said.lower() in words


def _url(*schemes: str) -> Callable[[str], bool]:
    def fits(said: str) -> bool:
        with suppress(ValueError):
            parts = urlsplit(said)
            return parts.scheme in schemes and bool(parts.hostname) and (parts.port is None or parts.port > 0)
        return False

    return fits


def _bucket(said: str) -> bool:
    return _url("s3")(said) and _BUCKET.fullmatch(urlsplit(said).netloc) is not None


def _mails(said: str) -> bool:
    return all(_ADDRESS.fullmatch(one.strip()) for one in said.split(","))


def _cron(said: str) -> bool:
    fields = said.split()
    return len(fields) == 5 and all(map(_CRON_FIELD.fullmatch, fields))


def _zone(said: str) -> bool:
    with suppress(ValueError, OSError, LookupError):
        return bool(ZoneInfo(said).key)
    return False


_BUILD, _LIMITS, _SCHEDULE, _ALERTS, _STORAGE = "A build", "Limits", "Scheduled runs", "Alerts", "Where else things are kept"
_SECONDS, _URL = "a number of seconds above 0", "an address that begins with https:// or http://"

SETTINGS = (
    Setting("INPUT", _BUILD, "Folder with plan files, walked recursively.", "a folder", _any, "data/plans", "data/plans"),
    Setting("OUTPUT", _BUILD, "Folder the releases are published in.", "a folder", _any, "dataset", "dataset"),
    Setting("REGISTRY", _BUILD, "Folder with your own indicators and aliases.", "a folder", _any, "registry"),
    Setting("ACCEPT_FALL", _BUILD, "Publish although much is gone.", "1 or 0", _one_of("1", "true", "yes", "0", "false", "no"), "1", "0"),
    Setting("CONFIDENCE", _BUILD, "How sure a row must be for the tables of targets.", "a number from 0 to 1", _number(0, 1), "0.8", "0.8"),
    Setting("LANG", _BUILD, "What the command line speaks; else the locale decides.", "zh or en", _one_of("zh", "en"), "zh"),
    Setting("LOG", _BUILD, "The form of log files: lines to read, or JSON lines.", "text or json", _one_of("text", "json"), "json", "text"),
    Setting("KEEP", _BUILD, "How many releases stay when the oldest are removed.", "a whole number from 1", _whole(1, 10**6), "10", "10"),
    Setting("PROCESSES", _LIMITS, "How many processes read plans; else every core.", "a whole number from 1", _whole(1, 4096), "4"),
    Setting(
        "CLUSTER",
        _LIMITS,
        "The scheduler of a Dask cluster whose workers read plans instead.",
        "an address that begins with tcp:// or tls://",
        _url("tcp", "tls"),
        "tcp://10.0.0.1:8786",
    ),
    Setting(
        "READ_SECONDS",
        _LIMITS,
        "Seconds that reading one file may take (scans: ten times that).",
        _SECONDS,
        _number(0, 86_400, above=True),
        "60",
        "60",
    ),
    Setting(
        "STAGE_SECONDS",
        _LIMITS,
        "Seconds that one stage may take over one plan.",
        _SECONDS,
        _number(0, 10_000_000, above=True),
        "60",
        "60",
    ),
    Setting(
        "PLAN_FIGURES",
        _LIMITS,
        "Figures that the tables, or the text, of one plan may tell.",
        "a number above 0",
        _number(0, 10_000_000, above=True),
        "20000",
        "20000",
    ),
    Setting(
        "EXPLORER_TARGETS",
        _LIMITS,
        "Targets that explorer.html may show.",
        "a whole number from 0",
        _whole(0, 10**9),
        "50000",
        "50000",
    ),
    Setting("NIGHTLY", _SCHEDULE, "When the nightly run starts, as cron has it.", "five fields of cron", _cron, "30 2 * * *", "30 2 * * *"),
    Setting("TIME_ZONE", _SCHEDULE, "The clock that this goes by.", "a time zone", _zone, "Asia/Shanghai", "Asia/Shanghai"),
    Setting(
        "STALE_HOURS",
        _SCHEDULE,
        "Hours without a run that went well, after which the dataset is stale.",
        "a number of hours above 0",
        _number(0, 10_000, above=True),
        "26",
        "26",
    ),
    Setting(
        "ALERT_WEBHOOK",
        _ALERTS,
        "Where alerts are sent by POST; it is kept secret.",
        _URL,
        _url("https", "http"),
        "https://hooks.example.org/plan-indicators",
        is_secret=True,
    ),
    Setting(
        "ALERT_WEBHOOK_FORM",
        _ALERTS,
        "What is sent: plain (for Slack, Mattermost and the like), dingtalk (for WeCom too), or feishu.",
        "plain, dingtalk or feishu",
        _one_of("plain", "dingtalk", "feishu"),
        "plain",
        "plain",
    ),
    Setting("ALERT_MAIL", _ALERTS, "Who gets alerts by e-mail, parted by commas.", "mail addresses", _mails, "data@example.org"),
    Setting("ALERT_FROM", _ALERTS, "Who they are from; else the first who gets them.", "a mail address", _mails, "plans@example.org"),
    Setting(
        "ALERT_SMTP",
        _ALERTS,
        "The mail server, with user and password where it asks for them: smtp, starttls or smtps; it is kept secret.",
        "an address that begins with smtp://, starttls:// or smtps://",
        _url("smtp", "starttls", "smtps"),
        "starttls://user:password@mail.example.org:587",
        "smtp://localhost:25",
        is_secret=True,
    ),
    Setting(
        "STORAGE",
        _STORAGE,
        "Bucket, and folder in it, that each release is copied to.",
        "an address that begins with s3:// and a bucket",
        _bucket,
        "s3://plans/dataset",
    ),
    Setting(
        "STORAGE_ENDPOINT",
        _STORAGE,
        "Where the storage answers, for others than AWS; keys stand in AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.",
        _URL,
        _url("https", "http"),
        "https://storage.example.org",
    ),
    Setting("STORAGE_REGION", _STORAGE, "The storage's region.", "a region", _any, "us-east-1", "us-east-1"),
    Setting(
        "POSTGRES_URL",
        _STORAGE,
        "The database of Dagster's own records, else files in DAGSTER_HOME; it is kept secret.",
        "an address that begins with postgresql+psycopg2://",
        _url("postgresql+psycopg2"),
        "postgresql+psycopg2://dagster:password@127.0.0.1:5432/dagster",
        is_secret=True,
    ),
)
BY_VARIABLE: Mapping[str, Setting] = {one.variable: one for one in SETTINGS}


def check_environment(environment: Mapping[str, str] | None = None) -> None:
    """Raises :class:`SettingError` over the first variable with our prefix that is no setting, or says what cannot be. Empty is unsaid."""
    said = os.environ if environment is None else environment
    for variable in sorted(name for name in said if name.startswith(PREFIX)):
        known, value = BY_VARIABLE.get(variable), said[variable].strip()
        if known is None:
            raise SettingError(_unknown(variable))
        if value and not known.fits(value):
            told = "not that" if known.is_secret else repr(value)
            raise SettingError(f"{variable} is {told}; give {known.wanted}, for example {known.example}.")


def _unknown(variable: str) -> str:
    near = get_close_matches(variable.removeprefix(PREFIX), [one.name for one in SETTINGS], n=1)
    if near:
        return f"{variable} is no setting; is {PREFIX}{near[0]} meant? {PAGE} lists all."
    return f"{variable} is no setting; {PAGE} lists all."


def setting(name: str) -> Setting:
    """A setting by its name after the prefix."""
    return BY_VARIABLE[PREFIX + name]


def said(name: str) -> str:
    """What the environment says of a setting (by its name after the prefix), else its default; empty where there is none."""
    return setting(name).said or setting(name).default
