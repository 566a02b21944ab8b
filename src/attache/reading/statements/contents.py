"""What was said: the content that belongs to a cue, by how the cue attaches it.

In: a unit, a cue hit and its source. Out: `Content`, the passage in tokens and, where the cue stands inside it, its
other part. Frames are tried in the order in which English makes them unmistakable: a clause after the cue, words around
it, then what is named by a phrase.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from attache.reading.statements.cues import Cue, CueHit, find_cues
from attache.reading.statements.lexicon import word_class
from attache.reading.statements.speakers import Source, noun_phrase_end
from attache.reading.statements.units import Unit

Span = tuple[int, int]

# Cues that take a bare clause so freely that a noun phrase after them opens one even if no verb was recognised in it.
_BARE = {"say", "think", "believe", "hope", "insist"}
_EDGE_MARKS = {",", ";", ":", "-", "–", "—", ")", "--"}
_NOUN = {"NN", "NNS", "NNP", "NNPS"}


@dataclass(frozen=True, slots=True)
class Content:
    """Tokens of the content, and of the other part of what the cue breaks; `frame` names the rule.

    `cue` is the row that fitted and `after` the token after its words.
    """

    span: Span
    frame: str
    other: Span | None = None
    more: Span | None = None
    """A second whole proposition under the same cue: "C1, X said, and C2"."""
    cue: Cue | None = None
    after: int = 0


def find_content(unit: Unit, hit: CueHit, source: Source, stop: int) -> Content | None:
    """The content of a cue, or None. `stop` is the token before which anything after the cue must end."""
    for cue, after in hit.rows:
        words_end = after
        after = max(after, source.end) if source.side == "right" else after
        for frame in (_beside, _clause, _object, _state, _infinitive):
            content = frame(unit, hit, cue, source, after, stop)
            if content is not None:
                return replace(content, cue=cue, after=words_end)
    return None


# --- around the cue ---------------------------------------------------------------------------------------------------


def _beside(unit: Unit, hit: CueHit, cue: Cue, source: Source, after: int, stop: int) -> Content | None:
    """Around: "C, X said", "C1, X said, C2", "X said: C", "“C1,” X said. “C2.”", "said X"."""
    if not cue.frames & {"beside", "predicate"} or source.side == "inherited":
        return None
    first = min(source.start, hit.group)
    left = before_cue(unit, first)
    follows = skip_adjuncts(unit, after, stop, hearer="hearer" in cue.frames)
    sign = unit.text(follows) if follows < stop else ""
    if left is not None and "predicate" in cue.frames and unit.tag(after) == "PRP" and after + 1 >= stop:
        return Content(left, "before")
    if "beside" not in cue.frames:
        return None
    if sign == ":" and follows + 1 < stop:
        rest = trim(unit, (follows + 1, stop))
        if left is None or not unit.finite(*left) or _dependent(unit, left):
            return Content(rest, "colon")
        return Content(*_longer(left, rest, "around"))
    if unit.is_open(follows) and follows < stop and (left is None or not unit.finite(*left)):
        return Content(trim(unit, (follows, stop)), "quote-after")
    if left is None:
        if (
            sign == ","
            and follows + 1 < stop
            and (
                unit.is_open(follows + 1)
                or (unit.text(first - 2) in {"who", "which", "and", "but", "that"} and unit.text(first - 1) == ",")
            )
        ):
            return Content(trim(unit, (follows + 1, stop)), "inserted")
        return None
    ended = follows >= stop or sign in {",", ";", ")", "-", "–", "—", "."} or unit.is_close(follows)
    if not ended:
        return None
    right = _goes_on(unit, left, follows, stop) if sign in {",", ";"} else None
    if right is None:
        whole = unit.finite(*left) or _all_quoted(unit, left)
        whole = whole or (cue.kind == "say" and _stands_alone(unit, left, first, follows >= stop))
        return Content(left, "before") if whole else None
    if sign == ";":
        return Content(left, "before", right)
    if unit.text(follows + 1) == "and" and _tells(unit, right):
        return Content(left, "before")
    if unit.text(follows + 1) == "and" and _whole_clause(unit, left, right):
        return Content(left, "before", more=right)
    return Content(*_longer(left, right, "around"))


def _longer(left: Span, right: Span, frame: str) -> tuple[Span, str, Span]:
    """The longer part, the frame, the other part."""
    return (left, frame, right) if _length(left) >= _length(right) else (right, frame, left)


def before_cue(unit: Unit, first: int) -> Span | None:
    """The words before a cue that starts at `first`, back to the last stronger boundary; None where no comma parts them."""
    i = first - 1
    if unit.text(i) in {"as", "so"} and unit.text(i - 1) == ",":
        i -= 1
    if i <= unit.start or not (unit.text(i) in {",", "-", "–", "—", "?", "!"} or unit.is_close(i)):
        return None
    if unit.text(i - 1) in {"who", "which", "and", "but", "that", "or"} and unit.text(i) == ",":
        return None
    start = i
    while start > unit.start and not _parts(unit, start - 1):
        start -= 1
    span = trim(unit, (start, i))
    return span if span[0] < span[1] else None


def _parts(unit: Unit, i: int) -> bool:
    """Does token `i` part clauses strongly, outside quotation marks?"""
    return unit.text(i) in {";", ":"} and not unit.quoted(i)


def _goes_on(unit: Unit, left: Span, follows: int, stop: int) -> Span | None:
    """The words after an inserted cue where they continue what stands before it."""
    start = follows + 1
    if unit.is_close(start):
        start += 1
    if start >= stop:
        return None
    word = unit.text(start)
    if unit.is_open(start):
        return trim(unit, (start, stop))
    if unit.is_finite(start) or _dependent(unit, left) or word == "that" or (word == "to" and unit.tag(start + 1) == "VB"):
        return trim(unit, (start, stop))
    if word in word_class("aside") or unit.tag(start) == "VBG":
        return None
    if not unit.finite(*left):
        return trim(unit, (start, stop))
    if word in word_class("goes-on") and unit.finite(start, stop):
        return trim(unit, (start, stop))
    return None


def _dependent(unit: Unit, left: Span) -> bool:
    """Do the words before an inserted cue wait for a main clause: "Had he been asked", "Before the envoy left"?"""
    first, tag = unit.text(left[0]), unit.tag(left[0])
    inverted = first in {"had", "should", "were"} and unit.tag(left[0] + 1) in {"PRP", "NNP", "DT", "NN", "NNS", "PRP$", "JJ"}
    waits = unit.text(left[1] - 1) in {"which", "whom", "provided", "whose", "what"}
    return inverted or waits or (tag in {"IN", "WRB"} and first in word_class("subordinate") and "," not in _words(unit, left))


def _words(unit: Unit, span: Span) -> set[str]:
    return {unit.text(i) for i in range(*span)}


def _stands_alone(unit: Unit, left: Span, first: int, last: bool) -> bool:
    """May words in which no finite verb was seen be a proposition: quoted, or all there is before a closing "X said"?"""
    if unit.is_close(first - 1):
        return True
    return last and _length(left) > 2 and unit.tag(left[0]) not in {"VBG", "VBN", "WRB"}


def _whole_clause(unit: Unit, left: Span, right: Span) -> bool:
    """Are both parts clauses of their own, the second with its own subject and outside quotation marks?"""
    if _dependent(unit, left) or not unit.finite(*left) or unit.quoted(right[0]):
        return False
    start = right[0]
    while unit.tag(start) in {"RB", "RBR", "CC"}:
        start += 1
    end = noun_phrase_end(unit, start)
    return end > start and any(unit.is_finite(i) for i in range(end, min(end + 4, right[1])))


def _tells(unit: Unit, right: Span) -> bool:
    """Does the second part have a cue of its own: "…, X said, and he warned that …"?"""
    end = noun_phrase_end(unit, right[0])
    hits = find_cues(unit.doc, end, min(end + 3, right[1])) if end > right[0] else ()
    return any(hit.group <= end + 1 and any("beside" in cue.frames for cue, _ in hit.rows) for hit in hits)


def _all_quoted(unit: Unit, span: Span) -> bool:
    return all(unit.quoted(i) for i in range(*span))


def _length(span: Span) -> int:
    return span[1] - span[0]


# --- after the cue ----------------------------------------------------------------------------------------------------


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
    if word == "that" and i > after and unit.is_finite(i + 1) and unit.tag(i - 1) in _NOUN:
        return None
    if word == "that" and (unit.tag(i) in {"IN", "WDT"} or unit.finite(i + 1, stop)) and i + 1 < stop:
        span = trim(unit, (i + 1, stop))
        return Content(span, "that") if unit.finite(*span) or _length(span) > 3 else None
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
    if cue.frames == {"amount"} and not (unit.tag(after) == "CD" and unit.text(after + 1) in word_class("scale")):
        return None
    if cue.kind == "count" and (unit.text(after) in word_class("particle") or not _numbered(unit, cue, after, end)):
        return None
    if not cue.frames & {"object", "predicate", "as", "amount"} and not any(unit.quoted(i) for i in range(after, end)):
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


def _numbered(unit: Unit, cue: Cue, after: int, end: int) -> bool:
    """Has an object a number where a figure has it: after "at" or "as", or near its beginning?"""
    if "…" in cue.words:
        joint = next((i for i in range(after, end) if unit.text(i) == cue.words[-1]), end)
        late = cue.words[0] == "have" and (joint - after > 5 or unit.is_finite(after) or unit.tag(after) in {"VBN", "VBD"})
        return not late and any(unit.tag(i) == "CD" for i in range(joint if cue.words[-1] == "at" else after, end))
    reach = 3 if cue.words[0] == "give" else 5
    return any(unit.tag(i) == "CD" and i not in unit.timed for i in range(after, min(end, after + reach)))


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
        or (unit.tag(last - 1) in _NOUN | {"VBG"} and unit.text(last).endswith(tuple(word_class("adjectival"))))
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


def phrase_stop(unit: Unit, start: int, stop: int) -> int:
    """Where an object ends: before a comma that opens a new finite clause or names the time, else at `stop`."""
    for i in range(start, stop):
        if unit.text(i) in {";"} and not unit.quoted(i):
            return i
        if (
            unit.text(i) == ","
            and unit.text(i + 1) in {"and", "but", "while", "which", "who", "after", "when"}
            and unit.finite(i + 2, stop)
            and not unit.quoted(i)
        ):
            return i
        if unit.text(i) == "and" and unit.is_finite(i + 1) and not unit.quoted(i):
            return i
    return stop


def skip_adjuncts(unit: Unit, i: int, stop: int, *, hearer: bool) -> int:
    """Steps right over what may stand between cue and content: hearer, adverbs, dates, "in Hanoi", "when he left"."""
    seen_hearer = not hearer
    while i < stop:
        word, tag = unit.text(i), unit.tag(i)
        if i in unit.timed:
            i += 1
        elif word in {"the", "a"} and unit.text(i + 1) in word_class("time-order") and unit.text(i + 2) in word_class("time"):
            i += 3
        elif word in word_class("time-lead") and unit.text(i + 1) in word_class("time"):
            i += 2
        elif (
            (word == "only" and unit.text(i + 1) == "that")
            or (word in word_class("time") and unit.tag(i) in {"NNP", "NN"})
            or (tag in {"RB", "RBR"} and word not in word_class("not-adverb"))
        ):
            i += 1
        elif not seen_hearer and tag in _NOUN | {"PRP", "PRP$", "DT", "JJ", "CD"} and not _question(word):
            end = noun_phrase_end(unit, i)
            if end == i or (unit.is_finite(end) and unit.text(end) != "that"):
                return i
            i, seen_hearer = end, True
        elif word in word_class("preposition") and tag in {"IN", "TO", "RB", "RP"} and unit.tag(i + 1) != "VB":
            end = _prepositional_end(unit, i, stop)
            finite = end < stop and unit.is_finite(end)
            if finite and word in word_class("subordinate"):
                return _clause_end(unit, end, stop)
            if end == i or finite:
                return i
            i = end
        elif word in word_class("subordinate") and word != "if":
            return _clause_end(unit, i + 1, stop)
        elif word == "," and _parenthesis(unit, i, stop) is not None:
            i = _parenthesis(unit, i, stop) or stop
        else:
            break
    return i


def _clause_end(unit: Unit, i: int, stop: int) -> int:
    """Where a subordinate clause after the cue ends: at the next comma, ";", ":" or "that"; there its verb lies behind."""
    return next((k for k in range(i, stop) if unit.text(k) in {",", ";", ":", "that"}), stop)


def _question(word: str) -> bool:
    return word in word_class("question") or word == "that"


def _prepositional_end(unit: Unit, i: int, stop: int) -> int:
    """The token after "in Hanoi", "at the 20th meeting of the commission", "on Friday"."""
    j = i + 1
    while j < stop and (unit.text(j) in word_class("preposition") or unit.text(j) == "of"):
        j += 1
    if j in unit.timed:
        while j < stop and j in unit.timed:
            j += 1
        return noun_phrase_end(unit, j) if j < stop and unit.tag(j) in _NOUN else j
    if unit.tag(j) == "VBG":
        j += 1
    if unit.is_open(j):
        return i
    end = noun_phrase_end(unit, j)
    return min(end, stop) if end > j else i


def _parenthesis(unit: Unit, comma: int, stop: int) -> int | None:
    """After ", however," and the like: the token after the second comma where "that" or a quotation follows; else None."""
    for i in range(comma + 1, min(stop, comma + 14)):
        if unit.text(i) == ",":
            return i + 1 if unit.text(i + 1) == "that" and not unit.finite(comma + 1, i) else None
    return None


def _mark(unit: Unit, i: int) -> bool:
    return unit.is_open(i) or unit.is_close(i)


def trim(unit: Unit, span: Span) -> Span:
    """The span without commas, stops, "that" and conjunctions at its ends, nor the marks of a quotation there."""
    start, end = span
    before = (-1, -1)
    while before != (start, end) and start < end:
        before = (start, end)
        if unit.doc[start].is_space or unit.text(start) in _EDGE_MARKS or unit.is_close(start):
            start += 1
        elif unit.doc[end - 1].is_space or unit.text(end - 1) in _EDGE_MARKS | {"(", ".", "and", "but"} or unit.is_open(end - 1):
            end -= 1
        elif end - start > 2 and _mark(unit, start) and not any(_mark(unit, i) for i in range(start + 1, end - 1)):
            start += 1
        elif end - start > 2 and unit.is_close(end - 1) and not any(_mark(unit, i) for i in range(start, end - 1)):
            end -= 1
    if end - start > 1 and unit.text(start) == "that" and unit.tag(start) == "IN":
        start += 1
    if end - start > 1 and unit.tag(start) == "CC" and unit.text(start) in {"and", "but"}:
        start += 1
    return start, end


def clause_stop(unit: Unit, hit: CueHit, joined: list[int]) -> int:
    """Where what follows a cue must end: at ";", or before a cue verb of the same speaker that is joined to it (in `joined`)."""
    end = next((i for i in range(hit.verb + 1, unit.end) if unit.text(i) == ";" and not unit.quoted(i)), unit.end)
    if unit.text(hit.group - 1) in {"who", "which", "that"}:
        end = _relative_end(unit, hit, end)
    for group in joined:
        if hit.verb < group < end:
            cut = group
            while cut - 1 > hit.verb and unit.text(cut - 1) in {",", "and", "but", "then", "or"}:
                cut -= 1
            end = cut
    return end


def _relative_end(unit: Unit, hit: CueHit, end: int) -> int:
    """Where a relative clause with the cue in it ends: at a comma before the main verb, or at the main verb itself."""
    apart = unit.text(hit.group - 2) == ","
    for i in range(hit.verb + 1, end):
        if apart and unit.text(i) == "," and unit.is_finite(i + 1):
            return i
        if not apart and unit.is_finite(i) and "that" not in {unit.text(k) for k in range(hit.verb, i)}:
            return i
    return end
