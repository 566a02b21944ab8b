"""Whom the ledger knows: with whom an actor has a file, and who of many is a person."""

from __future__ import annotations

import json
from collections.abc import Sequence

from attache.ledger.answers import Answers
from attache.ledger.entries import PairEntry
from attache.ledger.store import Store


def files_of(store: Store, actor: str, *, limit: int = 50) -> tuple[PairEntry, ...]:
    """With whom an actor has a file, most reports first; the actor itself stands first in each."""
    rows = store.rows(
        "SELECT other, sum(number) AS number FROM (SELECT b AS other, count(*) AS number FROM pair WHERE a = ?1 GROUP BY b "
        "UNION ALL SELECT a, count(*) FROM pair WHERE b = ?1 GROUP BY a) GROUP BY other ORDER BY number DESC, other LIMIT ?2",
        (actor, limit),
    )
    answers = Answers(store)
    own = answers.actor(actor)
    return tuple(PairEntry(own, answers.actor(str(other)), int(number)) for other, number in rows)


def files_among(store: Store, reports: Sequence[str], *, limit: int = 10) -> tuple[PairEntry, ...]:
    """The pairs that these reports are mostly about, with the number of them, most reports first."""
    sql = "SELECT a, b, count(*) AS number FROM pair WHERE report IN (SELECT value FROM json_each(?)) GROUP BY a, b"
    rows = store.rows(f"{sql} ORDER BY number DESC, a, b LIMIT ?", (json.dumps(sorted(reports)), limit))
    answers = Answers(store)
    return tuple(PairEntry(answers.actor(str(a)), answers.actor(str(b)), int(number)) for a, b, number in rows)


def persons_among(store: Store, ids: Sequence[str]) -> tuple[str, ...]:
    """Those that are persons with a name, in the order given."""
    sql = "SELECT id FROM actor WHERE kind = 'person' AND named AND id IN (SELECT value FROM json_each(?))"
    known = {str(i) for (i,) in store.rows(sql, (json.dumps(sorted(ids)),))}
    return tuple(i for i in ids if i in known)
