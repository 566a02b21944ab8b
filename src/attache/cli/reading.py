"""`attache read` and `attache reread`: reports into the ledger, with counts by reason at the end."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from types import FrameType
from typing import IO, TYPE_CHECKING, Annotated

import typer

from attache.cli.counting import Bar, Counts, progress
from attache.cli.options import DEFAULT_LEDGER, Json, LedgerFile
from attache.cli.output import as_json, complain, say
from attache.errors import AttacheError

if TYPE_CHECKING:
    from attache.intake import Intake
    from attache.ledger import Ledger
    from attache.ledger.entries import Summary
    from attache.sources.columns import Columns


def register(app: typer.Typer) -> None:
    """Adds the commands of this module."""
    app.command()(read)
    app.command()(reread)


@contextmanager
def stoppable() -> Iterator[None]:
    """Ctrl-C ends long work with one line and status 130; each report that was acknowledged is in the ledger."""
    try:
        yield
    except KeyboardInterrupt:
        complain("stopped; what was acknowledged is stored, the same command reads the rest")
        raise typer.Exit(130) from None


@dataclass(frozen=True, slots=True)
class How:
    """How the inputs of a run are read."""

    jobs: int
    gate: bool | None
    private: bool
    columns: Columns | None
    time_limit: float | None


def read(
    inputs: Annotated[
        list[str], typer.Argument(metavar="PATH|URL|-…", help="Files, folders, archives, web pages, or - for standard input.")
    ],
    ledger: LedgerFile = DEFAULT_LEDGER,
    jobs: Annotated[
        int | None, typer.Option("--jobs", "-j", min=1, max=256, help="Processes that read; by default one a core, at most 8.")
    ] = None,
    gate: Annotated[
        bool | None,
        typer.Option(
            "--gate/--no-gate",
            help="Set aside what is not about relations between countries; by default only out of archives, tables and feeds.",
            show_default=False,
        ),
    ] = None,
    columns: Annotated[
        str | None, typer.Option(metavar="PART=COLUMN,…", help="Columns of tables and JSON lines: text=body,title=headline.")
    ] = None,
    time_limit: Annotated[
        float | None, typer.Option(min=0.1, metavar="SECONDS", help="For one report; longer ones get more. By default 60.")
    ] = None,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Fetch addresses in local and private networks too.")
    ] = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Tell where the time went.")] = False,
    json: Json = False,
) -> None:
    """Reads reports into the ledger; what it holds already is left as it is.

    Example: attache read reports/ https://example.org/communique.html --ledger ledger.db
    """
    from attache.sources.columns import Columns

    parsed = Columns.parse(columns) if columns else None
    how = How(jobs or 0, gate, allow_private, parsed, time_limit)
    counts, summary = _read(ledger, inputs, how)
    _tell(ledger, counts, summary, verbose=verbose, json=json)
    if counts.faults:
        raise typer.Exit(1)


def _read(path: Path, inputs: list[str], how: How) -> tuple[Counts, Summary]:
    from attache.intake import LIMITS, Setup, Workers, usual_jobs

    limits = LIMITS if how.time_limit is None else LIMITS.of_seconds(how.time_limit)
    with Workers(how.jobs or usual_jobs(), Setup(path, limits)) as workers:
        # Loaded while the processes that read are loading.
        from attache.intake import Intake
        from attache.ledger import Ledger

        with Ledger(path) as book, stoppable(), progress("reading") as bar:
            counts = read_into(book, inputs, Intake(book, workers), bar, how)
            workers.close()
            return counts, book.summary()


def read_into(book: Ledger, inputs: list[str], intake: Intake, bar: Bar, how: How) -> Counts:
    """Reads every input into the ledger, works in what is new, and returns the counts."""
    from attache.intake import gate_for, in_order
    from attache.sources.items import STANDARD_INPUT, items_from

    stdin = _stdin() if STANDARD_INPUT in inputs else None
    items = in_order(
        lambda on_aside: items_from(inputs, on_aside=on_aside, stdin=stdin, private=how.private, columns=how.columns)
    )
    counts, writer = Counts(), intake.writer
    with _stopping(intake) as stop, closing(intake.taken(items, gate_for(how.gate))) as every:
        for taken in every:
            counts.add(taken)
            bar(counts, taken.of.label)
            if writer.is_due() and not stop.asked:
                with stop.at_once():
                    bar(counts, "comparing what is new with all other reports")
                    writer.work_in()
        if stop.asked:
            raise KeyboardInterrupt
    bar(counts, "comparing what is new with all other reports")
    writer.work_in()
    counts.wrote(writer)
    return counts


def _stdin() -> IO[bytes]:
    """Standard input by a number of its own: a thread that waits for it must not hold up this program's end."""
    if sys.stdin is None:
        raise AttacheError("standard input is closed; give a file, or pipe something in")
    return os.fdopen(os.dup(sys.stdin.fileno()), "rb")


class _Stop:
    """What Ctrl-C does: the first one asks, the second one, or one while nothing can be lost, ends at once."""

    def __init__(self, intake: Intake) -> None:
        self.asked = False
        self._intake = intake
        self._at_once = False

    def __call__(self, number: int, frame: FrameType | None) -> None:
        """The signal's handler."""
        if self.asked or self._at_once:
            raise KeyboardInterrupt
        self.asked = True
        self._intake.stop()

    @contextmanager
    def at_once(self) -> Iterator[None]:
        """Within, the first Ctrl-C ends at once: what is done here is taken back whole and done later."""
        self._at_once = True
        try:
            yield
        finally:
            self._at_once = False


@contextmanager
def _stopping(intake: Intake) -> Iterator[_Stop]:
    """Within, Ctrl-C lets what was read be stored first."""
    stop = _Stop(intake)
    before = signal.signal(signal.SIGINT, stop)
    try:
        yield stop
    finally:
        signal.signal(signal.SIGINT, before)


def _tell(path: Path, counts: Counts, summary: Summary, *, verbose: bool, json: bool) -> None:
    kinds = ("reports", "events", "statements", "figures", "commitments", "tenures", "actors", "things")
    if json:
        as_json({**counts.as_json(), "ledger": {"file": str(path)} | {k: v for k, v in asdict(summary).items() if k in kinds}})
        return
    say(counts.words())
    say(f"{path}: " + ", ".join(f"{getattr(summary, kind)} {kind}" for kind in kinds))
    if verbose:
        say(counts.time_words())


def reread(ledger: LedgerFile = DEFAULT_LEDGER) -> None:
    """Reads the stored texts again after an upgrade.

    Example: attache reread --ledger ledger.db
    """
    from attache.ledger import Ledger
    from attache.reading import READER
    from attache.reading import read as read_report

    if not Path(ledger).exists():
        from attache.errors import LedgerError

        raise LedgerError(f"there is no ledger at {ledger}; try attache read FOLDER --ledger {ledger}")
    with Ledger(ledger) as book, stoppable():
        count = book.reread(read_report, READER)
    say(f"{count} reports read again by {READER}")
