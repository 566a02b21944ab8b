"""Commitment records of several reports that are one promise in the world.

Commitments with a value are one promise where measure, parties, value, unit and last day are equal, whatever the bound
("at least", "over"). One told without its day belongs to the dated one of its value that is alive on that day; one told
without its value to what its parties aim at for that day in that measure; one told of fewer parties to the only promise
of that value and day that has them all. Another value for the same day stays a promise of its own: nothing is
overwritten. Those without a value are one where the parties are the same, the due times do not exclude each other and
the words say nearly the same.

`keys_of` and `linked` find what may belong together, `group` decides within one connected component of `linked`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from itertools import combinations
from types import MappingProxyType

from attache.ledger.ids import short_id
from attache.ledger.measures import unit_key
from attache.ledger.restated import (
    PER,
    Aim,
    aim_key,
    aim_of,
    is_within,
    nested,
    parties_of,
    rate_of_total,
    restates,
    same_aim,
    same_amount,
    same_deed,
    same_maker,
    same_paper,
    same_step,
    same_topic,
    says_the_same,
    worded_alike,
)
from attache.ledger.told import Actors, Told, closed, earliest
from attache.ledger.words import amount, grain, span
from attache.records import Bound, Commitment, CommitmentKind, Dates, Value

__all__ = [
    "Promise",
    "build_promises",
    "group",
    "keys_of",
    "linked",
    "parties_of",
    "promise_of",
    "promises_of",
    "shape_of",
    "title_of",
]

Pair = frozenset[str]
"""Two record ids."""


@dataclass(frozen=True, slots=True)
class Promise:
    """One commitment in the world; `told` are its records, oldest report first.

    `circles` are the parties as each of the records has them; `parties` the widest of these.
    """

    id: str
    kind: CommitmentKind
    measure: str | None
    value: Value | None
    unit: str | None
    bound: Bound | None
    due: Dates | None
    parties: tuple[str, ...]
    circles: tuple[tuple[str, ...], ...]
    told: tuple[Told[Commitment], ...]
    tellings: int = 0
    """How many records tell it; of those that tell just the same, `told` may have the first and the last alone."""

    @property
    def keys(self) -> tuple[tuple[str, tuple[str, ...], str | None], ...]:
        """Measure, parties and unit: what a promise shares with the series that can decide it."""
        unit = unit_key(self.unit, self.due)
        return tuple((aim_key(self.measure, circle), circle, unit) for circle in self.circles)

    @property
    def first(self) -> str:
        """Day of the first report that tells it."""
        return self.told[0].day

    @property
    def last(self) -> str:
        """Day of the last report that tells it."""
        return self.told[-1].day


LINKS = (
    same_amount,
    same_topic,
    same_step,
    nested,
    rate_of_total,
    restates,
    worded_alike,
    same_deed,
    same_maker,
    same_paper,
    same_aim,
)


def keys_of(told: Told[Commitment], actors: Actors) -> frozenset[str]:
    """Strings by which other tellings are found: two records are `linked` only where they share one."""
    return aim_of(told, actors).keys


def shape_of(told: Told[Commitment], actors: Actors) -> tuple[object, ...] | None:
    """All that counts for the rules of promises of an aim at a value for a day, whichever report tells it and in which words;
    None for any other commitment, and for one that tells its outcome."""
    aim, record = aim_of(told, actors), told.record
    if not aim.is_measured or not aim.due or record.outcome is not None:
        return None
    people = (record.by, record.to, record.parties, record.speakers)
    return (
        *(record.kind, record.measure, record.value, record.unit, record.bound, record.due),
        *(aim.amount, aim.parties, aim.makers, *map(told.ids, people)),
    )


def linked(one: Told[Commitment], other: Told[Commitment], actors: Actors) -> bool:
    """Whether two records are, or may through others come to be, tellings of one promise. Symmetric."""
    a, b = aim_of(one, actors), aim_of(other, actors)
    return any(rule(a, b) for rule in LINKS)


def group(
    members: Iterable[Told[Commitment]],
    actors: Actors,
    must: AbstractSet[Pair] = frozenset(),
    cannot: AbstractSet[Pair] = frozenset(),
    sizes: Mapping[str, int] = MappingProxyType({}),
) -> list[list[Told[Commitment]]]:
    """The promises within one connected component of `linked`, each as its records, the oldest report first.

    `must` and `cannot` are pairs of record ids that people called the same promise and not the same; `sizes` for how many
    reports a record stands, by its id, where not for one.
    """
    aims = sorted((aim_of(t, actors, sizes.get(t.id, 1)) for t in members), key=lambda a: (a.told.day, a.told.id))
    joined = _Joined(aims, cannot)
    for pair in sorted(must, key=sorted):
        joined.join(*sorted(pair))
    for one, other in _by_value(aims):
        joined.join(one.told.id, other.told.id)
    for rule in (_by_words, _by_restating, _by_topic, _by_step, _by_aim, _by_parties, _by_rate, _by_maker, _by_deed):
        for one, other in rule(aims, joined.root):
            joined.join(one.told.id, other.told.id)
    groups: dict[str, list[Told[Commitment]]] = defaultdict(list)
    for aim in aims:
        groups[joined.root(aim.told.id)].append(aim.told)
    return list(groups.values())


class _Joined:
    """Records joined step by step, never against `cannot`."""

    def __init__(self, aims: Sequence[Aim], cannot: AbstractSet[Pair]) -> None:
        self._group = {a.told.id: a.told.id for a in aims}
        self._members = {a.told.id: [a.told.id] for a in aims}
        self._cannot = cannot

    def root(self, record: str) -> str:
        """The record that stands for the group."""
        return self._group[record]

    def join(self, one: str, other: str) -> None:
        """Joins the groups of two records, unless a pair of their members cannot be one."""
        if one not in self._group or other not in self._group or self._group[one] == self._group[other]:
            return
        first, second = self._members[self._group[one]], self._members[self._group[other]]
        if self._cannot and any(frozenset((a, b)) in self._cannot for a in first for b in second):
            return
        low, high = sorted((self._group[one], self._group[other]))
        self._members[low] += self._members.pop(high)
        for record in self._members[low]:
            self._group[record] = low


Joins = Iterator[tuple[Aim, Aim]]
Root = Callable[[str], str]


def _by_value(aims: Sequence[Aim]) -> Joins:
    """Aims at one value of one measure by the same parties, those of one last day."""
    measured: dict[object, list[Aim]] = defaultdict(list)
    for aim in aims:
        if aim.is_measured:
            measured[(aim.amount, aim.parties)].append(aim)
    for same in measured.values():
        for members in _by_due_day(same):
            yield from ((members[0], other) for other in members[1:])


def _by_due_day(aims: Sequence[Aim]) -> list[list[Aim]]:
    """Aims at one value by their last day.

    Those without a day go to the group that is alive when they are told, the one due soonest: first told by then, and its
    time not yet begun ("soon", said in 2020, is not "in 2020"), or told by the same report; with their outcome, to the one
    whose day has passed last.
    """
    groups: dict[str, list[Aim]] = defaultdict(list)
    for aim in aims:
        if aim.due:
            groups[aim.due].append(aim)
    lives = {
        due: (g[0].told.day, min(earliest(a.told.record.due) for a in g), {a.told.report for a in g}) for due, g in groups.items()
    }
    for aim in (a for a in aims if not a.due):
        alive = [
            due
            for due, (first, begins, reports) in lives.items()
            if aim.told.report in reports or (first and first <= aim.told.day < begins)
        ]
        past = max((due for due in lives if due < aim.told.day), default="")
        if not alive and past and aim.told.record.outcome is not None:
            alive = [past]  # "the goal of five billion was not reached"
        # Between two without a day a dated one may have come and gone: then the later is a new promise.
        before = sum(1 for first, _, _ in lives.values() if first <= aim.told.day)
        groups[min(alive, default=f"undated after {before}")].append(aim)
    return list(groups.values())


def _by_words(aims: Sequence[Aim], _: Root) -> Joins:
    """Aims without a figure that say nearly the same; each is compared with a group's first."""
    groups: list[list[Aim]] = []
    for aim in (a for a in aims if not a.is_measured):
        near = next((g for g in groups if g[0].parties == aim.parties and says_the_same(g[0], aim)), None)
        if near is None:
            groups.append([aim])
        else:
            near.append(aim)
            yield near[0], aim


def _by_restating(aims: Sequence[Aim], _: Root) -> Joins:
    """What one report tells twice."""
    by_report: dict[str, list[Aim]] = defaultdict(list)
    for aim in aims:
        by_report[aim.told.report].append(aim)
    for _report, members in sorted(by_report.items()):
        yield from ((one, other) for one, other in combinations(members, 2) if restates(one, other))


def _by_topic(aims: Sequence[Aim], root: Root) -> Joins:
    """Those without a value, to what most reports aim at for that day in that measure; a tie joins nothing."""
    for topic in sorted({a.topic for a in aims if a.measure and a.due}):
        same = [a for a in aims if a.topic == topic]
        bare = [a for a in same if not a.is_measured]
        yield from ((bare[0], other) for other in bare[1:])
        reports: dict[str, dict[str, int]] = defaultdict(dict)
        first: dict[str, Aim] = {}
        for aim in (a for a in same if a.is_measured):
            reports[root(aim.told.id)][aim.told.report] = aim.size
            first.setdefault(root(aim.told.id), aim)
        backers = {group: sum(sizes.values()) for group, sizes in reports.items()}
        ranked = sorted(backers, key=lambda r: (-backers[r], r))
        clear = len(ranked) == 1 or (len(ranked) > 1 and backers[ranked[0]] > backers[ranked[1]])
        if bare and clear:
            yield first[ranked[0]], bare[0]


def _by_step(aims: Sequence[Aim], _: Root) -> Joins:
    """Those of a wider time, to the only narrower one of their measure; each time stands for all that are told of it."""
    of_time: dict[object, Aim] = {}
    for aim in (a for a in aims if a.due and not a.is_measured):
        of_time.setdefault((aim.measure, aim.parties, closed(aim.told.record.due)), aim)
    for wide in of_time.values():
        within = [a for a in of_time.values() if same_step(wide, a) and is_within(a, wide)]
        if len(within) == 1:
            yield within[0], wide


def _by_parties(aims: Sequence[Aim], root: Root) -> Joins:
    """Those told of fewer parties, to the only wider promise of their value and day."""
    for aim in aims:
        wider = [a for a in aims if len(a.parties) > len(aim.parties) and nested(aim, a)]
        if len({root(a.told.id) for a in wider}) == 1:
            yield wider[0], aim


def _by_rate(aims: Sequence[Aim], root: Root) -> Joins:
    """So much a year, to the only sum that it can be the instalments of."""
    for rate in (a for a in aims if PER in (a.unit or "")):
        totals = [a for a in aims if PER not in (a.unit or "") and rate_of_total(rate, a)]
        if len({root(a.told.id) for a in totals}) == 1:
            yield totals[0], rate


def _by_aim(aims: Sequence[Aim], root: Root) -> Joins:
    """Aims called by kind and day alone, to the only aim of their parties for that day; of one told by most reports."""
    for bare in (a for a in aims if a.is_bare):
        backers: dict[str, set[str]] = defaultdict(set)
        for aim in (a for a in aims if same_aim(bare, a)):
            backers[root(aim.told.id)].add(aim.told.report)
        if len(backers) == 1:
            yield next(a for a in aims if root(a.told.id) in backers and a.is_measured), bare


def _by_maker(aims: Sequence[Aim], _: Root) -> Joins:
    """Deeds of one person or body in the same weeks; one paper to be signed in one year."""
    made = [a for a in aims if a.makers and a.months and a.deeds]
    yield from ((one, other) for one, other in combinations(made, 2) if same_maker(one, other))
    alike: dict[object, Aim] = {}
    for aim in aims:
        papers = aim.papers
        if papers:
            first = alike.setdefault((aim.parties, papers, aim.told.record.due), aim)
            yield first, aim
    yield from ((one, other) for one, other in combinations(alike.values(), 2) if same_paper(one, other))


def _by_deed(aims: Sequence[Aim], root: Root) -> Joins:
    """Deeds told without day or thing, to the only one of their kind that the report gives a day."""
    for bare in (a for a in aims if not a.due):
        dated = [a for a in aims if same_deed(bare, a)]
        if len({root(a.told.id) for a in dated}) == 1:
            yield dated[0], bare


def build_promises(commitments: Iterable[Told[Commitment]], actors: Actors) -> list[Promise]:
    """All promises, sorted by id: the components of `linked` found through `keys_of`, each grouped by itself."""
    members = sorted(commitments, key=lambda t: (t.day, t.id))
    by_key: dict[str, list[int]] = defaultdict(list)
    for number, told in enumerate(members):
        for key in keys_of(told, actors):
            by_key[key].append(number)
    root = list(range(len(members)))

    def top(number: int) -> int:
        while root[number] != number:
            root[number] = number = root[root[number]]
        return number

    for _key, numbers in sorted(by_key.items()):
        for a, b in combinations(numbers, 2):
            if top(a) != top(b) and linked(members[a], members[b], actors):
                root[max(top(a), top(b))] = min(top(a), top(b))
    components: dict[int, list[Told[Commitment]]] = defaultdict(list)
    for number, told in enumerate(members):
        components[top(number)].append(told)
    built = [p for component in components.values() for p in promises_of(component, actors)]
    return sorted(built, key=lambda p: p.id)


def promises_of(
    members: Iterable[Told[Commitment]],
    actors: Actors,
    must: AbstractSet[Pair] = frozenset(),
    cannot: AbstractSet[Pair] = frozenset(),
    sizes: Mapping[str, int] = MappingProxyType({}),
) -> list[Promise]:
    """The promises of one connected component of `linked`, no two with one id: of those that people keep apart though
    they aim at the same, the later one is named after its first record. `sizes` as in `group`."""
    taken: set[str] = set()
    out = []
    for told in group(members, actors, must, cannot, sizes):
        promise = promise_of(told, actors, sizes)
        if promise.id in taken:
            promise = replace(promise, id=short_id("p", promise.id, told[0].id))
        taken.add(promise.id)
        out.append(promise)
    return out


def _is_measured(record: Commitment) -> bool:
    return record.value is not None and bool(record.measure)


def promise_of(group: Sequence[Told[Commitment]], actors: Actors, sizes: Mapping[str, int] = MappingProxyType({})) -> Promise:
    """The promise that these commitments, the oldest first, are tellings of. `sizes` as in `group`."""
    leading = [t.record for t in group if _is_measured(t.record)]
    # A sum stands for its instalments.
    record = next((r for r in leading if PER not in (r.unit or "")), leading[0] if leading else group[0].record)
    circles = tuple(dict.fromkeys(parties_of(t, actors) for t in group))
    parties = max(circles, key=len)
    measured = _is_measured(record)
    dues: Counter[Dates] = Counter()
    bounds: Counter[Bound | None] = Counter()
    for t in group:
        if t.record.due:
            dues[t.record.due] += sizes.get(t.id, 1)
        if _is_measured(t.record) or not measured:
            bounds[t.record.bound] += sizes.get(t.id, 1)
    due = next((t.record.due for t in group if t.record.due), None)
    if measured and dues:
        due = min(dues, key=lambda d: (None in d, -dues[d], d[0] or "", d[1] or ""))
    key = (
        (aim_key(record.measure, parties), *parties, record.value, record.unit, due) if measured else (min(t.id for t in group),)
    )
    bound = max(bounds, key=lambda b: (bounds[b], b is None, b or ""))
    kind = min((t.record.kind for t in group), key=("target", "pledge", "plan", "intention").index)
    told = tuple(group)
    tellings = sum(sizes.get(t.id, 1) for t in group)
    aim = (record.measure, record.value, record.unit, bound, due)
    return Promise(short_id("p", *key), kind, *aim, parties, circles, told, tellings)


def title_of(promise: Promise) -> str:
    """ "two-way trade: 10 bn USD by 2020"; without a value the words of the first telling."""
    due = span(promise.due)
    when = f" by {due}" if due and grain(promise.due) != "span" else f" ({due})" if due else ""
    if promise.value is None or not promise.measure:
        words = " ".join(promise.told[0].record.content.text.split())
        return words if len(words) <= 120 else words[:119].rsplit(" ", 1)[0] + " …"
    return f"{promise.measure}: {amount(promise.value, promise.unit, promise.bound)}{when}"
