"""State of the relationship: its life line, the dated steps that made it, the oldest first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from attache.brief.asked import Asked, quotes_of
from attache.brief.model import Group, Row, Section, Words, cite
from attache.brief.sections.agreements import otherwise, stage
from attache.ledger.entries import OccurrenceEntry, Quote
from attache.ledger.lifelines import LifeLine
from attache.records import Dates

# How much a step weighs in a relationship: stages in the life of an agreement or a project, then deeds of other kinds.
STAGES = {"in force": 9, "ended": 9, "adopted": 8, "signed": 8, "suspended": 8, "cancelled": 7, "founded": 6, "completed": 5}
DEEDS = {
    "diplomatic-relations": 12,
    "break-relations": 12,
    "upgrade": 11,
    "recall": 8,
    "embargo": 8,
    "sanctions": 7,
    "expel": 7,
    "close-mission": 7,
    "withdraw": 6,
    "return": 5,
    "debt-relief": 6,
}
# Words in the name of what was signed that make it a step of the whole relationship.
LARGE = ("treaty", "partnership", "free trade agreement", "friend", "declaration", "border", "debt", "repayment")
JOINT = ("joint statement", "communiqué")
FULL, SHORT = 12, 4
LOOKED_AT = 30
A_YEAR = 2


@dataclass(frozen=True, slots=True)
class Step:
    """One dated step, in words, with what it rests on."""

    id: str
    when: Dates
    words: str
    quotes: tuple[Quote, ...]
    records: tuple[str, ...]
    weight: float
    thing: str
    others: tuple[Words, ...] = ()
    """Days that other reports give for it."""

    @property
    def day(self) -> str:
        """Its first day, by which it is ordered."""
        return self.when[0] or self.when[1] or ""


def section(asked: Asked) -> Section:
    """The weightiest steps, a few a year, oldest first."""
    found = steps(asked)
    chosen = _spread(found, asked.most(FULL, SHORT))
    rows = tuple(_row(asked, s) for s in sorted(chosen, key=lambda s: (s.day, s.id)))
    return Section(
        "state",
        asked.labels("title.state"),
        (),
        (Group("", rows),) if rows else (),
        more=asked.more("state", len(found) - len(rows), "lifelines"),
        empty=asked.labels("empty.state"),
    )


def steps(asked: Asked) -> list[Step]:
    """Steps that were taken by the day judged by, the weightiest first."""
    found = (*_of_things(asked), *_of_deeds(asked))
    dated = (s for s in found if s.day and s.day <= (asked.today or s.day) and asked.in_days(s.when))
    return sorted(dated, key=lambda s: (-s.weight, s.day, s.id))


def _of_things(asked: Asked) -> Iterator[Step]:
    """Stages in the lives of agreements and projects, the oldest and the newest of these looked at."""
    for kind in ("agreement", "project"):
        ids = (
            *asked.listed("thing", f"kind:{kind}", limit=LOOKED_AT).ids,
            *asked.oldest("thing", f"kind:{kind}", limit=LOOKED_AT),
        )
        for identity in dict.fromkeys(ids):
            life = asked.life(identity)
            if life is not None:
                yield from _stages(asked, life)


def _stages(asked: Asked, life: LifeLine) -> Iterator[Step]:
    name = life.name[:1].upper() + life.name[1:]
    for one in life.milestones:
        if one.stage not in STAGES or one.reached != "done" or one.when is None or not one.quotes:
            continue
        words = f"{name}: {stage(asked.labels, one)}"
        if one.where:
            words += f" ({asked.place(one.where)})"
        told = len({q.report.id for q in one.quotes})
        weight = STAGES[one.stage] + _large(life.name) + min(told, 4) * 0.5 - (3 if life.kind == "project" else 0)
        records = tuple(r.id for r in one.records)
        # Of a span that is open the known day may be years after the step.
        if None not in one.when:
            yield Step(life.thing, one.when, words, cite(one.quotes), records, weight, life.thing, otherwise(asked, one))


def _large(name: str) -> float:
    told = name.casefold()
    return 4 if any(word in told for word in LARGE) else 1 if any(word in told for word in JOINT) else 0


def _of_deeds(asked: Asked) -> Iterator[Step]:
    ids = [i for mode in DEEDS for i in asked.listed("occurrence", f"mode:{mode}", "status:happened", limit=LOOKED_AT).ids]
    for entry in asked.occurrences(tuple(dict.fromkeys(ids))):
        if entry.when is not None and None not in entry.when and entry.who and _is_exact(entry):
            weight = DEEDS.get(entry.mode, 0) + min(entry.reports or entry.sources, 4) * 0.5 + _both(entry)
            records = tuple(e.id for e in entry.events)
            yield Step(entry.id, entry.when, asked.event(entry), cite(quotes_of(entry)), records, weight, entry.id)


def _is_exact(entry: OccurrenceEntry) -> bool:
    """Whether it is told to the month at least: a year alone is often that of something else in the sentence."""
    first, last = entry.when or ("", "")
    return (first or "")[:7] == (last or "")[:7]


def _both(entry: OccurrenceEntry) -> float:
    return 1 if sum(1 for a in (*entry.who, *entry.target) if a.kind == "country") > 1 else -3


def _spread(found: Iterable[Step], most: int) -> list[Step]:
    """The weightiest, at most a few of one year and two of one thing."""
    years: Counter[str] = Counter()
    things: Counter[str] = Counter()
    out: list[Step] = []
    for step in found:
        if years[step.day[:4]] < A_YEAR and things[step.thing] < 2 and len(out) < most:
            years[step.day[:4]] += 1
            things[step.thing] += 1
            out.append(step)
    return out


def _row(asked: Asked, step: Step) -> Row:
    return Row(step.id, ((Words(asked.labels.short(step.when)),), (Words(step.words, step.quotes), *step.others)), step.records)
