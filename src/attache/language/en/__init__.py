"""The English pack: `analyse` turns text into a Doc with sentences, tags, lemmas, arcs and name labels.

The trained encoder fills `token.tag_` (Penn tags), `token.pos_`, `token.lemma_`, `token.dep_` and `token.head` (Universal
Dependencies, subtypes dropped except `:pass`), `doc.ents` (PER, ORG, LOC, MISC) and its `marks` (attributions, events, finer
names). Inside `without("encoder")` a small convolutional parser fills the same Doc, without marks: what rules and tables do
on their own, to measure the encoder against. Either model is loaded once, at first use.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import replace
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Literal

import spacy
import spacy.tokens
from spacy.language import Language

from attache.language.en.encoder import encoder
from attache.language.en.sentences import mark_sentences
from attache.language.tokens import Doc, plain, unread

Part = Literal["encoder", "names", "references", "attributions", "events", "types"]
"""What can be left out to see what it adds; without the encoder there is none of the others."""

_left_out: ContextVar[frozenset[Part]] = ContextVar("left_out", default=frozenset())


@contextmanager
def without(*parts: Part) -> Iterator[None]:
    """Inside, texts are analysed without these parts; without "encoder", by the small parser alone."""
    before = _left_out.set(_left_out.get() | frozenset(parts))
    try:
        yield
    finally:
        _left_out.reset(before)


@cache
def _pipeline() -> Language:
    return spacy.load(Path(str(files("attache.language.en").joinpath("syntax"))))


@cache
def _tokenizer() -> Language:
    return spacy.blank("en")


def analyse(text: str) -> Doc:
    """The analysed text. Token offsets are those of `text`; a line break always ends a sentence."""
    left_out = _left_out.get()
    if "encoder" not in left_out:
        doc = encoder().fill(mark_sentences(unread(_tokenizer().make_doc(text))))
        if left_out:
            doc.marks = replace(doc.marks, **dict.fromkeys(left_out, ()))
        return doc
    return plain(parsed(text))


def analyse_words(words: Sequence[str]) -> Doc:
    """One sentence whose words are given, as a treebank gives them."""
    language = _pipeline() if "encoder" in _left_out.get() else _tokenizer()
    cut = spacy.tokens.Doc(language.vocab, words=list(words))
    if "encoder" in _left_out.get():
        for word in cut:
            word.is_sent_start = word.i == 0
        for _, component in language.pipeline:
            cut = component(cut)
        return plain(cut)
    doc = unread(cut)
    for token in doc:
        token.is_sent_start = token.i == 0
    return encoder().fill(doc)


def parsed(text: str) -> spacy.tokens.Doc:
    """The text as the small parser alone reads it, in spaCy's own Doc."""
    pipeline = _pipeline()
    doc = pipeline.make_doc(text)
    for token, marked in zip(doc, mark_sentences(unread(doc)), strict=True):
        token.is_sent_start = marked.is_sent_start
    for _, component in pipeline.pipeline:
        doc = component(doc)
    return doc


__all__ = ("Part", "analyse", "analyse_words", "parsed", "without")
