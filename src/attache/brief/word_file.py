"""A brief as a Word file: headings, tables and footnotes in real styles, charts as pictures with their words for readers.

The same brief gives the same bytes on any day: times in the file are those of the ledger's newest report.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from attache.brief.charts import as_png
from attache.brief.footnotes import Footnotes, printable
from attache.brief.labels import Labels, labels_in
from attache.brief.model import Brief, Cell, Chart, Group, Row, Section, Words
from attache.brief.notes import Notes, source
from attache.brief.word_styles import LOCALES, QUIET, laid_out

TAGS = {
    "kept": "1D5F3A",
    "kept late": "55692A",
    "missed": "8C1D18",
    "denied": "8C1D18",
    "overdue": "7D4B00",
    "announced": "7D4B00",
    "offices": "7D4B00",
    "postponed": "7D4B00",
    "disputed": "5B2D8A",
    "figures": "5B2D8A",
    "dates": "5B2D8A",
    "places": "5B2D8A",
}
"""Colours of words set apart; others are blue."""
OPEN = "26518C"
LINE = "C9D0DB"
WIDTH = 180
"""Of the text on A4, in millimetres."""
COLUMNS = {"promises": (74, 25, 81), "figures": (48, 70, 62), "people": (46, 66, 68)}
RULES = {"top": "nil", "left": "nil", "bottom": "single", "right": "nil", "insideH": "single", "insideV": "nil"}
"""Lines of a table by side."""
# The earliest day that a zip file can tell.
EARLIEST = "1980-01-01"


def as_word(brief: Brief) -> bytes:
    """The brief as a .docx file."""
    writer = _Writer(brief)
    writer.write()
    buffer = BytesIO()
    writer.document.save(buffer)
    return _dated(buffer.getvalue(), brief.as_of)


def _dated(data: bytes, day: str) -> bytes:
    """The same file with all its times set to a day."""
    told = datetime.fromisoformat(max(day or EARLIEST, EARLIEST))
    out = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            entry = ZipInfo(name, (told.year, told.month, told.day, 0, 0, 0))
            entry.compress_type = ZIP_DEFLATED
            entry.create_system = 3
            new.writestr(entry, old.read(name))
    return out.getvalue()


class _Writer:
    """Writes a brief into a new document, from its head to its sources."""

    def __init__(self, brief: Brief) -> None:
        self.brief = brief
        self.labels: Labels = labels_in(brief.language)
        self.notes = Notes(brief)
        self.document: Document = docx.Document()
        laid_out(self.document, brief.language)
        self.footnotes = Footnotes(self.document)

    def write(self) -> None:
        """The whole brief."""
        self._properties()
        self._head()
        for section in self.brief.sections:
            self._section(section)
        self._sources()
        self.footnotes.write([(*self.notes.words(q), source(q.report, self.labels)) for q in self.notes.quotes])
        _footer(self.document, f"{self.brief.title} · {self.brief.kicker}")

    def _properties(self) -> None:
        told = datetime.fromisoformat(self.brief.as_of or EARLIEST).replace(tzinfo=UTC)
        properties = self.document.core_properties
        properties.title = printable(self.brief.title)
        properties.subject = printable(self.brief.kicker)
        properties.author = properties.last_modified_by = "Attaché"
        properties.comments = ""
        properties.keywords = ""
        properties.language = LOCALES[self.brief.language]
        properties.created = properties.modified = told
        properties.revision = 1

    def _head(self) -> None:
        self._plain(self.brief.kicker, "Brief Kicker")
        self._plain(self.brief.title, "Title")
        self._plain(" ".join(self.brief.opening), "Brief Quiet").paragraph_format.space_after = Pt(5)
        for words in self.brief.missing:
            self._plain(words, "Brief Quiet")
        for row in self.brief.lead:
            self._told(self.document.add_paragraph(style="Brief Lead"), row.cells[0], row)

    def _plain(self, text: str, style: str) -> Paragraph:
        return self.document.add_paragraph(printable(text), style=style)

    def _section(self, section: Section) -> None:
        self._plain(section.title, "Heading 1")
        if section.intro:
            self._told(self.document.add_paragraph(style="Brief Quiet"), section.intro)
        for chart in section.charts:
            self._chart(chart)
        if not section.groups:
            self._plain(section.empty, "Brief Quiet")
        elif section.columns:
            self._table(section)
        else:
            for group in section.groups:
                self._rows(group)
        if section.more:
            self._plain(f"… {section.more}", "Brief More")

    def _chart(self, chart: Chart) -> None:
        self._plain(chart.title, "Caption").paragraph_format.keep_with_next = True
        picture = self.document.add_picture(BytesIO(as_png(chart.light)), width=Mm(WIDTH))
        picture._inline.docPr.set("descr", printable(chart.alt))
        picture._inline.docPr.set("title", printable(chart.title))

    def _rows(self, group: Group) -> None:
        if group.title:
            self._plain(group.title, "Heading 2")
        for row in group.rows:
            paragraph = self.document.add_paragraph(style="Brief Row" if len(row.cells) > 1 else "Brief Line")
            if len(row.cells) > 1:
                self._told(paragraph, row.cells[0])
                paragraph.add_run("\t")
            self._told(paragraph, row.cells[-1], row)

    def _table(self, section: Section) -> None:
        widths = COLUMNS.get(section.key, (WIDTH // len(section.columns),) * len(section.columns))
        table = self.document.add_table(rows=1, cols=len(section.columns))
        table.alignment = WD_TABLE_ALIGNMENT.LEFT
        table.autofit = False
        _ruled(table)
        for cell, head in zip(table.rows[0].cells, section.columns, strict=True):
            cell.paragraphs[0].style = "Brief Head"
            cell.paragraphs[0].add_run(printable(head))
        _repeated(table.rows[0]._tr)
        for group in section.groups:
            if group.title:
                self._group_head(table, group)
            for row in group.rows:
                self._table_row(table, row)
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Mm(width)
        for row in table.rows:
            _kept_whole(row._tr)
            for cell, width in zip(row.cells, widths, strict=False):
                cell.width = Mm(width)
        self.document.add_paragraph(style="Brief Gap")

    def _group_head(self, table: Table, group: Group) -> None:
        cells = _row_of(table)
        merged: _Cell = cells[0].merge(cells[-1])
        paragraph = merged.paragraphs[0]
        paragraph.style = "Brief Group"
        run = paragraph.add_run(printable(group.title))
        if group.look:
            run.font.color.rgb = RGBColor.from_string(TAGS.get(group.look.removeprefix("tag-"), OPEN))

    def _table_row(self, table: Table, row: Row) -> None:
        for cell, told in zip(_row_of(table), row.cells, strict=True):
            paragraph = cell.paragraphs[0]
            paragraph.style = "Brief Cell"
            self._told(paragraph, told, row if told is row.cells[-1] else None)

    def _told(self, paragraph: Paragraph, cell: Cell, row: Row | None = None) -> None:
        for n, words in enumerate(cell):
            if n:
                paragraph.add_run(words.joined)
            _said(paragraph, words)
            self.footnotes.mark(paragraph, self.notes.numbers(words))
        if row is not None and row.checked:
            paragraph.add_run(" ✓").font.color.rgb = RGBColor.from_string(TAGS["kept"])

    def _sources(self) -> None:
        self._plain(self.brief.sources_title, "Heading 1")
        for line in self.brief.sources:
            paragraph = self.document.add_paragraph(style="Brief Source")
            paragraph.add_run(printable(line.name)).bold = True
            if line.standing:
                paragraph.add_run(f" ({printable(line.standing)})").font.color.rgb = QUIET
            told = [f"{'' if r.label == line.name else r.label + ', '}{self.labels.dates(r.published)}" for r in line.reports]
            if self.brief.is_short:
                told = [self.labels("opening.number", n=len(line.reports))]
            paragraph.add_run(printable(f" {'; '.join(told)}"))
        if self.brief.sources_more:
            self._plain(f"… {self.brief.sources_more}", "Brief More")


def _said(paragraph: Paragraph, words: Words) -> None:
    run = paragraph.add_run(printable(words.text))
    if words.look == "strong":
        run.bold = True
    elif words.look == "quiet":
        run.font.color.rgb = QUIET
    elif words.look.startswith("tag-"):
        run.bold = True
        run.font.color.rgb = RGBColor.from_string(TAGS.get(words.look.removeprefix("tag-"), OPEN))


# Tables and the footer


def _ruled(table: Table) -> None:
    """Thin lines between the rows and none between the columns."""
    borders = OxmlElement("w:tblBorders")
    for side, kind in RULES.items():
        rule = OxmlElement(f"w:{side}")
        rule.set(qn("w:val"), kind)
        if kind == "single":
            rule.set(qn("w:sz"), "4")
            rule.set(qn("w:color"), LINE)
        borders.append(rule)
    table._tbl.tblPr.append(borders)


def _row_of(table: Table) -> Sequence[_Cell]:
    """The cells of a new row at the end of a table."""
    row: Any = table.add_row()  # type: ignore[no-untyped-call]
    return tuple(row.cells)


def _repeated(row: BaseOxmlElement) -> None:
    """The head stands again on each page."""
    row.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _kept_whole(row: BaseOxmlElement) -> None:
    row.get_or_add_trPr().insert(0, OxmlElement("w:cantSplit"))


def _footer(document: Document, words: str) -> None:
    paragraph = document.sections[0].footer.paragraphs[0]
    paragraph.style = document.styles["Brief Quiet"]
    paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(WIDTH - 8))
    paragraph.add_run(f"{printable(words)}\t")
    _field(paragraph, "PAGE")
    paragraph.add_run(" / ")
    _field(paragraph, "NUMPAGES")


def _field(paragraph: Paragraph, code: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), f" {code} ")
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)
