"""`attache ledger import`: readings made elsewhere into the ledger, with counts by reason at the end."""

from __future__ import annotations

import glob
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from attache.cli.options import DEFAULT_LEDGER, Json, LedgerFile
from attache.cli.output import as_json, complain, say
from attache.errors import SourceError

if TYPE_CHECKING:
    from attache.ledger import Ledger
    from attache.ledger.importing import Imported

WORK_IN = 5_000
"""New readings after which what is new is worked in across reports, so that a stopped run leaves a ledger of use."""
LINES = 20
"""Lines for readings of one file that are not believed; all are counted, and listed by `attache asides`."""

Bar = Callable[[str, int], None]
"""Is told what is being done, and how many more items are in."""

group = typer.Typer(no_args_is_help=True, help="What concerns the ledger's file as a whole.")


def register(app: typer.Typer) -> None:
    """Adds the group `ledger` with the commands of this module."""
    app.add_typer(group, name="ledger")


@dataclass(slots=True)
class Run:
    """What became of all files of one run."""

    files: int = 0
    skipped: int = 0
    failed: list[str] = field(default_factory=list)
    """A line for each file that could not be taken in."""
    counts: Imported | None = None
    importing: float = 0.0
    """Seconds spent on taking in, without working in."""
    working_in: float = 0.0

    @property
    def exit_status(self) -> int:
        """0 where all was taken in; 1 else."""
        return 1 if self.failed or (self.counts and self.counts.wrong) else 0

    def words(self) -> str:
        """One line for the end of the run."""
        files = f"{self.files} file{'s' * (self.files != 1)}"
        parts = [files + (f", {self.skipped} of them taken in before" if self.skipped else "")]
        if self.counts is not None:
            parts += [f"{self.counts.read} readings new", f"{self.counts.known} already in the ledger"]
            if self.counts.unread:
                parts.append(f"{self.counts.unread} stored unread (no-language-pack)")
            if self.counts.aside:
                told = ", ".join(f"{reason} {n}" for reason, n in sorted(self.counts.aside.items()))
                parts.append(f"set aside: {told}")
        return "; ".join(parts)

    def as_json(self) -> dict[str, object]:
        """The same for programs."""
        counts = self.counts
        return {
            "files": self.files,
            "skipped": self.skipped,
            "failed": self.failed,
            "read": counts.read if counts else 0,
            "known": counts.known if counts else 0,
            "unread": counts.unread if counts else 0,
            "aside": dict(sorted(counts.aside.items())) if counts else {},
            "wrong": len(counts.wrong) if counts else 0,
            "seconds": {"importing": round(self.importing, 3), "working in": round(self.working_in, 3)},
        }


@group.command("import")
def import_(
    inputs: Annotated[
        list[str],
        typer.Argument(metavar="FILE|FOLDER|PATTERN…", help="Files of readings (.parquet), folders of them, or patterns."),
    ],
    ledger: LedgerFile = DEFAULT_LEDGER,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Tell where the time went.")] = False,
    json: Json = False,
) -> None:
    """Takes in readings that `attache scale read` made; what the ledger holds already is left as it is.

    Example: attache ledger import readings/ --ledger ledger.db
    """
    from attache.ledger import Ledger

    with Ledger(ledger) as book, _stoppable(), _bar() as bar:
        run = import_into(book, inputs, bar)
        summary = book.summary()
    if json:
        as_json(run.as_json())
    else:
        say(run.words())
        kinds = ("reports", "events", "statements", "figures", "commitments", "tenures", "actors", "things")
        say(f"{ledger}: " + ", ".join(f"{getattr(summary, kind)} {kind}" for kind in kinds))
        if verbose:
            rate = (run.counts.items if run.counts else 0) / max(run.importing, 1e-9)
            say(f"importing {run.importing:.1f} s, {rate:.0f} items a second; working in {run.working_in:.1f} s")
    if run.exit_status:
        raise typer.Exit(run.exit_status)


def import_into(book: Ledger, inputs: list[str], bar: Bar) -> Run:
    """Takes every file in, works in what is new, and returns the counts. Raises LedgerError."""
    run = Run()
    waiting = 0
    for path in _files(inputs, run):
        run.files += 1
        began = time.monotonic()
        try:
            imported = book.import_readings(path, told=partial(bar, path.name))
        except SourceError as error:
            run.failed.append(str(error))
            complain(str(error))
            book.refuse(str(path), error.reason, str(error))
            continue
        finally:
            run.importing += time.monotonic() - began
        for line in imported.wrong[:LINES]:
            complain(line)
        waiting += imported.read
        run.skipped += imported.skipped
        run.counts = run.counts or type(imported)("")
        run.counts.add(imported)
        if waiting >= WORK_IN:
            waiting = _work_in(book, run, bar)
    _work_in(book, run, bar)
    return run


def _work_in(book: Ledger, run: Run, bar: Bar) -> int:
    bar("comparing what is new with all other reports", 0)
    began = time.monotonic()
    book.reconcile()
    run.working_in += time.monotonic() - began
    return 0


def _files(inputs: list[str], run: Run) -> Iterator[Path]:
    """The files that the inputs name, in the order of names; an input that names none is told as failed."""
    for given in inputs:
        path = Path(given)
        found = [path]
        if path.is_dir():
            found = sorted(path.rglob("*.parquet"))
        elif not path.exists() and glob.has_magic(given):
            found = sorted(map(Path, glob.glob(given, recursive=True)))
        if not found:
            message = f"{given}: no .parquet file there; give what attache scale read wrote with --out"
            run.failed.append(message)
            complain(message)
        yield from found


@contextmanager
def _stoppable() -> Iterator[None]:
    try:
        yield
    except KeyboardInterrupt:
        complain("stopped; what was taken in is stored, the same command does the rest")
        raise typer.Exit(130) from None


@contextmanager
def _bar() -> Iterator[Bar]:
    """A running line on stderr, only when that is a terminal."""
    if not sys.stderr.isatty():
        yield lambda told, items: None
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("taking in {task.completed:,.0f} items"), TimeElapsedColumn())
    with Progress(*columns, TextColumn("{task.fields[told]}", markup=False), console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None, told="")
        yield lambda told, items: bar.update(task, advance=items, told=told[:60])
