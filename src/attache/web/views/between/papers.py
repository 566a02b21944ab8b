"""Agreements, mechanisms, programmes and projects of a pair, each with its life on one common line of years."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from attache.brief.asked import Asked as Question
from attache.brief.words import mode_words, thing_words
from attache.knowledge import rows
from attache.ledger.entries import ThingEntry
from attache.ledger.lists import Tally
from attache.web.drawing.axis import Axis, axis_of
from attache.web.drawing.calendar import MONTHS

KINDS = {"agreement": 8, "mechanism": 4, "programme": 3, "project": 4}
"""How many of each kind are shown."""
FEW = 3
"""Of a kind of which no stage is dated."""
TITLES = {"agreement": "Agreements", "mechanism": "Mechanisms", "programme": "Programmes", "project": "Projects"}
LASTING = {
    "terminate": "ended",
    "expire": "ended",
    "cancel": "cancelled",
    "suspend": "suspended",
    "project-complete": "completed",
    "entry-into-force": "in force",
    "project-start": "under way",
    "ratify": "ratified",
    "sign": "signed",
    "adopt": "adopted",
    "joint-statement": "adopted",
    "upgrade": "adopted",
    "initial": "initialled",
    "conclude-talks": "negotiated",
    "negotiate": "under negotiation",
    "meeting": "met",
    "conference": "met",
    "talks": "met",
    "ceremony": "under way",
}
"""What a stage says of how a thing stands: of all told the first here, and of several such the newest."""
STAGES = {*LASTING, "approve", "establish", "postpone", "vote", "project-start", "delivery", "accession"}
"""Kinds of events that are stages of a life; praise and demands are not."""


@dataclass(frozen=True, slots=True)
class Stage:
    """One month of a life in which one kind of thing happened; `x` is its place on the line."""

    period: str
    words: str
    kind: str
    """done or planned."""
    x: float


@dataclass(frozen=True, slots=True)
class Paper:
    """A thing with its stages, the oldest first."""

    id: str
    name: str
    kind: str
    state: str
    """ "in force since October 2016"; empty where nothing tells it."""
    stages: tuple[Stage, ...]
    reports: int


@dataclass(frozen=True, slots=True)
class Group:
    """Things of one kind, those named in most reports."""

    kind: str
    title: str
    number: int
    """In all."""
    papers: tuple[Paper, ...]


@dataclass(frozen=True, slots=True)
class Papers:
    """All groups on one line of years; `axis` is None where no stage is dated."""

    axis: Axis | None
    groups: tuple[Group, ...]

    @property
    def number(self) -> int:
        """Things of all kinds."""
        return sum(g.number for g in self.groups)


Stages = Mapping[str, tuple[Tally, ...]]
"""By id of a thing, months in which a stage of its life was told; the tally's value is the kind of event."""


@dataclass(frozen=True, slots=True)
class _Found:
    thing: ThingEntry
    reports: int
    done: tuple[Tally, ...]
    planned: tuple[Tally, ...]


def papers(question: Question) -> Papers:
    """Of each kind those that most reports name."""
    done, planned = (
        _done(question),
        _by_thing([("planned", question.tallied("occurrence", "about", "status:planned", by="month"))]),
    )
    found: dict[str, tuple[int, list[_Found]]] = {}
    for kind, most in KINDS.items():
        named = sorted(question.tallied("thing", "is", f"kind:{kind}"), key=lambda t: (-t.number, t.value))
        chosen = {t.value: t.number for t in named}
        things = question.ledger.things_by_id(tuple(chosen)[:most])
        every = [_Found(t, chosen[t.id], done.get(t.id, ()), planned.get(t.id, ())) for t in things]
        found[kind] = len(chosen), [f for f in every if f.done or f.planned] or every[:FEW]
    shown = [f for _, group in found.values() for f in group]
    axis = axis_of(t.first for f in shown for t in (*f.done, *f.planned))
    groups = (Group(k, TITLES[k], n, tuple(_paper(axis, f) for f in _in_order(group))) for k, (n, group) in found.items())
    return Papers(axis, tuple(g for g in groups if g.papers))


def _done(question: Question) -> Stages:
    """A question a kind of event, of all things at once: the lists of one pair are short, and there are few kinds."""
    modes = sorted({t.value for t in question.tallied("occurrence", "mode", "status:happened")} & STAGES)
    return _by_thing((m, question.tallied("occurrence", "about", f"mode:{m}", "status:happened", by="month")) for m in modes)


def _by_thing(told: Iterable[tuple[str, Iterable[Tally]]]) -> Stages:
    out: dict[str, list[Tally]] = defaultdict(list)
    for mode, tallies in told:
        for tally in tallies:
            if tally.period:
                out[tally.value].append(replace(tally, value=mode))
    return {thing: tuple(found) for thing, found in out.items()}


def _in_order(group: Iterable[_Found]) -> list[_Found]:
    """Those with the longest told lives first, then by how many reports name them."""
    return sorted(group, key=lambda f: (-min(f.reports, 6) - len(f.done), f.thing.name))


def _paper(axis: Axis | None, found: _Found) -> Paper:
    stages = [*_stages(axis, found.done, "done"), *_stages(axis, found.planned, "planned")]
    ordered = tuple(sorted(stages, key=lambda s: (s.period, s.words)))
    return Paper(found.thing.id, thing_words(found.thing), found.thing.kind, _state(found.done), ordered, found.reports)


def _stages(axis: Axis | None, told: Iterable[Tally], kind: str) -> list[Stage]:
    if axis is None:
        return []
    return [Stage(t.period, f"{_when(t)}: {_label(t.value)}", kind, axis.place(t.first)) for t in told]


def _when(tally: Tally) -> str:
    """Its month; the year alone where it is told as beginning with one, which is how a year without a month is kept."""
    year, month = tally.period.split("-")
    return year if tally.first.endswith("-01-01") else f"{MONTHS[int(month) - 1]} {year}"


def _state(told: Sequence[Tally]) -> str:
    """The furthest stage told."""
    telling = [t for t in told if t.value in LASTING]
    if not telling:
        return ""
    order = list(LASTING)
    newest = max(telling, key=lambda t: (-order.index(t.value), t.first))
    word = LASTING[newest.value]
    since = (
        " since "
        if word in ("in force", "under way", "under negotiation", "suspended")
        else " last in "
        if word == "met"
        else ", "
    )
    return f"{word}{since}{_when(newest)}"


@cache
def _labels() -> dict[str, str]:
    return {row["mode"]: mode_words(row["type"], row["mode"]).lower() for row in rows("plover") if row["mode"]}


def _label(mode: str) -> str:
    return _labels().get(mode, mode.replace("-", " "))
