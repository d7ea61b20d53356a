"""What a release says of itself to programs: ``datapackage.json`` (Data Package 2.0) and ``croissant.json`` (Croissant 1.0)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from assets.release.croissant import croissant
from assets.release.parquet import file_hash, tables_in
from assets.release.releases import PACKAGE_FILE, ReleaseInfo
from assets.release.wording import DATASET_NAME, DESCRIPTION, LICENSE_NAME, LICENSE_TITLE, LICENSE_URL, MEDIA_TYPES, TITLE, version
from expectations.registry import Column, TableSchema

CROISSANT_FILE = "croissant.json"
PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
FIELD_TYPES: Mapping[str, str] = {
    "string": "string",
    "number": "number",
    "integer": "integer",
    "year": "year",
    "boolean": "boolean",
    "date": "date",
    "timestamp": "datetime",
}

Json = dict[str, object]


def write_package(folder: Path, schemas: Mapping[str, TableSchema], info: ReleaseInfo) -> None:
    """Write both descriptions of a release's folder. Call when every other file of the release stands there.

    ``datapackage.json`` lists every file of the release but itself, with size and SHA-256; same files, same bytes.
    """
    tables = tables_in(folder / "parquet", schemas)
    _write(folder / CROISSANT_FILE, croissant(folder, tables, info))
    _write(folder / PACKAGE_FILE, datapackage(folder, tables, info))


def _write(path: Path, content: Json) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def datapackage(folder: Path, tables: Mapping[str, TableSchema], info: ReleaseInfo) -> Json:
    """The Data Package descriptor of a release's folder.

    A table's CSV file carries its schema, as every reader of the format reads CSV; the Parquet file stands beside it as a file with
    hash and size. Where a release has no CSV files (a large one), the Parquet file is described by the schema's fields all the same.
    """
    found = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    csv = {f"csv/{name}.csv": schema for name, schema in tables.items() if (folder / "csv" / f"{name}.csv").is_file()}
    held = {schema.name: schema for schema in csv.values()}
    others = [path for path in found if path not in csv and path != PACKAGE_FILE]
    resources = [_table_resource(folder, path, schema, held) for path, schema in csv.items()]
    return {
        "$schema": PROFILE,
        "name": DATASET_NAME,
        "title": TITLE,
        "description": DESCRIPTION,
        "version": version(info.release_id),
        "created": info.made_at.isoformat(),
        "licenses": [{"name": LICENSE_NAME, "path": LICENSE_URL, "title": LICENSE_TITLE}],
        "resources": resources + [_file_resource(folder, path) for path in others],
    }


def _file_resource(folder: Path, path: str) -> Json:
    # A table's CSV file has the table's name, which foreign keys refer to; any other file is named by its path.
    name = path.replace("/", ".").lower()
    extension = path.rpartition(".")[2]
    return {"name": name, "type": "file", "path": path, "format": extension, "mediatype": MEDIA_TYPES[extension], **_bytes(folder / path)}


def _bytes(path: Path) -> Json:
    return {"bytes": path.stat().st_size, "hash": f"sha256:{file_hash(path)}"}


def _table_resource(folder: Path, path: str, schema: TableSchema, tables: Mapping[str, TableSchema]) -> Json:
    return {
        "name": schema.name,
        "title": schema.title_zh,
        "type": "table",
        "description": schema.description,
        "path": path,
        "format": "csv",
        "encoding": "utf-8",
        "mediatype": MEDIA_TYPES["csv"],
        **_bytes(folder / path),
        "schema": table_schema(schema, tables),
    }


def table_schema(schema: TableSchema, tables: Mapping[str, TableSchema]) -> Json:
    """The Table Schema of a table. A key with columns that may be empty is a unique key: a primary key has no empty cells."""
    has_empty = any(schema.columns[name].nullable for name in schema.key)
    key: Json = {"uniqueKeys": [list(schema.key)]} if has_empty else {"primaryKey": list(schema.key)}
    foreign = [_foreign_key(column, schema) for column in schema.columns.values() if _is_held(column, tables)]
    fields = [_field(column, is_key=column.name in schema.key) for column in schema.columns.values()]
    return {"fields": fields, **key, **({"foreignKeys": foreign} if foreign else {})}


def _is_held(column: Column, tables: Mapping[str, TableSchema]) -> bool:
    return column.refers is not None and column.refers.partition(".")[0] in tables


def _foreign_key(column: Column, schema: TableSchema) -> Json:
    table, _, field = (column.refers or "").partition(".")
    # The standard's way to say "this same table" is to name no resource.
    reference = {"fields": [field]} if table == schema.name else {"resource": table, "fields": [field]}
    return {"fields": [column.name], "reference": reference}


def _field(column: Column, *, is_key: bool) -> Json:
    constraints: Json = {}
    # A CSV file cannot tell an empty text (a heading that is but a number) from a missing one, so free text is never required.
    is_free_text = column.type == "string" and not (column.values or column.refers or is_key)
    if not column.nullable and not is_free_text:
        constraints["required"] = True
    if column.values:
        constraints["enum"] = list(column.values)
    field: Json = {"name": column.name, "title": column.title_zh, "type": FIELD_TYPES[column.type], "description": column.description}
    if column.unit:
        field["unit"] = column.unit
    if constraints:
        field["constraints"] = constraints
    return field
