"""Laws of working out what changed: whatever comes in whatever order, the outcome is that of working everything out anew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from attache.ledger import Ledger
from attache.ledger.columns import Record
from attache.records import Actor, Reading, Report, Thing
from tests.ledger import made

# Few names, spelt in many ways, so that most reports have to do with each other.
PEOPLE = (
    ("Sergey Lavrov", "RUS"),
    ("Lavrov", "RUS"),
    ("S. Lavrov", "RUS"),
    ("Lavrov Sergei Viktorovich", "RUS"),
    ("Pham Binh Minh", "VNM"),
    ("Minh", "VNM"),
    ("Minh", None),
    ("Bui Thanh Son", "VNM"),
    ("Son", "VNM"),
    ("a minister", "RUS"),
)
BODIES = (("EAEU", None, ("Eurasian Economic Union",)), ("Eurasian Economic Union", None, ()), ("Rosatom", "RUS", ()))
THINGS = ("Friendship Treaty", "Treaty of Friendship", "Vietnam–Russia Free Trade Agreement", "free trade agreement")
DAYS = ("2017-06-01", "2018-03-20", "2018-03-23", "2019-12-17", "2021-02-01")
OFFICES = ("Foreign Minister", "minister of foreign affairs", "Prime Minister", "chairman of the board")
SPANS = (
    ("2018-03-20", "2018-03-23"),
    ("2018-03-01", "2018-03-31"),
    ("2019-12-17", "2019-12-17"),
    made.year(2018),
    made.year(2020),
    None,
)
AMOUNTS = (5e9, 10e9, 20e9, 500e9)
FILLER = "The two countries have been at work on this for many years and the talks went on until late in the night."


@dataclass(frozen=True)
class Told:
    """One report in two versions of its reading."""

    number: int
    day: int | None
    records: tuple[tuple[Any, ...], ...]
    again: tuple[tuple[Any, ...], ...]
    page: bool
    """Whether it is the newer version of the page that the report before it is."""


def index(of: Sequence[object]) -> st.SearchStrategy[int]:
    return st.integers(0, len(of) - 1)


RECORD = st.one_of(
    st.tuples(st.just("visit"), index(PEOPLE), index(SPANS), st.sampled_from(("happened", "planned", "postponed"))),
    st.tuples(st.just("meeting"), index(PEOPLE), index(PEOPLE), index(SPANS)),
    st.tuples(st.just("sign"), index(THINGS), index(SPANS), st.sampled_from(("happened", "planned"))),
    st.tuples(st.just("figure"), index(AMOUNTS), index(SPANS), st.sampled_from(("RUS", "VNM", None))),
    st.tuples(st.just("target"), index(AMOUNTS), index(SPANS)),
    st.tuples(st.just("pledge"), index(THINGS), index(SPANS)),
    st.tuples(st.just("office"), index(PEOPLE), index(OFFICES), index(BODIES)),
    st.tuples(st.just("speech"), index(PEOPLE)),
)
RECORDS = st.lists(RECORD, min_size=1, max_size=4).map(tuple)
REPORTS = st.lists(st.tuples(st.one_of(st.none(), index(DAYS)), RECORDS, RECORDS, st.booleans()), min_size=2, max_size=6).map(
    lambda told: [Told(number, *rest) for number, rest in enumerate(told)]
)


def written(told: Told) -> Report:
    text = f"{FILLER} " * 3 + " ".join(f"Passage {told.number} {n}." for n in range(8))
    day = None if told.day is None else DAYS[told.day]
    where = {"url": f"https://paper.example/{told.number - told.page}"}
    return made.report(text, day, **where)


def read(told: Told, records: Sequence[tuple[Any, ...]], reader: str = "hand/1") -> Reading:
    report = written(told)
    maker = _Maker(report, told.number)
    found = [maker.record(n, spec) for n, spec in enumerate(records)]
    reading = made.reading(report, tuple(maker.actors.values()), *found, reader=reader)
    return replace(reading, things=tuple(maker.things.values()))


class _Maker:
    def __init__(self, report: Report, number: int) -> None:
        self.report, self.number = report, number
        self.actors: dict[str, Actor] = {}
        self.things: dict[str, Thing] = {}

    def person(self, number: int) -> str:
        name, country = PEOPLE[number]
        self.actors.setdefault(name, made.actor(name, "person", country))
        return name

    def thing(self, number: int) -> str:
        name = THINGS[number]
        self.things.setdefault(
            name, Thing(name, "agreement", None, made.names("RUS", "VNM"), (made.passage(self.report, "Passage"),))
        )
        return name

    def record(self, n: int, spec: tuple[Any, ...]) -> Record:
        words = f"Passage {self.number} {n}."
        for code in ("RUS", "VNM"):
            self.actors.setdefault(code, made.actor(code, "country", code))
        match spec:
            case "visit", who, when, status:
                return made.event(self.report, words, "visit", self.person(who), target=("VNM",), when=SPANS[when], status=status)
            case "meeting", who, whom, when:
                return made.event(self.report, words, "meeting", self.person(who), self.person(whom), when=SPANS[when])
            case "sign", thing, when, status:
                told = {"type": "SUPPORT", "about": (self.thing(thing),), "when": SPANS[when], "status": status}
                return made.event(self.report, words, "sign", "RUS", "VNM", **told)
            case "figure", amount, when, source:
                return made.figure(self.report, words, AMOUNTS[amount], period=SPANS[when], source=source)
            case "target", amount, due:
                return made.target(self.report, words, AMOUNTS[amount], SPANS[due])
            case "pledge", thing, due:
                self.thing(thing)
                return made.target(self.report, words, None, SPANS[due], kind="pledge", measure=None, unit=None)
            case "office", who, office, body:
                name, country, aliases = BODIES[body]
                self.actors.setdefault(name, replace(made.actor(name, "organisation", country), aliases=aliases))
                return made.tenure(self.report, words, self.person(who), OFFICES[office], name)
            case "speech", who:
                return made.statement(self.report, words, self.person(who))
        raise AssertionError(spec)


def rows(ledger: Ledger) -> dict[str, list[tuple[Any, ...]]]:
    """All that is worked out, by table."""
    out: dict[str, list[tuple[Any, ...]]] = {}
    for table, row in ledger.worked_out():
        out.setdefault(table, []).append(row)
    return out


def filled(reports: Sequence[Told], *, step: bool = False) -> Ledger:
    ledger = Ledger(":memory:")
    for told in reports:
        ledger.add(written(told), read(told, told.records))
        if step:
            ledger.reconcile()
    return ledger


LAWFUL = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


UNDATED = [
    Told(0, None, (("speech", 0),), (("target", 0, 0),), False),
    Told(1, None, (("pledge", 0, 5), ("sign", 0, 0, "happened")), (("visit", 0, 0, "happened"),), False),
]


@given(reports=REPORTS)
@example(reports=UNDATED)
@LAWFUL
def test_one_by_one_as_all_at_once(reports: list[Told]) -> None:
    with filled(reports, step=True) as grown, filled(reports) as whole:
        assert rows(grown) == rows(whole)


@given(reports=REPORTS, order=st.randoms(use_true_random=False))
@LAWFUL
def test_the_order_of_arrival_does_not_matter(reports: list[Told], order: Any) -> None:
    # Of two versions of a page the newer is the one that came later, so here each is a page of its own.
    reports = [replace(told, page=False) for told in reports]
    shuffled = list(reports)
    order.shuffle(shuffled)
    with filled(reports) as one, filled(shuffled, step=True) as other:
        assert rows(one) == rows(other)


@given(reports=REPORTS, changes=st.lists(st.tuples(st.integers(0, 5), st.booleans(), st.booleans()), max_size=8))
@LAWFUL
def test_what_was_read_anew_leaves_no_trace(reports: list[Told], changes: list[tuple[int, bool, bool]]) -> None:
    with filled(reports, step=True) as ledger:
        for number, (which, again, work) in enumerate(changes):
            told = reports[which % len(reports)]
            ledger.add(written(told), read(told, told.again if again else told.records, f"hand/{number + 2}"))
            if work:
                ledger.reconcile()
        grown = rows(ledger)
        ledger.rebuild()
        assert grown == rows(ledger)


@given(reports=REPORTS)
@LAWFUL
def test_reading_twice_changes_nothing(reports: list[Told]) -> None:
    with filled(reports) as ledger:
        before = rows(ledger)
        for told in reversed(reports):
            if not told.page and not any(later.page and later.number == told.number + 1 for later in reports):
                assert not ledger.add(written(told), read(told, told.records))
        assert rows(ledger) == before


def unrelated(day: str) -> tuple[Report, Reading]:
    """A report on two other countries, with a visit, a signing, a figure and a promise kept."""
    text = "Ruto visited Kampala. Kenya and Uganda signed a road treaty. Trade was 3 billion dollars. They want 4 billion."
    report = made.report(text, day)
    parties = made.names("KEN", "UGA")
    actors = [made.actor("Ruto", "person", "KEN"), made.actor("KEN", "country", "KEN"), made.actor("UGA", "country", "UGA")]
    records = (
        made.event(report, "Ruto visited Kampala", "visit", "Ruto", target=("UGA",), when=(day, day)),
        made.event(report, "signed a road treaty", "sign", "KEN", "UGA", type="SUPPORT", about=("road treaty",), when=(day, day)),
        made.figure(report, "3 billion dollars", 3e9, parties=parties, period=made.year(2017)),
        made.target(report, "They want 4 billion", 4e9, made.year(2018), parties=parties, by=parties),
    )
    things = [Thing("road treaty", "agreement", None, parties, (made.passage(report, "road treaty"),))]
    return report, made.reading(report, actors, *records, things=things)


JUDGED = ("verdict", "promise", "promise_commitment", "occurrence", "occurrence_event", "series", "series_figure", "pair")


@given(reports=REPORTS)
@LAWFUL
def test_an_unrelated_report_changes_no_verdict(reports: list[Told]) -> None:
    with filled(reports, step=True) as ledger:
        before = rows(ledger)
        # Not the newest, for a newer one moves the day of judging.
        report, reading = unrelated(DAYS[0])
        if any(told.day for told in reports):
            ledger.add(report, reading)
            after = rows(ledger)
            assert len(after["verdict"]) == len(before.get("verdict", [])) + 1
            for table in JUDGED:
                assert set(before.get(table, [])) <= set(after[table]), table
