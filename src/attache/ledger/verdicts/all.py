"""Verdicts on many promises at once, each from what its keys find."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TypeVar

from attache.ledger.promises import Promise
from attache.ledger.series import Series
from attache.ledger.told import Actors, Told
from attache.ledger.verdicts.case import Verdict, tells_outcome
from attache.ledger.verdicts.judging import case_of, judge
from attache.ledger.verdicts.keys import offers_event, offers_figure, offers_promise, offers_statement, wants
from attache.records import Commitment, Event, Statement

T = TypeVar("T")


class Found:
    """Records that can decide promises, by the keys they offer."""

    def __init__(
        self,
        promises: Sequence[Promise],
        series: Iterable[Series],
        events: Iterable[Told[Event]],
        statements: Iterable[Told[Statement]],
        actors: Actors,
    ) -> None:
        self._actors = actors
        aims: dict[str, list[Commitment]] = defaultdict(list)
        for told in (t for promise in promises for t in promise.told):
            aims[told.report].append(told.record)
        outcomes = (p for s in series for p in s.points if tells_outcome(p, aims[p.told.report]))
        self._points = _by_key((p, p.told.id, offers_figure(p.told, actors)) for p in outcomes)
        self._rivals = _by_key((p, p.id, offers_promise(p, actors)) for p in promises)
        self._events = _by_key((e, e.id, offers_event(e, actors)) for e in events)
        self._statements = _by_key((s, s.id, offers_statement(s, actors)) for s in statements)

    def verdict(self, promise: Promise, as_of: str) -> Verdict | None:
        """The verdict as of a day; None where no report had told the promise by then."""
        same = {f"report|{t.report}" for t in promise.told}
        keys = wants(promise, _all(self._events, same), self._actors)
        case = case_of(
            promise,
            points=_all(self._points, keys),
            rivals=_all(self._rivals, keys),
            events=_all(self._events, keys),
            statements=_all(self._statements, keys),
            actors=self._actors,
            as_of=as_of,
        )
        return judge(case) if case else None


def _by_key(offered: Iterable[tuple[T, str, frozenset[str]]]) -> dict[str, dict[str, T]]:
    out: dict[str, dict[str, T]] = defaultdict(dict)
    for thing, identity, keys in offered:
        for key in keys:
            out[key][identity] = thing
    return out


def _all(offered: dict[str, dict[str, T]], keys: Iterable[str]) -> list[T]:
    found = {i: thing for key in keys for i, thing in offered.get(key, {}).items()}
    return [found[i] for i in sorted(found)]


def judge_all(
    promises: Sequence[Promise],
    series: Iterable[Series],
    events: Iterable[Told[Event]],
    statements: Iterable[Told[Statement]],
    actors: Actors,
    *,
    as_of: str,
) -> dict[str, Verdict]:
    """The verdict on each promise by its id; reports after `as_of` are as if not yet written."""
    found = Found(promises, series, events, statements, actors)
    verdicts = {p.id: found.verdict(p, as_of) for p in promises}
    return {i: v for i, v in verdicts.items() if v is not None}


def as_of_day(days: Iterable[str]) -> str:
    """The newest report's day, which stands for today; empty without any."""
    return max(days, default="")
