"""Tenures told in short invented sentences."""

from __future__ import annotations

import pytest

from attache.reading.offices import find_tenures
from tests.reading.test_who import analysis

Told = list[tuple[str, str, str | None]]

CASES: list[tuple[str, Told]] = [
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


def test_tenure_rests_on_the_words_that_tell_it() -> None:
    (tenure,) = find_tenures(analysis("On Monday Hana Okoye, Kenya's trade minister, agreed."))
    assert tenure.evidence[0].text == "Hana Okoye, Kenya's trade minister"
