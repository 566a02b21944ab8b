"""What stands around a body's name: its owner, its host, the country it is likely to belong to.

In: pieces and the namings of the tables. Out: countries, where the words tell one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from attache.reading.who.actor_tables import countries
from attache.reading.who.canonical import of_country, shared_bodies, with_article
from attache.reading.who.namings import Naming
from attache.reading.who.pieces import Piece


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


class Surroundings:
    """One report's pieces with the namings of the tables by first and by last piece."""

    def __init__(self, pieces: Sequence[Piece], known: Sequence[Naming]) -> None:
        self.pieces = pieces
        self.by_start = {n.i: n for n in known}
        self.by_end = {n.j: n for n in known}
        self.ranked = _ranked(known)
        home = next((n.country for n in known if n.place and n.kind == "country" and n.i < 60), None)
        self.main = home or (self.ranked[0] if self.ranked else None)
        if self.main is not None:
            self.ranked = [self.main, *(c for c in self.ranked if c != self.main)]

    def text(self, i: int, j: int) -> str:
        out = ""
        for k in range(i, j):
            out += (" " if self.pieces[k].gap and k > i else "") + self.pieces[k].text
        return out

    def owner(self, i: int) -> str | None:
        """The country before 's or right before the run."""
        if i >= 2 and self.pieces[i - 1].text == "s" and self.pieces[i - 2].text == "'":
            owner = self.by_end.get(i - 2)
            return owner.country if owner else None
        before = self.by_end.get(i)
        return before.country if before and before.kind == "country" else None

    def owner_before(self, i: int) -> tuple[str | None, int | None]:
        """Country before piece `i` (demonym, name or possessive), and where it begins."""
        own = self.by_end.get(i)
        if own is not None and own.kind == "country":
            return own.country, own.i
        if i >= 2 and self.pieces[i - 1].text == "s" and self.pieces[i - 2].text == "'":
            own = self.by_end.get(i - 2)
            if own is not None and own.kind == "country":
                return own.country, own.i
        return None, None

    def country_after(self, j: int, joins: frozenset[str] = frozenset({"of", "in"})) -> str | None:
        if j + 1 >= len(self.pieces) or self.pieces[j].text not in joins:
            return None
        after = self.by_start.get(j + 1) or (self.by_start.get(j + 2) if self.pieces[j + 1].text == "the" else None)
        return after.country if after is not None and after.kind == "country" else None

    def near_country(self, i: int, end: int, having: Sequence[str] = ()) -> str | None:
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

    def embassy(self, words: str, country: str | None, end: int) -> str:
        """ "Embassy of Vietnam in Russia": the host from "in Moscow" or "to Russia", else the other country of the report."""
        host = self.country_after(end, frozenset({"in", "to"}))
        if host is not None and host == country:
            country = next((c for c in self.ranked if c != host), None)
        if host is None:
            others = [c for c in self.ranked[:3] if c != country]
            host = others[0] if others else None
        kind = "Consulate General" if "Consulate" in words else "Embassy"
        name = f"{kind} of {with_article(countries()[country].name)}" if country in countries() else words
        return f"{name} in {with_article(countries()[host].name)}" if host in countries() and " in " not in name else name


def _ranked(known: Sequence[Naming]) -> list[str]:
    """Countries by number of namings."""
    counts = Counter(n.country for n in known if n.kind == "country" and n.country)
    return sorted(counts, key=lambda code: -counts[code])
