"""Commitments with a number: targets, sums promised, amounts planned."""

from __future__ import annotations

from attache.reading.analysis import Analysis, Timex
from attache.reading.clauses import clause_of
from attache.reading.commitments.due import due_of
from attache.reading.figures.aims import aim_of, due_time
from attache.reading.figures.find import Draft, appositive, drafts_of
from attache.reading.figures.setting import main_pair, parties_of, speakers_of
from attache.records import ActorName, Commitment, CommitmentKind, Statement

RULE = "commitments/valued"


def valued(at: Analysis, statements: tuple[Statement, ...]) -> list[Commitment]:
    """Commitments whose value a quantity gives, in text order."""
    pair = main_pair(at)
    out: list[Commitment] = []
    last: Draft | None = None
    for draft in drafts_of(at):
        if draft.value is None or draft.unit is None:
            continue
        kind = aim_of(at, draft.spot)
        if draft.measure is None and kind != "target":
            continue
        if out and last is not None and draft.unit != last.unit and appositive(last.spot, draft.spot):
            continue
        kind = _treaty(draft) or kind if kind == "target" else kind
        if kind is None and last is not None and out and out[-1].kind == "target" and _goes_on(at, last, draft):
            kind = "target"
        last = draft if kind is not None else None
        if kind is not None:
            out.append(_commitment(at, draft, kind, statements, pair))
    return out


def _treaty(draft: Draft) -> CommitmentKind | None:
    """A duty to be cut is a treaty's schedule, which is a pledge; things to be delivered or built are planned."""
    words = set(draft.measure.name.lower().split()) if draft.measure is not None else set()
    if draft.measure is not None and draft.measure.kind == "count" and draft.unit != "people":
        return "plan"
    return "pledge" if words & {"tariff", "tariffs", "duty", "duties", "levy", "levies", "content"} else None


def _goes_on(at: Analysis, last: Draft, draft: Draft) -> bool:
    """ "… and 10 billion by 2020": one more target of the same sentence."""
    return (
        draft.spot.sentence.start == last.spot.sentence.start and draft.unit == last.unit and due_time(at, draft.spot) is not None
    )


def _commitment(
    at: Analysis, draft: Draft, kind: CommitmentKind, statements: tuple[Statement, ...], pair: tuple[ActorName, ...]
) -> Commitment:
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
        measure=draft.measure.name if draft.measure is not None else None,
        value=draft.value,
        unit=draft.unit,
        bound=draft.bound,
        due=due_of(at, due_time(at, spot) or (_coming(at, draft) if kind != "target" else None)),
        speakers=speakers_of(spot, statements),
    )


def _coming(at: Analysis, draft: Draft) -> Timex | None:
    """The time to come that the sentence names: "over the next three years", "In the next ten years …"."""
    sentence, published = draft.spot.sentence, (at.published or (None, None))[1]
    for time in at.times_within(sentence.start_char, sentence.end_char):
        if time.span is not None and time.span[1] is not None and published is not None and time.span[1] > published:
            return time
    return None


def _by(at: Analysis, draft: Draft, parties: tuple[ActorName, ...]) -> tuple[ActorName, ...]:
    """Who commits: the parties for a target of both, else the actor named last before the number."""
    before = [
        m
        for m in at.mentions_within(draft.spot.sentence.start_char, draft.spot.quantity.start)
        if m.kind in {"country", "organisation"}
    ]
    if (draft.measure is not None and draft.measure.shape == "pair") or not before:
        return parties
    return (ActorName(before[0].name),)
