"""One telling of an event, prepared for comparison with others: its days as numbers, its people, countries and things."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from attache.knowledge import rows, several
from attache.ledger.counted import numbers_in, times_in
from attache.ledger.countries import find_country
from attache.ledger.names import folded, title_key
from attache.ledger.parts import parts_in
from attache.ledger.told import Actors, Told, earliest
from attache.ledger.whereabouts import country_of_place
from attache.records import Event, Status

LONGEST = 45
"""Days: spans up to here are short enough for one meeting or visit; a longer one joins only what shares a thing."""
AHEAD: tuple[Status, ...] = ("planned", "proposed", "conditional", "postponed")
"""States of what has not taken place yet."""
PROJECT, FINISHED = "COOPERATE/project", "COOPERATE/project-complete"
"""Kin and family of what is built, and the family of its being finished."""
OPENING = ("CONSULT", "ceremony")
HELD: tuple[Status, ...] = ("happened", "ongoing")
"""States of what has."""
FEW = 10
"""Days within which one visitor pays no second visit to the same country, and by which reports of one act may be apart."""
ZONE = 1
"""Days by which an event may be dated after its report, where the day begins earlier."""
SHIFT = 31
"""Days by which a planned visit may come later than it was announced without anyone saying that it was put off."""
WEEK = 6
"""Days from the first to the last of a week."""
MAKING_GOOD = 365
"""Days within which a postponed act is taken to be made good by the next one of its kind and people."""


@dataclass(frozen=True, slots=True)
class Telling:
    """An event record with what it is compared by; days are ordinals."""

    told: Told[Event]
    family: str
    kin: str
    """The wider family in which other reports may tell the act by another name; the family itself where there is none."""
    once: str
    """`paper`, `thing` or `each` where the act takes place once for what it is about; else empty."""
    seldom: bool
    """Whether two such acts of one country within a month are taken to be one."""
    first: int | None
    """The first day it may have; None where nothing bounds it."""
    last: int | None
    dated: bool
    """Whether the record itself tells both days; else they are bounded by the report's date."""
    said: int | None
    """The report's last possible day."""
    persons: frozenset[str]
    bodies: frozenset[str]
    """Organisations that take part."""
    doers: frozenset[str]
    """Actor ids of those who do it."""
    visitors: frozenset[str]
    """Persons among the doers."""
    hosts: frozenset[str]
    """Countries of those it was done to; for a visit also the country it was to."""
    houses: frozenset[str]
    """International bodies that a visit was to: their seat lies in a country, which was not what was visited."""
    lands: frozenset[str]
    """Countries of those named as visited."""
    givers: frozenset[str]
    """Countries of the doers."""
    countries: frozenset[str]
    members: frozenset[str]
    """Members of the blocs among `countries`."""
    things: frozenset[str]
    named: frozenset[str]
    """Those of `things` whose names say which thing is meant."""
    papers: frozenset[str]
    """Those of `named` that are papers by their names."""
    cores: frozenset[frozenset[str]]
    """The proper names within the names of `things`: "Ninh Thuan" of a plant, its project and the agreement on it."""
    place: str | None
    """Country that `where` lies in, as far as it is known."""
    number: int | None
    """Which session it was of those that are counted."""
    parts: frozenset[tuple[str, int]]
    """Which counted parts of what is built it is about: the first berth, unit 2."""

    @property
    def id(self) -> str:
        """The record's id."""
        return self.told.id

    @property
    def event(self) -> Event:
        """The record."""
        return self.told.record

    @property
    def ahead(self) -> bool:
        """Whether it tells what has not taken place yet."""
        return self.event.status in AHEAD

    @property
    def short(self) -> bool:
        """Whether its days are told, and few enough for one meeting or visit."""
        return self.dated and self.first is not None and self.last is not None and self.last - self.first <= LONGEST

    @property
    def vague(self) -> bool:
        """Whether its days are those of the report itself, as an act without a day of its own is often entered, or a week
        and more."""
        first, last = self.event.when or (None, None)
        return self.dated and ((first, last) == self.told.published or (self.last or 0) - (self.first or 0) >= WEEK)

    @property
    def shared(self) -> frozenset[str]:
        """What another telling of the event can have in common with it."""
        return self.persons | self.countries | self.things


@cache
def _families() -> dict[str, dict[str, str]]:
    return {row["mode"]: row for row in rows("event_families")}


def family(event: Event) -> str:
    """The family of an event's mode, within its type: to threaten to expel is not to expel."""
    return f"{event.type}/{family_of(event.mode)}"


def family_of(mode: str) -> str:
    """The family of a mode; the mode itself where the table has none."""
    return _row(mode)["family"]


def _row(mode: str) -> dict[str, str]:
    return _families().get(mode) or {"family": mode, "once": "", "kin": "", "seldom": ""}


def finishes(event: Event) -> bool:
    """Whether the words of what is called a project or a ceremony in general say that something was finished or opened, or is
    to be."""
    vague = event.mode in ("project", "ceremony") if event.type == "COOPERATE" else (event.type, event.mode) == OPENING
    return vague and bool(event.about) and _finishing(event.evidence[0].text)


@lru_cache(maxsize=65536)
def _finishing(words: str) -> bool:
    told = f" {folded(words)} "
    says = {row["say"] for row in rows("finished_words") if f" {row['words']} " in told}
    return "%" not in words and says == {"yes"}


def _deed(event: Event) -> str:
    return "project-complete" if finishes(event) else event.mode


def is_visit(event: Event) -> bool:
    """Whether the event is a visit."""
    return family_of(event.mode) == "visit"


def telling(told: Told[Event], actors: Actors, things: Mapping[str, str] | None = None) -> Telling:
    """The telling of a record. `things`: name in the record's reading → thing id; names not in it stand by their words."""
    event = told.record
    people = told.ids((*event.who, *event.target))
    known = [actors.by_id[p] for p in people if p in actors.by_id]
    # One told by a description alone ("the foreign minister") may be any of the persons named elsewhere.
    persons = frozenset(a.id for a in known if a.kind == "person" and a.named)
    place = None if event.where is None else country_of_place(event.where)
    hosts = _countries(told, event.target, actors)
    houses = frozenset(h for h in hosts if find_country(h) is None) if is_visit(event) else frozenset()
    lands = hosts - houses
    if is_visit(event) and place is not None:
        hosts |= {place}
    row = _row(_deed(event))
    first, last, dated = _days(told)
    about = _about(event, things or {})
    countries = _countries(told, event.who, actors) | hosts
    if row["once"] == "paper":
        countries |= _parties(event.about)
    return Telling(
        told=told,
        family=family(event) if not finishes(event) else FINISHED,
        kin=f"{event.type}/{row['kin'] or row['family']}" if not finishes(event) else PROJECT,
        once=row["once"],
        seldom=row["seldom"] == "yes",
        first=first,
        last=last,
        dated=dated,
        said=_ordinal(told.day or None),
        persons=persons,
        bodies=frozenset(a.id for a in known if a.kind == "organisation" and a.country is not None),
        doers=frozenset(told.ids(event.who)),
        visitors=persons & frozenset(told.ids(event.who)),
        hosts=hosts,
        houses=houses,
        lands=lands,
        givers=_countries(told, event.who, actors),
        countries=countries,
        members=frozenset(member for c in countries for member in _blocs().get(c, ())),
        things=frozenset(i for i, _, _ in about),
        named=frozenset(i for i, named, _ in about if named),
        papers=frozenset(i for i, named, paper in about if named and paper),
        cores=frozenset(core for name in event.about if (core := proper_words(name))),
        place=place,
        number=_number(event),
        parts=parts_in(event.evidence[0].text) if event.type == "COOPERATE" or finishes(event) else frozenset(),
    )


def _number(event: Event) -> int | None:
    """The number of a session as its own words tell it: "the fifth session", "the 24th meeting"."""
    if family_of(event.mode) != "meeting":
        return None
    words = event.evidence[0].text
    found = numbers_in(words) | times_in(words)
    return next(iter(found)) if len(found) == 1 else None


def _about(event: Event, things: Mapping[str, str]) -> list[tuple[str, bool, bool]]:
    """The things it is about: id or key, whether the name says which thing is meant, and whether it is a paper's."""
    out = []
    for name in event.about:
        identity = things.get(name, title_key(name))
        out.append((identity, name in things or is_telling(name), is_paper(name)))
    return out


def _days(told: Told[Event]) -> tuple[int | None, int | None, bool]:
    """First and last day, and whether the record tells both. Where it does not, the report's date bounds what had
    taken place by then from above, and what was still to come from below."""
    first, last = told.record.when or (None, None)
    if without_day(told):
        first = last = None
    out = earliest(told.published)
    if told.record.status in ("planned", "proposed") and first is None and last is not None and "" < out <= last:
        first = out  # "Before the end of the year": from now on.
    if first is not None and last is not None:
        return _ordinal(first), _ordinal(last), True
    if told.record.status in AHEAD:
        return _ordinal(first or (None if last else out or None)), _ordinal(last), False
    bound = _ordinal(told.day or None)
    begun = _ordinal(first)
    return begun, _ordinal(last) or (bound if bound is None or begun is None else max(bound, begun)), False


def without_day(told: Told[Event]) -> bool:
    """Whether a record has no day of its own: none at all, the whole span in which the report came out, or, of what is
    told as held, days that were still to come then."""
    first, last = told.record.when or (None, None)
    begun, out = _ordinal(first), _ordinal(told.day or None)
    ahead = told.record.status in HELD and begun is not None and out is not None and begun > out + ZONE
    return ahead or (first, last) == (None, None) or (first != last and (first, last) == told.published)


def _ordinal(day: str | None) -> int | None:
    return None if day is None else date.fromisoformat(day).toordinal()


def _countries(told: Told[Event], names: Iterable[str], actors: Actors) -> frozenset[str]:
    """Countries of those named, or the international bodies themselves; blocs by their names in the table, for a reading
    may name a bloc that it does not list."""
    blocs = {name: bloc for name in names if (bloc := _bloc_names().get(folded(name))) is not None}
    return frozenset((*blocs.values(), *actors.countries(told.ids(n for n in names if n not in blocs))))


def _parties(names: Iterable[str]) -> frozenset[str]:
    """Countries and blocs that the names of papers say they are between: "EU – Japan agreement"."""
    out: set[str] = set()
    for words in (folded(name).split() for name in names if is_paper(name)):
        grams = {" ".join(words[n : n + size]) for size in (1, 2, 3, 4) for n in range(len(words) - size + 1)}
        out |= {party for gram in grams if (party := _bloc_names().get(gram) or find_country(gram)) is not None}
    return frozenset(out)


@cache
def _bloc_names() -> dict[str, str]:
    """Folded name or alias of a bloc → its name."""
    known = {row["name"]: several(row["aliases"]) for row in rows("organisations")}
    return {folded(name): bloc for bloc in _blocs() for name in (bloc, *known.get(bloc, ()))}


@cache
def _blocs() -> dict[str, tuple[str, ...]]:
    """Bloc by its name → its members today; a former member, marked by a minus, was one at some time."""
    return {row["bloc"]: tuple(m.removeprefix("-") for m in several(row["members"])) for row in rows("bloc_members")}


@cache
def _paper_words(sort: str) -> frozenset[str]:
    return frozenset(row["word"] for row in rows("paper_words") if row["sort"] == sort)


@lru_cache(maxsize=65536)
def is_paper(name: str) -> bool:
    """Whether a name says that it is a paper's: "the 2010 agreement on …", "CETA Treaty"; acronyms may end in FTA."""
    return any(word in _paper_words("kind") for word in folded(name).split()) or bool(re.search(r"[A-Z]FTA\b|[A-Z]PA\b", name))


@lru_cache(maxsize=65536)
def is_telling(name: str) -> bool:
    """Whether a name says which thing is meant: besides words that many papers' names have, and names of countries, it
    has a year, a proper name, or what a paper is on."""
    plain = _paper_words("kind") | _paper_words("empty")
    left = [w for w in title_key(name).split() if w not in plain and find_country(w) is None]
    left = [w for w in left if not w.isdigit() or len(w) == 4]
    capital = {folded(w) for w in re.findall(r"[^\W\d_][\w’'-]*", name) if w[0].isupper()}
    return bool(left) and (is_paper(name) or any(w.isdigit() or w in capital for w in left))


@lru_cache(maxsize=65536)
def proper_words(name: str) -> frozenset[str]:
    """The capitalised words within a thing's name that neither name a country nor say what kind of thing it is, with the
    small numbers that tell such things apart; empty where these are fewer than two or the name is a title as a whole."""
    words = re.findall(r"\w[\w’'-]*", name)
    plain = _paper_words("kind") | _paper_words("empty")
    capital = [folded(w) for w in words if w[0].isupper() and folded(w) not in plain and find_country(w) is None]
    if len(capital) < 2 or all(w[0].isupper() or len(w) <= 3 for w in words):
        return frozenset()
    return frozenset((*capital, *(w for w in words if w.isdigit() and len(w) < 4)))
