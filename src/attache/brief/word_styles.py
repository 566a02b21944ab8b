"""Page and styles of a brief as a Word file."""

from __future__ import annotations

from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

from attache.brief.labels import Language

BODY, HEADINGS = "Arial", "Times New Roman"
INK, QUIET, SOFT = RGBColor(0x1D, 0x29, 0x40), RGBColor(0x5B, 0x66, 0x79), "F1F5F9"
LOCALES: dict[Language, str] = {"en": "en-GB", "vi": "vi-VN", "ru": "ru-RU"}
NOTE_COLUMN = 27
HEADS = (("Title", 20, 0, 3), ("Heading 1", 13, 11, 3), ("Heading 2", 9, 5, 1), ("Caption", 9, 4, 1))
"""Styles of headings: size, space before and after in points."""


def laid_out(document: Document, language: Language) -> None:
    """Sets the page to A4 and makes the styles that a brief is written in."""
    _page(document)
    _paragraph_styles(document, language)


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
