"""The files that the ledger holds: the pairs that reports are mostly about."""

from __future__ import annotations

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
