"""Which country a person belongs to whose office or name the report tells without one.

In: the names of a report while they are surveyed. Out: ISO alpha-3 or None, from the name, the words around and where the
report was written.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from functools import cache

from attache.knowledge import rows, several
from attache.reading.who.namings import Naming
from attache.reading.who.origins import likely_country
from attache.reading.who.persons import Holding, NameFinder, Person
from attache.reading.who.pieces import PhraseTable


@dataclass(slots=True)
class Names:
    """What the last steps of a survey share."""

    finder: NameFinder
    namings: list[Naming]
    persons: list[Person]
    holdings: list[tuple[Person, Holding]]
    main: tuple[str, ...]
    starts: list[int]
    """First pieces of the sentences."""
    heirs: list[tuple[Person, Person, Holding]]
    """Persons who held an office before or after another."""
    home: str | None
    """The country of the capital in the dateline, where the report has one."""
    places: list[int] = field(default_factory=list)
    """First pieces of the namings, in text order."""
    distant: dict[str, float] = field(default_factory=dict)
    """How close each country named anywhere stands to any place at all."""
    _offices: dict[int, list[Holding]] = field(default_factory=dict)
    _indexed: int = -1

    def __post_init__(self) -> None:
        self.places = [n.i for n in self.namings]
        self.distant = {n.country: 0.0 for n in self.namings if n.country is not None}
        self.distant |= {c: 0.3 / (k + 1) for k, c in enumerate(self.main)}

    def offices_of(self, person: Person) -> list[Holding]:
        """The offices that a person is told to hold, in their order."""
        if self._indexed != len(self.holdings):
            self._offices.clear()
            for holder, holding in self.holdings:
                self._offices.setdefault(id(holder), []).append(holding)
            self._indexed = len(self.holdings)
        return self._offices.get(id(person), [])

    def near(self, piece: int) -> list[Naming]:
        """The namings of the sentence that holds a piece and of the one before."""
        sentence = self.sentence_of(piece)
        begins = self.starts[sentence - 1] if sentence > 0 else 0
        first = bisect_left(self.places, begins)
        last = bisect_left(self.places, self.starts[sentence + 1]) if sentence + 1 < len(self.starts) else len(self.places)
        return self.namings[first:last]

    def sentence_of(self, piece: int) -> int:
        """Index of the sentence that holds a piece."""
        return bisect_right(self.starts, piece) - 1


def guessed_country(found: Names, person: Person) -> str | None:
    """The country that the name, the words around and the report's seat make likely.

    An office told without a country is mostly one of the report's own country, an ambassador mostly one to it; either way of
    a country that the report names.
    """
    near = _closeness(found, person.first)
    own = found.offices_of(person)
    held = [h.title for h in own]
    if any(h.title.head.plural and _others(found, h) for h in own):
        near = {c: near[c] + _SIDES for c in found.main[:2] if c in near} or near
    for country in _addressed_at_home(found, person) & near.keys():
        near[country] += _HOME_WORDS
    for country in _taken(found, person):
        near[country] = near.get(country, 0.0) - 1.0
    if found.home is not None and held:
        abroad = any(t.head.cls == "diplomat" and " to " not in t.office for t in held)
        near[found.home] = near.get(found.home, 0.0) + (-0.8 if abroad else 0.5)
    for country in _addressed(found, person):
        near[country] = near.get(country, 0.0) - 1.0
    for other in _met(found, person):
        if other.country is not None:
            near[other.country] = near.get(other.country, 0.0) - 1.0
    return likely_country(person.parts, near, strange=-3.0 if held else -1.1)


_HOME_WORDS = 1.5
"""How much nearer a country is whose own form of address or office stands with the name ("Shri", "Datuk")."""


def _addressed_at_home(found: Names, person: Person) -> frozenset[str]:
    """Countries whose own form of address stands before the name, or whose own office the person is told with."""
    offices, addresses = _home_words()
    out = frozenset[str]().union(*(offices.get(h.title.office.casefold(), ()) for h in found.offices_of(person)))
    pieces = found.finder.pieces
    for start, _ in person.spans:
        for k in range(max(0, start - 3), start):
            told = addresses.match(pieces, k)
            if told is not None and pieces[k].capital and not any(p.breaks for p in pieces[k + 1 : start + 1]):
                out |= told[1][0]
    return out


@cache
def _home_words() -> tuple[dict[str, frozenset[str]], PhraseTable[frozenset[str]]]:
    """Countries by office, and by form of address."""
    told = [(r["kind"], r["word"], frozenset(several(r["countries"]))) for r in rows("national_addresses")]
    addresses = PhraseTable([(word, where) for kind, word, where in told if kind == "address"], fold=True)
    return {word: where for kind, word, where in told if kind == "office"}, addresses


_SIDES = 1.0
"""How much nearer the report's two main countries are to one of several who hold the same office, one for each side."""


def _others(found: Names, holding: Holding) -> bool:
    return any(h.title is holding.title and h.span != holding.span for _, h in found.holdings)


def _addressed(found: Names, person: Person) -> set[str]:
    """Countries that the person's own verb is done to, which are not their own: "Torres urged Lima to …"."""
    pieces, out = found.finder.pieces, set()
    for _, end in person.spans:
        if end >= len(pieces) or not pieces[end].text[0].islower() or pieces[end].text in _NO_VERBS:
            continue
        for n in found.namings[bisect_left(found.places, end + 1) : bisect_left(found.places, end + 2)]:
            if n.country is None or n.form == "demonym" or n.j >= len(pieces) or pieces[n.j].text == "'":
                continue
            if not pieces[n.i].breaks:
                out.add(n.country)
    return out


_NO_VERBS = frozenset(
    ("of", "and", "in", "to", "for", "from", "at", "on", "with", "by", "or", "against", "the", "after", "before")
)
_JOINT_ACTS = frozenset(("co-chair", "chair", "co", "chaired", "signed", "sign", "met", "meet", "exchanged", "hold", "held"))


def _met(found: Names, person: Person) -> list[Person]:
    """Office-holders joined to the person by "and" as the two who chair, meet or sign together: they stand for two sides."""
    pieces = found.finder.pieces
    out = []
    for span in person.spans[:1]:
        own = next((h.title.i for h in found.offices_of(person) if h.span == span), span[0])
        if own < 1 or pieces[own - 1].text != "and" or not _JOINT_ACTS & {p.text for p in pieces[span[1] : span[1] + 5]}:
            continue
        out += [p for p, h in found.holdings if h.span[1] == own - 1 and p is not person]
    return out


def _taken(found: Names, person: Person) -> set[str]:
    """Countries whose one president or prime minister is someone else, where the person is told with that same office."""
    own = found.offices_of(person)
    single = {h.title.office.casefold() for h in own if h.title.head.cls in _ONE_HOLDER and not h.title.time}
    joint = {id(h.title) for h in own if h.title.head.plural}
    if not single and not joint:
        return set()
    others = [(p, h) for p, h in found.holdings if p is not person and p.country is not None and not h.title.time]
    return {str(p.country) for p, h in others if h.title.office.casefold() in single or id(h.title) in joint}


_ONE_HOLDER = frozenset({"head_of_state", "head_of_government", "monarch"})


def told_beside(found: Names, person: Person) -> str | None:
    """ "Javier Milei of Argentina"."""
    return next((c for c in (found.finder.country_after(j) for _, j in person.spans) if c is not None), None)


def _closeness(found: Names, piece: int) -> dict[str, float]:
    """How close each country of the report stands to a piece: 0 anywhere, up to about 2 right before it."""
    near = dict(found.distant)
    sentence = found.sentence_of(piece)
    for n in found.near(piece):
        if n.country is None:
            continue
        weight = 0.0
        where = found.sentence_of(n.i)
        if where == sentence:
            weight = 0.9 if n.i < piece else 0.4
        elif where == sentence - 1:
            weight = 0.4
        if n.place:
            weight *= 0.6
        near[n.country] = max(near[n.country], weight + found.distant[n.country])
    return near
