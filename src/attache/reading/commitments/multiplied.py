"""Targets told as a multiple: "agreed to double trade within five years". In go sentences, out come commitments' numbers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from attache.language.tokens import Span, Token
from attache.reading.analysis import Analysis, Timex
from attache.reading.commitments.cue import due_time, unreal
from attache.reading.commitments.subjects import subjects
from attache.reading.figures.aims import cues
from attache.reading.figures.common import Measure, common_measures
from attache.records import Mention

_TIMES = {"double": 2.0, "triple": 3.0, "treble": 3.0, "quadruple": 4.0, "halve": 0.5}
_SPELLS = {"day", "week", "month", "year", "decade"}
_MODALS = {"will", "shall", "would", "should", "could", "must"}


@dataclass(frozen=True, slots=True)
class Multiple:
    """A verb that multiplies an amount to come."""

    sentence: Span
    token: Token
    value: float
    measure: Measure
    actors: tuple[Mention, ...]
    time: Timex | None


def multiples(at: Analysis) -> Iterator[Multiple]:
    """Amounts that are to be doubled, tripled or halved, in text order."""
    for sentence in at.sentences:
        for token in sentence:
            value = _TIMES.get(token.lower_)
            if value is None or not _aimed(sentence, token) or unreal(sentence, token, token):
                continue
            behind = list(sentence.doc[token.i : min(token.i + 10, sentence.end)])
            found = common_measures(behind) or common_measures(list(sentence.doc[sentence.start : token.i]))[-1:]
            if found and not any(
                q.unit and q.unit not in _SPELLS and token.idx < q.start < sentence.end_char for q in at.quantities
            ):
                yield Multiple(
                    sentence, token, value, found[0], subjects(at, sentence, token, token), due_time(at, sentence, token)
                )


def _aimed(sentence: Span, token: Token) -> bool:
    """ "to double" after a verb of will or agreement or "is", "will double"; not "doubled"."""
    words = [t.lower_ for t in sentence.doc[max(sentence.start, token.i - 5) : token.i]]
    if set(words[-3:]) & _MODALS:
        return True
    willing = {"agreed", "agree", "is", "are", "committed", "decided", "ready", "ways"} | cues("target", "noun")
    for kind in ("pledge", "intention", "plan", "target"):
        willing |= cues(kind, "verb")
    return words[-1:] == ["to"] and bool(set(words) & willing)
