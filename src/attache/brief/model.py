"""What a brief is made of, whatever its form: sections of rows, rows of cells, cells of words with the sentences they rest on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from attache.brief.charts import Spec
from attache.brief.labels import Language
from attache.ledger.entries import ActorEntry, Quote, ReportEntry


@dataclass(frozen=True, slots=True)
class Words:
    """A stretch of a cell with the passages it rests on."""

    text: str
    quotes: tuple[Quote, ...] = ()
    look: str = ""
    """"strong", "quiet", or "tag-" and a verdict, a status or a kind of finding: a word set apart by colour; empty for plain."""
    joined: str = " "
    """What stands between it and the words before it in the cell."""


Cell = tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One line; `id` is what `attache show` takes."""

    id: str
    cells: tuple[Cell, ...]
    records: tuple[str, ...] = ()
    """Ids of the records it tells: where people decided about one, the line is marked."""
    checked: tuple[str, ...] = ()
    """Names of those who accepted or corrected what it tells."""

    def quotes(self) -> Iterator[Quote]:
        """All passages of the line, in the order of print."""
        return (q for cell in self.cells for words in cell for q in words.quotes)


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under a small heading, which may be empty."""

    title: str
    rows: tuple[Row, ...]
    look: str = ""
    """As of words: "tag-" and a verdict."""


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart for paper and light screens, and the same for dark ones."""

    title: str
    light: Spec
    dark: Spec
    alt: str


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with its lines; a section without lines says so rather than vanish."""

    key: str
    title: str
    columns: tuple[str, ...]
    """Heads of the columns; empty heads for rows of a date, a name or a word and a line."""
    groups: tuple[Group, ...] = ()
    intro: Cell = ()
    charts: tuple[Chart, ...] = ()
    more: str = ""
    """How many are left out and the command that lists them."""
    empty: str = ""
    """What to say where there are no lines."""

    def rows(self) -> Iterator[Row]:
        """All rows in the order of print."""
        return (row for group in self.groups for row in group.rows)


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A newsroom with the reports of it that the brief rests on."""

    name: str
    standing: str
    reports: tuple[ReportEntry, ...]


@dataclass(frozen=True, slots=True)
class Brief:
    """The whole brief, in one language."""

    a: ActorEntry
    b: ActorEntry
    title: str
    language: Language
    kicker: str
    """"Brief · as of 22 January 2026"."""
    opening: tuple[str, ...]
    """What it rests on, and how to read it: sentences."""
    lead: tuple[Row, ...]
    sections: tuple[Section, ...]
    sources: tuple[SourceLine, ...]
    sources_title: str
    sources_more: str
    notes_title: str
    reports: int
    """Reports on the two in the span of days."""
    as_of: str
    """ISO day of the newest report, or the day asked for."""
    checkers: tuple[str, ...] = ()
    """Names of those who checked lines marked so."""
    is_short: bool = False
    """Of a short brief the sources stand without their reports' titles: the notes have them."""
    missing: tuple[str, ...] = ()
    """What the ledger lacks for a full brief, and what to do: sentences."""

    def rows(self) -> tuple[Row, ...]:
        """All lines in the order of print."""
        return (*self.lead, *(row for section in self.sections for row in section.rows()))

    def cells(self) -> Iterator[Cell]:
        """All cells in the order of print, introductions of sections among them."""
        yield from (cell for row in self.lead for cell in row.cells)
        for section in self.sections:
            yield section.intro
            yield from (cell for row in section.rows() for cell in row.cells)


def cite(quotes: Iterable[Quote], most: int = 2) -> tuple[Quote, ...]:
    """The first passages, one a report."""
    out: dict[str, Quote] = {}
    for quote in quotes:
        out.setdefault(str(quote.report.id), quote)
        if len(out) == most:
            break
    return tuple(out.values())
