"""Where names of actors and cue words stand in a text: two automata (Aho–Corasick) over the knowledge tables.

Names are looked up as they are written, for "Turkey" is a country and "turkey" is not; cues in small letters. A hit counts only
where a word begins and ends; a cue with a star may go on.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from attache.knowledge import rows, several

_EN: Final = "attache.language.en"
_SHORTEST_SHOUTED: Final = 4
"""Names of at least this many letters are also known in capitals, as headlines set them: "IRAN", but not "CHAD" for a chad."""

WEIGHTS: Final = {
    "alliance": 1.0,
    "armed": 0.9,
    "bank": 0.5,
    "bloc": 1.0,
    "company": 0.1,
    "council": 0.9,
    "court": 0.6,
    "executive": 1.0,
    "government": 1.0,
    "military": 1.0,
    "ministry": 0.9,
    "ngo": 0.5,
    "parliament": 0.8,
    "party": 0.3,
    "un": 0.8,
    "agency": 0.5,
}
"""How sure an organisation of a kind is an actor of relations; kinds not named here (media, institutes) are none."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name of an actor: whom it names, and how sure it does (0 to 1)."""

    written: str
    actor: str
    weight: float


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue word: its class, and whether it may go on."""

    written: str
    cls: str
    open: bool


def names_in(text: str) -> list[tuple[int, Name]]:
    """Names of actors and where they begin, in the order of the text; the longest of those that overlap."""
    automaton, known = _names()
    last = len(text)
    whole = [
        (start, -end, index)
        for index, start, end in automaton.find_matches_as_indexes(text, overlapping=True)
        if (not start or not text[start - 1].isalnum()) and (end == last or not text[end].isalnum())
    ]
    return [(start, known[index]) for start, index in _longest(whole)]


def cues_in(text: str) -> list[tuple[int, Cue]]:
    """Cue words and where they begin, in the order of the text; the longest of those that overlap."""
    automaton, known = _cues()
    small = text.lower()
    last = len(small)
    whole = [
        (start, -end, index)
        for index, start, end in automaton.find_matches_as_indexes(small, overlapping=True)
        if (not start or not small[start - 1].isalnum()) and (known[index].open or end == last or not small[end].isalnum())
    ]
    return [(start, known[index]) for start, index in _longest(whole)]


def _longest(found: list[tuple[int, int, int]]) -> list[tuple[int, int]]:
    """Of `(start, -end, index)` those that begin first, the longest of them; what overlaps them is left out.

    The automaton's own choice of the longest would take "the Sudan" in "the Sudanese" and miss what is whole.
    """
    out = []
    free = 0
    for start, negative, index in sorted(found):
        if start >= free:
            out.append((start, index))
            free = -negative
    return out


_ENDS = re.compile(r"(?<![A-Z])(?<!Mr)(?<!Dr)(?<!Mrs)(?<!Gen)(?<!Sen)(?<!Gov)(?<!St)[.!?][\"”’)\]]{0,3}\s{1,3}(?=[A-Z“\"(\[])|\n")


def sentence_starts(text: str) -> list[int]:
    """Where sentences begin, roughly: enough to tell which names stand together."""
    return [0, *(match.end() for match in _ENDS.finditer(text))]


@cache
def _names() -> tuple[AhoCorasick, tuple[Name, ...]]:
    known: dict[str, Name] = {}
    for name in (*_own_names(), *_countries(), *_bodies(), *_places(), *_heads()):
        known.setdefault(name.written, name)
    for name in _shouted(known):
        known.setdefault(name.written, name)
    # Names without weight stay in: "New Mexico" must be found, so that "Mexico" is not.
    found = tuple(known.values())
    return _automaton([name.written for name in found]), found


@cache
def _cues() -> tuple[AhoCorasick, tuple[Cue, ...]]:
    found = tuple(
        Cue(word.rstrip("*"), row["class"], word.endswith("*"))
        for row in rows("gate_cues", package=_EN)
        for word in several(row["words"])
    )
    return _automaton([cue.written for cue in found]), found


def _automaton(written: list[str]) -> AhoCorasick:
    return AhoCorasick(written, matchkind=MatchKind.Standard, implementation=Implementation.ContiguousNFA)


def _own_names() -> list[Name]:
    """What `gate_names.tsv` says, with the actor of the other tables where it names none."""
    others = {name.written: name.actor for name in (*_bodies(), *_countries())}
    return [
        Name(row["name"], row["actor"] or others.get(row["name"], ""), float(row["weight"]))
        for row in rows("gate_names", package=_EN)
    ]


def _countries() -> list[Name]:
    out = []
    for row in rows("countries"):
        code = row["iso3"]
        out += [Name(written, code, 1.0) for written in (row["name"], *several(row["aliases"]))]
        for demonym in several(row["demonyms"]):
            out.append(Name(demonym, code, 1.0))
            if not demonym.endswith(("ese", "ish", "ch", "ss", "S", "s", "man")):
                out.append(Name(demonym + "s", code, 1.0))
        out += [Name(written, code, 0.5) for written in several(row["capital"])]
        out += [Name(written, code, 0.9) for written in several(row["metonyms"])]
    return out


def _bodies() -> list[Name]:
    blocs = {row["body"]: row["bloc"] for row in rows("bloc_bodies")}
    out = []
    for row in rows("organisations"):
        actor = row["country"] or blocs.get(row["name"], row["name"])
        weight = WEIGHTS.get(row["kind"], 0.0)
        if row["kind"] == "armed":
            actor = row["name"]
        for written in (row["name"], *several(row["aliases"])):
            # Of three letters and less there are too many acronyms to be sure of one.
            sure = weight if len(written) > 2 or weight == 1.0 else weight / 2
            out.append(Name(written, actor, sure))
        out += [Name(written, actor, 0.5) for written in several(row["metonyms"])]
    return out


def _places() -> list[Name]:
    """Places inside one country: what stands there may concern it."""
    return [
        Name(written, row["of"], 0.4)
        for row in rows("places")
        if len(row["of"]) == 3 and row["of"].isupper()
        for written in (row["name"], *several(row["aliases"]))
    ]


def _heads() -> list[Name]:
    """Heads of state and government by their full names."""
    return [
        Name(written, row["of"], 0.8)
        for row in rows("terms")
        for written in (row["person"], *several(row["aliases"]))
        if " " in written
    ]


def _shouted(known: dict[str, Name]) -> list[Name]:
    return [
        Name(written.upper(), name.actor, name.weight)
        for written, name in known.items()
        if len(written) >= _SHORTEST_SHOUTED and name.weight > 0
    ]
