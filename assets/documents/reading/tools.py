"""What files are read with besides the project's own code: libraries and programs, by their versions. Imports nothing heavy."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from shutil import which

LIBRARIES = ("charset-normalizer", "libarchive-c", "onnxruntime", "pypdfium2", "pyyaml", "rapidocr", "selectolax", "xlrd")


def tools() -> list[str]:
    """What reads besides the project's own code, with its version, or that it is not there: another answer, and files are read anew."""
    program = next((path for name in ("soffice", "libreoffice") if (path := which(name))), None)
    return [f"{name} {_version(name)}" for name in LIBRARIES] + [f"soffice {Path(program).resolve() if program else 'none'}"]


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return "none"
