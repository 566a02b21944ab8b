"""An occurrence: one event in the world, its versions side by side, its states over time, and the sentences that tell it.

In: an occurrence's id. Out: `OccurrenceView`.
"""

from __future__ import annotations

from dataclasses import dataclass

from attache.brief.words import date_words, event_words, mode_words
from attache.errors import QueryError
from attache.ledger import Ledger
from attache.ledger.entries import DifferenceEntry, EventEntry, OccurrenceEntry, Quote, StateEntry, VersionEntry
from attache.ledger.reasons import Reasons
from attache.ledger.told import latest
from attache.web.pages import Asked, Page, Table

TELLINGS = 40
"""Tellings that are quoted."""
A_VERSION = 4
"""Sentences that are linked beside a version."""
FEW = 30
"""Tellings up to which each link between them is worked out."""
AHEAD = ("planned", "proposed", "conditional", "postponed")
DETAILS = {"when": "When", "where": "Where", "who": "Who", "about": "About", "status": "State"}


@dataclass(frozen=True, slots=True)
class Version:
    """One way in which a detail is told."""

    words: str
    number: int
    """Of tellings."""
    quotes: tuple[Quote, ...]
    status: str
    """The state that its tellings tell, where they tell one and the same; else empty."""


@dataclass(frozen=True, slots=True)
class Detail:
    """A detail with its versions side by side."""

    name: str
    contradict: bool
    versions: tuple[Version, ...]


@dataclass(frozen=True, slots=True)
class State:
    """A state that reports told, with the first of these reports."""

    status: str
    day: str
    number: int
    quote: Quote | None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence that tells it, and where else it stands word for word."""

    event: str
    """Id of the event record."""
    status: str
    quote: Quote
    also: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class OccurrenceView:
    """An occurrence as its page shows it."""

    occurrence: OccurrenceEntry
    title: str
    about: tuple[tuple[str, str | None], ...]
    """What it is about: the name, and the thing's id where the ledger has one."""
    states: tuple[State, ...]
    """Each state once in a row, the first telling of it."""
    details: tuple[Detail, ...]
    sentences: tuple[Sentence, ...]
    reasons: Reasons | None
    """Why its tellings are one; None where there are too many to compare them here."""

    @property
    def announced(self) -> State | None:
        """The first announcement, where it was told before it was held."""
        first = self.states[0] if self.states else None
        return first if first and first.status in AHEAD and len(self.states) > 1 else None


def light(ledger: Ledger, asked: Asked) -> OccurrenceEntry:
    """The occurrence that the address names, with its fullest telling. Raises QueryError."""
    found = ledger.occurrences_by_id((asked.path["occurrence"],), 1)
    if not found:
        raise QueryError(f"no event “{asked.path['occurrence']}”; the list of events has all of them")
    return found[0]


def opening(ledger: Ledger, asked: Asked) -> str:
    """What it was, in a line."""
    return _title(light(ledger, asked))


def _title(entry: OccurrenceEntry) -> str:
    return f"{event_words(entry)}, {date_words(entry.when)}" if entry.when else event_words(entry)


def occurrence_view(ledger: Ledger, asked: Asked) -> OccurrenceView:
    """The page's data. Raises QueryError."""
    identity = asked.path["occurrence"]
    entry = ledger.occurrence_story(identity, TELLINGS)
    if entry is None:
        raise QueryError(f"no event “{identity}”; the list of events has all of them")
    known = _events(ledger, entry)
    return OccurrenceView(
        occurrence=entry,
        title=mode_words(entry.type, entry.mode),
        about=_about(ledger, entry),
        states=_states(entry.states, known),
        details=tuple(_detail(d, known) for d in entry.differences),
        sentences=sentences_of(entry.events),
        reasons=ledger.why(identity) if 1 < entry.tellings <= FEW else None,
    )


def _events(ledger: Ledger, entry: OccurrenceEntry) -> dict[str, EventEntry]:
    """The tellings shown, and those that states and versions link to."""
    known = {e.id: e for e in entry.events}
    linked = [e for d in entry.differences for v in d.versions for e in v.events[:A_VERSION]]
    linked += [s.event for s in _turns(entry.states)]
    missing = [i for i in dict.fromkeys(linked) if i not in known]
    return known | {e.id: e for e in ledger.events_by_id(missing)}


def sentences_of(events: tuple[EventEntry, ...]) -> tuple[Sentence, ...]:
    """Each sentence once, the fullest telling first."""
    groups: dict[tuple[str, str], list[EventEntry]] = {}
    for event in events:
        if event.quotes:
            groups.setdefault((event.event.status, event.quotes[0].sentence), []).append(event)
    return tuple(
        Sentence(first.id, status, first.quotes[0], tuple(e.quotes[0] for e in others))
        for (status, _), (first, *others) in groups.items()
    )


def _turns(states: tuple[StateEntry, ...]) -> list[StateEntry]:
    """Each state once in a row."""
    return [s for n, s in enumerate(states) if n == 0 or s.status != states[n - 1].status]


def _states(states: tuple[StateEntry, ...], known: dict[str, EventEntry]) -> tuple[State, ...]:
    turns = _turns(states)
    numbers = [0] * len(turns)
    at = -1
    for n, state in enumerate(states):
        at += n == 0 or state.status != states[n - 1].status
        numbers[at] += state.told
    return tuple(State(s.status, s.day, n, _quote(known.get(s.event))) for s, n in zip(turns, numbers, strict=True))


def _quote(event: EventEntry | None) -> Quote | None:
    return event.quotes[0] if event and event.quotes else None


def _detail(difference: DifferenceEntry, known: dict[str, EventEntry]) -> Detail:
    return Detail(DETAILS[difference.field], difference.contradict, tuple(_version(v, known) for v in difference.versions))


def _version(version: VersionEntry, known: dict[str, EventEntry]) -> Version:
    events = [known[e] for e in version.events[:A_VERSION] if e in known]
    told = {e.event.status for e in events}
    quotes = tuple(q for q in map(_quote, events) if q)
    return Version(version.words, version.count or len(version.events), quotes, told.pop() if len(told) == 1 else "")


def _about(ledger: Ledger, entry: OccurrenceEntry) -> tuple[tuple[str, str | None], ...]:
    """Each thing once, by its id where it has one."""
    found: dict[str, tuple[str, str | None]] = {}
    for event in entry.events[:A_VERSION]:
        for name in event.event.about:
            thing = ledger.thing_id(event.quotes[0].report.id, name) if event.quotes else None
            found.setdefault(thing or name, (name, thing))
    linked = {name for name, thing in found.values() if thing}
    return tuple(one for one in found.values() if one[1] or one[0] not in linked)


def occurrence_table(view: OccurrenceView) -> Table:
    """The tellings: day, state, when, where and who as each tells them, the sentence, and where it stands."""
    heads = (
        "told",
        "state",
        "when from",
        "when to",
        "where",
        "who",
        "to whom",
        "sentence",
        "report",
        "report id",
        "start",
        "end",
    )
    return Table(heads, tuple(_row(e) for e in view.occurrence.events))


def _row(entry: EventEntry) -> tuple[str | int | None, ...]:
    quote, event = entry.quotes[0], entry.event
    first, last = event.when or (None, None)
    who, target = ("; ".join(a.name for a in actors) for actors in (entry.who, entry.target))
    where = (quote.sentence, quote.report.label, quote.report.id, quote.evidence.start, quote.evidence.end)
    return (latest(quote.report.published), event.status, first, last, event.where, who, target, *where)


PAGE = Page("/occurrence/{occurrence}", "occurrence.html", opening, occurrence_view, occurrence_table)
