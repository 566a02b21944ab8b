"""Commitments with a number: targets, sums promised, amounts planned."""

from __future__ import annotations

from attache.reading.figures.aims import aim_of, due_time
from attache.reading.analysis import Analysis
from attache.reading.clauses import clause_of
from attache.reading.commitments.due import due_of
from attache.reading.figures.find import Draft, drafts_of
from attache.reading.figures.setting import main_pair, parties_of, speakers_of
from attache.records import ActorName, Commitment, Statement

RULE = "commitments/valued"


def valued(at: Analysis, statements: tuple[Statement, ...]) -> list[Commitment]:
    """Commitments whose value a quantity gives, in text order."""
    pair = main_pair(at)
    out, last = [], None
    for draft in drafts_of(at):
        if draft.value is None or draft.measure is None or draft.unit is None:
            continue
        kind = aim_of(at, draft.spot)
        if kind is None and last is not None and _goes_on(at, last, draft):
            kind = "target"
        last = draft if kind == "target" else None
        if kind is not None:
            out.append(_commitment(at, draft, kind, statements, pair))
    return out


def _goes_on(at: Analysis, last: Draft, draft: Draft) -> bool:
    """ "… and 10 billion by 2020": one more target of the same sentence."""
    return (
        draft.spot.sentence.start == last.spot.sentence.start and draft.unit == last.unit and due_time(at, draft.spot) is not None
    )


def _commitment(at, draft, kind, statements, pair):  # type: ignore[no-untyped-def]
    spot = draft.spot
    start, end = clause_of(spot.sentence, spot.quantity.start, spot.quantity.end)
    passage = at.evidence(start, end)
    parties = parties_of(at, spot, pair)
    return Commitment(
        kind=kind,
        by=_by(at, draft, parties),
        content=passage,
        evidence=(passage,),
        rule=RULE,
        parties=parties,
        measure=draft.measure.name,
        value=draft.value,
        unit=draft.unit,
        bound=draft.bound,
        due=due_of(at, due_time(at, spot)),
        speakers=speakers_of(spot, statements),
    )


def _by(at: Analysis, draft: Draft, parties: tuple[ActorName, ...]) -> tuple[ActorName, ...]:
    """Who commits: the parties for a target of both, else the actor named last before the number."""
    before = [
        m
        for m in at.mentions_within(draft.spot.sentence.start_char, draft.spot.quantity.start)
        if m.kind in {"country", "organisation"}
    ]
    if draft.measure is not None and draft.measure.shape == "pair" or not before:
        return parties
    return (ActorName(before[0].name),)
