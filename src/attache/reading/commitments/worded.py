"""Commitments in words: clauses whose verb or time commits an actor to do something, without a number of their own."""

from __future__ import annotations

from collections.abc import Callable

from attache.language.tokens import Span, Token
from attache.reading.analysis import Analysis
from attache.reading.clauses import clause_of
from attache.reading.commitments.cue import Cue, clause_end
from attache.reading.commitments.due import due_of
from attache.reading.commitments.promises import further, modal, seconded, voiced, willed
from attache.reading.commitments.schedules import (
    dated,
    hoped_by,
    is_to,
    moved,
    overdue,
    planned,
    planning,
    present,
    provided,
    starting,
)
from attache.reading.commitments.subjects import committed, pronoun_before, speakers_at
from attache.reading.figures.setting import main_pair
from attache.records import ActorName, Commitment, Statement

RULE = "commitments/worded"

_FINDERS: tuple[Callable[[Analysis, Span, Token], Cue | None], ...] = (
    modal,
    is_to,
    overdue,
    hoped_by,
    dated,
    willed,
    further,
    seconded,
    voiced,
    planned,
    planning,
    moved,
    present,
    provided,
    starting,
)


def worded(
    at: Analysis, statements: tuple[Statement, ...], numbers: tuple[tuple[int, int], ...] = ()
) -> list[tuple[Commitment, int]]:
    """Commitments in words with the offset of their cue, in text order; one for each clause.

    `numbers` are the passages of numbers that are commitments already: a clause that leads to one tells the same.
    """
    pair = main_pair(at)
    out: list[tuple[Commitment, int]] = []
    for sentence in at.sentences:
        if sentence.text.rstrip(" ”\"’'").endswith("?"):
            continue
        covered = -1
        for token in sentence:
            if token.i < covered:
                continue
            found = next((cue for finder in _FINDERS if (cue := finder(at, sentence, token)) is not None), None)
            if found is None:
                continue
            covered = clause_end(sentence, token)
            if not _told(sentence, token, covered, numbers):
                out.append((_commitment(at, sentence, found, statements, pair), token.idx))
    return out


_AS_MUCH = ("so much", "that much", "so many", "as much")


def _told(sentence: Span, cue: Token, end: int, numbers: tuple[tuple[int, int], ...]) -> bool:
    """Does a number that is a commitment stand in the cue's clause, behind it or as its subject?"""
    stop = sentence.end_char if end >= sentence.end else sentence.doc[end].idx
    for first, last in numbers:
        if cue.idx <= first < stop:
            return True
        if sentence.start_char <= first < cue.idx:
            between = sentence.doc.text[last : cue.idx]
            if any(words in between.lower() for words in _AS_MUCH):
                return True
            if len(between) < 60 and not set(between.strip(" ,")) & set(",;:"):
                return True
    return False


def _commitment(
    at: Analysis, sentence: Span, cue: Cue, statements: tuple[Statement, ...], pair: tuple[ActorName, ...]
) -> Commitment:
    start, end = clause_of(sentence, cue.token.idx, cue.token.idx + len(cue.token))
    passage = at.evidence(start, end)
    speakers = speakers_at(cue.token.idx, statements)
    by = _by(at, sentence, cue, speakers, pair)
    countries = {at.actors[name].country if name in at.actors else None for name in by}
    return Commitment(
        kind=cue.kind,
        by=by,
        content=passage,
        evidence=(passage,),
        rule=RULE,
        parties=tuple(sorted({ActorName(c) for c in countries if c} | set(pair))),
        due=due_of(at, cue.time, sentence),
        speakers=speakers,
    )


def _by(
    at: Analysis, sentence: Span, cue: Cue, speakers: tuple[ActorName, ...], pair: tuple[ActorName, ...]
) -> tuple[ActorName, ...]:
    """The subject's actors; for a pronoun alone the speaker; for "the two sides" and where nobody is named the main parties."""
    if cue.actors:
        return committed(at, tuple(ActorName(m.name) for m in cue.actors), cue.verb)
    pronoun = pronoun_before(sentence, cue.token)
    if pronoun in {"it", "we", "i", "he", "she"} and not cue.joint and speakers:
        return committed(at, speakers, cue.verb)
    return pair
