"""Whose act it is when somebody tells it: a denial, threat or reproach inside reported words is the speaker's (guide, rule 3),
and violence that only the other side tells of is that side's reproach (rule 5)."""

from __future__ import annotations

from dataclasses import replace

from attache.reading.events.participants import Cast
from attache.reading.events.parties import main_parties
from attache.records import ActorName, Event, Statement

_SAID = frozenset({"REJECT", "THREATEN", "ACCUSE"})


_VIOLENT = frozenset({"ASSAULT", "COERCE"})


def alleged(event: Event, offset: int, statements: tuple[Statement, ...], cast: Cast) -> Event:
    """The reproach of those who suffered the act, or of the other main party, where nobody else tells it; else the event."""
    if event.type not in _VIOLENT or event.status != "happened" or not event.who:
        return event
    doers, sufferers = (_sides(names, cast) for names in (event.who, event.target))
    main = set(main_parties(cast))
    for statement in statements:
        if not statement.content.start <= offset < statement.content.end:
            continue
        speakers = _sides(statement.speakers, cast)
        if (
            len(speakers) == 1
            and not speakers & doers
            and (speakers <= sufferers or (not sufferers and speakers | doers <= main))
        ):
            sides = tuple(ActorName(side) for side in sorted(speakers))
            persons = tuple(name for name in statement.speakers if cast.kind(name) == "person")
            about = event.about or (event.mode,)
            return replace(event, type="ACCUSE", mode="allege", who=persons or sides, target=event.who, about=about)
    return event


def _sides(names: tuple[ActorName, ...], cast: Cast) -> set[str]:
    return {cast.country(name) or name for name in names}


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
