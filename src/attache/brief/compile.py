"""The brief on two actors: every section asked of the ledger, and the lines marked that people checked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from attache.brief.asked import Asked, Length, sector_named
from attache.brief.labels import LANGUAGES, Labels, Language, labels_in
from attache.brief.model import Brief, Group, Row, Section, SourceLine
from attache.brief.sections import agreements, contacts, figures, openings, people, pledges, positions, relationship, summary
from attache.errors import QueryError
from attache.ledger import Ledger
from attache.ledger.asking import days_between
from attache.ledger.entries import ReportEntry
from attache.ledger.health import Source, sources

SECTIONS = (relationship, contacts, agreements, pledges, figures, positions, people, openings)


def compile_brief(
    ledger: Ledger,
    a: str,
    b: str,
    *,
    since: str | None = None,
    until: str | None = None,
    sectors: Iterable[str] = (),
    as_of: str | None = None,
    length: Length = "full",
    language: Language = "en",
) -> Brief:
    """The brief on two actors. Raises QueryError where one is not known, or a day, a sector or a language cannot be read."""
    if language not in LANGUAGES:
        raise QueryError(f"no labels in “{language}”; there are {', '.join(LANGUAGES)}")
    days = days_between(since, until) or (None, None)
    judged = (days_between(None, as_of) or (None, None))[1]
    one, other = ledger.actor(a), ledger.actor(b)
    if one.id == other.id:
        raise QueryError(f"“{a}” and “{b}” are both {one.name}; name two different countries or bodies")
    asked = Asked(
        ledger,
        one,
        other,
        labels_in(language),
        since=days[0],
        until=days[1],
        sectors=tuple(dict.fromkeys(sector_named(s) for s in sectors)),
        as_of=judged,
        length=length,
        today=judged or newest_day(ledger),
    )
    return _compiled(asked)


def newest_day(ledger: Ledger) -> str:
    """The day of the ledger's newest report; empty where none has one."""
    newest = ledger.listed("report", limit=1).ids
    for report in ledger.reports_by_id(newest):
        return (report.published or ("", ""))[1] or ""
    return ""


def _compiled(asked: Asked) -> Brief:
    number = sum(t.number for t in asked.tallied("report", ""))
    # Without a report there is nothing to tell, and nothing to look for.
    lead = summary.lead(asked) if number else ()
    sections = tuple(module.section(asked) for module in SECTIONS) if number else ()
    sections = tuple(_honest(asked.labels, s) for s in sections)
    lead, sections, checkers = _marked(asked, lead, sections)
    cited = _cited(lead, sections)
    labels = asked.labels
    return Brief(
        a=asked.a,
        b=asked.b,
        title=f"{labels.actor(asked.a)} – {labels.actor(asked.b)}",
        language=labels.language,
        kicker=" · ".join(
            filter(None, (labels("title.brief"), labels("opening.as_of", day=labels.day(asked.today)) if asked.today else ""))
        ),
        opening=_opening(asked, number, lead, sections, checkers),
        lead=lead,
        sections=sections,
        sources=_sources(labels, cited),
        sources_title=labels("title.sources"),
        sources_more=asked.more("sources", number - _cited_of_both(asked, cited, number), "reports"),
        notes_title=labels("title.notes"),
        reports=number,
        as_of=asked.today,
        checkers=checkers,
        is_short=asked.length == "short",
        missing=_missing(labels, number, cited),
    )


def _honest(labels: Labels, section: Section) -> Section:
    """A section without lines though there is something to list says that, not that there is nothing."""
    return replace(section, empty=labels("empty.little")) if section.more and not section.groups else section


def _all_rows(lead: Iterable[Row], sections: Iterable[Section]) -> tuple[Row, ...]:
    return (*lead, *(row for section in sections for row in section.rows()))


def _marked(
    asked: Asked, lead: tuple[Row, ...], sections: tuple[Section, ...]
) -> tuple[tuple[Row, ...], tuple[Section, ...], tuple[str, ...]]:
    """The same lines with the names of those who accepted or corrected what they tell."""
    records = sorted({r for row in _all_rows(lead, sections) for r in row.records})
    by = {i: s.by for i, s in asked.ledger.review_of(*records).items() if s.word != "rejected"} if records else {}
    if not by:
        return lead, sections, ()

    def marked(row: Row) -> Row:
        return replace(row, checked=tuple(sorted({by[r] for r in row.records if r in by})))

    groups = {s.key: tuple(Group(g.title, tuple(map(marked, g.rows))) for g in s.groups) for s in sections}
    return tuple(map(marked, lead)), tuple(replace(s, groups=groups[s.key]) for s in sections), tuple(sorted(set(by.values())))


def _cited(lead: Iterable[Row], sections: Iterable[Section]) -> tuple[ReportEntry, ...]:
    """The reports that the lines rest on, the newest first."""
    reports = {str(q.report.id): q.report for row in _all_rows(lead, sections) for q in row.quotes()}
    return tuple(sorted(reports.values(), key=lambda r: ((r.published or ("", ""))[1] or "", str(r.id)), reverse=True))


def _cited_of_both(asked: Asked, cited: Iterable[ReportEntry], number: int) -> int:
    """How many of the reports cited are on the two: who held an office is told by others too."""
    on_both = set(asked.listed("report", limit=max(number, 1)).ids)
    return sum(1 for report in cited if str(report.id) in on_both)


def _opening(
    asked: Asked, number: int, lead: tuple[Row, ...], sections: tuple[Section, ...], checkers: tuple[str, ...]
) -> tuple[str, ...]:
    """How many reports of which days, how many passages the lines rest on, and how to read the signs."""
    labels = asked.labels
    (tally,) = asked.tallied("report", "")[:1] or (None,)
    span = labels.dates((tally.first, tally.last)) if tally is not None and tally.first else labels("date.undated")
    passages = {(q.evidence.report, q.evidence.start, q.evidence.end) for row in _all_rows(lead, sections) for q in row.quotes()}
    told = labels("opening.passages", n=len(passages))
    out = [
        labels("opening.reports", n=number, when=span),
        labels("opening.cited", n=len(_cited(lead, sections)), passages=told),
    ]
    if number > 1:
        out.append(labels("opening.legend"))
    if asked.since or asked.until:
        out.append(labels("opening.period", when=_period(labels, asked)))
    if asked.sectors:
        out.append(labels("opening.sectors", sectors=labels.names([labels.sector(s) for s in asked.sectors])))
    if labels.language != "en":
        out.append(labels("opening.english"))
    if checkers:
        out.append(labels("opening.checked", names=labels.names(checkers)))
    return tuple(out)


def _period(labels: Labels, asked: Asked) -> str:
    return labels.dates((asked.since, asked.until))


def _sources(labels: Labels, cited: tuple[ReportEntry, ...]) -> tuple[SourceLine, ...]:
    by_id = {str(r.id): r for r in cited}
    return tuple(
        SourceLine(s.name, _standing(labels, s), tuple(r for r in cited if str(r.id) in set(s.reports)))
        for s in sources(by_id.values())
    )


def _standing(labels: Labels, one: Source) -> str:
    return labels(f"standing.{one.standing}") if one.standing != "unknown" else ""


def _missing(labels: Labels, number: int, cited: tuple[ReportEntry, ...]) -> tuple[str, ...]:
    """What a thin ledger lacks: a second report, a second newsroom."""
    if number == 1:
        return (labels("empty.source"),)
    rooms = sources(cited)
    if len(rooms) == 1 and number < 50:
        return (labels("empty.newsroom", name=rooms[0].name),)
    return ()
