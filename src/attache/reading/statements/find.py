"""Statements of a report: cues found, speakers and contents joined to them, written as records."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from attache.reading.analysis import Analysis
from attache.reading.sectors import sectors_of
from attache.reading.statements.answers import with_answers
from attache.reading.statements.candidates import candidates
from attache.reading.statements.extents import Span
from attache.reading.statements.found import Found, choose
from attache.reading.statements.free import clause_after, continues_quotation, in_reported_mood
from attache.reading.statements.further import further
from attache.reading.statements.interviews import find_turns
from attache.reading.statements.lexicon import word_class
from attache.reading.statements.meant import (
    can_speak,
    is_brief_description,
    is_pronoun,
    name_by_words,
    resolve,
    speaks_as_person,
)
from attache.reading.statements.parties import is_communique
from attache.reading.statements.phrases import noun_phrase_end
from attache.reading.statements.speakers import Source
from attache.reading.statements.units import Unit, find_units
from attache.records import ActorName, Evidence, Statement

# Evidence longer than this many words is cut to speaker, cue and content, as the records of the ledger rest on a clause.
_LONG = 60
# Wishes and requests without a proposition are a person's statement; a state's or body's is an act or a commitment.
_PERSONAL = {("think", "object"), ("think", "infinitive"), ("think", "state"), ("ask", "object")}
_SPOKEN = {f"statements/{frame}" for frame in ("that", "bare", "before", "around")}
_UNRESOLVED = {"that", "before", "around", "bare", "phrase"}


def find_statements(at: Analysis) -> tuple[Statement, ...]:
    """Attributed propositions in text order; nested ones carry the outer speakers in `via`."""
    units, turns = find_units(at), find_turns(at)
    statements = _by_cues(at, units)
    return with_answers(at, units, turns, statements) if turns else tuple(statements)


def _by_cues(at: Analysis, units: tuple[Unit, ...]) -> list[Statement]:
    """The statements that cues, phrases and labels tell, with the sentences that go on with one."""
    statements: list[Statement] = []
    last: tuple[ActorName, ...] = ()
    before: Unit | None = None
    for unit in units:
        ruled = candidates(unit)
        chosen = choose([*ruled, *_sure(at, unit, further(unit, at.marks.attributions, ruled))], apart=is_communique(at))
        fresh = before is not None and before.paragraph == unit.paragraph
        written = [s for one in chosen if (s := _record(at, one, last, fresh=fresh)) is not None]
        if not written and statements and before is not None and before.paragraph == unit.paragraph:
            statements[-1:] = _continued(at, unit, statements[-1])
        before = unit if written else None
        written += _after_semicolon(at, unit, chosen, written)
        ordered = sorted(written, key=lambda s: (s.content.start, -s.content.end, s.cue))
        nested = [_nested(s, ordered) for s in ordered]
        statements += nested
        last = next((s.speakers for s in reversed(nested) if not s.via), last)
    return statements


def _sure(at: Analysis, unit: Unit, framed: list[Found]) -> list[Found]:
    """Those of the encoder whose source is an actor named in the report."""
    return [one for one in framed if any(name in at.actors for name in resolve(at, unit, one.source))]


def _continued(at: Analysis, unit: Unit, last: Statement) -> list[Statement]:
    """The last statement, with a unit that goes on quoting it, and a new one for a sentence in reported mood after it."""
    quotation = continues_quotation(unit)
    if quotation is not None and last.quoted is True and last.continued is None:
        more = _passage(at, unit, quotation)
        longer, other = (last.content, more) if len(last.content.text) >= len(more.text) else (more, last.content)
        return [
            replace(last, content=longer, continued=other, evidence=(*last.evidence, _passage(at, unit, (unit.start, unit.end))))
        ]
    if last.quoted is False and last.rule in _SPOKEN:
        free = in_reported_mood(unit, unit.start, unit.end)
        if free is not None:
            return [last, _free(at, unit, last, free)]
    return [last]


def _after_semicolon(at: Analysis, unit: Unit, chosen: list[Found], written: list[Statement]) -> list[Statement]:
    """A clause behind ";" that goes on with the words before it: "C, X said; D."."""
    if (
        len(written) != 1
        or len(chosen) != 1
        or written[0].rule not in _SPOKEN
        or (written[0].continued and chosen[0].other and chosen[0].other[1] >= unit.end - 1)
    ):
        return []
    start = clause_after(unit, chosen[0].span[1])
    if start is None or chosen[0].content[1] > start:
        return []
    mood = in_reported_mood(unit, start, unit.end, joined=True)
    return [_free(at, unit, written[0], mood)] if mood is not None else []


def _free(at: Analysis, unit: Unit, told: Statement, span: Span) -> Statement:
    return replace(
        told,
        content=_passage(at, unit, span),
        continued=None,
        quoted=False,
        evidence=(*told.evidence[:1], _passage(at, unit, span)),
        rule="statements/free",
    )


def _record(at: Analysis, one: Found, last: tuple[ActorName, ...], *, fresh: bool = False) -> Statement | None:
    unit, source = one.unit, one.source
    speakers = _speakers(at, one, last, fresh=fresh)
    if _is_act(at, one, speakers):
        return None
    unknown = not speakers and is_pronoun(unit, source) and one.kind == "say" and one.rule in _UNRESOLVED
    if (not speakers and not unknown) or ((one.kind, one.rule) in _PERSONAL and not speaks_as_person(at, unit, source, speakers)):
        return None
    return Statement(
        speakers=speakers,
        as_=unit.doc[source.start : source.end].text,
        cue=one.cue,
        content=_passage(at, unit, one.content),
        quoted=_quotedness(unit, one.content, one.other),
        evidence=(_rest(at, one),),
        rule=f"statements/{one.rule}",
        continued=_passage(at, unit, one.other) if one.other else None,
        addressee=_addressee(at, one),
        sectors=sectors_of(_words(unit, one)),
        via=(resolve(at, unit, one.via) or (name_by_words(at, unit, one.via),)) if one.via else (),
    )


def _speakers(at: Analysis, one: Found, last: tuple[ActorName, ...], *, fresh: bool) -> tuple[ActorName, ...]:
    """Whom the source's words mean: by the mentions; a bare pronoun the last speaker; else who can speak by its words.

    `fresh`: the sentence before, of the same paragraph, is the last speaker's, who is meant by a pronoun that agrees.
    """
    speakers = resolve(at, one.unit, one.source)
    if fresh and _goes_on(at, one, last):
        return last
    if speakers and is_pronoun(one.unit, one.source) and _named_inside(at, one, speakers):
        speakers = last if last and last != speakers else speakers
    if speakers:
        return speakers
    if is_pronoun(one.unit, one.source) or (last and is_brief_description(one.unit, one.source)):
        return last if _agrees(at, one, last) else ()
    told = one.kind in {"say", "noun"} and one.rule in _UNRESOLVED and not _of_things(one)
    if can_speak(one.unit, one.source) or (told and (one.rule != "phrase" or _document(one))):
        return (name_by_words(at, one.unit, one.source),)
    return ()


def _of_things(one: Found) -> bool:
    """Is the source in the words quoted, or parted by a preposition from a head that no name or speaking noun is?"""
    unit, source = one.unit, one.source
    aloud = unit.quoted(one.span[1] - 1) and unit.quoted(source.start)
    common = all(unit.tag(i) not in {"NNP", "NNPS"} for i in range(source.start, source.end))
    return common and (aloud or any(unit.text(i) in {"of", "to"} for i in range(source.start, source.end)))


def _goes_on(at: Analysis, one: Found, last: tuple[ActorName, ...]) -> bool:
    """Does the last speaker go on as "he", "she" or, before or after the words told, "it"?"""
    if len(last) != 1 or last[0] not in at.actors or not is_pronoun(one.unit, one.source) or _named_inside(at, one, last):
        return False
    word = one.unit.text(one.source.start)
    outside = one.rule in {"before", "around"} or one.source.start == one.unit.start
    if word == "it":
        return outside and _agrees(at, one, last)
    return word in {"he", "she"} and at.actors[last[0]].kind == "person"


def _named_inside(at: Analysis, one: Found, speakers: tuple[ActorName, ...]) -> bool:
    """Is the actor named by name in the words themselves? Nobody who is "he" outside calls himself by name inside."""
    doc = one.unit.doc
    low, high = doc[one.content[0]].idx, doc[one.content[1] - 1].idx
    return any(m.name in speakers and m.form in {"name", "short"} and m.kind == "person" for m in at.mentions_within(low, high))


def _agrees(at: Analysis, one: Found, last: tuple[ActorName, ...]) -> bool:
    """May the pronoun or description mean the last speakers: "he" a person, "it" none, "they" not a single person?"""
    persons = all(at.actors[name].kind == "person" for name in last if name in at.actors)
    word = one.unit.text(one.source.start)
    if word == "it":
        return not persons or not any(name in at.actors for name in last)
    return persons if word in {"he", "she"} else not (persons and len(last) == 1) or word != "they"


def _document(one: Found) -> bool:
    """ "According to his filing": whatever stands there has told it, but a plan or law that is followed has not."""
    followed = word_class("followed")
    return one.cue == "according to" and not any(one.unit.text(i) in followed for i in range(one.source.start, one.source.end))


def _addressee(at: Analysis, one: Found) -> ActorName | None:
    """The one actor named right after "told", "assured" and the like; None where none or several are."""
    if not one.hearer:
        return None
    start = one.span[1]
    end = noun_phrase_end(one.unit, start)
    hearers = resolve(at, one.unit, Source(start, end, "right")) if end > start else ()
    return hearers[0] if len(hearers) == 1 and hearers[0] not in resolve(at, one.unit, one.source) else None


def _is_act(at: Analysis, one: Found, speakers: tuple[ActorName, ...]) -> bool:
    """Is it no one's words: a body that asks another to act, parties that agree outside a communiqué, statistics?"""
    if one.kind == "count":
        return any(one.unit.text(i) in word_class("statistics") for i in range(one.source.start, one.source.end))
    if one.cue.lower().startswith("agree") and not is_communique(at):
        return True
    asks = one.cue.lower().startswith("ask") and one.rule in {"that", "infinitive", "object"}
    return asks and bool(speakers) and not speaks_as_person(at, one.unit, one.source, speakers)


def _words(unit: Unit, one: Found) -> str:
    return " ".join(unit.doc[start:end].text for start, end in (one.content, one.other or (0, 0)))


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
    outer = [s for s in all_ if s.speakers != statement.speakers and s.content.start <= start and end <= s.content.end]
    larger = [s for s in outer if (s.content.start, s.content.end) != (start, end)]
    if not larger or statement.via:
        return statement
    return replace(statement, via=min(larger, key=lambda s: s.content.end - s.content.start).speakers)
