"""What the lines above a report tell: title, masthead, byline, page dates, agency, dateline.

Lines that tell nothing about the report but belong to it (subtitles, a dateline of its own) stay in its text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from attache.sources.agencies import credit, known, like_agency
from attache.sources.cues import names_a_paper
from attache.sources.dateline import Dateline, dateline
from attache.sources.head_lines import (
    LineKind,
    PageDate,
    byline,
    date_lines,
    is_document_title,
    line_kind,
    publisher_in,
    same_line,
)
from attache.sources.paragraphs import words
from attache.sources.printed import dates_in


@dataclass(slots=True)
class Heading:
    """What the lines above the body told, filled line by line; what comes first stays."""

    title: str | None = None
    publisher: str | None = None
    agency: str | None = None
    byline: str | None = None
    place: str | None = None
    dateline: str | None = None
    dates: list[PageDate] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    """Subtitles and datelines of their own, which stay in the text, in order."""
    is_document: bool = False
    """A read-out, paraphrase or joint statement, whose heading is part of its text."""


def read_heading(lines: list[str], *, title: str | None = None) -> Heading:
    """The heading told by the lines above the body, in order; `title` where it is known already."""
    kinds = [line_kind(line) for line in lines]
    out = Heading(title=title)
    chosen = _title_index(lines, kinds, title)
    if chosen is not None and title is None:
        out.title = lines[chosen].strip()
    out.is_document = "document" in kinds or (out.title is not None and is_document_title(out.title))
    for i, (line, kind) in enumerate(zip(lines, kinds, strict=True)):
        if i == chosen:
            out.kept += [line.strip()] if out.is_document else []
        elif out.title is None or not same_line(line, out.title):
            _take(out, line.strip(), kind, above=chosen is not None and i < chosen)
    return out


def _title_index(lines: list[str], kinds: list[LineKind], title: str | None) -> int | None:
    """The first line that can be a headline: four words or more, not in capitals like a masthead unless nothing else is there."""
    if title is not None:
        return next((i for i, line in enumerate(lines) if same_line(line, title)), None)
    candidates = [i for i, kind in enumerate(kinds) if kind == "text"] or [
        i for i, kind in enumerate(kinds) if kind == "masthead"
    ][-1:]
    if not candidates:
        return None
    long = [i for i in candidates if len(words(lines[i])) >= 4]
    mixed = [i for i in long if not lines[i].isupper()]
    if long and lines[long[0]].isupper() and not names_a_paper(lines[long[0]]):
        return long[0]
    return (mixed or long or candidates)[0]


def _take(out: Heading, line: str, kind: LineKind, *, above: bool) -> None:
    """Enters what one line tells; `above` the title only the page speaks, so text there is dropped."""
    match kind:
        case "date":
            out.dates.extend(date_lines(line))
            out.publisher = out.publisher or publisher_in(line)
            out.agency = out.agency or credit(line) or agency_in(line)
            out.byline = out.byline or _byline_in(line)
        case "dateline":
            found = dateline(line)
            take_dateline(out, found, line)
            out.byline = out.byline or (found.byline if found else None)
            out.kept.append(line[: found.close] if found else line)
        case "byline":
            out.byline = out.byline or byline(line)
        case "masthead" | "nav":
            out.publisher = out.publisher or publisher_in(line)
            out.agency = out.agency or known(line)
        case "furniture":
            out.agency = out.agency or credit(line)
        case "text" if not above:
            out.kept.append(line)
        case _:
            pass


def agency_in(line: str) -> str | None:
    """The agency that a date line names as a part of its own."""
    return next((a for part in re.split(r"\s[|•·–—-]\s|,", line) if (a := like_agency(part))), None)


def _byline_in(line: str) -> str | None:
    """Who wrote it, in a part of a date line."""
    for p in reversed(dates_in(line)):
        line = f"{line[: p.start]}|{line[p.end :]}"
    return next((b for part in re.split(r"[|•·]", line) if (b := byline(part.strip(" ,–—-")))), None)


def take_dateline(out: Heading, found: Dateline | None, line: str) -> None:
    """Enters a dateline's place, day words and agency, and its date where the year is there."""
    if found is None:
        return
    out.place = out.place or found.place
    out.dateline = out.dateline or found.day
    if found.printed:
        out.dates.append(PageDate(found.printed, "dateline", line[: found.end]))
