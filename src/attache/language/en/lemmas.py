"""The base form of an inflected word, from its tag.

Verbs, plurals and comparisons follow rules and a table of exceptions, which a network that sees word pieces learns less surely:
the rules give the possible bases, the likeliest first, and a lexicon says which of them are words. All other words take the
encoder's proposal.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from attache.knowledge import rows, several

_PACK = "attache.language.en"
_VOWELS = frozenset("aeiou")
_VERB_ENDS = {"VBD": ("ed",), "VBN": ("ed",), "VBG": ("ing",), "VBZ": ("s",)}
_ENDS = {**_VERB_ENDS, "NNS": ("s",), "JJR": ("er",), "JJS": ("est",), "RBR": ("er",), "RBS": ("est",)}
_THIRD_PERSON = {"be": ("is", "'s", "’s", "s"), "have": ("has",)}
_KINDS = {"NNS": "noun", "JJR": "adjective", "JJS": "adjective", "RBR": "adverb", "RBS": "adverb"}


@cache
def _irregular() -> dict[tuple[str, str], str]:
    """(form, tag) to base."""
    out: dict[tuple[str, str], str] = {}
    for row in rows("irregular_verbs", package=_PACK):
        for tag, column in (("VBD", "past"), ("VBN", "participle")):
            for form in several(row[column]):
                out.setdefault((form, tag), row["verb"])
    out |= {(form, "VBZ"): base for base, forms in _THIRD_PERSON.items() for form in forms}
    for row in rows("irregular_forms", package=_PACK):
        for tag, kind in _KINDS.items():
            if row["kind"] == kind:
                for form in several(row["forms"]):
                    out.setdefault((form, tag), row["base"])
    return out


def sure_tag(word: str, tag: str) -> str:
    """The Penn tag, put right where the letters leave no doubt: no base form ends in -ing after a vowel ("bring" has none)."""
    low = word.lower()
    if tag in ("VB", "VBP") and low.endswith("ing") and not _VOWELS.isdisjoint(low[:-3]):
        return "VBG"
    return tag


def lemma(word: str, tag: str, proposal: str, is_word: Callable[[str], bool]) -> str:
    """The base form of `word`, tagged with a Penn tag; `proposal` is what the encoder makes of it."""
    low = word.lower()
    ends = _ENDS.get(tag)
    if ends is None:
        return word if low == "i" else proposal
    found = _irregular().get((low, tag))
    if found is not None:
        return found
    bases = _bases(low, ends[0])
    return next((b for b in bases if is_word(b)), bases[0] if bases else proposal)


def _bases(low: str, end: str) -> list[str]:
    """What the form may come from, the likeliest first; nothing where it does not end so."""
    if end == "s":
        return _without_s(low)
    if not low.endswith(end) or len(low) < len(end) + 2:
        return []
    stem = low[: -len(end)]
    if end != "ing" and stem.endswith("i"):
        return [stem[:-1] + "y"] if len(stem) > 2 else [stem + "e"]
    if len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in _VOWELS:
        # "added", "called", but "stopped": what is a word as it stands stays so.
        return [stem, stem[:-1]]
    if end == "ing" and stem.endswith("y") and len(stem) < 4:
        return [stem, stem[:-1] + "ie"]
    silent = stem[-1] in "cgsvuz" or (len(stem) > 2 and stem[-1] not in _VOWELS | {"w", "x", "y"} and stem[-2] in _VOWELS)
    return [stem + "e", stem] if silent and stem[-2:] not in ("en", "er", "on", "it", "in") else [stem, stem + "e"]


def _without_s(low: str) -> list[str]:
    if low.endswith("ies") and len(low) > 4:
        return [low[:-3] + "y", low[:-1]]
    if low.endswith("es") and low[:-2].endswith(("ss", "x", "zz", "ch", "sh", "o")):
        return [low[:-2], low[:-1]]
    if low.endswith("ses"):
        return [low[:-1], low[:-2]]
    if low.endswith("ss") or not low.endswith("s"):
        return []
    return [low[:-1]]
