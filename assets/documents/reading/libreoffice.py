"""Old Word, WPS, RTF and OpenDocument files: LibreOffice, where it is installed, makes a docx of them, which is read like any other.

It works in a folder of its own with a fresh profile in which nothing of a document is run and no link is followed; both are gone
afterwards.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
import subprocess
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from assets.documents.formats.word.docx import render_docx
from assets.documents.reading.limits import seconds_setting
from assets.documents.rendition import Rendition
from assets.documents.unreadable import Fault, UnreadableError
from assets.sources import media

PROGRAMS = ("soffice", "libreoffice")
_SHARE = 0.8  # of the time that a file may take; what is left is for reading the docx
_LARGEST_RESULT = 128 * 2**20  # bytes; pictures that the old file keeps packed may grow
_SUFFIXES = {media.DOC: ".doc", media.RTF: ".rtf", media.ODT: ".odt"}
_WORD_2003, _HEAD = b"http://schemas.microsoft.com/office/word/2003/wordml", 4_000
_TABLE, _CELL = re.compile(rb"<w:tbl>"), re.compile(rb"<w:tc[ >]")
_WHOLE_TABLE = re.compile(rb"(?P<open><w:tbl>)(?:(?!<w:tbl>).)*?</w:tbl>", re.S)  # the innermost, where tables hold tables
_MOST_COLUMNS = 60
_NOT_INSTALLED = (
    "Old Word, WPS, RTF and OpenDocument files are read through LibreOffice, which is not installed; "
    "install it (its command is soffice), or save the file as docx."
)
_NO_RESULT = "LibreOffice could not read the file; it may be damaged or locked with a password: open it and save it as docx."
_SCRIPTING = "/org.openoffice.Office.Common/Security/Scripting"
_PROFILE = f"""<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="{_SCRIPTING}"><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="{_SCRIPTING}"><prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="{_SCRIPTING}"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="{_SCRIPTING}"><prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop></item>
</oor:items>
"""


def render_office(data: bytes) -> Rendition:
    """The lines and tables of an old Word, WPS, RTF or OpenDocument file. Raises :class:`UnreadableError`."""
    program = next((found for name in PROGRAMS if (found := shutil.which(name))), None)
    if program is None:
        raise UnreadableError(_NOT_INSTALLED)
    with TemporaryDirectory(prefix="plan-indicators-", ignore_cleanup_errors=True) as name:
        return render_docx(_as_docx(program, data, Path(name)))


def _as_docx(program: str, data: bytes, folder: Path) -> bytes:
    profile, made = folder / "profile", folder / "made"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")
    source = folder / f"plan{_SUFFIXES.get(media.binary_type(data) or '', '.xml')}"
    source.write_bytes(_with_grids(data))
    options = ("--headless", "--norestore", "--nolockcheck", "--nodefault", "--convert-to", "docx", "--outdir", str(made))
    _run((program, f"-env:UserInstallation={profile.as_uri()}", *options, str(source)), folder)
    try:
        with (made / "plan.docx").open("rb") as stream:
            result = stream.read(_LARGEST_RESULT + 1)
    except OSError:
        raise UnreadableError(_NO_RESULT) from None
    if len(result) > _LARGEST_RESULT:
        raise UnreadableError(f"As docx the file has more than the {_LARGEST_RESULT // 2**20} MB that are read; split it.")
    return result


def _with_grids(data: bytes) -> bytes:
    """Word 2003 XML with the grid of each table that states none: without it LibreOffice reads but the first cell of a row."""
    if _WORD_2003 not in data[:_HEAD] or data.count(b"<w:tblGrid") >= len(_TABLE.findall(data)):
        return data

    def gridded(match: re.Match[bytes]) -> bytes:
        rows = re.split(rb"<w:tr[ >]", match[0]) if b"<w:tblGrid" not in match[0] else []
        width = max((len(_CELL.findall(row)) for row in rows), default=0)
        grid = b"<w:tblGrid>" + b'<w:gridCol w:w="2000"/>' * min(width, _MOST_COLUMNS) + b"</w:tblGrid>"
        head, properties, rest = match[0].partition(b"</w:tblPr>")
        if not properties:
            head, properties, rest = match[0].partition(match["open"])
        return head + properties + grid + rest if width else match[0]

    return _WHOLE_TABLE.sub(gridded, data)


def _run(command: Sequence[str], folder: Path) -> None:
    """Run LibreOffice to its end, or to the end of its time; nothing of it goes on afterwards."""
    kept = {name: value for name in ("PATH", "LANG", "LC_ALL", "LD_LIBRARY_PATH") if (value := os.environ.get(name))}
    nowhere = "http://127.0.0.1:9"  # a port where nobody listens: what a document refers to is not fetched
    environment = {**kept, "HOME": str(folder), "TMPDIR": str(folder), "http_proxy": nowhere, "https_proxy": nowhere}
    seconds = _SHARE * seconds_setting()
    quiet = subprocess.DEVNULL
    try:
        process = subprocess.Popen(command, cwd=folder, env=environment, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True)
    except OSError as problem:
        raise UnreadableError(f"LibreOffice could not be started ({problem.strerror}); install it again.", Fault.PASSING) from None
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        told = f"LibreOffice took more than {seconds:g} seconds over the file; open it and save it as docx."
        raise UnreadableError(told, Fault.LIMIT) from None
    finally:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
