"""What an amount or a share measures: in goes a spot, out comes the measure in the report's plain words.

Common measures come from `knowledge/measures.tsv`; the rest is the noun phrase that the grammar round the number gives:
"a loan of X", "X in grants", "bonds worth X", "put the debt at X", "trade came to X", "lent X".
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from attache.knowledge import rows, several
from attache.reading.figures.phrases import left_run, right_run, words_of
from attache.reading.figures.spots import NOUNS, Spot, role

_NOT_NAMED = {"it", "them", "that", "this", "which", "these", "those"}
_EMPTY_HEADS = {
    "level",
    "figure",
    "amount",
    "sum",
    "total",
    "number",
    "value",
    "rate",
    "volume",
    "half",
    "rest",
    "quarter",
    "part",
    "one",
    "year",
    "month",
    "count",
    "increase",
    "decrease",
    "rise",
    "fall",
    "gain",
    "drop",
    "time",
    "period",
    "mark",
}
_LINKS = {"of", "in", "at", "as", "to", "for", "by", "worth", "with"}


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure: its name, how its parties are written, and the token that named it."""

    name: str
    shape: str = "plain"
    kind: str = ""
    token: int = -1


@cache
def _common() -> dict[tuple[str, ...], tuple[str, str, str]]:
    """Measure, kind and shape by its words."""
    out: dict[tuple[str, ...], tuple[str, str, str]] = {}
    for row in rows("measures"):
        for phrase in several(row["words"]):
            out.setdefault(tuple(phrase.lower().replace("-", " - ").split()), (row["measure"], row["kind"], row["shape"]))
    return out


@cache
def _amount_verbs() -> dict[str, str]:
    out: dict[str, str] = {}
    for row in rows("amount_verbs", package="attache.language.en"):
        for form in several(row["verbs"]):
            out.setdefault(form, row["measure"])
    return out


def common_measures(tokens: list[Token]) -> list[Measure]:
    """The common measures named among `tokens`, in text order; names of bodies and agreements about trade do not count."""
    out, i = [], 0
    while i < len(tokens):
        for length in range(5, 0, -1):
            found = _common().get(tuple(token.lower_ for token in tokens[i : i + length]))
            if found and i + length <= len(tokens) and _is_amount(tokens, i, i + length):
                out.append(Measure(found[0], found[2], found[1], tokens[i].i))
                i += length - 1
                break
        i += 1
    return out


def _is_amount(tokens: list[Token], start: int, end: int) -> bool:
    last = tokens[end - 1]
    after = tokens[end].lower_ if end < len(tokens) else ""
    before = tokens[start - 1].lower_ if start else ""
    if last.text[:1].isupper() and not last.is_sent_start and tokens[start].i != last.sent.start:
        return False
    if last.lower_ in {"export", "import", "imports", "exports"} and last.pos_ == "VERB":
        return False
    return after not in role("not_trade_after") and before not in role("not_trade_before")


def measure_of(spot: Spot) -> Measure | None:
    """What the amount or share at `spot` measures, by the words round it; None where it must be taken from elsewhere."""
    clause = _clause(spot)
    return (
        _complement(spot)
        or _of_noun(spot)
        or _worth(spot)
        or _put(spot, clause)
        or _common_near(spot, clause)
        or _object(spot, clause)
        or _subject(spot, clause)
    )


def _clause(spot: Spot) -> list[Token]:
    """The tokens before the number back to a semicolon, a colon or the sentence's beginning."""
    start = spot.sentence.start
    for token in spot.doc[spot.sentence.start : spot.first]:
        if token.text in {";", ":"}:
            start = token.i + 1
    return list(spot.doc[start : spot.first])


def _complement(spot: Spot) -> Measure | None:
    """ "35 tonnes of relief goods", "61 million dollars in grants", "85 per cent of the debt"."""
    after = spot.after
    if after is None or after.lower_ not in {"of", "in"} or after.i + 1 >= spot.sentence.end:
        return None
    if (
        after.nbor().lower_ in _NOT_NAMED
        or after.nbor().pos_ == "NUM"
        or (spot.first and after.lower_ == "of" and spot.money and _is_actor(after.nbor()))
    ):
        return None
    start, end = right_run(spot.doc, after.i + 1, ceiling=spot.sentence.end)
    if start == end:
        return None
    head = spot.doc[end - 1]
    if after.lower_ == "in" and (
        head.pos_ == "PROPN"
        or spot.share
        or head.lower_ in {"year", "years", "months", "total", "all", "count"}
        or head.ent_type_
    ):
        return None
    phrase = words_of(spot.doc[start:end]) + _tail(spot, end)
    return Measure(f"share of {phrase}" if spot.share else phrase, token=head.i)


def _is_actor(token: Token) -> bool:
    return token.pos_ == "PROPN"


def _tail(spot: Spot, end: int) -> str:
    """One prepositional phrase after the measure's noun, unless it is a time: " on cheese", " for climate action"."""
    if end + 1 >= spot.sentence.end or spot.doc[end].lower_ not in {"on", "for", "against", "to", "of"}:
        return ""
    start, stop = right_run(spot.doc, end + 1, ceiling=spot.sentence.end)
    if start == stop or spot.doc[stop - 1].lower_ in {"year", "years", "months", "time", "today"} or spot.doc[start].like_num:
        return ""
    return f" {spot.doc[end].lower_} {words_of(spot.doc[start:stop])}"


def _of_noun(spot: Spot) -> Measure | None:
    """ "a loan of X on Y": the noun before "of"."""
    before = spot.before
    if before is None or before.lower_ not in {"of", "at"}:
        return None
    start, end = left_run(spot.doc, before.i, floor=spot.sentence.start)
    if start == end or spot.doc[end - 1].pos_ not in NOUNS:
        return None
    head = spot.doc[end - 1]
    if head.lower_ in _EMPTY_HEADS:
        return None
    if before.lower_ == "at" and spot.share is False:
        return None
    if found := [m for m in common_measures(list(spot.doc[start:end])) if m.kind in {"money", "people"}]:
        return found[-1]
    return Measure(words_of(spot.doc[start:end]) + _tail(spot, spot.last), token=head.i)


def _worth(spot: Spot) -> Measure | None:
    """ "bonds worth X", "projects, worth X"."""
    before = spot.before
    if before is None or before.lower_ not in role("worth"):
        return None
    end = before.i - 1 if before.i and before.nbor(-1).text in {",", "("} else before.i
    if end > spot.sentence.start and spot.doc[end - 1].lower_ in {"is", "are", "was", "were"}:
        end -= 1
    start, end = left_run(spot.doc, end, floor=spot.sentence.start)
    if start == end or spot.doc[end - 1].pos_ == "PROPN" or spot.doc[end - 1].ent_type_:
        return None
    return Measure(words_of(spot.doc[start:end]), token=end - 1)


def _put(spot: Spot, clause: list[Token]) -> Measure | None:
    """ "put the cost of recovery at X", "gave the turnover of 2012 as X", "the debt is put at X"."""
    before = spot.before
    if before is None or before.lower_ not in {"at", "as"}:
        return None
    for token in reversed(clause[:-1]):
        if token.lower_ in role("put_verb") and token.pos_ in {"VERB", "AUX"}:
            if token.i + 1 == before.i:
                return None
            start, end = right_run(spot.doc, token.i + 1, ceiling=before.i)
            if start == end:
                return None
            if found := common_measures(list(spot.doc[start : before.i])):
                return found[0]
            phrase = words_of(spot.doc[start:end])
            if end < before.i and spot.doc[end].lower_ == "of":
                first, last = right_run(spot.doc, end + 1, ceiling=before.i)
                phrase += f" of {words_of(spot.doc[first:last])}" if last > first else ""
            return Measure(phrase, token=end - 1)
    return None


def _common_near(spot: Spot, clause: list[Token]) -> Measure | None:
    """The common measure named last before the number in its clause, else first after it in the sentence."""
    kinds = {"share"} if spot.share else {"money"}
    before = [m for m in common_measures(clause) if m.kind in kinds or (spot.share and m.kind == "money")]
    if before and not (spot.share and not _measured_share(spot)):
        return before[-1]
    if spot.share:
        return None
    ahead = [m for m in common_measures(list(spot.doc[spot.last : min(spot.last + 9, spot.sentence.end)])) if m.kind == "money"]
    return ahead[0] if ahead else None


def _measured_share(spot: Spot) -> bool:
    return False


def _object(spot: Spot, clause: list[Token]) -> Measure | None:
    """ "lent X", "promised X": the measure that the verb before the number tells."""
    if spot.share:
        return None
    for token in reversed(clause[-7:]):
        if token.pos_ in {"VERB", "AUX"} or token.lower_ in _amount_verbs():
            measure = _amount_verbs().get(token.lower_)
            return Measure(measure, token=token.i) if measure else None
        if token.text in {",", "("}:
            break
    return None


def _subject(spot: Spot, clause: list[Token]) -> Measure | None:
    """The subject of the verb that gives the number: "the share of the rouble in payments came to X"."""
    for k in range(len(clause) - 1, -1, -1):
        token = clause[k]
        if token.pos_ in {"VERB", "AUX"} and token.lower_ in role("level_verb"):
            return _noun_before(spot, token)
        if token.pos_ == "VERB" and token.tag_ in {"VBD", "VBZ", "VBP"}:
            return None
    return None


def _noun_before(spot: Spot, verb: Token) -> Measure | None:
    """The noun phrase with its "of" and "in" parts that stands before the verb."""
    end = verb.i
    while end > spot.sentence.start and spot.doc[end - 1].pos_ in {"AUX", "ADV", "PART"}:
        end -= 1
    if end == spot.sentence.start or spot.doc[end - 1].pos_ not in NOUNS:
        return None
    start = end
    for _ in range(3):
        start, _ = left_run(spot.doc, start, floor=spot.sentence.start)
        j = start
        while j > spot.sentence.start and spot.doc[j - 1].pos_ == "DET":
            j -= 1
        if (
            j - 1 > spot.sentence.start
            and spot.doc[j - 1].lower_ in {"of", "in", "and", "for", "on", "from", "to"}
            and spot.doc[j - 2].pos_ in NOUNS
        ):
            start = j - 1
        else:
            break
    if start == end or spot.doc[start].lower_ in {"of", "in", "and", "for", "on", "from", "to"}:
        return None
    tokens = spot.doc[start:end]
    if tokens[0].pos_ == "PROPN" and all(token.pos_ in {"PROPN", "PUNCT"} for token in tokens):
        return None
    return Measure(words_of(tokens), token=end - 1)
