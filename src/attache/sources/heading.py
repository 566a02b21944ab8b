"""What stands above (and sometimes below) a report: title, masthead, byline, page date, agency, dateline.

Each line is one of a few kinds; what tells nothing about the report stays in its text (subtitles).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from attache.sources.agencies import credit, like_agency
from attache.sources.cues import names_a_paper, role
from attache.sources.dateline import Dateline, dateline
from attache.sources.paragraphs import words
from attache.sources.printed import Printed, dates_in

LineKind = Literal["furniture", "kicker", "document", "digest", "date", "byline", "dateline", "nav", "masthead", "caption", "text"]

_BYLINE = re.compile(r"^(?:(?:written |reported |text |story )?by|from)\s?:?\s(?P<who>(?:our|a|the|staff)\b.{2,50}|[A-ZÀ-Þ].{2,60})$", re.IGNORECASE)
_DESK = re.compile(r"^(?:staff|special|our|foreign|diplomatic|economic|news|political|business|world)[\w ]{0,25}\b(?:correspondents?|reporters?|writers?|desk|editor|bureau|staff)$|^\w+(?: \w+)? desk$", re.IGNORECASE)
_DOCUMENT = re.compile(r"read-?out|paraphrase|summary|translation|transcript|unofficial|official text|provisional|draft", re.IGNORECASE)
_DOCUMENT_TITLE = re.compile(
    r"^(?:the )?(?:full text|joint (?:statement|declaration|communiqu|press|vision)|communiqu|declaration|statement (?:by|of|on)|read-?out|notes? (?:of|from|on)|minutes"
    r"|transcript|interview with|remarks|speech|address (?:by|of)|press (?:conference|statement|briefing)|memorandum|protocol|treaty|agreement (?:between|on)"
    r"|chair(?:man|person)?['’]s (?:statement|summary)|final (?:document|statement|communiqu)|outcomes?|\d+(?:st|nd|rd|th) (?:meeting|session|round|summit)|list of|agreed minutes)\b",
    re.IGNORECASE,
)
_CAPTION = re.compile(r"^(?:photo|picture|image|file photo|illustration|illustrative photo|caption|pictured)\b ?:?|\((?:photo|source|file photo|picture|image|credit)s?\s?:.{1,40}\)$|\b(?:photo|getty|afp|ap|reuters|epa|file)\s?[/:].{0,30}$", re.IGNORECASE)
_AROUND_DATE = re.compile(
    r"\b(?:(?:first )?published|posted|released|issued|created|date[d]?|on|at|by|the|last|updated|update|modified|changed|edited|revised|corrected|added|entry|page(?: \w+)?|version|first|second"
    r"|third|final|compiled|written|notes?|gmt|utc|ist|est|edt|pst|cet|bst|hrs|am|pm|a\.m\.?|p\.m\.?|local time|time|print edition|edition|online|mon|tue|wed|thu|fri|sat|sun"
    r"|monday|tuesday|wednesday|thursday|friday|saturday|sunday|no\.?|vol\.?|issue|min(?:ute)?s?|read|ago|hours?)\b\.?|[\d:.,;|/+\-–—•·&\[\]()]+",
    re.IGNORECASE,
)
_VERSION = re.compile(r"\b(?:version|compiled|notes?|added|updated?|revised|corrected|modified|edited|changed|entry|paraphrase|summary)\b", re.IGNORECASE)
_PUBLISHED = re.compile(r"\b(?:published|posted|released|issued|publication)\b", re.IGNORECASE)
_NAV = re.compile(r"(?:\s(?:[|/>·•»›–-])\s|\s{2,})")

Rank = Literal["published", "version", "page", "dateline"]


@dataclass(frozen=True, slots=True)
class PageDate:
    """A full date on the page outside the sentences, how it is meant, and the line it stands in."""

    printed: Printed
    rank: Rank
    line: str


@dataclass(slots=True)
class Heading:
    """What the lines above the body told, filled line by line."""

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
    is_digest: bool = False


def line_kind(line: str) -> LineKind:
    """What a line above the body is."""
    bare = line.strip()
    if dateline(bare) and dateline(bare).end == len(bare):  # type: ignore[union-attr]
        return "dateline"
    if date_lines(bare):
        return "date"
    part = role(bare)
    if part == "digest":
        return "digest"
    if part == "kicker":
        return "document" if _DOCUMENT.search(bare) else "kicker"
    if part:
        return "furniture"
    if _byline(bare):
        return "byline"
    if is_caption(bare):
        return "caption"
    if len(_NAV.split(bare)) >= 3 and not re.search(r"[.?!]$", bare):
        return "nav"
    if _is_masthead(bare):
        return "masthead"
    return "text"


def is_caption(line: str) -> bool:
    """Whether the line names a picture only; one that tells something in a sentence is text."""
    return bool(_CAPTION.search(line)) and len(words(line)) <= 25 and not re.search(r"[.!?](?:\s?\([^()]{2,30}\))?$", line)


def date_lines(line: str) -> tuple[PageDate, ...]:
    """Full dates of a line that is there to give the date: besides dates it has only a name, desk or the like."""
    found = dates_in(line)
    if not found or len(line) > 160:
        return ()
    rest = line
    for p in reversed(found):
        rest = f"{rest[: p.start]} | {rest[p.end :]}"
    left = [" ".join(_AROUND_DATE.sub(" ", part).split()) for part in re.split(r"[|•·,;]|\s[-–—]\s|\.\s", rest)]
    if not all(_may_stand_beside_date(part) for part in left) or sum(len(words(part)) for part in left) > 9:
        return ()
    return tuple(PageDate(p, _rank(line, p), line) for p in found)


def _may_stand_beside_date(part: str) -> bool:
    """A name (of paper, place or person), a byline or a desk; anything told in lower case is text."""
    bare = part.strip(" .:")
    if not bare or _DESK.match(bare) or _byline(bare) or _VERSION.search(bare):
        return True
    return len(words(bare)) <= 5 and all(w[:1].isupper() or not w[:1].isalpha() or w in ("of", "the", "de", "and") for w in bare.split())


def _rank(line: str, p: Printed) -> Rank:
    """By the words just before the date in its line."""
    before = line[: p.start].rsplit("•", 1)[-1].rsplit("|", 1)[-1]
    if _PUBLISHED.search(before):
        return "published"
    return "version" if _VERSION.search(before) else "page"


def _byline(line: str) -> str | None:
    m = _BYLINE.match(line)
    if m and len(words(line)) <= 9 and not line.endswith((".", "?", "!")):
        return m["who"]
    return line if _DESK.match(line) else None


def _is_masthead(line: str) -> bool:
    """A publication's name standing alone: in capitals, or short and ending in a word papers are named by."""
    return bool(names_a_paper(line)) and len(words(line)) <= 7 and (line.isupper() or bool(re.fullmatch(r"(?:The )?(?:[A-ZÀ-Þ][\w’'.]*\s?){1,5}", line))) and not re.search(r"[:;?!]", line)


def publisher_in(line: str) -> str | None:
    """The publication named in a masthead or date line."""
    for part in re.split(r"\s[|/>·•»–—-]\s|,|\.\s", line):
        name = part.strip(" .,-–—")
        if name and names_a_paper(name) and not dates_in(name) and 1 <= len(words(name)) <= 5 and name[0].isupper():
            return re.sub(r"\s+online$", "", name.title() if name.isupper() and " " in name else name)
    return None


def read_heading(lines: list[str], *, title: str | None = None) -> Heading:
    """The heading told by the lines above the body, in order."""
    kinds = [line_kind(line) for line in lines]
    out = Heading(title=title)
    out.is_document = "document" in kinds
    out.is_digest = "digest" in kinds
    candidates = [i for i, kind in enumerate(kinds) if kind == "text"] or [i for i, kind in enumerate(kinds) if kind == "masthead"][-1:]
    chosen = _title_index(lines, kinds, candidates, title)
    if chosen is not None and title is None:
        out.title = lines[chosen].strip()
    if out.title and _DOCUMENT_TITLE.match(out.title):
        out.is_document = True
    for i, (line, kind) in enumerate(zip(lines, kinds, strict=True)):
        take_line(out, line.strip(), kind if i != chosen else "text", is_title=i == chosen, above=chosen is not None and i < chosen)
    return out


def _title_index(lines: list[str], kinds: list[LineKind], candidates: list[int], title: str | None) -> int | None:
    if title is not None:
        return next((i for i, line in enumerate(lines) if same_line(line, title)), None)
    if not candidates:
        return None
    long = [i for i in candidates if len(words(lines[i])) >= 4]
    mixed = [i for i in long if not lines[i].isupper()]
    if long and lines[long[0]].isupper() and mixed and not names_a_paper(lines[long[0]]):
        return long[0]
    return (mixed or long or candidates)[0]


def take_line(out: Heading, line: str, kind: LineKind, *, is_title: bool = False, above: bool = False) -> None:
    """Enters what one line tells."""
    if is_title:
        if out.is_document:
            out.kept.append(line)
        return
    if out.title and same_line(line, out.title):
        return
    match kind:
        case "date":
            out.dates.extend(date_lines(line))
            out.publisher = out.publisher or publisher_in(line)
            out.agency = out.agency or _agency_in(line)
        case "dateline":
            found = dateline(line)
            take_dateline(out, found, line)
            out.byline = out.byline or (found.byline if found else None)
            out.kept.append(line[: found.close] if found else line)
        case "byline":
            out.byline = out.byline or _byline(line)
        case "masthead" | "nav":
            out.publisher = out.publisher or publisher_in(line)
        case "furniture":
            out.agency = out.agency or credit(line)
        case "text" if not above:
            out.kept.append(line)


def _agency_in(line: str) -> str | None:
    return next((a for part in re.split(r"\s[|•·–—-]\s|,", line) if (a := like_agency(part))), None)


def take_dateline(out: Heading, found: Dateline | None, line: str) -> None:
    """Enters a dateline's place, day words and agency, and its date where the year is there."""
    if found is None:
        return
    out.place = out.place or found.place
    out.dateline = out.dateline or found.day
    if found.printed:
        out.dates.append(PageDate(found.printed, "dateline", line[: found.end]))


def same_line(a: str, b: str) -> bool:
    """Whether two lines say the same, punctuation and case apart."""
    return words(a) == words(b)
