"""events: the one event that a sentence tells, with its type, doers and targets.

Where reading finds several, the main one is given: the one whose trigger stands highest in the sentence's parse, then the one
with both sides, then the first. PLOVER counts by modality (its manual, 2021, and the code book of Hu et al., ACL 2024): future
cooperation is AGREE, future material conflict THREATEN, cooperation denied REJECT; a ledger keeps act and status apart.
"""

from __future__ import annotations

from attache.reading.analysis import Analysis
from attache.reading.events import find_events
from attache.reading.statements import find_statements
from attache.records import ActorName, Event, Mention
from benchmarks.accuracy.analysed import analysed
from benchmarks.accuracy.lines import Line
from benchmarks.accuracy.sectors import sector_of

_FUTURE = frozenset({"planned", "proposed"})
_COOPERATION = frozenset({"CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT"})
_CONFLICT = frozenset({"PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"})


def events(gold: Line) -> Line:
    """The main event of a sentence read alone; the braces that some sentences of the set stand in are none of their text."""
    at = analysed(gold["text"].strip("{} "))
    found, _ = find_events(at, find_statements(at))
    if not found:
        return {"id": gold["id"], "event": "", "source": [], "target": [], "context": []}
    return {"id": gold["id"], **event_line(at, main_event(at, found))}


def main_event(at: Analysis, found: tuple[Event, ...]) -> Event:
    """The event told by the highest word of the parse; ties go to the one with both sides, then to the first."""
    return min(found, key=lambda e: (_depth(at, e), not (e.who and e.target), e.evidence[0].start))


def _depth(at: Analysis, event: Event) -> int:
    """Steps from the trigger to the root of its sentence; the trigger's words are named by the rule."""
    passage = at.doc.char_span(event.evidence[0].start, event.evidence[0].end, alignment_mode="expand")
    if passage is None:
        return 99
    trigger = event.rule.partition("/")[2].split()[:1]
    heads = [t for t in passage if [t.lemma_.lower()] == trigger or [t.lower_] == trigger] or [passage.root]
    return min(sum(1 for _ in head.ancestors) for head in heads)


def plover_type(event: Event) -> str:
    """The type as PLOVER files count it: by modality, where a ledger keeps act and status apart."""
    if event.status in _FUTURE and event.type in _COOPERATION:
        return "AGREE"
    if event.status in _FUTURE and event.type in _CONFLICT:
        return "THREATEN"
    return "REJECT" if event.status == "denied" and event.type in _COOPERATION else event.type


def event_line(at: Analysis, event: Event) -> Line:
    """The event in the task's format."""
    return {
        "event": plover_type(event),
        "event16": plover_type(event),
        "source": [_actor(at, event, name) for name in event.who],
        "target": [_actor(at, event, name) for name in event.target],
        "context": [],
    }


def _actor(at: Analysis, event: Event, name: ActorName) -> Line:
    actor = at.actors.get(name)
    mention = _mention(at, event, name)
    country = (actor.country if actor else None) or ""
    words = mention.evidence.text if mention else str(name)
    return {"text": words, "code": country, "country": country, "sector": sector_of(at, name, mention)}


def _mention(at: Analysis, event: Event, name: ActorName) -> Mention | None:
    """The passage that names an actor: one in the event's own clause before others, and a name before a pronoun."""
    evidence = event.evidence[0]
    mentions = [m for m in at.mentions if m.name == name]
    inside = {id(m) for m in at.mentions_within(evidence.start, evidence.end)}
    return min(mentions, key=lambda m: (id(m) not in inside, m.form == "pronoun", m.evidence.start), default=None)
