"""Logs as lines of JSON, for whoever gathers logs: a line an event, with the run, the step and the plan that it is about.

``{"time": …, "level": "INFO", "logger": …, "message": …, "run_id": …, "step": …, "plan_id": …, "source_path": …}``; keys without a value
are left out. A build ends with a line a plan (``event``: ``plan_read``) and a line a file that could not be read (``file_not_read``).
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

from assets.release.layout import Layout
from assets.sources.zips import CONTROL
from expectations.registry.table_rows import Rows, counts_of, rows_of
from pipelines.environment import said
from pipelines.settings import log_folder, output_setting

FIELDS = "fields"  # of a record: what its line holds beside the message
_DAYS_KEPT = 30
_COUNTED = ("observations", "rejects", "findings", "tasks")


def are_wanted() -> bool:
    """Whether ``PLAN_INDICATORS_LOG`` asks for lines of JSON."""
    return said("LOG").lower() == "json"


class JsonLines(logging.Formatter):
    """A record as one line of JSON. No sign of a file's name can end a line or move a terminal: they are spelled as JSON has it."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as text."""
        told: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        told |= _of_dagster(getattr(record, "dagster_meta", None) or {}) | dict(getattr(record, FIELDS, {}))
        if record.exc_info:
            told["traceback"] = self.formatException(record.exc_info)
        line = json.dumps({key: value for key, value in told.items() if value is not None}, ensure_ascii=False, default=str)
        return CONTROL.sub(lambda sign: f"\\u{ord(sign[0]):04x}", line)


def _of_dagster(meta: Mapping[str, object]) -> dict[str, object]:
    """The run, the step and the kind of event that Dagster's own records name."""
    event = meta.get("dagster_event")
    told = {"run_id": meta.get("run_id"), "job": meta.get("job_name"), "step": meta.get("step_key") or getattr(event, "step_key", None)}
    told |= {"event": getattr(event, "event_type_value", None), "message": meta.get("orig_message"), "error": _error(event)}
    return told if meta else {}


def _error(event: object) -> str | None:
    """What broke a step, in words."""
    error = getattr(getattr(event, "event_specific_data", None), "error", None)
    cause = getattr(error, "cause", None) or error
    return str(cause.message).strip() if cause is not None else None


class RunLines(logging.Handler):
    """Dagster's runs as lines of JSON in ``<output>/.work/log/runs-<day>.jsonl``, where they are asked for (``dagster.yaml`` names it).

    A file a day, the last 30 are kept. Lines are added whole, so that several runs may write. What cannot be written is left out.
    """

    def __init__(self, output: Path | None = None) -> None:
        super().__init__()
        self._output = output
        self.setFormatter(JsonLines())

    def emit(self, record: logging.LogRecord) -> None:
        """Add the record's line."""
        if not are_wanted():
            return
        folder = log_folder(self._output or Path(output_setting()))
        place = folder / f"runs-{datetime.now(UTC):%Y%m%d}.jsonl"
        try:
            is_new = not place.exists()
            folder.mkdir(parents=True, exist_ok=True)
            with place.open("ab", buffering=0) as stream:
                stream.write(f"{self.format(record)}\n".encode(errors="backslashreplace"))
            for old in sorted(folder.glob("runs-*.jsonl"))[:-_DAYS_KEPT] if is_new else ():
                old.unlink(missing_ok=True)
        except OSError:
            self.handleError(record)


def plan_lines(frames: Mapping[str, Rows]) -> Iterator[tuple[str, dict[str, object]]]:
    """A message and its fields for every plan of a release's tables, and for every file that could not be read."""
    counts = {name: counts_of(frames[name], "plan_id") for name in _COUNTED if name in frames}
    if "plans" in frames:
        plans = rows_of(frames["plans"])
        for plan_id, path in zip(plans["plan_id"], plans["source_path"], strict=True):
            held = {name: int(count.get(plan_id, 0)) for name, count in counts.items()}
            yield "plan read", {"event": "plan_read", "plan_id": plan_id, "source_path": path, **held}
    if "sources" in frames:
        sources = rows_of(frames["sources"])
        failed = sources[sources["status"] == "failed"]
        for path, plan_id, reason in zip(failed["source_path"], failed["plan_id"], failed["reason"], strict=True):
            known = plan_id if isinstance(plan_id, str) else None
            yield str(reason), {"event": "file_not_read", "plan_id": known, "source_path": path}


def log_plans(frames: Mapping[str, Rows], log: logging.Logger) -> None:
    """Log a line a plan, where lines of JSON are wanted: for people they would be too many."""
    if are_wanted():
        for message, fields in plan_lines(frames):
            log.info("%s", message, extra={FIELDS: fields})


def log_release(output: Path, run_id: str) -> None:
    """Add a line a plan of the current release to the lines of Dagster's runs, where they are wanted; its own records would be too many."""
    if not are_wanted():
        return
    import pandas as pd

    parquet = Layout(output).current / "parquet"
    columns = {"plans": ["plan_id", "source_path"], "sources": ["source_path", "plan_id", "status", "reason"]}
    frames = {name: pd.read_parquet(parquet / f"{name}.parquet", columns=columns.get(name, ["plan_id"])) for name in (*columns, *_COUNTED)}
    handler = RunLines(output)
    for message, fields in plan_lines(frames):
        record = logging.LogRecord("plan_indicators.plans", logging.INFO, __file__, 0, "%s", (message,), None)
        setattr(record, FIELDS, {"run_id": run_id, **fields})
        handler.emit(record)
