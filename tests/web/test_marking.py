"""A report's text with overlapping passages marked."""

from __future__ import annotations

from attache.ledger.entries import Marked
from attache.web.marking import paragraphs

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


def test_the_chosen_passage_has_one_anchor() -> None:
    first, second = paragraphs(TEXT, (Marked(8, 12, "e-1", "event"),), chosen=(6, 16))
    assert "".join(p.text for p in first if p.chosen) == "beta gamma"
    assert [p.anchor for p in first if p.chosen] == [True, False, False]
    assert not any(p.chosen for p in second)


def test_a_passage_over_two_paragraphs_is_marked_in_both() -> None:
    first, second = paragraphs(TEXT, (), chosen=(11, 24))
    assert "".join(p.text for p in first if p.chosen) == "gamma."
    assert "".join(p.text for p in second if p.chosen) == "Delta"
