"""Which country the holders of the great offices are known to belong to.

In: a name's parts and the office told with it. Out: ISO alpha-3 from the table of dated terms, or None where the table does
not know the name or knows it for several countries. It answers only for offices that the report tells without a country
("Prime Minister Narendra Modi"); what the report tells itself goes before.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from attache.knowledge import rows, several
from attache.reading.who.folding import fold


@cache
def _by_name() -> dict[str, frozenset[str]]:
    """Countries by folded full name and alias."""
    out: dict[str, frozenset[str]] = {}
    for row in rows("terms"):
        if len(row["of"]) == 3 and row["of"].isupper():
            for name in (row["person"], *several(row["aliases"])):
                key = fold(name)
                out[key] = out.get(key, frozenset()) | {row["of"]}
    return out


@cache
def _by_last() -> dict[tuple[str, str], frozenset[str]]:
    """Countries by folded office and last word of the name, for holders named by it alone ("President Macron")."""
    out: dict[tuple[str, str], frozenset[str]] = {}
    for row in rows("terms"):
        if len(row["of"]) == 3 and row["of"].isupper():
            key = (row["office"].casefold(), fold(row["person"].split()[-1]))
            out[key] = out.get(key, frozenset()) | {row["of"]}
    return out


def known_country(parts: Sequence[str], offices: Sequence[str] = ()) -> str | None:
    """The one country of which a person of this name has held a great office; a single word counts only with its office."""
    if len(parts) == 1:
        found = frozenset[str]().union(*(_by_last().get((o.casefold(), fold(parts[0])), frozenset()) for o in offices))
    else:
        found = _by_name().get(fold(" ".join(parts)), frozenset())
    return next(iter(found)) if len(found) == 1 else None
