"""The setting of a figure: its parties and who says it."""

from __future__ import annotations

from collections import Counter

from attache.reading.analysis import Analysis
from attache.reading.figures.spots import Spot
from attache.records import ActorName, Mention, Statement

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
    start, end = part_of(spot)
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


def part_of(spot: Spot) -> tuple[int, int]:
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


def telling(spot: Spot, statements: tuple[Statement, ...]) -> Statement | None:
    """The statement that tells the number: the one with the smallest content that holds it."""
    start, end = spot.quantity.start, spot.quantity.end
    holding = []
    for k, statement in enumerate(statements):
        for content in (statement.content, statement.continued):
            if content is not None and content.start <= start and end <= content.end and statement.speakers:
                holding.append((content.end - content.start, content.start, k))
    return statements[min(holding)[2]] if holding else None


def speakers_of(spot: Spot, statements: tuple[Statement, ...]) -> tuple[ActorName, ...]:
    """Who says the number; empty where the report says it itself."""
    statement = telling(spot, statements)
    return statement.speakers if statement is not None else ()
