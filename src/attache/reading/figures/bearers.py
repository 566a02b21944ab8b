"""What bears an amount, by the parse: the noun an amount stands before, and what a cost, length or capacity is that of.

In go spots and nouns, out come measures and phrases: "its 40 per cent tariff on beef" → "tariff on beef", "laid the section at a
cost of X" → "cost of section", "the mill, valued at X" → "value of mill".
"""

from __future__ import annotations

from attache.language.tokens import Token
from attache.reading.figures.common import Measure, common_measures
from attache.reading.figures.phrases import inside, left_run, right_run, words_of
from attache.reading.figures.spots import NOUNS, Spot, role

_LEADS = {"DT", "PRP$", "POS"}
_OBJECTS = ("obj", "nsubj:pass", "nsubj")


def attributive(spot: Spot, named: frozenset[int]) -> Measure | None:
    """ "a $1.2 billion power plant", "its 40 per cent tariff", "the 761-km stretch": the noun phrase that the amount opens."""
    before, after = spot.before, spot.after
    if after is None or not inside(after) or not _led(before):
        return None
    start, end = right_run(spot.doc, spot.last, ceiling=spot.sentence.end)
    if start != spot.last or end == start or spot.doc[end - 1].lower_ in role("time_noun"):
        return None
    if end - 1 in named and spot.doc[end - 1].text[:1].isupper():
        return None
    head, phrase = spot.doc[end - 1], words_of(spot.doc[start:end])
    if spot.money:
        return _priced(spot, start, end, phrase)
    unit = spot.quantity.unit or ""
    if spot.share:
        return Measure(phrase + _complement(spot, end), token=head.i)
    if unit.endswith(("metre", "mile")) and not unit.startswith("cubic"):
        return Measure(f"{'area' if unit.startswith('square') else 'length'} of {phrase}", kind="measure", token=head.i)
    if unit in {"hectare", "acre"}:
        return Measure(f"area of {phrase}", kind="measure", token=head.i)
    return Measure(f"capacity of {phrase}", kind="measure", token=head.i) if "watt" in unit else None


def _led(before: Token | None) -> bool:
    """Does an article or possessive, with an adjective or hedge between at most, open the phrase of the amount?"""
    if before is None:
        return False
    if before.tag_ in _LEADS:
        return True
    further = before.nbor(-1) if before.i > before.sent.start else before
    return (before.pos_ in {"ADJ", "ADV"} or before.lower_ in role("hedge")) and further.tag_ in _LEADS


def _priced(spot: Spot, start: int, end: int, phrase: str) -> Measure:
    """A sum before a noun: the noun where it is a sum itself ("a 5 million dollar loan"), else its cost ("power plant")."""
    head = spot.doc[end - 1]
    common = [m for m in common_measures(list(spot.doc[start:end])) if m.kind == "money"]
    if common:
        return common[-1]
    if head.lower_ in role("sum_noun"):
        return Measure(phrase, token=head.i)
    return Measure(f"cost of {phrase}", token=head.i)


def _complement(spot: Spot, end: int) -> str:
    """ " on beef", " in the company": what a rate or stake is on."""
    if end + 1 >= spot.sentence.end or spot.doc[end].lower_ not in {"on", "in", "of", "for"}:
        return ""
    start, stop = right_run(spot.doc, end + 1, ceiling=spot.sentence.end)
    head = spot.doc[stop - 1]
    if start == stop or start - end > 3 or head.lower_ in role("time_noun") or head.like_num:
        return ""
    return f" {spot.doc[end].lower_} {words_of(spot.doc[start:stop])}"


def owner(noun: Token) -> str:
    """Whose a cost, length or capacity is, where no "of" says so: what its verb does or is done to, or the noun it hangs on."""
    head = noun.head
    if head is noun or head.i >= noun.i:
        return ""
    if head.pos_ in NOUNS and noun.dep_ in {"nmod", "appos"}:
        return phrase_at(head)
    if head.pos_ != "VERB":
        return ""
    parts = {child.dep_: child for child in head.sent if child.head is head and child is not head}
    bearer = next((parts[dep] for dep in _OBJECTS if dep in parts and parts[dep] is not noun), None)
    return phrase_at(bearer) if bearer is not None and bearer.pos_ == "NOUN" else ""


def phrase_at(head: Token) -> str:
    """The noun phrase that ends at `head`, articles and number words left out."""
    start, end = left_run(head.doc, head.i + 1, floor=head.sent.start)
    phrase = words_of(head.doc[start:end])
    opens = start == head.sent.start and start < end and head.doc[start].pos_ != "PROPN" and not phrase[1:2].isupper()
    return phrase[:1].lower() + phrase[1:] if opens else phrase


def apposed(spot: Spot, floor: int) -> str:
    """ "the other mill, worth X", "the contract, valued at X": the noun phrase before the comma that opens the aside."""
    for token in reversed(spot.doc[max(floor, spot.first - 6) : spot.first]):
        if token.text in {",", "("}:
            start, end = left_run(spot.doc, token.i, floor=floor)
            head = spot.doc[end - 1] if end > start else None
            return words_of(spot.doc[start:end]) if head is not None and head.pos_ == "NOUN" else ""
    return ""


def subject_of(verb: Token) -> Token | None:
    """The noun that is the subject of a verb or of a predicate like "worth"."""
    found = [t for t in verb.sent if t.head is verb and t.i < verb.i and t.dep_ in {"nsubj", "nsubj:pass"}]
    return found[-1] if found and found[-1].pos_ in NOUNS else None
