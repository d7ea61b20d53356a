"""The two descriptions of a release: complete, true to the files, and the same for the same files."""

from __future__ import annotations

import hashlib
import json
import shutil
from datetime import datetime
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from assets.release.croissant import DATA_TYPES
from assets.release.package import table_schema, write_package
from assets.release.parquet import write_tables
from assets.release.releases import ReleaseInfo
from assets.release.spreadsheets import write_csv
from tests.release.samples import FIRST, SCHEMAS, frames

INFO = ReleaseInfo("20261122T043000Z-00000000", FIRST, "0.1.0", "a", "b", {"plans": 1})


@pytest.fixture
def release(tmp_path: Path) -> Path:
    write_tables(frames(), SCHEMAS, tmp_path / "parquet")
    write_csv(tmp_path / "parquet", SCHEMAS, tmp_path / "csv")
    write_package(tmp_path, SCHEMAS, INFO)
    return tmp_path


def read(path: Path) -> dict:
    return json.loads(path.read_text(encoding="utf-8"))


def test_the_data_package_lists_every_file_with_its_size_and_hash(release: Path) -> None:
    resources = read(release / "datapackage.json")["resources"]
    on_disk = {path.relative_to(release).as_posix() for path in release.rglob("*") if path.is_file()}
    assert {resource["path"] for resource in resources} == on_disk - {"datapackage.json"}
    for resource in resources:
        content = (release / resource["path"]).read_bytes()
        assert resource["bytes"] == len(content)
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
    names = [resource["name"] for resource in resources]
    assert len(set(names)) == len(names)


def test_the_data_package_says_licence_version_and_moment(release: Path) -> None:
    said = read(release / "datapackage.json")
    assert said["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert [licence["name"] for licence in said["licenses"]] == ["CC-BY-4.0"]
    assert INFO.release_id in said["version"]
    assert datetime.fromisoformat(said["created"]) == FIRST


def test_a_tables_csv_carries_the_schema_and_its_parquet_file_stands_beside_it(release: Path) -> None:
    resources = {resource["path"]: resource for resource in read(release / "datapackage.json")["resources"]}
    for name in frames():
        csv, parquet = resources[f"csv/{name}.csv"], resources[f"parquet/{name}.parquet"]
        assert (csv["name"], csv["type"], csv["title"]) == (name, "table", SCHEMAS[name].title_zh)
        assert [field["name"] for field in csv["schema"]["fields"]] == pq.read_schema(release / parquet["path"]).names
        assert [field["title"] for field in csv["schema"]["fields"]] == [c.title_zh for c in SCHEMAS[name].columns.values()]
        assert parquet["type"] == "file" and "schema" not in parquet and "fieldsMatch" not in csv["schema"]


def test_a_release_without_csv_files_lists_its_parquet_files_all_the_same(release: Path) -> None:
    shutil.rmtree(release / "csv")
    write_package(release, SCHEMAS, INFO)
    resources = read(release / "datapackage.json")["resources"]
    assert {resource["path"] for resource in resources} >= {f"parquet/{name}.parquet" for name in frames()}


def test_free_text_is_not_required_as_csv_cannot_tell_an_empty_text_from_none() -> None:
    fields = {field["name"]: field for field in table_schema(SCHEMAS["sections"], SCHEMAS)["fields"]}
    assert "constraints" not in fields["heading"]
    assert all(fields[name]["constraints"]["required"] for name in ("section_id", "plan_id", "level", "kind"))


def test_constraints_say_what_the_registry_says(release: Path) -> None:
    schema = table_schema(SCHEMAS["sources"], SCHEMAS)
    fields = {field["name"]: field for field in schema["fields"]}
    assert schema["primaryKey"] == ["source_path"]
    assert fields["status"]["constraints"] == {"required": True, "enum": ["parsed", "duplicate", "failed", "ignored"]}
    assert "constraints" not in fields["plan_id"]
    assert fields["bytes"]["unit"] == "byte"
    assert schema["foreignKeys"] == [{"fields": ["plan_id"], "reference": {"resource": "plans", "fields": ["plan_id"]}}]


def test_a_table_that_refers_to_itself_names_no_resource() -> None:
    keys = table_schema(SCHEMAS["sections"], SCHEMAS)["foreignKeys"]
    assert {"fields": ["parent_id"], "reference": {"fields": ["section_id"]}} in keys


def test_a_foreign_key_is_said_only_where_its_table_is_in_the_release() -> None:
    keys = table_schema(SCHEMAS["observations"], {"plans": SCHEMAS["plans"]})["foreignKeys"]
    assert [key["fields"] for key in keys] == [["plan_id"]]


def test_a_key_with_cells_that_may_be_empty_is_no_primary_key() -> None:
    schema = table_schema(SCHEMAS["indicator_targets"], SCHEMAS)
    assert "primaryKey" not in schema
    assert schema["uniqueKeys"] == [list(SCHEMAS["indicator_targets"].key)]


def test_croissant_points_at_files_and_columns_that_are_there(release: Path) -> None:
    said = read(release / "croissant.json")
    assert said["conformsTo"] == "http://mlcommons.org/croissant/1.0"
    assert {"name", "description", "license", "creator", "datePublished", "version", "citeAs"} <= set(said)
    files = {found["@id"]: found for found in said["distribution"]}
    for path, found in files.items():
        assert found["@type"] == "cr:FileObject"
        assert found["contentUrl"] == path
        assert found["sha256"] == hashlib.sha256((release / path).read_bytes()).hexdigest()
    assert {record_set["name"] for record_set in said["recordSet"]} == set(frames())
    for record_set in said["recordSet"]:
        ids = {field["@id"] for field in record_set["field"]}
        assert {key["@id"] for key in record_set["key"]} <= ids
        for field in record_set["field"]:
            assert field["dataType"] in DATA_TYPES.values()
            source = field["source"]
            assert source["extract"]["column"] in pq.read_schema(release / source["fileObject"]["@id"]).names


def test_the_same_files_are_described_in_the_same_bytes(release: Path) -> None:
    before = {name: (release / name).read_bytes() for name in ("datapackage.json", "croissant.json")}
    write_package(release, SCHEMAS, INFO)
    assert {name: (release / name).read_bytes() for name in before} == before
