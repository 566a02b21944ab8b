"""syntax: tags and arcs of the analyser on the development parts of the open treebanks.

Each sentence is analysed from its running text, and once more from the treebank's own words. Its words are then aligned by
their characters, as the CoNLL shared tasks do: a word counts where the analyser has one with the same characters, an arc
where the head is the aligned one too. P is out of our words, R out of the treebank's. Relation subtypes other than `:pass`
are dropped on both sides, as the analyser does; arcs to a sentence's root are right where both are roots.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from attache.language.en import analyse, analyse_words
from attache.language.tokens import Doc
from benchmarks.accuracy.lines import Line, Scores

TREEBANKS = ("ewt-dev", "gum-open-dev")
_COUNTED = ("words", "UPOS", "XPOS", "UAS", "LAS")


@dataclass(frozen=True, slots=True)
class Word:
    """A word with its characters in the sentence's text without spaces, tags, head (None for the root) and relation."""

    span: tuple[int, int]
    upos: str
    xpos: str
    head: tuple[int, int] | None
    relation: str


def sentences(path: Path, limit: int | None = None) -> Iterator[Line]:
    """The sentences of a gzipped CoNLL-U file: `id`, `text` as printed and the word lines."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for number, block in enumerate(file.read().strip().split("\n\n")):
            if number == limit:
                return
            lines = [line.split("\t") for line in block.splitlines() if not line.startswith("#")]
            yield {"id": f"{path.name}-{number}", "text": running_text(lines), "lines": lines}


def running_text(lines: list[list[str]]) -> str:
    """The sentence as printed: contractions in one piece, no space where SpaceAfter=No."""
    out, inside = "", 0
    for cells in lines:
        first, _, last = cells[0].partition("-")
        if last:
            inside = int(last)
        elif "." in first or int(first) <= inside:
            continue
        out += cells[1] + ("" if "SpaceAfter=No" in cells[9] else " ")
    return out.strip()


def gold_words(lines: list[list[str]]) -> list[Word]:
    """The words of a sentence; those of a contraction share out its characters in order, the last takes the rest."""
    spans = _spans(lines)
    out = []
    for cells in lines:
        if cells[0] in spans:
            head = None if cells[6] == "0" else spans[cells[6]]
            out.append(Word(spans[cells[0]], cells[3], cells[4], head, plain_relation(cells[7])))
    return out


def _spans(lines: list[list[str]]) -> dict[str, tuple[int, int]]:
    spans: dict[str, tuple[int, int]] = {}
    at, last, stop = 0, 0, 0
    for cells in lines:
        first, _, end = cells[0].partition("-")
        if end:
            last, stop = int(end), at + len(cells[1].replace(" ", ""))
        elif "." not in first:
            number = int(first)
            size = len(cells[1].replace(" ", ""))
            end_at = stop if number == last else min(at + size, stop) if number < last else at + size
            spans[first] = (at, end_at)
            at = end_at
    return spans


def plain_relation(relation: str) -> str:
    """The relation without its subtype, `:pass` apart."""
    base, _, subtype = relation.partition(":")
    return f"{base}:pass" if subtype == "pass" else base


def doc_words(doc: Doc) -> list[Word]:
    """The analyser's words, blanks left out."""
    spans: dict[int, tuple[int, int]] = {}
    at = 0
    for token in doc:
        size = 0 if token.is_space else len(token.text.replace(" ", ""))
        spans[token.i] = (at, at + size)
        at += size
    return [
        Word(
            spans[t.i],
            t.pos_,
            t.tag_,
            None if t.head is t else spans[t.head.i],
            "root" if t.head is t else plain_relation(t.dep_),
        )
        for t in doc
        if not t.is_space
    ]


def parse(gold: Line) -> Line:
    """Right words, tags and arcs of one sentence, and how many words there are on both sides."""
    doc = (
        analyse_words([cells[1] for cells in gold["lines"] if cells[0].isdigit()]) if gold.get("words") else analyse(gold["text"])
    )
    theirs, ours = gold_words(gold["lines"]), {w.span: w for w in doc_words(doc)}
    pairs = [(g, ours[g.span]) for g in theirs if g.span in ours]
    return {
        "id": gold["id"],
        "gold": len(theirs),
        "predicted": len(ours),
        "words": len(pairs),
        "UPOS": sum(g.upos == w.upos for g, w in pairs),
        "XPOS": sum(g.xpos == w.xpos for g, w in pairs),
        "UAS": sum(g.head == w.head for g, w in pairs),
        "LAS": sum(g.head == w.head and g.relation == w.relation for g, w in pairs),
    }


def totals(counts: Iterable[Line]) -> Scores:
    """Precision, recall and F1 of each measure over all sentences, in per cent."""
    table = list(counts)
    gold, predicted = (sum(c[side] for c in table) for side in ("gold", "predicted"))
    out: Scores = {}
    for name in _COUNTED:
        right = sum(c[name] for c in table)
        p, r = (100 * right / n if n else 0.0 for n in (predicted, gold))
        out[name] = {"P": p, "R": r, "F1": 2 * p * r / (p + r) if p + r else 0.0, "gold": gold, "predicted": predicted}
    out["records"] = {"gold": len(table)}
    return out
