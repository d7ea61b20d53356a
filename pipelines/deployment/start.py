"""Dagster's webserver or daemon as a service, in a container or under systemd: ``python -m pipelines.deployment.start daemon``.

Checks the settings, lays the instance's own into ``DAGSTER_HOME``, and becomes the program that was asked for: its signals and its exit
code are the service's. Dagster's records are kept in PostgreSQL where ``PLAN_INDICATORS_POSTGRES_URL`` is set, else in that folder.
Exit code 2 and one sentence where something is not as it must be.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path

from pipelines.environment import SettingError, check_environment, said
from pipelines.watching.json_lines import are_wanted
from pipelines.watching.scheduler import HOME_VARIABLE
from pipelines.wording.spoken import say

SETTINGS = Path(__file__).parents[1] / "dagster.yaml"
_CODE = ("-m", "pipelines.definitions")
_SERVICES: Mapping[str, Sequence[str]] = {
    "daemon": ("dagster-daemon", "run", *_CODE),
    "webserver": ("dagster-webserver", *_CODE),
}
_POSTGRES = """
storage:
  postgres:
    postgres_url:
      env: PLAN_INDICATORS_POSTGRES_URL
"""
_JSON_LINES = """
python_logs:
  dagster_handler_config:
    handlers:
      json_lines:
        class: pipelines.watching.json_lines.RunLines
        level: INFO
"""
WRONG_USE = 2


class StartError(Exception):
    """A service cannot be started; the message is one sentence for people."""


def main(arguments: Sequence[str]) -> None:
    """Become the service that is named first; what follows are options of its program (``webserver -h 0.0.0.0 -p 3000``).

    Raises ``SystemExit`` with exit code 2 where that cannot be.
    """
    try:
        check_environment()
        command = command_of(arguments)
        lay(home_setting())
    except (SettingError, StartError) as error:
        print(say(str(error)), file=sys.stderr)
        raise SystemExit(WRONG_USE) from None
    os.execv(command[0], list(command))


def command_of(arguments: Sequence[str]) -> Sequence[str]:
    """The program with its options. Raises ``StartError``."""
    if not arguments or arguments[0] not in _SERVICES:
        raise StartError(f"There is no service {' '.join(arguments[:1]) or 'named'}; name one of {', '.join(_SERVICES)}.")
    program, *options = _SERVICES[arguments[0]]
    place = Path(sys.executable).with_name(program)
    if not place.is_file():
        raise StartError(f"The program {program} is not installed; install the package with its extra ui.")
    return (str(place), *options, *arguments[1:])


def home_setting() -> Path:
    """Dagster's home, as the environment says. Raises ``StartError`` where it does not."""
    named = os.environ.get(HOME_VARIABLE, "")
    if not Path(named).is_absolute():
        raise StartError(f"{HOME_VARIABLE} is {named!r}; give the whole path of a folder for Dagster's own files.")
    return Path(named)


def lay(home: Path) -> None:
    """Write this project's settings of an instance into its folder. Raises ``StartError``."""
    if said("POSTGRES_URL") and find_spec("dagster_postgres") is None:
        raise StartError("Dagster's records are to be in PostgreSQL, but dagster-postgres is not installed; install the extra postgres.")
    try:
        home.mkdir(parents=True, exist_ok=True)
        fresh = home / f"{SETTINGS.name}.{os.getpid()}"  # in one step: the other service may be reading it just now
        fresh.write_text(instance_settings(), encoding="utf-8")
        fresh.replace(home / SETTINGS.name)
    except OSError as error:
        raise StartError(f"Dagster's folder {home} cannot be written ({error.strerror}); mend its rights.") from error


def instance_settings() -> str:
    """The settings of an instance: this project's, with what the environment asks for beside them."""
    beside = (_POSTGRES if said("POSTGRES_URL") else "") + (_JSON_LINES if are_wanted() else "")
    return SETTINGS.read_text(encoding="utf-8") + beside


if __name__ == "__main__":
    main(sys.argv[1:])
