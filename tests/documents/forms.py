"""One plan in every form that is read: ``python -m tests.documents.forms`` writes data/forms, for trying out, fuzzing and timing."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Mapping
from email.message import EmailMessage

from tests.conftest import ROOT
from tests.documents import national
from tests.documents.excel_files import fill_national, xlsx
from tests.documents.ofd_files import national_plan
from tests.documents.pdf_samples import ruled
from tests.documents.word_files import national_docx

FORMS = ROOT / "data" / "forms"
NAME = "national-2016-2020"
PARAGRAPHS = 60


def forms() -> Mapping[str, bytes]:
    """The files by their endings."""
    page, word = national.html(), national_docx(padding=PARAGRAPHS)
    long = page.replace("</body>", f"{_running_text()}</body>")  # as long as a government's page
    return {
        "html": long.encode(),
        "md": _markdown().encode(),
        "csv": _csv().encode("utf-8-sig"),
        "docx": word,
        "xlsx": xlsx(("主要指标", fill_national)),
        "pdf": ruled(),
        "ofd": national_plan(),
        "mhtml": _mhtml(page.encode()),
        "zip": _zip({f"规划/{NAME}.docx": word, "说明.txt": "随文附件。".encode("gbk")}),
    }


def _running_text() -> str:
    """The paragraphs of the Word file, again and again."""
    said = [f"加强统筹协调，完善第{at}项工作机制，推动规划任务落地见效。" for at in range(PARAGRAPHS)]
    return "".join(f"<p>{''.join(said[at : at + 4])}</p>" for at in range(0, PARAGRAPHS, 4)) * 30  # some 110 characters each, as in plans


def _above() -> list[str]:
    return [text for _, text in national.ABOVE]


def _markdown() -> str:
    grid = national.full_grid()
    rows = [f"| {' | '.join(row)} |" for row in grid]
    rows.insert(1, "|" + " --- |" * len(grid[0]))
    return (
        "\n\n".join([f"# {national.TITLE}", national.PERIOD, *_above(), f"**{national.CAPTION}**", "\n".join(rows), *national.NOTES]) + "\n"
    )


def _csv() -> str:
    out = io.StringIO()
    csv.writer(out).writerows([[national.TITLE], *national.full_grid(), *([note] for note in national.NOTES)])
    return out.getvalue()


def _mhtml(page: bytes) -> bytes:
    message = EmailMessage()
    message["Subject"] = national.TITLE
    message["MIME-Version"] = "1.0"
    message.set_content(page, "text", "html", cte="quoted-printable", params={"charset": "utf-8"})
    message.make_related(boundary="----=_page")
    message["Snapshot-Content-Location"] = "about:blank"
    return message.as_bytes()


def _zip(members: Mapping[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name, (2026, 11, 22, 0, 0, 0)), data)
    return packed.getvalue()


def write() -> None:
    """Write the files."""
    FORMS.mkdir(exist_ok=True)
    for ending, data in forms().items():
        (FORMS / f"{NAME}.{ending}").write_bytes(data)


if __name__ == "__main__":
    write()
