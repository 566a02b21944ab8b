"""Report to reading: all records of one report, from its text and published date alone.

`read` is pure: no file, network, clock or global state beyond the language pack's tables. Each step answers one question
and looks at the `Analysis` that the steps before it filled.
"""

from __future__ import annotations

from dataclasses import replace

from attache.language.en import analyse
from attache.language.tokens import Doc
from attache.reading.analysis import Analysis
from attache.reading.commitments import find_commitments
from attache.reading.dating import date_report
from attache.reading.events import find_events
from attache.reading.figures import find_figures
from attache.reading.offices import find_tenures
from attache.reading.quantities import find_quantities
from attache.reading.statements import find_statements
from attache.reading.things import find_things
from attache.reading.when import find_times
from attache.reading.who import find_actors
from attache.records import Reading, Report

READER = "en/3"


def read(report: Report, doc: Doc | None = None) -> Reading:
    """The reading of one English report; `doc` is its text analysed, where that has been done already."""
    if doc is None:
        doc = analyse(report.text)
    dated = date_report(report, doc)
    at = Analysis(report, doc, published=dated.published)
    at = replace(at, times=find_times(doc, dated.published))
    at = replace(at, quantities=find_quantities(doc))
    actors, mentions = find_actors(at)
    at = replace(at, actors=actors, mentions=mentions)
    things, thing_mentions = find_things(at)
    at = replace(at, things=things, mentions=tuple(sorted((*mentions, *thing_mentions), key=lambda m: (m.evidence, m.name))))
    tenures = find_tenures(at)
    statements = find_statements(at)
    figures = find_figures(at, statements)
    events, aside = find_events(at, statements)
    commitments = find_commitments(at, statements, figures)
    return Reading(
        report=report.id,
        reader=READER,
        published=dated.published,
        published_how=dated.how,
        published_reasons=dated.reasons,
        actors=tuple(at.actors.values()),
        things=at.things,
        mentions=at.mentions,
        events=events,
        statements=statements,
        figures=figures,
        commitments=commitments,
        tenures=tenures,
        aside=aside,
    )
