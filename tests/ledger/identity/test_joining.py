"""Groups: whatever the order of links, with what people decided first."""

from __future__ import annotations

from itertools import combinations
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from attache.ledger.faces import Link
from attache.ledger.identity.joining import DECIDED, Group, Pair, components

FACES = "abcdefgh"
faces = st.sampled_from(FACES)
pairs = st.sets(faces, min_size=2, max_size=2).map(frozenset[str])
links = st.lists(
    st.builds(lambda pair, rule: Link(min(pair), max(pair), rule, "why"), pairs, st.sampled_from(("alias", "years", "other")))
)


def members(groups: list[Group]) -> list[tuple[str, ...]]:
    return [g.faces for g in groups]


def together(groups: list[Group]) -> set[Pair]:
    return {frozenset(pair) for g in groups for pair in combinations(g.faces, 2)}


@given(links, st.sets(pairs, max_size=3), st.sets(pairs, max_size=3), st.randoms(use_true_random=False))
def test_order_does_not_matter(found: list[Link], must: set[Pair], cannot: set[Pair], order: Random) -> None:
    mixed = [*found, *found]
    order.shuffle(mixed)
    turned = [Link(x.other, x.one, x.rule, x.why) for x in mixed]
    expected = components(FACES, found, must, cannot)
    assert components(FACES[::-1], mixed, must, cannot) == expected
    assert components(FACES, turned, sorted(must, key=sorted), sorted(cannot, key=sorted)) == expected


@given(links, st.sets(pairs, max_size=4), st.sets(pairs, max_size=4))
def test_what_people_decided_stands(found: list[Link], must: set[Pair], cannot: set[Pair]) -> None:
    joined = together(components(FACES, found, must, cannot))
    decided = together(components(FACES, (), must))
    assert must <= joined
    assert not (cannot - decided) & joined


@given(links, pairs)
def test_taking_back_restores_the_groups(found: list[Link], pair: Pair) -> None:
    before = components(FACES, found)
    assert pair in together(components(FACES, found, {pair}))
    assert pair not in together(components(FACES, found, (), {pair}))
    assert components(FACES, found) == before
    if pair not in together(before):
        assert components(FACES, found, (), {pair}) == before


@given(links, st.sets(pairs, max_size=3))
def test_links_span_their_groups(found: list[Link], cannot: set[Pair]) -> None:
    for group in components(FACES, found, (), cannot):
        assert len(group.links) == len(group.faces) - 1
        assert {f for x in group.links for f in (x.one, x.other)} <= set(group.faces)


def test_the_stronger_rule_comes_first() -> None:
    weak, strong = Link("a", "b", "mostly", "most mean b"), Link("a", "c", "initials", "only c")
    apart = {frozenset("bc")}
    assert members(components("abc", [weak, strong], (), apart)) == [("a", "c"), ("b",)]


def test_same_and_not_the_same_by_people() -> None:
    link = Link("a", "b", "alias", "another name")
    assert members(components("ab", [link], (), {frozenset("ab")})) == [("a",), ("b",)]
    (group,) = components("ab", [], {frozenset("ab")})
    assert group == Group(("a", "b"), (Link("a", "b", DECIDED, "decided to be the same"),))
    # A name held apart from one is not drawn to it by way of another.
    chain = [Link("a", "b", "alias", "x"), Link("b", "c", "alias", "x")]
    assert members(components("abc", chain, (), {frozenset("ac")})) == [("a", "b"), ("c",)]
