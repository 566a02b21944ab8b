"""Runs the desk until it is stopped: on the loopback address, or beyond this machine behind a key."""

from __future__ import annotations

import asyncio
import ipaddress
import logging
import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from types import FrameType
from typing import Any

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from attache.ledger import Ledger
from attache.web.app import desk
from attache.web.rendering import compiled
from attache.web.served import Settings
from attache.web.views import PAGES

log = logging.getLogger(__name__)
HOST = "127.0.0.1"
PATIENCE = 10.0
"""Seconds in which a connection must have told what it wants; one that dribbles its request would be held for ever."""
MOST_CONNECTIONS = 400
LONGEST_HEAD = 32_000
"""Bytes of a request line with its headers."""
LAST_ANSWERS = 3
"""Seconds that answers under way get at the end."""


def is_here(host: str) -> bool:
    """Whether only this machine reaches that address."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def serve_desk(path: Path, settings: Settings, *, host: str = HOST, port: int, on_ready: Callable[[str], None]) -> None:
    """Serves the ledger at `path` until Ctrl-C or SIGTERM; `on_ready` is given the address once the port is held.

    Raises OSError where the port cannot be taken, LedgerError where the ledger cannot be read.
    """
    family, *_, place = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
    with socket.socket(family, socket.SOCK_STREAM) as listener, Ledger(path, read_only=True, lagging=True) as ledger:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(place)
        listener.listen(128)
        app = desk(ledger, settings)
        on_ready(_address(host, listener.getsockname()[1], settings.token))
        Thread(target=compiled, args=({page.template for page in PAGES},), daemon=True).start()
        with _ended_quietly():
            uvicorn.Server(configured(app)).run(sockets=[listener])
        left: int = app.state.jobs.stop()
        if left:
            log.warning("stopped while reading in; %d were not read yet", left)


def configured(app: Any) -> uvicorn.Config:
    """How the server runs the application: impatient, and without what a desk has no use for."""
    return uvicorn.Config(
        app,
        http=Patient,
        ws="none",
        lifespan="off",
        log_level="warning",
        proxy_headers=False,
        server_header=False,
        limit_concurrency=MOST_CONNECTIONS,
        timeout_keep_alive=15,
        timeout_graceful_shutdown=LAST_ANSWERS,
        h11_max_incomplete_event_size=LONGEST_HEAD,
    )


def shown_host(host: str) -> str:
    """A host as it stands in addresses; a desk on all addresses of the machine is told by the machine's name."""
    shown = socket.gethostname() if host in ("0.0.0.0", "::") else host
    return f"[{shown}]".lower() if ":" in shown else shown.lower()


def _address(host: str, port: int, key: str | None) -> str:
    """The address that a visitor opens."""
    return f"http://{shown_host(host)}:{port}/" + (f"?key={key}" if key else "")


@contextmanager
def _ended_quietly() -> Iterator[None]:
    """Ctrl-C and SIGTERM end what is inside, and nothing else: they are how a desk is closed."""

    def end(number: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    # The server puts the former handlers back and raises its signal again; SIGTERM's own would end all at once.
    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    except KeyboardInterrupt:
        pass
    finally:
        signal.signal(signal.SIGTERM, before)


class Patient(H11Protocol):
    """A connection that is closed where it is open for `PATIENCE` seconds without a whole request."""

    _limit: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Sends each part of an answer at once, and starts to wait."""
        super().connection_made(transport)
        # Else a page's second part waits 40 ms for the visitor's word that the first has come.
        transport.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._wait()

    def data_received(self, data: bytes) -> None:
        """Goes on waiting where the request is not whole yet."""
        super().data_received(data)
        under_way = self.cycle is not None and not self.cycle.response_complete
        if under_way:
            self._stop_waiting()
        elif self._limit is None:
            self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Nobody is there any more."""
        self._stop_waiting()
        super().connection_lost(exc)

    def _wait(self) -> None:
        self._limit = self.loop.call_later(PATIENCE, self.transport.close)

    def _stop_waiting(self) -> None:
        if self._limit is not None:
            self._limit.cancel()
            self._limit = None
