"""What a report's rows depend on besides itself: what came of it must be what working everything out anew gives."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from attache.ledger import Ledger
from attache.ledger.columns import Record
from attache.ledger.working import clusters
from attache.records import Actor, ActorKind, Reading, Report, Thing
from tests.ledger import made

Given = tuple[Report, Reading]
LAVROV = made.actor("Sergey Lavrov", "person", "RUS")
MINISTER = made.actor("the Russian foreign minister", "person", "RUS")


def told(text: str, day: str | None, actors: Sequence[Actor], *records: Callable[[Report], Record]) -> Given:
    report = made.report(text, day)
    return report, made.reading(report, actors, *(record(report) for record in records))


def step_by_step(*reports: Given) -> Ledger:
    """A ledger worked out after each report, the same as when it is worked out anew."""
    ledger = Ledger(":memory:")
    for report, reading in reports:
        ledger.add(report, reading)
        ledger.reconcile()
    same_anew(ledger)
    return ledger


def same_anew(ledger: Ledger) -> None:
    grown = list(ledger.worked_out())
    ledger.rebuild()
    assert list(ledger.worked_out()) == grown


def in_office(day: str) -> Given:
    return told(
        f"Foreign Minister Sergey Lavrov spoke on {day}.",
        day,
        [LAVROV],
        lambda r: made.tenure(r, "Foreign Minister", "Sergey Lavrov", "Foreign Minister", "RUS"),
    )


def test_whom_a_description_means_comes_to_speak_for_a_body() -> None:
    met = told(
        "the Russian foreign minister met Vietnamese guests.",
        "2018-09-20",
        [MINISTER],
        lambda r: made.event(r, "met", "meeting", MINISTER.name, "VNM", when=("2018-09-20", "2018-09-20")),
    )
    chair = told(
        "Sergey Lavrov chairs the board of the EAEU.",
        "2018-10-20",
        [LAVROV, made.actor("EAEU", "organisation")],
        lambda r: made.tenure(r, "chairs the board", "Sergey Lavrov", "chairman of the board", "EAEU"),
    )
    with step_by_step(in_office("2018-03-20"), in_office("2019-05-20"), met, chair) as ledger:
        body = ledger.actor("EAEU").id
        (event,) = ledger.events(between=(body, "VNM"))
        assert [a.name for a in event.who] == ["Sergey Lavrov", "Vietnam"]


def test_an_office_of_somebody_described_read_twice() -> None:
    described = told(
        "the Russian foreign minister met guests as prime minister.",
        "2018-09-20",
        [MINISTER],
        lambda r: made.tenure(r, "as prime minister", MINISTER.name, "Prime Minister", "RUS"),
    )
    with step_by_step(in_office("2018-03-20"), in_office("2019-05-20"), described) as ledger:
        report, reading = described
        ledger.add(report, replace(reading, reader="hand/2"))
        same_anew(ledger)


def test_a_country_that_only_a_later_report_names() -> None:
    visit = told(
        "Petit visited Hanoi.",
        "2018-03-20",
        [made.actor("Petit", "person", "FRA")],
        lambda r: made.event(r, "visited Hanoi", "visit", "Petit", target=("VNM",)),
    )
    later = told(
        "France said so.",
        "2018-03-21",
        [made.actor("France", "country", "FRA")],
        lambda r: made.statement(r, "France said so", "France"),
    )
    with step_by_step(visit) as ledger:
        assert len(ledger.events(between=("FRA", "VNM"))) == 1
    step_by_step(visit, later).close()


def test_a_name_that_goes_over_to_another_face() -> None:
    def petrov(number: int, country: str | None) -> Given:
        return told(
            f"The Petrov of report {number} spoke.",
            "2018-03-20",
            [made.actor("Ivan Petrov", "person", country)],
            lambda r: made.statement(r, "spoke", "Ivan Petrov"),
        )

    countries = ["RUS"] * 4 + ["VNM"] + ["BLR"] * 9 + [None]
    step_by_step(*(petrov(number, country) for number, country in enumerate(countries))).close()


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_days_at_the_ends_of_the_calendar(day: str) -> None:
    span = (day, day)
    given = told(
        "the Russian foreign minister met Sergey Lavrov, Foreign Minister. They will build a road by then.",
        day,
        [MINISTER, LAVROV],
        lambda r: made.event(r, "met Sergey Lavrov", "meeting", MINISTER.name, "VNM", when=span, status="planned"),
        lambda r: replace(made.tenure(r, "Foreign Minister", "Sergey Lavrov", "Foreign Minister", "RUS"), when=span),
        lambda r: made.target(r, "build a road", 4e9, span),
        lambda r: made.target(r, "They will", 3e9, None),
    )
    step_by_step(given).close()


def test_a_page_that_states_a_day_its_reading_does_not_tell() -> None:
    report = made.report("They want 4 billion.", "2020-05-05")
    aim = made.target(report, "They want 4 billion", 4e9, made.year(2018))
    first = (report, made.reading(report, [], aim, published=None, published_how="unknown"))
    others = [told(f"Nothing new in {day}.", day, []) for day in ("2017-05-05", "2021-05-05")]
    with step_by_step(first, *others) as ledger:
        assert [p.verdict for p in ledger.promises()] == ["overdue"]


@pytest.mark.parametrize("name", ["", " ", "\x00x", "a\x1fas in r1", "%_'\"", "\ud83d", "\u202e", "123", "x" * 10_000])
@pytest.mark.parametrize("kind", ["person", "organisation", "country"])
def test_odd_names(name: str, kind: ActorKind) -> None:
    def spoke(number: int) -> Given:
        report = made.report(f"Somebody spoke in report {number}.", "2018-03-20")
        records = (made.statement(report, "Somebody spoke", name), made.tenure(report, "Somebody", name, name, name))
        actors = (made.actor(name, kind),)
        things = (Thing(name, "agreement", name, made.names(name)),)
        return report, replace(made.reading(report, [], *records, things=things), actors=actors)

    step_by_step(spoke(1), spoke(2)).close()


def test_more_records_than_are_held(monkeypatch: pytest.MonkeyPatch) -> None:
    def aim(number: int) -> Given:
        return told(
            f"They want 4 billion, says report {number}.",
            f"2018-03-{number + 10}",
            [],
            lambda r: made.target(r, "They want 4 billion", 4e9, made.year(2020)),
        )

    reports = [aim(number) for number in range(8)]
    with step_by_step(*reports) as ledger:
        whole = list(ledger.worked_out())
    monkeypatch.setattr(clusters, "HELD", 3)
    with Ledger(":memory:") as ledger:
        ledger.add_all(reports)
        assert list(ledger.worked_out()) == whole
