"""Offices of persons, countries and bodies as intervals, from what was seen of each without looking at the records.

A minister is seen in office by thousands of reports. Of so many observations the first and the last of each quarter are kept:
whoever holds an office is told to on more days than its bounds need.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from attache.ledger.answers import Answers
from attache.ledger.office_words import is_exclusive
from attache.ledger.offices import Interval, Observation, line, overlaps
from attache.ledger.store import Store
from attache.ledger.tenures import OfficeLine, TenureEntry
from attache.ledger.told import Told, only
from attache.ledger.working.shelf import rows_for
from attache.records import Tenure

MANY = 1500
"""Observations from which on those of one quarter of a year are told by the first and the last."""
ID = 14
"""Letters of a record's id."""
HELD = "person, office, body, words, ended, begun"


@dataclass(frozen=True, slots=True)
class _Asked:
    """Which offices are asked for."""

    actors: frozenset[str]
    offices: frozenset[str]
    """Keys of the offices of the bodies asked for, and of those that the persons asked for were seen in."""
    persons: frozenset[str]
    """All who were seen in any of these."""


def tenures(store: Store, actors: Sequence[str]) -> tuple[OfficeLine, ...]:
    """Offices that these persons held, or that belong to these countries and bodies, or to bodies of the countries; by whose
    office it is, then by its words. Each tenure is quoted by its first observation and its newest.
    """
    asked = _asked(store, actors)
    seen = _observations(store, asked)
    lines: dict[str, list[Observation]] = defaultdict(list)
    for observation in seen:
        lines[observation.key].append(observation)
    answers = Answers(store)
    found = {key: _own(answers, asked, line(key, observations)) for key, observations in sorted(lines.items())}
    shown = {o.id for held in found.values() for i in held for o in _ends(i)}
    told = {t.id: t for t in only(answers.chosen(shown).values(), Tenure)}
    out = [_line(answers, key, held, seen, told) for key, held in found.items() if held]
    return tuple(sorted(out, key=lambda o: (o.of is None, o.of.name if o.of else "", o.office.casefold(), o.key)))


def _asked(store: Store, actors: Sequence[str]) -> _Asked:
    wanted = frozenset(actors)
    bodies = wanted | {str(i) for (i,) in rows_for(store, "SELECT id FROM actor WHERE country IN ({})", wanted)}
    near = {str(p) for (p,) in rows_for(store, "SELECT DISTINCT person FROM office_seen WHERE body IN ({})", bodies)}
    sql = "SELECT DISTINCT person, office, body FROM office_seen WHERE person IN ({})"
    rows = rows_for(store, sql, near | wanted)
    offices = frozenset(str(office) for person, office, body in rows if person in wanted or body in bodies)
    # An office may be told as that of a body by a name that nobody lists.
    persons = rows_for(store, "SELECT DISTINCT person FROM office_seen WHERE office IN ({})", offices)
    return _Asked(wanted, offices, frozenset(str(p) for (p,) in persons))


def _observations(store: Store, asked: _Asked) -> dict[Observation, int]:
    """What was seen of the offices asked for, each with the number of observations that it stands for."""
    ((number,),) = store.rows(
        "SELECT count(*) FROM office_seen WHERE person IN (SELECT value FROM json_each(?))", (json.dumps(sorted(asked.persons)),)
    )
    grouped = "substr(first, 1, 4), (substr(first, 6, 2) + 2) / 3" if number > MANY else "record"
    sql = (
        f"SELECT {HELD}, min(first || '|' || last || '|' || record), max(last || '|' || first || '|' || record), count(*) "
        f"FROM office_seen WHERE person IN ({{}}) GROUP BY {HELD}, {grouped}"
    )
    out: dict[Observation, int] = {}
    for person, office, body, words, ended, begun, first, last, told in rows_for(store, sql, asked.persons):
        if office in asked.offices:
            begins, ends, record = first.split("|")
            one = Observation(begins, ends, person, office, record, words, body, ended, begun)
            ends, begins, record = last.split("|")
            other = Observation(begins, ends, person, office, record, words, body, ended, begun)
            out[one] = told - (other != one)
            out.setdefault(other, 1)
    return out


def _own(answers: Answers, asked: _Asked, held: Sequence[Interval]) -> list[Interval]:
    """Those of an office's intervals that were asked for: all where the office was, else those of the persons."""
    of = answers.actor(held[0].of) if held[0].of else None
    theirs = of is not None and not asked.actors.isdisjoint({of.id, of.country})
    return list(held) if theirs else [i for i in held if i.person in asked.actors]


def _line(
    answers: Answers, key: str, held: Sequence[Interval], seen: Mapping[Observation, int], told: Mapping[str, Told[Tenure]]
) -> OfficeLine:
    entries = []
    words: Counter[str] = Counter()
    for interval in held:
        for observation in interval.observations:
            words[observation.office] += seen[observation]
        quotes = tuple(answers.quote(told[o.id].record.evidence[0]) for o in _ends(interval) if o.id in told)
        number = sum(seen[o] for o in interval.observations)
        entries.append(TenureEntry(answers.actor(interval.person), interval, quotes, number))
    office = min(words, key=lambda w: (-words[w], w))
    of = answers.actor(held[0].of) if held[0].of else None
    return OfficeLine(key, office, of, is_exclusive(key), tuple(entries), tuple(overlaps(held)))


def _ends(interval: Interval) -> tuple[Observation, ...]:
    """The first observation and the newest."""
    return tuple(dict.fromkeys((interval.observations[0], interval.observations[-1])))
