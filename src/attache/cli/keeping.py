"""The commands that keep a ledger file safe: `attache backup`, `attache restore`, `attache verify`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from attache.cli.options import DEFAULT_LEDGER, Json, LedgerFile
from attache.cli.output import as_json, complain, say


def register(app: typer.Typer) -> None:
    """Adds the commands of this module."""
    app.command()(backup)
    app.command()(restore)
    app.command()(verify)


@contextmanager
def _bar(title: str, unit: str) -> Iterator[Callable[[int, int], None]]:
    """A bar on stderr, only when that is a terminal."""
    if not sys.stderr.isatty():
        yield lambda done, total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.percentage:>3.0f} % " + unit),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(title, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


@contextmanager
def _stoppable(left: str) -> Iterator[None]:
    """Ctrl-C ends with one line and status 130."""
    try:
        yield
    except KeyboardInterrupt:
        complain(f"stopped; {left}")
        raise typer.Exit(130) from None


def _size(number: int) -> str:
    for unit in ("bytes", "KB", "MB"):
        if number < 1024:
            return f"{number:.0f} {unit}"
        number //= 1024
    return f"{number} GB"


def _advice(codes: set[str], ledger: Path) -> str:
    """What to do about faults of these codes."""
    if codes == {"derived"}:
        return f"nothing that was read is damaged; try attache rebuild --ledger {ledger}"
    return f"damaged; restore a backup with attache restore BACKUP --ledger {ledger}"


def backup(
    to: Annotated[
        Path | None,
        typer.Argument(metavar="[FILE|FOLDER]", help="Where to; by default beside the ledger, with the day and time."),
    ] = None,
    ledger: LedgerFile = DEFAULT_LEDGER,
) -> None:
    """Copies the ledger, of one moment, while others may go on reading and writing; a file of that name is never overwritten.

    Example: attache backup /media/usb --ledger ledger.db
    """
    from datetime import UTC, datetime

    from attache.ledger.store import Store

    name = f"{ledger.stem}-{datetime.now(UTC):%Y-%m-%dT%H%M%SZ}{ledger.suffix}"
    target = ledger.with_name(name) if to is None else to / name if to.is_dir() else to
    store = Store(ledger, read_only=True)
    try:
        with _stoppable("there is no copy, the ledger is as it was"), _bar("copying", "copied") as bar:
            size = store.copy_to(target, bar)
    finally:
        store.close()
    copy = Store(target, read_only=True)
    try:
        reports = copy.rows("SELECT count(*) FROM report")[0][0]
    finally:
        copy.close()
    say(f"{target}: {reports} reports, {_size(size)}; put back with attache restore {target} --ledger {ledger}")


def restore(
    source: Annotated[Path, typer.Argument(metavar="BACKUP", help="A file that attache backup made.")],
    ledger: LedgerFile = DEFAULT_LEDGER,
) -> None:
    """Puts a backup in the ledger's place; the former ledger is kept beside it. A damaged backup is refused.

    Example: attache restore ledger-2026-03-01T080000Z.db --ledger ledger.db
    """
    from attache.ledger.copies import restored

    with _stoppable("the ledger is as it was before"), _bar("restoring", "written") as bar:
        kept = restored(source, ledger, progress=bar)
    say(f"{ledger}: restored from {source}" + (f"; what stood there before is kept as {kept}" if kept else ""))


def verify(
    ledger: LedgerFile = DEFAULT_LEDGER,
    deep: Annotated[
        bool, typer.Option("--deep", help="Also work all out anew in a copy and compare; takes time and room for the copy.")
    ] = False,
    json: Json = False,
) -> None:
    """Whether the file is whole: pages, references, texts against their checksums, passages within their texts.

    Example: attache verify --deep --ledger ledger.db
    """
    from attache.ledger.copies import free_name
    from attache.ledger.soundness import differences, faults
    from attache.ledger.store import Store

    store = Store(ledger, read_only=True)
    try:
        with _stoppable("nothing was changed"), _bar("verifying", "of the reports") as bar:
            found = faults(store, told=bar)
            if deep and not found:
                found = differences(store, free_name(ledger.with_name(f"{ledger.stem}.verifying{ledger.suffix}")))
        reports = 0 if found else store.rows("SELECT count(*) FROM report")[0][0]
    finally:
        store.close()
    if json:
        as_json([asdict(fault) for fault in found])
    for fault in () if json else found:
        say(f"{fault.code}: {fault.message}")
    if found:
        complain(f"{ledger}: {_advice({fault.code for fault in found}, ledger)}")
        raise typer.Exit(1)
    if not json:
        say(f"{ledger}: whole; {reports} reports" + (", worked out as a rebuild would" if deep else ""))
