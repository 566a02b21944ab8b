"""Texts and pages to reports: what is kept as text, and what is taken from around it."""

from __future__ import annotations

import hashlib

import pytest

from attache.errors import SourceError
from attache.sources import Origin, report_of_page, report_of_text

BODY = "Peru and Chile signed a plan on Thursday to open four border posts in the Atacama before the end of the year."
MORE = "Foreign Minister Ana Vera said the posts would ease trade between Tacna and Arica, which both governments want to double."


def test_saved_text_with_all_its_furniture() -> None:
    text = f"""\
COAST NEWS AGENCY
Politics | Economy | World | Sports

Peru and Chile sign plan on border posts
Friday, 12/03/2021, 20:14 [GMT-5]

Photo: The ministers (left)

LIMA, March 11 (CNA) - {BODY}

{MORE}

(CNA)

Send by e-mail   Print   Bookmark

Other news
  Storm relief: second convoy leaves (11/03)
"""
    report = report_of_text(text, Origin(file="a.txt"))
    assert report.text == f"LIMA, March 11 (CNA) - {BODY}\n\n{MORE}"
    assert report.title == "Peru and Chile sign plan on border posts"
    assert (report.publisher, report.agency, report.place) == ("Coast News Agency", "CNA", "Lima")
    assert report.dateline == "March 11"
    assert report.published == ("2021-03-12", "2021-03-12")
    assert report.published_how == "stated"
    assert report.sha256 == hashlib.sha256(report.text.encode()).hexdigest()
    assert report.id == "r" + report.sha256[:16]


@pytest.mark.parametrize(
    ("head", "published", "how"),
    [
        ("Peru and Chile sign plan\n\n26/02/2019, 14:45\n\n", "2019-02-26", "stated"),
        ("Peru and Chile sign plan\n\n26/02/2019 - 14h45\n\n", "2019-02-26", "stated"),
        ("Peru and Chile sign plan\n\nLIMA, 9 May 2023 -- ", "2023-05-09", "stated"),
        ("Peru and Chile sign plan\n\nSaturday, 3 March 2001\n\nLIMA, March 1 (PD) - ", "2001-03-03", "stated"),
        ("Peru and Chile sign plan\nLima, 27 October 2008\nSecond version, 10 November 2008\n\n", "2008-11-10", "stated"),
        ("Read-out\nTalks of Peru and Chile\nCompiled on 3 December 2021\n\n", "2021-12-03", "stated"),
        ("Talks of Peru and Chile on posts\nLima, 6 April 2023\nNotes added on 24 May 2023\n\n", "2023-05-24", "stated"),
        ("Read-out of a call\nLima, 2 October 2019. Updated version, 11 October 2019\n\n", "2019-10-11", "stated"),
        ("Coast Monitor\nPeru and Chile sign plan\nEntry updated 7 October 2016\n\n", "2016-10-07", "stated"),
        (
            "Peru and Chile sign plan\n\nBy Ana Silva • Published September 2, 2024 • Updated September 3, 2024\n\n",
            "2024-09-02",
            "stated",
        ),
        ("Peru and Chile sign plan\n\nLIMA, 6 April. (Coastal Wire). ", None, "unknown"),
        ("Joint statement of the presidents of Peru and Chile, 27 July 2012\n\n", None, "unknown"),
    ],
)
def test_published(head: str, published: str | None, how: str) -> None:
    report = report_of_text(f"{head}{BODY}\n\n{MORE}", Origin())
    assert report.published == ((published, published) if published else None)
    assert report.published_how == how
    assert bool(report.published_reasons) == (published is not None)


def test_numeric_date_is_settled_by_the_weekday_told() -> None:
    body = BODY.replace("Thursday", "Wednesday")
    report = report_of_text(f"Peru and Chile sign plan\n\n06/07/2022\n\n{body}", Origin())
    assert report.published == ("2022-07-06", "2022-07-06")
    american = report_of_text(f"Peru and Chile sign plan\n\n06/07/2022\n\n{body.replace('Wednesday', 'Tuesday')}", Origin())
    assert american.published == ("2022-06-07", "2022-06-07")


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("Making news\n\nPeru and Chile sign plan on posts\n\n", "Peru and Chile sign plan on posts"),
        ("Is the border open after all these years?\n\n", "Is the border open after all these years?"),
        ("PERU - CHILE: WHAT THE TALKS PRODUCED\nLima, 27 October 2008\n\n", "PERU - CHILE: WHAT THE TALKS PRODUCED"),
        (
            "COAST MONITOR - TRACKER\nThe Coast Union - Peru\nEntry updated 7 October 2016\n\n",
            "The Coast Union - Peru",
        ),
        ("News  >  Politics  >  Diplomacy\nHome / World / Peru\n\nPeru and Chile sign plan\n\n", "Peru and Chile sign plan"),
        ("", None),
    ],
)
def test_title(head: str, title: str | None) -> None:
    assert report_of_text(f"{head}{BODY}\n\n{MORE}", Origin()).title == title


def test_heading_of_a_document_stays_in_its_text() -> None:
    report = report_of_text(f"READ-OUT (our summary)\nPresident of Peru in Chile, 2-3 May 2021\n\n{BODY}", Origin())
    assert report.text == f"President of Peru in Chile, 2-3 May 2021\n\n{BODY}"


def test_column_of_short_stories_gives_the_international_one() -> None:
    text = f"""\
THE COAST COURIER
Friday, 12 March 2021 - Page 2

NEWS IN BRIEF

Schools stay shut
Classrooms in three southern districts remained closed for a fourth day as the thermometer rose.

Plan for border posts
{BODY} {MORE}

Ferry timetable
From Monday the evening ferry leaves the east pier at 18:40 instead of 19:10.
"""
    report = report_of_text(text, Origin())
    assert (report.title, report.publisher) == ("Plan for border posts", "The Coast Courier")
    assert report.text == f"{BODY} {MORE}"
    assert report.published == ("2021-03-12", "2021-03-12")


PAGE = """<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8">
<title>Plan for border posts | Coast Courier</title>
<meta property="og:site_name" content="Coast Courier">
<meta property="article:published_time" content="{meta}">
<script type="application/ld+json">{{"@type":"NewsArticle","author":{{"name":"Ana Silva"}},"dateModified":"2023-09-10"}}</script>
</head><body>
<div class="top"><span>Monday, 1 January 2024</span> <a href="/">Home</a></div>
<p class="weather">Lima 27 C, cloudy, storm nears the coast</p>
<main><article><h1>Plan for border posts</h1><p class="byline">{byline}</p>
<p>LIMA (Coast Courier) &mdash; {body}</p><div class="ad">Ad: Book your plot today!</div>
<p>{more}</p><p>{third}</p></article></main>
<aside><h3>Most read</h3><ol><li>Storm closes two ports</li></ol></aside>
<footer>&copy; 2009&ndash;2026 Coast Courier. Page last changed 3 November 2022.</footer></body></html>"""
THIRD = "The last of the posts is to open in December, her ministry added, and a joint committee will meet in Arica every spring."


def page(byline: str, meta: str = "2020-01-02T08:00:00Z") -> str:
    return PAGE.format(byline=byline, meta=meta, body=BODY, more=MORE, third=THIRD)


def test_page() -> None:
    report = report_of_page(page("By our border desk &middot; 31 October 2021"), Origin(file="a.html"))
    assert report.text == f"LIMA (Coast Courier) — {BODY}\n\n{MORE}\n\n{THIRD}"
    assert (report.title, report.publisher, report.agency) == ("Plan for border posts", "Coast Courier", None)
    assert (report.byline, report.place, report.language) == ("our border desk", "Lima", "en")
    assert report.published == ("2021-10-31", "2021-10-31")
    assert report.published_how == "stated"
    assert any("markup says 2020-01-02" in reason for reason in report.published_reasons)


def test_page_without_a_printed_date_has_the_day_of_its_markup() -> None:
    report = report_of_page(page("By Ana Silva"), Origin(file="a.html"))
    assert (report.published, report.published_how) == (("2020-01-02", "2020-01-02"), "markup")


def test_copyright_and_page_change_date_nothing() -> None:
    without = page("By Ana Silva").replace('<meta property="article:published_time" content="2020-01-02T08:00:00Z">', "")
    report = report_of_page(without.replace(',"dateModified":"2023-09-10"', ""), Origin(file="a.html"))
    assert (report.published, report.published_how) == (None, "unknown")


def test_page_without_text_is_refused() -> None:
    with pytest.raises(SourceError, match="no text") as caught:
        report_of_page("<html><body><script>var a=1</script></body></html>", Origin(file="a.html"))
    assert caught.value.reason == "no-text"


def test_fields_given_beside_the_text_come_first() -> None:
    origin = Origin(
        file="a.jsonl#1", url="https://coast.example/a", title="A title of its own", published="2020-05-06", publisher="Desk"
    )
    report = report_of_text(f"LIMA, 9 May 2023 -- {BODY}", origin)
    assert (report.title, report.publisher, report.url) == ("A title of its own", "Desk", "https://coast.example/a")
    assert (report.published, report.published_how) == (("2020-05-06", "2020-05-06"), "stated")


ENDINGS = {
    "agency credits": "Reporting by Ana Silva; Editing by Luis Paz\n\nOur Standards: The Trust Principles.",
    "contribution": "___\n\nAssociated Press writer Ana Silva in Lima contributed to this report.",
    "inputs": "(With inputs from PTI)",
    "hashtags": "#Peru #Chile\nFollow CoastNews",
    "end mark": "-ENDS-",
    "menu": "Incorrect dates\nAdvanced settings\nLast publications\n17 May 2022 12:03 Press release on consultations",
    "contact": "ana.silva@coast.example\n+51 1 204 5500",
}


@pytest.mark.parametrize("ending", ENDINGS.values(), ids=ENDINGS.keys())
def test_endings_are_cut(ending: str) -> None:
    assert report_of_text(f"{BODY}\n\n{MORE}\n\n{ending}\n", Origin()).text == f"{BODY}\n\n{MORE}"


def test_button_bar_in_the_midst_of_the_text() -> None:
    assert report_of_text(f"{BODY}\n\nCOMMENTS\nSHARE\nREAD LATER\n\n{MORE}", Origin()).text == f"{BODY}\n\n{MORE}"


def test_list_of_papers_at_the_end_is_kept() -> None:
    papers = "Papers signed\nAgreement on visas\nProtocol on border trade\nPlan for fisheries"
    assert report_of_text(f"{BODY}\n\n{MORE}\n\n{papers}", Origin()).text.endswith(papers)


def test_chronology_keeps_its_days() -> None:
    text = f"A border in dates\n\n3 May 2021\n{BODY}\n\n5 June 2022\n{MORE}\n\n7 July 2023\n{THIRD}"
    report = report_of_text(text, Origin())
    assert report.text.startswith("3 May 2021\n")
    assert "5 June 2022\n" in report.text
    assert report.published is None


def test_date_and_source_in_one_line() -> None:
    line = "Source: Xinhua | 2023-04-05 21:15:30 | Editor: huaxia"
    report = report_of_text(f"Peru and Chile sign plan\n{line}\n\n{BODY}", Origin())
    assert (report.agency, report.published) == ("Xinhua", ("2023-04-05", "2023-04-05"))


def test_quoted_mail() -> None:
    text = (
        "> The two sides agreed that the commission\n> should meet in spring.\n>\n> Fiji will pay for the next of the meetings.\n"
    )
    assert report_of_text(text, Origin()).text.endswith("Fiji will pay for the next of the meetings.")
    assert ">" not in report_of_text(text, Origin()).text


def test_column_whose_stories_open_with_datelines() -> None:
    text = f"""\
ROUND-UP OF THE WORLD

The Coast Chronicle
9 July 2021

LIMA – {BODY} {MORE}

LONDON – Two commuters were freed from a lift at a railway station after four hours. Nobody was hurt.

SPORT – The island's squad leaves for Tokyo on Sunday.
"""
    report = report_of_text(text, Origin())
    assert report.text == f"LIMA – {BODY} {MORE}"
    assert (report.title, report.place, report.published) == (None, "Lima", ("2021-07-09", "2021-07-09"))


OLD_PAGE = f"""<html><head><title>The Coast Herald - Plan for border posts</title></head><body bgcolor=white>
<table><tr><td><b>THE COAST HERALD</b></td><td>Thursday, 14 March 2024</td></tr></table>
<table><tr><td><a href=/>Home</a><br><a href=/s>Sport</a></td><td><font size=5><b>Plan for border posts</b></font><br>
<i>By Our Lima Bureau, 25 February 2024</i><br><br>LIMA (CH) – {BODY}<br><br>{MORE}<br><br>{THIRD}<br><br>
Sources close to the talks in Arica said that the costs of the plan, some twelve million dollars,
would be shared by both sides.<br><br>
They had been in dispute over the posts and over the taxes on goods since the customs reform of the year
before last in Lima.<br><br>
<a href="mailto:x">E-mail this</a> | <a href=#>Print</a></td>
<td><b>Most popular</b><br>1. <a href=/1>Fuel queues return</a></td></tr></table>
<small>&copy; 1999-2024 Coast Herald Ltd</small></body></html>"""


def test_page_laid_out_by_tables_without_a_headline_element() -> None:
    report = report_of_page(OLD_PAGE, Origin(file="a.html"))
    assert report.text.split("\n\n")[:3] == [f"LIMA (CH) – {BODY}", MORE, THIRD]
    assert len(report.text.split("\n\n")) == 5
    assert (report.title, report.publisher) == ("Plan for border posts", "The Coast Herald")
    assert (report.byline, report.published) == ("Our Lima Bureau", ("2024-02-25", "2024-02-25"))


@pytest.mark.parametrize("text", ["", " \n\n ", "> > >\n>", "\u200b", "***"])
def test_nothing_to_read(text: str) -> None:
    with pytest.raises(SourceError) as caught:
        report_of_text(text, Origin(file="a.txt"))
    assert caught.value.reason == "no-text"
