"""Commitments with a number: targets, sums promised, amounts planned."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from attache.reading.analysis import Analysis, Timex
from attache.reading.clauses import clause_of
from attache.reading.commitments.aimed import aimed
from attache.reading.commitments.due import due_of, for_later, hangs_elsewhere, not_past, time_of_number
from attache.reading.commitments.multiplied import Multiple, multiples
from attache.reading.commitments.subjects import committed, in_dateline, speakers_at
from attache.reading.figures.aims import cues
from attache.reading.figures.common import Measure, topic_ahead, topic_of
from attache.reading.figures.find import Draft, appositive, drafts_of
from attache.reading.figures.setting import main_pair, of_money, part_of, parties_of, speakers_of
from attache.records import ActorName, Commitment, CommitmentKind, Mention, Statement

RULE = "commitments/valued"
RULE_TIMES = "commitments/multiplied"

_ATTRIBUTE = re.compile(r"\d[-‑][a-z]")


def valued(at: Analysis, statements: tuple[Statement, ...]) -> list[tuple[Commitment, tuple[int, int]]]:
    """Commitments whose value a quantity gives, each with the quantity's passage, in text order."""
    pair = main_pair(at)
    out: list[tuple[Commitment, tuple[int, int]]] = []
    last: Draft | None = None
    for draft in drafts_of(at):
        if draft.value is None or draft.unit is None or _attribute(draft):
            continue
        kind = aimed(at, draft)
        if draft.measure is None and kind == "pledge" and draft.spot.money:
            draft = replace(draft, measure=Measure("pledge", kind="money"))
        if draft.measure is None and kind != "target":
            continue
        if out and last is not None and draft.unit != last.unit and appositive(last.spot, draft.spot):
            continue
        if kind is None and last is not None and out and _goes_on(at, last, draft):
            kind = out[-1][0].kind
        last = draft if kind is not None else None
        if kind is not None:
            quantity = draft.spot.quantity
            out.append((_commitment(at, _measured(draft), kind, statements, pair), (quantity.start, quantity.end)))
    out += [(_multiplied(at, found, statements, pair), (found.token.idx, found.token.idx + 1)) for found in multiples(at)]
    return sorted(out, key=lambda pair: pair[1])


def _attribute(draft: Draft) -> bool:
    """ "a 30-metre vessel": the number only describes what is promised."""
    return not draft.spot.money and not draft.spot.share and bool(_ATTRIBUTE.search(draft.spot.quantity.text))


def _goes_on(at: Analysis, last: Draft, draft: Draft) -> bool:
    """ "… and 10 billion by 2020": one more target of the same sentence; not what it is compared with."""
    before = draft.spot.before
    compared = before is not None and before.lower_ in {"from", "against", "than"}
    same = draft.spot.sentence.start == last.spot.sentence.start and draft.unit == last.unit
    return same and not compared and time_of_number(at, draft.spot) is not None


def _measured(draft: Draft) -> Draft:
    """The draft with what its aim is of: a goal of so much money in a passage on trade is a goal of trade."""
    name = draft.measure.name.lower().split() if draft.measure is not None else []
    if name and not set(name[:1] + name[-1:]) & (cues("target", "noun") | {"target", "goal"}):
        return draft
    if not draft.spot.money:
        return draft
    topic = topic_of(draft.spot) or topic_ahead(draft.spot)
    return replace(draft, measure=topic) if topic is not None else draft


def _commitment(
    at: Analysis, draft: Draft, kind: CommitmentKind, statements: tuple[Statement, ...], pair: tuple[ActorName, ...]
) -> Commitment:
    spot = draft.spot
    start, end = clause_of(spot.sentence, spot.quantity.start, spot.quantity.end)
    passage = at.evidence(start, end)
    shared = draft.measure is not None and draft.measure.shape == "pair"
    parties = parties_of(at, spot, pair, trade=shared)
    by = committed(at, _by(at, draft, parties), None)
    return Commitment(
        kind=kind,
        by=by,
        content=passage,
        evidence=(passage,),
        rule=RULE,
        to=() if shared or kind != "pledge" else _to(at, draft, by),
        parties=parties,
        measure=draft.measure.name if draft.measure is not None else None,
        value=draft.value,
        unit=draft.unit.removesuffix("/year") if shared and draft.unit else draft.unit,
        bound=draft.bound,
        due=due_of(at, _time(at, draft, kind), spot.sentence),
        speakers=speakers_of(spot, statements),
    )


def _time(at: Analysis, draft: Draft, kind: CommitmentKind) -> Timex | None:
    """When it is due: of a target the time behind the number; of a sum promised never the past day of the promise."""
    time = time_of_number(at, draft.spot)
    if kind == "target":
        return None if time is not None and _passing_day(at, time) else time
    return time if time is not None and for_later(at, time) else _coming(at, draft)


def _passing_day(at: Analysis, time: Timex) -> bool:
    """Is it a past day or month on which the target was named, rather than the year it was for?"""
    if time.span is None or None in time.span or not_past(at, time) or time.relation in {"by", "until", "before"}:
        return False
    first, last = (date.fromisoformat(day or "") for day in time.span)
    return (last - first).days < 45 and not at.report.text[max(0, time.start - 5) : time.start].lower().endswith("for ")


def _multiplied(at: Analysis, found: Multiple, statements: tuple[Statement, ...], pair: tuple[ActorName, ...]) -> Commitment:
    """A target told as a multiple; its value is the factor, in "times"."""
    start, end = clause_of(found.sentence, found.token.idx, found.token.idx + len(found.token))
    passage = at.evidence(start, end)
    names = tuple(ActorName(m.name) for m in found.actors)
    return Commitment(
        kind="target",
        by=pair if found.measure.shape == "pair" or not names else committed(at, names, None),
        content=passage,
        evidence=(passage,),
        rule=RULE_TIMES,
        parties=pair,
        measure=found.measure.name,
        value=found.value,
        unit="times",
        due=due_of(at, found.time, found.sentence),
        speakers=speakers_at(found.token.idx, statements),
    )


def _coming(at: Analysis, draft: Draft) -> Timex | None:
    """The time to come that the number's part of the sentence names: "over the next three years", "In the next ten years …"."""
    published, (start, end) = (at.published or (None, None))[1], part_of(draft.spot)
    for time in at.times_within(start, end):
        if hangs_elsewhere(at, start, time):
            continue
        if time.span is not None and time.span[1] is not None and published is not None and time.span[1] > published:
            return time
    return None


def _by(at: Analysis, draft: Draft, parties: tuple[ActorName, ...]) -> tuple[ActorName, ...]:
    """Who commits: the parties for a target of both; the giver behind the number ("77 million from Japan"); else the first."""
    spot = draft.spot
    kinds = {"country", "organisation"}
    behind = [
        m for m in at.mentions_within(spot.quantity.end, min(spot.sentence.end_char, spot.quantity.end + 60)) if m.kind in kinds
    ]
    if behind and at.report.text[spot.quantity.end : behind[0].evidence.start].lower().split()[:1] == ["from"]:
        return (ActorName(behind[0].name),)
    before = [m for m in at.mentions_within(spot.sentence.start_char, spot.quantity.start) if m.kind in kinds]
    before = [m for m in before if not in_dateline(at, spot.sentence, m)]
    before = [m for m in before if not of_money(at, m) and not _place(at, m)]
    if (draft.measure is not None and draft.measure.shape == "pair") or not before:
        return parties
    return tuple(dict.fromkeys(ActorName(m.name) for m in _together(at, before)))


def _place(at: Analysis, mention: Mention) -> bool:
    """ "at its meeting in Peru": does the name only say where?"""
    return at.report.text[max(0, mention.evidence.start - 4) : mention.evidence.start].lower().endswith(" in ")


def _together(at: Analysis, mentions: list[Mention]) -> list[Mention]:
    """The first of the actors and those that "and" joins to it: "Chile and Peru want …"."""
    out = mentions[:1]
    for mention in mentions[1:]:
        between = at.report.text[out[-1].evidence.end : mention.evidence.start].strip().lower()
        if mention.evidence.start >= out[-1].evidence.end and between not in {"and", ",", ", and", "and the"}:
            break
        if mention.evidence.start >= out[-1].evidence.end:
            out.append(mention)
    return out


def _to(at: Analysis, draft: Draft, by: tuple[ActorName, ...]) -> tuple[ActorName, ...]:
    """Who is promised something: the country or body named between the giver and the number, or behind it after "to" or "for"."""
    spot, kinds = draft.spot, {"country", "organisation"}
    sentence = spot.sentence
    others = [m for m in at.mentions_within(sentence.start_char, sentence.end_char) if m.kind in kinds]
    others = [m for m in others if committed(at, (ActorName(m.name),), None)[0] not in by]
    text = at.report.text
    before = [m for m in others if m.evidence.end <= spot.quantity.start and spot.quantity.start - m.evidence.end < 30]
    led = ("to ", "for ", "to the ", "for the ", "into ")
    behind = [
        m
        for m in others
        if m.evidence.start >= spot.quantity.end and text[max(0, m.evidence.start - 8) : m.evidence.start].lower().endswith(led)
    ]
    chosen = before[-1:] or behind[:1]
    return committed(at, tuple(ActorName(m.name) for m in chosen), None)
