"""One body over its names; two bodies of one name or acronym stay two."""

from __future__ import annotations

import pytest

from attache.ledger.faces import Spelling
from attache.ledger.identity import bodies, described, described_entry
from attache.ledger.identity.body_names import country_in, usual_ministry
from tests.ledger.identity.cast import Named, body, groups


@pytest.mark.parametrize(
    "cast",
    [
        [
            body("Ministry of Foreign Affairs of Vietnam", "VNM"),
            body("Vietnamese Foreign Ministry", "VNM"),
            body("Foreign Ministry of Vietnam"),
        ],
        [
            body("Ministry of Defence", "RUS"),
            body("Russian Defense Ministry"),
            body("Ministry of Defense of the Russian Federation", "RUS"),
        ],
        [body("Association of Southeast Asian Nations", None, "ASEAN"), body("ASEAN"), body("ASEAN", year=2001)],
        [body("ASEAN", None, "Association of Southeast Asian Nations", year=y) for y in (1999, 2020)]
        + [body("ASEAN", year=2005)],
        # One acronym, and only one of the two names spells it.
        [body("Vietnam Oil and Gas Group", "VNM", "PVN"), body("PVN"), body("Petrovietnam", "VNM", "PVN")],
        [body("Vietnam Oil and Gas Group", "VNM", "PVN"), body("Petrovietnam", "VNM", "PVN")],
        [body("World Health Organization", None, "WHO"), body("World Health Organisation"), body("WHO")],
        [body("State Bank of Vietnam", "VNM"), body("State Bank of Vietnam")],
        # A country told once, of a name that is one body's own.
        [body("Rosatom", "RUS"), body("Rosatom", "RUS"), body("Rosatom", "VNM"), body("Rosatom")],
        [body("Gazprom", "RUS"), body("PJSC Gazprom", "RUS"), body("Gazprom Group", "RUS"), body("OAO Gazprom", "RUS")],
        [body("Formosa Plastics", "TWN"), body("Formosa Plastics Corp.", "TWN"), body("Formosa Plastics Group Co., Ltd", "TWN")],
        # What states have in common is no state's, whatever a report takes it for.
        [body("European Bank for Reconstruction and Development", c) for c in (None, "GBR", "GBR", "FRA", "FRA")],
        # Renamed.
        [body("Organisation of African Unity"), body("African Union")],
        [
            body("OAU", year=1990),
            body("Organization of African Unity", year=1990),
            body("AU", year=2010),
            body("African Union", None, "AU"),
        ],
        [body("European Economic Community"), body("European Communities"), body("European Union")],
        [body("European Economic Community"), body("European Community")],
        [body("Ministry of Trade", "VNM"), body("Ministry of Industry and Trade", "VNM")],
        [body("Department of Foreign Affairs", "ZAF"), body("Department of International Relations and Cooperation", "ZAF")],
        [
            body("State Planning Commission", "CHN"),
            body("State Development Planning Commission", "CHN"),
            body("National Development and Reform Commission", "CHN"),
        ],
    ],
    ids=lambda cast: cast[0].name,
)
def test_one_body(cast: list[Named]) -> None:
    assert groups(cast) == [[*range(len(cast))]]


EEC = [
    body("European Economic Community", None, "EEC", year=1980),
    body("Eurasian Economic Commission", None, "EEC", year=2016),
    body("EEC", year=1981),
    body("EEC", year=2017),
    body("EEC"),
]


@pytest.mark.parametrize(
    ("cast", "expected"),
    [
        (EEC, [[0, 2], [1, 3], [4]]),
        (
            [body("IDB", None, "Islamic Development Bank"), body("IDB", None, "Inter-American Development Bank"), body("IDB")],
            [[0], [1], [2]],
        ),
        (
            [body("Ministry of Finance", "VNM", "MOF"), body("Ministry of Fisheries", "VNM", "MOF"), body("MOF", "VNM")],
            [[0], [1], [2]],
        ),
        ([body("Ministry of Finance", "VNM", "MOF"), body("Ministry of Fisheries", "VNM", "MOF")], [[0], [1]]),
        (
            [body("Ministry of Defence", "RUS"), body("Ministry of Defence", "GBR"), body("Ministry of Defence of Russia")],
            [[0, 2], [1]],
        ),
        ([body("European Commission", None, "Commission"), body("Commission")], [[0], [1]]),
        ([body("UN Security Council", None, "Security Council"), body("Security Council of Russia", "RUS")], [[0], [1]]),
        ([body("National Bank", "KEN"), body("National Company", "KEN"), body("National Group", "KEN")], [[0], [1], [2]]),
        ([body("Gazprom", "RUS"), body("Gazprom Neft", "RUS")], [[0], [1]]),
        # A renaming in one country says nothing of another's body, or of one whose country nobody tells.
        ([body("Ministry of Trade", "KEN"), body("Ministry of Industry and Trade", "KEN")], [[0], [1]]),
        ([body("Ministry of Trade"), body("Ministry of Industry and Trade", "VNM")], [[0], [1]]),
        ([body("National Front", "VNM"), body("National Rally", "FRA")], [[0], [1]]),
    ],
)
def test_several_bodies(cast: list[Named], expected: list[list[int]]) -> None:
    assert groups(cast) == expected


def test_a_renamed_body_goes_by_its_newer_name() -> None:
    former, now = Spelling("Organisation of African Unity", "organisation"), Spelling("African Union", "organisation")
    faces = [f for s, count in ((former, 9), (now, 1)) for f in bodies.faces_of(bodies.key_of(s), {s: count})]
    entry = bodies.entry(faces)
    assert (entry.name, entry.aliases) == ("African Union", ("Organisation of African Unity",))
    (link,) = bodies.decide("renamed african union", [f for f in faces if "renamed african union" in bodies.claims(f)], faces)
    assert (link.rule, link.why) == (
        "renamed",
        "“Organisation of African Unity” became “African Union” in 2002 (Constitutive Act of the African Union)",
    )


def test_descriptions_are_one_report_s_own() -> None:
    spelling = Spelling("a Western agency", "organisation")
    one, other = described("r1", spelling), described("r2", spelling)
    assert one.id != other.id
    assert described_entry(one).id != described_entry(other).id
    assert not described_entry(one).named


@pytest.mark.parametrize(
    ("name", "countries"),
    [
        ("National Assembly of Vietnam", ("VNM",)),
        ("Russian-Vietnamese Oil Company", ()),
        ("South Korean Navy", ("KOR",)),
        ("European Parliament", ()),
    ],
)
def test_country_in_a_name(name: str, countries: tuple[str, ...]) -> None:
    assert country_in(name) == countries


@pytest.mark.parametrize(
    ("key", "country", "expected"),
    [
        ("foreign ministry", "RUS", "affairs foreign ministry"),
        ("foreign ministry", "USA", "department state"),
        ("defence ministry", "VNM", "defence ministry national"),
        ("navy", "RUS", "navy"),
    ],
)
def test_usual_ministry(key: str, country: str, expected: str) -> None:
    assert usual_ministry(key, country) == expected
