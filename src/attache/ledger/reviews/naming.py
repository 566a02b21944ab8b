"""Actors and things that a correction names: known to the ledger, and written so that the record's report resolves them."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

from attache.errors import QueryError
from attache.ledger.answers import Answers
from attache.ledger.countries import near_names
from attache.ledger.names import folded
from attache.ledger.reviews.pointing import known_actor
from attache.ledger.store import Store


class Named:
    """Turns names into those that a report's records use, and notes what the report's own reading does not list."""

    def __init__(self, store: Store, report: str) -> None:
        self._store = store
        self._report = report
        self.actors: list[dict[str, Any]] = []
        self.things: list[dict[str, Any]] = []

    def actor(self, text: str) -> str:
        """The name under which records of the report name this actor. Raises QueryError with near names."""
        identity = known_actor(self._store, text)
        entry = Answers(self._store).actors.get(identity)
        if entry is None or entry.kind == "country":
            return self._note(self.actors, {"name": identity, "kind": "country", "country": identity, "aliases": []})
        sql = "SELECT name FROM same_actor WHERE actor = ? AND report = ? ORDER BY length(name) DESC, name"
        here = self._store.rows(sql, (identity, self._report))
        seen = self._store.rows(
            "SELECT n.name, n.kind, n.country, n.aliases FROM same_actor s "
            "JOIN named_actor n ON n.report = s.report AND n.name = s.name WHERE s.actor = ?",
            (identity,),
        )
        taken = {str(n) for (n,) in self._store.rows("SELECT name FROM same_actor WHERE report = ?", (self._report,))}
        free = [row for row in seen if row[0] not in taken]
        if not here and not free:
            raise QueryError(f"this report uses the name “{entry.name}” for another; split them first")
        if here:
            return str(here[0][0])
        # The ledger's own name for it before others: it is the fullest.
        name, kind, country, aliases = _usual([row for row in free if row[0] == entry.name] or free)
        return self._note(self.actors, {"name": name, "kind": kind, "country": country, "aliases": json.loads(aliases)})

    def thing(self, text: str) -> str:
        """The name under which records of the report name this thing. Raises QueryError with near names."""
        identity = self._thing_id(text)
        here = self._store.rows(
            "SELECT name FROM same_thing WHERE thing = ? AND report = ? ORDER BY name", (identity, self._report)
        )
        if here:
            return str(here[0][0])
        seen = self._store.rows(
            "SELECT n.name, n.kind, n.of, n.parties FROM same_thing s "
            "JOIN named_thing n ON n.report = s.report AND n.name = s.name WHERE s.thing = ?",
            (identity,),
        )
        name, kind, of, parties = _usual(seen)
        return self._note(self.things, {"name": name, "kind": kind, "of": of, "parties": json.loads(parties)})

    def _thing_id(self, text: str) -> str:
        labels: dict[str, str] = {}
        for identity, name, aliases in self._store.rows("SELECT id, name, aliases FROM thing ORDER BY id"):
            names = {folded(n) for n in (str(name), *json.loads(aliases))}
            if text == identity or folded(text) in names:
                return str(identity)
            labels |= dict.fromkeys(names, str(name))
        raise QueryError(f"no thing called “{text}”{near_names(text, labels)}")

    def _note(self, held: list[dict[str, Any]], told: dict[str, Any]) -> str:
        if told not in held:
            held.append(told)
        return str(told["name"])


def _usual(rows: list[Any]) -> Any:
    """The row most reports have; of equals the first."""
    counts = Counter(rows)
    return min(counts, key=lambda row: (-counts[row], tuple(map(str, row))))
