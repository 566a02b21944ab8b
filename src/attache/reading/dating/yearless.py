"""Days told without their year: the dateline, the day the news is about, days still to come, weekdays.

Comes in: the Doc, the dateline's day words, and the interval left by other clues. Goes out: the parts of that interval, year
by year, on which all of them can be true, with reasons.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from attache.language.tokens import Doc
from attache.reading.dating.clues import excerpt
from attache.reading.dating.told import part_of_this_year
from attache.reading.when import find_times
from attache.reading.when.days import Span
from attache.reading.when.frame import Frame
from attache.reading.when.grammar import search
from attache.reading.when.place import place
from attache.reading.when.tense import tense_at
from attache.reading.when.words import WEEKDAY, weekdays

LEAD = 3
"""Sentences at the head of a report whose days are those of the news itself."""
DAY_AFTER = 1
"""Days: what is told "on Thursday" happened on the dateline's day or the day before."""
LINGER = 21
"""Days a report may follow a yearless day of its lead across the year's end."""


@dataclass(frozen=True, slots=True)
class Yearless:
    """What bounds the day of publication inside one year: its own day, or days before and after which it lies."""

    dateline: str | None
    after: tuple[tuple[str, str], ...]
    before: tuple[tuple[str, str], ...]
    over: tuple[tuple[date, str], ...]
    weekday: tuple[int, str] | None


def yearless(doc: Doc, dateline: str | None) -> Yearless:
    """All that the report tells without a year; day words are kept as printed, with the reason for each."""
    after: list[tuple[str, str]] = []
    before: list[tuple[str, str]] = []
    sentences = [sentence for sentence in doc.sents if sentence.text.strip()]
    lead_end = sentences[min(LEAD, len(sentences)) - 1].end_char if sentences else 0
    for time in find_times(doc, None):
        if not re.fullmatch(r"XXXX-\d\d-\d\d(?:/XXXX-\d\d-\d\d)?(?:T.*)?", time.value):
            continue
        words = excerpt(doc.text, time.start, time.end)
        tense = tense_at(doc, time.start, time.end)
        if _upcoming(doc, time.start) or (tense == "future" and time.relation != "since"):
            before.append((time.text, f"“{words}” is still to come"))
        elif (
            tense == "past"
            and time.end <= lead_end
            and not re.search(r"\b(?:19|20)\d\d\b|\blast\s+year\b", _sentence_at(doc, time.start))
        ):
            after.append((time.text, f"“{words}” is told as past, without a year, so of the same one"))
    return Yearless(dateline, tuple(after), tuple(before), tuple(part_of_this_year(doc)), _weekday(doc, lead_end))


def _sentence_at(doc: Doc, offset: int) -> str:
    return next((sentence.text for sentence in doc.sents if sentence.start_char <= offset < sentence.end_char), "")


_OCCASION = (
    r"(?P<noun>visit|trip|meeting|summit|session|talks|forum|conference|election|elections|ceremony|tour|seminar|congress)"
)


def _upcoming(doc: Doc, offset: int) -> bool:
    """Does the day belong to an occasion that the report speaks of elsewhere as to come ("During the visit … will")?"""
    before = doc.text[max(0, offset - 60) : offset]
    near = re.search(
        rf"\b(?:before|ahead\s+of|prior\s+to|for|upcoming)\s+[^.\n]*?\b{_OCCASION}\b[^.\n]{{0,20}}$", before, re.IGNORECASE
    )
    if near is None:
        return False
    noun = re.escape(near["noun"])
    return any(
        re.search(rf"\b(?:during|at|in|for|on)\s+(?:the|his|her|their|this)\s+(?:\w+\s+)?{noun}\b", sentence.text, re.IGNORECASE)
        and re.search(r"\b(?:will|is\s+to|are\s+to|is\s+expected|are\s+expected|is\s+due|plans?\s+to)\b", sentence.text)
        for sentence in doc.sents
    )


def _weekday(doc: Doc, lead_end: int) -> tuple[int, str] | None:
    """The first weekday of the lead that is told as past."""
    for time in find_times(doc, None):
        told = re.match(r"XXXX-WXX-(\d)", time.value)
        if told and time.start < lead_end + 400 and tense_at(doc, time.start, time.end) != "future":
            return int(told.group(1)), time.text
    return None


def day_in(words: str, year: int) -> Span | None:
    """The days that yearless words name in a year; None where that year has none ("29 February")."""
    items = search(words)
    if not items:
        return None
    middle = (date(year, 7, 1), date(year, 7, 1))
    groups = {**items[0].groups, "year": str(year)}
    item = items[0] if items[0].groups.get("year") else replace(items[0], groups=groups)
    placed = place(item, Frame(published=middle), "in")
    return placed.span if placed is not None else None


def fit(known: Yearless, first: date, last: date) -> tuple[Span | None, tuple[str, ...]]:
    """The part of `[first, last]` on which everything yearless is true, from the first fitting year to the last."""
    fitting: list[tuple[int, Span]] = []
    for year in range(first.year, last.year + 1):
        span = _in_year(known, year, first, last)
        if span is not None:
            fitting.append((_weekday_cost(known, span), span))
    if not fitting:
        return None, ()
    least = min(cost for cost, _ in fitting) if known.dateline else 0
    chosen = [span for cost, span in fitting if cost <= max(least, DAY_AFTER) or not known.dateline]
    return (chosen[0][0], chosen[-1][1]), _reasons(known, chosen, len(fitting) > len(chosen))


def soonest(known: Yearless, first: date) -> Span | None:
    """The dateline's day in the first year after `first` in which it falls on the weekday told with it; None without one.

    A weekday comes back to its day after five years at the earliest: reports that look back leave no longer gap as a rule.
    """
    told = [words for words in (known.dateline or "", *(words for words, _ in known.after)) if _with_weekday(words)]
    if not told or not known.dateline:
        return None
    spans = (_in_year(known, year, first, date(year, 12, 31)) for year in range(first.year, first.year + 12))
    return next((span for span in spans if span is not None and span[0] == span[1]), None)


def _with_weekday(words: str) -> bool:
    return bool(re.search(rf"\b(?:{WEEKDAY})\b", words, re.IGNORECASE)) and bool(re.search(r"\d", words))


def _in_year(known: Yearless, year: int, first: date, last: date) -> Span | None:
    low, high = max(first, date(year, 1, 1)), min(last, date(year, 12, 31))
    if known.dateline:
        day = day_in(known.dateline, year)
        if day is None or not _on_weekday(known.dateline, day):
            return None
        low, high = max(low, day[0]), min(high, day[1])
    for words, _ in known.after:
        day = day_in(words, year)
        if day is None or not _on_weekday(words, day):
            return None
        low = max(low, day[0])
        high = min(max(high, day[1] + timedelta(LINGER)), last) if day[1].month == 12 and not known.dateline else high
    for words, _ in known.before:
        day = day_in(words, year)
        if day is not None and not known.dateline:
            high = min(high, day[1])
    for end, _ in known.over:
        low = max(low, date(year, end.month, end.day) if end.year == 2001 else low)
    return (low, high) if low <= high else None


def _on_weekday(words: str, day: Span) -> bool:
    """ "Tuesday, 18 February": is that day the weekday told with it? True where none is."""
    told = re.search(rf"\b({WEEKDAY})\b", words, re.IGNORECASE)
    return told is None or day[0] != day[1] or weekdays()[told[1].lower().rstrip(".")] == day[0].isoweekday()


def _weekday_cost(known: Yearless, span: Span) -> int:
    """Days from the weekday told to the dateline's day; 0 where either is missing."""
    if known.weekday is None or span[0] != span[1]:
        return 0
    return (span[0].isoweekday() - known.weekday[0]) % 7


def _reasons(known: Yearless, chosen: list[Span], narrowed: bool) -> tuple[str, ...]:
    out: list[str] = []
    if known.dateline:
        out.append(f"the dateline says “{known.dateline}”")
        if narrowed and known.weekday is not None:
            years = " and ".join(str(span[0].year) for span in chosen)
            out.append(
                f"“{known.weekday[1]}” fits that day in {years}, when it was a {' or '.join(f'{span[0]:%A}' for span in chosen)}"
            )
    else:
        out += [reason for _, reason in (*known.after, *known.before)]
    return (*dict.fromkeys(out), *(reason for _, reason in known.over if not known.dateline))
