"""Ranks, ordinal visits and lengths of time: numbers that are no quantity of their own but measure something all the same.

"the 32nd member of the alliance", "Chile ranks first", "his fourth trip to Peru", "20 days of fighting".
"""

from __future__ import annotations

from functools import cache

from attache.knowledge import rows
from attache.language.tokens import Token
from attache.reading.analysis import Analysis, Quantity
from attache.reading.figures.bearers import phrase_at, subject_of
from attache.reading.figures.common import Measure
from attache.reading.figures.phrases import right_run, words_of
from attache.reading.figures.spots import Spot, role
from attache.reading.quantities.units import record_unit

_LONGEST = 6
"""Characters of an ordinal in digits: no list is ten thousand long."""
_SPANS = {"hour", "day", "week", "month", "year"}


@cache
def _ordinals() -> dict[str, int]:
    return {row["word"]: int(row["value"]) for row in rows("ordinals", package="attache.language.en")}


def _ordinal(token: Token) -> int | None:
    word = token.lower_
    if word[-2:] in {"st", "nd", "rd", "th"} and len(word) <= _LONGEST and word[0].isdigit() and word[:-2].isdecimal():
        return int(word[:-2])
    return _ordinals().get(word)


def ranks(at: Analysis) -> list[tuple[Spot, Measure, int, str]]:
    """Ranks and ordinal visits with their spot, measure, value and unit, in text order."""
    out = []
    for token in at.doc:
        if token.tag_ == "JJS" or token.lower_ == "most":
            if (best := _best(token)) is not None:
                spot = Spot(Quantity(token.idx, token.idx + len(token), token.text, 1.0, None), token.sent, token.i, token.i + 1)
                out.append((spot, best, 1, "rank"))
            continue
        value = _ordinal(token)
        if value is None or token.i + 1 >= token.sent.end:
            continue
        told = _told(token, value)
        if told is not None:
            quantity = Quantity(token.idx, token.idx + len(token), token.text, float(value), None)
            out.append((Spot(quantity, token.sent, token.i, token.i + 1), *told[:1], value, told[1]))
    return out


def _told(token: Token, value: int) -> tuple[Measure, str] | None:
    """The measure and unit of an ordinal; None where it only numbers a meeting, a round, a year, or tells of a first visit."""
    before = token.nbor(-1).lower_ if token.i > token.sent.start else ""
    if before in {"ranks", "ranked", "rank"}:
        return Measure("rank" + _whose(token.nbor(-1)) + _among(token), kind="rank", token=token.i), "rank"
    start, end = right_run(token.doc, token.i + 1, ceiling=token.sent.end)
    if start == end:
        return None
    head = token.doc[end - 1].lower_
    if head in role("journey") and before in {"his", "her", "their"} and value > 1:
        return Measure("visits" + _tail(token, end), kind="rank", token=token.i), "visits"
    if head in role("ranked") and before in {"the", "its", "their"}:
        return Measure(f"rank as {words_of(token.doc[start:end])}{_tail(token, end)}", kind="rank", token=token.i), "rank"
    return None


def _best(token: Token) -> Measure | None:
    """ "the largest trading partner of Peru", "Peru's biggest customer": the rank of the first; "one of the largest" is none."""
    before = token.nbor(-1) if token.i > token.sent.start else None
    if before is None or before.lower_ not in {"the", "its", "their", "'s", "’s", "our"}:
        return None
    start, end = right_run(token.doc, token.i + 1, ceiling=token.sent.end)
    if token.i < token.head.i < token.i + 6 and token.head.lower_ in role("ranked"):
        start, end = token.i + 1, token.head.i + 1  # "trade and investment partner"
    if start == end or token.doc[end - 1].lower_ not in role("ranked") or token.doc[before.i - 1].lower_ in {"of", "among"}:
        return None
    name = f"rank as {token.lower_} {words_of(token.doc[start:end])}"
    owned = f" of {token.doc[before.i - 1].text}" if before.tag_ == "POS" else ""
    return Measure(name + (_tail(token, end) or owned), kind="rank", token=token.i)


def _whose(verb: Token) -> str:
    """ " of Chile": the name right before "ranks"; empty where none stands there."""
    before = verb.nbor(-1) if verb.i > verb.sent.start else verb
    return f" of {before.text}" if before.pos_ == "PROPN" else ""


def _among(token: Token) -> str:
    start, end = right_run(token.doc, token.i + 2, ceiling=token.sent.end)
    led = token.i + 1 < token.sent.end and token.nbor().lower_ in {"in", "among"}
    if not led or end == start:
        return ""
    with_whom = ""
    if end < token.sent.end and token.doc[end].lower_ in {"with", "of", "among"}:
        first, last = right_run(token.doc, end + 1, ceiling=token.sent.end)
        with_whom = f" {token.doc[end].lower_} {words_of(token.doc[first:last])}" if last > first else ""
    return f" {token.nbor().lower_} {words_of(token.doc[start:end])}{with_whom}"


def _tail(token: Token, end: int) -> str:
    if end >= token.sent.end or token.doc[end].lower_ not in {"of", "to"}:
        return ""
    start, stop = right_run(token.doc, end + 1, ceiling=token.sent.end)
    return f" {token.doc[end].lower_} {words_of(token.doc[start:stop])}" if stop > start else ""


def _lasting(spot: Spot) -> Measure | None:
    """ "a stand-off that lasted eight days", "to be repaid over 15 years": how long a thing went on or has to be paid."""
    before = [t for t in spot.doc[max(spot.sentence.start, spot.first - 4) : spot.first] if t.lower_ not in role("hedge")]
    words = [token.lower_ for token in before]
    if words[-1:] == ["over"] or spot.doc[spot.first].lower_ == "over":
        paid = {"repaid", "repay"} & set(words) or words[-3:-1] == ["paid", "back"] or words[-2:] == ["paid", "back"]
        return Measure("repayment period", kind="time", token=spot.first) if paid else None
    verb = next((t for t in reversed(before) if t.lemma_.lower() == "last" and t.pos_ == "VERB"), None)
    if verb is None:
        return None
    noun = subject_of(verb) or (verb.head if verb.dep_.startswith("acl") and verb.head.i < verb.i else None)
    unit = record_unit(spot.quantity.unit or "")
    return (
        Measure(f"{unit} of {phrase_at(noun)}", kind="time", token=spot.first)
        if noun is not None and noun.pos_ == "NOUN"
        else None
    )


def lengths(at: Analysis) -> list[tuple[Spot, Measure, float, str]]:
    """ "20 days of fighting", "26 years of negotiations", "155 days in captivity": lengths of time of something."""
    out = []
    for quantity in at.quantities:
        if quantity.unit not in _SPANS or isinstance(quantity.value, tuple):
            continue
        span = at.doc.char_span(quantity.start, quantity.end, alignment_mode="expand")
        if span is None or span.end >= span.sent.end:
            continue
        spot = Spot(quantity, span.sent, span.start, span.end)
        if (lasting := _lasting(spot)) is not None:
            out.append((spot, lasting, quantity.value, record_unit(quantity.unit)))
            continue
        link = at.doc[span.end].lower_
        start, end = right_run(at.doc, span.end + 1, ceiling=span.sent.end)
        if (
            link not in {"of", "in"}
            or end == start
            or start > span.end + 1
            or at.doc[end - 1].tag_ not in {"NN", "NNS"}
            or at.doc[start].ent_type_
        ):
            continue
        unit = record_unit(quantity.unit)
        if link == "in" and at.doc[end - 1].lower_ not in {
            "captivity",
            "prison",
            "jail",
            "detention",
            "custody",
            "power",
            "office",
        }:
            continue
        out.append(
            (spot, Measure(f"{unit} {link} {words_of(at.doc[start:end])}", kind="time", token=span.start), quantity.value, unit)
        )
    return out
