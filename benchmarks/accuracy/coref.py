"""coref: which phrases of a document mean the same actor or thing.

All mentions that reading resolves to one name are one chain; each is marked as its whole noun phrase, as the gold has it.
"""

from __future__ import annotations

from attache.reading.analysis import Analysis
from attache.records import Mention
from benchmarks.accuracy.analysed import analysed
from benchmarks.accuracy.extents import head_of, phrase_at
from benchmarks.accuracy.lines import Line

_TYPES = {"person": "person", "organisation": "organization", "country": "place", "place": "place"}
"""Kinds of mentions by the task's types; all else is abstract."""

WHO_AND_WHERE = frozenset(_TYPES.values())
"""The types of people, organisations and countries."""


def coref(gold: Line) -> Line:
    """Chains of two mentions and more."""
    at = analysed(gold["text"])
    chains: dict[str, dict[tuple[int, int], None]] = {}
    kinds: dict[str, str] = {}
    for mention in at.mentions:
        if not _is_adjective(at, mention):
            span = phrase_at(at.doc, mention.evidence.start, mention.evidence.end)
            chains.setdefault(mention.name, {})[span] = None
            kinds.setdefault(mention.name, _TYPES.get(mention.kind, "abstract"))
    clusters = [
        {"id": name, "type": kinds[name], "mentions": [{"start": s, "end": e} for s, e in sorted(spans)]}
        for name, spans in chains.items()
        if len(spans) > 1
    ]
    return {"id": gold["id"], "clusters": clusters}


def _is_adjective(at: Analysis, mention: Mention) -> bool:
    """Does the mention only tell of what country something is ("Afghan")? The gold marks nouns."""
    head = head_of(at.doc, mention.evidence.start, mention.evidence.end)
    return head is None or (mention.form == "demonym" and head.tag_ not in {"NNS", "NNP", "NNPS", "NN"})
