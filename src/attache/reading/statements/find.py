"""Statements of a report: cues found, speakers and contents joined to them, written as records."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from attache.reading.analysis import Analysis
from attache.reading.statements.contents import Content, Span, find_content, stops
from attache.reading.statements.cues import CueHit, find_cues
from attache.reading.statements.nouns import find_noun_cues
from attache.reading.statements.speakers import (
    Source,
    can_speak,
    is_pronoun,
    name_by_words,
    resolve,
    subject_after,
    subject_before,
)
from attache.reading.statements.units import Unit, find_units
from attache.records import ActorName, Evidence, Statement

# Evidence longer than this many words is cut to speaker, cue and content, as the records of the ledger rest on a clause.
_LONG = 60


@dataclass(frozen=True, slots=True)
class Found:
    """A statement in tokens, before it becomes a record."""

    unit: Unit
    cue: str
    span: Span
    source: Source
    content: Span
    other: Span | None
    kind: str
    rule: str


def find_statements(at: Analysis) -> tuple[Statement, ...]:
    """Attributed propositions in text order; nested ones carry the outer speakers in `via`."""
    statements: list[Statement] = []
    last: tuple[ActorName, ...] = ()
    for unit in find_units(at):
        found = [*_by_verbs(unit), *_by_nouns(unit)]
        for one in sorted(_without_doubles(found), key=lambda f: (f.span, f.content)):
            statement = _record(at, one, last)
            if statement is not None:
                statements.append(statement)
                last = statement.speakers or last
    ordered = sorted(statements, key=lambda s: (s.content.start, -s.content.end, s.cue))
    return tuple(_nested(s, ordered) for s in ordered)


def _by_verbs(unit: Unit) -> list[Found]:
    sourced: list[tuple[CueHit, Source]] = []
    for hit in find_cues(unit.doc, unit.start, unit.end):
        if unit.quoted(hit.verb) and any(
            unit.text(k) in {"i", "we", "you"} for k in range(max(unit.start, hit.group - 3), hit.group)
        ):
            continue
        source = _source(unit, hit, sourced)
        if source is not None:
            sourced.append((hit, source))
    ends = stops(unit, sourced)
    found = []
    for hit, source in sourced:
        content = find_content(unit, hit, source, ends[hit.verb])
        if content is None or not _plausible(unit, hit, source, content):
            continue
        words = " ".join(w for w in hit.rows[0][0].words[1:] if w != "…")
        cue = f"{unit.doc[hit.verb].text} {words}".strip()
        start = min(hit.group, source.start) if source.side != "inherited" else hit.group
        found.append(
            Found(unit, cue, (start, hit.verb + 1), source, content.span, content.other, hit.rows[0][0].kind, content.frame)
        )
    return found


def _source(unit: Unit, hit: CueHit, earlier: list[tuple[CueHit, Source]]) -> Source | None:
    """The subject before the verb, after it, or that of the verb it is joined to."""
    before = unit.text(hit.group - 1)
    joined = before in {"and", "but", "or", "then"} or (before == "," and hit.form == "ing")
    if hit.form == "ing" and not joined and hit.group != unit.start and before not in {"while", "after", "before", "by"}:
        return None
    if not joined and hit.form != "ing":
        source = subject_before(unit, hit.group)
        if source is not None:
            return source
    if hit.form in {"past", "present"} and before in {",", '"', "”", "’", "»"} or unit.is_close(hit.group - 1):
        source = subject_after(unit, hit.rows[0][1])
        if source is not None:
            return source
    return _inherited(unit, hit, earlier)


def _inherited(unit: Unit, hit: CueHit, earlier: list[tuple[CueHit, Source]]) -> Source | None:
    """The subject of the verb that this one is coordinated with or hangs on."""
    if earlier:
        source = earlier[-1][1]
        return Source(source.start, source.end, "inherited")
    for i in range(unit.start + 1, hit.group):
        if unit.is_finite(i):
            source = subject_before(unit, i)
            return Source(source.start, source.end, "inherited") if source is not None else None
    return None


def _plausible(unit: Unit, hit: CueHit, source: Source, content: Content) -> bool:
    start, end = content.span
    if end - start < 1:
        return False
    return unit.text(source.start) not in {"what", "there", "i", "we", "you", "that", "this"}


def _by_nouns(unit: Unit) -> list[Found]:
    return [Found(unit, n.cue, (n.start, n.end), n.source, n.content, n.other, "noun", "phrase") for n in find_noun_cues(unit)]


def _without_doubles(found: list[Found]) -> list[Found]:
    """One statement per cue and content."""
    kept: dict[tuple[Span, Span], Found] = {}
    for one in found:
        kept.setdefault((one.span, one.content), one)
    return list(kept.values())


def _record(at: Analysis, one: Found, last: tuple[ActorName, ...]) -> Statement | None:
    unit, source = one.unit, one.source
    speakers = resolve(at, unit, source)
    if not speakers and is_pronoun(unit, source):
        speakers = last
    if not speakers and (can_speak(unit, source) or one.kind == "say" and one.rule in {"that", "before", "around", "bare"}):
        speakers = (name_by_words(unit, source),)
    if not speakers:
        return None
    content = _passage(at, unit, one.content)
    other = _passage(at, unit, one.other) if one.other else None
    return Statement(
        speakers=speakers,
        as_=unit.doc[source.start : source.end].text,
        cue=one.cue,
        content=content,
        quoted=_quotedness(unit, one.content, one.other),
        evidence=(_rest(at, one),),
        rule=f"statements/{one.rule}",
        continued=other,
    )


def _passage(at: Analysis, unit: Unit, span: Span) -> Evidence:
    last = unit.doc[span[1] - 1]
    return at.evidence(unit.doc[span[0]].idx, last.idx + len(last))


def _rest(at: Analysis, one: Found) -> Evidence:
    """The sentence; where it is long, from the first to the last of speaker, cue and content."""
    unit = one.unit
    if unit.end - unit.start <= _LONG:
        return _passage(at, unit, (unit.start, unit.end))
    spans = [one.span, one.content, *([one.other] if one.other else [])]
    low, high = min(s for s, _ in spans), max(e for _, e in spans)
    return _passage(at, unit, (low, min(high, low + 2 * _LONG - 10)))


def _quotedness(unit: Unit, content: Span, other: Span | None) -> Literal[True, False, "mixed"]:
    """True where all words stand in quotation marks, False where none do."""
    tokens = [i for span in (content, other) if span for i in range(*span) if not unit.doc[i].is_punct]
    quoted = sum(unit.quoted(i) for i in tokens)
    if quoted == 0:
        return False
    return True if quoted == len(tokens) else "mixed"


def _nested(statement: Statement, all_: list[Statement]) -> Statement:
    """The statement with the speakers of the one it stands in, where it stands in another's content."""
    start, end = statement.content.start, statement.content.end
    outer = [
        s
        for s in all_
        if s is not statement
        and s.content.start <= start
        and end <= s.content.end
        and (s.content.start, s.content.end) != (start, end)
    ]
    inner = [s for s in outer if s.speakers != statement.speakers]
    if not inner:
        return statement
    nearest = min(inner, key=lambda s: s.content.end - s.content.start)
    return replace(statement, via=nearest.speakers)
