"""Organisations that no table holds: capitalised names with a head word, state bodies in small letters, acronyms.

In: pieces of the text and the namings of the tables. Out: further namings. A state body is named on one pattern however
the report says it: "the Vietnamese foreign ministry" is "Ministry of Foreign Affairs of Vietnam".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from attache.knowledge import rows, several
from attache.reading.actor_tables import Body, bodies, body_heads, body_names, countries, office_heads, office_modifiers, word_set
from attache.reading.namings import Naming
from attache.reading.pieces import Piece

_JOINS = frozenset({"of", "for", "on", "and", "the", "de", "du", "des", "&", "in", "to"})
_STATE_KINDS = frozenset(
    {"ministry", "parliament", "court", "military", "embassy", "government", "office", "agency", "bank", "mission"}
)
_DASHES = frozenset("-–")


@cache
def _ministries() -> dict[str, tuple[str, dict[str, str]]]:
    out = {}
    for r in rows("ministries"):
        exceptions = dict(pair.split("=", 1) for pair in several(r["exceptions"]))
        out[r["portfolio"]] = (r["name"], exceptions)
    return out


@cache
def _thing_words() -> frozenset[str]:
    """Last words of names that are things and no bodies ("Agreement", "Forum")."""
    heads = {r["head"].split()[-1].casefold() for r in rows("thing_heads", package="attache.language.en")}
    return frozenset(
        heads - set(body_heads())
        | {"war", "act", "law", "year", "river", "sea", "island", "islands", "mountain", "bay", "city", "province", "plant"}
    )


def ministry_of(portfolio: str, country: str | None) -> str:
    """The canonical name of a ministry: "foreign", VNM → "Ministry of Foreign Affairs of Vietnam"."""
    key = portfolio.casefold().strip()
    name, exceptions = _ministries().get(key, (None, {}))
    if name is None:
        stem = key.removesuffix(" affairs")
        name = "Ministry of " + " ".join(
            w if w in {"and", "of", "for", "the"} else w.capitalize() for w in (key if stem == key else key).split()
        )
    if country and country in exceptions:
        return exceptions[country]
    return of_country(name, country)


def of_country(name: str, country: str | None) -> str:
    """`name of Country`, with the article where English has one; `name` alone where the country is unknown or in it."""
    if country is None or country not in countries():
        return name
    row = countries()[country]
    if any(n in name for n in (row.name, *row.aliases) if len(n) > 3):
        return name
    return f"{name} of {with_article(row.name)}"


def with_article(country: str) -> str:
    """ "the United Arab Emirates", but "Vietnam"."""
    plural = country.endswith(("s", "Republic", "Kingdom", "Union")) and country not in {
        "Laos",
        "Honduras",
        "Cyprus",
        "Belarus",
        "Barbados",
        "Mauritius",
        "Saint Kitts and Nevis",
    }
    return f"the {country}" if plural else country


@cache
def shared_bodies() -> dict[str, tuple[str, ...]]:
    """Names that bodies of several countries share: the countries that have one; empty where most have."""
    return {r["name"]: several(r["countries"]) for r in rows("shared_bodies")}


def owned(pieces: Sequence[Piece], table: Sequence[Naming]) -> list[Naming]:
    """The table's namings, with "Russia's Security Council" no longer taken for the body best known by that name."""
    by_end = {n.j: n for n in table if n.kind == "country"}
    out = []
    for n in table:
        text = " ".join(p.text for p in pieces[n.i : n.j])
        owner = by_end.get(n.i)
        if owner is None and n.i > 2 and pieces[n.i - 1].text == "s" and pieces[n.i - 2].text == "'":
            owner = by_end.get(n.i - 2)
        if text in shared_bodies() and owner is not None and owner.country and owner.country != n.country:
            n = replace(n, name=of_country(text, owner.country), country=owner.country)
        out.append(n)
    return out


class BodyFinder:
    """Finds bodies over one report's pieces; `known` are the namings of the tables, by first piece."""

    def __init__(self, pieces: Sequence[Piece], known: Sequence[Naming]) -> None:
        self.pieces = pieces
        self.by_start = {n.i: n for n in known}
        self.by_end = {n.j: n for n in known}
        self.wide = [(n.i, n.j) for n in known if n.kind == "organisation"]
        self.ranked = _ranked(known)
        home = next((n.country for n in known if n.place and n.kind == "country" and n.i < 60), None)
        self.main = home or (self.ranked[0] if self.ranked else None)
        if self.main is not None:
            self.ranked = [self.main, *(c for c in self.ranked if c != self.main)]

    def find(self) -> list[Naming]:
        """All bodies found, in text order."""
        found = self._runs()
        taken = {k for n in found for k in range(n.i, n.j)}
        found += [n for n in self._small() if n.i not in taken and n.j - 1 not in taken]
        found.sort(key=lambda n: (n.i, n.j))
        return found + self._acronyms(found)

    def _runs(self) -> list[Naming]:
        out: list[Naming] = []
        i = 0
        while i < len(self.pieces):
            if not self._opens(i):
                i += 1
                continue
            end = self._run_end(i)
            naming = self._body_of_run(i, end)
            if naming is None:
                country = self.by_start.get(i)
                i = country.j if country else i + 1
                # a name may begin again after its first word only at a possessive or a join
                while i < end and self._opens(i) and not self._restarts(i):
                    i += 1
                continue
            out.append(naming)
            i = naming.j
        return out

    def _restarts(self, i: int) -> bool:
        before = self.pieces[i - 1].text
        return (
            before in {"s", "and", "of", ",", "the", "in", "for"}
            or (i in self.by_start)
            or (i in self.by_end)
            or before in _DASHES
        )

    def _opens(self, i: int) -> bool:
        piece = self.pieces[i]
        if not (piece.capital or (piece.text[0].isdigit() and piece.text.endswith(("th", "st", "nd", "rd")))):
            return False
        if piece.text == "All" and i and self.pieces[i - 1].text[0].isalnum():
            return True
        return piece.text.casefold() not in word_set("not_names") or i in self.by_start or self._direction_in_name(i)

    def _direction_in_name(self, i: int) -> bool:
        """ "Southern Theater Command", "Asian Infrastructure …": a direction or continent opens a longer name."""
        return (
            i + 1 < len(self.pieces)
            and self.pieces[i + 1].capital
            and self.pieces[i].text.casefold().endswith(("ern", "an", "al", "ic", "north", "south", "east", "west"))
        )

    def _run_end(self, i: int) -> int:
        """End of the run of capitals, joined by small words, that begins at `i`."""
        pieces, j, headed, joined = self.pieces, i + 1, self._is_head(i), False
        while j < len(pieces) and not pieces[j].breaks:
            piece = pieces[j]
            head = office_heads().match(pieces, j)
            if piece.capital and head is not None and not self._is_head(j) and pieces[j - 1].text not in {"of", "for"}:
                break
            if piece.capital or (piece.text in _DASHES and not piece.gap and j + 1 < len(pieces) and not pieces[j + 1].gap):
                headed = headed or self._is_head(j)
                j += 1
            elif piece.text == "'" and not piece.gap and j + 2 < len(pieces) and self._possessive_inside(i, j):
                j += 2 if pieces[j + 1].text == "s" and not pieces[j + 1].gap else 1
            elif piece.text in _JOINS and self._joins(j, headed, joined):
                joined = joined or piece.text in {"of", "for", "on"}
                j += 2 if pieces[j + 1].text == "the" else 1
            elif piece.text == "," and joined and self._list_in_name(j):
                j += 1
            else:
                break
        return j

    def _is_head(self, i: int) -> bool:
        text = self.pieces[i].text.casefold()
        if text in body_heads():
            return True
        return f"{text} {self.pieces[i + 1].text.casefold()}" in body_heads() if i + 1 < len(self.pieces) else False

    def _possessive_inside(self, i: int, j: int) -> bool:
        """Is the apostrophe part of the name ("People's Army") and not of an owner before it ("Vietnam's Ministry")?"""
        after = j + 2 if self.pieces[j + 1].text == "s" and not self.pieces[j + 1].gap else j + 1
        if after >= len(self.pieces) or not self.pieces[after].capital:
            return False
        return self.pieces[j - 1].text in {
            "People",
            "Workers",
            "Children",
            "Women",
            "Farmers",
            "Lawyers",
            "Citizens",
            "Peoples",
            "Patriots",
            "Nations",
            "States",
            "King",
            "Queen",
        }

    def _joins(self, j: int, headed: bool, joined: bool) -> bool:
        pieces = self.pieces
        k = j + 2 if j + 1 < len(pieces) and pieces[j + 1].text == "the" else j + 1
        if (
            k >= len(pieces)
            or not pieces[k].capital
            or pieces[k].breaks
            or pieces[k].text.casefold() in word_set("calendar_words")
        ):
            return False
        word = pieces[j].text
        if word in {"of", "de", "du", "des", "&"}:
            return headed or word == "&"
        if word in {"for", "on"}:
            return headed
        if word == "and":
            if k in self.by_start and self.by_start[k].kind == "country" and not joined:
                return False
            left = pieces[j - 1].text.casefold()
            return (joined and k not in self.by_start) or (
                left in office_modifiers()
                and pieces[k].text.casefold() in {*office_modifiers(), *body_heads()} | {"space", "cultural"}
            )
        if word in {"in", "to"}:
            return (
                headed
                and any(
                    self.pieces[m].text in {"Embassy", "Consulate", "Mission", "Representation", "Consulate-General"}
                    for m in range(max(0, j - 5), j)
                )
                and k in self.by_start
            )
        return False

    def _list_in_name(self, j: int) -> bool:
        """ "for Science, Technology and Environment": capitals, each a portfolio's word, up to an "and"."""
        pieces, k = self.pieces, j + 1
        while k + 1 < len(pieces) and pieces[k].capital and k not in self.by_start and k - j < 10:
            if pieces[k + 1].text == "and":
                return k + 2 < len(pieces) and pieces[k + 2].capital and k + 2 not in self.by_start
            k += 2 if pieces[k + 1].text == "," else 1
        return False

    def _body_of_run(self, i: int, end: int) -> Naming | None:
        """The body that pieces `[i, end)` name, cut down to what belongs to it; None where they name none."""
        pieces = self.pieces
        words = [pieces[k].text for k in range(i, end)]
        first_join = next((k for k, w in enumerate(words) if w in {"of", "for", "on", "in", "to"} and k), len(words))
        stem_end = i + first_join
        kind = self._kind_before(stem_end)
        if kind is None and first_join < len(words):
            return None
        if kind is None or stem_end - i < 1:
            return None
        if end - i < 2:
            return None
        if (i in self.by_start and self.by_start[i].j >= end) or any(a <= i and end <= b for a, b in self.wide):
            return None
        sort, sure = kind
        if not sure and not (end < len(pieces) and pieces[end].text == "("):
            return None
        if {"intergovernmental", "joint", "bilateral", "cooperation"} & {w.casefold() for w in words} and sort == "committee":
            return None
        name, country = self._canonical(i, end, sort)
        return Naming(i, end, name, "organisation", "name", country, sort=sort)

    def _kind_before(self, end: int) -> tuple[str, bool] | None:
        if end < 1:
            return None
        last = self.pieces[end - 1].text.casefold()
        two = f"{self.pieces[end - 2].text.casefold()} {last}" if end > 1 else ""
        if last in _thing_words() and last not in body_heads():
            return None
        return body_heads().get(two) or body_heads().get(last)

    def _canonical(self, i: int, end: int, sort: str) -> tuple[str, str | None]:
        """Name and country of a capitalised run, a state body on the pattern `Body of Country`."""
        country, start = None, i
        leading = self.by_start.get(i)
        if leading is not None and leading.kind == "country" and leading.j < end:
            country = leading.country
            if sort in _STATE_KINDS and sort not in {"agency", "bank"}:
                start = leading.j
        owner = self._owner(i)
        country = country or owner
        stop = end
        for k in range(i + 1, end):
            inner = self.by_start.get(k)
            if inner is not None and inner.kind == "country" and self.pieces[k - 1].text in {"of", "the"}:
                country = inner.country
                if sort in {"ministry", "parliament", "court", "government"} and inner.j >= end:
                    stop = k - 2 if self.pieces[k - 1].text == "the" else k - 1
        words = self._text(start, stop)
        if sort == "committee" and i > 2 and self.pieces[i - 1].text == "s" and (i - 2) in self.by_end:
            parent = self.by_end[i - 2]
            if parent.kind == "organisation":
                return f"{parent.name.split(' of ')[0]} {words}", parent.country
        if sort in {"ministry", "parliament", "court", "government", "office"} and country is None:
            country = self._near_country(i, end, shared_bodies().get(words, ()))
        if sort == "ministry":
            return self._ministry(words, country), country
        if sort == "embassy":
            return self._embassy(words, country, end), country
        if sort in {"parliament", "court", "government", "office"}:
            return of_country(words, country), country
        if start != i and sort in _STATE_KINDS:
            return self._text(i, end), country
        return words, country

    def _ministry(self, words: str, country: str | None) -> str:
        lower = words.casefold()
        for lead in ("ministry of ", "department of ", "ministry for ", "department for "):
            if lower.startswith(lead):
                portfolio = lower.removeprefix(lead).removeprefix("the ")
                known = portfolio in _ministries()
                return ministry_of(portfolio, country) if known and lead.startswith("ministry") else of_country(words, country)
        for tail in (" ministry", " department"):
            if lower.endswith(tail):
                return ministry_of(lower.removesuffix(tail), country)
        return of_country(words, country)

    def _text(self, i: int, j: int) -> str:
        out = ""
        for k in range(i, j):
            out += (" " if self.pieces[k].gap and k > i else "") + self.pieces[k].text
        return out

    def _owner(self, i: int) -> str | None:
        """The country before 's or right before the run."""
        if i >= 2 and self.pieces[i - 1].text == "s" and self.pieces[i - 2].text == "'":
            owner = self.by_end.get(i - 2)
            return owner.country if owner else None
        before = self.by_end.get(i)
        return before.country if before and before.kind == "country" else None

    def _embassy(self, words: str, country: str | None, end: int) -> str:
        """ "Embassy of Vietnam in Russia": the host from "in Moscow" or "to Russia", else the other country of the report."""
        host = self._country_after(end, frozenset({"in", "to"}))
        if host is None:
            others = [c for c in self.ranked[:3] if c != country]
            host = others[0] if others else None
        kind = "Consulate General" if "Consulate" in words else "Embassy"
        name = f"{kind} of {with_article(countries()[country].name)}" if country in countries() else words
        return f"{name} in {with_article(countries()[host].name)}" if host in countries() and " in " not in name else name

    def _near_country(self, i: int, end: int, having: Sequence[str] = ()) -> str | None:
        """The country that a body without one belongs to: "in Hanoi" after it, else the last one named before it."""
        if end + 1 < len(self.pieces) and self.pieces[end].text in {"in", "of"}:
            after = self.by_start.get(end + 1) or self.by_start.get(end + 2)
            if after is not None and after.kind == "country":
                return after.country
        for k in range(i, max(0, i - 40), -1):
            before = self.by_end.get(k)
            if before is not None and before.kind == "country" and (not having or before.country in having):
                return before.country
            if k < len(self.pieces) and (
                self.pieces[k].breaks or (self.pieces[k - 1].text in {".", ";"} and self.pieces[k].capital)
            ):
                break
        return next((c for c in self.ranked if not having or c in having), self.main)

    def _small(self) -> list[Naming]:
        """State bodies in small letters: "the Vietnamese foreign ministry", "Egypt's central bank", "the navy"."""
        out = []
        for h in range(1, len(self.pieces)):
            naming = self._small_at(h)
            if naming is not None:
                out.append(naming)
        return out

    def _small_at(self, h: int) -> Naming | None:
        pieces = self.pieces
        word = pieces[h].text
        two = f"{pieces[h - 1].text} {word}"
        kind = _SMALL.get(two) or _SMALL.get(word)
        if kind is None:
            return None
        i = h - 1 if two in _SMALL else h
        core = two if two in _SMALL else word
        portfolio_end = i
        if kind == "ministry":
            i = self._portfolio_start(i)
            if i == portfolio_end:
                return None
        country, start = self._owner_before(i)
        follow = self._country_after(h + 1)
        definite = i >= 1 and pieces[i - 1].text.casefold() in {"the", "its"}
        if country is None and follow is None and not definite:
            return None
        if kind not in {"ministry", "embassy"} and country is None and follow is None:
            return None
        country = country or follow or self._near_country(i, h + 1)
        end = h + 1
        known = self._known(core, country)
        if known is not None:
            return Naming(start if start is not None else i, end, known.name, "organisation", "name", country, sort=known.kind)
        if kind == "table":
            return None
        if kind == "ministry":
            name = ministry_of(self._text(i, portfolio_end), country)
        else:
            name = self._small_name(core, kind, country, end)
        return Naming(
            start if start is not None else i,
            end,
            name,
            "country" if kind == "government" else "organisation",
            "name",
            country,
            sort=kind,
        )

    def _known(self, core: str, country: str | None) -> Body | None:
        """The table's body for "navy" or "customs office" of a country, by an alias like "Vietnamese navy"."""
        row = countries().get(country or "")
        core = {"customs office": "customs", "customs service": "customs", "customs authorities": "customs"}.get(core, core)
        if core == "parliament" and row is not None:
            own = [b for b in bodies().values() if b.kind == "parliament" and b.country == country]
            if len(own) == 1:
                return own[0]
        for demonym in (*row.demonyms, row.name) if row else ():
            name = body_names().get(f"{demonym} {core}")
            if name is not None and bodies()[name].country == country:
                return bodies()[name]
        return None

    def _small_name(self, core: str, kind: str, country: str | None, end: int) -> str:
        title = _SMALL_NAMES.get(core, core.title())
        if kind == "embassy":
            return self._embassy(title, country, end)
        if core == "parliament" and country in shared_bodies()["National Assembly"]:
            title = "National Assembly"
        if kind == "military" and country in countries():
            demonym = countries()[country].demonyms
            return f"{demonym[0]} {title}" if demonym else of_country(title, country)
        return of_country(title, country)

    def _portfolio_start(self, i: int) -> int:
        pieces = self.pieces
        while i > 0:
            word = pieces[i - 1].text
            if pieces[i].breaks or word.casefold() in {"deputy", "former", "then", "new"}:
                break
            if (
                word in {"and", ","}
                and i > 1
                and pieces[i - 2].text in office_modifiers()
                and pieces[i].text in office_modifiers()
            ):
                i -= 1
            elif (
                word.casefold() in office_modifiers()
                and i - 1 not in self.by_start
                and office_modifiers()[word.casefold()] == "office"
            ):
                i -= 1
            else:
                break
        return i

    def _owner_before(self, i: int) -> tuple[str | None, int | None]:
        """Country before piece `i` (demonym, name or possessive), and where it begins."""
        own = self.by_end.get(i)
        if own is not None and own.kind == "country":
            return own.country, own.i
        if i >= 2 and self.pieces[i - 1].text == "s" and self.pieces[i - 2].text == "'":
            own = self.by_end.get(i - 2)
            if own is not None and own.kind == "country":
                return own.country, own.i
        return None, None

    def _country_after(self, j: int, joins: frozenset[str] = frozenset({"of", "in"})) -> str | None:
        if j + 1 >= len(self.pieces) or self.pieces[j].text not in joins:
            return None
        after = self.by_start.get(j + 1) or (self.by_start.get(j + 2) if self.pieces[j + 1].text == "the" else None)
        return after.country if after is not None and after.kind == "country" else None

    def _acronyms(self, found: Sequence[Naming]) -> list[Naming]:
        """Acronyms in brackets after a name, here and wherever they stand again."""
        named = sorted((*self.by_start.values(), *found), key=lambda n: n.i)
        acronyms: dict[str, Naming] = {}
        pieces = self.pieces
        for n in named:
            if n.kind == "organisation" and n.j + 2 < len(pieces) and pieces[n.j].text == "(" and pieces[n.j + 2].text == ")":
                word = pieces[n.j + 1].text
                if sum(c.isupper() for c in word) >= 2 and word not in acronyms:
                    acronyms[word] = n
        taken = {k for n in named for k in range(n.i, n.j)}
        out = []
        for k, piece in enumerate(pieces):
            n = acronyms.get(piece.text)
            if n is not None and k not in taken:
                out.append(Naming(k, k + 1, n.name, "organisation", "short", n.country, sort=n.sort))
        return out


_SMALL = {
    "ministry": "ministry",
    "department": "ministry",
    "parliament": "parliament",
    "navy": "military",
    "army": "military",
    "air force": "military",
    "coast guard": "military",
    "armed forces": "military",
    "embassy": "embassy",
    "government": "government",
    "central bank": "bank",
    "supreme court": "court",
    "constitutional court": "court",
    "customs service": "agency",
    "customs office": "table",
    "customs authorities": "table",
    "customs": "table",
    "military": "table",
    "presidential administration": "table",
    "presidency": "government",
    "senate": "parliament",
    "lower house": "table",
    "upper house": "table",
    "national assembly": "parliament",
}
_SMALL_NAMES = {
    "central bank": "Central Bank",
    "armed forces": "Armed Forces",
    "presidency": "Presidency",
    "lower house": "Lower House",
    "upper house": "Upper House",
}


def _ranked(known: Sequence[Naming]) -> list[str]:
    """Countries by number of namings."""
    counts = Counter(n.country for n in known if n.kind == "country" and n.country)
    return sorted(counts, key=lambda code: -counts[code])
