"""What somebody at a terminal meets: exit codes, clear words, and what lies in the output folder afterwards."""

from __future__ import annotations

import fcntl
import os
import signal
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import dagster as dg
import duckdb
import pandas as pd
import pytest
from typer.testing import CliRunner, Result

from assets.release import publish
from expectations.checks import content
from pipelines import definitions
from pipelines.cli import app
from tests.pipelines.plans import TABLE, plan, plan_without_table, write

GOOD = plan("青州市")
OTHER = plan("兰考县", TABLE.replace("120", "31"))


@dataclass(frozen=True)
class Desk:
    """An input and an output folder, and the command line over them."""

    input: Path
    output: Path

    def run(self, command: str = "build", *arguments: str) -> Result:
        options = ["--output", str(self.output), *(["--input", str(self.input)] if command == "build" else [])]
        return CliRunner().invoke(app, [command, *options, *arguments])

    def releases(self) -> list[str]:
        folder = self.output / "releases"
        return sorted(found.name for found in folder.iterdir() if found.is_dir()) if folder.is_dir() else []

    def current(self) -> str | None:
        link = self.output / "current"
        return link.readlink().name if link.is_symlink() else None

    def unpublished(self) -> Path | None:
        folder = self.output / "unpublished"
        return max(folder.iterdir()) if folder.is_dir() else None

    def ask(self, question: str) -> list[tuple[object, ...]]:
        with duckdb.connect(str(self.output / "current" / "plan_indicators.duckdb"), read_only=True) as connection:
            return connection.sql(question).fetchall()


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path / "plans", tmp_path / "dataset")


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk with one release of one plan; tests leave it as it is."""
    root = tmp_path_factory.mktemp("published")
    desk = Desk(write(root / "plans", a_txt=GOOD), root / "dataset")
    assert desk.run().exit_code == 0
    yield desk
    assert len(desk.releases()) == 1


def test_a_folder_with_a_plan_is_published_and_summarized(published: Desk) -> None:
    assert published.ask("SELECT count(*) FROM observations") == [(6,)]
    assert published.current() == published.releases()[0]


def test_the_summary_tells_what_was_read_and_how_to_ask(desk: Desk) -> None:
    write(desk.input, a_txt=plan("青州市", TABLE + "| 星际航班数 | 架次 | 1 | 2 | 预期性 |\n"))
    said = desk.run().output
    for words in ("1 found (1 parsed)", "1 read", "1 of indicators", "4 target", "星际航班数", "Published the release", "duckdb -readonly"):
        assert words in said
    assert desk.current() is not None and desk.current() in said
    query = next(line for line in said.splitlines() if " -c " in line).partition(" -c ")[2].strip().strip('"')
    exec(compile(query, "<pasted>", "exec"), {})  # the line somebody pastes


def test_a_second_run_publishes_nothing_new_and_starts_no_dagster(published: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipelines.cli.building.build", lambda *_: pytest.fail("the graph must not run"))
    result = published.run()
    assert result.exit_code == 0
    assert "Nothing has changed" in result.output


def test_equal_content_from_another_input_is_no_new_release_and_then_known(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    write(desk.input, a_txt=GOOD)
    desk.run()
    own = write(desk.input.parent / "own", aliases_csv="alias,indicator_id\n")
    again = desk.run("build", "--registry", str(own))
    assert again.exit_code == 0
    assert "nothing new was published" in again.output
    assert len(desk.releases()) == 1
    monkeypatch.setattr("pipelines.cli.building.build", lambda *_: pytest.fail("the graph must not run"))
    assert "Nothing has changed" in desk.run("build", "--registry", str(own)).output


def test_a_release_that_was_damaged_is_made_anew(desk: Desk) -> None:
    write(desk.input, a_txt=GOOD)
    desk.run()
    (desk.output / "current" / "parquet" / "plans.parquet").unlink()
    assert desk.run("verify").exit_code == 1
    assert desk.run().exit_code == 0
    assert desk.run("verify").exit_code == 0
    assert len(desk.releases()) == 2


def test_a_missing_input_folder_is_wrong_use(desk: Desk) -> None:
    result = desk.run()
    assert result.exit_code == 2
    assert "does not exist" in result.output and "--input" in result.output
    assert not desk.output.exists()


def test_a_missing_folder_of_own_indicators_is_wrong_use(desk: Desk) -> None:
    write(desk.input, a_txt=GOOD)
    result = desk.run("build", "--registry", str(desk.input / "nowhere"))
    assert result.exit_code == 2
    assert "does not exist" in result.output


def test_an_empty_folder_publishes_nothing(desk: Desk) -> None:
    desk.input.mkdir()
    result = desk.run()
    assert result.exit_code == 1
    assert "0 found" in result.output and "Nothing was published. There is no release yet." in result.output
    assert desk.releases() == []


def test_a_folder_without_one_observation_publishes_nothing_and_leaves_what_was_read(desk: Desk) -> None:
    write(desk.input, a_txt=plan_without_table())
    result = desk.run()
    assert result.exit_code == 1
    assert "dataset_not_empty" in result.output and "No observation" in result.output
    assert desk.releases() == [] and desk.current() is None
    kept = desk.unpublished()
    assert kept is not None and str(kept) in result.output
    assert len(pd.read_parquet(kept / "parquet" / "plans.parquet")) == 1
    assert "No observation" in (kept / "README.txt").read_text(encoding="utf-8")


def test_bad_files_among_good_ones_are_rows_and_no_failure(desk: Desk) -> None:
    write(desk.input, good_txt=GOOD, none_txt=plan_without_table("兰考县"), zero_txt=b"", binary_txt=bytes(range(256)) * 8)
    result = desk.run()
    assert result.exit_code == 0
    statuses = dict(desk.ask("SELECT source_path, status FROM sources"))
    assert statuses == {"good.txt": "parsed", "none.txt": "parsed", "zero.txt": "failed", "binary.txt": "failed"}
    assert "zero.txt: " in result.output and "binary.txt: " in result.output
    assert desk.ask("SELECT count(*) FROM sources WHERE status = 'failed' AND reason IS NULL") == [(0,)]


def test_two_copies_of_one_plan_are_one_plan(desk: Desk) -> None:
    write(desk.input, a_txt=GOOD, b_txt=GOOD)
    assert desk.run().exit_code == 0
    assert desk.ask("SELECT status, count(*) FROM sources GROUP BY 1 ORDER BY 1") == [("duplicate", 1), ("parsed", 1)]
    assert desk.ask("SELECT count(*) FROM observations") == [(6,)]


def test_a_blocking_check_that_fails_keeps_the_old_release(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    write(desk.input, a_txt=GOOD)
    desk.run()
    before = desk.current()
    write(desk.input, b_txt=OTHER)
    with monkeypatch.context() as patched:
        patched.setattr(definitions.content, "CHECKS", [*content.CHECKS, _failing_check()])
        result = desk.run()
    assert result.exit_code == 1
    assert "The check refuses of plans failed: plans must not be called so." in result.output
    assert "| plan_id |" in result.output
    assert "The release that was current still is." in result.output
    assert desk.current() == before and len(desk.releases()) == 1
    kept = desk.unpublished()
    assert kept is not None and len(pd.read_parquet(kept / "parquet" / "plans.parquet")) == 2
    assert desk.run().exit_code == 0
    assert desk.current() != before


def _failing_check() -> dg.AssetChecksDefinition:
    @dg.asset_check(asset="core_plans", name="refuses", blocking=True)
    def refuses(core_plans: pd.DataFrame) -> dg.AssetCheckResult:
        rows = dg.MetadataValue.md("| plan_id |\n| --- |\n| x |")
        return dg.AssetCheckResult(passed=False, description="plans must not be called so.", metadata={"failing rows": rows})

    return refuses


def test_a_bug_is_one_sentence_with_the_traceback_in_the_log(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    write(desk.input, a_txt=GOOD)

    def broken(*_: object) -> None:
        raise ZeroDivisionError("a number nobody thought of")

    monkeypatch.setattr("assets.documents.cards.read_all", broken)
    result = desk.run()
    assert result.exit_code == 1
    assert "_core_documents failed: ZeroDivisionError: a number nobody thought of" in result.output
    assert "Traceback" not in result.output and "This is a bug" in result.output
    logs = list((desk.output / ".work" / "log").iterdir())
    assert len(logs) == 1 and logs[0].name in result.output
    assert "in broken" in logs[0].read_text(encoding="utf-8")


def test_a_bug_outside_the_graph_is_one_sentence_too(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    write(desk.input, a_txt=GOOD)

    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("a number nobody thought of")

    monkeypatch.setattr("pipelines.cli.building.build", broken)
    result = desk.run()
    assert result.exit_code == 1
    assert "The build failed (ZeroDivisionError: a number nobody thought of). This is a bug" in result.output
    assert "in broken" in next((desk.output / ".work" / "log").iterdir()).read_text(encoding="utf-8")


def test_a_second_build_at_the_same_time_says_so(published: Desk) -> None:
    with (published.output / ".work" / "build.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        result = published.run()
    assert result.exit_code == 1
    assert "Another build" in result.output and "wait" in result.output


def test_an_interrupted_build_says_so(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    write(desk.input, a_txt=GOOD)

    def interrupted(*_: object) -> None:
        os.kill(os.getpid(), signal.SIGINT)
        time.sleep(1)  # the signal arrives in here

    monkeypatch.setattr("assets.documents.cards.read_all", interrupted)
    result = desk.run()
    assert result.exit_code == 130
    assert result.output.strip().startswith("Interrupted") and len(result.output.strip().splitlines()) == 1
    assert desk.releases() == []


def test_an_output_that_cannot_be_written_is_told_in_a_sentence(desk: Desk) -> None:
    write(desk.input, a_txt=GOOD)
    desk.output.write_text("a file, not a folder", encoding="utf-8")
    result = desk.run()
    assert result.exit_code == 1
    assert str(desk.output) in result.output.replace("\n", "") and "Traceback" not in result.output


def test_releases_are_listed_taken_back_and_pruned(desk: Desk) -> None:
    assert "no release" in desk.run("releases").output
    assert desk.run("verify").exit_code == 1
    write(desk.input, a_txt=GOOD)
    desk.run()
    write(desk.input, b_txt=OTHER)
    desk.run()
    first, second = desk.releases()
    listed = desk.run("releases").output.splitlines()
    assert listed[0].startswith(f"* {second}") and listed[1].startswith(f"  {first}")
    assert desk.run("rollback").exit_code == 0
    assert desk.current() == first
    assert desk.run("rollback").exit_code == 1
    assert desk.run("rollback", second).exit_code == 0
    assert desk.run("prune", "--keep", "1").exit_code == 0
    assert desk.releases() == [second]
    assert desk.run("verify", first).exit_code == 1
    assert desk.run("verify").exit_code == 0


def test_after_a_rollback_the_same_input_is_published_again(desk: Desk) -> None:
    write(desk.input, a_txt=GOOD)
    desk.run()
    write(desk.input, b_txt=OTHER)
    desk.run()
    desk.run("rollback")
    assert desk.run().exit_code == 0
    assert desk.ask("SELECT count(*) FROM plans") == [(2,)]


def test_a_large_release_has_no_spreadsheets_until_somebody_asks_for_them(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(publish, "MOST_ROWS", 10)
    write(desk.input, a_txt=GOOD)
    assert desk.run().exit_code == 0
    assert not (desk.output / "current" / "csv").exists() and desk.run("verify").exit_code == 0
    asked = desk.input.parent / "asked"
    assert desk.run("spreadsheets", str(asked)).exit_code == 0
    assert (asked / "csv" / "observations.csv").read_text(encoding="utf-8-sig").count("\n") == 7
    assert (asked / "xlsx" / "plan_indicators.xlsx").is_file()
    unknown = desk.run("spreadsheets", str(asked), "--release", "20200101T000000Z-00000000")
    assert unknown.exit_code == 1 and "There is no release 20200101T000000Z-00000000" in unknown.output


def test_a_manifest_that_is_not_there_is_wrong_use(desk: Desk) -> None:
    result = CliRunner().invoke(app, ["fetch", str(desk.input / "none.yaml"), "--input", str(desk.input)])
    assert result.exit_code == 2 and "none.yaml" in result.output and "Traceback" not in result.output
