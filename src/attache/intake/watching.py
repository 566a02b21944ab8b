"""Feeds watched: who is due is polled, what is new is fetched and handed on to be read; all that is known is in the ledger.

What a poll gave is stored before any page of it is asked for, and what became of a page together with its report: whatever
ends the program, the next run goes on where it was.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from attache.errors import LedgerError, SourceError
from attache.intake.watching_pages import NOT_ITS_FAULT, Faults, PageWriter
from attache.intake.watching_tally import Tally
from attache.intake.writing import Taken
from attache.ledger import Ledger
from attache.ledger.feeds import MOST_PARTS, FeedState, PageState
from attache.sources.addresses import without_password
from attache.sources.compose import Origin
from attache.sources.feeds import Entry, Feed, FeedSettings, Watchlist, item_of_entry, parse_feed, with_user_of
from attache.sources.fetching import Answer, Clock, Fetched, Fetcher, FetchFault, Manners, Wanted
from attache.sources.item import Item

LOOK: Final = 60.0
"""Seconds after which it is looked again who is due, at the latest."""
FORGET: Final = 3600.0
"""Seconds after which it is looked again what is to be forgotten: that goes through all that is kept."""
SLACK: Final = 0.1
"""Share of its time by which a feed may be polled early in a single run: a clock that starts one every half hour is seldom
exact, and a feed due in a second would wait for half an hour more."""
MOST_FAILURES_MOVED: Final = 3
"""Failures in a row after which what has moved for good is asked for at its first address again."""
_PAGE_KINDS: Final = ("text/html", "application/xhtml+xml")


@dataclass(frozen=True, slots=True)
class _Poll:
    """A feed, or a part of one, that is asked for."""

    settings: FeedSettings
    address: str


@dataclass(frozen=True, slots=True)
class _Visit:
    """A page that is asked for."""

    settings: FeedSettings
    page: PageState


class Watch:
    """One watch over some feeds into one ledger.

    `items` gives the pages to be read, in one thread; what is read of them goes to `writer`, in another, and then to `took`.
    `tell` gets a line for each feed that fails, and `now_and_then` is called when nothing is under way.
    """

    def __init__(
        self,
        book: Ledger,
        watchlist: Watchlist,
        manners: Manners,
        *,
        clock: Clock,
        tell: Callable[[str], None],
        now_and_then: Callable[[], None] = lambda: None,
        fetcher: Fetcher | None = None,
    ) -> None:
        self.tally = Tally()
        self.book = book
        self._feeds = book.feeds()
        # Passwords stay out of the ledger and of all messages: feeds are known without them.
        self._named = {without_password(settings.address): settings.address for settings in watchlist.feeds}
        self._watched = {
            settings.address: settings
            for settings in (replace(one, address=without_password(one.address)) for one in watchlist.feeds)
        }
        self._keep = watchlist.keep
        self._manners = manners
        self._clock = clock
        self._tell = tell
        self._now_and_then = now_and_then
        self._fetcher = fetcher or Fetcher(manners, memory=self._feeds, clock=clock)
        self._asked: set[str] = set()
        """Feeds and pages that are asked for or being read: not to be asked for again meanwhile."""
        self._reading: dict[str, PageState] = {}
        self._look_at = 0.0
        """When it is looked again who is due."""
        self._forget_at = 0.0
        """When it is looked again what is to be forgotten."""
        self.writer = PageWriter(book, self._reading, self._was_read)
        self._faults = Faults(book, self._feeds, manners, self.tally)

    # What goes out

    def items(self, *, once: bool) -> Iterator[Item]:
        """The pages to be read, as they come in. Ends when the clock is stopped, or `once` all that was due is done."""
        try:
            self._look(slack=SLACK if once else 0.0)
            while not self._clock.stopped:
                fetched = self._fetcher.next(None if once else self._look_at)
                if fetched is not None:
                    yield from self._take(fetched)
                elif once:
                    return
                else:
                    self._idle()
        finally:
            self._fetcher.close()

    def took(self, taken: Taken) -> None:
        """To be told of each outcome when it is stored."""
        self.writer.store_and_tell(taken)

    def _was_read(self, url: str, page: PageState) -> None:
        self.tally.page(page.state, page.reason)
        self._reading.pop(url, None)
        self._asked.discard(url)

    def _idle(self) -> None:
        """Nothing came until it was time to look again."""
        if not self._reading and not self._fetcher.left:
            self._now_and_then()
        self._look()

    # Who is due

    def _look(self, *, slack: float = 0.0) -> None:
        """Asks for all that is due, and sets the time of the next look."""
        now = self._clock.now()
        following = now + LOOK
        for settings in self._watched.values():
            if self._clock.stopped:
                return
            state = self._state(settings)
            due = _due(state, settings)
            if (not state.fault or due <= now) and self._needs_text(settings):
                self._want_feed(settings, replace(state, etag=None, modified=None))
                continue
            if due <= now + slack * settings.every * (state.failures == 0):
                self._want_feed(settings, state)
            else:
                following = min(following, due)
            self._want_parts(settings)
            self._want_pages(settings)
        if not self._fetcher.left:
            waits = self._feeds.next_wait(self._watched)
            following = min(following, waits) if waits is not None else following
        self._look_at = max(following, now + 1.0)
        if now >= self._forget_at:
            self._feeds.forget(now - self._keep)
            self._forget_at = now + FORGET

    def _needs_text(self, settings: FeedSettings) -> bool:
        """Whether entries wait whose text stands in the feed itself: they come with the whole feed only."""
        if not settings.full_text:
            return False
        return any(page.url not in self._asked for page in self._feeds.waiting(settings.address, now=self._clock.now()))

    def _state(self, settings: FeedSettings) -> FeedState:
        """A feed's state, kept from now on."""
        named = self._named[settings.address]
        if named != settings.address:
            self._feeds.rename(named, settings.address)
        state = self._feeds.feed(settings.address)
        if state is None or state.part_of is not None:
            state = replace(state or FeedState(settings.address, settings.address), part_of=None, listed=None)
            self._feeds.keep_feed(state)
        return state

    def _want_feed(self, settings: FeedSettings, state: FeedState) -> None:
        if state.address in self._asked:
            return
        self._asked.add(state.address)
        place = state.place if state.failures < MOST_FAILURES_MOVED else state.address
        held = (state.etag, state.modified) if place == state.place else (None, None)
        url = with_user_of(self._named[settings.address], place)
        self._fetcher.want(Wanted(url, "feed", *held, tag=_Poll(settings, state.address)))

    def _want_parts(self, settings: FeedSettings) -> None:
        """The sitemaps of an index that are due; not while as many of its pages wait as its limit allows."""
        parts = self._feeds.due_parts(settings.address, self._clock.now())
        if parts and self._feeds.waits(settings.address) < settings.limit:
            for part in parts:
                self._want_feed(settings, part)

    def _want_pages(self, settings: FeedSettings) -> None:
        for page in self._feeds.waiting(settings.address, now=self._clock.now()):
            if page.url in self._asked:
                continue
            self._asked.add(page.url)
            # What is not in the ledger is asked for whole: it may be read otherwise today.
            held = (page.etag, page.modified) if page.report else (None, None)
            place = page.place if page.place and page.failures < MOST_FAILURES_MOVED else page.url
            self._fetcher.want(Wanted(place, "page", *held, tag=_Visit(settings, page)))

    # What comes in

    def _take(self, fetched: Fetched) -> list[Item]:
        """Stores what was fetched; the items that are to be read now. What goes wrong is the fault of that one alone."""
        tag = fetched.wanted.tag
        try:
            return self._take_visit(tag, fetched) if isinstance(tag, _Visit) else self._take_feed_asked(tag, fetched)
        except LedgerError:
            raise
        except Exception as error:  # noqa: BLE001 - whatever a server sends, the others are watched on
            told = f"taking it failed ({type(error).__name__}: {' '.join(str(error).split())[:150]}); please report it"
            self._take_own_fault(tag, fetched, told)
            return []

    def _take_own_fault(self, tag: object, fetched: Fetched, told: str) -> None:
        """One feed or page that this program cannot take: it waits for another try as one whose server fails."""
        fault = FetchFault(f"{without_password(fetched.wanted.url)}: {told}", reason="fetch-fault", again=True)
        now = self._clock.now()
        if isinstance(tag, _Visit):
            self._reading.pop(tag.page.url, None)
            self._faults.take(tag.page, fault, now)
            self._asked.discard(tag.page.url)
        elif isinstance(tag, _Poll):
            state = self._feeds.feed(tag.address)
            if state is not None:
                self._take_fault(tag.settings, replace(state, polled=now), fault, now)

    def _take_visit(self, visit: _Visit, fetched: Fetched) -> list[Item]:
        item = self._take_page(visit, fetched)
        return [item] if item else []

    def _take_feed_asked(self, tag: object, fetched: Fetched) -> list[Item]:
        """A feed or part: what it gave, and what is to be asked for now because of it."""
        assert isinstance(tag, _Poll)
        self._asked.discard(tag.address)
        items = self._take_poll(tag, fetched)
        state = self._feeds.feed(tag.address)
        if state is not None:
            self._look_at = min(self._look_at, _due(state, tag.settings))
        self._want_parts(tag.settings)
        self._want_pages(tag.settings)
        return items

    def _take_poll(self, poll: _Poll, fetched: Fetched) -> list[Item]:
        settings, now = poll.settings, self._clock.now()
        former = self._feeds.feed(poll.address)
        if former is None:
            return []  # a part that its index lists no more
        state = replace(former, polled=now)
        # Where it is now: adopted once it is seen to be there.
        place = without_password(fetched.place or fetched.wanted.url)
        answer, fault = fetched.answer, fetched.fault
        state = replace(state, status=answer.status) if answer else state
        if answer is not None and answer.same:
            self._take_same(settings, replace(state, place=place), now)
            return []
        try:
            if answer is None:
                raise fault or FetchFault(f"{poll.address}: no answer", reason="unreachable", again=True)
            feed = self._parsed(settings, answer)
        except SourceError as error:
            self._take_fault(settings, state, error, now)
            return []
        return self._take_feed(settings, replace(state, place=place), answer, feed, now)

    def _parsed(self, settings: FeedSettings, answer: Answer) -> Feed:
        feed = parse_feed(answer.data, address=without_password(answer.url), charset=answer.charset)
        form = "sitemap" if feed.kind in ("sitemap", "index") else "feed"
        if settings.kind not in ("auto", form):
            raise SourceError(
                f"{settings.shown}: this is a {form}, not a {settings.kind}; mend `kind` in the list of feeds",
                reason="not-a-feed",
            )
        return feed

    def _take_same(self, settings: FeedSettings, state: FeedState, now: float) -> None:
        """A feed that says it is the same as before."""
        with self._feeds.transaction():
            if state.answered is not None and state.part_of is None:
                self._feeds.seen_again(settings.address, before=state.answered, now=now)
                self._recheck(settings, now)
            self._feeds.keep_feed(_answered(state, settings, now, status=304))
        if state.part_of is None:
            self.tally.poll(settings.address, "same")

    def _recheck(self, settings: FeedSettings, now: float) -> None:
        if settings.recheck is not None:
            self._feeds.recheck(settings.address, listed=now, now=now, after=settings.recheck)

    def _take_fault(self, settings: FeedSettings, state: FeedState, error: SourceError, now: float) -> None:
        """A feed that could not be had or read: it is polled again after a while that grows."""
        status = error.status if isinstance(error, FetchFault) else state.status
        after = error.after if isinstance(error, FetchFault) else None
        again = not isinstance(error, FetchFault) or error.again
        failures = state.failures + (error.reason not in NOT_ITS_FAULT)
        pause = max(after or 0.0, self._manners.after_failure(failures, state.address) if failures else 0.0)
        if not again:
            pause = max(pause, settings.every)
        self._feeds.keep_feed(
            replace(state, failures=failures, status=status, fault=error.reason, message=str(error), next=now + pause)
        )
        later = error.reason == "not-yet"
        if not later:
            self._tell(str(error) if settings.shown in str(error) else f"{settings.shown}: {error}")
        if state.part_of is None:
            self.tally.poll(settings.address, "later" if later else "failed")

    def _take_feed(self, settings: FeedSettings, state: FeedState, answer: Answer, feed: Feed, now: float) -> list[Item]:
        """A feed as it was parsed: its entries and what it says of itself are stored together."""
        listed = [entry for entry in feed.entries if settings.takes(entry.url)]
        listed.sort(key=_day, reverse=True)
        every = settings.every
        with self._feeds.transaction():
            room = settings.limit - self._feeds.waits(settings.address)
            left = self._feeds.take_entries(settings.address, listed, now=now, most=room)
            parts_left = self._list_parts(state, feed, now, every) if feed.parts else 0
            self._recheck(settings, now)
            whole = not (left or parts_left or feed.fault)
            kept = replace(
                _answered(state, settings, now, status=answer.status),
                kind=feed.kind,
                title=feed.title,
                # Without validators the next poll gives the rest.
                etag=answer.etag if whole else None,
                modified=answer.modified if whole else None,
                fault=feed.fault or ("too-many-parts" if parts_left else ""),
                message=feed.message or (_too_many(settings, parts_left) if parts_left else ""),
            )
            if left and state.part_of is not None:
                kept = replace(kept, next=now + every)
            self._feeds.keep_feed(kept)
        if kept.fault:
            self._tell(kept.message)
        excluded = len(feed.entries) - len(listed)
        self.tally.entries(excluded=excluded, linkless=feed.linkless, repeated=feed.repeated, left=left + parts_left)
        if state.part_of is None:
            self.tally.poll(settings.address, "answered")
        return self._whole(settings, listed) if settings.full_text else []

    def _list_parts(self, state: FeedState, feed: Feed, now: float, every: float) -> int:
        return self._feeds.list_parts(state, feed.parts, now=now, every=every, whole=not feed.fault)

    def _whole(self, settings: FeedSettings, listed: list[Entry]) -> list[Item]:
        """The waiting entries that the feed carries whole."""
        waiting = {page.url: page for page in self._feeds.waiting(settings.address, now=self._clock.now())}
        items: list[Item] = []
        for entry in listed:
            page = waiting.pop(entry.url, None)
            if page is None or page.url in self._asked:
                continue
            item = item_of_entry(entry, publisher=settings.publisher or None, language=settings.language or None)
            if item is not None:
                self._asked.add(page.url)
                self._reading[page.url] = replace(page, sha256=_digest(item.data), fetched=self._clock.now())
                items.append(item)
        return items

    def _take_page(self, visit: _Visit, fetched: Fetched) -> Item | None:
        """Stores what became of a page; the item to be read where it has another content than before."""
        page, now, answer = visit.page, self._clock.now(), fetched.answer
        if answer is None:
            fault = fetched.fault or FetchFault(f"{page.url}: no answer", reason="unreachable", again=True)
            self._faults.take(page, fault, now)
            self._asked.discard(page.url)
            return None
        digest = page.sha256 if answer.same else _digest(answer.data)
        kept = replace(
            page, place=_moved_to(page, fetched), sha256=digest, etag=answer.etag, modified=answer.modified, fetched=now
        )
        if answer.same or (page.report is not None and digest == page.sha256):
            self._feeds.keep_page(replace(kept, state="unchanged", reason="", next=None, failures=0))
            self.tally.page("unchanged")
            self._asked.discard(page.url)
            return None
        self._reading[page.url] = kept
        return _item(page.url, answer, visit.settings)


def _moved_to(page: PageState, fetched: Fetched) -> str | None:
    """Where a page that was had has moved for good."""
    place = without_password(fetched.place or fetched.wanted.url)
    return None if place == page.url else place


def _due(state: FeedState, settings: FeedSettings) -> float:
    """When a feed is to be polled; settings that changed since its last poll count as they are now."""
    if state.failures == 0 and not state.fault and state.polled is not None:
        return state.polled + settings.every
    return state.next or 0.0


def _answered(state: FeedState, settings: FeedSettings, now: float, *, status: int) -> FeedState:
    """The state of a feed that was had. A part whose index tells when it changes rests until that says so."""
    rests = state.part_of is not None and state.listed is not None
    following = math.inf if rests else now + settings.every
    return replace(state, answered=now, next=following, failures=0, status=status, fault="", message="")


def _day(entry: Entry) -> str:
    return (entry.updated if entry.updated and entry.updated[:2] in ("19", "20") else None) or entry.published or ""


def _too_many(settings: FeedSettings, left: int) -> str:
    return f"{settings.shown}: lists more than {MOST_PARTS:,} sitemaps; {left:,} of them were left out, name them as feeds"


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _item(url: str, answer: Answer, settings: FeedSettings) -> Item:
    """A fetched page as what is to be read."""
    shown = without_password(url)
    origin = Origin(url=shown, publisher=settings.publisher or None, language=settings.language or None)
    kind = "page" if answer.kind in _PAGE_KINDS else "text"
    return Item(url, shown, "page" if kind == "page" else "text", answer.data, origin, charset=answer.charset, bulk=True)
