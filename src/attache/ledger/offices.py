"""Offices as intervals grown from dated observations, with their gaps and overlaps, and who held an office on a day.

In: tenure records as the ledger works with them. Out: `Observation`s, from them `Interval`s, and the person that a
description ("the Foreign Minister of Russia") means in a report of a day. An interval is certain between its first and
last observation; beyond that it is open, bounded only by what tells that another held the office or the person no longer did.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations, pairwise
from typing import Literal

from attache.ledger.entries import ActorEntry
from attache.ledger.names import folded
from attache.ledger.office_words import is_exclusive, office_key, wanted_keys
from attache.ledger.told import Told, earliest, latest
from attache.records import Dates, Event, Statement, Tenure

Certainty = Literal["observed", "between"]

NEAR = 31
"""Days from an observation in which a person is taken to hold the office still, unless another was observed."""
TERM = 4 * 366
"""Days between two observations of one person, with nobody else observed between, up to which the person is taken to have
held the office throughout: rarely does anybody return to an office within one term."""
RETURN = 180
"""Days within which nobody leaves an office and comes back: another holder seen between contradicts, and does not divide."""
GAP = 2 * 366
"""Days without an observation within an interval from which they are shown as a gap."""

LONG_BEFORE = 31
"""Days before its report from which an act is a recollection, told with the offices of its own time."""

_PAST = ("former ", "ex-", "ex ", "then ", "late ")


@dataclass(frozen=True, slots=True, order=True)
class Observation:
    """One report's word that a person holds or held an office."""

    first: str
    """Days of the observation; the person held the office on one of them at least. Both empty where none is known."""
    last: str
    person: str
    key: str
    """As `office_key` gives it."""
    id: str
    """Record id."""
    office: str
    """As printed."""
    of: str | None
    """Actor id of the country or body."""
    ended: str | None = None
    """A day by which the person no longer held it ("former", "until 2016")."""
    begun: str | None = None
    """A day since which the person held it, where that is told ("since 2019")."""


@dataclass(frozen=True, slots=True)
class Interval:
    """One person's time in one office, so far as reports tell."""

    person: str
    key: str
    office: str
    """In the words most reports use."""
    of: str | None
    first_seen: str | None
    """Day of the first observation in office; None where the person is only told to have left it."""
    last_seen: str | None
    not_before: str | None
    """The last day on which another held it, or the person did not yet; None where nothing bounds it."""
    not_after: str | None
    """The first day on which another held it, or the person no longer did."""
    observations: tuple[Observation, ...]
    gaps: tuple[tuple[str, str], ...] = ()
    """Long spans between two observations in which nobody was observed (GAP)."""

    @property
    def certain(self) -> Dates | None:
        """The days on which the person held it in any case: from the end of the first observation to the start of the last."""
        held = [o for o in self.observations if o.first]
        if not held:
            return None
        first, last = min(o.begun or o.last for o in held), max(o.first for o in held)
        return (first, last) if first <= last else None


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two persons in one exclusive office at one time, with the observations that say so."""

    key: str
    days: tuple[str, str]
    one: Interval
    other: Interval
    observations: tuple[Observation, Observation]


@dataclass(frozen=True, slots=True)
class Holder:
    """Who held an office on a day, how surely, and why in plain words."""

    person: str
    certainty: Certainty
    interval: Interval
    why: str


def observed(
    told: Told[Tenure], events: Iterable[Told[Event]] = (), *, name: str | None = None, country: str | None = None
) -> Observation:
    """A tenure record as an observation; `name` and `country` are those of the body whose office it is.

    An open start ("former", "until 2016") tells that it had ended, an open end ("since 2019") that it lasted to the report.
    With the report's `events` (others do no harm) an office told in a recollection is observed at its time (`recalled`).
    """
    record = told.record
    when = record.when or recalled(told, events)
    (person,) = told.ids((record.person,))
    of = told.ids((record.of,))[0] if record.of else None
    key = office_key(record.office, of, name=name, country=country)
    first, last = earliest(told.published), latest(told.published)
    past = record.office.casefold().startswith(_PAST)
    begun = ended = None
    if when is not None:
        start, end = when
        if start is None:
            first, last, ended = "", "", min(filter(None, (end, last)), default=None)
        elif end is None:
            begun, first, last = start, first or start, last or start
        else:
            first, last = start, end
    elif past:
        first, last, ended = "", "", last or None
    return Observation(first, last, person, key, told.id, record.office, of, ended, begun)


def recalled(told: Told[Tenure], events: Iterable[Told[Event]]) -> Dates | None:
    """The time of what a person did long before the report, where only that sentence gives the office.

    "Prime Minister Kasyanov visited Hanoi in March 2002", told in 2015, tells who was prime minister in 2002. None where the
    report tells of the person's own acts of its own time too, or the sentence gives no time, or several.
    """
    (person,) = told.ids((told.record.person,))
    out = earliest(told.published)
    theirs = [e for e in events if e.report == told.report and person in e.ids((*e.record.who, *e.record.target))]
    if not out or any(day_span(latest(e.record.when), out) <= LONG_BEFORE for e in theirs if latest(e.record.when)):
        return None
    held = (e.record for e in theirs if e.record.status == "happened" and _around(e.record, told.record))
    times = {e.when for e in held if e.when is not None and None not in e.when}
    return times.pop() if len(times) == 1 else None


def _around(event: Event, tenure: Tenure) -> bool:
    """Whether the passage that gives the office lies in a sentence that tells the event."""
    passage = tenure.evidence[0]
    return any(e.report == passage.report and e.start <= passage.start and passage.end <= e.end for e in event.evidence)


def intervals(observations: Iterable[Observation]) -> list[Interval]:
    """Intervals of all offices, by key, then by day, then by person."""
    lines: dict[str, list[Observation]] = defaultdict(list)
    for one in observations:
        lines[one.key].append(one)
    return [interval for key in sorted(lines) for interval in line(key, lines[key])]


def line(key: str, observations: Iterable[Observation]) -> list[Interval]:
    """The intervals of one office, oldest first: in an exclusive office its line of succession.

    A person's observations are one interval until the person is told to have left, or, in an exclusive office, another
    is observed between two of them more than RETURN days apart. Those who are only told to have left come by that day.
    """
    seen = sorted(set(observations))
    alone = is_exclusive(key)
    held = [o for o in seen if o.first]
    persons: dict[str, list[Observation]] = defaultdict(list)
    for one in seen:
        persons[one.person].append(one)
    runs = [run for person in sorted(persons) for run in _runs(persons[person], held if alone else [])]
    out = [_interval(run, [o for o in held if o.person != run[0].person] if alone else []) for run in runs]
    bounded = [_left(interval, persons[interval.person]) for interval in out]
    return sorted(bounded, key=lambda i: (i.first_seen or i.not_after or "", i.last_seen or "", i.person))


def _runs(own: Sequence[Observation], held: Sequence[Observation]) -> Iterator[list[Observation]]:
    """One person's observations in office divided where another held it between; one run of none where only told as former."""
    mine = [o for o in own if o.first]
    ends = sorted(o.ended for o in own if o.ended)
    run = mine[:1]
    for before, after in pairwise(mine):
        left = any(before.last < end < after.first for end in ends)
        if left or _between(before, after, held):
            yield run
            run = []
        run.append(after)
    if run:
        yield run
    else:
        yield [min(own)]


def _between(before: Observation, after: Observation, held: Sequence[Observation]) -> bool:
    if day_span(before.last, after.first) <= RETURN:
        return False
    return any(o.person != before.person and before.last < o.first and o.last < after.first for o in held)


def _interval(run: Sequence[Observation], others: Sequence[Observation]) -> Interval:
    held = [o for o in run if o.first]
    words = Counter(o.office for o in run)
    office = min(words, key=lambda w: (-words[w], w))
    first = min((o.begun or o.first for o in held), default=None)
    last = max((o.last for o in held), default=None)
    before = max((o.last for o in others if first and o.last < first), default=None)
    after = min((o.first for o in others if last and o.first > last), default=None)
    gaps = tuple((a.last, b.first) for a, b in pairwise(held) if day_span(a.last, b.first) >= GAP)
    return Interval(run[0].person, run[0].key, office, run[0].of, first, last, before, after, tuple(run), gaps)


def _left(interval: Interval, own: Sequence[Observation]) -> Interval:
    """The interval bounded by what tells that the person had left the office, before it or after it, with that as observation."""
    ends = [o for o in own if o.ended]
    first, last = interval.first_seen, interval.last_seen
    after = [o for o in ends if o.ended and (last is None or o.ended >= last)]
    before = max((o.ended for o in ends if o.ended and first is not None and o.ended < first), default=None)
    leaving = [o for o in after if o.ended and (interval.not_after is None or o.ended <= interval.not_after or last is None)]
    not_after = min([o.ended for o in leaving if o.ended] + [d for d in (interval.not_after,) if d], default=None)
    not_before = max(filter(None, (before, interval.not_before)), default=None)
    shown = tuple(sorted({*interval.observations, *leaving}))
    return Interval(
        interval.person, interval.key, interval.office, interval.of, first, last, not_before, not_after, shown, interval.gaps
    )


def overlaps(found: Iterable[Interval]) -> list[Overlap]:
    """Pairs of intervals of one exclusive office in which two persons are told to hold it on one day."""
    lines: dict[str, list[Interval]] = defaultdict(list)
    for interval in found:
        if is_exclusive(interval.key) and interval.certain:
            lines[interval.key].append(interval)
    return [o for key in sorted(lines) for one, other in combinations(lines[key], 2) for o in _overlap(key, one, other)]


def _overlap(key: str, one: Interval, other: Interval) -> Iterator[Overlap]:
    (a, b), (c, d) = one.certain or ("", ""), other.certain or ("", "")
    start, end = max(a or "", c or ""), min(b or "", d or "")
    if one.person != other.person and start and start <= end:
        sides = [min((o for o in i.observations if o.first), key=lambda o: (_far(o, start, end), o)) for i in (one, other)]
        yield Overlap(key, (start, end), one, other, (sides[0], sides[1]))


def _far(one: Observation, start: str, end: str) -> int:
    """Days of an observation from a span."""
    if one.last < start:
        return day_span(one.last, start)
    return day_span(end, one.first) if one.first > end else 0


def holders(key: str, found: Iterable[Interval]) -> list[Interval]:
    """Who held an office, oldest first."""
    return [i for i in found if i.key == key]


def holder_on(key: str, day: str, found: Iterable[Interval]) -> Holder | None:
    """Who held an exclusive office on a day; None where that is not certain, or two are told to have held it.

    Observed: within NEAR days of an observation; between: observed before and after, TERM days apart at most. Never where
    another was observed, or the person told to have left, between the day and the observation.
    """
    if not is_exclusive(key):
        return None
    candidates = [h for i in found if i.key == key for h in _held(i, day)]
    persons = {h.person for h in candidates}
    if len(persons) != 1:
        return None
    return min(candidates, key=lambda h: (h.certainty != "observed", h.interval.first_seen or ""))


def _held(interval: Interval, day: str) -> Iterator[Holder]:
    if (interval.not_before and day <= interval.not_before) or (interval.not_after and day >= interval.not_after):
        return
    seen = [o for o in interval.observations if o.first]
    before = max((o for o in seen if o.first <= day), key=lambda o: (o.last, o), default=None)
    after = min((o for o in seen if o.last >= day), key=lambda o: (o.first, o), default=None)
    near = [o for o in (before, after) if o is not None and _far(o, day, day) <= NEAR]
    # Of a long observation ("in 2023") nothing tells which of its days is meant.
    near = [o for o in near if day_span(o.first, o.last) <= NEAR]
    if near:
        shown = min(near, key=lambda o: (_far(o, day, day), o))
        yield Holder(interval.person, "observed", interval, f"{interval.office} on {shown.first}")
    elif before and after and before is not after and day_span(before.last, after.first) <= TERM:
        yield Holder(interval.person, "between", interval, f"{interval.office} on {before.first} and on {after.last}")


def holder_of_description(words: str, country: str | None, day: str, found: Iterable[Interval]) -> Holder | None:
    """The person whom a description means in a report of a day; None where that is not certain.

    `words` as in the report ("the Vietnamese president"), `country` what its actor is known to belong to (ISO code or
    actor id). Where several offices may be meant ("head of state"), only one of them may have a holder.
    """
    known = list(found)
    holding = [h for key in wanted_keys(words, country) if day for h in [holder_on(key, day, known)] if h]
    return holding[0] if len({h.person for h in holding}) == 1 else None


def speaker_meant(
    told: Told[Statement], speakers: Sequence[ActorEntry], seen: Callable[[str], Iterable[Observation]]
) -> Holder | None:
    """Who speaks where the report names but an office ("the Russian foreign minister said"); None where that is not certain.

    `speakers` as the ledger knows them: where one is a named person nothing is left open. `seen` gives all observations of an
    office by its key, in this report and in others.
    """
    if len(speakers) > 1 or any(s.kind == "person" and s.named for s in speakers):
        return None
    country = next((s.id if s.named else s.country for s in speakers), None)
    found = [i for key in wanted_keys(told.record.as_, country) for i in line(key, seen(key))]
    return holder_of_description(told.record.as_, country, told.day, found)


def by_key(found: Iterable[Interval]) -> dict[str, list[Interval]]:
    """Intervals by office key, for looking up the few that a description may mean."""
    out: dict[str, list[Interval]] = defaultdict(list)
    for interval in found:
        out[interval.key].append(interval)
    return dict(out)


def alike(one: str, other: str) -> bool:
    """Whether two persons' names share a word, so that they may be one person under two names."""
    return bool(set(folded(one).split()) & set(folded(other).split()))


def changes(found: Iterable[Interval]) -> Mapping[str, tuple[Interval, ...]]:
    """Persons observed in more than one office → their intervals, oldest first."""
    persons: dict[str, list[Interval]] = defaultdict(list)
    for interval in found:
        persons[interval.person].append(interval)
    ordered = {p: sorted(own, key=lambda i: (i.first_seen or i.not_after or "", i.key)) for p, own in sorted(persons.items())}
    return {p: tuple(own) for p, own in ordered.items() if len({i.key for i in own}) > 1}


def day_span(first: str, last: str) -> int:
    """Days from one ISO day to another."""
    return (date.fromisoformat(last) - date.fromisoformat(first)).days
