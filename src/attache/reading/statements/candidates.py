"""What the rules take for an attribution: cue verbs, phrases and labels, each with its source and content.

In: a unit. Out: `Found`s, nested and doubtful ones too; the choice among them is made elsewhere.
"""

from __future__ import annotations

from dataclasses import replace

from attache.reading.statements.contents import find_content
from attache.reading.statements.cues import CueHit, find_cues
from attache.reading.statements.extents import Content, Span, clause_stop
from attache.reading.statements.found import Found
from attache.reading.statements.labels import find_label
from attache.reading.statements.lexicon import word_class
from attache.reading.statements.nouns import NounCue, find_noun_cues
from attache.reading.statements.phrases import noun_phrase_end
from attache.reading.statements.speakers import Source, subject_after, subject_before
from attache.reading.statements.units import Unit


def candidates(unit: Unit) -> list[Found]:
    """Every attribution that the rules see in a unit, in no order."""
    return [*_by_verbs(unit), *_by_nouns(unit), *_by_label(unit)]


def _by_verbs(unit: Unit) -> list[Found]:
    sourced: list[tuple[CueHit, Source]] = []
    for hit in find_cues(unit.doc, unit.start, unit.end):
        if unit.quoted(hit.verb) and any(unit.text(k) in {"i", "we", "you"} for k in range(hit.group - 3, hit.group)):
            continue
        source = _source(unit, hit, sourced)
        if source is not None and not _excluded(unit, source):
            sourced.append((hit, source))
    found: list[Found] = []
    joined: list[int] = []
    for hit, speaker in reversed(sourced):
        content = find_content(unit, hit, speaker, clause_stop(unit, hit, joined))
        if content is not None and content.span[0] < content.span[1]:
            one = _passed_on(_found(unit, hit, speaker, content))
            found.append(one)
            if content.more is not None:
                found.append(replace(one, content=content.more))
            if speaker.side == "inherited" and not unit.quoted(hit.verb):
                joined.append(hit.group)
            elif speaker.side == "left" and unit.text(speaker.start - 1) == "and" and unit.text(speaker.start - 2) == ",":
                joined.append(speaker.start)
    return found


def _found(unit: Unit, hit: CueHit, source: Source, content: Content) -> Found:
    cue, after = content.cue or hit.rows[0][0], content.after
    words = unit.doc[hit.verb : after].text if "…" not in cue.words else f"{unit.doc[hit.verb].text} … {cue.words[-1]}"
    start = hit.group if source.side == "inherited" else min(hit.group, source.start)
    return Found(
        unit,
        words,
        (start, hit.verb + 1),
        source,
        content.span,
        content.other,
        cue.kind,
        content.frame,
        hearer="hearer" in cue.frames,
        words=(hit.verb, max(after, hit.verb + 1) if "…" not in cue.words else hit.verb + 1),
    )


def _passed_on(one: Found) -> Found:
    """Quoted by another: "…, the agency reported, quoting officials": the officials speak, the agency passes it on."""
    unit = one.unit
    end = max(one.span[1], one.source.end)
    if unit.text(end) == "," and unit.text(end + 1) in word_class("pass-on"):
        stop = noun_phrase_end(unit, end + 2)
        if stop > end + 2:
            return replace(one, source=Source(end + 2, stop, "right"), via=one.source, other=None)
    return one


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
    beside = next(
        (after for cue, after in hit.rows if "beside" in cue.frames and cue.words[0] not in word_class("informs")), None
    )
    if beside is not None and hit.form != "ing" and (before == "," or unit.is_close(hit.group - 1)):
        source = subject_after(unit, beside)
        if source is not None:
            return source
    listed = before == "," and bool(earlier) and earlier[-1][1].side != "right"
    return _inherited(unit, hit, earlier) if joined or listed or hit.form == "ing" else None


def _inherited(unit: Unit, hit: CueHit, earlier: list[tuple[CueHit, Source]]) -> Source | None:
    """The subject of the verb that this one is coordinated with or hangs on."""
    if earlier:
        source = earlier[-1][1]
        return Source(source.start, source.end, "inherited")
    for i in range(unit.start + 1, hit.group):
        if unit.is_finite(i):
            subject = subject_before(unit, i)
            loose = hit.form == "ing" and _is_passive(unit, i)
            return Source(subject.start, subject.end, "inherited") if subject and not loose else None
    return None


def _is_passive(unit: Unit, i: int) -> bool:
    return unit.text(i) in {"was", "were", "is", "are", "been"} and unit.tag(i + 1) in {"VBN", "RB"}


def _excluded(unit: Unit, source: Source) -> bool:
    """Words that open a relative or name no one: "what the papers say", "there", "I" of a quotation."""
    if unit.text(source.start) in word_class("no-speaker"):
        return True
    return unit.text(source.start - 1) in {"what", "whatever"}


def _by_nouns(unit: Unit) -> list[Found]:
    return [
        Found(unit, n.cue, (n.start, n.end), n.source, n.content, n.other, "noun", "phrase", words=_phrase_words(n))
        for n in find_noun_cues(unit)
    ]


def _phrase_words(n: NounCue) -> Span:
    """The words of a phrase before its speaker: "according to"; of one with the speaker inside ("in his view") its noun."""
    return (n.start, n.source.start) if " … " not in n.cue else (n.end - 1, n.end)


def _by_label(unit: Unit) -> list[Found]:
    label = find_label(unit)
    if label is None:
        return []
    source, content = label
    colon = next(i for i in range(source.end, unit.end) if unit.text(i) == ":")
    return [Found(unit, ":", (source.start, source.end), source, content, None, "label", "label", words=(colon, colon + 1))]
