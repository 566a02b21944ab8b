"""How much the ledger holds."""

from __future__ import annotations

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
from attache.ledger.store import Store


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
