"""Agreements on a named project and the project share stages: its proposal and end, and their signature."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from attache.ledger.lifelines.entries import LifeLine, Milestone
from attache.ledger.lifelines.stages import state_words
from attache.ledger.names import folded
from attache.ledger.things.anatomy import anatomy
from attache.ledger.told import earliest, latest, overlap


def with_sites(lines: Sequence[LifeLine]) -> list[LifeLine]:
    """The life lines, those of projects with the papers on them, those of agreements on a project with what it went through.

    A project takes the signature of papers on it. An agreement takes when its project was first proposed, where no agreement on
    it was there before, and when it was cancelled, where the agreement was there before that.
    """
    projects = [line for line in lines if line.kind in ("project", "place", "programme")]
    agreements = sorted((line for line in lines if line.kind == "agreement" and _begins(line)), key=_begins)
    added: dict[str, list[Milestone]] = {}
    for project in sorted(projects, key=lambda line: line.thing):
        on = [line for line in agreements if _is_on(line, project)]
        for stage in project.milestones:
            _share(stage, project, on, added)
        added.setdefault(project.thing, []).extend(_signed(project, agreements))
    return [_with(line, added.get(line.thing, [])) for line in lines]


def _share(stage: Milestone, project: LifeLine, on: Sequence[LifeLine], added: dict[str, list[Milestone]]) -> None:
    """Puts a project's stage to the agreement on it that it belongs to."""
    day = latest(stage.when)
    if not on or stage.reached != "done" or not day:
        return
    before = [line for line in on if _begins(line) <= day]
    owner = on[0] if stage.stage == "proposed" and day <= _begins(on[0]) else None
    if stage.stage == "cancelled" and before:
        owner = before[-1]
    if owner is not None and not any(m.stage == stage.stage for m in added.get(owner.thing, ())):
        added.setdefault(owner.thing, []).append(replace(stage, of=project.name))


def _signed(project: LifeLine, agreements: Sequence[LifeLine]) -> list[Milestone]:
    """Signatures of papers on the project that its own stages do not tell."""
    known = [m.when for m in project.milestones if "signed" in m.stage]
    out: list[Milestone] = []
    this = anatomy(project.name)
    for line in agreements:
        paper = anatomy(line.name)
        named = this.proper or len(this.subject) > 2
        if paper.sort != "paper" or paper.kind == "statement" or not named or not this.subject <= paper.subject:
            continue
        for stage in line.milestones:
            if stage.stage == "signed" and stage.reached == "done" and not any(overlap(stage.when, w) for w in known):
                words = f"{paper.kind} signed"
                out.append(replace(stage, stage=words, label=words, of=line.name))
    return out


def _begins(line: LifeLine) -> str:
    """The day of its first stage that is no plan; empty where none has a day."""
    days = [earliest(m.when) for m in line.milestones if m.when is not None and m.reached in ("done", "under way")]
    return min((d for d in days if d), default="")


def _is_on(agreement: LifeLine, project: LifeLine) -> bool:
    """Whether the project's proper name, or that of the whole it is part of, is in the agreement's subject.

    An agreement named by the kind of site alone is on the project whose proper name stands in the sentences that tell of it.
    """
    one, other = anatomy(agreement.name), anatomy(project.name)
    if one.sort != "paper" or not other.proper:
        return False
    if one.proper or not one.subject or not one.subject <= one.types:
        return other.proper <= one.proper
    told = {word for m in agreement.milestones for q in m.quotes for word in folded(q.sentence).split()}
    return other.proper <= told


def _with(line: LifeLine, more: Sequence[Milestone]) -> LifeLine:
    if not more:
        return line
    stages = sorted((*line.milestones, *more), key=lambda m: (earliest(m.when) or "9999", m.stage))
    cancelled = next((m for m in more if m.stage == "cancelled"), None)
    if cancelled is not None and line.state not in ("ended", "cancelled"):
        return replace(line, milestones=tuple(stages), state=state_words("cancelled"), since=cancelled.when)
    return replace(line, milestones=tuple(stages))
