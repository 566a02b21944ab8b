"""Where the words that name a source begin and end, whatever found them.

In: an Analysis and an `Attribution`. Out: it, its source without a preposition before it and a time
behind it, with the rest of its name.
"""

from __future__ import annotations

from dataclasses import replace

from attache.language.tokens import Doc
from attache.reading.analysis import Analysis
from attache.reading.statements.attribution import Attribution
from attache.reading.statements.extents import Span

_LEADS = {"by", "of", "from", "to", "for"}
_NOUN = {"NN", "NNS", "NNP", "NNPS"}
_TIMED_BY = {"on", "in", "late", "early", "since", "during"}


def with_whole_source(at: Analysis, one: Attribution) -> Attribution:
    """The attribution with its source from the first to the last of its words."""
    if one.source is None:
        return one
    start, end = one.source
    while end - start > 1 and at.doc[start].lower_ in _LEADS and at.doc[start].tag_ in {"IN", "TO"}:
        start += 1
    return replace(one, source=_without_time(at, start, _to_the_end_of_the_name(at.doc, end, one)))


def _to_the_end_of_the_name(doc: Doc, end: int, one: Attribution) -> int:
    """A noun right behind a noun or article is of the same phrase: "the retired surgeon [Lina Sow]"."""
    taken = {i for span in (one.cue, *one.content) for i in range(*span)}
    if doc[end - 1].tag_ not in _NOUN | {"DT", "JJ"}:
        return end
    while end < len(doc) and end not in taken and doc[end].tag_ in _NOUN and not doc[end].is_sent_start:
        end += 1
    return end


def _without_time(at: Analysis, start: int, end: int) -> Span:
    """Without a time at its end, and the word that leads it in: "the board [on Monday]"."""
    doc = at.doc
    high = doc[end - 1].idx + len(doc[end - 1])
    time = next((t for t in at.times if t.start < high <= t.end and t.start > doc[start].idx), None)
    if time is None:
        return start, end
    cut = next(i for i in range(start, end) if doc[i].idx + len(doc[i]) > time.start)
    while cut - 1 > start and doc[cut - 1].lower_ in _TIMED_BY:
        cut -= 1
    return (start, cut) if cut > start and doc[cut - 1].tag_ in _NOUN | {"PRP"} else (start, end)
