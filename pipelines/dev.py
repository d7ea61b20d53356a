"""Dagster's UI, schedules and sensors on this machine, as `make dev` starts them: ``python -m pipelines.dev HOME [options of dg dev]``.

HOME is the instance's folder; this project's settings are laid into it. A stop (SIGTERM, Ctrl+C) ends every process that was started.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import FrameType

from pipelines.deployment.start import SETTINGS, instance_settings

GRACE_SECONDS = 20.0  # for runs and servers to end by themselves


def main(home: Path, options: list[str]) -> int:
    """Run ``dg dev`` until it ends or is stopped; its exit code is returned (128 + the signal's number after a stop)."""
    home.mkdir(parents=True, exist_ok=True)
    (home / SETTINGS.name).write_text(instance_settings(), encoding="utf-8")
    # Shells start what runs in the background with SIGINT ignored, and Dagster, which inherits that, would then ignore SIGTERM too.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGTERM, _stop)
    programs = Path(sys.executable).parent
    environment = {
        **os.environ,
        "DAGSTER_HOME": str(home.resolve()),
        "VIRTUAL_ENV": str(programs.parent),
        "PATH": os.pathsep.join([str(programs), os.environ.get("PATH", os.defpath)]),
    }
    service = subprocess.Popen([programs / "dg", "dev", "--use-active-venv", *options], env=environment, start_new_session=True)
    try:
        return service.wait()
    except KeyboardInterrupt:
        return 128 + signal.SIGINT
    except StoppedError:
        return 128 + signal.SIGTERM
    finally:
        _end(service)


class StoppedError(Exception):
    """SIGTERM has arrived."""


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise StoppedError


def _end(service: subprocess.Popen[bytes]) -> None:
    """End the whole group: asked first, then killed. A code server that is just starting does not hear, and would outlive us by 75 s."""
    for asked in (signal.SIGTERM, signal.SIGINT):
        signal.signal(asked, signal.SIG_IGN)  # a second Ctrl+C must not leave half of them behind
    deadline = time.monotonic() + GRACE_SECONDS
    try:
        os.killpg(service.pid, signal.SIGTERM)
        while time.monotonic() < deadline:
            service.poll()  # takes its exit code, so that the group can become empty
            os.killpg(service.pid, 0)
            time.sleep(0.2)
        os.killpg(service.pid, signal.SIGKILL)
    except ProcessLookupError:
        pass  # the group is empty: all have ended
    service.wait()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2:]))
