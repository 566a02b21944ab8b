"""What the matches of an anchor begin with, and that no match of any rule's anchor begins otherwise."""

from __future__ import annotations

import re

import pytest

from attache.reading.when.matches import RULES
from attache.reading.when.openings import openings, plainly

CASES = (
    (r"ago\b", {"ago"}),
    (r"(?:first|last)\s+week", {"first we", "first  ", "last wee", "last  "}),
    (r"\d{4}-\d", {"0000-0"}),
    (r"\d{1,3}th", {"0"}),
    (r"an?\s", {"a ", "an "}),
    (r"[qh][1-4]", {"q0", "h0"}),
    (r"[ap]\.?m", {"am", "a.m", "pm", "p.m"}),
    (r"x*day", {""}),
    (r"\da\b(?=[.,]|$)", {"0a"}),
    (r"½|\u2013", {"½", "–"}),
)


@pytest.mark.parametrize(("pattern", "begun"), CASES)
def test_openings(pattern: str, begun: set[str]) -> None:
    assert openings(pattern.replace("\\u2013", "–")) == begun


@pytest.mark.parametrize("pattern", [r"(?<!a)b", r"\w+", r"[^a]b", r"a.b", "a)b"])
def test_other_patterns_are_refused(pattern: str) -> None:
    with pytest.raises(ValueError, match="anchor"):
        openings(pattern)


TEXT = """on monday, 5\u00a0march 2019, two\nweeks  ago; the first half of 2018/19, at 7 p.m. or 19:30 gmt this\tevening,
last year, from 9 to 5p, fy2020, q3 1999,
the 1990s and the nineties, every day until the end of the year, world war ii, 12/03/2020 and 2020-03-12"""


def test_no_match_begins_otherwise() -> None:
    plain, tried = plainly(TEXT), 0
    for anchor in {rule.anchor for _, rule in RULES}:
        begun = tuple(openings(anchor))
        for found in re.finditer(anchor, TEXT):
            tried += 1
            assert plain.startswith(begun, found.start()), (anchor, found)
    assert tried > 50
