"""Pages by address: fetched over http(s) with a limit on time and size, and one clear line where that fails."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from typing import Final
from urllib.parse import urldefrag, urlsplit, urlunsplit

import httpx

from attache.errors import SourceError
from attache.records import Report
from attache.sources.compose import Origin, report_of_page, report_of_text
from attache.sources.decode import decode, looks_like_page
from attache.sources.files import MOST_BYTES

SECONDS: Final = 20.0
_REDIRECTS = 8
_TEXT_TYPES = ("text/html", "application/xhtml+xml", "text/plain", "text/markdown", "application/xml", "text/xml")


def is_address(given: str) -> bool:
    """Whether an input is an http(s) address rather than a path."""
    return given.lower().startswith(("http://", "https://"))


def read_address(url: str) -> Report:
    """The report of a page. Raises SourceError `http-error`, `too-long`, `unsupported-type` or one of reading the page."""
    address = urldefrag(url).url
    shown = _without_password(address)
    data, kind, charset = _fetched(address, shown)
    page = kind in ("text/html", "application/xhtml+xml") or looks_like_page(data)
    text = decode(data, where=shown, declared=charset, html=page)
    origin = Origin(url=shown)
    return report_of_page(text, origin) if page else report_of_text(text, origin)


def _user_agent() -> str:
    try:
        return f"attache/{version('attache')} (reads single pages for a local file; no crawler)"
    except PackageNotFoundError:
        return "attache (reads single pages for a local file; no crawler)"


def _without_password(url: str) -> str:
    """The address without a user's name and password, which belong in no ledger and no message."""
    parts = urlsplit(url)
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))


def _fetched(url: str, shown: str) -> tuple[bytes, str, str | None]:
    """Bytes, media type and declared charset."""
    headers = {"User-Agent": _user_agent(), "Accept": "text/html, text/plain;q=0.8, */*;q=0.1"}
    try:
        with (
            httpx.Client(follow_redirects=True, max_redirects=_REDIRECTS, timeout=SECONDS, headers=headers) as client,
            client.stream("GET", url) as response,
        ):
            if response.status_code >= 400:
                why = f"{response.status_code} {response.reason_phrase}".strip()
                raise SourceError(f"{shown}: the server answers {why}; check the address in a browser", reason="http-error")
            kind = response.headers.get("content-type", "text/html").split(";")[0].strip().lower()
            if kind not in _TEXT_TYPES:
                raise SourceError(
                    f"{shown}: this is {kind}, no page of text; give the article's own address", reason="unsupported-type"
                )
            return _body(response, shown), kind, response.charset_encoding
    except httpx.TimeoutException as error:
        raise SourceError(f"{shown}: no answer within {SECONDS:.0f} seconds; try again later", reason="http-error") from error
    except httpx.TooManyRedirects as error:
        raise SourceError(f"{shown}: sent from page to page without end; give the final address", reason="http-error") from error
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        why = " ".join(str(error).split()) or type(error).__name__
        raise SourceError(
            f"{shown}: cannot be fetched ({why}); check the address and the connection", reason="http-error"
        ) from error


def _body(response: httpx.Response, shown: str) -> bytes:
    data = bytearray()
    for chunk in response.iter_bytes():
        data += chunk
        if len(data) > MOST_BYTES:
            raise SourceError(f"{shown}: longer than {MOST_BYTES // 2**20} MB, too long for one report", reason="too-long")
    return bytes(data)
