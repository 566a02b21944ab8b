"""Open points and contradictions: what reports tell differently, what was announced and never told of again, what is to come."""

from __future__ import annotations

from datetime import date, timedelta

from attache.brief.asked import Asked, quotes_of
from attache.brief.model import Group, Row, Section, Words, cite
from attache.brief.sections.figures import main_series, periods
from attache.brief.sections.verdicts import versions
from attache.ledger.entries import ActorEntry, OccurrenceEntry, SeriesEntry
from attache.ledger.event_days import RECENT

FULL = {"figures": 4, "dates": 3, "offices": 2, "announced": 3, "coming": 3}
SHORT = {"figures": 1, "dates": 0, "offices": 0, "announced": 1, "coming": 1}
LOOKED_AT = 40
MODES = ("visit", "meeting", "summit", "talks", "conference", "sign", "delivery", "project-start", "exercise", "negotiate")
"""What a reader waits for once it was announced."""


def section(asked: Asked) -> Section:
    """A row a point, told by what kind of point it is; each side with its own passages."""
    most = FULL if asked.length == "full" else SHORT
    disputed = asked.listed("occurrence", "disputed:yes", limit=LOOKED_AT)
    conflicts = sum(t.number for t in asked.tallied("series", "conflict"))
    found = {
        "figures": figures(asked, most["figures"]),
        "dates": _dates(asked, disputed.ids, most["dates"]),
        "offices": _offices(asked, most["offices"]),
        "announced": announced(asked, most["announced"]),
        "coming": coming(asked, most["coming"]),
    }
    rows = tuple(row for kind in found.values() for row in kind)
    left_out = disputed.total + conflicts - len(found["figures"]) - len(found["dates"])
    return Section(
        "open",
        asked.labels("title.open"),
        (),
        (Group("", rows),) if rows else (),
        more=asked.more("open", left_out, "check"),
        empty=asked.labels("empty.open"),
    )


def _kind(asked: Asked, kind: str) -> tuple[Words, ...]:
    return (Words(asked.labels(f"open.kind_{kind}"), look=f"tag-{kind}"),)


def figures(asked: Asked, most: int) -> list[Row]:
    """Of each series the newest period whose counts differ, then older ones of the main series."""
    ids = asked.listed("series", "conflict:yes", limit=LOOKED_AT).ids
    found = {s.id: s for s in main_series(asked)[0]}
    series = [s for i, s in found.items() if i in set(ids)]
    told = [(n, s, period) for s in series for n, period in enumerate(_differing(asked, s))]
    return [_figure(asked, s, period) for _, s, period in sorted(told, key=lambda x: (x[0], series.index(x[1])))[:most]]


def _differing(asked: Asked, series: SeriesEntry) -> list[int]:
    """Places, among the periods told, of those whose counts differ, newest first."""
    ids = {f.id for c in series.conflicts for f in (c.first, c.second)}
    told = periods(asked, series)
    return [n for n, (_, points) in enumerate(told) if len({p.id for p in points} & ids) > 1]


def _figure(asked: Asked, series: SeriesEntry, place: int) -> Row:
    period, points = periods(asked, series)[place]
    lead = f"{asked.measure(series.measure)}, {asked.labels.dates(period)}:"
    return Row(series.id, (_kind(asked, "figures"), tuple(versions(asked, points, lead))), tuple(p.id for p in points))


def _dates(asked: Asked, ids: tuple[str, ...], most: int) -> list[Row]:
    """Events told of days or places that cannot all be right."""
    out = []
    for entry in asked.occurrences(ids):
        one = next((d for d in entry.differences if d.contradict and d.field in ("when", "where")), None)
        if one is None or not entry.who or not asked.in_days(entry.when):
            continue
        quotes = {e.id: e.quotes[:1] for e in entry.events}
        days = {e.id: e.event.when for e in entry.events}
        cell = [Words(f"{asked.event(entry, place=False)}:")]
        for n, version in enumerate(one.versions[:3]):
            told = next((e for e in version.events if e in days), None)
            words = asked.labels.dates(days[told]) if told and one.field == "when" else version.words
            sides = tuple(q for e in version.events for q in quotes.get(e, ()))
            cell.append(Words(words, cite(sides, 1), joined=" / " if n else " "))
        kind = "dates" if one.field == "when" else "places"
        out.append(Row(entry.id, (_kind(asked, kind), tuple(cell)), tuple(e.id for e in entry.events)))
        if len(out) == most:
            break
    return out


def _offices(asked: Asked, most: int) -> list[Row]:
    """Two persons seen at one time in an office that one holds at a time."""
    out = []
    for line in asked.offices:
        person = {h.interval: h for h in line.holders}
        for one in line.overlaps:
            sides = [person[i] for i in (one.one, one.other) if i in person]
            if len(sides) < 2 or not asked.in_days(one.days):
                continue
            names = asked.labels.names(tuple(s.person.name for s in sides))
            office = f"{line.office[:1].upper()}{line.office[1:]}{f', {line.of.name}' if line.of else ''}"
            words = asked.labels("open.offices", office=office, names=names, when=asked.labels.dates(one.days))
            told = [asked.told(s.quotes)[-1:] for s in sides]
            if not all(told):
                continue
            quotes = cite((q for passages in told for q in passages), 2)
            out.append(Row(sides[0].person.id, (_kind(asked, "offices"), (Words(words, quotes),))))
    return out[:most]


def announced(asked: Asked, most: int) -> list[Row]:
    """What was announced for a day that has passed, and of which no report tells that it was held."""
    ids = asked.listed("occurrence", "status:planned", until=asked.last or asked.today, limit=LOOKED_AT).ids
    out = []
    for entry in asked.occurrences(ids):
        last = (entry.when or ("", ""))[1] or ""
        waited = entry.mode in MODES and bool(entry.who) and "" < last < asked.today
        if waited and not _was_held(asked, entry):
            out.append(_planned(asked, entry, "announced"))
        if len(out) == most:
            break
    return out


def _was_held(asked: Asked, entry: OccurrenceEntry) -> bool:
    """Whether an event about those days, of the same persons, tells that it came about after all."""
    first, last = ((entry.when or ("", ""))[n] or (entry.when or ("", ""))[1 - n] or "" for n in (0, 1))
    since = (date.fromisoformat(first) - timedelta(days=RECENT)).isoformat()
    until = (date.fromisoformat(last) + timedelta(days=RECENT)).isoformat()
    wanted = _persons((*entry.who, *entry.target))
    near = asked.ledger.listed("occurrence", of=asked.of, under=("status:happened",), since=since, until=until, limit=LOOKED_AT)
    held = asked.occurrences(near.ids, 1)
    if not wanted:
        return any(h.mode == entry.mode for h in held)
    return any(_persons((*h.who, *h.target)) & wanted for h in held)


def _persons(actors: tuple[ActorEntry, ...]) -> set[str]:
    return {a.id for a in actors if a.kind == "person"}


def coming(asked: Asked, most: int) -> list[Row]:
    """What is announced for the day judged by or later, the soonest first."""
    if asked.until and asked.until < asked.today:
        return []
    ids = [
        i
        for status in ("planned", "conditional")
        for i in asked.ledger.listed(
            "occurrence", of=asked.of, under=(f"status:{status}",), since=asked.today, oldest_first=True, limit=LOOKED_AT
        ).ids
    ]
    entries = sorted(asked.occurrences(ids), key=lambda e: ((e.when or ("", ""))[1] or "", e.id))
    ahead = [e for e in entries if e.when and (e.when[1] or "") >= asked.today and e.who]
    told = [e for e in ahead if not asked.as_of or any(_told(q.report.published) <= asked.as_of for q in quotes_of(e))]
    return [_planned(asked, e, "coming") for e in told[:most]]


def _told(dates: tuple[str | None, str | None] | None) -> str:
    return (dates or ("", ""))[1] or ""


def _planned(asked: Asked, entry: OccurrenceEntry, kind: str) -> Row:
    words = asked.labels(f"open.{kind}", event=asked.event(entry), when=asked.labels.dates(entry.when))
    return Row(entry.id, (_kind(asked, kind), (Words(words, cite(quotes_of(entry), 2)),)), tuple(e.id for e in entry.events))
