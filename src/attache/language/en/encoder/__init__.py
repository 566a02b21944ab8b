"""The encoder: one pass over each sentence gives tags, lemmas, arcs, names, attributions and events.

A 6-layer MiniLM fine-tuned in `training/encoder`, run by ONNX Runtime with 8-bit weights; see MODEL_CARD.md beside this file.
Sentences are read many at a time, but none sees another: what is found in one does not depend on what is read beside it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from attache.language.en.encoder import decoding
from attache.language.en.encoder.pieces import MOST_PIECES, Pieces
from attache.language.en.encoder.runs import Run, runs
from attache.language.en.encoder.trees import best_tree
from attache.language.en.lemmas import lemma, sure_tag
from attache.language.marks import Frame, Marks, Name
from attache.language.tokens import Doc

Scores = dict[str, Any]
"""What every head says of a run's words, as named in `training.encoder.graph`."""


MOST_FORMS = 100_000
"""Tags and base forms that are kept, by word and what the encoder says of it; the commonest words come early."""


class _Found(NamedTuple):
    """What is found in one stretch besides syntax."""

    names: list[Name]
    events: list[Frame]
    attributions: list[Frame]
    finer_names: list[Name]
    references: list[Name]
    types: dict[str, float]


class Encoder:
    """The loaded weights. `fill(doc)` writes syntax and names into the Doc and keeps the marks with it. Threads may share it."""

    def __init__(self, folder: Path) -> None:
        import onnxruntime  # a tenth of a second that `--help` should not wait for

        settings = onnxruntime.SessionOptions()
        settings.intra_op_num_threads = 1
        settings.inter_op_num_threads = 1

        def session(name: str) -> Any:
            return onnxruntime.InferenceSession(str(folder / name), settings, providers=["CPUExecutionProvider"])

        self._reader, self._chooser = session("encoder.onnx"), session("chooser.onnx")
        self._outputs = [o.name for o in self._reader.get_outputs()]
        self._labels: dict[str, list[str]] = json.loads((folder / "labels.json").read_text("utf-8"))
        self._pieces = Pieces((folder / "vocabulary.txt").read_text("utf-8").splitlines())
        self._rules: list[tuple[int, str]] = [
            (int(cut), put) for cut, _, put in (r.partition("+") for r in self._labels["lemmas"])
        ]
        self._forms: dict[tuple[str, int, int, int], tuple[str, str]] = {}

    def fill(self, doc: Doc) -> Doc:
        """Writes tags, lemmas, arcs, names and marks into a Doc whose sentences are marked; spaces hang on the word before."""
        tokens = doc.tokens
        words = [t.text for t in tokens]
        for i, token in enumerate(tokens):
            if token.is_space:
                token.tag_, token.pos_, token.dep_, token.lemma_ = "_SP", "SPACE", "dep", token.text
                token.head = doc[i - 1] if i else doc[min(1, len(words) - 1)]
        stretches = [
            stretch
            for start, end in _sentences(doc)
            for stretch in self._stretches([i for i in range(start, end) if not tokens[i].is_space], words)
        ]
        found: dict[int, _Found] = {}
        for run, out in self.passes([[words[i] for i in stretch] for stretch in stretches]):
            found |= zip(run.sentences, self._read(doc, run, out, [stretches[n] for n in run.sentences]), strict=True)
        parts = [found[n] for n in range(len(stretches))]
        doc.name((n.start, n.end, n.type) for p in parts for n in p.names)
        doc.marks = Marks(
            events=tuple(f for p in parts for f in p.events),
            attributions=tuple(f for p in parts for f in p.attributions),
            names=tuple(n for p in parts for n in p.finer_names),
            references=tuple(n for p in parts for n in p.references),
            types=tuple(p.types for p in parts),
        )
        doc.settle()
        return doc

    def passes(self, sentences: Sequence[Sequence[str]]) -> Iterator[tuple[Run, Scores]]:
        """The bare passes over the sentences of one text."""
        for run in runs(sentences, self._pieces):
            yield run, dict(zip(self._outputs, self._reader.run(None, run.inputs), strict=True))

    def _read(self, doc: Doc, run: Run, out: Scores, stretches: list[list[int]]) -> list[_Found]:
        """Writes the syntax of the run's stretches (token places) into the Doc; returns what else is in each."""
        bounds = list(zip(run.bounds, run.bounds[1:], strict=False))
        chances = np.exp(out["trigger"])
        told = [decoding.triggers(chances[start:end]) for start, end in bounds]
        said = [decoding.cues(out["cue"][start:end]) for start, end in bounds]
        heads: list[int] = []
        for start, end in bounds:
            arcs = np.concatenate([out["arcs"][start:end, :1], out["arcs"][start:end, start + 1 : end + 1]], axis=1)
            heads += [start + h if h >= 0 else -1 for h in best_tree(arcs)]
        asked = [start + at for (start, _), t, s in zip(bounds, told, said, strict=True) for at, _ in (*t, *s)]
        labels, roles = self._chosen(out, heads, asked)
        self._syntax(out, heads, labels, [i for stretch in stretches for i in stretch], doc)
        filled = iter(roles)
        classes, found = self._labels, []
        kinds = np.exp(out["type"]).tolist()
        for n, ((start, end), tokens) in enumerate(zip(bounds, stretches, strict=True)):
            c, status, cue = chances[start:end], out["status"][start:end], out["cue"][start:end]
            found.append(
                _Found(
                    names=decoding.names(out["four"][start:end], classes["four"], tokens),
                    events=[
                        decoding.event(t, c, status, next(filled)[start:end], classes["types"], classes["status"], tokens)
                        for t in told[n]
                    ],
                    attributions=[decoding.attribution(s, cue, next(filled)[start:end], tokens) for s in said[n]],
                    finer_names=decoding.names(out["eight"][start:end], classes["eight"], tokens),
                    references=decoding.names(out["references"][start:end], classes["references"], tokens),
                    types=dict(zip(classes["types"], kinds[n], strict=True)),
                )
            )
        return found

    def _chosen(self, out: Scores, heads: list[int], asked: list[int]) -> tuple[list[int], Any]:
        """Each word's label under its head (-1: the root), and W×roles probabilities for each word asked."""
        # The first word stands in where there is no trigger: ONNX Runtime has no product of nothing.
        inputs = {
            "label_word": out["label_word"],
            "label_head": out["label_head"][np.array(heads) + 1],
            "triggers": out["meaning"][asked or [0]],
            "role_word": out["role_word"],
            "role_word_alone": out["role_word_alone"],
        }
        labels, roles = self._chooser.run(["labels", "roles"], inputs)
        return labels.tolist(), roles[: len(asked)]

    def _syntax(self, out: Scores, heads: list[int], labels: list[int], places: list[int], doc: Doc) -> None:
        """Writes tag, part of speech, label, lemma and head of the run's words."""
        upos_names, deps, tokens = self._labels["upos"], self._labels["deps"], doc.tokens
        for i, head, label, xpos, upos, rule in zip(places, heads, labels, *out["tags"].tolist(), strict=True):
            token = tokens[i]
            token.pos_ = upos_names[upos]
            token.tag_, token.lemma_ = self._form(token.text, xpos, upos, rule)
            if head >= 0:
                token.dep_, token.head = deps[label], tokens[places[head]]
            else:
                token.dep_, token.head = "ROOT", token

    def _form(self, word: str, xpos: int, upos: int, rule: int) -> tuple[str, str]:
        """Tag and base form."""
        key = (word, xpos, upos, rule)
        known = self._forms.get(key)
        if known is None:
            tag = sure_tag(word, self._labels["xpos"][xpos])
            proposal = self._proposed(word, rule, self._labels["upos"][upos] == "PROPN")
            known = (tag, lemma(word, tag, proposal, self._pieces.is_word))
            if len(self._forms) < MOST_FORMS:
                self._forms[key] = known
        return known

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
