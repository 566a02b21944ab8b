"""Clues from what is known of the world: who held which office when, when numbered meetings and named events were.

Comes in: the Doc. Goes out: clues from knowledge/terms.tsv and knowledge/occasions.tsv.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from attache.knowledge import rows, several
from attache.language.tokens import Doc
from attache.reading.dating.clues import Clue, excerpt
from attache.reading.when.numbers import ordinal
from attache.reading.when.tense import tense_at
from attache.reading.when.words import MONTH, ORDINAL, WEEKDAY, any_of, months
from attache.reading.wordings import Wordings


@dataclass(frozen=True, slots=True)
class Term:
    """A term of office; `last` None while it goes on."""

    person: str
    office: str
    first: date
    last: date | None


_NOT_NOW = re.compile(
    r"\b(?:former|ex-|then|late|outgoing|deputy|vice|future|incoming|elect|one-time|ousted|predecessor)[\s-]*(?:\w+\s+){0,2}$",
    re.IGNORECASE,
)


@cache
def _office_words() -> dict[str, str]:
    """The words of each office as a fragment of a pattern."""
    table = rows("term_offices", package="attache.language.en")
    return {row["office"]: any_of(several(row["forms"])) for row in table}


@cache
def _terms() -> tuple[Wordings, dict[str, tuple[Term, ...]]]:
    """The names of those who held an office, and their terms."""
    out: dict[str, list[Term]] = {}
    for row in rows("terms"):
        term = Term(
            row["person"], row["office"], _month(row["start"], last=False), _month(row["end"], last=True) if row["end"] else None
        )
        for name in (row["person"], *several(row["aliases"])):
            out.setdefault(name, []).append(term)
    return Wordings(out), {name: tuple(terms) for name, terms in out.items()}


@cache
def _known_until() -> date:
    """The end of the last year that the table of terms knows of."""
    return date(max(int(row["start"][:4]) for row in rows("terms")), 12, 31)


def _month(text: str, *, last: bool) -> date:
    year, month = int(text[:4]), int(text[5:7])
    return date(year, month, calendar.monthrange(year, month)[1] if last else 1)


def office_clues(doc: Doc) -> list[Clue]:
    """A person named with an office was not yet without it, and as a rule still in it."""
    names, terms = _terms()
    out: list[Clue] = []
    for found in names.find(doc.text):
        held = [term for term in terms[found.group()] if _named_with(doc.text, found, term.office)]
        if not held:
            continue
        first = min(term.first for term in held)
        ends = [term.last for term in held]
        last = None if None in ends else max(end for end in ends if end is not None)
        sentence = _line_of(doc.text, found)
        background = bool(
            re.search(r"(?<!until )(?<!by )(?<!towards )\b(?:19|20)\d\d\b|\bhad\b|\blast\b|\bearlier\b|\bago\b", sentence)
        )
        background = background and not re.search(rf"\b(?:{WEEKDAY})\b", sentence, re.IGNORECASE)
        words = excerpt(doc.text, found.start(), found.end(), around=30)
        office = held[0].office
        out.append(Clue(first, None, 5, f"“{words}”: {held[0].person} has been {office} since {first:%B %Y}"))
        if last is not None and not background:
            out.append(Clue(None, last, 2, f"“{words}”: {held[0].person} was {office} until {last:%B %Y}"))
        if last is None:
            known = _known_until()
            out.append(Clue(None, known, 1, f"“{words}”: {held[0].person} was {office} as far as is known, to {known:%B %Y}"))
        out += _last_month(sentence, first, office, held[0].person)
    return out


def _named_with(text: str, found: re.Match[str], office: str) -> bool:
    """Does the office stand right before the name, or after it behind a comma, and not as a former one?"""
    words = f"(?i:{_office_words().get(office, re.escape(office))})"
    start = text.rfind("\n", 0, found.start()) + 1
    before = text[max(start, found.start() - 60) : found.start()]
    near = re.search(
        rf"(?<![\w-])(?:{words})(?:\s+of\s+(?:the\s+)?[A-Z]\w+(?:\s[A-Z]\w+)?|\s+and\s+[A-Z]\w+(?:\s[A-Z]\w+)?)?,?\s+(?:[A-Z][\w.]*\s+)?$",
        before,
    )
    if near is not None:
        return not _NOT_NOW.search(before[: near.start()])
    after = re.match(
        rf",\s+(?:who\s+is\s+)?(?:the\s+|its\s+|their\s+)?(?P<lead>(?:[\w'’-]+\s+){{0,3}}?)(?:{words})\b",
        text[found.end() : found.end() + 70],
    )
    return after is not None and not _NOT_NOW.search(after["lead"])


def _line_of(text: str, found: re.Match[str]) -> str:
    start = max(text.rfind("\n", 0, found.start()), text.rfind(". ", 0, found.start())) + 1
    ends = [at for at in (text.find("\n", found.end()), text.find(". ", found.end())) if at >= 0]
    return text[start : min(ends) if ends else len(text)]


def _last_month(sentence: str, first: date, office: str, person: str) -> list[Clue]:
    """Places "last July" of one in office: the first July that the office-holder saw is over."""
    told = re.search(rf"\blast\s+(?P<month>{MONTH})", sentence, re.IGNORECASE)
    if told is None:
        return []
    month = months()[told["month"].lower().rstrip(".")]
    year = first.year if month >= first.month else first.year + 1
    earliest = date(year + month // 12, month % 12 + 1, 1)
    return [Clue(earliest, None, 5, f"{person}, {office} only since {first:%B %Y}, acted “{told.group()}”")]


@cache
def _series() -> tuple[tuple[frozenset[str], re.Pattern[str], dict[int, tuple[date, date | None]]], ...]:
    """For each series of numbered meetings the first words of its names, in lower case, its pattern, and the days by number."""
    grouped: dict[str, dict[int, tuple[date, date | None]]] = {}
    patterns: dict[str, re.Pattern[str]] = {}
    for row in rows("occasions"):
        if not row["ordinal"]:
            continue
        names = "|".join(re.escape(form).replace(r"\ ", r"\s+") for form in several(row["forms"]))
        patterns.setdefault(
            row["forms"], re.compile(rf"\b(?P<ord>{ORDINAL})\s+(?:annual\s+|regular\s+)?(?:{names})\b", re.IGNORECASE)
        )
        last = date.fromisoformat(row["last"]) if row["last"] else None
        grouped.setdefault(row["forms"], {})[int(row["ordinal"])] = (date.fromisoformat(row["first"]), last)
    return tuple(
        (frozenset(form.lower().split()[0] for form in several(forms)), patterns[forms], grouped[forms]) for forms in patterns
    )


@cache
def _events() -> tuple[Wordings, dict[str, date]]:
    """Everything named without a number, with its first day."""
    first = {
        form: date.fromisoformat(row["first"])
        for row in rows("occasions")
        if not row["ordinal"]
        for form in several(row["forms"])
    }
    return Wordings(first), first


def occasion_clues(doc: Doc) -> list[Clue]:
    """Numbered meetings told as past or to come, and named events that nobody could name before their day."""
    text, low, out = doc.text, doc.text.lower(), []
    for openings, pattern, days in _series():
        for found in pattern.finditer(text) if any(word in low for word in openings) else ():
            held = days.get(ordinal(found["ord"]))
            if held is None:
                continue
            words = excerpt(text, found.start(), found.end(), around=25)
            if tense_at(doc, found.start(), found.end()) == "future" and held[1] is not None:
                out.append(Clue(None, held[1], 3, f"“{words}”, held in {held[0]:%B %Y}, is told as still to come"))
            else:
                out.append(Clue(held[0], None, 5, f"“{words}” was held in {held[0]:%B %Y}"))
    names, first = _events()
    for found in names.find(text):
        out.append(
            Clue(first[found.group()], None, 5, f"“{found.group()}” is named, not known before {first[found.group()]:%B %Y}")
        )
    return out
