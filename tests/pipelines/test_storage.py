"""A release is copied into a bucket of a real S3 server on this machine, read back by pandas and DuckDB; its pointer moves last."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import duckdb
import pyarrow.dataset as ds
import pytest
from typer.testing import CliRunner

from assets.release.releases import rollback
from pipelines import cli
from pipelines.client import load
from pipelines.storage import copying
from pipelines.storage.bucket import POINTER, StorageError, bucket_of
from pipelines.storage.copying import Copied, copy_current
from tests.release.publishing import release
from tests.release.samples import FIRST

HOUR = timedelta(hours=1)


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    """The address of a server that speaks S3, with an empty bucket."""
    pytest.importorskip("moto.server", reason="moto, a local S3 server, is not installed")
    import boto3
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    address = f"http://{host}:{port}"
    keys = {"aws_access_key_id": "testing", "aws_secret_access_key": "testing", "region_name": "us-east-1"}
    boto3.client("s3", endpoint_url=address, **keys).create_bucket(Bucket="plans")
    yield address
    server.stop()


@pytest.fixture
def url(endpoint: str, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> str:
    """A place of its own in the bucket, as the settings say."""
    monkeypatch.setenv("PLAN_INDICATORS_STORAGE_ENDPOINT", endpoint)
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "testing")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "testing")
    place = f"s3://plans/{request.node.name}"
    monkeypatch.setenv("PLAN_INDICATORS_STORAGE", place)
    return place


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """A published release."""
    release(tmp_path / "dataset")
    return tmp_path / "dataset"


def copied(output: Path) -> Copied:
    made = copy_current(output)
    assert made is not None
    return made


def value_of(frame: object) -> float:
    """The value that tells the samples apart, as DuckDB reads it out of a frame, a table or a dataset."""
    with duckdb.connect() as connection:
        connection.register("rows", frame)
        return float(connection.sql("SELECT value FROM rows WHERE status = 'target'").fetchall()[0][0])


def test_what_is_copied_is_read_back_by_pandas_and_duckdb(output: Path, url: str) -> None:
    made = copied(output)
    assert made.url == url and made.files > 20 and made.bytes > 100_000
    frame = load("observations", output=url)
    assert frame.equals(load("observations", output=output)) and value_of(frame) == 2.5
    bucket = bucket_of(url)
    pointer = json.loads(bucket.read(POINTER))
    assert pointer["release"] == made.release_id and pointer["path"] == f"releases/{made.release_id}"
    parquet = ds.dataset(bucket.path(pointer["path"], "parquet", "observations.parquet"), filesystem=bucket.files)
    assert value_of(parquet) == 2.5, "DuckDB reads what it needs, where it lies"
    titled = load("observations", output=url, labels="zh")
    assert list(titled.columns) == list(load("observations", output=output, labels="zh").columns)


def test_a_release_that_is_there_is_not_sent_again(output: Path, url: str) -> None:
    copied(output)
    again = copied(output)
    assert (again.files, again.bytes) == (0, 0) and "already" in again.sentence()


def test_the_pointer_stays_until_all_of_the_new_release_has_arrived(output: Path, url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    old = copied(output)
    new = release(output, 3.5, FIRST + HOUR)
    send = copying._send

    def broken_off(folder: Path, bucket: object) -> list[Path]:
        with monkeypatch.context() as patch:
            patch.setattr(copying, "_files", lambda _: dict(list(files(folder).items())[:5]))
            send(folder, bucket)  # type: ignore[arg-type]
        raise OSError("the connection broke off")

    files = copying._files
    with monkeypatch.context() as patch:
        patch.setattr(copying, "_send", broken_off)
        with pytest.raises(StorageError, match="broke off"):
            copy_current(output)
    assert value_of(load("observations", output=url)) == 2.5, "readers find the old one"
    assert bucket_of(url).current() == old.release_id and new.release_id in bucket_of(url).releases()
    assert copied(output).files > 20, "a half sent one is sent anew"
    assert value_of(load("observations", output=url)) == 3.5
    assert value_of(load("observations", output=url, release=old.release_id)) == 2.5
    assert value_of(load("observations", output=url, release=FIRST.date())) == 3.5, "the last one of the day"


def test_an_object_that_did_not_arrive_whole_holds_the_pointer(output: Path, url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    copied(output)
    release(output, 3.5, FIRST + HOUR)
    send = copying._send

    def with_a_loss(folder: Path, bucket: object) -> list[Path]:
        sent = send(folder, bucket)  # type: ignore[arg-type]
        bucket_of(url).write(b"", "releases", folder.name, "parquet", "plans.parquet")
        return sent

    monkeypatch.setattr(copying, "_send", with_a_loss)
    with pytest.raises(StorageError, match="did not arrive whole"):
        copy_current(output)
    assert value_of(load("observations", output=url)) == 2.5


def test_old_releases_go_and_a_rollback_is_followed(output: Path, url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLAN_INDICATORS_KEEP", "2")
    ids = [copied(output).release_id]
    for hour in (1, 2):
        release(output, 2.5 + hour, FIRST + hour * HOUR)
        made = copied(output)
        ids.append(made.release_id)
    assert made.removed == (ids[0],) and bucket_of(url).releases() == ids[1:]
    rollback(output)
    assert copied(output).files == 0
    assert bucket_of(url).current() == ids[1] and value_of(load("observations", output=url)) == 3.5


def test_a_broken_release_is_not_copied(output: Path, url: str) -> None:
    (output / "current" / "parquet" / "plans.parquet").write_bytes(b"")
    with pytest.raises(StorageError, match="not whole"):
        copy_current(output)
    assert bucket_of(url).releases() == []


def test_what_is_not_there_is_one_sentence(output: Path, url: str, tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="There is no release"):
        load("plans", output=url)
    with pytest.raises(StorageError, match="no release in"):
        copy_current(tmp_path / "none")
    with pytest.raises(StorageError, match="cannot be used"):
        copy_current(output, "s3://no-such-bucket/x")
    with pytest.raises(StorageError, match="s3://bucket/folder"):
        copy_current(output, "https://plans/x")
    copied(output)
    with pytest.raises(StorageError, match="no table nothing"):
        load("nothing", output=url)
    for wanted in ("20200101T000000Z-00000000", "2020-01-01", "latest"):
        with pytest.raises(StorageError, match=f"There is no release {wanted} in .*; there are: 2"):
            load("plans", output=url, release=wanted)


def test_the_command_copies_and_tells(output: Path, url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    result = CliRunner().invoke(cli.app, ["upload", "--output", str(output)])
    assert result.exit_code == 0 and result.stdout.startswith("Copied the release ")
    monkeypatch.delenv("PLAN_INDICATORS_STORAGE")
    assert CliRunner().invoke(cli.app, ["upload", "--output", str(output)]).exit_code == 2
