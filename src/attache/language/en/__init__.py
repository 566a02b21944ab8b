"""The English pack: `analyse` turns text into a spaCy Doc with sentences, tags, lemmas, arcs and name labels.

Everything that reads English looks at the Doc only, so a better analyser replaces this one without a change elsewhere:
it fills `token.tag_` (Penn tags), `token.pos_`, `token.lemma_`, `token.dep_` and `token.head` (Universal Dependencies,
subtypes dropped except `:pass`), and `doc.ents` (PER, ORG, LOC, MISC). The model is loaded once, at first use.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from attache.language.en.sentences import mark_sentences


@cache
def _pipeline() -> Language:
    return spacy.load(Path(str(files("attache.language.en").joinpath("syntax"))))


def analyse(text: str) -> Doc:
    """The analysed text. Token offsets are those of `text`; a line break always ends a sentence."""
    pipeline = _pipeline()
    doc = mark_sentences(pipeline.make_doc(text))
    for _, component in pipeline.pipeline:
        doc = component(doc)
    return doc
