"""One look over a report for names: countries, bodies, offices and persons, before anything refers back to them.

`survey(doc)` is what `who.find_actors` and `offices.find_tenures` share. In: the analysed text. Out: a `Survey` with the
pieces, the namings in text order, the office phrases, the persons with every passage that names them, and who is told to
hold which office.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from spacy.tokens import Doc

from attache.reading.actor_tables import word_set
from attache.reading.bodies import BodyFinder
from attache.reading.namings import Naming, body_namings, country_namings
from attache.reading.persons import Holding, NameFinder, Person, fold
from attache.reading.pieces import Piece, cut, piece_at
from attache.reading.titles import Title, find_titles


@dataclass(frozen=True, slots=True)
class Survey:
    """The names of one report."""

    pieces: tuple[Piece, ...]
    namings: tuple[Naming, ...]
    titles: tuple[Title, ...]
    persons: tuple[Person, ...]
    holdings: tuple[tuple[Person, Holding], ...]
    main: tuple[str, ...]
    """Countries by number of mentions, most first."""

    def person_at(self, span: tuple[int, int]) -> Person | None:
        """The person whom these pieces name."""
        for person in self.persons:
            if span in person.spans:
                return person
        return None


@lru_cache(maxsize=2)
def survey(doc: Doc) -> Survey:
    """The survey of an analysed text; the same Doc gives the same object."""
    pieces = cut(doc.text)
    table = _apart(country_namings(pieces), body_namings(pieces))
    namings = sorted((*table, *_new(BodyFinder(pieces, table).find(), table)), key=lambda n: (n.i, -n.j))
    titles = find_titles(pieces, namings)
    ents = [(piece_at(pieces, e.start_char), piece_at(pieces, e.end_char - 1) + 1) for e in doc.ents if e.label_ == "PER"]
    finder = NameFinder(pieces, namings, titles, ents)
    finder.find()
    main = _ranking(namings)
    persons = _persons(finder)
    _short_forms(finder, persons)
    holdings = _holdings(finder, persons)
    _describe(persons, holdings, namings, main)
    return Survey(pieces, tuple(namings), tuple(titles), tuple(persons), tuple(holdings), main)


def _apart(countries: list[Naming], bodies: list[Naming]) -> list[Naming]:
    """Both, but of two with the same pieces only the country."""
    same = {(n.i, n.j) for n in countries}
    return sorted((*countries, *(b for b in bodies if (b.i, b.j) not in same)), key=lambda n: (n.i, -n.j))


def _new(found: list[Naming], table: Sequence[Naming]) -> list[Naming]:
    taken = {(n.i, n.j) for n in table}
    return [n for n in found if (n.i, n.j) not in taken]


def _ranking(namings: Sequence[Naming]) -> tuple[str, ...]:
    counts = Counter(n.country for n in namings if n.country and n.kind == "country")
    first = {c: k for k, c in enumerate(counts)}
    return tuple(sorted(counts, key=lambda c: (-counts[c], first[c])))


def _persons(finder: NameFinder) -> list[Person]:
    """Persons from the names found: fullest names first, shorter ones joined to them."""
    persons: list[Person] = []
    spans = sorted(finder.names, key=lambda s: (-len(finder.parts(*s)), s[0]))
    for span in spans:
        parts = finder.parts(*span)
        person = _match(persons, parts, span[0])
        if person is None:
            person = Person(_joined(finder.pieces, span), parts, span[0])
            persons.append(person)
        person.spans.append(span)
        person.gender = person.gender or finder.names[span]
    for person in persons:
        person.spans.sort()
    persons.sort(key=lambda p: p.spans[0])
    return persons


def _joined(pieces: Sequence[Piece], span: tuple[int, int]) -> str:
    out = ""
    for k in range(*span):
        out += (" " if pieces[k].gap and k > span[0] else "") + pieces[k].text
    return out


def _match(persons: Sequence[Person], parts: tuple[str, ...], place: int) -> Person | None:
    """The person that `parts` name, the one mentioned last before `place` where several could be meant."""
    fits = [p for p in persons if _names(p.parts, parts)]
    if not fits:
        return None
    best = max(_strength(p.parts, parts) for p in fits)
    fits = [p for p in fits if _strength(p.parts, parts) == best]
    return max(fits, key=lambda p: max((s[0] for s in p.spans if s[0] < place), default=-min(s[0] for s in p.spans)))


def _names(full: tuple[str, ...], parts: tuple[str, ...]) -> bool:
    a, b = [fold(x) for x in full], [fold(x) for x in parts]
    if a == b:
        return True
    if len(b) < len(a):
        return any(a[k : k + len(b)] == b for k in range(len(a) - len(b) + 1)) or (
            len(b) >= 2 and b[0] == a[0] and b[-1] == a[-1]
        )
    return len(a) == len(b) > 1 and all(SequenceMatcher(None, x, y).ratio() > 0.8 for x, y in zip(a, b, strict=True))


def _strength(full: tuple[str, ...], parts: tuple[str, ...]) -> int:
    """How usual a short form is: whole 3, the name's usual reference 2, another part 1."""
    a, b = [fold(x) for x in full], [fold(x) for x in parts]
    if len(a) == len(b):
        return 3
    if a[-len(b) :] == b or (b[-1] == a[-1]):
        return 2
    return 1


def _short_forms(finder: NameFinder, persons: Sequence[Person]) -> None:
    """Adds to each person the passages that name them by a part of their name."""
    taken = {k for p in persons for s in p.spans for k in range(*s)}
    i = 0
    while i < len(finder.pieces):
        if i in taken or i in finder.covered:
            i += 1
            continue
        end = finder.name_end(i)
        if end > i:
            person = _match(persons, finder.parts(i, end), i)
            if person is not None:
                person.spans.append((i, end))
            i = end
        else:
            i += 1
    for person in persons:
        person.spans = sorted(set(person.spans))


def _holdings(finder: NameFinder, persons: Sequence[Person]) -> list[tuple[Person, Holding]]:
    by_span = {s: p for p in persons for s in p.spans}
    found = [(by_span[h.span], h) for h in finder.holdings if h.span in by_span]
    seen, out = set(), []
    for person, holding in sorted(found, key=lambda ph: (ph[1].span, ph[1].title.own_i)):
        if (holding.span, holding.title.own_i) not in seen:
            seen.add((holding.span, holding.title.own_i))
            out.append((person, holding))
    return out


def _describe(
    persons: Sequence[Person], holdings: Sequence[tuple[Person, Holding]], namings: Sequence[Naming], main: tuple[str, ...]
) -> None:
    """Class, gender and country of persons from their offices, then from the words around."""
    for person, holding in holdings:
        head = holding.title.head
        person.classes.add(head.cls)
        if head.cls in {"minister", "official", "secretary"} and "foreign" in holding.title.office.casefold():
            person.classes.add(f"{head.cls}.foreign")
        person.gender = person.gender or head.gender
        person.country = person.country or holding.country or holding.title.country
    for person in persons:
        if person.country is None and fold(person.parts[0]) in _vietnamese() and 2 <= len(person.parts) <= 4 and "VNM" in main:
            person.country = "VNM"
    for person, _ in holdings:
        if person.country is None:
            person.country = _near(person, namings)


@lru_cache(maxsize=1)
def _vietnamese() -> frozenset[str]:
    return frozenset(fold(name) for name in word_set("vietnamese_surnames"))


def _near(person: Person, namings: Sequence[Naming]) -> str | None:
    """The last country named before the person's fullest name."""
    for n in reversed(namings):
        if n.j <= person.first and n.kind == "country":
            return n.country
    return None
