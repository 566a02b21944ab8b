"""What is asked of a brief, and the ledger's answers within it: two actors, days, sectors, a day to judge by, a language."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from attache.brief.labels import Labels
from attache.brief.words import mode_words
from attache.errors import QueryError
from attache.knowledge import rows
from attache.ledger import Ledger
from attache.ledger.countries import country_name
from attache.ledger.entries import ActorEntry, FigureEntry, OccurrenceEntry, PromiseEntry, Quote, SeriesEntry
from attache.ledger.lifelines import LifeLine
from attache.ledger.occurring import place_words
from attache.ledger.tenures import OfficeLine
from attache.ledger.verdicts.spoken import countries_in
from attache.ledger.whereabouts import country_of_place
from attache.records import Dates

if TYPE_CHECKING:
    from attache.ledger.lists import Tally

TELLINGS = 40
"""Tellings of an event that are looked at for what was known of it by a former day."""
Length = Literal["short", "full"]


@dataclass(frozen=True, slots=True)
class Found:
    """Ids of a list's first entries, and how many there are in all."""

    total: int
    ids: tuple[str, ...]


def sector_named(name: str) -> str:
    """The sector so called, whatever its case. Raises QueryError with those of a like name."""
    known = [row["sector"] for row in rows("sectors", package="attache.language.en")]
    wanted = " ".join(name.split()).casefold()
    if wanted in known:
        return wanted
    near = get_close_matches(wanted, known, n=3, cutoff=0.5)
    raise QueryError(f"no sector “{name}”; {'near it: ' if near else 'the tables have: '}{', '.join(near or known)}")


@dataclass(frozen=True, slots=True)
class Judged:
    """Promises by verdict, and the number of each."""

    by_verdict: Mapping[str, tuple[PromiseEntry, ...]]
    counts: Mapping[str, int]


@dataclass(frozen=True)
class Asked:
    """The question, with the words to answer in."""

    ledger: Ledger
    a: ActorEntry
    b: ActorEntry
    labels: Labels
    since: str | None = None
    until: str | None = None
    sectors: tuple[str, ...] = ()
    as_of: str | None = None
    """The day to judge by where one was asked for; what later reports tell is left out."""
    length: Length = "full"
    today: str = ""
    """The day of the newest report, or `as_of`."""

    @property
    def of(self) -> tuple[str, str]:
        """Ids of the two."""
        return (self.a.id, self.b.id)

    @property
    def last(self) -> str | None:
        """The last day of what may be told."""
        return min(filter(None, (self.until, self.as_of)), default=None)

    def most(self, full: int, short: int) -> int:
        """How many lines a section has."""
        return full if self.length == "full" else short

    @property
    def between(self) -> str:
        """The option that lists the rest: "--between VNM RUS", with the span of days."""
        words = ["--between", *(f'"{a.name}"' if a.kind != "country" else a.id for a in (self.a, self.b))]
        words += ["--since", self.since] if self.since else []
        words += ["--until", self.until] if self.until else []
        return " ".join(words)

    def more(self, key: str, left_out: int, command: str) -> str:
        """ "and 41 more statements: attache statements --between VNM RUS"; empty where nothing is left out."""
        if left_out <= 0:
            return ""
        told = self.labels(f"more.{key}", n=left_out)
        return self.labels("more.where", more=told, command=f"attache {command} {self.between}")

    # Lists

    def listed(self, kind: str, *under: str, limit: int = 50, since: str | None = None, until: str | None = None) -> Found:
        """Ids of a kind, newest first; of occurrences and statements only those of the sectors asked for."""
        first, last = since or self.since, until or self.last
        chosen = [(f"sector:{s}",) for s in self.sectors] if kind in ("occurrence", "statement") and self.sectors else [()]
        found = [self.ledger.listed(kind, of=self.of, under=(*under, *s), since=first, until=last, limit=limit) for s in chosen]
        ids = tuple(dict.fromkeys(i for listing in found for i in listing.ids))
        return Found(max(len(ids), *(f.total for f in found)), ids)

    def oldest(self, kind: str, *under: str, limit: int = 50) -> tuple[str, ...]:
        """Ids of a kind, oldest first."""
        found = self.ledger.listed(
            kind, of=self.of, under=under, since=self.since, until=self.last, oldest_first=True, limit=limit
        )
        return found.ids

    def tallied(self, kind: str, heading: str, *under: str, by: Literal["year", "month"] | None = None) -> tuple[Tally, ...]:
        """Numbers of a kind by the values of a heading; of occurrences and statements those of the sectors asked for."""
        chosen = [(f"sector:{s}",) for s in self.sectors] if kind in ("occurrence", "statement") and self.sectors else [()]
        sums: dict[tuple[str, str], Tally] = {}
        for more in chosen:
            told = self.ledger.tallied(kind, heading, of=self.of, under=(*under, *more), since=self.since, until=self.last, by=by)
            for tally in told:
                known = sums.get((tally.value, tally.period))
                number = tally.number + (known.number if known else 0)
                sums[tally.value, tally.period] = replace(tally, number=number)
        return tuple(sums.values())

    def concerns(self, text: str) -> bool:
        """Whether words are about one of the sectors asked for, or none is."""
        if not self.sectors:
            return True
        # The reader takes a second to load, and most briefs and pages are about all sectors.
        from attache.reading.sectors import sectors_of

        return bool(set(sectors_of(text)) & set(self.sectors))

    @cached_property
    def series(self) -> tuple[tuple[SeriesEntry, ...], int]:
        """The newest series between the two with their points, and how many there are in all."""
        # A series stands under the day of its newest point: one that goes on after the days asked for has points in them too.
        listing = self.ledger.listed("series", of=self.of, since=self.since, limit=80)
        return self.ledger.series_by_id(listing.ids), listing.total

    @cached_property
    def promises(self) -> Judged:
        """The promises between the two by verdict, and how many there are of each.

        Where days or sectors are asked for, or a day to judge by, the newest are looked through: told or due in these days.
        """
        if not (self.since or self.last or self.sectors):
            counts = {t.value: t.number for t in self.tallied("promise", "verdict")}
            return Judged({v: self.ledger.promises_by_id(self._promise_ids(f"verdict:{v}", limit=30)) for v in counts}, counts)
        ids = self._promise_ids(limit=80 if self.as_of else 250)  # each is judged anew as of a day
        told = self.ledger.promises_by_id(ids)
        if self.as_of:
            made = (p.id for p in told if any(((c.date or ("", ""))[0] or "") <= self.as_of for c in p.stated))
            stories = (self.ledger.promise_story(i, as_of=self.as_of) for i in made)
            told = tuple(p for p in stories if p is not None)
        fit: dict[str, list[PromiseEntry]] = defaultdict(list)
        for promise in told:
            days = [c.date for c in promise.stated]
            if self.concerns(promise.title) and any(map(self.in_days, (promise.due, *days))):
                fit[promise.verdict].append(promise)
        return Judged({v: tuple(p) for v, p in fit.items()}, {v: len(p) for v, p in fit.items()})

    def _promise_ids(self, *under: str, limit: int) -> tuple[str, ...]:
        """Those that can be checked, then all: a brief has room for few, and these say most."""
        measured, others = (
            self.ledger.listed("promise", of=self.of, under=(*under, *more), limit=limit).ids for more in (("measure:yes",), ())
        )
        return tuple(dict.fromkeys((*measured, *others)))

    @cached_property
    def _lives(self) -> dict[str, LifeLine | None]:
        return {}

    def life(self, thing: str) -> LifeLine | None:
        """The life of an agreement, mechanism, programme or project of the two, as far as it matters to both."""
        if thing not in self._lives:
            self._lives[thing] = self.ledger.life_of(thing)
        life = self._lives[thing]
        if life is not None and self.as_of:
            life = self._as_it_stood(life)
        return life if life is not None and self._is_theirs(life) and self.concerns(life.name) else None

    def _as_it_stood(self, life: LifeLine) -> LifeLine | None:
        """The stages that reports had told by the day judged by; how it stands is the last of them."""
        reached = (m for m in life.milestones if m.when is None or (m.when[1] or m.when[0] or "") <= (self.as_of or ""))
        told = [replace(m, quotes=quotes) for m in reached if (quotes := self.told(m.quotes))]
        return replace(life, milestones=tuple(told), state="", since=None) if told else None

    def _is_theirs(self, life: LifeLine) -> bool:
        """Whether it is not told to be of one of the two and a third country, by its parties or its name."""
        countries = {a.id for a in life.parties if a.kind == "country"} | countries_in(life.name)
        if countries:
            return not countries - set(self.of) or set(self.of) <= countries
        # Of nobody told, and done in a third country: a paper of others.
        return bool(life.parties) or all(self._country(m.where) in (None, *self.of) for m in life.milestones)

    def _country(self, place: str | None) -> str | None:
        """The country that a place lies in, as far as it is known."""
        if not place:
            return None
        return place if len(place) == 3 and place.isupper() else country_of_place(place)

    def occurrences(self, ids: Sequence[str], tellings: int = 3) -> tuple[OccurrenceEntry, ...]:
        """Occurrences; judged by a day, as the reports of that time told them."""
        # By a former day it may be the poorer tellings that were known.
        found = self.ledger.occurrences_by_id(ids, TELLINGS if self.as_of else tellings)
        return tuple(known for one in found if (known := self._as_known(one))) if self.as_of else found

    def _as_known(self, one: OccurrenceEntry) -> OccurrenceEntry | None:
        events = tuple(e for e in one.events if self.told(e.quotes))
        if len(events) == len(one.events):
            return one
        if not events:
            return None
        first = events[0]
        event = first.event
        return replace(
            one,
            events=events,
            who=first.who,
            target=first.target,
            status=event.status,
            when=event.when,
            where=event.where,
            differences=(),
        )

    def told(self, quotes: Iterable[Quote]) -> tuple[Quote, ...]:
        """The passages of reports that were out by the day judged by; all where none was asked for."""
        if not self.as_of:
            return tuple(quotes)
        return tuple(q for q in quotes if ((q.report.published or ("", ""))[1] or "") <= self.as_of)

    @cached_property
    def offices(self) -> tuple[OfficeLine, ...]:
        """Offices of the two and of their bodies."""
        return self.ledger.tenures_of(*self.of)

    # Words

    @cached_property
    def named(self) -> Mapping[str, str]:
        """Names of the two by id: what codes in a measure's words mean."""
        return {a.id: self.labels.actor(a) for a in (self.a, self.b)}

    def measure(self, measure: str) -> str:
        """A measure's name, beginning with a capital."""
        words = self.labels.measure(measure, self.named)
        return words[:1].upper() + words[1:]

    def place(self, place: str) -> str:
        """A place's name, a country's in the language."""
        code = len(place) == 3 and place.isupper()
        return self.labels.country(place, place_words(place)) if code else place_words(place)

    def event(self, entry: OccurrenceEntry, *, place: bool = True) -> str:
        """ "Visit: Sergey Lavrov → Viet Nam (Hanoi)"; of a paper its name: "Treaty on borders: Viet Nam and Laos"."""
        kind = mode_words(entry.type, entry.mode)
        words = self.labels.mode(entry.type, entry.mode, kind)
        there = {a.id for a in entry.target}
        who = self.labels.actors([a for a in entry.who if a.id not in there] or entry.who) or self.labels("word.unknown")
        named: list[tuple[str, ...]] = [e.event.about for e in entry.events]
        about = list(sorted(named, key=len)[-1] if named else ())[:2]
        if about and about[0].casefold().startswith(kind.casefold()):
            words, about = about[0][:1].upper() + about[0][1:], about[1:]
        line = f"{words}: {who}"
        if entry.target:
            line += f" → {self.labels.actors(entry.target)}"
        if about:
            line += f" — {'; '.join(about)}"
        if place and entry.where and entry.where not in {a.id for a in (*entry.who, *entry.target)}:
            line += f" ({self.place(entry.where)})"
        return line

    def level(self, point: FigureEntry) -> str:
        """A figure with its change and whose count it is: "6 bn USD, up 20 % (count of Russia)"."""
        figure = point.figure
        level = ", ".join(
            filter(None, (self.labels.amount(figure.value, figure.unit, figure.bound), self.labels.change(figure.change)))
        )
        side = point.side or ""
        whose = self.named.get(side) or (self.labels.country(side, country_name(side)) if side else point.counted_by)
        return self.labels("amount.count", level=level, whose=whose) if whose else level

    def in_days(self, dates: Dates | None) -> bool:
        """Whether a time lies in the span asked for, or none is."""
        first, last = dates or (None, None)
        begins, ends = first or last or "", last or first or ""
        return (not self.since or ends >= self.since) and (not self.last or begins <= f"{self.last}~")


def quotes_of(entry: OccurrenceEntry) -> tuple[Quote, ...]:
    """A passage of each telling, the fullest first."""
    return tuple(q for event in entry.events for q in event.quotes[:1])
