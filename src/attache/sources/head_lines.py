"""What a single line above a report is: a date, a byline, a masthead, a caption, navigation, or text."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import Literal

from attache.knowledge import rows
from attache.knowledge.cities import entries
from attache.sources.agencies import known
from attache.sources.cues import names_a_paper, role
from attache.sources.dateline import dateline
from attache.sources.paragraphs import more_words, words
from attache.sources.printed import Printed, dates_in
from attache.sources.remembered import remembered

LineKind = Literal[
    "furniture", "kicker", "document", "digest", "date", "byline", "dateline", "nav", "masthead", "caption", "text"
]  # fmt: skip
Rank = Literal["published", "version", "page", "dateline"]

_LONGEST_DATE_LINE = 160
_NAV = re.compile(r"(?:\s(?:[|/>·•»›–-])\s|\s{2,})")
_PARTS = re.compile(r"[|•·,;]|\s[-–—]\s|\.\s")


@dataclass(frozen=True, slots=True)
class PageDate:
    """A full date on the page outside the sentences, how it is meant, and the line it stands in."""

    printed: Printed
    rank: Rank
    line: str


@cache
def _any(kind: str) -> str:
    return "|".join(f"(?:{row['words']})" for row in rows("heading_words", package="attache.language.en") if row["kind"] == kind)


@cache
def _opening(kind: str) -> re.Pattern[str]:
    """A line that opens with one of the words and goes on with another."""
    return re.compile(rf"(?:the )?(?:{_any(kind)})(?!\w)", re.IGNORECASE)


@cache
def _captions() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """What a caption begins with, what credit it ends with, and what else it ends with."""
    start, end = _any("caption-start"), _any("caption-end")
    expressions = (
        rf"(?:{start})\b ?:?",
        rf"\((?:source|credit|{start})s?\s?:.{{1,40}}\)$",
        rf"\b(?:{end})\s?[/:].{{0,30}}$",
    )
    first, second, third = (re.compile(expression, re.IGNORECASE) for expression in expressions)
    return first, second, third


@cache
def _byline() -> re.Pattern[str]:
    who = r"(?P<who>(?:(?:our|a|the|staff)\b.{2,50}|(?-i:[A-ZÀ-Þ]).{2,60}))"
    return re.compile(rf"(?:{_any('byline')})\s?:?\s{who}$", re.IGNORECASE)


@cache
def _desk() -> re.Pattern[str]:
    return re.compile(_any("desk"), re.IGNORECASE)


@cache
def _whole(kind: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_any(kind)})(?!\w)", re.IGNORECASE)


@remembered
def line_kind(line: str) -> LineKind:
    """What a line above the body is."""
    bare = line.strip()
    opening = dateline(bare)
    if opening and opening.end == len(bare):
        return "dateline"
    if date_lines(bare):
        return "date"
    part = role(bare)
    if part == "digest":
        return "digest"
    if part == "kicker":
        return "document" if _whole("document").search(bare) else "kicker"
    if part:
        return "furniture"
    return _unmarked(bare)


def _unmarked(bare: str) -> LineKind:
    """The kind of a line that no cue tells, by its shape."""
    if byline(bare):
        return "byline"
    if is_caption(bare):
        return "caption"
    if len(_NAV.split(bare)) >= 3 and max(len(words(part)) for part in _NAV.split(bare)) <= 5 and not re.search(r"[.?!]$", bare):
        return "nav"
    return "masthead" if is_masthead(bare) else "text"


@remembered
def is_caption(line: str) -> bool:
    """Whether the line names a picture only; one that tells something in a sentence is text."""
    if more_words(line, 25) or re.search(r"[.!?](?:\s?\([^()]{2,30}\))?$", line):
        return False
    start, credit, end = _captions()
    return bool(start.match(line) or credit.search(line) or end.search(line))


def is_document_title(title: str) -> bool:
    """Whether a title is the heading of a document (joint statement, notes, minutes) rather than a headline."""
    return bool(_opening("document-title").match(title))


def byline(line: str) -> str | None:
    """Who wrote it, where the line says only that."""
    m = _byline().match(line)
    if m and len(words(line)) <= 9 and not line.endswith((".", "?", "!")):
        return str(m["who"])
    return line if _is_desk(line) else None


def _is_desk(line: str) -> bool:
    return _desk().fullmatch(line) is not None


@remembered
def date_lines(line: str) -> tuple[PageDate, ...]:
    """Full dates of a line that is there to give the date: besides dates it has only a name, a desk or the like."""
    found = dates_in(line) if len(line) <= _LONGEST_DATE_LINE else ()
    if not found:
        return ()
    rest = line
    for p in reversed(found):
        rest = f"{rest[: p.start]} | {rest[p.end :]}"
    left = [_told(part) for part in _PARTS.split(rest) if role(part) != "bar"]
    if not all(_may_stand_beside_date(part) for part in left) or sum(len(words(part)) for part in left) > 9:
        return ()
    ranks = [_rank(line, p) for p in found]
    if "version" in ranks:
        ranks = ["dateline" if rank == "page" and _after_place(line, p) else rank for rank, p in zip(ranks, found, strict=True)]
    return tuple(PageDate(p, rank, line) for p, rank in zip(found, ranks, strict=True))


def _told(part: str) -> str:
    """A part of a date line without the words that always stand there, and without time and marks."""
    part = re.sub(r"\b\d{1,2}\s?h\s?(?:\d\d)?\b", " ", part, flags=re.IGNORECASE)  # 18h12, as French and Brazilian pages print it
    return " ".join(re.sub(r"[\d:.,;|/+\-–—•·&\[\]()]+", " ", _whole("beside-date").sub(" ", part)).split())


def _may_stand_beside_date(part: str) -> bool:
    """A name (of paper, place or person), a byline or a desk; anything told in lower case is text."""
    if not part or byline(part) or _whole("version").search(part):
        return True
    return len(words(part)) <= 5 and all(
        w[:1].isupper() or not w[:1].isalpha() or w in ("of", "the", "de", "and") for w in part.split()
    )


def _rank(line: str, p: Printed) -> Rank:
    """By the words just before the date in its line."""
    before = re.split(r"[•|]", line[: p.start])[-1]
    if _whole("published").search(before):
        return "published"
    return "version" if _whole("version").search(before) else "page"


def _after_place(line: str, p: Printed) -> bool:
    """Whether a place's name stands before the date, as in a dateline: "Lima, 2 October 2019. Updated version, …"."""
    before = re.split(r"[|•·.]\s", line[: p.start])[-1].strip(" ,")
    return _folded(before) in _places()


@cache
def _places() -> frozenset[str]:
    return frozenset(_folded(city.name) for city in entries())


def _folded(name: str) -> str:
    """Without case and accents."""
    if name.isascii():
        return name.casefold()
    return "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)).casefold()


def is_masthead(line: str) -> bool:
    """A publication's name standing alone: in capitals, or capitalised throughout and with a word papers are named by."""
    if known(line):
        return True
    if more_words(line, 7) or not names_a_paper(line) or re.search(r"[:;?!]", line):
        return False
    return line.isupper() or bool(re.fullmatch(r"(?:The )?(?:[A-ZÀ-Þ][\w’'.]*\s?){1,5}", line))


def publisher_in(line: str) -> str | None:
    """The publication named in a masthead or date line."""
    for part in re.split(r"\s[|/>·•»–—-]\s|,|\.\s", line):
        name = part.strip(" .,-–—")
        if name and names_a_paper(name) and not dates_in(name) and 1 <= len(words(name)) <= 5 and name[0].isupper():
            return re.sub(r"\s+online$", "", name.title() if name.isupper() and " " in name else name)
    return None


def same_line(a: str, b: str) -> bool:
    """Whether two lines say the same, punctuation and case apart."""
    return words(a) == words(b)
