"""Things counted up to: "its 50 millionth tonne of oil", "the 10,000th visitor". In goes the Analysis, out come spots with what
has been counted so far; a small ordinal is no such count."""

from __future__ import annotations

from functools import cache

from attache.knowledge import rows, several
from attache.language.tokens import Token
from attache.reading.analysis import Analysis, Quantity
from attache.reading.figures.common import Measure
from attache.reading.figures.phrases import right_run, words_of
from attache.reading.figures.spots import Spot
from attache.reading.quantities.units import record_unit

KIND = "so far"
_LARGE = {"thousandth": 1e3, "millionth": 1e6, "billionth": 1e9}
_LEAST = 1000


def counted_up(at: Analysis) -> list[tuple[Spot, Measure, float, str]]:
    """Spot, measure, value and unit of each large ordinal before a unit or a thing counted, in text order."""
    out = []
    for token in at.doc:
        found = _value(token)
        if found is None or token.i + 1 >= token.sent.end:
            continue
        first, value = found
        told = _told(token)
        if told is not None:
            start = token.doc[first]
            text = at.report.text[start.idx : token.idx + len(token)]
            quantity = Quantity(start.idx, token.idx + len(token), text, value, None)
            out.append((Spot(quantity, token.sent, first, token.i + 1), told[0], value, told[1]))
    return out


def _value(token: Token) -> tuple[int, float] | None:
    """The ordinal's first token and value: "50 millionth", "10,000th"; None for all else."""
    word = token.lower_
    if word in _LARGE:
        before = token.nbor(-1) if token.i > token.sent.start else None
        times = before.text.replace(",", "") if before is not None else ""
        if before is not None and times.replace(".", "", 1).isdigit():
            return before.i, float(times) * _LARGE[word]
        return token.i, _LARGE[word]
    if word[-2:] not in {"st", "nd", "rd", "th"}:
        return None
    digits = word[:-2].replace(",", "")
    return (token.i, float(digits)) if digits.isdigit() and float(digits) >= _LEAST else None


def _told(token: Token) -> tuple[Measure, str] | None:
    """ "tonne of oil" → oil output in tonnes; "visitor" → visitors in people; None where the noun is neither unit nor counted."""
    noun = token.nbor()
    if (unit := _units().get(noun.lower_)) is not None:
        goods = ""
        if noun.i + 2 < token.sent.end and noun.nbor().lower_ == "of":
            start, end = right_run(token.doc, noun.i + 2, ceiling=token.sent.end)
            goods = words_of(token.doc[start:end])
        return Measure(f"{goods} output" if goods else "output", kind=KIND, token=noun.i), unit
    start, end = right_run(token.doc, token.i + 1, ceiling=token.sent.end)
    head = token.doc[end - 1].lower_ if end > start else ""
    if head not in _counted():
        return None
    return Measure(f"{words_of(token.doc[start:end])}s", kind=KIND, token=end - 1), _counted()[head]


@cache
def _counted() -> dict[str, str]:
    """What a counted noun is counted in."""
    return {noun: row["unit"] for row in rows("counted") for noun in several(row["nouns"])}


@cache
def _units() -> dict[str, str]:
    """The unit of a record by the word for a mass or volume in the singular."""
    return {
        form: record_unit(row["unit"]) for row in rows("units") if row["dimension"] in _BULK for form in several(row["words"])
    }


_BULK = {"mass", "volume"}
