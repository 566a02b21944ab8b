"""Why the ledger takes several as one: names as one actor or thing, tellings as one occurrence or promise.

In: the store and an id. Out: `Reasons`: what is one, each link with its rule and plain words, and what people decided.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from attache.ledger import occurring, promised, showing
from attache.ledger.answers import Answers
from attache.ledger.entries import CommitmentEntry, EventEntry, Quote
from attache.ledger.faces import Link
from attache.ledger.identity.joining import RULES
from attache.ledger.joining import same_event
from attache.ledger.occurring import place_words
from attache.ledger.promises import LINKS
from attache.ledger.restated import aim_of
from attache.ledger.reviews.listing import ReviewEntry, list_reviews
from attache.ledger.store import Store, identifier
from attache.ledger.tellings import Telling, telling
from attache.ledger.told import Told
from attache.ledger.words import span
from attache.ledger.working.naming import read
from attache.ledger.working.shelf import rows_for
from attache.records import Commitment, Event

MOST = 20
"""Reports in which a passage that names somebody so is looked for."""


@dataclass(frozen=True, slots=True)
class Named:
    """A name under which reports have an actor or thing."""

    name: str
    reports: int
    """Number of reports that name it so."""
    quote: Quote | None
    """Where the first of them by id does; None where no passage is told."""


@dataclass(frozen=True, slots=True)
class Joined:
    """Two that are taken as one."""

    one: str
    """A name, or a record's id."""
    other: str
    rule: str
    why: str
    """In plain words."""


@dataclass(frozen=True, slots=True)
class Reasons:
    """Why several are one."""

    id: str
    kind: str
    """actor, thing, occurrence or promise; record or series where there is nothing to join."""
    title: str
    """The actor's or thing's name, the promise, the kind of event; empty for others."""
    names: tuple[Named, ...]
    """Of an actor or thing; the name most reports use first."""
    tellings: tuple[tuple[str, Quote], ...]
    """Of an occurrence or promise: the records that tell it, each with its first sentence, by report date."""
    links: tuple[Joined, ...]
    """The strongest rule first."""
    meant: tuple[Joined, ...]
    """Descriptions that stand for a person, each with whom it stands for and why."""
    decided: tuple[ReviewEntry, ...]
    """What people decided about it: the same, or not the same."""


def why(store: Store, identity: str) -> Reasons:
    """The reasons for what an id, or the beginning of one, stands for. Raises QueryError."""
    full = showing.whole_id(store, identity)
    kind = showing.table_of(full)
    found = Reasons(full, kind, "", (), (), (), (), _decided(store, full))
    answers = Answers(store)
    if kind in ("actor", "thing"):
        return _of_names(answers, found)
    if kind == "occurrence":
        return _of_occurrence(answers, found)
    if kind == "promise":
        return _of_promise(answers, found)
    return found


def _decided(store: Store, identity: str) -> tuple[ReviewEntry, ...]:
    """Decisions in force on what is the same; accepting and correcting say nothing of that."""
    if identity[0] not in "aogp" or "-" not in identity:
        return ()
    reviews = list_reviews(store, of=identity)
    return tuple(r for r in reviews if r.action in ("same", "different") and r.state != "undone")


# Actors and things


def _of_names(answers: Answers, found: Reasons) -> Reasons:
    store = answers.store
    rows = store.rows(
        "SELECT f.id, s.key, s.spelling, s.report FROM face f JOIN sighted s ON s.face = f.id WHERE f.entity = ? "
        "ORDER BY s.name, s.report",
        (found.id,),
    )
    reports: dict[str, list[str]] = defaultdict(list)
    names: dict[str, Counter[str]] = defaultdict(Counter)
    keys = {str(face): str(key).partition("\x1f")[0] for face, key, _, _ in rows}
    for face, _, spelling, report in rows:
        name = read(str(spelling)).name
        reports[name].append(str(report))
        names[str(face)][name] += 1
    alike = [
        Joined(max(told, key=lambda n: (told[n], n)), name, "written-alike", f"both are compared as “{keys[face]}”")
        for face, told in sorted(names.items())
        for name in sorted(told)
        if name != max(told, key=lambda n: (told[n], n))
    ]
    called = {face: min(told, key=lambda n: (-told[n], n)) for face, told in names.items()}
    out = [Named(n, len(where), _first_naming(answers, where, n)) for n, where in reports.items()]
    name = store.rows(f"SELECT name FROM {identifier(found.kind)} WHERE id = ?", (found.id,))[0][0]
    return replace(
        found,
        title=str(name),
        names=tuple(sorted(out, key=lambda n: (-n.reports, n.name))),
        links=(*alike, *_links(store, called)),
        meant=_meant(store, found.id),
    )


def _links(store: Store, called: dict[str, str]) -> tuple[Joined, ...]:
    """The links between the faces, each rule once for two faces."""
    known: dict[tuple[str, str, str], Link] = {}
    for one, other, rule, words in rows_for(store, "SELECT one, other, rule, why FROM face_link WHERE one IN ({})", called):
        if other in called:
            known[one, other, rule] = min(
                known.get((one, other, rule), Link(one, other, rule, words)), Link(one, other, rule, words), key=lambda x: x.why
            )
    ordered = sorted(known.values(), key=lambda x: (_strength(x.rule), called[x.one], called[x.other], x.one, x.other))
    return tuple(Joined(called[x.one], called[x.other], x.rule, x.why) for x in ordered)


def _strength(rule: str) -> tuple[int, str]:
    return (RULES.index(rule) if rule in RULES else len(RULES)), rule


def _meant(store: Store, person: str) -> tuple[Joined, ...]:
    rows = store.rows("SELECT report, name, why FROM stands_for WHERE person = ? ORDER BY name, report", (person,))
    return tuple(Joined(str(name), str(report), "office-on-the-day", str(words)) for report, name, words in rows)


def _first_naming(answers: Answers, reports: Sequence[str], name: str) -> Quote | None:
    """Where the first of the reports names it so."""
    for report in sorted(reports)[:MOST]:
        told = answers.first_naming(report, name)
        if told is not None:
            return answers.quote(told)
    return None


# Occurrences and promises


def _of_occurrence(answers: Answers, found: Reasons) -> Reasons:
    (occurrence,) = occurring.occurrences_of(answers.store, (found.id,))
    order = [s.event for s in occurrence.states]
    entries = sorted(occurrence.events, key=lambda e: order.index(e.id))
    told = {t.id: t for t in answers.told(Event, "SELECT value FROM json_each(?)", (json.dumps(order),))}
    actors = answers.shelf.actors
    tellings = {i: telling(t, actors, answers.shelf.things(t.report)) for i, t in told.items()}
    links = _first_links(order, lambda a, b: _same_event(answers, tellings[a], tellings[b]))
    who = ", ".join(a.name for a in (*occurrence.who, *occurrence.target))
    title = f"{occurrence.mode.replace('-', ' ')}{f' ({who})' if who else ''}"
    return replace(found, title=title, tellings=_told(entries), links=links)


def _same_event(answers: Answers, one: Telling, other: Telling) -> Joined | None:
    """What two tellings share, where they are one by themselves."""
    if not same_event(one, other):
        return None
    return Joined(one.id, other.id, "same-event", _shared(answers, one, other))


def _shared(answers: Answers, one: Telling, other: Telling) -> str:
    same = one.event.mode == other.event.mode
    parts = [one.event.mode.replace("-", " ") if same else f"{one.event.mode} and {other.event.mode}".replace("-", " ")]
    persons = sorted(answers.actor(i).name for i in one.persons & other.persons)
    countries = sorted(place_words(c) for c in one.countries & other.countries)
    parts += [", ".join(persons)] if persons else []
    parts += [", ".join(countries)] if countries else []
    days = [span(t.event.when) or "no day told" for t in (one, other)]
    parts.append(days[0] if days[0] == days[1] else " and ".join(days))
    things = sorted({n for n in one.event.about if n in other.event.about})
    parts += [f"about {', '.join(things)}"] if things else []
    return "; ".join(parts)


def _of_promise(answers: Answers, found: Reasons) -> Reasons:
    (promise,) = promised.entries_of(answers.store, (found.id,), on_the_way=False)
    ids = [c.id for c in promise.stated]
    told = {t.id: t for t in answers.told(Commitment, "SELECT value FROM json_each(?)", (json.dumps(ids),))}
    links = _first_links(ids, lambda a, b: _same_promise(answers, told[a], told[b]))
    return replace(found, title=promise.title, tellings=_told(promise.stated), links=links)


RESTATED = {
    "same_amount": "the same amount of one measure, of the same parties, for the same time",
    "same_topic": "the same measure, of the same parties",
    "nested": "the same amount for the same day, told of fewer parties",
    "rate_of_total": "a rate told beside its total",
    "restates": "one restates the other: no other promise of these parties fits",
    "worded_alike": "the same parties, times that do not exclude each other, nearly the same words",
    "same_deed": "the same deed of the same parties",
    "same_maker": "made by the same, for the same",
    "same_paper": "about the same paper",
    "same_aim": "the same aim of the same parties",
}
"""By a rule of restating, what two commitments share, in plain words."""


def _same_promise(answers: Answers, one: Told[Commitment], other: Told[Commitment]) -> Joined | None:
    a, b = aim_of(one, answers.shelf.actors), aim_of(other, answers.shelf.actors)
    rule = next((rule.__name__ for rule in LINKS if rule(a, b)), None)
    if rule is None:
        return None
    return Joined(one.id, other.id, rule.replace("_", "-"), RESTATED.get(rule, rule.replace("_", " ")))


def _first_links(ids: Sequence[str], link: Callable[[str, str], Joined | None]) -> tuple[Joined, ...]:
    """For each telling the first link with an earlier one; none where only others, or people, hold them together."""
    out = []
    for number, other in enumerate(ids):
        found = (link(one, other) for one in ids[:number])
        out += [joined for joined in found if joined is not None][:1]
    return tuple(out)


def _told(entries: Iterable[EventEntry | CommitmentEntry]) -> tuple[tuple[str, Quote], ...]:
    return tuple((e.id, e.quotes[0]) for e in entries if e.quotes)
