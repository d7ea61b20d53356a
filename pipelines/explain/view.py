"""An explanation for the eyes: each line of the plan with its numbers marked, and below it what was made of each.

On a terminal lines are wrapped at its width and numbers coloured; elsewhere (a pipe, a file) nothing is wrapped, and brackets stand
for colours.
"""

from __future__ import annotations

from rich.cells import set_cell_size
from rich.console import Console
from rich.text import Text

from pipelines.explain.explain import DATE, OBSERVATION, REJECT, UNRESOLVED, Explanation, Line, Made
from pipelines.wording.spoken import say

STYLES = {OBSERVATION: "bold green", DATE: "cyan", REJECT: "bold red", UNRESOLVED: "bold yellow"}
OTHER_STYLE = "magenta"  # a name, a slogan, a heading's number, …
OBSERVED_SIGNS, OTHER_SIGNS = ("[", "]"), ("{", "}")
NUMBER_WIDTH = 6
INDENT = 6
LABEL_WIDTH = 13
LEAST_WIDTH = 20  # of what is printed behind labels, however narrow the terminal is


def show_passages(explanation: Explanation, number: int | None, console: Console) -> None:
    """Print the lines that hold figures, or one line by its number. Raises ``ExplainError`` where there is no such line."""
    lines = list(explanation.lines(number))
    plan = explanation.plan
    title = plan.document.metadata.title
    _print(console, "", Text(f"{plan.plan_id}  {title or ''}".rstrip(), style="bold"))
    _print(console, "", _legend(console))
    for line in lines:
        console.print()
        _print(console, f"{line.number:>{NUMBER_WIDTH - 1}} ", marked(line, brackets=_is_plain(console)))
        for made in line.made:
            _show_made(console, made)
        if others := _others(line):
            _print(console, " " * INDENT, others)
        if not line.marks:
            _print(console, " " * INDENT, Text(say("No number in this line."), style="dim"))
    if not lines:
        console.print("No line of this plan holds a figure.")


def marked(line: Line, *, brackets: bool) -> Text:
    """The line with its numbers in the colour of what became of them; with ``brackets`` also between signs."""
    text = Text()
    at = 0
    for mark in line.marks:
        opening, closing = (OBSERVED_SIGNS if mark.fate == OBSERVATION else OTHER_SIGNS) if brackets else ("", "")
        text.append(line.text[at : mark.start])
        text.append(f"{opening}{line.text[mark.start : mark.end]}{closing}", STYLES.get(mark.fate, OTHER_STYLE))
        at = mark.end
    return text.append(line.text[at:])


def _legend(console: Console) -> Text:
    if _is_plain(console):
        return Text(say("[observation] {other number: named below its line}"))
    fates = [*STYLES.items(), ("name, heading, slogan and the like", OTHER_STYLE)]
    return Text("  ").join(Text(say(fate), style) for fate, style in fates)


def _others(line: Line) -> Text:
    """The numbers of a line that nothing above tells of, with what each is."""
    parts = []
    for mark in line.others:
        number = Text(line.text[mark.start : mark.end], STYLES.get(mark.fate, OTHER_STYLE))
        parts.append(number.append(f" {say(mark.fate.replace('_', ' '))}", "dim"))
    return Text(", ").join(parts)


def _show_made(console: Console, made: Made) -> None:
    _print(console, " " * INDENT, Text(made.printed, style="bold"))
    for label, words in made.facts:
        lead = " " * (INDENT + 2) + set_cell_size(say(label), LABEL_WIDTH)
        _print(console, lead, Text(words, style="red" if label in ("rejected", "questioned") else ""))


def _print(console: Console, lead: str, text: Text) -> None:
    """Text behind a lead, wrapped on a terminal with its further lines below the first."""
    width = max(console.width - len(lead), LEAST_WIDTH)
    lines = text.wrap(console, width) if console.is_terminal else [text]
    for i, line in enumerate(lines):
        line.rstrip()
        console.print(Text().append(lead if i == 0 else " " * len(lead), "dim").append_text(line), soft_wrap=True)


def _is_plain(console: Console) -> bool:
    return console.color_system is None or console.no_color
