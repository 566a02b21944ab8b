"""On which level two sides met: heads of state or government, ministers, members of parliament, officials.

In go the offices that the reports of a contact tell of its participants; a side counts by its highest, a contact by the
lower of its sides, for a minister received by a president is on a minister's visit.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from typing import Literal

from attache.knowledge import rows, several
from attache.ledger.names import folded, is_described
from attache.ledger.occurrences import Occurrence
from attache.ledger.office_words import wanted_keys
from attache.ledger.told import Actors

Level = Literal["heads", "ministers", "parliaments", "officials", "others"]
LEVELS: tuple[Level, ...] = ("heads", "ministers", "parliaments", "officials", "others")
"""The highest first."""
CONTACTS = frozenset({"call", "conference", "meet", "meeting", "negotiate", "summit", "talks", "visit"})
"""Modes of events in which two sides have to do with each other face to face, or by telephone."""


def is_contact(mode: str) -> bool:
    """Whether an event of this mode is a contact."""
    return mode in CONTACTS


def level_of_contact(one: Occurrence, actors: Actors, offices: Mapping[str, Sequence[str]]) -> Level:
    """The level of a contact; `offices`: person → keys of the offices in which its reports tell of them."""
    sides: dict[str, set[Level]] = defaultdict(set)
    for told in one.events:
        names = (*told.record.who, *(() if one.mode == "visit" else told.record.target))
        for name in names:
            actor = told.ids((name,))[0]
            country = actors.country(actor)
            described = wanted_keys(name, country) if is_described(name) else ()
            keys = (*offices.get(actor, ()), *described)
            body = actors.by_id.get(actor)
            found = {level_of_office(key) for key in keys}
            if body is not None and body.kind == "organisation":
                found.add(level_of_body(body.name))
            sides[country] |= found - {"others"}
    known = [min(found, key=LEVELS.index) for found in sides.values() if found]
    return max(known, key=LEVELS.index, default="others")


@lru_cache(maxsize=16384)
def level_of_office(key: str) -> Level:
    """The level of an office by its key (`foreign minister|RUS`), as knowledge/contact_levels.tsv has it."""
    words, _, of = key.rpartition("|")
    country = len(of) == 3 and of.isupper()
    return _found((f"{kind}:{words}" for kind in (of, "country" if country else "body")), words)


@lru_cache(maxsize=16384)
def level_of_body(name: str) -> Level:
    """The level of a body by its name: that of its members where they are of one kind (a parliament), else others."""
    return _found((), f"name:{folded(name)}")


def _found(exact: Iterable[str], words: str) -> Level:
    for candidate in (*exact, words):
        for pattern, level in _patterns():
            if pattern.fullmatch(candidate):
                return level
    return "others"


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], Level], ...]:
    """The table's rows in their order; a star stands for any words or none."""
    out: list[tuple[re.Pattern[str], Level]] = []
    for row in rows("contact_levels"):
        level = next(known for known in LEVELS if known == row["level"])
        words = re.escape(row["office"]).replace(r"\*\ ", "(?:.+ )?").replace(r"\ \*", "(?: .+)?")
        for of in several(row["of"]) or ("",):
            out.append((re.compile(f"{re.escape(of)}:{words}" if of else words), level))
    return tuple(out)
