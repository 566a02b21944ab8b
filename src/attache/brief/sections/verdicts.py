"""Why a promise has its verdict, in the brief's language: a sentence a rule, filled in from the records that prove it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from attache.brief.asked import Asked
from attache.brief.model import Cell, Words, cite
from attache.brief.words import explained, mode_words
from attache.ledger.entries import EventEntry, FigureEntry, PromiseEntry, RecordEntry, StatementEntry
from attache.records import Dates

DEEDS = {
    "event-as-promised": "took_place",
    "event-after-the-due-time": "done_later",
    "called-off-as-its-day-came": "called_off",
    "called-off-before-its-day": "called_off",
    "put-off-before-its-day": "put_off",
    "matter-settled": "settled",
    "lent-as-pledged": "given",
    "told-as-done-later": "done_later",
}
"""Rules by which a deed decided: the sentence that names it."""
REPORTED = {"denied-by-a-report": "not_done", "awaited-after-its-day": "awaited", "still-planned": "still_expected"}
"""Rules by which the report of a day decided."""
BARE = {
    "due-passed": "no_report",
    "not-yet-due": "not_yet",
    "due-when-said": "only_day",
    "told-by-a-report": "says_so",
    "told-in-its-own-sentence": "own_sentence",
    "cannot-be-checked": "unchecked",
}
"""Rules whose sentence says all."""
REPLACED = {
    "given-a-day": "given_a_day",
    "replaced-before-its-day": "replaced",
    "told-anew-for-later": "told_anew",
}
FIGURES = (
    "figures-for-the-due-time",
    "growth-implies-the-due-time",
    "counts-on-both-sides",
    "reached-after-the-due-time",
    "reached-before-its-day",
    "reached-within-its-time",
    "out-of-reach-by-then",
)
RULES = (*DEEDS, *REPORTED, *BARE, *REPLACED, *FIGURES, "told-of-late", "told-by-a-statement")
"""All rules that have a sentence here; of others the ledger's own explanation stands, marked as English."""
SHOWN = 3
"""Counts of one period that a line gives; the figures' section has them all."""


def why(asked: Asked, promise: PromiseEntry) -> Cell:
    """The sentence, with the passages of what proves it."""
    proof = promise.proof
    if promise.rule in FIGURES and any(isinstance(p, FigureEntry) for p in proof):
        return by_figures(asked, promise)
    if promise.rule in DEEDS and proof:
        return _by_deed(asked, DEEDS[promise.rule], proof)
    quotes = cite((q for entry in proof for q in entry.quotes[:1]), 2)
    if promise.rule in REPORTED and quotes:
        return (Words(_sentence(asked, REPORTED[promise.rule], day=_day(asked, quotes[0].report.published)), quotes),)
    if promise.rule in BARE:
        return (Words(_sentence(asked, BARE[promise.rule]), quotes),)
    if promise.rule in REPLACED and promise.superseded_by:
        return (Words(_replaced(asked, promise), quotes),)
    if promise.rule == "told-of-late" and promise.stated:
        newest = promise.stated[-1]
        return (Words(_sentence(asked, "told_of_late", day=_day(asked, newest.date)), cite(newest.quotes, 1)),)
    if promise.rule == "told-by-a-statement" and quotes and isinstance(proof[0], StatementEntry):
        who = asked.labels.actors(proof[0].speakers) or asked.labels("word.unknown")
        return (Words(_sentence(asked, "said_by", who=who, day=_day(asked, quotes[0].report.published)), quotes),)
    return (Words(_untranslated(asked, promise.explanation), quotes),)


def _sentence(asked: Asked, key: str, **values: object) -> str:
    return asked.labels(f"rule.{key}", **values)


def _day(asked: Asked, dates: Dates | None) -> str:
    return asked.labels.dates(dates)


def _untranslated(asked: Asked, words: str) -> str:
    """The ledger's own words; where they are not in the brief's language they say so."""
    told = explained(words)
    return told if asked.labels.language == "en" else _sentence(asked, "in_english", words=told)


def by_figures(asked: Asked, promise: PromiseEntry) -> Cell:
    """ "Reported for 2020: 5.7 bn USD, up 15 % (count of Russia) / under 4.85 bn USD (count of Viet Nam)."."""
    figures = [p for p in promise.proof if isinstance(p, FigureEntry)]
    if promise.rule == "growth-implies-the-due-time":
        return tuple(_implied(asked, p, promise) for p in figures[:2])
    due = (promise.due or (None, None))[1] or ""
    after = [p for p in figures if ((p.figure.period or ("", ""))[1] or "") > due]
    late = after[-1:] if promise.rule == "reached-after-the-due-time" and len(figures) > 1 else []
    told = [p for p in figures if p not in late]
    periods: dict[Dates | None, list[FigureEntry]] = defaultdict(list)
    for point in told:
        periods[point.figure.period].append(point)
    cell: list[Words] = []
    for period, points in list(periods.items())[: 3 if promise.rule == "counts-on-both-sides" else 2]:
        cell += versions(asked, points, asked.labels("rule.reported", when=asked.labels.dates(period)))
    for point in late:
        when = asked.labels.dates(point.figure.period)
        cell.append(Words(_sentence(asked, "later", levels=asked.level(point), when=when), cite(point.quotes, 1)))
    return tuple(cell)


def versions(asked: Asked, points: Sequence[FigureEntry], lead: str = "") -> list[Words]:
    """What the counts tell of one period, side by side, each with its passages; one amount stands once, with whose count it
    is as far as that is told."""
    said: dict[tuple[object, ...], list[FigureEntry]] = defaultdict(list)
    for point in sorted(points, key=_by_source):
        figure = point.figure
        # "Over 10 bn" and "under 10 bn" are two; "10 bn" and "10 bn, up 9 %" are told of one.
        same = asked.labels.amount(figure.value, figure.unit) if figure.value is not None else asked.level(point)
        said[(same, figure.bound if figure.bound in ("over", "under") else None)].append(point)
    out: list[Words] = []
    for n, told in enumerate(list(said.values())[:SHOWN]):
        words = asked.level(told[0])
        text = f"{lead} {words}".strip() if n == 0 else words
        out.append(Words(text, cite((q for p in told for q in p.quotes[:1]), 1), joined=" " if n == 0 else " / "))
    return out


def _by_source(point: FigureEntry) -> tuple[bool, bool, bool, int, str]:
    """Levels before bare growth; counts of a side before those of others, and these before what nobody is told to count."""
    return (point.figure.value is None, point.side is None, not point.counted_by, -point.told, point.id)


def _implied(asked: Asked, point: FigureEntry, promise: PromiseEntry) -> Words:
    """A level and its growth, and what they make of the year before."""
    change, value = point.figure.change, point.figure.value
    when = asked.labels.dates(point.figure.period)
    if change is None or change.value is None or value is None or isinstance(value, tuple) or isinstance(change.value, tuple):
        return Words(f"{_sentence(asked, 'reported', when=when)} {asked.level(point)}", cite(point.quotes, 1))
    share = (change.value if change.direction == "up" else -change.value) / 100
    base = float(f"{value / (1 + share):.3g}")
    words = _sentence(
        asked, "back", level=asked.level(point), when=when, base=asked.labels.amount(base, promise.unit or point.figure.unit)
    )
    return Words(words, cite(point.quotes, 1))


def _by_deed(asked: Asked, key: str, proof: Sequence[RecordEntry]) -> Cell:
    """ "It took place: Signed: … , 29 May 2015."."""
    events = [p for p in proof if isinstance(p, EventEntry)]
    quotes = cite((q for entry in proof for q in entry.quotes[:1]), 2)
    if not events:
        return (Words(_sentence(asked, "says_so"), quotes),)
    return (Words(_sentence(asked, key, deed=deed(asked, events[0])), quotes),)


def deed(asked: Asked, entry: EventEntry) -> str:
    """ "signed: Russia and Viet Nam, 29 May 2015"."""
    event = entry.event
    kind = asked.labels.mode(event.type, event.mode, mode_words(event.type, event.mode))
    who = asked.labels.actors((*entry.who, *entry.target)[:3])
    told = ": ".join(filter(None, (kind[:1].lower() + kind[1:], who)))
    return f"{told}, {asked.labels.dates(event.when or entry.date)}"


def _replaced(asked: Asked, promise: PromiseEntry) -> str:
    """By which promise, and when: from the chain that it stands in."""
    new = next((c for c in promise.chain if c.id == promise.superseded_by), None)
    if new is None:
        return _untranslated(asked, promise.explanation)
    (entry,) = asked.ledger.promises_by_id((new.id,)) or (None,)
    told = new.title
    if entry is not None and entry.value is not None and entry.measure:
        told = f"{asked.measure(entry.measure)}: {asked.labels.amount(entry.value, entry.unit, entry.bound)}"
        told = f"{told} {asked.labels.due(entry.due)}".strip()
    return _sentence(asked, REPLACED[promise.rule], day=asked.labels.day(new.told), promise=told)
