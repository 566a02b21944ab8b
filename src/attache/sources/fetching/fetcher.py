"""Many addresses asked at once, each host in its own pace: what is wanted goes in, answers and faults come out.

One thread (the caller's) decides who is asked when; a few others only ask. Each step of the way, also where an address sends
on, is checked against the robots.txt of its host and waits for its turn there.
"""

from __future__ import annotations

import queue
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Final
from urllib.parse import urldefrag

from attache.sources.addresses import is_address, without_password
from attache.sources.fetching.asking import Answer, Asked, FetchFault, What, ask
from attache.sources.fetching.clock import Clock
from attache.sources.fetching.hosts import HostMemory, HostState, crawl_delay, host_of, may_ask
from attache.sources.fetching.manners import Manners

MOST_MOVES: Final = 8
"""How often one address may send on."""
MOST_HOSTS: Final = 64
"""That are held at a time, unless there is something to do at more of them."""
_MOST_MOVES_OF_ROBOTS: Final = 5


@dataclass(frozen=True, slots=True)
class Wanted:
    """An address to be asked; `tag` is the caller's own."""

    url: str
    what: What
    etag: str | None = None
    modified: str | None = None
    tag: object = None


@dataclass(frozen=True, slots=True)
class Fetched:
    """What became of one address: an answer or a fault."""

    wanted: Wanted
    answer: Answer | None = None
    fault: FetchFault | None = None
    place: str | None = None
    """Where it has moved for good; None where it has not."""


@dataclass(slots=True, eq=False)
class _Journey:
    """One address on its way, from place to place."""

    wanted: Wanted
    here: str
    moves: int = 0
    been: set[str] = field(default_factory=set)
    place: str | None = None
    for_good: bool = True

    def asked(self) -> Asked:
        return Asked(self.here, self.wanted.what, self.wanted.etag, self.wanted.modified)

    def done(self, answer: Answer | None = None, fault: FetchFault | None = None) -> Fetched:
        return Fetched(self.wanted, answer, fault, self.place)


@dataclass(slots=True, eq=False)
class _Host:
    name: str
    state: HostState
    ready: float
    waiting: deque[_Journey] = field(default_factory=deque)
    rules: deque[_Journey] = field(default_factory=deque)
    """For a robots.txt that another host keeps here, or this one elsewhere: before all that waits."""
    busy: bool = False
    learning: bool = False
    """Whether its robots.txt is on its way."""
    fault: FetchFault | None = None
    """Why its robots.txt could not be had, in this run."""
    failures: int = 0
    """Requests in a row that failed, in this run."""

    def done_with(self, now: float) -> bool:
        """Whether nothing is asked of it, waits for it or is to be minded, but for what is kept elsewhere."""
        idle = not (self.busy or self.learning or self.waiting or self.rules)
        return idle and self.ready <= now and not self.failures and self.fault is None

    @property
    def startable(self) -> bool:
        """Whether there is something that could be asked now, were it this host's turn."""
        return not self.busy and bool(self.rules or (self.waiting and not self.learning))


Request = Callable[[Asked], Answer]
_Done = tuple[_Host, _Journey, Answer | FetchFault]


class Fetcher:
    """Addresses in by `want`, answers out by `next`, both in one thread. Close it in the end.

    `request` asks once, in threads of its own; by default over HTTP by the manners given.
    """

    def __init__(self, manners: Manners, *, memory: HostMemory, clock: Clock, request: Request | None = None) -> None:
        self._manners = manners
        self._memory = memory
        self._clock = clock
        self._request = request or self._over_http
        self._hosts: dict[str, _Host] = {}
        self._ready: deque[Fetched] = deque()
        self._work: queue.SimpleQueue[tuple[_Host, _Journey] | None] = queue.SimpleQueue()
        self._results: queue.Queue[_Done] = queue.Queue()
        self._busy = 0
        self._room = MOST_HOSTS
        """Hosts that may be held before those done with are let go."""
        self._threads: list[threading.Thread] = []
        self.left = 0
        """How many addresses are wanted and not yet given out."""

    def _over_http(self, asked: Asked) -> Answer:
        manners = self._manners
        return ask(asked, agent=manners.agent, limits=manners.limits, private=manners.private)

    def want(self, wanted: Wanted) -> None:
        """Adds an address; it is asked after those of its host that were added before."""
        self.left += 1
        self._onward(_Journey(wanted, urldefrag(wanted.url).url))

    def next(self, until: float | None = None) -> Fetched | None:
        """The next address that is done. Waits as long as that takes, or to the moment told.

        None when that has come, when the clock was stopped, and, unless a moment was told, where none is left.
        """
        while not self._clock.stopped:
            self._give_out()
            if self._ready:
                self.left -= 1
                return self._ready.popleft()
            pause = self._until_next()
            if until is not None:
                left = until - self._clock.now()
                if left <= 0:
                    return None
                pause = left if pause is None else min(left, pause)
            if self._busy:
                done = self._clock.take(self._results, pause)
                if done is not None:
                    self._take(*done)
            elif pause is None:
                return None
            else:
                self._clock.wait(pause)
        return None

    def close(self) -> None:
        """Lets go of the threads; requests under way end by themselves and are forgotten."""
        for _ in self._threads:
            self._work.put(None)

    def _until_next(self) -> float | None:
        """Seconds until a host may be asked; None where none waits for that."""
        times = [host.ready for host in self._hosts.values() if host.startable]
        if not times or self._busy >= self._manners.parallel:
            return None
        return max(0.0, min(times) - self._clock.now())

    def _give_out(self) -> None:
        """Starts what may be started, the host that has waited longest first."""
        for host in sorted(self._hosts.values(), key=lambda h: h.ready):
            if self._busy >= self._manners.parallel:
                return
            if host.startable:
                self._start(host)

    def _start(self, host: _Host) -> None:
        """The next request to a host, where one is due; what it does not want asked is given back at once."""
        now = self._clock.now()
        if host.ready - now > self._manners.patience:
            self._give_back(host, host.ready - now)
        while host.startable and host.ready <= now:
            journey = host.rules.popleft() if host.rules else self._robots_first(host, now)
            if journey is None:
                journey = host.waiting.popleft()
                fault = self._forbidden(host, journey, now)
                if fault is not None:
                    self._ready.append(journey.done(fault=fault))
                    continue
            self._hand_over(host, journey)

    def _give_back(self, host: _Host, seconds: float) -> None:
        """What waits for a host that wants to be left alone is for another run."""
        while host.rules:
            fault = FetchFault("", reason="not-yet", again=True, status=503)
            self._take_robots(host.rules.popleft(), fault, self._clock.now())
        while host.waiting:
            journey = host.waiting.popleft()
            told = f"{without_password(journey.here)}: {host.name} wants no request for {_span(seconds)}; asked again later"
            self._ready.append(journey.done(fault=FetchFault(told, reason="not-yet", again=True, after=seconds)))

    def _hand_over(self, host: _Host, journey: _Journey) -> None:
        host.busy = True
        self._busy += 1
        if len(self._threads) < self._manners.parallel:
            # Daemons: a server that is silent must not keep the program from ending.
            self._threads.append(threading.Thread(target=self._ask_on, name="fetching", daemon=True))
            self._threads[-1].start()
        self._work.put((host, journey))

    def _ask_on(self) -> None:
        """What each thread does: asks, and puts down what came of it."""
        while (task := self._work.get()) is not None:
            host, journey = task
            try:
                self._results.put((host, journey, self._request(journey.asked())))
            except FetchFault as fault:
                self._results.put((host, journey, fault))
            except Exception as error:  # noqa: BLE001 - whatever a server sends, the others are asked on
                told = f"{without_password(journey.here)}: fetching failed ({type(error).__name__}: {error}); please report it"
                self._results.put((host, journey, FetchFault(told, reason="fetch-fault", again=True)))

    def _take(self, host: _Host, journey: _Journey, result: Answer | FetchFault) -> None:
        """What one request gave: it goes on elsewhere, or is done."""
        host.busy = False
        self._busy -= 1
        now = self._clock.now()
        host.ready = max(host.ready, now + self._interval(host))
        self._mind(host, journey.wanted.what, result, now)
        if journey.wanted.what == "robots":
            self._take_robots(journey, result, now)
        elif isinstance(result, FetchFault):
            self._ready.append(journey.done(fault=result))
        elif result.onward is None:
            self._ready.append(journey.done(result))
        else:
            self._move(journey, result)

    def _mind(self, host: _Host, what: What, result: Answer | FetchFault, now: float) -> None:
        """Leaves a host alone for as long as it says, or where nothing goes well there any more."""
        if isinstance(result, Answer) or not result.again:
            host.failures = 0
            return
        host.failures += result.status is None or result.status >= 500 or result.status == 429
        pause = (result.after or 0.0) if result.status is not None else 0.0
        # It says later and not when, or says when and fails all the same.
        if host.failures >= self._manners.most_failures or (result.status == 429 and not pause and what != "robots"):
            pause = max(pause, self._manners.after_failure(1, host.name))
        if pause:
            host.ready = max(host.ready, now + pause)
            self._keep(host, host.state.not_before(now + pause))

    def _interval(self, host: _Host) -> float:
        asked_for = crawl_delay(host.state.robots) if host.state.robots else 0.0
        return max(self._manners.interval, asked_for)

    def _move(self, journey: _Journey, answer: Answer) -> None:
        """Sends a journey on, unless it goes round in circles."""
        journey.been.add(journey.here)
        journey.moves += 1
        journey.here = urldefrag(answer.onward or "").url
        journey.for_good = journey.for_good and answer.for_good
        if journey.for_good:
            journey.place = journey.here
        shown = without_password(journey.wanted.url)
        if journey.here in journey.been:
            told = f"{shown}: sent round in a circle ({without_password(journey.here)}); give the final address"
            self._ready.append(journey.done(fault=FetchFault(told, reason="redirect-loop", status=answer.status)))
        elif journey.moves > MOST_MOVES:
            told = f"{shown}: sent on more than {MOST_MOVES} times; give the final address"
            self._ready.append(journey.done(fault=FetchFault(told, reason="redirect-loop", status=answer.status)))
        else:
            self._onward(journey)

    def _onward(self, journey: _Journey) -> None:
        """Puts a journey in the queue of its host; one that has begun goes first."""
        try:
            host = self._host(host_of(journey.here))
        except ValueError as error:
            told = f"{without_password(journey.here)}: this is no address ({error}); check it in a browser"
            self._ready.append(journey.done(fault=FetchFault(told, reason="unsupported-address")))
            return
        if journey.wanted.what == "robots":
            host.rules.append(journey)
        elif journey.moves:
            host.waiting.appendleft(journey)
        else:
            host.waiting.append(journey)

    def _host(self, name: str) -> _Host:
        if name not in self._hosts:
            if len(self._hosts) >= self._room:
                self._let_go()
            state = self._memory.host(name) or HostState()
            self._hosts[name] = _Host(name, state, state.next or 0.0)
        return self._hosts[name]

    def _let_go(self) -> None:
        """Forgets the hosts at which nothing is left to do: each may hold half a megabyte of robots.txt."""
        now = self._clock.now()
        self._hosts = {name: host for name, host in self._hosts.items() if not host.done_with(now)}
        self._room = max(MOST_HOSTS, 2 * len(self._hosts))

    def _keep(self, host: _Host, state: HostState) -> None:
        host.state = state
        self._memory.keep_host(host.name, state)

    # robots.txt

    def _robots_first(self, host: _Host, now: float) -> _Journey | None:
        """The journey for a host's robots.txt where it is not known, or too old."""
        state, manners = host.state, self._manners
        age = manners.robots_age if state.robots is not None else manners.robots_again
        if state.asked is not None and 0 <= now - state.asked < age:
            return None
        host.learning = True
        address = f"{host.name}/robots.txt"
        return _Journey(Wanted(address, "robots", tag=host.name), address)

    def _take_robots(self, journey: _Journey, result: Answer | FetchFault, now: float) -> None:
        """Keeps what a host's robots.txt says: where it has none, everything may be asked; where it fails, nothing for now."""
        if isinstance(result, Answer) and result.onward is not None:
            journey.moves += 1
            journey.here = result.onward
            if journey.moves <= _MOST_MOVES_OF_ROBOTS and is_address(journey.here):
                self._onward(journey)
                return
            result = FetchFault("", reason="gone", status=404)
        host = self._hosts[str(journey.wanted.tag)]
        host.learning = False
        host.fault = None
        robots: str | None = ""
        if isinstance(result, Answer):
            robots = result.data.decode("utf-8-sig", "replace")
        elif not _has_none(result):
            robots, host.fault = None, result
        self._keep(host, replace(host.state, robots=robots, status=result.status, asked=now))
        host.ready = max(host.ready, now + self._interval(host))

    def _forbidden(self, host: _Host, journey: _Journey, now: float) -> FetchFault | None:
        """Why an address of this host may not be asked; None where it may."""
        shown, state = without_password(journey.here), host.state
        if state.robots is None:
            after = self._manners.robots_again - (now - (state.asked or now))
            if host.fault is not None and host.fault.status is None:
                fault = host.fault
                return FetchFault(str(fault), reason=fault.reason, again=fault.again, after=fault.after)
            told = f"{shown}: {host.name}/robots.txt cannot be had at the moment, so nothing is asked there; asked again later"
            return FetchFault(told, reason="robots-unknown", again=True, after=max(0.0, after))
        if state.robots and not may_ask(state.robots, journey.here):
            return FetchFault(f"{shown}: not allowed by {host.name}/robots.txt; save the page and read the file", reason="robots")
        return None


def _has_none(fault: FetchFault) -> bool:
    """Whether a host has no robots.txt that could be read (RFC 9309, 2.3.1): statuses 4xx but 429, and what is no text."""
    if fault.status is None:
        return False
    return (400 <= fault.status < 500 and fault.status != 429) or fault.reason in ("unsupported-type",)


def _span(seconds: float) -> str:
    """A time in words."""
    if seconds < 120:
        return f"{seconds:.0f} seconds"
    return f"{seconds / 60:.0f} minutes" if seconds < 7200 else f"{seconds / 3600:.0f} hours"
