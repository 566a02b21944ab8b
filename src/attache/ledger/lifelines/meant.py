"""Which things an event is about: by the names its record gives, else by the words it rests on."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from attache.ledger.lifelines.steps import is_stage
from attache.ledger.things.anatomy import Anatomy, anatomy, kinds_in
from attache.records import Event, ThingKind

PAPERWORK = frozenset(
    (
        "sign",
        "initial",
        "ratify",
        "entry-into-force",
        "provisional-application",
        "adopt",
        "joint-statement",
        "conclude",
        "deposit",
    )
)
"""Modes of what is done to papers alone."""
VOTED = frozenset(("approve", "vote"))
"""Modes of what is done to much else besides."""
LOOSE = frozenset(("deal", "deals", "compact", "plan", "plans", "award", "awards"))
"""Words that are no paper's kind as often as they are."""
_BODY = "agreement"


_ITS_MEETING = re.compile(r"\b(?:its|their) (?:[\w-]+ )?(?:meeting|session|round|summit)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Named:
    """A thing as one report names it."""

    name: str
    thing: str
    kind: ThingKind
    passages: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Around:
    """The text that an event's words stand in."""

    start: int
    sentence: str
    """Begins at `start`."""
    before: str
    """The sentence before, in the same paragraph; empty where there is none."""

    before_start: int = -1

    def holds(self, passage: tuple[int, int]) -> bool:
        """Whether a passage of the report lies in the sentence."""
        return self.start <= passage[0] < self.start + len(self.sentence)

    def refers_to(self, named: Named) -> bool:
        """Whether the sentence tells of "its last meeting" and the one before names a mechanism."""
        told = named.kind == "mechanism" and _ITS_MEETING.search(self.sentence) is not None
        return told and any(self.before_start <= a < self.before_start + len(self.before) for a, _ in named.passages)


@dataclass(frozen=True, slots=True)
class Everywhere:
    """All things, found by a word of their names, for names that a report does not list."""

    things: Sequence[Named]
    pairs: Mapping[str, frozenset[tuple[str, str]]]
    """Thing → the pairs of actors that the reports naming it are mostly about."""
    _by_word: dict[str, list[Named]] = field(default_factory=lambda: defaultdict(list))
    _sites: dict[tuple[str, str], list[Named]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        for thing in self.things:
            parts = anatomy(thing.name)
            for word in parts.subject - parts.vague - parts.types:
                self._by_word[word].append(thing)
            if parts.sort == "other" and len(parts.types) > 1:
                for pair in sorted(self.pairs.get(thing.thing, ())):
                    self._sites[pair].append(thing)

    def like(self, about: str, pair: tuple[str, str] | None) -> list[Named]:
        """The things that a name can mean in a report on these two."""
        this = anatomy(about)
        near = {(n.thing, n.name): n for word in this.subject - this.vague for n in self._by_word.get(word, ())}
        told = bool(this.proper or this.parties)
        ours = [n for n in near.values() if told or (pair is not None and pair in self.pairs.get(n.thing, ()))]
        sites = self._sites.get(pair, []) if pair else []
        return [n for n in ours if alike(this, anatomy(n.name))] + [n for n in sites if _generic_site(this, n)]

    def of_kind(self, words: set[str], pair: tuple[str, str] | None) -> dict[str, str]:
        """Projects known to reports on these two whose kind of site, of two words or more, is among the words: id → name."""
        told = ((n, anatomy(n.name)) for n in (self._sites.get(pair, []) if pair else []) if n.kind == "project")
        return {n.thing: n.name for n, parts in told if parts.proper and parts.types <= words}


def meant(
    event: Event, named: Sequence[Named], around: Around, elsewhere: Everywhere, pair: tuple[str, str] | None
) -> dict[str, str]:
    """Ids of the things an event is about → the name it has there; `named` are those of its report.

    A name that the report does not list as such means the one thing listed whose words hold it or are held by it, else the one
    of the ledger. Without names, the one thing for which the event is a stage and which is named in its passage or sentence.
    """
    out: dict[str, str] = {}
    for about in event.about:
        exact = [n for n in named if n.name == about]
        found = exact or [n for n in named if alike(anatomy(about), anatomy(n.name))] or elsewhere.like(about, pair)
        if len({n.thing for n in found}) == 1 and tells_of(event, found[0], around):
            out.setdefault(found[0].thing, about)
    if not out and not event.about:
        sentence = [n for n in named if any(map(around.holds, n.passages))]
        for inside in (_within(event, named), sentence, [n for n in named if around.refers_to(n)]):
            fitting = [n for n in inside if is_stage(event, n.kind) and tells_of(event, n, around)]
            if len({n.thing for n in fitting}) == 1:
                return {fitting[0].thing: fitting[0].name}
    return out


def tells_of(event: Event, named: Named, around: Around) -> bool:
    """Whether the sentence can be about the thing: it names it, or names no paper of another kind instead."""
    parts = anatomy(named.name)
    if named.kind != _BODY or parts.sort != "paper" or any(map(around.holds, named.passages)):
        return True
    if event.mode not in PAPERWORK | VOTED:
        return True
    for text in (around.sentence, around.before):
        kinds = {kind for a, b, sort, kind in kinds_in(text) if sort == "paper" and text[a:b].casefold() not in LOOSE}
        if kinds or event.mode in VOTED:
            return parts.kind in kinds
    return True


def alike(one: Anatomy, other: Anatomy) -> bool:
    """Whether two names are of one thing as far as they tell: kinds that agree, and the words of one among the other's."""
    if one.new != other.new or (one.year and other.year and one.year != other.year):
        return False
    if one.kind != other.kind or one.sort != other.sort:
        return False
    if one.parties and other.parties and not one.parties & other.parties:
        return False
    a, b = one.subject, other.subject
    if one.proper and other.proper and not (one.proper <= other.proper or other.proper <= one.proper):
        return False
    telling = (a & b) - one.vague - one.types
    return bool(telling) and (a <= b or b <= a)


def _generic_site(this: Anatomy, other: Named) -> bool:
    """Whether a site named by its kind alone ("nuclear power station") can be the named one of that kind."""
    parts = anatomy(other.name)
    return (
        this.sort == parts.sort == "other"
        and len(this.subject) > 1
        and this.subject == this.types
        and this.subject <= parts.types
    )


def _within(event: Event, named: Iterable[Named]) -> list[Named]:
    return [n for n in named if any(e.start < end and start < e.end for e in event.evidence for start, end in n.passages)]
