"""https: the certificate must be that of the host asked for, although the connection is made to an IP address."""

from __future__ import annotations

import ssl
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from assets.sources.remote.connection import tls_context
from assets.sources.remote.fetch import Status
from tests.sources.remote.answers import Names
from tests.sources.remote.conftest import Fetch
from tests.sources.remote.site import Site, page

Secure = Callable[[str], Path]


@pytest.fixture
def secure(site: Site, tmp_path: Path) -> Secure:
    """Make the site speak TLS with a certificate for a host; gives the file that makes the certificate trusted."""

    def wrap(host: str) -> Path:
        key = ec.generate_private_key(ec.SECP256R1())
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)])
        now = datetime.now(UTC)
        made = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number(), now - timedelta(1), now + timedelta(1))
        made = made.add_extension(x509.SubjectAlternativeName([x509.DNSName(host)]), critical=False)
        certificate = made.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)
        pem = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        (tmp_path / "key.pem").write_bytes(key.private_bytes(serialization.Encoding.PEM, *pem))
        (tmp_path / "certificate.pem").write_bytes(certificate)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(tmp_path / "certificate.pem", tmp_path / "key.pem")
        site.socket = context.wrap_socket(site.socket, server_side=True, do_handshake_on_connect=False)
        return tmp_path / "certificate.pem"

    return wrap


def test_a_trusted_certificate_of_the_host_is_accepted(
    site: Site, fetch: Fetch, folder: Path, secure: Secure, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(secure("plans.example")))
    site.routes["/a"] = page()
    [result] = fetch("https://plans.example/a", network=Names(site, plans=[["93.184.216.34"]]).network, allow_private=False)
    assert result.status is Status.DOWNLOADED, result.sentence


def test_a_certificate_of_another_host_is_not(site: Site, fetch: Fetch, secure: Secure, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(secure("other.example")))
    site.routes["/a"] = page()
    [result] = fetch("https://plans.example/a", network=Names(site, plans=[["93.184.216.34"]]).network, allow_private=False)
    assert result.status is Status.FAILED
    assert "The certificate of plans.example cannot be verified (Hostname mismatch" in result.sentence
    assert site.asked == []


def test_a_certificate_that_nobody_vouches_for_is_not(site: Site, fetch: Fetch, secure: Secure) -> None:
    secure("plans.example")
    [result] = fetch("https://plans.example/a", network=Names(site, plans=[["93.184.216.34"]]).network, allow_private=False)
    assert "cannot be verified (self-signed certificate)" in result.sentence
    assert site.asked == []


def test_a_system_without_authorities_has_those_of_certifi(monkeypatch: pytest.MonkeyPatch) -> None:
    nothing = ssl.get_default_verify_paths()._replace(cafile=None, capath=None)
    monkeypatch.setattr(ssl, "get_default_verify_paths", lambda: nothing)
    monkeypatch.setattr(ssl.SSLContext, "load_default_certs", lambda *_: None)
    assert tls_context().cert_store_stats()["x509_ca"] > 50
