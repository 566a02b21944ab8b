"""The plain copy says what spaCy says, for every token, every short span and every passage of characters."""

from __future__ import annotations

from typing import Literal

import pytest
import spacy.tokens

from attache.language.en import parsed
from attache.language.tokens import Doc, Span, plain

_TEXT = (
    "\n“We will not sign,” the Deputy Prime Minister of Laos, Mr. Bounthong Sisavath, told ASEAN’s envoys in  Hanoi on 3 May.\n\n"
    "Trade, which had grown by 12.5% since 2016, fell; it may recover – if both sides' banks (and their lenders) agree. Why?  "
)
_TOLD = "i idx text lower_ whitespace_ text_with_ws lemma_ tag_ pos_ dep_ ent_type_ is_alpha is_digit is_lower is_punct is_quote"
_ASKED = "is_sent_start is_space is_stop is_title is_upper like_num"
_MODES: tuple[Literal["strict", "contract", "expand"], ...] = ("strict", "contract", "expand")


@pytest.fixture(scope="module")
def pair() -> tuple[spacy.tokens.Doc, Doc]:
    doc = parsed(_TEXT)
    return doc, plain(doc)


def test_each_token_is_told_alike(pair: tuple[spacy.tokens.Doc, Doc]) -> None:
    for theirs, ours in zip(*pair, strict=True):
        for name in (*_TOLD.split(), *_ASKED.split()):
            assert getattr(ours, name) == getattr(theirs, name), (ours, name)
        assert (ours.head.i, ours.left_edge.i, ours.right_edge.i) == (theirs.head.i, theirs.left_edge.i, theirs.right_edge.i)
        for name in ("children", "lefts", "rights", "subtree", "ancestors"):
            assert [t.i for t in getattr(ours, name)] == [t.i for t in getattr(theirs, name)], (ours, name)


def test_spans_of_tokens(pair: tuple[spacy.tokens.Doc, Doc]) -> None:
    theirs, ours = pair
    for start in range(len(theirs)):
        for end in range(start, len(theirs) + 1):
            one, other = theirs[start:end], ours[start:end]
            assert (other.text, other.start_char, other.end_char) == (one.text, one.start_char, one.end_char)
            assert (other.root.i, other.sent.start, other.sent.end) == (one.root.i, one.sent.start, one.sent.end)
    assert [(s.start, s.end) for s in ours.sents] == [(s.start, s.end) for s in theirs.sents]
    assert [(e.start, e.end, e.label_) for e in ours.ents] == [(e.start, e.end, e.label_) for e in theirs.ents]


@pytest.mark.parametrize("mode", _MODES)
def test_spans_of_characters(pair: tuple[spacy.tokens.Doc, Doc], mode: Literal["strict", "contract", "expand"]) -> None:
    theirs, ours = pair
    for start in range(len(_TEXT)):
        for end in range(start + 1, min(start + 30, len(_TEXT) + 2)):
            one, other = theirs.char_span(start, end, alignment_mode=mode), ours.char_span(start, end, alignment_mode=mode)
            told = [None if span is None else (span.start, span.end) for span in (one, other)]
            assert told[0] == told[1], (start, end)


def test_slices_and_ends(pair: tuple[spacy.tokens.Doc, Doc]) -> None:
    theirs, ours = pair
    for cut in (slice(None, 4), slice(-3, None), slice(5, 2), slice(3, 900), slice(-900, -2)):
        for part, whole in ((theirs[cut], ours[cut]), (theirs[2:9][cut], ours[2:9][cut])):
            assert (whole.start, whole.end) == (part.start, part.end)
    assert ours[-1] is ours[len(ours) - 1]
    assert ours[2:9][-1] is ours[8]
    for at in (2, -3):
        with pytest.raises(IndexError):
            ours[2:4][at]
    for at, distance in ((0, -1), (-1, 1)):
        with pytest.raises(IndexError):
            ours[at].nbor(distance)


def test_one_copy_of_one_text(pair: tuple[spacy.tokens.Doc, Doc]) -> None:
    theirs, ours = pair
    assert plain(theirs) is plain(theirs)
    assert plain(ours) is ours
    assert ours[1:3] == Span(ours, 1, 3)
    assert ours[1:3] != ours[1:4]


def test_text_without_sentences_is_one() -> None:
    doc = plain(spacy.blank("en").make_doc("Trade grew. It fell."))
    assert [sentence.text for sentence in doc.sents] == ["Trade grew. It fell."]
