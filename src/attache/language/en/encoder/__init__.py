"""The encoder: one pass over each sentence gives tags, lemmas, arcs, names, attributions and events.

A 6-layer MiniLM fine-tuned in `training/encoder`, run by ONNX Runtime with 8-bit weights; see MODEL_CARD.md in `weights/`.
Each sentence is run alone, so what is found in it does not depend on what else is read, and never on how much.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
from spacy.attrs import DEP, HEAD, LEMMA, POS, TAG
from spacy.symbols import IDS
from spacy.tokens import Doc, Span

from attache.language.en.encoder import decoding
from attache.language.en.encoder.frames import Frame, Marks, Name
from attache.language.en.encoder.pieces import Pieces, letter_case
from attache.language.en.encoder.trees import best_tree

MARKS = "attache.marks"
"""Key of the Doc's `user_data` under which `Marks` are kept."""
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
        self._rules = [(int(cut), put) for cut, _, put in (r.partition("+") for r in self._labels["lemmas"])]

    def fill(self, doc: Doc) -> Doc:
        """The Doc, its sentences already marked, with tags, lemmas, arcs and names; spaces hang on the word before them."""
        n = len(doc)
        strings = doc.vocab.strings
        columns = np.zeros((n, 5), dtype=np.uint64)
        heads = np.zeros(n, dtype=np.int64)
        tag_ids = [strings.add(t) for t in self._labels["xpos"]]
        pos_ids = [IDS[t] for t in self._labels["upos"]]
        dep_ids = [strings.add("ROOT" if t == "root" else t) for t in self._labels["deps"]]
        space = (strings.add("_SP"), IDS["SPACE"], strings.add("dep"))
        words = [t.text for t in doc]
        events: list[Frame] = []
        attributions: list[Frame] = []
        found: list[Name] = []
        eight: list[Name] = []
        references: list[Name] = []
        types: list[dict[str, float]] = []
        for start, end in _sentences(doc):
            tokens = [i for i in range(start, end) if not words[i].isspace()]
            for stretch in self._stretches(tokens, words):
                out = self._run([words[i] for i in stretch])
                tree = best_tree(out["arcs"])
                for w, i in enumerate(stretch):
                    heads[i] = stretch[tree[w]] - i if tree[w] >= 0 else 0
                    upos = pos_ids[out["upos"][w]]
                    columns[i, 0] = tag_ids[out["xpos"][w]]
                    columns[i, 1] = upos
                    columns[i, 2] = dep_ids[out["labels"][w, tree[w] + 1]] if tree[w] >= 0 else strings["ROOT"]
                    columns[i, 3] = strings.add(self._lemma(words[i], int(out["lemmas"][w]), upos == IDS["PROPN"]))
                found += decoding.names(out["four"], self._labels["four"], stretch)
                eight += decoding.names(out["eight"], self._labels["eight"], stretch)
                references += decoding.names(out["references"], self._labels["references"], stretch)
                events += decoding.events(
                    out["trigger"], out["status"], out["roles"], self._labels["types"], self._labels["status"], stretch
                )
                attributions += decoding.attributions(out["cue"], out["roles"], stretch)
                types.append(dict(zip(self._labels["types"], (float(p) for p in np.exp(out["type"])), strict=True)))
        for i, word in enumerate(words):
            if word.isspace():
                heads[i] = -1 if i else (1 if n > 1 else 0)
                columns[i, :3] = space
                columns[i, 3] = strings.add(word)
        columns[:, 4] = heads.astype(np.uint64)
        doc.from_array([TAG, POS, DEP, LEMMA, HEAD], columns)
        doc.set_ents([Span(doc, name.start, name.end, label=name.type) for name in found])
        doc.user_data[MARKS] = Marks(tuple(events), tuple(attributions), tuple(eight), tuple(references), tuple(types))
        return doc

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

    def _run(self, words: list[str]) -> dict[str, Any]:
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

    def _lemma(self, word: str, rule: int, name: bool) -> str:
        """The word with the rule's letters cut off and put on; a name keeps its capitals."""
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


def marks(doc: Doc) -> Marks:
    """What the encoder found in the text besides syntax; nothing where it has not read."""
    found: Marks = doc.user_data.get(MARKS, Marks())
    return found


@cache
def encoder() -> Encoder:
    """The shipped weights, loaded at first use."""
    return Encoder(Path(str(files("attache.language.en.encoder").joinpath("weights"))))


__all__: Sequence[str] = ("Encoder", "Frame", "Marks", "Name", "encoder", "marks")
