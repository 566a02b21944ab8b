"""Commitment records of several reports that are one promise in the world.

Commitments with a value are one promise where measure, parties, value, unit and last day are equal, whatever the bound
("at least", "over"); one told without its day belongs to the dated one of its value that is alive on that day. Those
without a value are one where the parties are the same, the due times do not exclude each other and the words say nearly
the same. What one report tells twice, once with fewer of the parties (as a lead does) or once without its figure in the
same words, is one promise.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from rapidfuzz import fuzz

from attache.ledger.ids import short_id
from attache.ledger.names import folded
from attache.ledger.series import measure_key
from attache.ledger.told import Actors, Told, earliest, latest, overlap
from attache.ledger.words import amount, grain, span
from attache.records import Bound, Commitment, CommitmentKind, Dates, Value

ALIKE = 80
"""Token-set similarity (0–100) of two contents from which on they say the same. At 70 "build a plant" joined "build a road"."""


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

    @property
    def keys(self) -> tuple[tuple[str, tuple[str, ...], str | None], ...]:
        """Measure, parties and unit: what a promise shares with the series that can decide it."""
        return tuple((measure_key(self.measure or ""), circle, self.unit) for circle in self.circles)

    @property
    def first(self) -> str:
        """Day of the first report that tells it."""
        return self.told[0].day

    @property
    def last(self) -> str:
        """Day of the last report that tells it."""
        return self.told[-1].day


def parties_of(told: Told[Commitment], actors: Actors) -> tuple[str, ...]:
    """The commitment's parties; where it names none, those who make it and those it is made to."""
    record = told.record
    return actors.countries(told.ids(record.parties or (*record.by, *record.to)))


def build_promises(commitments: Iterable[Told[Commitment]], actors: Actors) -> list[Promise]:
    """All promises, sorted by id."""
    measured: dict[object, list[Told[Commitment]]] = defaultdict(list)
    worded: dict[tuple[str, ...], list[Told[Commitment]]] = defaultdict(list)
    for told in sorted(commitments, key=lambda t: (t.day, t.id)):
        record, parties = told.record, parties_of(told, actors)
        if _is_measured(record):
            measured[(measure_key(record.measure or ""), parties, record.value, record.unit)].append(told)
        else:
            worded[parties].append(told)
    groups = [group for same in measured.values() for group in _by_due_day(same)]
    groups += [group for same in worded.values() for group in _alike(same)]
    return sorted((promise_of(group, actors) for group in _restated(groups, actors)), key=lambda p: p.id)


def _by_due_day(commitments: Sequence[Told[Commitment]]) -> list[list[Told[Commitment]]]:
    """Groups of commitments to one value by their last day.

    Those without a day go to the group that is alive when they are told, the one due soonest: first told by then, and its
    time not yet begun ("soon", said in 2020, is not "in 2020"), or told by the same report.
    """
    groups: dict[str, list[Told[Commitment]]] = defaultdict(list)
    for told in commitments:
        if told.record.due is not None:
            groups[latest(told.record.due)].append(told)
    lives = {due: (g[0].day, min(earliest(t.record.due) for t in g), {t.report for t in g}) for due, g in groups.items()}
    for told in commitments:
        if told.record.due is None:
            alive = [
                due
                for due, (first, begins, reports) in lives.items()
                if told.report in reports or (first and first <= told.day < begins)
            ]
            groups[min(alive, default="")].append(told)
    return [sorted(group, key=lambda t: (t.day, t.id)) for group in groups.values()]


def _restated(groups: Sequence[list[Told[Commitment]]], actors: Actors) -> list[list[Told[Commitment]]]:
    """The groups, those joined that one report tells with more and with fewer of the parties."""
    joined = [list(group) for group in groups]
    by_report: dict[str, list[tuple[int, Told[Commitment]]]] = defaultdict(list)
    for number, group in enumerate(groups):
        for told in group:
            by_report[told.report].append((number, told))
    root = list(range(len(groups)))
    for _, members in sorted(by_report.items()):
        for (a, one), (b, other) in combinations(members, 2):
            while root[a] != a:
                a = root[a]
            while root[b] != b:
                b = root[b]
            if a != b and _restates(one, other, actors):
                low, high = min(a, b), max(a, b)
                joined[low] += joined[high]
                joined[high] = []
                root[high] = low
    return [sorted(group, key=lambda t: (t.day, t.id)) for group in joined if group]


def _restates(one: Told[Commitment], other: Told[Commitment], actors: Actors) -> bool:
    first, second = set(parties_of(one, actors)), set(parties_of(other, actors))
    if not (first and second and (first <= second or second <= first)):
        return False
    a, b = one.record, other.record
    same_day = a.due is None or b.due is None or latest(a.due) == latest(b.due)
    if _is_measured(a) and _is_measured(b):
        same = (measure_key(a.measure or ""), a.value, a.unit) == (measure_key(b.measure or ""), b.value, b.unit)
        return same and same_day and first != second
    if _is_measured(a) or _is_measured(b):
        # The same words once more, read without their figure.
        return same_day and a.content.start < b.content.end and b.content.start < a.content.end
    return first != second and _says_the_same(a, b)


def _is_measured(record: Commitment) -> bool:
    return record.value is not None and bool(record.measure)


def _alike(commitments: Sequence[Told[Commitment]]) -> list[list[Told[Commitment]]]:
    """Groups of commitments of the same parties that say nearly the same; each is compared with a group's first."""
    groups: list[list[Told[Commitment]]] = []
    for told in commitments:
        near = next((g for g in groups if _says_the_same(g[0].record, told.record)), None)
        if near is None:
            groups.append([told])
        else:
            near.append(told)
    return groups


def _says_the_same(one: Commitment, other: Commitment) -> bool:
    if one.due is not None and other.due is not None and not overlap(one.due, other.due):
        return False
    if (one.value, one.unit) != (other.value, other.unit):
        return False
    return fuzz.token_set_ratio(folded(one.content.text), folded(other.content.text), score_cutoff=ALIKE) > 0


def promise_of(group: Sequence[Told[Commitment]], actors: Actors) -> Promise:
    """The promise that these commitments, the oldest first, are tellings of."""
    record = next((t.record for t in group if _is_measured(t.record)), group[0].record)
    circles = tuple(dict.fromkeys(parties_of(t, actors) for t in group))
    parties = max(circles, key=len)
    measured = _is_measured(record)
    dues = Counter(t.record.due for t in group if t.record.due)
    due = next((t.record.due for t in group if t.record.due), None)
    if measured and dues:
        due = min(dues, key=lambda d: (None in d, -dues[d], d[0] or "", d[1] or ""))
    key = (
        (measure_key(record.measure or ""), *parties, record.value, record.unit, due) if measured else (min(t.id for t in group),)
    )
    bounds = Counter(t.record.bound for t in group if _is_measured(t.record) or not measured)
    bound = max(bounds, key=lambda b: (bounds[b], b is None, b or ""))
    kind = min((t.record.kind for t in group), key=("target", "pledge", "plan", "intention").index)
    return Promise(
        short_id("p", *key), kind, record.measure, record.value, record.unit, bound, due, parties, circles, tuple(group)
    )


def title_of(promise: Promise) -> str:
    """ "two-way trade: 10 bn USD by 2020"; without a value the words of the first telling."""
    due = span(promise.due)
    when = f" by {due}" if due and grain(promise.due) != "span" else f" ({due})" if due else ""
    if promise.value is None or not promise.measure:
        words = " ".join(promise.told[0].record.content.text.split())
        return words if len(words) <= 120 else words[:119].rsplit(" ", 1)[0] + " …"
    return f"{promise.measure}: {amount(promise.value, promise.unit, promise.bound)}{when}"
