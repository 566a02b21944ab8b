"""Persons of a report and the offices told with their names.

In: pieces, namings of countries and bodies, office phrases, the analyser's PER labels. Out: persons with every passage that
names them, and `Holding`s: this person, this office phrase. A run of capitals is a person where an office or form of
address stands before it, an office beside it, a verb of saying or doing after it, or the analyser says so.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate

from attache.reading.who.actor_tables import body_heads, honorifics, introduced, office_modifiers, word_set
from attache.reading.who.names import NameGrammar
from attache.reading.who.namings import Naming
from attache.reading.who.not_persons import no_person, place_heads, place_names
from attache.reading.who.origins import name_hints
from attache.reading.who.pieces import Piece
from attache.reading.who.titles import Title

_BECOMES = frozenset(
    ("became", "was", "is", "been", "has", "elected", "appointed", "named", "as", "serves", "served", "sworn", "in", "the")
)


_BEFORE_APPOSED = frozenset(
    ("the", "a", "an", "its", "his", "her", "their", "another", "one", "now", "also", "currently", "still", "then", "today")
)
"""Words between a name's comma and the office that follows it: "Ana Torres, now also deputy prime minister"."""
_ASIDE = frozenset({",", "–", "—"})
"""What opens an aside with the names of those whose offices were told together."""
_LETTERS_AFTER = frozenset({"MP", "MEP", "MLA", "KC", "QC", "AM", "AO", "OBE", "CBE"})
_THINGS_FIRST = frozenset(
    ("typhoon", "cyclone", "hurricane", "storm", "operation", "exercise", "avenue", "avenida", "lake", "mount", "port", "fort")
)
"""First words of names that storms, operations, streets and places bear."""
_LONGEST = 40
"""Pieces that a name, or a country told behind it, never has more of."""


@dataclass(slots=True)
class Person:
    """A person while the report is being read."""

    name: str
    parts: tuple[str, ...]
    first: int
    """Piece where the fullest name first stands."""
    folded: tuple[str, ...]
    """The parts without accents and letter case."""
    country: str | None = None
    gender: str = ""
    classes: set[str] = field(default_factory=set)
    spans: list[tuple[int, int]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Holding:
    """A person told with an office: pieces of the name, the office phrase, and how they stand."""

    span: tuple[int, int]
    title: Title
    rule: str
    country: str | None = None
    """A country told beside the name ("Defence Ministers Tea Seiha of Cambodia and …")."""
    body: Naming | None = None
    """A body told beside the name ("Governor Ana Torres of the Central Bank of Peru")."""


class NameFinder(NameGrammar):
    """Finds the persons named in one report and the offices told with them."""

    def __init__(
        self, pieces: Sequence[Piece], namings: Sequence[Naming], titles: Sequence[Title], ents: Sequence[tuple[int, int]]
    ) -> None:
        super().__init__(pieces, namings, titles)
        self.by_start = {n.i: n for n in sorted(namings, key=lambda n: n.j)}
        self.titles = titles
        self.title_by_start = {t.own_i: t for t in titles}
        self.title_by_i = {t.i: t for t in titles}
        self.title_by_end = {t.j: t for t in titles}
        ordered = sorted(ents)
        self.ent_starts = [a for a, _ in ordered]
        self.ent_reach = list(accumulate((b for _, b in ordered), max))
        """How far the analyser's names up to each of them reach."""
        self.begins: dict[int, set[int]] = {}
        """First pieces of the names by their ends."""
        self.held: Counter[int] = Counter()
        """By how many of the names each piece is held."""
        self.holdings: list[Holding] = []
        self.names: dict[tuple[int, int], str] = {}
        """Spans of names with the gender that a form of address tells."""

    def find(self) -> None:
        """Fills `names` and `holdings`."""
        for title in self.titles:
            self._after_title(title)
            if title.head.plural:
                self._list_after_colon(title)
        self._after_honorific()
        for i, piece in enumerate(self.pieces):
            if piece.capital:
                self._plain(i)
        for title in self.titles:
            self._apposition(title)

    def _named(self, i: int, gender: str = "") -> tuple[int, int] | None:
        """The name at `i`, forms of address skipped, remembered; None where there is none."""
        while i < len(self.pieces):
            found = honorifics().match(self.pieces, i)
            if found is None or not self.pieces[i].capital or self.pieces[i].breaks:
                break
            end, values = found
            gender = gender or values[0]
            i = end + 1 if end < len(self.pieces) and self.pieces[end].text == "." and not self.pieces[end].gap else end
        if i >= len(self.pieces) or self.pieces[i].breaks:
            return None
        end = self.name_end(i)
        if end == i:
            return None
        self._note(i, end, gender)
        return i, end

    def _after_title(self, title: Title) -> None:
        """ "Foreign Minister Sergey Lavrov", "Presidents Vladimir Putin and To Lam", "Deputy PM and FM Pham Binh Minh"."""
        j = title.j
        if j >= len(self.pieces) or self.pieces[j].breaks:
            return
        if not title.head.plural:
            rank = self.title_by_start.get(j)
            while rank is not None and not rank.head.office and title.head.office and not self.pieces[j].breaks:
                j = rank.j + 1 if rank.j < len(self.pieces) and self.pieces[rank.j].text == "." else rank.j
                rank = self.title_by_start.get(j)
            if j >= len(self.pieces):
                return
            span = self._named(j, title.head.gender)
            if span is not None and self._common_word(span):
                self._forget(*span)
                return
            if span is not None:
                country = self.country_after(span[1])
                body = self._body_after(span[1]) if title.of is None else None
                self.holdings.append(Holding(span, title, "before-name", country, body))
                self._second_title(title, span, country)
            return
        while True:
            span = self._named(j, title.head.gender)
            if span is None:
                return
            self.holdings.append(Holding(span, title, "before-names", self.country_after(span[1])))
            j = self._skip_country(span[1])
            if j < len(self.pieces) and self.pieces[j].text == ",":
                j += 1
                if j < len(self.pieces) and self.pieces[j].text == "and":
                    j += 1
            elif j < len(self.pieces) and self.pieces[j].text == "and":
                j += 1
            else:
                return

    def _common_word(self, span: tuple[int, int]) -> bool:
        """Is a one-word "name" rather a word of an office or body ("General Security of …")?"""
        word = self.pieces[span[0]].text.casefold()
        return span[1] - span[0] == 1 and (word in office_modifiers() or word in body_heads() or word in no_person())

    def _second_title(self, title: Title, span: tuple[int, int], country: str | None) -> None:
        """The office joined before this one by "and"."""
        i = title.i
        if i >= 2 and self.pieces[i - 1].text in {"and", "cum", "–", "—", "-", "/", "&"}:
            other = self.title_by_end.get(i - 1)
            if other is not None:
                self.holdings.append(Holding(span, other, "before-name", country))

    def country_after(self, j: int) -> str | None:
        """The country in "of Cambodia" or "(Cambodia)" right after a name."""
        pieces = self.pieces
        if j + 1 < len(pieces) and pieces[j].text in {"of", "(", "from"} and not pieces[j].breaks:
            k = j + 2 if pieces[j + 1].text == "the" and j + 2 < len(pieces) else j + 1
            named = self.by_start.get(k)
            if named is not None and named.kind == "country":
                return named.country
        return None

    def _body_after(self, j: int) -> Naming | None:
        """The body in "of the Central Bank of Peru" right after a name."""
        pieces = self.pieces
        if j + 1 >= len(pieces) or pieces[j].text != "of" or pieces[j].breaks:
            return None
        k = j + 2 if pieces[j + 1].text == "the" and j + 2 < len(pieces) else j + 1
        named = self.by_start.get(k)
        return named if named is not None and named.kind == "organisation" else None

    def _skip_country(self, j: int) -> int:
        if self.country_after(j) is None:
            return j
        k = j + 2 if self.pieces[j + 1].text == "the" else j + 1
        end = self.by_start[k].j
        return end + 1 if end < len(self.pieces) and self.pieces[end].text == ")" else end

    def _after_honorific(self) -> None:
        table = honorifics()
        for i in table.places(self.pieces):
            if self.pieces[i].capital and i not in self.title_pieces and table.match(self.pieces, i) is not None:
                self._named(i)

    def _plain(self, i: int) -> None:
        """A name without title: by the analyser's label, an office after a comma, or a verb after it."""
        end = self.name_end(i)
        if end == i or self._near(i) or self._in_address(i):
            return
        if any(self.pieces[k].folded in no_person() for k in range(i, end)) or self.parts(i, end)[-1:] == ():
            return
        if all(len(part) == 1 for part in self.parts(i, end)):
            return
        saint = {"St", "Mt", "Ft"}
        if i and (
            self.pieces[i - 1].text in saint or (i > 1 and self.pieces[i - 1].text == "." and self.pieces[i - 2].text in saint)
        ):
            return
        if self._is_place(i, end) or introduced(self.pieces, i) == "thing" or self.pieces[i].folded in _THINGS_FIRST:
            return
        parts = self.parts(i, end)
        known = max(name_hints(parts).values(), default=0.0)
        if len(parts) == 1:
            if self._labelled(i, end) and (known >= 1.4 or self._verb_after(end)):
                self._note(i, end)
        elif known >= 1.4 or self._labelled(i, end) or self._verb_after(end) or self._vietnamese(i, end):
            self._note(i, end)

    def _is_place(self, i: int, end: int) -> bool:
        """Is the run a city or region that a table or the words around tell ("in Hai Phong", "Dong Nai province")?"""
        pieces = self.pieces
        text = " ".join(p.text for p in pieces[i:end])
        if text in place_names():
            return True
        after = pieces[end].text if end < len(pieces) else ""
        before = pieces[i - 1].text if i else ""
        return (
            after in place_heads()
            or (before in {"in", "near", "around"} and not self._verb_after(end))
            or (before == "of" and i >= 2 and pieces[i - 2].text in place_heads())
        )

    def _in_address(self, i: int) -> bool:
        """Is piece `i` a later word of a form of address ("Datuk Seri", "Assoc. Prof.")?"""
        told = [honorifics().match(self.pieces, k) for k in range(max(0, i - 4), i)]
        return any(found is not None and found[0] > i for found in told)

    def _near(self, i: int) -> bool:
        """Does a name found already hold piece `i`?"""
        return i in self.held

    def _note(self, i: int, end: int, gender: str = "") -> None:
        """Remembers a name and the gender told with it."""
        if (i, end) not in self.names:
            self.begins.setdefault(end, set()).add(i)
            self.held.update(range(i, min(end, i + _LONGEST)))
        self.names[(i, end)] = self.names.get((i, end)) or gender

    def _forget(self, i: int, end: int) -> None:
        del self.names[(i, end)]
        self.begins[end].discard(i)
        self.held -= Counter(range(i, min(end, i + _LONGEST)))

    def _long(self, i: int, end: int) -> bool:
        return len(self.parts(i, end)) >= 2

    def _labelled(self, i: int, end: int) -> bool:
        before = bisect_left(self.ent_starts, end)
        return (
            before > 0
            and self.ent_reach[before - 1] > i
            and not any(p.text.isupper() and len(p.text) > 2 for p in self.pieces[i:end])
        )

    def _verb_after(self, end: int) -> bool:
        return end < len(self.pieces) and self.pieces[end].text in word_set("person_verbs")

    def _vietnamese(self, i: int, end: int) -> bool:
        parts = self.parts(i, end)
        if not parts or parts[0] not in word_set("vietnamese_surnames"):
            return False
        return 3 <= len(parts) <= 4 or (len(parts) == 2 and parts[1] in word_set("vietnamese_given"))

    def _apposition(self, title: Title) -> None:
        """ "Sameh Shoukry, Egypt's foreign minister" and "Egypt's foreign minister, Sameh Shoukry,"."""
        pieces = self.pieces
        k = title.i - 1
        while k > 0 and pieces[k].folded in _BEFORE_APPOSED and not pieces[k].breaks:
            k -= 1
        if k >= 1 and pieces[k].text == "," and not pieces[k + 1].breaks and not self._has_name_after(title):
            span = self._name_ending(k)
            if span is not None:
                self.holdings.append(Holding(span, title, "after-name"))
                self._joined_after(span, title)
                return
        if pieces[title.i - 1].text in _BECOMES and title.i > 1 and not self._has_name_after(title):
            self._predicate(title)
        j = title.j
        if title.definite and j + 1 < len(pieces) and pieces[j].text == "," and not pieces[j + 1].breaks:
            first = j + 2 if pieces[j + 1].text in {"the", "Her", "His"} and honorifics().match(pieces, j + 2) else j + 1
            span = self._named(first, title.head.gender)
            after = span[1] if span is not None else j
            while after < len(pieces) and pieces[after].text in _LETTERS_AFTER and not pieces[after].breaks:
                after += 1
            if span is not None and (
                after >= len(pieces) or pieces[after].text in {",", ".", ")", ";", "and", "?", "!", "'"} or pieces[after].breaks
            ):
                self.holdings.append(Holding(span, self._deputed(title), "comma-name"))

    def _deputed(self, title: Title) -> Title:
        """For "special envoy of the King of Jordan, Ali Haddad" the envoy's office; any other title as it is."""
        k = title.i - 1
        while k > 0 and self.pieces[k].text in {"the", "of", "to"} and not self.pieces[k].breaks:
            k -= 1
        outer = self.title_by_end.get(k + 1) if k + 1 < title.i and self.pieces[k + 1].text in {"of", "to"} else None
        if outer is None or outer.of is not None or outer.head.cls not in {"diplomat", "adviser", "spokesperson", "official"}:
            return title
        whose = " ".join(p.text for p in self.pieces[k + 1 : title.i])
        office = f"{outer.office} {whose} {title.office}"
        return replace(outer, j=title.j, own_j=title.own_j, office=office, of=title.of, country=title.country)

    def _predicate(self, title: Title) -> None:
        """ "Ana Torres, who became president last month", "Ana Torres was elected president"."""
        k = title.i - 1
        while k > 0 and self.pieces[k].text in _BECOMES and not self.pieces[k].breaks:
            k -= 1
        if k >= 1 and self.pieces[k].text == "who":
            k -= 1
        span = self._name_ending(k if self.pieces[k].text == "," else k + 1)
        if span is not None:
            self.holdings.append(Holding(span, title, "predicate"))

    def _joined_after(self, span: tuple[int, int], title: Title) -> None:
        """ "president of the Comoros and chairperson of the African Union": the second office of the same person."""
        j = title.j
        if j < len(self.pieces) and self.pieces[j].text == "and":
            other = self.title_by_i.get(j + 1) or self.title_by_i.get(j + 2)
            if other is not None and not self._has_name_after(other):
                self.holdings.append(Holding(span, other, "after-name"))

    def _list_after_colon(self, title: Title) -> None:
        """ "the foreign ministers of Peru and Chile: A and B", "five heads of state stood by: A of Peru, B of Chile"."""
        pieces, j = self.pieces, title.j
        told_after = False
        countries: list[str | None] = []
        stop = min(len(pieces), title.j + 14)
        for k in range(title.own_j - 1, stop):
            if (pieces[k].breaks and k > title.own_j) or pieces[k].text in {".", ";"}:
                return
            named = self.by_start.get(k)
            if named is not None and named.kind == "country":
                countries.append(named.country)
            if pieces[k].text == ":" or (pieces[k].text in _ASIDE and k >= title.j and self._opens_list(k + 1)):
                j, told_after = k + 1, pieces[k].text != ":"
                break
        else:
            return
        spans: list[tuple[int, int]] = []
        while j < len(pieces) and not pieces[j].breaks:
            span = self._named(j)
            if span is None:
                break
            spans.append(span)
            j = self._skip_country(span[1])
            if (
                told_after
                and j < len(pieces)
                and pieces[j].text == ","
                and pieces[j - 1].text != ","
                and self._and_before(span[0])
            ):
                break
            while j < len(pieces) and pieces[j].text in {",", "and"}:
                j += 1
        if len(spans) < 2:
            return
        told = countries[: len(spans)] if len(countries) >= len(spans) else [None] * len(spans)
        for span, country in zip(spans, told, strict=True):
            self.holdings.append(Holding(span, title, "list-after-colon", self.country_after(span[1]) or country))

    def _opens_list(self, k: int) -> bool:
        """Whether two names joined by "and" or a comma begin at piece `k`, the first of two words or more."""
        if k >= len(self.pieces) or self.pieces[k].breaks:
            return False
        end = self.name_end(k)
        if not self._long(k, end):
            return False
        j = self._skip_country(end)
        return j + 1 < len(self.pieces) and self.pieces[j].text in {"and", ","} and self._long(j + 1, self.name_end(j + 1))

    def _and_before(self, i: int) -> bool:
        return i > 0 and self.pieces[i - 1].text == "and"

    def _has_name_after(self, title: Title) -> bool:
        return any(h.title.own_i == title.own_i and h.title == title and h.rule.startswith("before") for h in self.holdings)

    def _name_ending(self, k: int) -> tuple[int, int] | None:
        """The name that ends right before the comma at `k`."""
        near = (b for b in range(max(0, k - _LONGEST), k + 1) if self.begins.get(b) and (b == k or self._skip_country(b) == k))
        first = min(((a, b) for b in near for a in self.begins[b]), default=None)
        if first is not None:
            return first
        for i in range(k - 1, max(-1, k - 9), -1):
            if self.pieces[i].breaks and i < k - 1 and self.name_end(i) != k:
                return None
            if self.name_end(i) == k and (i == 0 or self.name_end(i - 1) != k):
                if not self._long(i, k):
                    return None
                self._note(i, k)
                return i, k
        return None
