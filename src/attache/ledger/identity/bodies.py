"""Organisations: one over name, acronym, ministry wording and renaming; two that share a name stay two.

A key is the name's telling words without those of its own country, which then tells bodies of one name apart. Faces meet
by `name` (a key; whoever has it as an alias or, without a country, in its name claims it), by `in` (a key within one
country, ministries by their usual name), by `firm` (a key without "group" or "company"), by `short` (an acronym that
reports give), both within one country, and by `renamed` (what a body became). An acronym that two bodies share stays
alone, unless only one of them is met near its year; an acronym of no country is therefore one face a year.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations, pairwise

from attache.ledger.entries import ActorEntry
from attache.ledger.faces import Face, Link, Spelling, ordered
from attache.ledger.identity.body_names import (
    Renamed,
    acronym_of,
    body_key,
    country_in,
    firm_key,
    former_names,
    heads,
    international,
    usual_ministry,
)
from attache.ledger.identity.splitting import FOREVER, Counted, by_country, distance, face, usual_country
from attache.ledger.ids import short_id
from attache.ledger.names import title_key
from attache.records import ActorName

SURE, SHARE = 2, 0.1
"""Reports, and share of those with the usual country, at which a name of its own ("Rosatom") counts as two countries'
bodies; of names that every country's bodies bear ("Ministry of Finance") one report is enough."""
NEAR, FAR = 3, 10
"""A body counts as meant by an acronym where it is met within so many years, and all others are at least so far."""


def key_of(spelling: Spelling) -> str:
    """The name's telling words without those of its country. A description has no key: see `identity.described`."""
    return body_key(spelling.name, spelling.of)


def faces_of(key: str, spellings: Counted) -> list[Face]:
    """The faces of one key, sorted by id: apart by country where two are told, acronyms of no country by year."""
    found = []
    generic = any(is_generic(word) for word in key.split())
    parts = by_country(spellings, reports=1 if generic else SURE, share=0.0 if generic else SHARE)
    for of, part in ({None: spellings} if key in international() else parts).items():
        if of is None and all(is_acronym(s.name) for s in part):
            found += _by_meaning(key, part)
        else:
            found.append(face("organisation", key, of, part))
    return sorted(found, key=lambda f: f.id)


def claims(face: Face) -> frozenset[str]:
    """Strings by which a face looks for others."""
    found = {f"name {body_key(alias, face.of)}" for alias in aliases_of(face) if not is_generic(alias)}
    if face.of is None:
        found |= {f"name {title_key(name)}" for name in names_of(face)}
        found |= {f"in {c} {usual_ministry(body_key(n, c), c)}" for n in names_of(face) for c in country_in(n)}
    else:
        found.add(f"in {face.of} {usual_ministry(face.key, face.of)}")
    return frozenset(found | _acronyms(face) | _firms(face) | {f"renamed {r.key}" for r in former_rows(face)})


def answers(face: Face) -> frozenset[str]:
    """Strings under which a face is found: its key and names, within its country, and as what other bodies became."""
    found = {f"name {face.key}", f"renamed {face.key}", *(f"name {title_key(name)}" for name in names_of(face))}
    found |= _acronyms(face) | _firms(face) | {f"renamed {r.key}" for r in former_rows(face)}
    if face.of is not None:
        found.add(f"in {face.of} {usual_ministry(face.key, face.of)}")
    return frozenset(found)


def _acronyms(face: Face) -> set[str]:
    """Acronyms that reports give for a body of a known country."""
    return {f"short {face.of} {body_key(a, face.of)}" for a in aliases_of(face) if face.of and is_acronym(a)}


def _firms(face: Face) -> set[str]:
    """The name of a firm of a known country without the words for its form."""
    core = firm_key(face.key)
    return {f"firm {face.of} {core}"} if face.of and core else set()


def decide(key: str, claimers: Sequence[Face], answerers: Sequence[Face]) -> list[Link]:
    """The links that one string decides, given all faces that claim it and all that answer to it."""
    kind, text = key.split(" ", 1)
    claimers = sorted(claimers, key=lambda f: f.id)
    answerers = sorted(answerers, key=lambda f: f.id)
    if kind == "in":
        return ordered(_within(claimers, answerers, text.split(" ", 1)[0]))
    if kind == "firm":
        why = "“{}” and “{}” differ only by the word for the form of the firm"
        return ordered(_pairs(claimers, "company-form", why))
    if kind == "short":
        return ordered(_shared(claimers, text.split(" ", 1)[1]))
    if kind == "renamed":
        return ordered(_renamed(claimers, answerers, text))
    return ordered(_by_name(text, claimers, answerers))


def entry(faces: Sequence[Face]) -> ActorEntry:
    """The body of one joined group, under its most frequent name; of a renamed one under the newer name."""
    name = best_name(faces)
    named = {*(n for f in faces for n in names_of(f)), *(a for f in faces for a in aliases_of(f))}
    leading = min((f for f in faces if name in names_of(f)), key=lambda f: (-f.reports, f.id))
    aliases = sorted(named - {name}, key=lambda a: (len(a), a))
    return ActorEntry(short_id("a", leading.id), ActorName(name), "organisation", usual_country(faces), tuple(aliases))


def best_name(faces: Sequence[Face]) -> str:
    """The most frequent name; of equals the longest, then the first by the alphabet. Former names only for want of others."""
    now = {f.id for f in faces} - {f.id for f in faces if former_rows(f)} or {f.id for f in faces}
    counts: Counter[str] = Counter()
    for f in faces:
        for spelling, count in f.spellings if f.id in now else ():
            counts[spelling.name] += count
    return min(counts, key=lambda n: (-counts[n], -len(n), n))


def names_of(face: Face) -> list[str]:
    """The names of a face, once each, sorted."""
    return sorted({s.name for s, _ in face.spellings})


def aliases_of(face: Face) -> list[str]:
    """The other names that reports give, once each, sorted."""
    return sorted({alias for s, _ in face.spellings for alias in s.aliases})


def is_acronym(name: str) -> bool:
    """Whether a name is one word of capitals."""
    return re.fullmatch(r"[A-Z][A-Z0-9&.-]*[A-Z0-9.]", name) is not None


def is_generic(name: str) -> bool:
    """Whether an alias is only a head word ("Commission"), which any body of that kind may be called."""
    return name.casefold() in heads()


def _by_meaning(key: str, spellings: Counted) -> list[Face]:
    """Faces of an acronym of no country: one for each full name that reports give with it, and one a year without."""
    full = {s: frozenset(body_key(a, None) for a in s.aliases if not is_acronym(a)) for s in spellings}
    meanings = _overlapping(full.values())
    parts: dict[str | int | None, dict[Spelling, int]] = defaultdict(dict)
    for spelling, count in spellings.items():
        told = next((m for m in meanings if m & full[spelling]), None)
        parts[min(told) if told else spelling.year][spelling] = count
    return [face("organisation", key, None, part, told) for told, part in parts.items()]


def _overlapping(sets: Iterable[frozenset[str]]) -> list[frozenset[str]]:
    """The sets joined wherever they share a member; empty ones left out."""
    joined: list[frozenset[str]] = []
    for one in sets:
        near = [other for other in joined if other & one]
        joined = [other for other in joined if other not in near] + ([one.union(*near)] if one else [])
    return joined


def _by_name(text: str, claimers: Sequence[Face], answerers: Sequence[Face]) -> list[Link]:
    """Links of those that are called so to the one body that has it as another name."""
    links = []
    alone = []
    for owner in answerers:
        able = [c for c in claimers if _tells_more(c, owner, text) and _may_name(c, owner, text)]
        chosen, rule = _the_one(able, owner, text)
        if chosen:
            links += [Link(f.id, owner.id, rule, _why(f, owner, rule)) for f in chosen]
        elif owner.key == text and owner.of is None and is_acronym(names_of(owner)[0]) and not aliases_of(owner):
            alone.append(owner)
    why = f"“{best_name(alone)}” is told without more each time, and nothing sets the reports apart" if alone else ""
    return links + [Link(a.id, b.id, "same-name", why) for a, b in pairwise(alone)]


def _tells_more(face: Face, than: Face, text: str) -> bool:
    """Whether a face is called otherwise too: by its own name, or by a full name told beside the acronym."""
    return face.id != than.id and (face.key != text or (face.of == than.of and not aliases_of(than) and bool(aliases_of(face))))


def _may_name(claimer: Face, owner: Face, text: str) -> bool:
    """Whether an alias of one can be the other's name. "Security Council" as an alias of an international body is not the
    "Security Council of Russia", whose key is the same."""
    if not _agree(claimer.of, owner.of):
        return False
    return claimer.of is not None or owner.of is None or text in {title_key(name) for name in names_of(owner)}


def _shared(claimers: Sequence[Face], text: str) -> list[Link]:
    """Links of one country's bodies for which reports give one acronym, though none may be called by it alone."""
    why = "“{}” and “{}” have one acronym in one country, which only one of them spells"
    return _pairs(claimers, "shared-acronym", why) if _one_body(claimers, text) else []


def _pairs(faces: Sequence[Face], rule: str, why: str) -> list[Link]:
    """Links that make the faces one."""
    return [Link(a.id, b.id, rule, why.format(*sorted(map(_named, (a, b))))) for a, b in pairwise(faces)]


def _named(face: Face) -> str:
    return best_name([face])


def _the_one(able: Sequence[Face], owner: Face, text: str) -> tuple[Sequence[Face], str]:
    """The faces of the one body that can be meant, and by which rule."""
    acronym = is_acronym(names_of(owner)[0])
    rule = "acronym" if acronym else "alias"
    if able and _one_body(able, text):
        return able, rule
    near = [f for f in able if distance(f, owner) <= NEAR]
    if acronym and near and _one_body(near, text) and all(FAR <= distance(f, owner) < FOREVER for f in able if f not in near):
        return near, "years"
    return (), rule


def _one_body(faces: Sequence[Face], text: str) -> bool:
    return all(_alike(a, b, text) for a, b in combinations(faces, 2))


def _alike(one: Face, other: Face, text: str) -> bool:
    """Whether two bodies with one alias can be one: of one country and not both spelling the acronym with their own
    words ("Ministry of Finance", "Ministry of Fisheries"), or one the other's alias."""
    if not _agree(one.of, other.of):
        return False
    if one.key == other.key:
        return not (one.of is None and other.of is None and aliases_of(one) and aliases_of(other))
    if f"name {other.key}" in claims(one) or f"name {one.key}" in claims(other):
        return True
    if one.of is None or other.of is None:
        return False
    return not all(any(acronym_of(n, f.of) == text.replace(" ", "") for n in names_of(f)) for f in (one, other))


def _within(claimers: Sequence[Face], answerers: Sequence[Face], of: str) -> list[Link]:
    """Links within one country: of a body without a country that names it, and of a ministry under another wording."""
    if not answerers:
        return []
    usual = min(answerers, key=lambda f: (-f.reports, f.id))
    links = []
    for claimer in claimers:
        rule = "country-in-name" if claimer.of is None else "ministry"
        if claimer.id != usual.id and (claimer.of is None or claimer.of == of):
            links.append(Link(claimer.id, usual.id, rule, _why(usual, claimer, rule)))
    return links


def _renamed(claimers: Sequence[Face], answerers: Sequence[Face], text: str) -> list[Link]:
    """Links of former names to the body's own, or to each other where no report has that."""
    links = []
    for former in claimers:
        for row in former_rows(former):
            able = [f for f in answerers if f.id != former.id and row.key == text and _at_home(f, row)]
            now = [f for f in able if f.key == text] or [f for f in able if f.id < former.id]
            if now and len({f.of for f in now}) == 1:
                why = f"“{best_name([former])}” became “{row.name}” in {row.since} ({row.note})"
                links.append(Link(former.id, now[0].id, "renamed", why))
    return links


def former_rows(face: Face) -> list[Renamed]:
    """What the body became, where one of its names is a former one; an acronym counts only up to its time."""
    years = [s.year for s, _ in face.spellings if s.year is not None]
    told = [r for name in names_of(face) for r in former_names(body_key(name, face.of))]
    in_time = [r for r in told if not is_acronym(r.former) or (years and max(years) <= r.since + 1)]
    return [r for r in dict.fromkeys(in_time) if _at_home(face, r)]


def _at_home(face: Face, row: Renamed) -> bool:
    """A national body's row is only for bodies known to be of that country."""
    return row.country is None or row.country == face.of


def _agree(one: str | None, other: str | None) -> bool:
    return one is None or other is None or one == other


def _why(full: Face, short: Face, rule: str) -> str:
    a, b = best_name([full]), best_name([short])
    return {
        "acronym": f"“{b}” can only be “{a}”, the one body in these reports with that acronym",
        "alias": f"“{b}” is another name of “{a}” in a report or a table",
        "years": f"“{b}” can only be “{a}”: others with that acronym are met {FAR} years away or more",
        "country-in-name": f"“{b}” names the country of “{a}”",
        "ministry": f"“{a}” and “{b}” are two wordings for one ministry",
    }[rule]
