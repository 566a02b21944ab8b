"""relations: pairs of phrases that a document relates, from the records that tell such a relation.

Events give CommWith, Likes, Dislikes, FightingAgainst and AlliesOf between doer and target; tenures give InChargeOf; a name with
its short form in brackets gives IsSynonymOf; a place named right after an actor or another place gives CoLocated.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from attache.reading.analysis import Analysis
from attache.reading.events import find_events
from attache.reading.offices import find_tenures
from attache.reading.statements import find_statements
from attache.records import Evidence, Mention
from benchmarks.accuracy.analysed import analysed
from benchmarks.accuracy.lines import Line

_BY_TYPE = {
    "CONSULT": "CommWith",
    "REQUEST": "CommWith",
    "SUPPORT": "Likes",
    "ACCUSE": "Dislikes",
    "REJECT": "Dislikes",
    "ASSAULT": "FightingAgainst",
    "COOPERATE": "AlliesOf",
}
_IN = re.compile(r",? (?:in|at|near|,) (?:the )?|, ?")
_IN_BRACKETS = re.compile(r" ?\(")


def relations(gold: Line) -> Line:
    """Relations that the records of a document tell, each end with its passage."""
    at = analysed(gold["text"])
    found = [*_of_events(at), *_of_tenures(at), *_of_neighbours(at)]
    lines = [{"type": kind, "source": _end(a), "target": _end(b)} for kind, a, b in dict.fromkeys(found)]
    return {"id": gold["id"], "relations": lines}


def _end(passage: Evidence) -> Line:
    return {"start": passage.start, "end": passage.end, "text": passage.text}


def _of_events(at: Analysis) -> Iterator[tuple[str, Evidence, Evidence]]:
    events, _ = find_events(at, find_statements(at))
    for event in events:
        kind = _BY_TYPE.get(event.type)
        others = event.target or event.who[1:]
        for doer in event.who[:1] if not event.target else event.who:
            for other in others:
                one, two = _named(at, event.evidence[0], doer), _named(at, event.evidence[0], other)
                if kind and one and two:
                    yield kind, one, two


def _of_tenures(at: Analysis) -> Iterator[tuple[str, Evidence, Evidence]]:
    for tenure in find_tenures(at):
        person = _named(at, tenure.evidence[0], tenure.person)
        of = _named(at, tenure.evidence[0], tenure.of) if tenure.of else None
        if person and of:
            yield "InChargeOf", person, of


def _of_neighbours(at: Analysis) -> Iterator[tuple[str, Evidence, Evidence]]:
    apart = [m for m in at.mentions if m.form != "demonym"]
    for one, two in pairwise(apart):
        between = at.report.text[one.evidence.end : two.evidence.start]
        if one.name == two.name and _IN_BRACKETS.fullmatch(between):
            yield "IsSynonymOf", one.evidence, two.evidence
        elif two.kind in {"country", "place"} and one.name != two.name and _IN.fullmatch(between):
            yield "CoLocated", one.evidence, two.evidence


def _named(at: Analysis, where: Evidence, name: str) -> Evidence | None:
    """The passage in `where` that names an actor, a name before a pronoun."""
    inside: list[Mention] = [m for m in at.mentions_within(where.start, where.end) if m.name == name]
    return min(inside, key=lambda m: (m.form == "pronoun", m.evidence.start)).evidence if inside else None
