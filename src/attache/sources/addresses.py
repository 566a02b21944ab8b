"""Pages by address: fetched over http(s) with a limit on time and size, and one clear line where that fails."""

from __future__ import annotations

import re
import time
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version
from typing import Final
from urllib.parse import urldefrag
from urllib.request import getproxies, proxy_bypass

import httpcore
import httpx

from attache.errors import SourceError
from attache.records import Report
from attache.sources.compose import Origin
from attache.sources.files import MOST_BYTES
from attache.sources.item import Item, report_of
from attache.sources.pinned import Deadline, Pinned
from attache.sources.reach import destinations

SECONDS: Final = 20.0
"""How long a server may be silent."""
IN_ALL: Final = 60.0
"""Seconds for a page with all that it is sent on to."""
_REDIRECTS = 8
_TEXT_TYPES = ("text/html", "application/xhtml+xml", "text/plain", "text/markdown", "application/xml", "text/xml")


def is_address(given: str) -> bool:
    """Whether an input is an http(s) address rather than a path."""
    return given.lower().startswith(("http://", "https://"))


def read_address(url: str, *, private: bool = False) -> Report:
    """The report of a page; with `private` also of one in a local or private network.

    Raises SourceError as `item_at` does, or with one of the reasons of reading a page.
    """
    return report_of(item_at(url, private=private))


def item_at(url: str, *, private: bool = False) -> Item:
    """The page at an address; with `private` also at one in a local or private network.

    Raises SourceError `http-error`, `private-address`, `too-long` or `unsupported-type`.
    """
    try:
        address = urldefrag(url).url
        shown = without_password(address)
    except ValueError as error:
        raise SourceError(f"{url}: this is no address ({error}); check it in a browser", reason="http-error") from error
    data, kind, charset = _fetched(address, shown, private=private)
    page = kind in ("text/html", "application/xhtml+xml")
    return Item(shown, shown, "page" if page else "text", data, Origin(url=shown), charset=charset, by_hand=True)


def _user_agent() -> str:
    try:
        return f"attache/{version('attache')} (reads single pages for a local file; no crawler)"
    except PackageNotFoundError:
        return "attache (reads single pages for a local file; no crawler)"


def without_password(url: str) -> str:
    """The address without a user's name and password, which belong in no ledger and no message."""
    return _PASSWORD.sub(r"\1", url)


_PASSWORD = re.compile(r"^(\s*[A-Za-z][A-Za-z0-9+.-]*://)[^/?#]*@")


def _fetched(url: str, shown: str, *, private: bool) -> tuple[bytes, str, str | None]:
    """Bytes, media type and declared charset. Each address on the way is checked before it is asked."""
    deadline = Deadline(time.monotonic() + IN_ALL)
    try:
        here = httpx.URL(url)
        for hop in range(_REDIRECTS + 1):
            proxy = _proxy(here)
            told = f"{shown} sends on to {here.host}" if hop else shown
            numbers = destinations(here, told, private=private, proxied=proxy is not None)
            with _client(numbers, proxy, deadline) as client, client.stream("GET", here) as response:
                if response.next_request is None:
                    return _page(response, shown, deadline)
                here = response.next_request.url
    except (httpx.TimeoutException, httpcore.TimeoutException) as error:
        raise SourceError(f"{shown}: no answer within {SECONDS:.0f} seconds; try again later", reason="http-error") from error
    except (httpx.HTTPError, httpx.InvalidURL, httpcore.NetworkError, httpcore.ProtocolError, httpcore.ProxyError) as error:
        why = " ".join(str(error).split()) or type(error).__name__
        raise SourceError(
            f"{shown}: cannot be fetched ({why}); check the address and the connection", reason="http-error"
        ) from error
    raise SourceError(f"{shown}: sent from page to page without end; give the final address", reason="http-error")


def _proxy(url: httpx.URL) -> str | None:
    """The proxy that the environment names for such addresses."""
    found = None if proxy_bypass(url.host) else getproxies().get(url.scheme)
    return f"http://{found}" if found and "://" not in found else found


def _client(numbers: Sequence[str], proxy: str | None, deadline: Deadline) -> httpx.Client:
    """A client for one request, to these numbers or by way of the proxy."""
    headers = {"User-Agent": _user_agent(), "Accept": "text/html, text/plain;q=0.8, */*;q=0.1"}
    try:
        transport = httpx.HTTPTransport(proxy=proxy) if proxy else Pinned(numbers, deadline)
    except (ValueError, ImportError) as error:
        told = without_password(proxy or "")
        raise SourceError(
            f"the proxy {told} cannot be used ({error}); check http_proxy and https_proxy", reason="http-error"
        ) from error
    return httpx.Client(transport=transport, follow_redirects=False, timeout=SECONDS, headers=headers, trust_env=False)


def _page(response: httpx.Response, shown: str, deadline: Deadline) -> tuple[bytes, str, str | None]:
    if response.status_code >= 400:
        why = f"{response.status_code} {response.reason_phrase}".strip()
        raise SourceError(f"{shown}: the server answers {why}; check the address in a browser", reason="http-error")
    kind = response.headers.get("content-type", "text/html").split(";")[0].strip().lower()
    if kind not in _TEXT_TYPES:
        raise SourceError(f"{shown}: this is {kind}, no page of text; give the article's own address", reason="unsupported-type")
    return _body(response, shown, deadline), kind, response.charset_encoding


def _body(response: httpx.Response, shown: str, deadline: Deadline) -> bytes:
    data = bytearray()
    for chunk in response.iter_bytes():
        data += chunk
        deadline.left(None)
        if len(data) > MOST_BYTES:
            raise SourceError(f"{shown}: longer than {MOST_BYTES // 2**20} MB, too long for one report", reason="too-long")
    return bytes(data)
