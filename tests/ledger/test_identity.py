"""One actor for all its names, whatever the order of reading; two actors of one name stay two."""

from __future__ import annotations

import random

import pytest

from attache.ledger.countries import country_name
from attache.ledger.identity import Sighted, resolve_actors
from attache.ledger.things import SightedThing, resolve_things
from attache.records import Actor, ActorKind, ActorName

Named = tuple[str, ActorKind, str | None] | tuple[str, ActorKind, str | None, tuple[str, ...]]


def person(name: str, country: str | None = None) -> Named:
    return name, "person", country


def body(name: str, country: str | None = None, *aliases: str) -> Named:
    return name, "organisation", country, aliases


def groups(named: list[Named]) -> list[set[int]]:
    """Numbers of the names that are one actor; each name is from its own report."""
    sighted = [Sighted(f"r{n}", Actor(ActorName(x[0]), x[1], x[2], x[3] if len(x) > 3 else ())) for n, x in enumerate(named)]
    _, ids = resolve_actors(sighted, country_name)
    found: dict[str, set[int]] = {}
    for (report, _), identity in ids.items():
        found.setdefault(identity, set()).add(int(report[1:]))
    return sorted(found.values(), key=min)


@pytest.mark.parametrize(
    "named",
    [
        [person("Sergey Lavrov", "RUS"), person("Sergei Lavrov", "RUS"), person("Sergej Lawrow", "RUS")],
        [person("Dmitry Medvedev", "RUS"), person("Dmitri Medvedev", "RUS"), person("Dmitriy Medvedev", "RUS")],
        [person("Yuri Trutnev", "RUS"), person("Yury Trutnev", "RUS"), person("Iurii Trutnev", "RUS")],
        [person("Volodymyr Zelensky", "UKR"), person("Volodymyr Zelenskyy", "UKR"), person("Volodymyr Zelenskiy", "UKR")],
        [person("Recep Tayyip Erdoğan", "TUR"), person("Recep Tayyip Erdogan", "TUR"), person("Erdogan", "TUR")],
        [person("Phạm Bình Minh", "VNM"), person("Pham Binh Minh", "VNM"), person("Minh", "VNM")],
        [person("Shinzo Abe", "JPN"), person("Abe Shinzo", "JPN"), person("Abe", "JPN")],
        [person("Xi Jinping", "CHN"), person("Xi", "CHN"), person("Xi Jinping")],
        [person("Luiz Inácio Lula da Silva", "BRA"), person("Luiz Lula da Silva", "BRA")],
        [person("Ferdinand R. Marcos Jr.", "PHL"), person("Ferdinand Marcos", "PHL"), person("Marcos", "PHL")],
        [person("Alexey Likhachev", "RUS"), person("Aleksei Likhachev")],
        [person("Lavrov"), person("Sergey Lavrov", "RUS")],
        [person("Lavrov", "RUS"), person("Sergey Lavrov", "RUS"), person("Sergey Viktorovich Lavrov", "RUS")],
        [person("Lavrov", "RUS"), *[person("Sergey Lavrov", "RUS")] * 2, person("Sergey Lavrov", "VNM")],
        [body("European Union", None, "EU"), body("EU"), body("The European Union")],
        [body(name, "VNM") for name in ("Ministry of Trade of Vietnam", "Vietnamese Ministry of Trade", "Ministry of Trade")],
        [body("National Assembly of Vietnam"), body("National Assembly of Vietnam", "VNM"), body("National Assembly", "VNM")],
        [body("Rosatom", "RUS"), body("Rosatom State Corporation", "RUS", "Rosatom")],
        [("VNM", "country", "VNM"), ("Vietnam", "country", "VNM")],
    ],
)
def test_one_actor(named: list[Named]) -> None:
    assert groups(named) == [set(range(len(named)))]


@pytest.mark.parametrize(
    ("named", "expected"),
    [
        # Two that a short name can stand for: it stays alone.
        ([person("Sergei Ivanov", "RUS"), person("Viktor Ivanov", "RUS"), person("Ivanov", "RUS")], [{0}, {1}, {2}]),
        ([person("Nguyen Phu Trong", "VNM"), person("Nguyen Xuan Phuc", "VNM"), person("Nguyen", "VNM")], [{0}, {1}, {2}]),
        # A short name of another country.
        ([person("Kim", "KOR"), person("Kim Jong-un", "PRK")], [{0}, {1}]),
        # The inner part of a name is nobody's short name.
        ([person("Binh", "VNM"), person("Pham Binh Minh", "VNM")], [{0}, {1}]),
        # Two countries that rest on two reports each.
        ([person("John Lee", "HKG")] * 2 + [person("John Lee", "SGP")] * 2, [{0, 1}, {2, 3}]),
        ([body("Ministry of Finance", "ZMB"), body("Ministry of Finance", "JPN"), body("Ministry of Finance")], [{0}, {1}, {2}]),
        ([body("Gazprom", "RUS"), body("Gazprom Neft", "RUS")], [{0}, {1}]),
        # An acronym that two bodies share.
        (
            [body("European Economic Community", None, "EEC"), body("Eurasian Economic Commission", None, "EEC"), body("EEC")],
            [{0}, {1}, {2}],
        ),
        # Descriptions are never one across reports.
        ([body("a Western agency"), body("a Western agency"), person("officials", "VNM")], [{0}, {1}, {2}]),
        ([person("officials", "VNM"), person("officials", "VNM")], [{0}, {1}]),
    ],
)
def test_several_actors(named: list[Named], expected: list[set[int]]) -> None:
    assert groups(named) == expected


def test_name_and_aliases_of_an_actor() -> None:
    names = ("Lavrov", "Sergei Lavrov", "Sergey Lavrov", "Sergey Lavrov")
    sighted = [Sighted(f"r{n}", Actor(ActorName(name), "person", "RUS")) for n, name in enumerate(names)]
    (actor,), _ = resolve_actors(sighted, country_name)
    assert (actor.name, actor.aliases) == ("Sergey Lavrov", ("Lavrov", "Sergei Lavrov"))


def test_country_is_named_from_the_table() -> None:
    (actor,), _ = resolve_actors([Sighted("r1", Actor(ActorName("VNM"), "country", "VNM"))], country_name)
    assert (actor.id, actor.name, actor.country) == ("VNM", "Vietnam", "VNM")


def test_order_of_reading_does_not_matter() -> None:
    names = ["Lavrov", "Sergey Lavrov", "Sergei Lavrov", "Ivanov", "Sergei Ivanov", "Viktor Ivanov", "Minh", "Pham Binh Minh"]
    sighted = [
        Sighted(f"r{n:02}{c}", Actor(ActorName(name), "person", c or None))
        for n, name in enumerate(names)
        for c in ("RUS", "VNM", "")
    ]
    expected = resolve_actors(sighted, country_name)
    shuffler = random.Random(7)
    for _ in range(20):
        shuffler.shuffle(sighted)
        assert resolve_actors(sighted, country_name) == expected


@pytest.mark.parametrize(
    ("names", "number"),
    [
        (("Vietnam–Russia Intergovernmental Committee", "Intergovernmental Committee Vietnam-Russia"), 1),
        (("Treaty on Friendship", "The Treaty of Friendship"), 1),
        (("joint statement of 27 July 2012", "joint statement of 12 November 2013"), 2),
    ],
)
def test_things(names: tuple[str, ...], number: int) -> None:
    things, ids = resolve_things(SightedThing(f"r{n}", name, "agreement", None, ()) for n, name in enumerate(names))
    assert len(things) == number == len(set(ids.values()))
