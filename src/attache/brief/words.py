"""Plain words for dates, amounts and records: what commands, brief and desk print.

Pure functions from entries to short English text; nothing here decides what is shown.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache, lru_cache

from attache.knowledge import rows
from attache.ledger.countries import country_name, find_country
from attache.ledger.entries import (
    ActorEntry,
    CommitmentEntry,
    DifferenceEntry,
    EventEntry,
    FigureEntry,
    GrowthEntry,
    OccurrenceEntry,
    OfficeEntry,
    PromiseEntry,
    ReportEntry,
    SeriesEntry,
    StatementEntry,
    ThingEntry,
)
from attache.ledger.expected import ExpectedEntry
from attache.ledger.lifelines import LifeLine, Milestone
from attache.ledger.occurring import place_words
from attache.ledger.words import amount, number
from attache.records import Bound, Change, Dates, Value

_QUOTES = '“”"'
UNDATED = "undated"
# Cues that add nothing to a colon.
_PLAIN_CUES = frozenset(("", "said", "says", "say", "told", "according to", "added"))
_PARTS = {(1, 6): "first half of", (7, 12): "second half of"} | {
    (first, first + 2): f"{name} quarter of"
    for first, name in zip((1, 4, 7, 10), ("first", "second", "third", "fourth"), strict=True)
}


def _day(value: date, *, year: bool = True) -> str:
    return f"{value.day} {value:%B}" + (f" {value.year}" if year else "")


def date_words(dates: Dates | None) -> str:
    """A pair of days as people write it: "October 2016", "19–20 March 2018", "since 1991"; "undated" for None."""
    if dates is None or dates == (None, None):
        return UNDATED
    earliest, latest = dates
    if earliest is None:
        return f"until {_day(date.fromisoformat(latest or ''))}"
    if latest is None:
        return f"since {_day(date.fromisoformat(earliest))}"
    first, last = date.fromisoformat(earliest), date.fromisoformat(latest)
    return _within_a_year(first, last) if first.year == last.year else _over_years(first, last)


def _within_a_year(first: date, last: date) -> str:
    if first == last:
        return _day(first)
    whole_months = first.day == 1 and last.day == monthrange(last.year, last.month)[1]
    if whole_months and (first.month, last.month) == (1, 12):
        return str(first.year)
    if whole_months and first.month == last.month:
        return f"{first:%B} {first.year}"
    if whole_months and (first.month, last.month) in _PARTS:
        return f"{_PARTS[first.month, last.month]} {first.year}"
    if whole_months:
        return f"{first:%B}–{last:%B} {first.year}"
    if first.month == last.month:
        return f"{first.day}–{_day(last)}"
    return f"{_day(first, year=False)} – {_day(last)}"


def _over_years(first: date, last: date) -> str:
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return f"{first.year}–{last.year}"
    return f"{_day(first)} – {_day(last)}"


def due_words(dates: Dates | None) -> str:
    """When a promise falls due: "by 2020"; empty for None."""
    if dates is None or dates[1] is None:
        return ""
    return f"by {date_words(dates)}" if dates[0] else date_words(dates).replace("until", "by")


def number_words(value: float) -> str:
    """A plain number with its magnitude, as the ledger's explanations write it."""
    return number(value)


def amount_words(value: Value | None, unit: str | None, bound: Bound | None = None) -> str:
    """A value with unit and bound, as the ledger's explanations write it: "over 5.3 bn USD"; empty for None."""
    return amount(value, unit, bound)


def change_words(change: Change | None) -> str:
    """A change: "up 35 %", "down 8 % a year"; empty for None."""
    if change is None:
        return ""
    amount = amount_words(change.value, change.unit)
    return f"{change.direction}{f' {amount}' if amount else ''}{f' a {change.per}' if change.per else ''}"


def list_words(names: tuple[str, ...]) -> str:
    """ "A", "A and B", "A, B and C"."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}" if names else ""


def actor_words(actors: tuple[ActorEntry, ...]) -> str:
    """The names of several actors."""
    return list_words(tuple(a.name for a in actors))


@cache
def _mode_labels() -> dict[tuple[str, str], str]:
    return {(row["type"], row["mode"]): row["label"] for row in rows("plover")}


def mode_words(type_: str, mode: str) -> str:
    """The plain words for an event's type and mode: "visit", "signing", "expulsion of diplomats"."""
    label = _mode_labels().get((type_, mode)) or mode.replace("-", " ") or _mode_labels().get((type_, "")) or type_.lower()
    return label[:1].upper() + label[1:]


def event_words(entry: EventEntry | OccurrenceEntry) -> str:
    """One line for an event: "Visit: Sergey Lavrov → Viet Nam (Hanoi)"."""
    events = entry.events if isinstance(entry, OccurrenceEntry) else (entry,)
    type_, mode = (entry.type, entry.mode) if isinstance(entry, OccurrenceEntry) else (entry.event.type, entry.event.mode)
    where = entry.where if isinstance(entry, OccurrenceEntry) else entry.event.where
    about = max((e.event.about for e in events), key=len, default=())
    line = mode_words(type_, mode) + ": " + (actor_words(entry.who) or "not told by whom")
    if entry.target:
        line += f" → {actor_words(entry.target)}"
    if about:
        line += f" — {'; '.join(about)}"
    if where and where not in {a.id for a in (*entry.who, *entry.target)}:
        line += f" ({place_words(where)})"
    return line


def state_words(entry: OccurrenceEntry) -> str:
    """The states that reports told one after the other: "planned → postponed → held"."""
    told = [_HELD.get(s.status, s.status) for s in entry.states] or [_HELD.get(entry.status, entry.status)]
    return " → ".join(s for n, s in enumerate(told) if n == 0 or s != told[n - 1])


_HELD = {"happened": "held"}
# What a thing is called, and a status that later became another, are no differences to a reader.
_TOLD_APART = ("when", "where", "who")


def differences_of(entry: OccurrenceEntry) -> tuple[DifferenceEntry, ...]:
    """The details that the tellings do not give alike and that a reader wants to see: when, where and who."""
    return tuple(d for d in entry.differences if d.field in _TOLD_APART)


def difference_words(entry: OccurrenceEntry, difference: DifferenceEntry) -> str:
    """The versions of a detail side by side, each with where it stands: "when: 22–23 March 2018 (A) / 19–20 March 2018 (B)"."""
    reports = {e.id: e.quotes[0].report.label for e in entry.events if e.quotes}
    told = (f"{v.words} ({_labels(reports, v.events)})" for v in difference.versions)
    return f"{difference.field}: {' / '.join(told)}"


def _labels(reports: Mapping[str, str], events: Iterable[str]) -> str:
    labels = list(dict.fromkeys(reports[e] for e in events if e in reports))
    return labels[0] + (f" and {len(labels) - 1} more" if len(labels) > 1 else "") if labels else "no report"


def telling_words(entry: OccurrenceEntry) -> str:
    """How many reports tell it, and how many independent sources: "3 reports, 2 sources"."""
    reports = len({e.quotes[0].report.id for e in entry.events if e.quotes})
    told = f"{reports} report{'s' if reports != 1 else ''}"
    return told if entry.sources == reports else f"{told}, {entry.sources} source{'s' if entry.sources != 1 else ''}"


def statement_words(entry: StatementEntry) -> str:
    """Who said what, in the report's words."""
    text = entry.statement.content.text.strip()
    if entry.statement.continued is not None:
        parts = sorted((entry.statement.content, entry.statement.continued))
        text = " … ".join(p.text.strip() for p in parts)
    if entry.statement.quoted is True:
        text = "“" + text.strip(_QUOTES) + "”"
    who = actor_words(entry.speakers) or entry.statement.as_ or "Not told who"
    cue = f" ({entry.statement.cue})" if _tells_more(entry.statement.cue, text) else ""
    return f"{who}{f', {entry.office}' if entry.office else ''}{cue}: {text}"


def _tells_more(cue: str, text: str) -> bool:
    """Does a cue say more than a colon does?"""
    return cue.replace(" ", "").isalpha() and cue.casefold() not in _PLAIN_CUES and not text.casefold().startswith(cue.casefold())


def level_words(entry: FigureEntry) -> str:
    """The figure itself: "over 5.3 bn USD, up 35 %"."""
    figure = entry.figure
    return ", ".join(filter(None, (amount_words(figure.value, figure.unit, figure.bound), change_words(figure.change))))


@lru_cache(maxsize=4096)
def measure_words(measure: str) -> str:
    """A measure with its countries by name: "exports from VNM to RUS" → "Exports from Vietnam to Russia"."""
    named = re.sub(r"(?<= )(in|from|to|of|by) ([A-Z]{3})\b", lambda m: f"{m[1]} {_country(m[2])}", measure)
    return named[:1].upper() + named[1:]


def _country(code: str) -> str:
    return country_name(code) if find_country(code) == code else code


def figure_words(entry: FigureEntry, *, dated: bool = True) -> str:
    """ "Two-way trade, 2017: over 5.3 bn USD, up 35 %"; without its period where a date stands beside it."""
    figure = entry.figure
    name = measure_words(figure.measure)
    period = f", {date_words(figure.period)}" if figure.period and dated else ""
    by = f" (by the count of {entry.counted_by})" if entry.counted_by else ""
    return f"{name}{period}: {level_words(entry)}{by}"


def series_title(entry: SeriesEntry) -> str:
    """ "Two-way trade, Viet Nam and Russian Federation (USD)"."""
    name = measure_words(entry.measure)
    parties = "" if all(a.name in name for a in entry.parties) else f", {actor_words(entry.parties)}"
    notes = ", ".join(filter(None, (entry.unit, "running total" if entry.cumulative else None)))
    return f"{name}{parties}{f' ({notes})' if notes else ''}"


def growth_words(entry: SeriesEntry, growth: GrowthEntry) -> str:
    """What a growth compares: "2017 over 2016: up 36.2 %; told: 3.5 bn USD against 2.57 bn USD"."""
    points = {p.id: p for p in entry.points}
    change = change_words(points[growth.figure].figure.change)
    now = list_words(tuple(dict.fromkeys(_level(points[i]) for i in growth.now if i in points)))
    base = list_words(tuple(dict.fromkeys(_level(points[i]) for i in growth.base if i in points)))
    told = f"{now or 'no level'} against {base or 'no level'}"
    return f"{date_words(growth.period)} over {date_words(growth.before)}: {change}; told by the same count: {told}"


def _level(entry: FigureEntry) -> str:
    return amount_words(entry.figure.value, entry.figure.unit, entry.figure.bound)


def milestone_words(entry: Milestone) -> str:
    """One stage of a life: "signed (Burabay)", "negotiations opened"."""
    label = entry.label[:1].upper() + entry.label[1:]
    where = place_words(entry.where) if entry.where else ""
    of = f" — {entry.of}" if entry.of else ""
    return f"{label}{f' ({where})' if where else ''}{of}"


def line_words(entry: LifeLine) -> str:
    """How a thing stands: "in force since 5 October 2016", "signed, 16 June 1994"; empty where the reports do not tell."""
    if not entry.state or entry.since is None:
        return entry.state
    return f"{entry.state}{' since ' if entry.state.startswith(_LASTING) else ', '}{date_words(entry.since)}"


_LASTING = ("in force", "under ", "in operation", "suspended")


def expected_words(entry: ExpectedEntry) -> str:
    """What was announced: "Visit: Dmitry Medvedev → Viet Nam"."""
    line = mode_words(entry.type, entry.mode) + ": " + (actor_words(entry.who) or "not told by whom")
    if entry.target:
        line += f" → {actor_words(entry.target)}"
    if entry.about:
        line += f" — {'; '.join(entry.about)}"
    if entry.where and entry.where not in {a.id for a in (*entry.who, *entry.target)}:
        line += f" ({place_words(entry.where)})"
    return line


def day_words(day: str) -> str:
    """An ISO day as people write it; "undated" for an empty one."""
    return date_words((day, day)) if day else UNDATED


def explained(words: str) -> str:
    """A ledger's explanation as people write it: nothing told twice, days as words, one stop at the end, a capital at the
    beginning."""
    told = _ISO_DAY.sub(lambda m: day_words(m.group()), _told_once(words.strip()))
    told = _DOUBLED.sub(r"\1\2", told)
    return told[:1].upper() + told[1:]


def _told_once(words: str) -> str:
    """Without the figure that decides, where it is listed before: "A; B; A: short of 10 bn" → "A; B; short of 10 bn"."""
    *listed, last = words.split("; ")
    figure, colon, outcome = last.rpartition(": ")
    if not (listed and colon) or not any(told == figure or told.startswith((f"{figure}, ", f"{figure} (")) for told in listed):
        return words
    return "; ".join((*listed, outcome))


_ISO_DAY = re.compile(r"(?<![\d-])\d{4}-\d\d-\d\d(?![\d-])")
_DOUBLED = re.compile(r"([.!?…])([”\"'’»])\.")


def promise_title(entry: PromiseEntry) -> str:
    """ "Two-way trade: 10 bn USD by 2020"."""
    if entry.measure and entry.title.startswith(entry.measure):
        return measure_words(entry.measure) + entry.title[len(entry.measure) :]
    return entry.title[:1].upper() + entry.title[1:]


def commitment_words(entry: CommitmentEntry) -> str:
    """Who promised what, in the report's words."""
    return f"{actor_words(entry.by) or 'Not told who'} ({entry.commitment.kind}): {entry.commitment.content.text.strip()}"


def office_name(entry: OfficeEntry) -> str:
    """ "Foreign Minister of Russia", "Ambassador of Russia to Vietnam"."""
    of = entry.of.name if entry.of else entry.tenure.of
    office = entry.tenure.office[:1].upper() + entry.tenure.office[1:]
    title, to, host = office.partition(" to ")
    return f"{title}{f' of {of}' if of else ''}{to}{host}"


def office_words(entry: OfficeEntry) -> str:
    """ "Foreign Minister of Russia (26 February 2019)"."""
    return f"{office_name(entry)} ({date_words(entry.date)})"


def career_words(entries: tuple[OfficeEntry, ...]) -> tuple[str, ...]:
    """Offices in order of time, each run of observations as one: "President of Russia (2013 to 13 May 2025, 5 times)"."""
    runs: list[list[OfficeEntry]] = []
    for entry in entries:
        if runs and office_name(runs[-1][-1]).casefold() == office_name(entry).casefold():
            runs[-1].append(entry)
        else:
            runs.append([entry])
    return tuple(_run_words(run) for run in runs)


def _run_words(run: list[OfficeEntry]) -> str:
    days = tuple(dict.fromkeys(_seen_on(e.date) for e in run))
    told = days[0] if len(days) == 1 else f"{days[0]} to {days[-1]}, {len(run)} times"
    return f"{office_name(run[0])} ({told})"


def _seen_on(dates: Dates | None) -> str:
    """The day of an observation; of a wide span its latest day, when the report had surely seen it."""
    return date_words((dates[1], dates[1])) if dates and dates[1] else date_words(dates)


def thing_words(entry: ThingEntry) -> str:
    """A thing's name as a heading."""
    return entry.name[:1].upper() + entry.name[1:]


def origin_words(entry: ReportEntry) -> str:
    """Who published a report, when, and where it lies."""
    origin = ", ".join(filter(None, (entry.publisher, entry.agency if entry.agency != entry.publisher else None)))
    return " · ".join(filter(None, (origin, date_words(entry.published), entry.file or entry.url)))


def report_words(entry: ReportEntry) -> str:
    """A source line: the report's title and its origin."""
    return f"{entry.label} · {origin_words(entry)}"


def entry_words(entry: object) -> str:
    """One line for any record; empty for what has none of its own."""
    match entry:
        case EventEntry() | OccurrenceEntry():
            return event_words(entry)
        case StatementEntry():
            return statement_words(entry)
        case FigureEntry():
            return figure_words(entry)
        case CommitmentEntry():
            return commitment_words(entry)
        case OfficeEntry():
            return f"{entry.person.name}: {office_words(entry)}"
        case PromiseEntry():
            return promise_title(entry)
        case ThingEntry():
            return thing_words(entry)
        case _:
            return ""
