"""How much the ledger holds."""

from __future__ import annotations

import json
from collections import Counter

from attache.ledger.answers import Answers
from attache.ledger.asking import Scope
from attache.ledger.entries import (
    Summary,
    VerdictWord,
)
from attache.ledger.promised import promises
from attache.ledger.queries import aside, commitments, events, figures, reports, statements
from attache.ledger.register import people, things
from attache.ledger.reviews import rejected
from attache.ledger.store import Store

FORMER = "SELECT id FROM report WHERE replaced_by IS NOT NULL"
DAYS = (
    "SELECT min(coalesce(g.published_from, g.published_to, s.published_from, s.published_to)), "
    "max(coalesce(g.published_to, g.published_from, s.published_to, s.published_from)) FROM report r "
    "JOIN sighting s ON s.report = r.id AND s.rank = 0 LEFT JOIN reading g ON g.report = r.id WHERE r.replaced_by IS NULL"
)


def summary(store: Store, scope: Scope) -> Summary:
    """Counts of what the ledger holds in scope; of the whole ledger as the database counts them, without looking at any."""
    return _whole(store) if scope == Scope() else _in_scope(store, scope)


def _whole(store: Store) -> Summary:
    records = _records(store)
    verdicts: list[tuple[VerdictWord, int]] = [
        (word, int(n)) for word, n in store.rows("SELECT verdict, count(*) FROM verdict GROUP BY verdict ORDER BY verdict")
    ]
    ((earliest, latest),) = store.rows(DAYS)
    return Summary(
        reports=_count(store, "report WHERE replaced_by IS NULL"),
        unread=_count(store, "report r WHERE replaced_by IS NULL AND NOT EXISTS (SELECT 1 FROM reading WHERE report = r.id)"),
        events=records["event"],
        statements=records["statement"],
        figures=records["figure"],
        commitments=records["commitment"],
        tenures=_count(store, "office_seen o JOIN actor a ON a.id = o.person WHERE a.kind = 'person' AND a.named = 1"),
        actors=_count(store, f"actor a WHERE a.named = 1 AND (a.kind <> 'person' OR {OBSERVED} OR {MENTIONED})"),
        things=_count(store, f"(SELECT DISTINCT f.entity FROM ({NAMED}) n JOIN face f ON f.id = n.face)"),
        occurrences=_count(store, "occurrence"),
        series=_count(store, "series"),
        promises=sum(n for _, n in verdicts),
        verdicts=tuple(verdicts),
        aside=aside(store),
        earliest=earliest,
        latest=latest,
    )


NAMED = (
    "SELECT DISTINCT s.face FROM sighted s JOIN named_thing t ON t.report = s.report AND t.name = s.name "
    "WHERE s.layer = 'thing' AND t.passages <> '[]'"
)
"""Faces of things that a passage names."""


OBSERVED = "EXISTS (SELECT 1 FROM office_seen WHERE person = a.id)"
MENTIONED = (
    "EXISTS (SELECT 1 FROM face f JOIN sighted s ON s.face = f.id JOIN mention m ON m.report = s.report AND m.name = s.name "
    "WHERE f.entity = a.id AND m.kind = 'person')"
)
"""A person whom no passage names is listed nowhere."""


def _count(store: Store, what: str) -> int:
    return int(store.rows(f"SELECT count(*) FROM {what}")[0][0])


def _records(store: Store) -> Counter[str]:
    """Number of standing records of each kind."""
    counts = Counter({str(kind): int(n) for kind, n in store.rows("SELECT kind, count(*) FROM record GROUP BY kind")})
    wrong = sorted(rejected(store, "SELECT record FROM reviewed WHERE record IS NOT NULL"))
    # Former versions of a page and rejected records are few beside all others.
    gone = f"SELECT kind, count(*) FROM record WHERE report IN ({FORMER}) OR id IN (SELECT value FROM json_each(?)) GROUP BY kind"
    for kind, n in store.rows(gone, (json.dumps(wrong),)):
        counts[str(kind)] -= int(n)
    return counts


def _in_scope(store: Store, scope: Scope) -> Summary:
    found = reports(store, scope)
    known = promises(store, scope, on_the_way=False)
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
