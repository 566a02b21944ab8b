"""Who speaks for a state: a denial, threat or reproach inside somebody's reported words is that person's act (guide, rule 3)."""

from __future__ import annotations

from dataclasses import replace

from attache.reading.events.participants import Cast
from attache.records import Event, Statement

_SAID = frozenset({"REJECT", "THREATEN", "ACCUSE"})


def voiced(event: Event, offset: int, statements: tuple[Statement, ...], cast: Cast) -> Event:
    """The event with the speaker in place of the speaker's own state; `offset` is where its trigger stands."""
    if event.type not in _SAID or not event.who:
        return event
    for statement in statements:
        inside = statement.content.start <= offset < statement.content.end
        persons = tuple(name for name in statement.speakers if cast.kind(name) == "person")
        if inside and persons and set(event.who) <= {cast.country(name) for name in persons}:
            return replace(event, who=persons, target=tuple(n for n in event.target if n not in persons))
    return event
