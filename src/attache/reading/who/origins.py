"""Which country a person named without one is likely to belong to.

In: a name's parts, the countries that the report names and where. Out: ISO alpha-3 or None. Names give hints
(name_signs.tsv), the words around the name decide among the countries that the report speaks of.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from attache.knowledge import rows, several
from attache.reading.who.actor_tables import word_set
from attache.reading.who.folding import fold

_FAMILY_FIRST = frozenset({"CHN", "TWN", "KOR", "PRK", "KHM", "SGP", "HKG", "HUN"})
_TELLING = frozenset({"VNM", "CHN", "KOR", "JPN", "RUS", "TUR", "GEO", "ARM", "THA", "IND"})
"""Countries whose names are so much their own that a name without their signs speaks against them."""
_KIN = 0.3
"""What a name tells less of a country that shares its names with the one it points to."""
_WEIGHTS = {"family": 2.0, "given": 1.5, "ending": 1.2}


@cache
def _signs() -> dict[str, dict[str, tuple[str, ...]]]:
    out: dict[str, dict[str, tuple[str, ...]]] = {"family": {}, "given": {}, "ending": {}}
    for r in rows("name_signs"):
        kind = out[r["kind"]]
        key = fold(r["sign"])
        kind[key] = tuple(dict.fromkeys((*kind.get(key, ()), *several(r["countries"]))))
    return out


@cache
def _accented_endings() -> dict[str, tuple[str, ...]]:
    """Endings written with accents, which alone tell about a name written with accents."""
    return {r["sign"]: several(r["countries"]) for r in rows("name_signs") if r["kind"] == "ending" and not r["sign"].isascii()}


@cache
def _vietnamese_family() -> frozenset[str]:
    return frozenset(fold(name) for name in word_set("vietnamese_surnames"))


def is_vietnamese(parts: Sequence[str]) -> bool:
    """Does the name look Vietnamese: a family name of the list first, two to four short words in all?"""
    return 2 <= len(parts) <= 4 and fold(parts[0]) in _vietnamese_family() and all(len(p) <= 7 and p.isalpha() for p in parts)


def name_hints(parts: Sequence[str]) -> dict[str, float]:
    """Countries that a name points to, with weights; empty where it points nowhere."""
    out: dict[str, float] = {}
    signs = _signs()
    folded = [fold(p) for p in parts]

    def add(countries: Sequence[str], weight: float) -> None:
        for rank, country in enumerate(countries):
            out[country] = out.get(country, 0.0) + weight - 0.05 * rank

    if is_vietnamese(parts):
        add(("VNM",), 3.0)
    last, first = folded[-1], folded[0]
    family = signs["family"].get(last, ())
    add([c for c in family if c not in _FAMILY_FIRST or len(parts) == 1 or c in {"KHM", "SGP", "HUN"}], _WEIGHTS["family"])
    if len(parts) in {2, 3} and not is_vietnamese(parts):
        add([c for c in signs["family"].get(first, ()) if c in _FAMILY_FIRST], _WEIGHTS["family"])
    if len(parts) > 1:
        add(signs["given"].get(first, ()), _WEIGHTS["given"])
    if not parts[-1].isascii():
        signs = {"ending": {fold(k): v for k, v in _accented_endings().items() if parts[-1].casefold().endswith(k)}}
    for length in range(min(7, len(last) - 2), 1, -1):
        if last[-length:] in signs["ending"] and len(last) > length + 1:
            add(signs["ending"][last[-length:]], _WEIGHTS["ending"])
            break
    return out


@cache
def _families() -> tuple[frozenset[str], ...]:
    """Groups of countries that share their names."""
    return tuple(frozenset(several(r["countries"])) for r in rows("name_families"))


def _with_kin(hints: Mapping[str, float], near: Mapping[str, float]) -> dict[str, float]:
    """The hints, with the report's countries where names are alike counted nearly as much: a Spanish name may be Chilean."""
    out = dict(hints)
    for family in _families():
        told = [weight - _KIN for country, weight in hints.items() if country in family]
        if told:
            out |= {country: max(out.get(country, 0.0), *told) for country in sorted(family & near.keys())}
    return out


def likely_country(parts: Sequence[str], near: Mapping[str, float], *, strange: float = -1.1) -> str | None:
    """The country that name and surroundings together favour; `near` gives each country of the report its closeness.

    Closeness runs from 0 to about 2. A country that the report does not name has the closeness `strange`: it is taken only on
    a name's own strength.
    """
    hints = _with_kin(name_hints(parts), near)
    best: tuple[float, str] | None = None
    for country in sorted({*near, *hints}):
        score = near.get(country, strange)
        if hints:
            score += hints.get(country, -0.7 * max(hints.values()))
        elif country in _TELLING:
            score -= 0.7
        if best is None or score > best[0]:
            best = (score, country)
    return best[1] if best is not None else None
