"""A report: its text with every passage marked that a record rests on, and the records beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from attache.brief.words import date_words, entry_words
from attache.errors import QueryError
from attache.knowledge import rows
from attache.ledger import Ledger
from attache.ledger.entries import Marked, ReportEntry, ReportPage
from attache.ledger.report_pages import ReadRecord
from attache.web.marking import Piece, paragraphs
from attache.web.pages import Asked, Page, Table
from attache.web.versions import Changed, changes

KINDS = {"event": "event", "statement": "statement", "figure": "figure", "commitment": "promise", "tenure": "office"}
"""Kind of record → what a reader calls it."""
HOW = {
    "stated": "as the report states it",
    "markup": "as its page says",
    "inferred": "worked out, for the report does not state it",
    "unknown": "not known",
}


@dataclass(frozen=True, slots=True)
class ReportView:
    """A report with all that was read from it."""

    page: ReportPage
    records: tuple[ReadRecord, ...]
    """By where they stand in the text, rejected ones too."""
    copies: tuple[ReportEntry, ...]
    """Other reports that are the same text."""
    chosen: tuple[int, int] | None
    """The passage asked for, [start, end) in the text."""
    hidden: tuple[str, ...]
    """Kinds that the reader does not want marked."""
    former: ReportEntry | None
    """The version of the page before this one."""
    changed: tuple[Changed, ...]
    """What changed from that version."""

    @property
    def text(self) -> tuple[tuple[Piece, ...], ...]:
        """Paragraphs of pieces."""
        return paragraphs(self.page.text, tuple(self._marks()), self.chosen)

    def _marks(self) -> Iterator[Marked]:
        for record in self.records:
            kind = "rejected" if record.rejected else record.kind
            yield from (Marked(start, end, record.id, kind) for start, end in record.passages)

    @property
    def resting(self) -> tuple[ReadRecord, ...]:
        """The records that rest on the chosen passage, else those whose passages touch it."""
        if self.chosen is None:
            return ()
        start, end = self.chosen
        whole = tuple(r for r in self.records if self.chosen in r.passages)
        return whole or tuple(r for r in self.records if any(s < end and start < e for s, e in r.passages))

    @property
    def legend(self) -> tuple[tuple[str, str, int], ...]:
        """Kind, what a reader calls it, and how many there are, of the kinds that the report has."""
        counts = Counter(r.kind for r in self.records)
        return tuple((kind, name, counts[kind]) for kind, name in KINDS.items() if counts[kind])

    def toggled(self, kind: str) -> str | None:
        """The kinds hidden once this one is shown or hidden, as the query has them; None for none."""
        return ",".join(sorted({*self.hidden} ^ {kind})) or None

    @property
    def aside(self) -> tuple[tuple[str, int], ...]:
        """What was set aside in reading, in words, with its number."""
        known = {row["reason"]: row for row in rows("aside_words")}
        plain = {"one": "", "several": ""}
        told = ((reason, number, known.get(reason, plain)) for reason, number in self.page.aside)
        return tuple(
            (row["one" if number == 1 else "several"] or reason.replace("-", " "), number) for reason, number, row in told
        )

    @property
    def date_told(self) -> str:
        """Where the date comes from."""
        return HOW[self.page.report.published_how]


def opening(ledger: Ledger, asked: Asked) -> str:
    """The report's title."""
    return ledger.report(asked.path["report"]).report.label


def report_view(ledger: Ledger, asked: Asked) -> ReportView:
    """A report's data; `passage` is "start-end". Raises QueryError where the report or passage is not there."""
    page = ledger.report(asked.path["report"])
    hidden = tuple(kind for kind in KINDS if kind in (asked.get("hide") or "").split(","))
    former = _former(page)
    changed = changes(ledger.report_text(former.id).text, page.text) if former else ()
    records, copies = ledger.read_in(page.report.id), ledger.copies(page.report.id)
    return ReportView(page, records, copies, _passage(asked, page), hidden, former, changed)


def _former(page: ReportPage) -> ReportEntry | None:
    """The version before the one shown."""
    ids = [version.id for version in page.versions]
    at = ids.index(page.report.id) + 1 if page.report.id in ids else len(ids)
    return page.versions[at] if at < len(ids) else None


def _passage(asked: Asked, page: ReportPage) -> tuple[int, int] | None:
    passage = asked.get("passage")
    if not passage:
        return None
    start, _, end = passage.partition("-")
    plain = all(part.isascii() and part.isdigit() and len(part) < 10 for part in (start, end))
    if not (plain and int(start) < int(end) <= len(page.text)):
        raise QueryError(f"{passage} is no passage of this report; its text has {len(page.text):,} characters")
    return int(start), int(end)


def report_table(view: ReportView) -> Table:
    """The records with their sentences."""
    heads = ("id", "kind", "record", "date", "start", "end", "words", "part of", "review")
    text = view.page.text
    return Table(
        heads,
        tuple(
            (
                r.id,
                KINDS[r.kind],
                entry_words(r.entry),
                date_words(r.entry.date),
                *r.passages[0],
                text[slice(*r.passages[0])],
                r.part_of,
                r.state.word if r.state else None,
            )
            for r in view.records
        ),
    )


PAGE = Page("/report/{report}", "report.html", opening, report_view, report_table)
