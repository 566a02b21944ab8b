"""What the attributions of PolNeAR would give, were they licensed: trained on for one epoch, measured, thrown away.

    python -m training.encoder.unlicensed --data TRAIN --gold GOLD --base MINILM [--sentences 6000]

Goes on from the checkpoint that `training.encoder` left in `--work`, with the sentences of some of the articles, and prints the
scores of cues, sources and contents on the held-out fifth before and after. Nothing is written: the articles have no licence.
"""

from __future__ import annotations

import argparse
import random
import sys
from pathlib import Path

import torch

from attache.language.en.encoder.pieces import Pieces
from training.encoder import data
from training.encoder.batches import MOST_PIECES, Item, batches, item
from training.encoder.fit import WEIGHTS, groups, losses, scores
from training.encoder.labels import Labels, gather
from training.encoder.model import Encoder, Sizes

SHOWN = ("cue", "source", "content")


def main() -> int:
    """Prints two lines."""
    options = argparse.ArgumentParser(description="What the unlicensed attributions would give.")
    options.add_argument("--data", type=Path, required=True)
    options.add_argument("--gold", type=Path, required=True)
    options.add_argument("--base", type=Path, required=True)
    options.add_argument("--work", type=Path, default=Path(".training"))
    options.add_argument("--sentences", type=int, default=6000)
    chosen = options.parse_args()
    torch.set_flush_denormal(True)
    splitter, path = data.Splitter(), chosen.gold / "attributions" / "dev.jsonl"
    ud = chosen.data / "ud"
    labels = gather([*data.treebank(ud / "ewt-train.conllu.gz"), *data.treebank(ud / "gum-open-train.conllu.gz")])
    vocabulary = (chosen.base / "vocab.txt").read_text("utf-8").splitlines()
    pieces = Pieces(vocabulary)
    lots = random.Random(1)

    def some(held: bool, count: int) -> list[Item]:
        sentences = list(data.measured_attributions(path, splitter, 0, held=held))
        lots.shuffle(sentences)
        items = (item(s, pieces, labels) for s in sentences[:count])
        return [i for i in items if len(i.pieces) <= MOST_PIECES]

    model = Encoder(Sizes.of(labels, len(vocabulary)))
    model.load_state_dict(torch.load(chosen.work / "checkpoint.pt", weights_only=True)["mean"])
    held = some(held=True, count=1500)
    _tell("as shipped", scores(model, held, labels))
    _fit(model, some(held=False, count=chosen.sentences), labels, lots)
    _tell(f"after {chosen.sentences} of its sentences", scores(model, held, labels))
    return 0


def _tell(when: str, found: dict[str, float]) -> None:
    print(when, " ".join(f"{k} {found[k]:.3f}" for k in SHOWN), flush=True)


def _fit(model: Encoder, items: list[Item], labels: Labels, lots: random.Random) -> None:
    optimizer = torch.optim.AdamW(groups(model))
    steps = list(batches(items, 900, lots))
    model.train()
    for n, batch in enumerate(steps):
        for group in optimizer.param_groups:
            group["lr"] = group["top"] * 0.5 * (1 - n / len(steps))
        with torch.autocast("cpu", torch.bfloat16):
            each = losses(model, batch, labels)
        loss = sum((WEIGHTS[k] * v / n_marked for k, (v, n_marked) in each.items() if n_marked), torch.zeros(()))
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        optimizer.step()


if __name__ == "__main__":
    sys.exit(main())
