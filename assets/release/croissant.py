"""A release as Croissant 1.0, the JSON-LD in which data catalogues and machine-learning tools look datasets up."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from assets.release.parquet import file_hash
from assets.release.releases import ReleaseInfo
from assets.release.wording import CREATOR, DATASET_NAME, DESCRIPTION, LICENSE_URL, TITLE, version
from expectations.registry import Column, TableSchema

CONFORMS_TO = "http://mlcommons.org/croissant/1.0"
PARQUET = "application/x-parquet"  # the name that Croissant has for it
DATA_TYPES: Mapping[str, str] = {
    "string": "sc:Text",
    "number": "sc:Float",
    "integer": "sc:Integer",
    "year": "sc:Integer",
    "boolean": "sc:Boolean",
    "date": "sc:Date",
    "timestamp": "sc:DateTime",
}
# The context that the format asks for, word for word: a validator warns of any other.
CONTEXT: Mapping[str, object] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileProperty": "cr:fileProperty",
    "fileObject": "cr:fileObject",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}

Json = dict[str, object]


def croissant(folder: Path, tables: Mapping[str, TableSchema], info: ReleaseInfo) -> Json:
    """The description of the Parquet files of a release's folder: a file object and a record set for each table."""
    return {
        "@context": dict(CONTEXT),
        "@type": "sc:Dataset",
        "conformsTo": CONFORMS_TO,
        "name": DATASET_NAME,
        "alternateName": TITLE,
        "description": DESCRIPTION,
        "license": LICENSE_URL,
        "creator": {"@type": "sc:Organization", "name": CREATOR},
        "citeAs": f"{TITLE}, release {info.release_id}",
        "datePublished": info.made_at.isoformat(),
        "version": version(info.release_id),
        "distribution": [_file_object(folder, name) for name in tables],
        "recordSet": [_record_set(schema) for schema in tables.values()],
    }


def _file_object(folder: Path, table: str) -> Json:
    path = f"parquet/{table}.parquet"
    return {
        "@type": "cr:FileObject",
        "@id": path,
        "name": f"{table}.parquet",
        "contentUrl": path,
        "contentSize": f"{(folder / path).stat().st_size} B",
        "encodingFormat": PARQUET,
        "sha256": file_hash(folder / path),
    }


def _record_set(schema: TableSchema) -> Json:
    return {
        "@type": "cr:RecordSet",
        "@id": schema.name,
        "name": schema.name,
        "alternateName": schema.title_zh,
        "description": schema.description,
        "key": [{"@id": _field_id(schema.name, name)} for name in schema.key],
        "field": [_field(column, schema.name) for column in schema.columns.values()],
    }


def _field(column: Column, table: str) -> Json:
    # No "references": readers of this format join the record sets along them, which our cycles (a source names its plan, a plan its
    # source) and empty cells do not allow. The foreign keys are in datapackage.json.
    return {
        "@type": "cr:Field",
        "@id": _field_id(table, column.name),
        "name": column.name,
        "alternateName": column.title_zh,
        "description": column.description,
        "dataType": DATA_TYPES[column.type],
        "source": {"fileObject": {"@id": f"parquet/{table}.parquet"}, "extract": {"column": column.name}},
    }


def _field_id(table: str, column: str) -> str:
    return f"{table}/{column}"
