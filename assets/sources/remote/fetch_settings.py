"""How politely and how far a download goes."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from urllib.parse import quote

from assets.sources.archives import LARGEST

PROJECT = "plan-indicators"  # the name that robots.txt files call it by
_IN_CONTACT = "/:@?&=+.,;~#!$'*% "  # what else it may hold is escaped: headers are ASCII, and brackets end the comment
REDIRECTS = 5  # what curl's and browsers' users meet in practice is two or three: http to https, then www


@dataclass(frozen=True, slots=True)
class FetchSettings:
    """Limits of a download; times in seconds, sizes in bytes.

    ``allow_private`` lets hosts that the manifest itself names be of this machine or of the local network, never one that a server
    redirects to. ``contact`` (a mail or web address) is added to the User-Agent, so that an operator knows whom to ask.
    """

    interval: float = 2.0  # between two requests to one host
    attempts: int = 4  # for one address
    backoff: float = 2.0  # the first wait after a failure; doubled each time
    longest_wait: float = 120.0  # a server that asks for more is asked again in another run
    connect_timeout: float = 10.0
    read_timeout: float = 30.0  # without a single byte
    total_timeout: float = 600.0  # one attempt, redirects and all; 64 MB at 110 kB/s
    slowest: float = 1_000.0  # bytes a second, over all that has come in, once patience is over; a modem of 1990 sends more
    patience: float = 60.0
    whole_timeout: float = 6 * 3600.0  # the whole run; what is left of the manifest is for the next one
    largest: int = LARGEST  # what is larger would not be read anyway
    allow_private: bool = False
    contact: str | None = None

    @property
    def user_agent(self) -> str:
        """What the servers are told about who asks."""
        about = f"+{quote(self.contact, safe=_IN_CONTACT)}" if self.contact else "reads published science-and-technology plans"
        try:
            return f"{PROJECT}/{version(PROJECT)} ({about})"
        except PackageNotFoundError:  # run from a folder of source code
            return f"{PROJECT} ({about})"
