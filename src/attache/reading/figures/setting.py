"""The setting of a figure: parties, period, who says it and according to whom."""

from __future__ import annotations

from collections import Counter
from datetime import date
from itertools import pairwise

from attache.reading.analysis import Analysis, Timex
from attache.reading.figures.spots import Spot, role
from attache.records import ActorName, Dates, Mention, Statement

_PARTY_FORMS = {"name", "metonym", "demonym", "short"}


def main_pair(at: Analysis) -> tuple[ActorName, ...]:
    """The two countries or international bodies that the report names most, in alphabetical order."""
    return tuple(sorted(_ranked(at)[:2]))


def _ranked(at: Analysis) -> list[ActorName]:
    """Countries and international bodies by how often they are named; those of persons and ministries count for less."""
    counts: Counter[ActorName] = Counter()
    first: dict[ActorName, int] = {}
    for mention in at.mentions:
        owner = _owner(at, mention)
        if owner is None or mention.form == "pronoun":
            continue
        counts[owner] += 3 if mention.kind == "country" or owner == mention.name else 1
        first.setdefault(owner, mention.evidence.start)
    return sorted(counts, key=lambda name: (-counts[name], first[name]))


def _owner(at: Analysis, mention: Mention) -> ActorName | None:
    """The country a mention stands for, or the international body it is; the Union for its own institutions."""
    if mention.kind == "country":
        return ActorName(mention.name)
    actor = at.actors.get(ActorName(mention.name))
    if actor is None:
        return None
    if actor.country is None and actor.kind == "organisation":
        union = mention.name in {
            "European Commission",
            "European Parliament",
            "Council of the European Union",
            "European Council",
        }
        return ActorName("European Union") if union else ActorName(mention.name)
    return ActorName(actor.country) if actor.country else None


def parties_of(at: Analysis, spot: Spot, pair: tuple[ActorName, ...]) -> tuple[ActorName, ...]:
    """Who the number is between or about: the countries and bodies of its part of the sentence, the report's main ones besides.

    A giver that follows the number ("77 million from Japan") goes before all others of the sentence.
    """
    start, end = _part(spot)
    here = [m for m in at.mentions_within(start, end) if m.kind in {"country", "organisation"} and m.form in _PARTY_FORMS]
    here = [m for m in here if not _told_by(at, m) and not any(q.start <= m.evidence.start < q.end for q in at.quantities)]
    giver = next((m for m in here if 0 < m.evidence.start - spot.quantity.end < 12 and _after_from(at, spot, m)), None)
    chosen = [giver] if giver is not None else here
    named = sorted({owner for m in chosen if (owner := _owner(at, m)) is not None})
    if len(named) >= 2:
        return tuple(named) if len(named) <= 4 else tuple(n for n in named if n in pair) or tuple(named)
    if not named or named[0] in pair:
        return pair
    main = _ranked(at)
    return tuple(sorted({named[0], main[0]})) if main else tuple(named)


def _part(spot: Spot) -> tuple[int, int]:
    """The sentence's part between semicolons that holds the number."""
    start, end = spot.sentence.start_char, spot.sentence.end_char
    for token in spot.sentence:
        if token.text == ";":
            if token.idx < spot.quantity.start:
                start = token.idx
            elif token.idx >= spot.quantity.end:
                end = token.idx
                break
    return start, end


def _told_by(at: Analysis, mention: Mention) -> bool:
    """Is it only according to whom: "according to the World Bank"?"""
    return (
        at.report.text[max(0, mention.evidence.start - 18) : mention.evidence.start]
        .lower()
        .rstrip(" the")
        .endswith("according to")
    )


def _after_from(at: Analysis, spot: Spot, mention: Mention) -> bool:
    return "from" in at.report.text[spot.quantity.end : mention.evidence.start].lower().split()


def period_of(at: Analysis, spot: Spot, *, flow: bool) -> Dates | None:
    """The time the number is about: the one nearest to it in its sentence that can be its own.

    Days on which something is said, datelines, times to come and times compared with ("than in 2016") are passed. A flow
    (trade, exports) takes months and longer only. Null where no time is told.
    """
    sentence = spot.sentence
    times = [t for t in at.times_within(sentence.start_char, sentence.end_char) if t.span and t.type == "DATE"]
    times = [t for t in times if _own(at, spot, t, flow=flow)]
    if not times:
        return None
    near = min(times, key=lambda t: _distance(at, spot, t))
    if near.span is None:
        return None
    if near.relation in {"by", "until"} or _as_of(at, near):
        return (None, near.span[1])
    return (near.span[0], None) if near.relation == "since" and not flow else near.span


def says_same_time(spot: Spot) -> bool:
    """Does the sentence point back to a time: "for the same year"?"""
    words = [token.lower_ for token in spot.sentence]
    times = {"year", "period", "months", "quarter", "month", "half", "nine", "six", "eleven"}
    return any(a == "same" and b in times for a, b in pairwise(words))


_COMPARED = (
    "than in ",
    "than ",
    "against ",
    "compared with ",
    "compared to ",
    "same period of ",
    "period of ",
    "over ",
    "on ",
    "from ",
)
_SAYING = {
    "said",
    "told",
    "announced",
    "reported",
    "recalled",
    "wrote",
    "added",
    "declared",
    "stated",
    "went",
    "says",
    "circulated",
}


def _own(at: Analysis, spot: Spot, time: Timex, *, flow: bool) -> bool:
    """Can the time be the number's own?"""
    first, last = time.span or (None, None)
    text = at.report.text
    before, after = text[max(0, time.start - 18) : time.start].lower(), text[time.end : time.end + 3]
    if spot.quantity.start > time.start and time.end - spot.sentence.start_char < 45 and after.strip()[:1] in {"–", "—"}:
        return False
    if first is not None and last is not None and at.published is not None and at.published[1] is not None:
        if first > at.published[1]:
            return False
        if flow and (date.fromisoformat(last) - date.fromisoformat(first)).days < 20:
            return False
    if any(before.endswith(words) for words in _COMPARED[:7]):
        return False
    words = before.split()
    return not (first == last and any(word.strip(",") in _SAYING for word in words[-4:]))


def _as_of(at: Analysis, time: Timex) -> bool:
    return at.report.text[max(0, time.start - 6) : time.start + 6].lower().lstrip().startswith("as of")


def _distance(at: Analysis, spot: Spot, time: Timex) -> int:
    """Characters between; marks and other numbers between them count as more, and so does standing before."""
    low, high = sorted([(spot.quantity.start, spot.quantity.end), (time.start, time.end)])
    between = at.report.text[low[1] : high[0]]
    others = sum(1 for q in at.quantities if low[1] <= q.start and q.end <= high[0] and q.unit is not None)
    return len(between) + 40 * sum(between.count(mark) for mark in ",;:—–(") + 60 * others


def speakers_of(spot: Spot, statements: tuple[Statement, ...]) -> tuple[ActorName, ...]:
    """Who says the number: the speaker of the smallest content that holds it."""
    start, end = spot.quantity.start, spot.quantity.end
    holding = []
    for statement in statements:
        for content in (statement.content, statement.continued):
            if content is not None and content.start <= start and end <= content.end and statement.speakers:
                holding.append((content.end - content.start, content.start, statement.speakers))
    return min(holding)[2] if holding else ()


def source_of(at: Analysis, spot: Spot, speakers: tuple[ActorName, ...]) -> str | None:
    """According to whom: "Vietnamese customs data", "by Russian count", "the ministry has X"; a body that says it itself."""
    start, end = _part(spot)
    here = [m for m in at.mentions_within(start, end) if m.kind in {"country", "organisation"}]
    counting = _counting(at, spot, here)
    if counting is not None:
        return counting
    for token in spot.doc[spot.sentence.start : spot.sentence.end]:
        if start <= token.idx < end and token.lower_ in role("source_noun"):
            if within := [m for m in here if m.evidence.start <= token.idx < m.evidence.end and m.kind == "organisation"]:
                return within[0].name
            if near := [m for m in here if m.evidence.end <= token.idx and token.idx - m.evidence.end < 25]:
                return near[-1].name
    body = next((name for name in speakers if name in at.actors and at.actors[name].kind == "organisation"), None)
    return str(body) if body else None


def _counting(at: Analysis, spot: Spot, here: list[Mention]) -> str | None:
    """The country or body that counts: the subject of "has", "gives", "reports"; "according to X", "by X" behind the number."""
    text, number = at.report.text, spot.quantity.start
    for mention in here:
        if mention.evidence.end <= number and _counts(spot, text[mention.evidence.end : number]):
            return _fullest(here, mention)
        before = text[max(0, mention.evidence.start - 18) : mention.evidence.start].lower().removesuffix("the ").rstrip()
        if before.endswith("according to") or (before.endswith(", by") and mention.evidence.start > number):
            return _fullest(here, mention)
    return None


_DISTANT = {"counts", "counted", "reports", "reported", "shows", "showed", "records", "recorded", "estimates"}


def _counts(spot: Spot, between: str) -> bool:
    """Does the text between a body and a sum of money say that the body counts it: " has ", " reports "?"""
    words = between.lower().split()
    if not words or words[0] not in role("counting_verb") or not spot.money:
        return False
    return len(words) == 1 or (words[0] in _DISTANT and len(between) < 60)


def _fullest(here: list[Mention], mention: Mention) -> str:
    """The name of the widest mention round this one: the ministry, not the country in its name."""
    around = [m for m in here if m.evidence.start <= mention.evidence.start and mention.evidence.end <= m.evidence.end]
    return max(around, key=lambda m: m.evidence.end - m.evidence.start).name
