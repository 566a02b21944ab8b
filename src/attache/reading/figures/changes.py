"""Changes: in goes a spot, out comes the change it tells ("up 35 percent", "fell by a fifth"), if it tells one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from attache.knowledge import rows, several
from attache.language.tokens import Doc, Token
from attache.reading.analysis import Quantity
from attache.reading.figures.spots import Spot, role
from attache.records import Bound, Change

_COMPOSING = {"make", "take", "use", "buy", "eat"}


def needed(spot: Spot) -> str | None:
    """ "that takes growth of X a year", "it would require an increase of X": the noun of a change that has not come about."""
    words = [t.lower_ for t in spot.doc[max(spot.sentence.start, spot.first - 8) : spot.first] if t.pos_ not in {"DET", "ADJ"}]
    while words and words[-1] in role("hedge") | {"than", "of"}:
        words.pop()
    return words[-1] if len(words) > 1 and words[-1] in _table("noun") and words[-2] in role("needing") else None


@dataclass(frozen=True, slots=True)
class Told:
    """A change and how it leans: `verb` where a verb of change tells it, else an adverb or noun does."""

    change: Change
    verb: bool


@cache
def _table(kind: str) -> dict[str, str]:
    out: dict[str, str] = {}
    for row in rows("change", package="attache.language.en"):
        if row["kind"] == kind:
            for form in several(row["forms"]):
                out.setdefault(form, row["direction"])
    return out


@cache
def factors() -> dict[str, tuple[float, str]]:
    """Per cent and direction of the words that tell a change by themselves ("doubled")."""
    table = rows("change", package="attache.language.en")
    return {form: (float(row["percent"]), row["direction"]) for row in table if row["percent"] for form in several(row["forms"])}


def change_at(spot: Spot) -> Told | None:
    """The change told at `spot`; None for a level."""
    found = _after(spot) or _before(spot)
    if found is None:
        return None
    direction, verb = found
    quantity = spot.quantity
    unit, _, per = (quantity.unit or "").partition("/")
    value = quantity.value[0] if isinstance(quantity.value, tuple) else quantity.value
    if spot.fraction:
        unit, value = "%", round(value * 100, 1)
    yearly = {token.lower_ for token in spot.doc[spot.last : spot.last + 2]} & {"annually", "yearly"}
    return Told(Change(value, unit, "up" if direction == "up" else "down", per or ("year" if yearly else None)), verb)


def factor_spots(doc: Doc) -> list[tuple[Spot, Told]]:
    """Words that tell a change without a number, as spots of their own: "halved last year", "had nearly doubled"."""
    out = []
    known = factors()
    for token in doc.tokens:
        told = known.get(token.lower_)
        if told is None or not token.lower_.endswith(("ed", "ing")) or token.i == token.sent.start:
            continue
        before = token.nbor(-1)
        if before.pos_ == "DET":
            continue
        follow = token.nbor() if token.i + 1 < token.sent.end else None
        if follow is not None and (follow.pos_ in {"DET", "NOUN", "PRON"} or follow.lower_ in {"by", "its", "their"}):
            continue  # "doubled its guard": of something else, or with a number of its own
        hedge = before.lower_
        bound: Bound | None = "under" if hedge in {"nearly", "almost"} else "over" if hedge == "than" else None
        quantity = Quantity(token.idx, token.idx + len(token), token.text, told[0], "%", bound)
        change = Change(told[0], "%", "up" if told[1] == "up" else "down")
        out.append((Spot(quantity, token.sent, token.i, token.i + 1), Told(change, verb=True)))
    return out


def _after(spot: Spot) -> tuple[str, bool] | None:
    """ "10% less than", "5.92 per cent above", "a 20 per cent increase", "15 percent up"."""
    after = spot.after
    while after is not None and after.text in {'"', "”", "'", "’"} and after.i + 1 < spot.sentence.end:
        after = after.nbor()
    if after is None:
        return None
    word = after.lower_
    follow = after.nbor().lower_ if after.i + 1 < len(spot.doc) else ""
    passive = [token.lower_ for token in spot.doc[after.i : min(after.i + 4, spot.sentence.end)]]
    if (
        spot.share
        and passive[:1] in (["had"], ["has"], ["was"], ["were"], ["have"])
        and {"added", "lost", "gained"} & set(passive)
    ):
        return ("down" if "lost" in passive else "up"), False
    if word in _table("noun") and spot.share:
        return _table("noun")[word], False
    if word not in _table("adverb") or not (spot.share or follow == "than"):
        return None
    if word == "more" and not (follow in {"than", ",", ".", ";", "", "in", "and", ")"} or spot.fraction):
        return None
    return _table("adverb")[word], False


def _before(spot: Spot) -> tuple[str, bool] | None:
    tokens = list(spot.doc[spot.sentence.start : spot.first])
    if not tokens:
        return None
    last = tokens[-1].lower_
    if last == "up" and len(tokens) > 1 and tokens[-2].lemma_.lower() in _COMPOSING:
        return None  # "made up a third of the exports": a share
    if tokens[-1].tag_ in {"PRP$", "POS"}:
        return None  # "lower its 40 per cent tariff": a level
    if last in {"up", "down", "plus", "minus"} and (spot.share or last in {"plus", "minus"}):
        return ("up" if last in {"up", "plus"} else "down"), False
    if last in {"up", "down"} and not spot.share:
        return None
    noun = _noun(spot, tokens)
    return (noun, False) if noun else _verb(spot, tokens)


def _noun(spot: Spot, tokens: list[Token]) -> str | None:
    """ "an increase of X", "the growth of trade in 2024 as X", "put its growth at X"."""
    last = tokens[-1].lower_
    if last == "of" and len(tokens) > 1:
        return _table("noun").get(tokens[-2].lower_)
    if last in {"at", "as"} and spot.share:
        for token in reversed(tokens[-12:-1]):
            if token.lower_ in _table("noun") and token.pos_ == "NOUN":
                return _table("noun")[token.lower_]
            if token.text in {";", ":"}:
                break
    return None


def _verb(spot: Spot, tokens: list[Token]) -> tuple[str, bool] | None:
    """ "rose by X", "grew X annually", "raise the product by X"; "to X" is a level."""
    last = tokens[-1].lower_
    if last in {"to", "from", "at", "in"} or (last != "by" and not spot.share):
        return None
    reach = 14 if last == "by" else 3
    for back, token in enumerate(reversed(tokens[-reach:])):
        if token.lower_ in _table("verb") and token.pos_ in {"VERB", "NOUN", "AUX", "ADJ"}:
            direction = _table("verb")[token.lower_] or _particle(tokens[len(tokens) - back :])
            if direction:
                return direction, True
        if token.text in {";", ":"}:
            break
        if (
            last == "by"
            and token.lower_ in {"and", ","}
            and token.i + 1 < spot.first
            and token.nbor().lower_ in {"its", "their", "the"}
        ):
            continue
    return None


def _particle(after: list[Token]) -> str:
    words = {token.lower_ for token in after}
    return "up" if words & {"up", "upwards", "higher"} else "down" if words & {"down", "downwards", "lower"} else ""
