"""The encoder: one pass over each sentence gives tags, lemmas, arcs, names, attributions and events.

A 6-layer MiniLM fine-tuned in `training/encoder`, run by ONNX Runtime with 8-bit weights; see MODEL_CARD.md beside this file.
Each sentence is run alone, so what is found in it does not depend on what else is read, and never on how much.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np

from attache.language.en.encoder import decoding
from attache.language.en.encoder.pieces import Pieces, letter_case
from attache.language.en.encoder.trees import best_tree
from attache.language.en.lemmas import lemma
from attache.language.marks import Marks, Name
from attache.language.tokens import Doc

MOST_PIECES = 250
"""A longer sentence is read in stretches of this many pieces; only tables and lists come out that long."""


class Encoder:
    """The loaded weights. `fill(doc)` writes syntax and names into the Doc and keeps the marks with it."""

    def __init__(self, folder: Path) -> None:
        import onnxruntime  # a tenth of a second that `--help` should not wait for

        settings = onnxruntime.SessionOptions()
        settings.intra_op_num_threads = 1
        settings.inter_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(str(folder / "encoder.onnx"), settings, providers=["CPUExecutionProvider"])
        self._outputs = [o.name for o in self._session.get_outputs()]
        self._labels: dict[str, list[str]] = json.loads((folder / "labels.json").read_text("utf-8"))
        self._pieces = Pieces((folder / "vocabulary.txt").read_text("utf-8").splitlines())
        self._rules: list[tuple[int, str]] = [
            (int(cut), put) for cut, _, put in (r.partition("+") for r in self._labels["lemmas"])
        ]

    def fill(self, doc: Doc) -> Doc:
        """Writes tags, lemmas, arcs, names and marks into a Doc whose sentences are marked; spaces hang on the word before."""
        all_tokens = doc.tokens
        words = [t.text for t in all_tokens]
        found: list[Name] = []
        parts: list[Marks] = []
        for i, token in enumerate(all_tokens):
            if token.is_space:
                token.tag_, token.pos_, token.dep_, token.lemma_ = "_SP", "SPACE", "dep", token.text
                token.head = doc[i - 1] if i else doc[min(1, len(words) - 1)]
        for start, end in _sentences(doc):
            tokens = [i for i in range(start, end) if not all_tokens[i].is_space]
            for stretch in self._stretches(tokens, words):
                out = self.scores([words[i] for i in stretch])
                self._syntax(out, stretch, doc)
                found += decoding.names(out["four"], self._labels["four"], stretch)
                parts.append(self._marks(out, stretch))
        doc.name((n.start, n.end, n.type) for n in found)
        doc.marks = Marks(
            events=tuple(f for p in parts for f in p.events),
            attributions=tuple(f for p in parts for f in p.attributions),
            names=tuple(n for p in parts for n in p.names),
            references=tuple(n for p in parts for n in p.references),
            types=tuple(t for p in parts for t in p.types),
        )
        doc.settle()
        return doc

    def _syntax(self, out: dict[str, Any], stretch: list[int], doc: Doc) -> None:
        """Writes tag, part of speech, label, lemma and head of the stretch's words."""
        tree = best_tree(out["arcs"])
        labels = out["labels"][np.arange(len(tree)), np.array(tree) + 1].tolist()
        xpos_names, upos_names, deps, tokens = self._labels["xpos"], self._labels["upos"], self._labels["deps"], doc.tokens
        values = zip(stretch, tree, labels, out["xpos"].tolist(), out["upos"].tolist(), out["lemmas"].tolist(), strict=True)
        for i, head, label, xpos, upos, rule in values:
            token = tokens[i]
            token.tag_, token.pos_ = xpos_names[xpos], upos_names[upos]
            proposal = self._proposed(token.text, rule, token.pos_ == "PROPN")
            token.lemma_ = lemma(token.text, token.tag_, proposal, self._pieces.is_word)
            if head >= 0:
                token.dep_, token.head = deps[label], tokens[stretch[head]]
            else:
                token.dep_, token.head = "ROOT", token

    def _marks(self, out: dict[str, Any], stretch: list[int]) -> Marks:
        labels = self._labels
        return Marks(
            events=tuple(
                decoding.events(out["trigger"], out["status"], out["roles"], labels["types"], labels["status"], stretch)
            ),
            attributions=tuple(decoding.attributions(out["cue"], out["roles"], stretch)),
            names=tuple(decoding.names(out["eight"], labels["eight"], stretch)),
            references=tuple(decoding.names(out["references"], labels["references"], stretch)),
            types=(dict(zip(labels["types"], np.exp(out["type"]).tolist(), strict=True)),),
        )

    def _stretches(self, tokens: list[int], words: list[str]) -> list[list[int]]:
        """The sentence's tokens, cut where it has more pieces than the encoder takes at once."""
        out: list[list[int]] = [[]] if tokens else []
        size = 0
        for i in tokens:
            more = len(self._pieces.ids(words[i]))
            if size + more > MOST_PIECES and out[-1]:
                out.append([])
                size = 0
            out[-1].append(i)
            size += more
        return out

    def scores(self, words: list[str]) -> dict[str, Any]:
        """The bare pass: what every head says of one sentence, as named in `training.encoder.export`."""
        numbers, case, first, last = [self._pieces.start], [0], [], []
        for word in words:
            ids = self._pieces.ids(word)[:MOST_PIECES]
            first.append(len(numbers))
            numbers += ids
            case += [letter_case(word)] * len(ids)
            last.append(len(numbers) - 1)
        numbers.append(self._pieces.end)
        case.append(0)
        values = zip(("pieces", "case", "first", "last"), (numbers, case, first, last), strict=True)
        return dict(zip(self._outputs, self._session.run(None, {k: np.array(v, np.int64) for k, v in values}), strict=True))

    def _proposed(self, word: str, rule: int, name: bool) -> str:
        """The base form the encoder proposes: the rule's letters cut off and put on; a name keeps its capitals."""
        cut, put = self._rules[rule]
        if cut > len(word):
            return word
        base = word if name else word.lower()
        return base[: len(base) - cut] + put


def _sentences(doc: Doc) -> list[tuple[int, int]]:
    """Token ranges of the marked sentences."""
    starts = [t.i for t in doc if t.is_sent_start]
    if not starts or starts[0]:
        starts.insert(0, 0)
    return list(zip(starts, [*starts[1:], len(doc)], strict=True)) if len(doc) else []


@cache
def encoder() -> Encoder:
    """The shipped weights, loaded at first use."""
    return Encoder(Path(str(files("attache.language.en.encoder").joinpath("weights"))))


__all__ = ("Encoder", "encoder")
