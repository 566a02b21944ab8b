"""Whom descriptions and pronouns mean, in short invented texts."""

from __future__ import annotations

import pytest

from tests.reading.test_who import meant

CASES = [
    ("JOINT COMMUNIQUÉ\n\nPeru and Chile met in Lima.\n\n2. Ministers praised the pact.", "Ministers", 0, {"PER", "CHL"}),
    ("Peru, Chile and Kenya agreed. They signed.", "They", 0, {"PER", "CHL", "KEN"}),
    ("Kenya and the World Bank agreed. They signed.", "They", 0, {"KEN", "World Bank"}),
    ("Kenya objected. “Peru is late,” it said.", "it", 0, {"KEN"}),
    ("President Ana Torres of Peru spoke. Her country agreed.", "Her country", 0, {"Ana Torres", "PER"}),
    ("Ana Torres of Peru came late. The Peruvian said nothing.", "The Peruvian", 0, {"Ana Torres", "PER"}),
    (
        "President Ana Torres of Peru and President Jon Rojas of Chile met. The leaders smiled.",
        "The leaders",
        0,
        {"Ana Torres", "Jon Rojas"},
    ),
    ("China was not there. Peru and Chile met. China sent a note. Both sides smiled.", "Both sides", 0, {"PER", "CHL"}),
    ("The Houthis agreed. Their rockets were counted.", "Their", 0, {"Houthis"}),
    ("Minister Jon Rojas said: “Minister Ole Dahl left. He was tired.”", "He", 0, {"Ole Dahl"}),
    ("Minister Jon Rojas spoke. Dahl might have fled, he says.", "he", 0, {"Jon Rojas"}),
    (
        "OSLO, May 3 - Prime Minister Jon Rojas of Chile met Prime Minister Ole Dahl of Norway. The host smiled.",
        "The host",
        0,
        {"Ole Dahl"},
    ),
    (
        "The head of the Russian government, Igor Antipov, spoke. The Russian premier left.",
        "The Russian premier",
        0,
        {"Igor Antipov", "RUS"},
    ),
    ("Ambassador Ana Torres spoke in Oslo. The diplomat praised Norway.", "The diplomat", 0, {"Ana Torres"}),
    ("Kenya's foreign minister, Hana Okoye, spoke. The Kenyan FM smiled.", "The Kenyan FM", 0, {"Hana Okoye", "KEN"}),
    ("President Igor Antipov of Russia spoke. The Russian leader smiled.", "The Russian leader", 0, {"Igor Antipov", "RUS"}),
    ("President Igor Antipov of Russia spoke. The head of state smiled.", "The head of state", 0, {"Igor Antipov"}),
    ("Prime Minister Ana Torres spoke. The premier smiled.", "The premier", 0, {"Ana Torres"}),
    (
        "Presidents Ana Torres of Peru and Jon Rojas of Chile met. The two presidents smiled.",
        "The two presidents",
        0,
        {"Ana Torres", "Jon Rojas"},
    ),
    ("Presidents Ana Torres of Peru and Jon Rojas of Chile met. They smiled.", "They", 0, {"Ana Torres", "Jon Rojas"}),
    ("Peru and Chile signed a pact. The two sides also agreed on fish.", "The two sides", 0, {"PER", "CHL"}),
    ("Peru and Chile signed a pact. Both countries praised it.", "Both countries", 0, {"PER", "CHL"}),
    ("Minister Jon Rojas spoke. He smiled.", "He", 0, {"Jon Rojas"}),
    ("Minister Jon Rojas met Minister Angela Torres. She smiled.", "She", 0, {"Angela Torres"}),
    ("Kenya refused the loan. It had been offered by the World Bank.", "It", 0, {"KEN"}),
    (
        "The Kenyan foreign ministry protested. The ministry demanded an apology.",
        "The ministry",
        0,
        {"Ministry of Foreign Affairs of Kenya"},
    ),
    ("NATO met on Monday. The alliance agreed.", "The alliance", 0, {"NATO"}),
    ("Gazprom met Peru's envoy. The company offered gas.", "The company", 0, {"Gazprom"}),
    ("An official of Peru spoke.", "An official", 0, set()),
    ("It is clear that Peru agreed.", "It", 0, set()),
    ("Prime Minister Ana Torres of Peru arrived in Oslo. The visitor smiled.", "The visitor", 0, {"Ana Torres"}),
]


@pytest.mark.parametrize(("text", "words", "nth", "expected"), CASES)
def test_reference_means(text: str, words: str, nth: int, expected: set[str]) -> None:
    assert meant(text, words, nth) == expected
