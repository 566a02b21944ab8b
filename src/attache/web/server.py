"""Runs the desk on the loopback address until it is stopped."""

from __future__ import annotations

import socket
from collections.abc import Callable
from pathlib import Path

import uvicorn

from attache.ledger import Ledger
from attache.web.app import desk

HOST = "127.0.0.1"


def serve_desk(path: Path, *, port: int, on_ready: Callable[[str], None]) -> None:
    """Serves the ledger at `path`; `on_ready` is given the address once the port is held. Raises OSError if it is taken."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as listener, Ledger(path, read_only=True) as ledger:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((HOST, port))
        listener.listen()
        server = uvicorn.Server(uvicorn.Config(desk(ledger), log_level="warning", lifespan="off"))
        on_ready(f"http://{HOST}:{listener.getsockname()[1]}/")
        server.run(sockets=[listener])
