"""Training: the losses of the heads added up, AdamW, a falling rate, a running mean of the weights, checkpoints."""

from __future__ import annotations

import math
import random
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from training.encoder.batches import NO_NAME_OR_OTHER, Batch, Item, batches
from training.encoder.data import ROLES
from training.encoder.labels import NOWHERE, Labels
from training.encoder.model import Encoder

ENCODER_RATE = 1e-4
HEAD_RATE = 1e-3
WARM_UP = 0.06
RARE = 3.0
"""Weight of a trigger word over one that is none."""
PIECES = 900
WEIGHTS = {"arc": 1.0, "labels": 1.0, "xpos": 0.5, "upos": 0.3, "lemmas": 0.3, "four": 1.0, "eight": 1.0, "references": 0.5,
           "cue": 1.5, "trigger": 4.0, "status": 0.8, "type": 1.0, "roles": 1.5}  # fmt: skip


def losses(model: Encoder, batch: Batch, labels: Labels) -> dict[str, tuple[Tensor, int]]:
    """Summed loss and number of marked places of every head that the batch says anything about."""
    syntax, names, meaning, whole = model.word_vectors(batch.pieces, batch.case, batch.first, batch.last, batch.masked)
    syntax, names, meaning, whole = syntax.float(), names.float(), meaning.float(), whole.float()
    out: dict[str, tuple[Tensor, int]] = {}

    def add(name: str, scores: Tensor, wanted: Tensor) -> None:
        marked = wanted != NOWHERE
        if marked.any():
            out[name] = (functional.cross_entropy(scores[marked], wanted[marked], reduction="sum"), int(marked.sum()))

    c = batch.classes
    vectors = model.drop(syntax)
    for name in ("xpos", "upos", "lemmas"):
        add(name, getattr(model, name)(vectors), c[name])
    heads = c["heads"]
    marked = heads != NOWHERE
    if marked.any():
        rows = marked.any(1)
        scores = model.arcs(vectors[rows])
        # A padded word is nobody's head.
        width = int(scores.shape[1])
        inside = torch.cat([torch.ones(int(rows.sum()), 1, dtype=torch.bool), marked[rows]], 1)
        scores = scores.masked_fill(~inside[:, None, : width + 1], -1e4)
        add("arc", scores, heads[rows])
        word, head = model.label_parts(model.strong_drop(syntax[rows]))
        at = heads[rows].clamp(min=0)[:, :, None].expand(-1, -1, head.shape[2])
        kept = marked[rows]
        add("labels", model.label_scores(word[kept], head.gather(1, at)[kept])[None], c["labels"][rows][kept][None])
    vectors = model.drop(names)
    four, wanted = model.four(vectors), c["four"]
    open_ones = wanted == NO_NAME_OR_OTHER
    add("four", four, wanted.masked_fill(open_ones, NOWHERE))
    if open_ones.any():
        free = [labels.four.index(t) for t in ("O", "B-MISC", "I-MISC")]
        some = four[open_ones]
        loss = (torch.logsumexp(some, -1) - torch.logsumexp(some[:, free], -1)).sum()
        before, n = out.get("four", (torch.zeros(()), 0))
        out["four"] = (before + loss, n + int(open_ones.sum()))
    add("eight", model.eight(vectors), c["eight"])
    add("references", model.references(vectors), c["references"])
    vectors = model.drop(meaning)
    for name in ("cue", "status"):
        add(name, getattr(model, name)(vectors), c[name])
    # Nearly all words are no trigger: the few that are count more, or the head learns to stay silent.
    marked = c["trigger"] != NOWHERE
    if marked.any():
        weights = torch.full((len(labels.triggers),), RARE)
        weights[0] = 1.0
        loss = functional.cross_entropy(model.trigger(vectors)[marked], c["trigger"][marked], weight=weights, reduction="sum")
        out["trigger"] = (loss, int(marked.sum()))
    add("type", model.kind(model.drop(whole)), batch.type)
    marked = batch.roles != NOWHERE
    if marked.any():
        rows = marked.flatten(1).any(1)
        at = batch.triggers[rows][:, :, None].expand(-1, -1, meaning.shape[2])
        scores = model.roles(vectors[rows], vectors[rows].gather(1, at))
        kept = marked[rows]
        loss = functional.binary_cross_entropy_with_logits(scores[kept], batch.roles[rows][kept], reduction="sum")
        out["roles"] = (loss, int(kept.sum()) // len(ROLES) // 4)
    return out


class Averaged:
    """A running mean of the weights (Polyak): steadier than the last step's."""

    def __init__(self, model: nn.Module, keep: float = 0.998) -> None:
        self.keep = keep
        self.steps = 0
        self.values = {k: v.detach().clone() for k, v in model.state_dict().items()}

    def update(self, model: nn.Module) -> None:
        """Moves the mean towards the present weights."""
        self.steps += 1
        keep = min(self.keep, (1 + self.steps) / (10 + self.steps))
        with torch.no_grad():
            for k, v in model.state_dict().items():
                if k != "words.weight":
                    self.values[k].lerp_(v, 1 - keep)


def groups(model: Encoder) -> list[dict[str, object]]:
    """Parameters by rate. The word pieces' vectors stay as they are: training them buys nothing and makes Adam crawl."""
    model.words.weight.requires_grad_(False)
    old = {id(p) for m in (model.places, model.norm, *model.layers) for p in m.parameters()}
    slow = [p for p in model.parameters() if id(p) in old]
    fast = [p for p in model.parameters() if id(p) not in old and p.requires_grad]
    return [
        {"params": slow, "lr": ENCODER_RATE, "top": ENCODER_RATE, "weight_decay": 0.01},
        {"params": fast, "lr": HEAD_RATE, "top": HEAD_RATE, "weight_decay": 0.001},
    ]


def rate(done: float) -> float:
    """Share of the top rate after this share of all steps: a short rise, then a cosine to a twentieth."""
    if done < WARM_UP:
        return done / WARM_UP
    return 0.05 + 0.95 * 0.5 * (1 + math.cos(math.pi * (done - WARM_UP) / (1 - WARM_UP)))


def train(model: Encoder, parts: dict[str, list[Item]], repeats: dict[str, float], labels: Labels, epochs: int, seed: int,
          watch: dict[str, list[Item]], checkpoint: Path) -> None:  # fmt: skip
    """Trains in place; after each epoch scores the watched parts, prints a line and writes a checkpoint; resumes from one.

    `repeats` says how often an item of a part is seen in an epoch (0.5: every other epoch by lot).
    """
    torch.manual_seed(seed)
    lots = random.Random(seed)
    optimizer = torch.optim.AdamW(groups(model), betas=(0.9, 0.98), eps=1e-8)
    mean = Averaged(model)
    first = 0
    if checkpoint.exists():
        state = torch.load(checkpoint, weights_only=True)
        model.load_state_dict(state["model"])
        optimizer.load_state_dict(state["optimizer"])
        mean.values, mean.steps, first = state["mean"], state["steps"], state["epoch"]
        print(f"goes on after epoch {first}", file=sys.stderr, flush=True)
    for epoch in range(first, epochs):
        lots.seed(seed * 1000 + epoch)
        chosen: list[Item] = []
        for name, items in sorted(parts.items()):
            times = repeats.get(name, 1.0)
            chosen += items * int(times)
            chosen += lots.sample(items, round(len(items) * (times % 1)))
        model.train()
        began = time.monotonic()
        totals: defaultdict[str, float] = defaultdict(float)
        counts: Counter[str] = Counter()
        steps = list(batches(chosen, PIECES, lots))
        for n, batch in enumerate(steps):
            share = rate((epoch + n / len(steps)) / epochs)
            for group in optimizer.param_groups:
                group["lr"] = group["top"] * share
            with torch.autocast("cpu", torch.bfloat16):
                each = losses(model, batch, labels)
            # Each head's mean over its marked places, weighed by how much of the batch is marked, so that a head that
            # one sentence in the batch speaks to does not shout.
            size = float(batch.classes["cue"].numel())
            loss = sum(
                (WEIGHTS[k] * v * (n_marked / size) ** 0.5 / n_marked for k, (v, n_marked) in each.items() if n_marked),
                torch.zeros(()),
            )
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            nn.utils.clip_grad_norm_([p for p in model.parameters() if p.requires_grad], 1.0)
            optimizer.step()
            mean.update(model)
            for k, (v, n_marked) in each.items():
                totals[k] += float(v.detach())
                counts[k] += n_marked
            if n % 100 == 99:
                spent = time.monotonic() - began
                told = " ".join(f"{k} {totals[k] / max(1, counts[k]):.3f}" for k in sorted(totals))
                print(f"epoch {epoch + 1} step {n + 1}/{len(steps)} {spent:.0f}s {told}", file=sys.stderr, flush=True)
                totals.clear()
                counts.clear()
        kept = {k: v.clone() for k, v in model.state_dict().items()}
        model.load_state_dict(mean.values)
        scored = {name: scores(model, items, labels) for name, items in watch.items()}
        model.load_state_dict(kept)
        print(f"epoch {epoch + 1} {time.monotonic() - began:.0f}s " + " | ".join(
            f"{name} " + " ".join(f"{k} {v:.3f}" for k, v in s.items()) for name, s in scored.items()), flush=True)  # fmt: skip
        checkpoint.parent.mkdir(parents=True, exist_ok=True)
        half = checkpoint.with_suffix(".part")
        torch.save(
            {"model": kept, "optimizer": optimizer.state_dict(), "mean": mean.values, "steps": mean.steps, "epoch": epoch + 1},
            half,
        )
        half.replace(checkpoint)
    model.load_state_dict(mean.values)


def spans(tags: Iterable[str]) -> set[tuple[int, int, str]]:
    """Spans of BIO tags; an I without its B opens a span."""
    out, start, kind = set(), 0, ""
    for i, tag in enumerate([*tags, "O"]):
        if kind and (tag[0] != "I" or tag[2:] != kind):
            out.add((start, i, kind))
            kind = ""
        if tag[0] == "B" or (tag[0] == "I" and not kind):
            start, kind = i, tag[2:]
    return out


@torch.no_grad()
def scores(model: Encoder, items: list[Item], labels: Labels) -> dict[str, float]:
    """Quick measures while training: greedy arcs, exact names, triggers by word, roles by word of gold triggers."""
    model.eval()
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    found: dict[str, list[int]] = {}
    for batch in batches(items, 3000, None):
        syntax, names, meaning, whole = model.word_vectors(batch.pieces, batch.case, batch.first, batch.last, batch.masked)
        c = batch.classes
        for name in ("xpos", "lemmas"):
            marked = c[name] != NOWHERE
            right[name] += int((getattr(model, name)(syntax).argmax(-1)[marked] == c[name][marked]).sum())
            total[name] += int(marked.sum())
        marked = c["heads"] != NOWHERE
        if marked.any():
            arcs = model.arcs(syntax)
            inside = torch.cat([torch.ones(len(marked), 1, dtype=torch.bool), marked], 1)
            best = arcs.masked_fill(~inside[:, None, :], -1e4).argmax(-1)
            word, head = model.label_parts(syntax)
            label = model.label_scores(word, head.gather(1, best[:, :, None].expand(-1, -1, head.shape[2]))).argmax(-1)
            ok = (best == c["heads"]) & marked
            right["uas"] += int(ok.sum())
            right["las"] += int((ok & (label == c["labels"])).sum())
            total["uas"] += int(marked.sum())
            total["las"] += int(marked.sum())
        for name in ("four", "eight", "references", "cue"):
            wanted = c[name]
            if not (wanted != NOWHERE).any():
                continue
            got = getattr(model, name)(meaning if name == "cue" else names).argmax(-1)
            named = {"cue": ("O", "B-cue", "I-cue")}.get(name) or getattr(labels, name)
            for w, g in zip(wanted.tolist(), got.tolist(), strict=True):
                if all(x == NOWHERE for x in w):
                    continue
                kept = [i for i, x in enumerate(w) if x != NOWHERE]
                gold = spans("O" if w[i] == NO_NAME_OR_OTHER else named[w[i]] for i in kept)
                mine = spans(named[g[i]] for i in kept)
                if any(w[i] == NO_NAME_OR_OTHER for i in kept):
                    mine = {x for x in mine if x[2] != "MISC"}
                counts = found.setdefault(name, [0, 0, 0])
                counts[0] += len(gold & mine)
                counts[1] += len(mine)
                counts[2] += len(gold)
        wanted = c["trigger"]
        got = model.trigger(meaning).argmax(-1)
        kept_words = wanted != NOWHERE
        if kept_words.any():
            counts = found.setdefault("trigger", [0, 0, 0])
            counts[0] += int(((got == wanted) & (wanted > 0)).sum())
            counts[1] += int(((got > 0) & kept_words).sum())
            counts[2] += int((wanted > 0).sum())
            acted = wanted > 0
            right["type of trigger"] += int((model.trigger(meaning)[..., 1:].argmax(-1) + 1 == wanted)[acted].sum())
            total["type of trigger"] += int(acted.sum())
        marked = c["status"] != NOWHERE
        right["status"] += int((model.status(meaning).argmax(-1)[marked] == c["status"][marked]).sum())
        total["status"] += int(marked.sum())
        marked = batch.type != NOWHERE
        right["type"] += int((model.kind(whole).argmax(-1)[marked] == batch.type[marked]).sum())
        total["type"] += int(marked.sum())
        marked = batch.roles != NOWHERE
        if marked.any():
            at = batch.triggers[:, :, None].expand(-1, -1, meaning.shape[2])
            got = model.roles(meaning, meaning.gather(1, at)) > 0
            for r, role in enumerate(ROLES):
                m = marked[..., r]
                w, g = batch.roles[..., r][m] > 0.5, got[..., r][m]
                counts = found.setdefault(role, [0, 0, 0])
                counts[0] += int((w & g).sum())
                counts[1] += int(g.sum())
                counts[2] += int(w.sum())
    out = {k: right[k] / total[k] for k in total if total[k]}
    return out | {k: 2 * a / max(1, b + c) for k, (a, b, c) in found.items()}
