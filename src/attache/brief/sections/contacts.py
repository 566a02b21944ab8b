"""Contacts: who met whom, the highest level first among what is left in, newest first and by year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from attache.brief.asked import Asked, quotes_of
from attache.brief.charts import contacts_chart
from attache.brief.model import Chart, Group, Row, Section, Words, cite
from attache.ledger.entries import OccurrenceEntry

LEVELS = ("heads", "ministers", "parliaments", "officials")
HELD = ("status:happened", "status:ongoing")
FULL, SHORT = 12, 3
# Of a day's several talks on one level the fullest told stands for the visit.
A_MONTH = 2
LOOKED_AT = 60


def section(asked: Asked) -> Section:
    """The newest contacts by year; ministers and others where heads of state and government leave room."""
    most = asked.most(FULL, SHORT)
    chosen = _chosen(asked, most)
    years: dict[str, list[Row]] = defaultdict(list)
    for _, entry in sorted(chosen, key=lambda c: (_day(c[1]), c[1].id), reverse=True):
        years[_day(entry)[:4]].append(row(asked, entry))
    told = asked.tallied("occurrence", "level")
    number = sum(t.number for t in told if t.value in LEVELS)
    return Section(
        "contacts",
        asked.labels("title.contacts"),
        (),
        tuple(Group(year, tuple(rows)) for year, rows in years.items()),
        charts=_charts(asked),
        more=asked.more("contacts", number - len(chosen), "events"),
        empty=asked.labels("empty.contacts"),
    )


def _chosen(asked: Asked, most: int) -> list[tuple[str, OccurrenceEntry]]:
    """Of each level the newest, higher levels first; few of one month, the most told of them."""
    out: list[tuple[str, OccurrenceEntry]] = []
    taken: set[str] = set()
    for level, share in zip(LEVELS, _shares(most), strict=True):
        ids = [i for held in HELD for i in asked.listed("occurrence", f"level:{level}", held, limit=LOOKED_AT).ids]
        entries = asked.occurrences(tuple(i for i in dict.fromkeys(ids) if i not in taken))
        kept = _a_few_a_month(e for e in entries if _is_contact(e) and _day(e) <= (asked.today or _day(e)))
        room = share if level != LEVELS[-1] else most - len(out)
        for entry in kept[: min(room, most - len(out))]:
            taken.add(entry.id)
            out.append((level, entry))
    return out


def _is_contact(entry: OccurrenceEntry) -> bool:
    """Whether it is dated and tells who came to whom; a lone name in a hall is none."""
    there = {a.id: a for a in (*entry.who, *entry.target)}.values()
    sides = {a.country for a in there}
    across = len(sides) > 1 or (None in sides and len(there) > 1)
    return entry.when is not None and (across or (entry.mode == "visit" and len(there) == 1 and bool(entry.where)))


def _shares(most: int) -> tuple[int, ...]:
    heads = round(most * 0.62)
    ministers = round(most * 0.22)
    return heads, ministers, max(1, round(most * 0.1)), most


def _a_few_a_month(entries: Iterable[OccurrenceEntry]) -> list[OccurrenceEntry]:
    """Newest first; of those of one month and the same main guest the most told."""
    months: dict[str, list[OccurrenceEntry]] = defaultdict(list)
    for entry in entries:
        months[_day(entry)[:7]].append(entry)
    out: list[OccurrenceEntry] = []
    for _, members in sorted(months.items(), reverse=True):
        out += sorted(members, key=_weight)[:A_MONTH]
    return out


def _weight(entry: OccurrenceEntry) -> tuple[bool, bool, bool, int, int, str]:
    """A visit stands for the talks held in it; what more reports tell comes first."""
    there = (*entry.who, *entry.target)
    persons = sum(1 for a in there if a.kind == "person")
    return (len(there) < 2, persons == 0, entry.mode != "visit", -(entry.reports or entry.sources), -persons, entry.id)


def _day(entry: OccurrenceEntry) -> str:
    first, last = entry.when or (None, None)
    return first or last or ""


def row(asked: Asked, entry: OccurrenceEntry) -> Row:
    """A date, the event, and days or places told otherwise."""
    said: list[Words] = [Words(asked.event(entry), cite(quotes_of(entry)))]
    if entry.status not in ("happened", "ongoing"):
        said.append(Words(asked.labels(f"status.{entry.status}"), look=f"tag-{entry.status}"))
    said += differing(asked, entry)
    return Row(entry.id, ((Words(asked.labels.short(entry.when)),), tuple(said)), tuple(e.id for e in entry.events))


def differing(asked: Asked, entry: OccurrenceEntry) -> list[Words]:
    """Days and places that other reports give, each with its sentence."""
    quotes = {e.id: e.quotes[:1] for e in entry.events}
    days = {e.id: e.event.when for e in entry.events}
    out = []
    for one in entry.differences:
        if not one.contradict or one.field not in ("when", "where"):
            continue
        for version in one.versions[1:3]:
            told = next((e for e in version.events if e in days), None)
            words = asked.labels.short(days[told]) if told and one.field == "when" else version.words
            sides = tuple(q for e in version.events for q in quotes.get(e, ()))
            out.append(Words(asked.labels("word.differ", words=words), cite(sides, 1), "quiet", "; "))
    return out


def _charts(asked: Asked) -> tuple[Chart, ...]:
    """Contacts by year and level; none in a short brief."""
    if asked.length == "short":
        return ()
    told = [(t.value, int(t.period), t.number) for t in asked.tallied("occurrence", "level", by="year") if t.period]
    light, dark = (contacts_chart(told, dark=d, labels=asked.labels) for d in (False, True))
    if light is None or dark is None:
        return ()
    years = sorted(year for level, year, _ in told if level in LEVELS)
    span = asked.labels.dates((f"{years[0]}-01-01", f"{years[-1]}-12-31"))
    alt = asked.labels("chart.alt_contacts", n=sum(n for level, _, n in told if level in LEVELS), when=span)
    return (Chart(asked.labels("chart.contacts"), light, dark, alt),)
