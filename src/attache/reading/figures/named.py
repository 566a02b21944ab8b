"""How a common measure names its parties: in go the measure's shape and the sentence's mentions, out comes its full name.

"exports from VNM to RUS", "trade deficit with ASEAN", "Russian investment in VNM", "Russian tourist arrivals in VNM".
"""

from __future__ import annotations

import re
from dataclasses import replace

from attache.reading.analysis import Analysis
from attache.reading.figures.common import Measure, bare_name
from attache.reading.figures.counters import COUNT
from attache.reading.figures.spots import Spot, role
from attache.reading.who.actor_tables import countries
from attache.records import ActorName, Mention

_LEADS = {"to", "from", "in", "into", "with"}


def full_name(at: Analysis, spot: Spot, measure: Measure, pair: tuple[ActorName, ...]) -> Measure:
    """The measure with its parties written into its name, as its shape says."""
    if measure.shape in {"plain", "pair"}:
        return measure
    sides = _sides(at, spot, measure)
    if measure.shape in {"from_to", "to_from", "with"}:
        return replace(measure, name=_flow(measure, sides, pair), base=measure.name)
    return replace(measure, name=_stock(at, measure, sides, pair), base=measure.name)


def _sides(at: Analysis, spot: Spot, measure: Measure) -> tuple[str | None, str | None]:
    """Whose it is: the actor named last before the number, unless led by a preposition; and the one led by one near by."""
    sentence, number = spot.sentence, spot.quantity.start
    kinds = {"country"} if measure.shape == "in" else {"country", "organisation"}
    money = [(q.start, q.end) for q in at.quantities]
    here = [m for m in at.mentions_within(sentence.start_char, sentence.end_char) if m.kind in kinds and m.form != "pronoun"]
    here = [m for m in here if not any(start <= m.evidence.start < end for start, end in money)]  # the US of "US$"
    placed = here
    here = [m for m in here if not is_source(spot, m) and not _of_person(at, m) and not _counted_by(at, m)]
    led = [m for m in here if _led(at, m) and m.form != "demonym"]
    owners = [m for m in here if m.evidence.end <= number + 1 and m not in led]
    first = owners[-1] if owners and number - owners[-1].evidence.end < 160 else None
    counted = {m.name for m in placed if m.evidence.end <= number and is_source(spot, m) and m.kind == "country"}
    if first is None and not led and len(counted) == 1 and measure.shape in {"from_to", "to_from"} and not _behind_by(at, spot):
        return counted.pop(), None  # "Kenya's statistics bureau has exports of 97 million": its own
    behind = next((m for m in here if m.form == "demonym" and _right_behind(at, spot, m)), None)
    first = behind or first  # "117 projects there and 22 Kenyan projects here"
    since = first.evidence.start if first is not None else sentence.start_char
    others = [m for m in led if m.evidence.start >= since and (first is None or m.name != first.name)]
    second = min(others, key=lambda m: abs(m.evidence.start - number)).name if others else None
    return (_side(at, first.name) if first is not None else None), second and _side(at, second)


def _behind_by(at: Analysis, spot: Spot) -> bool:
    """Does another count follow the number: "97 million by that of Norway"?"""
    return (
        re.match(r"[^,;.]{0,40}\b(?:by|according to)\b", at.report.text[spot.quantity.end : spot.sentence.end_char]) is not None
    )


def _counted_by(at: Analysis, mention: Mention) -> bool:
    """Is it the one who counts: "by the count of Kenya", "according to Norway"?"""
    start = mention.evidence.start
    lead = at.report.text[max(0, start - 34) : start].lower().removesuffix("the ").rstrip()
    return lead.endswith("according to") or re.search(rf"\b(?:by|on|in) (?:the {COUNT}|that|those) of$", lead) is not None


def _right_behind(at: Analysis, spot: Spot, mention: Mention) -> bool:
    """ "and 22 Kenyan projects", "23 billion of Kenyan investment": does the mention follow the number?"""
    between = at.report.text[spot.quantity.end : max(mention.evidence.start, spot.quantity.end)]
    return 0 < mention.evidence.start - spot.quantity.end < 3 or between in {" of ", " in "}


def _of_person(at: Analysis, mention: Mention) -> bool:
    """Is the country only that of a person: "the Kenyan minister noted"?"""
    start, end = mention.evidence.start, mention.evidence.end
    around = at.mentions_within(max(0, start - 4), end + 60)
    return any(m.kind == "person" and m.evidence.start <= start and end < m.evidence.end for m in around)


def is_source(spot: Spot, mention: Mention) -> bool:
    """Is the country only that of those who count: "Vietnamese sources", "Norway's customs data"?"""
    for token in [t for t in spot.sentence if t.idx >= mention.evidence.end][:4]:
        if token.lower_ in role("source_noun"):
            return True
        if token.tag_ != "POS" and token.pos_ not in {"ADJ", "NOUN", "PROPN"}:
            return False
    return False


def _side(at: Analysis, name: str) -> str:
    """The country of a ministry or company; countries and international bodies stand for themselves."""
    actor = at.actors.get(ActorName(name))
    return actor.country if actor is not None and actor.country is not None else name


def _led(at: Analysis, mention: Mention) -> bool:
    """Does "to", "from", "in", "into" or "with" stand right before the mention?"""
    words = at.report.text[max(0, mention.evidence.start - 12) : mention.evidence.start].lower().split()
    words = [word for word in words if word != "the"]
    return bool(words) and words[-1] in _LEADS


def _other(name: str | None, pair: tuple[ActorName, ...]) -> str | None:
    rest = [p for p in pair if p != name]
    return rest[0] if name in pair and len(rest) == 1 else None


def _flow(measure: Measure, sides: tuple[str | None, str | None], pair: tuple[ActorName, ...]) -> str:
    owner, other = sides
    some_goods = measure.shape != "with" and " " in bare_name(measure.name)  # they may go to all the world
    other = other or (None if some_goods else _other(owner, pair))
    if measure.shape == "with":
        return f"{measure.name} with {other}" if other else measure.name
    if measure.shape == "to_from":
        return f"{measure.name} from {other}" if other else measure.name
    if owner and other:
        return f"{measure.name} from {owner} to {other}"
    return f"{measure.name} to {other}" if other else f"{measure.name} from {owner}" if owner else measure.name


def _stock(at: Analysis, measure: Measure, sides: tuple[str | None, str | None], pair: tuple[ActorName, ...]) -> str:
    owner, host = sides
    host = host or _other(owner, pair)
    owner = owner or _other(host, pair)
    adjective = countries()[owner].demonyms[0] if owner in countries() and countries()[owner].demonyms else owner
    parts = [adjective, measure.name] if adjective else [measure.name]
    return " ".join(parts) + (f" in {host}" if host else "")
