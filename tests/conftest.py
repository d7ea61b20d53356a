"""Fixtures that every stage's tests may use."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("unhurried", deadline=None)  # a busy machine fails no property
settings.load_profile("unhurried")

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Cases of bytes are named by their argument: a packed file holds its time, and all workers must collect the same names."""
    return argname if isinstance(val, bytes | bytearray) else None


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder beside the project with real plans and their reviewed values; skips without it, unless REQUIRE_SHARED=1."""
    if not SHARED.is_dir():
        reason = f"the folder {SHARED.name} does not stand beside the project"
        if os.environ.get("REQUIRE_SHARED") == "1":
            pytest.fail(f"REQUIRE_SHARED=1, but {reason}")
        pytest.skip(reason)
    return SHARED


@pytest.fixture(scope="session")
def sample_plans() -> Path:
    """The plans that the project brings along."""
    return ROOT / "data" / "plans"
