"""The two READMEs say what is so: queries, answers, tables, files, commands.

``UPDATE_SNAPSHOT=1 pytest tests/test_readme.py`` writes answers and summary anew; look at what changed before committing.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pytest
from typer.main import get_command
from typer.testing import CliRunner

from assets.documents.beside.sidecar import KEYS
from expectations.registry import load_registry
from pipelines import cli, settings
from pipelines.environment import BY_VARIABLE
from tests.conftest import ROOT
from tests.workbench.pictures.dictionary import markdown_rows

ENGLISH, CHINESE = ROOT / "README.md", ROOT / "README.zh-CN.md"
READMES = pytest.mark.parametrize("readme", [ENGLISH, CHINESE], ids=lambda path: path.name)
ANSWERED = re.compile(r"(?P<ask>```sql\n(?P<shown>.*?)```|<!-- sql\n(?P<hidden>.*?)-->)\n\n(?P<answer>(?:\|[^\n]*\n)+)", re.DOTALL)
QUERY = re.compile(r"```sql\n.*?```|<!-- sql\n.*?-->", re.DOTALL)
SUMMARY = re.compile(r"(?<=<!-- summary -->\n```text\n).*?(?=```\n)", re.DOTALL)
CSV_BLOCK = re.compile(r"`(\w+\.csv)`[:：]\n\n\s*```csv\n(.*?)```", re.DOTALL)
LONGEST = 320  # lines; a person reads it in five minutes
SHOWN_QUERIES = 6


@dataclass(frozen=True)
class Build:
    """A release of the sample plans, and the summary's lines about what was read."""

    database: Path
    summary: str

    def answer(self, query: str) -> str:
        with duckdb.connect(str(self.database), read_only=True) as connection:
            found = connection.sql(query)
            return markdown_rows(found.columns, [[shown(cell) for cell in row] for row in found.fetchall()])


def shown(cell: object) -> str:
    """A cell as the README prints it: numbers short, nothing for NULL."""
    if cell is None:
        return ""
    return f"{cell:.6g}" if isinstance(cell, float) else str(cell)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory, sample_plans: Path) -> Build:
    output = tmp_path_factory.mktemp("readme") / "dataset"
    result = CliRunner().invoke(cli.app, ["build", "--input", str(sample_plans), "--output", str(output)])
    assert result.exit_code == 0, result.output
    return Build(output / "current" / "plan_indicators.duckdb", result.stdout.partition("\n\n")[0] + "\n")


def text_of(readme: Path) -> str:
    return readme.read_text(encoding="utf-8")


def queries(readme: Path) -> list[str]:
    return [match["shown"] or match["hidden"] for match in ANSWERED.finditer(text_of(readme))]


def renewed(readme: Path, sample: Build) -> str:
    """The README with every answer and the summary as they are now."""
    text = ANSWERED.sub(lambda match: f"{match['ask']}\n\n{sample.answer(match['shown'] or match['hidden'])}", text_of(readme))
    return SUMMARY.sub(lambda _: sample.summary, text)


@READMES
def test_answers_and_summary_are_those_of_the_sample(readme: Path, sample: Build) -> None:
    found = renewed(readme, sample)
    if os.environ.get("UPDATE_SNAPSHOT") == "1":
        readme.write_text(found, encoding="utf-8")
    assert text_of(readme) == found, "run with UPDATE_SNAPSHOT=1 and look at the difference"


@READMES
def test_every_query_has_an_answer_with_rows(readme: Path, sample: Build) -> None:
    text = text_of(readme)
    assert len(QUERY.findall(text)) == len(queries(readme)) == SHOWN_QUERIES + 1
    assert len(SUMMARY.findall(text)) == 1
    for query in queries(readme):
        assert len(sample.answer(query).splitlines()) > 2, query


def test_an_answer_that_is_not_so_is_found(sample: Build, tmp_path: Path) -> None:
    wrong = tmp_path / "README.md"
    wrong.write_text("```sql\nSELECT 1.5 AS a, NULL AS b\n```\n\n| a | b |\n| --- | --- |\n| 2 |  |\n", encoding="utf-8")
    assert renewed(wrong, sample).endswith("| 1.5 |  |\n")


def test_both_languages_ask_the_same() -> None:
    assert queries(ENGLISH) == queries(CHINESE)


def test_they_lead_to_each_other() -> None:
    assert f"]({CHINESE.name})" in text_of(ENGLISH).partition("\n## ")[0]
    assert f"]({ENGLISH.name})" in text_of(CHINESE).partition("\n## ")[0]


@READMES
def test_it_lists_every_table_of_a_release_and_no_other(readme: Path) -> None:
    listed = re.findall(r"^\| `(\w+)` \| ", text_of(readme).partition("plan_indicators.duckdb ")[2], flags=re.MULTILINE)
    assert sorted(listed) == sorted(load_registry().tables)


@READMES
def test_every_file_it_names_is_there(readme: Path) -> None:
    text = text_of(readme)
    links = [link for link in re.findall(r"\]\(([^)#]+)\)", text) if "://" not in link]
    folders = "|".join(path.name for path in ROOT.iterdir() if path.is_dir() and not path.name.startswith("."))
    named = re.findall(rf"`((?:{folders})/[\w./-]+)`", text)
    assert len(links) >= 7 and named
    missing = [name for name in links + named if not (ROOT / name).exists() and not name.startswith(f"{settings.DEFAULT_OUTPUT}/")]
    assert missing == []


@READMES
def test_every_command_it_names_is_there(readme: Path) -> None:
    text = text_of(readme)
    commands = get_command(cli.app).commands  # type: ignore[attr-defined]  # several commands make a group
    used = re.findall(r"plan-indicators (\w+)((?: --\w+(?: \w+)?)*)", text)
    assert {command for command, _ in used} == commands.keys()
    for command, options in used:
        known = {option for parameter in commands[command].params for option in parameter.opts}
        assert set(re.findall(r"--\w+", options)) <= known, command
    targets = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.MULTILINE))
    assert {"run", "test", "dev", "install"} <= set(re.findall(r"make (\w+)", text)) <= targets


@READMES
def test_settings_that_it_names_are_there_and_the_page_of_all_is_named(readme: Path) -> None:
    named = set(re.findall(r"PLAN_INDICATORS_\w+", text_of(readme)))
    assert named <= BY_VARIABLE.keys() and {settings.INPUT_VARIABLE, settings.OUTPUT_VARIABLE, settings.CONFIDENCE_VARIABLE} <= named
    assert "(docs/settings.md)" in text_of(readme)


@READMES
def test_every_key_of_a_sidecar_is_named(readme: Path) -> None:
    told = text_of(readme).partition("plan.txt.meta.yaml")[2].partition("\n- ")[0]
    assert set(re.findall(r"`(\w+)`", told)) == set(KEYS)


@READMES
def test_the_indicator_of_ones_own_works_as_printed(readme: Path, tmp_path: Path) -> None:
    files = dict(CSV_BLOCK.findall(text_of(readme)))
    assert files.keys() == {"aliases.csv", "indicators.csv"}
    for name, content in files.items():
        (tmp_path / name).write_text(re.sub(r"^ +", "", content, flags=re.MULTILINE), encoding="utf-8")
    registry = load_registry(tmp_path)
    assert registry.aliases["县级以上创新平台"].indicator_id in registry.users_indicators


@READMES
def test_it_is_short_and_names_no_machine(readme: Path) -> None:
    text = text_of(readme)
    assert len(text.splitlines()) <= LONGEST
    assert not re.search(r"/(?:work|tmp|home|root|Users)/", text)
    assert set(re.findall(r"https?://([^\s/`)，；。]+)", text)) <= {"127.0.0.1:3000"}
