"""docs/settings.md and the file of settings for a deployment, made from the list in code: ``python -m tests.workbench pictures``."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from pipelines.environment import SETTINGS, Setting
from pipelines.wording.spoken import sentences
from tests.workbench.pictures.dictionary import markdown_rows

ROOT = Path(__file__).parents[3]
PAGE = ROOT / "docs" / "settings.md"
FILE = ROOT / "pipelines" / "deployment" / "settings.env"
HEAD = """\
# Settings · 设置

Made from the list in `pipelines/environment.py` by `python -m tests.workbench pictures`. Every setting is a variable of the environment;
an option of a command (`--output`) goes before it. Commands and Dagster check all of them at start: a variable `PLAN_INDICATORS_…` that
is not in this list, or one that says what cannot be, ends the start with one sentence, for commands with exit code 2. An empty one is
as if it were not set. All of them in one file, to be filled in:
[pipelines/deployment/settings.env](../pipelines/deployment/settings.env); how it is used: [deployment.md](deployment.md).

每个设置都是一个环境变量，命令行选项优先。命令和 Dagster 启动时逐一核对：名称不在此列或取值不合，即以一句话报错退出
（命令的退出码为 2）。空值等于未设。
"""
FILE_HEAD = """\
# Settings of Plan Indicators, for compose.yaml and the systemd units alike; docs/settings.md explains them. Take the # away to set one.
# Made from the list in pipelines/environment.py by `python -m tests.workbench pictures`; a filled-in copy belongs to you.
"""
FILE_END = """\
# The storage's keys; every program that speaks S3 knows them by these names.
#AWS_ACCESS_KEY_ID=
#AWS_SECRET_ACCESS_KEY=
"""


def settings_page() -> str:
    """The page as Markdown, a table a group."""
    return HEAD + "".join(f"\n## {group} · {_chinese(group)}\n\n{_table(settings)}" for group, settings in _groups())


def settings_file() -> str:
    """The file: every setting as a comment, with its default or else an example."""
    parts = [FILE_HEAD]
    for group, settings in _groups():
        parts.append(f"\n# --- {group}\n")
        parts += [f"# {one.meaning}\n#{one.variable}={one.default or one.example}\n" for one in settings]
    return "".join(parts) + FILE_END


def _groups() -> Iterator[tuple[str, list[Setting]]]:
    for group, settings in groupby(SETTINGS, key=lambda one: one.group):
        yield group, list(settings)


def _table(settings: list[Setting]) -> str:
    rows = (
        (f"`{one.variable}`", one.meaning, _chinese(one.meaning), one.wanted, f"`{one.default}`" if one.default else "", f"`{one.example}`")
        for one in settings
    )
    return markdown_rows(("variable", "what", "含义", "what may stand there", "default", "example"), rows)


def _chinese(english: str) -> str:
    return sentences()[english]


def main() -> None:
    """Write both."""
    PAGE.write_text(settings_page(), encoding="utf-8")
    FILE.write_text(settings_file(), encoding="utf-8")
