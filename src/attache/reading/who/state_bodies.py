"""State bodies written in small letters: "the Vietnamese foreign ministry", "Egypt's central bank", "the Russian navy".

In: the surroundings of a report's pieces. Out: namings, on the canonical pattern or as the table names the body.
"""

from __future__ import annotations

from attache.reading.who.actor_tables import Body, bodies, body_names, countries, office_heads, office_modifiers
from attache.reading.who.canonical import ministry_of, of_country, shared_bodies
from attache.reading.who.namings import Naming
from attache.reading.who.surroundings import Surroundings

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
    "presidential administration": "administration",
    "presidency": "government",
    "senate": "parliament",
    "lower house": "table",
    "upper house": "table",
    "national assembly": "parliament",
}
_LAST_WORDS = frozenset(name.split()[-1] for name in _SMALL)
_SMALL_NAMES = {
    "central bank": "Central Bank",
    "armed forces": "Armed Forces",
    "presidency": "Presidency",
    "lower house": "Lower House",
    "upper house": "Upper House",
}


class StateBodyFinder:
    """Finds state bodies in small letters over one report."""

    def __init__(self, around: Surroundings) -> None:
        self.around = around
        self.pieces = around.pieces

    def find(self) -> list[Naming]:
        """State bodies in small letters: "the Vietnamese foreign ministry", "Egypt's central bank", "the navy"."""
        found = (self._small_at(h) for h, piece in enumerate(self.pieces) if h and piece.text in _LAST_WORDS)
        return [naming for naming in found if naming is not None]

    def _told_before(self, h: int) -> bool:
        """Has a whole embassy been named before piece `h`, so that "the embassy" refers to it?"""
        seats = {"embassy", "Embassy", "consulate", "Consulate"}
        return any(
            self.pieces[k].text in seats and self.around.owner_before(k)[0] is not None
            for k in range(1, min(h, len(self.pieces)))
        )

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
        country, start = self.around.owner_before(i)
        follow = self.around.country_after(h + 1)
        definite = i >= 1 and pieces[i - 1].folded in {"the", "its"}
        if kind == "ministry" and h + 1 < len(pieces) and not pieces[h + 1].breaks:
            definite = definite or office_heads().match(pieces, h + 1) is not None
        if country is None and follow is None and not definite:
            return None
        if kind not in {"ministry", "embassy", "administration"} and country is None and follow is None:
            return None
        if kind == "embassy" and country is None and self._told_before(h):
            return None
        country = country or follow or self.around.near_country(i, h + 1)
        end = h + 1
        known = self._known(core, country)
        if kind == "administration" and known is None:
            known = next((b for c in self.around.ranked if (b := self._known(core, c)) is not None), None)
            country = known.country if known is not None else country
        if known is not None:
            return Naming(start if start is not None else i, end, known.name, "organisation", "name", country, sort=known.kind)
        if kind in {"table", "administration"}:
            return None
        if kind == "ministry":
            name = ministry_of(self.around.text(i, portfolio_end), country)
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
            return self.around.embassy(title, country, end)
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
            ) or (
                word.casefold() in office_modifiers()
                and i - 1 not in self.around.by_start
                and office_modifiers()[word.casefold()] == "office"
            ):
                i -= 1
            else:
                break
        return i
