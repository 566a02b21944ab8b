"""The tasks whose gold is a file of records: how each is predicted, which parts of the gold are scored."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from benchmarks.accuracy.actors import actors
from benchmarks.accuracy.agreements import agreements
from benchmarks.accuracy.attributions import attributions
from benchmarks.accuracy.coref import WHO_AND_WHERE, coref
from benchmarks.accuracy.events import events
from benchmarks.accuracy.lines import Line, Predict
from benchmarks.accuracy.names import entities, ner
from benchmarks.accuracy.offices import offices
from benchmarks.accuracy.pages import pages
from benchmarks.accuracy.quantities import quantities
from benchmarks.accuracy.relations import relations
from benchmarks.accuracy.times import timex, timex_cases
from training.encoder.data import held_out

Part = Callable[[Line], Line | None]
"""What of a record is scored; None where nothing of it is."""


def everything(record: Line) -> Line | None:
    """The record as it is."""
    return record


def items_of(key: str, kinds: frozenset[str]) -> Part:
    """Of the list `key` only the items of these types."""

    def part(record: Line) -> Line | None:
        return {**record, key: [item for item in record.get(key) or [] if item.get("type") in kinds]}

    return part


def held(part: Part = everything) -> Part:
    """Only the fifth of the records that the encoder never learned from."""

    def kept(record: Line) -> Line | None:
        return part(record) if held_out(record["id"], 0) else None

    return kept


def held_text(record: Line) -> Line | None:
    """The record, where its text is of the fifth that the encoder never learned from; predictions, which carry none, all."""
    return record if "text" not in record or held_out(re.sub(r"\W+", " ", record["text"].casefold()), 0) else None


def records_of(kind: str) -> Part:
    """Only the records of this kind; predictions, which carry none, all."""

    def part(record: Line) -> Line | None:
        return record if record.get("kind", kind) == kind else None

    return part


@dataclass(frozen=True, slots=True)
class Task:
    """One task: our prediction, and the views of the gold that are scored, by name."""

    name: str
    predict: Predict
    views: dict[str, Part] = field(default_factory=lambda: {"all": everything})

    def scored(self, view: str, gold: Sequence[Line], predicted: Sequence[Line]) -> tuple[list[Line], list[Line]]:
        """Gold and predictions of a view."""
        part = self.views[view]
        return [r for g in gold if (r := part(g)) is not None], [r for p in predicted if (r := part(p)) is not None]


_REFERRED = items_of("spans", frozenset({"Person", "Organisation", "Location", "Nationality"}))
_NAMED = items_of("spans", frozenset({"PER", "ORG", "LOC"}))

TASKS = {
    task.name: task
    for task in (
        Task("events", events, {"all": everything, "held fifth": held_text}),
        Task("attributions", attributions),
        Task(
            "entities",
            entities,
            {"actors and places": _REFERRED, "held fifth": held(_REFERRED), "all": everything},
        ),
        Task("ner", ner, {"PER ORG LOC": _NAMED, "held fifth": held(_NAMED), "all": everything}),
        Task("coref", coref, {"actors and places": items_of("clusters", WHO_AND_WHERE), "all": everything}),
        Task("timex", timex),
        Task("timex_cases", timex_cases),
        Task("quantities", quantities, {"all": everything, "money": records_of("money")}),
        Task("relations", relations),
        Task("pages", pages),
        Task("actors", actors),
        Task("offices", offices),
        Task("agreements", agreements),
    )
}
