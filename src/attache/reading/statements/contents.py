"""What was said: the content that belongs to a cue, by how the cue attaches it.

In: a unit, a cue hit and its source. Out: `Content`, the passage in tokens and, where the cue stands inside it, its
other part. Frames are tried in the order in which English makes them unmistakable: words around the cue, a clause after
it, then what is named by a phrase.
"""

from __future__ import annotations

from dataclasses import replace

from attache.reading.statements.beside import beside, told_before
from attache.reading.statements.cues import Cue, CueHit
from attache.reading.statements.extents import Content, phrase_stop, skip_adjuncts, trim
from attache.reading.statements.lexicon import word_class
from attache.reading.statements.phrases import NOUN, noun_phrase_end
from attache.reading.statements.speakers import Source
from attache.reading.statements.units import Unit

# Cues that take a bare clause so freely that a noun phrase after them opens one even if no verb was recognised in it.
_BARE = {"say", "think", "believe", "hope", "insist"}


def find_content(unit: Unit, hit: CueHit, source: Source, stop: int) -> Content | None:
    """The content of a cue, or None. `stop` is the token before which anything after the cue must end."""
    for cue, after in hit.rows:
        words_end = after
        after = max(after, source.end) if source.side == "right" else after
        for frame in (beside, _clause, _object, _state, _infinitive):
            content = frame(unit, hit, cue, source, after, stop)
            if content is not None:
                return replace(content, cue=cue, after=words_end)
    last = hit.rows[-1]
    if any(cue.kind == "say" and "beside" in cue.frames for cue, _ in hit.rows):
        content = told_before(unit, hit, source)
        return replace(content, cue=last[0], after=last[1]) if content is not None else None
    return None


def _clause(unit: Unit, hit: CueHit, cue: Cue, source: Source, after: int, stop: int) -> Content | None:
    """After it: "X said (that) C", "X told Y that C", "X asked whether C"."""
    if not cue.frames & {"clause", "that"} or (hit.passive and "hearer" not in cue.frames):
        return None
    i = skip_adjuncts(unit, after, stop, hearer="hearer" in cue.frames)
    if i >= stop:
        return None
    word = unit.text(i)
    if word == "," and unit.text(i + 1) == "that":
        i, word = i + 1, "that"
    if word == "that" and i > after and unit.is_finite(i + 1) and unit.tag(i - 1) in NOUN:
        return None
    if word == "that" and (unit.tag(i) in {"IN", "WDT"} or unit.finite(i + 1, stop)) and i + 1 < stop:
        span = trim(unit, (i + 1, stop))
        return Content(span, "that") if unit.finite(*span) or span[1] - span[0] > 3 else None
    if word in word_class("question") and (word not in {"when", "where"} or "beside" not in cue.frames):
        return Content(trim(unit, (i, stop)), "question") if unit.finite(i + 1, stop) else None
    if word in {"wo", "to", "of", ","}:
        return None
    end = noun_phrase_end(unit, i)
    if "clause" not in cue.frames or not _opens_clause(unit, i, end, stop, strict=cue.words[0] not in _BARE):
        return None
    return Content(trim(unit, (i, stop)), "bare")


def _opens_clause(unit: Unit, start: int, end: int, stop: int, *, strict: bool) -> bool:
    """Does a clause without "that" start here: a subject, then a finite verb before any other noun phrase begins?"""
    if unit.tag(start) == "EX" or unit.text(start) in {"there", "it"}:
        return unit.finite(start + 1, min(stop, start + 4))
    if start == end:
        return (
            unit.tag(start) in {"IN", "VBG", "DT", "PRP"}
            and unit.finite(start, stop)
            and unit.text(start) not in {"as", "for", "of", "to"}
        )
    for i in range(end, min(stop, end + 24)):
        if unit.is_finite(i) and not _relative_verb(unit, end, i):
            return True
        if unit.text(i) in {";", ":"} or (strict and unit.text(i) in {",", "and", "but"}):
            return False
    return not strict and stop - start > 4 and unit.tag(start) in {"DT", "PRP$", "NNP", "NN", "NNS"} and end < stop


def _relative_verb(unit: Unit, start: int, i: int) -> bool:
    """Is the verb at `i` that of a relative or subordinate clause begun since `start`?"""
    return any(unit.tag(k) in {"WP", "WDT", "WRB", "WP$"} or unit.text(k) in word_class("subordinate") for k in range(start, i))


def _object(unit: Unit, hit: CueHit, cue: Cue, source: Source, after: int, stop: int) -> Content | None:
    """Named: "X put it at C", "X spoke of C", "X called Y C", "X described Y as C", "X welcomed C"."""
    if hit.passive or not cue.frames & {"object", "predicate", "as", "words", "amount"}:
        return None
    if "predicate" in cue.frames and "object" not in cue.frames and not _has_predicate(unit, after, stop):
        return None
    end = phrase_stop(unit, after, stop)
    amount = "amount" in cue.frames and _is_amount(unit, after)
    if cue.frames == {"amount"} and not amount:
        return None
    if cue.kind == "count" and (unit.text(after) in word_class("particle") or not _numbered(unit, cue, after, end)):
        return None
    if not amount and not cue.frames & {"object", "predicate", "as"} and not any(unit.quoted(i) for i in range(after, end)):
        return None
    if any(
        unit.text(i) in cue.unless or unit.text(i).removesuffix("s") in cue.unless
        for i in range(after, noun_phrase_end(unit, after))
    ):
        return None
    if "…" in cue.words and cue.words[-1] in {"of", "about"}:
        after = next(i for i in range(after, unit.end) if unit.text(i) == cue.words[-1]) + 1
    if hit.form == "ing" and source.side == "inherited" and not any(unit.quoted(i) for i in range(after, end)):
        return None
    span = trim(unit, (after, end))
    if span[0] >= span[1] or unit.text(span[0]) in {",", "to", "by", "no", "none", "nothing"}:
        return None
    return Content(span, "object")


def _is_amount(unit: Unit, i: int) -> bool:
    """Does a sum begin at `i`: "€244 million", "another 3 billion dollars"?"""
    while unit.text(i) in word_class("before-sum") or unit.tag(i) in {"$", "SYM"}:
        i += 1
    return unit.tag(i) == "CD" and (unit.text(i + 1) in word_class("scale") or unit.tag(i - 1) in {"$", "SYM"})


def _numbered(unit: Unit, cue: Cue, after: int, end: int) -> bool:
    """Has an object a number where a figure has it: after "at" or "as", or near its beginning?"""
    if "…" in cue.words:
        joint = next((i for i in range(after, end) if unit.text(i) == cue.words[-1]), end)
        late = cue.words[0] == "have" and (joint - after > 5 or unit.is_finite(after) or unit.tag(after) in {"VBN", "VBD"})
        return not late and any(unit.tag(i) == "CD" for i in range(joint if cue.words[-1] == "at" else after, end))
    number = next((i for i in range(after, min(end, after + 5)) if unit.tag(i) == "CD" and i not in unit.timed), None)
    if number is None:
        return False
    return cue.words[0] != "give" or all(unit.tag(i) in {"RB", "RBR", "JJR", "IN"} for i in range(after, number))


def _state(unit: Unit, hit: CueHit, cue: Cue, source: Source, after: int, stop: int) -> Content | None:
    """Felt: "X was alarmed at C", "X is optimistic": the predicate is what is told."""
    if "state" not in cue.frames or any(unit.text(i) == ":" for i in range(after, stop)):
        return None
    return Content(trim(unit, (hit.group, phrase_stop(unit, after, stop))), "state")


def _has_predicate(unit: Unit, after: int, stop: int) -> bool:
    """Does "called Y C" have both parts: an object and an adjective, noun phrase or quotation after it?"""
    if unit.text(after) == "that" and after + 1 < stop and not unit.finite(after + 1, stop):
        return unit.tag(stop - 1) == "JJ"
    if unit.text(after) in {"for", "on", "off", "in", "up", "out", "to", "that", "by", "into"} or unit.tag(after) == "RP":
        return False
    end = noun_phrase_end(unit, after)
    if end == after:
        return False
    last = phrase_stop(unit, after, stop) - 1
    if last > after and (
        unit.tag(last) in {"JJ", "VBN", "VBG"}
        or (unit.tag(last), unit.tag(last - 1)) == ("NN", "NNS")
        or (unit.tag(last - 1) in NOUN | {"VBG"} and unit.text(last).endswith(tuple(word_class("adjectival"))))
    ):
        return True
    if end < stop and (
        unit.is_open(end)
        or unit.text(end) in {"a", "an", "the", "“", '"', "neither"}
        or unit.tag(end) in {"JJ", "VBN", "JJS", "DT", "VBG", "RB", "RBS"}
    ):
        return True
    return (
        (unit.tag(after) == "PRP" and end < stop and unit.tag(end) in {"JJ", "NN", "NNP", "RB", "DT"})
        or unit.tag(end - 1) == "JJ"
        or any(unit.is_open(i) for i in range(after, min(end + 2, stop)))
    )


def _infinitive(unit: Unit, hit: CueHit, cue: Cue, source: Source, after: int, stop: int) -> Content | None:
    """Asked: "X urged Y to do C", "X wants to do C", "the parties C" after "recommended"."""
    if "infinitive" not in cue.frames or hit.passive:
        return None
    for i in range(after, min(stop, after + 25)):
        if unit.text(i) == "to" and unit.tag(i + 1) == "VB":
            if cue.kind == "ask" and all(unit.tag(k) == "RB" for k in range(after, i)):
                return None
            return Content(trim(unit, (after if i > after else i, stop)), "infinitive")
        if unit.is_finite(i) or unit.text(i) in {";", ":"}:
            return None
    return None
