"""What the encoder's names add to the namings of the tables, with marks made by hand."""

from __future__ import annotations

import pytest
import spacy

from attache.language.marks import Marks, Name
from attache.language.tokens import unread
from attache.reading.who.marked import with_marked
from attache.reading.who.namings import body_namings
from attache.reading.who.pieces import cut

CASES = [
    ("Talks with Vesterled ended.", [("Vesterled", "ORG", "ORG")], ["Vesterled"]),
    ("Talks with Vesterled ended.", [("Vesterled", "ORG", "LOC")], []),
    ("Posco Energy signed.", [("Posco Energy", "ORG", "ORG")], ["Posco Energy"]),
    ("Posco signed.", [], ["POSCO"]),
    ("Amazon is wide.", [("Amazon", "LOC", "LOC")], []),
    ("Amazon signed.", [("Amazon", "ORG", "ORG")], ["Amazon"]),
    ("The Council met.", [("Council", "ORG", "ORG")], []),
    ("The frigate Vesterled 981 left.", [("Vesterled 981", "ORG", "ORG")], []),
    ("OSLO (VNA) met.", [("VNA", "ORG", "ORG")], []),
    ("President Vesterled left.", [("Vesterled", "ORG", "ORG")], []),
    ("Ole Vesterled met Vesterled.", [("Ole Vesterled", "PER", "PER"), ("Vesterled", "ORG", "ORG")], []),
]


@pytest.mark.parametrize(("text", "marked", "expected"), CASES)
def test_bodies_with_the_encoders_names(text: str, marked: list[tuple[str, str, str]], expected: list[str]) -> None:
    doc = unread(spacy.blank("en").make_doc(text))
    places = [(text.rindex(words), fine, four, len(words)) for words, fine, four in marked]
    spans = [(s, fine, four) for at, fine, four, size in places if (s := doc.char_span(at, at + size)) is not None]
    doc.name((span.start, span.end, four) for span, _, four in spans)
    doc.marks = Marks(names=tuple(Name(span.start, span.end, fine) for span, fine, _ in spans))
    pieces = cut(text)
    found = with_marked(doc, pieces, body_namings(pieces))
    assert [n.name for n in found if n.kind == "organisation" and n.name != "Vietnam News Agency"] == expected
