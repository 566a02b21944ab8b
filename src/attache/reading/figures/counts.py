"""What a bare number counts: in goes a spot, out come the measure and the unit ("documents signed", "documents")."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Token

from attache.knowledge import rows, several
from attache.reading.figures.phrases import right_run, words_of
from attache.reading.figures.spots import Spot, role

_VOTING = {"vote", "votes", "voted", "favour", "favor", "abstention", "abstentions", "abstained", "against"}
_BODIES = {"member", "members"}


@cache
def _units() -> dict[str, str]:
    return {noun: row["unit"] for row in rows("counted") for noun in several(row["nouns"])}


def counted(spot: Spot, people: frozenset[str]) -> tuple[str, str] | None:
    """Measure and unit of a count whose noun stands after it; None where none does. `people`: demonyms in lower case."""
    if votes := _votes(spot):
        return votes, "votes"
    start, end = right_run(spot.doc, spot.last, ceiling=spot.sentence.end)
    if start == end or start - spot.last > 2:
        demonym = spot.after is not None and spot.after.lower_ in people
        return (_told(spot, spot.after.text, spot.after.i + 1), "people") if demonym and spot.after is not None else None
    head = spot.doc[end - 1]
    unit = _unit(spot, head, people)
    if unit is None or (head.lower_ in role("not_counted") and _small(spot)):
        return None
    phrase = words_of(spot.doc[start:end])
    return _told(spot, "documents" if unit == "documents" and end - start == 1 else phrase, end), unit


def _small(spot: Spot) -> bool:
    value = spot.quantity.value
    return not isinstance(value, tuple) and value < 100


def _unit(spot: Spot, head: Token, people: frozenset[str]) -> str | None:
    """What the noun counts in; None for a singular noun, which a number other than one does not count."""
    word = head.lower_
    if word in people and head.text[:1].isupper():
        return "people"
    if word in _BODIES:
        follow = spot.doc[head.i + 1 : head.i + 6].text.lower()
        return (
            "people"
            if any(w in follow for w in ("mission", "embassy", "consulate", "staff", "delegation", "crew", "parliament"))
            else "states"
        )
    if word in _units():
        return _units()[word]
    if head.tag_ in {"NNS", "NNPS"} or word.endswith("s"):
        return word
    return None


def _told(spot: Spot, phrase: str, end: int) -> str:
    """The phrase with what is told of those counted: "people killed", "documents signed"."""
    for token in spot.doc[end : min(end + 6, spot.sentence.end)]:
        if token.pos_ == "PUNCT" or token.lower_ in {"and", "but", "that"}:
            break
        if token.tag_ in {"VBN", "VBD"} and token.lower_ not in {"was", "were", "been", "had", "did"}:
            if token.lower_ in role("casualty") or token.lower_ in {
                "signed",
                "concluded",
                "delivered",
                "built",
                "adopted",
                "ordered",
            }:
                return f"{phrase} {token.lower_}"
            break
    for token in reversed(list(spot.doc[max(spot.sentence.start, spot.first - 5) : spot.first])):
        if token.pos_ in {"VERB", "AUX"}:
            participle = {
                "killing": "killed",
                "kill": "killed",
                "kills": "killed",
                "injuring": "injured",
                "signing": "signed",
                "sign": "signed",
            }
            word = participle.get(token.lower_, token.lower_)
            if word in role("casualty") or word in {"signed", "delivered", "ordered", "built"}:
                return f"{phrase} {word}"
            break
        if token.text in {",", ";"}:
            break
    return phrase


def _votes(spot: Spot) -> str | None:
    """The side a number of votes was given to, in a sentence about a vote."""
    words = {token.lower_ for token in spot.sentence}
    if not words & (_VOTING - {"against", "favour", "favor"}) and not {"in", "favour"} <= words and not {"in", "favor"} <= words:
        return None
    after = [token.lower_ for token in spot.doc[spot.last : min(spot.last + 5, spot.sentence.end)]]
    before = [token.lower_ for token in spot.doc[max(spot.sentence.start, spot.first - 4) : spot.first]]
    if after[:1] in (["abstentions"], ["abstained"], ["abstention"]) or after[:2] in (
        ["deputies", "abstained"],
        ["members", "abstained"],
    ):
        return "abstentions"
    if after[:1] == ["against"] or ("against" in after[:4] and "voted" in after) or before[-1:] == ["against"]:
        return "votes against"
    if before[-2:-1] == ["votes"] and before[-1:] == ["to"]:
        return "votes against"
    if after[:1] == ["to"] and not spot.quantity.unit and "votes" in words:
        return "votes for"
    if after[:1] in (["votes"], ["vote"]) or "favour" in after or "favor" in after or ("voted" in after and "for" in after):
        return "margin of vote" if "margin" in before else "votes for"
    return None
