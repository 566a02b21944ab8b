"""A statement in tokens, before it becomes a record, and the choice among candidates of one unit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from attache.reading.statements.cues import Kind
from attache.reading.statements.extents import Span
from attache.reading.statements.lexicon import word_class
from attache.reading.statements.speakers import Source
from attache.reading.statements.units import Unit

# Frames in which the content is a whole proposition or quotation; the others name a thing, an act or a judgement.
_PROPOSITION = {"that", "bare", "before", "around", "colon", "quote-after", "inserted", "question", "phrase", "label"}
_PHRASE = {"object", "infinitive", "state"}


@dataclass(frozen=True, slots=True)
class Found:
    """One attribution in tokens; `via` names who passes it on ("the agency reported, quoting officials")."""

    unit: Unit
    cue: str
    span: Span
    source: Source
    content: Span
    other: Span | None
    kind: Kind
    rule: str
    via: Source | None = None
    hearer: bool = False
    """May the cue name a hearer right after it?"""
    words: Span = (0, 0)
    """Tokens of the cue itself, where they stand together."""


def choose(found: Sequence[Found], *, apart: bool = False) -> list[Found]:
    """Those that are told on their own account, in text order; `apart` keeps each verb's, as a communiqué words its points."""
    ordered = sorted(found, key=lambda f: (f.span, f.content))
    kept = [one for one in ordered if not any(_inside(one, other) or _spelt_out(one, other) for other in ordered)]
    return _without_doubles(kept if apart else _merged(kept))


def _inside(one: Found, other: Found) -> bool:
    """Is `one` a wish, judgement, figure or request told inside the proposition of `other`? Only what is said stays its own."""
    if one is other or other.rule not in _PROPOSITION or (one.kind == "say" and one.rule in _PROPOSITION) or one.kind == "noun":
        return False
    parts = (other.content, other.other or other.content)
    return any(start <= one.span[1] - 1 < end for start, end in parts)


def _spelt_out(one: Found, other: Found) -> bool:
    """Is `one` a phrase whose proposition `other` gives: "praised the forum, saying that …"?"""
    return (
        one.rule in _PHRASE
        and other.source.side == "inherited"
        and other.cue.lower() in word_class("spells-out")
        and other.rule in _PROPOSITION
        and one.span[1] <= other.span[0]
        and one.source.start == other.source.start
    )


def _merged(found: list[Found]) -> list[Found]:
    """Joins what one speaker does in one breath: "condemned the raid and urged restraint" is one record."""
    kept: list[Found] = []
    for one in found:
        before = kept[-1] if kept else None
        if before is not None and _one_breath(before, one):
            kept[-1] = replace(before, content=(before.content[0], max(before.content[1], one.content[1])))
        else:
            kept.append(one)
    return kept


def _one_breath(before: Found, one: Found) -> bool:
    phrases = {before.rule, one.rule} <= {"object", "infinitive"} and {before.kind, one.kind} != {"ask"}
    joined = one.source.side == "inherited" and one.source.start == before.source.start
    return phrases and joined and 0 <= one.span[0] - before.content[1] <= 3


def _without_doubles(found: list[Found]) -> list[Found]:
    """One statement per content: the first cue of those that share it."""
    kept: dict[tuple[Span, int], Found] = {}
    for one in found:
        kept.setdefault((one.content, one.source.start), one)
    return list(kept.values())
