"""What a ledger keeps of watched feeds: how each poll went, what they list, what became of each page, how hosts want to be asked.

Times are seconds since 1970 here and UTC to the second in the tables.
"""

from __future__ import annotations

import json
import math
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final, Literal

from attache.ledger.store import Cell, Row, Store

if TYPE_CHECKING:
    from attache.sources.feeds.feed import Entry, Part
    from attache.sources.fetching.hosts import HostState

PageStanding = Literal["waiting", "new", "unchanged", "revised", "known", "unread", "aside", "refused", "gone"]
"""To be asked for; read in for the first time; the same as before; another text than before; in the ledger from elsewhere
already; stored unread; set aside by its reason; not to be had by its reason; not there any more."""
REPORTS: Final = ("new", "unchanged", "revised", "known", "unread")
"""Standings of pages whose report is in the ledger."""
NEVER: Final = "9"
"""Later than every time: of a part that its index says is the same."""
LATEST: Final = 32_503_680_000.0
"""The year 3000: no moment is kept that is later, whatever a server asks for."""
MOST_PARTS: Final = 5000
"""Sitemaps of one index that are kept."""


@dataclass(frozen=True, slots=True)
class FeedState:
    """A feed as its last poll left it."""

    address: str
    place: str
    part_of: str | None = None
    listed: str | None = None
    kind: str = ""
    title: str | None = None
    etag: str | None = None
    modified: str | None = None
    polled: float | None = None
    answered: float | None = None
    next: float | None = None
    """Not polled before; None for at once; infinite for a part that its index says is the same."""
    failures: int = 0
    status: int | None = None
    fault: str = ""
    message: str = ""


@dataclass(frozen=True, slots=True)
class PageState:
    """A page that entries lead to, and what became of it. The fields are those of the table `feed_page`."""

    url: str
    state: PageStanding = "waiting"
    reason: str = ""
    report: str | None = None
    sha256: str | None = None
    etag: str | None = None
    modified: str | None = None
    place: str | None = None
    fetched: float | None = None
    next: float | None = None
    failures: int = 0


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One watched feed with what came of it: a line of `attache feeds`."""

    state: FeedState
    entries: int
    """That it has ever listed, as far as they are not forgotten."""
    pages: dict[str, int]
    """Their pages by standing."""
    reasons: dict[str, int]
    """Pages that are no report, and those that wait after a failure, by reason."""
    parts: int
    """Sitemaps below it."""
    parts_failed: int


class FeedBook:
    """The tables of feeds in one ledger."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def transaction(self) -> AbstractContextManager[None]:
        """All that is written inside is stored together or not at all."""
        return self._store.transaction()

    # Feeds

    def feed(self, address: str) -> FeedState | None:
        """A feed's state; None for one that was never kept."""
        rows = self._store.rows(f"SELECT {_FEED} FROM feed WHERE address = ?", (address,))
        return _feed_of(rows[0]) if rows else None

    def keep_feed(self, state: FeedState) -> None:
        """Keeps a feed's state in place of its former one."""
        values = _values(state)
        names = ", ".join(values)
        changes = ", ".join(f"{name} = excluded.{name}" for name in values if name != "address")
        self._store.run(
            f"INSERT INTO feed ({names}) VALUES ({', '.join('?' * len(values))}) ON CONFLICT (address) DO UPDATE SET {changes}",
            tuple(values.values()),
        )

    def rename(self, former: str, address: str) -> None:
        """Keeps a feed under another address, with all that is kept of it; nothing where it is not kept under the former one."""
        state = self.feed(former)
        if state is None:
            return
        with self._store.transaction():
            self.keep_feed(replace(state, address=address, place=address))
            self._store.run("UPDATE OR IGNORE feed_entry SET feed = ? WHERE feed = ?", (address, former))
            self._store.run("UPDATE feed SET part_of = ? WHERE part_of = ?", (address, former))
            self._store.run("DELETE FROM feed WHERE address = ?", (former,))

    def due_parts(self, address: str, now: float) -> list[FeedState]:
        """The sitemaps below an index that are to be polled now, those that changed last first."""
        rows = self._store.rows(
            f"SELECT {_FEED} FROM feed WHERE part_of = ? AND (next IS NULL OR next <= ?) ORDER BY listed DESC, address",
            (address, _told(now)),
        )
        return [_feed_of(row) for row in rows]

    def list_parts(self, index: FeedState, parts: Sequence[Part], *, now: float, every: float, whole: bool = True) -> int:
        """Keeps what an index lists: new and changed parts become due, the same ones rest. Returns how many were left out.

        What a `whole` index lists no more is not kept any longer; of an index of indexes it is, for it is not known whose it was.
        """
        root = index.part_of or index.address
        known = {
            state.address: state for state in map(_feed_of, self._store.rows("SELECT * FROM feed WHERE part_of = ?", (root,)))
        }
        if whole and index.part_of is None and not any(state.kind == "index" for state in known.values()):
            gone = known.keys() - {part.url for part in parts}
            self._store.run_each("DELETE FROM feed WHERE address = ?", [(address,) for address in sorted(gone)])
            known = {address: state for address, state in known.items() if address not in gone}
        room = MOST_PARTS - len(known)
        left = 0
        for part in parts:
            former = known.get(part.url)
            if part.url in (root, index.address) or (former is None and self.feed(part.url) is not None):
                continue
            if former is None and room <= 0:
                left += 1
                continue
            room -= former is None
            state = former or FeedState(part.url, part.url, part_of=root)
            changed = part.modified is None or part.modified != state.listed
            # Not twice within its time: two indexes that tell different things of a part would have it polled without end.
            due = None if state.polled is None else state.polled + every if changed else state.next
            self.keep_feed(replace(state, listed=part.modified, next=due))
        return left

    # Entries

    def take_entries(self, feed: str, entries: Iterable[Entry], *, now: float, most: int) -> int:
        """Keeps what a feed lists. Pages of new and changed entries become waiting, at most so many.

        Returns the number of entries left for another time: they are not kept, and come up as new. A new entry whose page is
        known from another feed does not have it asked for again.
        """
        entries = list(entries)
        keys = json.dumps([entry.key for entry in entries])
        sought = "SELECT key, told FROM feed_entry WHERE feed = ? AND key IN (SELECT value FROM json_each(?))"
        known = {str(key): str(told) for key, told in self._store.rows(sought, (feed, keys))}
        at, same, taken = _told(now), [], []
        room, left = most, 0
        for entry in entries:
            told = known.get(entry.key)
            if told == entry.told:
                same.append((at, feed, entry.key))
                continue
            if room <= 0:
                left += 1
                continue
            taken.append((feed, entry.key, entry.url, entry.told, at, at))
            page = self.page(entry.url)
            if page is None or told is not None:
                self.keep_page(replace(page or PageState(entry.url), state="waiting", reason="", next=None, failures=0))
                room -= 1
        self._store.run_each("UPDATE feed_entry SET last = ? WHERE feed = ? AND key = ?", same)
        self._store.run_each(
            "INSERT INTO feed_entry (feed, key, url, told, first, last) VALUES (?, ?, ?, ?, ?, ?) "
            "ON CONFLICT (feed, key) DO UPDATE SET url = excluded.url, told = excluded.told, last = excluded.last",
            taken,
        )
        return left

    def seen_again(self, feed: str, *, before: float, now: float) -> None:
        """Notes that a feed lists the same as at an earlier poll."""
        self._store.run("UPDATE feed_entry SET last = ? WHERE feed = ? AND last = ?", (_told(now), feed, _told(before)))

    def recheck(self, feed: str, *, listed: float, now: float, after: float) -> None:
        """Pages that a feed listed at a poll and that were fetched longer ago than `after` seconds wait again."""
        self._store.run(
            "UPDATE feed_page SET state = 'waiting', next = NULL, failures = 0 WHERE state IN ('new', 'unchanged', 'revised', "
            "'known') AND fetched <= ? AND url IN (SELECT url FROM feed_entry WHERE feed = ? AND last = ?)",
            (_told(now - after), feed, _told(listed)),
        )

    def forget(self, before: float) -> int:
        """Forgets entries that no feed has listed since, and their pages; reports stay. Returns how many entries.

        Hosts that were asked for nothing since are forgotten too.
        """
        with self._store.transaction():
            self._seen_in_rest(_told(before))
            self._store.run("DELETE FROM feed_host WHERE coalesce(max(asked, next), asked, next) < ?", (_told(before),))
            gone = self._store.run("DELETE FROM feed_entry WHERE last < ?", (_told(before),))
            if gone:
                self._store.run("DELETE FROM feed_page WHERE url NOT IN (SELECT url FROM feed_entry)")
        return gone

    def _seen_in_rest(self, before: str | None) -> None:
        """Entries of sitemaps that rest, for their index says that they are the same, were seen when the index was."""
        resting = self._store.rows(
            "SELECT i.answered, p.part_of, p.answered, p.address FROM feed p JOIN feed i ON i.address = p.part_of "
            "WHERE p.next = ? AND p.answered < ? AND i.answered >= ?",
            (NEVER, before, before),
        )
        # What a sitemap listed was last seen when it answered.
        self._store.run_each("UPDATE feed_entry SET last = ? WHERE feed = ? AND last = ?", [row[:3] for row in resting])
        self._store.run_each("UPDATE feed SET answered = ? WHERE address = ?", [(row[0], row[3]) for row in resting])

    # Pages

    def page(self, url: str) -> PageState | None:
        """A page's state; None for one that no entry led to."""
        rows = self._store.rows(f"SELECT {_PAGE} FROM feed_page WHERE url = ?", (url,))
        return _page_of(rows[0]) if rows else None

    def keep_page(self, page: PageState) -> None:
        """Keeps a page's state in place of its former one."""
        values = _values(page)
        marks = ", ".join("?" * len(values))
        self._store.run(f"INSERT OR REPLACE INTO feed_page ({', '.join(values)}) VALUES ({marks})", tuple(values.values()))

    def waiting(self, feed: str, *, now: float) -> list[PageState]:
        """The pages of a feed that may be asked for now, those that it listed last first."""
        rows = self._store.rows(
            f"SELECT {', '.join('p.' + name for name in _PAGE_FIELDS)} FROM feed_entry e JOIN feed_page p ON p.url = e.url "
            "WHERE e.feed = ? AND p.state = 'waiting' AND (p.next IS NULL OR p.next <= ?) "
            "GROUP BY p.url ORDER BY min(e.first) DESC, p.url",
            (feed, _told(now)),
        )
        return [_page_of(row) for row in rows]

    def waits(self, feed: str) -> int:
        """How many pages of a feed wait, now or for later."""
        return int(
            self._store.rows(
                "SELECT count(DISTINCT p.url) FROM feed_entry e JOIN feed_page p ON p.url = e.url "
                "WHERE e.feed = ? AND p.state = 'waiting'",
                (feed,),
            )[0][0]
        )

    def next_wait(self, feeds: Collection[str]) -> float | None:
        """When the next page that waits after a failure may be asked for; None where none does."""
        times = [
            str(at)
            for feed in feeds
            for (at,) in self._store.rows(
                "SELECT min(p.next) FROM feed_entry e JOIN feed_page p ON p.url = e.url WHERE e.feed = ? AND p.state = 'waiting'",
                (feed,),
            )
            if at is not None
        ]
        return _moment(min(times)) if times else None

    def current_report(self, url: str) -> str | None:
        """The report that stands for a page now."""
        rows = self._store.rows(
            "SELECT r.id FROM sighting s JOIN report r ON r.id = s.report "
            "WHERE s.url = ? AND s.url <> '' AND r.replaced_by IS NULL ORDER BY r.arrival DESC LIMIT 1",
            (url,),
        )
        return str(rows[0][0]) if rows else None

    def not_refused(self, url: str) -> None:
        """Takes back that an address gave no report."""
        self._store.run("DELETE FROM refused WHERE input = ?", (url,))

    # Hosts: what `attache.sources.fetching.HostMemory` asks for

    def host(self, host: str) -> HostState | None:
        """What is kept of a host."""
        from attache.sources.fetching.hosts import HostState

        rows = self._store.rows("SELECT robots, status, asked, next FROM feed_host WHERE host = ?", (host,))
        if not rows:
            return None
        robots, status, asked, after = rows[0]
        return HostState(robots, status, _moment(asked), _moment(after))

    def keep_host(self, host: str, state: HostState) -> None:
        """Keeps what is known of a host."""
        self._store.run(
            "INSERT OR REPLACE INTO feed_host (host, robots, status, asked, next) VALUES (?, ?, ?, ?, ?)",
            (host, state.robots, state.status, _told(state.asked), _told(state.next)),
        )

    # Listing

    def listing(self) -> Iterator[FeedEntry]:
        """The feeds that were ever watched, by address, each with what came of it; parts count with their index."""
        for row in self._store.rows(f"SELECT {_FEED} FROM feed WHERE part_of IS NULL ORDER BY address"):
            state = _feed_of(row)
            entries = self._store.rows("SELECT count(*) FROM feed_entry WHERE feed = ?", (state.address,))[0][0]
            found = self._store.rows(
                "SELECT state, reason, count(*) FROM feed_page WHERE url IN (SELECT url FROM feed_entry WHERE feed = ?) "
                "GROUP BY state, reason ORDER BY state, reason",
                (state.address,),
            )
            pages: dict[str, int] = {}
            reasons: dict[str, int] = {}
            for standing, reason, count in found:
                pages[str(standing)] = pages.get(str(standing), 0) + int(count)
                if reason:
                    reasons[str(reason)] = reasons.get(str(reason), 0) + int(count)
            parts, failed = self._store.rows(
                "SELECT count(*), coalesce(sum(fault <> ''), 0) FROM feed WHERE part_of = ?", (state.address,)
            )[0]
            yield FeedEntry(state, int(entries), pages, reasons, int(parts), int(failed))


_TIMES: Final = frozenset({"polled", "answered", "next", "fetched"})
_FEED_FIELDS: Final = tuple(one.name for one in fields(FeedState))
_PAGE_FIELDS: Final = tuple(one.name for one in fields(PageState))
_FEED: Final = ", ".join(_FEED_FIELDS)
_PAGE: Final = ", ".join(_PAGE_FIELDS)


def _told(moment: float | None) -> str | None:
    """A moment as the tables hold it."""
    if moment is None:
        return None
    if math.isinf(moment):
        return NEVER
    return datetime.fromtimestamp(math.floor(min(max(moment, 0.0), LATEST)), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _moment(told: str | None) -> float | None:
    if told is None:
        return None
    return math.inf if told == NEVER else datetime.fromisoformat(told).timestamp()


def _cell(name: str, value: Any) -> Cell:
    if name in _TIMES:
        # What must not be asked before a moment is not asked in the second before it.
        return _told(math.ceil(value) if name == "next" and value is not None and math.isfinite(value) else value)
    cell: Cell = value
    return cell


def _values(state: FeedState | PageState) -> dict[str, Cell]:
    named = _FEED_FIELDS if isinstance(state, FeedState) else _PAGE_FIELDS
    return {name: _cell(name, getattr(state, name)) for name in named}


def _cells(names: Sequence[str], row: Row) -> list[Any]:
    return [_moment(cell) if name in _TIMES else cell for name, cell in zip(names, row, strict=True)]


def _feed_of(row: Row) -> FeedState:
    return FeedState(*_cells(_FEED_FIELDS, row))


def _page_of(row: Row) -> PageState:
    return PageState(*_cells(_PAGE_FIELDS, row))
