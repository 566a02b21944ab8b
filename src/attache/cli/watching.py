"""`attache watch` polls feeds and reads what is new; `attache feeds` lists how they stand."""

from __future__ import annotations

import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from itertools import chain
from json import dumps
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Annotated, Final

import typer

from attache.cli.options import DEFAULT_LEDGER, Json, LedgerFile
from attache.cli.output import Column, as_json, complain, say, table

if TYPE_CHECKING:
    from attache.intake.watching import Watch
    from attache.intake.watching_tally import Tally
    from attache.ledger.feeds import FeedEntry
    from attache.sources.feeds import Watchlist
    from attache.sources.fetching import Clock, Manners

STOPPED: Final = {signal.SIGINT: 130, signal.SIGTERM: 0}
"""Exit status by the signal that ended a watch: who started it as a service ends it by the second, and that is no fault."""
PATIENCE: Final = 900.0
"""Seconds to wait for another program that writes into the ledger."""


def register(app: typer.Typer) -> None:
    """Adds the commands of this module."""
    app.command()(watch)
    app.command()(feeds)


@dataclass(frozen=True, slots=True)
class How:
    """How a watch goes."""

    once: bool
    jobs: int | None
    gate: bool | None
    private: bool
    json: bool


def watch(
    inputs: Annotated[
        list[str] | None, typer.Argument(metavar="FEEDS|URL…", help="A feeds.toml, an OPML file, or the address of a feed.")
    ] = None,
    ledger: LedgerFile = DEFAULT_LEDGER,
    once: Annotated[
        bool,
        typer.Option("--once", help="Poll what is due, read what is new and end, for cron; status 1 only if every feed failed."),
    ] = False,
    jobs: Annotated[
        int | None, typer.Option("--jobs", "-j", min=1, max=256, help="Processes that read; by default one a core, at most 8.")
    ] = None,
    gate: Annotated[
        bool,
        typer.Option("--gate/--no-gate", help="Set aside what is not about relations between countries."),
    ] = True,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Fetch addresses in local and private networks too.")
    ] = False,
    example: Annotated[bool, typer.Option("--example", help="Print a feeds.toml with every key explained, and leave.")] = False,
    json: Json = False,
) -> None:
    """Polls feeds politely and reads what is new into the ledger, until it is stopped.

    What was read is not fetched again: the state of every feed is in the ledger. A robots.txt is kept to.

    Example: attache watch --example > feeds.toml; attache watch feeds.toml --once
    """
    if example:
        from attache.sources.feeds import EXAMPLE

        say(EXAMPLE.rstrip("\n"))
        return
    if not inputs:
        raise typer.BadParameter("name a feeds.toml, an OPML file or a feed; attache watch --example prints a feeds.toml")
    status = _watch(_watchlist(inputs), ledger, How(once, jobs, gate, allow_private, json))
    if status:
        raise typer.Exit(status)


def _watchlist(inputs: list[str]) -> Watchlist:
    """The feeds of all inputs; how hosts are asked is as the first file that tells it has it. Raises SourceError."""
    from attache.sources.addresses import is_address
    from attache.sources.feeds import Watchlist, watchlist_of, watchlist_of_address
    from attache.sources.setaside import from_os_error

    lists = []
    for given in inputs:
        if is_address(given):
            lists.append(watchlist_of_address(given))
            continue
        try:
            data = Path(given).read_bytes()
        except OSError as error:
            raise from_os_error(error, given) from error
        lists.append(watchlist_of(data, where=given))
    telling = [(one, given) for one, given in zip(lists, inputs, strict=True) if replace(one, feeds=()) != Watchlist(())]
    general, first = telling[0] if telling else (lists[0], inputs[0])
    for one, given in telling[1:]:
        if replace(one, feeds=()) != replace(general, feeds=()):
            complain(f"{given}: its [watch] is not used, for that of {first} counts for all; write one [watch] for all of them")
    every = {settings.address: settings for one in reversed(lists) for settings in one.feeds}
    return replace(general, feeds=tuple(every.values()))


def _manners(watchlist: Watchlist, *, private: bool) -> Manners:
    from importlib.metadata import version

    from attache.sources.fetching import Limits, Manners
    from attache.sources.fetching.manners import PRODUCT

    contact = f" (+{watchlist.contact})" if watchlist.contact else " (reads feeds for a local file)"
    limits = Limits(connect=watchlist.connect, silence=watchlist.silence, in_all=watchlist.total)
    return Manners(
        agent=f"{PRODUCT}/{version('attache')}{contact}",
        interval=watchlist.interval,
        parallel=watchlist.parallel,
        patience=watchlist.patience,
        private=private,
        limits=limits,
    )


def _watch(watchlist: Watchlist, path: Path, how: How) -> int:
    """Watches; the exit status."""
    from attache.intake.watching import Watch
    from attache.ledger import Ledger
    from attache.ledger.sole_watcher import sole_watcher
    from attache.sources.fetching import SystemClock

    clock = SystemClock()
    manners = _manners(watchlist, private=how.private)
    # Another program may be reading into the same ledger: it is waited for as the desk waits.
    with Ledger(path, patience=PATIENCE) as book, sole_watcher(path), _stopping(clock) as stop:
        told = _Told(how)
        told.watching = watching = Watch(book, watchlist, manners, clock=clock, tell=complain, now_and_then=told.between)
        tally = watching.tally
        with _progress(tally) as bar:
            _run(watching, path, bar, stop, how)
            if not stop.signal:
                bar("comparing what is new with all other reports")
                watching.writer.work_in()
    if stop.signal:
        complain(f"stopped; {tally.words()}; the same command goes on from here")
        return STOPPED[stop.signal]
    if how.json:
        as_json({**tally.as_json(), "ledger": str(path)})
    else:
        say(tally.words())
    return 1 if tally.all_failed else 0


def _run(watching: Watch, path: Path, bar: Callable[[str], None], stop: _Stop, how: How) -> None:
    """Reads what comes in until nothing does. The processes that read are started when there is something to be read."""
    items = watching.items(once=how.once)
    first = next(items, None)
    if first is None:
        return
    from attache.intake import Intake, Setup, Workers, gate_for, usual_jobs

    with Workers(how.jobs or usual_jobs(), Setup(path.absolute())) as workers:
        intake = Intake(watching.book, workers)
        intake.writer = watching.writer
        stop.also(intake.stop)
        with closing(intake.taken(chain([first], items), gate_for(how.gate))) as every:
            for taken in every:
                watching.took(taken)
                if taken.of.outcome == "fault":
                    complain(taken.of.message)
                bar(taken.of.label)
                if watching.writer.is_due():
                    watching.writer.work_in()


@dataclass(slots=True)
class _Told:
    """What a watch without end says in between: a line whenever it has done something and nothing is left to do."""

    how: How
    watching: Watch | None = None
    said: int = 0

    def between(self) -> None:
        """Works in what is new and says so, with --json in a line of JSON."""
        if self.how.once or self.watching is None or self.watching.tally.done == self.said:
            return
        tally = self.watching.tally
        self.said = tally.done
        self.watching.writer.work_in()
        at = datetime.now(UTC).strftime("%Y-%m-%d %H:%M:%SZ")
        say(dumps({"at": at, **tally.as_json()}, ensure_ascii=False) if self.how.json else f"{at}  {tally.words()}")
        if sys.stdout is not None:
            sys.stdout.flush()


class _Stop:
    """What Ctrl-C and SIGTERM do: the first one lets what was read be stored, the second one ends at once."""

    def __init__(self, clock: Clock) -> None:
        self.signal: signal.Signals | None = None
        self._stops = [clock.stop]

    def also(self, stop: Callable[[], None]) -> None:
        """Something else that is to be stopped."""
        self._stops.append(stop)
        if self.signal is not None:
            stop()

    def __call__(self, number: int, frame: FrameType | None) -> None:
        """The signals' handler."""
        if self.signal is not None:
            raise KeyboardInterrupt
        self.signal = signal.Signals(number)
        for stop in self._stops:
            stop()


@contextmanager
def _stopping(clock: Clock) -> Iterator[_Stop]:
    stop = _Stop(clock)
    before = {number: signal.signal(number, stop) for number in STOPPED}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def _progress(tally: Tally) -> Iterator[Callable[[str], None]]:
    """A running line on stderr, only when that is a terminal."""
    if not sys.stderr.isatty():
        yield lambda told: None
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    counts, title = TextColumn("{task.fields[counts]}"), TextColumn("{task.fields[told]}", markup=False)
    columns = (SpinnerColumn(), TextColumn("{task.description}"), counts, TimeElapsedColumn(), title)
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("watching", total=None, told="", counts="")
        yield lambda told: bar.update(task, told=told[:60], counts=_short(tally))


def _short(tally: Tally) -> str:
    pages = tally.pages
    return f"{len(tally.feeds)} feeds, {pages['new']} new, {pages['revised']} revised, {pages['aside']} set aside"


def feeds(ledger: LedgerFile = DEFAULT_LEDGER, json: Json = False) -> None:
    """Lists the watched feeds: when they were polled and are next, what came of their pages, and the last fault.

    Example: attache feeds --ledger ledger.db
    """
    from attache.ledger import Ledger

    with Ledger(ledger, create=False, read_only=True) as book:
        listed = list(book.feeds().listing())
    if json:
        as_json([_as_json(one) for one in listed])
        return
    columns = (
        Column("feed", wrap=True, style="bold"),
        Column("polled"),
        Column("next"),
        Column("new"),
        Column("revised"),
        Column("unchanged"),
        Column("aside"),
        Column("waiting"),
        Column("last fault", wrap=True, style="dim"),
    )
    now = time.time()
    table(columns, [_row(one, now) for one in listed], empty="no feed was watched yet; attache watch --example shows how")


_MOMENTS: Final = ("polled", "answered", "next")


def _as_json(one: FeedEntry) -> dict[str, object]:
    state = asdict(one.state)
    state.update({name: _iso(state[name]) for name in _MOMENTS})
    state.update({name: _shown(state[name]) for name in ("address", "place")})
    for name in ("part_of", "listed"):
        del state[name]
    counts = {"entries": one.entries, "pages": one.pages, "reasons": one.reasons, "parts": one.parts}
    return {**state, **counts, "parts_failed": one.parts_failed}


def _shown(address: str) -> str:
    """An address without a password, which belongs in no list."""
    if "@" not in address:
        return address
    from attache.sources.addresses import without_password

    return without_password(address)


def _iso(moment: float | None) -> str | None:
    if moment is None or moment == float("inf"):
        return None
    return datetime.fromtimestamp(moment, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _row(one: FeedEntry, now: float) -> list[str]:
    state, pages = one.state, one.pages
    name = _shown(state.address)
    fault = state.message.removeprefix(f"{name}: ") if state.fault else ""
    if one.parts_failed:
        fault = "; ".join(filter(None, (fault, f"{one.parts_failed} of its {one.parts} sitemaps failed")))
    left_out = sum(pages.get(standing, 0) for standing in ("aside", "refused", "gone"))
    told = (f"{state.title}  {name}" if state.title else name, _ago(state.polled, now), _ahead(state.next, now))
    counts = (pages.get("new", 0), pages.get("revised", 0), pages.get("unchanged", 0) + pages.get("known", 0), left_out)
    return [*told, *map(str, counts), str(pages.get("waiting", 0)), fault]


def _ago(moment: float | None, now: float) -> str:
    return "never" if moment is None else f"{_span(max(0.0, now - moment))} ago"


def _ahead(moment: float | None, now: float) -> str:
    return "now" if moment is None or moment <= now else f"in {_span(moment - now)}"


def _span(seconds: float) -> str:
    for size, unit in ((86_400, "d"), (3600, "h"), (60, "m")):
        if seconds >= 2 * size:
            return f"{seconds / size:.0f}{unit}"
    return f"{seconds:.0f}s"
