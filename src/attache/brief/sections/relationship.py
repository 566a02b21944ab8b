"""State of the relationship: its life line, the dated steps that made it, the oldest first."""

from __future__ import annotations

from collections import Counter

from attache.brief.asked import Asked, quotes_of
from attache.brief.model import Group, Row, Section, Words, cite
from attache.brief.sections.contacts import differing
from attache.ledger.entries import OccurrenceEntry

# How much a step weighs in a relationship; what is in none of these modes is no step of it.
WEIGHTS = {
    "diplomatic-relations": 12,
    "break-relations": 12,
    "upgrade": 12,
    "entry-into-force": 9,
    "joint-statement": 8,
    "ratify": 8,
    "adopt": 7,
    "sign": 7,
    "establish": 6,
    "accession": 6,
    "recall": 8,
    "embargo": 8,
    "sanctions": 6,
    "expel": 7,
    "close-mission": 7,
    "withdraw": 6,
    "return": 5,
    "debt-relief": 6,
    "settle": 6,
    "cancel": 5,
    "project-start": 4,
    "project-complete": 5,
    "ceremony": 3,
}
# Words in the name of what was signed that make it a step of the whole relationship.
LARGE = ("treaty", "partnership", "free trade agreement", "friend", "declaration", "joint statement", "border", "debt", "repayment")
FULL, SHORT = 12, 5
LOOKED_AT = 40
A_YEAR = 2


def section(asked: Asked) -> Section:
    """The weightiest steps, a few a year, oldest first."""
    found, number = candidates(asked)
    chosen = _spread(found, asked.most(FULL, SHORT))
    rows = tuple(_row(asked, e) for e in sorted(chosen, key=lambda e: (_day(e), e.id)))
    return Section(
        "state",
        asked.labels("title.state"),
        (),
        (Group("", rows),) if rows else (),
        more=asked.more("state", number - len(rows), "occurrences"),
        empty=asked.labels("empty.state"),
    )


def candidates(asked: Asked) -> tuple[list[OccurrenceEntry], int]:
    """Steps that took place, the weightiest first, and how many there are in all."""
    ids: list[str] = []
    number = 0
    for mode in WEIGHTS:
        found = asked.listed("occurrence", f"mode:{mode}", "status:happened", limit=LOOKED_AT)
        ids += found.ids
        number += found.total
    entries = [e for e in asked.ledger.occurrences_by_id(tuple(dict.fromkeys(ids))) if _is_step(e)]
    return sorted(entries, key=lambda e: (-weight(e), _day(e), e.id)), number


def _is_step(entry: OccurrenceEntry) -> bool:
    """Whether it is dated and says what it was about."""
    named = any(e.event.about for e in entry.events) or WEIGHTS[entry.mode] >= 12
    return entry.when is not None and bool(_day(entry)) and bool(entry.who) and named


def weight(entry: OccurrenceEntry) -> float:
    """How much it matters: what was done, to what, by how many told."""
    about = " ".join(name.casefold() for e in entry.events for name in e.event.about)
    large = 4 if any(word in about for word in LARGE) else 0
    countries = sum(1 for a in (*entry.who, *entry.target) if a.kind == "country")
    return WEIGHTS.get(entry.mode, 0) + large + min(entry.reports or entry.sources, 6) * 0.5 + (1 if countries >= 2 else 0)


def _spread(entries: list[OccurrenceEntry], most: int) -> list[OccurrenceEntry]:
    """The weightiest, at most a few of one year and one step about one thing."""
    years: Counter[str] = Counter()
    told: set[tuple[str, str]] = set()
    out: list[OccurrenceEntry] = []
    for entry in entries:
        about = max((e.event.about for e in entry.events), key=len, default=())
        what = (_day(entry)[:4], about[0].casefold() if about else entry.mode)
        if years[_day(entry)[:4]] >= A_YEAR or what in told:
            continue
        years[_day(entry)[:4]] += 1
        told.add(what)
        out.append(entry)
        if len(out) == most:
            break
    return out


def _day(entry: OccurrenceEntry) -> str:
    first, last = entry.when or (None, None)
    return first or last or ""


def _row(asked: Asked, entry: OccurrenceEntry) -> Row:
    said = (Words(asked.event(entry), cite(quotes_of(entry))), *differing(asked, entry))
    return Row(entry.id, ((Words(asked.labels.short(entry.when)),), said), tuple(e.id for e in entry.events))
