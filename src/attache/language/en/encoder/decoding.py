"""Scores of the heads to names and frames."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from attache.language.marks import ATTRIBUTION_ROLES, EVENT_ROLES, Frame, Name

Floats = NDArray[np.float32]
Stretch = tuple[int, int]
"""Words `[first, end)` of a sentence."""
ROLES = ("source", "content", *EVENT_ROLES)
"""Order of the last axis of the role scores, as in training."""
LEAST = 0.5
"""A word is taken for a trigger, or for a filler of a role, from this probability on."""
CUE_TAGS = ("O", "B-cue", "I-cue")


def best_tags(scores: Floats, tags: Sequence[str]) -> list[int]:
    """The likeliest tag sequence in which every I- follows its own B- or I- (Viterbi). `scores`: words × tags, logarithms
    (each word's with a constant of its own, if need be)."""
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


def triggers(chances: Floats) -> list[Stretch]:
    """The stretches of one sentence that tell an event. `chances`: words × (O, types)."""
    acts = (1.0 - chances[:, 0]).tolist()
    if max(acts) < LEAST:
        return []
    kinds: list[int] = chances[:, 1:].argmax(1).tolist()
    out: list[Stretch] = []
    for i, act in enumerate(acts):
        if act < LEAST:
            continue
        if out and out[-1][1] == i and kinds[i] == kinds[out[-1][0]]:
            out[-1] = (out[-1][0], i + 1)
        else:
            out.append((i, i + 1))
    return out


def cues(scores: Floats) -> list[Stretch]:
    """The stretches of one sentence that say that somebody says something. `scores`: words × (O, B, I), logarithms."""
    out: list[Stretch] = []
    for i, tag in enumerate(best_tags(scores, CUE_TAGS)):
        if tag == 1:
            out.append((i, i + 1))
        elif tag == 2:
            out[-1] = (out[-1][0], i + 1)
    return out


def event(
    stretch: Stretch, chances: Floats, status: Floats, roles: Floats, types: Sequence[str], states: Sequence[str],
    tokens: Sequence[int],
) -> Frame:  # fmt: skip
    """The event that a trigger tells.

    `chances`: words × (O, types), `status`: words × states, logarithms; `roles`: words × roles, of the trigger's first word.
    """
    at, end = stretch
    share = chances[at:end, 1:].sum(0)
    share = share / share.sum()
    state = np.exp(status[at:end]).mean(0)
    return Frame(
        tokens=tuple(tokens[at:end]),
        type=types[int(share.argmax())],
        certainty=max((1.0 - chances[at:end, 0]).tolist()),
        types=dict(zip(types, share.tolist(), strict=True)),
        status=dict(zip(states, state.tolist(), strict=True)),
        roles=_fillers(roles, EVENT_ROLES, tokens),
    )


def attribution(stretch: Stretch, cue: Floats, roles: Floats, tokens: Sequence[int]) -> Frame:
    """The attribution of a cue. `cue`: words × (O, B, I), logarithms; `roles`: words × roles, of the cue's first word."""
    at, end = stretch
    certainty = float(1.0 - np.exp(cue[at:end, 0]).min())
    return Frame(tuple(tokens[at:end]), None, certainty, roles=_fillers(roles, ATTRIBUTION_ROLES, tokens))


def _fillers(roles: Floats, wanted: Sequence[str], tokens: Sequence[int]) -> dict[str, tuple[int, ...]]:
    """Of one trigger's row (words × roles): the tokens in each wanted role."""
    found: Mapping[int, list[int]] = {ROLES.index(r): [] for r in wanted}
    words, filled = (roles >= LEAST).nonzero()
    for word, role in zip(words.tolist(), filled.tolist(), strict=True):
        if role in found:
            found[role].append(tokens[word])
    return {r: tuple(f) for r, f in zip(wanted, found.values(), strict=True)}
