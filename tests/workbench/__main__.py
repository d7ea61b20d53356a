"""``python -m tests.workbench``."""

from __future__ import annotations

from tests.workbench.commands import app

app()
