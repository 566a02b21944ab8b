"""What is known of a host: its robots.txt, and when it may be asked next."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final, Protocol
from urllib.parse import urlsplit

from protego import Protego

from attache.sources.fetching.manners import PRODUCT

LONGEST_DELAY: Final = 3600.0
"""Seconds of a Crawl-delay that are believed. Its host would be asked for nothing but robots.txt with a delay of a day, for
which a robots.txt is good."""


@dataclass(frozen=True, slots=True)
class HostState:
    """What is kept of a host from one run to the next. Times in seconds since 1970."""

    robots: str | None = None
    """Its robots.txt; empty where it has none; None where it could not be had."""
    status: int | None = None
    """Of the answer to robots.txt; None where none came."""
    asked: float | None = None
    """When robots.txt was asked for; None for never."""
    next: float | None = None
    """Asked for nothing before; None for at once."""

    def not_before(self, at: float) -> HostState:
        """The state with a later time for the next request."""
        return replace(self, next=max(at, self.next or 0.0))


class HostMemory(Protocol):
    """Where the states of hosts are kept."""

    def host(self, host: str) -> HostState | None:
        """What is kept of a host."""

    def keep_host(self, host: str, state: HostState) -> None:
        """Keeps it."""


class NoMemory:
    """Keeps states for this run only."""

    def __init__(self) -> None:
        self._states: dict[str, HostState] = {}

    def host(self, host: str) -> HostState | None:
        return self._states.get(host)

    def keep_host(self, host: str, state: HostState) -> None:
        self._states[host] = state


def host_of(url: str) -> str:
    """Scheme, name and port: whom a robots.txt is for. Raises ValueError for what is no address."""
    parts = urlsplit(url)
    port = parts.port
    if not parts.hostname:
        raise ValueError(f"no host in {url!r}")
    plain = port is None or port == {"http": 80, "https": 443}.get(parts.scheme)
    name = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    return f"{parts.scheme.lower()}://{name}" + ("" if plain else f":{port}")


@lru_cache(maxsize=64)
def _rules(robots: str) -> Protego:
    return Protego.parse(robots)


def may_ask(robots: str, url: str) -> bool:
    """Whether a robots.txt lets this program ask for an address."""
    return _rules(robots).can_fetch(url, PRODUCT)


def crawl_delay(robots: str) -> float:
    """Seconds between requests that a robots.txt asks for, at most an hour; 0 where it asks for none."""
    delay = _rules(robots).crawl_delay(PRODUCT)
    return 0.0 if delay is None or delay != delay else min(LONGEST_DELAY, max(0.0, float(delay)))
