"""Offices of persons, countries and bodies as intervals, from what was seen of each."""

from __future__ import annotations

import json
from collections.abc import Sequence

from attache.ledger.answers import Answers
from attache.ledger.entries import Quote
from attache.ledger.office_words import is_exclusive
from attache.ledger.offices import Interval, Observation, by_key, line, overlaps
from attache.ledger.store import Store
from attache.ledger.tenures import OfficeLine, TenureEntry
from attache.ledger.told import Told, only
from attache.records import Tenure

SEEN = "first, last, person, office, record, words, body, ended, begun"


def tenures(store: Store, actors: Sequence[str]) -> tuple[OfficeLine, ...]:
    """Offices that these persons held, or that belong to these countries and bodies, or to bodies of the countries; by whose
    office it is, then by its words. Each tenure is quoted by its first observation and its newest.
    """
    chosen = json.dumps(sorted(actors))
    sql = (
        f"SELECT {SEEN} FROM office_seen WHERE office IN (SELECT office FROM office_seen WHERE person IN "
        "(SELECT value FROM json_each(?1)) UNION SELECT office FROM office_seen WHERE body IN "
        "(SELECT value FROM json_each(?1) UNION SELECT id FROM actor WHERE country IN (SELECT value FROM json_each(?1))))"
    )
    found: dict[str, list[Observation]] = {}
    for row in store.rows(sql, (chosen,)):
        seen = Observation(*row)
        found.setdefault(seen.key, []).append(seen)
    held = by_key(i for key, seen in sorted(found.items()) for i in line(key, seen))
    answers = Answers(store)
    shown = {o.id for group in held.values() for i in group for o in ends(i)}
    told = {t.id: t for t in only(answers.chosen(shown).values(), Tenure)}
    wanted = set(actors)
    out = []
    for key, group in held.items():
        of = answers.actor(group[0].of) if group[0].of else None
        theirs = of is not None and bool({of.id, of.country} & wanted)
        own = group if theirs else [i for i in group if i.person in wanted]
        if own:
            entries = tuple(TenureEntry(answers.actor(i.person), i, _quotes(answers, i, told)) for i in own)
            words = [o.office for i in own for o in i.observations]
            office = min(set(words), key=lambda w: (-words.count(w), w))
            out.append(OfficeLine(key, office, of, is_exclusive(key), entries, tuple(overlaps(own))))
    return tuple(sorted(out, key=lambda o: (o.of is None, o.of.name if o.of else "", o.office.casefold(), o.key)))


def ends(interval: Interval) -> tuple[Observation, ...]:
    """The first observation and the newest."""
    return tuple(dict.fromkeys((interval.observations[0], interval.observations[-1])))


def _quotes(answers: Answers, interval: Interval, told: dict[str, Told[Tenure]]) -> tuple[Quote, ...]:
    return tuple(answers.quote(told[o.id].record.evidence[0]) for o in ends(interval) if o.id in told)
