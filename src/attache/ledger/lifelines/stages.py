"""Several tellings of one stage are one: the rule that makes a life line of steps, from the steps alone."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from attache.ledger.lifelines.entries import Reached
from attache.ledger.lifelines.steps import BY_NAME, SINGLY, Step, kind_of
from attache.ledger.told import earliest, latest, overlap
from attache.records import Dates

APART = 550
"""Days up to which two dates for what comes once in a life are two tellings of it: reports mistake day, month or year."""
FAMILIES = (frozenset(("signed", "adopted", "concluded")), frozenset(("negotiations", "terms agreed")))
"""Stages that reports call by either name when they tell of the same few days."""
FEW = 31
END = 10
"""Rank of the stages that end a life."""
MAKING_GOOD = 400
"""Days after the planned time within which a meeting is the one planned."""
_TALKS = ("negotiations opened", "negotiations", "negotiations concluded", "terms agreed")


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage with its tellings, the finest first, and the plans for it."""

    stage: str
    reached: Reached
    when: Dates | None
    steps: tuple[Step, ...]
    plans: tuple[Step, ...] = ()

    @property
    def number(self) -> int | None:
        """The number told, of a session."""
        return next((s.number for s in (*self.steps, *self.plans) if s.number is not None), None)

    @property
    def by(self) -> frozenset[str]:
        """All who are told to take it."""
        return frozenset(b for s in self.steps for b in s.by)

    @property
    def conflict(self) -> bool:
        """Whether the dates told exclude one another."""
        dated = [s.when for s in self.steps if s.when is not None]
        return any(not overlap(a, b) for n, a in enumerate(dated) for b in dated[n + 1 :])


def milestones(steps: Iterable[Step]) -> list[Stage]:
    """The stages of one thing's life, oldest first. The outcome does not depend on the order of the steps."""
    told = sorted(set(steps), key=_by_fineness)
    done = _grouped([s for s in told if not s.denied and s.reached in ("done", "under way")])
    plans = [s for s in told if not s.denied and s.reached not in ("done", "under way")]
    done, open_plans = _fulfilled(done, plans)
    ahead = _planned(open_plans)
    denied = [s for s in told if s.denied]
    missed, refuted = _denied(ahead, denied, done)
    done = [replace(s, stage="put off") if s.stage == "cancelled" and _went_on(s, done) else s for s in done]
    return sorted((*done, *missed, *refuted), key=_by_date)


def not_yet(steps: Iterable[Step]) -> frozenset[str]:
    """Stages that reports say have not been reached, and none says have been."""
    told = list(steps)
    reached = {s.stage for s in told if not s.denied and s.reached == "done"}
    return frozenset(s.stage for s in told if s.denied) - reached


def state_of(stages: Sequence[Stage], missing: frozenset[str]) -> tuple[str, Dates | None]:
    """The present state and since when: what the latest stage reached has made of the thing."""
    made = [s for s in stages if s.reached in ("done", "under way") and kind_of(s.stage).state]
    if not made:
        ahead = [s for s in stages if s.reached in ("planned", "conditional", "postponed")]
        return ("planned", None) if ahead else ("", None)
    last = max(made, key=lambda s: (latest(s.when) or s.steps[0].told, kind_of(s.stage).rank))
    ended = [s for s in made if kind_of(s.stage).rank == END]
    if last.stage in REVIVED and any(_taken_up(last, s) for s in stages):
        return "planned", None
    in_force = [s for s in made if s.stage == "in force"]
    if ended and not _went_on(ended[-1], made):
        last = ended[-1]
    elif in_force and kind_of(last.stage).rank < 9:
        last = in_force[-1]
    state = kind_of(last.stage).state
    lacking = " and ".join(
        sorted(s for s in missing if kind_of(s).rank > kind_of(last.stage).rank and s in ("in force", "ratified"))
    )
    return (f"{state}, not {lacking}" if lacking else state), last.when


REVIVED = frozenset(("cancelled", "put off"))
"""Stages after which a thing may be planned anew; what has ended or was suspended needs more than a plan."""


def _taken_up(end: Stage, ahead: Stage) -> bool:
    """Whether a report that came out after what was called off tells of a plan for a day later still."""
    if ahead.reached not in ("planned", "conditional") or ahead.when is None or end.when is None:
        return False
    return earliest(ahead.when) > latest(end.when) and any(s.told > latest(end.when) for s in ahead.steps)


def _went_on(end: Stage, stages: Sequence[Stage]) -> bool:
    """Whether the thing is told to have lived on after what was called off."""
    return any(5 < kind_of(s.stage).rank < END and earliest(s.when) > latest(end.when) for s in stages if s.when and end.when)


def state_words(stage: str) -> str:
    """The state of a thing that has reached a stage."""
    return kind_of(stage).state


def _by_fineness(step: Step) -> tuple[int, str, str, str]:
    return length(step.when), earliest(step.when), step.told, step.record


def length(when: Dates | None) -> int:
    """Days that a date spans; an open or unknown one counts as longest."""
    if when is None:
        return 10**7
    first, last = when
    if first is None or last is None:
        return 10**6
    return (date.fromisoformat(last) - date.fromisoformat(first)).days


def _by_date(stage: Stage) -> tuple[str, int, str, str]:
    told = min((s.told for s in stage.steps if s.told), default="")
    return earliest(stage.when) or told, kind_of(stage.stage).rank, told, stage.steps[0].record


def _grouped(steps: Sequence[Step]) -> list[Stage]:
    """Tellings of one stage together, the finest dates first."""
    groups: list[list[Step]] = []
    for step in steps:
        fitting = [g for g in groups if _one(g, step)]
        if fitting:
            max(fitting, key=lambda g: (_alike(g, step), -groups.index(g))).append(step)
        else:
            groups.append([step])
    return [_stage(group) for group in _without_idle(groups)]


def _stage(group: Sequence[Step]) -> Stage:
    done = any(s.reached == "done" for s in group)
    first = min(group, key=lambda s: (-_support(s, group), length(s.when), s.record != BY_NAME, _lateness(s), s.record))
    names = Counter(s.stage for s in group)
    name = min(names, key=lambda n: (-names[n], n != first.stage, n))
    ordered = (first, *(s for s in group if s is not first))
    return Stage(name, "done" if done else first.reached, first.when, ordered)


def _support(step: Step, group: Sequence[Step]) -> int:
    """Number of reports whose date for the stage goes together with this one."""
    return len({s.report for s in group if step.when is not None and overlap(step.when, s.when)})


def _lateness(step: Step) -> int:
    """Days between what is told and the report: of two dates the one told sooner is the surer."""
    if not step.told or not latest(step.when):
        return 10**7
    return abs((date.fromisoformat(step.told) - date.fromisoformat(latest(step.when))).days)


def _one(group: Sequence[Step], step: Step) -> bool:
    first = group[0]
    family = any({first.stage, step.stage} <= f for f in FAMILIES)
    if first.stage != step.stage and not (family and first.paper == "statement"):
        short = length(first.when) <= FEW and length(step.when) <= FEW
        return short and family and overlap(first.when, step.when)
    if step.stage in SINGLY and first.by and step.by and not first.by & step.by:
        return False
    numbers = {s.number for s in group if s.number is not None}
    if numbers and step.number is not None:
        return step.number in numbers
    if step.occurrence is not None and any(s.occurrence == step.occurrence for s in group):
        return True
    once = kind_of(step.stage).once
    if first.when is None or step.when is None:
        return once or step.stage in SINGLY
    if None in step.when and not (once or step.stage in SINGLY):
        return first.when == step.when
    return overlap(first.when, step.when) or (once and _gap(first.when, step.when) <= APART)


def _gap(one: Dates, other: Dates) -> int:
    (low, high) = sorted((one, other), key=lambda d: latest(d))
    ends = (latest(low), earliest(high))
    return (date.fromisoformat(ends[1]) - date.fromisoformat(ends[0])).days


def _alike(group: Sequence[Step], step: Step) -> tuple[bool, int]:
    first = group[0]
    same = first.when is not None and step.when is not None and overlap(first.when, step.when)
    return same, len(first.by & step.by)


def _without_idle(groups: Sequence[Sequence[Step]]) -> list[Sequence[Step]]:
    """Groups without undated tellings of what is dated elsewhere."""
    dated = {g[0].stage for g in groups if g[0].when is not None}
    return [g for g in groups if g[0].when is not None or g[0].stage not in dated]


def _fulfilled(done: list[Stage], plans: Sequence[Step]) -> tuple[list[Stage], list[Step]]:
    """Plans put to the stage that made them good; those told when the stage had been reached before are left out."""
    attached: dict[int, list[Step]] = defaultdict(list)
    rest: list[Step] = []
    added: list[Stage] = []
    for plan in plans:
        if plan.stage in _TALKS and plan.reached in ("planned", "conditional"):
            first = _first_talks(done)
            if first and earliest(first) <= plan.told:
                continue
            if first and plan.stage == "negotiations opened":
                step = replace(plan, stage="proposed", reached="done", when=plan.published)
                added.append(Stage("proposed", "done", plan.published, (step,), (plan,)))
                continue
        if plan.stage in _TALKS and any(kind_of(s.stage).rank > 4 and latest(s.when) >= plan.told for s in done):
            continue  # What came of the talks tells more than that they were to be held.
        numbers = [n for n, stage in enumerate(done) if stage.stage == plan.stage and _makes_good(stage, plan)]
        if numbers:
            attached[min(numbers, key=lambda n: (_distance(done[n], plan), n))].append(plan)
        elif not _overtaken(done, plan):
            rest.append(plan)
    kept = [replace(s, plans=tuple(attached[n])) for n, s in enumerate(done)]
    return [*kept, *_once_each(added)], rest


def _once_each(added: Sequence[Stage]) -> list[Stage]:
    """Of several proposals to open talks, the first."""
    return [min(added, key=_by_date)] if added else []


def _first_talks(done: Sequence[Stage]) -> Dates | None:
    return min((s.when for s in done if s.stage in _TALKS and s.when is not None), key=earliest, default=None)


def _makes_good(stage: Stage, plan: Step) -> bool:
    if plan.number is not None and stage.number is not None:
        return plan.number == stage.number
    if stage.when is None or (plan.when is None and not plan.told):
        return stage.when is None
    day = latest(stage.when)
    if kind_of(plan.stage).once or plan.stage in SINGLY:
        return day >= plan.told or overlap(stage.when, plan.when)
    if plan.when is None:
        return False
    if plan.reached == "postponed":
        return earliest(stage.when) > latest(plan.when)
    return overlap(stage.when, plan.when) or 0 <= _gap_after(plan.when, stage.when) <= MAKING_GOOD


def _gap_after(planned: Dates, held: Dates) -> int:
    return (date.fromisoformat(earliest(held)) - date.fromisoformat(latest(planned))).days


def _distance(stage: Stage, plan: Step) -> tuple[bool, str]:
    return not overlap(stage.when, plan.when), latest(stage.when)


def _overtaken(done: Sequence[Stage], plan: Step) -> bool:
    """Whether what was planned had been reached before, or is told without a day as what others may do."""
    kind = kind_of(plan.stage)
    if kind.once and any(s.stage == plan.stage for s in done):
        return True
    return plan.when is None and (plan.reached == "conditional" or plan.stage in SINGLY)


def _planned(plans: Sequence[Step]) -> list[Stage]:
    """Open plans, those for one time together."""
    groups: list[list[Step]] = []
    for plan in plans:
        fitting = next((g for g in groups if g[0].stage == plan.stage and _one_time(g[0].when, plan.when)), None)
        if fitting is None:
            groups.append([plan])
        else:
            fitting.append(plan)
    return [Stage(g[0].stage, g[0].reached, g[0].when, tuple(g)) for g in groups]


def _one_time(one: Dates | None, other: Dates | None) -> bool:
    return one is None or other is None or overlap(one, other)


def _denied(ahead: Sequence[Stage], denied: Sequence[Step], done: Sequence[Stage]) -> tuple[list[Stage], list[Stage]]:
    """Plans that a report says were not kept, and what other reports' plans were refuted by."""
    kept = list(ahead)
    refuted: list[Stage] = []
    reached = {s.stage for s in done if s.reached == "done"}
    for step in denied:
        if step.stage in reached or kind_of(step.stage).rank == END:
            continue
        for n, plan in enumerate(kept):
            if plan.stage != step.stage or not _falls_due(plan, step):
                continue
            if any(p.report == step.report for p in plan.steps):
                kept[n] = replace(plan, reached="missed", steps=(*plan.steps, step))
            else:
                refuted.append(Stage(step.stage, "not done", step.when, (step,), plan.steps))
            break
        else:
            refuted += _alone(step, denied, ahead)
    return kept, refuted


NEWS = frozenset(("initialled", "signed", "adopted", "concluded", "paper signed", "begun", "completed"))
"""Deeds of one occasion, of which it is told that they did not come about; that a paper is not in force is its state."""


def _alone(step: Step, denied: Sequence[Step], ahead: Sequence[Stage]) -> list[Stage]:
    """What a report says was not done, where no plan is known that it refutes: the last such telling of a stage."""
    told = [s.stage for s in ahead]
    if kind_of(step.stage).stage not in NEWS or step.stage in told:
        return []
    last = max((s for s in denied if s.stage == step.stage), key=lambda s: (s.told, s.record))
    return [Stage(step.stage, "not done", step.when, (step,))] if step is last else []


def _falls_due(plan: Stage, step: Step) -> bool:
    """Whether the day planned had come when the report says it was not done."""
    if plan.when is None or step.when is None:
        return False
    return overlap(plan.when, step.when) or latest(plan.when) <= latest(step.when)
