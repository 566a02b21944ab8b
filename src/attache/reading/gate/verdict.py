"""The verdict on a text, its reason and the words that decided."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache
from math import exp
from typing import Final

from attache.knowledge import rows
from attache.reading.gate.features import OTHER, Found, found_in
from attache.reading.gate.finding import Cue

REASONS: Final = ("too-short", "no-actor", "one-country", "other-subject", "no-relation")
"""Reason codes of a text that is set aside."""
LONGEST: Final = 60_000
"""Characters that are looked at: what a report of ten thousand words is about shows before."""
FULL: Final = 100
"""Words from which on the whole threshold counts; below it falls with the length, for a short text costs little to read."""
_FEWEST_WORDS: Final = 4
_WORDS_TOLD: Final = 6
_NO_ACTOR: Final = 0.35
_ONE_ACTOR: Final = 0.7
_OTHER_SUBJECT: Final = 3


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a text is read; if not, why; how sure it is about relations (0 to 1); the words that decided."""

    passed: bool
    reason: str
    score: float
    why: tuple[str, ...]


def gate(text: str, title: str | None = None) -> Verdict:
    """Whether a report is about relations between actors. Pure; about half a millisecond for 400 words."""
    whole = (f"{title}\n{text}" if title else text)[:LONGEST]
    if whole.count(" ") + 1 < _FEWEST_WORDS:
        return Verdict(False, "too-short", 0.0, ())
    found = found_in(whole)
    weights, full = _model()
    threshold = full * share_asked(found.words)
    total = sum(weights.get(name, 0.0) * value for name, value in found.features.items())
    score = 1 / (1 + exp(-max(-30.0, min(30.0, total))))
    strengths = sorted(found.actors.values(), reverse=True)
    if not strengths or strengths[0] < _NO_ACTOR:
        return Verdict(False, "no-actor", min(score, threshold / 2), _others(found, whole))
    if score >= threshold:
        return Verdict(True, "", score, _deciding(found, whole))
    if len(strengths) < 2 or strengths[1] < _ONE_ACTOR:
        return Verdict(False, "one-country", score, _actors(found, 1) + _others(found, whole))
    others = _others(found, whole)
    if len(others) >= _OTHER_SUBJECT:
        return Verdict(False, "other-subject", score, others)
    return Verdict(False, "no-relation", score, _actors(found, 3))


def share_asked(words: int) -> float:
    """The share of the threshold that a text of so many words must reach."""
    return min(1.0, words / FULL)


@cache
def _model() -> tuple[dict[str, float], float]:
    """Weights by feature, and the score from which a text passes."""
    weights = {row["feature"]: float(row["weight"]) for row in rows("gate_weights", package="attache.language.en")}
    return weights, weights.pop("threshold")


def _actors(found: Found, most: int) -> tuple[str, ...]:
    """The words for the strongest actors, each by its most used name."""
    used: dict[str, Counter[str]] = {}
    for _, name in found.names:
        if name.weight:
            used.setdefault(name.actor, Counter())[name.written] += 1
    strongest = sorted(used, key=lambda actor: (-found.actors[actor], -used[actor].total(), actor))
    return tuple(used[actor].most_common(1)[0][0] for actor in strongest[:most])


def _deciding(found: Found, text: str) -> tuple[str, ...]:
    """Actors and the cues that stand beside them."""
    weights, _ = _model()
    near = [(start, cue) for start, cue in found.near if cue.cls not in ("speech", "state")]
    best = sorted({cue.cls for _, cue in near}, key=lambda cls: (-weights.get(f"near:{cls}", 0.0), cls))
    ranked = sorted(near, key=lambda hit: (best.index(hit[1].cls), hit[0]))
    return _actors(found, 2) + _words(ranked, text)


def _others(found: Found, text: str) -> tuple[str, ...]:
    """The words of the subject that weighs most among the other ones."""
    classes = Counter(cue.cls for _, cue in found.cues if cue.cls in _OTHER)
    if not classes:
        return ()
    most = max(sorted(classes), key=lambda cls: classes[cls])
    return _words([hit for hit in found.cues if hit[1].cls == most], text)


def _words(hits: list[tuple[int, Cue]], text: str) -> tuple[str, ...]:
    """The first words told of by hits, each cue once, as the text has them in small letters."""
    small = text.lower()
    out: dict[str, str] = {}
    for start, cue in hits:
        end = start + len(cue.written)
        while cue.open and end < len(small) and small[end].isalpha():
            end += 1
        out.setdefault(cue.written, small[start:end])
    return tuple(dict.fromkeys(out.values()))[: _WORDS_TOLD - 2]


_OTHER = frozenset(OTHER)
