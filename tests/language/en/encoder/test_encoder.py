"""The shipped encoder: what it says of a text does not depend on anything else that is read, and can be left out."""

from __future__ import annotations

import pytest

from attache.language.en import analyse, without
from attache.language.tokens import Doc, plain

FIRST = 'Kenya\'s foreign minister met his Indian counterpart in Nairobi on Tuesday. "We agreed to reopen the port," she said.'
SECOND = "Peru said it had recalled its ambassador to Bolivia."


def told(doc: Doc, start: int, end: int) -> list[tuple[object, ...]]:
    rows: list[tuple[object, ...]] = [
        (t.text, t.tag_, t.pos_, t.lemma_, t.dep_, t.head.i - start, t.ent_type_) for t in doc[start:end]
    ]
    for frame in (*doc.marks.events, *doc.marks.attributions):
        if start <= frame.tokens[0] < end:
            places = tuple((k, tuple(i - start for i in v)) for k, v in frame.roles.items())
            rows.append((frame.type, frame.certainty, tuple(frame.types.items()), places))
    return rows


def test_a_sentence_is_read_the_same_alone_and_among_others() -> None:
    alone, among = plain(analyse(SECOND)), plain(analyse(f"{FIRST}\n\n{SECOND}\n\n{FIRST}"))
    start = next(t.i for t in among if t.text == "Peru")
    assert told(alone, 0, len(alone)) == told(among, start, start + len(alone))


def test_marks_can_be_left_out() -> None:
    assert plain(analyse(SECOND)).marks.events
    with without("events"):
        left = plain(analyse(SECOND + " "))
        assert not left.marks.events
        assert left.marks.attributions
    with without("encoder"):
        assert not plain(analyse(SECOND + "  ")).marks.attributions
    assert plain(analyse(SECOND)).marks.events


def test_who_did_what_and_who_said_it() -> None:
    doc = plain(analyse(SECOND))

    def words(places: tuple[int, ...]) -> str:
        return " ".join(doc[i].text for i in places)

    (recalled,) = doc.marks.events
    assert (recalled.type, words(recalled.tokens)) == ("SANCTION", "recalled")
    assert words(recalled.roles["target"]) == "Bolivia"
    (said,) = doc.marks.attributions
    assert (words(said.roles["source"]), words(said.tokens)) == ("Peru", "said")


@pytest.mark.parametrize("text", ["", " ", "\n\n", "?", "word " * 1200, "x" * 4000, "\u200b\u202eabc", "a\n" * 300, "漢字" * 200])
def test_no_text_is_too_odd(text: str) -> None:
    doc = analyse(text)
    assert [t.text_with_ws for t in doc] == [t.text_with_ws for t in analyse(text)]
    assert "".join(t.text_with_ws for t in doc) == text
