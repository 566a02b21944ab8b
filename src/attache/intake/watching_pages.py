"""What became of a feed's page, stored together with its report: new, revised, the same, or the reason why there is none."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from attache.intake.one import Outcome
from attache.intake.watching_tally import Tally
from attache.intake.writing import Taken, Writer
from attache.ledger import Ledger
from attache.ledger.feeds import FeedBook, PageStanding, PageState
from attache.sources.fetching import FetchFault, Manners

MOST_TRIES: Final = 6
"""Times that a page is asked for before it is given up: with the usual back-off, over half a day."""
MOST_TRIES_GONE: Final = 2
"""The same where the server says that it is not there: some publish the link before the page."""
MOST_TRIES_SILENT: Final = 30
"""The same where no server answers, which may be the network's fault: over three weeks."""
SILENT: Final = frozenset({"unreachable", "time-out", "fetch-fault"})
"""Reasons of no answer."""
NOT_ITS_FAULT: Final = frozenset({"not-yet", "robots-unknown"})
"""Reasons to wait that are no failure of the page, for it was not asked for."""


class PageWriter(Writer):
    """Writes outcomes into a ledger, each in one transaction with the state of the page that it came from.

    `under_way` are the pages whose reading goes on, by address, as they are to be kept.
    """

    def __init__(self, book: Ledger, under_way: Mapping[str, PageState], on_page: Callable[[str, PageState], None]) -> None:
        super().__init__(book)
        self._feeds = book.feeds()
        self._under_way = under_way
        self._on_page = on_page

    def _put_all(self, outcomes: Sequence[Outcome]) -> list[Taken]:
        """One by one: what a page was before it is written tells how it stands then, and fetching is slower than writing."""
        return [self._put(outcome) for outcome in outcomes]

    def _put(self, outcome: Outcome) -> Taken:
        page = self._under_way.get(outcome.item)
        if page is None:
            return super()._put(outcome)
        former = self._feeds.current_report(page.url)
        taken = super()._put(outcome)
        report = taken.of.report.id if taken.of.report else None
        standing = _standing(taken, former)
        kept = replace(page, state=standing, reason=taken.of.reason, report=report or former, next=None, failures=0)
        self._feeds.keep_page(kept)
        if report is not None:
            self._feeds.not_refused(page.url)
        return taken

    def store_and_tell(self, taken: Taken) -> None:
        """To be called for each outcome when it is stored."""
        page = self._feeds.page(taken.of.item)
        if page is not None:
            self._on_page(taken.of.item, page)


def _standing(taken: Taken, former: str | None) -> PageStanding:
    """How a page stands now, whose current report was `former` before."""
    report = taken.of.report
    if report is None:
        return "aside"
    if taken.of.outcome in ("unread", "fault"):
        return "unread"
    if report.id == former:
        return "unchanged"
    if taken.of.outcome == "known":
        return "known"
    return "new" if former is None else "revised"


@dataclass(frozen=True, slots=True)
class Faults:
    """Keeps what became of pages that could not be fetched."""

    book: Ledger
    feeds: FeedBook
    manners: Manners
    tally: Tally

    def take(self, page: PageState, fault: FetchFault, now: float) -> PageState:
        """The page's new state, kept: it waits for another try, or is given up with its reason and noted as set aside."""
        tries = MOST_TRIES_GONE if fault.reason == "gone" else MOST_TRIES_SILENT if fault.reason in SILENT else MOST_TRIES
        # Its server's answers count from the first of them.
        afresh = page.failures >= tries or (page.reason in SILENT and fault.reason not in SILENT)
        before = page.failures if fault.reason in NOT_ITS_FAULT or not afresh else 0
        failures = before + (fault.reason not in NOT_ITS_FAULT)
        if fault.again and (failures < tries or fault.reason in NOT_ITS_FAULT):
            pause = fault.after or 0.0
            if fault.reason not in NOT_ITS_FAULT:
                pause = max(pause, self.manners.after_failure(failures, page.url))
            kept = replace(page, state="waiting", reason=fault.reason, next=now + pause, failures=failures, fetched=now)
            self.feeds.keep_page(kept)
        else:
            state: PageStanding = "gone" if fault.reason == "gone" else "refused"
            kept = replace(page, state=state, reason=fault.reason, next=None, failures=failures, fetched=now)
            with self.feeds.transaction():
                self.feeds.keep_page(kept)
                self.book.refuse(page.url, fault.reason, str(fault))
        self.tally.page(kept.state, kept.reason)
        return kept
