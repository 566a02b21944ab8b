"""An HTML page to the parts of a report: text as trafilatura finds it, and what is seen above and below it."""

from __future__ import annotations

import re
from copy import deepcopy
from dataclasses import dataclass
from itertools import islice

from lxml import etree
from lxml import html as lxml_html
from lxml.html import HtmlElement
from trafilatura import bare_extraction

from attache.sources.markup import Markup, read_markup
from attache.sources.paragraphs import words
from attache.sources.visible import Line, visible_lines

# Lines looked at above and below the text: bylines and dates stand within a dozen lines of it on the development pages.
_ABOVE, _AMID, _BELOW = 12, 4, 6
# Characters below which a page's text is taken to be a caption or teaser.
_LITTLE = 250
# Characters that a parsed page may hold and lxml refuses to write back.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# Characters in a table's cell from which on it holds an article rather than data.
_LAYOUT_CELL = 600


@dataclass(frozen=True, slots=True)
class Page:
    """Paragraphs of the text, the lines seen between headline and text, others close by and right below, the markup's words."""

    text: str
    above: tuple[str, ...]
    near: tuple[str, ...]
    below: tuple[str, ...]
    markup: Markup


def read_page(source: str, *, url: str | None = None) -> Page | None:
    """The page's parts; None where the markup holds nothing at all."""
    tree = _parsed(source)
    if tree is None:
        return None
    lines = visible_lines(tree)
    markup = read_markup(tree, [line.text for line in lines], url=url)
    text = _main_text(_readied(tree))
    top = _headline(lines, markup.title)
    first, last = _extent(lines, text, top)
    text = _without_lines_above(text, lines[: top or 0])
    return Page(
        text=re.sub(r"\n+", "\n\n", text),
        above=tuple(
            line.text
            for line in lines[(top + 1 if top is not None else max(0, first - _ABOVE)) : first][:_ABOVE]
            if not line.aside
        ),
        near=_near(lines, top, first),
        below=tuple(line.text for line in lines[last + 1 : last + 1 + _BELOW] if not line.aside),
        markup=markup,
    )


def _readied(tree: HtmlElement) -> str:
    """The page as trafilatura reads it best: line breaks of the source made spaces, for it keeps them inside `br` layouts, and
    tables that only place things made plain boxes, for it writes a cell as one line."""
    plain = deepcopy(tree)
    tables = {table for cell in plain.iter("td") if _holds_article(cell) for table in cell.iterancestors("table")}
    for table in tables:
        for element in table.iter("table", "tbody", "tr", "td"):
            element.tag = "div"
    for element in plain.iter():
        if element.text and "\n" in element.text and element.tag not in ("pre", "textarea", "script", "style"):
            element.text = _one_line(element.text)
        if element.tail and "\n" in element.tail:
            element.tail = _one_line(element.tail)
    return str(etree.tostring(plain, encoding="unicode", method="html"))


def _one_line(text: str) -> str:
    return _NOT_XML.sub("", re.sub(r"[^\S\n]*\n\s*", " ", text))


def _holds_article(cell: HtmlElement) -> bool:
    breaks = len(cell.findall(".//br")) + len(cell.findall(".//p"))
    return breaks > 1 and len(cell.text_content()) > _LAYOUT_CELL


def _main_text(source: str) -> str:
    """The text as trafilatura finds it; where that is next to nothing, what it finds when told to take more."""
    text = _extracted(source, recall=False)
    return text if len(text) >= _LITTLE else max(text, _extracted(source, recall=True), key=len)


def _extracted(source: str, *, recall: bool) -> str:
    document = bare_extraction(source, include_comments=False, with_metadata=False, favor_recall=recall)
    return (document.text or "") if document is not None and not isinstance(document, dict) else ""


def _near(lines: list[Line], top: int | None, first: int) -> tuple[str, ...]:
    """Lines where a date may stand that is not between headline and text: just above the headline inside the same box, and
    among the first of the text. A date in the page's top bar is the day the page was served."""
    if top is None:
        return tuple(line.text for line in lines[max(0, first - _AMID) : first + _AMID] if not line.aside)
    boxes = [box for box in islice(lines[top].element.iterancestors(), 2) if box.tag not in ("body", "html")]
    within = [line for line in lines[max(0, top - 3) : top] if any(box in boxes for box in line.element.iterancestors())]
    return tuple(line.text for line in (*within, *lines[first : first + _AMID]) if not line.aside)


def _parsed(source: str) -> HtmlElement | None:
    try:
        tree = lxml_html.document_fromstring(
            source.encode("utf-8"), parser=lxml_html.HTMLParser(encoding="utf-8", huge_tree=True)
        )
    except (etree.ParserError, ValueError):
        return None
    return tree if isinstance(tree, HtmlElement) else None


def _headline(lines: list[Line], title: str | None) -> int | None:
    """Index of the line that is the headline: the `h1` that says the title, else the first such line."""
    if title is None:
        return None
    same = [i for i, line in enumerate(lines) if words(line.text) == words(title)]
    return next((i for i in same if lines[i].heading), same[0] if same else None)


def _extent(lines: list[Line], text: str, top: int | None) -> tuple[int, int]:
    """Indexes of the first and last seen line that the text holds as running text; (0, -1) where none does."""
    held = {" ".join(part.split())[:80] for part in text.split("\n") if len(words(part)) >= 12}
    found = [i for i, line in enumerate(lines) if i > (top if top is not None else -1) and line.text[:80] in held]
    return (found[0], found[-1]) if found else ((top or 0) + 1, (top or 0))


def _without_lines_above(text: str, above: list[Line]) -> str:
    """The text without opening lines that stand above the headline: weather, tickers and the like."""
    seen = {line.text for line in above}
    parts = text.split("\n")
    while len(parts) > 1 and (not parts[0].strip() or " ".join(parts[0].split()).lstrip("- ") in seen):
        parts.pop(0)
    return "\n".join(parts)
