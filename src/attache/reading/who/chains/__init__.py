"""Chains: all passages of a text that mean the same person, body, place or thing, pronouns and descriptions included.

`chains(doc)` is pure and makes one pass with a bounded number of comparisons a passage. Nominals are found over the parse
(`spans`), read once (`nouns`, `traits`) and joined by a log-linear choice (`ranker`) whose weights, trained by
`python -m training.coreference`, lie in `language/en/chain_weights.tsv` as a readable table.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from attache.knowledge import rows
from attache.language.tokens import Analysed
from attache.reading.who.chains.parts import KindWeights, Weights
from attache.reading.who.chains.ranker import Linker
from attache.reading.who.chains.spans import Tokens, nominals
from attache.reading.who.chains.traits import KINDS, traits_of

__all__ = ["Chain", "Passage", "chains"]

ChainKind = Literal["person", "organisation", "place", "other"]
_WORDS: dict[str, ChainKind] = {"person": "person", "body": "organisation", "place": "place", "other": "other"}


@dataclass(frozen=True, slots=True)
class Passage:
    """One mention: characters `[start, end)` of the whole noun phrase, and `[head, head_end)` of the word that carries it."""

    start: int
    end: int
    head: int
    head_end: int


@dataclass(frozen=True, slots=True)
class Chain:
    """Two or more passages that mean the same, in text order."""

    kind: ChainKind
    passages: tuple[Passage, ...]


def chains(doc: Analysed) -> tuple[Chain, ...]:
    """The chains of an analysed text, by their first passage."""
    tokens = Tokens(doc)
    found = nominals(tokens)
    kinds, links = _weights()
    out = []
    for chain in Linker(traits_of(tokens, found, kinds)).weighed(links):
        if len(chain.members) > 1:
            own = [found[m] for m in chain.members]
            passages = tuple(
                Passage(n.start, n.end, tokens.idx[n.head], tokens.idx[n.head] + len(tokens.text[n.head])) for n in own
            )
            out.append(Chain(_WORDS[chain.kind], passages))
    return tuple(sorted(out, key=lambda c: (c.passages[0].start, -c.passages[0].end)))


@cache
def _weights() -> tuple[KindWeights, Weights]:
    """Weights of kinds (by cue, one a kind) and of links."""
    kinds: dict[str, list[float]] = {}
    links: dict[str, float] = {}
    for row in rows("chain_weights", package="attache.language.en"):
        if row["part"] == "link":
            links[row["feature"]] = float(row["weight"])
        else:
            kinds.setdefault(row["feature"], [0.0] * len(KINDS))[KINDS.index(row["part"])] = float(row["weight"])
    return KindWeights({cue: tuple(values) for cue, values in kinds.items()}), Weights(links)
