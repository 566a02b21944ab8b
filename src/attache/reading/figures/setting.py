"""The setting of a figure: its parties and who says it."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache, lru_cache

from attache.knowledge import rows
from attache.reading.analysis import Analysis
from attache.reading.figures.spots import Spot
from attache.records import ActorName, Mention, Statement

_PARTY_FORMS = {"name", "metonym", "demonym", "short"}


@lru_cache(maxsize=1)
def main_pair(at: Analysis) -> tuple[ActorName, ...]:
    """The two countries or international bodies that the report names most, in alphabetical order."""
    return tuple(sorted(_ranked(at)[:2]))


_LEAD = 400


@lru_cache(maxsize=1)
def _ranked(at: Analysis) -> tuple[ActorName, ...]:
    """Countries and international bodies by how often they are named.

    Those of persons and ministries count for less; the title and the first lines count for more.
    """
    counts: Counter[ActorName] = Counter()
    first: dict[ActorName, int] = {}
    for mention in at.mentions:
        owner = _owner(at, mention)
        if owner is None or mention.form == "pronoun" or of_money(at, mention):
            continue
        weight = 3 if (mention.kind == "country" or owner == mention.name) and not _venue(at, mention) else 1
        counts[owner] += 2 * weight if mention.evidence.start < _LEAD else weight
        first.setdefault(owner, mention.evidence.start)
    for owner in counts:
        counts[owner] += 6 * _titled(at, owner)
    return tuple(sorted(counts, key=lambda name: (-counts[name], first[name])))


_CURRENCY = re.compile(r"['’]?s? ?(?:\$|dollars?\b|currency\b)")


def of_money(at: Analysis, mention: Mention) -> bool:
    """Is the name only that of a currency: the "US" of "US$10 bn" and "the US dollar"?"""
    start, end = mention.evidence.start, mention.evidence.end
    return _CURRENCY.match(at.report.text, end) is not None or at.is_quantity(start)


def _venue(at: Analysis, mention: Mention) -> bool:
    """Is the country or its capital only where something takes place: "in Tokyo", a dateline?"""
    start = mention.evidence.start
    return mention.form in {"name", "metonym"} and (
        start < 3 or at.report.text[max(0, start - 4) : start].lower().endswith(" in ")
    )


def _titled(at: Analysis, owner: ActorName) -> bool:
    """Does the report's title name the actor?"""
    actor, title = at.actors.get(owner), at.report.title
    return bool(title and actor and any(name in title for name in (actor.name, *actor.aliases)))


_UNION = {"European Commission", "European Parliament", "Council of the European Union", "European Council"}
_SIDES = {"bloc", "alliance", "bank", "creditors"}


@cache
def _bodies() -> dict[str, str]:
    """Kind of every organisation of the table."""
    return {row["name"]: row["kind"] for row in rows("organisations")}


def _owner(at: Analysis, mention: Mention) -> ActorName | None:
    """The country a mention stands for, or the bloc, alliance or lender it is; the Union for its own institutions."""
    if mention.kind == "country":
        return _state(at, mention)
    actor = at.actors.get(ActorName(mention.name))
    if actor is None:
        return None
    if actor.country is not None:
        return ActorName(actor.country)
    if mention.name in _UNION:
        return ActorName("European Union")
    side = _bodies().get(mention.name) in _SIDES or "Committee" in mention.name.split()[-1:]
    return ActorName(mention.name) if side and actor.kind == "organisation" else None


def _state(at: Analysis, mention: Mention) -> ActorName | None:
    """The country's code; that of the name inside for a government named in full."""
    if len(mention.name) == 3 and mention.name.isupper():
        return ActorName(mention.name)
    inside = at.mentions_within(mention.evidence.start, mention.evidence.end)
    return next((ActorName(m.name) for m in inside if len(m.name) == 3 and m.name.isupper()), None)


def parties_of(
    at: Analysis, spot: Spot, pair: tuple[ActorName, ...], *, trade: bool = False, alone: bool = False
) -> tuple[ActorName, ...]:
    """Who the number is between or about: the countries and bodies of its part of the sentence, the report's main ones besides.

    A giver that follows the number ("77 million from Japan") goes before all others of the sentence. `trade`: only those
    that trade count, not who hears of it. `alone`: what is counted may be about one country only.
    """
    start, end = part_of(spot)
    here = [
        m for m in at.mentions_within(start, end) if m.kind in {"country", "organisation"} and _names_party(at, m, trade=trade)
    ]
    here = [m for m in here if not _told_by(at, m) and not of_money(at, m) and not (trade and _in_name(at, m))]
    giver = next((m for m in here if 0 < m.evidence.start - spot.quantity.end < 12 and _after_from(at, spot, m)), None)
    chosen = [giver] if giver is not None else [m for m in here if not trade or _trades(at, m)]
    named = sorted({owner for m in chosen if (owner := _owner(at, m)) is not None})
    if len(named) >= 2:
        return tuple(named) if len(named) <= 4 else tuple(n for n in named if n in pair) or tuple(named)
    if alone and len(named) == 1:
        return tuple(named)
    if not named or named[0] in pair:
        return pair
    main = _ranked(at)
    return tuple(sorted({named[0], main[0]})) if main else tuple(named)


def _in_name(at: Analysis, mention: Mention) -> bool:
    """Is the body only part of another's name: the Chinese one in "the Kenya National Bureau of Statistics"?"""
    start, end = mention.evidence.start, mention.evidence.end
    around = at.mentions_within(max(0, start - 60), end + 60)
    wider = [m for m in around if m.kind == "organisation" and m.evidence.start <= start and end <= m.evidence.end]
    return mention.kind == "organisation" and any(m.evidence.end - m.evidence.start > end - start for m in wider)


def _names_party(at: Analysis, mention: Mention, *, trade: bool) -> bool:
    """Is it a name, or in "trade between the union and Peru" a description of one that trades?"""
    if mention.form in _PARTY_FORMS:
        return True
    lead = at.report.text[max(0, mention.evidence.start - 14) : mention.evidence.start].lower().removesuffix("the ").rstrip()
    return trade and mention.form == "description" and lead.endswith("between")


_NO_TRADER = re.compile(r"\b(?:agreements?|accord|pact|treaty|deal|talks|force|by|told|said|via|outside|\() ?[\w’' -]{0,30}$")
_HEARERS = re.compile(r"\W{0,2}(?:s\W)?\s*(?:and \w+ )?(?:reporters|journalists|officials|media|press|ministers?|president)\b")


def _trades(at: Analysis, mention: Mention) -> bool:
    """Is the actor named as one that trades, not as a partner of an agreement or one who tells or hears?"""
    text, start, end = at.report.text, mention.evidence.start, mention.evidence.end
    country = mention.kind == "country"
    return not (_NO_TRADER.search(text[max(0, start - 45) : start]) and not country) and not _HEARERS.match(text[end : end + 30])


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
