"""The English pack: where sentences begin, and what the analyser fills."""

from __future__ import annotations

import pytest
import spacy

from attache.language.en import analyse
from attache.language.en.sentences import mark_sentences
from attache.language.tokens import unread


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("They met. They signed.", ["They met.", "They signed."]),
        ("It was dated Nov. 24, 1997, he said. Nothing followed.", ["It was dated Nov. 24, 1997, he said.", "Nothing followed."]),
        ('"We agreed." He left.', ['"We agreed."', "He left."]),
        ("“We agreed.” He left.", ["“We agreed.”", "He left."]),
        ('"We agreed," he said. "It works."', ['"We agreed," he said.', '"It works."']),
        ("A headline\nThe body begins. It goes on.", ["A headline", "The body begins.", "It goes on."]),
        ("Trade rose to $1.5 bn. in 2019 and fell later.", ["Trade rose to $1.5 bn. in 2019 and fell later."]),
        ("Mr. V.M. Singh spoke. 5 people left.", ["Mr. V.M. Singh spoke.", "5 people left."]),
        ("Is it signed? Yes! (It was.) Good.", ["Is it signed?", "Yes!", "(It was.)", "Good."]),
    ],
)
def test_where_sentences_begin(text: str, sentences: list[str]) -> None:
    doc = mark_sentences(unread(spacy.blank("en").make_doc(text)))
    doc.settle()
    assert [s.text.strip() for s in doc.sents] == sentences


def test_offsets_are_those_of_the_text() -> None:
    text = "  HANOI, 3 May -  Vietnam\n\nand Russia met. "
    assert all(text[t.idx : t.idx + len(t.text)] == t.text for t in analyse(text))


def test_subject_and_object_are_told() -> None:
    doc = analyse("On Friday the two ministers signed an agreement on trade in Hanoi.")
    roles = {t.text: (t.dep_, t.head.text) for t in doc}
    assert roles["ministers"] == ("nsubj", "signed")
    assert roles["agreement"] == ("obj", "signed")
    assert next(t.lemma_ for t in doc if t.text == "signed") == "sign"


def test_the_same_text_gives_the_same_analysis() -> None:
    text = "President Ana Ruiz of Chile received the Vietnamese envoy, who had asked for talks."
    one, other = analyse(text), analyse(text)
    assert [(t.tag_, t.dep_, t.head.i, t.lemma_, t.ent_type_) for t in one] == [
        (t.tag_, t.dep_, t.head.i, t.lemma_, t.ent_type_) for t in other
    ]


@pytest.mark.parametrize("text", ["", " ", "\n\n", "…"])
def test_next_to_nothing_is_analysed_too(text: str) -> None:
    assert analyse(text).text == text
