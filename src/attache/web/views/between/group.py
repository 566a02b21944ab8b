"""The files on a group of three and more: what lies between each two of them, and the newest of all of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from attache.brief.compile import newest_day
from attache.brief.lines import Line, event_line, statement_line
from attache.errors import QueryError
from attache.ledger import Ledger
from attache.ledger.asking import days_between
from attache.ledger.entries import ActorEntry, OccurrenceEntry, StatementEntry
from attache.records import Dates
from attache.web.drawing.heat import shade
from attache.web.pages import Asked, Table
from attache.web.views.between.contacts import slim
from attache.web.views.between.question import limits

MOST = 8
NEWEST = 15


@dataclass(frozen=True, slots=True)
class Between:
    """Two of the group, and how much is told between them."""

    a: ActorEntry
    b: ActorEntry
    reports: int
    events: int
    contacts: int
    statements: int
    promises: int
    last: str
    """The newest day of a contact that was held; empty for none."""
    shade: int = 0
    """By the number of events, from 0 for none to 5 for the most."""


@dataclass(frozen=True, slots=True)
class GroupView:
    """The group: `pairs` are all twos in the order of the address."""

    actors: tuple[ActorEntry, ...]
    pairs: tuple[Between, ...]
    events: tuple[Line, ...]
    statements: tuple[Line, ...]

    def of(self, one: ActorEntry, other: ActorEntry) -> Between | None:
        """What is between two of them; None for one and the same."""
        return next((p for p in self.pairs if {p.a.id, p.b.id} == {one.id, other.id}), None)


def group(ledger: Ledger, asked: Asked) -> tuple[ActorEntry, ...]:
    """The actors that the address names, each once. Raises QueryError for fewer than three and more than MOST."""
    named = [asked.path["a"], asked.path["b"], *asked.path["more"].split("/")]
    actors = {a.id: a for a in (ledger.actor(n) for n in named if n.strip())}
    if not 3 <= len(actors) <= MOST:
        raise QueryError(f"a group has three to {MOST} different countries or bodies; given: {', '.join(named)}")
    return tuple(actors.values())


def opening(ledger: Ledger, asked: Asked) -> str:
    """The names of the group. Raises QueryError, also for a span that cannot be read."""
    limits(asked)
    return " – ".join(a.name for a in group(ledger, asked))


def group_view(ledger: Ledger, asked: Asked) -> GroupView:
    """The page's data. Raises QueryError."""
    actors = group(ledger, asked)
    told = [_between(ledger, asked, a, b) for a, b in combinations(actors, 2)]
    most = max(p.events for p in told)
    pairs = tuple(replace(p, shade=shade(p.events, most)) for p in told)
    return GroupView(actors, pairs, _events(ledger, asked, actors), _statements(ledger, asked, actors))


def _between(ledger: Ledger, asked: Asked, a: ActorEntry, b: ActorEntry) -> Between:
    of = (a.id, b.id)

    def number(kind: str) -> int:
        return ledger.listed(kind, of=of, since=asked.since, until=asked.until, limit=1).total

    held = ledger.tallied("occurrence", "level", of=of, under=("status:happened",), since=asked.since, until=asked.until)
    last = max((t.last for t in held), default="")
    contacts = sum(t.number for t in held)
    return Between(a, b, number("report"), number("occurrence"), contacts, number("statement"), number("promise"), last)


def _ids(ledger: Ledger, asked: Asked, kind: str, actors: Sequence[ActorEntry]) -> tuple[str, ...]:
    # What is told of days to come is no news; a span that ends before them stays as asked.
    today = newest_day(ledger) or None
    last = (days_between(None, asked.until) or (None, None))[1]
    until = min(filter(None, (last, today)), default=None)
    ids: dict[str, None] = {}
    for a, b in combinations(actors, 2):
        found = ledger.listed(kind, of=(a.id, b.id), since=asked.since, until=until, limit=NEWEST)
        ids |= dict.fromkeys(found.ids)
    return tuple(ids)


def _events(ledger: Ledger, asked: Asked, actors: Sequence[ActorEntry]) -> tuple[Line, ...]:
    def day(entry: OccurrenceEntry) -> tuple[str, str]:
        return _day(entry.when), entry.id

    found = ledger.occurrences_by_id(_ids(ledger, asked, "occurrence", actors), 2)
    return tuple(slim(event_line(e)) for e in sorted(found, key=day, reverse=True)[:NEWEST])


def _statements(ledger: Ledger, asked: Asked, actors: Sequence[ActorEntry]) -> tuple[Line, ...]:
    def day(entry: StatementEntry) -> tuple[str, str]:
        return _day(entry.date), entry.id

    found = ledger.statements_by_id(_ids(ledger, asked, "statement", actors))
    return tuple(map(statement_line, sorted(found, key=day, reverse=True)[:NEWEST]))


def _day(dates: Dates | None) -> str:
    first, last = dates or (None, None)
    return first or last or ""


def group_table(view: GroupView) -> Table:
    """A row a pair: both, and what is told between them."""
    heads = ("a", "b", "reports", "events", "contacts", "statements", "promises", "last contact")
    return Table(
        heads, tuple((p.a.name, p.b.name, p.reports, p.events, p.contacts, p.statements, p.promises, p.last) for p in view.pairs)
    )
