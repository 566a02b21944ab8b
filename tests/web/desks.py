"""A desk served over real HTTP from the test's own process, so that a test may reach its settings and its jobs."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Thread

import uvicorn
from fastapi import FastAPI

from attache.ledger import Ledger
from attache.web.app import desk
from attache.web.served import Settings
from attache.web.server import configured


@dataclass(frozen=True, slots=True)
class Desk:
    """A running desk: its address without a slash at the end, its port, and the application."""

    address: str
    port: int
    app: FastAPI


@contextmanager
def running(path: Path, settings: Settings | None = None) -> Iterator[Desk]:
    """A desk over the ledger at `path`, on a free port of the loopback address."""
    with Ledger(path, read_only=True, lagging=True) as ledger, socket.create_server(("127.0.0.1", 0)) as listener:
        app = desk(ledger, settings)
        server = uvicorn.Server(configured(app))
        thread = Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        port = listener.getsockname()[1]
        try:
            yield Desk(f"http://127.0.0.1:{port}", port, app)
        finally:
            server.should_exit = True
            thread.join(20)
            app.state.jobs.stop()
