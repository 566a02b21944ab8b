"""One look over a report for names: countries, bodies, offices and persons, before anything refers back to them.

`survey(doc)` is what `who.find_actors` and `offices.find_tenures` share. In: the analysed text. Out: a `Survey` with the
pieces, the namings in text order, the office phrases, the persons with every passage that names them, and who is told to
hold which office.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import lru_cache

from attache.language.tokens import Doc
from attache.reading.who.actor_tables import bodies, body_nouns, countries
from attache.reading.who.bodies import find_bodies
from attache.reading.who.canonical import with_article
from attache.reading.who.folding import fold
from attache.reading.who.holders import known_country
from attache.reading.who.marked import with_marked
from attache.reading.who.namings import Naming, body_namings, country_namings
from attache.reading.who.nationality import Names, guessed_country, told_beside
from attache.reading.who.persons import Holding, NameFinder, Person
from attache.reading.who.pieces import Piece, cut, piece_at
from attache.reading.who.surroundings import owned
from attache.reading.who.titles import Title, find_titles


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


_OPENING = 60
"""Pieces of a report's beginning where a capital as a place is taken for the dateline's."""


@lru_cache(maxsize=2)
def survey(doc: Doc) -> Survey:
    """The survey of an analysed text; the same Doc gives the same object."""
    pieces = cut(doc.text)
    table = owned(pieces, _apart(country_namings(pieces), body_namings(pieces)))
    namings = with_marked(doc, pieces, sorted((*table, *_new(find_bodies(pieces, table), table)), key=lambda n: (n.i, -n.j)))
    titles = find_titles(pieces, namings)
    places = [piece.start for piece in pieces]
    ents = [(piece_at(places, e.start_char), piece_at(places, e.end_char - 1) + 1) for e in doc.ents if e.label_ == "PER"]
    finder = NameFinder(pieces, namings, titles, ents)
    finder.find()
    main = _ranking(namings)
    persons = _persons(finder)
    _short_forms(finder, persons)
    holdings = _holdings(finder, persons)
    starts = [piece_at(places, s.start_char) for s in doc.sents]
    home = next((n.country for n in namings if n.place and n.kind == "country" and n.i < _OPENING), None)
    names = Names(finder, namings, persons, holdings, main, starts, [], home)
    _counterparts(names)
    _forerunners(names)
    _describe(names)
    _orphans(names, titles)
    holders = tuple((person, _owned(names, person, holding)) for person, holding in names.holdings)
    return Survey(pieces, tuple(namings), tuple(titles), tuple(persons), holders, main)


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
    known = _Known(())
    spans = sorted(finder.names, key=lambda s: (-len(finder.parts(*s)), s[0]))
    for span in spans:
        parts = finder.parts(*span)
        person = _match(known, parts, span[0])
        if person is None:
            person = Person(_joined(finder.pieces, span), parts, span[0], _folded(parts))
            persons.append(person)
            known.add(person)
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


class _Known:
    """Persons, looked up by what a further name may share with theirs."""

    def __init__(self, persons: Iterable[Person]) -> None:
        self._by_word: dict[str, list[tuple[int, Person]]] = {}
        self._by_size: dict[int, list[tuple[int, Person, frozenset[str]]]] = {}
        self._count = 0
        for person in persons:
            self.add(person)

    def add(self, person: Person) -> None:
        """Takes in a person."""
        for word in set(person.folded):
            self._by_word.setdefault(word, []).append((self._count, person))
        alike = (self._count, person, frozenset(person.folded[-1]))
        self._by_size.setdefault(len(person.folded), []).append(alike)
        self._count += 1

    def candidates(self, own: tuple[str, ...]) -> list[Person]:
        """Those who may bear the name, in their order: with its last word in theirs, or one as long spelt much like it."""
        last, size = own[-1], len(own)
        found = {order: person for order, person in self._by_word.get(last, ()) if len(person.folded) >= size}
        letters = frozenset(last)
        # A word alone is compared as it stands; of longer names the last words share most of their letters.
        for order, person, others in self._by_size.get(size, ()) if size > 1 else ():
            if len(letters ^ others) <= (1 - _ALIKE_FROM) * (len(last) + len(person.folded[-1])) + 0.5:
                found[order] = person
        return [found[order] for order in sorted(found)]


def _match(known: _Known, parts: tuple[str, ...], place: int) -> Person | None:
    """The person that `parts` name, the one mentioned last before `place` where several could be meant."""
    fits = [p for p in known.candidates(_folded(parts)) if _names(p.parts, parts)]
    if not fits:
        return None
    best = max(_strength(p.parts, parts) for p in fits)
    fits = [p for p in fits if _strength(p.parts, parts) == best]
    return max(fits, key=lambda p: max((s[0] for s in p.spans if s[0] < place), default=-min(s[0] for s in p.spans)))


def _names(full: tuple[str, ...], parts: tuple[str, ...]) -> bool:
    a, b = _folded(full), _folded(parts)
    if a == b:
        return True
    if len(b) < len(a):
        return any(a[k : k + len(b)] == b for k in range(len(a) - len(b) + 1)) or (
            len(b) >= 2 and b[0] == a[0] and b[-1] == a[-1]
        )
    return len(a) == len(b) > 1 and all(map(_alike, a, b))


_ALIKE_FROM = 0.8
"""How much of two spellings of a name is the same, at least."""


def _alike(x: str, y: str) -> bool:
    """Are two words spellings of one name? What their lengths and letters rule out is not compared."""
    if x == y:
        return True
    both = len(x) + len(y)
    if 2 * min(len(x), len(y)) <= _ALIKE_FROM * both:
        return False
    return _compared(x, y)


@lru_cache(maxsize=4096)
def _compared(x: str, y: str) -> bool:
    matcher = SequenceMatcher(None, x, y)
    return matcher.quick_ratio() > _ALIKE_FROM and matcher.ratio() > _ALIKE_FROM


@lru_cache(maxsize=4096)
def _folded(parts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple([fold(part) for part in parts])


def _strength(full: tuple[str, ...], parts: tuple[str, ...]) -> int:
    """How usual a short form is: whole 3, the name's usual reference 2, another part 1."""
    a, b = _folded(full), _folded(parts)
    if len(a) == len(b):
        return 3
    if a[-len(b) :] == b or (b[-1] == a[-1]):
        return 2
    return 1


def _short_forms(finder: NameFinder, persons: Sequence[Person]) -> None:
    """Adds to each person the passages that name them by a part of their name."""
    taken = {k for p in persons for s in p.spans for k in range(*s)}
    known = _Known(persons)
    pieces, covered = finder.pieces, finder.covered
    i, stop = 0, len(pieces)
    while i < stop:
        if not pieces[i].capital or i in taken or i in covered:
            i += 1
            continue
        end = finder.name_end(i)
        if end > i:
            person = _match(known, finder.parts(i, end), i)
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


_ALIKE = frozenset({"counterpart", "colleague", "opposite"})


def _counterparts(found: Names) -> None:
    """ "his Vietnamese counterpart, Pham Minh Chinh": the office of the person before, for another country."""
    pieces = found.finder.pieces
    by_end = {n.j: n for n in found.namings if n.kind == "country"}
    for person in found.persons:
        for span in person.spans:
            k = span[0] - 1
            if k > 0 and pieces[k].text == ",":
                k -= 1
            if k > 1 and pieces[k].text == "number":
                k -= 1
            if k < 1 or pieces[k].text not in _ALIKE or pieces[k + 1].breaks:
                k = _after_comma(pieces, span[1])
            country = by_end.get(k) if k > 0 else None
            model = _model(found, person, k) if country is not None else None
            if country is not None and model is not None:
                of = _bank_alike(model, country) or country.country
                title = replace(model.title, i=country.i, j=k + 1, own_i=k, own_j=k + 1, of=of, country=country.country, time=())
                found.holdings.append((person, Holding(span, title, "counterpart", country.country)))


def _bank_alike(model: Holding, country: Naming) -> str | None:
    """The central bank of a country, where the counterpart governs that of another; None for any other office."""
    of = model.body.name if model.body is not None else model.title.of
    body = bodies().get(of or "")
    if body is None or body.kind != "bank" or body.country is None or model.title.head.head != "governor":
        return None
    banks = (n for n, b in bodies().items() if b.kind == "bank" and b.country == country.country)
    own = next((n for n in banks if _CENTRAL.search(n)), None)
    return own or f"Central Bank of {with_article(countries()[country.country or ''].name)}"


_CENTRAL = re.compile(
    r"^(?:Swiss )?(?:Central|State|National|People's|Reserve) Bank"
    r"|^Norges Bank$|^Bank (?:of|Negara|Indonesia)\b|^Ban[cg]ko (?:de|Sentral)\b"
    r"|Reserve Bank$|Monetary Authority|^Bundesbank$"
)
"""Names of banks that are the central one of their country."""


def _forerunners(found: Names) -> None:
    """ "his predecessor, Uhuru Kenyatta": the office of the person before, held earlier or later."""
    pieces = found.finder.pieces
    for person in found.persons:
        for span in person.spans[:1]:
            k = span[0] - 1
            if k > 0 and pieces[k].text == ",":
                k -= 1
            if k < 1 or pieces[k].text not in {"predecessor", "successor"} or pieces[k - 1].folded not in _HIS:
                continue
            model = _model(found, person, k)
            before = found.sentence_of(k - 1)
            if before and found.starts[before] >= k - 1:
                model = _first_told(found, before - 1) or model
            owner = next((p for p, h in found.holdings if h is model), None)
            if model is None or owner is None:
                continue
            time = ("former",) if pieces[k].text == "predecessor" else ()
            found.heirs.append((person, owner, Holding(span, replace(model.title, i=k - 1, j=k + 1, time=time), "forerunner")))


def _first_told(found: Names, sentence: int) -> Holding | None:
    """The office of the person whom a sentence names first, where that person has one."""
    spans = [(s, p) for p in found.persons for s in p.spans if found.sentence_of(s[0]) == sentence]
    first = min(spans, key=lambda sp: sp[0], default=None)
    return next((h for p, h in found.holdings if first is not None and p is first[1]), None)


_HIS = frozenset({"his", "her", "their", "s"})


def _after_comma(pieces: Sequence[Piece], j: int) -> int:
    """For "Maria Theresa Lazaro, his Philippine counterpart" the piece of "counterpart"; -1 where it does not stand so."""
    if (
        j + 3 < len(pieces)
        and pieces[j].text == ","
        and pieces[j + 1].text in {"his", "her", "their"}
        and pieces[j + 3].text in _ALIKE
    ):
        return j + 3
    return -1


def _model(found: Names, person: Person, piece: int) -> Holding | None:
    """The office that the counterpart's office is like: that of the person named last before."""
    last: tuple[int, Person] | None = None
    for other in found.persons:
        if other is person or not found.offices_of(other):
            continue
        for i, _ in other.spans:
            if i < piece and (last is None or i > last[0]):
                last = (i, other)
    if last is None:
        return None
    return next(h for p, h in found.holdings if p is last[1])


def _describe(found: Names) -> None:
    """Class, gender and country of persons from their offices, then from their names and the words around."""
    for person, holding in found.holdings:
        head = holding.title.head
        person.classes.add(head.cls)
        if head.cls in {"minister", "official", "secretary"} and "foreign" in holding.title.office.casefold():
            person.classes.add(f"{head.cls}.foreign")
        person.gender = person.gender or head.gender
        told = holding.country or holding.title.country or (holding.body.country if holding.body is not None else None)
        person.country = person.country or told or _owner_country(found, holding)
    international = {id(p) for p, h in found.holdings if _international(h.title)}
    unknown = [p for p in found.persons if p.country is None and id(p) not in international]
    for person in unknown:
        offices = [h.title.office for h in found.offices_of(person)]
        person.country = told_beside(found, person) or known_country(person.parts, offices)
    heirs = {id(p) for p, _, _ in found.heirs}
    for person in unknown:
        if person.country is None and id(person) not in heirs:
            person.country = guessed_country(found, person)
    for person, owner, holding in found.heirs:
        person.country = person.country or owner.country
        person.classes |= owner.classes
        found.holdings.append((person, replace(holding, country=owner.country)))


def _international(title: Title) -> bool:
    """An office of a body that belongs to no country: its holder's nationality is not told by it."""
    if title.head.cls in {"royal", "monarch", "governor"}:
        return False
    return title.head.cls == "commissioner" or (title.of is not None and len(title.of) != 3 and title.country is None)


def _owned(found: Names, person: Person, holding: Holding) -> Holding:
    """The holding with its body found where the phrase only points to it: "the Commission", "its", "his", nothing at all."""
    title = holding.title
    naming: Naming | None = None
    if holding.body is not None and title.of is None:
        return replace(holding, title=replace(title, of=holding.body.name, country=holding.body.country))
    if holding.country is not None and title.head.plural:
        return replace(holding, title=replace(title, of=holding.country, country=holding.country))
    if title.of is not None:
        return holding
    if title.of_noun is not None:
        naming = _last_body(found, title.i, frozenset(body_nouns().get(title.of_noun, ())), person.country)
    elif title.possessor == "whose":
        naming = _last_naming(found, title.i, 6)
    elif title.possessor in {"its", "their"} and not (title.head.plural and _among(found, holding)):
        bodies_only = title.head.cls in {"spokesperson", "head_of_body", "executive"}
        naming = _last_naming(found, title.i, 40, bodies_only=bodies_only) or _last_naming(found, title.i, 40)
        if title.head.cls == "diplomat" and naming is not None and naming.kind != "country" and naming.sort != "bloc":
            naming = next((n for n in reversed(found.namings) if n.j <= title.i and n.kind == "country" and not n.place), naming)
    elif title.possessor in {"his", "her"}:
        model = _model(found, person, title.i)
        owner = next((p for p, h in found.holdings if h is model), None)
        if model is not None and owner is not None:
            of = model.title.of if title.head.cls in {"spokesperson", "adviser"} else None
            return replace(holding, title=replace(title, of=of or owner.country, country=model.title.country or owner.country))
    elif title.head.cls == "commissioner" or title.head.head in _OF_BLOCS:
        naming = _last_body(found, title.i, frozenset({"bloc", "executive"}), None)
    elif title.head.cls == "head_of_body" and title.head.head in _CHIEFS:
        other = next((h.title.of for p, h in found.holdings if p is person and h.title.of and len(h.title.of) != 3), None)
        if other is not None:
            return replace(holding, title=replace(title, of=other))
        naming = _last_body(found, title.i, frozenset({"bloc", "alliance", "un", "bank", "agency"}), None)
    if naming is None:
        return holding
    return replace(holding, title=replace(title, of=naming.name, country=naming.country))


_OF_BLOCS = frozenset({"high representative"})
_CHIEFS = frozenset({"secretary-general", "secretary general", "director general", "director-general", "managing director"})


def _last_body(found: Names, piece: int, kinds: frozenset[str], country: str | None) -> Naming | None:
    """The body of one of these kinds named last before a piece, else first after it; of `country` where one fits it."""
    fits = [n for n in found.namings if n.kind == "organisation" and n.sort in kinds]
    own = [n for n in fits if country is not None and n.country == country]
    before = [n for n in own or fits if n.j <= piece]
    return before[-1] if before else next(iter(own or fits), None)


def _orphans(found: Names, titles: Sequence[Title]) -> None:
    """ "The Russian and Vietnamese presidents", "the Russian president": the holder is the one person of that country who is
    named without any office, where there is just one."""
    held = {h.title.own_i for _, h in found.holdings}
    with_office = {id(p) for p, _ in found.holdings}
    by_end = {n.j: n for n in found.namings if n.kind == "country"}
    for title in titles:
        if title.own_i in held or title.head.cls not in {"head_of_state", "head_of_government"}:
            continue
        countries = [title.country] if title.country else list(found.main[:2])
        if title.country is None and not (
            title.head.plural and title.i and found.finder.pieces[title.i - 1].text in {"two", "both"}
        ):
            continue
        first = by_end.get(title.i - 1) if title.i and found.finder.pieces[title.i - 1].text == "and" else None
        if title.head.plural and first is not None and first.country is not None:
            countries.append(first.country)
        for country in countries:
            free = [p for p in found.persons if p.country == country and id(p) not in with_office]
            if len(free) == 1 and (title.head.plural or free[0].spans[0][0] < title.i):
                one = replace(title, of=country, country=country)
                found.holdings.append((free[0], Holding(free[0].spans[0], one, "orphan", country)))
                free[0].classes.add(title.head.cls)
                with_office.add(id(free[0]))


def _owner_country(found: Names, holding: Holding) -> str | None:
    """For "its ambassador" the country or body named last before, in the same sentence or the one before."""
    if holding.title.possessor not in {"its", "their", "whose"} or (holding.title.head.plural and _among(found, holding)):
        return None
    n = _last_naming(found, holding.title.i, 40)
    return n.country if n is not None else None


def _among(found: Names, holding: Holding) -> bool:
    """Whether others are told to hold the same plural office ("their foreign ministers, A and B"): one each of the sides."""
    return any(h.title is holding.title and h.span != holding.span for _, h in found.holdings)


def _last_naming(found: Names, piece: int, reach: int, *, bodies_only: bool = False) -> Naming | None:
    for n in reversed(found.namings):
        if n.j <= piece and piece - n.j < reach and not n.place and (n.kind == "organisation" or not bodies_only):
            return n
    return None
