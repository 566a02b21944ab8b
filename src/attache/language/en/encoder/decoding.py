"""Scores of the heads to names and frames."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from attache.language.marks import ATTRIBUTION_ROLES, EVENT_ROLES, Frame, Name

Floats = NDArray[np.float32]
ROLES = ("source", "content", *EVENT_ROLES)
"""Order of the last axis of the role scores, as in training."""
LEAST = 0.5
"""A word is taken for a trigger, or for a filler of a role, from this probability on."""
_OUTSIDE = math.log(1 - LEAST) + 0.003
"""Logarithm of a probability just above that: where every word is more surely outside, there is no trigger."""


def best_tags(scores: Floats, tags: Sequence[str]) -> list[int]:
    """The likeliest tag sequence in which every I- follows its own B- or I- (Viterbi). `scores`: words × tags, logarithms."""
    best: list[int] = scores.argmax(1).tolist()
    if not any(best) and tags[0] == "O":
        return best
    follows = _followers(tuple(tags))
    if all(follows[a][b] for a, b in zip((-1, *best), best, strict=False)):
        return best
    allowed = np.where(np.array(follows[:-1]), np.float32(0), np.float32(-np.inf))
    total = scores[0] + np.where(np.array(follows[-1]), np.float32(0), np.float32(-np.inf))
    back = []
    for row in scores[1:]:
        ways = total[:, None] + allowed
        back.append(ways.argmax(0))
        total = ways.max(0) + row
    out = [int(total.argmax())]
    for came in reversed(back):
        out.append(int(came[out[-1]]))
    return out[::-1]


@cache
def _followers(tags: tuple[str, ...]) -> tuple[tuple[bool, ...], ...]:
    """For each tag, and last of all for the sentence's beginning, which tags may follow."""
    return tuple(tuple(b[0] != "I" or (a[0] != "O" and a[2:] == b[2:]) for b in tags) for a in (*tags, "O"))


def names(scores: Floats, tags: Sequence[str], tokens: Sequence[int]) -> list[Name]:
    """Names of one sentence; `tokens` are its words' places in the Doc."""
    chosen = best_tags(scores, tags)
    if not any(chosen):
        return []
    out: list[Name] = []
    start, kind = -1, ""
    for i, tag in enumerate([*(tags[c] for c in chosen), "O"]):
        if start >= 0 and tag[0] != "I":
            out.append(Name(tokens[start], tokens[i - 1] + 1, kind))
            start = -1
        if tag[0] == "B":
            start, kind = i, tag[2:]
    return out


def events(
    trigger: Floats, status: Floats, roles: Floats, types: Sequence[str], states: Sequence[str], tokens: Sequence[int]
) -> list[Frame]:
    """Event frames of one sentence.

    `trigger`: words × (O, types) and `status`: words × states, logarithms both; `roles`: W×W×roles, probabilities.
    """
    if trigger[:, 0].min() > _OUTSIDE:
        return []
    chances = np.exp(trigger)
    acts: list[float] = (1.0 - chances[:, 0]).tolist()
    out: list[Frame] = []
    at = 0
    n = len(tokens)
    kinds: list[int] = chances[:, 1:].argmax(1).tolist()
    while at < n:
        if acts[at] < LEAST:
            at += 1
            continue
        end = at + 1
        while end < n and acts[end] >= LEAST and kinds[end] == kinds[at]:
            end += 1
        share = chances[at:end, 1:].sum(0)
        share = share / share.sum()
        state = np.exp(status[at:end]).mean(0)
        out.append(
            Frame(
                tokens=tuple(tokens[at:end]),
                type=types[int(share.argmax())],
                certainty=max(acts[at:end]),
                types=dict(zip(types, share.tolist(), strict=True)),
                status=dict(zip(states, state.tolist(), strict=True)),
                roles=_fillers(roles[at], EVENT_ROLES, tokens),
            )
        )
        at = end
    return out


def attributions(cue: Floats, roles: Floats, tokens: Sequence[int]) -> list[Frame]:
    """Attribution frames of one sentence. `cue`: words × (O, B, I), logarithms."""
    chosen = best_tags(cue, ("O", "B-cue", "I-cue"))
    out: list[Frame] = []
    for at, tag in enumerate(chosen):
        if tag != 1:
            continue
        end = at + 1
        while end < len(chosen) and chosen[end] == 2:
            end += 1
        certainty = float(1.0 - np.exp(cue[at:end, 0]).min())
        out.append(Frame(tuple(tokens[at:end]), None, certainty, roles=_fillers(roles[at], ATTRIBUTION_ROLES, tokens)))
    return out


def _fillers(roles: Floats, wanted: Sequence[str], tokens: Sequence[int]) -> dict[str, tuple[int, ...]]:
    """Of one trigger's row (W×roles): the tokens in each wanted role."""
    found: dict[int, list[int]] = {ROLES.index(r): [] for r in wanted}
    words, filled = (roles >= LEAST).nonzero()
    for word, role in zip(words.tolist(), filled.tolist(), strict=True):
        if role in found:
            found[role].append(tokens[word])
    return {r: tuple(f) for r, f in zip(wanted, found.values(), strict=True)}
