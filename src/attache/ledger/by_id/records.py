"""Records, reports and actors by id."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar

from attache.ledger.answers import Answers
from attache.ledger.columns import Record
from attache.ledger.entries import ActorEntry, EventEntry, FigureEntry, RecordEntry, ReportEntry, StatementEntry
from attache.ledger.store import Store
from attache.ledger.told import R, Told, only
from attache.records import Event, Figure, Statement

T = TypeVar("T")


def in_order(ids: Iterable[str], found: Mapping[str, T]) -> tuple[T, ...]:
    """What was found, in the order of the ids, each once; the others are left out."""
    return tuple(found[i] for i in dict.fromkeys(ids) if i in found)


def records(store: Store, ids: Sequence[str]) -> tuple[RecordEntry, ...]:
    """Records of any kind; rejected ones are left out."""
    answers = Answers(store)
    return tuple(answers.entry(t) for t in in_order(ids, answers.chosen(ids)))


def events(store: Store, ids: Sequence[str]) -> tuple[EventEntry, ...]:
    """Event records."""
    answers = Answers(store)
    return tuple(answers.event(t) for t in _of_kind(answers, ids, Event))


def statements(store: Store, ids: Sequence[str]) -> tuple[StatementEntry, ...]:
    """Statement records, with the offices of their speakers."""
    answers = Answers(store)
    return tuple(answers.statement(t) for t in _of_kind(answers, ids, Statement))


def figures(store: Store, ids: Sequence[str]) -> tuple[FigureEntry, ...]:
    """Figure records with their places in series."""
    answers = Answers(store)
    return tuple(answers.figure(t) for t in _of_kind(answers, ids, Figure))


def _of_kind(answers: Answers, ids: Sequence[str], kind: type[R]) -> list[Told[R]]:
    told: tuple[Told[Record], ...] = in_order(ids, answers.chosen(ids))
    return only(told, kind)


def reports(store: Store, ids: Sequence[str]) -> tuple[ReportEntry, ...]:
    """Reports, former versions too."""
    known = Answers(store).reports
    known.get_many(ids)
    return in_order(ids, known.at_hand)


def actors(store: Store, ids: Sequence[str]) -> tuple[ActorEntry, ...]:
    """Actors; countries that no report names too."""
    index: Any = Answers(store).actors
    index.get_many(ids)
    return tuple(index[i] for i in dict.fromkeys(ids) if i in index)
