"""Every file of a batch has an outcome; none makes another one fail."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from assets.documents.plans import identify
from assets.documents.reading import limits
from assets.documents.reading.cache import read_all
from assets.documents.reading.limits import Worker
from assets.documents.reading.read import ReadOutcome, Status, read_batch, wrong_sidecars
from assets.sources.scan import scan
from tests.documents import national, ofd_files, word_files

PLAN = "嘉兴市科技创新“十三五”规划\n为深入实施创新驱动发展战略,制定本规划。\n一、发展基础\n创新能力增强。\n"


def _read(folder: Path, **files: bytes) -> dict[str, ReadOutcome]:
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return {outcome.source.source_path: outcome for outcome in read_batch(scan(folder))}


def test_text_of_a_text_file_is_the_file_itself(tmp_path: Path) -> None:
    text = PLAN.replace("\n", "\r\n")
    outcome = _read(tmp_path, **{"a.txt": b"\xef\xbb\xbf" + text.encode()})["a.txt"]
    assert (outcome.status, outcome.reason, outcome.media_type, outcome.encoding) == (Status.PARSED, None, "text/plain", "utf-8")
    assert outcome.document is not None
    assert outcome.document.text == text
    assert outcome.document.metadata.region_code == "330400"


def test_the_content_tells_the_format_and_not_the_name(tmp_path: Path) -> None:
    read = _read(tmp_path, **{"a.txt": b"<html><body><p>" + PLAN.encode() + b"</p></body></html>", "b.html": PLAN.encode()})
    assert (read["a.txt"].media_type, read["b.html"].media_type) == ("text/html", "text/plain")


def test_files_that_cannot_be_read_fail_with_a_reason_among_good_ones(tmp_path: Path) -> None:
    read = _read(
        tmp_path,
        **{
            "good.txt": PLAN.encode("gb18030"),
            "blank.txt": " \n\u3000\n".encode(),
            "empty.txt": b"",
            "script.html": b"<html><body><script>load()</script></body></html>",
            "plan.docx": b"PK\x03\x04....word/document.xml",
            "noise.bin": bytes(range(256)) * 8,
        },
    )
    assert {name: outcome.status.value for name, outcome in read.items()} == {
        "good.txt": "parsed",
        "blank.txt": "failed",
        "empty.txt": "failed",
        "script.html": "failed",
        "plan.docx": "failed",
        "noise.bin": "failed",
    }
    assert read["blank.txt"].reason == "The file holds no text."
    assert read["empty.txt"].reason == "The file is empty."
    assert (read["script.html"].reason or "").startswith("The page holds no text;")
    assert (read["plan.docx"].reason or "").startswith("The archive has no directory: it is broken or was cut short;")
    assert (read["noise.bin"].reason or "").startswith("The file holds binary data")
    assert read["good.txt"].encoding == "gb18030"


def test_every_form_of_a_plan_is_read_beside_the_others(tmp_path: Path) -> None:
    forms = {"a.html": national.html().encode(), "b.docx": word_files.national_docx(), "c.ofd": ofd_files.national_plan()}
    read = _read(tmp_path, **forms)
    assert {outcome.status for outcome in read.values()} == {Status.PARSED}
    plans = identify(list(read.values()))
    assert len(plans) == 3
    assert {plan.document.metadata.title for plan in plans} == {national.TITLE}
    assert [plan.same_as is None for plan in plans].count(True) == 1  # forms of one plan: the better copy is the plan


def test_a_wrong_ending_changes_nothing(tmp_path: Path) -> None:
    page, word = national.html().encode(), word_files.national_docx()
    read = _read(tmp_path, **{"a.pdf": page, "b.txt": word, "c.zip": ofd_files.national_plan(), "d.html": b"%PDF-1.4 cut short"})
    assert {name: outcome.status.value for name, outcome in read.items()} == {
        "a.pdf": "parsed",
        "b.txt": "parsed",
        "c.zip": "parsed",
        "d.html": "failed",
    }
    assert read["a.pdf"].media_type == "text/html"
    assert (read["d.html"].reason or "").startswith("The PDF is broken")


def test_a_file_that_breaks_its_reader_is_a_failed_row_among_good_ones(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hostile = Worker("tests.documents.reading.hostile_worker")
    monkeypatch.setattr(limits, "_WORKER", hostile)
    monkeypatch.setenv(limits.SECONDS_VARIABLE, "3")
    mail = b"MIME-Version: 1.0\r\n\r\n"
    names = {"1.eml": b"hang", "2.eml": b"crash", "3.eml": b"bug", "4.eml": b"good"}
    read = _read(tmp_path, **{name: mail + deed for name, deed in names.items()}, **{"5.txt": PLAN.encode()})
    hostile.end()
    told = {name: (outcome.status.value, (outcome.reason or "")[:33]) for name, outcome in read.items()}
    assert told == {
        "1.eml": ("failed", "Reading it took more than 3 secon"),
        "2.eml": ("failed", "The reader broke down over it (SI"),
        "3.eml": ("failed", "The reader broke down over it (Ke"),
        "4.eml": ("parsed", ""),
        "5.txt": ("parsed", ""),
    }


def test_what_was_repaired_is_told(tmp_path: Path) -> None:
    outcome = _read(tmp_path, **{"a.txt": (PLAN * 20).encode() + b"\xe5\x88"})["a.txt"]
    assert outcome.status is Status.PARSED
    assert outcome.reason == "1 character is not valid UTF-8; each is shown as \ufffd."


def test_a_table_that_is_a_picture_is_told_and_other_pictures_are_not(tmp_path: Path) -> None:
    page = (
        "<html><body><img src='logo.png'><h1>嘉兴市科技创新“十三五”规划</h1>"
        "<p>一、发展目标</p><p>到2020年，研发投入强度达到3.2%。<img src='a.png'></p>"
        "<p>表1 嘉兴市科技创新主要指标</p><p><img src='table1.png'></p><p>二、重点任务</p><p>强化企业创新主体地位。</p></body></html>"
    )
    outcome = _read(tmp_path, **{"plan.html": page.encode()})["plan.html"]
    assert outcome.status is Status.PARSED
    assert outcome.reason == "These tables are pictures and are not read: 表1 嘉兴市科技创新主要指标."


def test_a_duplicate_names_its_twin_and_is_not_read(tmp_path: Path) -> None:
    read = _read(tmp_path, **{"a.txt": PLAN.encode(), "b.txt": PLAN.encode()})
    assert (read["b.txt"].status, read["b.txt"].reason, read["b.txt"].document) == (Status.DUPLICATE, "The same bytes as a.txt.", None)


def test_a_sidecar_is_used_and_its_row_says_so(tmp_path: Path) -> None:
    read = _read(tmp_path, **{"a.txt": PLAN.encode(), "a.txt.meta.yaml": "issuer: 嘉兴市科技局".encode()})
    document = read["a.txt"].document
    assert document is not None
    assert (document.metadata.issuer, document.metadata.declared) == ("嘉兴市科技局", ("issuer",))
    assert read["a.txt.meta.yaml"].status is Status.IGNORED
    assert read["a.txt.meta.yaml"].reason == "A sidecar; it states issuer of the plan beside it."
    assert wrong_sidecars(list(read.values())) == []


def test_a_wrong_sidecar_fails_and_the_plan_is_read_without_it(tmp_path: Path) -> None:
    read = _read(tmp_path, **{"a.txt": PLAN.encode(), "a.txt.meta.yaml": b"signed_on: soon"})
    assert read["a.txt.meta.yaml"].status is Status.FAILED
    assert read["a.txt"].status is Status.PARSED
    assert read["a.txt"].reason == f"The sidecar was not used: {read['a.txt.meta.yaml'].reason}"
    assert read["a.txt"].document is not None
    assert read["a.txt"].document.metadata.declared == ()
    assert wrong_sidecars(list(read.values())) == [f"a.txt.meta.yaml: {read['a.txt.meta.yaml'].reason}"]


REJECT = "- at: {{line: 4, value: {value}}}\n  says: 已有{value}\n  action: reject\n  reason: 核对过原文\n  by: 王敏\n"
FIGURES = PLAN + "全市已有99家,已有15名。\n"


def test_a_correction_file_is_read_for_its_plan_and_its_row_says_how_many_it_holds(tmp_path: Path) -> None:
    both = REJECT.format(value="99家") + REJECT.format(value="15名")
    files = {"a.txt": FIGURES, "a.txt.corrections.yaml": both, "b.txt": PLAN, "b.txt.corrections.yaml": REJECT.format(value="1家")}
    read = _read(tmp_path, **{name: text.encode() for name, text in files.items()})
    row = read["a.txt.corrections.yaml"]
    assert (row.status, row.reason) == (Status.IGNORED, "A correction file; it holds 2 corrections of the plan beside it.")
    assert read["b.txt.corrections.yaml"].reason == "A correction file; it holds 1 correction of the plan beside it."
    plans = {plan.source_path: plan for plan in identify(list(read.values()))}
    assert [correction.at.value for correction in plans["a.txt"].corrections] == ["99家", "15名"]
    assert plans["a.txt"].corrections == row.corrections
    assert plans["a.txt"].corrections_problems == ()


def test_a_plan_is_the_same_plan_with_and_without_corrections(tmp_path: Path) -> None:
    (without,) = identify(list(_read(tmp_path, **{"a.txt": FIGURES.encode()}).values()))
    (corrected,) = identify(list(_read(tmp_path, **{"a.txt.corrections.yaml": REJECT.format(value="99家").encode()}).values()))
    assert (corrected.plan_id, corrected.document, len(corrected.corrections)) == (without.plan_id, without.document, 1)


def test_a_wrong_correction_file_fails_by_name_and_its_plan_knows(tmp_path: Path) -> None:
    read = _read(tmp_path, **{"a.txt": FIGURES.encode(), "a.txt.corrections.yaml": b"- at: {line: 4}"})
    row = read["a.txt.corrections.yaml"]
    assert (row.status, row.corrections) == (Status.FAILED, ())
    assert (row.reason or "").startswith("a.txt.corrections.yaml, entry 1: ")
    assert read["a.txt"].status is Status.PARSED
    (plan,) = identify(list(read.values()))
    assert (plan.corrections, plan.corrections_problems) == ((), (row.reason,))


def test_a_correction_file_that_vanishes_cannot_be_opened_or_has_no_plan_is_no_silence(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(FIGURES)
    (tmp_path / "a.txt.corrections.yaml").write_text(REJECT.format(value="99家"))
    (tmp_path / "b.txt").write_text(PLAN)
    (tmp_path / "b.txt.corrections.yaml").symlink_to(tmp_path / "nowhere")
    (tmp_path / "lost.txt.corrections.yaml").write_text("[]")
    files = scan(tmp_path)
    (tmp_path / "a.txt.corrections.yaml").write_text("")
    read = {outcome.source.source_path: outcome for outcome in read_batch(files)}
    changed, unopened, lost = (read[f"{name}.txt.corrections.yaml"] for name in ("a", "b", "lost"))
    told = "a.txt.corrections.yaml: The file changed while the folder was being read; run again."
    assert (changed.status, changed.reason) == (Status.FAILED, told)
    assert (unopened.status, (unopened.reason or "")[:50]) == (Status.FAILED, "b.txt.corrections.yaml: The file cannot be opened ")
    assert (lost.status, lost.reason) == (Status.IGNORED, lost.source.problem)
    problems = {plan.source_path: plan.corrections_problems for plan in identify(list(read.values()))}
    assert problems == {"a.txt": (changed.reason,), "b.txt": (unopened.reason,)}


def test_corrections_that_change_are_used_though_the_plan_is_not_read_again(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(FIGURES)
    beside = tmp_path / "in" / "a.txt.corrections.yaml"

    def values() -> tuple[list[str], bool]:
        heard: dict[str, bool] = {}
        outcomes = read_all(scan(tmp_path / "in"), tmp_path / "cache", lambda done, total, path, kept: heard.update({path: kept}))
        (plan,) = identify(outcomes)
        return [correction.at.value for correction in plan.corrections], heard["a.txt"]

    assert values() == ([], False)
    beside.write_text(REJECT.format(value="99家"))
    assert values() == (["99家"], True)
    beside.write_text(REJECT.format(value="15名"))
    assert values() == (["15名"], True)
    beside.unlink()
    assert values() == ([], True)


def test_a_file_that_changes_or_vanishes_between_scan_and_reading_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(PLAN)
    (tmp_path / "b.txt").write_text(PLAN + "更多。")
    files = scan(tmp_path)
    (tmp_path / "a.txt").write_text(PLAN + "改动。")
    (tmp_path / "b.txt").unlink()
    changed, gone = read_batch(files)
    assert (changed.status, changed.reason) == (Status.FAILED, "The file changed while the folder was being read; run again.")
    assert (gone.status, (gone.reason or "")[:35]) == (Status.FAILED, "The file cannot be opened any more ")


def test_a_batch_and_its_outcomes_can_be_sent_to_another_machine(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(PLAN)
    batch = pickle.loads(pickle.dumps(scan(tmp_path)))
    assert pickle.loads(pickle.dumps(read_batch(batch))) == read_batch(batch)
