"""The lines a reader of an HTML page sees, in order, with where they stand."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml.html import HtmlElement

_UNSEEN = {
    "script",
    "style",
    "noscript",
    "template",
    "svg",
    "head",
    "iframe",
    "object",
    "select",
    "option",
    "textarea",
    "button",
    "form",
}
_INLINE = {
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "dfn", "em", "font", "i", "img", "ins", "kbd",
    "label", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
}  # fmt: skip
_ASIDE = {"nav", "aside", "footer"}
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Line:
    """One seen line: its text, the element that holds it, and whether it stands in navigation, an aside or the footer."""

    text: str
    element: HtmlElement
    aside: bool = False
    heading: bool = False
    """Whether it is (in) the page's `h1`."""


def visible_lines(tree: HtmlElement) -> list[Line]:
    """Seen lines in the order of the markup; a block element or `br` ends a line. Empty lines are left out."""
    out: list[Line] = []
    buffer: list[str] = []

    def flush(element: HtmlElement, aside: bool, heading: bool) -> None:
        text = " ".join("".join(buffer).split())
        buffer.clear()
        if text:
            out.append(Line(text, element, aside, heading))

    # A stack instead of recursion: saved pages nest thousands deep where tags were never closed.
    stack: list[tuple[HtmlElement, bool, bool, bool]] = [(tree, False, False, False)]
    while stack:
        element, aside, heading, leaving = stack.pop()
        block = element.tag not in _INLINE
        if leaving:
            if block:
                flush(element, aside, heading)
            buffer.append(element.tail or "")
            continue
        if not isinstance(element.tag, str) or element.tag in _UNSEEN or _is_hidden(element):
            buffer.append(element.tail or "")
            continue
        aside, heading = aside or element.tag in _ASIDE, heading or element.tag == "h1"
        if block:
            parent = element.getparent()
            flush(parent if parent is not None else element, aside, heading and element.tag != "h1")
        buffer.append(element.text or "")
        stack.append((element, aside, heading, True))
        stack.extend((child, aside, heading, False) for child in reversed(element))
    return out


def _is_hidden(element: HtmlElement) -> bool:
    return "hidden" in element.attrib or bool(_HIDDEN.search(element.get("style") or ""))
