"""Events told without a name: which thing they are about, by what else is told of it.

Each rule takes what has been found so far, puts to a thing the events it decides, and gives those left over.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from attache.ledger.answers import Answers
from attache.ledger.entries import EventEntry
from attache.ledger.lifelines.meant import PAPERWORK, Everywhere
from attache.ledger.lifelines.stages import length
from attache.ledger.names import folded
from attache.ledger.things.anatomy import anatomy, stem
from attache.ledger.things.parties import party, wide
from attache.ledger.told import earliest, latest, overlap


@dataclass(frozen=True, slots=True)
class Telling:
    """An event about a thing, with the name that the thing has there."""

    entry: EventEntry
    name: str


def by_occurrence(out: dict[str, list[Telling]], homeless: Sequence[EventEntry]) -> list[EventEntry]:
    """Puts events about nothing to the thing that other tellings of the same occurrence are about; gives the others."""
    things: dict[str, set[str]] = defaultdict(set)
    for thing, told in out.items():
        for telling in told:
            if telling.entry.occurrence is not None:
                things[telling.entry.occurrence].add(thing)
    rest = []
    for entry in homeless:
        found = things.get(entry.occurrence or "", set())
        if len(found) == 1 and not entry.event.about and entry.event.mode in PAPERWORK:
            thing = min(found)
            out[thing].append(Telling(entry, out[thing][0].name))
        else:
            rest.append(entry)
    return rest


DATED = PAPERWORK | {"negotiate", "conclude-talks"}
"""Modes of what is done to a paper on days that tell which paper it was."""
MONTH = 31


def by_deed(out: dict[str, list[Telling]], homeless: Sequence[EventEntry]) -> list[EventEntry]:
    """Puts events about nothing to the one paper to which its parties are told to have done the same on the same days.

    A report that tells two such deeds of one paper without naming it is a list about that paper: the other deeds of its
    parties there are put to it as well. Gives the events left over.
    """
    deeds: dict[tuple[str, str], list[tuple[str, EventEntry]]] = defaultdict(list)
    for thing, told in sorted(out.items()):
        for entry in (t.entry for t in told if _is_dated(t.entry)):
            for month in _months(entry):
                deeds[entry.event.mode, month].append((thing, entry))
    parties = {thing: _parties(told) for thing, told in out.items()}
    found: dict[str, str] = {}
    for entry in homeless:
        if _is_dated(entry) and not entry.event.about and actors_of(entry):
            near = [deed for month in _months(entry) for deed in deeds.get((entry.event.mode, month), ())]
            things = {t for t, deed in near if overlap(entry.event.when, deed.event.when) and actors_of(entry) <= parties[t]}
            if len(things) == 1:
                found[entry.id] = min(things)
    lists = _lists(out, homeless, found)
    rest = []
    for entry in homeless:
        thing = found.get(entry.id) or lists.get(_report(entry), "")
        if thing and _is_nameless(entry) and actors_of(entry) <= parties[thing]:
            out[thing].append(Telling(entry, out[thing][0].name))
        else:
            rest.append(entry)
    return rest


def _months(entry: EventEntry) -> list[str]:
    """The month or two that a dated deed lies in."""
    when = entry.event.when
    return sorted({earliest(when)[:7], latest(when)[:7]})


def _lists(out: Mapping[str, list[Telling]], homeless: Sequence[EventEntry], found: Mapping[str, str]) -> dict[str, str]:
    """Reports that tell two or more deeds of one paper without naming it, and of no other → the paper."""
    counts = Counter((_report(e), found[e.id]) for e in homeless if e.id in found)
    counts.update((_report(t.entry), thing) for thing, told in out.items() for t in told if _is_nameless(t.entry))
    lists: dict[str, list[str]] = defaultdict(list)
    for (report, thing), number in counts.items():
        if number > 1:
            lists[report].append(thing)
    return {report: things[0] for report, things in lists.items() if len(things) == 1}


def by_leaving(out: dict[str, list[Telling]], homeless: Sequence[EventEntry]) -> list[EventEntry]:
    """Puts a withdrawal from a place to the one paper on the use of that place, which it ends; gives the events left over."""
    papers = {
        thing: anatomy(told[0].name) for thing, told in sorted(out.items()) if USE & {folded(w) for w in told[0].name.split()}
    }
    rest = []
    for entry in homeless:
        event = entry.event
        where = anatomy(event.where or "").subject
        left = event.type == "RETREAT" and event.mode == "withdraw" and event.status == "happened" and where
        things = (
            [t for t, parts in papers.items() if parts.sort == "paper" and parts.proper and parts.proper <= where] if left else []
        )
        if len(things) == 1:
            out[things[0]].append(Telling(entry, out[things[0]][0].name))
        else:
            rest.append(entry)
    return rest


def by_chairs(out: dict[str, list[Telling]], homeless: Sequence[EventEntry]) -> list[EventEntry]:
    """Puts talks of two as co-chairs to the one mechanism whose sessions both have taken part in; gives the events left over."""
    chairs = {
        thing: frozenset(
            p for t in told if t.entry.event.mode in ("meeting", "call", "talks", "conference") for p in persons_of(t.entry)
        )
        for thing, told in out.items()
    }
    rest = []
    for entry in homeless:
        two = persons_of(entry)
        told = entry.event.type == "CONSULT" and not entry.event.about and len(two) > 1
        things = (
            {t for t, known in chairs.items() if two <= known} if told and _CHAIRS.search(entry.quotes[0].sentence) else set()
        )
        if len(things) == 1:
            thing = min(things)
            out[thing].append(Telling(entry, out[thing][0].name))
        else:
            rest.append(entry)
    return rest


_CHAIRS = re.compile(r"\bco-?chair", re.IGNORECASE)
_THE_PAPER = re.compile(
    r"\b(?:the|this|that|its) (?:\w+ )?(?:text|draft|agreement|accord|treaty|pact|document|deal)\b", re.IGNORECASE
)


def persons_of(entry: EventEntry) -> frozenset[str]:
    """Ids of the persons who take part."""
    return frozenset(a.id for a in (*entry.who, *entry.target) if a.kind == "person")


def by_paragraph(out: dict[str, list[Telling]], homeless: Sequence[EventEntry], answers: Answers) -> list[EventEntry]:
    """Puts what is done to "the text" to the one paper or project whose signature the same paragraph tells of before.

    Gives the events left over.
    """
    told: dict[tuple[str, int], set[tuple[int, str]]] = defaultdict(set)
    for thing, tellings_ in out.items():
        for t in tellings_:
            if t.entry.event.mode in DATED:
                told[_paragraph(t.entry, answers)].add((t.entry.event.evidence[0].start, thing))
    rest = []
    for entry in homeless:
        start = entry.event.evidence[0].start
        open_ = entry.event.mode in DATED and not entry.event.about and _THE_PAPER.search(entry.quotes[0].sentence)
        things = {thing for at, thing in told.get(_paragraph(entry, answers), ()) if at < start} if open_ else set()
        if len(things) == 1:
            thing = min(things)
            out[thing].append(Telling(entry, out[thing][0].name))
        else:
            rest.append(entry)
    return rest


def _paragraph(entry: EventEntry, answers: Answers) -> tuple[str, int]:
    evidence = entry.event.evidence[0]
    return evidence.report, answers.text(evidence.report).rfind("\n", 0, evidence.start)


USE = frozenset(("use", "lease", "base", "bases", "basing", "stationing", "access"))
"""Words of papers by which one lets another use a place."""


def actors_of(entry: EventEntry) -> frozenset[str]:
    """Who takes part, as parties: countries and bodies of no country."""
    return frozenset(party(a.country or a.name) for a in (*entry.who, *entry.target) if a.country or a.kind == "organisation")


def _parties(told: Sequence[Telling]) -> frozenset[str]:
    """Parties of a paper: those its names tell, else those who take part in the deeds told of it."""
    named = frozenset(p for t in told for p in anatomy(t.name).parties)
    done = frozenset(p for t in told if t.entry.event.mode in DATED for p in actors_of(t.entry))
    return wide(named if len(named) > 1 else done)


def _is_dated(entry: EventEntry) -> bool:
    event = entry.event
    return event.mode in DATED and event.status == "happened" and length(event.when) <= MONTH


def _is_nameless(entry: EventEntry) -> bool:
    return entry.event.mode in DATED and not entry.event.about


def _report(entry: EventEntry) -> str:
    return entry.event.evidence[0].report


def by_kind_of_site(
    out: dict[str, list[Telling]], homeless: Sequence[EventEntry], everywhere: Everywhere, pairs: Mapping[str, tuple[str, str]]
) -> list[EventEntry]:
    """Puts talks and papers on "a nuclear power plant" to the one project of that kind of the two the report is about.

    Gives the events left over.
    """
    rest = []
    for entry in homeless:
        words = {stem(w) for w in folded(entry.quotes[0].sentence).split()}
        open_ = entry.event.mode in DATED and not entry.event.about
        things = everywhere.of_kind(words, pairs.get(_report(entry))) if open_ else {}
        if len(things) == 1:
            ((thing, name),) = things.items()
            out[thing].append(Telling(entry, name))
        else:
            rest.append(entry)
    return rest
