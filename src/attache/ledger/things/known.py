"""A thing across all reports, from the faces joined to it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from attache.ledger.faces import Face, Link, Spelling, ordered
from attache.ledger.ids import short_id
from attache.ledger.things.faces import faces_of, key_of
from attache.ledger.things.links import answers, claims, decide
from attache.ledger.things.profiles import usual
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


def entry(faces: Sequence[Face]) -> KnownThing:
    """The thing that the faces stand for. Its name and kind are those most reports give."""
    told = [(s, n) for face in sorted(faces, key=lambda f: f.id) for s, n in face.spellings]
    name = usual((s.name, n) for s, n in told)
    kind = _most((s.kind, n) for s, n in told)
    of = _most((s.of, n) for s, n in told if s.of)
    names = {s.name for s, _ in told} | {a for s, _ in told for a in s.aliases}
    parties = tuple(sorted({p for s, _ in told for p in s.parties}))
    identity = short_id("g", *sorted(f.id for f in faces)[:1])
    return KnownThing(identity, name, _KINDS[kind or "agreement"], of, tuple(sorted(names - {name})), parties)


_KINDS: dict[str, ThingKind] = {
    "agreement": "agreement",
    "mechanism": "mechanism",
    "programme": "programme",
    "project": "project",
    "place": "place",
}


def _most(counted: Iterable[tuple[T | None, int]]) -> T | None:
    """The most frequent value; of equals the longest, then the first by the alphabet."""
    counts: Counter[T] = Counter()
    for value, count in counted:
        if value is not None:
            counts[value] += count
    return min(counts, key=lambda v: (-counts[v], -len(v), v)) if counts else None


def resolve_things(sighted: Iterable[SightedThing]) -> tuple[list[KnownThing], dict[tuple[str, str], str]]:
    """All things, sorted by id, and the id that each name of each reading stands for."""
    told = {(s.report, s.name): Spelling(s.name, s.kind, s.of, parties=s.parties) for s in sighted}
    return resolve_spellings(told)


def resolve_spellings(told: dict[tuple[str, str], Spelling]) -> tuple[list[KnownThing], dict[tuple[str, str], str]]:
    """The same from spellings by (report, name)."""
    by_key: dict[str, Counter[Spelling]] = defaultdict(Counter)
    for spelling in told.values():
        by_key[key_of(spelling)][spelling] += 1
    faces = {f.id: f for key in sorted(by_key) for f in faces_of(key, by_key[key])}
    things: list[KnownThing] = []
    of_face: dict[str, str] = {}
    for group in _components(faces, links_of(list(faces.values()))):
        known = entry([faces[f] for f in group])
        things.append(known)
        of_face |= dict.fromkeys(group, known.id)
    of_spelling = {s: of_face[f.id] for f in faces.values() for s, _ in f.spellings}
    return sorted(things, key=lambda t: t.id), {where: of_spelling[s] for where, s in sorted(told.items(), key=lambda i: i[0])}


def links_of(faces: Sequence[Face]) -> list[Link]:
    """All links among faces."""
    claimed: dict[str, list[Face]] = defaultdict(list)
    answered: dict[str, list[Face]] = defaultdict(list)
    for face in faces:
        for string in claims(face):
            claimed[string].append(face)
        for string in answers(face):
            answered[string].append(face)
    return ordered(link for key in sorted(claimed) for link in decide(key, claimed[key], answered.get(key, [])))


def _components(faces: Iterable[str], links: Iterable[Link]) -> list[list[str]]:
    root = {f: f for f in faces}

    def find(face: str) -> str:
        while root[face] != face:
            face = root[face]
        return face

    for link in links:
        low, high = sorted((find(link.one), find(link.other)))
        root[high] = low
    groups: dict[str, list[str]] = defaultdict(list)
    for face in sorted(root):
        groups[find(face)].append(face)
    return list(groups.values())
