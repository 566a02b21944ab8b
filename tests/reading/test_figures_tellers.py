"""Who tells a figure and whose count it is, in short reports read as a whole."""

from __future__ import annotations

import pytest

from attache.reading import read
from attache.records import Figure, Report, ReportId

_HEAD = "NAIROBI, 20 May 2019 - President Uhuru Kenyatta met Prime Minister Erna Solberg of Norway in Nairobi.\n\n"


def figures(text: str) -> tuple[Figure, ...]:
    """The figures of an invented report on Kenya and Norway."""
    return read(Report(ReportId("r1"), _HEAD + text, "0")).figures


STILL = [
    ("Trade came to 2 billion dollars, Kenyatta said; in the whole of 2017 it had been 1.5 billion dollars.", 1.5e9),
    ("Agreement was near, Kenyatta went on, on loans worth 300 million dollars.", 300e6),
    ("Trade grew by eight per cent in 2018, Kenyatta said. The share of the shilling came to almost 60 per cent in 2018.", 60),
    ('"In 2018 trade grew by 20 per cent," Kenyatta told reporters. It came to 2 billion dollars.', 2e9),
]


@pytest.mark.parametrize(("text", "value"), STILL)
def test_speaker_goes_on(text: str, value: float) -> None:
    told = [f for f in figures(text) if f.value == value]
    assert [f.speakers for f in told] == [("Uhuru Kenyatta",)]


ENDED = [
    # A quotation ends with its mark: what follows is the report's.
    ('"We have settled the matter," Kenyatta said at the end of that month; by then Norway had lent 40 million dollars.', 40e6),
    # Another counts.
    ("Trade came to 2 billion dollars, Kenyatta said; Norway counts 1.5 billion dollars.", 1.5e9),
    # The sentence before gives no number that "it" could go on about.
    ("The talks were good, Kenyatta said. It was a grant of 5 million dollars that Norway gave.", 5e6),
    # Neither "it" nor a sentence that the speaker closes: the report's own.
    ("Kenyatta said that trade came to 2 billion dollars. Exports to Norway were 40 million dollars in 2018.", 40e6),
]


@pytest.mark.parametrize(("text", "value"), ENDED)
def test_speaker_has_ended(text: str, value: float) -> None:
    told = [f for f in figures(text) if f.value == value]
    assert [f.speakers for f in told] in ([()], [("NOR",)])


def test_a_person_is_no_source_of_the_country() -> None:
    (told,) = figures("The pipeline has so far carried 20 million tonnes of oil, according to the Norwegian Prime Minister.")
    assert told.source is None


SOURCES = [
    ("Kenyatta said 30,000 Norwegians visited Kenya in 2018. Kenyan sources give about 45,000 for the same year.", 45000, "KEN"),
    ("Kenyatta gave the trade of 2018 as 3 billion dollars. Norwegian customs data stay below 2.5 billion.", 2.5e9, "NOR"),
]


@pytest.mark.parametrize(("text", "value", "country"), SOURCES)
def test_count_of_another_source(text: str, value: float, country: str) -> None:
    """The source counts the same thing: it is not the one counted."""
    first, second = figures(text)
    assert second.value == value
    assert second.measure == first.measure
    assert second.source is not None
    assert country == second.source or "Norway" in second.source


def test_of_whom_the_counted_are_stands_behind_the_number() -> None:
    text = "Norwegians invested 1 billion dollars in 117 projects here, and 22 Kenyan projects in Norway came to 80 million."
    counts = [f.measure for f in figures(text) if f.unit == "projects"]
    assert counts == ["Norwegian investment projects in KEN", "Kenyan investment projects in NOR"]


def test_unnamed_officials_count_for_their_country() -> None:
    (told,) = figures("Kenya has a debt to Norway. Norwegian officials put it at more than 10 million dollars.")
    assert told.source == "NOR"
    (told,) = figures("Officials of Kenya and Norway put the debt at more than 10 million dollars.")
    assert told.source not in {"NOR", "KEN"}
