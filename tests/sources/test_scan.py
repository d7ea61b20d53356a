"""Every file in the input folder is a row, and none of them a crash."""

from __future__ import annotations

import hashlib
import io
import os
import socket
from pathlib import Path
from typing import BinaryIO

import pytest

from assets.sources import archives
from assets.sources import scan as scan_module
from assets.sources.scan import InputError, Role, SourceFile, scan


def _write(folder: Path, **files: bytes) -> None:
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)


def _by_path(files: list[SourceFile]) -> dict[str, SourceFile]:
    assert len({file.source_path for file in files}) == len(files)
    return {file.source_path: file for file in files}


def test_files_are_found_below_folders_with_their_hashes_sorted_by_path(tmp_path: Path) -> None:
    _write(tmp_path, **{"z.txt": b"z", "浙江/嘉兴.html": b"<p>", "a/b/c.txt": b"abc"})
    files = scan(tmp_path)
    assert [file.source_path for file in files] == ["a/b/c.txt", "z.txt", "浙江/嘉兴.html"]
    assert files[0].bytes == 3
    assert files[0].sha256 == hashlib.sha256(b"abc").hexdigest()
    assert files[0].role is Role.PLAN
    assert files[0].problem is None
    assert files[0].path == (tmp_path / "a/b/c.txt").resolve()


def test_of_equal_files_the_first_by_path_is_read(tmp_path: Path) -> None:
    _write(tmp_path, **{"b.txt": b"same", "a.txt": b"same", "c.txt": b"other"})
    files = _by_path(scan(tmp_path))
    assert files["a.txt"].duplicate_of is None
    assert files["b.txt"].duplicate_of == "a.txt"
    assert files["c.txt"].duplicate_of is None


def test_of_equal_files_the_one_with_a_sidecar_is_read_and_no_sidecar_is_lost_in_silence(tmp_path: Path) -> None:
    _write(
        tmp_path, **{"a.txt": b"same", "b.txt": b"same", "b.txt.meta.yaml": b"title: B", "c.txt": b"same", "c.txt.meta.yaml": b"title: C"}
    )
    files = _by_path(scan(tmp_path))
    assert files["a.txt"].duplicate_of == "b.txt"
    assert files["b.txt"].duplicate_of is None
    assert files["c.txt"].duplicate_of == "b.txt"
    assert files["b.txt.meta.yaml"].problem is None
    assert files["c.txt.meta.yaml"].problem == "Not used: its file has the same bytes as b.txt, which is the one that is read."


def test_a_sidecar_belongs_to_its_file_and_one_without_a_file_says_so(tmp_path: Path) -> None:
    _write(tmp_path, **{"a.html": b"<p>", "a.html.meta.yaml": b"title: x", "lost.txt.meta.yaml": b"title: y"})
    files = _by_path(scan(tmp_path))
    assert files["a.html"].sidecar == files["a.html.meta.yaml"].path
    assert files["a.html"].sidecar_sha256 == hashlib.sha256(b"title: x").hexdigest()
    assert files["a.html.meta.yaml"].role is Role.SIDECAR
    assert files["lost.txt.meta.yaml"].problem == "A sidecar without its file: lost.txt is not in the folder."


def test_a_correction_file_belongs_to_its_plan(tmp_path: Path) -> None:
    _write(tmp_path, **{"a.html": b"<p>", "a.html.corrections.yaml": b"[]", "b.txt": b"b"})
    files = _by_path(scan(tmp_path))
    assert files["a.html"].corrections == files["a.html.corrections.yaml"].path
    assert files["a.html"].corrections_sha256 == hashlib.sha256(b"[]").hexdigest()
    assert files["a.html.corrections.yaml"].role is Role.CORRECTIONS
    assert files["a.html.corrections.yaml"].problem is None
    assert (files["b.txt"].corrections, files["b.txt"].corrections_sha256) == (None, None)


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("lost.txt.corrections.yaml", "A correction file without its plan: lost.txt is not in the folder"),
        ("a.corrections.yaml", "A correction file without its plan: a is not in the folder"),
        ("notes.json.corrections.yaml", "A correction file without its plan: notes.json is not read as a plan"),
        ("a.txt.meta.yaml.corrections.yaml", "A correction file without its plan: a.txt.meta.yaml is not read as a plan"),
        ("a.txt.corrections.yml", "The name of a correction file must end in .corrections.yaml; rename it."),
        ("a.txt.Corrections.yaml", "The name of a correction file must end in .corrections.yaml; rename it."),
        ("a.txt.correction.yaml", "The name of a correction file must end in .corrections.yaml; rename it."),
    ],
)  # fmt: skip
def test_a_correction_file_that_no_plan_would_use_says_so(tmp_path: Path, name: str, problem: str) -> None:
    _write(tmp_path, **{"a.txt": b"a", "a.txt.meta.yaml": b"title: A", "notes.json": b"x", name: b"[]"})
    files = _by_path(scan(tmp_path))
    assert files[name].role is Role.CORRECTIONS
    assert (files[name].problem or "").startswith(problem)
    assert (files[name].problem or "").endswith(("; put it beside the plan, under its name.", "; rename it."))
    assert files["a.txt"].corrections is None


def test_a_folder_with_a_correction_files_name_is_none(tmp_path: Path) -> None:
    _write(tmp_path, **{"a.txt": b"a"})
    (tmp_path / "a.txt.corrections.yaml").symlink_to(tmp_path)
    files = _by_path(scan(tmp_path))
    assert files["a.txt.corrections.yaml"].problem == "A link to a folder that is walked under its own name."
    assert files["a.txt"].corrections is None


def test_a_correction_file_that_cannot_be_opened_is_its_plans_all_the_same(tmp_path: Path) -> None:
    _write(tmp_path, **{"a.txt": b"a"})
    (tmp_path / "a.txt.corrections.yaml").symlink_to(tmp_path / "nowhere")
    files = _by_path(scan(tmp_path))
    assert (files["a.txt"].corrections, files["a.txt"].corrections_sha256) == (files["a.txt.corrections.yaml"].path, None)
    assert (files["a.txt.corrections.yaml"].problem or "").startswith("The file cannot be opened (")


def test_of_equal_files_the_one_with_corrections_is_read_and_no_corrections_are_lost_in_silence(tmp_path: Path) -> None:
    _write(
        tmp_path, **{"a.txt": b"same", "b.txt": b"same", "b.txt.corrections.yaml": b"[]", "c.txt": b"same", "c.txt.corrections.yaml": b"[]"}
    )
    files = _by_path(scan(tmp_path))
    assert (files["a.txt"].duplicate_of, files["b.txt"].duplicate_of, files["c.txt"].duplicate_of) == ("b.txt", None, "b.txt")
    assert files["b.txt.corrections.yaml"].problem is None
    assert files["c.txt.corrections.yaml"].problem == (
        "Not used: its file has the same bytes as b.txt, which is the one that is read; write the corrections beside that one."
    )


def test_of_equal_files_a_sidecar_counts_before_corrections(tmp_path: Path) -> None:
    _write(tmp_path, **{"a.txt": b"same", "a.txt.corrections.yaml": b"[]", "b.txt": b"same", "b.txt.meta.yaml": b"title: B"})
    files = _by_path(scan(tmp_path))
    assert files["a.txt"].duplicate_of == "b.txt"
    assert (files["a.txt.corrections.yaml"].problem or "").startswith("Not used: its file has the same bytes as b.txt,")


@pytest.mark.parametrize(
    "name",
    [".DS_Store", ".gitkeep", "~$规划.docx", "Thumbs.db", "plan.txt~", "x.json", "settings.yaml", "README.md", "LICENSE"],
)
def test_files_that_are_no_plans_are_named_as_such_with_a_reason(tmp_path: Path, name: str) -> None:
    _write(tmp_path, **{name: "一、总体要求".encode()})
    (file,) = scan(tmp_path)
    assert file.role is Role.OTHER
    assert file.problem is not None
    assert file.problem.endswith("plan.")


def test_a_markdown_file_is_a_candidate(tmp_path: Path) -> None:
    _write(tmp_path, **{"规划.md": "一、总体要求".encode()})
    assert scan(tmp_path)[0].role is Role.PLAN


def test_links_are_followed_once_and_loops_are_not(tmp_path: Path) -> None:
    _write(tmp_path, **{"real/a.txt": b"a"})
    (tmp_path / "again").symlink_to(tmp_path / "real")
    (tmp_path / "real" / "up").symlink_to(tmp_path)
    files = _by_path(scan(tmp_path))
    assert files["real/a.txt"].problem is None
    assert files["again"].role is Role.OTHER
    assert files["real/up"].role is Role.OTHER
    assert len(files) == 3


def test_a_linked_folder_outside_is_read(tmp_path: Path) -> None:
    _write(tmp_path, **{"elsewhere/a.txt": b"a"})
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "plans").symlink_to(tmp_path / "elsewhere")
    assert [file.source_path for file in scan(tmp_path / "in")] == ["plans/a.txt"]


def test_what_cannot_be_opened_is_a_row_with_a_problem(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "broken.txt").symlink_to(tmp_path / "nowhere")
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    _write(tmp_path, **{"empty.txt": b"", "good.txt": b"x"})
    files = _by_path(scan(tmp_path))
    assert files["pipe.txt"].problem == "Not a regular file (a device, pipe or socket)."
    assert (files["broken.txt"].problem or "").startswith("The file cannot be opened (No such file")
    assert (files["self.txt"].problem or "").startswith("The file cannot be opened (")
    assert files["empty.txt"].problem == "The file is empty."
    assert files["good.txt"].problem is None


def test_a_file_that_vanishes_or_breaks_while_it_is_read_is_a_row_with_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _write(tmp_path, **{"a.txt": b"a", "b.txt": b"b", "c.txt": b"c"})
    opened = archives.open_regular

    def vanishing(path: Path) -> BinaryIO:
        if path.name == "a.txt":
            path.unlink()
        stream = opened(path)
        if path.name == "c.txt":
            monkeypatch.setattr(scan_module, "_hashed", _broken_disk)
        return stream

    monkeypatch.setattr(archives, "open_regular", vanishing)
    files = _by_path(scan(tmp_path))
    assert files["a.txt"].problem == "The file cannot be opened (No such file or directory)."
    assert files["b.txt"].sha256 is not None
    assert files["c.txt"].problem == "The file cannot be opened (Input/output error)."


def _broken_disk(stream: BinaryIO, limit: int) -> tuple[int, str | None]:
    raise OSError(5, "Input/output error")


def test_a_file_that_grows_while_it_is_read_ends_at_the_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _write(tmp_path, **{"log.txt": b"x" * 50})
    monkeypatch.setattr(scan_module, "LARGEST", 100)
    monkeypatch.setattr(scan_module, "_CHUNK", 40)

    class Growing(io.FileIO):
        def read(self, size: int | None = -1, /) -> bytes:
            with Path(str(self.name)).open("ab") as more:
                more.write(b"y" * 50)
            return super().read(size)

    monkeypatch.setattr(archives, "open_regular", Growing)
    (file,) = scan(tmp_path)
    assert file.sha256 is None
    assert (file.problem or "").startswith("The file has ")


def test_devices_sockets_and_folders_without_rights_are_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "zero.txt").symlink_to("/dev/zero")
    with socket.socket(socket.AF_UNIX) as listening:
        monkeypatch.chdir(tmp_path)
        listening.bind("socket.txt")
    _write(tmp_path, **{"closed/a.txt": b"a", "good.txt": b"x"})
    scandir = os.scandir

    def refusing(folder: Path) -> object:
        if Path(folder).name == "closed":
            raise PermissionError(13, "Permission denied")
        return scandir(folder)

    monkeypatch.setattr(os, "scandir", refusing)
    files = _by_path(scan(tmp_path))
    assert {files[name].problem for name in ("zero.txt", "socket.txt")} == {"Not a regular file (a device, pipe or socket)."}
    assert files["closed"].problem == "The folder cannot be opened (Permission denied); check its rights."
    assert files["good.txt"].problem is None


@pytest.mark.parametrize("name", ["📄 规划.txt", "x" * 251 + ".txt", " .txt", "'; DROP.txt", "%2e%2e.txt", "-rf.txt"])
def test_odd_names_are_names(tmp_path: Path, name: str) -> None:
    _write(tmp_path, **{name: b"x"})
    (file,) = scan(tmp_path)
    assert (file.source_path, file.problem) == (name, None)


def test_a_table_of_values_is_a_candidate(tmp_path: Path) -> None:
    _write(tmp_path, **{"指标.csv": b"x", "b.tsv": b"y"})
    assert {file.role for file in scan(tmp_path)} == {Role.PLAN}


def test_a_file_beyond_the_limit_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan_module, "LARGEST", 10)
    _write(tmp_path, **{"big.txt": b"x" * 11, "fits.txt": b"x" * 10})
    files = _by_path(scan(tmp_path))
    assert (files["big.txt"].problem or "").startswith("The file has ")
    assert files["big.txt"].sha256 is None
    assert files["fits.txt"].problem is None


def test_a_name_that_is_not_utf8_can_stand_in_a_table(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/" + "规划.txt".encode("gbk")
    with open(path, "wb") as stream:  # noqa: PTH123 (a Path cannot hold every name)
        stream.write(b"x")
    (file,) = scan(tmp_path)
    file.source_path.encode("utf-8")
    assert file.path.read_bytes() == b"x"


def test_the_output_folder_inside_the_input_is_left_out(tmp_path: Path) -> None:
    _write(tmp_path, **{"a.txt": b"a", "dataset/quality.html": b"<p>"})
    assert [file.source_path for file in scan(tmp_path, leave_out=[tmp_path / "dataset"])] == ["a.txt"]


def test_progress_hears_of_every_file(tmp_path: Path) -> None:
    _write(tmp_path, **{"a.txt": b"a", "b/c.txt": b"c"})
    heard: list[tuple[int, str]] = []
    scan(tmp_path, on_file=lambda count, path: heard.append((count, path)))
    assert [count for count, _ in heard] == [1, 2]
    assert {path for _, path in heard} == {"a.txt", "b/c.txt"}


def test_a_missing_folder_and_a_file_in_its_place_are_told_in_one_sentence(tmp_path: Path) -> None:
    _write(tmp_path, **{"a.txt": b"a"})
    with pytest.raises(InputError, match="does not exist; give an existing folder"):
        scan(tmp_path / "missing")
    with pytest.raises(InputError, match="is a file, not a folder"):
        scan(tmp_path / "a.txt")


@pytest.mark.parametrize(
    ("name", "told"),
    [
        (b"a\x1b[31m.txt", r"a\x1b[31m.txt"),
        ("甲\n乙.txt".encode(), r"甲\x0a乙.txt"),
        ("规划.txt".encode("gb18030"), r"\xb9滮.txt"),
        ("a\u202etxt.exe".encode(), r"a\u202etxt.exe"),
    ],
)
def test_a_name_that_no_table_or_terminal_may_get_is_spelled_and_read(tmp_path: Path, name: bytes, told: str) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name)).write_bytes(b"x")
    (file,) = scan(tmp_path)
    assert (file.source_path, file.problem, file.bytes) == (told, None, 1)
    file.source_path.encode()
