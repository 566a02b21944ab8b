"""Scores of the heads to names and frames."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from attache.language.marks import ATTRIBUTION_ROLES, EVENT_ROLES, Frame, Name

Floats = NDArray[np.float32]
ROLES = ("source", "content", *EVENT_ROLES)
"""Order of the last axis of the role scores, as in training."""
LEAST = 0.5
"""A word is taken for a trigger, or for a filler of a role, from this probability on."""


def best_tags(scores: Floats, tags: Sequence[str]) -> list[int]:
    """The likeliest tag sequence in which every I- follows its own B- or I- (Viterbi). `scores`: words × tags, logarithms."""
    best = [int(t) for t in scores.argmax(1)]
    if _follows(best, tags):
        return best
    allowed = np.array([[0.0 if _may_follow(a, b) else -np.inf for b in tags] for a in tags], dtype=np.float32)
    first = np.array([-np.inf if t[0] == "I" else 0.0 for t in tags], dtype=np.float32)
    total = scores[0] + first
    back = []
    for row in scores[1:]:
        ways = total[:, None] + allowed
        back.append(ways.argmax(0))
        total = ways.max(0) + row
    out = [int(total.argmax())]
    for came in reversed(back):
        out.append(int(came[out[-1]]))
    return out[::-1]


def _may_follow(before: str, after: str) -> bool:
    return after[0] != "I" or (before[0] != "O" and before[2:] == after[2:])


def _follows(chosen: list[int], tags: Sequence[str]) -> bool:
    return all(_may_follow(a, tags[b]) for a, b in zip(("O", *(tags[c] for c in chosen)), chosen, strict=False))


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
    chances = np.exp(trigger)
    acts = 1.0 - chances[:, 0]
    out: list[Frame] = []
    at = 0
    n = len(tokens)
    kinds = chances[:, 1:].argmax(1)
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
                certainty=float(acts[at:end].max()),
                types={t: float(p) for t, p in zip(types, share, strict=True)},
                status={s: float(p) for s, p in zip(states, state, strict=True)},
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
    return {r: tuple(tokens[int(i)] for i in np.flatnonzero(roles[:, ROLES.index(r)] >= LEAST)) for r in wanted}
