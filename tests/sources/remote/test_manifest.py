"""What a person may write in a manifest, and what is said about mistakes."""

from __future__ import annotations

from pathlib import Path

import pytest

from assets.sources.remote.manifest import Entry, ManifestError, read_manifest

YAML = """
- url: https://www.example.gov.cn/a.html
  title: 云汀市“十四五”
    科技创新规划
  note: 市科技局
- url: https://www.example.gov.cn/b.pdf
  name: 2021
  title:
"""
CSV = "url,title,note,name\nhttps://www.example.gov.cn/a.html,云汀市“十四五” 科技创新规划,市科技局,\n\nhttps://www.example.gov.cn/b.pdf,,,2021\n"


def write(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


@pytest.mark.parametrize(
    ("name", "content"),
    [("m.yaml", YAML), ("m.YML", "\ufeff" + YAML), ("m.csv", CSV), ("m.csv", "\ufeff" + CSV), ("m.csv", CSV.encode("gbk"))],
)
def test_a_yaml_list_and_a_csv_table_say_the_same(tmp_path: Path, name: str, content: str | bytes) -> None:
    first, second = read_manifest(write(tmp_path, name, content))
    assert (first.url, first.title) == ("https://www.example.gov.cn/a.html", "云汀市“十四五” 科技创新规划")
    assert (first.number, first.note, first.name) == (1, "市科技局", None)
    assert (second.number, second.title, second.note, second.name) == (2, None, None, "2021")


def test_entries_say_where_they_stand(tmp_path: Path) -> None:
    assert read_manifest(write(tmp_path, "m.csv", CSV))[1].where == "line 4"
    assert read_manifest(write(tmp_path, "m.yaml", YAML))[1] == Entry(2, "entry 2", "https://www.example.gov.cn/b.pdf", name="2021")


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("m.txt", "https://a.example/", "neither a .yaml nor a .csv file"),
        ("m.yaml", "", "must be a list of entries"),
        ("m.yaml", "[]", "holds no entries"),
        ("m.yaml", "url: https://a.example/", "must be a list of entries"),
        ("m.yaml", "- https://a.example/", "entry 1: must be lines of the form"),
        ("m.yaml", "- url: https://a.example/\n- title: x", "entry 2: has no url"),
        ("m.yaml", "- url: https://a.example/\n  titel: x", "entry 1: the key 'titel' is not known; use one of url, title, note, name"),
        ("m.yaml", "- url: [https://a.example/]", "entry 1: url must be one text"),
        ("m.yaml", "- url: 'x\n", "is not valid YAML"),
        ("m.yaml", "- url: 2020-13-45", "is not valid YAML"),
        ("m.yaml", "[" * 5000, "is not valid YAML"),
        ("m.yaml", b"- url: \xb9\xe6", "is not UTF-8 text"),
        ("m.csv", "", "has no column url"),
        ("m.csv", "address\nx\n", "has no column url"),
        ("m.csv", "url\n", "holds no entries"),
        ("m.csv", "url,titel\nhttps://a.example/,x\n", "line 2: the key 'titel' is not known"),
        ("m.csv", "url,title\nhttps://a.example/,规划,2021\n", "line 2: has more cells than columns"),
        ("m.csv", "url,title\n,规划\n", "line 2: has no url"),
        ("m.csv", 'url,title\nhttps://a.example/,"规划" x\n', "line 2: is not valid CSV"),
        ("m.csv", b"url\n\xff\xff", "neither UTF-8 nor GBK"),
    ],
)
def test_mistakes_are_told_in_one_sentence_with_file_and_entry(tmp_path: Path, name: str, content: str | bytes, said: str) -> None:
    path = write(tmp_path, name, content)
    with pytest.raises(ManifestError) as told:
        read_manifest(path)
    assert said in str(told.value)
    assert str(path) in str(told.value)
    assert "\n" not in str(told.value)


def test_a_manifest_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(ManifestError, match="cannot be opened"):
        read_manifest(tmp_path / "none.yaml")
