"""Evidence on the way: what reports say of a promise before its day, and how far its figures had come.

Nothing here decides: doubts, hopes, confirmations and progress are shown with their dates beside the verdict.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from attache.ledger.told import Told, earliest, latest
from attache.ledger.verdicts.case import Case
from attache.ledger.verdicts.figures import goal_of, is_falling, line
from attache.ledger.verdicts.phrases import found
from attache.ledger.verdicts.spoken import speaks_of, text_of
from attache.ledger.words import amount, grain
from attache.records import Statement

SHORT = 80
"""Characters of a remark, and between it and what it is about."""
MarkKind = Literal["made", "confirmed", "doubt", "hope", "progress"]


@dataclass(frozen=True, slots=True)
class Mark:
    """One piece of evidence on a promise's way."""

    day: str
    """Of the report that tells it."""
    kind: MarkKind
    record: str
    """Id of the commitment, statement or figure."""
    words: str
    """In plain words: "two-way trade in 2019: 4.5 bn USD: 45 % of the 10 bn USD aimed at"."""
    share: float | None = None
    """Progress: the figure as a share of the aim."""


def way(case: Case) -> tuple[Mark, ...]:
    """All evidence on the way, by day: where it was made and named again, doubts and hopes, and figures of its measure for
    times before its own."""
    marks = {*_tellings(case), *_views(case), *_progress(case)}
    order = ("made", "confirmed", "doubt", "hope", "progress").index
    return tuple(sorted(marks, key=lambda m: (m.day, order(m.kind), m.record)))


def _tellings(case: Case) -> Iterator[Mark]:
    due = latest(case.promise.due) or "9999"
    for number, told in enumerate(case.promise.told):
        sentence = " ".join(told.record.evidence[0].text.split())
        if number == 0:
            yield Mark(told.day, "made", told.id, f"“{sentence}”")
        elif told.record.outcome is None and told.day <= due:
            yield Mark(told.day, "confirmed", told.id, f"Named again: “{sentence}”")
        view = found(" ".join(e.text for e in told.record.evidence), "doubt_phrases", "view")
        if view is not None and told.day <= due:
            yield Mark(told.day, "doubt" if view[0] == "doubt" else "hope", told.id, f"“{sentence}”")


def _views(case: Case) -> Iterator[Mark]:
    due = latest(case.promise.due) or "9999"
    for told in case.statements:
        text = text_of(told)
        view = found(text, "doubt_phrases", "view")
        about = speaks_of(told, case.promise, case.actors) or _follows(told, case)
        if view is not None and told.day <= due and about:
            who = ", ".join(case.name(i) for i in told.ids(told.record.speakers)) or told.record.as_
            kind: MarkKind = "doubt" if view[0] == "doubt" else "hope"
            yield Mark(told.day, kind, told.id, f"{who}: “{' '.join(told.record.content.text.split())}”")


def _follows(told: Told[Statement], case: Case) -> bool:
    """Whether a short remark stands right behind the promise in its report: "he thought that entirely possible"."""
    said = told.record.content
    ends = (e.end for t in case.promise.told if t.report == told.report for e in t.record.evidence)
    return len(said.text) <= SHORT and any(0 <= said.start - end <= SHORT for end in ends)


def _progress(case: Case) -> Iterator[Mark]:
    promise = case.promise
    if promise.value is None or is_falling(promise.measure or ""):
        return
    goal, due = goal_of(promise), latest(promise.due) or _replaced_on(case)
    seen = set()
    for point in sorted(case.points, key=lambda p: (p.told.day, p.told.id)):
        figure = point.told.record
        value = figure.value
        same = point.grain == (grain(promise.due) if promise.due else "year")
        ahead = latest(figure.period) < (earliest(promise.due) or "9999") and latest(figure.period) >= promise.first[:4]
        if not isinstance(value, int | float) or not same or not ahead or goal <= 0 or point.told.day > due:
            continue
        if (figure.period, point.side) in seen:
            continue
        seen.add((figure.period, point.side))
        share = value / goal
        words = f"{line(point, case)}: {100 * share:.0f} % of the {amount(promise.value, promise.unit)} aimed at"
        yield Mark(point.told.day, "progress", point.told.id, words, round(share, 4))


def _replaced_on(case: Case) -> str:
    """The day on which a promise without a day was given one."""
    days = (r.first for r in case.rivals if r.due is not None and r.value == case.promise.value and r.first > case.promise.last)
    return min(days, default="9999")
