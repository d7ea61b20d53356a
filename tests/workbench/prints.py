"""Web pages printed to PDF as people print them: by a browser without rules, by LibreOffice from Word, with rules, and scans of these."""

from __future__ import annotations

import io
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from assets.documents.formats.charset import decode

_TIMEOUT = 300  # seconds
_BROWSERS, _OFFICES = ("chromium", "chromium-browser", "google-chrome"), ("soffice", "libreoffice")
_BARE = "table,tr,td,th{border:none!important;outline:none!important;background:none!important}"
_RULED = "table{border-collapse:collapse}td,th{border:1px solid #000!important;padding:3px 6px}"
_DPI, _SLANT = 150, 0.5  # of a scan: dots an inch, degrees that the sheet lies aslant
KINDS = ("browser", "office", "ruled", "scan")


class PrintError(Exception):
    """What printing needs is not there, or failed; the message is for people."""


def make_prints(pages: Path, target: Path, kinds: Sequence[str] = KINDS) -> int:
    """Print every page (``*.html``) of a folder into ``target``/KIND/name.pdf, one folder a kind; gives the number of pages.

    Kinds: ``browser`` (no rules), ``office`` (a Word file that LibreOffice makes of the page without rules, then its print), ``ruled``
    (by the browser, each cell in rules), ``scan`` (pictures of ``ruled``, 150 dpi, half a degree aslant). Raises :class:`PrintError`.
    """
    found = sorted(pages.glob("*.html"))
    if not found:
        raise PrintError(f"There is no page (*.html) in {pages}.")
    makers: dict[str, Callable[[Path, Path], None]] = {
        "browser": lambda page, made: _browser(page, made, _BARE),
        "office": _office,
        "ruled": lambda page, made: _browser(page, made, _RULED),
        "scan": _scan,
    }
    for kind in kinds:
        folder = target / kind
        folder.mkdir(parents=True, exist_ok=True)
        for page in found:
            makers[kind](page, folder / f"{page.stem}.pdf")
    return len(found)


def _styled(page: Path, style: str) -> str:
    """A copy of a page with a style of ours before its own text."""
    return f'<!doctype html><meta charset="utf-8"><style>{style}</style>\n{decode(page.read_bytes()).text}'


def _browser(page: Path, made: Path, style: str) -> None:
    with tempfile.TemporaryDirectory() as name:
        source = Path(name) / "page.html"
        source.write_text(_styled(page, style), encoding="utf-8")
        options = ("--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={name}/profile", "--no-pdf-header-footer")
        _run(_BROWSERS, *options, f"--print-to-pdf={made}", source.as_uri())
    _held(made)


def _office(page: Path, made: Path) -> None:
    with tempfile.TemporaryDirectory() as name:
        source = Path(name) / f"{page.stem}.html"
        source.write_text(_styled(page, _BARE), encoding="utf-8")
        options = (f"-env:UserInstallation=file://{name}/profile", "--headless")
        word = ("--infilter=HTML (StarWriter)", "--convert-to", "docx:MS Word 2007 XML", "--outdir", name)
        _run(_OFFICES, *options, *word, str(source))
        _run(_OFFICES, *options, "--convert-to", "pdf", "--outdir", str(made.parent), str(source.with_suffix(".docx")))
    _held(made)


def _scan(page: Path, made: Path) -> None:
    from PIL import Image
    from pypdfium2 import PdfDocument

    with tempfile.TemporaryDirectory() as name:
        print_ = Path(name) / "page.pdf"
        _browser(page, print_, _RULED)
        document = PdfDocument(print_.read_bytes())
        sheets = [document[at].render(scale=_DPI / 72).to_pil().convert("RGB") for at in range(len(document))]
        document.close()
    turned = [sheet.rotate(_SLANT, resample=Image.Resampling.BICUBIC, fillcolor=(255, 255, 255)) for sheet in sheets]
    buffer = io.BytesIO()
    turned[0].save(buffer, "PDF", resolution=_DPI, save_all=True, append_images=turned[1:])
    made.write_bytes(buffer.getvalue())


def _run(programs: Sequence[str], *options: str) -> None:
    import shutil

    program = next((found for name in programs if (found := shutil.which(name))), None)
    if program is None:
        raise PrintError(f"Printing needs one of these programs: {', '.join(programs)}.")
    subprocess.run((program, *options), check=False, capture_output=True, timeout=_TIMEOUT)


def _held(made: Path) -> None:
    if not made.exists():
        raise PrintError(f"{made.name} was not printed.")
