"""Exact strings by which a promise finds what can decide it: it wants some, and figures, events, promises and statements
offer some. Two that share none have nothing to do with each other.

    series|MEASURE|PARTIES|UNIT    figures; of promises `aim|…`
    step|STEP THING|PARTY          promises of one step of a project ("start unit")
    said|PARTIES|TWO WORDS         promises in words, for a later day
    first|ID                       promises in words that the report is the first to tell: one may stand in for what it drops
    report|ID                      what the reports say that tell the promise
    goal|YEAR|COUNTRY              statements that doubt or tell an outcome, by year and country
    thing|NAME KEY                 events about a thing of this name
    name|WORD|COUNTRY              acts of the country that call off or put off what bears a name with this word
    words|TWO WORDS|COUNTRY        events of the country about something in whose name the words follow each other
    once|FAMILY|WORD|PARTIES       what is done once for a paper in whose name the word stands, by these countries
    at|FAMILY|PLACE|WHO            events of this family at the place, by the person or country
    by|FAMILY|WHO                  events of this family by the person or body
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from attache.ledger.names import title_key
from attache.ledger.promises import Promise
from attache.ledger.restated import PER, aim_of
from attache.ledger.series import series_key
from attache.ledger.tellings import family
from attache.ledger.told import Actors, Told, latest
from attache.ledger.verdicts.case import OFFERS, plans_of, told_with
from attache.ledger.verdicts.endings import ends_something
from attache.ledger.verdicts.phrases import found
from attache.ledger.verdicts.replaced import milestone
from attache.ledger.verdicts.spoken import countries_in, text_of, years_in
from attache.ledger.verdicts.works import works_family
from attache.ledger.wording import deeds_in, naming, paper_words, stems
from attache.records import Commitment, Event, Figure, Statement

FIRST = "first|"
MOST_WORDS = 24
"""Words of a telling, from its first, whose pairs a promise wants."""
MOST_TEXTS = 6
"""Tellings, the oldest, whose words a promise wants."""
FOUNDED = "SUPPORT/establish"
PAPERS = ("SUPPORT/sign", "SUPPORT/ratify", "SUPPORT/entry-into-force")
"""Families of what is done once for a paper."""
SHOWN = ("REJECT", "RETREAT", "CONCEDE")
"""Types of events that call off or put off; they offer the words of their sentence too."""


def wants(promise: Promise, events: Iterable[Told[Event]], actors: Actors) -> frozenset[str]:
    """Keys of all that can change the verdict on a promise; `events` are those of its reports, or more."""
    around = tuple(events)
    plans = plans_of(promise, around, actors)
    keys = {f"report|{t.report}" for t in promise.told}
    if promise.measure:
        keys |= {f"series|{_same(m, who, unit)}" for m, who, u in promise.keys for unit in (u, (u or "").split(PER)[0] or None)}
    keys |= {key for key in offers_promise(promise, actors) if not key.startswith(FIRST)}
    if promise.value is None:
        keys |= {f"{FIRST}{t.report}" for t in promise.told[1:]}
    if promise.value is not None and promise.due is not None:
        keys |= {f"goal|{latest(promise.due)[:4]}|{party}" for party in promise.parties}
    countries = set(promise.parties)
    for plan in plans:
        countries |= set(countries_of(plan, actors))
        keys |= {f"thing|{title_key(name)}" for name in plan.record.about}
        keys |= set(_places(plan, actors))
        if plan.record.mode in OFFERS:
            guests = plan.ids(plan.record.who)
            keys |= {f"at|CONSULT/visit|{place}|{who}" for place in promise.parties for who in guests}
    if promise.value is None:
        keys |= {
            f"by|{deed}|{maker}" for t in promise.told for deed in deeds_in(t.record.content.text) for maker in _bodies(t, actors)
        }
    if promise.kind == "target" and promise.value is not None:
        return frozenset(keys)  # a figure decides it, no event
    told = list(dict.fromkeys(t.record.content.text for t in promise.told))[:MOST_TEXTS]
    things = sorted({name for event in (*plans, *told_with(promise, around)) for name in event.record.about})
    keys |= {f"thing|{title_key(name)}" for name in things}
    keys |= {f"once|{deed}|{word}|{'+'.join(promise.parties)}" for deed in _deeds(promise, plans) for word in _telling(things)}
    texts = [*told, promise.measure or "", *things]
    keys |= {f"words|{pair}|{c}" for text in texts for pair in pairs(text) for c in countries}
    keys |= {f"name|{word}|{c}" for text in texts for word in _proper(text) for c in countries}
    return frozenset(keys)


def _proper(text: str) -> list[str]:
    """Proper names among the first words of a text."""
    names = naming(text).proper
    return [word for word in stems(text)[:MOST_WORDS] if word in names]


def offers_figure(told: Told[Figure], actors: Actors) -> frozenset[str]:
    """Keys under which a figure may decide a promise."""
    key = series_key(told, actors)
    return frozenset((f"series|{_same(key.measure, key.parties, key.unit)}",))


def offers_promise(promise: Promise, actors: Actors) -> frozenset[str]:
    """Keys under which a promise may replace another, or a raised target one."""
    keys: set[str] = set()
    if promise.measure:
        keys |= {f"aim|{_same(*key)}" for key in promise.keys}
        step = milestone(promise.measure)
        keys |= {f"step|{' '.join(step)}|{party}" for party in promise.parties} if step else set()
    if promise.value is None and promise.due is not None:
        aims = (aim_of(t, actors) for t in promise.told[:MOST_TEXTS])
        keys |= {key for aim in aims for key in aim.keys if key.startswith("said|")}
        keys.add(f"{FIRST}{promise.told[0].report}")
    return frozenset(keys)


def offers_event(told: Told[Event], actors: Actors) -> frozenset[str]:
    """Keys under which an event may keep, put off or call off a promise."""
    record = told.record
    keys = {f"report|{told.report}"}
    keys |= {f"thing|{title_key(name)}" for name in record.about}
    keys |= set(_places(told, actors))
    if family(record) in PAPERS:
        keys |= {f"once|{family(record)}|{word}|{'+'.join(countries_of(told, actors))}" for word in _telling(record.about)}
    keys |= {f"by|{family(record)}|{i}" for i in _own(told.ids(record.who), actors)}
    texts = [
        *record.about,
        *(e.text for e in record.evidence if record.type in SHOWN or works_family(record) or family(record) == FOUNDED),
    ]
    countries = countries_of(told, actors)
    if record.status == "happened" and (record.type in SHOWN or ends_something(record)):
        keys |= {f"name|{word}|{c}" for name in record.about for word in naming(name).proper for c in countries}
    return frozenset(keys | {f"words|{pair}|{c}" for text in texts for pair in pairs(text) for c in countries})


def _deeds(promise: Promise, plans: Iterable[Told[Event]]) -> list[str]:
    """Families of what is done once for a paper that the promise is of."""
    named = {deed for t in promise.told for deed in deeds_in(t.record.content.text)}
    return sorted((named | {family(plan.record) for plan in plans}) & set(PAPERS))


def _telling(names: Iterable[str]) -> list[str]:
    """Words that tell the papers among these names from others."""
    return sorted({word for name in names if naming(name).kinds & paper_words() for word in naming(name).subject})


def offers_statement(told: Told[Statement], actors: Actors) -> frozenset[str]:
    """Keys under which a statement may tell a promise's outcome, or cast doubt on it: its report's, and, where it names a
    year and speaks of it as such statements do, those of the year and each country named or speaking."""
    keys = {f"report|{told.report}"}
    text = text_of(told)
    telling = any(found(text, table, column) for table, column in (("doubt_phrases", "view"), ("outcome_phrases", "outcome")))
    years = years_in(text) if telling else frozenset()
    countries = countries_in(text) | set(actors.countries(told.ids(told.record.speakers))) if years else frozenset()
    return frozenset(keys | {f"goal|{year}|{country}" for year in years for country in countries})


def countries_of(told: Told[Event], actors: Actors) -> tuple[str, ...]:
    """Countries of those who take part in an event."""
    return actors.countries(told.ids((*told.record.who, *told.record.target)))


def pairs(text: str) -> Iterator[str]:
    """Words that follow each other in a text, each two in sorted order, plain words left out."""
    words = stems(text)[:MOST_WORDS]
    return (" ".join(sorted(two)) for two in pairwise(words))


def _places(told: Told[Event], actors: Actors) -> Iterator[str]:
    record = told.record
    if record.where is not None:
        who = told.ids(record.who)
        for one in dict.fromkeys((*who, *actors.countries(who))):
            yield f"at|{family(record)}|{record.where}|{one}"


def _bodies(told: Told[Commitment], actors: Actors) -> tuple[str, ...]:
    return _own(told.ids(told.record.by), actors)


def _own(ids: Iterable[str], actors: Actors) -> tuple[str, ...]:
    """Persons and bodies, no countries."""
    return tuple(i for i in ids if i in actors.by_id and actors.by_id[i].kind != "country" and actors.by_id[i].named)


def _same(measure: str, parties: Iterable[str], unit: str | None) -> str:
    return f"{measure}|{'+'.join(parties)}|{unit}"
