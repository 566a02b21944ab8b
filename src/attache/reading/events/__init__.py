"""Events: who did what to whom, when and where.

In: the analysis of a report with its mentions, times and things. Out: one `Event` per act and time (guide, rules 1 to 7)
and the candidates set aside, each with a reason: `condition` (the row's conditions fail), `no-actors`, `background-noun`,
`carried` (told by the word over it), `inside-threat`, `inside-request`, `inside-promise`, `inside-refusal` (the saying is
entered, not the act said), `doubtful` (the encoder takes the words for no act), `duplicate`.

A trigger word gives the type (`triggers`; `presence` where somebody "was in Lima"), the clause round it the roles
(`participants`), its form and the words over it the status (`status`), its own time (`timing`), place and passage
(`circumstances`) and what it is about (`matters`). `merging` joins repeated tellings, `implied` adds acts to come that the
telling of another names; `counterparts` and `occasions` then take from the paragraph what a sentence leaves out: the other
party, the days, the place.

Rules and tables give type, status, roles and times wherever a row fits; so they were right more often than the encoder. Its
frames (`frames`) do what they cannot: they bear out a row whose conditions fail, tell acts that no row tells, fill roles, times
and places that grammar leaves empty, and clear away doubtful hits. Right F1 (type, status, one party) on the sample reports
0.550, without the frames 0.536 (`python -m benchmarks.ablation`, 2026-11-22).
"""

from __future__ import annotations

from attache.reading.analysis import Analysis
from attache.reading.events.building import Draft, build
from attache.reading.events.counterparts import directed, supplied
from attache.reading.events.frames import doubtful
from attache.reading.events.implied import implied
from attache.reading.events.merging import merged
from attache.reading.events.occasions import Told, dated
from attache.reading.events.participants import cast_of
from attache.reading.events.selection import choose
from attache.reading.events.voices import alleged, voiced
from attache.records import Aside, Event, Statement

__all__ = ["find_events"]

_STEP = "events"


def find_events(at: Analysis, statements: tuple[Statement, ...]) -> tuple[tuple[Event, ...], tuple[Aside, ...]]:
    """Events in text order, and the candidates set aside with their reasons."""
    cast = cast_of(at)
    chosen, given_up = choose(at, cast)
    told: list[Told] = []
    for draft in chosen:
        offset = draft.trigger.head.idx
        event = alleged(voiced(build(at, cast, draft), offset, statements, cast), offset, statements, cast)
        if doubtful(cast, event, draft.trigger):
            given_up.append((draft, "doubtful"))
        else:
            told.append(Told(event, draft.trigger))
    told, unnamed = supplied(cast, told)
    kept, dropped = merged(told)
    events = dated(cast, directed(cast, implied(cast, kept)))
    aside = [_aside(at, draft, reason) for draft, reason in given_up]
    aside += [Aside("no-actors", _STEP, item.event.evidence[0]) for item in unnamed]
    aside += [Aside("duplicate", _STEP, event.evidence[0]) for event in dropped]
    events.sort(key=lambda e: (e.evidence[0].start, e.type, e.mode))
    return tuple(events), tuple(sorted(aside, key=lambda a: (a.evidence.start if a.evidence else 0, a.reason)))


def _aside(at: Analysis, draft: Draft, reason: str) -> Aside:
    head = draft.trigger.head
    return Aside(reason, _STEP, at.evidence(head.idx, head.idx + len(head)))
