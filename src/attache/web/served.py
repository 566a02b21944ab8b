"""What the desk serves: a ledger to read, the same ledger to write, and how it may be reached."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from secrets import token_bytes
from threading import Lock

from attache.ledger import Ledger

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")


@dataclass(frozen=True, slots=True)
class Settings:
    """How the desk may be used."""

    hosts: tuple[str, ...] = LOOPBACK
    """Names under which it answers, without a port."""
    any_address: bool = False
    """Whether it answers to any number besides: only names can be turned to this machine by others."""
    reviewer: str | None = None
    """Who decides in reviews; None: the user logged in."""
    token: str | None = None
    """The key that a visitor must have, where the desk is served beyond this machine."""
    private_addresses: bool = False
    """Whether reading in may fetch from local and private networks."""
    read_only: bool = False
    """No reviews, no reading in."""
    max_upload: int = 50_000_000
    """Bytes of one upload."""


@dataclass(slots=True)
class Served:
    """A ledger as the desk holds it."""

    ledger: Ledger
    """For all pages; sees what was written once it is worked out."""
    settings: Settings = field(default_factory=Settings)
    secret: bytes = field(default_factory=lambda: token_bytes(32), repr=False)
    """Signs sessions and forms; another one at each start."""
    _writing: Lock = field(default_factory=Lock)

    @contextmanager
    def writer(self) -> Iterator[Ledger]:
        """The ledger for writing, one writer at a time. Raises LedgerError where the file may not be written."""
        with self._writing, Ledger(self.ledger.path, create=False) as ledger:
            yield ledger
