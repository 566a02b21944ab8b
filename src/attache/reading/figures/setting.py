"""The setting of a figure: parties, period, who says it and according to whom."""

from __future__ import annotations

from collections import Counter
from functools import cache

from attache.knowledge import rows
from attache.reading.analysis import Analysis, Timex
from attache.reading.figures.spots import Spot, role
from attache.records import ActorName, Dates, Mention, Statement

_PARTY_FORMS = {"name", "metonym", "demonym", "short"}


def main_pair(at: Analysis) -> tuple[ActorName, ...]:
    """The two countries, or the country and the body, that the report names most; fewer where it names fewer."""
    counts: Counter[str] = Counter()
    first: dict[str, int] = {}
    for mention in at.mentions:
        actor = at.actors.get(ActorName(mention.name))
        owner = _owner(at, mention)
        if owner is None or (actor is not None and actor.kind == "person" and mention.form == "pronoun"):
            continue
        counts[owner] += 1
        first.setdefault(owner, mention.evidence.start)
    ranked = sorted(counts, key=lambda name: (-counts[name], first[name]))
    return tuple(sorted(ActorName(name) for name in ranked[:2]))


def _owner(at: Analysis, mention: Mention) -> str | None:
    """The country a mention stands for, or the international body it is."""
    if mention.kind == "country":
        return mention.name
    actor = at.actors.get(ActorName(mention.name))
    return actor.country if actor is not None else None


def parties_of(at: Analysis, spot: Spot, pair: tuple[ActorName, ...]) -> tuple[ActorName, ...]:
    """Countries and bodies named in the figure's sentence; those of the main pair where it names none or one of them."""
    names = []
    for mention in at.mentions_within(spot.sentence.start_char, spot.sentence.end_char):
        if mention.kind in {"country", "organisation"} and mention.form in _PARTY_FORMS:
            owner = _owner(at, mention)
            name = owner if owner else mention.name
            if mention.kind == "country" or owner is None:
                names.append(ActorName(name))
    named = tuple(sorted(set(names)))
    if len(named) < 2:
        return tuple(sorted({*named, *pair})) if not named or named[0] in pair else named
    return named if len(named) <= 4 else tuple(sorted(set(named) & set(pair))) or named


def period_of(at: Analysis, spot: Spot) -> Dates | None:
    """The time the number is about: the date nearest to it in its clause, else in its sentence."""
    times = [t for t in at.times_within(spot.sentence.start_char, spot.sentence.end_char) if t.span and t.type == "DATE"]
    if not times:
        return None
    near = min(times, key=lambda t: _distance(at, spot, t))
    if near.span is None:
        return None
    if near.relation in {"by", "until"}:
        return (None, near.span[1])
    if near.relation == "since":
        return (near.span[0], None)
    return near.span


def _distance(at: Analysis, spot: Spot, time: Timex) -> int:
    """Characters between, marks between them counted as more."""
    low, high = sorted([(spot.quantity.start, spot.quantity.end), (time.start, time.end)])
    between = at.report.text[low[1] : high[0]]
    return len(between) + 40 * sum(between.count(mark) for mark in ",;:—–(")


def speakers_of(spot: Spot, statements: tuple[Statement, ...]) -> tuple[ActorName, ...]:
    """Who says the number: the speaker of the smallest content that holds it."""
    start, end = spot.quantity.start, spot.quantity.end
    holding = []
    for statement in statements:
        for content in (statement.content, statement.continued):
            if content is not None and content.start <= start and end <= content.end and statement.speakers:
                holding.append((content.end - content.start, content.start, statement.speakers))
    return min(holding)[2] if holding else ()


@cache
def _counting() -> frozenset[str]:
    return frozenset(row["word"] for row in rows("figure_words", package="attache.language.en") if row["role"] == "source_noun")


def source_of(at: Analysis, spot: Spot) -> str | None:
    """According to whose statistics: "Vietnamese customs data", "by Russian count", "according to the ministry"."""
    sentence = spot.sentence
    mentions = at.mentions_within(sentence.start_char, sentence.end_char)
    for token in sentence:
        if token.lower_ in role("source_noun"):
            near = [m for m in mentions if m.evidence.end <= token.idx + len(token) and token.idx - m.evidence.end < 30]
            near = [m for m in near if m.kind in {"country", "organisation"}]
            if near:
                return _body_or_country(near)
        if token.lower_ == "according":
            after = [m for m in mentions if m.evidence.start > token.idx and m.kind in {"country", "organisation"}]
            if after and after[0].evidence.start - token.idx < 30:
                return after[0].name
    return None


def _body_or_country(near: list[Mention]) -> str:
    bodies = [m for m in near if m.kind == "organisation"]
    return (bodies or near)[-1].name
