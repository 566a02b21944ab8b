"""Trains the weights by which nominals are joined to chains (`attache.reading.who.chains`).

In: a folder with `dev.jsonl` (documents with `text`, `clusters` and `singletons` of typed mentions, as `gold/coref` has
them) and the project's own `training/corpus/*.jsonl`. Out: `chain_weights.tsv`, a readable table of (part, feature, weight).

    python -m training.coreference --gold FOLDER [--out src/attache/language/en/chain_weights.tsv] [--no-corpus] [--held FILE]

Two log-linear models are fitted by L-BFGS with an L2 penalty: what kind of thing a nominal means (person, body, place, other),
and which chain it joins. The second is fitted twice: first on the chains of the gold, then on those that the first fit makes,
so that it meets its own slips. `--held` measures instead: five-fold predictions over documents.
"""

from __future__ import annotations

import argparse
import collections
import hashlib
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from attache.language.en import analyse
from attache.reading.who.chains.chain import Chain
from attache.reading.who.chains.parts import KindWeights
from attache.reading.who.chains.ranker import Linker
from attache.reading.who.chains.spans import Nominal, Tokens, nominals
from attache.reading.who.chains.traits import KINDS, Traits, traits_of

CORPUS = Path(__file__).parent / "corpus"
OUT = Path("src/attache/language/en/chain_weights.tsv")
GOLD_KINDS = {"person": 0, "organization": 1, "place": 2}
CORPUS_KINDS = {
    "PER": 0,
    "ORG": 1,
    "GPE": 2,
    "LOC": 2,
    "FAC": 2,
    "EVENT": 3,
    "LAW": 3,
    "MONEY": 3,
    "PERCENT": 3,
    "QUANTITY": 3,
    "DATE": 3,
}
Weights = dict[str, tuple[float, ...]]


@dataclass
class Text:
    """A document to learn from."""

    id: str
    tokens: Tokens
    nominals: list[Nominal]
    chain: list[int]
    """For each nominal the number of its gold chain, -1 for none."""
    kind: list[int]
    """For each nominal its gold kind, -1 where it is not told."""
    learn: list[bool]
    """Nominals that the ranker learns from: in a text with only some chains marked, those."""
    gold: list[tuple[str, list[tuple[int, int]]]] = field(default_factory=list)
    weight: float = 1.0


def gold_texts(path: Path) -> list[Text]:
    out = []
    for line in path.read_text("utf-8").splitlines():
        record = json.loads(line)
        tokens = Tokens(analyse(record["text"]))
        out.append(gold_text(record, tokens))
    return out


def gold_text(record: dict[str, Any], tokens: Tokens) -> Text:
    found = nominals(tokens)
    exact: dict[tuple[int, int], tuple[int, int]] = {}
    heads: dict[int, list[tuple[int, int, int]]] = {}
    number = 0
    for part in ("clusters", "singletons"):
        for c in record[part]:
            kind = GOLD_KINDS.get(c["type"], 3)
            mentions = c.get("mentions", [c])
            own = number if part == "clusters" else -1
            number += 1
            for m in mentions:
                exact[(m["start"], m["end"])] = (own, kind)
                span = tokens.doc.char_span(m["start"], m["end"], alignment_mode="expand")
                if span is not None:
                    heads.setdefault(span.root.i, []).append((len(m["text"]), own, kind))
    chain, kinds = [-1] * len(found), [-1] * len(found)
    used: set[int] = set()
    for k, n in enumerate(found):
        if (n.start, n.end) in exact:
            chain[k], kinds[k] = exact[(n.start, n.end)]
            used.add(n.head)
    for k, n in enumerate(found):
        if n.head not in used and n.head in heads and not n.joint:
            _, chain[k], kinds[k] = max(heads[n.head])
            used.add(n.head)
    gold = [(c["type"], [(m["start"], m["end"]) for m in c["mentions"]]) for c in record["clusters"]]
    return Text(record["id"], tokens, found, chain, kinds, [True] * len(found), gold)


def corpus_texts(folder: Path, weight: float) -> list[Text]:
    sys.path.insert(0, str(folder))
    from check import resolve  # type: ignore[import-not-found]

    out = []
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            if not line.strip():
                continue
            record = json.loads(line)
            try:
                marks = resolve(record)
            except (ValueError, KeyError):
                continue
            out.append(corpus_text(record["id"], marks, Tokens(analyse(record["text"])), weight))
    return out


def corpus_text(name: str, marks: dict[str, Any], tokens: Tokens, weight: float) -> Text:
    """A passage of the corpus: its chains and names, laid on the nominals by their heads."""
    found = nominals(tokens)
    by_head = {n.head: k for k, n in reversed(list(enumerate(found))) if not n.joint}
    spans = {(n.start, n.end): k for k, n in enumerate(found)}
    chain, kinds, learn = [-1] * len(found), [-1] * len(found), [False] * len(found)

    def at(start: int, end: int) -> int | None:
        if (start, end) in spans:
            return spans[(start, end)]
        span = tokens.doc.char_span(start, end, alignment_mode="expand")
        if span is None:
            return None
        roots = [t for t in span if t.head.i < span.start or t.head.i >= span.end or t.head is t]
        for token in roots:
            if token.i in by_head:
                return by_head[token.i]
            if token.dep_ in {"flat", "compound", "appos", "amod"} and token.head.i in by_head:
                return by_head[token.head.i]
        return None

    for start, end, label in marks["entities"]:
        k = at(start, end)
        if k is not None and label in CORPUS_KINDS:
            kinds[k] = CORPUS_KINDS[label]
    for number, members in enumerate(marks["coref"]):
        for start, end in members:
            k = at(start, end)
            if k is not None:
                chain[k], learn[k] = number, True
    return Text(name, tokens, found, chain, kinds, learn, weight=weight)


# ------------------------------------------------------------------ log-linear fits


def fit(
    rows: Sequence[Sequence[Iterable[str]]], right: Sequence[Sequence[int]], scale: Sequence[float], penalty: float, least: int
) -> dict[str, float]:
    """Weights of a choice model: each of `rows` is a list of options, each a list of features; `right` the right ones."""
    counts = collections.Counter(f for options in rows for o in options for f in o)
    names = sorted(f for f, n in counts.items() if n >= least)
    index = {f: i for i, f in enumerate(names)}
    cells, ends, starts, good = [], [0], [0], []
    for options, correct in zip(rows, right, strict=True):
        for j, o in enumerate(options):
            cells += [index[f] for f in o if f in index]
            ends.append(len(cells))
            good.append(j in correct)
        starts.append(len(ends) - 1)
    x = csr_matrix(
        (np.ones(len(cells), dtype=np.float64), np.array(cells, dtype=np.int32), np.array(ends)),
        shape=(len(ends) - 1, len(names)),
    )
    first = np.array(starts[:-1])
    group = np.repeat(np.arange(len(rows)), np.diff(starts))
    mask = np.array(good)
    weight = np.array(scale)

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        s = x @ w
        top = np.maximum.reduceat(s, first)
        e = np.exp(s - top[group])
        z = np.add.reduceat(e, first)
        eg = np.where(mask, e, 0.0)
        zg = np.add.reduceat(eg, first) + 1e-30
        value = float((weight * (np.log(z) - np.log(zg))).sum() + 0.5 * penalty * w @ w)
        slope = x.T @ (weight[group] * (e / z[group] - eg / zg[group])) + penalty * w
        return value, slope

    w = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 150}).x
    return {f: round(float(v), 3) for f, v in zip(names, w, strict=True) if abs(v) >= 0.02}


def fit_kinds(texts: Sequence[Text], penalty: float = 1.0) -> Weights:
    rows, right, scale = [], [], []
    for text in texts:
        for x, kind in zip(plain_traits(text), text.kind, strict=True):
            if kind >= 0:
                rows.append([[f"{c}\t{k}" for c in x.cues] for k in range(4)])
                right.append([kind])
                scale.append(text.weight)
    flat = fit(rows, right, scale, penalty, 4)
    out: dict[str, list[float]] = {}
    for name, value in flat.items():
        cue, k = name.rsplit("\t", 1)
        out.setdefault(cue, [0.0] * 4)[int(k)] = value
    return {cue: tuple(row) for cue, row in out.items()}


_PLAIN: dict[str, list[Traits]] = {}


def plain_traits(text: Text) -> list[Traits]:
    if text.id not in _PLAIN:
        _PLAIN[text.id] = traits_of(text.tokens, text.nominals, KindWeights({}))
    return _PLAIN[text.id]


def told(text: Text, kinds: Weights) -> list[Traits]:
    return traits_of(text.tokens, text.nominals, KindWeights(kinds))


def fit_ranker(
    texts: Sequence[Text], traits: Sequence[list[Traits]], penalty: float = 1.0, rounds: int = 2, fresh: float = 1.0
) -> dict[str, float]:
    weights: dict[str, float] = {}
    for turn in range(rounds):
        rows, right, scale = [], [], []
        for text, found in zip(texts, traits, strict=True):
            for options, correct in examples(text, found, weights if turn else None):
                rows.append(options)
                right.append(correct)
                scale.append(text.weight * (fresh if correct == [len(options) - 1] else 1.0))
        weights = fit(rows, right, scale, penalty, 4)
    return weights


def examples(text: Text, found: list[Traits], weights: dict[str, float] | None) -> list[tuple[list[list[str]], list[int]]]:
    """Choices met in a text, going by the gold chains, or by those that `weights` make."""
    out = []
    linker = Linker(found)
    seen: set[int] = set()

    def choose(k: int, options: list[Chain], features: list[list[str]]) -> int:
        own = text.chain[k]
        correct = [j for j, c in enumerate(options) if own >= 0 and share(text, c, own)]
        if text.learn[k] and (correct or own < 0 or own not in seen):
            out.append((features, correct or [len(options)]))
        if own >= 0:
            seen.add(own)
        if weights is None:
            return correct[0] if correct else -1
        return best(weights, features)

    linker.run(choose)
    return out


def share(text: Text, chain: Chain, own: int) -> bool:
    """Does a chain mostly mean the gold chain `own`?"""
    hits = sum(text.chain[m] == own for m in chain.members)
    return 2 * hits >= len(chain.members)


def best(weights: dict[str, float], features: list[list[str]]) -> int:
    scores = [sum(weights.get(f, 0.0) for f in fs) for fs in features]
    at = max(range(len(scores)), key=lambda j: scores[j])
    return at if at < len(scores) - 1 else -1


def decode(found: list[Traits], weights: dict[str, float], lean: float = 0.0) -> list[Chain]:
    def choose(k: int, options: list[Chain], features: list[list[str]]) -> int:
        scores = [sum(weights.get(f, 0.0) for f in fs) for fs in features]
        scores[-1] += lean
        at = max(range(len(scores)), key=lambda j: scores[j])
        return at if at < len(scores) - 1 else -1

    return Linker(found).run(choose)


def folds_of(texts: Sequence[Text], count: int) -> list[int]:
    ranked = sorted(range(len(texts)), key=lambda i: hashlib.sha256(texts[i].id.encode()).hexdigest())
    out = [0] * len(texts)
    for place, i in enumerate(ranked):
        out[i] = place % count
    return out


# ------------------------------------------------------------------ the model as a whole

INNER = 3
"""Parts in which the kinds of the training texts are told by weights that never saw them, so that the ranker meets real doubt."""
LEAN = -0.3
"""Added to the score of beginning a chain; set on the cross-validation, where 0 gave 1 point less and -0.6 half a point."""
CORPUS_WEIGHT = 0.5
"""Of a passage of the corpus beside a document of the gold, whose chains are complete."""
PENALTY = 3.0


def fit_all(texts: Sequence[Text], corpus: Sequence[Text]) -> tuple[Weights, dict[str, float]]:
    """Weights of kinds and of links from these texts."""
    traits: list[list[Traits]] = [[] for _ in texts]
    for part in range(INNER):
        kinds = fit_kinds([t for i, t in enumerate(texts) if i % INNER != part] + list(corpus))
        for i, text in enumerate(texts):
            if i % INNER == part:
                traits[i] = told(text, kinds)
    kinds = fit_kinds([*texts, *corpus])
    links = fit_ranker([*texts, *corpus], traits + [told(t, kinds) for t in corpus], PENALTY)
    fresh = links.get("new", 0.0) + LEAN
    return kinds, {**links, "new": round(fresh, 3)}


GOLD_NAMES = {"person": "person", "body": "organization", "place": "place", "other": "abstract"}


def cross_validated(texts: Sequence[Text], corpus: Sequence[Text], count: int) -> Iterator[dict[str, Any]]:
    """Chains of each text by weights that never saw it, in the form that the gold's scoring program reads."""
    folds = folds_of(texts, count)
    for fold in range(count):
        kinds, links = fit_all([t for t, f in zip(texts, folds, strict=True) if f != fold], corpus)
        for text in (t for t, f in zip(texts, folds, strict=True) if f == fold):
            found = [c for c in decode(told(text, kinds), links) if len(c.members) > 1]
            clusters = [
                {
                    "id": str(n),
                    "type": GOLD_NAMES[c.kind],
                    "mentions": [{"start": text.nominals[m].start, "end": text.nominals[m].end} for m in c.members],
                }
                for n, c in enumerate(found)
            ]
            yield {"id": text.id, "clusters": clusters}


def write(path: Path, kinds: Weights, links: dict[str, float], note: str) -> None:
    lines = [
        "# Weights of the log-linear choices behind `attache.reading.who.chains`: part is link (which chain is joined) or a",
        f"# kind (meaning). Made by `python -m training.coreference`; {note}",
        "part\tfeature\tweight",
    ]
    for cue in sorted(kinds):
        lines += [f"{KINDS[k]}\t{cue}\t{v}" for k, v in enumerate(kinds[cue]) if v]
    lines += [f"link\t{f}\t{v}" for f, v in sorted(links.items())]
    path.write_text("\n".join(lines) + "\n", "utf-8")


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, required=True, help="folder with dev.jsonl")
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--no-corpus", action="store_true", help="leave the project's own passages out")
    parser.add_argument("--held", type=Path, metavar="FILE", help="write five-fold predictions there instead of weights")
    options = parser.parse_args(argv)
    texts = gold_texts(options.gold / "dev.jsonl")
    corpus = [] if options.no_corpus else corpus_texts(CORPUS, CORPUS_WEIGHT)
    if options.held:
        lines = [json.dumps(line) for line in cross_validated(texts, corpus, 5)]
        options.held.write_text("\n".join(lines) + "\n", "utf-8")
        print(f"{len(lines)} documents by weights that never saw them -> {options.held}; score with `score.py coref`")
        return 0
    kinds, links = fit_all(texts, corpus)
    note = f"from {len(texts)} documents of GUM (open genres) and {len(corpus)} passages of training/corpus."
    write(options.out, kinds, links, note)
    print(f"{len(kinds)} cues of kinds, {len(links)} features of links -> {options.out}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
