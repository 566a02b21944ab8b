"""Cases of time expressions: a sentence, the published date, and for each expression its words, value and relation."""

from __future__ import annotations

from datetime import date, time

import pytest

from attache.language.en import analyse
from attache.reading.when import find_times
from attache.reading.when.days import easter, value_of
from attache.reading.when.numbers import number, ordinal, year_number
from attache.reading.when.units import lasting, unit_of
from attache.records import Dates

# A Thursday.
DAY = ("2019-05-16", "2019-05-16")

DATES = [
    ("They met on 26/02/2019 in Oslo.", [("26/02/2019", "2019-02-26")]),
    ("They met on 3 March 2017 in Oslo.", [("3 March 2017", "2017-03-03")]),
    ("They met on March 3, 2017, in Oslo.", [("March 3, 2017", "2017-03-03")]),
    ("The pact was signed on 17 July last year.", [("17 July last year", "2018-07-17")]),
    ("The minister visited Oslo on March 19-20.", [("March 19-20", "2019-03-19/2019-03-20")]),
    ("The minister visited Oslo on 25 and 26 April.", [("25 and 26 April", "2019-04-25/2019-04-26")]),
    ("He was there from 29 November to 2 December 2017.", [("29 November to 2 December 2017", "2017-11-29/2017-12-02")]),
    ("Talks ran from 28 December to 3 January.", [("28 December to 3 January", "2018-12-28/2019-01-03")]),
    ("It was signed in October 2016.", [("October 2016", "2016-10")]),
    ("It was signed in early March 2016.", [("early March 2016", "2016-03-01/2016-03-10")]),
    ("It was signed in mid-March 2016.", [("mid-March 2016", "2016-03-11/2016-03-20")]),
    ("It was signed in late February 2016.", [("late February 2016", "2016-02-21/2016-02-29")]),
    ("Trade grew in the first nine months of this year.", [("the first nine months of this year", "2019-01/2019-09")]),
    ("Trade grew in the third quarter of 2018.", [("the third quarter of 2018", "2018-Q3")]),
    ("Trade grew in the first half of last year.", [("the first half of last year", "2018-H1")]),
    ("Trade came to two billion dollars for January to August 2018.", [("January to August 2018", "2018-01/2018-08")]),
    ("Between 2014 and 2017 they built four plants.", [("2014 and 2017", "2014/2017")]),
    ("Two units will be ready in 2023 and 2024.", [("2023 and 2024", "2023/2024")]),
    ("In the 1990s trade withered.", [("the 1990s", "199X")]),
    ("It began in the 19th century.", [("the 19th century", "18XX")]),
    ("They met again in the spring of 2018.", [("the spring of 2018", "2018-03/2018-05")]),
    ("He resigned on New Year's Eve 2017.", [("New Year's Eve 2017", "2017-12-31")]),
    ("The house rose on Good Friday.", [("Good Friday", "2019-04-19")]),
    ("The meeting is in 2020-W07.", [("2020-W07", "2020-W07")]),
    ("She arrived on 3 March 2017 at 14:30.", [("3 March 2017 at 14:30", "2017-03-03T14:30:00")]),
]

STAYS = [
    ("He arrived on Monday for three days of talks.", [("Monday for three days", "2019-05-13/2019-05-15")]),
    ("He comes to Oslo for two days on November 18.", [("two days on November 18", "2019-11-18/2019-11-19")]),
    (
        "He landed yesterday at the start of a three-day visit.",
        [("yesterday at the start of a three-day", "2019-05-15/2019-05-17")],
    ),
    ("The ships sailed together on Sunday and Monday.", [("Sunday and Monday", "2019-05-12/2019-05-13")]),
]

RELATIVE = [
    ("He arrived yesterday.", [("yesterday", "2019-05-15")]),
    ("They met last week.", [("last week", "2019-W19")]),
    ("They will meet next month.", [("next month", "2019-06")]),
    ("They met earlier this month.", [("earlier this month", "2019-05-01/2019-05-16")]),
    ("They will meet later this month.", [("later this month", "2019-05-16/2019-05-31")]),
    ("They will meet early next month.", [("early next month", "2019-06-01/2019-06-10")]),
    ("They signed it two years ago.", [("two years ago", "2017")]),
    ("They signed it six months ago.", [("six months ago", "2018-11")]),
    ("They signed it ten days ago.", [("ten days ago", "2019-05-06")]),
    ("It took effect last October.", [("last October", "2018-10")]),
    ("He will travel to Oslo next May.", [("next May", "2020-05")]),
    ("The plan followed this April.", [("this April", "2019-04")]),
    ("The two sides met on Tuesday.", [("Tuesday", "2019-05-14")]),
    ("The two sides met on Thursday.", [("Thursday", "2019-05-16")]),
    ("The two sides will meet on Tuesday.", [("Tuesday", "2019-05-21")]),
    ("The two sides met last Friday.", [("last Friday", "2019-05-10")]),
    ("He landed on Wednesday evening.", [("Wednesday evening", "2019-05-15TEV")]),
    ("The pact was signed on 3 December.", [("3 December", "2018-12-03")]),
    ("The pact will be signed on 3 December.", [("3 December", "2019-12-03")]),
    ("The pact was signed in February.", [("February", "2019-02")]),
    ("The pact is to be signed in February.", [("February", "2020-02")]),
    ("He had spoken of mid-June.", [("mid-June", "2019-06-11/2019-06-20")]),
    ("The loan covers the next three years.", [("the next three years", "2019-05-16/2022-05-16")]),
    ("Trade doubled over the past decade.", [("the past decade", "2009-05-16/2019-05-16")]),
    ("Recently the two met.", [("Recently", "PAST_REF")]),
    ("Heavy rains usually fall from July to September.", [("July to September", "XXXX-07/XXXX-09")]),
    ("The climate is dry; in January it is about 24 degrees.", [("January", "XXXX-01")]),
    ("April is the busiest month.", [("April", "XXXX-04")]),
    ("Trade doubled in the past 5 1/2 years.", [("the past 5 1/2 years", "2013-11-16/2019-05-16")]),
    ("They will meet on 29th - bring the files.", [("29th", "2019-05-29")]),
    ("Summers are hot here.", [("Summers", "XXXX-SU")]),
    ("Heavy rains fell in February.", [("February", "2019-02")]),
    ("The fair is to run from 2 May to 30 June.", [("2 May to 30 June", "2019-05-02/2019-06-30")]),
    ("The fair will open on 2 May.", [("2 May", "2019-05-02")]),
    ("It was shut in the last week of July 2017.", [("the last week of July 2017", "2017-W30")]),
    ("The talks will last two weeks.", [("two weeks", "P2W")]),
    ("He arrived this Friday, 17 May.", [("this Friday, 17 May", "2019-05-17")]),
    ("Reply by the end of tomorrow.", [("the end of tomorrow", "2019-05-17T23:59:59")]),
    ("He was out from 5/1-5/7/2020.", [("5/1-5/7/2020", "2020-05-01/2020-05-07")]),
]

HOURS = [
    ("They spoke from 3 in the morning until 5pm.", [("3 in the morning until 5pm", "03:00:00/17:00:00")]),
    ("They spoke from 2 pm for two hours.", [("2 pm for two hours", "14:00:00/16:00:00")]),
    ("They spoke for 2.5 hours from 9.", [("2.5 hours from 9", "09:00:00/11:30:00")]),
    ("They spoke from 8am-3 on Monday.", [("from 8am-3 on Monday", "2019-05-13T08:00:00/2019-05-13T15:00:00")]),
    ("They spoke between 7 and 9:30 last night.", [("between 7 and 9:30 last night", "2019-05-15T19:00:00/2019-05-15T21:30:00")]),
    ("They spoke at 12:30 December 27th.", [("12:30 December 27th", "2018-12-27T12:30:00")]),
]

ANCHORED = [
    ("He left on 3 March. The next day the ministry protested.", ("The next day", "2019-03-04")),
    ("He left on 3 March. Two days later the ministry protested.", ("Two days later", "2019-03-05")),
    ("He left on 3 March. A day earlier the ministry had protested.", ("A day earlier", "2019-03-02")),
    ("It was signed in March 2014. That month the ministry protested.", ("That month", "2014-03")),
    ("Trade reached 5 billion in 2014, up from 4 billion a year earlier.", ("a year earlier", "2013")),
    ("Kim signed it on Tuesday, five years after talks had begun.", ("five years after", "2014")),
]

RELATIONS = [
    ("Trade is to reach 10 billion dollars by 2025.", ("2025", "by")),
    ("It has been in force since 2017.", ("2017", "since")),
    ("The offer stands until June 2020.", ("June 2020", "until")),
    ("It must be ratified before 29 June.", ("29 June", "before")),
    ("Nothing happened after 2004.", ("2004", "after")),
    ("The money must be spent by the end of the year.", ("the end of the year", "by")),
    ("They agreed to double trade within five years.", ("within five years", "by")),
]

SPELLS = [
    ("He stayed for three years.", ("three years", "DURATION", "P3Y")),
    ("It was a two-day visit.", ("two-day", "DURATION", "P2D")),
    ("They meet every quarter.", ("every quarter", "SET", "P3M")),
    ("They meet annually.", ("annually", "SET", "P1Y")),
    ("They meet every Monday.", ("every Monday", "SET", "XXXX-WXX-1")),
    ("They meet on Friday mornings.", ("Friday mornings", "SET", "XXXX-WXX-5TMO")),
    ("They meet on the 19th of every month.", ("the 19th of every month", "SET", "XXXX-XX-19")),
]

NOTHING = [
    "They may march again.",
    "The army fired 2000 shells and lost 1850 soldiers.",
    "Theresa May spoke in Parliament.",
    "Resolution 2231 was adopted after the fall of the wall.",
]


def found(text: str, published: Dates | None = DAY) -> list[tuple[str, str]]:
    """Words and values of what is found in a text."""
    return [(time.text, time.value) for time in find_times(analyse(text), published)]


@pytest.mark.parametrize(("text", "expected"), DATES + STAYS + RELATIVE + HOURS)
def test_dates_have_their_real_grain(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(("text", "expected"), ANCHORED)
def test_words_that_go_back_to_the_date_last_told(text: str, expected: tuple[str, str]) -> None:
    assert expected in found(text)


@pytest.mark.parametrize(("text", "expected"), RELATIONS)
def test_words_before_a_date_give_its_relation(text: str, expected: tuple[str, str]) -> None:
    assert expected in [(time.text, time.relation) for time in find_times(analyse(text), DAY)]


@pytest.mark.parametrize(("text", "expected"), SPELLS)
def test_lengths_and_repetitions_have_no_span(text: str, expected: tuple[str, str, str]) -> None:
    times = find_times(analyse(text), DAY)
    assert [(time.text, time.type, time.value) for time in times if time.span is None] == [expected]


@pytest.mark.parametrize(
    ("text", "without", "by_hour"),
    [
        ("I am back in five minutes.", "PT5M", "2019-05-16T10:05:00"),
        ("We leave half an hour from now.", "PT0.5H", "2019-05-16T10:30:00"),
        ("They left two hours ago.", "2019-05-16", "2019-05-16T08:00:00"),
        ("It ends within 48 hours.", "PT48H", "2019-05-16T10:00:00/2019-05-18T10:00:00"),
        ("I saw it in the last 20 minutes.", "PT20M", "2019-05-16T09:40:00/2019-05-16T10:00:00"),
        ("I will leave in two years.", "2021", "2021-05-16"),
    ],
)
def test_the_hour_of_writing_places_what_is_told_from_it(text: str, without: str, by_hour: str) -> None:
    assert [one.value for one in find_times(analyse(text), DAY)] == [without]
    assert [one.value for one in find_times(analyse(text), DAY, hour=time(10))] == [by_hour]


@pytest.mark.parametrize("text", NOTHING)
def test_words_that_only_look_like_times(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("Ties are to be closer by the end of the year.", ("2019-12-31", "2019-12-31")),
        ("Ties are to be closer by the end of the decade.", ("2020-01-01", "2020-12-31")),
        ("Indian exports came to 5 billion dollars in FY2017-18.", ("2017-04-01", "2018-03-31")),
        ("Egypt needs a loan in FY2017/2018.", ("2017-07-01", "2018-06-30")),
        ("The United States spent more in fiscal 2018.", ("2017-10-01", "2018-09-30")),
        ("Japan spent more in fiscal 2018.", ("2018-04-01", "2019-03-31")),
        ("Recently the two met.", ("2019-03-17", "2019-05-16")),
    ],
)
def test_spans_of_ends_and_budget_years(text: str, span: Dates) -> None:
    assert span in [time.span for time in find_times(analyse(text), DAY)]


def test_without_a_published_date_only_dates_with_a_year_are_placed() -> None:
    assert found("He came on 10 December and left on 3 January 2017.", None) == [
        ("10 December", "XXXX-12-10"),
        ("3 January 2017", "2017-01-03"),
    ]


def test_an_interval_as_published_gives_intervals() -> None:
    times = find_times(analyse("Trade grew last year."), ("2018-12-20", "2019-01-05"))
    assert [time.span for time in times] == [("2017-01-01", "2018-12-31")]


def test_dashes_and_quotation_marks_of_both_kinds() -> None:
    for dash in "-–":
        assert found(f"He was there on 8{dash}11 May 2018.") == [(f"8{dash}11 May 2018", "2018-05-08/2018-05-11")]
    for mark in "'’":
        assert found(f"He spoke of last year{mark}s trade.")[0][1] == "2018"


def test_ends_of_ranges_kept_apart_lend_their_year() -> None:
    times = find_times(analyse("He was there from 29 November to 2 December 2017."), DAY, joined=False)
    assert [time.value for time in times] == ["2017-11-29", "2017-12-02"]


@pytest.mark.parametrize(
    ("words", "value"), [("two", 2), ("twenty-five", 25), ("a couple of", 2), ("half a", 0.5), ("5 1/2", 5.5), ("3.5", 3.5)]
)
def test_numbers(words: str, value: float) -> None:
    assert number(words) == value


def test_ordinals_and_years_in_words() -> None:
    assert ordinal("thirty-first") == 31
    assert ordinal("3rd") == 3
    assert year_number("nineteen hundred ninety three") == 1993
    assert year_number("two thousand and five") == 2005


def test_easter_by_both_calendars() -> None:
    assert easter(2019) == date(2019, 4, 21)
    assert easter(2019, orthodox=True) == date(2019, 4, 28)


def test_values_are_the_shortest_iso_form() -> None:
    assert value_of((date(2017, 7, 10), date(2017, 7, 16))) == "2017-W28"
    assert value_of((date(2016, 10, 1), date(2016, 12, 31))) == "2016-Q4"


def test_how_long_something_lasts() -> None:
    start = (date(2019, 2, 25), date(2019, 2, 25))
    assert lasting(start, "P2D") == (date(2019, 2, 25), date(2019, 2, 26))
    assert lasting(start, "P1Y") == (date(2019, 2, 25), date(2020, 2, 24))
    assert lasting(start, "PT3H") is None
    assert unit_of("years").months == 12
