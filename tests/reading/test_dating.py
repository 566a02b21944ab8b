"""Reports that state no date: what their words leave of the calendar, and the reasons given."""

from __future__ import annotations

from datetime import date

import pytest

from attache.knowledge import rows
from attache.language.en import analyse
from attache.reading.dating import date_report
from attache.reading.dating.clues import Clue, combine
from attache.records import Dates, Report, ReportId


def dated(text: str, dateline: str | None = None) -> tuple[Dates | None, str]:
    """The interval, and all reasons in one string."""
    result = date_report(Report(ReportId("r0"), text, "0", dateline=dateline), analyse(text))
    return result.published, " | ".join(result.reasons)


INSIDE = [
    # told as past and still to come
    (
        "Exports were worth 3 billion dollars in 2014, the customs service reports. The bridge will be opened in 2016.",
        None,
        ("2015-01-01", "2015-12-31"),
    ),
    # offices held
    ("President Barack Obama said that Secretary of State Hillary Clinton would travel.", None, ("2009-01-01", "2013-02-28")),
    # an office and a numbered meeting
    (
        "The 13th National Party Congress set the goals, Prime Minister Pham Minh Chinh said. Chancellor Angela Merkel agreed.",
        None,
        ("2021-04-01", "2021-12-31"),
    ),
    # a dateline without a year, and the weekday that decides between the years left
    (
        "OSLO, 8 September - Prime Minister Theresa May said on Friday that talks went on. "
        "President Barack Obama had left office. Exports came to 3 billion dollars in 2016.",
        "8 September",
        ("2017-09-08", "2018-09-08"),
    ),
    # a day without a year in the lead
    (
        "A forum was held in Hanoi on December 10. President Nguyen Xuan Phuc spoke.",
        None,
        ("2021-12-10", "2022-12-31"),
    ),
    # an occasion to come
    (
        "He spoke before his visit to Oslo on March 19-20. During the visit he will sign a pact scheduled for 2019. "
        "Exports came to 3 billion dollars in 2017.",
        None,
        ("2018-01-01", "2018-03-20"),
    ),
]


@pytest.mark.parametrize(("text", "dateline", "interval"), INSIDE)
def test_inferred_intervals(text: str, dateline: str | None, interval: Dates) -> None:
    assert dated(text, dateline)[0] == interval


def test_what_sources_found_stays() -> None:
    text = "Trade will grow in 2011."
    report = Report(ReportId("r0"), text, "0", published=("2019-05-16", "2019-05-16"), published_how="stated")
    result = date_report(report, analyse(text))
    assert (result.published, result.how) == (("2019-05-16", "2019-05-16"), "stated")


def test_nothing_told_is_unknown() -> None:
    text = "The two sides want closer ties."
    assert date_report(Report(ReportId("r0"), text, "0"), analyse(text)).how == "unknown"


def test_reasons_name_their_words() -> None:
    _, reasons = dated("President Barack Obama said that Secretary of State Hillary Clinton would travel.")
    assert "Hillary Clinton" in reasons
    assert "until February 2013" in reasons


def test_former_office_holders_say_nothing_of_the_present() -> None:
    assert dated("Former President Barack Obama and former Secretary of State Hillary Clinton spoke.")[0] is None


def test_a_contradicting_clue_is_set_aside_and_says_so() -> None:
    first, last, reasons = combine(
        [
            Clue(date(2015, 1, 1), None, 5, "sure"),
            Clue(None, date(2016, 12, 31), 3, "usual"),
            Clue(None, date(2010, 12, 31), 1, "weak"),
        ]
    )
    assert (first, last) == (date(2015, 1, 1), date(2016, 12, 31))
    assert reasons == ("sure", "usual", "set aside, since it contradicts the rest: weak")


def test_terms_are_in_order_and_whole() -> None:
    terms = rows("terms")
    assert len(terms) > 150
    for row in terms:
        assert row["start"] <= (row["end"] or "9999"), row
    keys = [(row["of"], row["office"], row["person"], row["start"]) for row in terms]
    assert len(keys) == len(set(keys))


def test_occasions_begin_before_they_end() -> None:
    for row in rows("occasions"):
        assert date.fromisoformat(row["first"]) <= date.fromisoformat(row["last"] or "9999-12-31"), row


def test_the_weekday_told_with_a_day_picks_the_year_up_to_what_the_table_of_terms_knows() -> None:
    text = "On Tuesday, 18 February, the High Representative, Kaja Kallas, spoke with the minister by telephone."
    published, _ = dated(text, dateline="18 February")
    assert published == ("2025-02-18", "2025-02-18")


def test_a_weekday_beside_an_office_makes_it_no_background() -> None:
    text = "He had met Prime Minister Meles Zenawi in Addis Ababa on Tuesday. The war ended in June 2000."
    published, _ = dated(text, dateline="Friday, Nov. 29")
    assert published == ("2002-11-29", "2002-11-29")


def test_without_a_later_bound_the_first_year_with_that_weekday_counts() -> None:
    text = "On Tuesday, 18 February, the two ministers spoke by telephone. The pact entered into force on 1 March 2020."
    published, reasons = dated(text, dateline="18 February")
    assert published == ("2025-02-18", "2025-02-18")
    assert "Tuesday" in reasons
