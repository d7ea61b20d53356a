"""What a release is made from, as one hash: equal hash, nothing to do.

Needs no heavy library, so that a run with nothing new can say so at once.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from assets.documents.reading.tools import tools
from assets.fingerprint import folder_fingerprint, packages_fingerprint
from assets.release.publish import Origin
from assets.sources.scan import SourceFile

PROJECT = "plan-indicators"
CODE_PACKAGES = ("assets", "expectations")  # what runs them (pipelines) does not change what is read
# A new version of these may write other bytes.
LIBRARIES = ("duckdb", "pandas", "pyarrow", "xlsxwriter")


def origin_of(files: Sequence[SourceFile], registry_dir: Path | None, least_confidence: float) -> Origin:
    """The code's version, and one hash over the files seen (sidecars too), the user's folder, the setting and the code."""
    code = code_hash()
    parts: dict[str, object] = {"code": code, "files": [_file_facts(file) for file in files], "registry": folder_fingerprint(registry_dir)}
    parts |= {"least_confidence": least_confidence}
    whole = json.dumps(parts, ensure_ascii=False, sort_keys=True)
    return Origin(f"{_project_version()}+{code[:8]}", hashlib.sha256(whole.encode()).hexdigest())


def _file_facts(file: SourceFile) -> list[object]:
    """All that decides what becomes of a file."""
    return [file.source_path, file.role.value, file.bytes, file.sha256, file.sidecar_sha256, file.problem]


@lru_cache(maxsize=1)
def code_hash() -> str:
    """One hash over every file of the code that reads plans, and the versions of what it reads and writes with."""
    return packages_fingerprint(CODE_PACKAGES, (*(f"{library} {version(library)}" for library in LIBRARIES), *tools()))


def _project_version() -> str:
    try:
        return version(PROJECT)
    except PackageNotFoundError:
        return "0"  # run from a folder that is not installed; the hash after it still tells the code apart
