"""Noun phrases around a cue: where they begin and end, and which nouns can speak.

In: a unit and a token. Out: token positions. Tags and word order decide, so that a slip of the parser costs nothing.
"""

from __future__ import annotations

from functools import cache

from attache.knowledge import rows
from attache.reading.statements.lexicon import word_class
from attache.reading.statements.units import Unit

_PACK = "attache.language.en"
NOUN = {"NN", "NNS", "NNP", "NNPS"}
INSIDE = NOUN | {"JJ", "JJR", "JJS", "CD", "POS", "HYPH", "$", "VBG", "VBN", "AFX", "FW", "ADD"}
BEGINS = {"DT", "PDT", "PRP$", "WP$"}
_ALONE = {"PRP", "WP", "WDT", "EX"}
_PLURALS = (("s", ""), ("es", ""), ("ies", "y"), ("men", "man"), ("women", "woman"), ("people", "person"))


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
        elif tag in BEGINS and i <= last:
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
            or ((tag in INSIDE or (i > last and noun_kind(unit.text(before)))) and not _bars(unit, before, i))
        ):
            i = before
        else:
            further = _further(unit, i)
            if further is None:
                break
            i = further
    while i <= last and unit.tag(i) in {"POS", "HYPH"}:
        i += 1
    office = _portfolio_start(unit, i)
    return noun_phrase_start(unit, office) if office is not None else i


def _portfolio_start(unit: Unit, start: int) -> int | None:
    """The "ministry" or "minister" whose list of portfolios goes on at `start`: "Ministry of Trade, Labour [and Services]"."""
    i = start - 1
    if unit.text(i) not in {",", "and", "&"} or not _capital(unit, start):
        return None
    while _capital(unit, i) or unit.text(i) in {",", "and", "&"}:
        i -= 1
    ruled = unit.text(i) in {"of", "for"} and unit.text(i - 1) in word_class("portfolio") and _capital(unit, i - 1)
    return i - 1 if ruled else None


def portfolio_end(unit: Unit, start: int, end: int) -> int:
    """Where a list of portfolios ends that a comma broke off: "Ministry of Trade[, Labour and Services]"; else `end`."""
    if unit.text(end) != "," or not any(
        unit.text(i) in word_class("portfolio") and unit.text(i + 1) in {"of", "for"} and _capital(unit, i)
        for i in range(start, end)
    ):
        return end
    i, joined = end, False
    while _capital(unit, i) or (unit.text(i) in {",", "and", "&"} and not joined):
        joined = joined or unit.text(i) in {"and", "&"}
        i += 1
    return i if joined and _capital(unit, i - 1) else end


def _capital(unit: Unit, i: int) -> bool:
    return unit.start <= i < unit.end and unit.doc[i].text[:1].isupper()


def _bars(unit: Unit, i: int, after: int) -> bool:
    """May token `i` not belong to the phrase that starts at `after`: a date before a name, a verb before a noun?"""
    if i in unit.timed and unit.tag(after) != "POS":
        return True
    tag = unit.tag(i)
    if tag in {"VBG", "VBN"}:
        if unit.doc[i].text[:1].isupper():
            return False
        return unit.tag(i - 1) not in BEGINS | {"JJ", "POS"} and not unit.text(i).endswith("ing")
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
        and (unit.tag(before) in NOUN or unit.text(before) == ")")
    ):
        return joint
    if (
        unit.text(joint) in word_class("attaches")
        and unit.text(before) in word_class("close-to")
        and unit.tag(before - 1) in NOUN
    ):
        return before
    if unit.text(joint) in {"and", "&", "or", "nor"} and unit.tag(before) in NOUN | {"PRP"}:
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


def noun_phrase_end(unit: Unit, i: int) -> int:
    """The token after the noun phrase that starts at `i`, prepositional phrases with it; `i` where none starts."""
    start = i
    alone = unit.text(i) in word_class("stands-alone") and unit.tag(i + 1) not in INSIDE | BEGINS | {"IN"}
    if unit.tag(i) == "PRP" or alone:
        return i + 1
    while i < unit.end:
        tag = unit.tag(i)
        if unit.is_open(i) or unit.is_close(i) or (i in unit.timed and i > start and not _dates(unit, i)):
            break
        if _hyphen(unit, i) or tag in INSIDE | BEGINS:
            if tag in BEGINS and i > start and unit.tag(i - 1) in NOUN:
                break
            if tag == "VBN" and i > start and unit.is_finite(i):
                break
            i += 1
        elif (
            i > start
            and tag in {"IN", "TO"}
            and unit.text(i) in word_class("attaches")
            and unit.tag(i + 1) in INSIDE | BEGINS
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
    return portfolio_end(unit, start, i)


def _dates(unit: Unit, i: int) -> bool:
    """Does the time at `i` stand before a noun as part of its phrase: "the June conference", "the 2016 award"?"""
    after = i
    while after in unit.timed:
        after += 1
    return unit.tag(i - 1) in BEGINS and unit.tag(after) in {"NN", "NNS", "JJ"}


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
