"""Aims: which numbers are aimed at or promised rather than reached. In goes a number's spot, out comes the kind of aim.

The words stand in `language/en/commitment_cues.tsv`. Annotation guide, rules 10 and 11: a target is a commitment and no
figure; a sum promised is both.
"""

from __future__ import annotations

import re
from functools import cache

from attache.knowledge import rows
from attache.language.tokens import Token
from attache.reading.analysis import Analysis, Timex
from attache.reading.figures.common import common_measures
from attache.reading.figures.spots import Spot, role
from attache.records import CommitmentKind

_FUTURE = {"will", "shall", "would", "should", "could", "'ll", "’ll", "must", "may", "might", "can"}
_MOST = 14


@cache
def cues(kind: str, place: str) -> frozenset[str]:
    """Words of one kind and place."""
    return frozenset(
        row["word"]
        for row in rows("commitment_cues", package="attache.language.en")
        if (row["kind"], row["place"]) == (kind, place)
    )


def aim_of(at: Analysis, spot: Spot) -> CommitmentKind | None:
    """Target, pledge or plan, where the number at `spot` is the value of one."""
    before = _clause_before(spot)
    if before and before[-1].lower_ == "from":
        return None
    if _aimed(at, spot, before):
        return "target"
    return _promised(before, spot)


def _clause_before(spot: Spot) -> list[Token]:
    """The tokens before the number, back to a semicolon or the sentence's beginning; the nearest ones."""
    start = spot.sentence.start
    for token in spot.doc[spot.sentence.start : spot.first]:
        told = token.text == ":" and any(later.tag_ in {"VBD", "VBZ", "VBP"} for later in spot.doc[token.i : spot.first])
        if token.text == ";" or told:
            start = token.i + 1
    return list(spot.doc[start : spot.first])


def _aimed(at: Analysis, spot: Spot, before: list[Token]) -> bool:
    near = before[-_MOST:]
    if _heading(before):
        return True
    aims = cues("target", "noun")
    if any(token.lower_ in aims and token.pos_ in {"NOUN", "PROPN"} and not _passed(token, spot) for token in near):
        return True
    after = []
    for token in spot.doc[spot.last : min(spot.last + 10, spot.sentence.end)]:
        if token.pos_ == "NUM" and not (token.text.isdigit() and len(token.text) == 4):
            break
        after.append(token)
    if any(
        token.lower_ in aims and token.pos_ == "NOUN" and token.i and token.nbor(-1).lower_ in {"the", "their", "its", "a"}
        for token in after
    ) and any(token.lower_ in {"as", "is", "remains", "was", "are"} for token in after):
        return True
    reached = any(token.lower_ in cues("reach", "verb") for token in near)
    target, intention = cues("target", "verb"), cues("intention", "verb")
    for token in near:
        word = token.lower_
        if word in target and token.pos_ == "VERB":
            return True
        if word in intention and token.pos_ in {"VERB", "AUX"} and (reached or _due_follows(at, spot)):
            return not any(t.lower_ in cues("give", "verb") for t in near if t.i > token.i)
    if _set_after(spot) or (_looked_for(spot) and _due_ahead(at, spot)):
        return True
    if _led(near, before) and (not spot.share or _due_follows(at, spot)):
        return True
    if _infinitive(near) and (_due_ahead(at, spot) or _within_years(at, spot)):
        return True
    if _fixed(at, spot, near) or (_taken_to(spot, near) and (_due_ahead(at, spot) or _within_years(at, spot))):
        return True
    return _later(at, spot) and not any(token.lower_ in cues("give", "verb") for token in near)


def _passed(aim: Token, spot: Spot) -> bool:
    """ "a mark they passed in 2008 with X": does a relative clause tell that the aim has been reached, and with how much?"""
    between = list(spot.doc[aim.i + 1 : spot.first])
    reached = any(t.tag_ == "VBD" and t.lemma_.lower() in _REACHED for t in between[:4])
    return reached and any(t.lower_ == "with" for t in between[-4:])


_REACHED = {"pass", "reach", "exceed", "surpass", "top", "cross", "hit"}


def _heading(before: list[Token]) -> bool:
    """ "working towards X", "on the way to X": words that lead to what is not reached yet, hedges passed."""
    words = [token.lower_ for token in before[-8:]]
    while words and (words[-1] in role("hedge") or words[-1] in _HEDGES):
        words.pop()
    text = " " + " ".join(words)
    return any(text.endswith(f" {cue}") for cue in cues("leading", "phrase"))


_HEDGES = {"the", "least", "at", "us", "$", "us$", "as", "much"}


def _led(near: list[Token], before: list[Token]) -> bool:
    """ "is to reach X", "should reach X", "could grow to X": a modal, a verb that leads to a number."""
    for k, token in enumerate(near):
        if token.lower_ not in cues("reach", "verb") or token.tag_ in {"VBD", "VBZ"}:
            continue
        lead = [t.lower_ for t in near[max(0, k - 4) : k]]
        modal = bool(set(lead) & _FUTURE) or ("to" in lead and bool(set(lead) & {"is", "are", "was", "were"}))
        if modal and not set(lead) & {"have", "had", "not"}:
            return True
        wide = near[max(0, k - 10) : k]
        joined = "and" in lead[-2:] and any(t.lower_ in _FUTURE for t in wide) and token.tag_ == "VB"
        if joined and not any(t.tag_ in {"VBD", "VBZ"} for t in wide):
            return True
    return False


def _set_after(spot: Spot) -> bool:
    """ "the 200 billion they had hoped to reach", "for which 70 billion had been set"."""
    after = [token.lower_ for token in spot.doc[spot.last : min(spot.last + 8, spot.sentence.end)]]
    for k, word in enumerate(after):
        if word in {".", ";", ","}:
            return False
        if word in cues("intention", "verb") | cues("target", "verb"):
            return any(later in cues("reach", "verb") for later in after[k + 1 :])
        if word in {"set", "envisaged", "targeted", "agreed"} and k and after[k - 1] in {"been", "was", "had"}:
            return True
    return False


def _looked_for(spot: Spot) -> bool:
    """ "four billion are expected in 2021": a verb of expecting, aiming or planning in the passive right behind the number."""
    after = [token.lower_ for token in spot.doc[spot.last : min(spot.last + 4, spot.sentence.end)]]
    be = next((k for k, word in enumerate(after) if word in {"is", "are", "was", "were"}), None)
    if be is None or be > 1:
        return False
    return bool(set(after[be + 1 :]) & (cues("intention", "verb") | cues("target", "verb") | cues("plan", "verb") | _FORESEEN))


_FORESEEN = {"forecast", "projected", "foreseen", "envisaged", "anticipated", "predicted"}


def _infinitive(near: list[Token]) -> bool:
    """ "to raise it to X", "towards X": an infinitive that leads to the number, without a finite verb between."""
    words = [token.lower_ for token in near]
    if words[-1:] == ["towards"] or words[-1:] == ["toward"]:
        return True
    for k, token in enumerate(near[1:], 1):
        if token.lower_ in cues("reach", "verb") and words[k - 1] == "to" and token.tag_ == "VB":
            return not any(t.tag_ in {"VBD", "VBZ"} for t in near[k:])
    return False


def _fixed(at: Analysis, spot: Spot, near: list[Token]) -> bool:
    """ "had fixed trade of X for 2019", "set it at X by 2019": a level laid down for a time; no record that was set."""
    time = due_time(at, spot)
    words = [token.lower_ for token in near]
    if time is None or "record" in words or words[-1:] not in (["of"], ["at"]):
        return False
    lead = at.report.text[spot.quantity.end : time.end].lower().split()
    laid = any(t.lower_ in {"set", "fixed", "fix"} and t.pos_ == "VERB" for t in near)
    return laid and bool(set(lead) & {"for", "by"}) and bool(common_measures(near))


def _taken_to(spot: Spot, near: list[Token]) -> bool:
    """ "We will take trade from X to Y": a modal and a verb whose "to" leads to the amount."""
    words = [token.lower_ for token in near]
    while words and (words[-1] in role("hedge") - {"at"} or words[-1] in _HEDGES):
        words.pop()
    modal = max((k for k, word in enumerate(words) if word in {"will", "shall", "would", "'ll", "’ll"}), default=None)
    if modal is None or words[-1:] != ["to"] or not (spot.money or spot.share):
        return False
    later = near[modal + 1 : len(words)]
    return any(t.tag_ == "VB" for t in later) and not any(t.tag_ in {"VBD", "VBZ"} for t in later)


_YEARS_ON = re.compile(r"[\w $€]{0,24}\b(?:in|within|over) (?:the (?:next|coming) )?[\w-]+ (?:to \w+ )?years\b", re.I)


def _within_years(at: Analysis, spot: Spot) -> bool:
    """ "by 60 per cent in five years": is the time that it is to take told right behind?"""
    return _YEARS_ON.match(at.report.text, spot.quantity.end, spot.sentence.end_char) is not None


def _due_ahead(at: Analysis, spot: Spot) -> bool:
    """Is the time behind the number later than the report?"""
    time = due_time(at, spot)
    if time is None or time.span is None or time.span[1] is None or at.published is None or at.published[1] is None:
        return False
    return time.span[1] > at.published[1]


def due_time(at: Analysis, spot: Spot) -> Timex | None:
    """The time right behind the number that it is due by or in: "by 2020", "in 2012", "within five years"."""
    for time in at.times_within(spot.quantity.end, spot.sentence.end_char):
        if time.start - spot.quantity.end > 45:
            break
        between = at.report.text[spot.quantity.end : time.start]
        counted = any(q.end <= time.start for q in at.quantities_from(spot.quantity.end, time.start))
        if not counted and not set(between) & set(";:"):
            return time
    return None


def _due_follows(at: Analysis, spot: Spot) -> bool:
    return due_time(at, spot) is not None


def _later(at: Analysis, spot: Spot) -> bool:
    """Does "by" and a time after the report's own follow the number?"""
    time = due_time(at, spot)
    if time is None or time.span is None or time.relation != "by" or at.published is None:
        return False
    end, published = time.span[1], at.published[1]
    return end is not None and published is not None and end > published and spot.quantity.unit is not None


def _promised(before: list[Token], spot: Spot) -> CommitmentKind | None:
    """ "will lend X", "promised X", "agreed to sell X", "its pledge of X": a pledge; "planned to place X": a plan."""
    near = before[-10:]
    words = [token.lower_ for token in near]
    if words[-1:] == ["from"] or words[-2:] == ["instead", "of"]:
        return None
    if any(token.lower_ in cues("pledge", "verb") and token.pos_ in {"VERB", "AUX"} for token in near):
        return "pledge"
    if any(word in cues("pledge", "noun") for word in words[-4:]):
        return "pledge"
    after = []
    for token in spot.doc[spot.last : min(spot.last + 6, spot.sentence.end)]:
        if token.pos_ == "NUM" or token.text in {",", ";"}:
            break
        after.append(token)
    if any(token.lower_ in cues("pledge", "verb") and token.tag_ in {"VBD", "VBN"} for token in after):
        return "pledge"
    for k, word in enumerate(words):
        if word in cues("give", "verb") and len(words) - k <= 6 and "," not in words[k:]:
            lead = set(words[max(0, k - 4) : k])
            if lead & {"will", "shall", "would"} or ("to" in lead and lead & {"agreed", "agree", "agrees", "has", "have"}):
                return "pledge"
            if "to" in lead and lead & {"is", "are", "was", "were"}:
                return "plan"
            if lead & cues("plan", "verb") or lead & cues("intention", "verb"):
                return "plan"
    return None


def is_aimed(at: Analysis, spot: Spot) -> bool:
    """Is the number the value of a target, so that it is no figure?"""
    return aim_of(at, spot) == "target" and not _this_year(at, spot)


def _this_year(at: Analysis, spot: Spot) -> bool:
    """ "hoped for X this year": an expected level of the year under way counts as a figure too, unless called a target."""
    time = due_time(at, spot)
    if time is None or time.span is None or None in time.span or at.published is None or at.published[0] is None:
        return False
    first, last = time.span[0] or "", time.span[1] or ""
    running = first <= at.published[0] <= last and int(last[:4]) - int(first[:4]) <= 1  # no "next five years"
    words = spot.doc[max(spot.sentence.start, spot.first - _MOST) : min(spot.last + 10, spot.sentence.end)]
    return running and time.relation != "by" and not any(token.lower_ in cues("target", "noun") for token in words)


def goes_on_aiming(at: Analysis, last: Spot, spot: Spot) -> bool:
    """ "towards three billion in 2012 and ten billion in 2020": one more number of the aim before it, for a time to come."""
    between = list(spot.doc[last.last : spot.first])
    joined = len(between) <= 9 and any(token.lower_ in {"and", ",", "then"} for token in between)
    told = any(token.pos_ == "VERB" or token.text in {";", ":"} for token in between)
    same = last.quantity.unit == spot.quantity.unit and last.sentence.start == spot.sentence.start
    return same and joined and not told and _due_ahead(at, spot)
