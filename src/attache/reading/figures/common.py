"""Common measures: in go tokens, out come the measures that reports give again and again, by `knowledge/measures.tsv`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from attache.knowledge import rows, several
from attache.language.tokens import Token
from attache.reading.figures.spots import Spot, role


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure: its name, how its parties are written, and the token that named it."""

    name: str
    shape: str = "plain"
    kind: str = ""
    token: int = -1
    base: str = ""
    """The name before its parties were written in; empty where none were."""


@cache
def _common() -> dict[tuple[str, ...], tuple[str, str, str]]:
    """Measure, kind and shape by its words."""
    out: dict[tuple[str, ...], tuple[str, str, str]] = {}
    for row in rows("measures"):
        for phrase in several(row["words"]):
            out.setdefault(tuple(phrase.lower().replace("-", " - ").split()), (row["measure"], row["kind"], row["shape"]))
    return out


@cache
def _openings() -> frozenset[str]:
    """First words of the common measures."""
    return frozenset(words[0] for words in _common())


@cache
def amount_verbs() -> dict[str, str]:
    """Measure by the forms of the verbs whose object it is."""
    out: dict[str, str] = {}
    for row in rows("amount_verbs", package="attache.language.en"):
        for form in several(row["verbs"]):
            out.setdefault(form, row["measure"])
    return out


@cache
def goods_verbs() -> dict[str, str]:
    """Nouns for what is done to goods, by the forms of the verbs: "produced" → output, "shipped" → deliveries."""
    out = {form: measure for form, measure in amount_verbs().items() if measure in {"output", "exports", "imports"}}
    for row in rows("goods_verbs", package="attache.language.en"):
        out.update(dict.fromkeys(several(row["verbs"]), row["measure"]))
    return out


def common_measures(tokens: list[Token]) -> list[Measure]:
    """The common measures named among `tokens`, in text order; names of bodies and agreements about trade do not count."""
    common, openings = _common(), _openings()
    words = [token.lower_ for token in tokens]
    out, i = [], 0
    while i < len(tokens):
        for length in range(min(5, len(tokens) - i) if words[i] in openings else 0, 0, -1):
            found = common.get(tuple(words[i : i + length]))
            if found and _is_amount(tokens, i, i + length):
                name = _goods(tokens, i, i + length, found[0]) if found[0] in _TRADED else found[0]
                name = left_out_before(tokens, i) + name
                others = words[i] == "arrivals" and _of_others(tokens, i)
                out.append(
                    Measure(f"{words[i - 1]} arrivals", kind="count", token=tokens[i].i)
                    if others
                    else Measure(name, found[2], found[1], tokens[i].i)
                )
                i += length - 1
                break
        i += 1
    return out


def left_out_before(tokens: list[Token], i: int) -> str:
    """What the words right before token `i` of `tokens` leave out: "non-oil " before "trade"."""
    if i >= 1 and tokens[i - 1].lower_.startswith("non-") and len(tokens[i - 1].text) > 5:
        return f"{tokens[i - 1].lower_} "
    if i >= 3 and tokens[i - 3].lower_ == "non" and tokens[i - 2].text in {"-", "–"} and tokens[i - 1].is_alpha:
        return f"non-{tokens[i - 1].lower_} "
    return ""


def bare_name(name: str) -> str:
    """The measure's name without what it leaves out."""
    return re.sub(r"^non-\w+ ", "", name)


def _of_others(tokens: list[Token], i: int) -> bool:
    """ "irregular arrivals", "migrant arrivals": does the word before tell of others than those who come to visit?"""
    before = tokens[i - 1] if i else None
    return before is not None and before.pos_ in {"ADJ", "NOUN"} and before.lower_ in role("not_visiting")


_TRADED = {"exports", "imports", "two-way trade"}


def _goods(tokens: list[Token], start: int, end: int, name: str) -> str:
    """The measure with the goods it is of: "arms exports", "exports of oil"; `name` itself where it is of all goods."""
    last = name.split()[-1]
    before = tokens[start - 1] if start else None
    if _verbal(tokens, start, end):
        return name
    hyphened = before is not None and (not before.whitespace_ or (before.i > 0 and before.nbor(-1).text == "-"))
    if before is not None and before.tag_ in {"NN", "NNS"} and not hyphened and before.lower_ not in role("any_goods"):
        return f"{before.lower_} {last}"
    if end + 1 < len(tokens) and tokens[end].lower_ in {"of", "in"}:
        goods = tokens[end + 1]
        follow = tokens[end + 2] if end + 2 < len(tokens) else None
        alone = follow is None or follow.pos_ not in {"NOUN", "PROPN"}
        if goods.pos_ == "NOUN" and goods.text.islower() and goods.lower_ not in role("any_goods") and alone:
            return f"{goods.lower_} {last}"
    return name


def _verbal(tokens: list[Token], start: int, end: int) -> bool:
    """Is it a verb: "exported", "exports cars"? A finite verb or a preposition behind shows a noun, whatever its tag."""
    word = tokens[start].lower_
    if word.endswith(("ed", "ing")):
        return True
    follow = tokens[end] if end < len(tokens) else None
    return tokens[start].pos_ == "VERB" and follow is not None and follow.pos_ not in {"VERB", "AUX", "ADP", "PUNCT"}


def _is_amount(tokens: list[Token], start: int, end: int) -> bool:
    last = tokens[end - 1]
    after = tokens[end].lower_ if end < len(tokens) else ""
    before = tokens[start - 1].lower_ if start else ""
    opens = all(token.is_punct or token.is_space for token in last.doc[last.sent.start : tokens[start].i])
    if last.text[:1].isupper() and not opens:
        return False
    return after not in role("not_trade_after") and before not in role("not_trade_before")


def topic_of(spot: Spot) -> Measure | None:
    """The common measure of money named last before the number, within the paragraph and the one before it."""
    floor, breaks = spot.first, 0
    while floor > 0 and breaks < 3 and spot.first - floor < 90:
        floor -= 1
        breaks += "\n" in spot.doc[floor].text
    found = [m for m in common_measures(list(spot.doc[floor : spot.first])) if m.kind == "money"]
    return found[-1] if found else None


def topic_ahead(spot: Spot) -> Measure | None:
    """The common measure of money named first after the number, for one that opens a report."""
    found = [m for m in common_measures(list(spot.doc[spot.last : spot.last + 70])) if m.kind == "money"]
    return found[0] if found else None
