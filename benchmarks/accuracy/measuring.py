"""From a gold folder to figures: each task run by each system and scored."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from attache.knowledge import rows
from benchmarks.accuracy import ledger, syntax
from benchmarks.accuracy.encoder import NotAvailable
from benchmarks.accuracy.gold import Gold
from benchmarks.accuracy.lines import Line, Predict, Scores
from benchmarks.accuracy.peers import PEERS, Peer
from benchmarks.accuracy.runs import predictions
from benchmarks.accuracy.tasks import TASKS, Task

OURS, RULES = "Attaché", "rules alone"
NAMES = (*TASKS, "syntax", "ledger")
"""All tasks, in the order in which they are run."""

Skip = Callable[[str], None]
"""Told one line for each task or system that is left out."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What to measure, and where the data lie."""

    gold: Path
    train: Path
    reports: Path
    examples: Path
    tasks: tuple[str, ...] = NAMES
    limit: int | None = None
    ours: bool = False
    """Leave out the peers and the run by rules alone."""
    jobs: int = 1


@dataclass(frozen=True, slots=True)
class Work:
    """One task ready to run: its records, our prediction, how predictions are scored by view, and the peers."""

    task: str
    gold: list[Line]
    predict: Predict
    score: Callable[[list[Line]], dict[str, Scores]]
    peers: dict[str, Peer] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Measured:
    """Scores of one task: by system, then by view; and how many records there were by view."""

    task: str
    systems: dict[str, dict[str, Scores]]
    records: dict[str, int]


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table: a measure with each system's figure in per cent; `goal` None where none is set."""

    task: str
    view: str
    measure: str
    records: int
    values: dict[str, float]
    goal: float | None
    known: str


def works(settings: Settings, skip: Skip) -> Iterator[Work]:
    """The tasks whose data are there, in order; raises FileNotFoundError where the gold folder or its program is missing."""
    gold = Gold(settings.gold)
    for name in settings.tasks:
        if name == "syntax":
            yield from _syntax(settings, skip)
        elif name == "ledger":
            yield from _ledger(settings, skip)
        elif not gold.path(name).is_file():
            skip(f"{name}: skipped, no {gold.path(name)}")
        else:
            records = gold.records(name, settings.limit)
            task = TASKS[name]
            yield Work(name, records, task.predict, partial(_by_view, gold, task, records), PEERS.get(name, {}))


def _by_view(gold: Gold, task: Task, records: list[Line], predicted: list[Line]) -> dict[str, Scores]:
    return {view: gold.score(task.name, *task.scored(view, records, predicted)) for view in task.views}


def _syntax(settings: Settings, skip: Skip) -> Iterator[Work]:
    gold: list[Line] = []
    for name in syntax.TREEBANKS:
        path = settings.train / "ud" / f"{name}.conllu.gz"
        if path.is_file():
            sentences = list(syntax.sentences(path, settings.limit))
            gold += [{**line, "view": name} for line in sentences]
            gold += [{**line, "view": f"{name}, its own words", "words": True} for line in sentences]
        else:
            skip(f"syntax: {name} skipped, no {path}")
    if gold:
        yield Work("syntax", gold, syntax.parse, partial(_by_treebank, gold))


def _by_treebank(gold: list[Line], predicted: list[Line]) -> dict[str, Scores]:
    views: dict[str, list[Line]] = {}
    for line, counts in zip(gold, predicted, strict=True):
        views.setdefault(line["view"], []).append(counts)
    return {view: syntax.totals(counts) for view, counts in views.items()}


def _ledger(settings: Settings, skip: Skip) -> Iterator[Work]:
    if not (settings.gold / "score_ledger.py").is_file():
        skip(f"ledger: skipped, no {settings.gold / 'score_ledger.py'}")
        return
    gold = ledger.gold_reports(settings.gold, settings.reports, settings.examples)[: settings.limit]
    if gold:
        yield Work("ledger", gold, ledger.exported, lambda predicted: {"all": ledger.scored(settings.gold, gold, predicted)})
    else:
        skip(f"ledger: skipped, no *.gold.json with its report under {settings.gold / 'ledger'} or {settings.examples}")


def measure(work: Work, settings: Settings, skip: Skip) -> Measured:
    """Runs and scores one task, ours first, then our rules alone and the peers."""
    predicted = predictions(work.predict, work.gold, title=work.task, jobs=settings.jobs)
    systems = {OURS: work.score(predicted)}
    if not settings.ours:
        for name, run in _others(work, settings):
            try:
                systems[name] = work.score(run())
            except NotAvailable as missing:
                skip(f"{name} left out: {missing}")
    records = {view: int(scores["records"]["gold"]) for view, scores in systems[OURS].items()}
    return Measured(work.task, systems, records)


def _others(work: Work, settings: Settings) -> Iterator[tuple[str, Callable[[], list[Line]]]]:
    """The other systems with what runs them; each raises NotAvailable at once where it is not here."""

    def rules() -> list[Line]:
        return predictions(work.predict, work.gold, title=f"{work.task}, {RULES}", jobs=settings.jobs, rules_only=True)

    def peer(name: str, one: Peer) -> list[Line]:
        title = f"{work.task}, {name} {one.version}"
        return predictions(one.predict, work.gold, title=title, jobs=settings.jobs)

    yield RULES, rules
    for name, one in work.peers.items():
        yield name, partial(peer, name, one)


def figures(measured: Sequence[Measured]) -> list[Figure]:
    """The figures of the table of goals, in its order; a figure that a system has not is left out of its values."""
    by_task = {m.task: m for m in measured}
    out = []
    for row in rows("goals", package="benchmarks.accuracy"):
        found = by_task.get(row["task"])
        if found is None or row["view"] not in found.records:
            continue
        values = {}
        for system, views in found.systems.items():
            scores = views[row["view"]].get(row["row"], {})
            if row["figure"] in scores and _can(row["task"], system, row["row"]):
                values[system] = scores[row["figure"]]
        goal = float(row["goal"]) if row["goal"] else None
        name = row["row"] if row["figure"] in row["row"] else f"{row['row']} {row['figure']}"
        out.append(Figure(row["task"], row["view"], name, found.records[row["view"]], values, goal, row["known"]))
    return out


def _can(task: str, system: str, row: str) -> bool:
    """Is the row one that the system does? htmldate reads no texts and titles."""
    peer = PEERS.get(task, {}).get(system)
    return peer is None or not peer.only or row in peer.only


def tell_once() -> Skip:
    """What prints a line on standard error, each line once."""
    said: set[str] = set()

    def tell(line: str) -> None:
        if line not in said:
            said.add(line)
            print(line, file=sys.stderr)

    return tell
