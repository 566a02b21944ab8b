"""How far a reading is: written by the thread that reads, asked by pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock
from typing import TYPE_CHECKING, Literal

from attache.knowledge import rows
from attache.ledger.entries import PairEntry
from attache.records import Dates, Report, ReportId
from attache.web.addresses import between_address

if TYPE_CHECKING:
    # These load what opens pages of the web: a second that the desk's start need not wait for.
    from attache.intake.one import Became
    from attache.intake.writing import Taken

State = Literal["waiting", "reading", "done", "not read"]
Phase = Literal["waiting", "starting", "reading", "working in", "done", "stopped", "failed"]
KINDS = ("events", "statements", "figures", "commitments", "tenures")
WORDS = {
    "events": ("event", "events"),
    "statements": ("statement", "statements"),
    "figures": ("figure", "figures"),
    "commitments": ("promise", "promises"),
    "tenures": ("office held", "offices held"),
}
SHOWN = 150
"""Items that a page shows; of longer jobs those around the one that is read, and the first that were set aside."""
OF_ONE = 20
"""Reports of one file that are shown, and reasons."""


@dataclass(frozen=True, slots=True)
class Done:
    """A report that was stored, with the number of its records by kind."""

    id: ReportId
    label: str
    published: Dates | None
    outcome: Became
    records: tuple[tuple[str, int], ...]
    message: str = ""

    @property
    def found(self) -> str:
        """What was read in it, in words."""
        return records_words(self.records)


@dataclass(slots=True)
class _Item:
    name: str
    what: str
    state: State = "waiting"
    outcomes: Counter[Became] = field(default_factory=Counter)
    reports: list[Done] = field(default_factory=list)
    aside: Counter[str] = field(default_factory=Counter)
    messages: list[str] = field(default_factory=list)
    under_way: int = 0
    opened: bool = False
    emptied: bool = False

    def settle(self) -> None:
        """Done once its source is empty and all its reports are stored."""
        if self.emptied and not self.under_way:
            self.state = "done"


@dataclass(frozen=True, slots=True)
class ItemView:
    """A file, text or address, and what became of it."""

    number: int
    name: str
    what: str
    state: State
    verdict: str
    """In a word or two: waiting, reading, read, already in the ledger, stored unread, set aside, not read."""
    reports: tuple[Done, ...]
    more: int
    """Reports beyond those shown."""
    messages: tuple[str, ...]
    """Why something was set aside."""


@dataclass(frozen=True, slots=True)
class FileView:
    """A file on two actors that reports of a job are about."""

    name: str
    address: str
    reports: int


@dataclass(frozen=True, slots=True)
class JobView:
    """A reading as a page shows it."""

    id: str
    title: str
    begun: str
    """Hour and minute of this machine's clock."""
    phase: Phase
    fault: str
    """Why it failed."""
    finished: bool
    done: int
    """Items that are done, of `total`."""
    total: int
    read: int
    known: int
    unread: int
    """Reports read in, in the ledger already, and stored without a reading."""
    records: tuple[tuple[str, int], ...]
    """Of all reports read, by kind."""
    aside: tuple[tuple[str, int], ...]
    """What was set aside: words and number."""
    files: tuple[FileView, ...]
    """The files that grew, known once all is worked in."""
    items: tuple[ItemView, ...]
    hidden: int
    """Items not shown."""
    revision: int
    """Changes with every step."""

    @property
    def words(self) -> str:
        """How far it is, in a sentence."""
        of = f"{self.done:,} of {self.total:,} done" if self.total > 1 else "one report after another"
        return {
            "waiting": "Waiting until the reading before it is done.",
            "starting": "Getting ready to read.",
            "reading": f"Reading: {of}.",
            "working in": f"Comparing what is new with all other reports: {of}." if self.done < self.total else WORKING_IN,
            "done": "Done.",
            "stopped": "Stopped; what was read before is in the ledger.",
            "failed": f"This could not go on: {self.fault}",
        }[self.phase]

    @property
    def outcome(self) -> str:
        """Reports by what became of them: "3 reports read, 1 already in the ledger"."""
        said = (
            [f"{self.read:,} report{'s' if self.read != 1 else ''} read"] if self.read or not (self.known or self.unread) else []
        )
        said += [f"{self.known:,} already in the ledger"] if self.known else []
        said += [f"{self.unread:,} stored unread"] if self.unread else []
        return ", ".join(said)

    @property
    def found(self) -> str:
        """What was read in all reports, in words."""
        return records_words(self.records)


WORKING_IN = "All is read; comparing what is new with all other reports."


class Progress:
    """Counts and states of a job. Every method may be called from any thread."""

    def __init__(self, identity: str, names: Sequence[str], kinds: Sequence[str]) -> None:
        self._id = identity
        self._items = [_Item(name, what) for name, what in zip(names, kinds, strict=True)]
        self._begun = datetime.now().astimezone()
        self._phase: Phase = "waiting"
        self._fault = ""
        self._revision = 0
        self._records: Counter[str] = Counter()
        self._changed = 0
        self._read: list[ReportId] = []
        self._files: tuple[FileView, ...] = ()
        self._lock = Lock()

    def began(self) -> None:
        """The reader is made ready."""
        self._step("starting")

    def opened(self, number: int) -> None:
        """An item's source is asked for its reports; it is being read unless one before it still is."""
        with self._lock:
            self._items[number].opened = True
            self._show_next()

    def emptied(self, number: int) -> None:
        """An item's source has no more reports."""
        with self._lock:
            self._items[number].emptied = True
            self._items[number].settle()
            self._show_next()

    def taken(self, number: int, *, whole: bool = False) -> None:
        """A report, or something that is left out, was taken from an item's source; `whole` where it is all there is in it."""
        with self._lock:
            self._items[number].under_way += 1
            self._items[number].emptied |= whole

    def stored(self, number: int, taken: Taken) -> None:
        """A report of an item is in the ledger, or was set aside."""
        counts = _counts(taken)
        of = taken.of
        with self._lock:
            self._phase = "reading"
            self._records.update(dict(counts))
            self._changed += taken.changed
            if of.outcome == "read" and of.report is not None:
                self._read.append(of.report.id)
            item = self._items[number]
            item.under_way -= 1
            if of.report is not None:
                item.outcomes[of.outcome] += 1
                if len(item.reports) < OF_ONE:
                    item.reports.append(_done(taken, of.report, counts))
            if of.outcome in ("aside", "fault"):
                item.aside[of.reason] += 1
                if of.report is None and len(item.messages) < OF_ONE:
                    item.messages.append(of.message)
            item.settle()
            self._show_next()

    def _show_next(self) -> None:
        """The first item that is under way is the one being read: those behind it are only analysed ahead."""
        self._revision += 1
        if any(i.state == "reading" for i in self._items):
            return
        following = next((i for i in self._items if i.state == "waiting" and i.opened), None)
        if following is not None:
            following.state = "reading"

    @contextmanager
    def working_in(self) -> Iterator[None]:
        """While it is worked out what lies across reports."""
        self._step("working in")
        yield
        self._step("reading")

    @property
    def read(self) -> tuple[ReportId, ...]:
        """Reports read so far that the ledger did not have before."""
        with self._lock:
            return tuple(self._read)

    def grew(self, files: Sequence[PairEntry]) -> None:
        """Which files on two actors the reports are about."""
        seen = tuple(FileView(f"{f.a.name} – {f.b.name}", between_address(f.a.id, f.b.id), f.reports) for f in files)
        with self._lock:
            self._files = seen

    def ended(self, *, cancelled: bool) -> None:
        """All is done, or was stopped before."""
        with self._lock:
            self._leave_rest()
            stopped = cancelled and any(i.state == "not read" for i in self._items)
            self._phase = "stopped" if stopped else "done"
            self._revision += 1

    def failed(self, why: str) -> None:
        """The ledger or the desk could not go on."""
        with self._lock:
            self._leave_rest()
            self._phase, self._fault = "failed", why
            self._revision += 1

    def _leave_rest(self) -> None:
        for item in self._items:
            if item.state != "done":
                item.state = "not read"

    def _step(self, phase: Phase) -> None:
        with self._lock:
            self._phase = phase
            self._revision += 1

    @property
    def finished(self) -> bool:
        """Whether nothing more will happen."""
        return self._phase in ("done", "stopped", "failed")

    @property
    def changed(self) -> bool:
        """Whether the ledger holds more than before."""
        return self._changed > 0

    @property
    def unread(self) -> int:
        """Items that are not done."""
        with self._lock:
            return sum(i.state != "done" for i in self._items)

    def view(self) -> JobView:
        """How far it is now."""
        with self._lock:
            outcomes = sum((i.outcomes for i in self._items), Counter["Became"]())
            aside = sum((i.aside for i in self._items), Counter[str]())
            if self.finished:
                aside["cancelled"] = sum(i.state == "not read" for i in self._items)
            items = [_seen(n, i) for n, i in self._chosen()]
            return JobView(
                self._id,
                _title(self._items),
                f"{self._begun:%H:%M}",
                self._phase,
                self._fault,
                self.finished,
                sum(i.state == "done" for i in self._items),
                len(self._items),
                outcomes["read"],
                outcomes["known"],
                outcomes["unread"] + outcomes["fault"],
                tuple((kind, self._records[kind]) for kind in KINDS if self._records[kind]),
                tuple((reason_words(reason, n), n) for reason, n in sorted(aside.items()) if n),
                self._files,
                tuple(items),
                len(self._items) - len(items),
                self._revision,
            )

    def _chosen(self) -> list[tuple[int, _Item]]:
        """All items of a short job; of a long one those around the present one and the first set aside."""
        numbered = list(enumerate(self._items))
        if len(numbered) <= SHOWN:
            return numbered
        present = next((n for n, i in numbered if i.state in ("reading", "waiting")), 0)
        start = max(0, min(present - SHOWN // 3, len(numbered) - 2 * SHOWN // 3))
        near = numbered[start : start + 2 * SHOWN // 3]
        aside = [(n, i) for n, i in numbered if i.aside][: SHOWN // 3]
        return sorted({n: (n, i) for n, i in [*near, *aside]}.values(), key=lambda pair: pair[0])


def records_words(records: Sequence[tuple[str, int]]) -> str:
    """ "12 events, 1 promise"; empty where nothing was found."""
    return ", ".join(f"{n:,} {WORDS[kind][0 if n == 1 else 1]}" for kind, n in records)


def reason_words(reason: str, number: int) -> str:
    """What a reason code means, for one input or several; the code itself where no table knows it."""
    known = {row["reason"]: row for row in rows("refused_words")}
    return known[reason]["one" if number == 1 else "several"] if reason in known else reason


def _counts(taken: Taken) -> tuple[tuple[str, int], ...]:
    """Records by kind; none of a report that the ledger had before."""
    reading = taken.of.reading
    if reading is None or taken.of.outcome != "read":
        return ()
    return tuple((kind, len(getattr(reading, kind))) for kind in KINDS)


def _done(taken: Taken, report: Report, counts: tuple[tuple[str, int], ...]) -> Done:
    of = taken.of
    published = of.reading.published if of.reading else report.published
    return Done(report.id, of.label, published, of.outcome, tuple(c for c in counts if c[1]), of.message)


def _title(items: Sequence[_Item]) -> str:
    """ "3 files", "Posts in the Atacama", "2 addresses and a text"."""
    if len(items) == 1:
        return items[0].name
    counts = Counter(i.what for i in items)
    plural = {"file": "files", "text": "texts", "address": "addresses"}
    return " and ".join(f"{n:,} {what if n == 1 else plural[what]}" for what, n in counts.items())


def _seen(number: int, item: _Item) -> ItemView:
    more = sum(item.outcomes.values()) - len(item.reports)
    return ItemView(number + 1, item.name, item.what, item.state, _verdict(item), tuple(item.reports), more, tuple(item.messages))


def _verdict(item: _Item) -> str:
    if item.state != "done":
        return item.state
    if item.outcomes["read"]:
        return "read"
    if item.outcomes["known"]:
        return "already in the ledger"
    return "stored unread" if item.outcomes else "set aside"
