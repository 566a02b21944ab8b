"""Attributions as passages: whole contents, quotations over sentences, the encoder's frames completed."""

from __future__ import annotations

import pytest

from attache.language.en import analyse
from attache.language.marks import Frame
from attache.language.tokens import plain
from attache.reading.analysis import Analysis
from attache.reading.statements.attribution import Attribution
from attache.reading.statements.attributions import find_attributions
from attache.reading.statements.ends import with_whole_source
from attache.reading.statements.framed import contents_of, cue_of, source_of
from attache.reading.statements.wide import find_wide
from attache.reading.when import find_times
from attache.records import Report, ReportId


def attributed(text: str) -> dict[str, tuple[str, list[str]]]:
    """Source and contents by the words of the cue."""
    doc = plain(analyse(text))
    at = Analysis(Report(ReportId("r"), text, ""), doc, times=find_times(doc, None))
    return {
        doc[slice(*one.cue)].text: (
            doc[slice(*one.source)].text if one.source else "",
            [doc[slice(*part)].text for part in one.content],
        )
        for one in find_attributions(at)
    }


@pytest.mark.parametrize(
    ("text", "cue", "contents"),
    [
        ("“We want peace,” Ms Sow said. “They do not.”", "said", ["We want peace,", "They do not."]),
        ("“We want peace,” Ms Sow said. “I think they do not.”", "said", ["We want peace,", "I think they do not."]),
        ("The minister declared:\n\n“Talks will go on.”", "declared", ["Talks will go on."]),
        ("“We want peace,” Ms Sow said.\n\n“They do not,” Mr Diop replied.", "said", ["We want peace,"]),
    ],
)
def test_a_quotation_goes_on_with_its_speaker(text: str, cue: str, contents: list[str]) -> None:
    assert attributed(text)[cue][1] == contents


def test_a_frame_is_completed_to_phrase_and_clause() -> None:
    doc = plain(analyse("Lina Sow, the minister, hopes that talks will begin soon."))
    words = [token.text for token in doc]
    frame = Frame(
        (words.index("hopes"),), None, 0.9, roles={"source": (words.index("Sow"), 0), "content": tuple(range(7, len(words) - 2))}
    )
    source = source_of(doc, frame)
    assert source is not None
    assert doc[slice(*source)].text == "Lina Sow, the minister"
    assert [doc[slice(*part)].text.removeprefix("that ") for part in contents_of(doc, frame, source)] == ["talks will begin soon"]


def test_an_auxiliary_alone_is_completed_to_its_verb() -> None:
    doc = plain(analyse("Lima has said that it will sign."))
    assert cue_of(doc, Frame((1,), None, 0.9)) == (1, 3)


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("Lina Sow opposes the new pact.", "Lina Sow", "opposes", "the new pact"),
        ("Lina Sow could endorse the new pact.", "Lina Sow", "could endorse", "the new pact"),
        ("Lina Sow weighed in on the new pact.", "Lina Sow", "weighed in on", "the new pact"),
        ("Lina Sow came to Lima to defend the new pact.", "Lina Sow", "to defend", "the new pact"),
    ],
)
def test_attitudes_in_any_form_of_the_verb_are_told(text: str, source: str, cue: str, content: str) -> None:
    doc = plain(analyse(text))
    assert [tuple(doc[slice(*s)].text for s in (a.source or (0, 0), a.cue, a.content[0])) for a in find_wide(doc)] == [
        (source, cue, content)
    ]


def test_an_attitude_inside_words_told_is_not_told_apart() -> None:
    assert list(attributed("Lina Sow said that Peru could oppose the new pact.")) == ["said"]


@pytest.mark.parametrize(
    ("text", "given", "whole"),
    [
        ("The board on Monday rejected the pact.", (0, 4), "The board"),
        ("A plea by Lina Sow was heard.", (2, 5), "Lina Sow"),
        ("The retired surgeon Lina Sow spoke.", (0, 3), "The retired surgeon Lina Sow"),
        ("The three boards spoke.", (0, 3), "The three boards"),
    ],
)
def test_a_source_has_its_whole_name_and_no_time(text: str, given: tuple[int, int], whole: str) -> None:
    doc = plain(analyse(text))
    at = Analysis(Report(ReportId("r"), text, ""), doc, times=find_times(doc, None))
    source = with_whole_source(at, Attribution((len(doc) - 2, len(doc) - 1), given, (), 1.0, None)).source
    assert source is not None
    assert doc[slice(*source)].text == whole


def test_what_a_phrase_names_ends_with_its_sentence() -> None:
    text = "“They sought aid for Peru. That is well known,” Lina Sow said."
    assert attributed(text).get("sought", ("", ["aid for Peru"]))[1] == ["aid for Peru"]
