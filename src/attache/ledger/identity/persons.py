"""Persons: one for all orders, spellings and short forms of a name; two of one name kept apart where something tells.

A key is a name whatever the order of its words and its transliteration; `person_faces` tells two bearers of one name
apart. Names of one word, whose bearer changes, are one face for each year and set of offices.

Faces meet by strings of four kinds: `name` the key itself, to which fuller names answer with all their short forms;
`spelt` the looser spelling; `joined` the words run together; `slip` the key without one letter. A short name is linked
where only one person answers, or where a shared office, the years or plain usage leave one; else it stays alone.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import combinations, pairwise

from attache.knowledge import rows, several
from attache.ledger.countries import country_name
from attache.ledger.entries import ActorEntry
from attache.ledger.faces import Face, Link, Spelling, ordered
from attache.ledger.identity.forms import forms, is_short, is_slip, loose_key, run_together, slips, variant_kind
from attache.ledger.identity.person_faces import LIFETIME, callings_of, told_apart
from attache.ledger.identity.splitting import FOREVER, Counted, distance, offices_of, usual_country
from attache.ledger.ids import short_id
from attache.ledger.names import initials, person_key, person_words
from attache.records import ActorName

STALE = 15
"""Years from any report with a full name after which a short one no longer stands for it; for two words a lifetime."""
NEAR, FAR = 2, 8
"""A namesake counts as meant where it is met within so many years of the short name and all others are at least so far."""
MOSTLY, OFTEN = 20, 20
"""A namesake also counts as meant where it has so many reports, and so many times those of all others, in near years."""
WHOLE = 10
"""Times that a name of one word must be told more often than in full to be whole by itself."""
SLIPS = 0.2
"""Share of the reports up to which a name that differs by one letter is taken for a slip."""
CROWD = 200
"""A name that so many others could bear is decided no more: it stays alone, and what decides it stays small."""
SYLLABLES = frozenset(("VNM", "CHN", "TWN", "HKG", "MAC", "KOR", "PRK", "LAO", "THA", "KHM", "MMR"))
"""Countries of whose names only accents and spacing vary, and Khoa and Hoa are two: looser spellings join nobody there."""


def key_of(spelling: Spelling) -> str:
    """The name whatever its order, accents and transliteration. A description has no key: see `identity.described`."""
    return person_key(spelling.name)


def faces_of(key: str, spellings: Counted) -> list[Face]:
    """The faces of one key, sorted by id."""
    return told_apart(key, spellings, short=is_short(key))


def claims(face: Face) -> frozenset[str]:
    """Strings by which a face looks for others: its key, its loose spelling, its words run together."""
    strings = {f"name {face.key}", f"name {_one_initial(face.key)}"}
    return frozenset({*strings, *(f"spelt {text}" for text in spelt(face)), *_joined(face), *_slips(face)})


def answers(face: Face) -> frozenset[str]:
    """Strings under which a face is found: what it claims, and every short form of its names."""
    found = set(claims(face))
    for name in names_of(face):
        known = forms(name, face.of)
        found |= {f"name {text}" for text in known.usual | known.rare} | {f"spelt {text}" for text in known.loose}
    return frozenset(found)


def decide(key: str, claimers: Sequence[Face], answerers: Sequence[Face]) -> list[Link]:
    """The links that one string decides, given all faces that claim it and all that answer to it."""
    kind, text = key.split(" ", 1)
    claimers = sorted(claimers, key=lambda f: f.id)
    answerers = sorted(answerers, key=lambda f: f.id)
    if kind == "joined":
        return ordered(_variants(claimers, kind))
    if kind == "slip":
        return ordered(_slipped(claimers))
    links = _variants(claimers, kind) if kind == "spelt" else []
    alone: dict[str | None, list[Face]] = defaultdict(list)
    known: dict[tuple[object, ...], Bearers] = {}
    crowded = len({f.id for f in answerers} - {f.id for f in claimers}) > CROWD
    for claimer in claimers:
        trait = (claimer.key, claimer.of, initials_of(claimer))
        if trait not in known:
            found = _bearers(claimer, () if crowded else answerers, text, kind)
            known[trait] = replace(found, whole=_mononym(claimer, claimers, found))
        bearers = known[trait]
        link = None if bearers.whole else _fuller(claimer, bearers)
        if link and (kind == "name" or _spelt_loosely(claimer, bearers)):
            links.append(link)
        elif kind == "name" and claimer.key == text and is_short(text) and (bearers.whole or not (crowded or bearers.able)):
            alone[claimer.of].append(claimer)
    for faces in alone.values():
        why = f"“{best_name(faces)}” is told without more each time, and nothing sets the reports apart"
        links += [Link(one.id, other.id, "same-name", why) for one, other in pairwise(faces)]
    return ordered(links)


def entry(faces: Sequence[Face]) -> ActorEntry:
    """The person of one joined group; the fullest name stands for it."""
    name = best_name(faces)
    named = {s.name for f in faces for s, _ in f.spellings} | {a for f in faces for s, _ in f.spellings for a in s.aliases}
    leading = min((f for f in faces if name in names_of(f)), key=lambda f: (-f.reports, f.id))
    aliases = sorted(named - {name}, key=lambda a: (len(a), a))
    return ActorEntry(short_id("a", leading.id), ActorName(name), "person", usual_country(faces), tuple(aliases))


def best_name(faces: Sequence[Face]) -> str:
    """The fullest name; of equals the most frequent, then the first by the alphabet."""
    counts: Counter[str] = Counter()
    for f in faces:
        for spelling, count in f.spellings:
            counts[spelling.name] += count
    return min(counts, key=lambda n: (-len(person_words(n)), -counts[n], n))


def names_of(face: Face) -> list[str]:
    """The names of a face, once each, sorted."""
    return sorted({s.name for s, _ in face.spellings})


def _slips(face: Face) -> set[str]:
    """Strings that names with one letter's difference share; only within one known country."""
    if face.of is None or face.of in SYLLABLES or is_short(face.key):
        return set()
    return {f"slip {face.of} {text}" for text in slips(face.key)}


def spelt(face: Face) -> frozenset[str]:
    """The looser spellings of a face's names."""
    return frozenset(loose_key(name) for name in names_of(face))


def _one_initial(key: str) -> str:
    """The key with no more than one initial: "V. V. Putin" may be told in full without the second name."""
    return " ".join(key.split()[:2]) if is_short(key) else key


def _joined(face: Face) -> set[str]:
    if is_short(face.key):
        return set()
    return {f"joined {run_together(name)}" for name in names_of(face)}


def _variants(claimers: Sequence[Face], kind: str) -> list[Link]:
    """Whole names that differ in spelling only: each is linked to the most usual one of its country."""
    links = []
    for claimer in claimers:
        alike = [f for f in claimers if _may_be(claimer.of, f.of)]
        if len({f.of for f in alike if f.of} | {claimer.of} - {None}) > 1:
            continue
        usual = min(alike, key=lambda f: (f.of is None, -f.reports, f.id))
        if kind == "spelt" and usual.of in SYLLABLES:
            continue
        if usual.key != claimer.key and is_short(usual.key) == is_short(claimer.key):
            links.append(_variant(claimer, usual, kind))
    return links


def _slipped(claimers: Sequence[Face]) -> list[Link]:
    """Names that differ by one letter: each rare one is linked to the most usual."""
    usual = min(claimers, key=lambda f: (-f.reports, f.id))
    return [
        Link(f.id, usual.id, "one-letter", "“{}” and “{}” differ by one letter".format(*sorted(map(_named, (f, usual)))))
        for f in claimers
        if is_slip(f.key, usual.key) and f.reports <= max(usual.reports * SLIPS, 2) and not _outlived(f, usual)
    ]


def _named(face: Face) -> str:
    return best_name([face])


def _variant(one: Face, other: Face, kind: str) -> Link:
    a, b = sorted((best_name([one]), best_name([other])))
    if kind == "joined":
        return Link(one.id, other.id, "spacing", f"“{a}” and “{b}” are one name, its words written together or apart")
    rule = variant_kind(one.key, other.key)
    ways = "a short and a full form" if rule == "nickname" else "two spellings"
    return Link(one.id, other.id, rule, f"“{a}” and “{b}” are {ways} of one name")


@dataclass(frozen=True, slots=True)
class Bearers:
    """Whom a name can stand for: all whose names hold it, and those who are usually called so."""

    able: tuple[Face, ...]
    usual: tuple[Face, ...]
    one: bool
    """Whether all who are usually called so can be one person."""
    whole: bool = False
    """Whether the name is nobody's short form, but whole by itself."""


def _bearers(claimer: Face, answerers: Sequence[Face], text: str, kind: str) -> Bearers:
    """Those among the answerers for whom the claimer, and all faces like it, can stand."""
    able = [f for f in answerers if _may_be(claimer.of, f.of) and _tells_more(f, claimer)]
    able = [f for f in able if initials_of(f) or not any(_same_but_initials(f, o) for o in able)]
    if kind == "name" and claimer.key != text:
        able = [f for f in able if len(f.key.split()) == 2]
    usual = [f for f in able if _usually(f, text, kind)]
    return Bearers(tuple(able), tuple(usual), bool(usual) and _one_person(usual))


def _fuller(claimer: Face, bearers: Bearers) -> Link | None:
    """The link to the one person that the name can stand for."""
    usual = [f for f in bearers.usual if not (_clash(claimer, f) or _outlived(claimer, f))]
    if bearers.one:
        fits = len(usual) == len(bearers.usual)
        return _link(claimer, _first(usual), _rule(claimer, usual[0]), usual) if fits else None
    if usual and _one_person(usual):
        return _link(claimer, _first(usual), "office", usual)
    offices = offices_of(claimer)
    held = [f for f in bearers.able if offices & offices_of(f) and distance(claimer, f) < FAR] if offices else []
    if held and _one_person(held):
        return _link(claimer, _first(held), "office", held)
    near = [f for f in usual if distance(claimer, f) <= NEAR]
    if near and _one_person(near) and all(FAR <= distance(claimer, f) < FOREVER for f in usual if f not in near):
        return _link(claimer, _first(near), "years", near)
    return _mostly(claimer, near)


def _outlived(short: Face, full: Face) -> bool:
    """Whether the full name is met only in other times, and not in the short name's office."""
    limit = STALE if is_short(short.key) else LIFETIME
    return limit <= distance(short, full) < FOREVER and not offices_of(short) & offices_of(full)


def _clash(one: Face, other: Face) -> bool:
    """Whether one is only met in an office of state and the other only in a calling outside it."""
    ways = [{way for s, _ in f.spellings for way in callings_of(s)} for f in (one, other)]
    return bool(ways[0] and ways[1]) and not ways[0] & ways[1]


def _spelt_loosely(claimer: Face, bearers: Bearers) -> bool:
    """Whether the name may be theirs in another spelling; of one key they are linked, if at all, by that."""
    return not any(f.of in SYLLABLES or f.key == claimer.key for f in bearers.usual)


def _mononym(claimer: Face, claimers: Sequence[Face], bearers: Bearers) -> bool:
    """Whether a name of one word is told so much more often than the full names that hold it that it is whole by itself
    ("Suharto", whatever "Tommy Suharto" does)."""
    if not bearers.usual or len(claimer.key.split()) > 1:
        return False
    alone = sum(f.reports for f in claimers if (f.key, f.of) == (claimer.key, claimer.of))
    return alone >= WHOLE and alone > WHOLE * sum(f.reports for f in bearers.usual)


def _mostly(claimer: Face, near: Sequence[Face]) -> Link | None:
    """The link to the namesake that nearly all reports of the time mean."""
    most = max(near, key=lambda f: (f.reports, f.id), default=None)
    if most is None or most.reports < OFTEN:
        return None
    others = sum(f.reports for f in near if not _one_person([f, most]))
    return _link(claimer, most, "mostly", near) if most.reports >= MOSTLY * others else None


def _may_be(short: str | None, full: str | None) -> bool:
    """A name joins across an unknown country only towards the unknown side of itself."""
    return short is None or short == full


def _tells_more(face: Face, than: Face) -> bool:
    """Whether a face names its bearer more closely: by more words, by initials, by a country."""
    if face.id == than.id:
        return False
    if face.key != than.key:
        return len(face.key.split()) > len(than.key.split()) or _longer(face, than)
    return not is_short(face.key) and (
        (than.of is None and face.of is not None) or (bool(initials_of(face)) and not initials_of(than) and face.of == than.of)
    )


def _longer(face: Face, than: Face) -> bool:
    """ "Sergei Lavrov" and "S. V. Lavrov": words weigh more than initials."""
    return not is_short(face.key) and is_short(than.key)


def initials_of(face: Face) -> str:
    """The longest initials with which a face of a full name is spelt."""
    return max((initials(s.name) for s, _ in face.spellings), key=len, default="") if not is_short(face.key) else ""


def _same_but_initials(face: Face, other: Face) -> bool:
    return face.key == other.key and face.of == other.of and not initials_of(face) and bool(initials_of(other))


def _usually(face: Face, text: str, kind: str) -> bool:
    """Whether the text is a usual form of the face's names, not one that needs a further sign."""
    known = [forms(name, face.of) for name in names_of(face)]
    if kind == "spelt":
        return text in spelt(face) or any(text in f.loose for f in known)
    return text == face.key or any(text in f.usual for f in known)


def _one_person(faces: Sequence[Face]) -> bool:
    """Whether the faces can all be one person: each two are one name in two spellings, or one the other's short form."""
    return all(_alike(a, b) for a, b in combinations(faces, 2))


def _alike(one: Face, other: Face) -> bool:
    if one.of and other.of and one.of != other.of:
        return False
    if one.key == other.key:
        return one.id == other.id or is_short(one.key)
    if (spelt(one) & spelt(other) and not {one.of, other.of} & SYLLABLES) or _joined(one) & _joined(other):
        return True
    return _stands_for(one, other) or _stands_for(other, one)


def _stands_for(short: Face, full: Face) -> bool:
    """Whether the one's name can be a short form of the other's; of "V. V. Putin" the second letter may be untold."""
    known = [forms(name, full.of) for name in names_of(full)]
    told = frozenset[str]().union(*(f.usual for f in known))
    if short.key in told or any(spelt(short) & f.loose for f in known):
        return True
    return len(full.key.split()) == 2 and _one_initial(short.key) in told


def _first(faces: Sequence[Face]) -> Face:
    """The one to link to: the shortest full name, then the most usual."""
    return min(faces, key=lambda f: (is_short(f.key), len(f.key.split()), -f.reports, f.id))


def _rule(claimer: Face, found: Face) -> str:
    if found.key == claimer.key:
        return "same-name"
    if not is_short(claimer.key):
        return "fuller-name"
    return "initials" if len(claimer.key.split()) > 1 else "short-name"


def _link(short: Face, full: Face, rule: str, among: Sequence[Face]) -> Link:
    """The link, told in plain words."""
    a, b = best_name([short]), best_name([*among])
    whose = _people_of(full.of)
    year = next((f" {s.year}" for s, _ in short.spellings if s.year), "")
    why = {
        "same-name": f"“{a}” without a country can only be “{b}”, the one {whose} of that name in these reports",
        "fuller-name": f"“{a}” is a shorter form of “{b}”, and no other {whose} in these reports has both names",
        "initials": f"“{a}” is “{b}” with initials, the one {whose} in these reports with these",
        "short-name": f"“{a}” can only be “{b}”, the one {whose} of that name in these reports",
        "office": f"“{a}” is met in the offices of “{b}”, and others of that name are not",
        "years": f"“{a}” in{year} can only be “{b}”: others of that name are met {FAR} years away or more",
        "mostly": f"“{a}” is “{b}” in nearly all reports of the time that give the full name",
    }
    return Link(short.id, full.id, rule, why[rule])


@cache
def _people_of(code: str | None) -> str:
    """ "Russian person", "person" where the country is not known."""
    row = next((row for row in rows("countries") if row["iso3"] == code), None)
    if code is None:
        return "person"
    return f"{several(row['demonyms'])[0]} person" if row and row["demonyms"] else f"person from {country_name(code)}"
