"""Footnotes: each passage once, its words cut to the room there is, and the report it stands in."""

from __future__ import annotations

import pytest

from attache.brief import Brief
from attache.brief.labels import labels_in
from attache.brief.notes import Notes, quoted, source
from attache.ledger.entries import Quote, ReportEntry
from attache.records import Evidence, ReportId

REPORT = ReportEntry(
    id=ReportId("r1"),
    label="A plan for the centre for nuclear science and technology in the south",
    file="a.txt",
    url=None,
    title=None,
    publisher="The Courier",
    agency="PD",
    byline=None,
    place=None,
    language="en",
    published=("2018-03-19", "2018-03-19"),
    published_how="stated",
    published_reasons=(),
    reader="en",
)


def quote(passage: str, sentence: str) -> Quote:
    return Quote(Evidence(REPORT.id, 0, len(passage), passage), REPORT, sentence)


@pytest.mark.parametrize(
    ("passage", "sentence", "most", "words"),
    [
        ("trade grew", "Last year trade grew by 5 %.", 60, ("Last year ", "trade grew", " by 5 %.")),
        ("trade grew", "Last year, he said, trade grew by 5 % and more.", 30, ("… he said, ", "trade grew", " by 5 % …")),
        ("- Both sides\n praised it", "- Both sides\n praised it", 60, ("", "Both sides praised it", "")),
        (", he said on Monday", "Trade grew, he said on Monday.", 60, ("Trade grew ", "he said on Monday", ".")),
        ("one two three four five six", "one two three four five six", 16, ("", "one two three …", "")),
        ("not in it", "Something else.", 60, ("", "not in it", "")),
    ],
)
def test_words_are_cut_around_the_passage(passage: str, sentence: str, most: int, words: tuple[str, str, str]) -> None:
    assert quoted(quote(passage, sentence), most) == words


def test_the_report_is_told_by_title_publisher_and_day() -> None:
    assert source(REPORT, labels_in("en")) == "A plan for the centre for nuclear …, The Courier, 19 Mar 2018"


def test_a_passage_has_one_number_in_the_order_of_print(full: Brief) -> None:
    notes = Notes(full)
    keys = [(q.evidence.report, q.evidence.start, q.evidence.end) for q in notes.quotes]
    assert len(keys) == len(set(keys))
    seen: list[int] = []
    for cell in full.cells():
        for words in cell:
            seen += [n for n in notes.numbers(words) if n not in seen]
    assert seen == sorted(seen) == list(range(1, len(keys) + 1))
