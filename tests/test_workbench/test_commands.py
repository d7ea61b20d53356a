"""The measuring tools are commands of one entry; each says in its exit code whether what it measured is as asked."""

from __future__ import annotations

from typer.testing import CliRunner

from tests.workbench.commands import app


def test_a_few_defects_are_put_in_and_counted() -> None:
    result = CliRunner().invoke(app, ["defects", "--count", "10", "--seed", "3"])
    assert result.exit_code == 0 and "of what can be seen is caught" in result.output
    assert CliRunner().invoke(app, ["defects", "--input", "no/such/folder"]).exit_code == 2


def test_without_a_command_the_entry_tells_which_there_are() -> None:
    told = CliRunner().invoke(app, ["--help"]).output
    assert all(name in told for name in ("benchmark", "defects", "fuzz", "pictures"))
