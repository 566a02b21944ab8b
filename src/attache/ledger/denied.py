"""What one report tells as held and another denies: never joined, but shown side by side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from attache.ledger.answers import Answers
from attache.ledger.asking import Scope
from attache.ledger.event_days import gap
from attache.ledger.event_keys import keys_of
from attache.ledger.findings import Finding
from attache.ledger.joining import same_event
from attache.ledger.store import Store
from attache.ledger.tellings import HELD, Telling, telling
from attache.ledger.told import Actors
from attache.ledger.words import span
from attache.records import Event


def denials(tellings: Iterable[Telling]) -> list[tuple[Telling, Telling]]:
    """Pairs of a telling as held and one of another report that denies the same event, sorted by record ids.

    The two would be one event, were it not denied. "Not yet signed" denies nothing that was signed later.
    """
    told = sorted(tellings, key=lambda t: t.id)
    by_key: dict[str, list[Telling]] = defaultdict(list)
    for denied in (t for t in told if t.event.status == "denied"):
        for key in keys_of(_as_held(denied)):
            by_key[key].append(denied)
    out = []
    for held in (t for t in told if t.event.status in HELD):
        near = {d.id: d for key in keys_of(held) for d in by_key.get(key, ())}
        out += [(held, near[i]) for i in sorted(near) if _contradict(held, near[i])]
    return out


def _contradict(held: Telling, denied: Telling) -> bool:
    return held.told.report != denied.told.report and same_event(held, _as_held(denied)) and _then(held, denied)


def _as_held(one: Telling) -> Telling:
    return replace(one, told=replace(one.told, record=replace(one.event, status="happened")))


def _then(held: Telling, denied: Telling) -> bool:
    """Whether the denial is of the days on which it is told as held."""
    by_then = denied.dated or (held.last is not None and denied.last is not None and held.last <= denied.last)
    return by_then and gap(held, denied) == 0


def told_and_denied(store: Store, scope: Scope) -> Iterator[Finding]:
    """A finding for every event in scope that one report tells as held and another denies; about the occurrence held."""
    answers = Answers(store)
    actors = Actors(answers.actors, {})
    tellings = (telling(t, actors) for t in answers.told(Event, *scope.records("event")))
    for held, denied in denials(t for t in tellings if scope.holds(t.event.when or t.told.published)):
        subject = answers.event(held.told).occurrence or held.id
        days = span(held.event.when)
        says = f"told as held{f' ({days})' if days else ''} by one report, denied by another"
        yield Finding("told-and-denied", "warning", subject, says, (held.id, denied.id))
