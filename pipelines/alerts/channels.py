"""The ways an alert goes out: a POST to a webhook, a mail through a server, as the settings say. Knows nothing of Dagster."""

from __future__ import annotations

import json
import smtplib
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from urllib.parse import unquote, urlsplit

from pipelines.environment import said

WEBHOOK, MAIL = "webhook", "mail"
_SECONDS = 10.0  # that a server may take; a sensor has sixty in all
_LARGEST_ANSWER = 65_536
_PORTS = {"smtp": 25, "starttls": 587, "smtps": 465}


class DeliveryError(Exception):
    """An alert did not get through; the message says why, without the address, which may hold a secret."""


@dataclass(frozen=True, slots=True)
class Alert:
    """What is told: its kind (failed, stopped, stale, well, told, test), one line, and further lines."""

    kind: str
    title: str
    text: str = ""

    @property
    def whole(self) -> str:
        """Title and text."""
        return f"{self.title}\n{self.text}" if self.text else self.title


def channels() -> Mapping[str, Callable[[Alert], None]]:
    """The channels that are set, by name; each raises :class:`DeliveryError`."""
    found: dict[str, Callable[[Alert], None]] = {}
    if said("ALERT_WEBHOOK"):
        found[WEBHOOK] = post
    if said("ALERT_MAIL"):
        found[MAIL] = mail
    return found


def payload(alert: Alert, form: str) -> Mapping[str, object]:
    """What is sent to a webhook of a form: DingTalk and WeCom, Feishu, or those that read ``text``."""
    if form == "dingtalk":
        return {"msgtype": "text", "text": {"content": alert.whole}}
    if form == "feishu":
        return {"msg_type": "text", "content": {"text": alert.whole}}
    return {"text": alert.whole, "kind": alert.kind, "title": alert.title}


def post(alert: Alert) -> None:
    """Send an alert to the webhook. Raises :class:`DeliveryError`."""
    body = json.dumps(payload(alert, said("ALERT_WEBHOOK_FORM").lower()), ensure_ascii=False).encode()
    headers = {"Content-Type": "application/json; charset=utf-8", "User-Agent": "plan-indicators"}
    request = urllib.request.Request(said("ALERT_WEBHOOK"), body, headers)  # http or https alone: the setting is checked
    try:
        with urllib.request.urlopen(request, timeout=_SECONDS) as answer:
            told = answer.read(_LARGEST_ANSWER)
    except urllib.error.HTTPError as error:
        raise DeliveryError(f"The webhook answers {error.code}; look at its address.") from None
    except (OSError, ValueError) as error:
        raise DeliveryError(f"The webhook cannot be reached ({_why(error)}).") from None
    if (refused := _refusal(told)) is not None:
        raise DeliveryError(f"The webhook refuses the alert ({refused}); look at its form and its rules.")


def _refusal(told: bytes) -> str | None:
    """Why a service that always answers 200 did not take the message: DingTalk and WeCom by ``errcode``, Feishu by ``code``."""
    try:
        answer = json.loads(told)
    except ValueError:
        return None
    if not isinstance(answer, dict) or not (answer.get("errcode") or answer.get("code")):
        return None
    return str(answer.get("errmsg") or answer.get("msg") or answer.get("errcode") or answer.get("code"))[:200]


def mail(alert: Alert) -> None:
    """Send an alert by mail. Raises :class:`DeliveryError`."""
    to = [one.strip() for one in said("ALERT_MAIL").split(",")]
    message = EmailMessage()
    message["Subject"] = " ".join(alert.title.split())
    message["From"], message["To"] = said("ALERT_FROM") or to[0], ", ".join(to)
    message["Date"], message["Message-ID"] = formatdate(), make_msgid(domain="plan-indicators")
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(alert.whole + "\n")
    try:
        with _server() as server:
            server.send_message(message)
    except (OSError, smtplib.SMTPException) as error:
        raise DeliveryError(f"The mail cannot be sent ({_why(error)}); look at the mail server's setting.") from None


def _server() -> smtplib.SMTP:
    place = urlsplit(said("ALERT_SMTP"))
    host, port = place.hostname or "localhost", place.port or _PORTS[place.scheme]
    server = smtplib.SMTP_SSL(host, port, timeout=_SECONDS) if place.scheme == "smtps" else smtplib.SMTP(host, port, timeout=_SECONDS)
    if place.scheme == "starttls":
        server.starttls()
    if place.username:
        server.login(unquote(place.username), unquote(place.password or ""))
    return server


def _why(error: Exception) -> str:
    reason = getattr(error, "reason", None) or error
    return f"{type(error).__name__}: {' '.join(str(reason).split())[:200]}"
