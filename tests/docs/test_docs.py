"""The pages of docs/ say what is so: what they tell a reader to do is done, in both languages, and the site has no dead link.

``UPDATE_SNAPSHOT=1 pytest tests/docs`` writes the answers of queries anew; what a console prints is mended by hand.
"""

from __future__ import annotations

import importlib.util
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from typer.main import get_command

from pipelines import cli
from pipelines.cli import desk
from tests.conftest import ROOT
from tests.docs.pages import Block, Session, blocks, commands, is_printed
from tests.workbench.pictures.commands_page import PAGES, commands_page

DOCS = ROOT / "docs"
WALKED = ("tutorial", "how-to", "explanation", "tools")  # in the order that a reader goes on from one to the next
TOLD = ("corrections", "remote", "deployment")  # what needs a network, services or a person
TWINS = (*WALKED, *TOLD, "index", "data-dictionary", "commands")
DONE = {"console", "sql", "python"}


def page(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Session:
    return Session(tmp_path_factory.mktemp("reader"))


@pytest.mark.parametrize("name", WALKED)
def test_what_a_page_tells_to_do_is_done_and_gives_what_it_says(name: str, session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    for variable, value in {"PLAN_INDICATORS_LANG": "en", "COLUMNS": "200", "PLAN_INDICATORS_PROCESSES": "1"}.items():
        monkeypatch.setenv(variable, value)
    monkeypatch.chdir(session.folder)
    wrong = []
    for block in blocks(page(f"{name}.md")):
        said = session.does(block)
        if said is not None and block.kind == "sql" and os.environ.get("UPDATE_SNAPSHOT") == "1":
            renew(name, block, session.answer(block.body))
        elif said is not None:
            wrong.append(said)
    assert wrong == []


def renew(name: str, block: Block, answer: str) -> None:
    for path in (DOCS / f"{name}.md", DOCS / f"{name}.zh-CN.md"):
        text = path.read_text(encoding="utf-8")
        path.write_text(
            text.replace(f"```sql\n{block.body}```\n\n{block.answer or ''}", f"```sql\n{block.body}```\n\n{answer}"), encoding="utf-8"
        )


@pytest.mark.parametrize("name", [*WALKED, *TOLD])
def test_both_languages_tell_the_same_files_commands_questions_and_answers(name: str) -> None:
    assert blocks(page(f"{name}.md")) == blocks(page(f"{name}.zh-CN.md")) != []
    assert name in TOLD or any(block.kind in DONE for block in blocks(page(f"{name}.md")))


@pytest.mark.parametrize("name", TWINS)
def test_twins_lead_to_each_other(name: str) -> None:
    assert f"]({name}.zh-CN.md)" in page(f"{name}.md").partition("\n## ")[0]
    assert f"]({name}.md)" in page(f"{name}.zh-CN.md").partition("\n## ")[0]


@pytest.mark.parametrize("path", sorted(DOCS.glob("*.md")), ids=lambda path: path.name)
def test_every_link_leads_to_a_file_and_every_command_is_there(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    links = [link for link in re.findall(r"\]\(([^)#\s]+)", text) if "://" not in link]
    assert [link for link in links if not (DOCS / link).exists()] == []
    known = get_command(cli.app).commands  # type: ignore[attr-defined]  # several commands make a group
    for command, options in re.findall(r"(?:^ *|`|\$ |/bin/)plan-indicators (\w+)([^\n`]*)", text, flags=re.MULTILINE):
        assert command in known, command
        spelled = {option for parameter in known[command].params for option in parameter.opts} | {"--lang", "--help"}
        assert set(re.findall(r"(?<= )--[\w-]+", options)) <= spelled, command


@pytest.mark.parametrize("name", PAGES)
def test_the_page_of_commands_is_up_to_date(name: str) -> None:
    assert page(name) == commands_page(PAGES[name]), "make it anew: python -m tests.workbench pictures"


@pytest.mark.parametrize("name", PAGES)
def test_every_exit_code_is_told(name: str) -> None:
    _, _, told = page(name).rpartition("\n## ")
    ends = {desk.NOT_PUBLISHED, desk.WRONG_USE, desk.LEFT_OUT, desk.UNSAID, desk.NOT_COPIED, desk.INTERRUPTED}
    assert set(map(int, re.findall(r"(?<!\d)\d+(?= \S)", told))) == {0, *ends}


def test_commands_are_told_in_chinese_where_there_are_words_for_them() -> None:
    told = re.findall(r"^\| `[^|]*\| ([^|]*) \| ([^|]*) \|", page("commands.zh-CN.md"), flags=re.MULTILINE)
    assert [sentence for sentence, _ in told if not re.search("[\u4e00-\u9fff]", sentence)] == []
    assert {default for _, default in told if default and not default.startswith("`")} == {"必填", "全部核心"}


def test_an_output_that_is_not_so_is_found() -> None:
    assert is_printed("a\n…\nd …\n", "a\nb\nc\nd e  \n")
    assert is_printed("made 20260101T000000Z-00000000\n", "made 20261128T081317Z-977cad95\n")
    assert not is_printed("a\n…\nd\n", "a\nb\n")
    assert not is_printed("a\n", "a\nb\n")


def test_a_wrong_answer_and_a_command_that_fails_are_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    reader = Session(tmp_path)
    [failing] = blocks("```console\n$ plan-indicators build --input nowhere\n…\n```\n")
    assert "ended with 2" in str(reader.does(failing))
    assert list(commands(failing)) == [("plan-indicators build --input nowhere", "…\n")]


@pytest.mark.slow
def test_the_site_is_built_without_a_complaint(tmp_path: Path) -> None:
    if any(importlib.util.find_spec(name) is None for name in ("sphinx", "myst_parser", "furo")):
        pytest.skip("the extra `docs` is not installed (`make docs` installs it)")
    build = [sys.executable, "-m", "sphinx", "-W", "--keep-going", "-q", "-b", "html", str(DOCS), str(tmp_path / "site")]
    built = subprocess.run(build, capture_output=True, text=True, timeout=120, check=False)
    assert (built.returncode, built.stderr) == (0, "")
    first = (tmp_path / "site" / "index.html").read_text(encoding="utf-8")
    assert "tutorial.zh-CN.html" in first and "data-dictionary.html" in first
    assert re.findall(r'<(?:script|link|img)[^>]*(?:src|href)="https?://', first) == []  # it needs no network
