"""Builds docs/ as one static site: ``make docs``. The pages stay plain Markdown that reads alike on a code host.

Sphinx, because it is well kept, works without a network, and fails on a dead link; MyST reads the Markdown, Furo is the look. MkDocs 1 is
kept no more, its theme Material has come to its end, and their successor has no release 1 yet.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
project = "Plan Indicators 规划指标"
author = "Plan Indicators"
language = "en"
extensions = ["myst_parser"]
myst_heading_anchors = 3
suppress_warnings = ["misc.highlighting_failure"]  # CSV has no colours, and Chinese names are no SQL to the one that colours it
exclude_patterns = ["_site"]
html_theme = "furo"
html_title = project
html_show_sourcelink = False
html_copy_source = False
html_theme_options = {"top_of_page_buttons": []}
templates_path: list[str] = []

ENGLISH = ("tutorial", "how-to", "explanation", "tools", "data-dictionary", "commands", "settings", "corrections", "remote", "deployment")
CHINESE = ("tutorial", "how-to", "explanation", "tools", "data-dictionary", "commands", "corrections", "remote", "deployment")
CODE = ("architecture", "tables", "workbench")
OUTSIDE = re.compile(r"\[([^\]]+)\]\(\.\./([^)#]+)[^)]*\)")


def contents(name: str) -> str:
    """What the first page lists at the side, which a code host would print as it stands."""
    known = {path.stem for path in HERE.glob("*.md")}
    others = sorted(known - {"index", "index.zh-CN", *ENGLISH, *CODE, *(f"{page}.zh-CN" for page in CHINESE)})
    groups = {
        "Guides": [page for page in (*ENGLISH, *(page for page in others if not page.endswith(".zh-CN"))) if page in known],
        "中文": ["index.zh-CN", *(f"{page}.zh-CN" for page in CHINESE), *(page for page in others if page.endswith(".zh-CN"))],
        "Code": [page for page in CODE if page in known],
    }
    trees = (f"```{{toctree}}\n:hidden:\n:caption: {caption}\n\n{chr(10).join(pages)}\n```\n" for caption, pages in groups.items())
    return "\n".join(trees) if name == "index" else ""


def prepared(_app: object, name: str, source: list[str]) -> None:
    """A page as the site needs it: what lies outside docs/ is named and not linked."""
    source[0] = OUTSIDE.sub(r"\1 (`\2`)", source[0]) + "\n" + contents(name)


def setup(app: Any) -> None:
    """Called by Sphinx."""
    app.connect("source-read", prepared)
