"""One request to a real server that misbehaves: the whole answer or a fault, within the limits."""

from __future__ import annotations

import gzip
import random
import socket
import threading
import tracemalloc
import zlib
from contextlib import suppress
from email.utils import formatdate

import pytest

from attache.sources.fetching import Answer, Asked, FetchFault, Limits, ask
from attache.sources.fetching.asking import What, retry_after
from attache.sources.fetching.unpacking import Damaged, TooLong, gunzipped
from tests.sources.fetching.site import Reply, Site, moved, packed, with_validators

LIMITS = Limits(connect=2, silence=0.4, in_all=1.0, page_sent=20_000, page=50_000, feed_sent=20_000, feed=50_000)
BODY = b"<html><body><p>Peru and Chile signed a plan.</p></body></html>"
NOISE = random.Random(7).randbytes(30_000)


def asked(url: str, what: What = "page", **held: str) -> Answer:
    return ask(Asked(url, what, **held), agent="attache/test", limits=LIMITS, private=True)


def fault(url: str, what: What = "page") -> FetchFault:
    with pytest.raises(FetchFault) as caught:
        asked(url, what)
    assert "\n" not in str(caught.value)
    return caught.value


def test_a_page_comes_whole_with_its_validators(site: Site) -> None:
    site.answers["/a"] = with_validators(BODY, "text/HTML; charset=ISO-8859-1")
    answer = asked(site.url("/a"))
    assert (answer.status, answer.data, answer.kind, answer.charset) == (200, BODY, "text/html", "iso-8859-1")
    assert answer.etag is not None
    assert site.seen[0].headers["User-Agent"] == "attache/test"
    again = asked(site.url("/a"), etag=answer.etag, modified=answer.modified or "")
    assert (again.same, again.data, again.etag) == (True, b"", answer.etag)
    assert site.seen[1].headers["If-Modified-Since"] == answer.modified


@pytest.mark.parametrize(
    "reply",
    [
        packed(BODY),
        Reply(zlib.compress(BODY), headers={"Content-Encoding": "deflate"}),
        Reply(zlib.compress(BODY)[2:-4], headers={"Content-Encoding": "deflate"}),
        Reply(gzip.compress(BODY[:20]) + gzip.compress(BODY[20:]), headers={"Content-Encoding": "x-gzip"}),
        Reply(BODY, kind=None),
        Reply(BODY, length=None),
    ],
    ids=["gzip", "deflate", "raw deflate", "two gzips", "no type", "no length"],
)
def test_whatever_way_it_is_sent(site: Site, reply: Reply) -> None:
    site.answers["/a"] = reply
    assert asked(site.url("/a")).data == BODY


@pytest.mark.parametrize(
    ("reply", "reason", "again"),
    [
        (Reply(BODY, length=len(BODY) + 10), "truncated", True),
        (Reply(BODY, length=len(BODY) - 10), "wrong-length", True),
        (Reply(gzip.compress(BODY)[:-9], headers={"Content-Encoding": "gzip"}), "truncated", True),
        (Reply(BODY, headers={"Content-Encoding": "gzip"}), "truncated", True),
        (Reply(BODY, headers={"Content-Encoding": "br"}), "unsupported-type", False),
        (Reply(NOISE), "too-long", False),
        (Reply(NOISE, length=None), "too-long", False),
        (packed(b"\0" * 10_000_000), "too-long", False),
        (Reply(b"\x89PNG", kind="image/png"), "unsupported-type", False),
        (Reply(BODY, 204, length=None), "http-error", True),
        (Reply(BODY, 206), "http-error", True),
        (Reply(b"no", 403), "http-error", False),
        (Reply(b"no", 404), "gone", True),
        (Reply(b"no", 410), "gone", False),
        (Reply(b"no", 429), "too-many-requests", True),
        (Reply(b"no", 500), "server-error", True),
        (Reply(b"no", 304, length=None), "http-error", True),
        (Reply(BODY, stall=0.8), "time-out", True),
        (Reply(BODY, drip=0.1), "time-out", True),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_not_taken(site: Site, reply: Reply, reason: str, again: bool) -> None:
    site.answers["/a"] = reply
    found = fault(site.url("/a"))
    assert (found.reason, found.again) == (reason, again)


def test_a_bomb_is_not_unpacked_further_than_its_limit(site: Site) -> None:
    bomb = gzip.compress(b"\0" * 18_000_000)
    assert len(bomb) < LIMITS.page_sent
    site.answers["/a"] = Reply(bomb, headers={"Content-Encoding": "gzip"})
    fault(site.url("/a"))  # once, so that what is imported does not count
    tracemalloc.start()
    assert "unpacked" in str(fault(site.url("/a")))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 2_000_000
    with pytest.raises(TooLong):
        gunzipped(bomb, 1000)
    with pytest.raises(Damaged):
        gunzipped(bomb[:-5], 20_000_000)


def test_where_it_is_sent_on_to_is_told_and_not_followed(site: Site) -> None:
    site.answers["/old"] = moved("/new?a=1", 301)
    site.answers["/now"] = moved("//other.example/x", 307)
    old, now = asked(site.url("/old")), asked(site.url("/now"))
    assert (old.onward, old.for_good) == (site.url("/new?a=1"), True)
    assert (now.onward, now.for_good) == ("http://other.example/x", False)
    assert site.paths() == ["/old", "/now"]


def test_private_hosts_are_refused(site: Site) -> None:
    for url in (site.url("/a"), site.url("/a", "localhost"), "http://10.0.0.1/a", "http://[::1]/a", "http://169.254.169.254/a"):
        with pytest.raises(FetchFault) as caught:
            ask(Asked(url, "page"), agent="a", limits=LIMITS)
        assert (caught.value.reason, caught.value.again) == ("private-address", False)
    assert site.seen == []


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("http://127.0.0.1:9/a", "unreachable"),
        ("http://no-such-host.invalid/a", "unreachable"),
        ("ftp://example.org/a", "unsupported-address"),
        ("http://user:secret@127.0.0.1:9/a", "unreachable"),
        ("http://exa mple.org/", "unreachable"),
    ],
)
def test_addresses_that_lead_nowhere(url: str, reason: str) -> None:
    found = fault(url)
    assert found.reason == reason
    assert "secret" not in str(found)


def test_a_robots_txt_is_read_as_far_as_its_limit(site: Site) -> None:
    line = b"Disallow: /private\n"
    site.answers["/robots.txt"] = Reply(line * 40_000, kind="text/plain")
    data = asked(site.url("/robots.txt"), "robots").data
    assert 400_000 < len(data) <= 512 * 1024
    assert data.endswith(line)


def test_a_feed_may_be_of_any_type(site: Site) -> None:
    site.answers["/feed"] = Reply(b"<rss/>", kind="application/octet-stream")
    assert asked(site.url("/feed"), "feed").data == b"<rss/>"


@pytest.mark.parametrize("raw", [b"", b"\x00\x01", b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 99 \r\n\r\n", b"<html>no head</html>"])
def test_what_is_no_http(raw: bytes) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:

        def answer() -> None:
            connection, _ = server.accept()
            with connection:
                connection.recv(1000)
                connection.sendall(raw)

        threading.Thread(target=answer, daemon=True).start()
        assert fault(f"http://127.0.0.1:{server.getsockname()[1]}/").reason in ("truncated", "unreachable")


def test_word_before_the_answer_is_no_surplus() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:

        def answer() -> None:
            connection, _ = server.accept()
            with connection:
                connection.recv(1000)
                connection.sendall(
                    b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
                )

        threading.Thread(target=answer, daemon=True).start()
        assert asked(f"http://127.0.0.1:{server.getsockname()[1]}/").data == b"ok"


NOW = 1_795_000_000.0


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        (None, None),
        ("120", 120),
        (" 7 ", 7),
        ("-3", None),
        ("soon", None),
        ("999999999999", 604_800),
        (formatdate(NOW + 90, usegmt=True), 90),
        (formatdate(NOW - 90, usegmt=True), 0),
        ("Wed, 99 Foo 2026 10:00:00 GMT", None),
    ],
)
def test_how_long_a_server_wants_to_be_left_alone(value: str | None, seconds: float | None) -> None:
    assert retry_after(value, now=NOW) == seconds


def test_a_proxy_that_sends_a_byte_now_and_then_does_not_hold_it(monkeypatch: pytest.MonkeyPatch) -> None:
    slow = b"HTTP/1.1 200 OK\r\nX: " + b"x" * 400 + b"\r\nContent-Length: 1\r\n\r\nx"

    def serve(listening: socket.socket) -> None:
        other, _ = listening.accept()
        with other, suppress(OSError):
            for byte in slow:
                other.sendall(bytes([byte]))
                sent.append(byte)
                ended.wait(0.05)

    ended, sent = threading.Event(), bytearray()
    with socket.create_server(("127.0.0.1", 0)) as listening:
        threading.Thread(target=serve, args=(listening,), daemon=True).start()
        monkeypatch.setenv("http_proxy", f"http://me:pw@127.0.0.1:{listening.getsockname()[1]}")
        monkeypatch.delenv("no_proxy", raising=False)
        monkeypatch.delenv("NO_PROXY", raising=False)
        with pytest.raises(FetchFault, match="not done within") as found:
            ask(Asked("http://198.51.100.1/", "page"), agent="a", limits=Limits(silence=1, in_all=1), private=True)
        ended.set()
    assert len(sent) < len(slow) - 40, "the whole head was waited for"
    assert found.value.reason == "time-out"


@pytest.mark.parametrize("body", [b"whole", b""])
def test_a_proxy_is_asked_with_the_whole_address(monkeypatch: pytest.MonkeyPatch, body: bytes) -> None:
    heard: list[bytes] = []

    def serve(listening: socket.socket) -> None:
        other, _ = listening.accept()
        with other:
            heard.append(other.recv(9999))
            other.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(body) + body)

    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=serve, args=(listening,), daemon=True)
        thread.start()
        monkeypatch.setenv("http_proxy", f"http://me:pw@127.0.0.1:{listening.getsockname()[1]}")
        monkeypatch.delenv("no_proxy", raising=False)
        monkeypatch.delenv("NO_PROXY", raising=False)
        answer = ask(Asked("http://198.51.100.1/a?b", "page"), agent="a", limits=Limits(), private=True)
        thread.join(60)
    assert answer.data == body
    assert heard[0].startswith(b"GET http://198.51.100.1/a?b HTTP/1.1\r\n")
    assert b"Proxy-Authorization: Basic " in heard[0]
