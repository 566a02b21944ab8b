"""What is told many times is shown by a few of its tellings, with the numbers of all."""

from __future__ import annotations

import pytest

from attache.ledger import Ledger
from attache.ledger.entries import OccurrenceEntry
from tests.ledger.by_id.conftest import TIMES


@pytest.fixture(scope="module")
def visit(many: Ledger) -> OccurrenceEntry:
    """The visit with all its tellings."""
    return max((o for o in many.occurrences() if o.mode == "visit"), key=lambda o: o.tellings)


def test_an_occurrence_shows_its_fullest_tellings(many: Ledger, visit: OccurrenceEntry) -> None:
    (light,) = many.occurrences_by_id([visit.id], tellings=4)
    assert (light.tellings, light.reports) == (visit.tellings, visit.reports)
    assert light.tellings > 40
    assert (light.events[0], len(light.events)) == (visit.events[0], 4)
    assert (light.who, light.target, light.when, light.status) == (visit.who, visit.target, visit.when, visit.status)


def test_a_long_story_tells_states_and_versions_with_their_numbers(many: Ledger, visit: OccurrenceEntry) -> None:
    story = many.occurrence_story(visit.id, tellings=10)
    assert story is not None
    assert len(story.events) == 10
    assert sum(s.told for s in story.states) == len(visit.states) == story.tellings
    assert (story.states[0].status, story.states[-1].status) == ("planned", "happened")
    assert {d.field: (d.contradict, {v.words: v.count for v in d.versions}) for d in story.differences} == {
        d.field: (d.contradict, {v.words: len(v.events) for v in d.versions}) for d in visit.differences
    }
    shown = {e.id for e in story.events}
    assert all(set(v.events) & shown for d in story.differences for v in d.versions)
    assert {e.event.where for e in story.events} == {None, "Hue"}, "the corrected telling counts as corrected"
    assert story.sources == visit.sources == 3
    assert {q.report.publisher for e in story.events for q in e.quotes} == {"Nhan Dan", "Kommersant"}


def test_a_promise_is_named_again_once_a_year_with_the_number(many: Ledger) -> None:
    (full,) = many.promises()
    story = many.promise_story(full.id)
    assert story is not None
    again = [(m.day[:4], m.count) for m in story.on_the_way if m.kind == "confirmed"]
    every = [m.day[:4] for m in full.on_the_way if m.kind == "confirmed"]
    assert again == [(year, every.count(year)) for year in sorted(set(every))]
    assert (story.tellings, len(story.stated)) == (TIMES, 7)
    assert (story.stated[0], story.stated[-1]) == (full.stated[0], full.stated[-1])
    doubts = [m for m in full.on_the_way if m.kind == "doubt"]
    assert doubts
    assert sum(m.count for m in story.on_the_way if m.kind == "doubt") == len(doubts)


def test_a_story_as_of_a_day_is_as_short(many: Ledger) -> None:
    (full,) = many.promises(as_of="2020-09-30")
    story = many.promise_story(full.id, as_of="2020-09-30")
    assert story is not None
    assert (story.verdict, story.tellings, story.as_of) == (full.verdict, full.tellings, full.as_of)
    assert [m.count for m in story.on_the_way if m.kind == "confirmed"] == [11, 12, 12, 12, 12, 9]
    assert sum(m.count for m in story.on_the_way) == len(full.on_the_way)
    assert [c.date for c in story.stated] == [(f"{year}-01-05",) * 2 for year in range(2015, 2021)] + [("2020-09-05",) * 2]
    assert many.promise_story(full.id, as_of="2014-12-31") is None


def test_a_series_has_one_point_for_what_is_told_alike(many: Ledger) -> None:
    ((full,), ids) = (many.series(), [s.id for s in many.series()])
    (light,) = many.series_by_id(ids)
    assert {p.figure.value: p.told for p in light.points} == {4.1e9: 10, 4.8e9: TIMES - 10}
    assert (light.told, len(light.conflicts), len(full.conflicts) > 1) == (TIMES, 1, True)
    assert {p.quotes[0].report.published for p in light.points} == {("2015-01-05",) * 2, ("2015-02-05",) * 2}
    assert many.series_story(full.id) == light
    assert len(many.series_by_id(ids, points=1)[0].points) == 1


def test_an_office_stands_once_with_its_first_and_last_day(many: Ledger) -> None:
    (lavrov,) = (p for p in many.people() if p.actor.name == "Lavrov")
    (light,) = many.people_by_id([lavrov.actor.id])
    assert [(o.first, o.last, o.told) for o in light.offices] == [("2015-01-05", "2020-10-05", TIMES)]
    assert (light.reports, light.statements) == (lavrov.reports, lavrov.statements) == (TIMES, TIMES)
    (line,) = many.tenures_of(lavrov.actor.id)
    (holder,) = line.holders
    assert [q.report.published for q in holder.quotes] == [("2015-01-05",) * 2, ("2020-10-05",) * 2]


def test_a_thing_shows_where_it_was_named_first(many: Ledger) -> None:
    (full,) = many.things()
    (light,) = many.things_by_id([full.id], namings=2)
    assert light.quotes == full.quotes[:2]
    assert (light.reports, light.told, light.events) == (TIMES, 1, ())


@pytest.mark.parametrize("actor", ["Lavrov", "RUS"])
def test_an_actor_is_found_by_name(many: Ledger, actor: str) -> None:
    assert many.actors_by_id([many.actor(actor).id]) == (many.actor(actor),)
