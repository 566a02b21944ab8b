"""feeds.toml: which feeds are watched and how; any fault in it is told in one line with the key, the line and what to write."""

from __future__ import annotations

import fnmatch
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Any, Final

from attache.errors import SourceError
from attache.sources.addresses import is_address, without_password
from attache.sources.feeds.feed import page_address
from attache.sources.feeds.outlines import feeds_of_opml

EXAMPLE: Final = files("attache.sources.feeds").joinpath("example.toml").read_text("utf-8")
"""A feeds.toml with every key, its meaning and what holds where it is left out."""
_SPAN: Final = re.compile(r"(\d{1,6}(?:\.\d{1,3})?)\s*([smhd])")
_UNITS: Final = {"s": 1.0, "m": 60.0, "h": 3600.0, "d": 86_400.0}
_KINDS: Final = ("auto", "feed", "sitemap")
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}(?:-[A-Za-z]{2,4})?")


@dataclass(frozen=True, slots=True)
class FeedSettings:
    """One feed to be watched. Times in seconds."""

    address: str
    name: str = ""
    publisher: str = ""
    every: float = 1800.0
    kind: str = "auto"
    limit: int = 200
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    full_text: bool = False
    language: str = ""
    recheck: float | None = None

    @property
    def shown(self) -> str:
        """How messages call it."""
        return self.name or without_password(self.address)

    def takes(self, url: str) -> bool:
        """Whether its patterns let a link pass."""
        folded = url.casefold()
        if self.include and not any(fnmatch.fnmatchcase(folded, p.casefold()) for p in self.include):
            return False
        return not any(fnmatch.fnmatchcase(folded, p.casefold()) for p in self.exclude)


@dataclass(frozen=True, slots=True)
class Watchlist:
    """The feeds to be watched, and how hosts are asked. Times in seconds."""

    feeds: tuple[FeedSettings, ...]
    contact: str = ""
    interval: float = 2.0
    parallel: int = 4
    connect: float = 10.0
    silence: float = 20.0
    total: float = 60.0
    patience: float = 120.0
    keep: float = 180 * 86_400.0


class _Wrong(Exception):
    """A value that will not do; its text says what to write."""


def watchlist_of(data: bytes, *, where: str) -> Watchlist:
    """The feeds of a feeds.toml or an OPML file, told apart by how they open. Raises SourceError `broken-feeds`."""
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") or data.startswith((b"\xff\xfe", b"\xfe\xff")):
        outlines = feeds_of_opml(data, where=where)
        return Watchlist(tuple(FeedSettings(one.address, name=one.name or "") for one in outlines))
    try:
        source = data.decode("utf-8-sig")
        tables = tomllib.loads(source)
    except UnicodeDecodeError as error:
        raise _fault(where, f"byte {error.start} is no UTF-8; save the file as UTF-8") from error
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise _fault(where, f"{error}; see `attache watch --example`") from error
    return _Reader(source, where).watchlist(tables)


def watchlist_of_address(address: str) -> Watchlist:
    """A single feed by its address. Raises SourceError `broken-feeds`."""
    whole = page_address(address, "")
    if whole is None:
        raise _fault(without_password(address), "this is no http or https address; check it in a browser")
    return Watchlist((FeedSettings(address.strip()),))


def _fault(where: str, told: str) -> SourceError:
    return SourceError(f"{where}: {told}", reason="broken-feeds")


@dataclass(slots=True)
class _Reader:
    """Takes the tables of one file to settings; knows on which line a key stands."""

    source: str
    where: str
    every: float = 1800.0
    _seen: dict[str, int] = field(default_factory=dict)

    def watchlist(self, tables: Mapping[str, Any]) -> Watchlist:
        for key in tables:
            if key not in ("watch", "feed"):
                raise self._wrong(key, "", 0, "not known; write [watch] and [[feed]]")
        general = tables.get("watch", {})
        if not isinstance(general, dict):
            raise self._wrong("watch", "", 0, "must be a table; write [watch] and its keys below")
        values = self._values(general, _WATCH, "watch", 0)
        self.every = float(values.pop("every", self.every))
        listed = tables.get("feed", [])
        if not isinstance(listed, list) or not all(isinstance(one, dict) for one in listed):
            raise self._wrong("feed", "", 0, "must be tables; write [[feed]], twice in brackets, for each feed")
        if not listed:
            raise _fault(self.where, 'lists no feed; write [[feed]] and below it address = "https://…"')
        return Watchlist(tuple(self._feed(one, number) for number, one in enumerate(listed)), **values)

    def _feed(self, table: Mapping[str, Any], number: int) -> FeedSettings:
        if "address" not in table:
            raise self._wrong("", "feed", number, 'has no address; write address = "https://…"')
        values = {"every": self.every, **self._values(table, _FEED, "feed", number)}
        address = str(values["address"])
        if address in self._seen:
            raise self._wrong("address", "feed", number, f"is that of feed {self._seen[address] + 1} already; leave one out")
        self._seen[address] = number
        return FeedSettings(**values)

    def _values(self, table: Mapping[str, Any], known: Mapping[str, _Check], header: str, number: int) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for key, value in table.items():
            if key not in known:
                raise self._wrong(key, header, number, f"is not known; known are {', '.join(known)}")
            try:
                values[key] = known[key](value)
            except _Wrong as wrong:
                raise self._wrong(key, header, number, str(wrong)) from wrong
        return values

    def _wrong(self, key: str, header: str, number: int, told: str) -> SourceError:
        line = self._line(key, header, number)
        what = f"`{key}`" if key else f"feed {number + 1}"
        return _fault(self.where, f"line {line}: {what} {told}" if line else f"{what} {told}")

    def _line(self, key: str, header: str, number: int) -> int | None:
        """On which line a key of the given table stands, or the table itself where no key is given; 0 where it is not found."""
        at, count = "", {"feed": -1, "watch": -1}
        for line, words in enumerate(self.source.splitlines(), 1):
            found = _HEADER.match(words)
            if found:
                at = found[1]
                if at in count:
                    count[at] += 1
            here = at == header and (header == "" or count.get(header) == number)
            if here and ((not key and found) or (key and re.match(rf"\s*[\"']?{re.escape(key)}[\"']?\s*[.=]", words))):
                return line
            if found and not header and found[1] == key:
                return line
        return None


_HEADER: Final = re.compile(r"\s*\[{1,2}\s*[\"']?([\w-]+)[\"']?\s*\]{1,2}")
_Check = Callable[[Any], Any]


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise _Wrong(f'must be text, not {value!r}; write it as "{value}"')
    if any(ord(c) < 32 for c in value):
        raise _Wrong("must be one line without control characters")
    return value.strip()


def _address(value: Any) -> str:
    text = _text(value)
    if not is_address(text) or page_address(text, "") is None:
        raise _Wrong(f'is no address: {text[:80]!r}; write it as "https://example.org/rss.xml"')
    return text


def _span(least: float, most: float) -> _Check:
    def check(value: Any) -> float:
        found = _SPAN.fullmatch(value.strip()) if isinstance(value, str) else None
        if found is None:
            raise _Wrong(f'is no time: {value!r}; write it as "90s", "30m", "6h" or "2d"')
        seconds = float(found[1]) * _UNITS[found[2]]
        if not least <= seconds <= most:
            raise _Wrong(f"must be from {_told(least)} to {_told(most)}, not {value}")
        return seconds

    return check


def _told(seconds: float) -> str:
    unit, size = next((u, s) for u, s in reversed(_UNITS.items()) if seconds >= s or s == 1.0)
    return f"{seconds / size:g}{unit}"


def _number(least: int, most: int) -> _Check:
    def check(value: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            raise _Wrong(f"must be a whole number from {least} to {most}, not {value!r}")
        return value

    return check


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise _Wrong(f"must be true or false, not {value!r}")
    return value


def _patterns(value: Any) -> tuple[str, ...]:
    if isinstance(value, str):
        raise _Wrong(f"must be a list; write [{value!r}]".replace("'", '"'))
    if not isinstance(value, list) or not all(isinstance(one, str) and one.strip() for one in value):
        raise _Wrong('must be a list of patterns; write it as ["*/world/*"]')
    return tuple(one.strip() for one in value)


def _kind(value: Any) -> str:
    if value not in _KINDS:
        raise _Wrong(f"must be one of {', '.join(_KINDS)}, not {value!r}")
    return str(value)


def _language(value: Any) -> str:
    text = _text(value)
    if text and not _LANGUAGE.fullmatch(text):
        raise _Wrong(f'must be a language code as "en", not {value!r}')
    return text


def _maybe(check: _Check) -> _Check:
    return lambda value: None if value == "" else check(value)


_MONTH: Final = 31 * 86_400.0
_WATCH: Final[Mapping[str, _Check]] = {
    "contact": _text,
    "interval": _span(0, 3600),
    "parallel": _number(1, 64),
    "connect": _span(0.1, 300),
    "silence": _span(0.1, 600),
    "total": _span(0.1, 3600),
    "patience": _span(0, 3600),
    "every": _span(1, _MONTH),
    "keep": _span(86_400, 3660 * 86_400.0),
}
_FEED: Final[Mapping[str, _Check]] = {
    "address": _address,
    "name": _text,
    "publisher": _text,
    "every": _span(1, _MONTH),
    "kind": _kind,
    "limit": _number(1, 50_000),
    "include": _patterns,
    "exclude": _patterns,
    "full_text": _flag,
    "language": _language,
    "recheck": _maybe(_span(60, _MONTH)),
}
