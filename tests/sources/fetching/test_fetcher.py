"""Many addresses: each host in its pace, by its robots.txt, from place to place."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

import pytest

from attache.sources.fetching import (
    Answer,
    Asked,
    Fetched,
    Fetcher,
    FetchFault,
    HostState,
    Limits,
    Manners,
    NoMemory,
    SystemClock,
    Wanted,
    host_of,
)
from attache.sources.fetching.hosts import crawl_delay
from tests.sources.fetching.site import Reply, Site, moved
from tests.sources.fetching.turned import START, TurnedClock

ALL = "User-agent: *\nDisallow:\n"


@dataclass
class Web:
    """Servers made up by the test: what each address answers, and when it was asked."""

    clock: TurnedClock
    answers: dict[str, Answer | FetchFault | Callable[[], Answer | FetchFault]] = field(default_factory=dict)
    asked: list[tuple[float, str]] = field(default_factory=list)

    def __call__(self, asked: Asked) -> Answer:
        self.asked.append((self.clock.at - START, asked.url))
        answer = self.answers.get(asked.url)
        if answer is None:
            if asked.what != "robots":
                return Answer(asked.url, 200, asked.url.encode())
            raise FetchFault("none", reason="gone", again=True, status=404)
        answer = answer() if callable(answer) else answer
        if isinstance(answer, FetchFault):
            raise answer
        return answer

    def robots(self, host: str, text: str) -> None:
        self.answers[f"{host}/robots.txt"] = Answer(f"{host}/robots.txt", 200, text.encode())

    def moved(self, here: str, there: str, *, for_good: bool = False) -> None:
        self.answers[here] = Answer(here, 301 if for_good else 302, onward=there, for_good=for_good)

    def pages(self) -> list[tuple[float, str]]:
        return [(at, url) for at, url in self.asked if not url.endswith("/robots.txt")]


@pytest.fixture
def clock() -> TurnedClock:
    return TurnedClock()


@pytest.fixture
def web(clock: TurnedClock) -> Web:
    return Web(clock)


def fetcher(web: Web, memory: NoMemory | None = None, **manners: float) -> Fetcher:
    how = Manners(**{"interval": 2.0, **manners})  # type: ignore[arg-type]
    return Fetcher(how, memory=memory or NoMemory(), clock=web.clock, request=web)


def fetch(one: Fetcher, urls: Iterable[str]) -> dict[str, Fetched]:
    for url in urls:
        one.want(Wanted(url, "page"))
    done = {fetched.wanted.url: fetched for fetched in every(one)}
    one.close()
    return done


def every(one: Fetcher) -> Iterator[Fetched]:
    while (fetched := one.next()) is not None:
        yield fetched


def reasons(done: dict[str, Fetched]) -> dict[str, str]:
    return {url: one.fault.reason if one.fault else "" for url, one in done.items()}


def test_one_host_is_asked_at_intervals(web: Web) -> None:
    done = fetch(fetcher(web), [f"https://a.org/{n}" for n in range(4)])
    assert set(reasons(done).values()) == {""}
    assert [at for at, _ in web.asked] == [0, 2, 4, 6, 8]
    assert [url for _, url in web.asked][:2] == ["https://a.org/robots.txt", "https://a.org/0"]


def test_a_crawl_delay_is_kept(web: Web) -> None:
    web.robots("https://a.org", "User-agent: *\nCrawl-delay: 30\n")
    fetch(fetcher(web), ["https://a.org/1", "https://a.org/2"])
    assert [at for at, _ in web.asked] == [0, 30, 60]


def test_hosts_do_not_wait_for_each_other(web: Web) -> None:
    fetch(fetcher(web), [f"https://{host}.org/{n}" for n in range(3) for host in "abc"])
    assert max(at for at, _ in web.asked) == 6


def test_at_most_so_many_hosts_at_once_and_one_request_each(site: Site) -> None:
    for n in range(3):
        site.answers[f"/{n}"] = Reply(b"x", stall=0.05)
    site.answers["/robots.txt"] = Reply(b"", 404)
    hosts = [f"http://127.0.0.{n}:{site.port}" for n in range(1, 6)]
    running: dict[str, int] = {}
    most: list[int] = []
    lock = threading.Lock()

    def request(asked: Asked) -> Answer:
        host = host_of(asked.url)
        with lock:
            running[host] = running.get(host, 0) + 1
            assert running[host] == 1
            most.append(sum(running.values()))
        time.sleep(0.02)
        with lock:
            running[host] -= 1
        return Answer(asked.url, 200, b"")

    one = Fetcher(Manners(interval=0, parallel=3), memory=NoMemory(), clock=SystemClock(), request=request)
    done = fetch(one, [f"{host}/{n}" for n in range(3) for host in hosts])
    assert (len(done), max(most)) == (15, 3)


def test_robots_txt_is_obeyed_and_asked_for_once(web: Web) -> None:
    web.robots("https://a.org", "User-agent: *\nDisallow: /\n\nUser-agent: attache\nDisallow: /private/\nAllow: /private/open\n")
    done = fetch(fetcher(web), ["https://a.org/x", "https://a.org/private/y", "https://a.org/private/open"])
    assert list(reasons(done).values()).count("robots") == 1
    assert reasons(done)["https://a.org/private/y"] == "robots"
    assert [url for _, url in web.asked].count("https://a.org/robots.txt") == 1


@pytest.mark.parametrize(
    ("status", "reason"), [(401, ""), (403, ""), (404, ""), (410, ""), (429, "robots-unknown"), (500, "robots-unknown")]
)
def test_a_host_without_robots_txt_may_be_asked_one_that_fails_may_not(web: Web, status: int, reason: str) -> None:
    web.answers["https://a.org/robots.txt"] = FetchFault("x", reason="x", again=status in (429, 500), status=status)
    assert reasons(fetch(fetcher(web), ["https://a.org/x"])) == {"https://a.org/x": reason}
    assert len(web.pages()) == (not reason)


def test_what_is_no_robots_txt_allows_all(web: Web) -> None:
    web.robots("https://a.org", "<!DOCTYPE html><p>Disallow: everything \x00 \ufffd</p>")
    assert reasons(fetch(fetcher(web), ["https://a.org/x"])) == {"https://a.org/x": ""}


def test_the_fault_of_a_host_that_does_not_answer_is_told_as_it_is(web: Web) -> None:
    web.answers["https://a.org/robots.txt"] = FetchFault("https://a.org/robots.txt: no", reason="time-out", again=True)
    done = fetch(fetcher(web), ["https://a.org/1", "https://a.org/2"])
    assert set(reasons(done).values()) == {"time-out"}
    assert len(web.asked) == 1


def test_robots_txt_is_kept_and_asked_for_again_when_old(web: Web) -> None:
    memory = NoMemory()
    fetch(fetcher(web, memory), ["https://a.org/1"])
    fetch(fetcher(web, memory), ["https://a.org/2"])
    assert [url for _, url in web.asked].count("https://a.org/robots.txt") == 1
    web.clock.at += 90_000
    fetch(fetcher(web, memory), ["https://a.org/3"])
    assert [url for _, url in web.asked].count("https://a.org/robots.txt") == 2


def test_a_robots_txt_that_failed_is_asked_for_again_soon_and_not_at_once(web: Web) -> None:
    memory = NoMemory()
    memory.keep_host("https://a.org", HostState(None, 500, START - 300))
    fault = fetch(fetcher(web, memory), ["https://a.org/1"])["https://a.org/1"].fault
    assert fault is not None
    assert (fault.reason, fault.after) == ("robots-unknown", 300)
    web.clock.at += 301
    assert reasons(fetch(fetcher(web, memory), ["https://a.org/1"])) == {"https://a.org/1": ""}


def test_a_robots_txt_may_stand_elsewhere(web: Web) -> None:
    web.moved("http://a.org/robots.txt", "https://www.a.org/robots.txt")
    web.robots("https://www.a.org", "User-agent: *\nDisallow: /no\n")
    done = fetch(fetcher(web), ["http://a.org/no", "http://a.org/yes"])
    assert reasons(done) == {"http://a.org/no": "robots", "http://a.org/yes": ""}


@pytest.mark.parametrize("there", ["http://a.org/robots.txt", "http://b.org/robots.txt", "gopher://a.org/"])
def test_a_robots_txt_that_leads_nowhere_is_none(web: Web, there: str) -> None:
    web.moved("http://a.org/robots.txt", there)
    web.moved("http://b.org/robots.txt", "http://a.org/robots.txt")
    assert reasons(fetch(fetcher(web), ["http://a.org/x", "http://b.org/y"])) == {"http://a.org/x": "", "http://b.org/y": ""}


def test_each_step_of_the_way_is_checked(web: Web) -> None:
    web.robots("https://b.org", "User-agent: *\nDisallow: /closed\n")
    web.moved("https://a.org/1", "https://b.org/open#part")
    web.moved("https://a.org/2", "https://b.org/closed")
    done = fetch(fetcher(web), ["https://a.org/1", "https://a.org/2"])
    assert reasons(done) == {"https://a.org/1": "", "https://a.org/2": "robots"}
    assert "https://b.org/closed" not in [url for _, url in web.asked]


def test_moves_for_good_are_told_as_far_as_they_are_for_good(web: Web) -> None:
    web.moved("https://a.org/1", "https://a.org/2", for_good=True)
    web.moved("https://a.org/2", "https://b.org/3", for_good=True)
    web.moved("https://b.org/3", "https://b.org/4")
    web.moved("https://b.org/4", "https://b.org/5", for_good=True)
    web.moved("https://a.org/t", "https://a.org/1")
    done = fetch(fetcher(web), ["https://a.org/1", "https://a.org/t"])
    assert done["https://a.org/1"].place == "https://b.org/3"
    assert done["https://a.org/t"].place is None
    answer = done["https://a.org/t"].answer
    assert answer is not None
    assert answer.url == "https://b.org/5"


def test_ways_without_end(web: Web) -> None:
    web.moved("https://a.org/round", "https://a.org/circle")
    web.moved("https://a.org/circle", "https://a.org/round")
    web.moved("https://a.org/self", "https://a.org/self#x")
    for n in range(20):
        web.moved(f"https://a.org/{n}", f"https://a.org/{n + 1}")
    web.moved("https://a.org/out", "mailto:x@a.org")
    done = fetch(fetcher(web), ["https://a.org/round", "https://a.org/self", "https://a.org/0", "https://a.org/out"])
    assert list(reasons(done).values()).count("redirect-loop") == 3
    assert reasons(done)["https://a.org/out"] == "unsupported-address"
    assert len(web.asked) < 20


def test_a_host_that_asks_for_time_gets_it(web: Web) -> None:
    first = [FetchFault("busy", reason="too-many-requests", again=True, after=50, status=429)]
    web.answers["https://a.org/1"] = lambda: first.pop() if first else Answer("https://a.org/1", 200)
    done = fetch(fetcher(web), ["https://a.org/1", "https://a.org/2"])
    assert reasons(done) == {"https://a.org/1": "too-many-requests", "https://a.org/2": ""}
    assert web.pages() == [(2, "https://a.org/1"), (52, "https://a.org/2")]


def test_a_host_that_asks_for_more_time_than_there_is_patience_is_left_for_another_run(web: Web) -> None:
    memory = NoMemory()
    web.answers["https://a.org/1"] = FetchFault("busy", reason="server-error", again=True, after=3600, status=503)
    done = fetch(fetcher(web, memory), ["https://a.org/1", "https://a.org/2", "https://b.org/3"])
    assert reasons(done) == {"https://a.org/1": "server-error", "https://a.org/2": "not-yet", "https://b.org/3": ""}
    fault = done["https://a.org/2"].fault
    assert fault is not None
    assert fault.after == 3600
    before = len(web.asked)
    assert reasons(fetch(fetcher(web, memory), ["https://a.org/2"])) == {"https://a.org/2": "not-yet"}
    assert len(web.asked) == before
    web.clock.at += 3600
    assert reasons(fetch(fetcher(web, memory), ["https://a.org/2"])) == {"https://a.org/2": ""}


def test_a_host_at_which_nothing_goes_well_is_left_alone(web: Web) -> None:
    for n in range(9):
        web.answers[f"https://a.org/{n}"] = FetchFault("x", reason="server-error", again=True, status=500)
    web.answers["https://a.org/1"] = Answer("https://a.org/1", 200)
    done = fetch(fetcher(web), [f"https://a.org/{n}" for n in range(9)])
    assert list(reasons(done).values()) == ["server-error", "", *["server-error"] * 3, *["not-yet"] * 4]


def test_a_fault_of_the_asking_itself_is_one_page_s_fault(web: Web) -> None:
    def broken() -> Answer:
        raise ZeroDivisionError("no")

    web.answers["https://a.org/1"] = broken
    done = fetch(fetcher(web), ["https://a.org/1", "https://a.org/2", "https://[bad/", "nonsense"])
    assert reasons(done)["https://a.org/1"] == "fetch-fault"
    assert reasons(done)["https://a.org/2"] == ""
    assert reasons(done)["https://[bad/"] == reasons(done)["nonsense"] == "unsupported-address"


def test_back_off_grows_and_is_spread_alike_each_time() -> None:
    manners = Manners(back_off=100, back_off_most=1000)
    pauses = [manners.after_failure(n, "https://a.org/feed") for n in range(1, 12)]
    assert pauses == [manners.after_failure(n, "https://a.org/feed") for n in range(1, 12)]
    for n, pause in enumerate(pauses):
        assert 0.75 * min(1000, 100 * 2**n) <= pause <= 1.25 * min(1000, 100 * 2**n)
    assert len({manners.after_failure(1, f"https://{n}.org") for n in range(20)}) == 20
    assert manners.after_failure(10_000, "x") <= 1250


def test_it_stops_when_told_though_a_server_is_silent(site: Site) -> None:
    site.answers["/slow"] = Reply(b"x", stall=120)
    clock = SystemClock()
    one = Fetcher(Manners(interval=0, private=True, limits=Limits()), memory=NoMemory(), clock=clock)
    one.want(Wanted(site.url("/slow"), "page"))
    threading.Timer(0.3, clock.stop).start()
    found: list[object] = []
    asking = threading.Thread(target=lambda: found.append(one.next()), daemon=True)
    asking.start()
    asking.join(60)
    assert found == [None], "it waits for the server"


def test_it_looks_up_at_the_time_told(web: Web) -> None:
    one = fetcher(web)
    assert one.next(until=START + 30) is None
    assert web.clock.at == START + 30
    one.want(Wanted("https://a.org/1", "page"))
    assert one.next(until=START + 31) is None
    assert one.next(until=START + 60) is not None


def test_over_real_http_with_real_time(site: Site) -> None:
    site.answers["/robots.txt"] = Reply(b"User-agent: *\nDisallow: /no\nCrawl-delay: 0.1\n", kind="text/plain")
    site.answers["/a"] = moved("/b", 301)
    site.answers["/b"] = Reply(b"there")
    one = Fetcher(Manners(interval=0, private=True), memory=NoMemory(), clock=SystemClock())
    done = fetch(one, [site.url("/a"), site.url("/no"), site.url("/c")])
    assert reasons(done) == {site.url("/a"): "", site.url("/no"): "robots", site.url("/c"): "gone"}
    assert done[site.url("/a")].place == site.url("/b")
    times = [seen.at for seen in site.seen]
    assert all(later - former >= 0.1 for former, later in pairwise(times))
    assert site.most_at_once == 1


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://Example.org:443/a?b", "https://example.org"),
        ("http://example.org:8080", "http://example.org:8080"),
        ("http://user:pw@example.org/", "http://example.org"),
        ("http://[::1]:80/x", "http://[::1]"),
    ],
)
def test_hosts(url: str, host: str) -> None:
    assert host_of(url) == host


@pytest.mark.parametrize(("told", "seconds"), [("30", 30), ("5000", 3600), ("1e18", 3600), ("-5", 0), ("nan", 0), ("soon", 0)])
def test_a_crawl_delay_is_an_hour_at_most(told: str, seconds: float) -> None:
    assert crawl_delay(f"User-agent: *\nCrawl-delay: {told}\n") == seconds


@pytest.mark.parametrize(
    ("status", "after", "asked"), [(429, None, 1), (429, 0.0, 1), (503, 0.0, 3), (503, None, 3), (429, 9.0, 3)]
)
def test_a_host_that_says_later_without_end_is_left_alone(web: Web, status: int, after: float | None, asked: int) -> None:
    urls = [f"https://a.org/{n}" for n in range(9)]
    for url in urls:
        web.answers[url] = FetchFault("later", reason="later", again=True, after=after, status=status)
    assert sorted(reasons(fetch(fetcher(web), urls)).values()) == ["later"] * asked + ["not-yet"] * (9 - asked)
    assert len(web.pages()) == asked


def test_hosts_that_are_done_with_are_not_held(web: Web) -> None:
    memory = NoMemory()
    one = fetcher(web, memory, interval=0.0, parallel=1)
    most = 0
    for number in range(300):
        one.want(Wanted(f"https://h{number}.org/", "page"))
        assert one.next() is not None
        most = max(most, len(one._hosts))
    assert most <= 64
    one.want(Wanted("https://h0.org/again", "page"))
    assert one.next() is not None
    assert [url for _, url in web.asked].count("https://h0.org/robots.txt") == 1
