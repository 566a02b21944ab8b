"""Promises of a pair as a board: a column a verdict, in each the cards that say most."""

from __future__ import annotations

from dataclasses import dataclass

from attache.brief.asked import Asked as Question
from attache.brief.model import Cell, Words, cite
from attache.brief.sections.pledges import made, title
from attache.brief.sections.verdicts import why
from attache.brief.words import explained
from attache.ledger.entries import PromiseEntry, Quote

COLUMNS = (("kept", "kept late"), ("missed",), ("overdue",), ("disputed",), ("pending",))
CARDS = 4
LOOKED_AT = 8


@dataclass(frozen=True, slots=True)
class Card:
    """A promise in short."""

    id: str
    title: str
    verdict: str
    due: str
    """ "by 2020"; empty for no day."""
    why: Cell
    """What became of it, with its sentences."""
    made: tuple[Quote, ...]
    tellings: int


@dataclass(frozen=True, slots=True)
class Column:
    """Cards of one verdict; "kept" has what was kept late too."""

    verdicts: tuple[str, ...]
    numbers: tuple[int, ...]
    """How many there are in all, a number a verdict."""
    cards: tuple[Card, ...]

    @property
    def number(self) -> int:
        """In all."""
        return sum(self.numbers)


@dataclass(frozen=True, slots=True)
class Board:
    """`others` are verdicts that have no column, with their numbers."""

    columns: tuple[Column, ...]
    others: tuple[tuple[str, int], ...]
    promises: tuple[PromiseEntry, ...]
    """Those on the cards."""

    @property
    def number(self) -> int:
        """Promises in all."""
        return sum(c.number for c in self.columns) + sum(n for _, n in self.others)


def board(question: Question) -> Board:
    """Columns in a fixed order, those without promises left out."""
    told = {t.value: t.number for t in question.tallied("promise", "verdict")}
    columns, promises = [], []
    for verdicts in COLUMNS:
        chosen = _chosen(question, tuple(v for v in verdicts if told.get(v)))
        promises += chosen
        numbers = tuple(told.get(v, 0) for v in verdicts)
        if sum(numbers):
            columns.append(Column(verdicts, numbers, tuple(card(question, p) for p in chosen)))
    shown = {v for verdicts in COLUMNS for v in verdicts}
    others = tuple((v, n) for v, n in sorted(told.items()) if v not in shown)
    return Board(tuple(columns), others, tuple(promises))


def _chosen(question: Question, verdicts: tuple[str, ...]) -> list[PromiseEntry]:
    """Checkable ones first, then those told most, then the newest due; of what is still to come the soonest."""
    ids: dict[str, None] = {}
    for verdict in verdicts:
        ids |= dict.fromkeys(question.listed("promise", f"verdict:{verdict}", "measure:yes", limit=LOOKED_AT).ids)
    for verdict in verdicts:
        if len(ids) < LOOKED_AT:
            ids |= dict.fromkeys(question.listed("promise", f"verdict:{verdict}", limit=CARDS).ids)
    found = [p for p in question.ledger.promises_by_id(tuple(ids)) if p.stated and question.concerns(p.title)]
    return sorted(found, key=_rank)[:CARDS]


def _rank(promise: PromiseEntry) -> tuple[bool, int, int, str]:
    due = int(((promise.due or ("", ""))[1] or "0").replace("-", ""))
    checkable = promise.value is not None and promise.due is not None
    return (not checkable, -promise.tellings, due if promise.verdict == "pending" else -due, promise.id)


def card(question: Question, promise: PromiseEntry) -> Card:
    """A promise as a card."""
    due = question.labels.due(promise.due) if promise.due else ""
    words = title(question, promise)
    return Card(promise.id, words, promise.verdict, due, outcome(question, promise), made(promise), promise.tellings)


def outcome(question: Question, promise: PromiseEntry) -> Cell:
    """What became of it, with its sentences; empty where the verdict says all."""
    if promise.verdict in ("pending", "overdue"):
        return ()
    if promise.rule == "told-by-a-report" and promise.proof:
        quotes = cite((q for entry in promise.proof for q in entry.quotes[:1]), 2)
        return (Words(explained(promise.explanation).replace("A report says so:", "A report says:"), quotes),)
    return why(question, promise)
