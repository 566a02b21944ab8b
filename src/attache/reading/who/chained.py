"""What the trained chains say of references that the rules leave open, and of descriptions that no table knows.

In: the analysed text and its mentions by name. Out: the actor of the chain that a passage stands in, and the definite
descriptions ("the island nation", "the former premier") whose chain names just one actor. The rules of `coreference` go
first: on the corpus they are right more often for "he" and "it" where they answer at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from attache.language.tokens import Doc
from attache.reading.who.chains import Chain, Passage, chains
from attache.records import Mention

_NAMES = frozenset({"name", "short", "metonym"})
_DEFINITE = frozenset({"the", "this", "that"})
_KINDS = {"person": {"person"}, "organisation": {"organisation"}, "place": {"country"}, "other": set[str]()}


@dataclass(frozen=True, slots=True)
class Description:
    """A definite description `[start, end)` that a chain resolves to `name`."""

    start: int
    end: int
    name: str


class Chained:
    """The chains of a report that name an actor."""

    def __init__(self, doc: Doc, mentions: Sequence[Mention]) -> None:
        self.doc = doc
        names = [m for m in mentions if m.form in _NAMES]
        starts: dict[int, Mention] = {}
        for mention in names:
            for offset in range(mention.evidence.start, mention.evidence.end):
                starts.setdefault(offset, mention)
        self.taken = {o for m in mentions if m.form != "demonym" for o in range(m.evidence.start, m.evidence.end)}
        self.by_head: dict[int, tuple[str, str]] = {}
        """Actor and kind by the offset of a passage's head."""
        self.unnamed: list[tuple[Passage, str]] = []
        if starts:
            for chain in chains(doc):
                self._take(chain, starts)

    def _take(self, chain: Chain, starts: dict[int, Mention]) -> None:
        told = [starts[p.head] for p in chain.passages if p.head in starts]
        actors = {(m.name, m.kind) for m in told}
        if len(actors) != 1:
            return
        actor = next(iter(actors))
        first = min(m.evidence.start for m in told)
        for passage in chain.passages:
            if passage.head not in starts:
                self.by_head[passage.head] = actor
                if passage.head > first and actor[1] in _KINDS[chain.kind]:
                    self.unnamed.append((passage, actor[0]))

    def actor(self, start: int, end: int, kinds: Iterable[str]) -> str | None:
        """The actor that the passage `[start, end)` means, of one of these kinds; None where no chain tells."""
        for offset in range(end - 1, start - 1, -1):
            found = self.by_head.get(offset)
            if found is not None:
                return found[0] if found[1] in kinds else None
        return None

    def descriptions(self, covered: Sequence[tuple[int, int]]) -> list[Description]:
        """Definite singular descriptions outside names and outside `covered`, up to the word that carries them."""
        taken = self.taken | {o for a, b in covered for o in range(a, b)}
        out = []
        for passage, name in self.unnamed:
            head = self.doc.char_span(passage.head, passage.head_end)
            if head is None or head[0].tag_ != "NN" or passage.head in taken:
                continue
            if self.doc.text[passage.start : passage.end].split(None, 1)[0].casefold() not in _DEFINITE:
                continue
            if not any(o in taken for o in range(passage.start, passage.head_end)):
                out.append(Description(passage.start, passage.head_end, name))
        return out
