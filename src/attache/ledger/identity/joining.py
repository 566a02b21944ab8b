"""From links to groups: which faces are one actor or thing, whatever the order in which the links were found.

What people decided comes first ("same" and "not the same"), then the links of rules, strongest rule first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from attache.ledger.faces import Link, ordered

RULES = (
    "same-name",
    "ministry",
    "alias",
    "renamed",
    "initials",
    "fuller-name",
    "spacing",
    "nickname",
    "spelling",
    "acronym",
    "company-form",
    "shared-acronym",
    "country-in-name",
    "office",
    "short-name",
    "years",
    "one-letter",
    "mostly",
)
"""Rules of actors, the strongest first; those not named here come last, by the alphabet."""
DECIDED = "decided"
"""The rule of links that people made."""

Pair = frozenset[str]
"""Two face ids."""


@dataclass(frozen=True, slots=True)
class Group:
    """Faces that are one, sorted by id, and the links that made them one; a single face has none."""

    faces: tuple[str, ...]
    links: tuple[Link, ...]


def components(
    faces: Iterable[str],
    links: Iterable[Link],
    must: Iterable[Pair] = (),
    cannot: Iterable[Pair] = (),
    *,
    rules: Sequence[str] = RULES,
) -> list[Group]:
    """Groups sorted by their first face; faces are given by id.

    Pairs of `must` are joined before any link; a link is refused where it would bring a pair of `cannot` into one group.
    Pairs and links that name a face not given count for nothing. The caller passes only the latest word of people on a
    pair: where a chain of `must` pairs joins a pair of `cannot`, the chain stands.
    """
    forest = Forest(faces)
    known = forest.faces
    for one, other in sorted(tuple(sorted(pair)) for pair in must if len(pair) == 2 and pair <= known):
        forest.join(Link(one, other, DECIDED, "decided to be the same"))
    for pair in cannot:
        if len(pair) == 2 and pair <= known:
            forest.forbid(*sorted(pair))
    rank = {rule: number for number, rule in enumerate(rules)}
    usable = (link for link in ordered(links) if {link.one, link.other} <= known)
    for link in sorted(usable, key=lambda x: (rank.get(x.rule, len(rank)), x.rule, x.one, x.other, x.why)):
        forest.join(link)
    return forest.groups()


class Forest:
    """Disjoint groups of faces that grow by links, with pairs of groups that must stay apart."""

    def __init__(self, faces: Iterable[str]) -> None:
        self.faces = frozenset(faces)
        self._root = {face: face for face in self.faces}
        self._members = {face: [face] for face in self.faces}
        self._links: dict[str, list[Link]] = defaultdict(list)
        self._apart: dict[str, set[str]] = defaultdict(set)

    def find(self, face: str) -> str:
        """The face that stands for the group."""
        while self._root[face] != face:
            self._root[face] = self._root[self._root[face]]
            face = self._root[face]
        return face

    def forbid(self, one: str, other: str) -> None:
        """Keeps the groups of two faces apart from now on; nothing where they are one already."""
        a, b = self.find(one), self.find(other)
        if a != b:
            self._apart[a].add(b)
            self._apart[b].add(a)

    def join(self, link: Link) -> bool:
        """Makes two groups one; False where they are one already or must stay apart."""
        low, high = sorted((self.find(link.one), self.find(link.other)))
        if low == high or high in self._apart[low]:
            return False
        self._root[high] = low
        self._members[low] += self._members.pop(high)
        self._links[low] += [*self._links.pop(high, []), link]
        for other in self._apart.pop(high, set()):
            self._apart[other].discard(high)
            self._apart[other].add(low)
            self._apart[low].add(other)
        return True

    def groups(self) -> list[Group]:
        """The groups as they stand."""
        return [Group(tuple(sorted(self._members[r])), tuple(ordered(self._links.get(r, [])))) for r in sorted(self._members)]
