"""The same actor? From the names of all readings to one actor each, whatever the order of reading.

`countries`, `bodies` and `persons` are layers: `key_of` and `faces_of` say which spellings are one whatever else is
known; `claims`, `answers` and `decide` link faces by exact strings; `entry` makes the actor of one joined group.
`joining` makes the groups. Descriptions ("a Western agency") never join across reports: each report's is a face of its
own (`described`), which claims nothing and answers to nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import ModuleType

from attache.ledger.entries import ActorEntry
from attache.ledger.faces import Face, Layer, Link, Spelling
from attache.ledger.identity import bodies, countries, persons
from attache.ledger.identity.joining import Group, components
from attache.ledger.identity.splitting import face
from attache.ledger.ids import short_id
from attache.ledger.names import is_described
from attache.records import Actor, ActorKind, ActorName

Names = Mapping[tuple[str, str], str]
"""(report, name in its reading) → id."""
CountryName = Callable[[str], str]
LAYERS: Mapping[Layer, ModuleType] = {"country": countries, "organisation": bodies, "person": persons}


@dataclass(frozen=True, slots=True)
class Sighted:
    """An actor as one report's reading knows it."""

    report: str
    actor: Actor
    marks: tuple[str, ...] = ()
    """Of a person `office|of` as the report has it, sorted."""
    year: int | None = None
    """Of the report."""

    @property
    def spelling(self) -> Spelling:
        """The actor as naming alone tells it."""
        a = self.actor
        return Spelling(a.name, a.kind, a.country, a.aliases, (), self.marks, self.year)


def described(report: str, spelling: Spelling) -> Face:
    """The face of a description in one report."""
    layer: Layer = "person" if spelling.kind == "person" else "organisation"
    key = LAYERS[layer].key_of(spelling)
    return face(layer, key, spelling.of, {spelling: 1}, "described", report)


def described_entry(face: Face) -> ActorEntry:
    """The actor of a description."""
    (spelling, _), *_ = face.spellings
    aliases = tuple(sorted(spelling.aliases, key=lambda a: (len(a), a)))
    kind: ActorKind = "person" if face.layer == "person" else "organisation"
    return ActorEntry(short_id("a", face.id), ActorName(spelling.name), kind, face.of, aliases, named=False)


def has_key(spelling: Spelling) -> bool:
    """Whether a spelling is a name; else it is only a description."""
    return spelling.kind == "country" or not is_described(spelling.name)


def resolve_actors(
    sighted: Iterable[Sighted], country_name: CountryName | None = None
) -> tuple[list[ActorEntry], dict[tuple[str, ActorName], str]]:
    """All actors, sorted by id, and the id that each name of each reading stands for; `country_name` is no longer used."""
    actors: dict[str, ActorEntry] = {}
    owner: dict[tuple[str, Spelling], str] = {}
    ids: dict[tuple[str, ActorName], str] = {}
    ordered = sorted(set(sighted), key=lambda s: (s.report, s.actor.name))
    for name in LAYERS:
        of_layer = [s for s in ordered if s.actor.kind == name and has_key(s.spelling)]
        for group, entry in resolve_layer(name, of_layer):
            actors[entry.id] = entry
            owner |= {(name, spelling): entry.id for f in group for spelling, _ in f.spellings}
    for s in ordered:
        if has_key(s.spelling):
            ids[s.report, s.actor.name] = owner[s.actor.kind, s.spelling]
        else:
            entry = described_entry(described(s.report, s.spelling))
            actors[entry.id] = entry
            ids[s.report, s.actor.name] = entry.id
    return sorted(actors.values(), key=lambda a: a.id), ids


def resolve_layer(name: Layer, sighted: Iterable[Sighted]) -> list[tuple[list[Face], ActorEntry]]:
    """The actors of one layer with their faces."""
    layer = LAYERS[name]
    faces = {f.id: f for f in all_faces(name, sighted)}
    groups = components(faces, all_links(name, faces.values()))
    return [(members, layer.entry(members)) for members in ([faces[i] for i in g.faces] for g in groups)]


def all_faces(name: Layer, sighted: Iterable[Sighted]) -> list[Face]:
    """The faces of one layer."""
    keyed: dict[str, dict[Spelling, set[str]]] = defaultdict(lambda: defaultdict(set))
    for s in sighted:
        keyed[LAYERS[name].key_of(s.spelling)][s.spelling].add(s.report)
    return [
        f for key in sorted(keyed) for f in LAYERS[name].faces_of(key, {s: len(reports) for s, reports in keyed[key].items()})
    ]


def all_links(name: Layer, faces: Iterable[Face]) -> list[Link]:
    """The links between the faces of one layer, string by string."""
    claimed: dict[str, list[Face]] = defaultdict(list)
    answered: dict[str, list[Face]] = defaultdict(list)
    for f in faces:
        for string in LAYERS[name].claims(f):
            claimed[string].append(f)
        for string in LAYERS[name].answers(f):
            answered[string].append(f)
    return [link for string in sorted(claimed) for link in LAYERS[name].decide(string, claimed[string], answered[string])]


__all__ = [
    "LAYERS",
    "Group",
    "Names",
    "Sighted",
    "all_faces",
    "all_links",
    "bodies",
    "components",
    "countries",
    "described",
    "described_entry",
    "has_key",
    "persons",
    "resolve_actors",
    "resolve_layer",
]
