"""Where a report begins and ends on a saved page."""

from __future__ import annotations

import pytest

from attache.sources.layout import divide
from attache.sources.paragraphs import blocks

HEAD = "Peru and Chile sign plan on border posts\n\n12/03/2021, 10:15\n\n"
BODY = (
    "Peru and Chile signed a plan on Thursday to open four border posts in the Atacama before the end of the year.\n\n"
    "Foreign Minister Ana Vera said the posts would ease trade between Tacna and Arica, which both want to double.\n\n"
    "The last one is to open in December, her ministry added."
)
LAST = "The last one is to open in December, her ministry added."

TAILS = {
    "related list": "Related articles\n  - Rain closes the coast road (02/03/2021)\n  - Teachers end their strike (01/03/2021)",
    "comments about the report": "Comments (2)\n  luz 18:22\n  Peru and Chile should have signed the plan on posts long ago.",
    "teasers with text": "Do not miss\n  • The King Has Fallen\n    one month ago Sports\n"
    "    Recently the title defence of the champions came to an end in a penalty shootout at home.",
    "teasers without bullets": "Focus\nFalling at the gates\n"
    "The Spanish star made his way to the final of the open without dropping a single set in five days.",
    "share bar and copyright": "Share   Print   E-mail\n\n© 2021 Coast Media. All rights reserved.",
    "credit": "Source: VNA\nTags: Peru, Chile",
    "sidelights": "Handball: the national league resumes next weekend. Lima: sunny, 23 degrees.",
    "market": "Copper closed at 7,940 dollars a tonne in London on Friday.",
    "label": "In brief: Schools in the south stayed shut on Monday. Two roads are closed.",
    "sign-off": "(Coastal Wire)",
}


@pytest.mark.parametrize("tail", TAILS.values(), ids=TAILS.keys())
def test_tail_is_cut(tail: str) -> None:
    layout = divide(blocks(HEAD + BODY + "\n\n" + tail))
    body = [line for block in layout.body for line in block if line != "(Coastal Wire)"]
    assert body[-1] == LAST
    assert body[0].startswith("Peru and Chile signed a plan")
    assert layout.head == ("Peru and Chile sign plan on border posts", "12/03/2021, 10:15")


@pytest.mark.parametrize(
    "paragraph",
    [
        "Chile sold Peru copper worth 40 million dollars last year.",
        "After Typhoon Mina both governments sent relief goods to Manila.",
        "The ministers will watch the football match between the two teams with the ambassador.",
        "The goal set in 2019 was two billion dollars.",
        "No date was given.",
        "It did not last.",
    ],
)
def test_last_paragraph_of_the_report_is_kept(paragraph: str) -> None:
    layout = divide(blocks(HEAD + BODY + "\n\n" + paragraph))
    assert layout.body[-1] == (paragraph,)


def test_report_goes_on_after_a_box_of_links() -> None:
    more = "The border posts in the Atacama will be paid for by both governments, Vera said; trade was two billion dollars."
    layout = divide(
        blocks(HEAD + BODY + "\n\nRead also: Storm closes two ports\n\nRelated news\n- Rain closes the coast road\n\n" + more)
    )
    assert layout.body[-1] == (more,)
    assert "Read also: Storm closes two ports" in layout.strays


def test_section_named_like_a_list_is_kept() -> None:
    programme = "Also on the programme\n8 May: meeting of Foreign Minister Ana Vera with Chile and Peru on border trade in Arica."
    layout = divide(blocks(HEAD + BODY + "\n\n" + programme))
    assert layout.body[-1] == tuple(programme.split("\n"))


def test_bare_caption_goes_and_telling_caption_stays() -> None:
    telling = "Photo: Ana Vera opens the first post on Monday."
    layout = divide(blocks(HEAD + "Photo: Ana Vera (left)\n\n" + telling + "\n\n" + BODY))
    lines = [line for block in layout.body for line in block]
    assert telling in lines
    assert "Photo: Ana Vera (left)" not in lines


def test_text_without_running_text_is_all_body() -> None:
    assert divide(blocks("One line only")).body == (("One line only",),)
