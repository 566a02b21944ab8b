"""From hits to numbers: what the linear model of the gate looks at."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from math import exp, log1p
from typing import Final

from attache.reading.gate.finding import Cue, Name, cues_in, names_in, sentence_starts

RELATION: Final = (
    "diplomacy",
    "relations",
    "meeting",
    "paper",
    "trade",
    "aid",
    "force",
    "conflict",
    "support",
    "state",
    "speech",
)
"""Classes of cues that tell of relations; the other classes tell of another subject."""
OTHER: Final = (
    "sport",
    "culture",
    "food",
    "weather",
    "travel",
    "markets",
    "company",
    "crime",
    "domestic",
    "science",
    "obituary",
)
_SURE: Final = 0.7
"""From this strength on the second actor of a sentence makes it one about two."""
_LEAD: Final = 3
"""Title and first sentences: what a report is about stands there."""


@dataclass(frozen=True, slots=True)
class Found:
    """What stands in a text: names, cues, strength of each actor, features by name."""

    names: list[tuple[int, Name]]
    cues: list[tuple[int, Cue]]
    actors: dict[str, float]
    words: int
    features: dict[str, float]
    near: list[tuple[int, Cue]]
    """Cues of relations in sentences about two actors."""


def found_in(text: str) -> Found:
    """Everything the model needs of a text."""
    names = names_in(text)
    cues = cues_in(text)
    starts = sentence_starts(text)
    together: list[dict[str, float]] = [{} for _ in starts]
    for place, name in names:
        if name.weight:
            _add(together[bisect_right(starts, place) - 1], name)
    actors: dict[str, float] = {}
    for sentence in together:
        for actor, strength in sentence.items():
            actors[actor] = _either(actors.get(actor, 0.0), strength)
    pairs = [_second(sentence) >= _SURE for sentence in together]
    where = [bisect_right(starts, place) - 1 for place, _ in cues]
    near = [hit for hit, sentence in zip(cues, where, strict=True) if pairs[sentence] and hit[1].cls in _RELATION]
    words = text.count(" ") + 1
    features = _features(actors, pairs, cues, where, near, words)
    features |= _telling(together, cues, where)
    return Found(names, cues, actors, words, features, near)


def _telling(together: list[dict[str, float]], cues: list[tuple[int, Cue]], where: list[int]) -> dict[str, float]:
    """How much the most telling sentences tell of a relation, each its second actor times the classes of its cues; the share
    of sentences about two that tell of anything between them; the share of cues of relations among all."""
    classes: dict[int, set[str]] = {}
    telling = others = 0
    for (_, cue), sentence in zip(cues, where, strict=True):
        if cue.cls in _TELLING:
            classes.setdefault(sentence, set()).add(cue.cls)
            telling += 1
        elif cue.cls not in _RELATION:
            others += 1
    told = [*sorted((_second(together[n]) * log1p(len(found)) for n, found in classes.items()), reverse=True), 0.0, 0.0]
    about_two = [n for n, sentence in enumerate(together) if _second(sentence) >= _SURE]
    return {
        "best": told[0],
        "next": told[1],
        "pairs_told": sum(n in classes for n in about_two) / max(len(about_two), 1),
        "telling": telling / (telling + others + 1),
    }


def _features(
    actors: dict[str, float],
    pairs: list[bool],
    cues: list[tuple[int, Cue]],
    where: list[int],
    near: list[tuple[int, Cue]],
    words: int,
) -> dict[str, float]:
    strengths = [*sorted(actors.values(), reverse=True), 0.0, 0.0]
    out = {
        "bias": 1.0,
        "first": strengths[0],
        "second": strengths[1],
        "others": 1 - exp(-sum(strengths[2:]) / 2),
        "pairs": log1p(sum(pairs)),
        "pairs_share": sum(pairs) / max(len(pairs), 3),
        "pair_lead": 1.0 if any(pairs[:_LEAD]) else 0.0,
    }
    for cls, count in Counter(cue.cls for _, cue in near).items():
        out[f"near:{cls}"] = min(log1p(count), 2.0)
    hundreds = max(words, 50) / 100
    for cls, count in Counter(cue.cls for _, cue in cues).items():
        out[f"rate:{cls}"] = log1p(min(count / hundreds, 10.0))
    for written, count in Counter(cue.written for _, cue in cues).items():
        out[f"cue:{written}"] = log1p(min(count / hundreds, 5.0))
    lead = [cue.cls for (_, cue), sentence in zip(cues, where, strict=True) if sentence < _LEAD]
    told = sum(cls in _TELLING for cls in lead)
    out["lead:relation"] = min(log1p(told), 2.0)
    out["lead:other"] = min(log1p(sum(cls not in _RELATION for cls in lead)), 2.0)
    return out


_RELATION = frozenset(RELATION)
_TELLING = _RELATION - {"state", "speech"}


def _add(sentence: dict[str, float], name: Name) -> None:
    sentence[name.actor] = _either(sentence.get(name.actor, 0.0), name.weight)


def _either(one: float, other: float) -> float:
    """How sure it is that one of two holds."""
    return 1 - (1 - one) * (1 - other)


def _second(strengths: dict[str, float]) -> float:
    """The strength of the second strongest, 0 where there is none."""
    return sorted(strengths.values())[-2] if len(strengths) > 1 else 0.0
