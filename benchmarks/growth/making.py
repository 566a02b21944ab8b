"""Made-up reports with their readings, as many as wanted: the same number gives the same report.

Two hundred pairs of countries are told of, some far more often than others; each country has officials who follow one another
in their offices; visits are planned and then paid, targets named again and again, figures given by both sides with small
differences, agreements signed and recalled, some texts printed by two papers. The share of each is about that of the sample
reports; the sentences are poor on purpose, for only what lies across reports is measured here.
"""

from __future__ import annotations

import hashlib
import random
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from attache.knowledge import rows
from attache.records import (
    Actor,
    ActorName,
    Commitment,
    Dates,
    Event,
    Evidence,
    Figure,
    Mention,
    Reading,
    Report,
    ReportId,
    Statement,
    Tenure,
    Thing,
)

READER = "made/1"
FIRST, LAST = date(2000, 1, 1), date(2024, 12, 31)
PAIRS = 200
OFFICES = ("President", "Prime Minister", "Foreign Minister", "trade minister")
TERM = 5
"""Years after which an office passes to the next holder."""
PAPERS = (
    "Agreement on Fisheries",
    "Agreement on Air Transport",
    "Treaty of Friendship",
    "Memorandum on Energy",
    "Protocol on Ports",
)
COPIES = 25
FILLERS = 10
"""Sentences of made-up words, about as many as in the sample reports tell nothing that is recorded."""
SYLLABLES = ("ba", "ko", "mi", "ra", "te", "lu", "sho", "ven", "dar", "ni", "gol", "pe", "za", "fir", "om", "ya")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two countries and what they have between them."""

    a: str
    b: str


@cache
def countries() -> dict[str, str]:
    """Name by ISO code."""
    return {row["iso3"]: row["name"] for row in rows("countries")}


@cache
def pairs() -> tuple[Pair, ...]:
    """The pairs, the most told of first."""
    chance = random.Random("pairs")
    codes = sorted(countries())
    found: dict[Pair, None] = {}
    while len(found) < PAIRS:
        a, b = sorted(chance.sample(codes, 2))
        found[Pair(a, b)] = None
    return tuple(found)


@cache
def holder(country: str, office: str, term: int) -> str:
    """Who holds an office of a country in a term: two made-up words, no real person's name."""
    chance = random.Random(f"{country} {office} {term}")
    return " ".join("".join(chance.choices(SYLLABLES, k=chance.randint(2, 3))).capitalize() for _ in range(2))


@cache
def words() -> tuple[str, ...]:
    """Made-up words for what tells nothing."""
    chance = random.Random("words")
    return tuple("".join(chance.choices(SYLLABLES, k=chance.randint(1, 4))) for _ in range(3000))


class _Draft:
    """A report being written: sentences in a row, each with its place in the text."""

    def __init__(self, number: int) -> None:
        self.chance = random.Random(number)
        self.sentences: list[str] = []
        self.length = 0

    def say(self, sentence: str) -> tuple[int, int]:
        start = self.length
        self.sentences.append(sentence)
        self.length += len(sentence) + 1
        return start, start + len(sentence)


def made(number: int) -> tuple[Report, Reading]:
    """One report and what a reader would find in it; one in COPIES is the text of an earlier one with another last line."""
    draft = _Draft(number - COPIES // 3 if number % COPIES == COPIES - 1 else number)
    chance = draft.chance
    # Zipf's law: the tenth pair is told of a tenth as often as the first.
    pair = pairs()[min(PAIRS - 1, int(PAIRS ** chance.random()) - 1)]
    day = FIRST + timedelta(days=chance.randrange((LAST - FIRST).days))
    term = (day.year - FIRST.year) // TERM
    told = _Telling(draft, pair, day, term)
    told.visit()
    told.speech()
    if chance.random() < 0.7:
        told.trade()
    if chance.random() < 0.4:
        told.target()
    if chance.random() < 0.4:
        told.paper()
    for _ in range(FILLERS):
        draft.say(" ".join(chance.choices(words(), k=15)).capitalize() + ".")
    draft.say(f"This is report {number} of {day.isoformat()}.")
    return told.finished(number)


Span = tuple[int, int]


class _Telling:
    def __init__(self, draft: _Draft, pair: Pair, day: date, term: int) -> None:
        self.draft, self.pair, self.day, self.term = draft, pair, day, term
        self.people: dict[str, str] = {}
        self.things: dict[str, Span] = {}
        self.spans: list[tuple[type, Span, dict[str, object]]] = []

    def person(self, country: str, office: str) -> str:
        name = holder(country, office, self.term)
        self.people[name] = country
        return name

    def add(self, shape: type, span: Span, **told: object) -> None:
        self.spans.append((shape, span, told))

    def visit(self) -> None:
        guest, host = self.draft.chance.sample((self.pair.a, self.pair.b), 2)
        office = self.draft.chance.choice(OFFICES)
        who, whom = self.person(guest, office), self.person(host, office)
        # One visit of an office a year, on a day that every report of it has.
        when = date(self.day.year, 1 + len(office) % 12, 1 + len(who) % 28)
        status = "happened" if when <= self.day else "planned"
        days = (when.isoformat(), when.isoformat())
        span = self.draft.say(
            f"{office} {who} of {countries()[guest]} {'visited' if status == 'happened' else 'will visit'} {countries()[host]}."
        )
        self.add(Event, span, type="CONSULT", mode="visit", status=status, who=(who,), target=(host,), when=days, where=host)
        self.add(Tenure, span, person=who, office=office, of=guest)
        if status == "happened":
            span = self.draft.say(f"{who} met {office} {whom} in the capital.")
            self.add(Event, span, type="CONSULT", mode="meeting", status=status, who=(who, whom), when=days, where=host)
            self.add(Tenure, span, person=whom, office=office, of=host)

    def speech(self) -> None:
        for country in (self.pair.a, self.pair.b):
            who = self.person(country, self.draft.chance.choice(OFFICES))
            start, end = self.draft.say(
                f"{who} said that relations were developing well in field {self.draft.chance.randrange(30)}."
            )
            self.add(
                Statement,
                (start, end),
                speakers=(who,),
                as_=who,
                cue="said",
                content=(start + len(who) + 11, end - 1),
                quoted=False,
            )

    def trade(self) -> None:
        year = self.day.year - self.draft.chance.randint(1, 3)
        side = self.draft.chance.choice((self.pair.a, self.pair.b))
        base = random.Random(f"{self.pair} {year}").uniform(0.5, 9.0)
        level = round(base * (1.0 if side == self.pair.a else 1.15), 2)
        span = self.draft.say(f"Trade came to {level} billion dollars in {year} by the count of {countries()[side]}.")
        self.add(
            Figure,
            span,
            measure="two-way trade",
            parties=(self.pair.a, self.pair.b),
            value=level * 1e9,
            unit="USD",
            period=_year(year),
            source=side,
        )

    def target(self) -> None:
        due = 5 * (self.day.year // 5 + 1)
        value = 5 * (1 + due % 4)
        span = self.draft.say(f"They want to bring trade to {value} billion dollars by {due}.")
        self.add(
            Commitment,
            span,
            kind="target",
            by=(self.pair.a, self.pair.b),
            parties=(self.pair.a, self.pair.b),
            content=span,
            measure="two-way trade",
            value=value * 1e9,
            unit="USD",
            due=_year(due),
        )

    def paper(self) -> None:
        name = self.draft.chance.choice(PAPERS)
        year = FIRST.year + random.Random(f"{self.pair} {name}").randrange(25)
        signed = date(year, 6, 15)
        status = "happened" if signed <= self.day else "planned"
        span = self.draft.say(f"The {name} {'was' if status == 'happened' else 'is to be'} signed on 15 June {year}.")
        self.things[name] = (span[0] + 4, span[0] + 4 + len(name))
        days = (signed.isoformat(), signed.isoformat())
        self.add(
            Event,
            span,
            type="SUPPORT",
            mode="sign",
            status=status,
            who=(self.pair.a, self.pair.b),
            target=(self.pair.a, self.pair.b),
            about=(name,),
            when=days,
        )

    def finished(self, number: int) -> tuple[Report, Reading]:
        text = " ".join(self.draft.sentences)
        digest = hashlib.sha256(text.encode()).hexdigest()
        day = (self.day.isoformat(), self.day.isoformat())
        identity = ReportId("r" + digest[:16])
        report = Report(
            identity, text, digest, file=f"{number}.txt", title=f"Report {number}", published=day, published_how="stated"
        )

        def passage(span: Span) -> Evidence:
            return Evidence(identity, span[0], span[1], text[span[0] : span[1]])

        records = []
        for kind, span, told in self.spans:
            if "content" in told:
                told = told | {"content": passage(told["content"])}  # type: ignore[arg-type]
            records.append(kind(evidence=(passage(span),), rule="made", **told))
        actors = [Actor(ActorName(c), "country", c) for c in (self.pair.a, self.pair.b)]
        actors += [Actor(ActorName(n), "person", c) for n, c in sorted(self.people.items())]
        things = [
            Thing(n, "agreement", None, (ActorName(self.pair.a), ActorName(self.pair.b)), (passage(s),))
            for n, s in self.things.items()
        ]
        reading = Reading(
            report=identity,
            reader=READER,
            published=day,
            published_how="stated",
            actors=tuple(actors),
            things=tuple(things),
            mentions=self._mentions(report),
        )
        return report, replace(
            reading,
            events=tuple(r for r in records if isinstance(r, Event)),
            statements=tuple(r for r in records if isinstance(r, Statement)),
            figures=tuple(r for r in records if isinstance(r, Figure)),
            commitments=tuple(r for r in records if isinstance(r, Commitment)),
            tenures=tuple(r for r in records if isinstance(r, Tenure)),
        )

    def _mentions(self, report: Report) -> tuple[Mention, ...]:
        names = {countries()[c]: (c, "country") for c in (self.pair.a, self.pair.b)} | {n: (n, "person") for n in self.people}
        found = []
        for words, (name, kind) in names.items():
            start = report.text.find(words)
            while start >= 0:
                where = Evidence(report.id, start, start + len(words), words)
                found.append(Mention(where, name, kind, "name"))  # type: ignore[arg-type]
                start = report.text.find(words, start + 1)
        return tuple(sorted(found, key=lambda m: (m.evidence, m.name)))


def _year(number: int) -> Dates:
    return f"{number}-01-01", f"{number}-12-31"
