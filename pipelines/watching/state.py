"""How the work stands, all of it: release and its age, the last build, what is at work, what waits, what failed and why, the next run."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from assets.release.errors import ReleaseError
from assets.release.releases import ReleaseInfo, current_release
from assets.sources.scan import InputError
from pipelines.environment import said, setting
from pipelines.watching.pace import Stand, duration, running
from pipelines.watching.pending import Pending, Unread, pending, unread
from pipelines.watching.record import Record, last_good, last_record
from pipelines.watching.scheduler import Scheduler, scheduler


@dataclass(frozen=True, slots=True)
class State:
    """How things stand at ``now``. ``troubles`` are sentences on what somebody should look at; none where all is well."""

    now: datetime
    release: ReleaseInfo | None
    last_build: Record | None
    last_good: datetime | None
    running: Stand | None
    pending: Pending | None
    unread: tuple[Unread, ...]
    scheduler: Scheduler | None
    troubles: tuple[str, ...]

    @property
    def is_well(self) -> bool:
        """Whether nobody need do anything."""
        return not self.troubles

    def to_json(self) -> str:
        """It for machines; times as ISO 8601, durations in seconds."""
        told = asdict(self) | {"is_well": self.is_well}
        if self.release is not None:
            told["release"]["age_seconds"] = round((self.now - self.release.made_at).total_seconds())
        return json.dumps(told, ensure_ascii=False, indent=2, default=datetime.isoformat)


def state_of(input_dir: Path, output: Path, registry_dir: Path | None, least_confidence: float, now: datetime) -> State:
    """How things stand. Raises nothing over what cannot be asked: that is a trouble."""
    troubles: list[str] = []
    release, waiting, schedule = None, None, None
    try:
        release = current_release(output)
    except ReleaseError as error:
        troubles.append(str(error))
    try:
        waiting = pending(input_dir, output, registry_dir, least_confidence, release)
    except InputError as error:
        troubles.append(str(error))
    try:
        schedule = scheduler(now)
    except RuntimeError as error:
        troubles.append(str(error))
    last, good = last_record(output), last_good(output)
    troubles += _of_last(last)
    troubles += _of_schedule(schedule)
    troubles += stale(good or (release.made_at if release is not None else None), now) if _is_expected(schedule) else []
    failed = tuple(unread(output, release))
    return State(now, release, last, good, running(output), waiting, failed, schedule, tuple(troubles))


def _of_last(last: Record | None) -> list[str]:
    if last is None or last.went_well:
        return []
    return [f"The last build was not published: {last.reasons[0] if last.reasons else 'its log says why.'}"]


def _of_schedule(found: Scheduler | None) -> list[str]:
    if found is None:
        return []
    troubles = [] if found.is_alive else ["Dagster's daemon gives no sign of life, so no run starts by itself; start it again."]
    return troubles if found.is_on else [*troubles, "The nightly run is switched off; switch it on in Dagster's UI."]


def _is_expected(found: Scheduler | None) -> bool:
    """Whether builds are to come by themselves: there is a scheduler, or somebody has said how old the dataset may grow."""
    return found is not None or bool(setting("STALE_HOURS").said)


def stale(last: datetime | None, now: datetime) -> list[str]:
    """What is to be said where no build has ended well for too long (``PLAN_INDICATORS_STALE_HOURS``)."""
    hours = float(said("STALE_HOURS"))
    if last is None or (now - last).total_seconds() <= hours * 3600:
        return []
    age = duration((now - last).total_seconds())
    return [f"No build has ended well for {age}, and the dataset may be {hours:g} hours old at most; look at the runs."]
