"""Under which names actors are found: each name and alias as it is compared, so that no question looks through all actors."""

from __future__ import annotations

import json
from collections.abc import Iterable

from attache.ledger.entries import ActorEntry
from attache.ledger.names import folded
from attache.ledger.store import Store
from attache.ledger.working.shelf import run_for


def note_names(store: Store, actors: Iterable[ActorEntry], gone: Iterable[str] = ()) -> None:
    """Puts the names of these actors in place of their former ones; takes those of the gone out."""
    listed = list(actors)
    run_for(store, "DELETE FROM actor_name WHERE actor IN ({})", {a.id for a in listed} | set(gone))
    rows = {(folded(name), a.id) for a in listed if a.named for name in (a.name, *a.aliases)}
    store.insert("actor_name", ("name", "actor"), sorted(rows))


def note_all_names(store: Store) -> None:
    """The names of all actors."""
    rows = store.rows("SELECT id, name, kind, country, aliases FROM actor WHERE named = 1")
    note_names(
        store, (ActorEntry(i, name, kind, country, tuple(json.loads(aliases))) for i, name, kind, country, aliases in rows)
    )
