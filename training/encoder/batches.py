"""Sentences to tensors, in batches of about the same length."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

import torch
from torch import Tensor

from attache.language.en.encoder.pieces import Pieces, letter_case
from training.encoder.data import ROLES, Sentence
from training.encoder.labels import NOWHERE, Labels, lemma_rule

NO_NAME_OR_OTHER = 1000
"""A class of the name head: no person, organisation or place; whether another name is not said."""
MOST_PIECES = 200
"""Longer sentences are left out of training; there are few."""


@dataclass(slots=True)
class Item:
    """One sentence as numbers."""

    pieces: list[int]
    case: list[int]
    first: list[int]
    last: list[int]
    classes: dict[str, list[int]]
    """Per word: xpos, upos, lemmas, heads, labels, four, eight, references, cue, trigger, status; NOWHERE where unmarked."""
    type: int
    frames: list[tuple[int, dict[str, frozenset[int]]]]
    """Trigger word and, for the roles that are marked, the words in them."""


def item(s: Sentence, pieces: Pieces, labels: Labels) -> Item:
    """The numbers of one sentence."""
    numbers, case, first, last = [pieces.start], [0], [], []
    for word in s.words:
        ids = pieces.ids(word)
        first.append(len(numbers))
        numbers += ids
        case += [letter_case(word)] * len(ids)
        last.append(len(numbers) - 1)
    numbers.append(pieces.end)
    case.append(0)
    size = len(s.words)

    def index(values: tuple[str, ...] | None, names: tuple[str, ...]) -> list[int]:
        if values is None:
            return [NOWHERE] * size
        table = {n: i for i, n in enumerate(names)}
        return [table.get(v, NOWHERE) for v in values]

    rules = tuple(lemma_rule(w, x) for w, x in zip(s.words, s.lemmas, strict=True)) if s.lemmas else None
    classes = {
        "xpos": index(s.xpos, labels.xpos),
        "upos": index(s.upos, labels.upos),
        "lemmas": index(rules, labels.lemmas),
        "labels": index(s.deps, labels.deps),
        "heads": [0 if h == i else h + 1 for i, h in enumerate(s.heads)] if s.heads else [NOWHERE] * size,
        "four": index(s.four, labels.four),
        "eight": index(s.eight, labels.eight),
        "references": index(s.references, labels.references),
        "cue": [0 if s.cues else NOWHERE] * size,
        "trigger": [0 if s.cues else NOWHERE] * size,
        "status": [NOWHERE] * size,
    }
    frames = []
    for f in s.frames or ():
        if f.type is None:
            for before, i in zip((-2, *f.words), f.words, strict=False):
                classes["cue"][i] = 2 if before == i - 1 else 1
        else:
            for i in f.words:
                classes["trigger"][i] = labels.triggers.index(f.type)
                if f.status:
                    classes["status"][i] = labels.status.index(f.status)
        frames.append((f.words[0], f.roles))
    if s.four and not s.misc:
        # The source does not mark other names: an unmarked word may be one.
        classes["four"] = [NO_NAME_OR_OTHER if c == 0 else c for c in classes["four"]]
    kind = labels.types.index(s.type) if s.type else NOWHERE
    return Item(numbers, case, first, last, classes, kind, frames)


@dataclass(slots=True)
class Batch:
    """Padded tensors of some sentences; shapes as in `model`. `roles` is B×T×W×roles, NOWHERE where unmarked."""

    pieces: Tensor
    case: Tensor
    masked: Tensor
    first: Tensor
    last: Tensor
    classes: dict[str, Tensor]
    type: Tensor
    triggers: Tensor
    roles: Tensor


def collate(items: list[Item]) -> Batch:
    """One batch, padded to its longest sentence."""
    b, p, w = len(items), max(len(i.pieces) for i in items), max(len(i.first) for i in items)
    t = max(1, *(len(i.frames) for i in items)) if len(items) > 1 else max(1, len(items[0].frames))

    def padded(values: list[list[int]], size: int, fill: int) -> Tensor:
        return torch.tensor([v + [fill] * (size - len(v)) for v in values])

    roles = torch.full((b, t, w, len(ROLES)), float(NOWHERE))
    triggers = torch.zeros((b, t), dtype=torch.long)
    for n, i in enumerate(items):
        for m, (at, marked) in enumerate(i.frames):
            triggers[n, m] = at
            for r, role in enumerate(ROLES):
                if role in marked:
                    roles[n, m, : len(i.first), r] = 0.0
                    for word in marked[role]:
                        roles[n, m, word, r] = 1.0
    return Batch(
        pieces=padded([i.pieces for i in items], p, 0),
        case=padded([i.case for i in items], p, 0),
        masked=padded([[0] * len(i.pieces) for i in items], p, 1),
        first=padded([i.first for i in items], w, 0),
        last=padded([i.last for i in items], w, 0),
        classes={k: padded([i.classes[k] for i in items], w, NOWHERE) for k in items[0].classes},
        type=torch.tensor([i.type for i in items]),
        triggers=triggers,
        roles=roles,
    )


def batches(items: list[Item], size: int, shuffle: random.Random | None) -> Iterator[Batch]:
    """Batches of about `size` pieces; sentences of like length stand together, batches come in random order."""
    order = list(items)
    if shuffle is not None:
        shuffle.shuffle(order)
        # Sorting within large chunks keeps lengths alike and the company of each sentence new in every epoch.
        chunk = 2048
        order = [i for at in range(0, len(order), chunk) for i in sorted(order[at : at + chunk], key=lambda x: len(x.pieces))]
    groups: list[list[Item]] = [[]]
    longest = 0
    for i in order:
        longest = max(longest, len(i.pieces))
        if groups[-1] and longest * (len(groups[-1]) + 1) > size:
            groups.append([])
            longest = len(i.pieces)
        groups[-1].append(i)
    if shuffle is not None:
        shuffle.shuffle(groups)
    for group in groups:
        if group:
            yield collate(group)
