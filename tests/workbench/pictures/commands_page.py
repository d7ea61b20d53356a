"""docs/commands*.md in both languages, made from the command line itself: ``python -m tests.workbench pictures`` writes them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import click
from typer.main import get_command

from pipelines.cli import app
from pipelines.wording.spoken import sentences
from tests.workbench.pictures.dictionary import markdown_rows

DOCS = Path(__file__).parents[3] / "docs"


@dataclass(frozen=True)
class Words:
    """The page's own words in one language, and how a sentence of the command line is said in it."""

    head: str
    columns: tuple[str, ...]
    required: str
    codes: str
    says: Callable[[str], str]


ENGLISH = Words(
    head="""\
# Commands

**English** · [中文](commands.zh-CN.md)

Made from the command line by `python -m tests.workbench pictures`. `--help` prints the same; `--lang zh` or `--lang en` may stand anywhere
in a command. Every folder has a default and a variable of the environment that sets it.
""",
    columns=("argument or option", "what", "default", "variable"),
    required="required",
    codes="""\
## Exit codes

0 done; 1 not published, or not whole; 2 wrong use, such as a missing folder; 3 published, but for plans that a stage broke down over or
that cost too much; 4 done, but what was to be said could not be written; 5 published, but not copied to the storage; 130 interrupted.
""",
    says=str,
)
CHINESE = Words(
    head="""\
# 命令

[English](commands.md) · **中文**

由 `python -m tests.workbench pictures` 从命令行程序生成，与 `--help` 所印一致；`--lang zh` 或 `--lang en` 可写在命令的任何位置。
每个文件夹都有默认值，也可用环境变量设定。
""",
    columns=("参数或选项", "含义", "默认值", "环境变量"),
    required="必填",
    codes="""\
## 退出码

0 完成；1 未发布或不完整；2 用法有误（如文件夹不存在）；3 已发布，但有规划因处理中断或耗费过多而未收入；
4 已完成，但要说的话写不出去；5 已发布，但未能复制到对象存储；130 被中断。
""",
    says=lambda sentence: sentences().get(sentence, sentence),
)
PAGES: Mapping[str, Words] = {"commands.md": ENGLISH, "commands.zh-CN.md": CHINESE}


def commands_page(words: Words) -> str:
    """Every command with its arguments and options, as Markdown."""
    commands: Mapping[str, click.Command] = get_command(app).commands  # type: ignore[attr-defined]  # several commands make a group
    return "\n".join([words.head, *(_section(name, command, words) for name, command in commands.items()), words.codes])


def _section(name: str, command: click.Command, words: Words) -> str:
    rows = [tuple(_row(parameter, words)) for parameter in command.params if parameter.name != "help"]
    table = f"\n\n{markdown_rows(words.columns, rows)}" if rows else "\n"
    return f"## {name}\n\n{words.says(command.help or '')}{table}"


def _row(parameter: click.Parameter, words: Words) -> Iterator[str]:
    is_option = parameter.param_type_name == "option"
    spellings = parameter.opts if is_option else [str(parameter.name).upper()]
    yield ", ".join(f"`{spelling}`" for spelling in spellings)
    yield words.says(getattr(parameter, "help", "") or "")
    yield words.required if parameter.required else _default(parameter, words)
    variable = parameter.envvar
    yield f"`{variable}`" if isinstance(variable, str) else ""


def _default(parameter: click.Parameter, words: Words) -> str:
    shown = getattr(parameter, "show_default", None)
    if isinstance(shown, str):  # said where the default itself is a question to the machine
        return words.says(shown)
    value = parameter.default() if callable(parameter.default) else parameter.default
    return f"`{value}`" if isinstance(value, (int, float, str, Path)) and not isinstance(value, bool) else ""


def main() -> None:
    """Write the pages."""
    for name, words in PAGES.items():
        (DOCS / name).write_text(commands_page(words), encoding="utf-8")
