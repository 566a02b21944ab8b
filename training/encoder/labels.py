"""The classes of each head, gathered from the training sentences, and the rules that turn a word into its lemma."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from training.encoder.data import EIGHT, FOUR, REFERENCE_TYPES, STATUS, TYPES, Sentence

NOWHERE = -100
"""The class of what is not marked: the loss leaves it out."""


def tags(kinds: Iterable[str]) -> tuple[str, ...]:
    """BIO tags of the kinds."""
    return ("O", *(f"{b}-{k}" for k in kinds for b in "BI"))


def lemma_rule(word: str, lemma: str) -> str:
    """How the lower-cased word becomes its lemma: letters cut from its end, then letters put on ("1+y", "0+")."""
    low = word.lower()
    lemma = lemma.lower()
    same = 0
    while same < min(len(low), len(lemma)) and low[same] == lemma[same]:
        same += 1
    return f"{len(low) - same}+{lemma[same:]}"


@dataclass(frozen=True, slots=True)
class Labels:
    """Class names by head, in the order of the scores."""

    xpos: tuple[str, ...]
    upos: tuple[str, ...]
    lemmas: tuple[str, ...]
    deps: tuple[str, ...]
    four: tuple[str, ...] = tags(FOUR)
    eight: tuple[str, ...] = tags(EIGHT)
    references: tuple[str, ...] = tags(REFERENCE_TYPES)
    triggers: tuple[str, ...] = ("O", *TYPES)
    status: tuple[str, ...] = tuple(STATUS)
    types: tuple[str, ...] = tuple(TYPES)

    def as_lists(self) -> dict[str, list[str]]:
        """For the file beside the weights."""
        return {k: list(v) for k, v in asdict(self).items()}


def gather(sentences: Iterable[Sentence]) -> Labels:
    """Tags, lemma rules seen at least four times, and arc labels, the commonest first."""
    counts: dict[str, Counter[str]] = {k: Counter() for k in ("xpos", "upos", "lemmas", "deps")}
    for s in sentences:
        if s.heads is None or s.lemmas is None:
            continue
        counts["xpos"].update(s.xpos or ())
        counts["upos"].update(s.upos or ())
        counts["deps"].update(s.deps or ())
        counts["lemmas"].update(lemma_rule(w, x) for w, x in zip(s.words, s.lemmas, strict=True))
    ordered = {
        k: tuple(x for x, n in sorted(c.items(), key=lambda i: (-i[1], i[0])) if k != "lemmas" or n > 3)
        for k, c in counts.items()
    }
    return Labels(**ordered)
