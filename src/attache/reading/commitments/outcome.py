"""Whether a report tells itself that a commitment was kept: in goes the commitment, out comes it with its outcome.

The words stand in `language/en/commitment_cues.tsv` under `kept`, `missed` and `partly`. They count in the commitment's own
sentence and in the next one where that points back to it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from attache.language.tokens import Span
from attache.reading.analysis import Analysis
from attache.reading.figures.aims import cues
from attache.records import Commitment, Evidence

_OUTCOMES = ("missed", "partly", "kept")
_BACK = frozenset({"it", "this", "that", "the", "they", "so", "neither", "none", "nothing", "only", "but", "both"})


def with_outcome(at: Analysis, commitment: Commitment, offset: int) -> Commitment:
    """The commitment with what became of it, where the sentence of `offset` or the one behind it tells."""
    if _open(at, commitment):
        return commitment
    for passage, anywhere in _passages(at, offset, commitment):
        for outcome in _OUTCOMES:
            found = _pattern(outcome).search(passage.text)
            if found is not None and (anywhere or _points_back(passage.text, found.end())):
                return replace(commitment, outcome=outcome, outcome_evidence=passage)
    return commitment


def _open(at: Analysis, commitment: Commitment) -> bool:
    """Is its time still to come?"""
    published = at.published[1] if at.published is not None else None
    return commitment.due is not None and published is not None and (commitment.due[0] or "") > published


@cache
def _pattern(outcome: str) -> re.Pattern[str]:
    phrases = sorted(cues(outcome, "phrase"), key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(re.escape(phrase) for phrase in phrases) + r")\b", re.IGNORECASE)


def _passages(at: Analysis, offset: int, commitment: Commitment) -> list[tuple[Evidence, bool]]:
    """The part of the sentence round the cue and what follows it up to the next semicolon, then the next sentence."""
    sentence = at.sentence_at(offset)
    end = sentence.end_char
    rest = at.report.text[offset:end]
    semicolon = rest.find(";")
    own = (
        (at.evidence(sentence.start_char, offset + semicolon), True)
        if semicolon >= 0
        else (at.evidence(sentence.start_char, end), True)
    )
    out = [own]
    if semicolon >= 0:
        comma = rest.find(",", semicolon)
        stop = offset + comma if comma > 0 else end
        out.append((at.evidence(offset + semicolon + 1, stop), False))
    following = _next(at, sentence)
    if following is not None:
        out.append((at.evidence(following.start_char, following.end_char), False))
    return [(Evidence(e.report, e.start + len(e.text) - len(e.text.lstrip()), e.end, e.text.lstrip()), own) for e, own in out]


def _next(at: Analysis, sentence: Span) -> Span | None:
    """The next sentence of the same paragraph."""
    place = at.sentences.index(sentence) + 1
    if place >= len(at.sentences):
        return None
    following = at.sentences[place]
    return None if "\n" in at.report.text[sentence.end_char - 1 : following.start_char + 1] else following


def _points_back(text: str, outcome_at: int) -> bool:
    """Does the passage begin with a word that points back, or name the target or promise, up to the words of outcome?"""
    words = re.findall(r"\w+", text[:outcome_at].lower())
    named = cues("target", "noun") | cues("pledge", "noun") | {"deadline", "date", "plan", "it", "this", "that", "money"}
    return bool(set(words[:5]) & named) or (bool(words) and words[0] == "when")
