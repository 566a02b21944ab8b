"""Pages by address, from a real server on this machine."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

import pytest

from attache.records import Report
from attache.sources import Setaside, reports_from
from attache.sources import files as limits

BODY = "Peru and Chile signed a plan on Thursday to open four border posts in the Atacama before the end of the year."
PAGE = (
    "<html><head><title>Posts</title></head><body><h1>Posts</h1><p>3 May 2021</p>"
    f"<p>{BODY}</p><p>Señor Núñez: {BODY}</p></body></html>"
)


class Handler(BaseHTTPRequestHandler):
    agents: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        self.agents.append(self.headers["User-Agent"])
        answers = {
            "/page": (200, "text/html; charset=iso-8859-1", PAGE.encode("iso-8859-1")),
            "/text": (200, "text/plain", BODY.encode()),
            "/image": (200, "image/png", b"\x89PNG"),
            "/gone": (410, "text/html", b"gone"),
            "/huge": (200, "text/html", b"<html>" + b"x" * 3000),
        }
        if self.path in ("/moved", "/round"):
            self.send_response(302)
            self.send_header("Location", "/page" if self.path == "/moved" else "/round")
            self.end_headers()
            return
        status, kind, data = answers.get(self.path.split("?")[0], (404, "text/html", b"no"))
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing on the terminal of the tests."""


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as running:
        thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()
        thread.join()


def run(*inputs: str) -> tuple[list[Report], list[Setaside]]:
    aside: list[Setaside] = []
    return list(reports_from(inputs, on_aside=aside.append, private=True)), aside


def test_page_and_text(server: str) -> None:
    (page, text), aside = run(f"{server}/page#top", f"{server}/text?a=1")
    assert aside == []
    assert (page.url, page.file, page.title, page.published) == (f"{server}/page", None, "Posts", ("2021-05-03", "2021-05-03"))
    assert page.text == f"{BODY}\n\nSeñor Núñez: {BODY}"
    assert (text.url, text.text) == (f"{server}/text?a=1", BODY)
    assert all(agent.startswith("attache") for agent in Handler.agents)


def test_moved_page_is_kept_under_the_address_given(server: str) -> None:
    (report,), _ = run(f"{server}/moved")
    assert report.url == f"{server}/moved"


@pytest.mark.parametrize(
    ("path", "reason", "words"),
    [
        ("/gone", "http-error", "410 Gone"),
        ("/nowhere", "http-error", "404"),
        ("/image", "unsupported-type", "image/png"),
        ("/round", "http-error", "without end"),
    ],
)
def test_failure_is_one_line(server: str, path: str, reason: str, words: str) -> None:
    reports, (aside,) = run(f"{server}{path}")
    assert reports == []
    assert (aside.reason, aside.input) == (reason, f"{server}{path}")
    assert words in aside.message
    assert "\n" not in aside.message


def test_page_over_the_limit(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("attache.sources.addresses.MOST_BYTES", 2000)
    assert [s.reason for s in run(f"{server}/huge")[1]] == ["too-long"]
    assert limits.MOST_BYTES > 2000


def test_nobody_answers_and_no_password_is_told() -> None:
    reports, (aside,) = run("http://user:secret@127.0.0.1:9/a")
    assert reports == []
    assert aside.reason == "http-error"
    assert "secret" not in aside.message
