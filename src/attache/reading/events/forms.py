"""Forms of the verbs and nouns in the tables, so that a word is known by its form where the lemmatiser errs."""

from __future__ import annotations

from functools import cache, lru_cache

from attache.knowledge import rows, several
from attache.language.tokens import Token
from attache.reading.events.cues import cue_words

_ENGLISH = "attache.language.en"
_VOWELS = frozenset("aeiou")
_TABLE_PLACES = ("verb", "light", "speech", "object-control")


@cache
def _irregular() -> dict[str, tuple[str, ...]]:
    table = rows("irregular_verbs", package=_ENGLISH)
    return {row["verb"]: (*several(row["past"]), *several(row["participle"])) for row in table}


@cache
def verb_forms(verb: str) -> frozenset[str]:
    """All forms of a verb; of doubtful doubling ("travelled", "traveled") both."""
    out = {verb, *_irregular().get(verb, ())}
    stem = verb[:-1] if verb.endswith("e") and not verb.endswith(("ee", "ye", "oe")) else verb
    past = verb + "d" if verb.endswith("e") else verb + "ed"
    if verb.endswith("y") and verb[-2:-1] not in _VOWELS:
        out |= {verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"}
    elif verb.endswith(("s", "x", "z", "ch", "sh", "o")):
        out |= {verb + "es", verb + "ed", verb + "ing"}
    else:
        out |= {verb + "s", past, stem + "ing"}
    if _may_double(verb):
        out |= {verb + verb[-1] + "ed", verb + verb[-1] + "ing"}
    if verb in ("be", "see", "agree", "flee", "free"):
        out.add(verb + "ing")
    if verb.endswith("ie"):
        out.add(verb[:-2] + "ying")
    return frozenset(out)


def _may_double(verb: str) -> bool:
    return len(verb) > 2 and verb[-1] not in "aeiouwxyh" and verb[-2] in _VOWELS and (verb[-3] not in _VOWELS or verb[-1] == "l")


@cache
def _lemmas() -> dict[str, tuple[str, ...]]:
    verbs = {row["trigger"].split()[0] for row in rows("triggers", package=_ENGLISH) if row["pos"] == "v"}
    for place in _TABLE_PLACES:
        verbs |= {word for word in cue_words(place) if " " not in word}
    verbs |= set(_irregular())
    out: dict[str, list[str]] = {}
    for verb in sorted(verbs):
        for form in verb_forms(verb):
            out.setdefault(form, []).append(verb)
    return {form: tuple(found) for form, found in out.items()}


def verb_lemmas(token: Token) -> tuple[str, ...]:
    """Verbs the token may be a form of, the lemmatiser's choice first where the tables know it."""
    return _verbs_of(token.lower_, token.lemma_)


@lru_cache(maxsize=8192)
def _verbs_of(word: str, lemma: str) -> tuple[str, ...]:
    own = lemma.lower()
    known = _lemmas().get(word, ())
    if own in known:
        return (own, *(lemma for lemma in known if lemma != own))
    return known or (own,)


def verb_lemma(token: Token) -> str:
    """The verb a token is a form of."""
    return verb_lemmas(token)[0]


@cache
def noun_forms(noun: str) -> frozenset[str]:
    """A noun and its regular plural."""
    if noun.endswith("y") and noun[-2:-1] not in _VOWELS:
        return frozenset({noun, noun[:-1] + "ies"})
    if noun.endswith(("s", "x", "z", "ch", "sh")):
        return frozenset({noun, noun + "es"})
    return frozenset({noun, noun + "s"})


@cache
def forms(word: str) -> frozenset[str]:
    """A word with all its forms as a noun and as a verb."""
    return frozenset({word}) | noun_forms(word) | verb_forms(word)


def is_form(token: Token, word: str) -> bool:
    """Is the token this word, as a noun, verb or unchanged?"""
    return token.lower_ in forms(word) or token.lemma_.lower() == word
