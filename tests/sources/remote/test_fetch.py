"""What a manifest's addresses become in the input folder: files, a record of where they came from, and a sentence for each entry."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

import pytest

from assets.sources.remote.fetch import Status
from assets.sources.remote.provenance import ProvenanceError, read_provenance
from assets.sources.remote.store import StoreError, opened
from assets.sources.scan import Role, scan
from tests.sources.remote.conftest import Fetch
from tests.sources.remote.site import ETAG, PAGE, Site, Visitor, in_turn, page, redirect

TITLE = "云汀市“十四五”科技创新规划"
CHANGED = PAGE.replace(b"3.5%", b"3.6%")


def files_in(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / "remote").iterdir())


def content_of(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Every file's bytes, and which file it is to the system: one written anew is another."""
    return {path.name: (path.read_bytes(), path.stat().st_ino) for path in (folder / "remote").rglob("*") if path.is_file()}


def test_a_page_becomes_a_file_with_a_readable_name_and_a_record(site: Site, fetch: Fetch, folder: Path) -> None:
    site.routes["/old"] = redirect("/zwgk/kjgh.html", 301)
    site.routes["/zwgk/kjgh.html"] = page(ETag=ETAG, Last_Modified="Mon, 02 Jan 2023 03:04:05 GMT", Content_Type="text/html;charset=gbk")
    [result] = fetch({"url": site.url("/old"), "title": TITLE, "note": "市科技局"})
    sha256 = hashlib.sha256(PAGE).hexdigest()
    assert (result.number, result.status, result.warnings) == (1, Status.DOWNLOADED, ())
    assert result.source_path == f"remote/{TITLE}-{sha256[:12]}.html"
    assert (folder / result.source_path).read_bytes() == PAGE
    [(source_path, record)] = read_provenance(folder).items()
    assert source_path == result.source_path
    assert (record.url, record.final_url) == (site.url("/old"), site.url("/zwgk/kjgh.html"))
    assert (record.sha256, record.bytes, record.status, record.media_type) == (sha256, len(PAGE), 200, "text/html;charset=gbk")
    assert (record.etag, record.last_modified) == (ETAG, "Mon, 02 Jan 2023 03:04:05 GMT")
    assert (record.title, record.note) == (TITLE, "市科技局")
    assert re.fullmatch(r"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ", record.fetched_at)
    assert files_in(folder) == ["provenance.jsonl", Path(result.source_path).name]


def test_a_build_finds_the_page_as_a_plan_and_leaves_the_record_aside(site: Site, fetch: Fetch, folder: Path) -> None:
    site.routes["/a.html"] = page()
    [result] = fetch(site.url("/a.html"))
    roles = {file.source_path: (file.role, file.problem is None) for file in scan(folder)}
    assert roles == {result.source_path: (Role.PLAN, True), "remote/provenance.jsonl": (Role.OTHER, False)}


@pytest.mark.parametrize("known_by", [{"ETag": ETAG}, {"Last_Modified": "Mon, 02 Jan 2023 03:04:05 GMT"}])
def test_an_unchanged_page_is_not_downloaded_again_and_not_a_byte_changes(
    site: Site, fetch: Fetch, folder: Path, known_by: dict[str, str]
) -> None:
    site.routes["/a"] = in_turn(page(**known_by), page(b"", 304))
    fetch(site.url("/a"))
    before = content_of(folder)
    [result] = fetch(site.url("/a"))
    assert result.status is Status.UNCHANGED
    assert content_of(folder) == before
    asked = site.asked[-1].headers
    assert (asked.get("if-none-match"), asked.get("if-modified-since")) == (known_by.get("ETag"), known_by.get("Last_Modified"))


def test_a_page_that_is_sent_again_with_the_same_bytes_is_unchanged(site: Site, fetch: Fetch, folder: Path) -> None:
    site.routes["/a"] = page()
    fetch(site.url("/a"))
    before = content_of(folder)
    [result] = fetch(site.url("/a"))
    assert result.status is Status.UNCHANGED
    assert content_of(folder) == before


def test_marks_that_a_server_made_up_do_no_harm_in_the_next_run(site: Site, fetch: Fetch, folder: Path) -> None:
    def odd(visitor: Visitor) -> None:
        head = b'HTTP/1.1 200 OK\r\nETag: "a\x1b[2J\r\n more \xff"\r\nContent-Type: \xe6\x96\x87\r\nContent-Length: '
        visitor.wfile.write(head + str(len(PAGE)).encode() + b"\r\n\r\n" + PAGE)

    site.routes["/a"] = odd
    assert fetch(site.url("/a"))[0].status is Status.DOWNLOADED
    assert fetch(site.url("/a"))[0].status is Status.UNCHANGED
    [record] = read_provenance(folder).values()
    assert record.etag == '"a [2J more ÿ"'
    assert site.asked[-1].headers["if-none-match"] == record.etag


def test_what_a_server_knows_a_page_by_is_told_to_no_other_address(site: Site, fetch: Fetch) -> None:
    site.routes["/a"] = in_turn(redirect("/b"), redirect("/c"))
    site.routes["/b"] = site.routes["/c"] = page(ETag=ETAG)
    fetch(site.url("/a"))
    fetch(site.url("/a"))
    assert [asked.path for asked in site.asked if "if-none-match" in asked.headers] == []


def test_a_changed_page_takes_the_place_of_the_earlier_one_with_what_people_wrote(site: Site, fetch: Fetch, folder: Path) -> None:
    site.routes["/a"] = in_turn(page(ETag=ETAG), page(CHANGED, ETag='"v2"'))
    [first] = fetch(site.url("/a"))
    old = folder / str(first.source_path)
    old.with_name(old.name + ".meta.yaml").write_text("title: 云汀", encoding="utf-8")
    [second] = fetch(site.url("/a"))
    new = folder / str(second.source_path)
    assert second.status is Status.DOWNLOADED
    assert "The page has changed since" in second.warnings[0]
    assert files_in(folder) == sorted([".earlier", new.name, new.name + ".meta.yaml", "provenance.jsonl"])
    assert new.read_bytes() == CHANGED
    assert (folder / "remote/.earlier" / old.name).read_bytes() == PAGE
    assert [file.source_path for file in scan(folder) if file.role is Role.PLAN] == [second.source_path]


def test_a_page_that_somebody_changed_is_left_alone_and_told(site: Site, fetch: Fetch, folder: Path) -> None:
    site.routes["/a"] = page()
    [first] = fetch(site.url("/a"))
    stored = folder / str(first.source_path)
    stored.write_bytes(b"mended by hand")
    [second] = fetch(site.url("/a"))
    assert (second.status, len(second.warnings)) == (Status.UNCHANGED, 1)
    assert "was changed since it was downloaded" in second.warnings[0]
    assert stored.read_bytes() == b"mended by hand"
    assert site.pages_asked() == ["/a"]


def test_a_page_that_somebody_removed_is_fetched_again(site: Site, fetch: Fetch, folder: Path) -> None:
    site.routes["/a"] = page(ETag=ETAG)
    [first] = fetch(site.url("/a"))
    (folder / str(first.source_path)).unlink()
    [second] = fetch(site.url("/a"))
    assert (second.status, second.source_path) == (Status.DOWNLOADED, first.source_path)
    assert "if-none-match" not in site.asked[-1].headers


def test_a_sidecar_that_somebody_wrote_is_never_touched(site: Site, fetch: Fetch, folder: Path) -> None:
    site.routes["/a"] = page()
    [result] = fetch({"url": site.url("/a"), "title": TITLE})
    sidecar = folder / f"{result.source_path}.meta.yaml"
    assert not sidecar.exists()
    sidecar.write_text("title: von Hand", encoding="utf-8")
    fetch({"url": site.url("/a"), "title": TITLE})
    assert sidecar.read_text(encoding="utf-8") == "title: von Hand"


def test_a_page_without_the_expected_title_is_kept_with_a_warning(site: Site, fetch: Fetch, folder: Path) -> None:
    site.routes["/a"] = page()
    entry = {"url": site.url("/a"), "title": "澜桥市“十四五”科技创新规划"}
    for status in (Status.DOWNLOADED, Status.UNCHANGED):
        [result] = fetch(entry)
        assert result.status is status
        assert result.warnings == (
            "The page does not hold the expected title 澜桥市“十四五”科技创新规划; see whether it is the right one.",
        )
        assert (folder / str(result.source_path)).read_bytes() == PAGE


def test_a_page_in_another_character_set_than_the_server_says_still_holds_its_title(site: Site, fetch: Fetch) -> None:
    site.routes["/a"] = page(PAGE.decode().encode("gbk"), Content_Type="text/html; charset=utf-8")
    [result] = fetch({"url": site.url("/a"), "title": TITLE})
    assert (result.status, result.warnings) == (Status.DOWNLOADED, ())


def test_two_addresses_with_the_same_content_are_one_file(site: Site, fetch: Fetch, folder: Path) -> None:
    site.routes["/a"] = site.routes["/b"] = page()
    first, second = fetch(site.url("/a"), site.url("/b"))
    assert first.source_path == second.source_path
    assert len(files_in(folder)) == 2
    assert read_provenance(folder)[str(first.source_path)].url == site.url("/a")
    site.routes["/a"] = page(CHANGED)
    changed, _ = fetch(site.url("/a"), site.url("/b"))
    assert changed.source_path != first.source_path
    assert (folder / str(first.source_path)).read_bytes() == PAGE, "the other address still has it"


def test_repeated_and_wrong_addresses_are_told_and_stop_no_other(site: Site, fetch: Fetch) -> None:
    site.routes["/a"] = page()
    entries = ["ftp://a.example/x", site.url("/a"), site.url("/a#top"), site.url("/none"), "http://u:secret@a.example/", site.url("/b")]
    site.routes["/b"] = page(CHANGED)
    results = fetch(*entries)
    assert [result.number for result in results] == [1, 2, 3, 4, 5, 6]
    assert [result.status.value for result in results] == ["failed", "downloaded", "duplicate", "failed", "failed", "downloaded"]
    assert results[2].sentence == "The same address as entry 2 of the manifest."
    assert results[3].sentence == "The server 127.0.0.1 answers 404 (Not Found); check the address in a browser."
    assert not any("secret" in result.url + result.sentence for result in results)
    assert site.pages_asked() == ["/a", "/none", "/b"]


def test_two_runs_at_once_do_not_mix(fetch: Fetch, folder: Path) -> None:
    with opened(folder), pytest.raises(StoreError, match="Another run is fetching"):
        fetch("http://127.0.0.1:9/")


def test_a_folder_that_cannot_be_made_is_told(fetch: Fetch, folder: Path) -> None:
    folder.write_text("a file")
    with pytest.raises(StoreError, match="cannot be made"):
        fetch("http://127.0.0.1:9/")


@pytest.mark.parametrize(
    "line",
    ["{", "[]", "{}", '{"url": 1}', '{"url":"u","final_url":"u","file":"../x","fetched_at":"t","sha256":"s","bytes":1,"status":200}'],
)
def test_a_broken_record_is_told_by_its_line(folder: Path, line: str) -> None:
    (folder / "remote").mkdir(parents=True)
    (folder / "remote/provenance.jsonl").write_text(f"\n{line}\n", encoding="utf-8")
    with pytest.raises(ProvenanceError, match=r"provenance\.jsonl, line 2, is not one"):
        read_provenance(folder)


def test_without_downloads_there_is_no_record(folder: Path) -> None:
    assert read_provenance(folder) == {}


def test_the_record_is_a_line_of_json_for_each_address(site: Site, fetch: Fetch, folder: Path) -> None:
    site.routes["/a"], site.routes["/b"] = page(), page(CHANGED)
    fetch(site.url("/a"), {"url": site.url("/b"), "note": "第二版"})
    lines = (folder / "remote/provenance.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["url"] for line in lines] == [site.url("/a"), site.url("/b")]
    assert "第二版" in lines[1]
