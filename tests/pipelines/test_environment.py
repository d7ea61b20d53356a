"""The settings of the environment: all in one list, checked at start, told in one sentence; the pages made from the list."""

from __future__ import annotations

import re

import pytest
from typer.testing import CliRunner

from assets import allowance
from assets.documents.reading import limits
from assets.release.explorer import shown
from pipelines import cli, environment, settings
from pipelines.environment import BY_VARIABLE, SETTINGS, SettingError, check_environment
from tests.conftest import ROOT
from tests.workbench.pictures import settings_page

IN_CODE = re.compile(r"\bPLAN_INDICATORS_[A-Z_]*[A-Z]\b")


def test_every_variable_of_the_code_is_a_setting() -> None:
    files = [path for package in ("assets", "expectations", "pipelines") for path in (ROOT / package).rglob("*") if path.is_file()]
    texts = [path.read_text(encoding="utf-8") for path in files if path.suffix in (".py", ".yaml", ".env", ".service")]
    named = {name for text in texts for name in IN_CODE.findall(text)}
    assert named <= BY_VARIABLE.keys(), "name it in pipelines/environment.py; python -m tests.workbench pictures makes its pages anew"


def test_what_is_said_to_hold_without_a_setting_does_in_stages_that_know_no_list() -> None:
    held = {
        limits.SECONDS_VARIABLE: f"{limits.SECONDS:g}",
        allowance.STAGE_SECONDS_VARIABLE: f"{allowance.STAGE_SECONDS:g}",
        allowance.PLAN_FIGURES_VARIABLE: str(allowance.PLAN_FIGURES),
        shown.TARGETS_VARIABLE: str(shown.TARGETS),
    }
    assert {name: BY_VARIABLE[name].default for name in held} == held


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda one: one.name)
def test_defaults_and_examples_fit(setting: environment.Setting) -> None:
    assert setting.fits(setting.example)
    assert not setting.default or setting.fits(setting.default)


@pytest.mark.parametrize(
    ("variable", "value", "told"),
    [
        ("PLAN_INDICATORS_PROCESES", "4", "PLAN_INDICATORS_PROCESES is no setting; is PLAN_INDICATORS_PROCESSES meant?"),
        ("PLAN_INDICATORS_QZX", "1", "PLAN_INDICATORS_QZX is no setting; docs/settings.md lists all."),
        ("PLAN_INDICATORS_PROCESSES", "0", "PLAN_INDICATORS_PROCESSES is '0'; give a whole number from 1, for example 4."),
        ("PLAN_INDICATORS_CONFIDENCE", "nan", "give a number from 0 to 1"),
        ("PLAN_INDICATORS_READ_SECONDS", "0", "give a number of seconds above 0"),
        ("PLAN_INDICATORS_NIGHTLY", "02:30", "give five fields of cron"),
        ("PLAN_INDICATORS_TIME_ZONE", "Beijing", "give a time zone, for example Asia/Shanghai"),
        ("PLAN_INDICATORS_STORAGE", "s3://Plans", "begins with s3:// and a bucket"),
        ("PLAN_INDICATORS_STORAGE_ENDPOINT", "storage.example.org", "begins with https://"),
        ("PLAN_INDICATORS_ALERT_MAIL", "data@example.org, nobody", "give mail addresses"),
        ("PLAN_INDICATORS_POSTGRES_URL", "postgresql://u:p@host/d", "begins with postgresql+psycopg2://"),
    ],
)
def test_what_cannot_be_is_one_sentence(variable: str, value: str, told: str) -> None:
    with pytest.raises(SettingError) as found:
        check_environment({variable: value})
    assert told in str(found.value) and str(found.value).endswith(".") and "\n" not in str(found.value)


def test_a_secret_is_not_repeated() -> None:
    with pytest.raises(SettingError) as found:
        check_environment({"PLAN_INDICATORS_ALERT_SMTP": "mail:hunter2@host"})
    assert "hunter2" not in str(found.value)


def test_what_is_empty_or_not_ours_is_left_alone() -> None:
    check_environment({"PLAN_INDICATORS_PROCESSES": "", "PLAN_INDICATOR": "x", "PATH": "/bin"})


@pytest.mark.parametrize("command", [["releases"], ["build"], ["status"]])
def test_every_command_checks_first(monkeypatch: pytest.MonkeyPatch, command: list[str]) -> None:
    monkeypatch.setenv("PLAN_INDICATORS_CONFIDENCE", "sure")
    result = CliRunner().invoke(cli.app, command)
    assert result.exit_code == 2
    assert result.stderr == "PLAN_INDICATORS_CONFIDENCE is 'sure'; give a number from 0 to 1, for example 0.8.\n"


def test_the_pages_of_settings_are_made_from_the_list() -> None:
    made_anew = "python -m tests.workbench pictures"
    assert settings_page.PAGE.read_text(encoding="utf-8") == settings_page.settings_page(), made_anew
    assert settings_page.FILE.read_text(encoding="utf-8") == settings_page.settings_file(), made_anew


def test_blanks_around_what_is_said_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable, value in {"ACCEPT_FALL": " yes ", "CONFIDENCE": " ", "INPUT": " plans "}.items():
        monkeypatch.setenv(f"PLAN_INDICATORS_{variable}", value)
    check_environment()
    assert (settings.accept_fall_setting(), settings.confidence_setting(), settings.input_setting()) == (True, 0.8, "plans")
