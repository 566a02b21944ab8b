"""Who chairs a meeting of a standing body with whom: two persons of two sides are its co-chairs.

In: the analysis with its mentions, and the survey's persons. Out: a `Tenure` as "co-chair" of the mechanism for each of the
two. Told as "chaired by A and B", "Co-chairs: A; B", "A and B chaired the fifth session", "A led the Peruvian side, B the
Norwegian one".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from attache.reading.analysis import Analysis
from attache.reading.who.survey import Survey
from attache.records import ActorName, Tenure

_CHAIRED = re.compile(
    r"\b(?:[Cc]o-)?[Cc]haired by:?|\b[Cc]hairs:|\b(?:[Cc]o-)?[Cc]hair(?:men|s|persons) (?:were|are)\b|\b[Cc]o-[Cc]hairs?:"
)
_CHAIRING = re.compile(r"\b(?:jointly |co-)?chair(?:ed|s)? (?:the|a|an|this|its|their)\b")
_LEADING = re.compile(
    r"\b(?:led|headed) the [\w ]{0,30}(?:delegation|side)\b(?=[^.;\n]* the [\w ]{0,30}(?:one|delegation|side)\b)"
)
"""Both sides' leaders in one sentence; the leader of one alone may have met someone who chairs nothing."""
_SITTING = re.compile(r"\s+(?:[\w-]+ ){0,3}(?:session|meeting|round|sitting)\b")
"""What two chair of the body named before."""


def co_chairs(at: Analysis, found: Survey) -> Iterator[Tenure]:
    """All co-chairs told in the report, a person more than once where told more than once."""
    yield from _joint_chairs(at, found)
    yield from _both_chaired(at)


def _joint_chairs(at: Analysis, found: Survey) -> Iterator[Tenure]:
    """Two persons who chair one meeting of a standing body are its co-chairs: "chaired by A and B"."""
    text = at.report.text
    for cue in _CHAIRED.finditer(text):
        line = cue.group().endswith(":")
        ends = (text.find("\n", cue.end()), len(text) if line else text.find(". ", cue.end()))
        stop = min(*(k if k >= 0 else len(text) for k in ends), cue.end() + (320 if line else 160))
        spans = [(p, s) for p in found.persons for s in p.spans if cue.end() <= found.pieces[s[0]].start < stop]
        persons = {p.name: s for p, s in sorted(spans, key=lambda ps: ps[1])}
        of = mechanism_before(at, cue.start())
        if len(persons) != 2 or of is None:
            continue
        end = max(found.pieces[s[1] - 1].end for s in persons.values())
        for name in persons:
            yield Tenure(ActorName(name), "co-chair", of, (at.evidence(cue.start(), end),), "offices/joint-chairs")


def _both_chaired(at: Analysis) -> Iterator[Tenure]:
    """ "Torres and Dahl chaired the fifth Joint Commission", "Torres led the Peruvian side, Dahl the Norwegian one"."""
    for pattern, after in ((_CHAIRING, True), (_LEADING, False)):
        for cue in pattern.finditer(at.report.text):
            sentence = _sentence(at, cue.start())
            here = [m for m in at.mentions if m.kind == "person" and sentence[0] <= m.evidence.start < sentence[1]]
            told = [m for m in here if m.evidence.start < cue.start()] if after else here
            names = {m.name: m for m in sorted(told, key=lambda m: m.evidence.start)}
            of = _mechanism_near(at, cue.end(), sentence, before=not after or bool(_SITTING.match(at.report.text, cue.end())))
            if len(names) != 2 or of is None:
                continue
            first, end = min(m.evidence.start for m in told), max(cue.end(), *(m.evidence.end for m in told))
            if after and " and " not in at.report.text[first:end]:
                continue
            for name in names:
                yield Tenure(ActorName(name), "co-chair", of, (at.evidence(first, end),), "offices/both-chaired")


def _sentence(at: Analysis, place: int) -> tuple[int, int]:
    return next(((s.start_char, s.end_char) for s in at.doc.sents if s.start_char <= place < s.end_char), (place, place))


def _mechanism_near(at: Analysis, place: int, sentence: tuple[int, int], *, before: bool) -> str | None:
    """The mechanism named in the sentence after the place, else, where `before` allows it, the last one before in its line."""
    line = at.report.text.rfind("\n", 0, sentence[0]) + 1
    named = [m for m in at.mentions if m.kind == "mechanism" and line <= m.evidence.start < sentence[1]]
    after = [m.name for m in named if m.evidence.start >= place]
    return after[0] if after else (named[-1].name if named and before else None)


def mechanism_before(at: Analysis, place: int) -> str | None:
    """The mechanism named last before an offset, else the first after it."""
    named = [m for m in at.mentions if m.kind == "mechanism"]
    before = [m.name for m in named if m.evidence.start < place]
    return before[-1] if before else next((m.name for m in named), None)
