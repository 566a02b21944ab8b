"""Periods of numbers in a list that shares its years: "4 billion, 5 billion and 6 billion for the same years".

In go a draft, its neighbours in the sentence and the figures dated before; out come calendar days, or None.
"""

from __future__ import annotations

import re

from attache.reading.analysis import Analysis
from attache.reading.figures.draft import Draft
from attache.reading.figures.periods import grain
from attache.records import Dates

_SAME = re.compile(
    r"\b(?:for|in|over|during) (?:the|those|these) (?:same )?(?:(?:two|three|four|five|six) )?(?:years|months|quarters)\b(?! to)",
    re.I,
)
_EACH = re.compile(r"\brespectively\b", re.I)


def listed_period(at: Analysis, draft: Draft, row: list[Draft], before: list[tuple[Draft, Dates]]) -> Dates | None:
    """The period that falls to `draft`, one of the `row` of numbers of its sentence, in order.

    `before`: the dated figures before the sentence. The periods are those of the last sentence that has any, or with
    "respectively" the sentence's own years; as many as there are numbers, else None.
    """
    if len(row) < 2:
        return None
    sentence = draft.spot.sentence
    text = at.report.text[sentence.start_char : sentence.end_char]
    if _SAME.search(text):
        periods = _last_row(before)
    elif _EACH.search(text):
        times = at.times_within(sentence.start_char, sentence.end_char)
        periods = [t.span for t in times if t.span is not None and grain(t.span)]
    else:
        return None
    place = next(k for k, other in enumerate(row) if other is draft)
    return periods[place] if len(periods) == len(row) and len(set(periods)) == len(row) else None


def _last_row(before: list[tuple[Draft, Dates]]) -> list[Dates]:
    """The different periods of the figures of the last dated sentence, in text order."""
    if not before:
        return []
    sentence = before[-1][0].spot.sentence.start
    return list(dict.fromkeys(span for draft, span in before if draft.spot.sentence.start == sentence and grain(span)))
