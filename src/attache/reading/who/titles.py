"""Office phrases: "Egypt's foreign minister", "State Duma Chairman", "Minister of Science and Technology of Vietnam".

In: pieces and the namings of countries and bodies. Out: `Title`s with the office's own words, whom it is an office of, and
words that place it in time ("then", "former"). Grammar: words before the head from office_modifiers.tsv, a country or body
before those, and of/for/to/in/at after the head.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from attache.reading.who.actor_tables import (
    OfficeHead,
    body_heads,
    body_nouns,
    countries,
    crowned_names,
    honorifics,
    office_heads,
    office_modifiers,
    word_set,
)
from attache.reading.who.canonical import with_article
from attache.reading.who.namings import Naming
from attache.reading.who.pieces import Piece


@dataclass(frozen=True, slots=True)
class Title:
    """An office phrase over pieces `[i, j)`; `[own_i, own_j)` are the office's own words."""

    i: int
    j: int
    own_i: int
    own_j: int
    head: OfficeHead
    office: str
    """The office's own words, joined ("Deputy Prime Minister", "ambassador to Vietnam")."""
    of: str | None
    """ISO alpha-3 or a body's name where the phrase tells it."""
    country: str | None
    """The country it belongs to, through a body too."""
    time: tuple[str, ...]
    """Words like "then", "former", "new" in the phrase."""
    definite: bool
    """Does "the", "a", "its", "his" or an owner stand before it?"""
    possessor: str | None = None
    """ "his", "its", "their" before the office, whose owner the words before must tell."""
    of_noun: str | None = None
    """ "commission", "party": a noun for the body whose office it is, named elsewhere."""


_PLACES = frozenset({"diplomat"})
_OF_STATE = frozenset({"Minister", "Secretary", "Commissioner", "Councillor", "Counsellor", "Vizier", "Envoy", "Coordinator"})
"""Heads of offices of state that take further words of their own; what stands before others is mostly a body's name."""
_RANKS = frozenset(
    ("deputy", "acting", "vice", "chief", "senior", "first", "caretaker", "interim", "assistant", "co", "associate", "principal")
)
"""Words of rank, which stand in small letters before an office in capitals too ("acting Prime Minister")."""
_SONS = frozenset({"bin", "ibn", "bint", "al", "el"})
_SEATS = frozenset(
    ("crown prince", "crown princess", "deputy crown prince", "ruler", "deputy ruler", "emir", "amir", "sultan", "menteri besar")
)
"""Offices of rulers who may hold a city or a part of a country, which then is what they rule."""
_OF_PARTS = frozenset({"ARE", "MYS"})
"""Countries whose parts have rulers of their own."""
_ARTICLES = frozenset({"the", "a", "an", "its", "his", "her", "their", "another", "one", "our", "your", "whose"})


def find_titles(pieces: Sequence[Piece], namings: Sequence[Naming]) -> list[Title]:
    """All office phrases in text order; heads do not overlap."""
    parser = _Parser(pieces, namings)
    out: list[Title] = []
    table = office_heads()
    at = 0
    for i in table.places(pieces):
        found = table.match(pieces, i) if i >= at and i not in parser.inside else None
        if found is None:
            continue
        end, heads = found
        head = heads[0]
        if parser.is_modifier(i, end):
            continue
        text = " ".join(p.text for p in pieces[i:end])
        if (head.head.isupper() and text.rstrip("s") != head.head) or parser.is_given_name(i, end):
            continue
        out.append(parser.title(i, end, head))
        at = max(end, out[-1].own_j)
    return out


class _Parser:
    def __init__(self, pieces: Sequence[Piece], namings: Sequence[Naming]) -> None:
        self.pieces = pieces
        self.by_start = {n.i: n for n in sorted(namings, key=lambda n: n.j)}
        self.by_end = {n.j: n for n in sorted(namings, key=lambda n: -n.i)}
        self.inside = {k for n in namings if n.kind == "organisation" for k in range(n.i, n.j)}
        self.lands = {n.country for n in namings if n.country is not None}

    def title(self, h: int, end: int, head: OfficeHead) -> Title:
        own_i, time = self._modifiers(h)
        i, of, country, possessor, definite, time_before = self._owner(own_i, head)
        of_noun = None
        if of is None:
            i, of_noun = self._owner_noun(i)
        parts = [self._join(own_i, h, time), self._join(h, end, ())]
        own_j, after, of_after, country_after, noun_after = self._complement(end, head)
        of_noun = noun_after or of_noun
        if after:
            parts.append(after)
        if of_after is not None:
            of, country = of_after, country_after
        office = " ".join(p for p in parts if p)
        return Title(
            i,
            max(own_j, end),
            own_i,
            max(own_j, end),
            head,
            office,
            of,
            country,
            tuple(time) + time_before,
            definite or of is not None or of_noun is not None,
            possessor,
            None if of_after is not None else of_noun,
        )

    def is_given_name(self, i: int, end: int) -> bool:
        """Is a ruler's title here a given name: "Sultan bin Hamad", "Sultan Ahmed" where no sultanate is named?"""
        pieces = self.pieces
        lands = crowned_names().get(pieces[i].folded) if end == i + 1 and pieces[i].capital else None
        if lands is None or end >= len(pieces) or pieces[end].breaks or i in self.by_end:
            return False
        if pieces[end].folded in _SONS:
            return True
        owned = i > 0 and pieces[i - 1].folded in _ARTICLES | {"s"}
        return pieces[end].capital and not owned and not lands & self.lands

    def is_modifier(self, i: int, end: int) -> bool:
        """Does the head at `i` only modify a further head: "deputy chairman", "general secretary", "chief negotiator"?"""
        pieces = self.pieces
        if pieces[end - 1].folded not in {
            "deputy",
            "chief",
            "general",
            "executive",
            "member",
            "justice",
            "secretary",
            "minister",
        }:
            return False
        k = end
        if k < len(pieces) and pieces[k].text == "-" and not pieces[k].gap:
            k += 1
        for _ in range(4):
            if k >= len(pieces) or pieces[k].breaks:
                return False
            if office_heads().match(pieces, k) is not None and pieces[k].folded != "general":
                return pieces[end - 1].folded not in {"secretary", "minister"}
            if office_modifiers().get(pieces[k].folded) != "office" or pieces[end - 1].folded != "deputy":
                return False
            k += 1
        return False

    def _owner_noun(self, i: int) -> tuple[int, str | None]:
        """A noun for a body right before the office: "Commission President", "the company's chief executive"."""
        pieces = self.pieces
        k = i - 1
        if k >= 1 and pieces[k].text == "s" and pieces[k - 1].text == "'":
            k -= 2
            return (k, pieces[k].folded) if k >= 0 and pieces[k].folded in body_nouns() else (i, None)
        if k >= 0 and pieces[k].capital and not pieces[i].breaks and pieces[k].folded in body_nouns() and k not in self.inside:
            return k, pieces[k].folded
        return i, None

    def _join(self, i: int, j: int, leave: Sequence[str]) -> str:
        out = ""
        for piece in self.pieces[i:j]:
            if piece.folded in leave:
                continue
            out += (" " if out and piece.gap else "") + piece.text
        return out

    def _modifiers(self, h: int) -> tuple[int, list[str]]:
        """Where the office's words begin before head `h`, and the words of time among them.

        Before a head in capitals a word in small letters belongs to the clause before ("its agriculture, Prime Minister …"),
        save words of rank and time; a comma joins only the list that an "and" ends ("Agriculture, Trade and Industry Minister").
        """
        pieces, i, time, listed = self.pieces, h, [], False
        while i > 0 and not pieces[i].breaks:
            word = pieces[i - 1].folded
            kind = office_modifiers().get(word)
            if word == "government" and i == h and pieces[h].folded.startswith("spokes"):
                kind = "office"
            if kind is not None and i - 1 not in self.inside and i not in self.by_end:
                if pieces[h].capital and not pieces[i - 1].capital and kind == "office" and word not in _RANKS:
                    break
                if kind == "time":
                    time.append(word)
                i -= 1
            elif self._own_word(i - 1, h):
                i -= 1
            elif self._joins_modifiers(i, word) and (word != "," or listed):
                listed = listed or word in {"and", "&"}
                i -= 1
            else:
                break
        return i, time

    def _own_word(self, k: int, h: int) -> bool:
        """Is the capitalised word at `k` one of an office that no table has ("Prime Cabinet Secretary", "Grand Vizier")?

        Only offices of state take such words, only inside a sentence, and never the name of a country or body.
        """
        pieces = self.pieces
        piece = pieces[k]
        if not (piece.capital and pieces[h].capital and pieces[h].text in _OF_STATE) or len(piece.text) < 3:
            return False
        if k in self.inside or k + 1 in self.by_end or piece.text.isupper() or h - k > 3:
            return False
        word = piece.folded
        opens = k == 0 or piece.breaks or pieces[k - 1].text in {".", ":", '"', "“", "(", "?", "!"}
        return not (opens or word in body_nouns() or word in body_heads() or word in word_set("not_names"))

    def _joins_modifiers(self, i: int, word: str) -> bool:
        """Does the mark or "and" before piece `i` join two words of the office ("Science and Technology Minister")?"""
        if i < 2:
            return False
        if word in {"-", "–"}:
            return office_modifiers().get(self.pieces[i - 2].folded) is not None
        alike = self.pieces[i - 2].capital == self.pieces[i].capital
        return word in {"and", ",", "&"} and alike and self._portfolio(i - 2) and self._portfolio(i)

    def _portfolio(self, k: int) -> bool:
        word = self.pieces[k].folded
        return office_modifiers().get(word) == "office" and word not in _RANKS and k not in self.inside

    def _seat(self, named: Naming, head: OfficeHead) -> str | None:
        """The city that a ruler rules where it is named rather than its country: "the Crown Prince of Abu Dhabi"."""
        capital = named.kind == "country" and named.form == "metonym"
        return self._join(named.i, named.j, ()) if capital and head.head in _SEATS and named.country in _OF_PARTS else None

    def _owner(self, i: int, head: OfficeHead) -> tuple[int, str | None, str | None, str | None, bool, tuple[str, ...]]:
        """Start of the phrase with its owner, the owner, its country, a possessive pronoun, definiteness, words of time."""
        pieces = self.pieces
        owner = self.by_end.get(i)
        if i >= 2 and owner is None and pieces[i - 1].text == "s" and pieces[i - 2].text == "'":
            owner = self.by_end.get(i - 2)
        elif i >= 1 and owner is None and pieces[i - 1].text == "'":
            owner = self.by_end.get(i - 1)
        if owner is not None and not pieces[i].breaks:
            before = pieces[owner.i - 1].folded if owner.i else ""
            time = (before,) if office_modifiers().get(before) == "time" else ()
            return owner.i - len(time), self._seat(owner, head) or owner.name, owner.country, None, True, time
        word = pieces[i - 1].folded if i and not pieces[i].breaks else ""
        possessor = word if word in {"its", "his", "her", "their", "whose"} else None
        return i, None, None, possessor, word in _ARTICLES, ()

    def _complement(self, end: int, head: OfficeHead) -> tuple[int, str, str | None, str | None, str | None]:
        """What follows the head: `(end, words of the office, owner, its country, noun for the owner)`."""
        pieces, j, words = self.pieces, end, ""
        of: str | None = None
        country: str | None = None
        if (
            j + 2 < len(pieces)
            and pieces[j].text == "("
            and pieces[j + 2].text == ")"
            and pieces[j + 1].folded in {"east", "west", "north", "south", "central"}
        ):
            words, j = f"({pieces[j + 1].text})", j + 3
        for _ in range(3):
            if j + 1 >= len(pieces) or pieces[j].breaks:
                break
            word = pieces[j].text
            k = j + 2 if pieces[j + 1].text in {"the", "its"} and j + 2 < len(pieces) else j + 1
            named = self._owned_body(self.by_start.get(k) or self.by_start.get(j + 1))
            noun = word in {"of", "in", "at"} and k > j + 1 and named is None and pieces[k].folded in body_nouns()
            if noun and k + 1 < len(pieces) and pieces[k + 1].text == "of":
                words, j = self._join(j, k + 1, ()), k + 1
                continue
            if noun:
                return k + 1, words, of, country, pieces[k].folded
            if word == "to" and head.cls == "adviser" and self._advises_president(k):
                return j, "to the President", of, country, None
            owning = {"of", "for", "at", "with"} | ({"in"} if named is not None and named.kind == "organisation" else set())
            if word == "of" and named is not None and named.kind == "organisation" and self._names_field(named, head):
                words += (" " if words else "") + self._join(j, named.j, ())
                j = named.j
            elif word in owning and named is not None and of is None and not (word == "for" and named.kind == "country"):
                of, country, j = self._seat(named, head) or named.name, named.country, named.j
            elif word == "of" and of is None and head.head in _SEATS and named is None and self._seat_end(k) > k:
                stop = self._seat_end(k)
                of, j = self._join(k, stop, ()), stop
            elif word in {"to", "in"} and head.cls in _PLACES and named is not None:
                words += (" " if words else "") + f"to {self._country_name(named)}"
                j = named.j
            elif word == "for" and named is None and pieces[k].capital and self._capitals_end(k) > k:
                stop = self._field_end(k)
                words += (" " if words else "") + self._join(j, stop, ())
                j = stop
            elif word == "for" and named is not None:
                words += (" " if words else "") + f"for {self._join(named.i, named.j, ())}"
                j = named.j
            elif word in {"of", "for"} and not (named is not None and of is not None):
                stop = self._portfolio_end(k)
                if stop == k:
                    break
                words += (" " if words else "") + self._join(j, stop, ())
                j = stop
            else:
                break
        return j, words, of, country, None

    def _seat_end(self, k: int) -> int:
        """End of a place's name in capitals, before any form of address: "Ruler of Dubai His Highness …"."""
        end = self._capitals_end(k)
        stops = (j for j in range(k, end) if honorifics().match(self.pieces, j) or self.pieces[j].folded in word_set("not_names"))
        return next(stops, end)

    def _capitals_end(self, k: int) -> int:
        j = k
        while j < len(self.pieces) and self.pieces[j].capital and j not in self.inside and not (self.pieces[j].breaks and j > k):
            j += 1
        return j

    def _field_end(self, k: int) -> int:
        """End of a field in capitals: "Foreign Affairs", "Economy, Finance and Industry" where the words are portfolios."""
        listed = self._portfolio_end(k)
        if listed > k and self._portfolio(k):
            end = self._capitals_end(k)
            while end > listed and not self._portfolio(end - 1):
                end -= 1
            return max(listed, end)
        return self._capitals_end(k)

    def _names_field(self, named: Naming, head: OfficeHead) -> bool:
        """Is a "body" after "Minister of" the minister's field ("Industry and Advanced Technology")?"""
        first = self.pieces[named.i].folded
        plain = not any(
            self.pieces[k].folded in body_heads() or (k in self.by_start and k > named.i) for k in range(named.i, named.j)
        )
        return head.cls == "minister" and office_modifiers().get(first) == "office" and plain

    def _portfolio_end(self, k: int) -> int:
        """End of the office's field that begins at `k`: "foreign affairs", "Science and Technology"."""
        pieces, j = self.pieces, k
        while j < len(pieces) and not (pieces[j].breaks and j > k):
            word = pieces[j].text
            joined = j > k and word in {"and", ","} and j + 1 < len(pieces) and self._portfolio(j + 1)
            if self._portfolio(j) or joined or word in {"general", "board"}:
                j += 1
            else:
                break
        return j

    def _owned_body(self, named: Naming | None) -> Naming | None:
        """For "Russia's Security Council" the body rather than its owner."""
        if named is None or named.kind != "country" or named.j + 2 >= len(self.pieces):
            return named
        k = named.j + 2 if self.pieces[named.j].text == "'" and self.pieces[named.j + 1].text == "s" else named.j
        body = self.by_start.get(k)
        return body if body is not None and body.kind == "organisation" else named

    def _advises_president(self, k: int) -> bool:
        """Does "President" with the name follow ("adviser to President Ana Torres")? It stays an office of its own."""
        return self.pieces[k].folded == "president"

    def _country_name(self, named: Naming) -> str:
        if named.kind == "country" and named.country:
            return with_article(countries()[named.country].name)
        return self._join(named.i, named.j, ())
