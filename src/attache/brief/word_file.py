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
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from attache.brief.charts import as_png
from attache.brief.footnotes import Footnotes, printable
from attache.brief.labels import Labels, Language, labels_in
from attache.brief.model import Brief, Cell, Chart, Group, Row, Section, Words
from attache.brief.notes import Notes, source

BODY, HEADINGS = "Arial", "Times New Roman"
INK, QUIET, LINE, SOFT = RGBColor(0x1D, 0x29, 0x40), RGBColor(0x5B, 0x66, 0x79), "C9D0DB", "F1F5F9"
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
LOCALES: dict[Language, str] = {"en": "en-GB", "vi": "vi-VN", "ru": "ru-RU"}
WIDTH = 180
"""Of the text on A4, in millimetres."""
COLUMNS = {"promises": (74, 25, 81), "figures": (48, 70, 62), "people": (46, 66, 68)}
NOTE_COLUMN = 27
HEADS = (("Title", 20, 0, 3), ("Heading 1", 13, 11, 3), ("Heading 2", 9, 5, 1), ("Caption", 9, 4, 1))
"""Styles of headings: size, space before and after in points."""
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
        _page(self.document)
        _paragraph_styles(self.document, brief.language)
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


# Page and styles


def _page(document: Document) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(15)
    section.top_margin, section.bottom_margin = Mm(14), Mm(14)
    section.footer_distance = Mm(7)


def _paragraph_styles(document: Document, language: Language) -> None:
    normal = document.styles["Normal"]
    assert isinstance(normal, ParagraphStyle)
    _font(normal, BODY, 8.5)
    normal.font.color.rgb = INK
    normal.paragraph_format.space_after = Pt(2)
    normal.paragraph_format.line_spacing = 1.03
    _spoken(normal, LOCALES[language])
    for name, size, before, after in (
        ("Title", 20, 0, 3),
        ("Heading 1", 13, 11, 3),
        ("Heading 2", 9, 5, 1),
        ("Caption", 9, 4, 1),
    ):
        style = document.styles[name]
        assert isinstance(style, ParagraphStyle)
        _font(style, HEADINGS if size > 9 else BODY, size)
        style.font.color.rgb = QUIET if name == "Heading 2" else INK
        style.font.bold, style.font.italic = True, False
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
        style.paragraph_format.keep_with_next = True
        _bordered(style, "bottom" if name == "Heading 1" else None)
    _own_styles(document)


def _own_styles(document: Document) -> None:
    row = _added(document, "Brief Row", 8.5)
    row.paragraph_format.left_indent, row.paragraph_format.first_line_indent = Mm(NOTE_COLUMN), Mm(-NOTE_COLUMN)
    row.paragraph_format.tab_stops.add_tab_stop(Mm(NOTE_COLUMN))
    _added(document, "Brief Line", 8.5)
    lead = _added(document, "Brief Lead", 9)
    lead.paragraph_format.left_indent = Mm(3)
    lead.paragraph_format.space_after = Pt(3)
    _bordered(lead, "left", colour="1F5A8A", size=18)
    _shaded(lead)
    for name, size in (("Brief Quiet", 8.5), ("Brief More", 8.5), ("Brief Kicker", 8)):
        style = _added(document, name, size)
        style.font.color.rgb = QUIET
        style.font.italic = name == "Brief More"
        style.font.all_caps = name == "Brief Kicker"
    for name in ("Brief Head", "Brief Group"):
        style = _added(document, name, 8.5)
        style.font.bold = True
        style.paragraph_format.keep_with_next = True
        style.font.color.rgb = QUIET if name == "Brief Head" else INK
    _added(document, "Brief Cell", 8)
    _added(document, "Brief Source", 7)
    _added(document, "Brief Gap", 2)


def _added(document: Document, name: str, size: float) -> ParagraphStyle:
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    assert isinstance(style, ParagraphStyle)
    style.base_style = document.styles["Normal"]
    style.font.size = Pt(size)
    style.paragraph_format.space_after = Pt(1.5)
    return style


def _font(style: ParagraphStyle, name: str, size: float) -> None:
    """The same font for all scripts: a theme's font would stand over it."""
    style.font.name, style.font.size = name, Pt(size)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for key in list(fonts.attrib):
        if "heme" in key:
            del fonts.attrib[key]
    for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(script), name)


def _spoken(style: ParagraphStyle, locale: str) -> None:
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), locale)
    style.element.get_or_add_rPr().append(language)


def _bordered(style: ParagraphStyle, side: str | None, *, colour: str = "1D2940", size: int = 4) -> None:
    """A rule at one side of a style's paragraphs and none at the others; none at all where `side` is None."""
    properties = style.element.get_or_add_pPr()
    for old in properties.findall(qn("w:pBdr")):
        properties.remove(old)
    if side is None:
        return
    borders = OxmlElement("w:pBdr")
    rule = OxmlElement(f"w:{side}")
    for key, value in (("val", "single"), ("sz", str(size)), ("space", "6" if side == "left" else "1"), ("color", colour)):
        rule.set(qn(f"w:{key}"), value)
    borders.append(rule)
    _in_order(properties, borders)


def _shaded(style: ParagraphStyle) -> None:
    shade = OxmlElement("w:shd")
    for key, value in (("val", "clear"), ("color", "auto"), ("fill", SOFT)):
        shade.set(qn(f"w:{key}"), value)
    _in_order(style.element.get_or_add_pPr(), shade)


def _in_order(properties: BaseOxmlElement, element: BaseOxmlElement) -> None:
    """Puts a rule or shade before what the standard wants after it."""
    later = ("w:shd", "w:tabs", "w:spacing", "w:ind", "w:contextualSpacing", "w:jc", "w:outlineLvl")
    after = later if element.tag == qn("w:pBdr") else later[1:]
    nearest = next((e for e in properties if e.tag in {qn(name) for name in after}), None)
    if nearest is None:
        properties.append(element)
    else:
        nearest.addprevious(element)


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
