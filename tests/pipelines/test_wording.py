"""What the command line says in Chinese: every sentence of the code has a translation, and none loses what stands in its gaps."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest

from pipelines.wording.language import asked_for, language, without_language
from pipelines.wording.spoken import say, sentences
from tests.conftest import ROOT

# Raised for other code, never told to a person as they are.
INTERNAL = {
    "UnreadableQuantityError",
    "ValueError",
    "KeyCollisionError",
    "OSError",
    "struct.error",
    "error",
    "Exit",
    "TypeError",
    "AttributeError",
}
GAPS = re.compile(r"\{n?\}")
NUMBERED = re.compile(r"\{(\d+)\}")


def template(node: ast.expr) -> str | None:
    """A text of the code with {} for what is filled in."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(str(piece.value) if isinstance(piece, ast.Constant) else "{}" for piece in node.values)
    return None


def said() -> Iterator[str]:
    """The sentences that errors carry and that commands print or stop with."""
    for package in ("assets", "expectations", "pipelines"):
        for path in sorted((ROOT / package).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                texts = told_by(node, is_command=package == "pipelines")
                yield from (found for text in texts if (found := template(text)) is not None and len(GAPS.sub("", found)) > 10)


def told_by(node: ast.AST, *, is_command: bool) -> list[ast.expr]:
    """What an error is raised with, or a command prints or stops with."""
    if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call):
        return node.exc.args if name_of(node.exc.func) not in INTERNAL else []
    if is_command and isinstance(node, ast.Call) and name_of(node.func) in ("stop", "say", "print"):
        return node.args[:1]
    return []


def name_of(function: ast.expr) -> str:
    return function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")


def test_every_sentence_of_the_code_has_a_translation() -> None:
    known = {GAPS.sub("{}", english) for english in sentences()}
    missing = sorted({GAPS.sub("{}", one).strip() for one in said()} - known)
    assert missing == [], "add them to pipelines/wording/zh.yaml"


def test_a_translation_has_the_gaps_of_its_sentence() -> None:
    for english, chinese in sentences().items():
        gaps, numbered = len(GAPS.findall(english)), sorted(int(number) for number in NUMBERED.findall(chinese))
        assert numbered in ([], list(range(gaps))), english
        assert len(GAPS.findall(chinese)) == (0 if numbered else gaps), english
        assert re.search(r"[\u4e00-\u9fff（）]", chinese), english


@pytest.fixture
def in_chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLAN_INDICATORS_LANG", "zh")


@pytest.mark.usefixtures("in_chinese")
@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        (
            "The input folder a b does not exist; give an existing folder with --input.",
            "输入文件夹 a b 不存在；请用 --input 给出已有的文件夹。",
        ),
        ("There is no release x in /data; there are: y, z.", "/data 中没有版本 x；现有：y, z。"),  # the parts change their places
        ("a.zip: The file holds no text.", "a.zip: The file holds no text."),  # who puts a name before a sentence says the sentence alone
        ("The file a.pdf could not be read as a plan: The file holds no text.", "文件 a.pdf 无法作为规划读取：文件没有文字。"),
        ("  30 found (28 parsed, 2 failed)", "  共 30 个（28 parsed, 2 failed）"),
        ("Binder Error: column not found in FROM", "Binder Error: column not found in FROM"),  # a library's words are nobody's template
    ],
)
def test_sentences_are_said_in_chinese_with_what_stands_in_them(english: str, chinese: str) -> None:
    assert say(english).replace("个 （", "个（") == chinese


@pytest.mark.parametrize(
    ("environment", "arguments", "expected"),
    [
        ({}, [], "en"),
        ({"LANG": "zh_CN.UTF-8"}, [], "zh"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "C.UTF-8"}, [], "en"),
        ({"LANG": "en_US.UTF-8", "PLAN_INDICATORS_LANG": "zh"}, [], "zh"),
        ({"LANG": "zh_CN.UTF-8"}, ["build", "--lang", "en"], "en"),
        ({}, ["--lang=zh", "build"], "zh"),
        ({"PLAN_INDICATORS_LANG": "fr", "LANG": "zh_TW.UTF-8"}, [], "zh"),  # a language that is not spoken: the locale decides
    ],
)
def test_option_then_setting_then_locale_choose_the_language(environment: dict[str, str], arguments: list[str], expected: str) -> None:
    assert language(environment, arguments) == expected


def test_the_option_may_stand_anywhere() -> None:
    assert asked_for(["build", "--lang", "zh"]) == asked_for(["--lang=zh", "build"]) == "zh"
    assert without_language(["build", "--lang", "zh", "--input", "x"]) == ["build", "--input", "x"]
    assert without_language(["--lang=zh", "build"]) == ["build"]
