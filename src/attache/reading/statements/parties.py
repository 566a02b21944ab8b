"""The parties of a communiqué or joint statement: who "the Ministers", "they" and "the communiqué" are.

In: an Analysis. Out: the states, or the body, whose document or meeting the report gives; empty where nothing names them.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from attache.reading.analysis import Analysis
from attache.records import ActorName, Mention

_HEADING = re.compile(
    r"\bcommuniqu|\bjoint (?:press )?(?:statement|release)|\bdeclaration\b|\bagreed minutes\b|\bministerial statement\b"
    r"|\b(?:chair|co-chairs?|chairman)['’]?s?['’]? (?:statement|summary)|\bconclusions\b",
    re.I,
)
_OFFICES = re.compile(
    r"\b(?:ministers?|presidents|leaders|heads of (?:state|government)|chancellors|representatives|delegations|officials)\b", re.I
)
_OPENS = re.compile(
    r"^(?:[-–•*]|\(?\w{1,3}[.)])?\s*(?:The )?(?:Ministers|Leaders|Parties|Participants|Co-?[Cc]hairs|Presidents"
    r"|(?:[Tt]wo|[Bb]oth) (?:[Ss]ides|[Mm]inisters|[Ll]eaders)|Heads of (?:State|Government|Delegation)) [a-z]",
    re.M,
)
# A heading is a line of few words; the parties are named within the first sentences under it.
_SHORT, _LINES, _LEAD = 140, 5, 900


def is_communique(at: Analysis) -> bool:
    """Is the report itself the text of a communiqué or joint statement?"""
    return _is_communique(at.report.title or "", at.report.text)


@lru_cache(maxsize=4)
def _is_communique(title: str, text: str) -> bool:
    """By its headings, or by the ministers, leaders or sides with whom its paragraphs open."""
    if len(_OPENS.findall(text)) > 2:
        return True
    lines = [line.strip() for line in [title, *text.splitlines()] if line.strip()]
    return any(len(line) < _SHORT and not line.endswith(".") and _HEADING.search(line) for line in lines[:_LINES])


@lru_cache(maxsize=2)
def parties_of(at: Analysis) -> tuple[ActorName, ...]:
    """The states whose ministers or leaders meet: listed after their office in the lead, else named in the title."""
    lead = [m for m in at.mentions_from(0, _LEAD) if m.kind == "country"]
    for office in _OFFICES.finditer(at.report.text[:_LEAD]):
        listed = _listed(at, [m for m in lead if m.evidence.start >= office.end()], office.end())
        if len(listed) > 1:
            return listed
    return _titled(at) or _main_pair(lead)


def issuer_of(at: Analysis, before: int) -> tuple[ActorName, ...]:
    """The body whose document speaks: the international one named most up to the offset `before`, else the parties."""
    bodies = Counter(
        m.name
        for m in at.mentions
        if m.kind == "organisation"
        and m.evidence.start < before
        and m.name in at.actors
        and at.actors[ActorName(m.name)].country is None
    )
    often = [name for name, n in bodies.most_common(1) if n > 1 or (at.report.title or "").count(name)]
    return tuple(ActorName(name) for name in often)


def _listed(at: Analysis, after: list[Mention], start: int) -> tuple[ActorName, ...]:
    """Countries in one list behind an office: "Ministers of A, B and C", "Ministers for Trade of A and B"."""
    text = at.report.text
    found: list[Mention] = []
    for m in after:
        between = text[found[-1].evidence.end if found else start : m.evidence.start]
        if found and m.evidence.start < found[-1].evidence.end:
            continue
        first = not found and len(between) < 80 and re.search(r"\b(?:of|from)(?: the)? $", between) and "." not in between
        if not (first or (found and re.fullmatch(r",? ?(?:and )?(?:the )?|, the |,? as well as (?:the )?", between))):
            break
        found.append(m)
    return tuple(dict.fromkeys(ActorName(m.name) for m in found))


def _titled(at: Analysis) -> tuple[ActorName, ...]:
    """The countries that the title names, in its order."""
    title = at.report.title or ""
    places: dict[ActorName, int] = {}
    for name, actor in at.actors.items():
        if actor.kind == "country":
            spots = [m.start() for word in (name, *actor.aliases) if (m := re.search(rf"\b{re.escape(word)}\b", title))]
            if spots:
                places[name] = min(spots)
    return tuple(sorted(places, key=lambda name: places[name])) if len(places) > 1 else ()


def _main_pair(lead: list[Mention]) -> tuple[ActorName, ...]:
    """The two countries named in the lead, where it names no more."""
    named = tuple(dict.fromkeys(ActorName(m.name) for m in lead))
    return named if len(named) == 2 else ()
