"""Sentences that speak of a promise's aim: by its value, or by its year and a word for aims, and by its parties."""

from __future__ import annotations

import re
from functools import lru_cache

from attache.ledger.measures import places_named
from attache.ledger.names import folded
from attache.ledger.promises import Promise
from attache.ledger.told import Actors, Told, latest
from attache.ledger.wording import aim_words
from attache.records import Statement, Value

SCALES = ((1e12, ("trillion", "tn")), (1e9, ("billion", "bn")), (1e6, ("million", "m", "mn")))
UNITS = ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
TENS = {15: "fifteen", 20: "twenty", 25: "twenty five", 30: "thirty", 40: "forty", 50: "fifty", 100: "a hundred"}
NAMED = frozenset({"goal", "target", "objective", "benchmark"})


def text_of(told: Told[Statement]) -> str:
    """All passages of a statement, its sentence first."""
    record = told.record
    parts = (*record.evidence, record.content, *((record.continued,) if record.continued else ()))
    return " ".join(dict.fromkeys(part.text for part in parts))


@lru_cache(maxsize=16384)
def years_in(text: str) -> frozenset[str]:
    """Years that a text names in four figures."""
    return frozenset(re.findall(r"\b(?:19|20)\d\d\b", text))


@lru_cache(maxsize=16384)
def countries_in(text: str) -> frozenset[str]:
    """Codes of the countries that a text names."""
    return frozenset(place for place, _ in places_named(text))


def is_of_aims(text: str) -> bool:
    """Whether a text calls something a goal or target."""
    return not NAMED.isdisjoint(folded(text).split()) or not (aim_words() - {"same"}).isdisjoint(folded(text).split())


def names_value(text: str, value: Value | None) -> bool:
    """Whether a text names the value: "10 billion", "ten billion", "US$10bn"."""
    if value is None or isinstance(value, tuple):
        return False
    return any(re.search(rf"(?<![\d.,]){pattern}\b", folded_text(text)) for pattern in _patterns(value))


def folded_text(text: str) -> str:
    """Lower case, without currency signs and dashes between number and unit."""
    return re.sub(r"[-–\s]+", " ", re.sub(r"[$€£¥]", " ", text.casefold()))


def _patterns(value: float) -> list[str]:
    for size, names in SCALES:
        if value >= size:
            number = value / size
            spoken = [re.escape(f"{number:.10g}")]
            if number == int(number):
                spoken += [w for n, w in enumerate(UNITS) if n == number and w] + [w for n, w in TENS.items() if n == number]
            return [rf"{n} ?(?:us |u\.s\. )?{name}" for n in spoken for name in names]
    return [re.escape(f"{value:,.10g}"), re.escape(f"{value:.10g}")] if value >= 13 else []


def speaks_of(told: Told[Statement], promise: Promise, actors: Actors) -> bool:
    """Whether a statement is about the promise's aim: it names its value, or calls it an aim by its year, and is told by a
    report of the promise or names, with those who speak, its parties and no other country."""
    text = text_of(told)
    year = latest(promise.due)[:4]
    if any(t.report == told.report and t.record.content.text in text for t in promise.told):
        return True
    aimed = is_of_aims(text) and bool(year) and year in years_in(text)
    if not (aimed or (names_value(text, promise.value) and year in years_in(text))):
        return False
    if promise.value is not None and aimed and _other_value(text, promise.value):
        return False
    around = countries_in(text) | set(actors.countries(told.ids(told.record.speakers)))
    known = {c for c in around if len(c) == 3 and c.isupper()}
    return set(promise.parties) <= known if told.report not in {t.report for t in promise.told} else known <= set(promise.parties)


def _other_value(text: str, value: Value) -> bool:
    """Whether a text names amounts, and the promise's is not among them."""
    return names_amount(text) and not names_value(text, value)


def names_amount(text: str) -> bool:
    """Whether a text names a large sum or a share."""
    return re.search(r"(?:\b|\d)(?:billion|bn|million|trillion|per cent|percent)\b|%", text.casefold()) is not None
