"""Outcomes into the ledger: one writer, several reports in a transaction where they come fast, told once they are stored.

Outcomes come in the order of their items, and nothing here depends on how many come at a time, on how many processes read
them or on when: the ledger ends up the same.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from attache.errors import LedgerError
from attache.intake.one import Outcome, failed
from attache.sources.setaside import QUIET

if TYPE_CHECKING:
    from attache.ledger import Ledger
    from attache.records import Reading, Report

AT_ONCE: Final = 64
"""Outcomes of one transaction at most."""
GATHER: Final = 0.3
"""Seconds for which outcomes are gathered for one: each costs a wait for the disk, and pages that the next writes again."""
SLICE: Final = 500
"""Reports after which what is new is worked in across reports, so that the ledger of a stopped run is of use at once."""
SHARE: Final = 5
"""Reading takes at least so many times as long as working in, however large the ledger is."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of one item, told when it is in the ledger."""

    of: Outcome
    changed: bool = False
    """Whether the ledger holds more reports or readings than before."""


class Writer:
    """Writes outcomes into one ledger. Used by one thread."""

    def __init__(self, book: Ledger) -> None:
        self.book = book
        self.storing = 0.0
        """Seconds spent writing."""
        self.working_in = 0.0
        """Seconds spent on what lies across reports."""
        self._waiting = 0
        self._took = 0.0
        self._since = time.monotonic()

    def store(self, outcomes: Sequence[Outcome]) -> list[Taken]:
        """Writes outcomes in one transaction. Raises LedgerError where the file cannot be written: then none of them is in it.

        One that the ledger cannot take, for its reading does not fit its text, is stored unread as a fault of the reader.
        """
        began = time.perf_counter()
        try:
            with self.book.transaction():
                taken = self._put_all(outcomes)
        except Exception as error:
            if _is_of_the_file(error):
                raise
            taken = [self._put_alone(outcome) for outcome in outcomes]
        self.storing += time.perf_counter() - began
        self._waiting += sum(one.changed for one in taken)
        return taken

    def is_due(self) -> bool:
        """Whether so much is new that it should be worked in."""
        return self._waiting >= SLICE and time.monotonic() - self._since >= SHARE * self._took

    def work_in(self) -> None:
        """Works out what lies across reports, in a transaction of its own."""
        began = time.monotonic()
        self.book.reconcile()
        self._since = time.monotonic()
        self._took = self._since - began
        self.working_in += self._took
        self._waiting = 0

    def _put_all(self, outcomes: Sequence[Outcome]) -> list[Taken]:
        """Writes outcomes within a transaction, texts that are new together: that takes a fraction of writing them one by one."""
        taken = []
        new: dict[str, tuple[Report, Reading]] = {}
        for outcome in outcomes:
            report, reading = outcome.report, outcome.reading
            if report is not None and reading is not None and report.id not in new and not self.book.is_read(report):
                new[report.id] = report, reading
                taken.append(Taken(outcome, changed=True))
                continue
            if report is not None and outcome.outcome != "known":
                self.book.add_all(new.values())
                new.clear()
            taken.append(self._put(outcome))
        self.book.add_all(new.values())
        return taken

    def _put_alone(self, outcome: Outcome) -> Taken:
        try:
            with self.book.transaction():
                return self._put(outcome)
        except Exception as error:
            if _is_of_the_file(error):
                raise
            return self._put_fault(outcome, error)

    def _put_fault(self, outcome: Outcome, error: Exception) -> Taken:
        message = f"{failed(outcome.shown, error)}; the report is stored unread, please report it"
        fault = replace(outcome, outcome="fault", reading=None, reason="reader-fault", message=" ".join(message.split()))
        try:
            with self.book.transaction():
                return self._put(fault)
        except Exception as again:
            if _is_of_the_file(again):
                raise
            return self._put(replace(fault, report=None))

    def _put(self, outcome: Outcome) -> Taken:
        """Writes one outcome within a transaction. Where the same report came before it, it is known now."""
        report = outcome.report
        if report is None:
            if outcome.reason not in QUIET:
                self.book.refuse(outcome.item, outcome.reason, outcome.message)
            return Taken(outcome)
        if outcome.outcome == "known" or self.book.knows(report):
            return Taken(replace(outcome, outcome="known", reading=None, reason="", message=""))
        if outcome.outcome == "read":
            former = self.book.is_read(report)
            changed = self.book.add(report, outcome.reading)
            return Taken(replace(outcome, outcome="known") if former else outcome, changed)
        return self._put_unread(report, outcome)

    def _put_unread(self, report: Report, outcome: Outcome) -> Taken:
        return Taken(outcome, self.book.add(report, None, reason=outcome.reason))


def _is_of_the_file(error: Exception) -> bool:
    """Whether the ledger's file is at fault, not what was to be written into it."""
    return isinstance(error, LedgerError) and not isinstance(error.__cause__, (sqlite3.IntegrityError, OverflowError))
