"""What holds whatever the reports: order, batches, and what people decided and took back."""

from __future__ import annotations

from random import Random
from typing import Literal

from hypothesis import given, settings
from hypothesis import strategies as st

from attache.ledger.faces import Layer
from attache.ledger.identity import LAYERS, Sighted, all_faces, all_links, components, resolve_actors
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
@given(sighted(), st.sampled_from(("person", "organisation")))
def test_a_string_nobody_shares_decides_nothing_elsewhere(seen: list[Sighted], layer: Layer) -> None:
    """Links of one string depend on the faces that claim it or answer to it alone."""
    faces = all_faces(layer, [s for s in seen if s.actor.kind == layer])
    rules = LAYERS[layer]
    links = set(all_links(layer, faces))
    for string in sorted({c for f in faces for c in rules.claims(f)}):
        near = [f for f in faces if string in rules.claims(f) or string in rules.answers(f)]
        own = rules.decide(
            string, [f for f in near if string in rules.claims(f)], [f for f in near if string in rules.answers(f)]
        )
        assert set(own) <= links


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
