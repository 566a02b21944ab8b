"""One record per act and time: repeated tellings of one act inside a report become one, on its fullest sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from attache.knowledge import rows
from attache.reading.events.occasions import Told
from attache.records import Dates, Event

_ABOUT_THINGS = frozenset(
    {"sign", "ratify", "entry-into-force", "joint-statement", "adopt", "conclude", "establish", "loan", "grant", "agree"}
)
"""Modes where another thing, or none named, is another act."""
_SAME_STATUS = (frozenset({"happened", "ongoing"}), frozenset({"planned", "proposed"}))


def family_of(event: Event) -> tuple[str, str]:
    """Type and family of mode; events of one family may be tellings of one act."""
    return event.type, _families().get(event.mode, event.mode)


@cache
def _families() -> dict[str, str]:
    return {row["mode"]: row["family"] for row in rows("event_families")}


def merged(told: Sequence[Told]) -> tuple[list[Told], list[Event]]:
    """Tellings with repetitions joined, in order, and the events given up as duplicates."""
    kept: list[Told] = []
    dropped: list[Event] = []
    for item in told:
        for i, other in enumerate(kept):
            if same_act(other.event, item.event) and (item.by_noun or other.by_noun or _tells_again(other.event, item.event)):
                fuller, thinner = (item, other) if fullness(item.event) > fullness(other.event) else (other, item)
                kept[i] = Told(_joined(fuller.event, thinner.event), thinner.trigger if fuller.by_noun else fuller.trigger)
                dropped.append(thinner.event)
                break
        else:
            kept.append(item)
    return kept, dropped


def _tells_again(a: Event, b: Event) -> bool:
    """Do two sentences with verbs tell one act? Only where they share a thing, a day, or all participants of a meeting."""
    if _told_together(a, b) or set(a.about) & set(b.about):
        return True
    if a.type == "CONSULT":
        return True
    return a.when is not None and a.when == b.when and set(a.who) == set(b.who) and set(a.target) == set(b.target)


def same_act(a: Event, b: Event) -> bool:
    """Same type and family, compatible status, participants and days."""
    if family_of(a) != family_of(b) or not _compatible_status(a, b):
        return False
    if a.mode == "visit" and ((a.where and b.where and a.where != b.where) or _by_others(a, b)):
        return False
    first, second = {*a.who, *a.target}, {*b.who, *b.target}
    if not first & second:
        return False
    if a.target and b.target and not set(a.target) & set(b.target):
        return False
    if a.who and b.who and not set(a.who) & set(b.who):
        return False
    same_sentence = _told_together(a, b)
    if (a.about or b.about) and a.mode in _ABOUT_THINGS and not set(a.about) & set(b.about) and not same_sentence:
        return False
    if a.when is None or b.when is None:
        return same_sentence or first <= second or second <= first
    return overlap(a.when, b.when)


def _told_together(a: Event, b: Event) -> bool:
    """Do the passages of two tellings overlap, as those of one sentence do?"""
    first, second = a.evidence[0], b.evidence[0]
    return first.start < second.end and second.start < first.end


def _by_others(a: Event, b: Event) -> bool:
    """Two visits in two sentences, one of them by nobody named: not surely by the same visitor."""
    return not _told_together(a, b) and not set(a.who) & set(b.who)


def _compatible_status(a: Event, b: Event) -> bool:
    return a.status == b.status or any({a.status, b.status} <= pair for pair in _SAME_STATUS)


def overlap(a: Dates, b: Dates) -> bool:
    """Do two spans of days share one?"""
    return (a[0] or "0000") <= (b[1] or "9999") and (b[0] or "0000") <= (a[1] or "9999")


def fullness(event: Event) -> tuple[int, int, int]:
    """How much a telling says: roles filled, circumstances told, participants."""
    told = sum(x is not None for x in (event.when, event.where))
    return bool(event.who) + bool(event.target) + told, len({*event.who, *event.target}), len(event.about)


def _joined(fuller: Event, thinner: Event) -> Event:
    """The fuller record with what only the other one tells."""
    narrower = fuller.when
    if thinner.when and (narrower is None or _days(thinner.when) < _days(narrower)):
        narrower = thinner.when
    return replace(
        fuller,
        who=fuller.who or thinner.who,
        target=fuller.target or tuple(n for n in thinner.target if n not in fuller.who),
        when=narrower,
        where=fuller.where or thinner.where,
        about=fuller.about or thinner.about,
    )


def _days(span: Dates) -> tuple[str, str]:
    """A key by which a narrower span is smaller: only spans known to overlap are compared."""
    first, last = span
    return (last or "9999", first or "") if first is None else (_length(first, last or "9999-12-31"), "")


def _length(first: str, last: str) -> str:
    years = int(last[:4]) - int(first[:4])
    days = years * 372 + (int(last[5:7]) - int(first[5:7])) * 31 + int(last[8:10]) - int(first[8:10])
    return f"{days:08d}"
