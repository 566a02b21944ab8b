"""Time expressions and the days they cover.

Comes in: the Doc and the published date. Goes out: `Timex` items in text order, each with its real grain. `grammar` finds
them, `place` places them, `frame` holds what they are placed by, `days` is the calendar; the words are tables of the pack.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from datetime import time
from functools import lru_cache
from typing import Literal, cast

from attache.language.tokens import Analysed, Doc, plain
from attache.reading.analysis import Timex
from attache.reading.when.dates import place_numbers
from attache.reading.when.days import Span, as_dates, as_span, length
from attache.reading.when.fiscal import fiscal_year_at
from attache.reading.when.frame import Frame, Placed
from attache.reading.when.grammar import Found, search
from attache.reading.when.joins import join, lent
from attache.reading.when.place import place
from attache.reading.when.tense import Tense, habitual, tense_at
from attache.records import Dates

__all__ = ["find_times"]

Relation = Literal["in", "by", "since", "until", "before", "after"]

_ENDS = {
    "by": ("by", "than", "as", "toward", "towards", "in"),
    "since": ("since", "from", "of", "effective", "starting", "beginning", "in", "on", "as"),
    "until": ("until", "till", "through", "to", "pending"),
    "before": ("before", "to", "of", "than"),
    "after": ("after", "following", "than", "past", "beyond", "post"),
}
"""The last words of what tells a relation, before "about", "around" and "the"."""
_RELATIONS: tuple[tuple[Relation, tuple[str, ...], re.Pattern[str]], ...] = tuple(
    (
        cast(Relation, relation),
        (*_ENDS[relation], "about", "around", "the"),
        re.compile(rf"\b(?:{words})\s+(?:about\s+|around\s+|the\s+)?$", re.IGNORECASE),
    )
    for relation, words in (
        ("by", r"by|no\s+later\s+than|not\s+later\s+than|as\s+late\s+as|towards?|at\s+the\s+latest\s+in"),
        (
            "since",
            r"since|from|as\s+from|as\s+of|effective|starting(?:\s+(?:in|on|from))?|beginning(?:\s+(?:in|on))?|as\s+early\s+as",
        ),
        ("until", r"until|till|through|up\s+to|valid\s+to|pending"),
        ("before", r"before|prior\s+to|ahead\s+of|earlier\s+than"),
        ("after", r"after|following|later\s+than|past|beyond|post"),
    )
)
_BRITISH = re.compile(r"\b\w+(?:isation|ised|ising|our(?:ed|ing|s)?|tre|ogramme|efence)\b|\bper cent\b")
_AMERICAN = re.compile(r"\b\w+(?:ization|ized|izing|avor|abor|enter|efense)\b|\bpercent\b|\bprograms?\b")
_FIGURES = re.compile(r"(?<![\d/.-])(\d\d?)[/.-](\d\d?)[/.-](?:\d{4})(?!\d)")


def find_times(doc: Analysed, published: Dates | None, *, joined: bool = True, hour: time | None = None) -> tuple[Timex, ...]:
    """Time expressions of `doc` in text order, resolved against the published date, which may be an interval or None.

    Without a published date what can be placed is placed; the rest has an XXXX value and no span. `joined` False keeps
    the two ends of a range and a day's clock time apart and leaves "the beginning of" off, as some data sets mark them.
    `hour` is the hour of writing where it is known: "in five minutes" is placed by it.
    """
    return _times(plain(doc), published, joined, hour)


@lru_cache(maxsize=4)
def _times(doc: Doc, published: Dates | None, joined: bool, hour: time | None) -> tuple[Timex, ...]:
    """The same of a plain Doc, kept for the steps that ask again: dating a report looks at its undated times several times."""
    text, now = doc.text, as_span(published)
    apart = search(text, ranges=joined)
    items = join(text, apart) if joined else lent(text, apart)
    starts = [sentence.start_char for sentence in doc.sents]
    in_figures = any(found.rule.place is place_numbers for found in apart)
    day_first = in_figures and _day_first(text, now)
    history: list[tuple[Span, int]] = []
    out: list[Timex] = []
    for found in items:
        sentence = bisect_right(starts, found.start)
        relation = _relation(text, found)
        frame = Frame(
            published=now,
            history=tuple(history[-12:]),
            sentence=sentence,
            tense=_tense(doc, found, relation),
            day_first=day_first,
            hour=hour,
            habit=found.rule.name in _OF_ANY_YEAR and habitual(doc, *found.core),
            fiscal=fiscal_year_at(text, found.start) if found.rule.name in {"fiscal", "years fiscal", "years"} else None,
        )
        placed = place(found, frame, relation)
        if placed is None:
            continue
        out.append(_timex(text, found, placed, relation))
        if placed.told and placed.span is not None and length(placed.span) <= 3700:
            history.append((placed.span, sentence))
    return tuple(out)


_OF_ANY_YEAR = {"month", "season", "bare season"}
_AHEAD = re.compile(r"\b(?:to|will|would|could|should|can|may|must|shall)\s+(?:[\w,%-]+\s+){1,12}$")
"""A verb still to be done before "within five years"."""


def _tense(doc: Doc, found: Found, relation: Relation) -> Tense | None:
    """The tense around an item; "of May" describes what is there already, and what has to be done by a day is to come."""
    tense = tense_at(doc, found.core[0], found.core[1])
    if found.rule.name.startswith("within") and _is_ahead(doc, found):
        return "open"
    if relation in {"by", "until"} and (tense != "past" or _is_ahead(doc, found)):
        return "future"
    if tense == "present" and re.search(r"\bof\s+$", doc.text[max(0, found.start - 4) : found.start]):
        return "past"
    return tense


def _is_ahead(doc: Doc, found: Found) -> bool:
    return _AHEAD.search(doc.text[max(0, found.start - 90) : found.start]) is not None


def _timex(text: str, found: Found, placed: Placed, relation: Relation) -> Timex:
    return Timex(
        start=found.start,
        end=found.end,
        text=text[found.start : found.end],
        type=placed.type,
        value=placed.value,
        span=as_dates(placed.span) if placed.span is not None else None,
        relation=cast(Relation, placed.relation) if placed.relation != "in" and relation == "in" else relation,
    )


def _relation(text: str, found: Found) -> Relation:
    before = text[max(0, found.start - 25) : found.start]
    if found.last is not None:
        return "in"
    low = before.rstrip().lower()
    for relation, ends, pattern in _RELATIONS:
        if low.endswith(ends) and pattern.search(before):
            return relation
    return "in"


def _day_first(text: str, now: Span | None) -> bool:
    """Does the report write the day before the month in figures? Its clear cases say, then its date, then its spelling."""
    votes = 0
    for first, second in _FIGURES.findall(text):
        if int(first) > 12 >= int(second):
            votes += 1
        elif int(second) > 12 >= int(first):
            votes -= 1
        elif now is not None and length(now) == 1:
            votes += (int(first), int(second)) == (now[0].day, now[0].month)
            votes -= (int(second), int(first)) == (now[0].day, now[0].month)
    if votes:
        return votes > 0
    return len(_BRITISH.findall(text)) > len(_AMERICAN.findall(text))
