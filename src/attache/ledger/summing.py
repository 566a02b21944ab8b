"""How much the ledger holds."""

from __future__ import annotations

from collections import Counter

from attache.ledger.answers import Answers
from attache.ledger.asking import Scope
from attache.ledger.by_id.counting import number_under
from attache.ledger.entries import (
    Summary,
    VerdictWord,
)
from attache.ledger.promised import promises
from attache.ledger.queries import aside, commitments, events, figures, reports, statements
from attache.ledger.register import people, things
from attache.ledger.store import Store


def summary(store: Store, scope: Scope) -> Summary:
    """Counts of what the ledger holds in scope; of the whole ledger as the database counts them, without looking at any."""
    return _whole(store) if scope == Scope() else _in_scope(store, scope)


def _whole(store: Store) -> Summary:
    verdicts: list[tuple[VerdictWord, int]] = [
        (word, int(n)) for word, n in store.rows("SELECT verdict, count(*) FROM verdict GROUP BY verdict ORDER BY verdict")
    ]
    ((earliest, latest),) = store.rows(f"SELECT min(nullif(f.day, 0)), nullif(max(max(f.day, f.last)), 0) {ALL}", ("report",))
    unnamed = "actor a CROSS JOIN office_seen o ON o.person = a.id WHERE a.kind <> 'person' OR a.named = 0"
    return Summary(
        reports=_filed(store, "report"),
        unread=number_under(store, "report", "unread", ("yes",)).get("yes", 0),
        events=_told(store, "occurrence"),
        statements=_filed(store, "statement"),
        figures=_filed(store, "figure"),
        commitments=_told(store, "promise"),
        tenures=_filed(store, "tenure") - _count(store, unnamed),
        actors=_count(store, f"actor a WHERE a.named = 1 AND (a.kind <> 'person' OR {OBSERVED} OR {MENTIONED})"),
        things=_count(store, NAMED),
        occurrences=_count(store, "occurrence"),
        series=_count(store, "series"),
        promises=sum(n for _, n in verdicts),
        verdicts=tuple(verdicts),
        aside=aside(store),
        earliest=_day(earliest),
        latest=_day(latest),
    )


EVERYTHING = "(SELECT id FROM filing_scope WHERE a = '' AND b = '')"
HEADING = "(SELECT id FROM filing_heading WHERE kind = ?1 AND word = '' AND value = '')"
ALL = f"FROM filing f WHERE f.scope = {EVERYTHING} AND f.facet = {HEADING} AND f.heading = {HEADING}"
"""All of a kind, as it is filed."""
NAMED = (
    "filing_heading h WHERE h.kind = 'thing' AND h.word = 'is' AND h.value <> '' AND EXISTS "
    f"(SELECT 1 FROM filing f WHERE f.scope = {EVERYTHING} AND f.facet = h.facet AND f.heading = h.id)"
)
"""Things that a passage names."""
OBSERVED = "EXISTS (SELECT 1 FROM office_seen WHERE person = a.id)"
MENTIONED = (
    "EXISTS (SELECT 1 FROM face f JOIN sighted s ON s.face = f.id JOIN mention m ON m.report = s.report AND m.name = s.name "
    "WHERE f.entity = a.id AND m.kind = 'person')"
)
"""A person whom no passage names is listed nowhere."""


def _count(store: Store, what: str) -> int:
    return int(store.rows(f"SELECT count(*) FROM {what}")[0][0])


def _filed(store: Store, kind: str) -> int:
    return int(store.rows(f"SELECT count(*) {ALL}", (kind,))[0][0])


def _told(store: Store, what: str) -> int:
    """Number of records that tell occurrences or promises."""
    return int(store.rows(f"SELECT coalesce(sum(tellings), 0) FROM {what}_told")[0][0])


def _day(number: int | None) -> str | None:
    """The day of its number in the filing: 20180323."""
    return None if number is None else f"{number // 10000:04}-{number // 100 % 100:02}-{number % 100:02}"


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
