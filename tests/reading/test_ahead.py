"""Analysing ahead changes nothing but the time it takes."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

import pytest

from attache.language.en import without
from attache.reading import read
from attache.reading.ahead import AHEAD, analysed_ahead
from attache.records import Report, ReportId

TEXTS = [f"Peru's foreign minister met his counterpart from Chile in Lima on {day} May 2019." for day in range(1, 8)]


def report(text: str) -> Report:
    digest = sha256(text.encode()).hexdigest()
    return Report(id=ReportId(f"r{digest[:16]}"), text=text, sha256=digest, published=("2019-05-20", "2019-05-20"))


def test_readings_are_those_of_reading_one_by_one() -> None:
    reports = [report(t) for t in TEXTS]
    ahead = [read(r, analysis()) for r, analysis in analysed_ahead(reports)]
    assert ahead == [read(r) for r in reports]
    assert all(reading.events for reading in ahead)


def test_no_more_is_taken_than_is_needed_ahead() -> None:
    taken = []

    def source() -> Iterator[Report]:
        for text in TEXTS:
            taken.append(text)
            yield report(text)

    reports = analysed_ahead(source())
    next(reports)
    assert len(taken) == AHEAD + 1
    reports.close()


def test_what_is_not_wanted_is_analysed_only_when_asked() -> None:
    ((_, analysis),) = analysed_ahead([report(TEXTS[0])], lambda _: False)
    assert analysis().text == TEXTS[0]


def test_a_fault_comes_up_where_the_analysis_is_asked_for() -> None:
    broken = report(TEXTS[0])
    object.__setattr__(broken, "text", None)
    pairs = list(analysed_ahead([broken, report(TEXTS[1])]))
    with pytest.raises(TypeError):
        pairs[0][1]()
    assert pairs[1][1]().text == TEXTS[1]


def test_what_is_left_out_is_left_out_there_too() -> None:
    with without("encoder"):
        ((_, analysis),) = analysed_ahead([report(TEXTS[0] + " ")])
        assert not analysis().marks.events
