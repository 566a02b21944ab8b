"""One request: from an address to the answer, whole and unpacked, or to the fault in one line.

Nothing is followed: an answer that sends on says where to. Runs in any thread and shares nothing.
"""

from __future__ import annotations

import email.utils
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal
from urllib.request import getproxies, proxy_bypass

import httpcore
import httpx

from attache.errors import SourceError
from attache.sources.addresses import without_password
from attache.sources.fetching.unpacking import Damaged, TooLong, Unpacker
from attache.sources.pinned import Deadline, Pinned, Proxied
from attache.sources.reach import destinations

What = Literal["feed", "page", "robots"]
MB: Final = 1 << 20
_ACCEPT: Final = {
    "feed": "application/rss+xml, application/atom+xml, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.1",
    "page": "text/html, application/xhtml+xml, text/plain;q=0.8, */*;q=0.1",
    "robots": "text/plain, */*;q=0.1",
}
_PAGES: Final = frozenset({"text/html", "application/xhtml+xml", "text/plain", "text/markdown", "application/xml", "text/xml"})
_MOVED: Final = frozenset({301, 302, 303, 307, 308})
_FOR_GOOD: Final = frozenset({301, 308})
_WHOLE: Final = frozenset({200, 203})
_LATER: Final = frozenset({408, 425, 429})
_MOST_ROBOTS: Final = 512 * 1024
"""Bytes of a robots.txt that are looked at, as RFC 9309 has it; the rest is left."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one request may take. Seconds and bytes."""

    connect: float = 10.0
    silence: float = 20.0
    """How long a server may send nothing."""
    in_all: float = 60.0
    page_sent: int = 8 * MB
    page: int = 16 * MB
    """Unpacked."""
    feed_sent: int = 16 * MB
    feed: int = 64 * MB
    """Unpacked. A sitemap may have 50 MB."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of a server."""

    url: str
    what: What
    etag: str | None = None
    """Validators of what is held already: where they still hold, the answer is 304 without a body."""
    modified: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered: the body (200), that it is the same as before (304), or where to ask instead (`onward`)."""

    url: str
    status: int
    data: bytes = b""
    """Whole and unpacked."""
    kind: str = ""
    """Media type, in lower case; empty where none was told."""
    charset: str | None = None
    etag: str | None = None
    modified: str | None = None
    onward: str | None = None
    for_good: bool = False
    """Whether it moved to `onward` for good."""

    @property
    def same(self) -> bool:
        return self.status == 304


class FetchFault(SourceError):
    """Why something was not fetched. `reason` is its code.

    `again`: it may go well another time; `after`: seconds until which the server wants no request; `status`: of its answer.
    """

    def __init__(
        self, message: str, *, reason: str, again: bool = False, after: float | None = None, status: int | None = None
    ) -> None:
        super().__init__(" ".join(message.split()), reason=reason)
        self.again = again
        self.after = after
        self.status = status


def ask(asked: Asked, *, agent: str, limits: Limits, private: bool = False) -> Answer:
    """Asks once. Raises FetchFault."""
    shown = without_password(asked.url)
    deadline = Deadline(time.monotonic() + limits.in_all)
    try:
        url = httpx.URL(asked.url)
        proxy = _proxy(url)
        numbers = destinations(url, shown, private=private, proxied=proxy is not None)
        return _answer(asked, url, _Way(shown, deadline, limits, agent, proxy, numbers))
    except FetchFault:
        raise
    except SourceError as error:
        unknown = error.reason == "http-error"
        raise FetchFault(str(error), reason="unreachable" if unknown else error.reason, again=unknown) from error
    except (httpx.ConnectTimeout, httpcore.ConnectTimeout) as error:
        raise FetchFault(
            f"{shown}: no connection within {limits.connect:.0f} seconds; asked again later", reason="time-out", again=True
        ) from error
    except (httpx.TimeoutException, httpcore.TimeoutException) as error:
        raise FetchFault(f"{shown}: {_late(limits, deadline)}; asked again later", reason="time-out", again=True) from error
    except (httpx.RemoteProtocolError, httpcore.RemoteProtocolError) as error:
        raise FetchFault(
            f"{shown}: the answer is broken or cut short ({_told(error)}); asked again later", reason="truncated", again=True
        ) from error
    except (httpx.HTTPError, httpx.InvalidURL, httpcore.NetworkError, httpcore.ProtocolError, httpcore.ProxyError) as error:
        raise FetchFault(
            f"{shown}: cannot be fetched ({_told(error)}); check the address and the connection", reason="unreachable", again=True
        ) from error


@dataclass(frozen=True, slots=True)
class _Way:
    """How one request goes."""

    shown: str
    deadline: Deadline
    limits: Limits
    agent: str
    proxy: str | None
    numbers: Sequence[str]


def _told(error: Exception) -> str:
    return " ".join(str(error).split()) or type(error).__name__


def _late(limits: Limits, deadline: Deadline) -> str:
    if time.monotonic() >= deadline.at:
        return f"not done within {limits.in_all:.0f} seconds"
    return f"nothing came for {limits.silence:.0f} seconds"


def _proxy(url: httpx.URL) -> str | None:
    """The proxy that the environment names for such addresses."""
    found = None if proxy_bypass(url.host) else getproxies().get(url.scheme)
    return f"http://{found}" if found and "://" not in found else found


def _answer(asked: Asked, url: httpx.URL, way: _Way) -> Answer:
    headers = {
        "User-Agent": way.agent,
        "Accept": _ACCEPT[asked.what],
        "Accept-Encoding": "gzip, deflate",
        "Connection": "close",
    }
    if asked.etag:
        headers["If-None-Match"] = asked.etag
    if asked.modified:
        headers["If-Modified-Since"] = asked.modified
    try:
        transport = _transport(way)
    except (ValueError, ImportError) as error:
        told = without_password(way.proxy or "")
        raise FetchFault(
            f"the proxy {told} cannot be used ({error}); check http_proxy and https_proxy", reason="unreachable", again=True
        ) from error
    times = httpx.Timeout(way.limits.silence, connect=way.limits.connect)
    with (
        httpx.Client(transport=transport, follow_redirects=False, timeout=times, trust_env=False) as client,
        client.stream("GET", url, headers=_sendable(headers)) as response,
    ):
        return _of_response(asked, response, transport, way)


def _transport(way: _Way) -> httpx.BaseTransport:
    """How requests go out: to the numbers, or by way of a proxy. Raises ValueError or ImportError for a proxy of no use."""
    if way.proxy is None:
        return Pinned(way.numbers, way.deadline)
    # The others look to the time between two pieces of the body only.
    return Proxied(way.proxy, way.deadline) if way.proxy.startswith("http") else httpx.HTTPTransport(proxy=way.proxy)


def _sendable(headers: dict[str, str]) -> list[tuple[bytes, bytes]]:
    """Headers as bytes: a validator goes back as it came, whatever letters are in it."""
    return [(name.encode("ascii"), value.encode("latin-1", "replace")) for name, value in headers.items()]


def _of_response(asked: Asked, response: httpx.Response, transport: httpx.BaseTransport, way: _Way) -> Answer:
    status = response.status_code
    held = (response.headers.get("etag"), response.headers.get("last-modified"))
    if status == 304 and (asked.etag or asked.modified):
        return Answer(asked.url, 304, etag=held[0] or asked.etag, modified=held[1] or asked.modified)
    if status in _MOVED and response.next_request is not None:
        return Answer(asked.url, status, onward=str(response.next_request.url), for_good=status in _FOR_GOOD)
    if status not in _WHOLE:
        raise _refusal(response, way.shown)
    kind = response.headers.get("content-type", "").split(";")[0].strip().lower()
    if asked.what == "page" and kind and kind not in _PAGES:
        raise FetchFault(f"{way.shown}: this is {kind}, no page of text; left out", reason="unsupported-type", status=status)
    data = _body(asked, response, transport, way)
    return Answer(asked.url, status, data, kind, response.charset_encoding, *held)


def _refusal(response: httpx.Response, shown: str) -> FetchFault:
    """The fault of an answer that gives nothing."""
    status = response.status_code
    told = f"{shown}: the server answers {status} {response.reason_phrase}".rstrip()
    after = retry_after(response.headers.get("retry-after"), now=time.time())
    if status >= 500 or status in _LATER:
        reason = "too-many-requests" if status == 429 else "server-error"
        return FetchFault(f"{told}; asked again later", reason=reason, again=True, after=after, status=status)
    if status in (404, 410):
        return FetchFault(f"{told}; check the address in a browser", reason="gone", again=status == 404, status=status)
    if status < 400:
        return FetchFault(f"{told}, which is no page; asked again later", reason="http-error", again=True, status=status)
    return FetchFault(f"{told}; check the address in a browser", reason="http-error", status=status)


def retry_after(value: str | None, *, now: float) -> float | None:
    """Seconds that a Retry-After header asks for: a number, or a date of HTTP. None where it says neither. At most a week."""
    if value is None:
        return None
    value = value.strip()
    if value.isascii() and value.isdigit():
        return min(float(value[:9]), _WEEK)
    try:
        at = email.utils.parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return min(max(0.0, at.timestamp() - now), _WEEK)


_WEEK: Final = 7 * 86_400.0


def _body(asked: Asked, response: httpx.Response, transport: httpx.BaseTransport, way: _Way) -> bytes:
    """The body, whole and unpacked, within the limits."""
    sent, most = _most(asked.what, way.limits)
    packing = response.headers.get("content-encoding", "identity").strip().lower() or "identity"
    packing = packing.removeprefix("x-")
    if packing not in ("gzip", "deflate", "identity"):
        raise FetchFault(f"{way.shown}: packed as {packing}, which was not asked for", reason="unsupported-type", status=200)
    announced = response.headers.get("content-length", "")
    length = int(announced) if announced.isascii() and announced.isdigit() and len(announced) < 16 else None
    if length is not None and length > sent and asked.what != "robots":
        raise _too_long(way.shown, sent, "")
    unpacker, out, came = Unpacker(packing, most), bytearray(), 0
    try:
        for piece in response.iter_raw():
            way.deadline.left(None)
            came += len(piece)
            if came > sent and asked.what != "robots":
                raise _too_long(way.shown, sent, "")
            out += unpacker.feed(piece)
        unpacker.end()
    except TooLong as error:
        if asked.what == "robots":
            return bytes(out[: out.rfind(b"\n") + 1])
        raise _too_long(way.shown, most, " unpacked") from error
    except Damaged as error:
        raise FetchFault(
            f"{way.shown}: its packed body is damaged ({error}); asked again later", reason="truncated", again=True, status=200
        ) from error
    _check_length(length, transport, way.shown)
    return bytes(out)


def _most(what: What, limits: Limits) -> tuple[int, int]:
    """Most bytes sent, and unpacked."""
    if what == "robots":
        return _MOST_ROBOTS, _MOST_ROBOTS
    return (limits.page_sent, limits.page) if what == "page" else (limits.feed_sent, limits.feed)


def _too_long(shown: str, limit: int, how: str) -> FetchFault:
    told = f"{limit / MB:.0f} MB" if limit >= MB else f"{limit:,} bytes"
    return FetchFault(f"{shown}: longer than {told}{how}; left out", reason="too-long", status=200)


def _check_length(length: int | None, transport: httpx.BaseTransport, shown: str) -> None:
    """A body that goes on after the length announced for it was cut there. Raises FetchFault."""
    came = transport.sent_after_head() if isinstance(transport, Pinned) else None
    if length is not None and came is not None and came > length:
        raise FetchFault(
            f"{shown}: longer than the {length:,} bytes it announced, so it is not known to be whole; asked again later",
            reason="wrong-length",
            again=True,
            status=200,
        )
