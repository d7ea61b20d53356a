"""Old Word and WPS files go through LibreOffice where it is installed. A script in its place shows how it is called."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from assets.documents.reading.libreoffice import render_office
from assets.documents.unreadable import UnreadableError
from tests.documents import national, word_files

RTF = b"{\\rtf1 old}"
# What LibreOffice does, as far as it matters: it makes <outdir>/<name>.docx of the last argument.
SCRIPT = """#!/bin/sh
printf '%s\\n' "$@" > "$SEEN"
for argument; do case "$before" in --outdir) made="$argument";; esac; before="$argument"; done
cp "$before" "$SEEN.source"
echo "$HOME $TMPDIR $http_proxy" > "$SEEN.environment"
cat "${1#-env:UserInstallation=file://}/user/registrymodifications.xcu" > "$SEEN.profile"
"""


@pytest.fixture
def seen(tmp_path: Path) -> Path:
    return tmp_path / "seen"


def _install(folder: Path, seen: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """Put a script in LibreOffice's place. It is told where to write by its text: its environment is not ours."""
    program = folder / "bin" / "soffice"
    program.parent.mkdir()
    program.write_text(script.replace("$SEEN", str(seen)))
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}/usr/bin{os.pathsep}/bin")


def test_without_libreoffice_it_is_told_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UnreadableError, match=r"is not installed; install it \(its command is soffice\), or save the file as docx\.$"):
        render_office(RTF)


def test_what_libreoffice_makes_is_read_as_docx(tmp_path: Path, seen: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    docx = tmp_path / "national.docx"
    docx.write_bytes(word_files.national_docx())
    monkeypatch.setenv("SECRET", "not for LibreOffice")
    _install(
        tmp_path, seen, monkeypatch, SCRIPT + f'mkdir -p "$made" && cp {docx} "$made/plan.docx"\necho "$SECRET" >> "$SEEN.environment"'
    )
    rendition = render_office(RTF)
    assert national.grid_of(rendition) == national.full_grid()
    profile, *options, outdir, source = seen.read_text().split()
    assert options == ["--headless", "--norestore", "--nolockcheck", "--nodefault", "--convert-to", "docx", "--outdir"]
    folder = Path(outdir).parent
    assert profile == f"-env:UserInstallation=file://{folder}/profile"
    assert (source, seen.with_name("seen.source").read_bytes()) == (f"{folder}/plan.rtf", RTF)
    assert seen.with_name("seen.environment").read_text().split() == [str(folder), str(folder), "http://127.0.0.1:9"]
    assert 'DisableMacrosExecution" oor:op="fuse"><value>true' in seen.with_name("seen.profile").read_text()
    assert not folder.exists()


@pytest.mark.parametrize(
    ("does", "told"),
    [
        ("exit 77", "LibreOffice could not read the file; it may be damaged or locked with a password"),
        ('mkdir -p "$made" && echo broken > "$made/plan.docx"', "damaged"),
        ('mkdir -p "$made" && head -c 140000000 /dev/zero > "$made/plan.docx"', "more than the 128 MB that are read"),
    ],
)
def test_what_it_fails_at_is_told(tmp_path: Path, seen: Path, monkeypatch: pytest.MonkeyPatch, does: str, told: str) -> None:
    _install(tmp_path, seen, monkeypatch, SCRIPT + does)
    with pytest.raises(UnreadableError, match=told):
        render_office(RTF)


def test_a_program_that_cannot_be_started_is_told(tmp_path: Path, seen: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _install(tmp_path, seen, monkeypatch, "#!/no/such/shell\n")
    with pytest.raises(UnreadableError, match="could not be started"):
        render_office(RTF)


def test_it_is_ended_with_all_that_it_started_when_the_time_is_over(tmp_path: Path, seen: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _install(tmp_path, seen, monkeypatch, '#!/bin/sh\nsleep 60 &\necho $! > "$SEEN"\nsleep 60\n')
    monkeypatch.setenv("PLAN_INDICATORS_READ_SECONDS", "1")
    before = time.monotonic()
    with pytest.raises(UnreadableError, match=r"LibreOffice took more than 0\.8 seconds"):
        render_office(RTF)
    assert time.monotonic() - before < 10
    child = Path(f"/proc/{seen.read_text().strip()}/stat")
    for _ in range(50):
        if not child.exists() or child.read_text().rpartition(")")[2].split()[0] == "Z":
            return
        time.sleep(0.1)
    pytest.fail("what LibreOffice started still runs")


def test_tables_of_word_2003_that_state_no_grid_are_given_one(tmp_path: Path, seen: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _install(tmp_path, seen, monkeypatch, SCRIPT + "exit 77")
    rows = "".join(f"<w:tr>{'<w:tc><w:p/></w:tc>' * width}</w:tr>" for width in (2, 4))
    own = "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>"
    name = "http://schemas.microsoft.com/office/word/2003/wordml"
    body = f"<w:tbl><w:tblPr><w:tblW/></w:tblPr>{rows}</w:tbl>{own}"
    with pytest.raises(UnreadableError):
        render_office(f"<?xml version='1.0'?><w:wordDocument xmlns:w='{name}'><w:body>{body}</w:body></w:wordDocument>".encode())
    given = seen.with_name("seen.source").read_text()
    assert given.count("<w:gridCol w:w=") == 4
    assert given.index("</w:tblPr>") < given.index("<w:tblGrid>") < given.index("<w:tr>")
    assert own in given
