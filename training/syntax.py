"""Trains the small tagger, lemmatiser, parser and name finder of the English pack.

In: a folder with `ud/*.conllu.gz` and `ner/*.bio.gz` (UD English-EWT, the open part of GUM, Wikigold) and the project's
own `training/corpus/*.jsonl`. Out: a spaCy pipeline on disk, about 8 MB, without word vectors: convolutions over hashed
word forms (spaCy's HashEmbedCNN), trained from a seed on one core in well under an hour.

    python -m training.syntax --data FOLDER --out src/attache/language/en/syntax [--epochs 12]

It is the first analyser behind `attache.language.en.analyse`; a larger encoder may fill the same Doc.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.training import Example, iob_to_biluo
from thinc.api import fix_random_seed

SEED = 20261121
# The corpus marks more kinds than the open name sets; these are the ones all sources share.
CORPUS_TYPES = {
    "PER": "PER",
    "ORG": "ORG",
    "GPE": "LOC",
    "LOC": "LOC",
    "FAC": "LOC",
    "EVENT": "MISC",
    "LAW": "MISC",
    "NORP": "MISC",
}
COMPONENTS = ("tagger", "morphologizer", "trainable_lemmatizer", "parser", "ner")


def conllu(path: Path) -> Iterator[dict[str, Any]]:
    """Sentences of a CoNLL-U file as spaCy annotation dicts; range lines and empty nodes are left out."""
    rows: list[list[str]] = []
    text = ""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in [*lines, ""]:
            line = line.rstrip("\n")
            if line.startswith("# text = "):
                text = line[9:]
            elif not line and rows:
                yield sentence(rows, text)
                rows = []
            elif line and not line.startswith("#"):
                cells = line.split("\t")
                if cells[0].isdigit():
                    rows.append(cells)


def sentence(rows: list[list[str]], text: str) -> dict[str, Any]:
    """One sentence; heads are token indices, the root points at itself, labels lose the part after the colon except `pass`."""
    heads = [int(r[6]) - 1 if int(r[6]) else i for i, r in enumerate(rows)]
    deps = [r[7] if r[7].endswith(":pass") else r[7].split(":")[0] for r in rows]
    return {
        "text": text,
        "words": [r[1] for r in rows],
        "lemmas": [r[2] for r in rows],
        "pos": [r[3] for r in rows],
        "tags": [r[4] for r in rows],
        "heads": heads,
        "deps": ["ROOT" if h == i else d for i, (h, d) in enumerate(zip(heads, deps, strict=True))],
    }


def bio(path: Path) -> Iterator[dict[str, Any]]:
    """Sentences of a BIO file as words and spaCy's entity tags (BILUO)."""
    words: list[str] = []
    tags: list[str] = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in [*lines, ""]:
            cells = line.split()
            if line.startswith("# newdoc"):
                continue
            if cells:
                words.append(cells[0])
                tags.append(cells[1])
            elif words:
                yield {"words": words, "entities": iob_to_biluo(tags)}
                words, tags = [], []


def passages(folder: Path) -> Iterator[dict[str, Any]]:
    """Sentences' worth of the project's corpus: text and character spans of names."""
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            record = json.loads(line)
            text, spans, taken = record["text"], [], set[int]()
            for surface, kind in record["entities"]:
                if kind not in CORPUS_TYPES:
                    continue
                name, _, nth = surface.partition("@")
                places = [m.start() for m in re.finditer(re.escape(name), text)]
                start = places[int(nth or 1) - 1]
                here = set(range(start, start + len(name)))
                if not here & taken:
                    taken |= here
                    spans.append((start, start + len(name), CORPUS_TYPES[kind]))
            yield {"text": text, "spans": spans}


def example(nlp: Language, record: dict[str, Any]) -> Example:
    """Aligns one annotation with our own tokens. What a source does not mark stays missing, so it teaches nothing."""
    if "spans" in record:
        doc = nlp.make_doc(record["text"])
        return Example.from_dict(doc, {"entities": record["spans"]})
    spaces = None
    if record.get("text"):
        at, spaces = 0, []
        for word in record["words"]:
            found = record["text"].find(word, at)
            at = found + len(word) if found >= 0 else at
            spaces.append(record["text"][at : at + 1] == " ")
    text = record.get("text") or " ".join(record["words"])
    gold: dict[str, Any] = {k: record[k] for k in ("words", "lemmas", "pos", "tags", "heads", "deps", "entities") if k in record}
    if spaces is not None:
        gold["spaces"] = spaces
    return Example.from_dict(nlp.make_doc(text), gold)


def build() -> Language:
    """An untrained pipeline; one convolutional layer stack is shared by every head."""
    nlp = spacy.blank("en")
    nlp.meta |= {
        "name": "attache_syntax",
        "version": "1.0.0",
        "description": "Tagger, lemmatiser, parser and name finder of Attaché; see MODEL_CARD.md beside this folder.",
        "license": "CC BY-SA 4.0",
    }
    nlp.add_pipe(
        "tok2vec",
        config={
            "model": {
                "@architectures": "spacy.HashEmbedCNN.v2",
                "pretrained_vectors": None,
                "width": 96,
                "depth": 4,
                "embed_size": 3500,
                "window_size": 1,
                "maxout_pieces": 3,
                "subword_features": True,
            }
        },
    )
    listener = {"@architectures": "spacy.Tok2VecListener.v1", "width": 96, "upstream": "tok2vec"}
    linear = {"@architectures": "spacy.Tagger.v2", "tok2vec": listener}
    nlp.add_pipe("tagger", config={"model": linear})
    nlp.add_pipe("morphologizer", config={"model": linear})
    nlp.add_pipe("trainable_lemmatizer", config={"model": linear, "min_tree_freq": 2, "top_k": 3})
    transitions = {
        "@architectures": "spacy.TransitionBasedParser.v2",
        "hidden_width": 64,
        "maxout_pieces": 2,
        "use_upper": True,
        "tok2vec": listener,
    }
    nlp.add_pipe(
        "parser", config={"model": {**transitions, "state_type": "parser", "extra_state_tokens": False}, "min_action_freq": 20}
    )
    nlp.add_pipe("ner", config={"model": {**transitions, "state_type": "ner", "extra_state_tokens": False}})
    return nlp


def usable(nlp: Language, records: list[dict[str, Any]]) -> list[Example]:
    """Examples that align; a sentence whose words cannot be found in its text is counted and left out."""
    out, dropped = [], 0
    for record in records:
        try:
            out.append(example(nlp, record))
        except (ValueError, KeyError):
            dropped += 1
    print(f"{len(out)} examples, {dropped} that do not align", file=sys.stderr)
    return out


def main() -> None:
    """Trains, prints the scores after each epoch, keeps the best on the development parts."""
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("--data", type=Path, required=True)
    options.add_argument("--corpus", type=Path, default=Path(__file__).parent / "corpus")
    options.add_argument("--out", type=Path, required=True)
    options.add_argument("--epochs", type=int, default=12)
    chosen = options.parse_args()
    fix_random_seed(SEED)
    random.seed(SEED)
    nlp = build()
    names = list(bio(chosen.data / "ner/gum-open-train.bio.gz"))
    gum = list(conllu(chosen.data / "ud/gum-open-train.conllu.gz"))
    by_words = {tuple(n["words"]): n["entities"] for n in names}
    for record in gum:
        if tuple(record["words"]) in by_words:
            record["entities"] = by_words[tuple(record["words"])]
    corpus = list(passages(chosen.corpus))
    train = usable(
        nlp, [*conllu(chosen.data / "ud/ewt-train.conllu.gz"), *gum, *bio(chosen.data / "ner/wikigold.bio.gz"), *corpus]
    )
    held = usable(nlp, list(conllu(chosen.data / "ud/gum-open-dev.conllu.gz")))
    held_names = usable(nlp, list(bio(chosen.data / "ner/gum-open-dev.bio.gz")))
    optimizer = nlp.initialize(lambda: train)
    optimizer.learn_rate = 0.001
    best = 0.0
    for epoch in range(chosen.epochs):
        began = time.monotonic()
        random.shuffle(train)
        losses: dict[str, float] = {}
        # Steps of a falling size rate: plain halving over the last epochs was as good as warm-up and cosine.
        optimizer.learn_rate = 0.001 if epoch < chosen.epochs * 0.6 else 0.0003
        size = 24 if epoch < 3 else 48
        for start in range(0, len(train), size):
            nlp.update(train[start : start + size], sgd=optimizer, drop=0.15, losses=losses)
        with nlp.use_params(optimizer.averages):
            scores = nlp.evaluate(held)
            found = nlp.evaluate(held_names)
            total = scores["dep_las"] + found["ents_f"]
            told = {
                "tag": scores["tag_acc"],
                "pos": scores["pos_acc"],
                "lemma": scores["lemma_acc"],
                "uas": scores["dep_uas"],
                "las": scores["dep_las"],
                "names": found["ents_f"],
            }
            figures = " ".join(f"{name} {value:.3f}" for name, value in told.items())
            print(f"epoch {epoch + 1} {time.monotonic() - began:.0f}s {figures}", flush=True)
            if total > best:
                best = total
                nlp.to_disk(chosen.out)


if __name__ == "__main__":
    main()
