"""Spellings that are one thing whatever else is known: alike in kind, subject, parties and year, whatever the order of words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

from attache.ledger.faces import Face, Spelling
from attache.ledger.ids import short_id
from attache.ledger.names import title_key
from attache.ledger.things.anatomy import Anatomy, anatomy
from attache.ledger.things.profiles import Profile, profile

Counted = tuple[Spelling, int]


def key_of(spelling: Spelling) -> str:
    """The key under which a spelling is found: kind, words of the subject, and of what has no name of its own the parties."""
    this = profile(spelling)
    parts = this.parts
    if parts.known is not None:
        return f"known {title_key(parts.known)}"
    return " ".join(filter(None, (parts.kind, "|", subject_key(parts), "|", party_key(this.parties), "|", *_version(parts))))


def subject_key(parts: Anatomy) -> str:
    """The words of the subject in one order."""
    return " ".join(sorted(parts.subject))


def party_key(parties: frozenset[str]) -> str:
    """The parties in one order."""
    return "+".join(sorted(parties))


def _version(parts: Anatomy) -> tuple[str, ...]:
    return (*((parts.year,) if parts.year else ()), *(("new",) if parts.new else ()))


def faces_of(key: str, spellings: Mapping[Spelling, int]) -> list[Face]:
    """The faces under one key, sorted by id.

    Well-known things are one. Others are apart where they were made two years or more from each other; where nothing but the
    kind is named, where made on different days; where no parties are told, where the reports are about different ones.
    """
    counted = sorted(spellings.items(), key=lambda c: _in_order(c[0]))
    if key.startswith("known "):
        return [_face(key, "", counted)]
    out: list[Face] = []
    for mark, group in _split(counted, _whose):
        for day, members in _by_time(group):
            out.append(_face(key, f"{mark} {day}".strip(), members))
    return sorted(out, key=lambda f: f.id)


def _in_order(s: Spelling) -> tuple[object, ...]:
    return (s.name, s.kind, s.marks, s.year or 0, s.parties, s.of or "", s.aliases)


def _face(key: str, apart: str, members: Sequence[Counted]) -> Face:
    owners = {s.of for s, _ in members if s.of}
    return Face(short_id("g", key, apart or None), "thing", key, min(owners) if len(owners) == 1 else None, tuple(members))


def _split(counted: Sequence[Counted], mark: Callable[[Profile], str]) -> list[tuple[str, list[Counted]]]:
    groups: dict[str, list[Counted]] = defaultdict(list)
    for item in counted:
        groups[mark(profile(item[0]))].append(item)
    return sorted(groups.items())


def _whose(this: Profile) -> str:
    """Whose it is, where the name does not tell: the parties the report is about."""
    parts = this.parts
    if parts.proper or this.parties:
        return ""
    if parts.sort == "other" and not parts.subject <= parts.types | parts.vague:
        return this.of or ""
    if parts.sort == "other" and this.of:
        return this.of
    return "+".join(sorted(this.near | this.partial)) + this.alone


def _by_time(counted: Sequence[Counted]) -> list[tuple[str, list[Counted]]]:
    """Papers apart by when they were made, those of unknown time with the only one there is."""
    parts = anatomy(counted[0][0].name)
    if parts.sort != "paper":
        return [("", list(counted))]
    bare = not parts.subject
    known: dict[str, list[Counted]] = defaultdict(list)
    unknown: list[Counted] = []
    for item in counted:
        made = sorted(profile(item[0]).made)
        if made:
            known[made[-1] if bare else made[0][:4]].append(item)
        else:
            unknown.append(item)
    groups = _by_day(known) if bare else _by_year(known)
    if bare:
        # "The agreement" of two reports is one only where a day says so, or where both came out in one year.
        return sorted([*groups, *((f"told {y}", g) for y, g in _split(unknown, lambda p: str(p.report_year)))])
    if parts.new:
        return sorted([*groups, *((f"told {y}", g) for y, g in _near_years(unknown))])
    if unknown and len(groups) == 1:
        return [("", [*groups[0][1], *unknown])]
    return sorted([*groups, *([("", unknown)] if unknown else [])]) if len(groups) > 1 else [("", list(counted))]


def _by_day(known: Mapping[str, list[Counted]]) -> list[tuple[str, list[Counted]]]:
    """A coarser day joins the only finer one it holds."""
    out: dict[str, list[Counted]] = {}
    for day in sorted(known, key=lambda d: (-len(d), d)):
        within = [d for d in out if d.startswith(day)]
        out.setdefault(within[0] if len(within) == 1 else day, []).extend(known[day])
    return sorted(out.items())


def _by_year(known: Mapping[str, list[Counted]]) -> list[tuple[str, list[Counted]]]:
    """Neighbouring years are one: reports differ over the turn of a year."""
    out: list[tuple[str, list[Counted]]] = []
    last = 0
    for year in sorted(known):
        if out and int(year) - last < 2:
            out[-1][1].extend(known[year])
        else:
            out.append((year, list(known[year])))
        last = int(year)
    return out


def _near_years(unknown: Sequence[Counted]) -> list[tuple[str, list[Counted]]]:
    """A "new" paper told within three years is one."""
    known = dict(_split(unknown, lambda p: str(p.report_year or 0)))
    out: list[tuple[str, list[Counted]]] = []
    for year, group in sorted(known.items()):
        if out and int(year) - int(out[-1][0]) <= 2:
            out[-1][1].extend(group)
        else:
            out.append((year, list(group)))
    return out
