"""A report made of a text or page: its body cut out, its heading read, its date and language told."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import Final

from attache.errors import SourceError
from attache.records import Report, ReportId
from attache.sources.agencies import agency_name, credit, like_agency, whole_sign, without_sign_off
from attache.sources.dateline import dateline
from attache.sources.digest import international, stories
from attache.sources.head_lines import date_lines, same_line
from attache.sources.heading import Heading, agency_in, read_heading, take_dateline
from attache.sources.language import language_of
from attache.sources.layout import divide
from attache.sources.page import Page, read_page
from attache.sources.paragraphs import Block, blocks
from attache.sources.publication import Clues, publication

MOST_CHARACTERS: Final = 500_000
"""Longest text read as one report; the longest treaties have about 300,000, and reading takes time and memory in proportion."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a report came from; fields given beside the text (JSON lines) are taken before what the text tells."""

    file: str | None = None
    url: str | None = None
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    language: str | None = None
    fetched: str | None = None
    """The ISO day on which a crawler fetched it, by which it had been published; no day of publication itself."""
    shown: str | None = None
    """How messages call it, where that is more than `file` or `url`."""

    @property
    def name(self) -> str:
        """How messages call it."""
        return self.shown or self.file or self.url or "-"


def report_of_text(text: str, origin: Origin) -> Report:
    """The report that a plain text holds."""
    return _composed(blocks(text), origin, Heading(title=origin.title))


def report_of_page(source: str, origin: Origin) -> Report:
    """The report that an HTML page holds."""
    page = read_page(source, url=origin.url)
    if page is None or not page.text.strip():
        raise SourceError(f"{origin.name}: the page holds no text to read; save the article itself", reason="no-text")
    said = page.markup
    known = Heading(title=origin.title or said.title, publisher=said.site)
    origin = replace(origin, language=origin.language or said.language)
    return _composed(blocks(page.text), origin, known, page=page)


def _of_column(parts: list[Block], known: Heading) -> tuple[list[Block], Heading, tuple[str, ...]]:
    """Of a column of short stories the one on international relations, with the lines above the column."""
    lines, found = stories(parts)
    chosen = international(found) if known.title is None else []
    if not chosen:
        return parts, known, ()
    body: list[Block] = []
    for story in chosen:
        body += [(story.title,)] if story.title and body else []
        body += story.body
    return body, replace(known, title=chosen[0].title), tuple(lines)


def _composed(parts: list[Block], origin: Origin, known: Heading, *, page: Page | None = None) -> Report:
    parts, known, masthead = _of_column(parts, known)
    layout = divide(parts, title=known.title)
    heading = read_heading([*(page.above if page else masthead), *layout.head], title=known.title)
    if masthead:
        heading.title = known.title
    if page:
        heading.kept = [line for line in heading.kept if line in layout.head]
    heading.publisher = origin.publisher or known.publisher or heading.publisher
    if not heading.dates:
        heading.dates.extend(d for line in layout.strays for d in date_lines(line))
    heading.agency = heading.agency or next((a for line in layout.strays if date_lines(line) and (a := agency_in(line))), None)
    body, signed = _without_signs(list(layout.body))
    if body:
        opening = dateline(body[0][0])
        take_dateline(heading, opening, body[0][0])
        sign = opening.agency if opening else None
    else:
        sign = None
    below = (*layout.strays, *layout.tail, *(page.below if page else ()))
    for line in below:
        signed = signed or credit(line) or whole_sign(line)
    own = next((d.agency for line in heading.kept if (d := dateline(line)) and d.agency), None)
    agency = _agency(sign or own, signed or heading.agency, heading.publisher)
    whole = [*((line.strip(),) for line in heading.kept), *body]
    text = "\n\n".join("\n".join(" ".join(line.split()) for line in block) for block in whole)
    if not any(character.isalpha() for character in text):
        raise SourceError(f"{origin.name}: no text of a report is left; leave it out", reason="no-text")
    language = language_of(text, declared=origin.language)
    clues = Clues(origin.published, below=below, language=language)
    if page:
        clues = replace(clues, markup=page.markup.date, above=page.above, near=page.near)
    published, how, reasons = publication(heading, text, clues)
    if published is None and origin.fetched:
        reasons = (*reasons, f"no day is printed; the archive fetched the page on {origin.fetched}")
    if len(text) > MOST_CHARACTERS:
        raise SourceError(
            f"{origin.name}: a text of {len(text):,} characters is too long for one report; split it", reason="too-long"
        )
    sha = hashlib.sha256(text.encode("utf-8")).hexdigest()
    return Report(
        id=ReportId("r" + sha[:16]),
        text=text,
        sha256=sha,
        file=origin.file,
        url=origin.url,
        title=heading.title,
        publisher=heading.publisher,
        agency=agency,
        byline=heading.byline or (page.markup.author if page else None),
        place=heading.place,
        dateline=heading.dateline,
        language=language,
        published=published,
        published_how=how,
        published_reasons=reasons,
    )


def _agency(sign: str | None, other: str | None, publisher: str | None) -> str | None:
    """The dateline's sign before any other; a paper's own name in brackets is no agency."""
    for name in (sign, other):
        if name and (like_agency(name) or not (publisher and same_line(name, publisher))):
            return agency_name(name)
    own = like_agency(publisher) if publisher else None
    return agency_name(own) if own else None


def _without_signs(body: list[Block]) -> tuple[list[Block], str | None]:
    """The body without the agency's sign behind its last sentence or on a line of its own, and the agency."""
    lines = [(number, line) for number, block in enumerate(body) for line in block]
    agency = None
    while len(lines) > 1 and (sign := whole_sign(lines[-1][1])):
        agency = agency or sign
        lines.pop()
    if lines:
        number, last = lines[-1]
        last, sign = without_sign_off(last)
        lines[-1] = (number, last)
        agency = agency or sign
    numbers = sorted({number for number, _ in lines})
    return [tuple(line for n, line in lines if n == number) for number in numbers], agency
