"""The words of time in English, read from the pack's tables, and the patterns made of them.

Goes out: dictionaries from a lower-case word to its number or code, and fragments of regular expressions that the grammar
is put together from. Fragments hold no capturing groups.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from attache.knowledge import rows, several

_PACK = "attache.language.en"


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of time: `days` or `months` in one (both 0 for clock units) and its ISO 8601 duration letter."""

    name: str
    code: str
    days: int
    months: int


def _forms(table: str, column: str) -> dict[str, str]:
    return {form: row[column] for row in rows(table, package=_PACK) for form in several(row["forms"])}


@cache
def months() -> dict[str, int]:
    """Month words to 1–12."""
    return {form: int(number) for form, number in _forms("months", "number").items()}


@cache
def weekdays() -> dict[str, int]:
    """Weekday words to 1–7, Monday first."""
    return {form: int(number) for form, number in _forms("weekdays", "number").items()}


@cache
def plain_words() -> frozenset[str]:
    """Month and weekday forms that are everyday words in lower case."""
    return frozenset(
        form for table in ("months", "weekdays") for row in rows(table, package=_PACK) for form in several(row["plain"])
    )


@cache
def seasons() -> dict[str, tuple[str, int]]:
    """Season words to TIMEX3 code and first month in the north."""
    return {
        form: (row["code"], int(row["first_month"])) for row in rows("seasons", package=_PACK) for form in several(row["forms"])
    }


@cache
def day_parts() -> dict[str, tuple[str, int, int]]:
    """Parts of the day to TIMEX3 code, first and last hour."""
    return {
        form: (row["code"], int(row["first_hour"]), int(row["last_hour"]))
        for row in rows("day_parts", package=_PACK)
        for form in several(row["forms"])
    }


@cache
def units() -> dict[str, Unit]:
    """Unit words to units."""
    return {
        form: Unit(row["unit"], row["code"], int(row["days"] or 0), int(row["months"] or 0))
        for row in rows("time_units", package=_PACK)
        for form in several(row["forms"])
    }


@cache
def holidays() -> dict[str, tuple[str, bool]]:
    """Holiday words, with straight apostrophes, to their rule and whether they need words of time beside them."""
    return {
        form: (row["rule"], row["needs"] == "date") for row in rows("holidays", package=_PACK) for form in several(row["forms"])
    }


@cache
def named_periods() -> dict[str, tuple[str, str]]:
    """Named periods of history to their first and last day."""
    return {form: (row["first"], row["last"]) for row in rows("named_periods", package=_PACK) for form in several(row["forms"])}


@cache
def number_words(kind: str) -> dict[str, float]:
    """Number words of one kind: unit, tens, ordinal, scale, one, vague."""
    return {row["word"]: float(row["value"]) for row in rows("number_words", package=_PACK) if row["kind"] == kind}


def any_of(words: object) -> str:
    """A fragment that matches any of the words, the longest first; a space matches any run of spaces or a hyphen."""
    if not isinstance(words, (dict, set, frozenset, tuple, list)):
        raise TypeError(f"words of a fragment come as a collection, not {type(words).__name__}")
    by_first: dict[str, list[str]] = {}
    for word in sorted({str(word) for word in words}, key=lambda word: (-len(word), word)):
        by_first.setdefault(word[:1], []).append(word[1:])
    # One branch for each first letter: the engine rules out the rest of the list with one look.
    return "(?:" + "|".join(_after(first, rests) for first, rests in by_first.items()) + ")"


def _after(first: str, rests: list[str]) -> str:
    if len(rests) == 1:
        return _spelt(first + rests[0])
    return f"{_spelt(first)}(?:{'|'.join(_spelt(rest) for rest in rests)})"


def _spelt(text: str) -> str:
    return re.escape(text).replace(r"\ ", r"[\s\-]+").replace("'", "['’]")


def _with_stop(forms: dict[str, int], whole: set[str]) -> str:
    """Names of days or months; only short forms may have a full stop, or it would end the sentence."""
    short = {form for form in forms if len(form) < 6 and form not in whole}
    return rf"(?:{any_of(short)}\b\.?|{any_of(set(forms) - short)}\b)"


_BASIC = {**number_words("unit"), **number_words("tens")}
_TENS, _ONES = any_of(number_words("tens")), any_of({w: v for w, v in number_words("unit").items() if 0 < v < 10})
_SMALL_ORDINALS = {w: v for w, v in number_words("ordinal").items() if v < 20}

MONTH = _with_stop(months(), {"may", "march", "april", "june", "july"})
WEEKDAY = _with_stop(weekdays(), set())
SEASON = any_of(seasons())
DAY_PART = any_of({w: 1 for w in day_parts() if w not in {"lunch", "overnight"}})
UNIT = any_of(units())
CALENDAR_UNIT = any_of({w: 1 for w, unit in units().items() if unit.days or unit.months})
CARDINAL = rf"(?:{_TENS}(?:[\s\-]{_ONES})?|{any_of(_BASIC)}|\d{{1,4}}(?:\.\d+)?)"
NUMBER = (
    rf"(?:(?:an?\s+|the\s+)?(?:couple|few|dozen)(?:\s+of)?|half\s+an?|several|some|{CARDINAL}(?:\s+and\s+a\s+half|\s+1/2)?|an?|½)"
)
ORDINAL_WORD = rf"(?:{_TENS}[\s\-]{any_of(_SMALL_ORDINALS)}|{any_of(number_words('ordinal'))})"
ORDINAL = rf"(?:\d{{1,3}}(?:st|nd|rd|th)|{ORDINAL_WORD})"
DAY_NUMBER = r"(?:0?[1-9]|[12]\d|3[01])"
DAY = rf"(?:{DAY_NUMBER}(?:\s?(?:st|nd|rd|th))?|{ORDINAL_WORD})"
DAY_WORD = rf"(?:twenty(?:[\s\-]{_ONES})?|thirty(?:[\s\-]one)?|{any_of(number_words('unit'))})"
YEAR = r"(?:1[0-9]|20|21)\d\d"
_PAIR = rf"(?:{_TENS}(?:[\s\-]{_ONES})?|oh[\s\-]{_ONES}|{any_of({w: v for w, v in number_words('unit').items() if v > 9})})"
SPOKEN_YEAR = (
    rf"(?:(?:{_TENS}|{any_of({w: v for w, v in number_words('unit').items() if v > 9})})\s+(?:hundred(?:\s+and)?\s+)?{_PAIR}"
    rf"|two\s+thousand(?:\s+(?:and\s+)?(?:{_PAIR}|{_ONES}))?)"
)
HOLIDAY = any_of(holidays())
NAMED_PERIOD = any_of(named_periods())
DASH = r"(?:-|–|—|~)"

WHICH = r"(?P<which>last|past|previous|prior|preceding|next|coming|upcoming|following|this\s+past|this\s+coming|this|current)"
"""The one fragment with a group of its own."""
