"""Actors named in short invented sentences, read with the real analyser and tables."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest

from attache.knowledge import rows, several
from attache.language.en import analyse
from attache.language.tokens import plain
from attache.reading.analysis import Analysis
from attache.reading.who import actors_in, find_actors, main_pair, mention_at, object_actors, subject_actors
from attache.records import Report, ReportId


def analysis(text: str) -> Analysis:
    sha = hashlib.sha256(text.encode()).hexdigest()
    doc = plain(analyse(text))
    at = Analysis(Report(id=ReportId(f"r{sha[:16]}"), text=text, sha256=sha), doc, published=("2019-05-06", "2019-05-06"))
    actors, mentions = find_actors(at)
    return replace(at, actors=actors, mentions=mentions)


def meant(text: str, words: str, nth: int = 0) -> set[str]:
    """Names of the actors mentioned over the `nth` occurrence of `words`."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    end = start + len(words)
    return {m.name for m in analysis(text).mentions if m.evidence.start < end and m.evidence.end > start}


COUNTRIES = [
    ("It paid US$222 million.", "US$", set()),
    ("The destroyer INS Delhi sailed.", "Delhi", set()),
    ("The Kenyan side agreed.", "Kenyan", {"KEN"}),
    ("Norwegians welcomed the news.", "Norwegians", {"NOR"}),
    ("Lima rejected the claim.", "Lima", {"PER"}),
    ("He arrived in Lima on Monday.", "Lima", set()),
    ("LIMA, May 3 - Peru agreed.", "LIMA", set()),
    ("They spoke at Lima airport.", "Lima", set()),
    ("Talks between Ottawa and Quito failed.", "Ottawa", {"CAN"}),
    ("The United States’ offer was refused.", "United States", {"USA"}),
    ("Côte d’Ivoire abstained.", "Côte d’Ivoire", {"CIV"}),
    ("The Elysée declined to comment.", "Elysée", {"FRA"}),
    ("The Soviet Union recognised it in 1950.", "Soviet Union", {"SUN"}),
    ("North Korea and South Korea met.", "North Korea", {"PRK"}),
]


@pytest.mark.parametrize(("text", "words", "expected"), COUNTRIES)
def test_country_is_named(text: str, words: str, expected: set[str]) -> None:
    assert meant(text, words) == expected


BODIES = [
    ("The Kenyan foreign ministry protested.", "Kenyan foreign ministry", "Ministry of Foreign Affairs of Kenya"),
    ("The foreign ministry in Nairobi protested.", "foreign ministry", "Ministry of Foreign Affairs of Kenya"),
    ("India's foreign ministry protested.", "foreign ministry", "Ministry of External Affairs of India"),
    ("Peru's Ministry of Science and Technology agreed.", "Ministry of Science", "Ministry of Science and Technology of Peru"),
    ("The Ministry of Trade of Kenya agreed.", "Ministry of Trade", "Ministry of Trade of Kenya"),
    ("The State Department protested.", "State Department", "US Department of State"),
    ("Brussels imposed a tariff.", "Brussels", "European Union"),
    ("The IMF approved the loan.", "IMF", "International Monetary Fund"),
    ("Leaders of the Association of Southeast Asian Nations met.", "Association", "ASEAN"),
    ("The Chilean embassy in Nairobi was closed.", "Chilean embassy", "Embassy of Chile in Kenya"),
    ("Chile's Coastal Research Institute agreed.", "Coastal Research Institute", "Coastal Research Institute"),
    ("The Andean Fishers' Rights Council (AFRC) met. The AFRC agreed.", "The AFRC", "Andean Fishers' Rights Council"),
    ("Russia's Security Council met.", "Security Council", "Security Council of Russia"),
    ("The UN Security Council met.", "UN Security Council", "UN Security Council"),
    ("The Kremlin said so.", "Kremlin", "Kremlin"),
    ("The Danish government agreed.", "Danish government", "Government of Denmark"),
]


@pytest.mark.parametrize(("text", "words", "expected"), BODIES)
def test_body_has_its_canonical_name(text: str, words: str, expected: str) -> None:
    assert expected in meant(text, words)


NO_BODIES = [
    "He joined the group of friends on Monday.",
    "They praised the Free Trade Agreement between Peru and Chile.",
    "LIMA, May 3 (LNA) - Peru agreed.",
]


@pytest.mark.parametrize("text", NO_BODIES)
def test_no_body_is_named(text: str) -> None:
    assert not [a.name for a in analysis(text).actors.values() if a.kind == "organisation"]


PERSONS = [
    ("President Ana Torres met Foreign Minister Jon Berg.", ["Ana Torres", "Jon Berg"]),
    ("Presidents Ana Torres and Jon Berg met.", ["Ana Torres", "Jon Berg"]),
    ("Deputy Prime Minister and Foreign Minister Tran Van Binh spoke.", ["Tran Van Binh"]),
    ("Hana Okoye, Kenya's trade minister, agreed.", ["Hana Okoye"]),
    ("Kenya's trade minister, Hana Okoye, agreed.", ["Hana Okoye"]),
    ("Sheikh Nasser bin Rashid Al Khoury, the emir, agreed.", ["Nasser bin Rashid Al Khoury"]),
    ("Gen. Luis T. Reyes Jr. resigned.", ["Luis T. Reyes Jr."]),
    ("Mr Lindqvist declined.", ["Lindqvist"]),
    ("Ambassador Kim Sei-min left. Kim smiled.", ["Kim Sei-min"]),
    ("President To Linh spoke. Linh left.", ["To Linh"]),
    ("Prime Minister Clara May resigned. May smiled.", ["Clara May"]),
    ("Assoc. Prof. Dr. Nguyen Thi Hoa spoke.", ["Nguyen Thi Hoa"]),
    ("Minister P.K. Sharma and Minister R. Hari Prasad agreed.", ["P.K. Sharma", "R. Hari Prasad"]),
    ("President Sang arrived. Truong Tan Sang spoke.", ["Truong Tan Sang"]),
]


@pytest.mark.parametrize(("text", "expected"), PERSONS)
def test_persons_are_named_once_and_fully(text: str, expected: list[str]) -> None:
    assert [a.name for a in analysis(text).actors.values() if a.kind == "person"] == expected


OF_COUNTRY = [
    ("Kenya's trade minister, Hana Okoye, agreed.", "Hana Okoye", "KEN"),
    ("Peru and Chile agreed. Defence Ministers Ana Torres of Peru and Jon Rojas of Chile signed.", "Jon Rojas", "CHL"),
    ("Russia and Vietnam agreed. Presidents Igor Antipov and Tran Van Binh spoke.", "Tran Van Binh", "VNM"),
    ("Russia and Vietnam agreed. Presidents Igor Antipov and Tran Van Binh spoke.", "Igor Antipov", "RUS"),
    ("UN Secretary-General Ole Dahl met Kenya's president.", "Ole Dahl", None),
]


@pytest.mark.parametrize(("text", "name", "country"), OF_COUNTRY)
def test_person_belongs_to_country(text: str, name: str, country: str | None) -> None:
    assert {a.name: a.country for a in analysis(text).actors.values()}[name] == country  # type: ignore[index]


def test_helpers_tell_who_stands_where() -> None:
    text = "Peru and Chile thanked Norway, and Kenya was criticised by the World Bank."
    at = analysis(text)
    thanked = next(t for t in at.doc if t.text == "thanked")
    criticised = next(t for t in at.doc if t.text == "criticised")
    assert subject_actors(at, thanked) == ("PER", "CHL")
    assert object_actors(at, thanked) == ("NOR",)
    assert subject_actors(at, criticised) == ("World Bank",)
    assert object_actors(at, criticised) == ("KEN",)
    assert actors_in(at, 0, text.index(",")) == ("PER", "CHL", "NOR")


def test_main_pair_is_what_the_report_is_about() -> None:
    assert set(main_pair(analysis("Peru met Chile. Peru thanked Chile. Norway watched."))) == {"PER", "CHL"}


def test_mention_at_prefers_the_person_in_office() -> None:
    text = "Kenya's trade minister, Hana Okoye, agreed."
    found = mention_at(analysis(text), 0, text.index(", agreed"))
    assert found is not None
    assert found.name == "Hana Okoye"


def test_mentions_are_in_order_and_every_name_is_an_actor() -> None:
    at = analysis("Presidents Ana Torres of Peru and Jon Rojas of Chile met in Oslo. She thanked him; the two sides agreed.")
    assert [m.evidence.start for m in at.mentions] == sorted(m.evidence.start for m in at.mentions)
    assert {m.name for m in at.mentions} <= {str(name) for name in at.actors}
    assert all(at.report.text[m.evidence.start : m.evidence.end] == m.evidence.text for m in at.mentions)


def test_country_table_is_sound() -> None:
    codes = [r["iso3"] for r in rows("countries")]
    assert codes == sorted(set(codes))
    assert len(codes) > 195
    assert all(len(code) == 3 and code.isupper() for code in codes)


def test_organisation_table_is_sound() -> None:
    names = [r["name"] for r in rows("organisations")]
    codes = {r["iso3"] for r in rows("countries")}
    assert len(names) == len(set(names)) > 250
    assert {r["country"] for r in rows("organisations")} <= codes | {""}
    assert all(alias != r["name"] for r in rows("organisations") for alias in several(r["aliases"]))


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("The newspaper La Gaceta asked why.", "La Gaceta", "organisation"),
        ("The exporters Barry Dahl and Olmo agreed with Peru.", "Barry Dahl", "organisation"),
        ("Officials told the daily Le Phare that Peru agreed.", "Le Phare", "organisation"),
        ("The frigate Ana Sofia sailed for Peru.", "Ana Sofia", None),
        ("Peru was hit by Typhoon Yagi on Monday.", "Yagi", None),
        ("Peru was hit by Cyclone Ana Freddy on Monday.", "Cyclone Ana Freddy", None),
    ],
)
def test_nouns_tell_what_a_name_is(text: str, name: str, kind: str | None) -> None:
    kinds = {a.name: a.kind for a in analysis(text).actors.values()}
    assert kinds.get(name) == kind  # type: ignore[call-overload]
