"""Sentences in runs: every piece is in its place, and no run is longer than it may be."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from attache.language.en import analyse
from attache.language.en.encoder import encoder
from attache.language.en.encoder.pieces import Pieces
from attache.language.en.encoder.runs import LONG, MOST_PLACES, runs

PIECES = Pieces(["[UNK]", "[CLS]", "[SEP]", "the", "port", "##s", "open"])
WORDS = ("the", "port", "ports", "Open", "quay")
sentence = st.lists(st.sampled_from(WORDS), min_size=1, max_size=200)


def pieces_of(words: list[str]) -> list[int]:
    return [PIECES.start, *(n for w in words for n in PIECES.ids(w)), PIECES.end]


@settings(deadline=None, max_examples=40)
@given(st.lists(sentence, min_size=1, max_size=30))
def test_every_sentence_is_laid_out_once_and_whole(sentences: list[list[str]]) -> None:
    seen: list[int] = []
    for run in runs(sentences, PIECES):
        flat = {name: values.reshape(-1) for name, values in run.inputs.items()}
        rows = run.inputs["pieces"].shape[1]
        seen += run.sentences
        filled = 0
        for n, s in enumerate(run.sentences):
            wanted = pieces_of(sentences[s])
            at = flat["whole"][n] + np.arange(len(wanted)) * rows
            assert flat["pieces"][at].tolist() == wanted
            assert flat["place"][at].tolist() == list(range(len(wanted)))
            assert len(set(flat["sentence"][at].tolist())) == 1
            words = range(run.bounds[n], run.bounds[n + 1])
            assert len(words) == len(sentences[s])
            for word, i in zip(sentences[s], words, strict=True):
                first, last = flat["first"][i], flat["last"][i]
                assert flat["pieces"][first : last + 1 : rows].tolist() == list(PIECES.ids(word))
            filled += len(wanted)
        # Two sentences of a row have two numbers; empty places have none.
        apart = [(p % rows, int(flat["sentence"][p])) for p in flat["whole"].tolist()]
        assert len(set(apart)) == len(apart)
        assert int((flat["sentence"] > 0).sum()) == filled
        assert filled <= MOST_PLACES
    assert sorted(seen) == list(range(len(sentences)))


def test_long_sentences_do_not_lengthen_the_rows_of_the_others() -> None:
    short, long = ["port"] * 20, ["ports"] * LONG
    lengths = {run.sentences: run.inputs["pieces"].shape[0] for run in runs([short, long, short, short], PIECES)}
    assert set(lengths) == {(0, 2, 3), (1,)}
    assert lengths[0, 2, 3] < LONG


def test_little_is_left_empty() -> None:
    sentences = [["port"] * n for n in (11, 25, 7, 31, 18, 22, 40, 9, 28, 16, 20, 35, 13, 24, 19, 27, 30, 8, 21, 26)]
    (run,) = runs(sentences, PIECES)
    places = run.inputs["pieces"].size
    assert places <= 1.06 * sum(len(pieces_of(s)) for s in sentences)


@pytest.mark.parametrize("sentence", [["ports"], ["the", "ports", "open"]])
def test_what_stands_beside_a_sentence_is_not_seen(sentence: list[str]) -> None:
    beside = [["Peru", "recalled", "its", "ambassador", "."], ["Trade", "grew", "by", "5", "%", "."]] * 4
    ((_, alone),) = encoder().passes([sentence])
    ((run, among),) = encoder().passes([*beside, sentence])
    start, end = run.bounds[-2:]
    for name in ("four", "eight", "references", "trigger", "cue"):
        assert np.allclose(alone[name], among[name][start:end], atol=0.05)
    assert (alone["tags"] == among["tags"][:, start:end]).all()


def test_threads_may_share_the_weights() -> None:
    texts = [f"On {n} May Peru recalled its envoy. The minister said trade grew by {n} percent." for n in range(1, 9)]
    alone = [[(t.tag_, t.dep_, t.head.i, t.lemma_) for t in analyse(text)] for text in texts]
    with ThreadPoolExecutor(4) as pool:
        together = [[(t.tag_, t.dep_, t.head.i, t.lemma_) for t in doc] for doc in pool.map(analyse, texts)]
    assert together == alone
