"""A web server on this machine that behaves as badly as it is told to."""

from __future__ import annotations

import gzip
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass(frozen=True)
class Seen:
    """A request as the server saw it."""

    path: str
    headers: Message
    at: float
    """By `time.monotonic`."""


@dataclass(frozen=True)
class Reply:
    """What a path answers. `length` is what is announced, None for nothing; `drip` seconds pass between two bytes."""

    body: bytes = b""
    status: int = 200
    kind: str | None = "text/html; charset=utf-8"
    headers: Mapping[str, str] = field(default_factory=dict)
    length: int | None = -1
    """-1: that of the body."""
    drip: float = 0.0
    stall: float = 0.0
    """Seconds before the first byte."""


Answer = Reply | Callable[[Seen], Reply]


@dataclass
class Site:
    """The server: what its paths answer, and what it was asked."""

    port: int = 0
    answers: dict[str, Answer] = field(default_factory=dict)
    seen: list[Seen] = field(default_factory=list)
    at_once: int = 0
    most_at_once: int = 0
    """Requests under way at the same time, now and at most."""
    lock: threading.Lock = field(default_factory=threading.Lock)

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    def paths(self) -> list[str]:
        """What was asked, in order, but robots.txt."""
        return [one.path for one in self.seen if one.path != "/robots.txt"]

    def times(self, path: str) -> int:
        return sum(one.path == path for one in self.seen)

    def page(self, path: str, body: str, **headers: str) -> None:
        """Lets a path answer with a page, and 304 to one who has it."""
        self.answers[path] = with_validators(body.encode(), "text/html; charset=utf-8", headers)


def with_validators(body: bytes, kind: str, headers: Mapping[str, str] | None = None) -> Callable[[Seen], Reply]:
    """An answer with an ETag, which says 304 to one who sends it."""
    etag = f'"{hash(body)}"'

    def answer(seen: Seen) -> Reply:
        told = {"ETag": etag, "Last-Modified": "Sun, 22 Nov 2026 10:00:00 GMT", **(headers or {})}
        if seen.headers["If-None-Match"] == etag:
            return Reply(b"", 304, None, told, length=None)
        return Reply(body, 200, kind, told)

    return answer


def packed(body: bytes, **how: object) -> Reply:
    """A reply in gzip."""
    return Reply(gzip.compress(body), headers={"Content-Encoding": "gzip"}, **how)  # type: ignore[arg-type]


def moved(to: str, status: int = 302) -> Reply:
    return Reply(b"", status, None, {"Location": to})


def _handler(site: Site) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            with site.lock:
                site.at_once += 1
                site.most_at_once = max(site.most_at_once, site.at_once)
                seen = Seen(self.path, self.headers, time.monotonic())
                site.seen.append(seen)
            try:
                answer = site.answers.get(self.path) or site.answers.get(self.path.split("?")[0], Reply(b"no", 404))
                self._send(answer if isinstance(answer, Reply) else answer(seen))
            except (BrokenPipeError, ConnectionResetError):
                pass  # the client has had enough
            finally:
                with site.lock:
                    site.at_once -= 1

        def _send(self, reply: Reply) -> None:
            time.sleep(reply.stall)
            self.send_response(reply.status)
            if reply.kind is not None:
                self.send_header("Content-Type", reply.kind)
            if reply.length is not None:
                self.send_header("Content-Length", str(len(reply.body) if reply.length < 0 else reply.length))
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.end_headers()
            if not reply.drip:
                self.wfile.write(reply.body)
                return
            for byte in reply.body:
                self.wfile.write(bytes([byte]))
                self.wfile.flush()
                time.sleep(reply.drip)

        def log_message(self, format: str, *args: object) -> None:
            """Nothing on the terminal of the tests."""

    return Handler


@contextmanager
def running() -> Iterator[Site]:
    """A site that runs, without any answer yet but 404."""
    site = Site()

    class Server(ThreadingHTTPServer):
        daemon_threads = True
        request_queue_size = 64

        def handle_error(self, request: object, client_address: object) -> None:
            """Clients that go away are what is tested."""

    with Server(("127.0.0.1", 0), _handler(site)) as server:
        site.port = server.server_port
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield site
        finally:
            server.shutdown()
            thread.join()


def rss(*items: str, title: str = "News") -> bytes:
    """An RSS feed of these items."""
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>{title}</title>{"".join(items)}</channel></rss>'.encode()


def item(url: str, *, title: str = "", guid: str = "", more: str = "") -> str:
    """An item of an RSS feed."""
    known = f"<guid isPermaLink='false'>{guid}</guid>" if guid else ""
    return f"<item><title>{title or url}</title><link>{url}</link>{known}{more}</item>"


def page(text: str, *, title: str = "Talks", day: str = "3 May 2021") -> str:
    """A page that holds a report."""
    return f"<html><head><title>{title}</title></head><body><h1>{title}</h1><p>{day}</p><p>{text}</p></body></html>"
