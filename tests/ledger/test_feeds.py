"""What a ledger keeps of feeds, and that one program at a time watches for it."""

from __future__ import annotations

import math
import subprocess
import sys
from pathlib import Path

import pytest

from attache.errors import LedgerError
from attache.ledger.feeds import FeedBook, FeedState, PageState
from attache.ledger.sole_watcher import sole_watcher
from attache.ledger.store import Store
from attache.sources.feeds import Entry, Part
from attache.sources.fetching import HostState

NOW = 1_795_000_000.0
FEED = "https://a.org/rss"


@pytest.fixture
def store() -> Store:
    return Store(":memory:")


@pytest.fixture
def book(store: Store) -> FeedBook:
    made = FeedBook(store)
    made.keep_feed(FeedState(FEED, FEED))
    return made


def entries(*keys: str, told: str = "t") -> list[Entry]:
    return [Entry(key, f"https://a.org/{key}", told=told) for key in keys]


def waiting(book: FeedBook, now: float = NOW) -> list[str]:
    return [page.url.rpartition("/")[2] for page in book.waiting(FEED, now=now)]


@pytest.mark.parametrize(
    "state",
    [
        FeedState(FEED, FEED),
        FeedState(FEED, "https://b.org", None, None, "rss", "T", '"e"', "m", NOW, NOW, NOW + 5, 3, 500, "server-error", "line"),
        FeedState(FEED, FEED, part_of="https://a.org/index", listed="2026", next=math.inf),
    ],
)
def test_a_feed_comes_back_as_it_was_kept(book: FeedBook, state: FeedState) -> None:
    book.keep_feed(state)
    assert book.feed(FEED) == state
    assert book.feed("https://other.org") is None


def test_what_may_not_be_asked_before_a_moment_is_not_asked_in_its_second(book: FeedBook) -> None:
    book.keep_feed(FeedState(FEED, FEED, polled=NOW + 0.7, next=NOW + 0.2))
    kept = book.feed(FEED)
    assert kept is not None
    assert (kept.polled, kept.next) == (NOW, NOW + 1)


@pytest.mark.parametrize("moment", [1e18, 1e300, -1e18])
def test_no_moment_is_too_far_away_to_be_kept(book: FeedBook, moment: float) -> None:
    book.keep_feed(FeedState(FEED, FEED, polled=moment, next=moment))
    book.keep_host("https://a.org", HostState("", 200, NOW, moment))
    kept, host = book.feed(FEED), book.host("https://a.org")
    assert kept is not None
    assert host is not None
    assert kept.next == host.next == (32_503_680_000 if moment > 0 else 0)
    assert book.due_parts(FEED, moment) == []


def test_pages_and_hosts_come_back_as_they_were_kept(book: FeedBook) -> None:
    page = PageState("https://a.org/1", "refused", "robots", None, "s", '"e"', "m", "https://a.org/2", NOW, NOW + 1, 2)
    book.keep_page(page)
    host = HostState("User-agent: *", 200, NOW, NOW + 7)
    book.keep_host("https://a.org", host)
    assert (book.page(page.url), book.host("https://a.org"), book.host("x")) == (page, host, None)


def test_new_and_changed_entries_wait(book: FeedBook, store: Store) -> None:
    assert book.take_entries(FEED, entries("1", "2", "3"), now=NOW, most=2) == 1
    assert waiting(book) == ["1", "2"]
    for key in "12":
        book.keep_page(PageState(f"https://a.org/{key}", "new", fetched=NOW))
    assert book.take_entries(FEED, [*entries("1", "3"), *entries("2", told="u")], now=NOW + 9, most=9) == 0
    assert waiting(book) == ["3", "2"]
    rows = store.rows("SELECT key, first, last FROM feed_entry ORDER BY key")
    assert [(key, first[-3:], last[-3:]) for key, first, last in rows] == [
        ("1", "40Z", "49Z"),
        ("2", "40Z", "49Z"),
        ("3", "49Z", "49Z"),
    ]


def test_pages_that_wait_for_later(book: FeedBook) -> None:
    book.take_entries(FEED, entries("1", "2"), now=NOW, most=9)
    book.keep_page(PageState("https://a.org/1", "waiting", "time-out", next=NOW + 60, failures=1))
    assert (waiting(book), waiting(book, NOW + 60), book.waits(FEED)) == (["2"], ["1", "2"], 2)
    assert (book.next_wait([FEED]), book.next_wait(["https://b.org"])) == (NOW + 60, None)


def test_what_no_feed_lists_any_more_is_forgotten(book: FeedBook, store: Store) -> None:
    book.take_entries(FEED, entries("1", "2"), now=NOW, most=9)
    book.take_entries(FEED, entries("2"), now=NOW + 100, most=9)
    assert (book.forget(NOW), book.forget(NOW + 50), book.forget(NOW + 50)) == (0, 1, 0)
    assert waiting(book) == ["2"]
    book.seen_again(FEED, before=NOW + 100, now=NOW + 200)
    assert book.forget(NOW + 150) == 0


def test_parts_rest_until_their_index_says_otherwise(book: FeedBook) -> None:
    index = FeedState(FEED, FEED, kind="index")

    def due(*parts: Part, now: float = NOW) -> list[str]:
        book.list_parts(index, parts, now=now, every=60)
        return [state.address for state in book.due_parts(FEED, now)]

    def rest(address: str, polled: float) -> None:
        state = book.feed(address)
        assert state is not None
        book.keep_feed(FeedState(address, address, FEED, state.listed, polled=polled, next=math.inf))

    one, two = Part("https://a.org/1", "2026-01"), Part("https://a.org/2", "2026-02")
    assert due(one, two, Part(FEED, "2026")) == [two.url, one.url]
    rest(one.url, NOW)
    rest(two.url, NOW)
    assert due(one, two, now=NOW + 90) == []
    assert due(one, Part(two.url, "2026-03"), now=NOW + 90) == [two.url]
    assert due(one, Part(two.url, "2026-04"), now=NOW + 30) == []  # not twice within its time
    assert due(one, two, now=NOW + 90) == [two.url]


def test_parts_that_their_index_lists_no_more_make_room(book: FeedBook, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("attache.ledger.feeds.MOST_PARTS", 4)
    index = FeedState(FEED, FEED, kind="index")

    def parts(*names: str) -> list[Part]:
        return [Part(f"https://a.org/{name}", "2026") for name in names]

    def kept() -> str:
        return "".join(sorted(state.address[-1] for state in book.due_parts(FEED, NOW)))

    assert (book.list_parts(index, parts(*"abc"), now=NOW, every=60), kept()) == (0, "abc")
    assert (book.list_parts(index, parts(*"cdefg"), now=NOW, every=60), kept()) == (1, "cdef")
    assert (book.list_parts(index, parts("x"), now=NOW, every=60, whole=False), kept()) == (1, "cdef")
    book.keep_feed(FeedState("https://a.org/c", "https://a.org/c", part_of=FEED, kind="index"))
    assert (book.list_parts(index, parts("x"), now=NOW, every=60), kept()) == (1, "cdef")


def test_entries_of_a_sitemap_that_rests_are_not_forgotten_while_its_index_is_had(book: FeedBook, store: Store) -> None:
    book.keep_feed(FeedState(FEED, FEED, kind="index", answered=NOW + 500))
    for name, after in (("rests", math.inf), ("due", NOW)):
        address = f"https://a.org/{name}"
        book.keep_feed(FeedState(address, address, part_of=FEED, answered=NOW + len(name), next=after))
        book.take_entries(FEED, entries(name), now=NOW + len(name), most=9)
    assert book.forget(NOW + 100) == 1
    assert store.rows("SELECT key FROM feed_entry") == [("rests",)]
    assert book.forget(NOW + 500) == 0
    assert book.forget(NOW + 501) == 1


def test_hosts_that_are_asked_for_nothing_any_more_are_forgotten(book: FeedBook) -> None:
    for name, state in {
        "old": HostState("", 200, NOW, None),
        "late": HostState("", 200, NOW, NOW + 900),
        "new": HostState("", 200, NOW + 900, NOW),
    }.items():
        book.keep_host(name, state)
    book.forget(NOW + 100)
    assert [name for name in ("old", "late", "new") if book.host(name)] == ["late", "new"]


def test_the_listing(book: FeedBook) -> None:
    book.take_entries(FEED, entries("1", "2", "3"), now=NOW, most=9)
    book.keep_page(PageState("https://a.org/1", "new"))
    book.keep_page(PageState("https://a.org/2", "aside", "irrelevant"))
    book.keep_feed(FeedState("https://a.org/part", "https://a.org/part", part_of=FEED, fault="time-out"))
    (entry,) = book.listing()
    assert (entry.entries, entry.pages, entry.reasons) == (3, {"aside": 1, "new": 1, "waiting": 1}, {"irrelevant": 1})
    assert (entry.parts, entry.parts_failed) == (1, 1)


HOLD = """
import sys, time
from pathlib import Path
from attache.ledger.sole_watcher import sole_watcher
with sole_watcher(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


def test_two_watchers_and_one_that_was_killed(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    with subprocess.Popen([sys.executable, "-c", HOLD, str(path)], stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        with pytest.raises(LedgerError, match="another `attache watch` is at work"), sole_watcher(path):
            pass
        other.kill()
        other.wait()
        with sole_watcher(path), pytest.raises(LedgerError, match="another"), sole_watcher(path):
            pass


def test_two_watchers_by_two_names_of_one_ledger(tmp_path: Path) -> None:
    path, link = tmp_path / "ledger.db", tmp_path / "other" / "link.db"
    path.touch()
    link.parent.mkdir()
    link.symlink_to(path)
    with sole_watcher(path), pytest.raises(LedgerError, match="another"), sole_watcher(link):
        pass


def test_a_folder_that_may_not_be_written(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="may not be made"), sole_watcher(tmp_path / "none" / "ledger.db"):
        pass
