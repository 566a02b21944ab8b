"""Things named in short sentences, read with the real analyser, tables and actors."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest

from attache.knowledge import rows, several
from attache.language.en import analyse
from attache.language.tokens import plain
from attache.reading.analysis import Analysis
from attache.reading.things import find_things, places_in, things_in, where_of
from attache.reading.when import find_times
from attache.reading.who import find_actors
from attache.records import Report, ReportId

PUBLISHED = ("2019-05-06", "2019-05-06")


def analysis(text: str, place: str | None = None) -> Analysis:
    sha = hashlib.sha256(text.encode()).hexdigest()
    report = Report(id=ReportId(f"r{sha[:16]}"), text=text, sha256=sha, published=PUBLISHED, place=place)
    doc = plain(analyse(text))
    at = Analysis(report, doc, published=PUBLISHED, times=find_times(doc, PUBLISHED))
    actors, mentions = find_actors(at)
    at = replace(at, actors=actors, mentions=mentions)
    things, found = find_things(at)
    return replace(at, things=things, mentions=(*mentions, *found))


def named(text: str) -> list[tuple[str, str]]:
    return [(thing.kind, thing.name) for thing in analysis(text).things]


AGREEMENTS = [
    ("They opened talks on an agreement to avoid double taxation.", ["double taxation agreement"]),
    ("They ratified the convention for the avoidance of double taxation.", ["double taxation agreement"]),
    ("The double tax treaty is in force.", ["double taxation agreement"]),
    ("They will open talks on a free trade agreement between Chile and Indonesia.", ["Chile–Indonesia Free Trade Agreement"]),
    (
        "The Economic Partnership Agreement between the European Union and Kenya entered into force.",
        ["EU–Kenya Economic Partnership Agreement"],
    ),
    ("Kenya and Rwanda signed a memorandum on the exchange of weather data.", ["memorandum on the exchange of weather data"]),
    ("Peru adopted a joint statement with Chile on 3 May 2019.", ["joint statement of 3 May 2019"]),
    ("In a joint statement they spoke of trust.", []),
    ("Six agreements were signed and no treaty was ratified.", []),
    ("Norway praised the Paris Agreement. The accord had been signed earlier.", ["Paris Agreement"]),
    ("They ratified UNCLOS and the Arms Trade Treaty.", ["United Nations Convention on the Law of the Sea", "Arms Trade Treaty"]),
    ("They blocked agreement for weeks.", []),
    ("It was the first contact since the Pretoria accord.", ["Pretoria accord"]),
    ("Security Council Resolution 1234 was renewed.", ["Security Council Resolution 1234"]),
    ("They work under an agreement of 1979.", ["1979 agreement"]),
    (
        "They praised the Enhanced Partnership and Cooperation Agreement.",
        ["Enhanced Partnership and Cooperation Agreement"],
    ),
    ("Both signed the Partnership for Growth last year.", ["Partnership for Growth"]),
    ("A comprehensive partnership was announced.", []),
    ("Chad was delaying a peace treaty.", []),
    ("The Jeddah Accords were never ratified.", ["Jeddah Accords"]),
    ("The award on the Red Sea final and binding for both stands.", []),
    ("They declared the 2016 arbitral award on the Red Sea final and binding.", ["2016 arbitral award on the Red Sea"]),
    ("Lima signed a memorandum on easing the entry of students.", ["memorandum on easing the entry of students"]),
    (
        "They backed the Accord on Andean Fisheries and the Compact for Migration.",
        ["Accord on Andean Fisheries", "Compact for Migration"],
    ),
]
MECHANISMS = [
    (
        "Ghana and Togo agreed. The third session of the Joint Commission on Trade, Fisheries and Maritime Law is due.",
        ["Ghana–Togo Joint Commission on Trade, Fisheries and Maritime Law"],
    ),
    (
        "The 12th meeting of the Kenyan-Ugandan Intergovernmental Commission on Trade and Transport ended.",
        ["Kenya–Uganda Intergovernmental Committee"],
    ),
    ("Delegates came to the Boao Forum.", ["Boao Forum for Asia"]),
    ("The two ministers launched a working group on fisheries.", ["working group on fisheries"]),
    ("The European Commission and the Electoral Commission disagreed.", []),
    ("He attended the India-Kenya summit.", ["India-Kenya summit"]),
    ("The Joint Committee on Fisheries will meet.", ["Joint Committee on Fisheries"]),
    ("He told an industry forum so.", []),
    ("A fifth round of indirect talks with Chile began.", []),
    ("The parties to the Kigali process met again.", ["Kigali process"]),
    ("The ministers opened the third People-to-People Forum.", ["People-to-People Forum"]),
    ("The next meeting of the Association Council will take place in May.", ["Association Council"]),
    ("The Joint Commission met. Peru was glad. Peru and Chile agreed.", ["Peru–Chile Joint Commission"]),
    ("They prepared the first European Union – Central Asia summit.", ["European Union – Central Asia summit"]),
    ("They opened the first Summit of Andean and Arab Countries.", ["Summit of Andean and Arab Countries"]),
    ("Donors of the Consultative Group on Nepal met.", ["Consultative Group on Nepal"]),
    ("Fiji left the Pacific Islands Forum.", []),
    ("They praised the Colombo Process.", ["Colombo Process"]),
]
PROGRAMMES = [
    ("The railway from Lima to Cusco will be finished in July.", [("project", "Lima–Cusco railway")]),
    ("They opened a gas pipeline, some 90 kilometres long, between Baku and Ganja.", [("project", "Baku–Ganja gas pipeline")]),
    ("The superhighway from Lima to Ica is open.", [("project", "Lima–Ica highway")]),
    ("A power line linking Lome with Cotonou is ready.", [("project", "Lome–Cotonou power line")]),
    ("The railway is late. The stretch from Ica to Nazca was opened.", [("project", "Ica–Nazca railway")]),
    ("Chile opened a coal-fired power plant in Antofagasta.", [("project", "coal-fired power plant in Antofagasta")]),
    ("They will open a plant in Antofagasta.", []),
    ("They will build a power plant in Chile.", []),
    ("They will build a Chilean steel plant in Quito.", []),
    ("This will be the Year of Kenya in Japan.", [("programme", "Year of Kenya in Japan")]),
    ("Japan adopted its nineteenth package of sanctions.", [("programme", "nineteenth package of sanctions")]),
    ("The two navies held the Balikatan exercise.", [("programme", "Balikatan")]),
    ("Engineers inspected the Akkuyu plant.", [("project", "Akkuyu nuclear power plant")]),
    ("Workers welded the Mtwara gas pipeline.", [("project", "Mtwara gas pipeline")]),
    ("Russian engineers will build a pipeline.", []),
    (
        "Banks will support the Trans-Caspian International Transport Route.",
        [("project", "Trans-Caspian International Transport Route")],
    ),
    ("They use the Middle Corridor.", [("project", "Middle Corridor")]),
    ("The memorandum on the Andean Seasonal Worker Scheme was signed.", [("programme", "Andean Seasonal Worker Scheme")]),
    ("They launched the Initiative for Central America.", [("programme", "Initiative for Central America")]),
    ("The envoy for Foreign Affairs and Security Policy spoke.", []),
]
PLACES = [
    ("He flew to Paris and met Macron in Lyon.", ["Paris", "Lyon"]),
    ("Paris protested. Berlin told Paris to wait.", []),
    ("The ambassador to Paris resigned.", []),
    ("The premier hit out at Rome on Monday.", []),
    ("A cabinet meeting was held in Port-au-Prince.", ["Port-au-Prince"]),
    ("They spoke in Mombasa, near the Red Sea.", ["Mombasa", "Red Sea"]),
    ("The army holds the Kherson region and Taraba province.", ["Kherson region", "Taraba"]),
    ("He flew to Ho Chi Minh City.", ["Ho Chi Minh City"]),
    ("He has invited President Ruto to Tokyo.", ["Tokyo"]),
    ("They will invest in Eastern Siberia.", ["Eastern Siberia"]),
    ("Ministers walked the Inca Trail.", ["Inca Trail"]),
    ("KAMPALA, 3 March (Agency) - Uganda is ready.", ["Kampala"]),
    ("SEOUL/TOKYO, 3 March - The two are ready.", []),
    ("Southeast Asia was discussed at Camp David.", ["Camp David"]),
    ("Talks went on at the Kremlin. The Kremlin said no.", ["Kremlin"]),
]


@pytest.mark.parametrize(("text", "names"), AGREEMENTS)
def test_agreements(text: str, names: list[str]) -> None:
    assert [name for kind, name in named(text) if kind == "agreement"] == names


@pytest.mark.parametrize(("text", "names"), MECHANISMS)
def test_mechanisms(text: str, names: list[str]) -> None:
    assert [name for kind, name in named(text) if kind == "mechanism"] == names


@pytest.mark.parametrize(("text", "things"), PROGRAMMES)
def test_programmes_and_projects(text: str, things: list[tuple[str, str]]) -> None:
    assert [thing for thing in named(text) if thing[0] in ("programme", "project")] == things


@pytest.mark.parametrize(("text", "names"), PLACES)
def test_places(text: str, names: list[str]) -> None:
    assert [name for kind, name in named(text) if kind == "place"] == names


def test_later_short_mentions_point_to_the_agreement_before() -> None:
    at = analysis("Norway praised the Paris Agreement. The accord had been signed earlier.")
    second = at.report.text.index("The accord")
    assert [m.form for m in at.mentions if m.name == "Paris Agreement"] == ["name", "description"]
    assert [thing.name for thing in things_in(at, second, len(at.report.text))] == ["Paris Agreement"]


def test_parties_and_country_of_a_thing() -> None:
    things = {thing.name: thing for thing in analysis("A free trade agreement between Chile and Peru was signed in Lima.").things}
    assert things["Chile–Peru Free Trade Agreement"].parties == ("CHL", "PER")
    assert things["Lima"].of == "PER"


@pytest.mark.parametrize(
    ("text", "verb", "where"),
    [
        ("The two ministers met in Mombasa on Friday.", "met", "Mombasa"),
        ("The agreement was signed here on Sunday.", "signed", "Lomé"),
        ("The embassy in Paris announced it.", "announced", None),
        ("They met at the Kremlin.", "met", "Moscow"),
        ("They met in Kenya.", "met", "KEN"),
        ("She flew to Lyon on Monday.", "flew", "Lyon"),
        ("They signed a pact on milk in Mombasa.", "signed", "Mombasa"),
        ("They met in Mombasa and signed a pact.", "signed", "Mombasa"),
        ("The authorities in Mombasa protested.", "protested", None),
    ],
)
def test_where_an_act_took_place(text: str, verb: str, where: str | None) -> None:
    at = analysis(text, place="Lomé")
    token = next(token for token in at.doc if token.text == verb)
    assert where_of(at, token) == where


TABLES = ["agreements", "mechanisms", "programmes", "projects", "places"]


@pytest.mark.parametrize("table", TABLES)
def test_tables_name_each_thing_once(table: str) -> None:
    names = [row["name"] for row in rows(table)]
    assert len(set(names)) == len(names)
    aliases = [alias for row in rows(table) for alias in several(row["aliases"])]
    assert not {alias for alias in aliases if alias in names}


@pytest.mark.parametrize("table", TABLES)
def test_owners_and_parties_are_known_actors(table: str) -> None:
    known = {row["iso3"] for row in rows("countries")} | {row["name"] for row in rows("organisations")}
    named = {name for row in rows(table) for cell in ("of", "parties") for name in several(row.get(cell, ""))}
    assert named <= known


def test_places_in_a_passage() -> None:
    at = analysis("They spoke in Mombasa. They dined in Lyon.")
    assert [place.name for place in places_in(at, 0, 22)] == ["Mombasa"]


@pytest.mark.parametrize(
    "text",
    [
        "Donors of the Consultative Group on Nepal met.",
        "The Sino-Brazilian High-Level Commission met.",
        "The Association Council met.",
        "The Bi-National Commission met.",
    ],
)
def test_bodies_that_join_sides_are_no_actors(text: str) -> None:
    assert [name for name, actor in analysis(text).actors.items() if actor.kind == "organisation"] == []


def test_an_invitation_does_not_take_place_where_the_guest_is_to_go() -> None:
    at = analysis("He invited President Ruto to Tokyo.")
    assert where_of(at, next(token for token in at.doc if token.text == "invited")) is None
