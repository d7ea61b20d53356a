"""A PostgreSQL server of our own for a test: Debian's package, on the loopback address, gone afterwards."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

DEBIAN = Path("/usr/lib/postgresql")  # <version>/bin
_SECONDS = 60.0


def program(name: str) -> str:
    """A program of the server's; skips the test where it is not installed."""
    places = [*sorted(DEBIAN.glob(f"*/bin/{name}"), reverse=True), *filter(None, [shutil.which(name)])]
    if not places:
        pytest.skip("PostgreSQL's server is not installed (Debian: postgresql)")
    return str(places[0])


@contextmanager
def postgres() -> Iterator[str]:
    """A server with an empty database; gives its address as SQLAlchemy has it. Root may not run it, so then another account does."""
    initdb, server = program("initdb"), program("postgres")
    account = pwd.getpwnam("nobody") if os.getuid() == 0 else pwd.getpwuid(os.getuid())
    folder = Path(tempfile.mkdtemp(prefix="plan-indicators-postgres-"))
    os.chown(folder, account.pw_uid, account.pw_gid)
    data, said = folder / "data", folder / "server.log"
    quiet = {"user": account.pw_uid, "group": account.pw_gid, "cwd": folder, "env": {"PATH": os.defpath, "LC_ALL": "C.UTF-8"}}
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    try:
        made = [initdb, "-D", str(data), "-U", "dagster", "-A", "trust", "-E", "UTF8", "--no-sync"]
        subprocess.run(made, check=True, capture_output=True, **quiet)  # type: ignore[call-overload]
        options = ["-D", str(data), "-h", "127.0.0.1", "-p", str(port), "-k", str(folder), "-c", "fsync=off"]
        with said.open("wb") as log:
            running = subprocess.Popen([server, *options], stdout=log, stderr=log, **quiet)  # type: ignore[call-overload]
        try:
            _wait(said, running)
            yield f"postgresql+psycopg2://dagster@127.0.0.1:{port}/postgres"
        finally:
            running.terminate()
            running.wait(_SECONDS)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _wait(said: Path, running: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + _SECONDS
    while b"ready to accept connections" not in said.read_bytes():
        if running.poll() is not None or time.monotonic() > deadline:
            pytest.fail(f"PostgreSQL did not start: {said.read_text(errors='replace')[-2000:]}")
        time.sleep(0.05)
