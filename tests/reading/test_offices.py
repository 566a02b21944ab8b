"""Tenures told in short invented sentences."""

from __future__ import annotations

from dataclasses import replace

import pytest

from attache.reading.offices import find_tenures
from attache.records import ActorName
from tests.reading.test_who import analysis

Told = list[tuple[str, str, str | None]]

CASES: list[tuple[str, Told]] = [
    (
        "The Emir of Qatar, His Highness Sheikh Talal bin Nasser, met Saudi Foreign Minister Prince Faris bin Turki.",
        [("Talal bin Nasser", "Emir", "QAT"), ("Faris bin Turki", "Foreign Minister", "SAU")],
    ),
    (
        "UAE Vice President and Ruler of Ajman His Highness Sheikh Rashid bin Omar left Kenya.",
        [("Rashid bin Omar", "Vice President", "ARE"), ("Rashid bin Omar", "Ruler", "Ajman")],
    ),
    (
        "Dr Sultan Al Nuaimi, UAE Minister of Industry and Advanced Technology, left Japan.",
        [("Sultan Al Nuaimi", "Minister of Industry and Advanced Technology", "ARE")],
    ),
    ("A special envoy of the King of Jordan, Ali Haddad, left.", [("Ali Haddad", "Special envoy of the King", "JOR")]),
    (
        "India hopes. External Affairs Minister Shri R. K. Rao met Foreign Minister H.H. Sheikh Salim bin Hamad of Oman.",
        [("R. K. Rao", "External Affairs Minister", "IND"), ("Salim bin Hamad", "Foreign Minister", "OMN")],
    ),
    (
        "He called on the President, H.H. Sheikh Khalid bin Saif Al Nuaimi, in the Emirates.",
        [("Khalid bin Saif Al Nuaimi", "President", "ARE")],
    ),
    (
        "Datuk Seri Ahmad Zaki bin Omar, Malaysia's Minister of Trade, left Peru.",
        [("Ahmad Zaki bin Omar", "Minister of Trade", "MYS")],
    ),
    ("Trade Minister Don Farwell of Australia left.", [("Don Farwell", "Trade Minister", "AUS")]),
    (
        "Sheikh Hamad bin Saif, the Crown Prince of Abu Dhabi and Deputy Supreme Commander of the UAE Armed Forces, left.",
        [("Hamad bin Saif", "Crown Prince", "Abu Dhabi"), ("Hamad bin Saif", "Deputy Supreme Commander", "UAE Armed Forces")],
    ),
    ("Saudi Crown Prince Faris bin Salim left.", [("Faris bin Salim", "Crown Prince", "SAU")]),
    ("Riyadh's Crown Prince, Faris bin Salim, left Saudi Arabia.", [("Faris bin Salim", "Crown Prince", "SAU")]),
    (
        "Sheikh Salim bin Hamad left Japan. He came after he became ruler of Sharjah in the Emirates.",
        [("Salim bin Hamad", "Ruler", "Sharjah")],
    ),
    ("Sultan Ahmed bin Hamad, chairman of Rosatom, left Peru.", [("Sultan Ahmed bin Hamad", "chairman", "Rosatom")]),
    (
        "Governor Ole Dahl of the Bank of Korea and his Malaysian colleague, Ahmad Zaki, signed.",
        [("Ole Dahl", "Governor", "Bank of Korea"), ("Ahmad Zaki", "Governor", "Bank Negara Malaysia")],
    ),
    (
        "Governor Ole Dahl of the Bank of Korea and his Kenyan counterpart, Hana Okoye, signed.",
        [("Ole Dahl", "Governor", "Bank of Korea"), ("Hana Okoye", "Governor", "Central Bank of Kenya")],
    ),
    (
        "Ana Torres of Peru, now also deputy prime minister, left Kenya.",
        [("Ana Torres", "Deputy prime minister", "PER")],
    ),
    ("Kenya hosted a guest from Malaysia. Trade Minister Datuk Jon Zaki spoke.", [("Jon Zaki", "Trade Minister", "MYS")]),
    ("Bangladesh and Kuwait agreed. Prime Minister Sheikh Hasina left.", [("Sheikh Hasina", "Prime Minister", "BGD")]),
    (
        "The foreign ministers of Peru and Chile, Ana Torres and Jon Rojas, met.",
        [("Ana Torres", "Foreign minister", "PER"), ("Jon Rojas", "Foreign minister", "CHL")],
    ),
    (
        "The presidents of Kenya, Peru and Norway – Hana Okoye, Ana Torres and Ole Dahl – met.",
        [("Hana Okoye", "President", "KEN"), ("Ana Torres", "President", "PER"), ("Ole Dahl", "President", "NOR")],
    ),
    ("Some crossed into Chad, whose foreign minister, Ole Dahl, wept.", [("Ole Dahl", "Foreign minister", "TCD")]),
    ("King Mohammed VI of Morocco left.", [("Mohammed VI", "King", "MAR")]),
    ("Sultan Qaboos bin Said of Oman left.", [("Qaboos bin Said", "Sultan", "OMN")]),
    ("Kenya and Peru agreed. Foreign Minister Ole Dahl urged Lima to wait.", [("Ole Dahl", "Foreign Minister", "KEN")]),
    ("Japan and Chile agreed. Trade Minister José Antonio Galilea signed.", [("José Antonio Galilea", "Trade Minister", "CHL")]),
    ("Kenya will modernise its agriculture, Minister Ole Dahl said.", [("Ole Dahl", "Minister", "KEN")]),
    ("Kenya trains its coast guard, Foreign Secretary Hana Okoye said.", [("Hana Okoye", "Foreign Secretary", "KEN")]),
    (
        "Coordinating Minister for Economy, Finance and Industry Ole Dahl of Norway left.",
        [("Ole Dahl", "Coordinating Minister for Economy, Finance and Industry", "NOR")],
    ),
    (
        "The Minister for Foreign Affairs of Norway, the Hon Ole Dahl MP, left.",
        [("Ole Dahl", "Minister for Foreign Affairs", "NOR")],
    ),
    (
        "In Oslo the Norwegian Prime Harbour Secretary Ole Dahl left.",
        [("Ole Dahl", "Prime Harbour Secretary", "NOR")],
    ),
    (
        "Deputy Prime Minister – Minister of Trade of Norway Ole Dahl left.",
        [("Ole Dahl", "Deputy Prime Minister", "NOR"), ("Ole Dahl", "Minister of Trade", "NOR")],
    ),
    ("Norway waits, government spokesman Colonel Ole Dahl said.", [("Ole Dahl", "government spokesman", "NOR")]),
    (
        "President Ana Torres of Peru left. Her predecessor, Jon Rojas, stayed.",
        [("Ana Torres", "President", "PER"), ("Jon Rojas", "President", "PER")],
    ),
    ("OSLO, May 3 - Peru pays, Finance Minister Gro Aas said.", [("Gro Aas", "Finance Minister", "NOR")]),
    ("OSLO, May 3 - Peru and Norway agreed, Ambassador Ada Quis said.", [("Ada Quis", "Ambassador to Norway", "PER")]),
    ("Kenya and Peru agreed, Prime Minister Narendra Modi said.", [("Narendra Modi", "Prime Minister", "IND")]),
    ("Norway's trade minister Ole Dahl spoke. Minister Dahl left.", [("Ole Dahl", "Trade minister", "NOR")]),
    ("Ana Torres, who became president of Peru last month, spoke.", [("Ana Torres", "President", "PER")]),
    (
        "Ole Dahl, adviser to President Jon Rojas of Chile, left.",
        [("Ole Dahl", "adviser to the President", "CHL"), ("Jon Rojas", "President", "CHL")],
    ),
    ("The Kremlin said no. Its spokesman, Igor Antipov, gave no reason.", [("Igor Antipov", "spokesman", "Kremlin")]),
    (
        "Peru backed the United Nations. Its ambassador in Oslo, Ana Torres, left.",
        [("Ana Torres", "Ambassador to Norway", "PER")],
    ),
    ("Kenya's Foreign Minister Hana Okoye spoke.", [("Hana Okoye", "Foreign Minister", "KEN")]),
    ("Hana Okoye, Kenya's trade minister, agreed.", [("Hana Okoye", "Trade minister", "KEN")]),
    ("The Kenyan trade minister, Hana Okoye, agreed.", [("Hana Okoye", "Trade minister", "KEN")]),
    (
        "Deputy Prime Minister and Foreign Minister Tran Van Binh of Vietnam spoke.",
        [("Tran Van Binh", "Deputy Prime Minister", "VNM"), ("Tran Van Binh", "Foreign Minister", "VNM")],
    ),
    (
        "Presidents Ana Torres of Peru and Jon Rojas of Chile met.",
        [("Ana Torres", "President", "PER"), ("Jon Rojas", "President", "CHL")],
    ),
    ("Ana Torres, the head of the IMF, agreed.", [("Ana Torres", "head", "International Monetary Fund")]),
    ("Rosatom's director general, Igor Antipov, agreed.", [("Igor Antipov", "director general", "Rosatom")]),
    ("Norway's ambassador in Nairobi, Ole Dahl, left.", [("Ole Dahl", "Ambassador to Kenya", "NOR")]),
    (
        "Ole Dahl, Norwegian minister of state for foreign affairs, left.",
        [("Ole Dahl", "Minister of state for foreign affairs", "NOR")],
    ),
    (
        "Vietnamese Minister of Science and Technology Tran Van Binh left.",
        [("Tran Van Binh", "Minister of Science and Technology", "VNM")],
    ),
    (
        "Igor Antipov, deputy chairman of Russia's Security Council, left.",
        [("Igor Antipov", "deputy chairman", "Security Council of Russia")],
    ),
    ("Kenya's National Assembly Chairman Paul Kamau spoke.", [("Paul Kamau", "National Assembly Chairman", "KEN")]),
    ("State Duma Chairman Igor Antipov spoke.", [("Igor Antipov", "Chairman", "State Duma")]),
    ("General Luis Reyes spoke.", []),
    ("Professor Luis Reyes spoke.", []),
    (
        "Peru's Prime Minister Ana Torres met her Chilean counterpart, Jon Rojas.",
        [("Ana Torres", "Prime Minister", "PER"), ("Jon Rojas", "Prime Minister", "CHL")],
    ),
    (
        "It was signed by the foreign ministers of Peru and Chile: Ana Torres and Jon Rojas.",
        [("Ana Torres", "Foreign minister", "PER"), ("Jon Rojas", "Foreign minister", "CHL")],
    ),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_tenures(text: str, expected: Told) -> None:
    assert [(t.person, t.office, t.of) for t in find_tenures(analysis(text))] == expected


def test_former_office_is_dated_open() -> None:
    (tenure,) = find_tenures(analysis("The former president of Peru, Ana Torres, spoke."))
    assert tenure.when is not None
    assert tenure.when[0] is None


def test_office_of_the_dead_is_dated_open() -> None:
    (tenure,) = find_tenures(analysis("Kenya mourned the death of President Ole Dahl of Norway."))
    assert tenure.when == (None, "2019-05-06")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ken Mori of Japan spoke. He and Hana Okoye of Kenya co-chaired the fifth Japan-Kenya Joint Commission.", 2),
        ("The Japan-Kenya Joint Commission met.\nChairs: Ken Mori, Foreign Minister of Japan; Hana Okoye, envoy of Kenya", 2),
        ("The Japan-Kenya Joint Commission met. Ken Mori led the Japanese side, Hana Okoye the Kenyan one.", 2),
        ("The Japan-Kenya Joint Commission met. Ken Mori led the Japanese side and called on Hana Okoye.", 0),
        ("The Japan-Kenya Joint Commission met. Ken Mori and Hana Okoye chaired a business lunch.", 0),
    ],
)
def test_two_who_chair_are_co_chairs(text: str, expected: int) -> None:
    at = analysis(text)
    place = text.index("Japan-Kenya")
    body = replace(
        at.mentions[0], name=ActorName("Japan–Kenya Joint Commission"), kind="mechanism", evidence=at.evidence(place, place + 28)
    )
    chairs = [t for t in find_tenures(replace(at, mentions=(body, *at.mentions))) if t.office == "co-chair"]
    assert [t.of for t in chairs] == ["Japan–Kenya Joint Commission"] * expected


def test_tenure_rests_on_the_words_that_tell_it() -> None:
    (tenure,) = find_tenures(analysis("On Monday Hana Okoye, Kenya's trade minister, agreed."))
    assert tenure.evidence[0].text == "Hana Okoye, Kenya's trade minister"
