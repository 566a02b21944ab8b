"""Entries by id are the entries that the full questions give, as far as both hold the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import pytest

from attache.ledger import Ledger
from attache.ledger.by_id import promise_stories
from attache.ledger.by_id.series import merged_as_points
from attache.ledger.entries import OccurrenceEntry, PromiseEntry

Both = tuple[Iterable[Any], Sequence[Any]]
SAME: dict[str, tuple[Callable[[Ledger], Both], str]] = {
    "occurrences, all tellings": (
        lambda led: (full := led.occurrences(), led.occurrences_by_id([o.id for o in full], tellings=99)),
        "id type mode status when where who target events states differences sources tellings reports",
    ),
    "occurrences, one telling": (
        lambda led: (full := led.occurrences(), led.occurrences_by_id([o.id for o in full], tellings=1)),
        "id type mode status when where who target sources tellings reports",
    ),
    "promises": (
        lambda led: (full := led.promises(), led.promises_by_id([p.id for p in full])),
        "id title kind measure value unit bound due parties verdict rule explanation as_of superseded_by replaces chain "
        "tellings proofs",
    ),
    "statements": (
        lambda led: (full := led.statements(), led.statements_by_id([s.id for s in full])),
        "id statement speakers office quotes date",
    ),
    "figures": (
        lambda led: (full := led.figures(), led.figures_by_id([f.id for f in full])),
        "id figure parties speakers quotes date series grain side counted_by forecast suspect told",
    ),
    "events": (
        lambda led: (full := led.events(), led.events_by_id([e.id for e in full])),
        "id event who target quotes date occurrence",
    ),
    "reports": (lambda led: (full := led.reports(), led.reports_by_id([r.id for r in full])), "id label published one_text"),
    "actors": (lambda led: (full := led.actors(), led.actors_by_id([a.id for a in full])), "id name kind country aliases named"),
    "things": (
        lambda led: (full := led.things(), led.things_by_id([t.id for t in full])),
        "id name kind of aliases parties reports told",
    ),
    "people": (lambda led: (full := led.people(), led.people_by_id([p.actor.id for p in full])), "actor reports statements"),
}


@pytest.mark.parametrize("kind", SAME)
def test_entries_are_those_of_the_full_questions(samples: Ledger, kind: str) -> None:
    ask, fields = SAME[kind]
    full, light = ask(samples)
    for whole, short in zip(full, light, strict=True):
        assert {f: getattr(short, f) for f in fields.split()} == {f: getattr(whole, f) for f in fields.split()}


def test_ids_of_none_are_left_out_and_others_stay_in_order(samples: Ledger) -> None:
    ids = [o.id for o in samples.occurrences()[:3]]
    found = samples.occurrences_by_id([ids[2], "o-nothing", ids[0], ids[2]])
    assert [o.id for o in found] == [ids[2], ids[0]]


def test_fewer_tellings_are_the_first_of_all(samples: Ledger) -> None:
    full = {o.id: o for o in samples.occurrences()}
    for few in samples.occurrences_by_id(list(full), tellings=2):
        assert few.events == full[few.id].events[:2]


def test_promises_are_stated_by_the_first_telling_and_the_newest(samples: Ledger) -> None:
    full = {p.id: p.stated for p in samples.promises()}
    for light in samples.promises_by_id(list(full)):
        first, *_, newest = (*full[light.id], full[light.id][-1])
        assert light.stated == tuple(dict.fromkeys((first, newest)))


def test_series_are_the_full_ones_with_equal_figures_merged(samples: Ledger) -> None:
    full = {s.id: merged_as_points(s) for s in samples.series()}
    for light in samples.series_by_id(list(full)):
        whole = full[light.id]
        assert (light.points, light.conflicts, light.growth, light.told) == (
            whole.points,
            whole.conflicts,
            whole.growth,
            whole.told,
        )


def test_offices_of_a_country_are_those_of_the_full_question(samples: Ledger) -> None:
    full = [o for o in samples.offices() if o.of and "VNM" in (o.of.id, o.of.country)]
    light = samples.tenures_of("VNM")
    assert [(o.key, o.office, o.of, o.overlaps, [h.interval for h in o.holders]) for o in light] == [
        (o.key, o.office, o.of, o.overlaps, [h.interval for h in o.holders]) for o in full
    ]


def differences(entry: OccurrenceEntry) -> list[Any]:
    return [(d.field, d.contradict, [(v.words, v.count) for v in d.versions]) for d in entry.differences]


def test_long_stories_of_occurrences_tell_what_all_tellings_tell(samples: Ledger) -> None:
    for full in (o for o in samples.occurrences() if o.tellings > 2):
        long = samples.occurrence_story(full.id, tellings=2)
        assert long is not None
        assert (long.status, long.when, long.where, long.who, long.target) == (
            full.status,
            full.when,
            full.where,
            full.who,
            full.target,
        )
        assert (long.events[0], len(long.events), long.sources) == (full.events[0], 2, full.sources)
        assert differences(long) == differences(full)
        assert sum(s.told for s in long.states) == len(full.states)


def marks(entry: PromiseEntry, *kinds: str) -> list[Any]:
    return [(m.day, m.kind, m.words, m.share, m.record.id) for m in entry.on_the_way if m.kind in kinds]


def test_long_stories_of_promises_have_all_doubts_hopes_and_progress(samples: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(promise_stories, "FEW", 0)
    for full in samples.promises():
        long = samples.promise_story(full.id)
        assert long is not None
        assert marks(long, "made", "doubt", "hope", "progress") == marks(full, "made", "doubt", "hope", "progress")
        assert set(marks(long, "confirmed")) <= set(marks(full, "confirmed"))
        assert sum(m.count for m in long.on_the_way) == len(full.on_the_way)
        assert (long.title, long.verdict, long.chain) == (full.title, full.verdict, full.chain)


def test_short_stories_are_the_full_entries(samples: Ledger) -> None:
    promises, occurrences, before = samples.promises()[:30], samples.occurrences()[:30], samples.promises(as_of="2018-01-01")[:9]
    assert [samples.promise_story(p.id) for p in promises] == list(promises)
    assert [samples.occurrence_story(o.id, tellings=99) for o in occurrences] == list(occurrences)
    assert [samples.promise_story(p.id, as_of="2018-01-01") for p in before] == list(before)


def test_the_life_of_one_thing_is_that_among_all(samples: Ledger) -> None:
    full = {line.thing: line for line in samples.lifelines()}
    for thing in samples.things()[::4]:
        assert samples.life_of(thing.id) == full.get(thing.id)


@pytest.mark.parametrize("ask", ["occurrence_story", "promise_story", "series_story", "life_of"])
def test_nothing_is_told_of_an_unknown_id(samples: Ledger, ask: str) -> None:
    assert getattr(samples, ask)("x-000000000000") is None
