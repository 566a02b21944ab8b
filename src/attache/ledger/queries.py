"""The questions that commands, brief and desk ask, each one plain function from store and scope to entries."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from attache.errors import QueryError
from attache.ledger.answers import Answers, by_date, in_text_order
from attache.ledger.asking import Scope
from attache.ledger.columns import Record, dates_of
from attache.ledger.countries import find_country, resolve_country
from attache.ledger.entries import (
    CommitmentEntry,
    Conflict,
    EventEntry,
    FigureEntry,
    OccurrenceEntry,
    OfficeEntry,
    PairEntry,
    PersonEntry,
    PromiseEntry,
    Quote,
    ReportEntry,
    SearchHit,
    SeriesEntry,
    StatementEntry,
    Summary,
    ThingEntry,
    VerdictWord,
)
from attache.ledger.names import folded
from attache.ledger.promises import Promise, promise_of, title_of
from attache.ledger.series import Point, build_series, conflicts, measure_key
from attache.ledger.store import Store
from attache.ledger.told import Actors, Told, latest
from attache.ledger.verdicts import Verdict, as_of_day, judge_all
from attache.records import Commitment, Event, Evidence, Figure, ReportId, Statement, Tenure, ThingKind

CURRENT = "SELECT id FROM report WHERE replaced_by IS NULL"


def events(store: Store, scope: Scope) -> tuple[EventEntry, ...]:
    """Event records by date."""
    answers = Answers(store)
    found = (answers.event(t) for t in answers.told(Event, *scope.records("event")))
    return by_date(e for e in found if scope.holds(e.date))


def occurrences(store: Store, scope: Scope) -> tuple[OccurrenceEntry, ...]:
    """Events in the world by date; the events in scope bring their occurrence with all its tellings."""
    answers = Answers(store)
    inside = {e.occurrence for e in events(store, scope)}
    members: dict[str, list[EventEntry]] = defaultdict(list)
    for told in answers.told(Event, "SELECT event FROM occurrence_event"):
        entry = answers.event(told)
        if entry.occurrence is not None and entry.occurrence in inside:
            members[entry.occurrence].append(entry)
    rows = store.rows('SELECT id, type, mode, status, when_from, when_to, "where" FROM occurrence ORDER BY id')
    out = []
    for identity, kind, mode, status, first, last, where in rows:
        group = members.get(str(identity))
        if not group:
            continue
        when = dates_of(first, last)
        group.sort(key=lambda e: (e.event.when != when, -len(e.who) - len(e.target), e.id))
        occurrence = OccurrenceEntry(
            str(identity),
            str(kind),
            str(mode),
            status,
            when,
            where,
            _first_of(e.who for e in group),
            _first_of(e.target for e in group),
            tuple(group),
        )
        out.append((when is None, (when and when[0]) or "", occurrence.id, occurrence))
    return tuple(item[-1] for item in sorted(out, key=lambda item: item[:-1]))


def _first_of(sequences: Any) -> Any:
    return next((s for s in sequences if s), ())


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
    return part is None or measure_key(part) in measure_key(words or "")


def series(store: Store, scope: Scope, *, measure: str | None = None) -> tuple[SeriesEntry, ...]:
    """Figures by series, the longest first; points by period."""
    answers = Answers(store)
    groups: dict[str | None, list[FigureEntry]] = defaultdict(list)
    for entry in figures(store, scope, measure=measure):
        groups[entry.series].append(entry)
    out = []
    for identity, words, parties, unit, cumulative in store.rows(
        "SELECT id, measure, parties, unit, cumulative FROM series ORDER BY id"
    ):
        points = groups.get(str(identity))
        if points:
            actors = tuple(answers.actor(a) for a in json.loads(str(parties)))
            found = _conflicts(points)
            out.append(SeriesEntry(str(identity), str(words), actors, unit, bool(cumulative), tuple(points), found))
    return tuple(sorted(out, key=lambda s: (-len(s.points), s.measure, s.id)))


def _conflicts(points: Sequence[FigureEntry]) -> tuple[Conflict, ...]:
    entries = {p.id: p for p in points}
    bare = [Point(Told(p.id, p.figure, p.figure.evidence[0].report, None, {}), p.grain, p.side) for p in points]
    return tuple(Conflict(a.told.record.period, entries[a.told.id], entries[b.told.id]) for a, b in conflicts(bare))


def commitments(store: Store, scope: Scope) -> tuple[CommitmentEntry, ...]:
    """Commitment records by report date."""
    answers = Answers(store)
    found = (answers.commitment(t) for t in answers.told(Commitment, *scope.records("commitment")))
    return by_date(e for e in found if scope.holds(e.date))


def promises(store: Store, scope: Scope, *, as_of: str | None = None) -> tuple[PromiseEntry, ...]:
    """Promises with their verdicts, those with a figure first, by due day; in scope by the date of any telling or the due day.

    `as_of` (a day) judges as things stood then; by default as of the newest report's date.
    """
    answers = Answers(store)
    inside = {e.id for e in commitments(store, Scope(scope.pair))}
    built, verdicts, day = _judged(store, answers, as_of)
    wanted = [
        p
        for p in built
        if p.id in verdicts
        and any(t.id in inside for t in p.told)
        and (scope.holds(p.due) or any(scope.holds(t.published) for t in p.told))
    ]
    proofs = json.dumps(sorted({i for p in wanted for i in verdicts[p.id].proof}))
    proof = {t.id: t for t in answers.any_told("SELECT value FROM json_each(?)", (proofs,))}
    out = [_promise_entry(answers, p, verdicts[p.id], proof, day) for p in wanted]
    return tuple(sorted(out, key=lambda p: (p.value is None, p.due is None, latest(p.due), p.measure or "", p.id)))


def _judged(store: Store, answers: Answers, as_of: str | None) -> tuple[list[Promise], dict[str, Verdict], str]:
    """All promises and the verdicts as of a day: the stored ones for the newest report's date, else judged anew."""
    actors = Actors(answers.actors, {})
    current = "SELECT r.id FROM record r JOIN report p ON p.id = r.report WHERE p.replaced_by IS NULL AND r.kind = ?"
    told = answers.told(Commitment, current, ("commitment",))
    promise_id = {str(c): str(p) for c, p in store.rows('SELECT "commitment", promise FROM promise_commitment')}
    groups: dict[str, list[Told[Commitment]]] = defaultdict(list)
    for commitment in sorted(told, key=lambda t: (t.day, t.id)):
        groups[promise_id[commitment.id]].append(commitment)
    built = [promise_of(group, actors) for _, group in sorted(groups.items())]
    newest = as_of_day(latest(r.published) for r in answers.reports.values())
    if as_of is None:
        rows = store.rows("SELECT promise, verdict, rule, explanation, proof, superseded_by FROM verdict")
        stored = {str(p): Verdict(str(p), v, str(r), str(e), tuple(json.loads(str(proof))), s) for p, v, r, e, proof, s in rows}
        return built, stored, newest
    figures_told = answers.told(Figure, current, ("figure",))
    verdicts = judge_all(built, build_series(figures_told, actors), as_of=as_of, name=lambda i: answers.actor(i).name)
    return built, verdicts, as_of


def _promise_entry(
    answers: Answers, promise: Promise, verdict: Verdict, proof: Mapping[str, Told[Record]], as_of: str
) -> PromiseEntry:
    return PromiseEntry(
        id=promise.id,
        title=title_of(promise),
        kind=promise.kind,
        measure=promise.measure,
        value=promise.value,
        unit=promise.unit,
        bound=promise.bound,
        due=promise.due,
        parties=tuple(answers.actor(p) for p in promise.parties),
        verdict=verdict.verdict,
        rule=verdict.rule,
        explanation=verdict.explanation,
        as_of=as_of or None,
        stated=tuple(answers.commitment(t) for t in promise.told if not as_of or t.day <= as_of),
        proof=tuple(answers.entry(proof[i]) for i in verdict.proof),
        superseded_by=verdict.superseded_by,
    )


def people(store: Store, scope: Scope) -> tuple[PersonEntry, ...]:
    """Persons, those most often named first. Between two: persons of either named in reports that concern both."""
    answers = Answers(store)
    near = {r.id for r in reports(store, scope)}
    counts: Counter[str] = Counter()
    seen: dict[str, set[str]] = defaultdict(set)
    rows = store.rows(
        "SELECT s.actor, s.report, count(*) FROM mention m JOIN same_actor s ON s.report = m.report AND s.name = m.name "
        "WHERE m.kind = 'person' GROUP BY s.actor, s.report"
    )
    for actor, report, number in rows:
        if report in near:
            counts[str(actor)] += number
            seen[str(actor)].add(str(report))
    said = Counter(a.id for e in statements(store, scope) for a in e.speakers)
    offices: dict[str, list[OfficeEntry]] = defaultdict(list)
    for told in answers.told(Tenure, "SELECT id FROM record WHERE kind = 'tenure'"):
        if told.report in near:
            office = answers.office(told)
            offices[office.person.id].append(office)
            seen[office.person.id].add(told.report)
    out = [
        PersonEntry(a, by_date(offices[a.id]), len(seen[a.id]), counts[a.id], said[a.id])
        for a in answers.actors.values()
        if a.kind == "person"
        and a.named
        and a.id in seen
        and (scope.pair is None or _is_of(a.id, a.country, scope.pair, offices))
    ]
    return tuple(sorted(out, key=lambda p: (-p.reports, -p.mentions, p.actor.name, p.actor.id)))


def _is_of(person: str, country: str | None, pair: tuple[str, str], offices: dict[str, list[OfficeEntry]]) -> bool:
    return country in pair or any(o.of is not None and (o.of.id in pair or o.of.country in pair) for o in offices[person])


def things(store: Store, scope: Scope, *, kind: ThingKind | None = None) -> tuple[ThingEntry, ...]:
    """Agreements, mechanisms, programmes, projects and places by name.

    Between two: both are its parties, or an event between them is about it, or a report mostly about them names it.
    """
    answers = Answers(store)
    near = {r.id for r in reports(store, scope)}
    mostly = (
        {str(r) for (r,) in store.rows("SELECT report FROM pair WHERE a = min(?, ?) AND b = max(?, ?)", scope.pair * 2)}
        if scope.pair
        else near
    )
    about: dict[str, list[EventEntry]] = defaultdict(list)
    thing_of = {(str(r), str(n)): str(t) for r, n, t in store.rows("SELECT report, name, thing FROM same_thing")}
    for entry in events(store, scope):
        for name in dict.fromkeys(entry.event.about):
            found = thing_of.get((entry.event.evidence[0].report, name))
            if found:
                about[found].append(entry)
    quotes: dict[str, list[Quote]] = defaultdict(list)
    named_in: dict[str, set[str]] = defaultdict(set)
    for report, name, passages in store.rows(f"SELECT report, name, passages FROM named_thing WHERE report IN ({CURRENT})"):
        if report in near:
            identity = thing_of[(str(report), str(name))]
            named_in[identity].add(str(report))
            for start, end in json.loads(str(passages))[:1]:
                evidence = Evidence(ReportId(str(report)), start, end, answers.text(str(report))[start:end])
                quotes[identity].append(answers.quote(evidence))
    out = []
    for identity, name, of_kind, of, aliases, parties in store.rows(
        "SELECT id, name, kind, of, aliases, parties FROM thing ORDER BY id"
    ):
        key, both = str(identity), json.loads(str(parties))
        if kind not in (None, of_kind) or key not in named_in:
            continue
        if scope.pair and not (set(scope.pair) <= set(both) or about[key] or named_in[key] & mostly):
            continue
        found_quotes = sorted(quotes[key], key=lambda q: (latest(q.report.published), q.evidence))
        actors = tuple(answers.actor(p) for p in both)
        out.append(
            ThingEntry(
                key,
                str(name),
                of_kind,
                of,
                tuple(json.loads(str(aliases))),
                actors,
                tuple(found_quotes),
                tuple(about[key]),
            )
        )
    return tuple(sorted(out, key=lambda t: (t.kind, t.name, t.id)))


def reports(store: Store, scope: Scope) -> tuple[ReportEntry, ...]:
    """Reports by published date. Between two: mostly about them, or with a record that both take part in or are named in."""
    near = None
    if scope.pair:
        a, b = scope.pair
        rows = store.rows(
            "SELECT report FROM pair WHERE a = min(?, ?) AND b = max(?, ?) UNION SELECT r.report FROM record r "
            "JOIN involved i ON i.record = r.id AND i.actor = ? JOIN involved j ON j.record = r.id AND j.actor = ?",
            (a, b, a, b, a, b),
        )
        near = {str(row[0]) for row in rows}
    found = [
        r
        for r in Answers(store).reports.values()
        if r.replaced_by is None and (near is None or r.id in near) and scope.holds(r.published)
    ]
    return tuple(sorted(found, key=lambda r: (r.published is None, latest(r.published), r.label, r.id)))


def pairs(store: Store) -> tuple[PairEntry, ...]:
    """The pairs that reports are mostly about, most reports first."""
    answers = Answers(store)
    rows = store.rows("SELECT a, b, count(*) FROM pair GROUP BY a, b ORDER BY count(*) DESC, a, b")
    return tuple(PairEntry(answers.actor(str(a)), answers.actor(str(b)), n) for a, b, n in rows)


def search(store: Store, words: str, scope: Scope, *, limit: int = 50) -> tuple[SearchHit, ...]:
    """Reports whose text holds all the words, best first; words in quotation marks stand together."""
    terms = [part.strip('"') for part in re.findall(r'"[^"]+"|[^\s"]+', words)]
    if not terms:
        raise QueryError("nothing to search for; give one or more words")
    query = " ".join('"' + t.replace('"', '""') + '"' for t in terms)
    rows = store.rows(
        "SELECT r.id, snippet(report_words, 0, '«', '»', ' … ', 32) "
        "FROM report_words JOIN report r ON r.rowid = report_words.rowid "
        "WHERE report_words MATCH ? ORDER BY bm25(report_words), r.id",
        (query,),
    )
    near = {r.id: r for r in reports(store, scope)}
    return tuple(SearchHit(near[i], " ".join(str(s).split())) for i, s in rows if i in near)[:limit]


def aside(store: Store) -> tuple[tuple[str, int], ...]:
    """Reasons and counts of all that was set aside: candidates, reports without a reading, inputs that gave no report."""
    rows = store.rows(
        "SELECT reason, count(*) FROM (SELECT reason FROM aside UNION ALL SELECT reason FROM refused) GROUP BY reason ORDER BY 1"
    )
    return tuple((str(reason), number) for reason, number in rows)


def summary(store: Store, scope: Scope) -> Summary:
    """Counts of what the ledger holds in scope."""
    found = reports(store, scope)
    known = promises(store, scope)
    verdicts: Counter[VerdictWord] = Counter(p.verdict for p in known)
    days = [day for r in found for day in (r.published or ()) if day]
    told = events(store, scope)
    in_series = figures(store, scope)
    persons = people(store, scope)
    bodies = [a for a in Answers(store).actors.values() if a.named and a.kind != "person"] if scope.pair is None else []
    return Summary(
        reports=len(found),
        unread=sum(r.reader is None for r in found),
        events=len(told),
        statements=len(statements(store, scope)),
        figures=len(in_series),
        commitments=len(commitments(store, scope)),
        tenures=sum(len(p.offices) for p in persons),
        actors=len(persons) + len(bodies),
        things=len(things(store, scope)),
        occurrences=len({e.occurrence for e in told}),
        series=len({f.series for f in in_series}),
        promises=len(known),
        verdicts=tuple(sorted(verdicts.items())),
        aside=aside(store),
        earliest=min(days, default=None),
        latest=max(days, default=None),
    )


def find_actor(store: Store, text: str) -> str:
    """Actor id of a country's name, code or demonym, or of an actor the ledger knows by that name. Raises QueryError."""
    code = find_country(text)
    if code:
        return code
    answers = Answers(store)
    if text in answers.actors:
        return text
    wanted = folded(text)
    found = [a for a in answers.actors.values() if a.named and wanted in {folded(n) for n in (a.name, *a.aliases)}]
    if found:
        # Of several the one met under that very name, then a body before a person.
        return min(found, key=lambda a: (folded(a.name) != wanted, a.kind == "person", a.id)).id
    return resolve_country(text)
