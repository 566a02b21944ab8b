"""What holds whatever the reports: order, batches, and what people decided and took back."""

from __future__ import annotations

from random import Random
from typing import Literal

from hypothesis import given, settings
from hypothesis import strategies as st

from attache.ledger.identity import Sighted, all_faces, all_links, components, resolve_actors
from attache.records import Actor, ActorName

NAMES: dict[Literal["person", "organisation"], tuple[str, ...]] = {
    "person": (
        "Lavrov",
        "S. Lavrov",
        "S. V. Lavrov",
        "Sergey Lavrov",
        "Lavrov Sergei Viktorovich",
        "Sergey Ivanov",
        "Serhiy Ivanov",
        "Ivanov",
        "Kim Jong-un",
        "Kim Jongun",
        "Kim",
        "George W. Bush",
        "George H. W. Bush",
        "George Bush",
        "Bush",
    ),
    "organisation": (
        "EEC",
        "European Economic Community",
        "Eurasian Economic Commission",
        "European Union",
        "Ministry of Trade",
        "Ministry of Trade of Vietnam",
        "Ministry of Industry and Trade",
        "Trade Ministry",
        "MOIT",
    ),
}
ALIASES = ((), ("EEC",), ("MOIT",), ("EU", "EEC"))
MARKS = ((), ("President|USA",), ("Foreign Minister|RUS",), ("General Director|Vinacomin",))


@st.composite
def sighted(draw: st.DrawFn) -> list[Sighted]:
    """Up to fourteen names, each in a report of its own."""
    out = []
    for number in range(draw(st.integers(1, 14))):
        kind: Literal["person", "organisation"] = draw(st.sampled_from(("person", "organisation")))
        actor = Actor(
            ActorName(draw(st.sampled_from(NAMES[kind]))),
            kind,
            draw(st.sampled_from((None, "RUS", "VNM", "USA"))),
            draw(st.sampled_from(ALIASES)) if kind == "organisation" else (),
        )
        marks = draw(st.sampled_from(MARKS)) if kind == "person" else ()
        out.append(Sighted(f"r{number:02}", actor, marks, draw(st.sampled_from((None, 1970, 1990, 2005, 2006, 2020)))))
    return out


@settings(max_examples=60, deadline=None)
@given(sighted(), st.randoms(use_true_random=False))
def test_order_does_not_matter(seen: list[Sighted], order: Random) -> None:
    expected = resolve_actors(seen)
    mixed = [*seen]
    order.shuffle(mixed)
    assert resolve_actors(mixed) == expected
    half = len(mixed) // 2
    assert resolve_actors([*mixed[half:], *mixed[:half], *mixed[:half]]) == expected


@settings(max_examples=40, deadline=None)
@given(sighted())
def test_every_name_stands_for_one_actor(seen: list[Sighted]) -> None:
    actors, ids = resolve_actors(seen)
    assert set(ids.values()) == {a.id for a in actors}
    assert len({a.id for a in actors}) == len(actors)
    for s in seen:
        entry = next(a for a in actors if a.id == ids[s.report, s.actor.name])
        assert s.actor.name in (entry.name, *entry.aliases)


@settings(max_examples=40, deadline=None)
@given(sighted())
def test_an_unrelated_report_changes_nothing(seen: list[Sighted]) -> None:
    others = [
        Sighted("r98", Actor(ActorName("Uhuru Kenyatta"), "person", "KEN"), ("President|KEN",), 2015),
        Sighted("r99", Actor(ActorName("Central Bank of Kenya"), "organisation", "KEN")),
    ]
    actors, ids = resolve_actors(seen)
    more, all_ids = resolve_actors([*others, *seen])
    assert {at: i for at, i in all_ids.items() if at[0] < "r98"} == ids
    assert [a for a in more if a.country != "KEN"] == actors


@settings(max_examples=40, deadline=None)
@given(sighted(), st.data())
def test_deciding_and_taking_back(seen: list[Sighted], data: st.DataObject) -> None:
    faces = all_faces("person", [s for s in seen if s.actor.kind == "person"])
    if len(faces) < 2:
        return
    links = all_links("person", faces)
    ids = sorted(f.id for f in faces)
    pair = frozenset(data.draw(st.sets(st.sampled_from(ids), min_size=2, max_size=2)))
    before = components(ids, links)
    merged, split = components(ids, links, {pair}), components(ids, links, (), {pair})
    assert any(pair <= set(g.faces) for g in merged)
    assert not any(pair <= set(g.faces) for g in split)
    assert components(ids, links) == before
