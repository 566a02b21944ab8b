"""The same agreement, mechanism, programme, project or place under the names of several reports."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from attache.ledger.ids import short_id
from attache.ledger.names import title_key
from attache.records import ThingKind

T = TypeVar("T", bound=str)


@dataclass(frozen=True, slots=True)
class SightedThing:
    """A thing as one report's reading knows it; `of` and `parties` are actor ids."""

    report: str
    name: str
    kind: ThingKind
    of: str | None
    parties: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KnownThing:
    """A thing across all reports."""

    id: str
    name: str
    kind: ThingKind
    of: str | None
    aliases: tuple[str, ...]
    parties: tuple[str, ...]


def resolve_things(sighted: Iterable[SightedThing]) -> tuple[list[KnownThing], dict[tuple[str, str], str]]:
    """All things, sorted by id, and the id that each name of each reading stands for.

    Things of one kind are the same where their names have the same telling words, in whatever order. The kind most
    reports give wins where they differ on one name.
    """
    groups: dict[str, list[SightedThing]] = defaultdict(list)
    for thing in sorted(sighted, key=lambda t: (t.report, t.name, t.kind)):
        groups[title_key(thing.name)].append(thing)
    things: list[KnownThing] = []
    names: dict[tuple[str, str], str] = {}
    for key in sorted(groups):
        known = _thing(key, groups[key])
        things.append(known)
        names |= {(t.report, t.name): known.id for t in groups[key]}
    return sorted(things, key=lambda t: t.id), names


def _thing(key: str, group: Sequence[SightedThing]) -> KnownThing:
    kind = _usual(t.kind for t in group)
    name = _usual(t.name for t in group)
    of = _usual(t.of for t in group if t.of)
    parties = tuple(sorted({p for t in group for p in t.parties}))
    aliases = tuple(sorted({t.name for t in group} - {name}))
    return KnownThing(short_id("g", kind, key), name or "", kind or "agreement", of, aliases, parties)


def _usual(values: Iterable[T]) -> T | None:
    """The most frequent value; of equals the longest, then the first by the alphabet."""
    counts = Counter(values)
    return min(counts, key=lambda v: (-counts[v], -len(v), v)) if counts else None
