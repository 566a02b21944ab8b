"""Commitments in words: clauses whose verb or time commits an actor to do something, without a number of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache

from attache.language.tokens import Span, Token
from attache.reading.analysis import Analysis
from attache.reading.clauses import clause_of
from attache.reading.commitments.cue import BE, Cue, clause_end
from attache.reading.commitments.due import due_of
from attache.reading.commitments.promises import MODALS, further, modal, seconded, voiced, willed, words_of_will
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
from attache.reading.figures.aims import cues
from attache.reading.figures.setting import main_pair
from attache.records import ActorName, Commitment, Statement

RULE = "commitments/worded"

Finder = Callable[[Analysis, Span, Token], Cue | None]


@cache
def _finders() -> dict[str, tuple[tuple[int, Finder], ...]]:
    """The finders to ask at each word or lemma, with their rank: an earlier one goes before a later one.

    The words are those with which what a finder finds can begin at all; the finder looks at them again.
    """
    moving = cues("moving_date", "verb")
    table: tuple[tuple[Finder, Iterable[str]], ...] = (
        (modal, MODALS),
        (is_to, BE),
        (overdue, ("should", "ought")),
        (hoped_by, cues("aiming_at", "verb") | cues("aiming_at", "adjective")),
        (dated, cues("plan", "adjective") | {"planned", "expected", "set"}),
        (willed, words_of_will()),
        (further, ("to",)),
        (seconded, ("and",)),
        (voiced, cues("intention", "noun") | cues("pledge", "noun") | {"plan", "plans"}),
        (planned, cues("paper", "noun")),
        (planning, ("plans", "planning", "plan", "planned")),
        (moved, {form for word in moving for form in (word, word + "d", word + "ed")}),
        (present, cues("timetable", "verb")),
        (provided, cues("provide", "verb")),
        (starting, ("from", "starting", "beginning", "effective", "effect")),
    )
    out: dict[str, list[tuple[int, Finder]]] = {}
    for rank, (finder, words) in enumerate(table):
        for word in words:
            out.setdefault(word, []).append((rank, finder))
    return {word: tuple(found) for word, found in out.items()}


def _cue_at(at: Analysis, sentence: Span, token: Token) -> Cue | None:
    """The cue that the first finder to find one finds at a token."""
    finders = _finders()
    own, base = finders.get(token.lower_), finders.get(token.lemma_.lower())
    if own is None and base is None:
        return None
    asked = own if base is None else base if own is None else sorted({*own, *base}, key=_rank)
    return next((cue for _, finder in asked or () if (cue := finder(at, sentence, token)) is not None), None)


def _rank(finder: tuple[int, Finder]) -> int:
    return finder[0]


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
            found = _cue_at(at, sentence, token)
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
