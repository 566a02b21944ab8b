"""How two nominals compare: names, genders, sorts, places, and the keys that a nominal is found again by."""

from __future__ import annotations

from functools import lru_cache

from attache.reading.who.chains.chain import Chain
from attache.reading.who.chains.traits import Traits

_SMALL = frozenset({"of", "the", "and", "for"})
_UNTELLING = frozenset({"of", "the"})


def keys(x: Traits) -> list[str]:
    """What a nominal is found again by."""
    lemma, name = x.lemma, x.name
    found = [lemma]
    if x.form == "name":
        found += [w for w in name if w != lemma and len(w) > 1]
        found += [w for w in x.words if w not in name and w != lemma]
        if len(name) > 1:
            found.append("".join([w[0] for w in name if w not in _SMALL]))
        elif name and "." in name[0]:
            found.append(name[0].replace(".", ""))
    if x.code:
        found.append(x.code)
    return found


def of_another_place(x: Traits, chain: Chain) -> bool:
    """ "The president of Chile" is not "the president of Peru": one noun, told apart by its places."""
    apart = bool(chain.places) and x.places.isdisjoint(chain.places) and x.places.isdisjoint(chain.codes)
    return apart and x.lemma in chain.heads and not chain.names


def agree(gender: str, others: str) -> str:
    """How a gender lies to those of a chain; nothing where neither is told."""
    if not gender or not others:
        return "?" if gender or others else ""
    return "yes" if others == gender else "no" if gender not in others else "both"


def sort_of(x: Traits, c: Chain) -> str:
    """The sort of a chain beside that of a nominal."""
    if x.sort in c.sorts:
        return "same"
    return min(c.sorts) if c.sorts else c.kind


def names(x: Traits, c: Chain) -> str:
    """How the name's words lie to those of the chain's names."""
    if not c.names:
        return "head" if x.lemma in c.words else "none"
    own = x.name
    if own in c.names:
        return "equal"
    best = "none"
    for name in c.names:
        how = _compared(own, name)
        if how == "equal":
            return how
        if how in {"family", "initials"} or best == "none" or (how == "first" and best != "family"):
            best = how
    return best


@lru_cache(4096)
def _compared(name: tuple[str, ...], other: tuple[str, ...]) -> str:
    """How two names lie to one another."""
    own, other = _telling(name), _telling(other)
    if own == other:
        return "equal"
    if not own or not other:
        return "none"
    words = set(own)
    if words.isdisjoint(other):
        return "initials" if _abbreviates(own, other) else "none"
    if own[-1] == other[-1] and (len(own) == 1 or len(other) == 1):
        return "family"
    if own == other[: len(own)] or other == own[: len(other)]:
        return "first"
    if words.issubset(other) or words.issuperset(other):
        return "part"
    if _abbreviates(own, other):
        return "initials"
    return "last differs" if own[-1] == other[-1] else "some"


def _telling(name: tuple[str, ...]) -> tuple[str, ...]:
    """A name without its article and "of"."""
    if _UNTELLING.isdisjoint(name):
        return name
    return tuple([w for w in name if w not in _UNTELLING]) or name


def _abbreviates(own: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Is one of two names the initials of the other?"""
    return _initials(own) == "".join(other) or _initials(other) == "".join(own).replace(".", "")


def _initials(words: tuple[str, ...]) -> str:
    return "".join([w[0] for w in words if w not in _SMALL]) if len(words) > 1 else ""
