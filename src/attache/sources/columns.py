"""Which column of a table, or field of a JSON line, holds which part of a report."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from functools import cache, lru_cache

from attache.errors import QueryError
from attache.knowledge import rows


@dataclass(frozen=True, slots=True)
class Columns:
    """The name of the column for each part of a report; None where it was not told. Points lead into JSON objects:
    "source.name"."""

    text: str | None = None
    html: str | None = None
    title: str | None = None
    url: str | None = None
    published: str | None = None
    publisher: str | None = None
    language: str | None = None
    id: str | None = None

    @classmethod
    def parse(cls, told: str) -> Columns:
        """The columns that `text=body,title=headline,…` names. Raises QueryError with what may be told."""
        found: dict[str, str] = {}
        for pair in filter(None, (part.strip() for part in told.split(","))):
            part, sign, column = (half.strip() for half in pair.partition("="))
            if not sign or not column or part not in PARTS or part in found:
                why = "is told twice" if part in found else "is not PART=COLUMN"
                raise QueryError(f'--columns: "{pair}" {why}; parts are {", ".join(PARTS)}, as in text=body,title=headline')
            found[part] = column
        if not found:
            raise QueryError(f"--columns: no column is named; parts are {', '.join(PARTS)}, as in text=body,title=headline")
        return cls(**found)

    def among(self, names: Iterable[str]) -> Columns:
        """These columns, and for parts that were not told the usual names among those that are there."""
        here = tuple(names)
        return _among(self, here) if len(here) < _MANY and sum(map(len, here)) < _LONG else self._with_usual(here)

    def _with_usual(self, names: tuple[str, ...]) -> Columns:
        here = {name.strip().casefold(): name for name in reversed(names)}
        taken = {self.of(part) for part in PARTS}
        guessed = {}
        for part in PARTS:
            usual = (here[name] for name in _usual()[part] if name in here and here[name] not in taken)
            guessed[part] = self.of(part) or next(usual, None)
        return Columns(**guessed)

    def told(self) -> tuple[tuple[str, str], ...]:
        """The parts that have a column, with its name."""
        return tuple((part, column) for part in PARTS if (column := self.of(part)))

    def of(self, part: str) -> str | None:
        """The column of a part."""
        value: str | None = getattr(self, part)
        return value


_MANY = 200
"""Columns from which on what was found is not kept for the next row."""
_LONG = 10_000
"""Characters of all names from which on it is not kept either."""
PARTS = tuple(field.name for field in fields(Columns))


@lru_cache(maxsize=256)
def _among(columns: Columns, names: tuple[str, ...]) -> Columns:
    """Kept, for the lines of a file mostly have the same fields."""
    return columns._with_usual(names)


@cache
def _usual() -> dict[str, tuple[str, ...]]:
    """Usual names of the column for each part, the likeliest first, folded."""
    return {
        part: tuple(row["name"] for row in rows("columns", package="attache.sources") if row["part"] == part) for part in PARTS
    }
