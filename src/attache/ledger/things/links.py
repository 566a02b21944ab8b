"""Which faces are one thing under different names, and why."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import combinations, pairwise

from attache.ledger.faces import Face, Link, ordered
from attache.ledger.names import folded
from attache.ledger.things.faces import party_key
from attache.ledger.things.parties import wide
from attache.ledger.things.profiles import Whole, whole, years_agree

MOST = 5
"""Words that many things share which a short name can leave out, in any choice."""


def claims(face: Face) -> frozenset[str]:
    """Strings by which a face looks for its other names."""
    this = whole(face)
    parts = this.parts
    out: set[str] = set()
    if _acronym(this.name):
        out.add(f"initials {this.name}")
    for parties in _whose(this):
        if (_tells(this) or (this.parties and parts.subject)) and not parts.known:
            out.add(f"words {parts.kind} | {' '.join(sorted(parts.subject))} | {parties}")
        if not parts.subject and parts.sort == "paper" and this.made:
            out |= {f"day {parts.kind} | {parties} | {day}" for day in this.made}
        if parts.sort == "mechanism" and not parts.subject:
            out.add(f"mechanism {parts.kind} | {parties}")
    if parts.proper and not parts.known:
        out.add(f"words {parts.kind} | {' '.join(sorted(parts.subject))} | ")
        if parts.sort == "other" and "place" not in this.kinds:
            out.add(f"site {' '.join(sorted(parts.subject))}")
    return frozenset(out)


def answers(face: Face) -> frozenset[str]:
    """Strings under which a face is found."""
    this = whole(face)
    parts = this.parts
    out = {f"initials {i}" for i in initials(this.name)}
    shorter = [" ".join(sorted(c)) for c in short_forms(parts.subject, parts.vague)]
    for parties in _whose(this):
        out |= {f"words {parts.kind} | {form} | {parties}" for form in shorter}
        out |= {f"day {parts.kind} | {parties} | {day[:n]}" for day in this.made for n in (4, 7, 10) if len(day) >= n}
        if parts.sort == "mechanism" and not _tells(this):
            out.add(f"mechanism {parts.kind} | {parties}")
    if parts.proper:
        out |= {f"words {parts.kind} | {form} | " for form in shorter}
        if parts.sort == "other" and "place" not in this.kinds:
            core = parts.proper
            rest = sorted(parts.subject - core)
            for size in range(len(rest) + 1):
                out |= {f"site {' '.join(sorted(core | set(c)))}" for c in combinations(rest, size)}
    return frozenset(out)


def decide(key: str, claimers: Sequence[Face], answerers: Sequence[Face]) -> list[Link]:
    """The links that one string decides: a face joins the one it can mean, or those that are names of one another."""
    links = []
    for face in sorted(claimers, key=lambda f: f.id):
        this = whole(face)
        others = (a for a in sorted(answerers, key=lambda f: f.id) if a.id != face.id)
        found = [a for a in others if may_be_one(this, whole(a)) and (_tells(this) or _as_told(this, whole(a)))]
        if not found or not _all_one(found):
            continue
        best = min(found, key=lambda a: (len(whole(a).parts.subject), a.id))
        links.append(Link(face.id, best.id, key.split()[0], _why(key, face, best)))
    return ordered(links)


def _tells(this: Whole) -> bool:
    """Whether the subject holds a word that not many things share."""
    return any(word[:1].isalpha() for word in this.parts.subject - this.parts.vague)


def _as_told(one: Whole, other: Whole) -> bool:
    """Whether two names without a telling word say the same, or one says nothing: "economic partnership", "joint commission"."""
    return one.parts.subject == other.parts.subject or not one.parts.subject


def may_be_one(one: Whole, other: Whole) -> bool:
    """Whether nothing tells two faces apart: parties, years, versions, sessions' mechanisms."""
    if one.parts.known and other.parts.known and one.parts.known != other.parts.known:
        return False
    if one.parts.new != other.parts.new:
        return False
    if not years_agree(one.years, other.years) and not _same_known(one, other):
        return False
    if one.parts.sort == "paper" and not one.parts.proper and not _day_agrees(one, other):
        return False
    if one.of and other.of and one.of != other.of:
        return False
    if one.parties and other.parties:
        a, b = wide(one.parties), wide(other.parties)
        return one.parties == other.parties or one.parties <= b or other.parties <= a
    return True


def _same_known(one: Whole, other: Whole) -> bool:
    """Whether one is well known and the other is named alike: a wrong year then tells nothing."""
    known = one.parts.known or other.parts.known
    return bool(known and one.parties and one.parties == other.parties and one.parts.subject == other.parts.subject)


def _day_agrees(one: Whole, other: Whole) -> bool:
    """Of papers that only their day tells apart, the days have to agree."""
    if one.parts.subject and other.parts.subject:
        return True
    return any(a.startswith(b) or b.startswith(a) for a in one.made for b in other.made)


def _all_one(found: Sequence[Face]) -> bool:
    """Whether the faces found are names of one thing as far as their words go: each longer one holds the shorter."""
    subjects = sorted((whole(f).parts.subject for f in found), key=lambda s: (len(s), sorted(s)))
    nested = all(a <= b for a, b in pairwise(subjects))
    return nested and all(may_be_one(whole(a), whole(b)) for a, b in combinations(found, 2))


def _whose(this: Whole) -> list[str]:
    """Keys of the parties it has or, as its reports are about two, is taken to have."""
    if this.parties:
        return [party_key(this.parties)]
    out = set()
    for near in this.near:
        if not this.partial and len(near) > 1:
            out.add(party_key(near))
            continue
        others = near - wide(this.partial)
        if len(others) == 1:
            out.add(party_key(this.partial | others))
    return sorted(out) if len(out) == 1 else []


def short_forms(words: frozenset[str], vague: frozenset[str]) -> list[frozenset[str]]:
    """What is left of a subject when it is called shortly: itself, and without some of the words that many things share."""
    droppable = sorted(words & vague)[:MOST]
    sizes = range(len(droppable) + 1)
    forms = [words - frozenset(c) for size in sizes for c in combinations(droppable, size)]
    return [f for f in forms if f]


def _acronym(name: str) -> bool:
    return re.fullmatch(r"[A-Z][A-Za-z]?[A-Z&-]*[A-Z]\w?", name) is not None and len(name) > 2


def initials(name: str) -> set[str]:
    """Acronyms that a name of three words or more can have: with and without its small words."""
    words = [w for w in re.findall(r"[^\W_]+", name) if not w.isdigit()]
    if len(words) < 3 or not name[:1].isupper():
        return set()
    large = [w for w in words if w[:1].isupper()]
    if len(large) < 3:
        return set()
    plain = "".join(w[0].upper() for w in large)
    short = "".join(w if w.isupper() and len(w) < 4 else w[0].upper() for w in large)
    forms = (plain, short, "".join(w[0].upper() for w in words))
    return {f for f in forms if len(f) > 2}


_WHYS = {
    "initials": "“{one}” is the acronym of “{other}”",
    "words": "same kind of paper or body, same parties; the words of “{one}” are among those of “{other}”",
    "day": "same kind of paper, same parties, same day or year: “{one}” and “{other}”",
    "mechanism": "the same kind of body of the same parties: “{one}” and “{other}”",
    "site": "the same proper name: “{one}” and “{other}”",
}


def _why(key: str, one: Face, other: Face) -> str:
    names = sorted((whole(one).name, whole(other).name), key=lambda n: (len(folded(n)), n))
    return _WHYS[key.split()[0]].format(one=names[0], other=names[1])
