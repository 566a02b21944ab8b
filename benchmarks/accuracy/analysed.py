"""A text as the steps of reading see it, for tasks that ask about one step rather than about whole records."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from hashlib import sha256

from attache.language.en import analyse
from attache.language.tokens import plain
from attache.reading.analysis import Analysis
from attache.reading.quantities import find_quantities
from attache.reading.things import find_things
from attache.reading.when import find_times
from attache.reading.who import find_actors
from attache.records import Dates, Report, ReportId


def report_of(text: str, published: Dates | None = None) -> Report:
    """A report of nothing but its text, and its day where one is given."""
    digest = sha256(text.encode()).hexdigest()
    return Report(
        ReportId(f"r{digest[:16]}"), text, digest, published=published, published_how="stated" if published else "unknown"
    )


@lru_cache(maxsize=2)
def analysed(text: str, published: Dates | None = None) -> Analysis:
    """Times, quantities, actors, things and mentions of a text; the last two texts are kept, as tasks share documents."""
    report = report_of(text, published)
    doc = plain(analyse(text))
    at = Analysis(report, doc, published=published, times=find_times(doc, published), quantities=find_quantities(doc))
    actors, mentions = find_actors(at)
    at = replace(at, actors=actors, mentions=mentions)
    things, thing_mentions = find_things(at)
    both = sorted((*mentions, *thing_mentions), key=lambda m: (m.evidence, m.name))
    return replace(at, things=things, mentions=tuple(both))
