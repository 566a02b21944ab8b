"""A rule tried near its anchors finds what it finds when tried at every character, in a text that holds each rule's forms."""

from __future__ import annotations

import re

import pytest

from attache.reading.when.frame import Rule
from attache.reading.when.matches import RULES, matches

_TEXT = """
2019-05-16, 2019.05.16, 20190516, 2019-05; on 26/02/2019, by 3/4, Monday 14/5 and Tues 3.4;
3-May-2019, 2019/May/3, 2019/3/May, May/3, May/2019 and 2019 May.
Wednesday, the twenty-third day of March of 2017; March the 3rd, 2017; 25 and 26 April; March 19–20, 2018; MAY 2018;
month of June '17.
FY2017-18, fiscal 2018, the budget year 2017/18; 2017/18 fiscal year; CY2019, calendar year 2018; 2009–2012;
the year 1993; the year 71; the sixties; AD 842, A.D. 79; nineteen hundred and ninety-three; two thousand five;
the 1990s, 1990s, the '90s; the 19th century.
Q1 2019, H2 of 2018, 2019-H2; summer of 2019, in the autumn; 2019-W12; week 12 of 2019; Easter 2019, New Year’s Eve;
the First World War, World War II.
Over the past decade; last week, THIS calendar year, next working day; that same month;
two years ago, a couple of hours ago; within two or three days, within the next ten days; in about six months’ time;
ten days from now, two weeks hence; the last three years; two business days; three next weeks; the next three months;
five past years.
Yesterday evening, the day before yesterday, tomorrow at night, tonight; later this morning;
last October, this past summer, next Christmas; recently, in recent weeks; now, at present, at the moment;
at year-end, the year's end; year to date, YTD; the week;
the first nine months, the second half, the twenty-first quarter.
Three weeks later, two days before; two months after talks began; that evening, the following morning; days later;
the day before, a week earlier; the next day; at that time, since then, in this period; on the 18th.
Last week on Friday; Friday the 21st; Thursday evening; Monday of the following week; Tuesday 21.
From 9 to 10 in the morning, between 9-4:30; at 14:45 GMT in the afternoon, 6:13 p.m.; 3 p.m. (UTC+7), seven thirty pm;
at 4p; 1140 a.m.; half past seven o’clock, nine o'clock in the evening; 20 min past eight, half past seven pm;
a quarter to six, ten minutes before five; nine in the morning; early morning at 6; noon, midnight;
9.30-4.30pm, from two to three a.m.; 9 am to 5 pm; 14:00–16:30; from 0900-1700; from nine to five; 9-17; at 9.30;
around 10 on; late in the night, at lunch; from 8am-3 today; from 9 for 2.5 hrs; two hours from 9.
For three years and two months, a two-and-a-half-hour flight, more than 12 days, half an hour;
½ hour, 3.5h, another week, a whole day; all day, the entire year; 30 tonnes a year; annually, bi-weekly;
every Monday at 4 pm, each Friday evening; Fridays; Sunday mornings; every night, each weekend;
every two months, per day, any other week; the 19th of every month;
in five minutes, half an hour later, within 48 hours, the next 30 seconds, the 13 last minutes.
"""


@pytest.mark.parametrize("rule", [rule for _, rule in RULES], ids=lambda rule: rule.name)
def test_each_rule_is_held(rule: Rule) -> None:
    assert re.search(rule.pattern, _TEXT, re.IGNORECASE)


@pytest.mark.parametrize(
    "text", [_TEXT, _TEXT.upper(), "İstanbul: " + _TEXT.replace(" ", "  ")], ids=["plain", "capitals", "wide"]
)
def test_anchors_lose_nothing(text: str) -> None:
    everywhere = [(rule.name, m.span()) for _, rule in RULES for m in re.finditer(rule.pattern, text, re.IGNORECASE)]
    assert [(rule.name, match.span()) for rule, match in matches(text)] == everywhere
