"""Rows for several tables, gathered first and then written with one statement a table."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from attache.ledger.store import Cell, Store


@dataclass(slots=True)
class Rows:
    """Rows by table. Tables are written in the order in which they were first given rows: what is referred to comes first."""

    _of: dict[str, tuple[tuple[str, ...], list[tuple[Cell, ...]]]] = field(default_factory=dict)
    _keyed: set[str] = field(default_factory=set)

    def add(self, table: str, columns: tuple[str, ...], rows: Iterable[tuple[Cell, ...]], *, keyed: bool = False) -> None:
        """Adds rows to a table. `keyed`: the first columns are its key, and the order of the rows tells nothing, so that they
        are written in the order in which they lie in the file."""
        held = self._of.get(table)
        if held is None:
            held = self._of[table] = (columns, [])
        held[1].extend(rows)
        if keyed:
            self._keyed.add(table)

    def write(self, store: Store) -> None:
        """Writes all rows and forgets them."""
        for table, (columns, rows) in self._of.items():
            if rows:
                store.insert(table, columns, sorted(rows) if table in self._keyed else rows)
        self._of.clear()
