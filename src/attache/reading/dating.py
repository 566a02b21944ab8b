"""When was it published? Stated, in the markup, or inferred from what the report says."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc

from attache.records import Dates, PublishedHow, Report


@dataclass(frozen=True, slots=True)
class Dated:
    """A published date as an interval, how it is known, and the reasons in plain words."""

    published: Dates | None
    how: PublishedHow
    reasons: tuple[str, ...]


def date_report(report: Report, doc: Doc) -> Dated:
    """The report's date: what sources found, else what the text tells."""
    return Dated(report.published, report.published_how, report.published_reasons)
