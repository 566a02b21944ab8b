"""A report's text with overlapping passages marked, and signs that hide in a text."""

from __future__ import annotations

import random
import time

import pytest

from attache.ledger.entries import Marked
from attache.web.marking import paragraphs, visible

TEXT = "Alpha beta gamma.\n\nDelta epsilon."


def test_every_character_of_every_paragraph_is_kept() -> None:
    pieces = paragraphs(TEXT, (Marked(0, 10, "e-1", "event"), Marked(6, 16, "s-1", "statement")))
    assert ["".join(p.text for p in paragraph) for paragraph in pieces] == ["Alpha beta gamma.", "Delta epsilon."]


def test_overlapping_marks_cut_the_text() -> None:
    first, _ = paragraphs(TEXT, (Marked(0, 10, "e-1", "event"), Marked(6, 16, "s-1", "statement")))
    assert [(p.text, p.ids) for p in first] == [
        ("Alpha ", ("e-1",)),
        ("beta", ("e-1", "s-1")),
        (" gamma", ("s-1",)),
        (".", ()),
    ]


def test_a_click_means_the_shortest_passage() -> None:
    first, _ = paragraphs(TEXT, (Marked(0, 17, "s-1", "statement"), Marked(6, 10, "f-1", "figure")))
    assert [(p.text, p.nearest) for p in first] == [("Alpha ", "s-1"), ("beta", "f-1"), (" gamma.", "s-1")]


def test_each_record_begins_once() -> None:
    marks = (Marked(0, 5, "e-1", "event"), Marked(0, 10, "s-1", "statement"), Marked(19, 24, "s-1", "statement"))
    pieces = [p for paragraph in paragraphs(TEXT, marks) for p in paragraph]
    assert [p.begins for p in pieces if p.begins] == [("e-1", "s-1")]


def test_a_passage_that_begins_between_paragraphs_begins_in_the_next() -> None:
    _, second = paragraphs(TEXT, (Marked(17, 24, "e-1", "event"),))
    assert second[0].begins == ("e-1",)
    assert second[0].text == "Delta"


def test_the_chosen_passage_has_one_anchor() -> None:
    first, second = paragraphs(TEXT, (Marked(8, 12, "e-1", "event"),), chosen=(6, 16))
    assert "".join(p.text for p in first if p.chosen) == "beta gamma"
    assert [p.anchor for p in first if p.chosen] == [True, False, False]
    assert not any(p.chosen for p in second)


def test_a_passage_over_two_paragraphs_is_marked_in_both() -> None:
    first, second = paragraphs(TEXT, (), chosen=(11, 24))
    assert "".join(p.text for p in first if p.chosen) == "gamma."
    assert "".join(p.text for p in second if p.chosen) == "Delta"


@pytest.mark.parametrize("seed", range(20))
def test_any_marks_keep_the_text_and_cover_what_they_say(seed: int) -> None:
    drawn = random.Random(seed)
    text = "".join(drawn.choice("ab \n") for _ in range(120))
    marks = []
    for number in range(12):
        start = drawn.randrange(119)
        marks.append(Marked(start, drawn.randrange(start + 1, 121), f"e-{number}", "event"))
    pieces = [p for paragraph in paragraphs(text, marks) for p in paragraph]
    shown = "".join(p.text for p in pieces)
    assert shown.replace(" ", "") == text.replace("\n", "").replace(" ", "")
    for mark in marks:
        covered = "".join(p.text for p in pieces if mark.id in p.ids)
        assert covered.replace(" ", "") == text[mark.start : mark.end].replace("\n", "").replace(" ", "")


def test_a_long_report_with_many_marks_takes_no_time() -> None:
    text = "\n\n".join(" ".join(["word"] * 100) for _ in range(100))
    marks = [Marked(start, start + 160, f"s-{start}", "statement") for start in range(0, len(text) - 200, len(text) // 600)]
    begun = time.perf_counter()
    paragraphs(text, marks)
    # Measured at 5 ms on a laptop's core; the way that looked at all marks for each piece took 600.
    assert time.perf_counter() - begun < 0.1


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain & simple", "plain &amp; simple"),
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("safe\u202egnp.exe", 'safe<abbr class="sign" title="hidden in the text: right-to-left override">RLO</abbr>gnp.exe'),
        ("a\u200bb", 'a<abbr class="sign" title="hidden in the text: space without width">ZWSP</abbr>b'),
        ("\x07<b>", '<abbr class="sign" title="hidden in the text: control sign">07</abbr>&lt;b&gt;'),
        ("Đà Nẵng, Москва", "Đà Nẵng, Москва"),
    ],
)
def test_hidden_signs_are_written_out(text: str, shown: str) -> None:
    assert str(visible(text)) == shown
