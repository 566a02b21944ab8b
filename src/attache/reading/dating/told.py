"""Clues from the dates a report tells: what is past was before publication, what is to come was after.

Comes in: the Doc. Goes out: clues from dates with their year, from totals of years that are over, from "this year" and
"last year" beside years named by number.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import pairwise

from attache.language.tokens import Doc
from attache.reading.analysis import Timex
from attache.reading.dating.clues import Clue, excerpt
from attache.reading.when import find_times
from attache.reading.when.days import Span, as_span, length
from attache.reading.when.tense import tense_at

_TO_COME = re.compile(
    r"\b(?:(?:scheduled|planned|plans?|due|slated|expected|targets?|goals?|aims?|aiming|hopes?|forecasts?|vision|roadmap|agenda)\s+(?:for|in|to|of|at|on|until|by)"
    r"|set\s+for|starting(?:\s+in)?|beginning(?:\s+in)?|by|until|till|towards?|beyond|post|[Vv]ision)(?:early|mid|late|the|end|of|\s|-)*$",
    re.IGNORECASE,
)
_AIMED = re.compile(
    r"\b(?:will|shall|plans?|targets?|goals?|aims?|aiming|hopes?|is to|are to|expected to|set to|due to|would|could|wants?)\b",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\b(?:trade|turnover|exports?|imports?|data|figures?|statistics|customs|visitors|tourists|volume|value)\b"
    r"|\b(?:reached|totalled|totaled|came to|stood at)\b",
    re.IGNORECASE,
)
_STATISTIC = re.compile(
    r"\d(?:[\d.,]*\d)?\s*(?:billion|million|bn|per\s?cent|percent|%|tonnes|thousand|trillion|USD|dollars)|US\$|\$\s?\d",
    re.IGNORECASE,
)


def told_clues(doc: Doc) -> list[Clue]:
    """Clues of the dates told with their year, and of "this year" and "last year" beside them."""
    times = [time for time in find_times(doc, None) if time.type in {"DATE", "TIME"}]
    out: list[Clue] = []
    for time in times:
        span = as_span(time.span)
        if span is None or not re.search(r"\d{4}|\d\d/\d\d?/\d\d", time.text):
            continue
        way = direction(doc, time)
        if way == "past":
            out.append(Clue(span[0], None, 5, f"“{excerpt(doc.text, time.start, time.end)}” is told as past"))
            out += _year_over(doc, time, span)
        elif way == "future":
            last = span[0] - timedelta(1) if time.relation == "before" else span[1]
            out.append(Clue(None, last, 3, f"“{excerpt(doc.text, time.start, time.end)}” is told as still to come"))
            if re.fullmatch(r"\d{4}", time.text):
                out.append(
                    Clue(
                        None,
                        date(span[0].year - 1, 12, 31),
                        1,
                        f"a year to come is named by its number: “{excerpt(doc.text, time.start, time.end)}”",
                    )
                )
        elif length(span) <= 31:
            out.append(Clue(span[0], None, 4, f"“{excerpt(doc.text, time.start, time.end)}” is dated"))
    return out + _this_year(doc, times) + _last_year(doc, times)


def direction(doc: Doc, time: Timex) -> str | None:
    """past, future, or None where the words do not say."""
    before = doc.text[max(0, time.start - 40) : time.start]
    tense = tense_at(doc, time.start, time.end)
    if time.relation in {"by", "until", "before"} or _TO_COME.search(before):
        return None if tense == "past" or _LOOKED_BACK.search(_clause(doc, time)) else "future"
    if (
        tense == "past"
        and time.relation in {"in", "since", "after"}
        and (_PLACED.search(before) or not re.fullmatch(r"\d{4}", time.text))
    ):
        return None if _IF.search(_clause(doc, time)) else "past"
    if tense == "present" and time.relation == "since":
        return "past"
    return "future" if tense == "future" and time.relation != "since" else None


_PLACED = re.compile(r"(?:\b(?:in|of|since|during|from|after|early|late|mid)[\s-]+(?:the\s+)?|[(\n])$", re.IGNORECASE)
_LOOKED_BACK = re.compile(r"\b(?:had|was|were|been|missed|failed|hoped|wanted|once|originally|initially)\b", re.IGNORECASE)
_IF = re.compile(r"\b(?:would|could|if|might)\b", re.IGNORECASE)


def _clause(doc: Doc, time: Timex) -> str:
    """The words of the sentence around a time, to the next semicolon or dash on either side."""
    for sentence in doc.sents:
        if sentence.start_char <= time.start < sentence.end_char:
            left, right = doc.text[sentence.start_char : time.start], doc.text[time.end : sentence.end_char]
            return re.split(r"[;:–—]", left)[-1] + " " + re.split(r"[;:–—]", right)[0]
    return ""


def _year_over(doc: Doc, time: Timex, span: Span) -> list[Clue]:
    """A figure for a whole year is told after that year as a rule."""
    sentence = _sentence(doc, time)
    if length(span) < 365 or span[0].year != span[1].year or not _STATISTIC.search(sentence) or _AIMED.search(sentence):
        return []
    if not _COUNTED.search(sentence):
        return []
    if not re.search(
        r"\b(?:in|for|of)\s+(?:the\s+whole\s+of\s+|all\s+of\s+)?$", doc.text[max(0, time.start - 24) : time.start], re.IGNORECASE
    ):
        return []
    return [
        Clue(
            date(span[1].year + 1, 1, 1),
            None,
            2,
            f"a figure for the whole year is given: “{excerpt(doc.text, time.start, time.end)}”",
        )
    ]


def _sentence(doc: Doc, time: Timex) -> str:
    for sentence in doc.sents:
        if sentence.start_char <= time.start < sentence.end_char:
            return sentence.text
    return ""


def _named_years(doc: Doc, times: list[Timex]) -> list[tuple[int, Timex]]:
    """Whole years named by number in statistics or in the past."""
    out = []
    for time in times:
        span = as_span(time.span)
        if span is None or length(span) not in {365, 366} or not re.fullmatch(r"(?:the year )?\d{4}", time.text.lower()):
            continue
        way = direction(doc, time)
        if time.relation != "in" or _TO_COME.search(doc.text[max(0, time.start - 40) : time.start]):
            continue
        if way == "past" or (way is None and _STATISTIC.search(_sentence(doc, time)) and not _AIMED.search(_sentence(doc, time))):
            out.append((span[0].year, time))
    return out


def _this_year(doc: Doc, times: list[Timex]) -> list[Clue]:
    """Where "this year" stands beside a year named by number, the two are not the same: it is a later one, mostly the next."""
    if not re.search(r"\bthis\s+year\b", doc.text, re.IGNORECASE):
        return []
    named = _named_years(doc, times)
    if not named:
        return []
    year, time = max(named, key=lambda one: one[0])
    words = excerpt(doc.text, time.start, time.end)
    return [
        Clue(date(year + 1, 1, 1), None, 2, f"“this year” is another than the year named in “{words}”"),
        Clue(None, date(year + 1, 12, 31), 1, f"“this year” follows the latest year named: “{words}”"),
    ]


def _last_year(doc: Doc, times: list[Timex]) -> list[Clue]:
    """Places "last year" answered by a dated day right after it is that day's year."""
    out = []
    for first, second in pairwise(times):
        span = as_span(second.span)
        if first.text.lower() != "last year" or span is None or length(span) > 31 or not re.search(r"\d{4}", second.text):
            continue
        if second.start - first.end > 120:
            continue
        words = excerpt(doc.text, second.start, second.end)
        out.append(Clue(date(span[0].year + 1, 1, 1), date(span[0].year + 1, 12, 31), 3, f"“last year” is the year of “{words}”"))
    return out


def part_of_this_year(doc: Doc) -> list[tuple[date, str]]:
    """Last days, in a sample year, of parts of "this year" that are told as over ("the first nine months of this year")."""
    sample = date(2001, 12, 31)
    out = []
    for time in find_times(doc, (sample.isoformat(), sample.isoformat())):
        span = as_span(time.span)
        if span is None or not re.search(r"\bthis year\b", time.text) or span[1] >= sample or span[0].year != 2001:
            continue
        if length(span) > 27 and tense_at(doc, time.start, time.end) not in {"future"}:
            out.append((span[1] + timedelta(1), f"“{excerpt(doc.text, time.start, time.end, around=25)}” is over"))
    return out
