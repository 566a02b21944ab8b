"""coref: which phrases of a document mean the same person, body or place.

The chains are those of `attache.reading.who.chains`. Their shipped weights have seen the development documents:
`python -m training.coreference --gold FOLDER/coref --held OUT` gives chains by weights that have not.
"""

from __future__ import annotations

from attache.language.en import analyse
from attache.reading.who.chains import chains
from benchmarks.accuracy.lines import Line

_TYPES = {"person": "person", "organisation": "organization", "place": "place", "other": "abstract"}
"""Kinds of chains by the task's types."""

WHO_AND_WHERE = frozenset({"person", "organization", "place"})
"""The types of people, organisations and countries."""


def coref(gold: Line) -> Line:
    """Chains of two mentions and more."""
    clusters = [
        {"id": str(n), "type": _TYPES[c.kind], "mentions": [{"start": p.start, "end": p.end} for p in c.passages]}
        for n, c in enumerate(chains(analyse(gold["text"])))
    ]
    return {"id": gold["id"], "clusters": clusters}
