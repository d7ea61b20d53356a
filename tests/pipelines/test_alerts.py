"""Alerts go out by a webhook and by mail, to real servers on this machine; once each, and again where one did not get through."""

# No `from __future__ import annotations` here: Dagster reads the annotations of decorated functions themselves.

import json
import socketserver
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import dagster as dg
import pytest
from typer.testing import CliRunner

from pipelines import cli
from pipelines.alerts.channels import Alert, DeliveryError, channels, payload
from pipelines.alerts.outbox import STALE_AGAIN, Memory, deliver, stale_now
from pipelines.automation.alerting import alerts, new_alerts
from pipelines.automation.jobs import BUILD_MAIN
from pipelines.resources import PlanFolders
from pipelines.settings import WORK_FOLDER
from pipelines.watching.record import End, keep_record

NOW = 1_800_000_000.0
STOPPED = Alert("stopped", "规划指标：一项检查阻止了发布", "表 plans 的检查 schema 未通过")


@contextmanager
def served(server: socketserver.BaseServer) -> Iterator[int]:
    """A server that runs while the block does; gives its port."""
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield server.server_address[1]  # type: ignore[index, misc]
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class Hook:
    """A webhook: what was posted to it, and what it answers."""

    def __init__(self) -> None:
        self.posted: list[dict[str, object]] = []
        self.status, self.answer = 200, b"ok"


@pytest.fixture
def hook(monkeypatch: pytest.MonkeyPatch) -> Iterator[Hook]:
    found = Hook()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            found.posted.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(found.status)
            self.send_header("Content-Length", str(len(found.answer)))
            self.end_headers()
            self.wfile.write(found.answer)

        def log_message(self, *_: object) -> None: ...

    with served(HTTPServer(("127.0.0.1", 0), Handler)) as port:
        monkeypatch.setenv("PLAN_INDICATORS_ALERT_WEBHOOK", f"http://127.0.0.1:{port}/secret-part")
        yield found


@pytest.fixture
def mailbox(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[bytes]]:
    """A mail server's box: what was delivered to it."""
    box: list[bytes] = []

    class Smtp(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            self.wfile.write(b"220 ready\r\n")
            for line in self.rfile:
                command = line.strip().upper()
                if command == b"DATA":
                    self.wfile.write(b"354 go on\r\n")
                    box.append(b"".join(iter(self.rfile.readline, b".\r\n")))
                self.wfile.write(b"221 bye\r\n" if command == b"QUIT" else b"250 ok\r\n")

    with served(socketserver.ThreadingTCPServer(("127.0.0.1", 0), Smtp)) as port:
        monkeypatch.setenv("PLAN_INDICATORS_ALERT_MAIL", "data@example.org, night@example.org")
        monkeypatch.setenv("PLAN_INDICATORS_ALERT_SMTP", f"smtp://127.0.0.1:{port}")
        yield box


# --- the ways ---


def test_a_mail_goes_to_all_who_are_named_in_their_script(mailbox: list[bytes]) -> None:
    channels()["mail"](STOPPED)
    message = message_from_bytes(mailbox[0], policy=policy.default)
    assert message["Subject"] == STOPPED.title and message["To"] == "data@example.org, night@example.org"
    assert message["From"] == "data@example.org"
    assert message.get_content().split() == STOPPED.whole.split()  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("form", "sent"),
    [
        ("plain", {"text": STOPPED.whole, "kind": "stopped", "title": STOPPED.title}),
        ("dingtalk", {"msgtype": "text", "text": {"content": STOPPED.whole}}),
        ("feishu", {"msg_type": "text", "content": {"text": STOPPED.whole}}),
    ],
)
def test_a_webhook_gets_the_form_that_it_reads(hook: Hook, monkeypatch: pytest.MonkeyPatch, form: str, sent: object) -> None:
    monkeypatch.setenv("PLAN_INDICATORS_ALERT_WEBHOOK_FORM", form)
    channels()["webhook"](STOPPED)
    assert hook.posted == [sent] == [payload(STOPPED, form)]


@pytest.mark.parametrize(
    ("status", "answer", "told"),
    [
        (404, b"", "answers 404"),
        (200, b'{"errcode": 310000, "errmsg": "keywords not in content"}', "keywords not in content"),
        (200, b'{"code": 9499, "msg": "Bad Request"}', "Bad Request"),
    ],
)
def test_a_webhook_that_does_not_take_it_is_told_without_its_address(hook: Hook, status: int, answer: bytes, told: str) -> None:
    hook.status, hook.answer = status, answer
    with pytest.raises(DeliveryError, match=told) as found:
        channels()["webhook"](STOPPED)
    assert "secret-part" not in str(found.value)


def test_an_answer_of_a_service_that_took_it_is_no_refusal(hook: Hook) -> None:
    hook.answer = b'{"errcode": 0, "errmsg": "ok"}'
    channels()["webhook"](STOPPED)


def test_a_server_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLAN_INDICATORS_ALERT_WEBHOOK", "http://127.0.0.1:9/x")
    monkeypatch.setenv("PLAN_INDICATORS_ALERT_MAIL", "data@example.org")
    monkeypatch.setenv("PLAN_INDICATORS_ALERT_SMTP", "smtp://user:hunter2@127.0.0.1:9")
    for tell in channels().values():
        with pytest.raises(DeliveryError) as found:
            tell(STOPPED)
        assert "hunter2" not in str(found.value)


# --- what still waits ---


def test_what_did_not_get_through_waits_for_its_own_channel_a_day_at_most() -> None:
    heard: list[str] = []

    def broken(_: Alert) -> None:
        heard.append("tried")
        raise DeliveryError("The mail cannot be sent.")

    ways: dict[str, Callable[[Alert], None]] = {"webhook": lambda alert: heard.append(alert.kind), "mail": broken}
    memory = Memory().with_alerts([STOPPED, STOPPED], ways, NOW)
    memory, problems = deliver(Memory.of(memory.to_cursor()), ways, NOW)
    assert heard == ["stopped", "tried", "stopped"] and problems == ["The mail cannot be sent."]
    assert [one.channel for one in memory.waiting] == ["mail", "mail"]
    ways["mail"] = lambda alert: heard.append("mailed")
    assert deliver(memory, ways, NOW + 60)[0].waiting == () and heard[-2:] == ["mailed", "mailed"]
    assert deliver(memory, ways, NOW + 90_000)[0].waiting == () and len(heard) == 5, "an alert of yesterday is of no use"


def test_staleness_is_told_at_once_then_once_a_day_and_its_end() -> None:
    memory, found = stale_now(Memory(), ["No build has ended well."], NOW)
    assert [alert.kind for alert in found] == ["stale"]
    memory, found = stale_now(memory, ["No build has ended well."], NOW + 3600)
    assert found == []
    memory, found = stale_now(memory, ["No build has ended well."], NOW + STALE_AGAIN)
    assert [alert.kind for alert in found] == ["stale"]
    memory, found = stale_now(memory, [], NOW + STALE_AGAIN + 60)
    assert [alert.kind for alert in found] == ["well"] and stale_now(memory, [], NOW + STALE_AGAIN + 90)[1] == []


# --- the sensor ---


@dg.op
def _breaks() -> None:
    raise ValueError("the disk is full")


@dg.job(name=BUILD_MAIN)
def _failing() -> None:
    _breaks()


@dg.job(name="something_else")
def _other() -> None:
    _breaks()


@pytest.fixture
def folders(tmp_path: Path) -> PlanFolders:
    (tmp_path / "dataset" / WORK_FOLDER).mkdir(parents=True)
    return PlanFolders(input=str(tmp_path), output=str(tmp_path / "dataset"), registry="")


def test_a_run_that_fails_is_told_once_and_what_failed_before_the_first_look_never(folders: PlanFolders, hook: Hook) -> None:
    with dg.DagsterInstance.ephemeral() as instance:
        cursor = None

        def look() -> None:
            nonlocal cursor
            found = alerts(dg.build_sensor_context(instance, cursor, resources={"folders": folders}))
            assert isinstance(found, dg.SensorResult)
            cursor = found.cursor

        _failing.execute_in_process(instance=instance, raise_on_error=False)
        look()
        assert hook.posted == []
        hook.status = 500
        failed = _failing.execute_in_process(instance=instance, raise_on_error=False)
        _other.execute_in_process(instance=instance, raise_on_error=False)
        look()
        hook.status = 200
        look()
        look()
    assert len(hook.posted) == 2, "tried, and tried again with success"
    assert hook.posted[0] == hook.posted[1] and hook.posted[1]["kind"] == "failed"
    assert "the disk is full" in str(hook.posted[1]["text"]) and failed.run_id in str(hook.posted[1]["text"])


def test_a_stopped_publication_is_told_with_its_check(folders: PlanFolders) -> None:
    @dg.asset(check_specs=[dg.AssetCheckSpec("schema", asset="core_plans", blocking=True)])
    def core_plans() -> dg.MaterializeResult:  # type: ignore[type-arg]  # Dagster knows it so alone
        check = dg.AssetCheckResult(passed=False, check_name="schema", description="two rows share a key (2 of 5 rows)")
        return dg.MaterializeResult(check_results=[check])

    job = dg.define_asset_job(BUILD_MAIN, selection="*")
    with dg.DagsterInstance.ephemeral() as instance:
        memory, _ = new_alerts(Memory(), instance, folders.output_dir, datetime.now(UTC).timestamp())
        run = dg.Definitions(assets=[core_plans], jobs=[job]).resolve_job_def(BUILD_MAIN)
        assert not run.execute_in_process(instance=instance, raise_on_error=False).success
        _, (alert,) = new_alerts(memory, instance, folders.output_dir, datetime.now(UTC).timestamp())
    assert alert.kind == "stopped" and "The check schema of plans failed: two rows share a key" in alert.text


def test_a_dataset_without_a_good_build_is_told(folders: PlanFolders, hook: Hook) -> None:
    keep_record(folders.output_dir, End.PUBLISHED, now=datetime.now(UTC) - timedelta(hours=30))
    with dg.DagsterInstance.ephemeral() as instance:
        alerts(dg.build_sensor_context(instance, None, resources={"folders": folders}))
    (posted,) = hook.posted
    assert posted["kind"] == "stale" and "No build has ended well for 1 d 6 h" in str(posted["text"])


def test_without_a_channel_nothing_is_looked_for(folders: PlanFolders) -> None:
    with dg.DagsterInstance.ephemeral() as instance:
        assert isinstance(alerts(dg.build_sensor_context(instance, None, resources={"folders": folders})), dg.SkipReason)


# --- the command ---


def test_the_command_tells_by_every_channel(hook: Hook, mailbox: list[bytes], folders: PlanFolders) -> None:
    result = CliRunner().invoke(cli.app, ["alert", "the timer has failed"])
    assert result.exit_code == 0 and hook.posted[0]["text"] == "the timer has failed" and len(mailbox) == 1
    keep_record(folders.output_dir, End.FAILED, reasons=("The disk is full.",))
    CliRunner().invoke(cli.app, ["alert", "--input", str(folders.input_dir), "--output", str(folders.output_dir)])
    assert "The last build was not published: The disk is full." in str(hook.posted[1]["text"])


def test_a_channel_that_fails_is_exit_code_1_and_none_is_wrong_use(hook: Hook, monkeypatch: pytest.MonkeyPatch) -> None:
    hook.status = 503
    assert CliRunner().invoke(cli.app, ["alert", "x"]).exit_code == 1
    monkeypatch.delenv("PLAN_INDICATORS_ALERT_WEBHOOK")
    assert CliRunner().invoke(cli.app, ["alert", "x"]).exit_code == 2
