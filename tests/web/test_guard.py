"""What the desk lets in and what it refuses, over real HTTP."""

from __future__ import annotations

import re
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx
import pytest
from playwright.sync_api import Page, expect

from attache.ledger import Ledger
from attache.web import guard, server
from attache.web.guard import host_of
from attache.web.served import Settings
from attache.web.server import shown_host
from attache.web.views import PAGES
from tests.web.desks import Desk, running

KEY = "a-key-that-nobody-guesses"
SMALL = 200_000
"""Bytes of an upload on the desk of these tests."""


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("guard") / "ledger.db"
    with Ledger(path) as ledger:
        ledger.reconcile()
    return path


@pytest.fixture(scope="module")
def here(empty: Path) -> Iterator[Desk]:
    """The desk as it is by default, but for smaller uploads."""
    with running(empty, Settings(max_upload=SMALL)) as desk:
        yield desk


@pytest.fixture(scope="module")
def beyond(empty: Path) -> Iterator[Desk]:
    """The desk as it is beyond this machine."""
    with running(empty, Settings(token=KEY, any_address=True, hosts=("127.0.0.1", "desk.example"))) as desk:
        yield desk


@pytest.fixture(scope="module")
def sampled(ledger_path: Path) -> Iterator[Desk]:
    """The desk over the sample records."""
    with running(ledger_path) as desk:
        yield desk


@contextmanager
def visitor(desk: Desk) -> Iterator[tuple[httpx.Client, str]]:
    """A client with its session, and the token of its forms."""
    with httpx.Client(base_url=desk.address) as client:
        found = re.search(r'name="token" value="(\w+)"', client.get("/read").text)
        assert found
        yield client, found[1]


def raw(desk: Desk, text: bytes, patience: float = 5) -> bytes:
    """What the desk answers to these bytes."""
    with socket.create_connection(("127.0.0.1", desk.port), timeout=patience) as connection:
        connection.sendall(text)
        answer = b""
        while part := connection.recv(65536):
            answer += part
        return answer


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1", 200),
        ("127.0.0.1:1", 200),
        ("localhost:65535", 200),
        ("LocalHost.", 200),
        ("[::1]:80", 200),
        ("evil.example", 400),
        ("127.0.0.1.evil.example", 400),
        ("localhost.evil.example:80", 400),
        ("evil.example@127.0.0.1", 400),
        ("127.0.0.1:80:80", 400),
        ("127.0.0.1:0", 400),
        ("127.0.0.1:65536", 400),
        ("127.0.0.1:x", 400),
        ("localhost/evil", 400),
        ("localhost evil", 400),
        ("10.0.0.1", 400),
        ("[::2]", 400),
        ("0x7f.1", 400),
        ("2130706433", 400),
        ("testserver", 400),
        ("", 400),
    ],
)
def test_only_its_own_names_are_answered(here: Desk, host: str, status: int) -> None:
    answer = raw(here, f"GET /read HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
    assert answer.split(b" ")[1] == str(status).encode()


def test_two_hosts_or_none_are_refused(here: Desk) -> None:
    for head in ("GET /read HTTP/1.0\r\n", "GET /read HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n"):
        assert raw(here, f"{head}Connection: close\r\n\r\n".encode()).split(b" ")[1] == b"400"


@pytest.mark.parametrize(("header", "host"), [("A.B:80", "a.b"), ("[::1]", "[::1]"), ("a b", None), ("a:", None), ("a_b", "a_b")])
def test_host_of_a_header(header: str, host: str | None) -> None:
    assert host_of(header) == host


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:1"},
        {"Origin": "http://localhost"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_a_form_of_another_site_is_refused(here: Desk, headers: dict[str, str]) -> None:
    with visitor(here) as (client, token):
        answer = client.post("/read", data={"token": token, "text": "a"}, headers=headers)
    assert answer.status_code == 403
    assert "another site" in answer.text


@pytest.mark.parametrize("token", [None, "", "0" * 64, "é", "a" * 10_000])
def test_a_form_without_its_token_is_refused(here: Desk, token: str | None) -> None:
    with visitor(here) as (client, _):
        answer = client.post("/read", data={"text": "a"} | ({} if token is None else {"token": token}))
    assert answer.status_code == 403
    assert "load the page again" in answer.text


def test_a_token_serves_its_own_session_alone(here: Desk) -> None:
    stop = "/read/0/stop"
    with visitor(here) as (mine, token), visitor(here) as (other, _):
        assert other.post(stop, data={"token": token}).status_code == 403
        assert "not remembered" in mine.post(stop, headers={guard.HEADER: token, "Origin": here.address}).text
        mine.cookies.clear()
        assert mine.post(stop, data={"token": token}).status_code == 403
        mine.cookies.set(f"attache-session-{here.port}", "chosen.by-another")
        assert mine.post(stop, data={"token": token}).status_code == 403


def test_the_session_is_a_strict_cookie(here: Desk) -> None:
    cookie = next(c for c in httpx.get(f"{here.address}/read").headers.get_list("set-cookie") if "session" in c)
    assert {"HttpOnly", "SameSite=Lax", "Path=/"} <= set(cookie.split("; "))


@pytest.mark.parametrize(
    ("path", "status"),
    [("/read", 200), ("/read.json", 200), ("/read.csv", 200), ("/static/desk.css", 200), ("/nope", 404), ("/nope.json", 404)],
)
def test_every_answer_has_the_rules_for_the_browser(here: Desk, path: str, status: int) -> None:
    answer = httpx.get(here.address + path)
    assert answer.status_code == status
    for name, value in guard.HEADERS.items():
        assert answer.headers[name] == value
    assert "unsafe" not in answer.headers["content-security-policy"]
    head = httpx.head(here.address + path)
    assert (head.status_code, head.content) == (status, b"")
    assert head.headers["content-type"] == answer.headers["content-type"]


@pytest.mark.parametrize("method", ["DELETE", "PUT", "PATCH", "TRACE", "CONNECT", "BREW"])
def test_other_methods_are_refused_in_words(here: Desk, method: str) -> None:
    answer = httpx.request(method, f"{here.address}/read", headers={"Accept": "application/json"})
    assert answer.status_code == 405
    assert answer.json() == {"ok": False, "status": 405, "error": "pages are asked for with GET, forms sent with POST"}
    assert "GET" in answer.headers["allow"]


def test_options_are_told(here: Desk) -> None:
    answer = httpx.options(f"{here.address}/read", headers={"Origin": "http://evil.example"})
    assert answer.status_code == 204
    assert not any(name.startswith("access-control") for name in answer.headers)


@pytest.mark.parametrize(
    "path", ["/static/../app.py", "/static/%2e%2e/app.py", "/static/%2e%2e%2fapp.py", "/static/desk.py", "/static/.x"]
)
def test_only_its_own_files_are_shown(here: Desk, path: str) -> None:
    assert raw(here, f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode()).split(b" ")[1] == b"404"


def test_its_files_are_asked_for_again_but_sent_once(here: Desk) -> None:
    first = httpx.get(f"{here.address}/static/desk.css")
    assert first.headers["cache-control"] == "no-cache"
    again = httpx.get(f"{here.address}/static/desk.css", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert httpx.get(f"{here.address}/static/desk.css", headers={"If-None-Match": '"other"'}).content == first.content


def test_an_endless_address_is_refused(here: Desk) -> None:
    assert httpx.get(f"{here.address}/search", params={"q": "a" * 9_000}).status_code == 414
    assert httpx.get(f"{here.address}/search.json", params={"q": "a" * 9_000}).json()["status"] == 414
    assert raw(here, b"GET /?" + b"a" * 90_000).split(b" ")[1] == b"400"


def test_too_much_is_refused_whether_it_says_so_or_not(here: Desk) -> None:
    def dribbled() -> Iterator[bytes]:
        yield b"text="
        for _ in range(300):
            yield b"a" * 1000

    much = {"files": ("a.txt", b"a" * (SMALL + 1))}
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    with visitor(here) as (client, token):
        declared = client.post("/read", data={"token": token}, files=much)
        assert declared.status_code == 413
        assert "send it in parts" in declared.text
        assert client.post("/read", files=much, headers={"Accept": "application/json"}).json()["status"] == 413
        assert client.post("/read", content=dribbled(), headers=kind).status_code == 413
        assert client.post("/review/undo", data={"token": token, "why": "a" * 1_100_000}).status_code == 413


def test_too_many_files_are_refused(here: Desk) -> None:
    part = b'--b\r\nContent-Disposition: form-data; name="files"; filename="a"\r\n\r\n\r\n'
    with visitor(here) as (client, _):
        kind = {"Content-Type": "multipart/form-data; boundary=b"}
        answer = client.post("/read", content=part * 2_001 + b"--b--\r\n", headers=kind)
    assert answer.status_code == 413
    assert "2,000 files" in answer.text


@pytest.mark.parametrize("kind", ["multipart/form-data", "multipart/form-data; boundary=b", "text/plain", ""])
def test_a_damaged_form_is_told(here: Desk, kind: str) -> None:
    with visitor(here) as (client, _):
        answer = client.post("/read", content=b"--c\r\nnonsense", headers={"Content-Type": kind})
    assert answer.status_code in (400, 403)
    assert "Traceback" not in answer.text


def test_a_sender_that_falls_silent_is_told(here: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "SILENCE", 0.2)
    head = "POST /read HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nConnection: close\r\n"
    assert raw(here, f"{head}Content-Length: 100\r\n\r\ntext=".encode()).split(b" ")[1] == b"408"


def test_one_that_says_more_than_it_sends_harms_nobody(here: Desk) -> None:
    head = "POST /read HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
    for length in ("100", "-1", "x", "99999999999999999999"):
        with socket.create_connection(("127.0.0.1", here.port), timeout=5) as connection:
            connection.sendall(f"{head}Content-Length: {length}\r\n\r\ntext=".encode())
    assert httpx.get(f"{here.address}/read").status_code == 200


def test_half_a_request_is_not_waited_for(here: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "PATIENCE", 0.2)
    assert raw(here, b"GET /read HTTP/1.1\r\nHost: local") == b""
    assert raw(here, b"") == b""


def test_the_parts_of_a_page_do_not_wait_for_each_other(here: Desk) -> None:
    took = []
    with httpx.Client(base_url=here.address) as client:
        for _ in range(12):
            began = time.perf_counter()
            client.get("/read")
            took.append(time.perf_counter() - began)
    assert min(took) < 0.035, "packets are held back for 40 ms"


def test_a_fault_of_a_page_is_told_without_its_trace(here: Desk, monkeypatch: pytest.MonkeyPatch, caplog: Any) -> None:
    monkeypatch.setattr(here.app.state.jobs, "all", lambda: 1 / 0)
    answer = httpx.get(f"{here.address}/read.json")
    assert (answer.status_code, answer.json()["status"]) == (500, 500)
    assert answer.headers["content-security-policy"] == guard.POLICY
    assert "ZeroDivisionError" in caplog.text
    assert "ZeroDivision" not in answer.text


@pytest.mark.parametrize("path", ["/read", "/read.json", "/", "/nope", "/read?key=wrong", f"/read?key={KEY}x", "/read?key="])
def test_beyond_this_machine_nothing_is_shown_without_the_key(beyond: Desk, path: str) -> None:
    answer = httpx.get(beyond.address + path)
    assert answer.status_code == 403
    assert "key" in answer.text


def test_beyond_this_machine_nothing_is_written_without_the_key(beyond: Desk) -> None:
    assert httpx.post(f"{beyond.address}/read", data={"text": "a"}).status_code == 403
    assert httpx.options(beyond.address).status_code == 403


def test_the_key_opens_the_desk_and_stays_in_a_cookie(beyond: Desk) -> None:
    with httpx.Client(base_url=beyond.address) as client:
        opened = client.get(f"/read?key={KEY}")
        assert opened.status_code == 200
        assert KEY not in opened.text
        cookie = next(c for c in opened.headers.get_list("set-cookie") if "key" in c)
        assert "HttpOnly" in cookie
        assert "SameSite=lax" in cookie
        assert KEY not in cookie
        assert "A text" in client.get("/read").text
    assert httpx.get(f"{beyond.address}/read.json", headers={"Authorization": f"Bearer {KEY}"}).status_code == 200
    assert httpx.get(f"{beyond.address}/read.json", headers={"Authorization": "Bearer no"}).status_code == 403
    assert httpx.get(f"{beyond.address}/static/desk.css").status_code == 200


def test_a_browser_comes_in_by_the_printed_address(page: Page, beyond: Desk) -> None:
    page.goto(f"{beyond.address}/read?key={KEY}")
    expect(page).to_have_url(f"{beyond.address}/read")
    expect(page.locator("h1")).to_have_text("Read in")


@pytest.mark.parametrize(
    ("host", "status"),
    [("desk.example", 200), ("10.0.0.7:8017", 200), ("[fd00::1]:80", 200), ("evil.example", 400), ("127.1", 400)],
)
def test_beyond_this_machine_numbers_and_allowed_names_are_answered(beyond: Desk, host: str, status: int) -> None:
    answer = httpx.get(f"{beyond.address}/read", headers={"Host": host, "Authorization": f"Bearer {KEY}"})
    assert answer.status_code == status


def test_a_desk_for_reading_only_takes_nothing(empty: Path) -> None:
    with running(empty, Settings(read_only=True)) as desk, httpx.Client(base_url=desk.address) as client:
        assert client.get("/read").status_code == 403
        assert client.post("/read", data={"text": "a"}).status_code == 403
        assert 'href="/read"' not in client.get("/nope").text


WEIRD = ("\x00' OR 1=1 --", "a" * 3_000, "\u202e<b>")
ASKED = (
    {"page": "9" * 30},
    {"since": "2019-02-31", "until": "٣"},
    {"q": 'NEAR("(*', "a": "VNM", "b": "VNM"},
    {"q": "\x00", "speaker": "x"},
)


@pytest.mark.parametrize("path", sorted({page.path for page in PAGES}))
def test_nothing_that_is_asked_makes_a_page_fail(sampled: Desk, path: str) -> None:
    with httpx.Client(base_url=sampled.address, timeout=30) as client:
        if "{" in path:
            answers = [client.get(re.sub(r"\{\w+\}", quote(weird, safe=""), path)) for weird in WEIRD]
        else:
            answers = [client.get(path, params=asked) for asked in ASKED]
    assert [a.url for a in answers if a.status_code >= 500 or "the desk itself failed" in a.text] == []


INLINE = re.compile(
    r"<script(?![^>]*\bsrc=)|<style|<base\b|<iframe|<object|<embed|\son\w+\s*=|\sstyle\s*=|javascript:|\|\s*safe\b", re.I
)
ELSEWHERE = re.compile(r"""(?:src|href|action|url\()\s*=?\s*["']?(?:https?:)?//""", re.I)


@pytest.mark.parametrize("name", sorted(f.name for f in files("attache.web").joinpath("templates").iterdir()))
def test_no_template_has_script_or_style_within(name: str) -> None:
    text = files("attache.web").joinpath("templates", name).read_text("utf-8")
    assert INLINE.findall(text) == []
    assert ELSEWHERE.findall(text) == []


@pytest.mark.parametrize("name", sorted(f.name for f in files("attache.web").joinpath("static").iterdir()))
def test_nothing_static_comes_from_elsewhere(name: str) -> None:
    text = files("attache.web").joinpath("static", name).read_text("utf-8")
    assert ELSEWHERE.findall(text) == []
    assert not re.search(r"\beval\(|new Function|innerHTML|outerHTML\s*=|insertAdjacentHTML|document\.write|@import", text)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "127.0.0.2", "::1", "desk.example"])
def test_the_desk_answers_to_the_address_that_it_prints(host: str) -> None:
    shown = shown_host(host)
    assert host_of(f"{shown}:8017") == shown
