"""An agreement on a named project shares in the project's life: how it began to be wanted, and that it was cancelled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from attache.ledger.lifelines.entries import LifeLine, Milestone
from attache.ledger.lifelines.stages import state_words
from attache.ledger.things.anatomy import anatomy
from attache.ledger.told import earliest, latest


def with_sites(lines: Sequence[LifeLine]) -> list[LifeLine]:
    """The life lines; to those of agreements on a project is added when the project was first proposed, where no agreement on it
    was there before, and when it was cancelled, where the agreement was there and its own end is not told before that."""
    projects = [line for line in lines if line.kind in ("project", "place", "programme")]
    agreements = sorted((line for line in lines if line.kind == "agreement" and _begins(line)), key=_begins)
    added: dict[str, list[Milestone]] = {}
    for project in sorted(projects, key=lambda line: line.thing):
        on = [line for line in agreements if _is_on(line, project)]
        for stage in project.milestones:
            day = latest(stage.when)
            if not on or stage.reached != "done" or not day:
                continue
            if stage.stage == "proposed" and day <= _begins(on[0]) and not _has(added.get(on[0].thing, ()), "proposed"):
                added.setdefault(on[0].thing, []).append(replace(stage, of=project.name))
            if stage.stage == "cancelled":
                before = [line for line in on if _begins(line) <= day]
                if before and not _has(added.get(before[-1].thing, ()), "cancelled"):
                    added.setdefault(before[-1].thing, []).append(replace(stage, of=project.name))
    return [_with(line, added.get(line.thing, [])) for line in lines]


def _begins(line: LifeLine) -> str:
    """The day of its first stage that is no plan; empty where none has a day."""
    days = [earliest(m.when) for m in line.milestones if m.when is not None and m.reached in ("done", "under way")]
    return min((d for d in days if d), default="")


def _is_on(agreement: LifeLine, project: LifeLine) -> bool:
    """Whether the proper name of the project, or of the whole it is part of, is in the agreement's subject."""
    one, other = anatomy(agreement.name), anatomy(project.name)
    return one.sort == "paper" and bool(other.proper) and other.proper <= one.proper


def _has(stages: Sequence[Milestone], stage: str) -> bool:
    return any(m.stage == stage for m in stages)


def _with(line: LifeLine, more: Sequence[Milestone]) -> LifeLine:
    if not more:
        return line
    stages = sorted((*line.milestones, *more), key=lambda m: (latest(m.when) or "9999", m.stage))
    cancelled = next((m for m in more if m.stage == "cancelled"), None)
    if cancelled is not None and line.state not in ("ended", "cancelled"):
        return replace(line, milestones=tuple(stages), state=state_words("cancelled"), since=cancelled.when)
    return replace(line, milestones=tuple(stages))
