"""`attache serve` as a process: what it says, what it makes, how it ends."""

from __future__ import annotations

import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import httpx
import pytest

from attache.ledger import Ledger
from tests.cli.conftest import Attache


@contextmanager
def serving(folder: Path, *options: str) -> Iterator[tuple[subprocess.Popen[str], str, list[str]]]:
    """The process, the address it tells, and what it said before."""
    command = [sys.executable, "-u", "-m", "attache", "serve", "--port", "0", *options]
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stderr is not None
    said: list[str] = []
    try:
        for line in process.stdout:
            if found := re.search(r" at (http\S+)", line):
                yield process, found[1], said
                break
            said.append(line)
        else:
            raise AssertionError(process.stderr.read())
    finally:
        process.kill()
        process.communicate()


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """An empty ledger in the folder, worked out."""
    with Ledger(tmp_path / "ledger.db") as book:
        book.reconcile()
    return tmp_path


def ends(process: subprocess.Popen[str], number: signal.Signals) -> tuple[int, str]:
    """Exit status and what is said on stderr after a signal."""
    process.send_signal(number)
    _, told = process.communicate(timeout=20)
    return process.returncode, told


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_quietly_also_with_a_connection_open(ledger: Path, number: signal.Signals) -> None:
    with serving(ledger) as (process, address, said), httpx.Client(base_url=address) as client:
        assert said == []
        assert client.get("/read").status_code == 200
        port = httpx.URL(address).port
        assert port is not None
        with socket.create_connection(("127.0.0.1", port)):
            assert ends(process, number) == (0, "")


def test_a_missing_ledger_is_made(tmp_path: Path) -> None:
    with serving(tmp_path, "--ledger", "new.db") as (process, address, said):
        assert "new ledger" in said[0]
        assert httpx.get(address).status_code == 200
        assert ends(process, signal.SIGINT) == (0, "")
    with Ledger(tmp_path / "new.db", read_only=True) as book:
        assert book.report_ids() == ()


def test_two_desks_on_one_ledger(ledger: Path) -> None:
    with serving(ledger) as (_, first, _), serving(ledger) as (_, second, _):
        assert first != second
        assert [httpx.get(f"{desk}read").status_code for desk in (first, second)] == [200, 200]
        # Their sessions do not get into each other's way.
        names = {c for desk in (first, second) for c in httpx.get(f"{desk}read").cookies if "session" in c}
        assert len(names) == 2


def test_an_older_ledger_is_brought_up_to_date_first(ledger: Path) -> None:
    with closing(sqlite3.connect(ledger / "ledger.db")) as book:
        book.execute("UPDATE state SET value = '0' WHERE key = 'derived'")
        book.commit()
    with serving(ledger) as (process, address, _):
        assert httpx.get(address).status_code == 200
        ends(process, signal.SIGTERM)
    with closing(sqlite3.connect(ledger / "ledger.db")) as book:
        assert book.execute("SELECT value FROM state WHERE key = 'derived'").fetchone() != ("0",)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write any file")
def test_a_file_that_may_only_be_read_is_shown(ledger: Path) -> None:
    (ledger / "ledger.db").chmod(0o444)
    with serving(ledger) as (_, address, _):
        assert httpx.get(f"{address}read").status_code == 403


def test_reading_only(ledger: Path) -> None:
    with serving(ledger, "--read-only") as (_, address, _):
        assert httpx.get(address).status_code == 200
        assert httpx.get(f"{address}read").status_code == 403


def test_beyond_this_machine_a_key_is_in_the_address(ledger: Path) -> None:
    with serving(ledger, "--host", "0.0.0.0") as (_, address, _):
        port, key = re.findall(r":(\d+)/\?key=(.+)", address)[0]
        here = f"http://127.0.0.1:{port}/read"
        assert httpx.get(here).status_code == 403
        assert httpx.get(here, headers={"Authorization": f"Bearer {key}"}).status_code == 200


def test_an_allowed_name_needs_the_key_too(ledger: Path) -> None:
    with serving(ledger, "--allow-host", "Desk.Example") as (_, address, _):
        url, _, key = address.partition("?key=")
        named = {"Host": "desk.example"}
        assert httpx.get(f"{url}read", headers=named).status_code == 403
        assert httpx.get(f"{url}read", headers={**named, "Authorization": f"Bearer {key}"}).status_code == 200


def test_a_taken_port_is_one_line(attache: Attache, ledger: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as held:
        done = attache("serve", "--port", str(held.getsockname()[1]))
    assert done.returncode == 2
    assert re.fullmatch(r"attache: port \d+ cannot be taken \(.+\); try --port 0\n", done.stderr)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--ledger", "nowhere/a.db"), "nowhere/a.db"),
        (("--ledger", "text.db"), "text.db"),
        (("--ledger", "missing.db", "--read-only"), "no such ledger"),
        (("--host", "host.invalid"), "host.invalid is no address"),
        (("--host", "192.0.2.1"), "192.0.2.1 is no address"),
    ],
)
def test_what_cannot_be_served_is_one_line(attache: Attache, ledger: Path, options: tuple[str, ...], words: str) -> None:
    (ledger / "text.db").write_text("this is no database, only words " * 20, "utf-8")
    done = attache("serve", "--port", "0", *options)
    assert done.returncode == 2
    assert words in done.stderr
    assert done.stderr.count("\n") == 1
