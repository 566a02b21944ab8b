"""After a text was read anew: each review finds its record again, or keeps it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

from attache.ledger.columns import KINDS, Record, kind_of
from attache.ledger.ids import LETTERS, short_id
from attache.ledger.names import folded
from attache.ledger.recording import insert_records, load_records
from attache.ledger.reviews.applying import KEPT, ON_RECORDS, Decided, is_rejected
from attache.ledger.reviews.carrying import carry
from attache.ledger.reviews.frozen import thawed
from attache.ledger.reviews.matching import Cast, Reviewed, found_again
from attache.ledger.reviews.storing import On, attach, has_reviews, load_decided
from attache.ledger.store import Store

ON_REPORT = f"s.report = ? AND s.layer IN ({', '.join(repr(kind) for kind in KINDS)})"


def reattach(store: Store, report: str) -> None:
    """Hangs all reviews of a report's records on the records of its present reading; runs in the caller's transaction.

    What was accepted or corrected and is no longer read stays in the ledger as it was then; everything else that is not
    found waits. The outcome depends on the reviews and the reading alone, so it can be run at any time.
    """
    if not has_reviews(store):
        return
    store.run("DELETE FROM record WHERE report = ? AND rule = ?", (report, KEPT))
    read = list(load_records(store, "SELECT id FROM record WHERE report = ?", (report,)))
    text = str(store.rows("SELECT text FROM report WHERE id = ?", (report,))[0][0])
    cast = _cast(store, report)
    carry(store, report, text, read, cast)
    held = _held(load_decided(store, ON_REPORT, (report,)), report, text)
    matches = found_again([reviewed for reviewed, _ in held], read, cast)
    attach(store, [(reviewed.key, matches.get(reviewed.key)) for reviewed, _ in held])
    if store.rows("SELECT 1 FROM reading WHERE report = ?", (report,)):
        lost = [(reviewed, decided) for reviewed, decided in held if reviewed.key not in matches]
        _keep(store, report, lost, {identity for identity, _ in read})


def _cast(store: Store, report: str) -> Cast:
    """How the present reading names its actors."""
    rows = store.rows("SELECT name, country, aliases FROM named_actor WHERE report = ? ORDER BY name", (report,))
    aliases: dict[str, frozenset[str]] = {}
    countries: dict[str, str] = {}
    for name, country, told in rows:
        every = (str(name), *json.loads(told))
        known = frozenset(folded(n) for n in every)
        aliases |= {n: aliases.get(n, frozenset()) | known for n in every}
        if country and country != name:
            countries |= {n: str(country) for n in every if n not in countries}
    return Cast(aliases, countries)


def _held(reviews: Sequence[Decided], report: str, text: str) -> list[tuple[Reviewed, list[Decided]]]:
    """Each reviewed record as it was at its latest review, undone ones included, and the reviews of it in force."""
    latest: dict[int, On] = {}
    decided: dict[int, list[Decided]] = {}
    for review, on in reviews:
        latest[on.subject.id] = on
        decided.setdefault(on.subject.id, []).extend([(review, on)] if review.stands else [])
    out = []
    for key, on in sorted(latest.items()):
        in_force = [(r, o) for r, o in decided[key] if r.action in ON_RECORDS]
        fields = chain.from_iterable(r.changes["fields"].items() for r, _ in in_force if r.action == "correct")
        record = thawed(str(on.snapshot), report, text)
        out.append((Reviewed(key, str(on.record), record, dict(fields)), in_force))
    return out


def _keep(store: Store, report: str, lost: Sequence[tuple[Reviewed, list[Decided]]], taken: set[str]) -> None:
    """Puts what was accepted or corrected, and is not read any more, beside what is."""
    kept: list[tuple[str, Record]] = []
    for reviewed, decided in lost:
        if decided and not is_rejected(decided):
            identity = reviewed.id
            if identity in taken:
                identity = short_id(LETTERS[kind_of(reviewed.record)], KEPT, report, reviewed.key)
            taken.add(identity)
            kept.append((identity, replace(reviewed.record, rule=KEPT)))
            attach(store, [(reviewed.key, identity)])
    (first,) = store.rows("SELECT coalesce(max(position), -1) + 1 FROM record WHERE report = ?", (report,))[0]
    insert_records(store, report, kept, first=int(first))
