"""Footnotes of a Word file: the part that holds them, reference marks in the text, and marks that point to an earlier one.

python-docx writes no footnotes; this adds the part footnotes.xml with its separators, the two styles, and the marks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Pt
from docx.text.paragraph import Paragraph
from lxml import etree

TEXT_STYLE, MARK_STYLE = "Footnote Text", "Footnote Reference"
SEPARATORS = (("-1", "separator"), ("0", "continuationSeparator"))
# What XML cannot hold, though a report may.
_UNPRINTABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

Note = tuple[str, str, str, str]
"""Words before the passage, the passage, words after it, the report."""


def printable(text: str) -> str:
    """Text without the characters that XML cannot hold."""
    return _UNPRINTABLE.sub("", text)


class Footnotes:
    """The notes of one document, numbered in the order in which they are first marked."""

    def __init__(self, document: Document, size: float = 6.5) -> None:
        self._document = document
        self._marked: set[int] = set()
        _styles(document, size)

    def mark(self, paragraph: Paragraph, numbers: Sequence[int]) -> None:
        """Sets reference marks at the end of a paragraph; of a note marked before, its number as a cross-reference."""
        for place, number in enumerate(numbers):
            if place:
                _raised(paragraph, ", ")
            if number in self._marked:
                _cross_reference(paragraph, number)
            else:
                self._marked.add(number)
                _reference(paragraph, number)

    def write(self, notes: Sequence[Note]) -> None:
        """Adds the part with the notes; number 1 is the first."""
        root = etree.fromstring(f"<w:footnotes {nsdecls('w')}/>")
        for identity, kind in SEPARATORS:
            root.append(_separator(identity, kind))
        for number, note in enumerate(notes, 1):
            root.append(_note(number, note))
        blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        package = self._document.part.package
        part = Part(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, blob, package)
        self._document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
        _declared(self._document)


def _styles(document: Document, size: float) -> None:
    styles = document.styles
    text = styles.add_style(TEXT_STYLE, WD_STYLE_TYPE.PARAGRAPH)
    text.base_style = styles["Normal"]
    text.font.size = Pt(size)
    text.paragraph_format.space_after = Pt(0)
    text.paragraph_format.line_spacing = 1.0
    mark = styles.add_style(MARK_STYLE, WD_STYLE_TYPE.CHARACTER)
    mark.font.superscript = True
    for style, identity in ((text, "FootnoteText"), (mark, "FootnoteReference")):
        style.element.set(qn("w:styleId"), identity)


def _run(style: str = "FootnoteReference") -> BaseOxmlElement:
    run = OxmlElement("w:r")
    properties = OxmlElement("w:rPr")
    named = OxmlElement("w:rStyle")
    named.set(qn("w:val"), style)
    properties.append(named)
    run.append(properties)
    return run


def _reference(paragraph: Paragraph, number: int) -> None:
    """A mark, within a bookmark that later marks of the same note point to."""
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for element in (start, end):
        element.set(qn("w:id"), str(number))
    start.set(qn("w:name"), f"_Note{number}")
    run = _run()
    reference = OxmlElement("w:footnoteReference")
    reference.set(qn("w:id"), str(number))
    run.append(reference)
    for element in (start, run, end):
        paragraph._p.append(element)


def _cross_reference(paragraph: Paragraph, number: int) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), f" NOTEREF _Note{number} \\h ")
    run = _run()
    text = OxmlElement("w:t")
    text.text = str(number)
    run.append(text)
    field.append(run)
    paragraph._p.append(field)


def _raised(paragraph: Paragraph, words: str) -> None:
    run = _run()
    text = OxmlElement("w:t")
    text.text = words
    text.set(qn("xml:space"), "preserve")
    run.append(text)
    paragraph._p.append(run)


def _separator(identity: str, kind: str) -> BaseOxmlElement:
    return parse_xml(
        f'<w:footnote {nsdecls("w")} w:type="{kind}" w:id="{identity}"><w:p><w:pPr><w:spacing w:after="0"/></w:pPr>'
        f"<w:r><w:{kind}/></w:r></w:p></w:footnote>"
    )


def _note(number: int, note: Note) -> BaseOxmlElement:
    before, passage, after, source = (printable(words) for words in note)
    footnote = parse_xml(
        f'<w:footnote {nsdecls("w")} w:id="{number}"><w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr>'
        '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r></w:p></w:footnote>'
    )
    for words, colour in ((f" “{before}{passage}{after}” ", None), (source, "5B6679")):
        run = OxmlElement("w:r")
        if colour:
            properties = OxmlElement("w:rPr")
            shade = OxmlElement("w:color")
            shade.set(qn("w:val"), colour)
            properties.append(shade)
            run.append(properties)
        text = OxmlElement("w:t")
        text.text = words
        text.set(qn("xml:space"), "preserve")
        run.append(text)
        footnote[0].append(run)
    return footnote


def _declared(document: Document) -> None:
    """Names the separators in the settings, as Word asks for; the place of this entry in the file is fixed by the standard."""
    settings = document.settings.element
    declared = OxmlElement("w:footnotePr")
    for identity, _ in SEPARATORS:
        entry = OxmlElement("w:footnote")
        entry.set(qn("w:id"), identity)
        declared.append(entry)
    after = settings.find(qn("w:compat"))
    if after is not None:
        after.addprevious(declared)
    else:
        settings.append(declared)
