"""Who speaks: the words beside a cue that name the speaker, and the actors they stand for.

In: a unit and the token of a cue. Out: `Source`, the speaker's words as tokens, and from these actor names through the
report's mentions. A speaker whom no mention resolves is named by its words.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from attache.knowledge import rows
from attache.reading.analysis import Analysis
from attache.reading.statements.lexicon import phrases, word_class
from attache.reading.statements.units import Unit
from attache.records import ActorName, Mention

_PACK = "attache.language.en"
Side = Literal["left", "right", "inherited"]

_NOUN = {"NN", "NNS", "NNP", "NNPS"}
_INSIDE = _NOUN | {"JJ", "JJR", "JJS", "CD", "POS", "HYPH", "$", "VBG", "VBN", "AFX", "FW", "ADD"}
_BEGINS = {"DT", "PDT", "PRP$", "WP$"}
_PLURALS = (("s", ""), ("es", ""), ("ies", "y"), ("men", "man"), ("women", "woman"), ("people", "person"))
_DASHES = {"–", "—", "--"}
_ALONE = {"PRP", "WP", "WDT", "EX"}


@dataclass(frozen=True, slots=True)
class Source:
    """Tokens `[start, end)` that name a speaker, and where they stand: before the cue, after it, or earlier as its subject."""

    start: int
    end: int
    side: Side


@cache
def speaker_nouns() -> dict[str, str]:
    """Nouns that can speak, with person, body or document."""
    return {row["noun"]: row["kind"] for row in rows("speaker_nouns", package=_PACK)}


def noun_kind(word: str) -> str | None:
    """The kind of a speaking noun in singular or plural, or None."""
    nouns = speaker_nouns()
    word = word.lower().replace("’", "'")
    forms = [word, *(word.removesuffix(end) + put for end, put in _PLURALS)]
    for form in forms:
        if form in nouns:
            return nouns[form]
    return None


def noun_phrase_start(unit: Unit, last: int) -> int:
    """First token of the noun phrase that ends with token `last`; `last + 1` where none does."""
    if unit.tag(last) in _ALONE or unit.text(last) in word_class("stands-alone"):
        return last
    i = last + 1
    while i > unit.start:
        before = i - 1
        tag = unit.tag(before)
        if unit.text(before) == ")" and i <= last + 1:
            opened = _opening(unit, before)
            if opened is None:
                break
            i = opened
        elif tag in _BEGINS and i <= last:
            i = before
            if unit.tag(before - 1) == "PDT":
                i -= 1
            further = _further(unit, i)
            if further is None:
                break
            i = further
        elif (
            _hyphen(unit, before)
            or _hyphen(unit, before - 1)
            or ((tag in _INSIDE or (i > last and noun_kind(unit.text(before)))) and not _bars(unit, before, i))
        ):
            i = before
        else:
            further = _further(unit, i)
            if further is None:
                break
            i = further
    while i <= last and unit.tag(i) in {"POS", "HYPH"}:
        i += 1
    return i


def _bars(unit: Unit, i: int, after: int) -> bool:
    """May token `i` not belong to the phrase that starts at `after`: a date before a name, a verb before a noun?"""
    if i in unit.timed and unit.tag(after) != "POS":
        return True
    tag = unit.tag(i)
    if tag in {"VBG", "VBN"}:
        if unit.doc[i].text[:1].isupper():
            return False
        return unit.tag(i - 1) not in _BEGINS | {"JJ", "POS"} and not unit.text(i).endswith("ing")
    return unit.is_open(i) or unit.is_close(i)


def _hyphen(unit: Unit, i: int) -> bool:
    """Is the token a hyphen inside a word, whatever its tag?"""
    return unit.text(i) == "-" and not unit.doc[i].whitespace_ and not unit.doc[i - 1].whitespace_


def _opening(unit: Unit, closing: int) -> int | None:
    for i in range(closing - 1, max(unit.start, closing - 12) - 1, -1):
        if unit.text(i) == "(":
            return i
    return None


def _further(unit: Unit, start: int) -> int | None:
    """Where the phrase goes on to the left of `start`: the noun before "of", or the name before "and"; else None."""
    joint = start - 1
    before = joint - 1
    if before < unit.start or before in unit.timed:
        return None
    if (
        unit.tag(joint) in {"IN", "TO"}
        and unit.text(joint) in word_class("attaches")
        and (unit.tag(before) in _NOUN or unit.text(before) == ")")
    ):
        return joint
    if (
        unit.text(joint) in word_class("attaches")
        and unit.text(before) in word_class("close-to")
        and unit.tag(before - 1) in _NOUN
    ):
        return before
    if unit.text(joint) in {"and", "&", "or", "nor"} and unit.tag(before) in _NOUN | {"PRP"}:
        names = unit.tag(before) in {"NNP", "NNPS"} and unit.tag(start) in {"NNP", "NNPS", "DT", "JJ", "NN"}
        return joint if names or (unit.tag(before) == unit.tag(start - 0) and unit.tag(before) in {"NNS", "NN"}) else None
    if (
        unit.tag(before) == "VBN"
        and unit.text(joint) in word_class("preposition")
        and unit.tag(before - 1) in {"NN", "NNS"}
        and before - 1 not in unit.timed
    ):
        return before
    return None


def subject_before(unit: Unit, group: int) -> Source | None:
    """The subject that stands before a verb group: directly, with an apposition set off by commas, or as "who"."""
    last = _skip_adverbials(unit, group - 1)
    if last < unit.start:
        return None
    if unit.text(last) == ",":
        return _with_apposition(unit, last)
    if unit.text(last) in _DASHES:
        return _between_dashes(unit, last)
    if unit.text(last) in {"who", "which"} or unit.tag(last) == "WDT":
        end = last - 1 if unit.text(last - 1) == "," else last
        if unit.tag(end - 1) not in _NOUN | {"PRP"}:
            return None
        start = noun_phrase_start(unit, end - 1) if end > unit.start else end
        return Source(start, end, "left") if start < end else None
    start = noun_phrase_start(unit, last)
    start = _listed(unit, _relative(unit, start, last), last)
    return Source(start, last + 1, "left") if start <= last else None


def _listed(unit: Unit, start: int, last: int) -> int:
    """Extends "Chile and Peru" to the left over a list of names: "Argentina, Brazil, Chile and Peru"."""
    if not any(unit.text(i) == "and" for i in range(start, last)):
        return start
    while unit.text(start - 1) == ",":
        head = noun_phrase_start(unit, start - 2)
        if (
            head > start - 2
            or unit.text(head - 1) not in {",", ""}
            or any(unit.tag(i) not in {"NNP", "NNPS", "DT"} for i in range(head, start - 1))
        ):
            break
        start = head
    return start


def _skip_adverbials(unit: Unit, i: int) -> int:
    """Steps left over what may stand between subject and verb: adverbs, dates, "for its part"."""
    while i >= unit.start:
        phrase = next((p for p in phrases("between") if all(unit.text(i - len(p) + 1 + k) == w for k, w in enumerate(p))), None)
        if phrase is not None:
            i -= len(phrase)
        elif (
            i in unit.timed
            and unit.tag(i) != "POS"
            and (unit.text(i - 1) in {"on", "in"} or unit.text(i - 1) in {"last", "this"} or unit.tag(i) in {"NN", "RB"})
        ):
            while i >= unit.start and i in unit.timed:
                i -= 1
            if unit.text(i) in {"on", "in"}:
                i -= 1
        elif unit.tag(i) in {"RB", "RBR"} and i > unit.start:
            i -= 1
        else:
            break
    return i


def _relative(unit: Unit, start: int, last: int) -> int:
    """Extends a phrase over the relative clause it ends: "an official who did not give his name"."""
    before = start - 1
    if start > last or unit.tag(before)[:2] not in {"VB", "IN", "TO", "RB"}:
        return start
    if unit.tag(before) == "VBG" and unit.tag(before - 1) in _NOUN:
        return noun_phrase_start(unit, before - 1)
    for i in range(before, max(unit.start, before - 14), -1):
        if unit.text(i) in {",", ";", ":"} or unit.is_open(i) or unit.is_close(i):
            return start
        if unit.text(i) == "who" and unit.tag(i - 1) in _NOUN:
            return noun_phrase_start(unit, i - 1)
    return start


def _with_apposition(unit: Unit, comma: int) -> Source | None:
    """The phrase whose apposition ends at `comma`: "X, head of the Y, told", "X, who had called, hopes"."""
    segments: list[tuple[int, int]] = []
    end = comma
    while len(segments) < 6 and end > unit.start:
        start = end
        while start > unit.start and unit.text(start - 1) not in {",", ";", ":"} and not unit.is_close(start - 1):
            start -= 1
        segments.append((start, end))
        if start <= unit.start or unit.text(start - 1) != ",":
            break
        end = start - 1
    if len(segments) < 2 or not _apposed(unit, segments[0]):
        return None
    for k in range(1, len(segments)):
        start, end = segments[k]
        if unit.text(start) == "as":
            start += 1
            return Source(max(start, noun_phrase_start(unit, end - 1)), comma, "left")
        if _continues(unit, segments[k]) and k + 1 < len(segments):
            continue
        head = noun_phrase_start(unit, end - 1)
        if head >= end:
            return None
        if k + 1 < len(segments) and head == start and unit.tag(start) in {"DT", "NN"} and _is_name(unit, segments[k + 1]):
            head = segments[k + 1][0]
        return Source(head, comma, "left")
    return None


def _between_dashes(unit: Unit, closing: int) -> Source | None:
    """The phrase whose apposition stands between dashes: "X – a teacher from Y – says"."""
    opening = next((i for i in range(closing - 1, unit.start, -1) if unit.text(i) in _DASHES), None)
    if opening is None or unit.finite(opening, closing):
        return None
    start = noun_phrase_start(unit, opening - 1)
    return Source(start, closing, "left") if start < opening else None


def _apposed(unit: Unit, segment: tuple[int, int]) -> bool:
    """May the segment stand in apposition: no clause of its own but a relative one?"""
    start, end = segment
    if unit.tag(start) == "CC" or start >= end:
        return False
    return (
        unit.text(start) in {"who", "which", "whose", "where", "when", "as", "whom"}
        or unit.tag(start + 1) in {"WDT", "WP"}
        or not _main_verb(unit, start, end)
    )


def _main_verb(unit: Unit, start: int, end: int) -> bool:
    """Is there a finite verb before any relative word?"""
    for i in range(start, end):
        if unit.tag(i) in {"WP", "WDT", "WP$"}:
            return False
        if unit.is_finite(i):
            return True
    return False


def _continues(unit: Unit, segment: tuple[int, int]) -> bool:
    """Is the segment itself part of an apposition: "head of …", "who …", "with …"?"""
    start, end = segment
    return unit.tag(start) in {"WP", "WDT", "WP$", "IN", "VBG", "VBN", "WRB", "CC"} or (
        unit.tag(start) == "NN" and end - start > 1
    )


def _is_name(unit: Unit, segment: tuple[int, int]) -> bool:
    start, end = segment
    return all(unit.tag(i) in {"NNP", "NNPS", "POS", "IN", "DT"} for i in range(start, end)) and unit.tag(start) in {
        "NNP",
        "NNPS",
    }


def subject_after(unit: Unit, after: int) -> Source | None:
    """The speaker named after the cue: "…, said the minister, who …"."""
    i = after
    while unit.tag(i) == "RB" or i in unit.timed:
        i += 1
    end = noun_phrase_end(unit, i)
    if end <= i:
        return None
    if unit.text(end) == "who":
        end = next((k for k in range(end, unit.end) if unit.text(k) in {",", ";", ":"} or unit.is_open(k)), unit.end)
    return Source(i, apposition_end(unit, end), "right")


def noun_phrase_end(unit: Unit, i: int) -> int:
    """The token after the noun phrase that starts at `i`, prepositional phrases with it; `i` where none starts."""
    start = i
    alone = unit.text(i) in word_class("stands-alone") and unit.tag(i + 1) not in _INSIDE | _BEGINS | {"IN"}
    if unit.tag(i) == "PRP" or alone:
        return i + 1
    while i < unit.end:
        tag = unit.tag(i)
        if unit.is_open(i) or unit.is_close(i) or (i in unit.timed and i > start and not _dates(unit, i)):
            break
        if _hyphen(unit, i) or tag in _INSIDE | _BEGINS:
            if tag in _BEGINS and i > start and unit.tag(i - 1) in _NOUN:
                break
            if tag == "VBN" and i > start and unit.is_finite(i):
                break
            i += 1
        elif (
            i > start
            and tag in {"IN", "TO"}
            and unit.text(i) in word_class("attaches")
            and unit.tag(i + 1) in _INSIDE | _BEGINS
            and i + 1 not in unit.timed
        ):
            i += 1
        elif unit.text(i) == "(" and i > start:
            closing = next((k for k in range(i, min(unit.end, i + 10)) if unit.text(k) == ")"), None)
            if closing is None:
                break
            i = closing + 1
        elif i > start and unit.text(i) == "and" and unit.tag(i - 1) in {"NNP", "NNPS"} and unit.tag(i + 1) in {"NNP", "NNPS"}:
            i += 1
        else:
            break
    while i > start and unit.tag(i - 1) in {"IN", "TO", "DT", "CC"}:
        i -= 1
    return i


def _dates(unit: Unit, i: int) -> bool:
    """Does the time at `i` stand before a noun as part of its phrase: "the June conference", "the 2016 award"?"""
    after = i
    while after in unit.timed:
        after += 1
    return unit.tag(i - 1) in _BEGINS and unit.tag(after) in {"NN", "NNS", "JJ"}


def apposition_end(unit: Unit, end: int) -> int:
    """Extends a phrase that ends before a comma over its appositions and relative clauses."""
    while unit.text(end) == ",":
        close = end + 1
        while close < unit.end and unit.text(close) not in {",", ";", ":"} and not unit.is_open(close):
            close += 1
        relative = unit.tag(end + 1) in {"WP", "WP$", "WDT"}
        if close <= end + 1 or not (relative or _role(unit, end + 1, close)):
            return end
        end = close
    return end


def _role(unit: Unit, start: int, end: int) -> bool:
    """Is the segment a role or name in apposition: a noun phrase without a verb that has a speaking noun or a name in it?"""
    if unit.finite(start, end) or unit.tag(start) in {"IN", "CC", "PRP", "VBG", "RB", "WRB"}:
        return False
    return any(noun_kind(unit.text(i)) or unit.tag(i) == "NNP" for i in range(start, min(end, start + 8)))


# --- who is meant ---------------------------------------------------------------------------------------------------


def resolve(at: Analysis, unit: Unit, source: Source) -> tuple[ActorName, ...]:
    """The actors that the source's words stand for; empty where they name none and none can be made of them."""
    doc = unit.doc
    low, high = doc[source.start].idx, doc[source.end - 1].idx + len(doc[source.end - 1])
    mentions = [
        m for m in at.mentions_within(low, high) if m.kind in {"person", "organisation", "country"} and not _possessive(at, m)
    ]
    head = _head(unit, source)
    head_at = doc[head].idx
    persons = [m for m in mentions if m.kind == "person"]
    if persons:
        named = [m for m in persons if m.form in {"name", "short"}]
        return _joint(at, named or persons)
    covering = [m for m in mentions if m.evidence.start <= head_at < m.evidence.end]
    if covering:
        longest = max(len(m.evidence.text) for m in covering)
        chosen = [m for m in covering if len(m.evidence.text) == longest]
        return _unique([*_coordinated(at, mentions, chosen[0]), *chosen])
    if len(mentions) > 1 and all(m.kind == "country" for m in mentions) and noun_kind(unit.text(head)) is None:
        return _unique(mentions)
    return _issuer(at, low, high, unit.text(head)) or _described(at, unit, source, head)


def _coordinated(at: Analysis, mentions: list[Mention], one: Mention) -> list[Mention]:
    """The mentions that stand in one list with `one`, itself included: "Canada, Germany and Korea"."""
    low, high = one.evidence.start, one.evidence.end
    found = [one]
    for m in reversed([m for m in mentions if m.evidence.end <= low]):
        if m.evidence.end <= low and _only_joins(at.report.text[m.evidence.end : low]):
            found.insert(0, m)
            low = m.evidence.start
    for m in [m for m in mentions if m.evidence.start >= high]:
        if m.evidence.start >= high and _only_joins(at.report.text[high : m.evidence.start]):
            found.append(m)
            high = m.evidence.end
    return found


def _only_joins(between: str) -> bool:
    words = between.replace(",", " ").split()
    return set(words) <= {"and", "the", "&"} and bool(words or "," in between)


def _issuer(at: Analysis, low: int, high: int, head: str) -> tuple[ActorName, ...]:
    """Whose document speaks: "the Kremlin's list", "a foreign ministry note"; a state's statistics stay its own words."""
    if noun_kind(head) != "document":
        return ()
    owners = [m for m in at.mentions_within(low, high) if m.kind in {"organisation", "person"} and m.form != "pronoun"]
    return (ActorName(owners[0].name),) if owners else ()


def _described(at: Analysis, unit: Unit, source: Source, head: int) -> tuple[ActorName, ...]:
    """A body named before by the same noun: "the ministry" after "the finance ministry in Lusaka"."""
    noun = unit.text(head)
    if noun_kind(noun) != "body" or unit.text(source.start) != "the" or head - source.start > 1:
        return ()
    before = [m for m in at.mentions if m.evidence.end <= unit.doc[head].idx and m.kind == "organisation"]
    same = [m for m in before if noun in f"{m.evidence.text} {m.name}".lower().split()]
    return (ActorName(same[-1].name),) if same else ()


def _possessive(at: Analysis, mention: Mention) -> bool:
    text = at.report.text
    end = mention.evidence.end
    if mention.evidence.text.lower() in {"his", "her", "its", "their"}:
        return True
    return text[end : end + 2] in {"'s", "’s", "s'", "s’"} or (text[end - 1 : end] == "s" and text[end : end + 1] in {"'", "’"})


def _joint(at: Analysis, persons: list[Mention]) -> tuple[ActorName, ...]:
    """The first person, with those joined to it by "and"; mentions over the same passage are one plural."""
    first = persons[0]
    found = [m for m in persons if m.evidence.start == first.evidence.start and m.evidence.end == first.evidence.end]
    end = first.evidence.end
    for m in persons[len(found) :]:
        between = at.report.text[end : m.evidence.start]
        words = between.replace(",", " ").split()
        if m.evidence.start >= end and "and" in words and len(words) <= 4:
            found.append(m)
            end = m.evidence.end
    return _unique(found)


def _unique(mentions: list[Mention]) -> tuple[ActorName, ...]:
    return tuple(dict.fromkeys(ActorName(m.name) for m in mentions))


def _head(unit: Unit, source: Source) -> int:
    """The head noun: the last noun before the first preposition, comma or relative word."""
    end = source.start
    while end < source.end and (
        unit.tag(end) in _INSIDE | _BEGINS | {"PRP", "RB"}
        or unit.text(end) in word_class("stands-alone")
        or unit.text(end) in {"and", "&"}
    ):
        end += 1
    nouns = [i for i in range(source.start, end) if unit.tag(i) in _NOUN | {"PRP", "CD", "DT"}]
    return nouns[-1] if nouns else source.start


def can_speak(unit: Unit, source: Source) -> bool:
    """Is the head of the words a speaking noun, where no mention tells?"""
    head = _head(unit, source)
    return noun_kind(unit.text(head)) is not None or unit.tag(head) in {"NNP", "NNPS"}


def speaks_as_person(at: Analysis, unit: Unit, source: Source, speakers: tuple[ActorName, ...]) -> bool:
    """Is the speaker a person or several, by the actors known, else by the words?"""
    known = [at.actors[name].kind for name in speakers if name in at.actors]
    if known:
        return all(kind == "person" for kind in known)
    head = _head(unit, source)
    return noun_kind(unit.text(head)) == "person" or unit.text(head) in {"he", "she"} or unit.tag(head) == "NNP"


def is_brief_description(unit: Unit, source: Source) -> bool:
    """Is the source a person known from before: "the diplomat", "the visitor", with no more than two words?"""
    words = source.end - source.start
    return (
        words == 2
        and unit.text(source.start) in {"the", "this"}
        and noun_kind(unit.text(source.start + 1)) == "person"
        and not unit.text(source.start + 1).endswith("s")
    )


def is_pronoun(unit: Unit, source: Source) -> bool:
    """Is the source a personal pronoun alone?"""
    return source.end - source.start == 1 and unit.tag(source.start) == "PRP"


def name_by_words(unit: Unit, source: Source) -> ActorName:
    """A name for a speaker whom nothing resolves: its words without article and relative clause, "unnamed" before people."""
    end = source.start
    while end < source.end and unit.text(end) not in {",", "who", "which", "that", "("}:
        end += 1
    start = source.start
    while start < end - 1 and unit.tag(start) in {"DT", "PDT"} and unit.text(start) in {"a", "an", "the", "some"}:
        start += 1
    words = unit.doc[start:end].text
    head = unit.text(_head(unit, source))
    definite = unit.text(source.start) in {"the", "this", "that"} or unit.tag(source.start) == "NNP"
    return ActorName(f"unnamed {words}" if noun_kind(head) == "person" and not definite else words)
