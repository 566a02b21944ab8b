"""What kind of commitment a number is the value of: in goes its spot, out comes target, pledge, plan or None.

The figure reader tells the aims that stand before the number (`reading.figures.aims`); here is what stands behind it, what is
promised by lists of promises and by papers that schedule, and what only looks like an aim because a level is reached.
"""

from __future__ import annotations

from attache.language.tokens import Token
from attache.reading.analysis import Analysis
from attache.reading.commitments.due import not_past, time_of_number, to_come
from attache.reading.commitments.subjects import subject_token
from attache.reading.figures.aims import aim_of, cues
from attache.reading.figures.find import Draft
from attache.reading.figures.spots import Spot
from attache.records import CommitmentKind

_GRANTING = {"provide", "lend", "grant", "give", "contribute", "donate", "pay"}
_LENT = {"credit", "loan", "grant", "aid", "assistance", "support", "funding", "contribution", "donation"}
_FUTURE = {"will", "shall", "would", "'ll", "’ll"}
_BREAKS = {";", ":"}


def aimed(at: Analysis, draft: Draft) -> CommitmentKind | None:
    """Target, pledge or plan, where the number is the value of one."""
    spot = draft.spot
    before = _before(spot)
    if told := _handed_over(spot) or _listed(spot):
        return told
    if _compared(before) or _reached(at, spot, before) or _projected(before, spot):
        return None
    if _wanted(at, spot, before):
        return _by_measure(draft)
    if _described(at, spot, before):
        return None
    kind = aim_of(at, spot)
    if kind == "plan" and _granted(spot, before):
        return "pledge"
    if kind == "target" and _starts(before):
        return "plan"
    if kind == "target":
        return _by_measure(draft)
    return kind or _papered(at, spot, before)


def _before(spot: Spot) -> list[Token]:
    """The tokens of the number's clause before it."""
    start = spot.sentence.start
    for token in spot.doc[spot.sentence.start : spot.first]:
        if token.text in _BREAKS and token.i + 2 < spot.first:
            start = token.i + 1
    return list(spot.doc[start : spot.first])


def _by_measure(draft: Draft) -> CommitmentKind:
    """A duty to be cut is a treaty's schedule, which is a pledge; things to be delivered or built are planned."""
    words = set(draft.measure.name.lower().split()) if draft.measure is not None else set()
    if draft.measure is not None and draft.measure.kind == "count" and draft.unit != "people":
        return "plan"
    lent = bool(words & _LENT) and draft.spot.money
    return "pledge" if lent or words & cues("treaty", "noun") | words & {"content"} else "target"


def _compared(before: list[Token]) -> bool:
    """ "up from 3.8 billion", "more than in", "against 5 billion": what something is compared with."""
    words = [token.lower_ for token in before[-3:]]
    return words[-1:] == ["from"] or words[-1:] == ["against"] or words[-2:] in (["instead", "of"], ["compared", "with"])


def _reached(at: Analysis, spot: Spot, before: list[Token]) -> bool:
    """ "turnover stood at X", "came to X": a level told as a fact; not where a time to come follows."""
    words = [token.lower_ for token in before[-5:]]
    time = time_of_number(at, spot)
    ahead = time is not None and (to_come(at, time) or time.relation in {"by", "until"})
    subject = {token.lower_ for token in before[-12:]} & cues("target", "noun") and bool(
        set(words) & {"is", "was", "are", "were"}
    )
    leading = bool(set(words[:-1]) & {"to", "will", "would"})
    return bool(set(words) & cues("standing", "verb")) and not leading and not ahead and not subject


def _projected(before: list[Token], spot: Spot) -> bool:
    """ "could raise exports by 12 per cent": what a study reckons, not what someone aims at."""
    words = [token.lower_ for token in before[-14:]]
    return spot.share and words[-1:] == ["by"] and bool(set(words) & {"could", "might", "may"})


def _wanted(at: Analysis, spot: Spot, before: list[Token]) -> bool:
    """ "wanted ten billion a year by 2020": a verb of wanting right before a number that has a time."""
    words = [token.lower_ for token in before[-4:]]
    time = time_of_number(at, spot)
    return bool(set(words) & cues("intention", "verb")) and time is not None and time.type == "DATE"


def _described(at: Analysis, spot: Spot, before: list[Token]) -> bool:
    """ "The plant would produce a million tons": what a thing is to do once it stands, at no time told."""
    modal = next((token for token in reversed(before[-8:]) if token.lower_ == "would"), None)
    if modal is None or time_of_number(at, spot) is not None:
        return False
    subject = subject_token(modal, modal.head)
    return subject is not None and subject.lower_ in cues("thing", "noun")


def _granted(spot: Spot, before: list[Token]) -> bool:
    """ "are to provide 900 million": money that somebody is to give is promised."""
    words = [token.lower_ for token in before[-8:]]
    k = max((k for k, word in enumerate(words) if word in _GRANTING), default=-1)
    return spot.money and k >= 2 and words[k - 1] == "to" and words[k - 2] in {"is", "are"}


def _starts(before: list[Token]) -> bool:
    words = {token.lower_ for token in before[-8:]}
    return bool(words & {"spend", "spending", "invest", "place"}) and bool(words & cues("plan", "verb"))


def _handed_over(spot: Spot) -> CommitmentKind | None:
    """ "X will be paid back over ten years": a sum is the subject of a passive to come."""
    after = list(spot.doc[spot.last : min(spot.last + 9, spot.sentence.end)])
    for k, token in enumerate(after):
        if token.text in _BREAKS or token.pos_ == "NUM":
            return None
        scheduled = token.lower_ in {"is", "are"} and k + 3 < len(after) and after[k + 1].lower_ == "to"
        if scheduled and after[k + 2].lower_ == "be":
            return "plan" if after[k + 3].lower_ in cues("give", "verb") and spot.quantity.unit else None
        if token.lower_ in _FUTURE and k + 2 < len(after) and after[k + 1].lower_ == "be":
            verb = after[k + 2]
            if verb.lower_ not in cues("give", "verb") or not spot.quantity.unit:
                return None
            owed = verb.lower_ in {"paid", "repaid"} or token.lower_ == "would"
            return "pledge" if owed else "plan"
    return None


def _listed(spot: Spot) -> CommitmentKind | None:
    """ "Among the promises were 77 million from Japan, 25 million from Qatar": each sum of the list is promised."""
    if not spot.money:
        return None
    for token in spot.sentence[: max(0, spot.first - spot.sentence.start)]:
        if token.lower_ in {"pledges", "promises", "commitments", "offers", "donations"} and token.pos_ == "NOUN":
            near = {t.lower_ for t in spot.doc[token.i : min(token.i + 6, spot.first)]}
            if near & {"were", "are", "include", "included", "includes", "come", "came"}:
                return "pledge"
    return None


def _papered(at: Analysis, spot: Spot, before: list[Token]) -> CommitmentKind | None:
    """ "announced X in aid", "the contract provides for X by June", "endorsed a cut of X for 2027", "X until 2027"."""
    words = [token.lower_ for token in before[-8:]]
    time = time_of_number(at, spot)
    ahead = (
        time is not None and not_past(at, time) and (time.type != "DATE" or to_come(at, time) or time.relation in {"by", "until"})
    )
    if spot.money and set(words[-4:]) & cues("announce", "verb"):
        return "pledge"
    if not ahead:
        return None
    if set(words) & cues("provide", "verb"):
        return "plan"
    if spot.money and time is not None and time.relation in {"by", "until"} and set(words[-4:]) & cues("fund", "noun"):
        return "pledge"
    return "plan" if spot.money and set(words) & cues("decide", "verb") else None
