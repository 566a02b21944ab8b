"""Feeds watched over a site that misbehaves: what is new, revised, unchanged, not to be had, and what is asked for again when."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path

import pytest

from attache.errors import SourceError
from attache.intake.one import Outcome
from attache.intake.watching import Watch
from attache.intake.watching_pages import Faults
from attache.intake.watching_tally import Tally
from attache.ledger import Ledger
from attache.ledger.feeds import FeedState, PageState
from attache.sources.feeds import Feed, FeedSettings, Watchlist, parse_feed
from attache.sources.fetching import FetchFault, Limits, Manners
from attache.sources.item import Item, report_of
from tests.ledger import made
from tests.sources.fetching.site import Reply, Site, item, moved, page, rss, running, with_validators
from tests.sources.fetching.turned import START, TurnedClock

TEXT = "Chile and Peru signed an agreement on trade worth {} million dollars in Lima on Friday, their foreign ministers said."
DAY = 86_400.0


@pytest.fixture
def site() -> Iterator[Site]:
    with running() as one:
        yield one


@dataclass
class Desk:
    """A ledger, a site, and a clock that is turned from run to run."""

    site: Site
    path: Path
    clock: TurnedClock = field(default_factory=TurnedClock)
    told: list[str] = field(default_factory=list)
    read: list[str] = field(default_factory=list)
    """Addresses of the items that the last run gave out to be read."""
    private: bool = True

    def run(self, *feeds: FeedSettings, stop_after: int = -1, later: float = 0.0, lasts: float = 0.0) -> Tally:
        """One run, `later` seconds after the last; it is stopped after so many items. One that `lasts` goes on so long."""
        start = self.clock.at + later
        self.clock = TurnedClock(start, start + lasts if lasts else float("inf"))
        manners = Manners(interval=0, private=self.private, limits=Limits(silence=1, in_all=2, feed_sent=100_000))
        self.read = []
        with Ledger(self.path) as book:
            watch = Watch(book, Watchlist(feeds), manners, clock=self.clock, tell=self.told.append)
            left = stop_after
            for one in watch.items(once=not lasts):
                if left == 0:
                    self.clock.stop()
                    break
                left -= 1
                self.read.append(one.name)
                for taken in watch.writer.store([_read(one)]):
                    watch.took(taken)
            return watch.tally

    def feed(self, path: str = "/feed", **how: object) -> FeedSettings:
        return FeedSettings(self.site.url(path), **how)  # type: ignore[arg-type]

    def lists(self, *items: str, path: str = "/feed") -> None:
        """Lets the feed list these."""
        self.site.answers[path] = with_validators(rss(*items), "application/rss+xml")

    def page(self, url: str) -> PageState:
        with Ledger(self.path) as book:
            found = book.feeds().page(url)
            assert found is not None
            return found

    def state(self, path: str = "/feed") -> FeedState:
        with Ledger(self.path) as book:
            found = book.feeds().feed(self.site.url(path))
            assert found is not None
            return found

    def texts(self) -> dict[str, str]:
        """The current reports' texts, by address."""
        with Ledger(self.path) as book:
            return {one.url or "": book.report_text(one.id).text for one in book.reports()}


def _read(given: Item) -> Outcome:
    """Reads an item without the reader, which is tested elsewhere; of a text on cakes it says that it is irrelevant."""
    try:
        report = report_of(given)
    except SourceError as error:
        return Outcome(given.name, given.shown, False, "aside", reason=error.reason, message=str(error))
    if "cake" in report.text:
        return Outcome(given.name, given.shown, False, "aside", reason="irrelevant", message="a cake", quiet=True)
    return Outcome(given.name, given.shown, False, "read", report, made.reading(report))


@pytest.fixture
def desk(site: Site, tmp_path: Path) -> Desk:
    return Desk(site, tmp_path / "ledger.db")


def listed(desk: Desk, *names: str, title: str = "") -> list[str]:
    return [item(desk.site.url(name), title=title) for name in names]


def some(desk: Desk, *numbers: int) -> list[str]:
    """Pages that hold reports, as items of a feed."""
    for number in numbers:
        desk.site.page(f"/{number}", page(TEXT.format(number)))
    return listed(desk, *(f"/{number}" for number in numbers))


def test_new_then_nothing_then_revised(desk: Desk) -> None:
    desk.lists(*some(desk, 1, 2, 3))
    assert desk.run(desk.feed()).pages == {"new": 3}
    first = desk.page(desk.site.url("/2"))
    before = len(desk.site.paths())
    assert desk.run(desk.feed(), later=60).feeds == {}  # not due
    tally = desk.run(desk.feed(), later=DAY)
    assert (tally.feeds, tally.pages) == ({desk.site.url("/feed"): "same"}, {})
    assert desk.site.paths()[before:] == ["/feed"]
    desk.site.page("/2", page(TEXT.format(99)))
    desk.lists(*some(desk, 1), *listed(desk, "/2", title="Corrected"), *some(desk, 3))
    assert desk.run(desk.feed(), later=DAY).pages == {"revised": 1}
    assert "99 million" in desk.texts()[desk.site.url("/2")]
    second = desk.page(desk.site.url("/2"))
    with Ledger(desk.path) as book:
        old = book._store.rows("SELECT replaced_by FROM report WHERE id = ?", (first.report,))
        assert old == [(second.report,)]
    assert desk.site.times("/1") == desk.site.times("/3") == 1


@pytest.mark.parametrize("validators", [True, False])
def test_an_entry_that_changes_without_its_page(desk: Desk, validators: bool) -> None:
    if validators:
        desk.lists(*some(desk, 1))
    else:
        desk.site.answers["/1"] = Reply(page(TEXT.format(1)).encode())
        desk.lists(*listed(desk, "/1"))
    desk.run(desk.feed())
    desk.lists(*listed(desk, "/1", title="Another"))
    assert desk.run(desk.feed(), later=DAY).pages == {"unchanged": 1}
    assert (desk.site.times("/1"), desk.read) == (2, [])
    assert ("If-None-Match" in desk.site.seen[-1].headers) == validators
    assert desk.page(desk.site.url("/1")).report is not None


def test_other_markup_around_the_same_text_is_unchanged(desk: Desk) -> None:
    desk.lists(*some(desk, 1))
    desk.run(desk.feed())
    desk.site.page("/1", page(TEXT.format(1)).replace("<p>", "<p class='x'>"))
    desk.lists(*listed(desk, "/1", title="Another"))
    assert desk.run(desk.feed(), later=DAY).pages == {"unchanged": 1}


def test_what_leaves_the_feed_stays(desk: Desk) -> None:
    desk.lists(*some(desk, 1, 2))
    desk.run(desk.feed())
    desk.lists(*some(desk, 2))
    assert desk.run(desk.feed(), later=DAY).pages == {}
    assert set(desk.texts()) == {desk.site.url("/1"), desk.site.url("/2")}
    assert desk.page(desk.site.url("/1")).state == "new"
    desk.lists()
    desk.run(desk.feed(), later=200 * DAY)
    with Ledger(desk.path) as book:
        assert book.feeds().page(desk.site.url("/1")) is None  # forgotten, but
    assert len(desk.texts()) == 2


def test_what_is_set_aside_is_not_fetched_again_unless_it_changes(desk: Desk) -> None:
    desk.site.page("/c", page("Bake the cake for forty minutes and let it cool before it is cut and served with cream."))
    desk.lists(*listed(desk, "/c"))
    tally = desk.run(desk.feed())
    assert (tally.pages, tally.reasons["aside"]) == ({"aside": 1}, {"irrelevant": 1})
    desk.run(desk.feed(), later=DAY)
    assert desk.site.times("/c") == 1
    with Ledger(desk.path) as book:
        assert book._store.rows("SELECT input, reason FROM refused") == [(desk.site.url("/c"), "irrelevant")]
    desk.site.page("/c", page(TEXT.format(5)))
    desk.lists(*listed(desk, "/c", title="Not about food"))
    assert desk.run(desk.feed(), later=DAY).pages == {"new": 1}
    with Ledger(desk.path) as book:
        assert book._store.rows("SELECT * FROM refused") == []


def test_a_page_of_two_feeds_is_fetched_once(desk: Desk) -> None:
    desk.lists(*some(desk, 1, 2))
    desk.lists(*listed(desk, "/1?utm_source=two#c", title="Other words"), path="/other")
    desk.run(desk.feed(), desk.feed("/other"))
    desk.run(desk.feed(), desk.feed("/other"), later=DAY)
    assert desk.site.paths().count("/1") == 1


def test_a_text_that_is_in_the_ledger_from_elsewhere(desk: Desk) -> None:
    desk.lists(*some(desk, 1))
    desk.run(desk.feed())
    desk.site.page("/copy", page(TEXT.format(1)))
    desk.lists(*listed(desk, "/copy"), path="/other")
    assert desk.run(desk.feed("/other")).pages == {"known": 1}


# Faults


def test_a_feed_that_fails_is_left_alone_for_longer_each_time(desk: Desk) -> None:
    desk.site.answers["/feed"] = Reply(b"", 500)
    first = desk.run(desk.feed())
    assert first.all_failed
    assert "server answers 500" in desk.told[0]
    state = desk.state()
    assert (state.failures, state.fault, state.status) == (1, "server-error", 500)
    assert state.next is not None
    pause = state.next - desk.clock.at
    assert 200 < pause < 400
    assert desk.run(desk.feed(), later=pause / 2).feeds == {}
    desk.run(desk.feed(), later=pause)
    again = desk.state()
    assert again.next is not None
    assert again.failures == 2
    assert again.next - desk.clock.at > 1.1 * pause
    desk.lists(*some(desk, 1))
    assert desk.run(desk.feed(), later=DAY).pages == {"new": 1}
    assert (desk.state().failures, desk.state().fault) == (0, "")


def test_one_feed_that_fails_is_not_all(desk: Desk) -> None:
    desk.lists(*some(desk, 1))
    tally = desk.run(desk.feed(), desk.feed("/none"))
    assert not tally.all_failed
    assert "1 failed" in tally.words()


def test_a_host_that_asks_for_time_is_not_asked_before(desk: Desk) -> None:
    desk.lists(*some(desk, 1, 2))
    desk.site.answers["/1"] = desk.site.answers["/2"] = Reply(b"", 429, headers={"Retry-After": "3000"})
    tally = desk.run(desk.feed())
    assert tally.pages == {"waiting": 2}
    assert tally.reasons["waiting"] == {"too-many-requests": 1, "not-yet": 1}
    before = len(desk.site.seen)
    again = desk.run(desk.feed(), later=2800)
    assert (again.feeds, again.all_failed) == ({desk.site.url("/feed"): "later"}, False)
    assert len(desk.site.seen) == before
    some(desk, 1, 2)
    assert desk.run(desk.feed(), later=300).pages == {"new": 2}


def test_a_page_that_fails_is_tried_again_and_given_up_in_the_end(desk: Desk) -> None:
    desk.lists(*listed(desk, "/1", "/2"))
    desk.site.answers["/1"] = desk.site.answers["/2"] = Reply(b"", 500)
    assert desk.run(desk.feed()).pages == {"waiting": 2}
    some(desk, 2)
    assert desk.run(desk.feed(), later=DAY).pages == {"waiting": 1, "new": 1}
    for _ in range(3):
        assert desk.run(desk.feed(), later=2 * DAY).pages == {"waiting": 1}
    assert desk.run(desk.feed(), later=2 * DAY).pages == {"refused": 1}
    assert desk.run(desk.feed(), later=2 * DAY).pages == {}
    assert desk.site.times("/1") == 6
    with Ledger(desk.path) as book:
        assert book._store.rows("SELECT input, reason FROM refused") == [(desk.site.url("/1"), "server-error")]


def test_a_page_is_not_given_up_while_no_server_answers(desk: Desk) -> None:
    with Ledger(desk.path) as book:
        faults = Faults(book, book.feeds(), Manners(), Tally())
        state = PageState("https://a.org/1")
        for number in range(29):
            state = faults.take(state, FetchFault("x", reason="unreachable", again=True), START + number)
            assert state.state == "waiting"
        state = faults.take(state, FetchFault("x", reason="not-yet", again=True), START)
        assert (state.state, state.failures) == ("waiting", 29)
        for number in range(5):
            state = faults.take(state, FetchFault("x", reason="server-error", again=True, status=500), START)
            assert (state.state, state.failures) == ("waiting", number + 1)
        assert faults.take(state, FetchFault("x", reason="server-error", again=True, status=500), START).state == "refused"
        gone = replace(state, state="waiting", reason="unreachable", failures=29)
        assert faults.take(gone, FetchFault("x", reason="unreachable", again=True), START).state == "refused"


@pytest.mark.parametrize(("status", "times"), [(404, 2), (410, 1), (403, 1)])
def test_pages_that_are_not_there(desk: Desk, status: int, times: int) -> None:
    desk.lists(*listed(desk, "/1"))
    desk.site.answers["/1"] = Reply(b"", status)
    for _ in range(4):
        desk.run(desk.feed(), later=DAY)
    assert desk.site.times("/1") == times
    assert desk.page(desk.site.url("/1")).state == ("refused" if status == 403 else "gone")


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        (Reply(b"<html>", length=100), "truncated"),
        (Reply(b"<html>" * 99, length=5), "wrong-length"),
        (Reply(b"x", stall=3), "time-out"),
        (moved("/1"), "redirect-loop"),
        (moved("/2"), "redirect-loop"),
        (Reply(gzip.compress(b"\0" * 30_000_000), headers={"Content-Encoding": "gzip"}), "too-long"),
        (Reply(b"%PDF-", kind="application/pdf"), "unsupported-type"),
        (Reply(b"\x89PNG\r\n\x1a\n\0\0"), "binary"),
        (Reply(b""), "empty"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_pages_that_are_not_taken(desk: Desk, reply: Reply, reason: str) -> None:
    desk.site.answers["/1"], desk.site.answers["/2"] = reply, moved("/1")
    desk.lists(*listed(desk, "/1"), *some(desk, 5))
    tally = desk.run(desk.feed())
    assert tally.pages["new"] == 1
    assert [list(why) for why in tally.reasons.values()] == [[reason]]
    assert desk.texts().keys() == {desk.site.url("/5")}


def test_a_wrong_charset_is_seen_through(desk: Desk) -> None:
    body = page("Señor Núñez of Chile met the minister of Peru in Lima on Friday to talk about trade and borders.")
    desk.site.answers["/1"] = Reply(body.encode("cp1252"), kind="text/html; charset=utf-8")
    desk.lists(*listed(desk, "/1"))
    desk.run(desk.feed())
    assert "Señor Núñez" in next(iter(desk.texts().values()))


def test_robots_txt(desk: Desk) -> None:
    desk.site.answers["/robots.txt"] = Reply(b"User-agent: attache\nDisallow: /2\n", kind="text/plain")
    desk.lists(*some(desk, 1, 2))
    tally = desk.run(desk.feed())
    assert (tally.pages, tally.reasons["refused"]) == ({"new": 1, "refused": 1}, {"robots": 1})
    assert "/2" not in desk.site.paths()


def test_a_robots_txt_that_fails_holds_all_up_and_is_no_fault_of_the_feed(desk: Desk) -> None:
    desk.site.answers["/robots.txt"] = Reply(b"", 500)
    desk.lists(*some(desk, 1))
    assert desk.run(desk.feed()).all_failed
    assert (desk.state().failures, desk.state().fault) == (0, "robots-unknown")
    assert desk.site.paths() == []
    desk.site.answers["/robots.txt"] = Reply(b"", 404)
    assert desk.run(desk.feed(), later=700).pages == {"new": 1}


def test_a_robots_txt_that_asks_for_ages_holds_up_its_own_host_only(desk: Desk) -> None:
    desk.site.answers["/robots.txt"] = Reply(b"User-agent: *\nCrawl-delay: 1e18\n", kind="text/plain")
    desk.lists(*some(desk, 1))
    assert desk.run(desk.feed()).feeds == {desk.site.url("/feed"): "later"}
    tallies = [desk.run(desk.feed(every=DAY), later=3600) for _ in range(3)]
    assert sum(tally.pages["new"] for tally in tallies) == 1


@pytest.mark.parametrize("broken", ["feed", "page"])
def test_what_cannot_be_taken_is_a_fault_of_that_one_alone(desk: Desk, monkeypatch: pytest.MonkeyPatch, broken: str) -> None:
    def taken(data: bytes, *, address: str, charset: str | None) -> Feed:
        if b"odd" in data:
            raise ZeroDivisionError("odd")
        return parse_feed(data, address=address, charset=charset)

    def digest(data: bytes) -> str:
        if b"odd" in data:
            raise ZeroDivisionError("odd")
        return sha256(data).hexdigest()

    monkeypatch.setattr(
        "attache.intake.watching.parse_feed" if broken == "feed" else "attache.intake.watching._digest",
        taken if broken == "feed" else digest,
    )
    desk.lists(*some(desk, 1))
    desk.lists(*listed(desk, "/odd"), path="/other")
    desk.site.page("/odd", page("odd"))
    tally = desk.run(desk.feed(), desk.feed("/other"))
    assert tally.pages["new"] == 1
    if broken == "feed":
        assert (desk.state("/other").fault, desk.state("/other").failures, len(desk.told)) == ("fetch-fault", 1, 1)
    else:
        assert tally.reasons == {"waiting": {"fetch-fault": 1}}
    monkeypatch.undo()
    assert desk.run(desk.feed(), desk.feed("/other"), later=DAY).pages["new"] + tally.pages["new"] >= 1
    assert desk.page(desk.site.url("/odd")).state != "waiting"


def test_pages_that_lead_to_private_hosts(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("attache.sources.reach.PORTS", frozenset({desk.site.port}))
    monkeypatch.setattr("attache.sources.reach.meant_for", lambda number: "x" if str(number) == "127.0.0.2" else None)
    desk.private = False
    desk.site.answers["/1"] = moved(desk.site.url("/3", "127.0.0.2"))
    desk.site.answers["/2"] = moved(desk.site.url("/3", "localhost"))
    some(desk, 3)
    desk.lists(*listed(desk, "/1", "/2"))
    tally = desk.run(desk.feed())
    assert (tally.pages, tally.reasons) == ({"new": 1, "refused": 1}, {"refused": {"private-address": 1}})


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (Reply(b"<html><body>News</body></html>"), "not-a-feed"),
        (Reply(rss(), length=len(rss()) + 9), "truncated"),
        (Reply(rss(title="x" * 200_000)), "too-long"),
        (moved("/feed"), "redirect-loop"),
        (Reply(b"", 410), "gone"),
        (Reply(b""), "empty"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_feed(desk: Desk, answer: Reply, reason: str) -> None:
    desk.site.answers["/feed"] = answer
    assert desk.run(desk.feed(name="The News")).all_failed
    assert (desk.state().fault, len(desk.told)) == (reason, 1)
    assert desk.told[0].startswith("The News: ")


def test_a_feed_broken_in_the_middle(desk: Desk) -> None:
    whole = rss(*some(desk, *range(10)))
    desk.site.answers["/feed"] = with_validators(whole[: int(len(whole) * 0.6)], "text/xml")
    tally = desk.run(desk.feed())
    assert 4 <= tally.pages["new"] <= 6
    assert (desk.state().fault, desk.state().failures, desk.state().etag) == ("broken-feed", 0, None)
    desk.site.answers["/feed"] = with_validators(whole, "text/xml")
    assert desk.run(desk.feed(), later=DAY).pages["new"] == 10 - tally.pages["new"]
    assert desk.state().fault == ""


def test_kind_is_checked(desk: Desk) -> None:
    desk.lists()
    desk.run(desk.feed(kind="sitemap"))
    assert desk.state().fault == "not-a-feed"
    assert desk.run(desk.feed(kind="feed"), later=DAY).feeds == {desk.site.url("/feed"): "answered"}


# Settings


def test_a_limit_leaves_the_rest_for_later(desk: Desk) -> None:
    dated = [f"<pubDate>2026-11-{day:02}</pubDate>" for day in range(1, 8)]
    for number, day in enumerate(dated):
        desk.site.page(f"/{number}", page(TEXT.format(number + 1)))
        dated[number] = item(desk.site.url(f"/{number}"), more=day)
    desk.lists(*dated)
    feed = desk.feed(limit=3)
    first = desk.run(feed)
    assert (first.pages, first.left) == ({"new": 3}, 4)
    assert sorted(desk.texts()) == [desk.site.url(f"/{n}") for n in (4, 5, 6)]
    assert [desk.run(feed, later=DAY).pages["new"] for _ in range(3)] == [3, 1, 0]
    assert sum(seen.path == "/feed" and "If-None-Match" in seen.headers for seen in desk.site.seen) == 1


def test_patterns(desk: Desk) -> None:
    desk.lists(*some(desk, 1, 2, 3))
    tally = desk.run(desk.feed(exclude=("*/2", "*/3")))
    assert (tally.pages, tally.excluded) == ({"new": 1}, 2)


def test_reports_that_the_feed_carries_whole(desk: Desk) -> None:
    long = "<p>" + " ".join(TEXT.format(n) for n in range(9)) + "</p>"
    desk.lists(
        item(desk.site.url("/1"), title="Talks", more=f"<description><![CDATA[{long}]]></description>"),
        *some(desk, 2),
    )
    settings = desk.feed(full_text=True, publisher="The News")
    assert desk.run(settings, stop_after=0).pages == {}
    assert desk.run(settings).pages == {"new": 2}
    assert desk.site.times("/1") == 0
    with Ledger(desk.path) as book:
        assert {report.publisher for report in book.reports()} == {"The News"}


def test_a_feed_with_whole_texts_that_fails_is_left_alone_as_well(desk: Desk) -> None:
    desk.lists(item(desk.site.url("/1"), more=f"<description>{TEXT * 9}</description>"))
    settings = desk.feed(full_text=True)
    desk.run(settings, stop_after=0)
    desk.site.answers["/feed"] = desk.site.answers["/1"] = Reply(b"", 500)
    before = desk.site.times("/feed")
    desk.run(settings, lasts=3000)
    assert 3 <= desk.site.times("/feed") - before <= 5


def test_pages_are_asked_for_again_where_that_is_wanted(desk: Desk) -> None:
    desk.lists(*some(desk, 1, 2))
    settings = desk.feed(recheck=3 * DAY)
    desk.run(settings)
    assert desk.run(settings, later=2 * DAY).pages == {}
    desk.site.page("/2", page(TEXT.format(77)))
    assert desk.run(settings, later=2 * DAY).pages == {"unchanged": 1, "revised": 1}
    assert desk.run(settings, later=DAY).pages == {}


def test_a_feed_that_has_moved_for_good_is_asked_there(desk: Desk) -> None:
    desk.site.answers["/feed"] = moved("/new", 301)
    desk.lists(*some(desk, 1), path="/new")
    desk.run(desk.feed())
    assert desk.state().place == desk.site.url("/new")
    desk.run(desk.feed(), later=DAY)
    assert [p for p in desk.site.paths() if p != "/1"] == ["/feed", "/new", "/new"]


@pytest.mark.parametrize("there", [Reply(b"", 404), Reply(b"<html><body>Please log in</body></html>"), Reply(rss(), length=9999)])
def test_a_move_for_good_counts_once_the_feed_is_seen_there(desk: Desk, there: Reply) -> None:
    desk.site.answers["/feed"], desk.site.answers["/login"] = moved("/login", 301), there
    assert desk.run(desk.feed()).all_failed
    assert desk.state().place == desk.site.url("/feed")
    desk.lists(*some(desk, 1))
    assert desk.run(desk.feed(), later=DAY).pages == {"new": 1}


def test_a_feed_that_moved_and_fails_there_is_asked_at_its_first_address_again(desk: Desk) -> None:
    desk.site.answers["/feed"] = moved("/new", 301)
    desk.lists(path="/new")
    desk.run(desk.feed())
    desk.site.answers["/new"] = Reply(b"", 500)
    desk.lists(*some(desk, 1))
    for _ in range(3):
        assert desk.run(desk.feed(), later=2 * DAY).all_failed
    assert desk.run(desk.feed(), later=2 * DAY).pages == {"new": 1}
    assert desk.state().place == desk.site.url("/feed")


def test_a_page_that_moved_and_fails_there_is_asked_at_its_first_address_again(desk: Desk) -> None:
    desk.site.answers["/old"] = moved("/1", 301)
    desk.lists(*listed(desk, "/old"))
    some(desk, 1)
    desk.run(desk.feed())
    assert desk.page(desk.site.url("/old")).place == desk.site.url("/1")
    desk.site.answers["/1"] = Reply(b"", 500)
    desk.lists(*listed(desk, "/old", title="Other"))
    for _ in range(3):
        assert desk.run(desk.feed(), later=2 * DAY).pages == {"waiting": 1}
    desk.site.page("/old", page(TEXT.format(5)))
    assert desk.run(desk.feed(), later=2 * DAY).pages == {"revised": 1}
    assert desk.page(desk.site.url("/old")).place is None


def test_passwords_stay_out_of_the_ledger(desk: Desk) -> None:
    secret = desk.site.url("/feed").replace("//", "//me:hidden@")
    link = desk.site.url("/1").replace("//", "//bob:hidden@")
    some(desk, 1)
    desk.lists(item(link), item(link.replace("/1", "/none")))
    with Ledger(desk.path) as book:
        book.feeds().keep_feed(FeedState(secret, secret))  # as earlier versions kept it
    desk.run(FeedSettings(secret))
    assert desk.run(FeedSettings(secret), later=DAY).feeds == {desk.site.url("/feed"): "same"}
    polls = [seen.headers for seen in desk.site.seen if seen.path == "/feed"]
    assert all(headers["Authorization"].startswith("Basic ") for headers in polls)
    assert desk.page(desk.site.url("/1")).state == "new"
    with Ledger(desk.path) as book:
        for table in ("feed", "feed_entry", "feed_page", "refused", "sighting"):
            rows = book._store.rows(f"SELECT * FROM {table}")
            assert rows
            assert "hidden" not in str(rows)
    assert "hidden" not in "".join(desk.told)


def test_another_interval_counts_at_once(desk: Desk) -> None:
    desk.lists()
    desk.run(desk.feed(every=DAY))
    assert desk.run(desk.feed(every=DAY), later=7200).feeds == {}
    assert desk.run(desk.feed(every=3600)).feeds != {}
    assert desk.run(desk.feed(every=3600), later=3400).feeds != {}  # nearly


# Sitemaps


def sitemap(*urls: str) -> bytes:
    return ("<urlset>" + "".join(f"<url><loc>{url}</loc></url>" for url in urls) + "</urlset>").encode()


def index(**parts: str | None) -> bytes:
    def told(url: str, day: str | None) -> str:
        return f"<sitemap><loc>{url}</loc>" + (f"<lastmod>{day}</lastmod>" if day else "") + "</sitemap>"

    return ("<sitemapindex>" + "".join(told(url, day) for url, day in parts.items()) + "</sitemapindex>").encode()


def test_an_index_of_sitemaps(desk: Desk) -> None:
    url = desk.site.url
    some(desk, 1, 2, 3)
    listed = {url("/s1"): "2026-11-01", url("/s2.gz"): None, url("/broken"): "2026-11-01", url("/inner"): "2026-11-01"}
    desk.site.answers["/feed"] = Reply(index(**listed, **{url("/feed"): "2026-11-02"}))
    desk.site.answers["/s1"] = Reply(sitemap(url("/1")))
    desk.site.answers["/s2.gz"] = Reply(gzip.compress(sitemap(url("/2"))), kind="application/gzip")
    desk.site.answers["/broken"] = Reply(b"<urlset><url>")
    desk.site.answers["/inner"] = Reply(
        index(**{url("/s3"): None, url("/s1"): "2030-01-01", url("/feed"): None, url("/inner"): None})
    )
    desk.site.answers["/s3"] = Reply(sitemap(url("/3"), url("/1")))
    tally = desk.run(desk.feed())
    assert tally.pages == {"new": 3}
    assert sorted(desk.site.paths()) == sorted(["/feed", "/s1", "/s2.gz", "/broken", "/inner", "/s3", "/1", "/2", "/3"])
    with Ledger(desk.path) as book:
        (entry,) = book.feeds().listing()
    assert (entry.parts, entry.parts_failed, entry.state.kind) == (5, 1, "index")
    before = len(desk.site.paths())
    listed[url("/s1")] = "2026-11-05"
    desk.site.answers["/feed"] = Reply(index(**listed))
    some(desk, 4)
    desk.site.answers["/s1"] = Reply(sitemap(url("/1"), url("/4")))
    assert desk.run(desk.feed(), later=DAY).pages == {"new": 1}
    asked = desk.site.paths()[before:]
    assert sorted(asked) == sorted(["/feed", "/s1", "/s2.gz", "/broken", "/s3", "/4"])


def test_an_index_that_lists_too_many_parts_says_so(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("attache.ledger.feeds.MOST_PARTS", 1)
    url = desk.site.url
    desk.site.answers["/feed"] = Reply(index(**{url("/s1"): None, url("/s2"): None}))
    desk.site.answers["/s1"] = Reply(sitemap())
    assert desk.run(desk.feed()).left == 1
    assert (desk.state().fault, len(desk.told)) == ("too-many-parts", 1)
    desk.site.answers["/feed"], desk.site.answers["/s2"] = Reply(index(**{url("/s2"): None})), Reply(sitemap(url("/2")))
    some(desk, 2)
    assert desk.run(desk.feed(), later=DAY).pages == {"new": 1}
    assert desk.state().fault == ""
    with Ledger(desk.path) as book:
        assert [one.parts for one in book.feeds().listing()] == [1]


# Going on


def test_each_feed_is_polled_when_it_is_due(desk: Desk) -> None:
    desk.lists(*some(desk, 1))
    desk.lists(path="/often")
    desk.run(desk.feed(every=600), desk.feed("/often", every=45), lasts=3000)
    assert (desk.site.times("/feed"), desk.site.times("/1")) == (5, 1)
    assert 65 <= desk.site.times("/often") <= 67
    desk.run(desk.feed(every=600), lasts=1200)
    assert desk.site.times("/feed") == 7


def test_what_failed_is_tried_again_in_the_same_watch(desk: Desk) -> None:
    desk.lists(*listed(desk, "/1"))
    desk.site.answers["/1"] = Reply(b"", 500)
    tally = desk.run(desk.feed(every=DAY), lasts=5000)
    assert 4 <= desk.site.times("/1") <= 5  # at once, then some 5, 15, 35 and 75 minutes on
    assert tally.pages["waiting"] >= 4


# Ends in the middle


def test_a_run_that_is_stopped_is_gone_on_with(desk: Desk) -> None:
    desk.lists(*some(desk, *range(1, 9)))
    assert desk.run(desk.feed(), stop_after=3).pages == {"new": 3}
    asked = desk.site.times("/feed")
    tally = desk.run(desk.feed())
    assert (tally.feeds, tally.pages) == ({}, {"new": 5})
    assert desk.site.times("/feed") == asked
    assert len(desk.texts()) == 8


def test_an_index_that_was_not_done_with_is_gone_on_with(desk: Desk) -> None:
    url = desk.site.url
    some(desk, 1, 2)
    desk.site.answers["/feed"] = Reply(index(**{url("/s1"): "2026-11-02", url("/s2"): "2026-11-01"}))
    desk.site.answers["/s1"], desk.site.answers["/s2"] = Reply(sitemap(url("/1"))), Reply(sitemap(url("/2")))
    desk.run(desk.feed(), stop_after=0)
    assert desk.run(desk.feed()).pages == {"new": 2}
    assert (desk.site.times("/feed"), desk.site.times("/s1"), desk.site.times("/s2")) == (1, 1, 1)
