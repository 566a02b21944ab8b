"""Ellipsis: may a number whose own words tell no measure take over that of the passage?

In goes its spot, out comes whether its clause tells of nothing else. "It rose to six billion" goes on about trade;
"mining has brought seven billion into the budget" has a subject and verb of its own and does not.
"""

from __future__ import annotations

from functools import cache

from attache.knowledge import rows, several
from attache.reading.figures.aims import cues
from attache.reading.figures.spots import Spot, role

_OPEN = {"want", "wants", "wanted", "trade", "trades", "traded", "trading", "expected", "expects", "compared", "according"}
_BREAKS = {";", ":", "—", "–", "("}


@cache
def _telling() -> frozenset[str]:
    """Verbs that tell a number of a measure named elsewhere: of level, change, counting, saying and aiming."""
    kinds = ("level_verb", "put_verb", "counting_verb", "saying_verb", "begin_verb")
    out = {word for kind in kinds for word in role(kind)} | _OPEN
    table = rows("change", package="attache.language.en")
    out |= {form for row in table if row["kind"] == "verb" or row["percent"] for form in several(row["forms"])}
    aiming = (
        "target",
        "intention",
        "reach",
        "standing",
        "plan",
        "pledge",
        "give",
        "saying",
        "reckoning",
        "aiming_at",
        "completing",
    )
    return frozenset(out | {word for kind in aiming for word in cues(kind, "verb")})


def elliptic(spot: Spot) -> bool:
    """Does the nearest verb before the number only tell, reach or aim at numbers? Also where the number opens its clause."""
    opened = True
    for token in reversed(spot.doc[spot.sentence.start : spot.first]):
        if token.text in _BREAKS or (opened and token.text == ","):
            return True
        opened = opened and (token.lower_ in role("hedge") or token.pos_ in {"DET", "ADV", "SYM"})
        if token.pos_ == "VERB" and token.tag_ != "VBG":
            return token.lower_ in _telling() or token.lemma_.lower() in _telling()
    return True


def changes_hands(spot: Spot) -> bool:
    """ "Peru gave Chile 40 million dollars": is the nearest verb before the number one of giving or taking, with a subject?"""
    for token in reversed(spot.doc[max(spot.sentence.start, spot.first - 10) : spot.first]):
        particle = token.i + 1 == spot.first and token.lower_ in {"over", "in", "out", "up", "back"}
        if token.text in _BREAKS or (token.pos_ in {"ADP", "SCONJ"} and not particle):
            return False
        if token.pos_ == "VERB":
            subject = any(t.pos_ in {"PROPN", "NOUN", "PRON"} for t in spot.doc[spot.sentence.start : token.i])
            return subject and token.lower_ in role("giving")
    return False


def spoken_of(spot: Spot) -> bool:
    """ "An official spoke of more than four billion euros": another sum for what was valued before, in whatever money."""
    before = [token.lower_ for token in spot.doc[max(spot.sentence.start, spot.first - 6) : spot.first]]
    while before and (before[-1] in role("hedge") or before[-1] in {"than", "more", "less", "over", "some"}):
        before.pop()  # "of" too
    return spot.money and before[-1:] != [] and before[-1] in {"spoke", "speaks", "speak", "talked", "talks"}


def refused(spot: Spot) -> bool:
    """ "and not six million": a number that is said not to be so."""
    before = spot.before
    if before is None or before.lower_ != "not":
        return False
    return not (before.i > spot.sentence.start and before.nbor(-1).lower_ in {"if", "though"})
