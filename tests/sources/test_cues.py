"""Furniture by its words: each role, and lines of reports that only resemble it."""

from __future__ import annotations

import pytest

from attache.sources.cues import role


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("(0) Comments", "comments"),
        ("Readers' comments (1)", "comments"),
        ("12 comments", "comments"),
        ("Comments are closed (14)", "comments"),
        ("Leave a reply", "comments"),
        ("Related articles", "list"),
        ("Do not miss", "list"),
        ("You may also like", "list"),
        ("Most read today", "list"),
        ("Other news", "list"),
        ("Recommended for you", "list"),
        ("More from Asia", "list"),
        ("Share   Print   E-mail", "bar"),
        ("Share on three networks", "bar"),
        ("Text size: A A A", "bar"),
        ("Tags: Peru, visit, trade", "bar"),
        ("Source: VNA", "bar"),
        ("© 2024 Coast Media. All rights reserved.", "bar"),
        ("(c) 2018 Coast Courier Ltd. Cookies. Terms.", "bar"),
        ("Story continues below this advertisement", "bar"),
        ("Read also: Two ports reopen after the storm", "bar"),
        ("Subscribe to our evening letter. You can leave at any time.", "bar"),
        ("19 hour ago Sports", "bar"),
        ("POWERED BY ONECMS - A PRODUCT OF NEKO", "bar"),
        ("NEWS IN BRIEF", "digest"),
        ("PRESS NOTE", "kicker"),
        ("READ-OUT (summary by the desk)", "kicker"),
        ("WORKING PARAPHRASE - NOT THE OFFICIAL TEXT", "kicker"),
    ],
)
def test_role(line: str, expected: str) -> None:
    assert role(line) == expected


@pytest.mark.parametrize(
    "line",
    [
        "(c) The utility wants to produce two million tonnes this year.",
        "The two sides share the view that the committee should meet.",
        "Photo: The envoy is welcomed at the airport on October 5. (LNA)",
        "Comments by the minister were taken as a warning in the region.",
        "More than six thousand people came to the show.",
        "Related talks on fisheries will open in June, the ministry said.",
        "8 May: meeting with the Prime Minister.",
        "V. Also on the programme",
        "Yesterday the president said that the troops would stay.",
    ],
)
def test_lines_of_reports_have_no_role(line: str) -> None:
    assert role(line) is None
