"""From a chosen trigger to records: roles levelled, status, circumstances and evidence."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from attache.knowledge import rows
from attache.reading.analysis import Analysis, Timex
from attache.reading.events import circumstances, timing
from attache.reading.events.frames import place_in, time_in
from attache.reading.events.matters import matter_of
from attache.reading.events.participants import Cast, Roles
from attache.reading.events.parties import main_parties
from attache.reading.events.status import status_of
from attache.reading.events.tenses import tense_of
from attache.reading.events.triggers import Trigger
from attache.reading.sectors import sectors_of
from attache.reading.things.cities import capital_of
from attache.records import ActorName, Event, Status

_JOINT = frozenset({"CONSULT", "SUPPORT", "AGREE", "COOPERATE"})
_ANNOUNCED = frozenset({"planned", "proposed", "postponed"})
_OF_BODIES = frozenset({"CONSULT", "REQUEST", "ACCUSE"})
"""Types of what a bloc's body does in its own name."""
_WORDS = frozenset({"AGREE", "REQUEST", "REJECT", "THREATEN", "ACCUSE"})
"""Types of what is done by words, whose sentence may tell the time of what the words are about."""
_LASTING = frozenset({"COOPERATE", "COERCE", "PROTEST", "MOBILIZE"})
"""Types of what lasts: told in the perfect with "since", it goes on."""
_OF_THINGS = frozenset({"entry-into-force", "provisional-application"})


@dataclass(frozen=True, slots=True)
class Draft:
    """A trigger with the names in its roles."""

    trigger: Trigger
    roles: Roles


def build(at: Analysis, cast: Cast, draft: Draft) -> Event:
    """The record of a draft; where its sentence and the things in it name nobody, it has none who take part yet."""
    trigger = draft.trigger
    time = timing.time_of(at, trigger) or time_in(cast, trigger)
    status = status_of(trigger, future_time=_is_future(at, time))
    if (
        status == "happened"
        and trigger.row.type in _LASTING
        and time
        and time.relation == "since"
        and tense_of(trigger) == "perfect"
    ):
        status = "ongoing"
    if _is_of_what_is_said(at, trigger, time, status):
        time = None
    roles = _levelled(draft, cast)
    if not roles.all:
        roles = _from_context(draft, cast) if time or trigger.head.dep_ != "acl" else roles
    passage = circumstances.passage_of(trigger)
    where = circumstances.place_of(at, trigger) or place_in(cast, trigger)
    if trigger.row.mode == "visit":
        roles, where = _visit(roles, where, cast)
    when = timing.when_of(time, status=status, published=at.published)
    if trigger.row.mode == "visit":
        when = timing.stay_of(at, trigger, when)
    announced = timing.announced_of(at, trigger) if status in _ANNOUNCED else None
    return Event(
        type=trigger.row.type,
        mode=trigger.row.mode,
        status=status,
        evidence=(at.evidence(*passage),),
        rule="events/" + " ".join(trigger.row.words),
        who=roles.who,
        target=roles.target,
        about=matter_of(at, trigger),
        when=when,
        announced=announced if announced != when else None,
        where=where,
        sectors=sectors_of(at.report.text[passage[0] : passage[1]]),
    )


def _is_of_what_is_said(at: Analysis, trigger: Trigger, time: Timex | None, status: Status) -> bool:
    """Does the time date what is promised or agreed, and not the act of saying so ("promised trains by June 2019")?

    What happened cannot lie after the report; and nobody promises by a day.
    """
    if time is None or status not in ("happened", "denied") or trigger.row.type not in _WORDS:
        return False
    return _is_future(at, time) or time.relation in ("by", "until")


def _is_future(at: Analysis, time: Timex | None) -> bool:
    """Does the time lie wholly after the report's day?"""
    if time is None or time.span is None or at.published is None or time.relation in ("since", "until"):
        return False
    return bool(time.span[0] and at.published[1] and time.span[0] > at.published[1])


@cache
def _doers() -> dict[tuple[str, str], str]:
    return {(row["type"], row["mode"]): row["doer"] for row in rows("plover")}


def doer_kind(type_: str, mode: str) -> str:
    """Whether persons or states do such an act (`person`, `state`, `any`), by the PLOVER table."""
    doers = _doers()
    return doers.get((type_, mode)) or doers.get((type_, ""), "any")


@cache
def _state_bodies() -> tuple[tuple[str, bool], ...]:
    return tuple((row["word"], row["abroad"] == "1") for row in rows("state_bodies"))


def _acts_for_state(name: ActorName, act_of_state: bool) -> bool:
    """Is the body one through which its state acts in such a matter?"""
    folded = name.casefold()
    return any(word in folded and (abroad or act_of_state) for word, abroad in _state_bodies())


@cache
def _bloc_bodies() -> dict[str, str]:
    return {row["body"]: row["bloc"] for row in rows("bloc_bodies")}


def _levelled(draft: Draft, cast: Cast) -> Roles:
    """Persons and state bodies stand for their country in what states do (guide, rule 3)."""
    row = draft.trigger.row
    act_of_state = doer_kind(row.type, row.mode) == "state"

    def level(names: tuple[ActorName, ...]) -> tuple[ActorName, ...]:
        out: list[ActorName] = []
        for name in names:
            kind, country = cast.kind(name), cast.country(name)
            if country and (
                (kind == "person" and act_of_state)
                or (kind == "organisation" and row.type != "CONSULT" and _acts_for_state(name, act_of_state))
            ):
                name = ActorName(country)
            elif row.type not in _OF_BODIES:
                name = ActorName(_bloc_bodies().get(name, name))
            if name not in out:
                out.append(name)
        return tuple(out)

    who, target = level(draft.roles.who), level(draft.roles.target)
    if row.type == "CONSULT":
        who = _without_homes(who, cast)
    return Roles(who, tuple(n for n in target if n not in who))


def _without_homes(names: tuple[ActorName, ...], cast: Cast) -> tuple[ActorName, ...]:
    """Those who meet, without the countries that only say where one of them is from ("President Carla Ruiz of Peru")."""
    homes = {cast.country(name) for name in names if cast.kind(name) == "person"}
    return tuple(name for name in names if cast.kind(name) != "country" or name not in homes)


def _from_context(draft: Draft, cast: Cast) -> Roles:
    """For what several do together and nobody is named ("six papers were signed"): the thing's parties, else the main pair."""
    row = draft.trigger.row
    together = "all" in row.who or "between" in row.who or row.pos == "n" or row.mode in _OF_THINGS
    if row.type not in _JOINT or not together:
        return draft.roles
    for name in matter_of(cast.at, draft.trigger):
        for thing in cast.at.things:
            if thing.name == name and len(thing.parties) > 1:
                return Roles(who=thing.parties)
    pair = main_parties(cast)
    return Roles(who=pair) if len(pair) == 2 else draft.roles


def _visit(roles: Roles, where: str | None, cast: Cast) -> tuple[Roles, str | None]:
    """Visitors who, host (or the country visited) target, the country visited where (guide, rule 3)."""
    own = {cast.country(name) for name in roles.who}
    hosts = (cast.country(name) for name in roles.target)
    country = next((c for c in (*hosts, country_at(where, cast)) if c and c not in own), None)
    if country and not roles.target and roles.who:
        roles = Roles(roles.who, (ActorName(country),))
    return roles, country or where


def country_at(where: str | None, cast: Cast) -> str | None:
    """The country that a place lies in; a country is its own."""
    if where is None:
        return None
    thing = next((t for t in cast.at.things if t.name == where and t.kind == "place"), None)
    if thing is not None and thing.of:
        return thing.of
    return where if cast.kind(ActorName(where)) == "country" else capital_of(where)
