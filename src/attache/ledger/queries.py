"""The questions that commands, brief and desk ask of records and reports, each one plain function from store and scope."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from attache.errors import QueryError
from attache.ledger import arithmetic
from attache.ledger.answers import Answers, by_date, in_text_order
from attache.ledger.asking import Scope
from attache.ledger.countries import country_labels, country_name, find_country, near_names
from attache.ledger.entries import (
    CommitmentEntry,
    Conflict,
    EventEntry,
    FigureEntry,
    GrowthEntry,
    OccurrenceEntry,
    PairEntry,
    ReportEntry,
    SeriesEntry,
    StatementEntry,
)
from attache.ledger.findings import Finding
from attache.ledger.growth import steps
from attache.ledger.names import folded
from attache.ledger.occurring import occurrences_of
from attache.ledger.series import bare_point, conflicts, measure_key
from attache.ledger.store import Store
from attache.ledger.told import latest
from attache.records import Commitment, Event, Figure, Statement


def events(store: Store, scope: Scope) -> tuple[EventEntry, ...]:
    """Event records by date."""
    answers = Answers(store)
    found = (answers.event(t) for t in answers.told(Event, *scope.records("event")))
    return by_date(e for e in found if scope.holds(e.date))


def occurrences(store: Store, scope: Scope) -> tuple[OccurrenceEntry, ...]:
    """Events in the world by date; the events in scope bring their occurrence with all its tellings."""
    return occurrences_of(store, {e.occurrence for e in events(store, scope) if e.occurrence is not None})


def statements(store: Store, scope: Scope, *, speaker: str | None = None) -> tuple[StatementEntry, ...]:
    """Statement records by report date; `speaker` is an actor id, countries stand for all who speak for them."""
    answers = Answers(store)
    found = (answers.statement(t) for t in answers.told(Statement, *scope.records("statement")))
    wanted = (
        e for e in found if scope.holds(e.date) and (speaker is None or any(speaker in (a.id, a.country) for a in e.speakers))
    )
    return in_text_order(tuple(wanted))


def figures(store: Store, scope: Scope, *, measure: str | None = None) -> tuple[FigureEntry, ...]:
    """Figure records by period; `measure` is any part of the measure's words."""
    answers = Answers(store)
    found = (answers.figure(t) for t in answers.told(Figure, *scope.records("figure")))
    return by_date(e for e in found if scope.holds(e.date) and _has(e.figure.measure, measure))


def _has(words: str | None, part: str | None) -> bool:
    return part is None or folded(part) in folded(words or "") or measure_key(part) == measure_key(words or "")


def series(store: Store, scope: Scope, *, measure: str | None = None) -> tuple[SeriesEntry, ...]:
    """Figures by series, the longest first; points by period. `measure` is any part of the measure's words.

    Each series with its conflicts, what its growth compares, and what does not agree by arithmetic with other series in scope.
    """
    groups: dict[str, list[FigureEntry]] = defaultdict(list)
    for entry in figures(store, scope):
        if entry.series is not None:
            groups[entry.series].append(entry)
    out = _series(store, groups)
    found: dict[str, list[Finding]] = defaultdict(list)
    for finding in arithmetic.findings(out):
        found[finding.subject].append(finding)
    return tuple(replace(s, findings=tuple(found[s.id])) for s in out if any(_has(p.figure.measure, measure) for p in s.points))


def series_of(store: Store, identity: str) -> SeriesEntry:
    """The series of this id with all its points; arithmetic within it alone."""
    answers = Answers(store)
    told = answers.told(Figure, "SELECT figure FROM series_figure WHERE series = ?", (identity,))
    (entry,) = _series(store, {identity: list(by_date(answers.figure(t) for t in told))})
    return replace(entry, findings=arithmetic.findings((entry,)))


def _series(store: Store, groups: Mapping[str, Sequence[FigureEntry]]) -> list[SeriesEntry]:
    answers = Answers(store)
    rows = store.rows(
        "SELECT id, measure, parties, unit, cumulative FROM series WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id",
        (json.dumps(sorted(groups)),),
    )
    out = []
    for identity, words, parties, unit, cumulative in rows:
        points = tuple(groups[str(identity)])
        actors = tuple(answers.actor(a) for a in json.loads(str(parties)))
        growth = growth_of(points)
        pairs = conflicts_of(points)
        entry = SeriesEntry(str(identity), str(words), actors, unit, bool(cumulative), points, pairs, growth, told=len(points))
        out.append(entry)
    return sorted(out, key=lambda s: (-len(s.points), s.measure, s.id))


def growth_of(points: Sequence[FigureEntry]) -> tuple[GrowthEntry, ...]:
    """Growth told in per cent among points of one series, by period."""
    found = steps(bare_point(p) for p in points)
    return tuple(
        GrowthEntry(s.point.told.id, s.period, s.before, tuple(p.told.id for p in s.now), tuple(p.told.id for p in s.base))
        for s in found
    )


def conflicts_of(points: Sequence[FigureEntry]) -> tuple[Conflict, ...]:
    """Points of one series for one period that do not agree, in pairs."""
    entries = {p.id: p for p in points}
    found = conflicts([bare_point(p) for p in points])
    return tuple(Conflict(a.told.record.period, entries[a.told.id], entries[b.told.id]) for a, b in found)


def commitments(store: Store, scope: Scope) -> tuple[CommitmentEntry, ...]:
    """Commitment records by report date."""
    answers = Answers(store)
    found = (answers.commitment(t) for t in answers.told(Commitment, *scope.records("commitment")))
    return by_date(e for e in found if scope.holds(e.date))


def reports(store: Store, scope: Scope) -> tuple[ReportEntry, ...]:
    """Reports by published date. Between two: mostly about them, or with a record that both take part in or are named in."""
    known = Answers(store).reports
    ids = _near(store, scope)
    known.get_many(ids)
    found = (known[i] for i in ids)
    kept = [r for r in found if r.replaced_by is None and scope.holds(r.published)]
    return tuple(sorted(kept, key=lambda r: (r.published is None, latest(r.published), r.label, r.id)))


def _near(store: Store, scope: Scope) -> list[str]:
    """Ids of the reports that concern the pair, or may lie in the span of days; sorted."""
    if scope.pair is not None:
        a, b = scope.pair
        rows = store.rows(
            "SELECT report FROM pair WHERE a = min(?, ?) AND b = max(?, ?) UNION SELECT r.report FROM record r "
            "JOIN involved i ON i.record = r.id AND i.actor = ? JOIN involved j ON j.record = r.id AND j.actor = ?",
            (a, b, a, b, a, b),
        )
        return sorted(str(r) for (r,) in rows)
    first, last = scope.days or (None, None)
    sql = (
        "SELECT r.id FROM report r JOIN sighting s ON s.report = r.id AND s.rank = 0 LEFT JOIN reading g ON g.report = r.id "
        "WHERE r.replaced_by IS NULL AND coalesce(g.published_to, g.published_from, s.published_to, s.published_from, '') >= ? "
        "AND coalesce(g.published_from, g.published_to, s.published_from, s.published_to, '') <= ? ORDER BY r.id"
    )
    return [str(r) for (r,) in store.rows(sql, (first or "", last or "9999-99-99"))]


def pairs(store: Store) -> tuple[PairEntry, ...]:
    """The pairs that reports are mostly about, most reports first."""
    answers = Answers(store)
    rows = store.rows("SELECT a, b, count(*) FROM pair GROUP BY a, b ORDER BY count(*) DESC, a, b")
    return tuple(PairEntry(answers.actor(str(a)), answers.actor(str(b)), n) for a, b, n in rows)


def aside(store: Store) -> tuple[tuple[str, int], ...]:
    """Reasons and counts of all that was set aside: candidates, reports without a reading, inputs that gave no report."""
    rows = store.rows(
        "SELECT reason, count(*) FROM (SELECT reason FROM aside UNION ALL SELECT reason FROM refused) GROUP BY reason ORDER BY 1"
    )
    return tuple((str(reason), number) for reason, number in rows)


def find_pair(store: Store, between: Sequence[str]) -> tuple[str, str]:
    """Actor ids of two different actors. Raises QueryError, also where there are not two."""
    names = () if isinstance(between, str) else tuple(between)
    if len(names) != 2 or not all(isinstance(n, str) for n in names):
        raise QueryError(f"between takes two actors, as (“Vietnam”, “Russia”); given: {between!r}")
    a, b = (find_actor(store, name) for name in names)
    if a == b:
        name = country_name(a) if find_country(a) else Answers(store).actor(a).name
        raise QueryError(f"between takes two different actors; “{names[0]}” and “{names[1]}” both mean {name}")
    return a, b


def find_actor(store: Store, text: str) -> str:
    """Actor id of a country's name, code or demonym, or of an actor the ledger knows by that name. Raises QueryError."""
    code = find_country(text)
    if code:
        return code
    actors = Answers(store).actors
    if text in actors:
        return text
    wanted = folded(text)
    found = [actors[str(i)] for (i,) in store.rows("SELECT actor FROM actor_name WHERE name = ? ORDER BY actor", (wanted,))]
    if found:
        # Of several the one met under that very name, then a body before a person.
        return min(found, key=lambda a: (folded(a.name) != wanted, a.kind == "person", a.id)).id
    sql = "SELECT n.name, a.name FROM actor_name n JOIN actor a ON a.id = n.actor WHERE a.kind <> 'country' ORDER BY a.id"
    names: dict[str, str] = dict(store.rows(sql))
    raise QueryError(f"no country or other actor called “{text}”{near_names(text, names | country_labels())}")
