"""`attache serve`: the desk in the browser."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Timer
from typing import TYPE_CHECKING, Annotated

import typer

from attache.cli.options import DEFAULT_LEDGER, LedgerFile
from attache.cli.output import complain, say
from attache.errors import AttacheError

if TYPE_CHECKING:
    from attache.web.served import Settings

PORT = 8017


def register(app: typer.Typer) -> None:
    """Adds the commands of this module."""
    app.command()(serve)


def serve(
    ledger: LedgerFile = DEFAULT_LEDGER,
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port; 0 takes a free one.")] = PORT,
    open_browser: Annotated[bool, typer.Option("--open", help="Open the desk in the browser.")] = False,
    read_only: Annotated[bool, typer.Option("--read-only", help="No reviews and no reading in.")] = False,
    by: Annotated[
        str | None, typer.Option("--by", envvar="ATTACHE_REVIEWER", help="Who reviews (default: the user logged in).")
    ] = None,
    host: Annotated[
        str, typer.Option(help="Address to listen on. Beyond this machine the desk opens only with the key it prints.")
    ] = "127.0.0.1",
    allow_host: Annotated[
        list[str] | None, typer.Option("--allow-host", metavar="NAME", help="A further name the desk answers to.")
    ] = None,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Reading in may fetch from local and private networks.")
    ] = False,
) -> None:
    """The desk in the browser, on this machine only unless told otherwise. A missing ledger is made, empty.

    Example: attache serve --port 8017 --open
    """
    from attache.web.served import LOOPBACK, Settings
    from attache.web.server import is_here, serve_desk, shown_host

    beyond = not is_here(host)
    names = tuple(name.lower().rstrip(".") for name in allow_host or ())
    settings = Settings(
        hosts=tuple(dict.fromkeys((*LOOPBACK, host.lower(), shown_host(host), *names))),
        any_address=beyond,
        reviewer=by,
        token=_new_key() if beyond or names else None,
        private_addresses=allow_private,
        read_only=_made_ready(ledger, read_only=read_only),
    )
    try:
        serve_desk(
            ledger, settings, host=host, port=port, on_ready=lambda address: _ready(address, settings, open_browser=open_browser)
        )
    except OSError as error:
        raise AttacheError(_not_held(host, port, error)) from error


def _not_held(host: str, port: int, error: OSError) -> str:
    """Why the desk could not be opened there, and what to try."""
    if error.errno in (errno.EADDRINUSE, errno.EACCES):
        return f"port {port} cannot be taken ({error.strerror or error}); try --port 0"
    return f"{host} is no address of this machine ({error.strerror or error}); try --host 127.0.0.1"


def _new_key() -> str:
    from secrets import token_urlsafe

    return token_urlsafe(24)


def _made_ready(path: Path, *, read_only: bool) -> bool:
    """Makes the ledger where it is missing and brings it up to date, so that no page has to; whether it is only read."""
    from attache.ledger import Ledger

    new = not path.exists()
    if read_only or (not new and not (os.access(path, os.W_OK) and os.access(path.absolute().parent, os.W_OK))):
        with Ledger(path, read_only=True):
            return True  # a missing or foreign file is told before a port is taken
    with Ledger(path) as book, _told_if_slow(f"{path} is brought up to date; this is done once"):
        book.reconcile()
    if new:
        say(f"{path} is a new ledger without a report; read some in on the page Read in")
    return False


@contextmanager
def _told_if_slow(line: str, seconds: float = 1.0) -> Iterator[None]:
    """A line on stderr where the work inside takes longer."""
    waiting = Timer(seconds, complain, (f"{line} …",))
    waiting.start()
    try:
        yield
    finally:
        waiting.cancel()


def _ready(address: str, settings: Settings, *, open_browser: bool) -> None:
    only = ", for reading only" if settings.read_only else ""
    say(f"The desk is open at {address} (Ctrl-C ends it{only})")
    if not open_browser:
        return
    import webbrowser

    if not webbrowser.open(address):
        complain(f"no browser could be opened; open {address} yourself")
